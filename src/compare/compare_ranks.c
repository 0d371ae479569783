/*
 * What the changes mean for the whole: who moved among the central actors, who has other neighbours now, and which
 * communities an edge joins that were not tied before. Ranks and communities are those of graph/, by its public calls.
 */
#include "compare_parts.h"

#include <math.h>
#include <stdlib.h>

/* Neighbours of each node of one side, each once and in order, as common numbers. */
typedef struct circle {
    uint32_t *at, *of;       /* those of node i are of[at[i]..at[i + 1]) */
} circle;

/* Two nodes that are tied; both directions are kept. */
typedef struct tied {
    uint32_t node, other;
} tied;

static int by_node(const void *a, const void *b)
{
    const tied *p = a, *q = b;

    if (p->node != q->node) return p->node < q->node ? -1 : 1;
    return (p->other > q->other) - (p->other < q->other);
}

static uint32_t common(const ng_difference *d, bool old, uint32_t node) { return old ? ngi_common_old(d, node) : node; }

static ng_status make_circle(ng_context *ctx, const ng_difference *d, bool old, circle *out)
{
    const ng_graph *graph = old ? d->before : d->after;
    size_t i, kept = 0, count = graph->edges.count * 2;
    tied *list = ngi_alloc(ctx, count, sizeof *list);
    ng_status st = NG_OK;

    out->at = ngi_alloc(ctx, graph->nodes.count + 1, sizeof *out->at);
    out->of = ngi_alloc(ctx, count, sizeof *out->of);
    if (!list || !out->at || !out->of) {
        st = NG_E_NOMEM;
        goto done;
    }
    for (i = 0; i < graph->edges.count; i++) {
        const ng_edge *e = &graph->edges.items[i];

        list[2 * i] = (tied){ e->from, common(d, old, e->to) };
        list[2 * i + 1] = (tied){ e->to, common(d, old, e->from) };
    }
    if (count) qsort(list, count, sizeof *list, by_node);
    for (i = 0; i < count; i++) {
        if (i && by_node(&list[i - 1], &list[i]) == 0) continue;
        out->at[list[i].node + 1]++;
        out->of[kept++] = list[i].other;
    }
    for (i = 0; i < graph->nodes.count; i++) out->at[i + 1] += out->at[i];
done:
    ngi_free(ctx, list);
    return st;
}

static void circle_release(ng_context *ctx, circle *c)
{
    ngi_free(ctx, c->at);
    ngi_free(ctx, c->of);
}

static ng_rewiring rewire(const ng_difference *d, const circle *old, const circle *new, uint32_t node)
{
    ng_rewiring r = { node, d->new_of[node], 0, 0, 0 };
    uint32_t i = old->at[node], k = new->at[r.new_node];

    while (i < old->at[node + 1] || k < new->at[r.new_node + 1]) {
        bool no_old = i == old->at[node + 1], no_new = k == new->at[r.new_node + 1];
        uint32_t a = no_old ? 0 : old->of[i], b = no_new ? 0 : new->of[k];

        if (!no_old && !no_new && a == b) {
            r.kept++;
            i++;
            k++;
        } else if (no_new || (!no_old && a < b)) {
            r.lost++;
            i++;
        } else {
            r.gained++;
            k++;
        }
    }
    return r;
}

/* Most other neighbours first, then the larger share of them, then the order of nodes. */
static int by_other(const void *a, const void *b)
{
    const ng_rewiring *r = a, *s = b;
    uint32_t moved_r = r->gained + r->lost, moved_s = s->gained + s->lost;

    if (moved_r != moved_s) return moved_r > moved_s ? -1 : 1;
    if (r->kept != s->kept) return r->kept < s->kept ? -1 : 1;
    return (r->new_node > s->new_node) - (r->new_node < s->new_node);
}

ng_status ngi_compare_neighbours(ng_context *ctx, ng_difference *d)
{
    circle old = { NULL, NULL }, new = { NULL, NULL };
    ng_status st;
    uint32_t i;

    NG_CHECK(make_circle(ctx, d, true, &old));
    NG_CHECK(make_circle(ctx, d, false, &new));
    for (i = 0; i < d->before->nodes.count; i++) {
        ng_rewiring r;

        if (d->new_of[i] == NG_NONE) continue;
        r = rewire(d, &old, &new, i);
        if (r.gained && r.lost) NG_CHECK(ngi_array_push(ctx, &d->rewired, r));
    }
    if (d->rewired.count) qsort(d->rewired.items, d->rewired.count, sizeof *d->rewired.items, by_other);
done:
    circle_release(ctx, &old);
    circle_release(ctx, &new);
    return st;
}

/* Place of each node in a ranking, as an index of its items. */
static ng_status find_places(ng_context *ctx, const ng_ranking *ranking, uint32_t **out)
{
    size_t i;

    *out = ngi_alloc(ctx, ranking->count, sizeof **out);
    if (!*out) return NG_E_NOMEM;
    for (i = 0; i < ranking->count; i++) (*out)[ranking->items[i].node] = (uint32_t)i;
    return NG_OK;
}

static double moved(const ng_rank_shift *s) { return fabs(log((double)s->new_rank / (double)s->old_rank)); }

/* The further up, the more a step counts: 5 -> 1 is more than 45 -> 41. */
static int by_move(const void *a, const void *b)
{
    const ng_rank_shift *s = a, *t = b;
    double p = moved(s), q = moved(t);

    if (fabs(p - q) > 1e-12) return p > q ? -1 : 1;
    return (s->new_node > t->new_node) - (s->new_node < t->new_node);
}

static ng_status find_shifts(ng_context *ctx, ng_difference *d, const ng_ranking *old, const ng_ranking *new, uint32_t first)
{
    uint32_t *at = NULL;
    ng_status st;
    size_t i;

    NG_CHECK(find_places(ctx, new, &at));
    for (i = 0; i < old->count; i++) {
        const ng_ranked *r = &old->items[i];
        ng_rank_shift s = { r->node, d->new_of[r->node], r->rank, 0 };

        if (s.new_node == NG_NONE) continue;
        s.new_rank = new->items[at[s.new_node]].rank;
        if (s.new_rank == s.old_rank || (s.new_rank > first && s.old_rank > first)) continue;
        NG_CHECK(ngi_array_push(ctx, &d->shifts, s));
    }
    if (d->shifts.count) qsort(d->shifts.items, d->shifts.count, sizeof *d->shifts.items, by_move);
done:
    ngi_free(ctx, at);
    return st;
}

/* An edge of one side that joins two communities of the other; low < high. */
typedef struct joint {
    uint32_t low, high, edge;
    double weight;
} joint;

typedef NGI_ARRAY(joint) joints;

static int by_pair(const void *a, const void *b)
{
    const joint *p = a, *q = b;

    if (p->low != q->low) return p->low < q->low ? -1 : 1;
    if (p->high != q->high) return p->high < q->high ? -1 : 1;
    if (p->weight < q->weight || p->weight > q->weight) return p->weight > q->weight ? -1 : 1;
    return (p->edge > q->edge) - (p->edge < q->edge);
}

/* The communities of the nodes of one graph, with their sizes and most central members. */
typedef struct groups {
    uint32_t *of;            /* of each node */
    uint32_t *size, *head;   /* of each community */
} groups;

static ng_status make_groups(ng_context *ctx, const ng_ranking *ranking, groups *g)
{
    size_t i;

    g->of = ngi_alloc(ctx, ranking->count, sizeof *g->of);
    g->size = ngi_alloc(ctx, ranking->communities, sizeof *g->size);
    g->head = ngi_alloc(ctx, ranking->communities, sizeof *g->head);
    if (!g->of || !g->size || !g->head) return NG_E_NOMEM;
    for (i = 0; i < ranking->count; i++) {
        uint32_t community = ranking->items[i].community;

        g->of[ranking->items[i].node] = community;
        if (g->size[community]++ == 0) g->head[community] = ranking->items[i].node;
    }
    return NG_OK;
}

static void groups_release(ng_context *ctx, groups *g)
{
    ngi_free(ctx, g->of);
    ngi_free(ctx, g->size);
    ngi_free(ctx, g->head);
}

/* Joints of the edges of `graph` by communities of its nodes; NG_NONE: the node has none. */
static ng_status find_joints(ng_context *ctx, const ng_graph *graph, const groups *g, const uint32_t *match, joints *out)
{
    ng_status st = NG_OK;
    uint32_t i;

    for (i = 0; i < graph->edges.count; i++) {
        const ng_edge *e = &graph->edges.items[i];
        uint32_t from = match ? match[e->from] : e->from, to = match ? match[e->to] : e->to, a, b;

        if (from == NG_NONE || to == NG_NONE) continue;
        a = g->of[from];
        b = g->of[to];
        if (a == b || g->size[a] < 2 || g->size[b] < 2) continue;
        NG_CHECK(ngi_array_push(ctx, out, (joint){ a < b ? a : b, a < b ? b : a, i, e->weight }));
    }
    if (out->count) qsort(out->items, out->count, sizeof *out->items, by_pair);
done:
    return st;
}

static bool tied_already(const joints *list, const joint *j)
{
    size_t low = 0, high = list->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const joint *m = &list->items[middle];

        if (m->low < j->low || (m->low == j->low && m->high < j->high)) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < list->count && list->items[low].low == j->low && list->items[low].high == j->high;
}

/* Communities of one side that edges of the other join: the strongest edge stands for its pair. */
static ng_status find_bridges(ng_context *ctx, ng_difference *d, bool added, const ng_ranking *ranking)
{
    const ng_graph *own = added ? d->before : d->after, *other = added ? d->after : d->before;
    groups g = { NULL, NULL, NULL };
    joints there = { NULL, 0, 0 }, joined = { NULL, 0, 0 };
    ng_status st;
    size_t i;

    NG_CHECK(make_groups(ctx, ranking, &g));
    NG_CHECK(find_joints(ctx, own, &g, NULL, &there));
    NG_CHECK(find_joints(ctx, other, &g, added ? d->old_of : d->new_of, &joined));
    for (i = 0; i < joined.count; i++) {
        const joint *j = &joined.items[i];
        ng_bridge b = { added ? NG_CHANGE_ADDED : NG_CHANGE_REMOVED, j->edge, 1, { g.size[j->low], g.size[j->high] },
                        { g.head[j->low], g.head[j->high] } };

        if (tied_already(&there, j)) continue;
        if (i && joined.items[i - 1].low == j->low && joined.items[i - 1].high == j->high) {
            d->bridges.items[d->bridges.count - 1].edges++;
        } else {
            NG_CHECK(ngi_array_push(ctx, &d->bridges, b));
        }
    }
done:
    ngi_array_release(ctx, &there);
    ngi_array_release(ctx, &joined);
    groups_release(ctx, &g);
    return st;
}

ng_status ngi_compare_ranks(ng_context *ctx, ng_difference *d, const ng_compare_options *opts)
{
    ng_rank_options rank = NG_RANK_OPTIONS_INIT;
    ng_ranking old = { 0 }, new = { 0 };
    ng_status st;

    rank.by = opts->by;
    rank.seed = opts->seed;
    rank.communities = true;
    NG_CHECK(ng_graph_rank(ctx, d->before, &rank, &old));
    NG_CHECK(ng_graph_rank(ctx, d->after, &rank, &new));
    NG_CHECK(find_shifts(ctx, d, &old, &new, opts->first));
    NG_CHECK(find_bridges(ctx, d, true, &old));
    NG_CHECK(find_bridges(ctx, d, false, &new));
done:
    ng_ranking_release(ctx, &old);
    ng_ranking_release(ctx, &new);
    return st;
}
