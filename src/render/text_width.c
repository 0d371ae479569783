/*
 * Widths of drawn text from a table, and breaking into lines.
 *
 * A table and not the font engine of this machine: the picture is laid out the same everywhere, and the families that
 * it names (Liberation Sans, Arial, Helvetica) share these widths. Scripts that those lack are drawn with whatever the
 * reader's machine has; for them the estimate is on the wide side, so labels keep apart.
 */
#include "text_width.h"

#include "base/unicode.h"

typedef struct width_block {
    ngi_char begin, end; /* code points, half-open */
    const uint16_t *widths[2];
} width_block;

#include "text_width_table.h"

enum { WIDE = 1000, EMOJI = 1300, OTHER = 700 };

/* Full-width in every font: CJK, kana, Hangul, full-width forms (UAX #11, W and F). */
static bool is_wide(ngi_char c)
{
    return (c >= 0x1100 && c <= 0x115f) || (c >= 0x2e80 && c <= 0xa4cf) || (c >= 0xac00 && c <= 0xd7a3) ||
           (c >= 0xf900 && c <= 0xfaff) || (c >= 0xfe30 && c <= 0xfe6f) || (c >= 0xff00 && c <= 0xff60) ||
           (c >= 0xffe0 && c <= 0xffe6) || (c >= 0x20000 && c <= 0x3fffd);
}

static uint32_t char_width(ngi_char c, bool bold)
{
    size_t i;

    for (i = 0; i < sizeof blocks / sizeof *blocks; i++) {
        if (c >= blocks[i].begin && c < blocks[i].end) {
            uint32_t width = blocks[i].widths[bold][c - blocks[i].begin];

            return width ? width : OTHER;
        }
    }
    if (ngi_char_is_mark(c) || ngi_char_is_control(c)) return 0;
    if (is_wide(c)) return WIDE;
    return c >= 0x1f000 ? EMOJI : OTHER;
}

double ngi_text_width(ng_str text, double size, bool bold)
{
    uint64_t sum = 0;
    size_t at = 0;

    while (at < text.len) sum += char_width(ngi_char_next(text, &at), bold);
    return (double)sum * size / 1000.0;
}

/* A line may end behind this character, apart from white space. */
static bool breaks_behind(ngi_char c) { return c == '-' || c == '/' || c == 0x2013 || c == 0x2014 || is_wide(c); }

/* Where the line that begins at `begin` ends: the last place to break within the width, else the last character. */
static size_t line_end(ng_str text, size_t begin, double size, bool bold, double most)
{
    size_t at = begin, good = begin;
    double width = 0.0;

    while (at < text.len) {
        size_t before = at;
        ngi_char c = ngi_char_next(text, &at);

        if (c == ' ') good = before;
        width += (double)char_width(c, bold) * size / 1000.0;
        if (width > most && before > begin) return good > begin ? good : before;
        if (c != ' ' && breaks_behind(c)) good = at;
    }
    return text.len;
}

static void wrap_at(ng_str text, double size, bool bold, double most, ngi_lines *out)
{
    size_t at = 0;

    out->count = 0;
    while (at < text.len && out->count < NGI_LINES_MAX) {
        size_t end = line_end(text, at, size, bold, most);

        out->at[out->count++] = (ng_span){ (uint32_t)at, (uint32_t)end };
        at = end;
        while (at < text.len && text.ptr[at] == ' ') at++;
    }
    out->cut = at < text.len;
}

static double widest(ng_str text, double size, bool bold, const ngi_lines *lines)
{
    double most = 0.0;
    uint32_t i;

    for (i = 0; i < lines->count; i++) {
        double width = ngi_text_width(ngi_str_slice(text, lines->at[i].begin, lines->at[i].end), size, bold);

        if (width > most) most = width;
    }
    return most;
}

/* The widest stretch without a space: narrower lines would break a word. */
static double widest_word(ng_str text, double size, bool bold)
{
    double most = 0.0;
    ng_str rest = text, word;

    while (ngi_str_next(&rest, ' ', &word)) {
        double width = ngi_text_width(word, size, bold);

        if (width > most) most = width;
    }
    return most;
}

void ngi_text_wrap(ng_str text, double size, bool bold, double most, ngi_lines *out)
{
    ngi_lines even;
    double limit, word;
    int step;

    wrap_at(text, size, bold, most, out);
    if (out->count < 2) return;
    /* The narrowest width that needs no more lines makes them even. */
    limit = widest(text, size, bold, out);
    word = widest_word(text, size, bold);
    for (step = 1; step <= 12 && limit * (1.0 - 0.05 * step) >= word; step++) {
        wrap_at(text, size, bold, limit * (1.0 - 0.05 * step), &even);
        if (even.count > out->count || even.cut != out->cut) break;
        *out = even;
    }
}

ng_status ngi_text_clean(ng_context *ctx, ng_str text, ngi_buffer *out)
{
    bool space = false;
    ng_status st = NG_OK;
    size_t at = 0, start = out->len;

    while (at < text.len) {
        ngi_char c = ngi_char_next(text, &at);
        bool joiner = c == 0x200c || c == 0x200d;

        if (c == '\t' || c == '\n' || c == '\r' || (ngi_char_is_space(c) && !joiner)) {
            space = out->len > start;
            continue;
        }
        if ((ngi_char_is_control(c) && !joiner) || (c & 0xfffe) == 0xfffe) continue; /* XML forbids the last two */
        if (space) NG_CHECK(ngi_buffer_add_char(ctx, out, ' '));
        space = false;
        NG_CHECK(ngi_buffer_add_codepoint(ctx, out, c));
    }
done:
    return st;
}
