/* The looks of a picture: colours, fonts, sizes. */
#ifndef NGI_STYLE_H
#define NGI_STYLE_H

#include "base/base.h"
#include "namegraph/graph.h"

typedef struct ngi_color {
    uint8_t r, g, b;
} ngi_color;

enum { NGI_HULL_COLORS = 6 };

/** One for each thing that is drawn. Lengths are in units of the SVG (96 an inch). */
typedef struct ngi_style {
    ngi_color background, text, muted, outline, frame;
    ngi_color types[NG_ENTITY_TYPE_COUNT];
    ngi_color kinds[NG_EDGE_KIND_COUNT];
    ngi_color former, denied;             /* ties of these statuses */
    ngi_color added, removed, same;       /* of a difference */
    ngi_color hulls[NGI_HULL_COLORS];
    double hull_opacity, tie_opacity;     /* 0..1 */
    double label_size, label_size_most;   /* fonts of the smallest and the largest actor */
    double symbol, symbol_most;           /* radii of the same */
    double line, line_most;               /* widths of the weakest and the strongest tie */
} ngi_style;

/**
 * The style of a name ("light", "dark", ...) or of a file, on top of "light".
 *
 * @return NG_OK; NG_E_NOTFOUND when there is no such style; NG_E_IO; NG_E_FORMAT with file, line and reason.
 */
ng_status ngi_style_read(ng_context *ctx, ng_str name, ngi_style *out);

/** Contrast of two colours, 1..21 (WCAG 2.1). */
double ngi_color_contrast(ngi_color a, ngi_color b);
/** `share` of `over` on `under`. */
ngi_color ngi_color_mix(ngi_color under, ngi_color over, double share);

/** For printf: "#%02x%02x%02x". */
#define NGI_COLOR(c) (unsigned)(c).r, (unsigned)(c).g, (unsigned)(c).b
#define NGI_COLOR_FORMAT "#%02x%02x%02x"

#endif
