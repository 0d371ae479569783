/*
 * What the files of graph/ share: the builder of edges, the ties that measures walk on, and the selection that a
 * filter makes. Nothing here knows igraph; that is graph_igraph.h.
 */
#ifndef NGI_GRAPH_PARTS_H
#define NGI_GRAPH_PARTS_H

#include "core/graph_data.h"
#include "core/model.h"

/* Building: every place that shows an edge becomes a proof; proofs of one key become an edge. */

typedef struct ngi_proof {
    uint32_t from, to;       /* nodes; from < to when the edge has no direction */
    uint32_t key;            /* kind, relation and status, in the order of edges */
    uint32_t evidence;       /* in the graph's evidence */
    uint32_t said;           /* in what the builder keeps, or NG_NONE */
} ngi_proof;

/* What a relation says beside its ends, where it says anything. */
typedef struct ngi_said {
    ng_str role, since, until;
} ngi_said;

typedef struct ngi_sources ngi_sources;

typedef struct ngi_builder {
    ng_context *ctx;
    const ng_collection *collection;
    const ng_graph_options *opts;
    ng_graph *graph;
    uint32_t *node_of;       /* of each actor */
    NGI_ARRAY(ngi_proof) proofs;
    NGI_ARRAY(ngi_said) said;
    ngi_sources *sources;    /* outlets and authors; NULL when coverage is not wanted */
    uint32_t windows;        /* looked at for co-occurrence */
    uint32_t *named_in;      /* windows that name each node */
    uint32_t document;       /* index of the document at hand, the same in collection and graph */
    ng_str *sentences;       /* copied sentences of the document at hand; absent until used */
} ngi_builder;

/** A place in the document at hand, in bytes of its text. */
typedef struct ngi_place {
    ng_span span;            /* what has to be seen: the stretch, or both mentions */
    ng_span from, to;        /* the ends; empty when not known */
    float score;
    ng_str by;
} ngi_place;

typedef struct ngi_edge_key {
    uint32_t from, to;
    ng_edge_kind kind;
    ng_relation_type relation;
    ng_assertion status;
    ngi_said said;           /* no part of the key: an edge has the first of each */
} ngi_edge_key;

/** Is an edge of that key the same in both directions? */
bool ngi_edge_both_ways(ng_edge_kind kind, ng_relation_type relation);
/** Nodes of the actors, in the order of their ids, and what the graph keeps of the documents. */
ng_status ngi_build_nodes(ngi_builder *b);
/** Keep a place of the document at hand as a proof of an edge. An edge from a node to itself is none. */
ng_status ngi_builder_prove(ngi_builder *b, ngi_edge_key key, ngi_place place);
/** Are edges of that kind wanted? */
bool ngi_builder_wants(const ngi_builder *b, ng_edge_kind kind);
/** Node of an entity of a document; NG_NONE when it has no actor. */
uint32_t ngi_builder_node(const ngi_builder *b, const ng_document *doc, uint32_t entity);
/** The proofs of the document at hand, kind by kind. */
ng_status ngi_build_speech(ngi_builder *b, const ng_document *doc);
ng_status ngi_build_relations(ngi_builder *b, const ng_document *doc);
ng_status ngi_build_cooccurrence(ngi_builder *b, const ng_document *doc);
/** Nodes for the outlets and authors that are no actors' nodes; before the nodes are put in order. */
ng_status ngi_sources_create(ngi_builder *b);
/** Where those nodes went: `ids` has the place of each id. */
ng_status ngi_sources_place(ngi_builder *b, const ngi_map *ids);
void ngi_sources_free(ng_context *ctx, ngi_sources *sources);
ng_status ngi_build_coverage(ngi_builder *b, const ng_document *doc);

/**
 * How much more often than by chance two names share a window.
 *
 * @param both, a, b, all  windows with both, with each, and all of them; both <= a, b <= all.
 * @param llr   log-likelihood ratio (Dunning 1993), >= 0.
 * @param npmi  normalised pointwise mutual information (Bouma 2009), -1..1; 0 where every window has both.
 */
void ngi_significance(uint32_t both, uint32_t a, uint32_t b, uint32_t all, double *llr, double *npmi);

/** A score as it counts in weights: six decimals, as it is written. */
uint64_t ngi_score_millionths(float score);
/** Set weight, documents and dates of an edge from its evidence in `graph`. */
void ngi_edge_weigh(const ng_graph *graph, ng_edge *edge);
/** Are the options in range? NULL becomes the defaults. */
ng_status ngi_graph_options_check(ng_context *ctx, const ng_graph_options **opts);
/** Is the date within since..until, each as exact as it is given? An absent date is not, where either is given. */
bool ngi_date_in(ng_str date, const ng_graph_options *opts);
/** first = the earlier, last = the later of themselves and the day of `date`; an absent date changes nothing. */
void ngi_dates_widen(ng_str date, ng_str *first, ng_str *last);

/* Ties: one weight for a pair of nodes. */

typedef struct ngi_tie {
    uint32_t from, to;       /* from < to, unless ties are directed */
    uint32_t edge;           /* the strongest edge of the pair */
    ng_edge_kind kind;       /* of that edge */
    double weight;           /* > 0: kinds normalised to mean 1, then added */
} ngi_tie;

typedef struct ngi_ties {
    NGI_ARRAY(ngi_tie) list; /* by from, to; one for each pair */
    uint32_t nodes;
} ngi_ties;

/**
 * The ties of a graph, kinds normalised to mean 1 over their edges and added.
 *
 * @param weights   of the edges in place of their own, or NULL; edges of weight 0 make no tie.
 * @param directed  arcs in place of pairs: an edge without direction gives two.
 */
ng_status ngi_ties_make(ng_context *ctx, const ng_graph *graph, const double *weights, bool directed, ngi_ties *out);
void ngi_ties_release(ng_context *ctx, ngi_ties *ties);

/** Neighbours of each node: those of i are to[at[i]..at[i + 1]), over the ties by[...]. */
typedef struct ngi_neighbours {
    uint32_t *at, *to, *by;
} ngi_neighbours;
ng_status ngi_neighbours_make(ng_context *ctx, const ngi_ties *ties, ngi_neighbours *out);
void ngi_neighbours_release(ng_context *ctx, ngi_neighbours *neighbours);

/* Filters. */

/** What stays of a graph; edges are copies whose evidence may have become less. */
typedef struct ngi_selection {
    bool *nodes, *edges, *evidence, *documents;
} ngi_selection;

/** Filters that look at the shape of what is left, in this order; they clear marks of `keep`. */
ng_status ngi_select_around(ng_context *ctx, const ng_graph *graph, const ng_graph_options *opts, ngi_selection *keep);
ng_status ngi_select_backbone(ng_context *ctx, const ng_graph *graph, double alpha, ngi_selection *keep);
ng_status ngi_select_core(ng_context *ctx, const ng_graph *graph, uint32_t k, ngi_selection *keep);
ng_status ngi_select_giant(ng_context *ctx, const ng_graph *graph, ngi_selection *keep);
ng_status ngi_select_top(ng_context *ctx, const ng_graph *graph, uint32_t count, ngi_selection *keep);
/** Edges lose their mark where an end has none. */
void ngi_select_close(const ng_graph *graph, ngi_selection *keep);
/** Edges with the weights of the evidence that stays, into the empty edges of `weighed`. */
ng_status ngi_reweigh(ng_context *ctx, const ng_graph *graph, const ngi_selection *keep, ng_graph *weighed);
/** What is marked, as a graph of its own. */
ng_status ngi_graph_part(ng_context *ctx, const ng_graph *graph, const ngi_selection *keep, ng_graph **out);
/** Totals of the part: those of the graph, and in words what was done. `lonely`: nodes without a tie went. */
ng_status ngi_filter_words(ng_context *ctx, const ng_graph *graph, const ng_graph_options *opts, bool lonely, ng_graph *part);
/** Ties of the marked edges, undirected. */
ng_status ngi_selection_ties(ng_context *ctx, const ng_graph *graph, const ngi_selection *keep, ngi_ties *out);

#endif
