/*
 * Centrality, computed by igraph on the ties of a network. What each measure is, and its value where the textbook has
 * none (nodes without a tie, networks of one node):
 *
 *   degree, strength  number and summed weight of ties
 *   betweenness       share of the pairs of others whose shortest way (distance 1 / weight) passes (Brandes 2001); 0
 *                     below three nodes
 *   closeness         1 / mean distance to the nodes in reach; 0 without any
 *   harmonic          mean of 1 / distance to all others; 0 without any
 *   eigenvector       largest is 1; 0 without a tie
 *   pagerank          damping 0.85, along the direction of edges; sums to 1
 *   core, clustering  without weights; 0 below two ties
 *   constraint        Burt 1992; 1, as for a node of one tie, without any
 *   articulation      1 or 0
 *
 * Cost: betweenness, closeness and harmonic walk the network from every node; the others are near linear.
 */
#include "graph_measures.h"

#include "graph_igraph.h"

#include <math.h>

#define DAMPING 0.85
#define BATCHES 8u           /* of sampled sources, for their error */
#define SOURCES_LEAST 64u
#define SAMPLE_SHARE 0.25    /* of the work that an exact answer may cost: error falls by the root of it only */

/* What measures are computed from. */
typedef struct scene {
    ng_context *ctx;
    const ngi_ties *ties;
    const ngi_web *web, *arcs; /* undirected; directed, for PageRank */
    uint64_t seed;
    ngi_measures *out;
} scene;

/* Numbers that igraph leaves undefined, and noise around 0, become `otherwise`. */
static void take(const igraph_vector_t *from, double factor, double otherwise, double *to)
{
    igraph_integer_t i;

    for (i = 0; i < igraph_vector_size(from); i++) {
        double value = VECTOR(*from)[i] * factor;

        to[i] = isfinite(value) ? (fabs(value) < 1e-12 ? 0.0 : value) : otherwise;
    }
}

static void take_int(const igraph_vector_int_t *from, double *to)
{
    igraph_integer_t i;

    for (i = 0; i < igraph_vector_int_size(from); i++) to[i] = (double)VECTOR(*from)[i];
}

/* Pairs of other nodes, of which betweenness is a share. */
static double pair_share(const scene *s)
{
    double n = s->ties->nodes;

    return n > 2.0 ? 2.0 / ((n - 1.0) * (n - 2.0)) : 0.0;
}

/* `count` distinct nodes by a seeded shuffle. */
static void sample_nodes(igraph_vector_int_t *nodes, uint32_t count, uint64_t seed)
{
    uint32_t all = (uint32_t)igraph_vector_int_size(nodes), i;

    for (i = 0; i < count; i++) {
        uint32_t other = i + ngi_random_below(&seed, all - i);
        igraph_integer_t swap = VECTOR(*nodes)[i];

        VECTOR(*nodes)[i] = VECTOR(*nodes)[other];
        VECTOR(*nodes)[other] = swap;
    }
}

/* The estimates of the batches become their mean, and its standard error. */
static void join_batches(const scene *s, const double *sums, const double *squares, uint32_t sampled, double *to)
{
    double left = 1.0 - (double)sampled / s->ties->nodes, worst = 0.0;
    uint32_t i;

    for (i = 0; i < s->ties->nodes; i++) {
        double mean = sums[i] / BATCHES, spread = squares[i] / BATCHES - mean * mean;

        to[i] = mean;
        if (spread > worst) worst = spread;
    }
    s->out->sources = sampled;
    s->out->error = sqrt(worst * left / (BATCHES - 1.0));
}

/* Sampled sources (Brandes and Pich 2007), in batches whose spread tells the error. */
static igraph_error_t sample_betweenness(const scene *s, igraph_vector_int_t *nodes, igraph_vector_t *found, double *sums,
                                         double *squares, uint32_t each)
{
    double factor = (double)s->ties->nodes / each * pair_share(s);
    uint32_t batch, i;

    sample_nodes(nodes, each * BATCHES, s->seed);
    for (batch = 0; batch < BATCHES; batch++) {
        igraph_vector_int_t sources;
        igraph_error_t error;

        igraph_vector_int_view(&sources, VECTOR(*nodes) + batch * each, (igraph_integer_t)each);
        error = igraph_betweenness_subset(&s->web->graph, found, igraph_vss_all(), IGRAPH_UNDIRECTED,
                                          igraph_vss_vector(&sources), igraph_vss_all(), &s->web->distances);
        if (error != IGRAPH_SUCCESS) return error;
        for (i = 0; i < s->ties->nodes; i++) {
            double value = VECTOR(*found)[i] * factor;

            sums[i] += value;
            squares[i] += value * value;
        }
    }
    return IGRAPH_SUCCESS;
}

static ng_status estimate_betweenness(const scene *s, igraph_vector_t *found, double *to)
{
    double wanted = SAMPLE_SHARE * NGI_BETWEENNESS_EXACT / (double)s->ties->list.count;
    uint32_t n = s->ties->nodes, sampled = wanted > SOURCES_LEAST ? (uint32_t)wanted : SOURCES_LEAST;
    double *sums = ngi_alloc(s->ctx, n, sizeof *sums), *squares = ngi_alloc(s->ctx, n, sizeof *squares);
    uint32_t each = (sampled < n ? sampled : n) / BATCHES;
    igraph_vector_int_t nodes;
    ng_status st = sums && squares ? NG_OK : NG_E_NOMEM;

    NG_CHECK(st);
    NG_CHECK(ngi_igraph_status(s->ctx, igraph_vector_int_init_range(&nodes, 0, (igraph_integer_t)n), "betweenness"));
    st = ngi_igraph_status(s->ctx, sample_betweenness(s, &nodes, found, sums, squares, each), "betweenness");
    igraph_vector_int_destroy(&nodes);
    NG_CHECK(st);
    join_batches(s, sums, squares, each * BATCHES, to);
done:
    ngi_free(s->ctx, sums);
    ngi_free(s->ctx, squares);
    return st;
}

static ng_status betweenness(const scene *s, igraph_vector_t *found, double *to)
{
    ng_status st;

    if ((double)s->ties->nodes * (double)s->ties->list.count > NGI_BETWEENNESS_EXACT && s->ties->nodes > SOURCES_LEAST) {
        return estimate_betweenness(s, found, to);
    }
    NG_CHECK(ngi_igraph_status(s->ctx, igraph_betweenness(&s->web->graph, found, igraph_vss_all(), IGRAPH_UNDIRECTED,
                                                          &s->web->distances), "betweenness"));
    take(found, pair_share(s), 0.0, to);
done:
    return st;
}

/* Those that igraph answers with a vector of numbers, one for each node. */
static igraph_error_t compute_real(const scene *s, ng_measure measure, igraph_vector_t *found)
{
    const igraph_t *graph = &s->web->graph;
    igraph_vs_t all = igraph_vss_all();
    igraph_bool_t reached;

    switch (measure) {
    case NG_CLOSENESS:
        return igraph_closeness(graph, found, NULL, &reached, all, IGRAPH_ALL, &s->web->distances, true);
    case NG_HARMONIC:
        return igraph_harmonic_centrality(graph, found, all, IGRAPH_ALL, &s->web->distances, true);
    case NG_EIGENVECTOR: {
        igraph_arpack_options_t options;

        igraph_arpack_options_init(&options);
        return igraph_eigenvector_centrality(graph, found, NULL, IGRAPH_UNDIRECTED, true, &s->web->weights, &options);
    }
    case NG_PAGERANK:
        return igraph_pagerank(&s->arcs->graph, IGRAPH_PAGERANK_ALGO_PRPACK, found, NULL, all, IGRAPH_DIRECTED, DAMPING,
                               &s->arcs->weights, NULL);
    case NG_CLUSTERING:
        return igraph_transitivity_local_undirected(graph, found, all, IGRAPH_TRANSITIVITY_ZERO);
    case NG_CONSTRAINT:
        return igraph_constraint(graph, found, all, &s->web->weights);
    default:
        return IGRAPH_UNIMPLEMENTED;
    }
}

static void from_ties(const scene *s, ng_measure measure, double *to)
{
    size_t i;

    for (i = 0; i < s->ties->list.count; i++) {
        const ngi_tie *t = &s->ties->list.items[i];
        double each = measure == NG_STRENGTH ? t->weight : 1.0;

        to[t->from] += each;
        to[t->to] += each;
    }
}

static ng_status compute_int(const scene *s, ng_measure measure, double *to)
{
    igraph_vector_int_t found;
    igraph_integer_t i;
    ng_status st;

    NG_CHECK(ngi_igraph_status(s->ctx, igraph_vector_int_init(&found, 0), ng_measure_name(measure)));
    if (measure == NG_CORE) {
        st = ngi_igraph_status(s->ctx, igraph_coreness(&s->web->graph, &found, IGRAPH_ALL), "core");
        if (st == NG_OK) take_int(&found, to);
    } else {
        st = ngi_igraph_status(s->ctx, igraph_articulation_points(&s->web->graph, &found), "articulation");
        for (i = 0; st == NG_OK && i < igraph_vector_int_size(&found); i++) to[VECTOR(found)[i]] = 1.0;
    }
    igraph_vector_int_destroy(&found);
done:
    return st;
}

/* Nodes without a tie: values that igraph leaves to chance. */
static void settle_lonely(const scene *s, ng_measure measure, double *to)
{
    double lonely = measure == NG_CONSTRAINT ? 1.0 : 0.0;
    size_t i;

    if (measure != NG_CONSTRAINT && measure != NG_EIGENVECTOR) return;
    if (s->ties->list.count == 0) {
        for (i = 0; i < s->ties->nodes; i++) to[i] = lonely;
    }
}

static ng_status compute(const scene *s, ng_measure measure, double *to)
{
    igraph_vector_t found;
    ng_status st;

    if (s->ties->nodes == 0) return NG_OK;
    if (measure == NG_DEGREE || measure == NG_STRENGTH) {
        from_ties(s, measure, to);
        return NG_OK;
    }
    if (measure == NG_CORE || measure == NG_ARTICULATION) return compute_int(s, measure, to);
    NG_CHECK(ngi_igraph_status(s->ctx, igraph_vector_init(&found, 0), ng_measure_name(measure)));
    if (measure == NG_BETWEENNESS) {
        st = betweenness(s, &found, to);
    } else {
        st = ngi_igraph_status(s->ctx, compute_real(s, measure, &found), ng_measure_name(measure));
        if (st == NG_OK) take(&found, 1.0, measure == NG_CONSTRAINT ? 1.0 : 0.0, to);
    }
    igraph_vector_destroy(&found);
    if (st == NG_OK) settle_lonely(s, measure, to);
done:
    return st;
}

static ng_status compute_all(const scene *s, uint32_t mask)
{
    ng_status st = NG_OK;
    unsigned m;

    for (m = 0; m < NG_MEASURE_COUNT; m++) {
        if (!(mask & NG_BIT(m))) continue;
        s->out->values[m] = ngi_alloc(s->ctx, s->ties->nodes, sizeof **s->out->values);
        if (!s->out->values[m]) return NG_E_NOMEM;
        NG_CHECK(compute(s, (ng_measure)m, s->out->values[m]));
    }
done:
    return st;
}

ng_status ngi_measure(ng_context *ctx, const ng_graph *graph, const double *weights, uint32_t mask, uint64_t seed,
                      ngi_measures *out)
{
    ngi_ties ties = { { NULL, 0, 0 }, 0 }, arc_ties = { { NULL, 0, 0 }, 0 };
    ngi_web web = { .made = false }, arcs = { .made = false };
    scene s = { ctx, &ties, &web, &arcs, seed, out };
    uint32_t counted = NG_BIT(NG_DEGREE) | NG_BIT(NG_STRENGTH); /* without igraph */
    ngi_igraph session;
    ng_status st = NG_OK;

    memset(out, 0, sizeof *out);
    ties.nodes = (uint32_t)graph->nodes.count;
    if (mask & ~NG_BIT(NG_PAGERANK)) NG_CHECK(ngi_ties_make(ctx, graph, weights, false, &ties));
    if (mask & NG_BIT(NG_PAGERANK)) NG_CHECK(ngi_ties_make(ctx, graph, weights, true, &arc_ties));
    ngi_igraph_enter(ctx, &session);
    if (mask & ~(NG_BIT(NG_PAGERANK) | counted)) st = ngi_web_make(ctx, &ties, false, &web);
    if (st == NG_OK && (mask & NG_BIT(NG_PAGERANK))) st = ngi_web_make(ctx, &arc_ties, true, &arcs);
    if (st == NG_OK) st = compute_all(&s, mask);
    ngi_web_release(&web);
    ngi_web_release(&arcs);
    ngi_igraph_leave(&session);
done:
    ngi_ties_release(ctx, &ties);
    ngi_ties_release(ctx, &arc_ties);
    if (st != NG_OK) ngi_measures_release(ctx, out);
    return st;
}

void ngi_measures_release(ng_context *ctx, ngi_measures *measures)
{
    int m;

    for (m = 0; m < NG_MEASURE_COUNT; m++) {
        ngi_free(ctx, measures->values[m]);
        measures->values[m] = NULL;
    }
}
