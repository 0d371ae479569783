/*
 * PageRank, betweenness and Leiden of ng_graph_rank() beside igraph called bare on the same ties, in one run and
 * one thread.
 * Usage: network_measures [NODES PAIRS [FILE]]    FILE: the network as JSON, for network_peers.py
 */
#include "network_made.h"

#include "base/files.h"
#include "graph/graph_igraph.h"
#include "graph/graph_measures.h"
#include "namegraph/exchange.h"

#define REPEATS 5

/* The best of several runs: what the machine can do when nothing disturbs it. */
#define BEST(out, work)                                                                            \
    do {                                                                                           \
        (out) = 1e9;                                                                               \
        for (int repeat = 0; repeat < REPEATS; repeat++) {                                         \
            double begin = now_seconds(), end;                                                     \
                                                                                                   \
            work;                                                                                  \
            end = now_seconds() - begin;                                                           \
            if (end < (out)) (out) = end;                                                          \
        }                                                                                          \
    } while (0)

static void rank(ng_context *ctx, const ng_graph *g, ng_measure by, bool communities)
{
    ng_rank_options opts = NG_RANK_OPTIONS_INIT;
    ng_ranking r;

    opts.by = by;
    opts.communities = communities;
    must(ctx, ng_graph_rank(ctx, g, &opts, &r));
    ng_ranking_release(ctx, &r);
}

/* What a program does that has the ties as arrays: make igraph's graph, call igraph. */
static void bare(ng_context *ctx, const ngi_ties *ties, ng_measure by)
{
    igraph_vector_t found;
    ngi_web web;

    must(ctx, ngi_web_make(ctx, ties, by == NG_PAGERANK, &web));
    igraph_vector_init(&found, 0);
    if (by == NG_PAGERANK) {
        igraph_pagerank(&web.graph, IGRAPH_PAGERANK_ALGO_PRPACK, &found, NULL, igraph_vss_all(), true, 0.85, &web.weights, NULL);
    } else {
        igraph_betweenness(&web.graph, &found, igraph_vss_all(), false, &web.distances);
    }
    igraph_vector_destroy(&found);
    ngi_web_release(&web);
}

static void bare_leiden(ng_context *ctx, const ngi_ties *ties)
{
    igraph_vector_int_t membership;
    igraph_vector_t strengths;
    igraph_integer_t count;
    igraph_real_t quality, total;
    ngi_web web;

    must(ctx, ngi_web_make(ctx, ties, false, &web));
    igraph_vector_init(&strengths, 0);
    igraph_vector_int_init(&membership, 0);
    igraph_rng_seed(igraph_rng_default(), 1);
    igraph_strength(&web.graph, &strengths, igraph_vss_all(), IGRAPH_ALL, true, &web.weights);
    total = igraph_vector_sum(&strengths);
    igraph_community_leiden(&web.graph, &web.weights, &strengths, 1.0 / total, 0.01, false, 20, &membership, &count, &quality);
    igraph_vector_int_destroy(&membership);
    igraph_vector_destroy(&strengths);
    ngi_web_release(&web);
}

static void report(const char *what, double ours, double theirs)
{
    (void)printf("%-12s %9.1f ms, igraph bare %9.1f ms: %.2f times\n", what, ours * 1e3, theirs * 1e3, ours / theirs);
}

int main(int argc, char **argv)
{
    uint32_t nodes = argc > 2 ? (uint32_t)atol(argv[1]) : 2000, pairs = argc > 2 ? (uint32_t)atol(argv[2]) : 10000;
    ngi_ties ties, arc_ties;
    ngi_igraph session;
    double ours, theirs;
    ng_context *ctx;
    ng_graph *g;

    if (ng_context_create(NULL, &ctx) != NG_OK) return 1;
    g = made_network(ctx, nodes, pairs, 1, 1);
    must(ctx, ngi_ties_make(ctx, g, NULL, false, &ties));
    must(ctx, ngi_ties_make(ctx, g, NULL, true, &arc_ties));
    (void)printf("%u nodes, %zu edges, %zu ties\n", (unsigned)nodes, g->edges.count, ties.list.count);
    BEST(ours, rank(ctx, g, NG_PAGERANK, false));
    ngi_igraph_enter(ctx, &session); /* for one thread; our own calls take the lock themselves */
    BEST(theirs, bare(ctx, &arc_ties, NG_PAGERANK));
    ngi_igraph_leave(&session);
    report("pagerank", ours, theirs);
    if ((double)nodes * (double)ties.list.count <= NGI_BETWEENNESS_EXACT) { /* above, ours is an estimate */
        BEST(ours, rank(ctx, g, NG_BETWEENNESS, false));
        BEST(theirs, bare(ctx, &ties, NG_BETWEENNESS));
        report("betweenness", ours, theirs);
    }
    BEST(ours, rank(ctx, g, NG_DEGREE, true));
    BEST(theirs, bare_leiden(ctx, &ties));
    report("leiden", ours, theirs);
    if (argc > 3) {
        size_t len;
        char *text;

        must(ctx, ng_graph_write(ctx, g, NG_GRAPH_JSON, &text, &len));
        must(ctx, ngi_file_write(ctx, argv[3], (ng_str){ text, len }));
        ng_free(ctx, text);
    }
    ngi_ties_release(ctx, &ties);
    ngi_ties_release(ctx, &arc_ties);
    ng_graph_free(g);
    ng_context_free(ctx);
    return 0;
}
