/*
 * A paragraph -> tokens. The base is the word segmentation of UAX #29 (Unicode Text Segmentation); on top of it stand
 * the conventions of news: addresses, @handles and #tags are one token, a possessive 's is one of its own,
 * abbreviations keep their stop, times and AT&T stay whole, a sentence glued to the next is cut. Cost: linear.
 */
#include "text_impl.h"

/* What walks a paragraph. */
typedef struct tokenizer {
    ng_context *ctx;
    ng_str text;             /* of the document up to the paragraph's end: nothing behind it is looked at */
    size_t begin;            /* of the paragraph */
    ngi_token_array *out;
    const uint32_t *breaks;  /* ends of the segments, counted from `begin` */
    size_t break_count, next_break;
} tokenizer;

static bool is_apostrophe(ngi_char c) { return c == '\'' || c == 0x2019; }

static bool is_word_char(ngi_char c)
{
    return ngi_char_is_letter(c) || ngi_char_is_digit(c) || ngi_char_is_mark(c) || c == '_';
}

static uint32_t flags_of(ng_str word)
{
    uint32_t flags = 0, letters = 0, uppers = 0, digits = 0, others = 0;
    size_t at = 0;

    while (at < word.len) {
        ngi_char c = ngi_char_next(word, &at);

        if (ngi_char_is_letter(c)) {
            if (letters++ == 0 && ngi_char_is_upper(c)) flags |= NG_TOKEN_CAPITALIZED;
            uppers += ngi_char_is_upper(c);
        } else if (ngi_char_is_digit(c)) {
            digits++;
        } else {
            others++;
            if (ngi_char_is_quote(c) && word.len <= 3) flags |= NG_TOKEN_QUOTE;
        }
    }
    if (letters) flags |= NG_TOKEN_WORD;
    else if (digits) flags |= NG_TOKEN_NUMBER;
    else flags |= NG_TOKEN_PUNCTUATION;
    if (letters >= 2 && uppers == letters) flags |= NG_TOKEN_UPPER;
    (void)others;
    return flags;
}

static ng_status add_token(tokenizer *t, size_t begin, size_t end, uint32_t extra)
{
    ng_token token = { { (uint32_t)begin, (uint32_t)end }, 0, 0 };

    token.flags = flags_of(ngi_str_slice(t->text, begin, end)) | extra;
    return ngi_array_push(t->ctx, t->out, token);
}

/* End of the run of address characters at a byte, closing punctuation left out. */
static size_t address_end(ng_str text, size_t at)
{
    unsigned parens = 0;

    while (at < text.len) {
        size_t next = at;
        ngi_char c = ngi_char_next(text, &next);

        if (ngi_char_is_space(c) || c == '<' || c == '>' || c == '"' || c == 0x201C || c == 0x201D || c == 0x2019)
            break;
        if (c == '(') parens++;
        if (c == ')' && parens-- == 0) break;
        at = next;
    }
    while (at > 0 && strchr(".,;:!?'])", text.ptr[at - 1])) at--;
    return at;
}

static size_t run_of(ng_str text, size_t at, const char *also)
{
    while (at < text.len) {
        size_t next = at;
        ngi_char c = ngi_char_next(text, &next);

        if (!is_word_char(c) && !(c > 0 && c < 128 && strchr(also, (int)c))) break;
        at = next;
    }
    return at;
}

static bool starts_nocase(ng_str text, size_t at, const char *prefix)
{
    size_t len = strlen(prefix);

    return text.len - at >= len && ngi_str_equal_nocase(ngi_str_slice(text, at, at + len), ng_str_from(prefix));
}

/* Is there an address, handle or tag at a byte? Its end and flag; 0 if not. */
static size_t special_end(ng_str text, size_t at, uint32_t *out_flag)
{
    ngi_char c = ngi_char_at(text, at);
    size_t end, dot;

    *out_flag = NG_TOKEN_ADDRESS;
    if (c == '@' || c == '#') {
        *out_flag = NG_TOKEN_HANDLE;
        end = run_of(text, at + 1, c == '@' ? "." : "");
        while (end > at + 1 && text.ptr[end - 1] == '.') end--;
        return end > at + 2 && (c == '@' || !ngi_char_is_digit(ngi_char_at(text, at + 1))) ? end : 0;
    }
    if (starts_nocase(text, at, "http://") || starts_nocase(text, at, "https://") ||
        starts_nocase(text, at, "www.")) {
        end = address_end(text, at);
        return end > at + 8 ? end : 0;
    }
    if (!is_word_char(c)) return 0;
    end = run_of(text, at, ".+-");
    if (end >= text.len || text.ptr[end] != '@' || end == at) return 0;
    end = run_of(text, end + 1, ".-");
    while (end > at && (text.ptr[end - 1] == '.' || text.ptr[end - 1] == '-')) end--;
    for (dot = end; dot > at && text.ptr[dot - 1] != '.' && text.ptr[dot - 1] != '@'; dot--) continue;
    return dot > at && text.ptr[dot - 1] == '.' && dot < end ? end : 0;
}

/* The end of the segment of UAX #29 that holds a byte. */
static size_t segment_end(tokenizer *t, size_t at)
{
    while (t->next_break < t->break_count && t->begin + t->breaks[t->next_break] <= at) t->next_break++;
    return t->next_break < t->break_count ? t->begin + t->breaks[t->next_break] : t->text.len;
}

/* Letters and stops only, each part of one or two letters: U.S, a.m, D.C, Ph.D. */
static bool is_dotted(ng_str word)
{
    unsigned letters = 0, stops = 0;
    size_t at = 0;

    while (at < word.len) {
        ngi_char c = ngi_char_next(word, &at);

        if (c == '.') {
            if (letters == 0 || letters > 2) return false;
            letters = 0;
            stops++;
        } else if (ngi_char_is_letter(c)) {
            letters++;
        } else {
            return false;
        }
    }
    return stops > 0 && letters > 0 && letters <= 2;
}

/* 'said.The': the stop of a sentence that lost its space. Byte of the stop in the word, or 0. */
static size_t glued_stop(ng_str word)
{
    for (size_t i = 2; i + 2 < word.len; i++) {
        size_t before = i, after = i + 1;
        ngi_char left, right, second;

        if (word.ptr[i] != '.') continue;
        left = ngi_char_before(word, &before);
        right = ngi_char_next(word, &after);
        second = ngi_char_at(word, after);
        if (ngi_char_is_lower(left) && ngi_char_is_upper(right) && ngi_char_is_lower(second)) return i;
    }
    return 0;
}

/* Does the stop at a byte belong to the word before it? */
static bool keeps_stop(const tokenizer *t, size_t begin, size_t stop)
{
    ng_str word = ngi_str_slice(t->text, begin, stop);
    size_t at = stop + 1, letter = begin;
    ngi_char first = ngi_char_next(t->text, &letter), next;
    ngi_abbreviation kind;

    if (at < t->text.len && t->text.ptr[at] == '.') return false;
    if (is_dotted(word)) return true;
    next = ngi_char_next(t->text, &at);
    if (letter == stop && ngi_char_is_upper(first)) { /* an initial: a name goes on */
        if (next == '.' || ngi_char_is_upper(next)) return true;
        if (!ngi_char_is_space(next)) return false;
        return ngi_char_is_upper(ngi_char_at(t->text, at));
    }
    kind = ngi_abbreviation_of(word);
    if (kind != NGI_ABBREVIATION_NUMBER) return kind != NGI_ABBREVIATION_NONE;
    return ngi_char_is_digit(next) || (ngi_char_is_space(next) && ngi_char_is_digit(ngi_char_at(t->text, at)));
}

/* A word of UAX #29 -> one or more tokens: possessives, glued sentences, colons. */
static ng_status add_word(tokenizer *t, size_t begin, size_t *io_end)
{
    size_t end = *io_end, tail = end, glued;
    ng_str word = ngi_str_slice(t->text, begin, end);
    ng_status st = NG_OK;
    ngi_char c;

    glued = glued_stop(word);
    if (glued) {
        *io_end = begin + glued;
        return add_token(t, begin, begin + glued, 0);
    }
    c = ngi_char_before(t->text, &tail);
    if ((c == 's' || c == 'S') && tail > begin) {
        size_t mark = tail;

        if (is_apostrophe(ngi_char_before(t->text, &mark)) && mark > begin) {
            NG_CHECK(add_token(t, begin, mark, 0));
            return add_token(t, mark, end, NG_TOKEN_POSSESSIVE);
        }
    }
    if (end < t->text.len && t->text.ptr[end] == '.' && keeps_stop(t, begin, end)) {
        end++;
    } else if (end + 1 < t->text.len && t->text.ptr[end] == '&' && ngi_char_is_upper(ngi_char_at(t->text, end + 1))) {
        end = run_of(t->text, end + 1, "");
    } else if (end + 1 < t->text.len && t->text.ptr[end] == ':' && end - begin <= 2 &&
               ngi_char_is_digit(ngi_char_at(t->text, begin)) && ngi_char_is_digit(ngi_char_at(t->text, end + 1))) {
        end = run_of(t->text, end + 1, ":");
    }
    NG_CHECK(add_token(t, begin, end, 0));
    *io_end = end;
done:
    return st;
}

/* A run of the same mark ('...', '--') is one token. */
static size_t mark_end(ng_str text, size_t at, size_t end)
{
    char c = text.ptr[at];

    if (c == '.' || c == '-' || c == '*' || c == '=' || c == '_')
        while (end < text.len && text.ptr[end] == c) end++;
    return end;
}

/* 's behind what is no plain word: U.S.'s, the 1990's. Its end, or 0. */
static size_t loose_possessive(const tokenizer *t, size_t at)
{
    size_t before = at, end = at;
    ngi_char left = at > t->begin ? ngi_char_before(t->text, &before) : -1, s;

    (void)ngi_char_next(t->text, &end);
    s = ngi_char_next(t->text, &end);
    if ((s != 's' && s != 'S') || is_word_char(ngi_char_at(t->text, end))) return 0;
    return is_word_char(left) || left == '.' ? end : 0;
}

static bool is_plural_possessive(const tokenizer *t, size_t at, size_t end)
{
    size_t before = at;
    ngi_char c = ngi_char_before(t->text, &before);

    if (at == t->begin || (c != 's' && c != 'S' && c != 'z' && c != 'x')) return false;
    return end >= t->text.len || !is_word_char(ngi_char_at(t->text, end));
}

static ng_status tokenize_at(tokenizer *t, size_t at, size_t *out_end)
{
    uint32_t flag = 0;
    size_t end = special_end(t->text, at, &flag), next = at;
    ngi_char c = ngi_char_next(t->text, &next);

    *out_end = end;
    if (end) return add_token(t, at, end, flag);
    *out_end = end = segment_end(t, at);
    if (is_word_char(c)) return add_word(t, at, out_end);
    if (is_apostrophe(c) && (end = loose_possessive(t, at)) > 0) {
        *out_end = end;
        return add_token(t, at, end, NG_TOKEN_POSSESSIVE);
    }
    end = *out_end;
    if (!ngi_char_is_symbol(c)) end = next; /* each mark by itself; emoji stay whole */
    if (is_apostrophe(c) && is_plural_possessive(t, at, end)) flag = NG_TOKEN_POSSESSIVE;
    else flag = 0;
    *out_end = end = mark_end(t->text, at, end);
    return add_token(t, at, end, flag);
}

ng_status ngi_tokenize(ng_context *ctx, ng_str text, ng_span paragraph, ngi_token_array *out)
{
    tokenizer t = { ctx, ngi_str_slice(text, 0, paragraph.end), paragraph.begin, out, NULL, 0, 0 };
    uint32_t *breaks = NULL;
    size_t at = paragraph.begin;
    ng_status st;

    NG_CHECK(ngi_breaks(ctx, ngi_str_slice(text, paragraph.begin, paragraph.end), NGI_BREAK_WORDS, &breaks,
                        &t.break_count));
    t.breaks = breaks;
    while (at < paragraph.end) {
        size_t next = at;
        ngi_char c = ngi_char_next(t.text, &next);

        if (ngi_char_is_space(c) || ngi_char_is_control(c)) {
            at = next;
            continue;
        }
        NG_CHECK(tokenize_at(&t, at, &next));
        at = next;
    }
done:
    ngi_free(ctx, breaks);
    return st;
}
