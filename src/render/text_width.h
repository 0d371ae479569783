/* How wide a text is when it is drawn, and how it is broken into lines. */
#ifndef NGI_TEXT_WIDTH_H
#define NGI_TEXT_WIDTH_H

#include "base/base.h"

/** The families that the table of widths is true of, for `font-family`. */
#define NGI_FONT_FAMILIES "'Liberation Sans', Arial, Helvetica, sans-serif"

/** Width in the unit of `size`, the font's size. Characters that the font lacks count generously. */
double ngi_text_width(ng_str text, double size, bool bold);

/** Lines of a label: ranges of bytes of the text. */
enum { NGI_LINES_MAX = 6 };
typedef struct ngi_lines {
    ng_span at[NGI_LINES_MAX];
    uint32_t count;
    bool cut; /* the text is longer than the lines: the last one ends with an ellipsis */
} ngi_lines;

/**
 * Break a text into lines of about equal width, none above `most` wide if its words allow it; longer words are
 * broken, too. Cost: linear in the text, times a small constant.
 */
void ngi_text_wrap(ng_str text, double size, bool bold, double most, ngi_lines *out);

/**
 * Append a text fit to be drawn: one line, white space runs as one space, without controls and direction
 * overrides (joiners stay: emoji and Persian need them).
 */
ng_status ngi_text_clean(ng_context *ctx, ng_str text, ngi_buffer *out);

#endif
