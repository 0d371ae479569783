/**
 * @file compare.h
 * What changed from one network to another: actors, edges, ranks, and who is tied to whom.
 */
#ifndef NAMEGRAPH_COMPARE_H
#define NAMEGRAPH_COMPARE_H

#include "graph.h"

#ifdef __cplusplus
extern "C" {
#endif

/** X(symbol, name, sign): what can happen to an actor or an edge. */
#define NG_CHANGE_LIST(X)                                                                          \
    X(NG_CHANGE_ADDED, "added", '+')                                                               \
    X(NG_CHANGE_REMOVED, "removed", '-')                                                           \
    X(NG_CHANGE_RENAMED, "renamed", '~')           /* an actor, to a name that it did not have */  \
    X(NG_CHANGE_RETYPED, "retyped", '~')           /* an actor */                                  \
    X(NG_CHANGE_STATUS, "status", '~')             /* a relation: reported -> current */           \
    X(NG_CHANGE_STRENGTHENED, "strengthened", '~') /* an edge, also for the length of the text */  \
    X(NG_CHANGE_WEAKENED, "weakened", '~')                                                         \
    X(NG_CHANGE_SLIGHT, "slight", ' ')             /* counts or evidence; nothing to tell */

typedef enum ng_change {
#define NG_X(symbol, name, sign) symbol,
    NG_CHANGE_LIST(NG_X)
#undef NG_X
    NG_CHANGE_COUNT
} ng_change;

/** "added", ...; "?" out of range. Static. */
NG_API const char *ng_change_name(ng_change change);

/** '+', '-', '~' or ' '. */
NG_API char ng_change_sign(ng_change change);

/** A change of an actor. One actor can have several. */
typedef struct ng_node_change {
    ng_change change;
    uint32_t old_node, new_node;   /**< NG_NONE on the side where it is not */
} ng_node_change;

/** A change of an edge; its sentences are the evidence of the two edges. */
typedef struct ng_edge_change {
    ng_change change;
    uint32_t old_edge, new_edge;   /**< NG_NONE on the side where it is not */
    double old_rate, new_rate;     /**< pieces of evidence for 1000 words of that side; 0 where it is not */
} ng_edge_change;

/** An actor of both sides that moved among the central ones. */
typedef struct ng_rank_shift {
    uint32_t old_node, new_node;
    uint32_t old_rank, new_rank;   /**< from 1 */
} ng_rank_shift;

/** An actor of both sides whose neighbours are others now. */
typedef struct ng_rewiring {
    uint32_t old_node, new_node;
    uint32_t kept, gained, lost;   /**< neighbours; gained and lost are > 0 */
} ng_rewiring;

/** Two communities of one side, not tied there, that an edge of the other side joins. */
typedef struct ng_bridge {
    ng_change change;              /**< NG_CHANGE_ADDED: the new side joins them; NG_CHANGE_REMOVED: the old one did */
    uint32_t edge;                 /**< strongest of the joining edges, in the graph of that side */
    uint32_t edges;                /**< number of them */
    uint32_t members[2];           /**< actors of the two communities */
    uint32_t heads[2];             /**< most central actor of each, in the graph of the other side */
} ng_bridge;

/** A side in numbers. */
typedef struct ng_side {
    uint32_t documents, words;     /**< copies left out */
    uint32_t nodes, edges;
} ng_side;

typedef struct ng_compare_options {
    size_t struct_size;            /**< set by the macro */
    bool by_names;                 /**< actors whose ids differ are matched by name and type, then by other names;
                                        false: by id alone, for two sides resolved together; default true */
    double factor;                 /**< an edge is stronger when it has more evidence, and this many times more of it
                                        for the length of the text, 1..1000; default 1.5 */
    ng_measure by;                 /**< of rank shifts; default NG_PAGERANK */
    uint32_t first;                /**< shifts of actors that are among this many first, on a side; default 20 */
    uint64_t seed;                 /**< of communities; default 1 */
} ng_compare_options;
#define NG_COMPARE_OPTIONS_INIT { sizeof(ng_compare_options), true, 1.5, NG_PAGERANK, 20, 1 }

typedef struct ng_difference ng_difference;

/**
 * Compare two networks.
 *
 * Edges are the same when their ends, kind, relation and status are; a relation whose status alone differs is one
 * change. ng_compare(a, a) finds nothing; ng_compare(b, a) is ng_compare(a, b) with both sides exchanged.
 * @param before, after  have to outlive the difference.
 * @param opts           NULL for the defaults.
 * @param out            set to a difference owned by the caller; NULL on failure.
 * @return NG_OK; NG_E_ARG; NG_E_CANCELLED; NG_E_NOMEM.
 * Cost: a sort of the edges, and a ranking of both networks.
 */
NG_NODISCARD NG_API ng_status ng_compare(ng_context *ctx, const ng_graph *before, const ng_graph *after,
                                         const ng_compare_options *opts, ng_difference **out);

/** Free a difference. NULL does nothing. */
NG_API void ng_difference_free(ng_difference *difference);

/** Nothing but slight changes? */
NG_API bool ng_difference_is_empty(const ng_difference *difference);

/** Changes: by kind of change, then by name. Borrowed. */
NG_API const ng_node_change *ng_difference_nodes(const ng_difference *difference, size_t *out_count);
NG_API const ng_edge_change *ng_difference_edges(const ng_difference *difference, size_t *out_count);
/** Largest first. Borrowed. */
NG_API const ng_rank_shift *ng_difference_shifts(const ng_difference *difference, size_t *out_count);
NG_API const ng_rewiring *ng_difference_rewired(const ng_difference *difference, size_t *out_count);
NG_API const ng_bridge *ng_difference_bridges(const ng_difference *difference, size_t *out_count);

/** The node of the new side that an old node is; NG_NONE when it is gone. */
NG_API uint32_t ng_difference_match(const ng_difference *difference, uint32_t old_node);

NG_API ng_side ng_difference_old(const ng_difference *difference);
NG_API ng_side ng_difference_new(const ng_difference *difference);

/** X(symbol, name): forms of a difference. */
typedef enum ng_difference_format { NG_DIFFERENCE_TEXT, NG_DIFFERENCE_JSON } ng_difference_format;

typedef struct ng_difference_options {
    size_t struct_size;            /**< set by the macro */
    ng_difference_format format;   /**< default NG_DIFFERENCE_TEXT */
    ng_str old_name, new_name;     /**< what the two sides are called; default "old", "new" */
    bool colour;                   /**< of the text: ANSI colours; default false */
    bool evidence;                 /**< of the text: the sentences of each change; default false */
    uint32_t limit;                /**< of the text: lines of each section; default 0: all */
} ng_difference_options;
#define NG_DIFFERENCE_OPTIONS_INIT                                                                 \
    { sizeof(ng_difference_options), NG_DIFFERENCE_TEXT, { 0, 0 }, { 0, 0 }, false, false, 0 }

/**
 * Write a difference.
 *
 * The JSON holds every changed item whole, from both sides: applied to the old network it gives the new one.
 * @param out  set to UTF-8 text with a NUL behind it, owned by the caller, freed with ng_free(); NULL on failure.
 * @return NG_OK; NG_E_ARG; NG_E_NOMEM.
 */
NG_NODISCARD NG_API ng_status ng_difference_write(ng_context *ctx, const ng_difference *difference,
                                                  const ng_difference_options *opts, char **out, size_t *out_len);

#ifdef __cplusplus
}
#endif
#endif
