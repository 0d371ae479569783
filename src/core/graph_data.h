/*
 * The network as sorted arrays, as graph/ builds it, exchange/ reads and writes it, compare/ and render/ use it.
 */
#ifndef NGI_GRAPH_DATA_H
#define NGI_GRAPH_DATA_H

#include "base/base.h"
#include "namegraph/graph.h"

struct ng_graph {
    ng_allocator allocator;
    ngi_arena strings;                     /* every ng_str of the graph */
    NGI_ARRAY(ng_node) nodes;              /* by id */
    NGI_ARRAY(ng_edge) edges;              /* by from, to, kind, relation, status */
    NGI_ARRAY(ng_edge_evidence) evidence;  /* grouped by edge, in the order of documents */
    NGI_ARRAY(ng_graph_document) documents; /* by id */
    NGI_ARRAY(ng_str) aliases;
    ng_graph_totals totals;
};

ng_status ngi_graph_create(ng_context *ctx, ng_graph **out);
/** Copy a string into the graph; the absent string stays absent. */
ng_status ngi_graph_copy(ng_context *ctx, ng_graph *graph, ng_str text, ng_str *out);
/** Strings that a graph has already, so that a sentence shown by many edges is kept once. */
typedef struct ngi_graph_pool {
    ngi_map places;                        /* text -> index */
    NGI_ARRAY(ng_str) texts;
} ngi_graph_pool;
/** Copy a string into the graph, or give the copy that is there; the absent string stays absent. */
ng_status ngi_graph_share(ng_context *ctx, ng_graph *graph, ngi_graph_pool *pool, ng_str text, ng_str *out);
void ngi_graph_pool_release(ng_context *ctx, ngi_graph_pool *pool);
/**
 * Bring nodes, edges, evidence and documents into the canonical order and renumber what points to them. Two edges
 * with one key, or two nodes with one id, are NG_E_FORMAT.
 */
ng_status ngi_graph_sort(ng_context *ctx, ng_graph *graph);
/** Do the invariants hold? NG_E_INTERNAL with the first that does not. */
ng_status ngi_graph_check(ng_context *ctx, const ng_graph *graph);
/** Order of two edges by from, to, kind, relation, status. */
int ngi_edge_compare(const ng_edge *a, const ng_edge *b);

#endif
