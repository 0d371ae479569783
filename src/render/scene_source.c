/*
 * What might be drawn: the nodes and edges of one graph, or the union of two, joined by the ids of their nodes.
 *
 * Both graphs are sorted, and joining them keeps the order, so the union is one merge of sorted lists. Cost: linear.
 */
#include "scene.h"

#include <math.h>

/* A weight that moved by less than this share is the same. */
#define CHANGE_SHARE 0.25

void ngi_source_release(ng_context *ctx, ngi_source *source)
{
    ngi_array_release(ctx, &source->nodes);
    ngi_array_release(ctx, &source->edges);
}

/* Weights with mean 1 for each kind: kinds count different things. */
static void normalise(ngi_source *source)
{
    double sums[NG_EDGE_KIND_COUNT] = { 0.0 };
    size_t counts[NG_EDGE_KIND_COUNT] = { 0 }, i;

    for (i = 0; i < source->edges.count; i++) {
        sums[source->edges.items[i].edge->kind] += source->edges.items[i].weight;
        counts[source->edges.items[i].edge->kind]++;
    }
    for (i = 0; i < source->edges.count; i++) {
        ngi_source_edge *e = &source->edges.items[i];

        if (sums[e->edge->kind] > 0.0) e->weight *= (double)counts[e->edge->kind] / sums[e->edge->kind];
    }
}

static void score_by_strength(ngi_source *source)
{
    size_t i;

    for (i = 0; i < source->edges.count; i++) {
        source->nodes.items[source->edges.items[i].from].score += source->edges.items[i].weight;
        source->nodes.items[source->edges.items[i].to].score += source->edges.items[i].weight;
    }
}

static ng_status score_by_ranking(ng_context *ctx, ngi_source *source, const ng_ranking *ranking)
{
    size_t i;

    if (ranking->count != source->nodes.count) {
        return ngi_fail(ctx, NG_E_ARG, "option 'ranking' is of another graph: %zu actors, not %zu", ranking->count,
                        source->nodes.count);
    }
    for (i = 0; i < ranking->count; i++) {
        const ng_ranked *r = &ranking->items[i];

        if (r->node >= source->nodes.count || !isfinite(r->score)) {
            return ngi_fail(ctx, NG_E_ARG, "option 'ranking' is of another graph");
        }
        source->nodes.items[r->node].score = r->score > 0.0 ? r->score : 0.0;
        source->nodes.items[r->node].community = r->community;
    }
    return NG_OK;
}

static ng_status add_node(ng_context *ctx, ngi_source *source, const ng_graph *graph, const ng_node *node, ngi_change change)
{
    return ngi_array_push(ctx, &source->nodes, (ngi_source_node){ node, graph, change, 0.0, NG_NONE, false });
}

ng_status ngi_source_single(ng_context *ctx, const ng_graph *graph, const ng_draw_options *opts, ngi_source *out)
{
    ng_status st = NG_OK;
    size_t i;

    memset(out, 0, sizeof *out);
    out->graph = graph;
    for (i = 0; i < graph->nodes.count; i++) NG_CHECK(add_node(ctx, out, graph, &graph->nodes.items[i], NGI_SAME));
    for (i = 0; i < graph->edges.count; i++) {
        const ng_edge *e = &graph->edges.items[i];

        NG_CHECK(ngi_array_push(ctx, &out->edges,
                                (ngi_source_edge){ e->from, e->to, e, NULL, graph, NGI_SAME, e->weight, false }));
    }
    normalise(out);
    if (opts->ranking) {
        NG_CHECK(score_by_ranking(ctx, out, opts->ranking));
        out->communities = opts->communities && opts->ranking->communities > 0;
    } else {
        score_by_strength(out);
    }
done:
    if (st != NG_OK) ngi_source_release(ctx, out);
    return st;
}

/* Union of the nodes; old_at and new_at say where each node of either graph went. */
static ng_status join_nodes(ng_context *ctx, ngi_source *source, uint32_t *old_at, uint32_t *new_at)
{
    const ng_graph *before = source->before, *after = source->graph;
    size_t i = 0, k = 0;

    while (i < before->nodes.count || k < after->nodes.count) {
        const ng_node *a = i < before->nodes.count ? &before->nodes.items[i] : NULL;
        const ng_node *b = k < after->nodes.count ? &after->nodes.items[k] : NULL;
        int order = !a ? 1 : !b ? -1 : ng_str_compare(a->id, b->id);
        uint32_t at = (uint32_t)source->nodes.count;
        ng_status st = order < 0 ? add_node(ctx, source, before, a, NGI_REMOVED)
                                 : add_node(ctx, source, after, b, order > 0 ? NGI_ADDED : NGI_SAME);

        if (st != NG_OK) return st;
        if (order <= 0) old_at[i++] = at;
        if (order >= 0) new_at[k++] = at;
    }
    return NG_OK;
}

/* The edge with its ends renumbered, for comparing keys. */
static ng_edge at_union(const ng_edge *edge, const uint32_t *at)
{
    ng_edge copy = *edge;

    copy.from = at[edge->from];
    copy.to = at[edge->to];
    return copy;
}

static bool moved(const ng_edge *old, const ng_edge *new)
{
    double larger = old->weight > new->weight ? old->weight : new->weight;

    return fabs(old->weight - new->weight) > CHANGE_SHARE * larger || !ng_str_equal(old->role, new->role);
}

static ng_status join_edges(ng_context *ctx, ngi_source *source, const uint32_t *old_at, const uint32_t *new_at)
{
    const ng_graph *before = source->before, *after = source->graph;
    size_t i = 0, k = 0;
    ng_status st = NG_OK;

    while (i < before->edges.count || k < after->edges.count) {
        const ng_edge *a = i < before->edges.count ? &before->edges.items[i] : NULL;
        const ng_edge *b = k < after->edges.count ? &after->edges.items[k] : NULL;
        ng_edge old = a ? at_union(a, old_at) : (ng_edge){ 0 }, new = b ? at_union(b, new_at) : (ng_edge){ 0 };
        int order = !a ? 1 : !b ? -1 : ngi_edge_compare(&old, &new);
        ngi_source_edge joined = { new.from, new.to, b, NULL, after, NGI_ADDED, new.weight, false };

        if (order < 0) joined = (ngi_source_edge){ old.from, old.to, a, NULL, before, NGI_REMOVED, old.weight, false };
        if (order == 0) {
            joined.before = a;
            joined.change = moved(a, b) ? NGI_CHANGED : NGI_SAME;
            joined.weight = a->weight > b->weight ? a->weight : b->weight;
        }
        NG_CHECK(ngi_array_push(ctx, &source->edges, joined));
        i += order <= 0;
        k += order >= 0;
    }
done:
    return st;
}

/*
 * One relation that is there before and after with another status has changed: 'leads' became 'formerly leads'. Edges
 * that differ by status only stand together in the order.
 */
static void join_statuses(ngi_source *source)
{
    size_t i, k = 0;

    for (i = 0; i < source->edges.count; i++) {
        ngi_source_edge *e = &source->edges.items[i], *last = k ? &source->edges.items[k - 1] : NULL;
        bool same_but_status = last && last->from == e->from && last->to == e->to && last->edge->kind == e->edge->kind &&
                               last->edge->relation == e->edge->relation;

        if (same_but_status && last->change == NGI_REMOVED && e->change == NGI_ADDED) {
            const ng_edge *gone = last->edge;

            *last = *e;
            last->before = gone;
            last->change = NGI_CHANGED;
        } else if (same_but_status && last->change == NGI_ADDED && e->change == NGI_REMOVED) {
            last->before = e->edge;
            last->change = NGI_CHANGED;
        } else {
            source->edges.items[k++] = *e;
        }
    }
    source->edges.count = k;
}

/* Of a difference, what changed comes first: its ties count more. */
static void score_by_change(ngi_source *source)
{
    size_t i;

    score_by_strength(source);
    for (i = 0; i < source->edges.count; i++) {
        const ngi_source_edge *e = &source->edges.items[i];

        if (e->change == NGI_SAME) continue;
        source->nodes.items[e->from].score += e->weight;
        source->nodes.items[e->to].score += e->weight;
    }
}

ng_status ngi_source_pair(ng_context *ctx, const ng_graph *before, const ng_graph *after, ngi_source *out)
{
    uint32_t *old_at = ngi_alloc(ctx, before->nodes.count, sizeof *old_at);
    uint32_t *new_at = ngi_alloc(ctx, after->nodes.count, sizeof *new_at);
    ng_status st = NG_E_NOMEM;

    memset(out, 0, sizeof *out);
    out->graph = after;
    out->before = before;
    if (!old_at || !new_at) goto done;
    NG_CHECK(join_nodes(ctx, out, old_at, new_at));
    NG_CHECK(join_edges(ctx, out, old_at, new_at));
    join_statuses(out);
    normalise(out);
    score_by_change(out);
done:
    ngi_free(ctx, old_at);
    ngi_free(ctx, new_at);
    if (st != NG_OK) ngi_source_release(ctx, out);
    return st;
}
