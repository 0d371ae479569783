/*
 * Ties: what a measure sees of the network. Edges of the four kinds count different things, so each kind is divided by
 * its mean weight before the edges of a pair are added. Cost: linear.
 */
#include "graph_parts.h"

/* Sort stably by one end: counting, as ends are small numbers and a sort by comparing costs more than most measures. */
static void sort_by_end(const ngi_tie *from, ngi_tie *to, size_t count, uint32_t *starts, uint32_t nodes, bool by_to)
{
    uint32_t sum = 0, k;
    size_t i;

    memset(starts, 0, ((size_t)nodes + 1) * sizeof *starts);
    for (i = 0; i < count; i++) starts[by_to ? from[i].to : from[i].from]++;
    for (k = 0; k < nodes; k++) {
        uint32_t own = starts[k];

        starts[k] = sum;
        sum += own;
    }
    for (i = 0; i < count; i++) to[starts[by_to ? from[i].to : from[i].from]++] = from[i];
}

/* Edges come sorted, so arcs mostly are as well. */
static bool is_sorted(const ngi_ties *ties)
{
    size_t i;

    for (i = 1; i < ties->list.count; i++) {
        const ngi_tie *s = &ties->list.items[i - 1], *t = s + 1;

        if (s->from > t->from || (s->from == t->from && s->to > t->to)) return false;
    }
    return true;
}

static ng_status sort_ties(ng_context *ctx, ngi_ties *ties)
{
    ngi_tie *other = ngi_alloc(ctx, ties->list.count, sizeof *other);
    uint32_t *starts = ngi_alloc(ctx, (size_t)ties->nodes + 1, sizeof *starts);
    ng_status st = other && starts ? NG_OK : NG_E_NOMEM;

    if (st == NG_OK) {
        sort_by_end(ties->list.items, other, ties->list.count, starts, ties->nodes, true);
        sort_by_end(other, ties->list.items, ties->list.count, starts, ties->nodes, false);
    }
    ngi_free(ctx, other);
    ngi_free(ctx, starts);
    return st;
}

/* Join sorted ties of one pair: weights add up, the strongest gives its edge, of equal ones the first. */
static void join_ties(ngi_ties *ties)
{
    size_t i, kept = 0;
    double strongest = 0.0;

    for (i = 0; i < ties->list.count; i++) {
        ngi_tie t = ties->list.items[i], *last = kept ? &ties->list.items[kept - 1] : NULL;

        if (!last || last->from != t.from || last->to != t.to) {
            ties->list.items[kept++] = t;
            strongest = t.weight;
            continue;
        }
        last->weight += t.weight;
        if (t.weight > strongest) {
            strongest = t.weight;
            last->edge = t.edge;
        }
    }
    ties->list.count = kept;
}

static void kind_means(const ng_graph *graph, const double *weights, double means[NG_EDGE_KIND_COUNT])
{
    size_t counts[NG_EDGE_KIND_COUNT] = { 0 }, i;
    int kind;

    for (kind = 0; kind < NG_EDGE_KIND_COUNT; kind++) means[kind] = 0.0;
    for (i = 0; i < graph->edges.count; i++) {
        const ng_edge *e = &graph->edges.items[i];
        double weight = weights ? weights[i] : e->weight;

        if (!(weight > 0.0)) continue;
        means[e->kind] += weight;
        counts[e->kind]++;
    }
    for (kind = 0; kind < NG_EDGE_KIND_COUNT; kind++) {
        if (counts[kind]) means[kind] /= (double)counts[kind];
    }
}

ng_status ngi_ties_make(ng_context *ctx, const ng_graph *graph, const double *weights, bool directed, ngi_ties *out)
{
    double means[NG_EDGE_KIND_COUNT];
    ng_status st = NG_OK;
    size_t i;

    memset(out, 0, sizeof *out);
    out->nodes = (uint32_t)graph->nodes.count;
    kind_means(graph, weights, means);
    NG_CHECK(ngi_array_reserve(ctx, &out->list, graph->edges.count * (directed ? 2 : 1)));
    for (i = 0; i < graph->edges.count; i++) {
        const ng_edge *e = &graph->edges.items[i];
        double weight = weights ? weights[i] : e->weight;
        ngi_tie tie = { e->from, e->to, (uint32_t)i, 0.0 };

        if (!(weight > 0.0)) continue;
        tie.weight = weight / means[e->kind];
        if (!directed && tie.from > tie.to) tie = (ngi_tie){ e->to, e->from, (uint32_t)i, tie.weight };
        out->list.items[out->list.count++] = tie;
        if (!directed || !ngi_edge_both_ways(e->kind, e->relation)) continue;
        out->list.items[out->list.count++] = (ngi_tie){ e->to, e->from, (uint32_t)i, tie.weight };
    }
    if (!is_sorted(out)) NG_CHECK(sort_ties(ctx, out));
    join_ties(out);
done:
    if (st != NG_OK) ngi_ties_release(ctx, out);
    return st;
}

void ngi_ties_release(ng_context *ctx, ngi_ties *ties) { ngi_array_release(ctx, &ties->list); }

ng_status ngi_neighbours_make(ng_context *ctx, const ngi_ties *ties, ngi_neighbours *out)
{
    size_t i, count = ties->list.count;
    uint32_t *next = ngi_alloc(ctx, (size_t)ties->nodes + 1, sizeof *next);

    out->at = ngi_alloc(ctx, (size_t)ties->nodes + 2, sizeof *out->at);
    out->to = ngi_alloc(ctx, count * 2, sizeof *out->to);
    out->by = ngi_alloc(ctx, count * 2, sizeof *out->by);
    if (!next || !out->at || !out->to || !out->by) {
        ngi_free(ctx, next);
        ngi_neighbours_release(ctx, out);
        return NG_E_NOMEM;
    }
    for (i = 0; i < count; i++) {
        out->at[ties->list.items[i].from + 1]++;
        out->at[ties->list.items[i].to + 1]++;
    }
    for (i = 0; i < ties->nodes; i++) {
        out->at[i + 1] += out->at[i];
        next[i] = out->at[i];
    }
    for (i = 0; i < count; i++) {
        const ngi_tie *t = &ties->list.items[i];

        out->by[next[t->from]] = out->by[next[t->to]] = (uint32_t)i;
        out->to[next[t->from]++] = t->to;
        out->to[next[t->to]++] = t->from;
    }
    ngi_free(ctx, next);
    return NG_OK;
}

void ngi_neighbours_release(ng_context *ctx, ngi_neighbours *neighbours)
{
    ngi_free(ctx, neighbours->at);
    ngi_free(ctx, neighbours->to);
    ngi_free(ctx, neighbours->by);
    memset(neighbours, 0, sizeof *neighbours);
}
