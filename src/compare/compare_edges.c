/*
 * Edges that came, went or changed. Both sides are brought to common numbers of nodes and merged in the order of their
 * keys. A relation whose status differs is one change, not a loss and a gain.
 *
 * An edge is stronger when there is more evidence of it, and also when there is more for the length of the text: by the
 * first alone a longer article would be more of everything, by the second a shorter one would be.
 */
#include "compare_parts.h"

#include <math.h>
#include <stdlib.h>

/* An edge under its common key. */
typedef struct keyed {
    ng_edge key;             /* ends in common numbers */
    uint32_t edge;
} keyed;

static int by_key(const void *a, const void *b)
{
    const keyed *p = a, *q = b;

    return ngi_edge_compare(&p->key, &q->key);
}

static bool both_ways(const ng_edge *e)
{
    return e->kind == NG_EDGE_COOCCURRENCE || (e->kind == NG_EDGE_RELATION && ng_relation_type_symmetric(e->relation));
}

/* The edges of a side in the order of their common keys. */
static ng_status sort_side(ng_context *ctx, const ng_difference *d, bool old, keyed **out)
{
    const ng_graph *graph = old ? d->before : d->after;
    size_t i, count = graph->edges.count;
    keyed *list = ngi_alloc(ctx, count, sizeof *list);

    *out = list;
    if (!list) return NG_E_NOMEM;
    for (i = 0; i < count; i++) {
        ng_edge e = graph->edges.items[i];

        if (old) {
            e.from = ngi_common_old(d, e.from);
            e.to = ngi_common_old(d, e.to);
        }
        if (both_ways(&e) && e.from > e.to) {
            uint32_t swap = e.from;

            e.from = e.to;
            e.to = swap;
        }
        list[i] = (keyed){ e, (uint32_t)i };
    }
    if (count) qsort(list, count, sizeof *list, by_key);
    return NG_OK;
}

static double rate(const ng_side *side, const ng_edge *edge)
{
    double count = edge->evidence.end - edge->evidence.begin;

    if (edge->kind == NG_EDGE_COVERAGE) return side->documents ? count / side->documents : count;
    return side->words ? count * 1000.0 / side->words : count;
}

static bool same_evidence(const ng_difference *d, const ng_edge *a, const ng_edge *b)
{
    uint32_t i, count = a->evidence.end - a->evidence.begin;

    if (count != b->evidence.end - b->evidence.begin) return false;
    for (i = 0; i < count; i++) {
        const ng_edge_evidence *v = &d->before->evidence.items[a->evidence.begin + i];
        const ng_edge_evidence *w = &d->after->evidence.items[b->evidence.begin + i];

        if (v->span.begin != w->span.begin || v->span.end != w->span.end || !ng_str_equal(v->text, w->text) ||
            !ng_str_equal(d->before->documents.items[v->document].id, d->after->documents.items[w->document].id)) {
            return false;
        }
    }
    return true;
}

static bool same_edge(const ng_difference *d, const ng_edge *a, const ng_edge *b)
{
    bool same_numbers = fabs(a->weight - b->weight) < 1e-9 && fabs(a->significance - b->significance) < 1e-9 &&
                        fabs(a->npmi - b->npmi) < 1e-9 && a->documents == b->documents;

    return same_numbers && ng_str_equal(a->role, b->role) && ng_str_equal(a->first_seen, b->first_seen) &&
           ng_str_equal(a->last_seen, b->last_seen) && same_evidence(d, a, b);
}

/* Of an edge of both sides: stronger, weaker, or slightly other. False: the same. */
static bool weigh(const ng_difference *d, double factor, ng_edge_change *c)
{
    const ng_edge *a = &d->before->edges.items[c->old_edge], *b = &d->after->edges.items[c->new_edge];
    uint32_t old = a->evidence.end - a->evidence.begin, new = b->evidence.end - b->evidence.begin;

    c->old_rate = rate(&d->sides[0], a);
    c->new_rate = rate(&d->sides[1], b);
    c->change = NG_CHANGE_SLIGHT;
    if (new > old && c->new_rate > factor * c->old_rate) c->change = NG_CHANGE_STRENGTHENED;
    if (new < old && c->old_rate > factor * c->new_rate) c->change = NG_CHANGE_WEAKENED;
    return c->change != NG_CHANGE_SLIGHT || !same_edge(d, a, b);
}

static ng_status merge_sides(ng_context *ctx, ng_difference *d, const keyed *old, const keyed *new, double factor)
{
    size_t i = 0, k = 0, old_count = d->before->edges.count, new_count = d->after->edges.count;
    ng_status st = NG_OK;

    while (i < old_count || k < new_count) {
        int order = i == old_count ? 1 : k == new_count ? -1 : by_key(&old[i], &new[k]);
        ng_edge_change c = { order < 0 ? NG_CHANGE_REMOVED : NG_CHANGE_ADDED, order <= 0 ? old[i].edge : NG_NONE,
                             order >= 0 ? new[k].edge : NG_NONE, 0.0, 0.0 };

        if (order < 0) c.old_rate = rate(&d->sides[0], &d->before->edges.items[c.old_edge]);
        if (order > 0) c.new_rate = rate(&d->sides[1], &d->after->edges.items[c.new_edge]);
        d->same_edges += order == 0;
        if (order != 0 || weigh(d, factor, &c)) NG_CHECK(ngi_array_push(ctx, &d->edges, c));
        i += order <= 0;
        k += order >= 0;
    }
done:
    return st;
}

/* The relation that a change is about, status aside, with its ends in common numbers. */
static ng_edge subject(const ng_difference *d, const ng_edge_change *c)
{
    ng_edge e = c->new_edge != NG_NONE ? d->after->edges.items[c->new_edge] : d->before->edges.items[c->old_edge];

    if (c->new_edge == NG_NONE) {
        e.from = ngi_common_old(d, e.from);
        e.to = ngi_common_old(d, e.to);
    }
    if (both_ways(&e) && e.from > e.to) {
        uint32_t swap = e.from;

        e.from = e.to;
        e.to = swap;
    }
    return e;
}

/*
 * Changes come in the order of keys, so those of one relation with several statuses stand together: the first that went
 * and the first that came become one.
 */
static void join_statuses(ng_difference *d)
{
    size_t begin, end, i, kept = 0;

    for (begin = 0; begin < d->edges.count; begin = end) {
        ng_edge first = subject(d, &d->edges.items[begin]);
        size_t gone = SIZE_MAX, come = SIZE_MAX;

        for (end = begin; end < d->edges.count; end++) {
            ng_edge other = subject(d, &d->edges.items[end]);
            ng_change change = d->edges.items[end].change;

            other.status = first.status;
            if (ngi_edge_compare(&first, &other) != 0) break;
            if (change == NG_CHANGE_REMOVED && gone == SIZE_MAX) gone = end;
            if (change == NG_CHANGE_ADDED && come == SIZE_MAX) come = end;
        }
        if (gone != SIZE_MAX && come != SIZE_MAX) {
            d->edges.items[come].change = NG_CHANGE_STATUS;
            d->edges.items[come].old_edge = d->edges.items[gone].old_edge;
            d->edges.items[come].old_rate = d->edges.items[gone].old_rate;
        } else {
            gone = SIZE_MAX;
        }
        for (i = begin; i < end; i++) {
            if (i != gone) d->edges.items[kept++] = d->edges.items[i];
        }
    }
    d->edges.count = kept;
}

/* A change with what it is sorted by: the names of the ends, so that the sides may be exchanged. */
typedef struct placed_change {
    ng_edge_change change;
    ng_str from, to;
    double weight;
    ng_edge key;
} placed_change;

static int by_change(const void *a, const void *b)
{
    const placed_change *p = a, *q = b;
    int order;

    if (p->change.change != q->change.change) return p->change.change < q->change.change ? -1 : 1;
    if (p->key.kind != q->key.kind) return p->key.kind < q->key.kind ? -1 : 1;
    if (p->weight < q->weight || p->weight > q->weight) return p->weight > q->weight ? -1 : 1;
    order = ng_str_compare(p->from, q->from);
    if (!order) order = ng_str_compare(p->to, q->to);
    return order ? order : ngi_edge_compare(&p->key, &q->key);
}

static ng_status sort_changes(ng_context *ctx, ng_difference *d)
{
    placed_change *order = ngi_alloc(ctx, d->edges.count, sizeof *order);
    size_t i;

    if (!order) return NG_E_NOMEM;
    for (i = 0; i < d->edges.count; i++) {
        ng_edge_change c = d->edges.items[i];
        const ng_graph *graph = c.new_edge != NG_NONE ? d->after : d->before;
        const ng_edge *e = &graph->edges.items[c.new_edge != NG_NONE ? c.new_edge : c.old_edge];
        double moved = c.change == NG_CHANGE_ADDED || c.change == NG_CHANGE_REMOVED ? e->weight : fabs(c.new_rate - c.old_rate);

        order[i] = (placed_change){ c, graph->nodes.items[e->from].label, graph->nodes.items[e->to].label, moved, subject(d, &c) };
    }
    if (d->edges.count) qsort(order, d->edges.count, sizeof *order, by_change);
    for (i = 0; i < d->edges.count; i++) d->edges.items[i] = order[i].change;
    ngi_free(ctx, order);
    return NG_OK;
}

ng_status ngi_compare_edges(ng_context *ctx, ng_difference *d, double factor)
{
    keyed *old = NULL, *new = NULL;
    ng_status st;

    NG_CHECK(sort_side(ctx, d, true, &old));
    NG_CHECK(sort_side(ctx, d, false, &new));
    NG_CHECK(merge_sides(ctx, d, old, new, factor));
    join_statuses(d);
    NG_CHECK(sort_changes(ctx, d));
done:
    ngi_free(ctx, old);
    ngi_free(ctx, new);
    return st;
}
