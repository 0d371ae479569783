/*
 * What can be read in one picture: the first actors by score that are tied to each other, and of these ties a backbone.
 *
 * The backbone is a maximum spanning forest, so that nobody is cut off from what holds the picture together, and then
 * the strongest edges by how much they mean to either end (the share of that end's strength, as the disparity filter of
 * Serrano, Boguna and Vespignani (2009) weighs them) up to a budget. A plain threshold on weights would keep one dense
 * knot and lose the rest. Cost: O(edges log edges).
 */
#include "scene.h"

#include <stdlib.h>

enum { NODES_MOST = 60, TIES_PER_NODE_TENTHS = 14, NODES_HARD_MOST = 5000, ORDER_MOST = 3 /* times as many are looked at */ };

/* A pair of chosen nodes with all of its edges. */
typedef struct pair {
    uint32_t low, high;
    double weight;        /* all edges together */
    double share;         /* of the strength of the end that it means most to */
    bool changed, typed;
    bool kept;
} pair;

typedef NGI_ARRAY(pair) pair_list;

static int by_score(const void *a, const void *b, const ngi_source *source)
{
    const uint32_t *i = a, *k = b;
    const ngi_source_node *p = &source->nodes.items[*i], *q = &source->nodes.items[*k];

    if (p->score > q->score || p->score < q->score) return p->score > q->score ? -1 : 1;
    if (p->node->mentions != q->node->mentions) return p->node->mentions > q->node->mentions ? -1 : 1;
    return (*i > *k) - (*i < *k);
}

/* Bottom-up merge sort: qsort() has no room for the source that the order needs. */
static ng_status sort_by_score(ng_context *ctx, const ngi_source *source, uint32_t *order)
{
    size_t count = source->nodes.count, width, begin;
    uint32_t *other = ngi_alloc(ctx, count, sizeof *other);

    if (!other) return NG_E_NOMEM;
    for (width = 1; width < count; width *= 2) {
        for (begin = 0; begin < count; begin += 2 * width) {
            size_t middle = begin + width < count ? begin + width : count;
            size_t end = begin + 2 * width < count ? begin + 2 * width : count;
            size_t i = begin, k = middle, at;

            for (at = begin; at < end; at++) {
                bool left = k >= end || (i < middle && by_score(&order[i], &order[k], source) <= 0);

                other[at] = left ? order[i++] : order[k++];
            }
        }
        memcpy(order, other, count * sizeof *order);
    }
    ngi_free(ctx, other);
    return NG_OK;
}

/* Actors in the order of their score, without those that have no tie at all, unless nobody has one. */
typedef struct candidates {
    uint32_t *order;
    size_t count;
    uint32_t *place;      /* of each node in the order; NG_NONE */
    uint32_t *need;       /* of each candidate: how many of the order must be drawn until it is and has a tie there */
} candidates;

static ng_status find_candidates(ng_context *ctx, const ngi_source *source, candidates *c)
{
    size_t count = source->nodes.count, i, k = 0;
    bool *tied = ngi_alloc(ctx, count, sizeof *tied);
    ng_status st = NG_E_NOMEM;

    c->order = ngi_alloc(ctx, count, sizeof *c->order);
    c->place = ngi_alloc(ctx, count, sizeof *c->place);
    c->need = ngi_alloc(ctx, count, sizeof *c->need);
    if (!tied || !c->order || !c->place || !c->need) goto done;
    for (i = 0; i < count; i++) c->order[i] = (uint32_t)i;
    for (i = 0; i < source->edges.count; i++) {
        tied[source->edges.items[i].from] = true;
        tied[source->edges.items[i].to] = true;
    }
    NG_CHECK(sort_by_score(ctx, source, c->order));
    for (i = 0; i < count; i++) {
        uint32_t node = c->order[i];
        bool wanted = tied[node] || source->edges.count == 0 || source->nodes.items[node].change != NGI_SAME;

        c->place[node] = wanted ? (uint32_t)k : NG_NONE;
        if (wanted) c->order[k++] = node;
    }
    c->count = k;
done:
    ngi_free(ctx, tied);
    return st;
}

/* A candidate needs its first neighbour; one without ties nobody: that it is new or gone is news in itself. */
static void find_needs(const ngi_source *source, candidates *c)
{
    size_t i;

    for (i = 0; i < c->count; i++) c->need[i] = NG_NONE;
    for (i = 0; i < source->edges.count; i++) {
        uint32_t a = c->place[source->edges.items[i].from], b = c->place[source->edges.items[i].to];

        if (b < c->need[a]) c->need[a] = b;
        if (a < c->need[b]) c->need[b] = a;
    }
    for (i = 0; i < c->count; i++) {
        bool alone = c->need[i] == NG_NONE || source->nodes.items[c->order[i]].change != NGI_SAME;

        c->need[i] = alone || c->need[i] < i ? (uint32_t)i : c->need[i];
    }
}

/* How many of the order may be drawn, so that no more than `most` actors have a tie among them. */
static ng_status count_of_order(ng_context *ctx, const candidates *c, size_t most, size_t *out)
{
    size_t *comes = ngi_alloc(ctx, c->count, sizeof *comes), sum = 0, i;

    *out = 0;
    if (!comes) return NG_E_NOMEM;
    for (i = 0; i < c->count; i++) comes[c->need[i]]++;
    for (i = 0; i < c->count && sum + comes[i] <= most && (sum < most / 2 || i < most * ORDER_MOST); i++) sum += comes[i];
    if (sum) *out = i;
    ngi_free(ctx, comes);
    return NG_OK;
}

/*
 * The first `most` actors that have a tie to another one of them. Just the first `most` would leave out those of them
 * whose ties all lead to others, and with them, of many short articles, a third of the picture.
 */
static ng_status choose_nodes(ng_context *ctx, ngi_source *source, size_t most)
{
    candidates c = { NULL, 0, NULL, NULL };
    ng_status st;
    size_t count, i;

    NG_CHECK(find_candidates(ctx, source, &c));
    find_needs(source, &c);
    NG_CHECK(count_of_order(ctx, &c, most, &count));
    for (i = 0; i < count; i++) source->nodes.items[c.order[i]].chosen = c.need[i] < count;
    for (i = 0; count == 0 && i < most && i < c.count; i++) source->nodes.items[c.order[i]].chosen = true;
done:
    ngi_free(ctx, c.order);
    ngi_free(ctx, c.place);
    ngi_free(ctx, c.need);
    return st;
}

static int by_pair(const void *a, const void *b)
{
    const pair *p = a, *q = b;

    if (p->low != q->low) return p->low < q->low ? -1 : 1;
    return (p->high > q->high) - (p->high < q->high);
}

static int by_importance(const void *a, const void *b)
{
    const pair *p = a, *q = b;

    if (p->changed != q->changed) return p->changed ? -1 : 1;
    if (p->share > q->share || p->share < q->share) return p->share > q->share ? -1 : 1;
    return by_pair(a, b);
}

static int by_weight(const void *a, const void *b)
{
    const pair *p = a, *q = b;

    if (p->weight > q->weight || p->weight < q->weight) return p->weight > q->weight ? -1 : 1;
    return by_pair(a, b);
}

/* The pairs of chosen nodes, each once. */
static ng_status collect_pairs(ng_context *ctx, const ngi_source *source, pair_list *out)
{
    ng_status st = NG_OK;
    size_t i, k = 0;

    for (i = 0; i < source->edges.count; i++) {
        const ngi_source_edge *e = &source->edges.items[i];
        pair p = { e->from < e->to ? e->from : e->to, e->from < e->to ? e->to : e->from, e->weight, 0.0,
                   e->change != NGI_SAME, e->edge->kind == NG_EDGE_RELATION, false };

        if (!source->nodes.items[e->from].chosen || !source->nodes.items[e->to].chosen) continue;
        NG_CHECK(ngi_array_push(ctx, out, p));
    }
    if (out->count) qsort(out->items, out->count, sizeof *out->items, by_pair);
    for (i = 0; i < out->count; i++) {
        pair *p = &out->items[i], *last = k ? &out->items[k - 1] : NULL;

        if (last && by_pair(last, p) == 0) {
            last->weight += p->weight;
            last->changed = last->changed || p->changed;
            last->typed = last->typed || p->typed;
        } else {
            out->items[k++] = *p;
        }
    }
    out->count = k;
done:
    return st;
}

static ng_status weigh_pairs(ng_context *ctx, const ngi_source *source, pair_list *pairs)
{
    double *strength = ngi_alloc(ctx, source->nodes.count, sizeof *strength);
    size_t i;

    if (!strength) return NG_E_NOMEM;
    for (i = 0; i < pairs->count; i++) {
        strength[pairs->items[i].low] += pairs->items[i].weight;
        strength[pairs->items[i].high] += pairs->items[i].weight;
    }
    for (i = 0; i < pairs->count; i++) {
        pair *p = &pairs->items[i];
        double least = strength[p->low] < strength[p->high] ? strength[p->low] : strength[p->high];

        /* What two actors do to each other says more than that they stand together. */
        p->share = p->weight * (1.0 + p->weight / (least > 0.0 ? least : 1.0)) * (p->typed ? 2.0 : 1.0);
    }
    ngi_free(ctx, strength);
    return NG_OK;
}

static uint32_t root_of(uint32_t *parent, uint32_t node)
{
    while (parent[node] != node) node = parent[node] = parent[parent[node]];
    return node;
}

/* Maximum spanning forest (Kruskal 1956). */
static ng_status keep_forest(ng_context *ctx, const ngi_source *source, pair_list *pairs, size_t *kept)
{
    uint32_t *parent = ngi_alloc(ctx, source->nodes.count, sizeof *parent);
    size_t i;

    if (!parent) return NG_E_NOMEM;
    for (i = 0; i < source->nodes.count; i++) parent[i] = (uint32_t)i;
    if (pairs->count) qsort(pairs->items, pairs->count, sizeof *pairs->items, by_weight);
    for (i = 0; i < pairs->count; i++) {
        pair *p = &pairs->items[i];
        uint32_t a = root_of(parent, p->low), b = root_of(parent, p->high);

        if (a == b) continue;
        parent[a] = b;
        p->kept = true;
        (*kept)++;
    }
    ngi_free(ctx, parent);
    return NG_OK;
}

/* Mark the edges of kept pairs. The pairs are sorted once more, for looking up. */
static void mark_edges(ngi_source *source, pair_list *pairs)
{
    size_t i;

    if (pairs->count) qsort(pairs->items, pairs->count, sizeof *pairs->items, by_pair);
    for (i = 0; i < source->edges.count; i++) {
        ngi_source_edge *e = &source->edges.items[i];
        pair key = { e->from < e->to ? e->from : e->to, e->from < e->to ? e->to : e->from, 0.0, 0.0, false, false, false };
        const pair *found = pairs->count ? bsearch(&key, pairs->items, pairs->count, sizeof key, by_pair) : NULL;

        e->chosen = found && found->kept;
    }
}

static size_t chosen_count(const ngi_source *source)
{
    size_t count = 0, i;

    for (i = 0; i < source->nodes.count; i++) count += source->nodes.items[i].chosen;
    return count;
}

ng_status ngi_source_choose(ng_context *ctx, ngi_source *source, const ng_draw_options *opts)
{
    bool all = opts->top == UINT32_MAX;
    size_t most = all ? NODES_HARD_MOST : opts->top ? opts->top : NODES_MOST;
    pair_list pairs = { NULL, 0, 0 };
    size_t budget, kept = 0, i;
    ng_status st;

    if (most > NODES_HARD_MOST) most = NODES_HARD_MOST;
    NG_CHECK(choose_nodes(ctx, source, most));
    NG_CHECK(collect_pairs(ctx, source, &pairs));
    NG_CHECK(weigh_pairs(ctx, source, &pairs));
    NG_CHECK(keep_forest(ctx, source, &pairs, &kept));
    budget = all ? pairs.count : chosen_count(source) * TIES_PER_NODE_TENTHS / 10;
    if (pairs.count) qsort(pairs.items, pairs.count, sizeof *pairs.items, by_importance);
    for (i = 0; i < pairs.count && kept < budget; i++) {
        kept += !pairs.items[i].kept;
        pairs.items[i].kept = true;
    }
    mark_edges(source, &pairs);
done:
    ngi_array_release(ctx, &pairs);
    return st;
}
