/*
 * Communities by the Leiden algorithm (Traag, Waltman and van Eck 2019), which unlike Louvain leaves no community that
 * falls apart inside. Node weights are strengths and the resolution is 1 / 2m, so that its quality is modularity.
 */
#include "graph_igraph.h"
#include "graph_measures.h"

#include <math.h>
#include <stdlib.h>

#define RANDOMNESS 0.01      /* Leiden's beta: the default of its authors */
#define ITERATIONS 20        /* 'until nothing changes' ends early in igraph 0.10.4, or, begun from a partition, never... */
#define ITERATIONS_LEAST 2
#define ITERATIONS_TIES 4000000 /* ... but no more of them than see this many ties, nor less than the two of igraph's manual */
#define STARTS 20            /* the best of this many, since modularity differs by 0.01 to 0.03 between them... */
#define STARTS_TIES 15000    /* ... but no more of them than see this many ties in all: a large network gets one */

/* A community with its size and first node. */
typedef struct group {
    uint32_t id, size, first;
} group;

static int by_size(const void *a, const void *b)
{
    const group *g = a, *h = b;

    if (g->size != h->size) return g->size > h->size ? -1 : 1;
    return (g->first > h->first) - (g->first < h->first);
}

/* Number communities by size, then by first node, whatever igraph called them. */
static ng_status renumber(ng_context *ctx, const igraph_vector_int_t *membership, uint32_t groups, uint32_t *of_node)
{
    uint32_t n = (uint32_t)igraph_vector_int_size(membership), i;
    group *order = ngi_alloc(ctx, groups, sizeof *order);
    uint32_t *name = ngi_alloc(ctx, groups, sizeof *name);
    ng_status st = order && name ? NG_OK : NG_E_NOMEM;

    NG_CHECK(st);
    for (i = 0; i < groups; i++) order[i] = (group){ i, 0, NG_NONE };
    for (i = 0; i < n; i++) {
        group *g = &order[VECTOR(*membership)[i]];

        if (g->size++ == 0) g->first = i;
    }
    if (groups) qsort(order, groups, sizeof *order, by_size);
    for (i = 0; i < groups; i++) name[order[i].id] = i;
    for (i = 0; i < n; i++) of_node[i] = name[VECTOR(*membership)[i]];
done:
    ngi_free(ctx, order);
    ngi_free(ctx, name);
    return st;
}

/* A partition: the community of each node, how many there are, how good it is. */
typedef struct partition {
    igraph_vector_int_t membership;
    igraph_integer_t groups;
    igraph_real_t modularity;
} partition;

/* One start of Leiden per call: each begins where the random numbers of the one before ended. */
static igraph_error_t leiden(const ngi_web *web, const igraph_vector_t *strengths, double total, partition *out)
{
    igraph_integer_t rounds = ITERATIONS_TIES / (igraph_ecount(&web->graph) + 1);

    if (rounds > ITERATIONS) rounds = ITERATIONS;
    if (rounds < ITERATIONS_LEAST) rounds = ITERATIONS_LEAST;
    return igraph_community_leiden(&web->graph, &web->weights, strengths, 1.0 / total, RANDOMNESS, false, rounds,
                                   &out->membership, &out->groups, &out->modularity);
}

/* The best of several starts in *best; *other is for working. */
static igraph_error_t best_partition(const ngi_web *web, igraph_vector_t *strengths, partition *best, partition *other)
{
    igraph_integer_t starts = STARTS_TIES / (igraph_ecount(&web->graph) + 1), i;
    igraph_error_t error = igraph_strength(&web->graph, strengths, igraph_vss_all(), IGRAPH_ALL, IGRAPH_LOOPS, &web->weights);
    double total = 0.0;

    for (i = 0; error == IGRAPH_SUCCESS && i < igraph_vector_size(strengths); i++) total += VECTOR(*strengths)[i];
    if (error == IGRAPH_SUCCESS) error = leiden(web, strengths, total, best);
    if (starts > STARTS) starts = STARTS;
    for (i = 1; error == IGRAPH_SUCCESS && i < starts; i++) {
        error = leiden(web, strengths, total, other);
        if (error == IGRAPH_SUCCESS && other->modularity > best->modularity) {
            partition swap = *best;

            *best = *other;
            *other = swap;
        }
    }
    return error;
}

static ng_status find_groups(ng_context *ctx, const ngi_web *web, uint32_t *of_node, uint32_t *count, double *modularity)
{
    partition best = { .groups = 0, .modularity = 0.0 }, other = best;
    igraph_vector_t strengths;
    ng_status st;

    NG_CHECK(ngi_igraph_status(ctx, igraph_vector_init(&strengths, 0), "communities"));
    st = ngi_igraph_status(ctx, igraph_vector_int_init(&best.membership, 0), "communities");
    if (st == NG_OK) {
        st = ngi_igraph_status(ctx, igraph_vector_int_init(&other.membership, 0), "communities");
        if (st == NG_OK) {
            st = ngi_igraph_status(ctx, best_partition(web, &strengths, &best, &other), "communities");
            if (st == NG_OK) st = renumber(ctx, &best.membership, (uint32_t)best.groups, of_node);
            igraph_vector_int_destroy(&other.membership);
        }
        igraph_vector_int_destroy(&best.membership);
    }
    igraph_vector_destroy(&strengths);
    *count = (uint32_t)best.groups;
    *modularity = isfinite(best.modularity) ? best.modularity : 0.0;
done:
    return st;
}

ng_status ngi_communities(ng_context *ctx, const ng_graph *graph, uint64_t seed, uint32_t *of_node, uint32_t *count,
                          double *modularity)
{
    ngi_ties ties = { { NULL, 0, 0 }, 0 };
    ngi_web web = { .made = false };
    ngi_igraph session;
    ng_status st;
    uint32_t i;

    *modularity = 0.0;
    *count = (uint32_t)graph->nodes.count;
    for (i = 0; i < graph->nodes.count; i++) of_node[i] = i; /* without a tie, each is its own */
    NG_CHECK(ngi_ties_make(ctx, graph, NULL, false, &ties));
    if (ties.list.count == 0) goto done;
    ngi_igraph_enter(ctx, &session);
    st = ngi_igraph_seed(ctx, &session, seed);
    if (st == NG_OK) st = ngi_web_make(ctx, &ties, false, &web);
    if (st == NG_OK) st = find_groups(ctx, &web, of_node, count, modularity);
    ngi_web_release(&web);
    ngi_igraph_leave(&session);
done:
    ngi_ties_release(ctx, &ties);
    return st;
}
