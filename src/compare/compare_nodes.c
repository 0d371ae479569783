/*
 * Actors that came, went, changed their type, or go by a name that they did not have. A name that the other side knows
 * as another name of the same actor is no change: 'OpenAI' and 'OpenAI Inc.' are one.
 */
#include "compare_parts.h"

#include "base/unicode.h"

#include <stdlib.h>

static bool same_key(ng_context *ctx, ng_str a, ng_str b, ng_status *st)
{
    ngi_buffer one = { NULL, 0, 0 }, two = { NULL, 0, 0 };
    bool same = false;

    if (*st == NG_OK) *st = ngi_name_key(ctx, a, &one);
    if (*st == NG_OK) *st = ngi_name_key(ctx, b, &two);
    if (*st == NG_OK) same = ng_str_equal(ngi_buffer_str(&one), ngi_buffer_str(&two));
    ngi_buffer_release(ctx, &one);
    ngi_buffer_release(ctx, &two);
    return same;
}

/* Does the node go by that name? */
static bool bears(ng_context *ctx, const ng_graph *graph, const ng_node *node, ng_str name, ng_status *st)
{
    uint32_t i;

    if (same_key(ctx, node->label, name, st)) return true;
    for (i = node->aliases.begin; i < node->aliases.end; i++) {
        if (same_key(ctx, graph->aliases.items[i], name, st)) return true;
    }
    return false;
}

static bool same_aliases(const ng_difference *d, const ng_node *a, const ng_node *b)
{
    uint32_t i, count = a->aliases.end - a->aliases.begin;

    if (count != b->aliases.end - b->aliases.begin) return false;
    for (i = 0; i < count; i++) {
        if (!ng_str_equal(d->before->aliases.items[a->aliases.begin + i], d->after->aliases.items[b->aliases.begin + i])) return false;
    }
    return true;
}

static bool same_rest(const ng_difference *d, const ng_node *a, const ng_node *b)
{
    return a->mentions == b->mentions && a->documents == b->documents && ng_str_equal(a->label, b->label) &&
           ng_str_equal(a->first_seen, b->first_seen) && ng_str_equal(a->last_seen, b->last_seen) &&
           ng_str_equal(a->id, b->id) && same_aliases(d, a, b);
}

static ng_status compare_pair(ng_context *ctx, ng_difference *d, uint32_t old, uint32_t new)
{
    const ng_node *a = &d->before->nodes.items[old], *b = &d->after->nodes.items[new];
    size_t before = d->nodes.count;
    ng_status st = NG_OK;

    if (!ng_str_equal(a->label, b->label) && !bears(ctx, d->before, a, b->label, &st) && !bears(ctx, d->after, b, a->label, &st)) {
        NG_CHECK(st);
        NG_CHECK(ngi_array_push(ctx, &d->nodes, (ng_node_change){ NG_CHANGE_RENAMED, old, new }));
    }
    NG_CHECK(st);
    if (a->type != b->type) NG_CHECK(ngi_array_push(ctx, &d->nodes, (ng_node_change){ NG_CHANGE_RETYPED, old, new }));
    if (d->nodes.count == before && !same_rest(d, a, b)) {
        NG_CHECK(ngi_array_push(ctx, &d->nodes, (ng_node_change){ NG_CHANGE_SLIGHT, old, new }));
    }
done:
    return st;
}

/* A change with the name that it is sorted by. */
typedef struct named_change {
    ng_node_change change;
    ng_str label, id;
} named_change;

static int by_change(const void *a, const void *b)
{
    const named_change *p = a, *q = b;
    int order;

    if (p->change.change != q->change.change) return p->change.change < q->change.change ? -1 : 1;
    order = ng_str_compare(p->label, q->label);
    return order ? order : ng_str_compare(p->id, q->id);
}

static ng_status sort_changes(ng_context *ctx, ng_difference *d)
{
    named_change *order = ngi_alloc(ctx, d->nodes.count, sizeof *order);
    size_t i;

    if (!order) return NG_E_NOMEM;
    for (i = 0; i < d->nodes.count; i++) {
        ng_node_change c = d->nodes.items[i];
        const ng_node *n = c.new_node != NG_NONE ? &d->after->nodes.items[c.new_node] : &d->before->nodes.items[c.old_node];

        order[i] = (named_change){ c, n->label, n->id };
    }
    if (d->nodes.count) qsort(order, d->nodes.count, sizeof *order, by_change);
    for (i = 0; i < d->nodes.count; i++) d->nodes.items[i] = order[i].change;
    ngi_free(ctx, order);
    return NG_OK;
}

ng_status ngi_compare_nodes(ng_context *ctx, ng_difference *d)
{
    ng_status st = NG_OK;
    uint32_t i;

    for (i = 0; i < d->before->nodes.count; i++) {
        if (d->new_of[i] != NG_NONE) {
            d->same_nodes++;
            NG_CHECK(compare_pair(ctx, d, i, d->new_of[i]));
        } else {
            NG_CHECK(ngi_array_push(ctx, &d->nodes, (ng_node_change){ NG_CHANGE_REMOVED, i, NG_NONE }));
        }
    }
    for (i = 0; i < d->after->nodes.count; i++) {
        if (d->old_of[i] != NG_NONE) continue;
        NG_CHECK(ngi_array_push(ctx, &d->nodes, (ng_node_change){ NG_CHANGE_ADDED, NG_NONE, i }));
    }
    NG_CHECK(sort_changes(ctx, d));
done:
    return st;
}
