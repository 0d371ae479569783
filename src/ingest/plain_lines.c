/*
 * A scraped text -> its lines and what is seen of each: length, punctuation, case, function words, dates, how far it
 * shares names with its neighbours, whether the file repeats it. In the flow: before plain_classify.c. Function words
 * and link-like marks tell prose from furniture (Kohlschütter, Fankhauser and Nejdl 2010 use text density on HTML in
 * the same way); names shared with the lines around tell where one article ends (TextTiling: Hearst 1997).
 * Cost: linear.
 */
#include "base/unicode.h"
#include "plain_impl.h"

#include <stdlib.h>

#define MEASURED_MAX 65536u

/* What is gathered while the words of a line go by. */
typedef struct word_count {
    uint32_t words, functions, capitals, upper_letters, letters, other_letters, digits, characters;
    uint32_t separators, addresses, copyrights, months, years, numbers, times, inner_stops;
    bool last_ended;         /* the word before ended a sentence */
    bool last_follow;        /* the word before is 'follow' */
    bool pitch;
} word_count;

static bool is_function_word(ng_str lower)
{
    static const char *const words[] = {
        "a",      "about", "after",   "all",   "also",   "although", "an",    "and",  "are",   "as",
        "at",     "be",    "because", "been",  "before", "but",      "by",    "can",  "could", "did",
        "do",     "does",  "for",     "from",  "had",    "has",      "have",  "he",   "her",   "him",
        "his",    "how",   "i",       "if",    "in",     "into",     "is",    "it",   "its",   "may",
        "more",   "most",  "not",     "of",    "on",     "or",       "our",   "said", "says",  "she",
        "should", "so",    "some",    "than",  "that",   "the",      "their", "them", "then",  "there",
        "they",   "this",  "those",   "to",    "was",    "we",       "were",  "what", "when",  "where",
        "which",  "while", "who",     "whose", "will",   "with",     "would", "you",  "your"
    };

    return ngi_str_among(lower, words, sizeof words / sizeof *words);
}

static bool is_month(ng_str lower)
{
    static const char *const months[] = { "jan", "feb", "mar", "apr", "may", "jun",
                                          "jul", "aug", "sep", "oct", "nov", "dec" };

    if (lower.len < 3 || lower.len > 9) return false;
    for (size_t i = 0; i < 12; i++)
        if (memcmp(lower.ptr, months[i], 3) == 0) return lower.len == 3 || lower.len == 4 || lower.len > 4;
    return false;
}

static bool is_separator(ngi_char c)
{
    return c == '|' || c == 0xB7 || c == 0x2022 || c == 0x203A || c == 0xBB || c == '>' || c == 0x2192 ||
           c == 0x25B8 || c == 0x2219 || c == '/' || c == 0x2023 || c == 0x25AA;
}

/* The word without punctuation around it. */
static ng_str bare(ng_str word)
{
    while (word.len > 0) {
        size_t at = 0;
        ngi_char c = ngi_char_next(word, &at);

        if (ngi_char_is_letter(c) || ngi_char_is_digit(c)) break;
        word = ngi_str_slice(word, at, word.len);
    }
    while (word.len > 0) {
        size_t at = word.len;
        ngi_char c = ngi_char_before(word, &at);

        if (ngi_char_is_letter(c) || ngi_char_is_digit(c)) break;
        word.len = at;
    }
    return word;
}

static void ascii_lower(char *text, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (text[i] >= 'A' && text[i] <= 'Z') text[i] = (char)(text[i] + 32);
}

/* Lower case of ASCII and whatever else ICU knows, in the caller's buffer. */
static ng_status lower_of(ng_context *ctx, ng_str word, ngi_buffer *out)
{
    ng_status st = NG_OK;
    size_t at = 0;

    out->len = 0;
    while (at < word.len) {
        if ((unsigned char)word.ptr[at] < 0x80) {
            size_t begin = at;

            while (at < word.len && (unsigned char)word.ptr[at] < 0x80) at++;
            NG_CHECK(ngi_buffer_add(ctx, out, ngi_str_slice(word, begin, at)));
            ascii_lower(out->data + (out->len - (at - begin)), at - begin);
        } else {
            NG_CHECK(ngi_buffer_add_codepoint(ctx, out, ngi_char_lower(ngi_char_next(word, &at))));
        }
    }
done:
    return st;
}

static uint32_t cue_key(char slot, ng_str word)
{
    char head[2] = { slot, '=' };

    return (uint32_t)ngi_hash(ngi_hash(NGI_HASH_START, head, 2), word.ptr, word.len);
}

static void add_cue(ngi_line *line, char slot, ng_str word)
{
    if (line->cue_count < NGI_LINE_CUES && word.len > 0) line->cues[line->cue_count++] = cue_key(slot, word);
}

/* What the raw word shows: addresses, separators, stops inside of the line. */
static void count_marks(ng_str word, word_count *n)
{
    size_t at = 0;
    ngi_char first = ngi_char_next(word, &at);
    char last = word.ptr[word.len - 1];

    if (word.len == at && is_separator(first)) n->separators++;
    if (first == 0xA9 || ngi_str_equal_nocase(word, NGI_LITERAL("(c)"))) n->copyrights++;
    if (ngi_str_find(word, NGI_LITERAL("://")) != SIZE_MAX || (first == '@' && word.len > 2) ||
        ngi_str_starts(word, NGI_LITERAL("www.")) || (word.len > 5 && memchr(word.ptr + 1, '@', word.len - 1)))
        n->addresses++;
    n->pitch = n->pitch || (n->last_follow && first == '@' && word.len > 2);
    n->last_follow = ngi_str_equal_nocase(word, NGI_LITERAL("follow"));
    if (word.len >= 4 && word.len <= 7 && memchr(word.ptr, ':', word.len) && word.ptr[0] >= '0' &&
        word.ptr[0] <= '9')
        n->times++;
    if (n->last_ended && ngi_char_is_upper(ngi_char_at(bare(word), 0))) n->inner_stops++;
    n->last_ended = word.len > 3 && (last == '.' || last == '?' || last == '!');
}

static void count_letters(ng_str word, word_count *n)
{
    size_t at = 0;

    while (at < word.len) {
        ngi_char c = ngi_char_next(word, &at);

        n->characters++;
        if (ngi_char_is_digit(c)) n->digits++;
        if (!ngi_char_is_letter(c)) continue;
        n->letters++;
        n->upper_letters += ngi_char_is_upper(c);
        n->other_letters += c >= 0x370;
    }
}

static int compare_hashes(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

    return x < y ? -1 : x > y;
}

/* One word of a line, into the counts, the topic and the cues. */
static ng_status see_word(ng_context *ctx, ngi_line *line, ng_str word, bool last, word_count *n, ngi_buffer *lower)
{
    ng_str inner = bare(word), key;
    ng_status st = NG_OK;
    bool capital;

    count_marks(word, n);
    count_letters(word, n);
    n->words++;
    if (inner.len == 0) return NG_OK;
    NG_CHECK(lower_of(ctx, inner, lower));
    key = ngi_buffer_str(lower);
    capital = ngi_char_is_upper(ngi_char_at(inner, 0));
    n->capitals += capital;
    n->functions += is_function_word(key);
    n->months += capital && is_month(key);
    if (inner.ptr[0] >= '0' && inner.ptr[0] <= '9') {
        n->numbers++;
        n->years += inner.len == 4 && (inner.ptr[0] == '1' || inner.ptr[0] == '2');
        n->years += inner.len >= 8 && inner.len <= 10 &&
                    (inner.ptr[2] == '.' || inner.ptr[4] == '-' || inner.ptr[2] == '/');
    }
    if (n->words == 1) add_cue(line, 'f', key);
    if (last) add_cue(line, 'l', key);
    if (n->words <= 12) add_cue(line, 'w', key);
    if (line->topic_count < NGI_LINE_WORDS && (key.len >= 6 || (capital && n->words > 1 && key.len >= 3)) &&
        !is_function_word(key)) {
        if (ngi_str_ends(key, NGI_LITERAL("'s"))) key.len -= 2;
        else if (ngi_str_ends(key, NGI_LITERAL("’s"))) key.len -= 4;
        line->topic[line->topic_count++] = (uint32_t)ngi_hash(NGI_HASH_START, key.ptr, key.len);
    }
done:
    return st;
}

static float share(uint32_t part, uint32_t whole) { return whole ? (float)part / (float)whole : 0.0f; }

static void set_counts(ngi_line *line, const word_count *n)
{
    float *f = line->features;

    f[NGI_LINE_LENGTH] = n->characters + n->words > 400 ? 1.0f : (float)(n->characters + n->words) / 400.0f;
    f[NGI_LINE_WORDS_1] = n->words == 1;
    f[NGI_LINE_WORDS_3] = n->words == 2 || n->words == 3;
    f[NGI_LINE_WORDS_7] = n->words >= 4 && n->words <= 7;
    f[NGI_LINE_WORDS_16] = n->words >= 8 && n->words <= 16;
    f[NGI_LINE_WORDS_30] = n->words >= 17 && n->words <= 30;
    f[NGI_LINE_WORDS_MORE] = n->words > 30;
    f[NGI_LINE_FUNCTION_SHARE] = share(n->functions, n->words);
    f[NGI_LINE_FUNCTION_SOME] = n->functions >= 3;
    f[NGI_LINE_FUNCTION_NONE] = n->functions == 0;
    f[NGI_LINE_CAPITAL_SHARE] = share(n->capitals, n->words);
    f[NGI_LINE_ALL_CAPITALS] = n->letters >= 3 && n->upper_letters * 10 >= n->letters * 8;
    f[NGI_LINE_SEPARATOR] = n->separators == 1;
    f[NGI_LINE_SEPARATORS] = n->separators > 1;
    f[NGI_LINE_ADDRESS] = n->addresses > 0;
    f[NGI_LINE_COPYRIGHT] = n->copyrights > 0;
    f[NGI_LINE_DATE] = n->words <= 14 && ((n->months > 0 && n->numbers > 0) || (n->years > 0 && n->words <= 4));
    f[NGI_LINE_TIME] = n->times > 0;
    f[NGI_LINE_DIGIT_SHARE] = share(n->digits, n->characters);
    f[NGI_LINE_INNER_STOPS] = n->inner_stops > 0;
    f[NGI_LINE_OTHER_LETTERS] = share(n->other_letters, n->letters);
}

/* How the line begins and ends, quotation marks at its end apart. */
static void set_edges(ngi_line *line, ng_str text)
{
    float *f = line->features;
    size_t at = 0, end = text.len;
    ngi_char first = ngi_char_next(text, &at), last = ngi_char_before(text, &end);
    ngi_char final = last;

    while (end > 0 && (ngi_char_is_quote(last) || last == ')')) last = ngi_char_before(text, &end);
    f[NGI_LINE_ENDS_STOP] = last == '.' || last == '!';
    f[NGI_LINE_ENDS_QUESTION] = last == '?';
    f[NGI_LINE_ENDS_QUOTE] = ngi_char_is_quote(final);
    f[NGI_LINE_ENDS_COLON] = final == ':';
    f[NGI_LINE_ENDS_ARROW] = final == 0x2026 || final == 0xBB || final == '>' || final == 0x2192 ||
                             ngi_str_ends(text, NGI_LITERAL("..."));
    f[NGI_LINE_BEGINS_LOWER] = ngi_char_is_lower(first);
    f[NGI_LINE_BEGINS_DIGIT] = ngi_char_is_digit(first);
    f[NGI_LINE_BEGINS_QUOTE] = ngi_char_is_quote(first);
    f[NGI_LINE_BEGINS_MARK] = !ngi_char_is_letter(first) && !ngi_char_is_digit(first) && !ngi_char_is_quote(first);
    f[NGI_LINE_BRACKETED] = (first == '[' && final == ']') || (first == '(' && final == ')');
    f[NGI_LINE_BYLINE] = text.len > 4 && ngi_str_equal_nocase(ngi_str_slice(text, 0, 3), NGI_LITERAL("by ")) &&
                         ngi_char_is_upper(ngi_char_at(text, 3));
    f[NGI_LINE_QUOTES] = ngi_str_find(text, NGI_LITERAL("“")) != SIZE_MAX || memchr(text.ptr, '"', text.len) != NULL;
}

static bool colon_early(ng_str text)
{
    const char *colon = memchr(text.ptr, ':', text.len < 40 ? text.len : 40);
    unsigned spaces = 0;

    if (!colon || colon + 1 >= text.ptr + text.len || colon[1] != ' ') return false;
    for (const char *c = text.ptr; c < colon; c++) spaces += *c == ' ';
    return spaces <= 2;
}

/* Cut off the next word at ASCII white space. */
static bool next_word(ng_str *rest, ng_str *out)
{
    size_t begin = 0, end;

    while (begin < rest->len && (unsigned char)rest->ptr[begin] <= ' ') begin++;
    for (end = begin; end < rest->len && (unsigned char)rest->ptr[end] > ' ';) end++;
    *out = ngi_str_slice(*rest, begin, end);
    *rest = ngi_str_slice(*rest, end, rest->len);
    return out->len > 0;
}

/* A word's bit in the mask of a line: most words of the topic need not be looked for. */
static uint64_t topic_bit(uint32_t word) { return UINT64_C(1) << (word & 63); }

static ng_status measure(ng_context *ctx, ng_str text, ngi_line *line, ngi_buffer *lower)
{
    ng_str rest = text, word;
    word_count n;
    ng_status st = NG_OK;

    memset(&n, 0, sizeof n);
    while (next_word(&rest, &word)) NG_CHECK(see_word(ctx, line, word, rest.len == 0, &n, lower));
    line->words = n.words;
    line->pitch = n.pitch;
    set_counts(line, &n);
    set_edges(line, text);
    line->features[NGI_LINE_COLON_WITHIN] = colon_early(text);
    qsort(line->topic, line->topic_count, sizeof *line->topic, compare_hashes);
    for (uint32_t t = 0; t < line->topic_count; t++) line->topic_bits |= topic_bit(line->topic[t]);
    NG_CHECK(lower_of(ctx, text, lower));
    line->key = (uint32_t)ngi_hash(NGI_HASH_START, lower->data, lower->len);
    if (n.words <= 4) add_cue(line, 'x', ngi_buffer_str(lower));
done:
    return st;
}

/* Share of a line's topic that stands in the lines [begin, end). */
static float likeness(const ngi_line_array *lines, size_t index, size_t begin, size_t end)
{
    const ngi_line *line = &lines->items[index];
    uint32_t hits = 0;

    for (uint32_t t = 0; t < line->topic_count; t++) {
        bool hit = false;

        for (size_t i = begin; i < end && !hit; i++) {
            const ngi_line *other = &lines->items[i];

            if (!(other->topic_bits & topic_bit(line->topic[t]))) continue;
            hit = bsearch(&line->topic[t], other->topic, other->topic_count, sizeof *other->topic,
                          compare_hashes) != NULL;
        }
        hits += hit;
    }
    return share(hits, line->topic_count);
}

/* Share of the topic of the next three lines that stands in the eight before: low where an article begins. */
static float goes_on(const ngi_line_array *lines, size_t index)
{
    size_t end = index + 4 < lines->count ? index + 4 : lines->count;
    float sum = 0.0f;
    unsigned count = 0;

    for (size_t i = index + 1; i < end; i++) {
        if (lines->items[i].topic_count == 0) continue;
        sum += likeness(lines, i, index > 8 ? index - 8 : 0, index);
        count++;
    }
    return count ? sum / (float)count : 0.0f;
}

/* Shapes, alone and together with what the neighbours tell: the weights are linear and cannot multiply. */
static void see_shape(ngi_line *line)
{
    float *f = line->features;
    bool open =
        f[NGI_LINE_ENDS_STOP] + f[NGI_LINE_ENDS_COLON] + f[NGI_LINE_BEGINS_LOWER] + f[NGI_LINE_BRACKETED] == 0.0f;
    bool rare = f[NGI_LINE_GAP_RARE] > 0.0f || f[NGI_LINE_FIRST] > 0.0f;
    float headline = open && line->words >= 4 && line->words <= 20 && f[NGI_LINE_SEPARATORS] == 0.0f;
    float paragraph = line->words >= 10 && f[NGI_LINE_ENDS_STOP] > 0.0f && f[NGI_LINE_FUNCTION_SHARE] > 0.15f;

    f[NGI_LINE_LABEL] = open && line->words <= 3;
    f[NGI_LINE_HEADLINE] = headline;
    f[NGI_LINE_HEADLINE_GAP] = rare ? headline : 0.0f;
    f[NGI_LINE_HEADLINE_NEW] = headline * (1.0f - f[NGI_LINE_GOES_ON]);
    f[NGI_LINE_HEADLINE_ON] = headline * f[NGI_LINE_GOES_ON];
    f[NGI_LINE_PARAGRAPH] = paragraph;
    f[NGI_LINE_PARAGRAPH_GAP] = rare ? paragraph : 0.0f;
    f[NGI_LINE_PARAGRAPH_NEW] = paragraph * (1.0f - f[NGI_LINE_GOES_ON]);
}

/* The usual number of blank lines between two lines of the file. */
static uint32_t usual_gap(const ngi_line_array *lines)
{
    uint32_t counts[4] = { 0 }, best = 0;

    for (size_t i = 1; i < lines->count; i++) counts[lines->items[i].gap > 3 ? 3 : lines->items[i].gap]++;
    for (uint32_t g = 1; g < 4; g++)
        if (counts[g] > counts[best]) best = g;
    return best;
}

static ng_status see_repeats(ng_context *ctx, ngi_line_array *lines)
{
    uint32_t *keys = ngi_alloc(ctx, lines->count, sizeof *keys);

    if (!keys) return NG_E_NOMEM;
    for (size_t i = 0; i < lines->count; i++) keys[i] = lines->items[i].key;
    qsort(keys, lines->count, sizeof *keys, compare_hashes);
    for (size_t i = 0; i < lines->count; i++) {
        const uint32_t *hit = bsearch(&lines->items[i].key, keys, lines->count, sizeof *keys, compare_hashes);
        size_t at = hit ? (size_t)(hit - keys) : 0;

        lines->items[i].features[NGI_LINE_REPEATED] = (at > 0 && keys[at - 1] == keys[at]) ||
                                                      (at + 1 < lines->count && keys[at + 1] == keys[at]);
    }
    ngi_free(ctx, keys);
    return NG_OK;
}

/* Scraped pages put the same furniture around each title: a headline without it is more likely a sub-heading. */
static void see_bare_headlines(ngi_line_array *lines)
{
    size_t repeated = 0;

    for (size_t i = 0; i < lines->count; i++) repeated += lines->items[i].features[NGI_LINE_REPEATED] > 0.0f;
    if (repeated < 3) return;
    for (size_t i = 0; i < lines->count; i++) {
        size_t end = i + 3 < lines->count ? i + 3 : lines->count;
        bool beside = false;

        for (size_t k = i > 2 ? i - 2 : 0; k < end; k++) beside |= lines->items[k].features[NGI_LINE_REPEATED] > 0.0f;
        if (!beside) lines->items[i].features[NGI_LINE_HEADLINE_BARE] = lines->items[i].features[NGI_LINE_HEADLINE];
    }
}

/* Where rare gaps cut the file, a line without one is less likely to begin an article. */
static void see_inner_lines(ngi_line_array *lines)
{
    size_t rare = 0;

    for (size_t i = 0; i < lines->count; i++) rare += lines->items[i].features[NGI_LINE_GAP_RARE] > 0.0f;
    if (rare == 0 || rare * 3 > lines->count) return;
    for (size_t i = 0; i < lines->count; i++) {
        float *f = lines->items[i].features;

        if (f[NGI_LINE_GAP_RARE] > 0.0f || f[NGI_LINE_FIRST] > 0.0f) continue;
        f[NGI_LINE_HEADLINE_INNER] = f[NGI_LINE_HEADLINE];
        f[NGI_LINE_PARAGRAPH_INNER] = f[NGI_LINE_PARAGRAPH];
    }
}

/* What a line shows only beside its neighbours. */
static ng_status see_neighbours(ng_context *ctx, ng_str text, ngi_line_array *lines, ngi_buffer *lower)
{
    uint32_t usual = usual_gap(lines);
    ng_status st = NG_OK;

    for (size_t i = 0; i < lines->count; i++) {
        ngi_line *line = &lines->items[i];
        float *f = line->features;

        f[NGI_LINE_GAP_0] = line->gap == 0 && i > 0;
        f[NGI_LINE_GAP_2] = line->gap >= 2 && i > 0;
        f[NGI_LINE_GAP_RARE] = line->gap > usual && i > 0;
        f[NGI_LINE_FIRST] = i == 0;
        f[NGI_LINE_LAST] = i + 1 == lines->count;
        f[NGI_LINE_LIKE_NEXT] = likeness(lines, i, i + 1, i + 4 < lines->count ? i + 4 : lines->count);
        f[NGI_LINE_LIKE_BEFORE] = likeness(lines, i, i > 6 ? i - 6 : 0, i);
        f[NGI_LINE_GOES_ON] = goes_on(lines, i);
        f[NGI_LINE_SHORTER_NEXT] = i + 1 < lines->count && lines->items[i + 1].words >= 3 * line->words;
        see_shape(line);
        for (size_t side = 0; side < 2; side++) {
            const ngi_line *other = side == 0 ? (i > 0 ? line - 1 : NULL) : (i + 1 < lines->count ? line + 1 : NULL);

            if (!other || other->words > 3) continue;
            NG_CHECK(lower_of(ctx, ngi_str_slice(text, other->bytes.begin, other->bytes.end), lower));
            add_cue(line, side == 0 ? 'p' : 'n', ngi_buffer_str(lower));
        }
    }
    NG_CHECK(see_repeats(ctx, lines));
    see_bare_headlines(lines);
    see_inner_lines(lines);
done:
    return st;
}

/* A line of the file as it stands, before lines are joined. */
typedef struct raw_line {
    ng_span bytes, whole;
    uint32_t gap;
} raw_line;

typedef NGI_ARRAY(raw_line) raw_line_array;

/* Without white space of any kind at both ends. */
static ng_str trim_wide(ng_str text)
{
    text = ngi_str_trim(text);
    while (text.len > 0 && ngi_char_is_space(ngi_char_at(text, 0))) {
        size_t at = 0;

        (void)ngi_char_next(text, &at);
        text = ngi_str_slice(text, at, text.len);
    }
    while (text.len > 0) {
        size_t at = text.len;

        if (!ngi_char_is_space(ngi_char_before(text, &at))) break;
        text.len = at;
    }
    return text;
}

static ng_status cut_lines(ng_context *ctx, ng_str text, raw_line_array *out)
{
    ng_str rest = text, raw;
    uint32_t gap = 0;
    ng_status st = NG_OK;

    while (ngi_str_next(&rest, '\n', &raw)) {
        ng_str trimmed = trim_wide(raw);
        uint32_t begin = (uint32_t)(raw.ptr - text.ptr);
        raw_line line = { { 0, 0 }, { begin, begin + (uint32_t)raw.len }, gap };

        gap++;
        if (trimmed.len == 0) continue;
        gap = 0;
        if (out->count >= NGI_LINES_MAX) {
            ngi_note(ctx, NG_E_LIMIT, (ng_str){ NULL, 0 }, begin, "more than %u lines: the rest is left out",
                     NGI_LINES_MAX);
            break;
        }
        line.bytes.begin = (uint32_t)(trimmed.ptr - text.ptr);
        line.bytes.end = line.bytes.begin + (uint32_t)trimmed.len;
        NG_CHECK(ngi_array_push(ctx, out, line));
    }
done:
    return st;
}

/*
 * Width that the lines of the file were wrapped at, or 0: hardly a line is longer, and most lines that have a line
 * right behind them come close to it.
 */
static uint32_t wrap_width(const raw_line_array *lines)
{
    uint32_t longest = 0, followed = 0, full = 0;

    for (size_t i = 0; i < lines->count; i++) {
        uint32_t len = lines->items[i].bytes.end - lines->items[i].bytes.begin;

        if (len > longest) longest = len;
    }
    if (longest < 40 || longest > 110) return 0;
    for (size_t i = 0; i + 1 < lines->count; i++) {
        if (lines->items[i + 1].gap > 0) continue;
        followed++;
        full += (lines->items[i].bytes.end - lines->items[i].bytes.begin) * 10 >= longest * 7;
    }
    return followed >= 4 && full * 10 >= followed * 8 ? longest : 0;
}

/* What is seen of a line does not change behind its first 64 kB. */
static size_t measured_end(ng_str text, ng_span line)
{
    size_t end = line.end;

    if (end - line.begin <= MEASURED_MAX) return end;
    end = line.begin + MEASURED_MAX;
    while ((unsigned char)text.ptr[end] > ' ' && end < line.end && end < line.begin + MEASURED_MAX + 100) end++;
    while (((unsigned char)text.ptr[end] & 0xC0) == 0x80) end--;
    return end;
}

static ng_status measure_lines(ng_context *ctx, ng_str text, const raw_line_array *raw, ngi_line_array *out,
                               ngi_buffer *lower)
{
    uint32_t width = wrap_width(raw);
    ng_status st = NG_OK;

    for (size_t i = 0; i < raw->count; i++) {
        const raw_line *first = &raw->items[i];
        ng_span bytes = first->bytes, whole = first->whole;
        ngi_line *line;

        while (width && i + 1 < raw->count && raw->items[i + 1].gap == 0 &&
               (raw->items[i].bytes.end - raw->items[i].bytes.begin) * 10 >= width * 7) {
            i++;
            bytes.end = raw->items[i].bytes.end;
            whole.end = raw->items[i].whole.end;
        }
        NG_CHECK(ngi_array_reserve(ctx, out, 1));
        line = &out->items[out->count++];
        memset(line, 0, sizeof *line);
        line->bytes = bytes;
        line->whole = whole;
        line->gap = first->gap;
        NG_CHECK(measure(ctx, ngi_str_slice(text, bytes.begin, measured_end(text, bytes)), line, lower));
        if (out->count % 256 == 0) NG_CHECK(ngi_progress(ctx, "ingest", bytes.begin, text.len));
    }
done:
    return st;
}

ng_status ngi_lines_read(ng_context *ctx, ng_str text, ngi_line_array *out)
{
    raw_line_array raw = { 0 };
    ngi_buffer lower = { 0 };
    ng_status st = NG_OK;

    if (text.len >= UINT32_MAX) return ngi_fail(ctx, NG_E_LIMIT, "a text is larger than 4 GiB");
    NG_CHECK(cut_lines(ctx, text, &raw));
    NG_CHECK(measure_lines(ctx, text, &raw, out, &lower));
    if (out->count > 0) NG_CHECK(see_neighbours(ctx, text, out, &lower));
done:
    ngi_array_release(ctx, &raw);
    ngi_buffer_release(ctx, &lower);
    return st;
}
