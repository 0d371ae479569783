/*
 * Text to units: words split at white space, every punctuation mark and every CJK ideograph by itself, invisible
 * characters dropped (they do not split a word). This is BERT's BasicTokenizer with places in the text; training cuts
 * text in the same way. A unit is then put in lower case without accents and cut into word pieces; its shape keeps
 * what the lower-casing loses.
 */
#include "units.h"

#include "base/unicode.h"

typedef enum char_class { CLASS_SPACE, CLASS_DROP, CLASS_ALONE, CLASS_WORD } char_class;

/* The blocks that BERT splits: not all ideographs, and no kana or hangul. */
static bool is_split_ideograph(ngi_char c)
{
    return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x20000 && c <= 0x2A6DF) ||
           (c >= 0x2A700 && c <= 0x2CEAF) || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x2F800 && c <= 0x2FA1F);
}

static char_class class_of(ngi_char c)
{
    if (c < 0x80) {
        if (c == ' ' || c == '\t' || c == '\n' || c == '\r') return CLASS_SPACE;
        if (c < 0x20 || c == 0x7F) return CLASS_DROP;
        if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')) return CLASS_WORD;
        return CLASS_ALONE;
    }
    if (c == 0xFFFD || ngi_char_is_control(c)) return CLASS_DROP;
    if (ngi_char_is_space(c)) return CLASS_SPACE;
    return ngi_char_is_punctuation(c) || is_split_ideograph(c) ? CLASS_ALONE : CLASS_WORD;
}

static ngi_shape shape_of_mark(ngi_char c)
{
    if (c == '.' || c == '!' || c == '?') return NGI_SHAPE_STOP;
    if (c == '"' || c == '\'' || c == 0xAB || c == 0xBB || c == 0x2018 || c == 0x2019 || c == 0x201C || c == 0x201D) {
        return NGI_SHAPE_QUOTE;
    }
    return NGI_SHAPE_PUNCTUATION;
}

typedef struct letters {
    size_t all, upper, lower, digits, others;
    bool first_upper;          /* the first character */
    bool first_letter_upper;
    bool rest_lower;           /* all letters but the first */
} letters;

static void count_letters(ng_str unit, letters *n)
{
    size_t at = 0;
    ngi_char c;

    *n = (letters){ .rest_lower = true };
    while ((c = ngi_char_next(unit, &at)) >= 0) {
        bool upper = ngi_char_is_upper(c), lower = ngi_char_is_lower(c);

        if (ngi_char_is_mark(c) || class_of(c) == CLASS_DROP) continue;
        if (n->all + n->digits + n->others == 0) n->first_upper = upper;
        if (ngi_char_is_letter(c)) {
            if (n->all == 0) n->first_letter_upper = upper;
            if (n->all > 0 && !lower) n->rest_lower = false;
            n->all++;
            n->upper += upper;
            n->lower += lower;
        } else if (ngi_char_is_digit(c)) {
            n->digits++;
        } else {
            n->others++;
        }
    }
}

ngi_shape ngi_shape_of(ng_str unit)
{
    size_t at = 0;
    ngi_char c = ngi_char_next(unit, &at);
    letters n;

    if (at == unit.len && class_of(c) == CLASS_ALONE && !ngi_char_is_letter(c)) return shape_of_mark(c);
    count_letters(unit, &n);
    if (n.others > 0 || n.all + n.digits == 0) return NGI_SHAPE_OTHER;
    if (n.all == 0) return NGI_SHAPE_DIGITS;
    if (n.digits > 0) return n.first_upper ? NGI_SHAPE_ALNUM_UPPER : NGI_SHAPE_ALNUM;
    if (n.upper == 0 && n.lower == 0) return NGI_SHAPE_CASELESS;
    if (n.lower == n.all) return NGI_SHAPE_LOWER;
    if (n.upper == n.all) return n.all == 1 ? NGI_SHAPE_SINGLE_UPPER : NGI_SHAPE_ALL_UPPER;
    if (n.first_letter_upper) return n.rest_lower ? NGI_SHAPE_FIRST_UPPER : NGI_SHAPE_MIXED_UPPER;
    return n.upper > 0 && n.lower > 0 ? NGI_SHAPE_MIXED_LOWER : NGI_SHAPE_OTHER;
}

/* What WordPiece reads of a unit: lower case, no accents, no invisible characters. */
static ng_status normalise(ng_context *ctx, ng_str unit, ngi_buffer *kept, ngi_buffer *out)
{
    size_t at = 0, begin;
    ng_status st = NG_OK;
    ngi_char c;

    kept->len = out->len = 0;
    while (begin = at, (c = ngi_char_next(unit, &at)) >= 0) {
        if (class_of(c) != CLASS_DROP) NG_CHECK(ngi_buffer_add(ctx, kept, ngi_str_slice(unit, begin, at)));
    }
    NG_CHECK(ngi_lower_plain(ctx, ngi_buffer_str(kept), out));
done:
    return st;
}

typedef struct cutter {
    ng_context *ctx;
    const ngi_wordpiece *pieces;
    ng_str text;
    uint32_t sentence;
    bool line_start;
    ngi_buffer kept, plain; /* of the unit at hand */
    ngi_units *out;
} cutter;

/* A unit of which nothing is left (a lone accent) is none. */
static ng_status add_unit(cutter *c, size_t begin, size_t end)
{
    ng_str text = ngi_str_slice(c->text, begin, end);
    ngi_unit unit = { { (uint32_t)begin, (uint32_t)end }, c->sentence, (uint32_t)c->out->pieces.count, 0 };
    ng_status st = NG_OK;

    NG_CHECK(normalise(c->ctx, text, &c->kept, &c->plain));
    if (c->plain.len == 0) return NG_OK;
    unit.shape = (uint32_t)ngi_shape_of(text) + (c->line_start ? NGI_SHAPE_LINE_START : 0u);
    c->line_start = false;
    NG_CHECK(ngi_wordpiece_cut(c->ctx, c->pieces, ngi_buffer_str(&c->plain), &c->out->pieces));
    st = ngi_array_push(c->ctx, &c->out->units, unit);
done:
    return st;
}

ng_status ngi_units_add(ng_context *ctx, const ngi_wordpiece *pieces, ng_str text, ng_span sentence, uint32_t index,
                        bool line_start, ngi_units *out)
{
    cutter c = { ctx, pieces, text, index, line_start, { NULL, 0, 0 }, { NULL, 0, 0 }, out };
    ng_str until = ngi_str_slice(text, 0, sentence.end);
    size_t at = sentence.begin, begin = SIZE_MAX, end = 0, from;
    ng_status st = NG_OK;
    ngi_char ch;

    while (from = at, (ch = ngi_char_next(until, &at)) >= 0) {
        char_class kind = class_of(ch);

        if (kind == CLASS_DROP) continue;
        if (kind == CLASS_WORD) {
            if (begin == SIZE_MAX) begin = from;
            end = at;
            continue;
        }
        if (begin != SIZE_MAX) NG_CHECK(add_unit(&c, begin, end));
        begin = SIZE_MAX;
        if (kind == CLASS_ALONE) NG_CHECK(add_unit(&c, from, at));
    }
    if (begin != SIZE_MAX) NG_CHECK(add_unit(&c, begin, end));
done:
    ngi_buffer_release(ctx, &c.kept);
    ngi_buffer_release(ctx, &c.plain);
    return st;
}

void ngi_units_release(ng_context *ctx, ngi_units *units)
{
    ngi_array_release(ctx, &units->units);
    ngi_array_release(ctx, &units->pieces);
}

uint32_t ngi_units_piece(const ngi_units *units, size_t i)
{
    return i < units->units.count ? units->units.items[i].first_piece : (uint32_t)units->pieces.count;
}
