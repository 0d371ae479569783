/*
 * Filters that look at the shape of a network: around an actor, the backbone, the core, the largest component, the top.
 *
 * The backbone is the disparity filter (Serrano, Boguna and Vespignani 2009): a tie stays when, seen from one of its ends,
 * its share of that end's strength would be surprising if the strength were spread at random. Ends with one tie say
 * nothing, so a tie between two such ends stays. It thins out without losing the weakly tied regions, as a cut by
 * weight would.
 */
#include "graph_parts.h"

#include <math.h>
#include <stdlib.h>

/* What the shape filters walk on. */
typedef struct shape {
    ngi_ties ties;
    ngi_neighbours near;
} shape;

ng_status ngi_selection_ties(ng_context *ctx, const ng_graph *graph, const ngi_selection *keep, ngi_ties *out)
{
    double *weights = ngi_alloc(ctx, graph->edges.count, sizeof *weights);
    ng_status st;
    size_t i;

    if (!weights) return NG_E_NOMEM;
    for (i = 0; i < graph->edges.count; i++) weights[i] = keep->edges[i] ? graph->edges.items[i].weight : 0.0;
    st = ngi_ties_make(ctx, graph, weights, false, out);
    ngi_free(ctx, weights);
    return st;
}

static void shape_release(ng_context *ctx, shape *s)
{
    ngi_neighbours_release(ctx, &s->near);
    ngi_ties_release(ctx, &s->ties);
}

static ng_status shape_make(ng_context *ctx, const ng_graph *graph, const ngi_selection *keep, shape *s)
{
    ng_status st;

    memset(s, 0, sizeof *s);
    NG_CHECK(ngi_selection_ties(ctx, graph, keep, &s->ties));
    NG_CHECK(ngi_neighbours_make(ctx, &s->ties, &s->near));
done:
    if (st != NG_OK) shape_release(ctx, s);
    return st;
}

/* Reach from `start`, at most `hops` ties far; marks are written into `group`. Returns how many were reached. */
static uint32_t reach(const shape *s, uint32_t start, uint32_t hops, uint32_t mark, uint32_t *group, uint32_t *queue)
{
    uint32_t head = 0, tail = 0, level_end, k;

    queue[tail++] = start;
    group[start] = mark;
    for (; hops > 0 && head < tail; hops--) {
        for (level_end = tail; head < level_end; head++) {
            for (k = s->near.at[queue[head]]; k < s->near.at[queue[head] + 1]; k++) {
                uint32_t next = s->near.to[k];

                if (group[next] == mark) continue;
                group[next] = mark;
                queue[tail++] = next;
            }
        }
    }
    return tail;
}

/* Keep the nodes of one group. */
static void keep_group(const ng_graph *graph, const uint32_t *group, uint32_t mark, ngi_selection *keep)
{
    size_t i;

    for (i = 0; i < graph->nodes.count; i++) keep->nodes[i] = keep->nodes[i] && group[i] == mark;
    ngi_select_close(graph, keep);
}

ng_status ngi_select_around(ng_context *ctx, const ng_graph *graph, const ng_graph_options *opts, ngi_selection *keep)
{
    size_t count = graph->nodes.count;
    uint32_t *group = ngi_alloc(ctx, count, sizeof *group), *queue = ngi_alloc(ctx, count, sizeof *queue);
    uint32_t start = ng_graph_find(graph, opts->around);
    shape s = { { { NULL, 0, 0 }, 0 }, { NULL, NULL, NULL } };
    ng_status st = group && queue ? NG_OK : NG_E_NOMEM;

    NG_CHECK(st);
    if (start == NG_NONE) {
        st = ngi_fail(ctx, NG_E_NOTFOUND, "nobody is named '%.*s' here", NGI_STR(opts->around));
        goto done;
    }
    NG_CHECK(shape_make(ctx, graph, keep, &s));
    (void)reach(&s, start, opts->hops, 1, group, queue);
    keep_group(graph, group, 1, keep);
done:
    shape_release(ctx, &s);
    ngi_free(ctx, group);
    ngi_free(ctx, queue);
    return st;
}

ng_status ngi_select_giant(ng_context *ctx, const ng_graph *graph, ngi_selection *keep)
{
    size_t count = graph->nodes.count, i;
    uint32_t *group = ngi_alloc(ctx, count, sizeof *group), *queue = ngi_alloc(ctx, count, sizeof *queue);
    uint32_t best = 0, most = 0;
    shape s = { { { NULL, 0, 0 }, 0 }, { NULL, NULL, NULL } };
    ng_status st = group && queue ? NG_OK : NG_E_NOMEM;

    NG_CHECK(st);
    NG_CHECK(shape_make(ctx, graph, keep, &s));
    for (i = 0; i < count; i++) {
        uint32_t size;

        if (!keep->nodes[i] || group[i]) continue;
        size = reach(&s, (uint32_t)i, UINT32_MAX, (uint32_t)i + 1, group, queue);
        if (size <= most) continue;
        most = size;
        best = (uint32_t)i + 1;
    }
    keep_group(graph, group, best, keep);
done:
    shape_release(ctx, &s);
    ngi_free(ctx, group);
    ngi_free(ctx, queue);
    return st;
}

ng_status ngi_select_core(ng_context *ctx, const ng_graph *graph, uint32_t k, ngi_selection *keep)
{
    size_t count = graph->nodes.count, i;
    uint32_t *degree = ngi_alloc(ctx, count, sizeof *degree), *queue = ngi_alloc(ctx, count, sizeof *queue);
    uint32_t head = 0, tail = 0, j;
    shape s = { { { NULL, 0, 0 }, 0 }, { NULL, NULL, NULL } };
    ng_status st = degree && queue ? NG_OK : NG_E_NOMEM;

    NG_CHECK(st);
    NG_CHECK(shape_make(ctx, graph, keep, &s));
    for (i = 0; i < count; i++) {
        degree[i] = s.near.at[i + 1] - s.near.at[i];
        if (degree[i] < k) queue[tail++] = (uint32_t)i;
    }
    for (; head < tail; head++) {
        keep->nodes[queue[head]] = false;
        for (j = s.near.at[queue[head]]; j < s.near.at[queue[head] + 1]; j++) {
            if (degree[s.near.to[j]]-- == k) queue[tail++] = s.near.to[j];
        }
    }
    ngi_select_close(graph, keep);
done:
    shape_release(ctx, &s);
    ngi_free(ctx, degree);
    ngi_free(ctx, queue);
    return st;
}

/* A node and how strongly it is tied. */
typedef struct tied {
    double strength;
    uint32_t node;
} tied;

static int by_strength(const void *a, const void *b)
{
    const tied *s = a, *t = b;

    if (s->strength < t->strength || s->strength > t->strength) return s->strength > t->strength ? -1 : 1;
    return (s->node > t->node) - (s->node < t->node);
}

ng_status ngi_select_top(ng_context *ctx, const ng_graph *graph, uint32_t count, ngi_selection *keep)
{
    tied *order = ngi_alloc(ctx, graph->nodes.count, sizeof *order);
    ngi_ties ties = { { NULL, 0, 0 }, 0 };
    ng_status st = order ? NG_OK : NG_E_NOMEM;
    size_t i;

    NG_CHECK(st);
    NG_CHECK(ngi_selection_ties(ctx, graph, keep, &ties));
    for (i = 0; i < graph->nodes.count; i++) order[i] = (tied){ keep->nodes[i] ? 0.0 : -1.0, (uint32_t)i };
    for (i = 0; i < ties.list.count; i++) {
        order[ties.list.items[i].from].strength += ties.list.items[i].weight;
        order[ties.list.items[i].to].strength += ties.list.items[i].weight;
    }
    if (graph->nodes.count) qsort(order, graph->nodes.count, sizeof *order, by_strength);
    for (i = count; i < graph->nodes.count; i++) keep->nodes[order[i].node] = false;
    ngi_select_close(graph, keep);
done:
    ngi_ties_release(ctx, &ties);
    ngi_free(ctx, order);
    return st;
}

/* Chance of a share at least as large among k random ones: (1 - p)^(k - 1). */
static double disparity(double weight, double strength, uint32_t degree)
{
    return degree < 2 ? 1.0 : pow(1.0 - weight / strength, (double)(degree - 1));
}

static int by_pair(const void *a, const void *b)
{
    const ngi_tie *s = a, *t = b;

    if (s->from != t->from) return s->from < t->from ? -1 : 1;
    return (s->to > t->to) - (s->to < t->to);
}

/* Edges of other pairs than these ties lose their mark. */
static void keep_ties(const ng_graph *graph, const ngi_ties *ties, ngi_selection *keep)
{
    size_t i;

    for (i = 0; i < graph->edges.count; i++) {
        const ng_edge *e = &graph->edges.items[i];
        ngi_tie pair = { .from = e->from < e->to ? e->from : e->to, .to = e->from < e->to ? e->to : e->from };

        if (!keep->edges[i]) continue;
        keep->edges[i] = ties->list.count && bsearch(&pair, ties->list.items, ties->list.count, sizeof pair, by_pair);
    }
}

ng_status ngi_select_backbone(ng_context *ctx, const ng_graph *graph, double alpha, ngi_selection *keep)
{
    double *strength = ngi_alloc(ctx, graph->nodes.count, sizeof *strength);
    shape s = { { { NULL, 0, 0 }, 0 }, { NULL, NULL, NULL } };
    ng_status st = strength ? NG_OK : NG_E_NOMEM;
    size_t i, kept = 0;

    NG_CHECK(st);
    NG_CHECK(shape_make(ctx, graph, keep, &s));
    for (i = 0; i < s.ties.list.count; i++) {
        strength[s.ties.list.items[i].from] += s.ties.list.items[i].weight;
        strength[s.ties.list.items[i].to] += s.ties.list.items[i].weight;
    }
    for (i = 0; i < s.ties.list.count; i++) {
        const ngi_tie *t = &s.ties.list.items[i];
        uint32_t from = s.near.at[t->from + 1] - s.near.at[t->from], to = s.near.at[t->to + 1] - s.near.at[t->to];
        bool stays = (from < 2 && to < 2) || disparity(t->weight, strength[t->from], from) < alpha ||
                     disparity(t->weight, strength[t->to], to) < alpha;

        if (stays) s.ties.list.items[kept++] = *t;
    }
    s.ties.list.count = kept;
    keep_ties(graph, &s.ties, keep);
done:
    shape_release(ctx, &s);
    ngi_free(ctx, strength);
    return st;
}
