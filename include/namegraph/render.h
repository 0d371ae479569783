/**
 * @file render.h
 * The picture of a network, and the picture of what changed between two.
 *
 * The library decides what is drawn and how, and writes the picture itself; the program namegraph-draw,
 * started as a child under a limit of time and memory, says where each actor stands and turns the picture
 * into PNG or PDF. The same graph and options give the same bytes.
 */
#ifndef NAMEGRAPH_RENDER_H
#define NAMEGRAPH_RENDER_H

#include "graph.h"

#ifdef __cplusplus
extern "C" {
#endif

/** X(symbol, name): what a picture is written as; the name is its file extension too. */
#define NG_PICTURE_FORMAT_LIST(X)                                                                  \
    X(NG_PICTURE_SVG, "svg")                                                                       \
    X(NG_PICTURE_PNG, "png")                                                                       \
    X(NG_PICTURE_PDF, "pdf")                                                                       \
    X(NG_PICTURE_DOT, "dot")   /* for Graphviz, with the positions */                              \
    X(NG_PICTURE_HTML, "html") /* a report in one file that needs no network */

typedef enum ng_picture_format {
#define NG_X(symbol, name) symbol,
    NG_PICTURE_FORMAT_LIST(NG_X)
#undef NG_X
    NG_PICTURE_FORMAT_COUNT
} ng_picture_format;

/** "svg", ...; "?" out of range. Static. */
NG_API const char *ng_picture_format_name(ng_picture_format format);

/** The format of that name; false when there is none. */
NG_API bool ng_picture_format_from(ng_str name, ng_picture_format *out);

/** X(symbol, name): who says where the actors stand; all but the first are Graphviz' own. */
#define NG_LAYOUT_LIST(X)                                                                          \
    X(NG_LAYOUT_AUTO, "auto")   /* neato, or sfdp for large graphs */                              \
    X(NG_LAYOUT_NEATO, "neato") /* stress majorization (Gansner, Koren and North 2004) */          \
    X(NG_LAYOUT_SFDP, "sfdp")   /* multilevel springs (Hu 2005) */                                 \
    X(NG_LAYOUT_FDP, "fdp")     /* springs (Fruchterman and Reingold 1991) */                      \
    X(NG_LAYOUT_DOT, "dot")     /* layers, for who leads or owns whom */                           \
    X(NG_LAYOUT_CIRCO, "circo") /* circles */                                                      \
    X(NG_LAYOUT_TWOPI, "twopi") /* rings around a centre */

typedef enum ng_layout {
#define NG_X(symbol, name) symbol,
    NG_LAYOUT_LIST(NG_X)
#undef NG_X
    NG_LAYOUT_COUNT
} ng_layout;

/** "auto", ...; "?" out of range. Static. */
NG_API const char *ng_layout_name(ng_layout layout);

/** The layout of that name; false when there is none. */
NG_API bool ng_layout_from(ng_str name, ng_layout *out);

typedef struct ng_draw_options {
    size_t struct_size;        /**< set by the macro */
    ng_picture_format format;  /**< default NG_PICTURE_SVG */
    ng_str style;              /**< "light", "dark", "print", "colour-blind" or the path of a style file; default "light" */
    ng_str title;              /**< default absent: made from the documents and the edges; "": none */
    ng_layout layout;          /**< default NG_LAYOUT_AUTO */
    uint32_t top;              /**< draw at most this many actors; default 0: as many as can be read (60);
                                    UINT32_MAX: all, with all of their edges */
    const ng_ranking *ranking; /**< of the graph: who comes first, the sizes and communities; default NULL: by strength */
    ng_measure by;             /**< what the scores of the ranking are, for the legend; default NG_STRENGTH */
    bool communities;          /**< soft hulls around the communities of the ranking; default false */
    const ng_graph *like;      /**< actors of this graph keep the places that its own picture gives them; default NULL */
    ng_str href;               /**< link of an actor: "{id}" and "{name}" are replaced, percent-encoded; default absent */
    ng_str sources;            /**< footer in the reader's words; default absent: made from the documents; "": none */
    double scale;              /**< pixels of a PNG for each unit of the SVG, 0.1..8; default 2 */
    double time_limit;         /**< seconds for each start of namegraph-draw, 0.1..3600; default 60 */
    uint32_t memory_limit;     /**< megabytes of namegraph-draw, 64..65536; default 2048 */
    uint64_t seed;             /**< of the layout; default 1 */
    bool side_by_side;         /**< ng_difference_draw(): two panels with the same places; default false */
    ng_str old_name, new_name; /**< ng_difference_draw(): what the legend calls the two; default "before", "after" */
} ng_draw_options;
#define NG_DRAW_OPTIONS_INIT                                                                       \
    { sizeof(ng_draw_options), NG_PICTURE_SVG, { 0, 0 }, { 0, 0 }, NG_LAYOUT_AUTO, 0, 0, NG_STRENGTH, \
      false, 0, { 0, 0 }, { 0, 0 }, 2.0, 60.0, 2048, 1, false, { 0, 0 }, { 0, 0 } }

/**
 * Draw a network.
 *
 * Where it has more actors or edges than can be read, the strongest are drawn and the picture says so
 * ("60 of 412 actors shown").
 * @param opts     NULL for the defaults.
 * @param out      set to the bytes of the picture, owned by the caller, freed with ng_free(); NULL on failure.
 * @param out_len  number of bytes.
 * @return NG_OK; NG_E_ARG for an option out of range or a ranking of another graph; NG_E_IO or NG_E_FORMAT for the
 *         style file; NG_E_CHILD when namegraph-draw is missing, fails or takes too long; NG_E_NOMEM.
 * Cost: of the layout, O(n * n) up to some hundred actors, near linear in actors and edges above. A progress
 * function of the context that answers false ends the child, too.
 */
NG_NODISCARD NG_API ng_status ng_graph_draw(ng_context *ctx, const ng_graph *graph, const ng_draw_options *opts,
                                            char **out, size_t *out_len);

/**
 * Draw what changed from one network to another: actors are matched by id, else by a name and type that nobody else
 * has; edges by their ends, kind, relation and status; places are shared. What is new is green with '+', what is gone red and dashed with '-'.
 *
 * Arguments and errors as ng_graph_draw(). A ranking in the options is not used: sizes are by strength in the
 * graph that has more of it.
 */
NG_NODISCARD NG_API ng_status ng_difference_draw(ng_context *ctx, const ng_graph *before, const ng_graph *after,
                                                 const ng_draw_options *opts, char **out, size_t *out_len);

#ifdef __cplusplus
}
#endif
#endif
