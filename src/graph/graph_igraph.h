/*
 * The way to igraph, for graph/ only: one lock around it, our handlers while we hold it, and its errors in our terms.
 * Everything else of the tree sees numbers.
 */
#ifndef NGI_GRAPH_IGRAPH_H
#define NGI_GRAPH_IGRAPH_H

#include "graph_parts.h"

#if defined(__GNUC__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wundef"
#pragma GCC diagnostic ignored "-Wconversion"
#endif
#include <igraph/igraph.h>
#if defined(__GNUC__)
#pragma GCC diagnostic pop
#endif

/** What has to be put back when we leave igraph. */
typedef struct ngi_igraph {
    igraph_error_handler_t *error;
    igraph_warning_handler_t *warning;
    igraph_interruption_handler_t *interruption;
    igraph_rng_t *random, old_random, own_random;
    bool seeded;
    int threads;             /* that OpenMP had */
} ngi_igraph;

/** Take the lock and set the handlers: no abort, no printing, `ctx`'s progress function may stop the work. */
void ngi_igraph_enter(ng_context *ctx, ngi_igraph *session);
/** Random numbers from a seed until ngi_igraph_leave(). */
ng_status ngi_igraph_seed(ng_context *ctx, ngi_igraph *session, uint64_t seed);
/** Put everything back and give up the lock. */
void ngi_igraph_leave(ngi_igraph *session);
/** NG_OK, or igraph's error in our terms, with the name of what was being done. */
ng_status ngi_igraph_status(ng_context *ctx, igraph_error_t error, const char *what);

/** Ties as a graph of igraph, with their weights and the distances 1 / weight; freed with ngi_web_release(). */
typedef struct ngi_web {
    igraph_t graph;
    igraph_vector_t weights, distances;
    bool made;
} ngi_web;
ng_status ngi_web_make(ng_context *ctx, const ngi_ties *ties, bool directed, ngi_web *out);
void ngi_web_release(ngi_web *web);

#endif
