/*
 * The scene: what is drawn, before and after it has places. Built from one network, or from two that are compared;
 * written as SVG or DOT. Read this first.
 *
 *     source (scene_source.c)  the nodes and edges of one graph, or of two joined by id
 *     choice (scene_choose.c)  which of them can be read in one picture
 *     scene  (scene_build.c, scene_ties.c)  labels, sizes, one line for several edges, words of tooltips
 *     places (place.c, place_*.c)  by namegraph-draw, then our own: no overlaps, curves, labels of ties
 *     picture (svg*.c, scene_dot.c)
 */
#ifndef NGI_SCENE_H
#define NGI_SCENE_H

#include "core/graph_data.h"
#include "namegraph/render.h"
#include "style.h"
#include "text_width.h"

/** How a node or edge differs between two graphs. */
typedef enum ngi_change { NGI_SAME, NGI_ADDED, NGI_REMOVED, NGI_CHANGED } ngi_change;

/** A node that might be drawn. */
typedef struct ngi_source_node {
    const ng_node *node;       /* of the later graph that has it */
    const ng_graph *graph;     /* its graph */
    ngi_change change;
    double score;              /* of the ranking, or strength: who comes first */
    uint32_t community;
    bool chosen;
} ngi_source_node;

/** An edge that might be drawn; its ends are source nodes. */
typedef struct ngi_source_edge {
    uint32_t from, to;
    const ng_edge *edge;
    const ng_edge *before;     /* of a difference: the same edge in the earlier graph, or NULL */
    const ng_graph *graph;     /* of `edge` */
    ngi_change change;
    double weight;             /* normalised: mean 1 for its kind */
    bool chosen;
} ngi_source_edge;

typedef struct ngi_source {
    NGI_ARRAY(ngi_source_node) nodes;
    NGI_ARRAY(ngi_source_edge) edges;
    const ng_graph *graph, *before; /* before: NULL unless two are compared */
    bool communities;
} ngi_source;

typedef struct ngi_point {
    double x, y;
} ngi_point;

typedef struct ngi_box {
    double left, top, right, bottom;
} ngi_box;

/** Where a label is, seen from its symbol. */
typedef enum ngi_side { NGI_BELOW, NGI_ABOVE, NGI_RIGHT, NGI_LEFT, NGI_SIDE_COUNT } ngi_side;

/** An actor as it is drawn. */
typedef struct ngi_scene_node {
    ng_str id, name, tip;      /* fit to be drawn */
    ng_entity_type type;
    ngi_change change;
    uint32_t source;           /* index in the source */
    uint32_t rank;             /* from 1 */
    uint32_t community;        /* NG_NONE: none */
    double score;
    double radius, font;
    bool bold;
    ngi_lines lines;           /* of the name */
    double label_width, label_height;
    ngi_point at;              /* middle of the symbol */
    ngi_side side;             /* of the symbol, where the label is */
    bool fixed;                /* keeps its place */
} ngi_scene_node;

/** A line as it is drawn: one or several edges between two actors. */
typedef struct ngi_tie {
    uint32_t from, to;         /* scene nodes */
    ng_edge_kind kind;         /* of all of its edges, unless mixed */
    ng_assertion status;
    bool mixed;                /* stands for edges of several kinds */
    bool arrow_from, arrow_to; /* heads at these ends */
    ngi_change change;
    uint32_t count;            /* edges that it stands for */
    double weight, width;
    ng_str label, tip;         /* label: absent where there is none */
    ng_range edges;            /* in the scene's tie_edges */
    double bend;               /* of the curve: how far its middle is off the straight line */
    ngi_point start, control, end; /* a quadratic curve from symbol to symbol */
    bool label_shown;
    ngi_point label_at;
    double label_angle;        /* degrees, -90..90 */
    double label_width;
} ngi_tie;

typedef struct ngi_scene {
    ngi_arena strings;
    ngi_style style;
    NGI_ARRAY(ngi_scene_node) nodes; /* by rank */
    NGI_ARRAY(ngi_tie) ties;
    NGI_ARRAY(uint32_t) tie_edges;   /* in the source */
    ng_str title, note, sources;     /* note: what is shown and what not */
    ng_str score_words;              /* what the size of a symbol says */
    ng_str old_name, new_name;
    ng_measure by;
    bool communities, difference, side_by_side;
    ng_str href;
    ngi_box bounds;                  /* of what was placed */
} ngi_scene;

enum { NGI_TIE_LABEL_SIZE_TENTHS = 95 };
#define NGI_TIE_LABEL_SIZE (NGI_TIE_LABEL_SIZE_TENTHS / 10.0)
/** Height of a line of text, as a share of the font's size. */
#define NGI_LINE_HEIGHT 1.16
/** Between a symbol and its label. */
#define NGI_LABEL_GAP 3.0

/* The steps. */

/** All of a graph, with the ranking of the options or strength as the score. */
ng_status ngi_source_single(ng_context *ctx, const ng_graph *graph, const ng_draw_options *opts, ngi_source *out);
/** The union of two graphs. */
ng_status ngi_source_pair(ng_context *ctx, const ng_graph *before, const ng_graph *after, ngi_source *out);
void ngi_source_release(ng_context *ctx, ngi_source *source);

/** Mark what is drawn. */
ng_status ngi_source_choose(ng_context *ctx, ngi_source *source, const ng_draw_options *opts);

ng_status ngi_scene_build(ng_context *ctx, const ngi_source *source, const ng_draw_options *opts, ngi_scene *out);
ng_status ngi_scene_add_ties(ng_context *ctx, const ngi_source *source, const uint32_t *scene_node, ngi_scene *scene);
void ngi_scene_release(ng_context *ctx, ngi_scene *scene);

/** Give every node its place, every tie its curve, and labels of ties theirs where there is room. */
ng_status ngi_scene_place(ng_context *ctx, const ng_draw_options *opts, ngi_scene *scene);
/** Take overlaps of the boxes of one component away, or of all if `component` is NULL; fixed nodes stay. */
ng_status ngi_place_apart(ng_context *ctx, ngi_scene *scene, const uint32_t *component, uint32_t which);
/** Each label to the side where fewest ties leave; once places are final, only where nobody is. */
ng_status ngi_place_sides(ng_context *ctx, ngi_scene *scene, bool final);
/** Curves from symbol to symbol that keep off other actors' labels. */
ng_status ngi_place_curves(ng_context *ctx, ngi_scene *scene);
/** Labels of ties, strongest first, where nothing else is. */
ng_status ngi_place_tie_labels(ng_context *ctx, ngi_scene *scene);

/** Append the picture as SVG, or as DOT with positions. */
ng_status ngi_scene_write_svg(ng_context *ctx, const ngi_scene *scene, ngi_buffer *out);
ng_status ngi_scene_write_dot(ng_context *ctx, const ngi_scene *scene, ngi_buffer *out);

/* Geometry that several files share. */

/** The box of a symbol and its label, without a margin. */
ngi_box ngi_node_box(const ngi_scene_node *node);
/** The box of the label alone, and where it would be on another side. */
ngi_box ngi_label_box(const ngi_scene_node *node);
ngi_box ngi_label_box_at(const ngi_scene_node *node, ngi_side side);
/** A point of a tie's curve, t from 0 to 1. */
ngi_point ngi_tie_point(const ngi_tie *tie, double t);

#endif
