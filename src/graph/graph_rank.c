/*
 * Ranks, and how sure they are. A rank from a handful of articles says little, so the ranking is repeated on resamples
 * of the documents with replacement (Efron's bootstrap; of the sentences, where there is one document): each edge weighs
 * what its evidence in the resample weighs. The 5 % and 95 % quantiles of a node's ranks are its interval.
 */
#include "graph_measures.h"

#include <math.h>
#include <stdlib.h>

#define IN_TOP 5u
/* Scores of one step are equal: what differs is the order of additions. The largest score is that many. */
#define STEPS 1e9
#define DIGIT_BITS 11u

/* A node and how many steps it is from the most central place that there could be. */
typedef struct placed {
    uint32_t steps, node;
} placed;

/* Sort stably by one digit: a sort by comparing takes longer than all the rest of a ranking. */
static void sort_by_digit(const placed *from, placed *to, size_t count, unsigned shift)
{
    uint32_t starts[1u << DIGIT_BITS] = { 0 }, mask = (1u << DIGIT_BITS) - 1, sum = 0, k;
    size_t i;

    for (i = 0; i < count; i++) starts[from[i].steps >> shift & mask]++;
    for (k = 0; k <= mask; k++) {
        uint32_t own = starts[k];

        starts[k] = sum;
        sum += own;
    }
    for (i = 0; i < count; i++) to[starts[from[i].steps >> shift & mask]++] = from[i];
}

/* Order nodes by a measure, most central first, and give each its rank. `order` has room for twice as many; the first half is
 * the order. */
static void place_nodes(const double *values, size_t count, ng_measure by, placed *order, uint32_t *ranks)
{
    placed *other = order + count;
    double largest = 0.0;
    size_t i;

    for (i = 0; i < count; i++) largest = fmax(largest, fabs(values[i]));
    for (i = 0; i < count; i++) {
        double height = largest > 0.0 ? floor(values[i] / largest * STEPS + 0.5) : 0.0;

        if (by == NG_CONSTRAINT) height = -height; /* little constraint is central */
        other[i] = (placed){ (uint32_t)(STEPS - height), (uint32_t)i };
    }
    sort_by_digit(other, order, count, 0);
    sort_by_digit(order, other, count, DIGIT_BITS);
    sort_by_digit(other, order, count, 2 * DIGIT_BITS);
    for (i = 0; i < count; i++) {
        bool same = i && order[i].steps == order[i - 1].steps;

        ranks[order[i].node] = same ? ranks[order[i - 1].node] : (uint32_t)i + 1;
    }
}

/* What is drawn with replacement: the documents, or the sentences of the only one. */
typedef struct units {
    uint32_t *of_evidence; /* unit of each evidence */
    uint32_t count;
} units;

/* A sentence of the evidence and where it stands. */
typedef struct sentence {
    uint32_t document, begin, evidence;
} sentence;

static int by_place(const void *a, const void *b)
{
    const sentence *s = a, *t = b;

    if (s->document != t->document) return s->document < t->document ? -1 : 1;
    if (s->begin != t->begin) return s->begin < t->begin ? -1 : 1;
    return (s->evidence > t->evidence) - (s->evidence < t->evidence);
}

/* Number the documents that show something; the sentences, when it is a single document. */
static ng_status find_units(ng_context *ctx, const ng_graph *graph, units *out)
{
    size_t i, count = graph->evidence.count;
    sentence *order = ngi_alloc(ctx, count, sizeof *order);
    bool several = false;

    out->count = 0;
    out->of_evidence = ngi_alloc(ctx, count, sizeof *out->of_evidence);
    if (!order || !out->of_evidence) {
        ngi_free(ctx, order);
        return NG_E_NOMEM;
    }
    for (i = 0; i < count; i++) {
        const ng_edge_evidence *e = &graph->evidence.items[i];

        order[i] = (sentence){ e->document, e->span.begin, (uint32_t)i };
        several = several || e->document != graph->evidence.items[0].document;
    }
    if (count) qsort(order, count, sizeof *order, by_place);
    for (i = 0; i < count; i++) {
        bool next = i == 0 || order[i].document != order[i - 1].document || (!several && order[i].begin != order[i - 1].begin);

        out->count += next;
        out->of_evidence[order[i].evidence] = out->count - 1;
    }
    ngi_free(ctx, order);
    return NG_OK;
}

/* Weights of the edges when each unit counts as often as it was drawn. */
static void draw_weights(const ng_graph *graph, const units *u, uint64_t *seed, uint32_t *drawn, double *weights)
{
    size_t i, k;

    memset(drawn, 0, u->count * sizeof *drawn);
    for (i = 0; i < u->count; i++) drawn[ngi_random_below(seed, u->count)]++;
    for (i = 0; i < graph->edges.count; i++) {
        const ng_edge *e = &graph->edges.items[i];

        uint64_t sum = 0;

        for (k = e->evidence.begin; k < e->evidence.end; k++) {
            uint64_t each = e->kind == NG_EDGE_RELATION ? ngi_score_millionths(graph->evidence.items[k].score) : 1000000;

            sum += each * drawn[u->of_evidence[k]];
        }
        weights[i] = (double)sum / 1e6;
    }
}

static int by_rank(const void *a, const void *b)
{
    const uint32_t *r = a, *s = b;

    return (*r > *s) - (*r < *s);
}

/* The interval of each node from its ranks, `resamples` in a row. */
static void set_intervals(uint32_t *ranks, uint32_t resamples, ng_ranking *out)
{
    size_t i;
    uint32_t k;

    for (i = 0; i < out->count; i++) {
        ng_ranked *item = &out->items[i];
        uint32_t *own = ranks + (size_t)item->node * resamples, top = 0;

        qsort(own, resamples, sizeof *own, by_rank);
        for (k = 0; k < resamples; k++) top += own[k] <= IN_TOP;
        item->rank_low = own[(size_t)(0.05 * (resamples - 1) + 0.5)];
        item->rank_high = own[(size_t)(0.95 * (resamples - 1) + 0.5)];
        item->in_top = (float)top / (float)resamples;
    }
    out->resamples = resamples;
}

/* Memory of the resampling. */
typedef struct bench {
    placed *order;
    uint32_t *ranks, *all_ranks, *drawn;
    double *weights;
    units units;
} bench;

static ng_status resample(ng_context *ctx, const ng_graph *graph, const ng_rank_options *opts, bench *b)
{
    uint64_t seed = opts->seed;
    ng_status st = NG_OK;
    uint32_t r, i;

    for (r = 0; r < opts->resamples; r++) {
        ngi_measures m;

        NG_CHECK(ngi_progress(ctx, "rank", r, opts->resamples));
        draw_weights(graph, &b->units, &seed, b->drawn, b->weights);
        NG_CHECK(ngi_measure(ctx, graph, b->weights, NG_BIT(opts->by), opts->seed, &m));
        place_nodes(m.values[opts->by], graph->nodes.count, opts->by, b->order, b->ranks);
        ngi_measures_release(ctx, &m);
        for (i = 0; i < graph->nodes.count; i++) b->all_ranks[(size_t)i * opts->resamples + r] = b->ranks[i];
    }
done:
    return st;
}

static ng_status add_intervals(ng_context *ctx, const ng_graph *graph, const ng_rank_options *opts, ng_ranking *out)
{
    bench b = { NULL, NULL, NULL, NULL, NULL, { NULL, 0 } };
    size_t n = graph->nodes.count;
    ng_status st;

    NG_CHECK(find_units(ctx, graph, &b.units));
    if (b.units.count < 2) goto done; /* nothing to draw from */
    b.order = ngi_alloc(ctx, n, 2 * sizeof *b.order);
    b.ranks = ngi_alloc(ctx, n, sizeof *b.ranks);
    b.all_ranks = ngi_alloc(ctx, n * opts->resamples, sizeof *b.all_ranks);
    b.drawn = ngi_alloc(ctx, b.units.count, sizeof *b.drawn);
    b.weights = ngi_alloc(ctx, graph->edges.count, sizeof *b.weights);
    st = b.order && b.ranks && b.all_ranks && b.drawn && b.weights ? NG_OK : NG_E_NOMEM;
    NG_CHECK(st);
    NG_CHECK(resample(ctx, graph, opts, &b));
    set_intervals(b.all_ranks, opts->resamples, out);
done:
    ngi_free(ctx, b.order);
    ngi_free(ctx, b.ranks);
    ngi_free(ctx, b.all_ranks);
    ngi_free(ctx, b.drawn);
    ngi_free(ctx, b.weights);
    ngi_free(ctx, b.units.of_evidence);
    return st;
}

static ng_status add_communities(ng_context *ctx, const ng_graph *graph, uint64_t seed, ng_ranking *out)
{
    uint32_t *of_node = ngi_alloc(ctx, graph->nodes.count, sizeof *of_node);
    ng_status st = of_node ? NG_OK : NG_E_NOMEM;
    size_t i;

    NG_CHECK(st);
    NG_CHECK(ngi_communities(ctx, graph, seed, of_node, &out->communities, &out->modularity));
    for (i = 0; i < out->count; i++) out->items[i].community = of_node[out->items[i].node];
done:
    ngi_free(ctx, of_node);
    return st;
}

/* Items in the order of the measure. */
static ng_status rank_nodes(ng_context *ctx, const ng_graph *graph, ng_measure by, const ngi_measures *m, ng_ranking *out)
{
    size_t i, n = graph->nodes.count;
    placed *order = ngi_alloc(ctx, n, 2 * sizeof *order);
    uint32_t *ranks = ngi_alloc(ctx, n, sizeof *ranks);
    ng_status st = order && ranks ? NG_OK : NG_E_NOMEM;
    int k;

    NG_CHECK(st);
    place_nodes(m->values[by], n, by, order, ranks);
    out->items = ngi_alloc(ctx, n, sizeof *out->items);
    if (!out->items) st = NG_E_NOMEM;
    NG_CHECK(st);
    out->count = n;
    for (i = 0; i < n; i++) {
        ng_ranked *item = &out->items[i];

        item->node = order[i].node;
        item->rank = item->rank_low = item->rank_high = ranks[item->node];
        item->score = m->values[by][item->node];
        item->community = NG_NONE;
        item->in_top = item->rank <= IN_TOP ? 1.0f : 0.0f;
        for (k = 0; k < NG_MEASURE_COUNT; k++) item->values[k] = m->values[k] ? m->values[k][item->node] : 0.0;
    }
    out->sources = m->sources;
    out->error = m->error;
done:
    ngi_free(ctx, order);
    ngi_free(ctx, ranks);
    return st;
}

ng_status ng_graph_rank(ng_context *ctx, const ng_graph *graph, const ng_rank_options *opts, ng_ranking *out)
{
    static const ng_rank_options defaults = NG_RANK_OPTIONS_INIT;
    ngi_measures m;
    ng_status st;

    memset(out, 0, sizeof *out);
    memset(&m, 0, sizeof m);
    if (!opts) opts = &defaults;
    if (opts->struct_size < sizeof *opts) return ngi_fail(ctx, NG_E_ARG, "options of a ranking are of another version");
    if ((unsigned)opts->by >= NG_MEASURE_COUNT) return ngi_fail(ctx, NG_E_ARG, "there is no measure %u", (unsigned)opts->by);
    if (opts->resamples > 10000) return ngi_fail(ctx, NG_E_ARG, "resamples is %u and has to be at most 10000", (unsigned)opts->resamples);
    NG_CHECK(ngi_measure(ctx, graph, NULL, opts->measures | NG_BIT(opts->by), opts->seed, &m));
    NG_CHECK(rank_nodes(ctx, graph, opts->by, &m, out));
    if (opts->communities) NG_CHECK(add_communities(ctx, graph, opts->seed, out));
    if (opts->resamples) NG_CHECK(add_intervals(ctx, graph, opts, out));
done:
    ngi_measures_release(ctx, &m);
    if (st != NG_OK) ng_ranking_release(ctx, out);
    return st;
}

void ng_ranking_release(ng_context *ctx, ng_ranking *ranking)
{
    ngi_free(ctx, ranking->items);
    memset(ranking, 0, sizeof *ranking);
}
