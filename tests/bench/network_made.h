/*
 * Networks for measuring: hubs by preferential attachment, all kinds of edges, a stated number of pieces of evidence.
 */
#ifndef NETWORK_MADE_H
#define NETWORK_MADE_H

#include "core/graph_data.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

/* Processor time, which other programs of the machine do not disturb; everything here runs in one thread. */
static inline double now_seconds(void)
{
    struct timespec t;

    (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/* Measuring has no use for a failure but to say it and end. */
static inline void must(ng_context *ctx, ng_status st)
{
    if (st == NG_OK) return;
    (void)fprintf(stderr, "%s: %s\n", ng_status_name(st), ng_context_error(ctx)->message);
    exit(1);
}

typedef struct made_end {
    uint32_t from, to;
} made_end;

static inline int made_order(const void *a, const void *b)
{
    const made_end *e = a, *f = b;

    if (e->from != f->from) return e->from < f->from ? -1 : 1;
    return (e->to > f->to) - (e->to < f->to);
}

static inline ng_str made_name(ng_context *ctx, ng_graph *graph, const char *prefix, uint32_t number)
{
    char text[32];
    ng_str copy;

    (void)snprintf(text, sizeof text, "%s%08u", prefix, (unsigned)number);
    must(ctx, ngi_graph_copy(ctx, graph, ng_str_from(text), &copy));
    return copy;
}

/* Speech edges of `pairs` drawn pairs, each with the evidence of as many sentences as it was drawn times `each`. */
static inline ng_graph *made_network(ng_context *ctx, uint32_t nodes, uint32_t pairs, uint32_t each, uint64_t seed)
{
    made_end *ends = calloc(pairs, sizeof *ends);
    ng_graph *g;
    uint32_t i, k;

    must(ctx, ngi_graph_create(ctx, &g));
    for (i = 0; i < 100; i++) {
        must(ctx, ngi_array_push(ctx, &g->documents, (ng_graph_document){ .id = made_name(ctx, g, "d", i), .words = 500 }));
    }
    for (i = 0; i < nodes; i++) {
        ng_node n = { .id = made_name(ctx, g, "e", i), .label = made_name(ctx, g, "Actor ", i), .mentions = 1, .documents = 1 };

        must(ctx, ngi_array_push(ctx, &g->nodes, n));
    }
    for (i = 0; ends && i < pairs; i++) {
        do {
            /* an end of an earlier pair in two of three cases: those who have ties get more */
            uint32_t old = i ? ngi_random_below(&seed, i) : 0;

            ends[i].from = i && ngi_random_below(&seed, 3) ? ends[old].to : ngi_random_below(&seed, nodes);
            ends[i].to = ngi_random_below(&seed, nodes);
        } while (ends[i].from == ends[i].to);
    }
    if (ends) qsort(ends, pairs, sizeof *ends, made_order);
    for (i = 0; ends && i < pairs; i++) {
        ng_edge *last = g->edges.count ? &g->edges.items[g->edges.count - 1] : NULL;
        bool again = last && last->from == ends[i].from && last->to == ends[i].to;

        if (!again) {
            ng_edge e = { .from = ends[i].from, .to = ends[i].to, .kind = NG_EDGE_SPEECH, .documents = 1,
                          .evidence = { (uint32_t)g->evidence.count, (uint32_t)g->evidence.count } };

            must(ctx, ngi_array_push(ctx, &g->edges, e));
            last = &g->edges.items[g->edges.count - 1];
        }
        for (k = 0; k < each; k++) {
            ng_edge_evidence v = { .document = ngi_random_below(&seed, 100), .span = { i, i + 20 }, .score = 1.0f,
                                   .text = g->nodes.items[ends[i].from].label, .by = NGI_LITERAL("said") };

            must(ctx, ngi_array_push(ctx, &g->evidence, v));
        }
        last->evidence.end += each;
        last->weight += each;
    }
    free(ends);
    must(ctx, ngi_graph_sort(ctx, g));
    g->totals = (ng_graph_totals){ nodes, (uint32_t)g->edges.count, { NULL, 0 } };
    return g;
}

#endif
