/* Writing SVG: what the files svg*.c share. */
#ifndef NGI_SVG_H
#define NGI_SVG_H

#include "scene.h"

typedef struct ngi_svg {
    ng_context *ctx;
    const ngi_scene *scene;
    ngi_buffer *out;
} ngi_svg;

/** Which part of a difference a panel shows. */
typedef enum ngi_panel { NGI_PANEL_ALL, NGI_PANEL_OLD, NGI_PANEL_NEW } ngi_panel;

/** Append text as character data or inside of a quoted attribute. */
ng_status ngi_svg_text(ngi_svg *svg, ng_str text);
/** Append an id of a node as a name that XML allows: other bytes than letters, digits, '.' and '-' as "_XX". */
ng_status ngi_svg_name(ngi_svg *svg, ng_str id);
/** A symbol of a type: all have about the area of a circle of that radius. */
ng_status ngi_svg_symbol(ngi_svg *svg, ng_entity_type type, ngi_point at, double radius);
/** The class of a tie's kind, or of what it is when that says more. */
const char *ngi_svg_tie_class(const ngi_scene *scene, const ngi_tie *tie);
/** Hulls, ties and nodes. */
ng_status ngi_svg_network(ngi_svg *svg, ngi_panel panel);

/** How high the legend is on a page of a width. */
double ngi_svg_legend_height(const ngi_scene *scene, double width);
ng_status ngi_svg_legend(ngi_svg *svg, ngi_point at, double width);

/** Dashes of a tie of each status, and of what is gone; "" for a solid line. */
const char *ngi_svg_dashes(const ngi_scene *scene, const ngi_tie *tie);

#define PUT(...) NG_CHECK(ngi_buffer_printf(svg->ctx, svg->out, __VA_ARGS__))
#define PUT_TEXT(text) NG_CHECK(ngi_svg_text(svg, (text)))

#endif
