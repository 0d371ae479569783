/*
 * Tokens of a paragraph -> where its sentences end. The rules are those of UAX #29 (a terminator, its closers, white
 * space, no lower-case letter behind), read on tokens, so that abbreviations, initials and numbers are already whole;
 * on top of them stand what news adds: which abbreviations may end a sentence, which words begin one, quotation marks
 * that belong to what they close, references and list numbers. A trained splitter was not needed: the doubtful cases
 * are few kinds. Cost: linear.
 */
#include "text_impl.h"

static ng_str surface(ng_str text, const ng_token *token)
{
    return ngi_str_slice(text, token->bytes.begin, token->bytes.end);
}

static ngi_char first_char(ng_str text, const ng_token *token) { return ngi_char_at(text, token->bytes.begin); }

static ngi_char last_char(ng_str text, const ng_token *token)
{
    size_t at = token->bytes.end;

    return ngi_char_before(text, &at);
}

/* Words that begin sentences far more often than they go on a name: 'Inc. The', not 'Inc. Chief'. */
static bool is_starter(ng_str word)
{
    static const char *const words[] = {
        "A",       "About",        "According", "After",   "All",       "Although", "Among",   "An",
        "And",     "Another",      "Any",       "As",      "At",        "Because",  "Before",  "Besides",
        "Both",    "But",          "By",        "Despite", "During",    "Each",     "Earlier", "Even",
        "Every",   "For",          "From",      "Given",   "He",        "Her",      "Here",    "His",
        "How",     "However",      "I",         "If",      "In",        "Instead",  "Is",      "It",
        "Its",     "Last",         "Later",     "Many",    "Meanwhile", "More",     "Most",    "My",
        "Neither", "Nevertheless", "No",        "Nobody",  "None",      "Nor",      "Not",     "Now",
        "Of",      "Officials",    "On",        "Once",    "One",       "Only",     "Or",      "Other",
        "Others",  "Our",          "Over",      "Police",  "She",       "Shares",   "Since",   "So",
        "Some",    "Still",        "Such",      "That",    "The",       "Their",    "Then",    "There",
        "These",   "They",         "This",      "Those",   "Though",    "Through",  "Thus",    "To",
        "Today",   "Two",          "Under",     "Unlike",  "Until",     "We",       "What",    "When",
        "Where",   "Whether",      "Which",     "While",   "Who",       "Why",      "Will",    "With",
        "Without", "Yesterday",    "Yet",       "You",     "Your"
    };

    return ngi_str_among(word, words, sizeof words / sizeof *words);
}

/* What a mark does to what stands around it. */
enum { ROLE_NONE, ROLE_OPENS, ROLE_CLOSES };

/* Straight quotes: by the white space around them, else in turns. */
static uint8_t straight_role(const ngi_marks *m, size_t index, bool open)
{
    const ng_token *t = &m->tokens[index];
    bool space_before = index == 0 || t[-1].bytes.end < t->bytes.begin;
    bool space_after = index + 1 == m->count || t[1].bytes.begin > t->bytes.end;

    if (t->flags & NG_TOKEN_POSSESSIVE) return ROLE_NONE;
    if (space_before && !space_after) return ROLE_OPENS;
    if (space_after && !space_before) return ROLE_CLOSES;
    return open ? ROLE_CLOSES : ROLE_OPENS;
}

static uint8_t role_of(const ngi_marks *m, size_t index, bool *io_open)
{
    ngi_char c = first_char(m->text, &m->tokens[index]);
    uint8_t role;

    switch (c) {
    case '(': case '[': case '{': case 0x201C: case 0x2018: case 0xAB: case 0x201E: case 0x201A: case 0x2039:
        return ROLE_OPENS;
    case ')': case ']': case '}': case 0x201D: case 0xBB: case 0x203A:
        return ROLE_CLOSES;
    case 0x2019:
        return m->tokens[index].flags & NG_TOKEN_POSSESSIVE ? ROLE_NONE : ROLE_CLOSES;
    case '"': case '\'':
        if (!(m->tokens[index].flags & NG_TOKEN_QUOTE)) return ROLE_NONE;
        role = straight_role(m, index, *io_open);
        if (c == '"' && role != ROLE_NONE) *io_open = role == ROLE_OPENS;
        return role;
    default:
        return ROLE_NONE;
    }
}

/* Does the token end a sentence by itself: . ! ? … and runs of them? */
static bool is_terminator(ng_str text, const ng_token *token)
{
    ngi_char c = last_char(text, token);

    if (token->flags & NG_TOKEN_ADDRESS) return false;
    return c == '.' || c == '!' || c == '?' || c == 0x2026 || c == 0x203D || c == 0x3002;
}

/* A word that keeps its stop: U.S., Inc., J. */
static bool has_own_stop(ng_str text, const ng_token *token)
{
    ng_str word = surface(text, token);

    return word.len > 1 && word.ptr[word.len - 1] == '.' && (token->flags & NG_TOKEN_WORD);
}

/* '[3]', '[citation needed]': a reference behind a stop belongs to the sentence before. Its length in tokens, or 0. */
static size_t reference_length(const ngi_marks *m, size_t at)
{
    for (size_t i = at; i < m->count && i <= at + 4; i++) {
        ngi_char c = first_char(m->text, &m->tokens[i]);

        if (i == at && c != '[') return 0;
        if (c == ']') return i - at + 1 >= 3 ? i - at + 1 : 0;
        if (i == at + 1 && !(m->tokens[i].flags & NG_TOKEN_NUMBER) && !ngi_char_is_lower(c)) return 0;
    }
    return 0;
}

/* May a sentence begin with this token? */
static bool may_begin(const ngi_marks *m, size_t index)
{
    const ng_token *t = &m->tokens[index];
    ng_str word = surface(m->text, t);
    ngi_char c = first_char(m->text, t), next;
    size_t at = 0;

    if (!ngi_char_is_lower(c)) return c != ',' && c != ';' && c != ':' && c != ')' && c != '%';
    (void)ngi_char_next(word, &at); /* iPhone, eBay */
    next = ngi_char_at(word, at);
    return ngi_char_is_upper(next);
}

/* The first token behind opening marks. */
static size_t skip_openers(const ngi_marks *m, size_t index)
{
    while (index + 1 < m->count && m->roles[index] == ROLE_OPENS) index++;
    return index;
}

/* Behind an abbreviation a sentence ends only where the next word says so. */
static bool abbreviation_ends(const ngi_marks *m, size_t index, size_t next)
{
    ng_str word = surface(m->text, &m->tokens[index]), bare = ngi_str_slice(word, 0, word.len - 1);
    size_t start = skip_openers(m, next);
    ng_str starter = surface(m->text, &m->tokens[start]);
    ngi_abbreviation kind = ngi_abbreviation_of(bare);
    size_t at = 0;

    if (kind == NGI_ABBREVIATION_TITLE || kind == NGI_ABBREVIATION_INNER || kind == NGI_ABBREVIATION_NUMBER)
        return false;
    (void)ngi_char_next(bare, &at);
    if (at == bare.len && ng_str_equal(bare, NGI_LITERAL("I"))) return is_starter(starter);
    if (start > next && is_terminator(m->text, &m->tokens[index])) /* 'Inc. "We' */
        return ngi_char_is_upper(first_char(m->text, &m->tokens[start])) &&
               first_char(m->text, &m->tokens[next]) != '(';
    return is_starter(starter);
}

/* Nothing but a number, a letter or a bullet since the sentence began: '3.' of a list. */
static bool is_list_number(const ngi_marks *m, size_t first, size_t stop)
{
    size_t words = 0;

    if (stop == first || stop > first + 4) return false;
    for (size_t i = first; i < stop; i++) {
        const ng_token *t = &m->tokens[i];

        if (!(t->flags & (NG_TOKEN_NUMBER | NG_TOKEN_PUNCTUATION)) && t->bytes.end - t->bytes.begin > 1) return false;
        if (t->flags & NG_TOKEN_QUOTE) return false;
        words += (t->flags & NG_TOKEN_PUNCTUATION) == 0;
    }
    return words == 1 && surface(m->text, &m->tokens[stop]).len == 1 && last_char(m->text, &m->tokens[stop]) == '.' &&
           m->tokens[stop - 1].bytes.end - m->tokens[stop - 1].bytes.begin <= 3;
}

/* Does a sentence that began at `first` end at the terminator `stop`? Then *out_last is its last token. */
static bool ends_at(const ngi_marks *m, size_t first, size_t stop, size_t *out_last)
{
    size_t last = stop, next, length;
    bool spaced, closed;

    while (last + 1 < m->count &&
           (is_terminator(m->text, &m->tokens[last + 1]) && !has_own_stop(m->text, &m->tokens[last + 1])) &&
           m->tokens[last + 1].bytes.begin == m->tokens[last].bytes.end)
        last++;
    while (last + 1 < m->count && m->roles[last + 1] == ROLE_CLOSES) last++;
    closed = last > stop;
    while ((length = reference_length(m, last + 1)) > 0) last += length;
    *out_last = last;
    if (last + 1 >= m->count) return true;
    next = last + 1;
    spaced = m->tokens[last].bytes.end < m->tokens[next].bytes.begin;
    if (!spaced && !(ngi_char_is_upper(first_char(m->text, &m->tokens[next])) || m->roles[next] == ROLE_OPENS))
        return false;
    if (!spaced && !closed && has_own_stop(m->text, &m->tokens[stop])) return false;
    if (!may_begin(m, skip_openers(m, next))) return false;
    if (is_list_number(m, first, stop)) return false;
    if (has_own_stop(m->text, &m->tokens[stop]) && !closed) return abbreviation_ends(m, stop, next);
    /* 'What now?' she said: a question or cry within goes on in lower case only, but after ! ? a dash may follow */
    return first_char(m->text, &m->tokens[next]) != 0x2013 && first_char(m->text, &m->tokens[next]) != 0x2014;
}

void ngi_sentence_roles(ngi_marks *m)
{
    bool open = false;

    for (size_t i = 0; i < m->count; i++) m->roles[i] = role_of(m, i, &open);
}

size_t ngi_sentence_end(const ngi_marks *m, size_t first)
{
    for (size_t i = first; i < m->count; i++) {
        size_t last;

        if (!is_terminator(m->text, &m->tokens[i])) continue;
        if (ends_at(m, first, i, &last)) return last + 1;
        while (i + 1 < m->count && i < last && is_terminator(m->text, &m->tokens[i + 1]))
            i++; /* '!!!' is asked once */
    }
    return m->count;
}
