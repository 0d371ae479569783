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

static bool comes_before(ngi_tie a, ngi_tie b) { return a.from < b.from || (a.from == b.from && a.to < b.to); }

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

/* Join sorted ties of one pair: weights, divided by their kind's mean, add up; the strongest gives its edge, of equal ones the
 * first. */
static void join_ties(ngi_ties *ties, const double means[NG_EDGE_KIND_COUNT])
{
    size_t i, kept = 0;
    double strongest = 0.0;

    for (i = 0; i < ties->list.count; i++) {
        ngi_tie t = ties->list.items[i], *last = kept ? &ties->list.items[kept - 1] : NULL;

        t.weight /= means[t.kind];
        if (!last || last->from != t.from || last->to != t.to) {
            ties->list.items[kept++] = t;
            strongest = t.weight;
            continue;
        }
        last->weight += t.weight;
        if (t.weight > strongest) {
            strongest = t.weight;
            last->edge = t.edge;
            last->kind = t.kind;
        }
    }
    ties->list.count = kept;
}

/* Add the tie of an edge, as heavy as that. Edges come sorted, so most ties do as well. */
static void add_tie(ngi_ties *ties, ngi_tie tie, bool *sorted)
{
    size_t count = ties->list.count++;

    if (count && comes_before(tie, ties->list.items[count - 1])) *sorted = false;
    ties->list.items[count] = tie;
}

/* Edges -> ties, and the mean weight of each kind: one look at each edge, as those are large. */
static void take_edges(const ng_graph *graph, const double *weights, bool directed, ngi_ties *out,
                       double means[NG_EDGE_KIND_COUNT], bool *sorted)
{
    size_t counts[NG_EDGE_KIND_COUNT] = { 0 }, i;

    *sorted = true;
    for (i = 0; i < graph->edges.count; i++) {
        const ng_edge *e = &graph->edges.items[i];
        ngi_tie tie = { e->from, e->to, (uint32_t)i, e->kind, weights ? weights[i] : e->weight };
        ngi_tie back = { tie.to, tie.from, tie.edge, tie.kind, tie.weight };

        if (!(tie.weight > 0.0)) continue;
        means[tie.kind] += tie.weight;
        counts[tie.kind]++;
        add_tie(out, directed || tie.from < tie.to ? tie : back, sorted);
        if (directed && ngi_edge_both_ways(e->kind, e->relation)) add_tie(out, back, sorted);
    }
    for (i = 0; i < NG_EDGE_KIND_COUNT; i++) {
        if (counts[i]) means[i] /= (double)counts[i];
    }
}

ng_status ngi_ties_make(ng_context *ctx, const ng_graph *graph, const double *weights, bool directed, ngi_ties *out)
{
    double means[NG_EDGE_KIND_COUNT] = { 0.0 };
    ng_status st = NG_OK;
    bool sorted;

    memset(out, 0, sizeof *out);
    out->nodes = (uint32_t)graph->nodes.count;
    NG_CHECK(ngi_array_reserve(ctx, &out->list, graph->edges.count * (directed ? 2 : 1)));
    take_edges(graph, weights, directed, out, means, &sorted);
    if (!sorted) NG_CHECK(sort_ties(ctx, out));
    join_ties(out, means);
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
