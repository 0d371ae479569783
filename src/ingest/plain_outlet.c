/*
 * Names that furniture speaks for -> the outlet of an article. Each name has points for each kind of cue
 * (plain_outlet_cues.c); what the word lists or the words of newspapers' names say of it counts for or against it, and
 * other lines that name it back it. A name that too little speaks for is left out, and so are two that speak against
 * each other: a wrong outlet is worse than none, and names of topics stand where mastheads do. Cost: linear in the
 * article for each of the few names.
 */
#include "base/unicode.h"
#include "plain_origin.h"

/* Points that a name needs, and by which it must lead the next. */
#define ENOUGH 2
#define OUTLET_NAMES_MAX 32u

/* Bytes of a word without what ends a name behind it: stops, brackets, a possessive. */
static size_t bare_length(ng_str word)
{
    size_t end = word.len;

    while (end > 0 && strchr(",.;:!?()[]\"+", word.ptr[end - 1])) end--;
    if (end > 2 && ngi_str_ends(ngi_str_slice(word, 0, end), NGI_LITERAL("'s"))) end -= 2;
    else if (end > 4 && ngi_str_ends(ngi_str_slice(word, 0, end), NGI_LITERAL("’s"))) end -= 4;
    else if (end > 3 && ngi_str_ends(ngi_str_slice(word, 0, end), NGI_LITERAL("”"))) end -= 3;
    return end;
}

/* Words that stand in a name, but do not begin or end it. */
static bool is_connector(ng_str word)
{
    static const char *const words[] = { "of", "the", "and", "&", "for", "in", "de", "la", "der", "del", "und", "du" };

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (ng_str_equal(word, ng_str_from(words[i]))) return true;
    return false;
}

size_t ngi_outlet_length(ng_str text)
{
    size_t at = 0, length = 0;
    unsigned words = 0;
    ng_str word;

    while (words < 7 && ngi_furniture_next(text, &at, &word)) {
        size_t end = bare_length(word);
        ngi_char first = ngi_char_at(word, 0);
        bool number = ngi_char_is_digit(first) && (end < 3 || !ngi_char_is_digit(ngi_char_at(word, end - 1)));

        if (end == 0) break;
        if (ngi_char_is_upper(first) || (number && (words > 0 || end > 2)))
            length = (size_t)(word.ptr - text.ptr) + end;
        else if (words == 0 || !is_connector(word)) break;
        words++;
        if (end < word.len || at >= text.len) break;
        at++;
    }
    return length;
}

ng_str ngi_outlet_core(ng_str name)
{
    size_t begin = name.len > 4 && ngi_str_equal_nocase(ngi_str_slice(name, 0, 4), NGI_LITERAL("the ")) ? 4 : 0;

    return ngi_str_slice(name, begin, name.len);
}

ng_str ngi_outlet_without_form(ng_str name)
{
    for (size_t i = name.len; i > 0; i--) {
        if (name.ptr[i - 1] != ' ') continue;
        if (!(ngi_furniture_word_of(ngi_str_slice(name, i, name.len)) & NGI_WORD_LEGAL)) return name;
        name = ngi_str_trim(ngi_str_slice(name, 0, i));
        i = name.len + 1;
    }
    return name;
}

/* 'Peninsula Times Staff' */
static ng_str without_people(ng_str name)
{
    static const char *const people[] = { " Staff", " Staff Writer", " Newsroom", " Team", " STAFF" };

    for (size_t i = 0; i < sizeof people / sizeof *people; i++)
        if (ngi_str_ends(name, ng_str_from(people[i]))) name.len -= strlen(people[i]);
    return name;
}

/* The better spelling of two that are one name: not all capitals, with 'The'. */
static ng_str better_of(ng_str a, ng_str b)
{
    if (ngi_furniture_is_capitals(a) != ngi_furniture_is_capitals(b)) return ngi_furniture_is_capitals(a) ? b : a;
    return b.len > a.len ? b : a;
}

ng_status ngi_outlet_add(ngi_origin *o, ng_str name, ngi_outlet_cue cue, unsigned strength)
{
    ngi_outlet outlet;

    name = ngi_outlet_without_form(without_people(ngi_str_trim(name)));
    if (ngi_outlet_core(name).len < 2 || name.len > 60 || ngi_furniture_is_generic(name)) return NG_OK;
    for (size_t i = 0; i < o->outlets.count; i++) {
        ngi_outlet *known = &o->outlets.items[i];

        if (!ngi_str_equal_nocase(ngi_outlet_core(known->name), ngi_outlet_core(name))) continue;
        known->name = better_of(known->name, name);
        if (known->strength[cue] < strength) known->strength[cue] = (unsigned char)strength;
        return NG_OK;
    }
    if (o->outlets.count >= OUTLET_NAMES_MAX) return NG_OK;
    memset(&outlet, 0, sizeof outlet);
    outlet.name = name;
    outlet.strength[cue] = (unsigned char)strength;
    return ngi_array_push(o->ctx, &o->outlets, outlet);
}

/* What the name itself tells, in points. */
static int points_of_name(const ngi_origin *o, ng_str name)
{
    uint32_t classes = ngi_lexicon_find(o->lexicon, name).classes |
                       ngi_lexicon_find(o->lexicon, ngi_outlet_core(name)).classes;
    bool one_word = !memchr(name.ptr, ' ', name.len);

    if (classes & 1u << NGI_LEX_OUTLET) return one_word ? 1 : 2; /* Metro, Fortune */
    if (classes & (1u << NGI_LEX_PERSON | 1u << NGI_LEX_PLACE | 1u << NGI_LEX_DEMONYM | 1u << NGI_LEX_PRODUCT |
                   1u << NGI_LEX_MODEL))
        return -3;
    if (classes & (1u << NGI_LEX_COMPANY | 1u << NGI_LEX_ORGANIZATION)) return -1;
    if (one_word) return -1;
    if (ngi_furniture_has(name, NGI_WORD_OUTLET)) return 1;
    return ngi_person_known(o->lexicon, name) ? -3 : 0;
}

/* Does 'told' or its kin stand before the name: who speaks to the article's own outlet? */
static bool is_told(ng_str line, size_t at)
{
    static const char *const verbs[] = { "told", "tells", "seen by", "spoke to", "spoke with", "interview with" };
    ng_str before = ngi_str_trim(ngi_str_slice(line, 0, at));

    if (ngi_str_ends(before, NGI_LITERAL(" the")) || ngi_str_ends(before, NGI_LITERAL(" The"))) before.len -= 4;
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
        if (ngi_str_ends(before, ng_str_from(verbs[i]))) return true;
    return false;
}

/* Byte where a name stands in a line in any case, as words of their own; SIZE_MAX when it does not. */
static size_t find_name(ng_str line, ng_str name)
{
    for (size_t i = 0; i + name.len <= line.len; i++) {
        if ((line.ptr[i] ^ name.ptr[0]) & 0xDF) continue;
        if (i > 0 && ngi_char_is_letter(ngi_char_at(line, i - 1))) continue;
        if (i + name.len < line.len && ngi_char_is_letter(ngi_char_at(line, i + name.len))) continue;
        if (ngi_str_equal_nocase(ngi_str_slice(line, i, i + name.len), name)) return i;
    }
    return SIZE_MAX;
}

/* Another line that names it: furniture, 'told The Ramp', or the questions of an interview. */
static bool is_backed(const ngi_origin *o, ng_str name)
{
    ng_str core = ngi_outlet_core(name);

    for (size_t i = 0; i < o->count; i++) {
        ng_str line = ngi_origin_line(o, i);
        size_t at = name.ptr >= line.ptr && name.ptr < line.ptr + line.len ? SIZE_MAX : find_name(line, core);

        if (at == SIZE_MAX) continue;
        if (o->lines[i].what == NGI_LINE_IS_BOILERPLATE || is_told(line, at)) return true;
        if (at <= 4 && at + core.len < line.len && line.ptr[at + core.len] == ':') return true;
    }
    return false;
}

static int points_of_cues(const ngi_outlet *outlet)
{
    int points = 0;

    for (size_t c = 0; c < NGI_OUTLET_CUE_COUNT; c++) points += outlet->strength[c];
    return points;
}

/* Is one the other with words behind it: The Ramp, The Ramp Media? */
static bool goes_on(ng_str name, ng_str longer)
{
    name = ngi_outlet_core(name);
    longer = ngi_outlet_core(longer);
    return longer.len > name.len && longer.ptr[name.len] == ' ' &&
           ngi_str_equal_nocase(ngi_str_slice(longer, 0, name.len), name);
}

/* Is it made of the first letters of the other: AW, Allied Wire? */
static bool is_initials(ng_str initials, ng_str name)
{
    size_t at = 0;
    ng_str word;

    if (initials.len < 2) return false;
    while (ngi_str_next(&name, ' ', &word)) {
        if (word.len == 0 || !ngi_char_is_upper(ngi_char_at(word, 0))) continue;
        if (at >= initials.len || initials.ptr[at] != word.ptr[0]) return false;
        at++;
    }
    return at == initials.len;
}

static bool are_one(const ngi_outlet *a, const ngi_outlet *b)
{
    return goes_on(a->name, b->name) || goes_on(b->name, a->name) || is_initials(a->name, b->name) ||
           is_initials(b->name, a->name);
}

/* Do only weak cues speak for a name that the title holds? Then the article is about it, as a firm's release is. */
static bool is_topic(const ngi_origin *o, const ngi_outlet *outlet)
{
    ng_str core = ngi_outlet_core(outlet->name);

    for (size_t c = 0; c < NGI_OUTLET_CUE_COUNT; c++)
        if (outlet->strength[c] > 1) return false;
    for (size_t i = 0; i < o->count; i++)
        if (o->lines[i].what == NGI_LINE_IS_TITLE && find_name(ngi_origin_line(o, i), core) != SIZE_MAX) return true;
    return false;
}

/* Points of a name, and what speaks for its other forms. */
static int points_of(const ngi_origin *o, const ngi_outlet *outlet)
{
    int points = points_of_name(o, outlet->name) + points_of_cues(outlet);

    points += is_backed(o, outlet->name) - is_topic(o, outlet);

    for (size_t i = 0; i < o->outlets.count; i++)
        if (are_one(outlet, &o->outlets.items[i])) points += points_of_cues(&o->outlets.items[i]);
    return points;
}

ng_str ngi_outlet_choose(const ngi_origin *o)
{
    ng_str authors = ngi_buffer_str(&o->authors);
    size_t best = SIZE_MAX;
    int most = ENOUGH - 1;
    bool tie = false;

    for (size_t i = 0; i < o->outlets.count; i++) {
        const ngi_outlet *outlet = &o->outlets.items[i];
        int points = points_of(o, outlet);

        if (points < ENOUGH || points < most || ngi_str_find(authors, outlet->name) != SIZE_MAX) continue;
        if (points == most && are_one(outlet, &o->outlets.items[best])) {
            if (outlet->strength[NGI_OUTLET_MASTHEAD] <= o->outlets.items[best].strength[NGI_OUTLET_MASTHEAD]) continue;
        } else {
            tie = points == most;
        }
        best = i;
        most = points;
    }
    return best == SIZE_MAX || tie ? (ng_str){ NULL, 0 } : o->outlets.items[best].name;
}
