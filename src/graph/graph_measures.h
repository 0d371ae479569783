/* The measures of nodes, as arrays of numbers: all finite for every network, the empty one too. For graph/ only. */
#ifndef NGI_GRAPH_MEASURES_H
#define NGI_GRAPH_MEASURES_H

#include "graph_parts.h"

typedef struct ngi_measures {
    double *values[NG_MEASURE_COUNT]; /* one for each node, of the measures asked for; NULL otherwise */
    uint32_t sources;                 /* that betweenness was estimated from; 0: exact */
    double error;                     /* largest standard error of that estimate */
} ngi_measures;

/** Above this many nodes * ties betweenness is estimated from sampled sources. */
#define NGI_BETWEENNESS_EXACT 1e8

/**
 * Measure the nodes.
 *
 * @param weights  of the edges in place of their own, or NULL.
 * @param mask     NG_BIT(ng_measure).
 */
ng_status ngi_measure(ng_context *ctx, const ng_graph *graph, const double *weights, uint32_t mask, uint64_t seed,
                      ngi_measures *out);
void ngi_measures_release(ng_context *ctx, ngi_measures *measures);

/** Leiden communities of the nodes, numbered by size, then by first node. */
ng_status ngi_communities(ng_context *ctx, const ng_graph *graph, uint64_t seed, uint32_t *of_node, uint32_t *count,
                          double *modularity);

#endif
