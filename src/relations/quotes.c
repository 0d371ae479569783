/*
 * Quotation marks -> outermost quotations. Curly marks say themselves whether they open or close; a straight one opens
 * behind white space, an opening bracket, a dash or at the paragraph's begin. Single marks count only when curly and
 * standing as a pair around words, since an apostrophe looks the same. A mark that never closes quotes to the end of
 * its paragraph: news leaves the mark out when the quotation goes on in the next one. Marks inside a quotation of the
 * other kind are nested and left to it.
 */
#include "quotes.h"

#include "base/unicode.h"

typedef enum mark { NO_MARK, DOUBLE_OPEN, DOUBLE_CLOSE, STRAIGHT, SINGLE_OPEN, SINGLE_CLOSE } mark;

static mark mark_of(ngi_char c)
{
    switch (c) {
    case 0x201C: case 0x201E: case 0xAB: return DOUBLE_OPEN;
    case 0x201D: case 0xBB: return DOUBLE_CLOSE;
    case '"': return STRAIGHT;
    case 0x2018: return SINGLE_OPEN;
    case 0x2019: return SINGLE_CLOSE;
    default: return NO_MARK;
    }
}

static bool opens_after(ngi_char before)
{
    return before == -1 || ngi_char_is_space(before) || before == '(' || before == '[' || before == 0x2014 || before == 0x2013 || before == ':';
}

static bool ends_word(ngi_char after) { return after == -1 || !(ngi_char_is_letter(after) || ngi_char_is_digit(after)); }

/* Does a single opening mark at `at` have a closing one that ends a word, before the paragraph's end? */
static bool single_pair(ng_str text, size_t at, size_t end, size_t *close)
{
    ngi_char c, before = -1;

    (void)ngi_char_next(text, &at);
    while (at < end) {
        size_t begin = at;

        c = ngi_char_next(text, &at);
        if (mark_of(c) == SINGLE_CLOSE && ends_word(at < end ? ngi_char_at(text, at) : -1) && before != 's') {
            *close = begin;
            return true;
        }
        before = c;
    }
    return false;
}

static ng_status push_quote(ng_context *ctx, ngi_quotes *out, size_t begin, size_t inner, size_t inner_end, size_t end,
                            uint32_t paragraph, bool unclosed)
{
    ngi_quote quote = { { (uint32_t)begin, (uint32_t)end }, { (uint32_t)inner, (uint32_t)inner_end }, paragraph, unclosed };

    if (inner >= inner_end) return NG_OK;
    return ngi_array_push(ctx, &out->list, quote);
}

static ng_status find_in_paragraph(ng_context *ctx, ng_str text, ng_span span, uint32_t paragraph, ngi_quotes *out)
{
    ng_status st = NG_OK;
    size_t at = span.begin, opened = SIZE_MAX, inner = 0, close;
    ngi_char before = -1;

    while (at < span.end) {
        size_t begin = at;
        ngi_char c = ngi_char_next(text, &at);
        mark m = mark_of(c);
        bool opening = m == DOUBLE_OPEN || (m == STRAIGHT && opened == SIZE_MAX && opens_after(before));

        if (opened == SIZE_MAX && opening) {
            opened = begin;
            inner = at;
        } else if (opened != SIZE_MAX && (m == DOUBLE_CLOSE || (m == STRAIGHT && !(opens_after(before) && at < span.end &&
                                                                                ngi_char_is_letter(ngi_char_at(text, at)))))) {
            NG_CHECK(push_quote(ctx, out, opened, inner, begin, at, paragraph, false));
            opened = SIZE_MAX;
        } else if (opened == SIZE_MAX && m == SINGLE_OPEN && opens_after(before) && single_pair(text, begin, span.end, &close)) {
            size_t end = close;

            (void)ngi_char_next(text, &end);
            NG_CHECK(push_quote(ctx, out, begin, at, close, end, paragraph, false));
            at = end;
        }
        before = c;
    }
    if (opened != SIZE_MAX) NG_CHECK(push_quote(ctx, out, opened, inner, span.end, span.end, paragraph, true));
done:
    return st;
}

ng_status ngi_quotes_find(ng_context *ctx, const ng_document *doc, ngi_quotes *out)
{
    ng_status st = NG_OK;
    size_t i;

    memset(out, 0, sizeof *out);
    for (i = 0; i < doc->paragraphs.count; i++) {
        NG_CHECK(find_in_paragraph(ctx, doc->text, doc->paragraphs.items[i], (uint32_t)i, out));
    }
done:
    return st;
}

const ngi_quote *ngi_quotes_at(const ngi_quotes *quotes, uint32_t byte)
{
    size_t low = 0, high = quotes->list.count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (quotes->list.items[middle].span.end <= byte) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    if (low == quotes->list.count || quotes->list.items[low].span.begin > byte) return NULL;
    return &quotes->list.items[low];
}
