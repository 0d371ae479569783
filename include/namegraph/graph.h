/**
 * @file graph.h
 * The network: actors as nodes, four kinds of edges between them, and the evidence of each edge.
 *
 * A graph holds everything by value: it outlives the documents that it was built from, and can be
 * saved, loaded and compared. Its arrays are sorted (nodes by id, edges by from, to, kind, relation,
 * status), so the same input gives the same graph.
 */
#ifndef NAMEGRAPH_GRAPH_H
#define NAMEGRAPH_GRAPH_H

#include "document.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct ng_graph ng_graph;

/** X(symbol, name, directed): the kinds of edges, never summed with each other. */
#define NG_EDGE_KIND_LIST(X)                                                                       \
    X(NG_EDGE_SPEECH, "speech", true)              /* speaker -> who is spoken about */            \
    X(NG_EDGE_RELATION, "relations", true)         /* head -> tail */                              \
    X(NG_EDGE_COOCCURRENCE, "cooccurrence", false) /* named in one window */                       \
    X(NG_EDGE_COVERAGE, "coverage", true)          /* outlet or author -> who is named */

typedef enum ng_edge_kind {
#define NG_X(symbol, name, directed) symbol,
    NG_EDGE_KIND_LIST(NG_X)
#undef NG_X
    NG_EDGE_KIND_COUNT
} ng_edge_kind;

/** "speech", "relations", ...; "?" out of range. Static. */
NG_API const char *ng_edge_kind_name(ng_edge_kind kind);

/** The kind of that name; false when there is none. */
NG_API bool ng_edge_kind_from(ng_str name, ng_edge_kind *out);

typedef struct ng_node {
    ng_str id;
    ng_str label;
    ng_entity_type type;
    ng_range aliases;           /**< in ng_graph_aliases() */
    ng_str link;                /**< of the actor, as in ng_actor: a key, or an address where it was given; absent if none */
    uint32_t mentions;          /**< by name, duplicates left out */
    uint32_t documents;         /**< that name it, duplicates left out */
    ng_str first_seen, last_seen; /**< days of those documents, 2025-11-10; absent if none is dated */
} ng_node;

typedef struct ng_edge {
    uint32_t from, to;          /**< nodes; from < to when the edge has no direction */
    ng_edge_kind kind;
    ng_relation_type relation;  /**< of NG_EDGE_RELATION */
    ng_assertion status;        /**< of NG_EDGE_RELATION; NG_CURRENT otherwise */
    ng_str role;                /**< of NG_EDGE_RELATION; absent if none */
    ng_str since, until;        /**< of NG_EDGE_RELATION: ISO 8601, as the first sentence that dates it states; absent if none does */
    double weight;              /**< > 0: stretches of speech, sum of scores, windows, or documents, by kind */
    double significance;        /**< of NG_EDGE_COOCCURRENCE: log-likelihood ratio, >= 0 */
    double npmi;                /**< of NG_EDGE_COOCCURRENCE: -1..1 */
    uint32_t documents;         /**< that show it, duplicates left out */
    ng_str first_seen, last_seen; /**< days, as those of nodes */
    ng_range evidence;          /**< in ng_graph_evidence(), never empty */
} ng_edge;

/** A place that shows an edge, with its own copy of the sentence. */
typedef struct ng_edge_evidence {
    uint32_t document;          /**< in ng_graph_documents() */
    ng_span span;               /**< of the sentence, in code points of the document's text */
    ng_str text;                /**< the sentence */
    ng_span from, to;           /**< bytes of `text` that name the ends; empty when not known */
    float score;                /**< 0..1 */
    ng_str by;                  /**< "head", a pattern's name, a speech cue, "window", "metadata" */
} ng_edge_evidence;

/** What the graph keeps of a document. */
typedef struct ng_graph_document {
    ng_str id, source, title, date, outlet, author, url;
    ng_str duplicate_of;        /**< absent when it is no copy; a copy's edges add no weight */
    uint32_t sentences;         /**< in its prose: what diff divides by */
    uint32_t words;
} ng_graph_document;

/** Which counts, if a graph was thinned out, stood there before. */
typedef struct ng_graph_totals {
    uint32_t nodes, edges;      /**< before filters */
    ng_str filter;              /**< what was done, in words for the reader; absent if nothing */
} ng_graph_totals;

/** Free a graph. NULL does nothing. */
NG_API void ng_graph_free(ng_graph *graph);

NG_API const ng_node *ng_graph_nodes(const ng_graph *graph, size_t *out_count);
NG_API const ng_edge *ng_graph_edges(const ng_graph *graph, size_t *out_count);
NG_API const ng_edge_evidence *ng_graph_evidence(const ng_graph *graph, size_t *out_count);
NG_API const ng_graph_document *ng_graph_documents(const ng_graph *graph, size_t *out_count);
NG_API const ng_str *ng_graph_aliases(const ng_graph *graph, size_t *out_count);
NG_API ng_graph_totals ng_graph_totals_of(const ng_graph *graph);

/** X(symbol, name, sentences each side or so): what co-occurrence counts. */
typedef enum ng_window { NG_WINDOW_SENTENCE, NG_WINDOW_PARAGRAPH, NG_WINDOW_ARTICLE } ng_window;

/** Bit of an enumerator in a mask of an options struct. */
#define NG_BIT(value) (1u << (unsigned)(value))

/** Which part of the network is wanted. A mask of 0 means all. */
typedef struct ng_graph_options {
    size_t struct_size;      /**< set by the macro */
    uint32_t edges;          /**< NG_BIT(ng_edge_kind); default 0: all */
    uint32_t types;          /**< NG_BIT(ng_entity_type); default 0: all */
    uint32_t relations;      /**< NG_BIT(ng_relation_type); default 0: all */
    uint32_t statuses;       /**< NG_BIT(ng_assertion); default 0: all */
    ng_str since, until;     /**< ISO 8601 dates, inclusive; default absent */
    double min_weight;       /**< edges below it are left out, >= 0; default 0 */
    double min_score;        /**< evidence below it is left out, 0..1; default 0 */
    uint32_t top;            /**< keep this many nodes, by weighted degree; default 0: all */
    ng_str around;           /**< name or id of an actor; default absent */
    uint32_t hops;           /**< around it, 1..10; default 1 */
    double backbone;         /**< disparity filter's alpha, 0..1; default 0: not applied */
    uint32_t k_core;         /**< keep nodes of at least this core number; default 0 */
    bool giant;              /**< keep the largest component only; default false */
    bool isolated;           /**< keep nodes without an edge; default false */
    ng_window window;        /**< of co-occurrence; default NG_WINDOW_SENTENCE */
} ng_graph_options;
#define NG_GRAPH_OPTIONS_INIT                                                                      \
    { sizeof(ng_graph_options), 0, 0, 0, 0, { 0, 0 }, { 0, 0 }, 0.0, 0.0, 0, { 0, 0 }, 1, 0.0, 0,  \
      false, false, NG_WINDOW_SENTENCE }

/**
 * Build the network of a collection.
 *
 * Weights are those of the contract: stretches of speech, sums of scores, windows, documents.
 * Copies (`duplicate_of`) add no weight. Only `window`, `min_score`, `since`, `until` and `edges` of the
 * options matter while building; the others are applied as ng_graph_filter() does.
 * @param opts  NULL for the defaults.
 * @param out   set to a graph owned by the caller; NULL on failure.
 * @return NG_OK; NG_E_ARG; NG_E_NOTFOUND when `around` names nobody; NG_E_NOMEM.
 * Cost: near linear in mentions and relations; windows of n names cost n * n.
 */
NG_NODISCARD NG_API ng_status ng_graph_build(ng_context *ctx, const ng_collection *collection,
                                             const ng_graph_options *opts, ng_graph **out);

/** The part of a graph that the options select, as a new graph; errors as ng_graph_build(). */
NG_NODISCARD NG_API ng_status ng_graph_filter(ng_context *ctx, const ng_graph *graph,
                                              const ng_graph_options *opts, ng_graph **out);

/** The node of that id, label or alias, in this order, folding case; NG_NONE when there is none. */
NG_API uint32_t ng_graph_find(const ng_graph *graph, ng_str name);

/** X(symbol, name, what it says in words): the measures of a node. */
#define NG_MEASURE_LIST(X)                                                                         \
    X(NG_DEGREE, "degree", "actors that it is tied to")                                            \
    X(NG_STRENGTH, "strength", "weight of its ties")                                               \
    X(NG_BETWEENNESS, "betweenness", "share of the shortest ways that pass through it")            \
    X(NG_CLOSENESS, "closeness", "inverse of its mean distance to those it reaches")               \
    X(NG_HARMONIC, "harmonic", "mean of the inverse distances to all others")                      \
    X(NG_EIGENVECTOR, "eigenvector", "ties to actors that are central themselves")                 \
    X(NG_PAGERANK, "pagerank", "share of a random reader's time")                                  \
    X(NG_CORE, "core", "largest k of a k-core that holds it")                                      \
    X(NG_CLUSTERING, "clustering", "share of its neighbours' pairs that are tied")                 \
    X(NG_CONSTRAINT, "constraint", "Burt's constraint: low for brokers")                           \
    X(NG_ARTICULATION, "articulation", "1 if the network falls apart without it")

typedef enum ng_measure {
#define NG_X(symbol, name, words) symbol,
    NG_MEASURE_LIST(NG_X)
#undef NG_X
    NG_MEASURE_COUNT
} ng_measure;

/** "degree", ...; "?" out of range. Static. */
NG_API const char *ng_measure_name(ng_measure measure);

/** What a measure says, in words. Static. */
NG_API const char *ng_measure_meaning(ng_measure measure);

/** The measure of that name; false when there is none. */
NG_API bool ng_measure_from(ng_str name, ng_measure *out);

typedef struct ng_rank_options {
    size_t struct_size;      /**< set by the macro */
    ng_measure by;           /**< default NG_PAGERANK */
    uint32_t measures;       /**< NG_BIT(ng_measure) to compute beside it; default 0: only `by` */
    uint32_t resamples;      /**< of documents, for the rank intervals, 0..10000; default 0 */
    uint64_t seed;           /**< of resampling and communities; default 1 */
    bool communities;        /**< Leiden communities; default false */
} ng_rank_options;
#define NG_RANK_OPTIONS_INIT { sizeof(ng_rank_options), NG_PAGERANK, 0, 0, 1, false }

/** A node and its place. */
typedef struct ng_ranked {
    uint32_t node;           /**< index in the graph */
    uint32_t rank;           /**< from 1; equal scores have equal ranks */
    double score;            /**< of `by`; finite */
    double values[NG_MEASURE_COUNT]; /**< of each measure asked for; 0 otherwise; always finite */
    uint32_t community;      /**< from 0 by size; NG_NONE unless asked for */
    uint32_t rank_low, rank_high; /**< 5 % and 95 % of the ranks in the resamples; `rank` without */
    float in_top;            /**< share of the resamples in which it is among the first five; 1 or 0 without */
} ng_ranked;

typedef struct ng_ranking {
    ng_ranked *items;        /**< most central first; equal ones by id */
    size_t count;
    uint32_t communities;    /**< number of them */
    double modularity;       /**< of the communities, -0.5..1 */
    uint32_t resamples;      /**< that were made: none where there is nothing to draw from */
    uint32_t sources;        /**< nodes that betweenness was estimated from; 0: it is exact */
    double error;            /**< largest standard error of that estimate */
} ng_ranking;

/**
 * Rank the nodes of a graph, most central first.
 *
 * Where a measure wants one weight for a pair, kinds are normalised to mean 1 over their edges and added;
 * the distance is 1 / weight. Direction is kept for PageRank only. For NG_CONSTRAINT the least is the most central.
 * Every value is finite for every network: 0 where a node has no tie, but 1 for its constraint.
 * @param opts  NULL for the defaults.
 * @param out   filled; its items are owned by the caller and freed with ng_ranking_release().
 * @return NG_OK; NG_E_ARG; NG_E_NOMEM; NG_E_INTERNAL when igraph fails.
 * Cost: O(nodes * edges) for betweenness, closeness and harmonic, near linear otherwise; times resamples. Above 1e8
 * nodes * ties betweenness is estimated from sampled nodes, and the ranking has the error.
 * Threads: igraph is behind one lock, so rankings of several threads wait for each other.
 */
NG_NODISCARD NG_API ng_status ng_graph_rank(ng_context *ctx, const ng_graph *graph,
                                            const ng_rank_options *opts, ng_ranking *out);

/** Free what a ranking holds and leave it empty. */
NG_API void ng_ranking_release(ng_context *ctx, ng_ranking *ranking);

/**
 * The bridges of a network: ties without which a part of it would be cut off.
 *
 * @param out  set to an array of *out_count edges, ascending, the strongest of each such tie; owned by the caller, freed
 *             with ng_free(ctx, *out); NULL on failure.
 * @return NG_OK; NG_E_NOMEM. Cost: linear.
 */
NG_NODISCARD NG_API ng_status ng_graph_bridges(ng_context *ctx, const ng_graph *graph, uint32_t **out,
                                               size_t *out_count);

/** A way between two nodes. */
typedef struct ng_path {
    uint32_t *nodes;         /**< count + 1 of them, from first to last */
    uint32_t *edges;         /**< count of them: the strongest edge of each step */
    size_t count;
    double length;           /**< sum of 1 / weight of the steps */
} ng_path;

/**
 * The strongest connection of two nodes: the way with the least sum of 1 / weight.
 *
 * @param out  filled; freed with ng_path_release(). count is 0 for from == to.
 * @return NG_OK; NG_E_ARG for an index out of range; NG_E_NOTFOUND when there is no way; NG_E_NOMEM.
 */
NG_NODISCARD NG_API ng_status ng_graph_path(ng_context *ctx, const ng_graph *graph, uint32_t from,
                                            uint32_t to, ng_path *out);

/** Free what a path holds and leave it empty. */
NG_API void ng_path_release(ng_context *ctx, ng_path *path);

#ifdef __cplusplus
}
#endif
#endif
