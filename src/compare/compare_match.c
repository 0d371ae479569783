/*
 * Which actor of one network is which of the other. Ids decide where they are equal. Of the rest, in networks that were
 * saved apart: the same name and type, then any shared name and the same type, then the same name alone. A name that two
 * nodes of one side bear decides nothing, so no node is matched twice and no guess depends on an order.
 */
#include "compare_parts.h"

#include "base/unicode.h"

#include <stdlib.h>

/* By what a pair of nodes is found: each round looks at those that no earlier one has matched. */
typedef enum round_of { BY_NAME_AND_TYPE, BY_ANY_NAME_AND_TYPE, BY_NAME, ROUNDS } round_of;

/* A key and the node that bears it. */
typedef struct bearer {
    ng_str key;
    uint32_t node;
    bool old;
} bearer;

typedef NGI_ARRAY(bearer) bearers;

static int by_key(const void *a, const void *b)
{
    const bearer *p = a, *q = b;
    int order = ng_str_compare(p->key, q->key);

    if (order) return order;
    if (p->old != q->old) return p->old ? -1 : 1;
    return (p->node > q->node) - (p->node < q->node);
}

static ng_status add_bearer(ng_context *ctx, ngi_arena *arena, bearers *list, ng_str name, int type, bearer who)
{
    ngi_buffer key = { NULL, 0, 0 };
    ng_status st;

    NG_CHECK(ngi_name_key(ctx, name, &key));
    if (type >= 0) NG_CHECK(ngi_buffer_printf(ctx, &key, "\n%d", type));
    NG_CHECK(ngi_arena_copy(ctx, arena, ngi_buffer_str(&key), &who.key));
    NG_CHECK(ngi_array_push(ctx, list, who));
done:
    ngi_buffer_release(ctx, &key);
    return st;
}

/* The keys of the unmatched nodes of one side. */
static ng_status add_side(ng_context *ctx, ngi_arena *arena, const ng_graph *graph, const uint32_t *match, bool old,
                          round_of round, bearers *list)
{
    ng_status st = NG_OK;
    uint32_t i, k;

    for (i = 0; i < graph->nodes.count; i++) {
        const ng_node *n = &graph->nodes.items[i];
        int type = round == BY_NAME ? -1 : (int)n->type;
        bearer who = { { NULL, 0 }, i, old };

        if (match[i] != NG_NONE) continue;
        NG_CHECK(add_bearer(ctx, arena, list, n->label, type, who));
        for (k = n->aliases.begin; round == BY_ANY_NAME_AND_TYPE && k < n->aliases.end; k++) {
            NG_CHECK(add_bearer(ctx, arena, list, graph->aliases.items[k], type, who));
        }
    }
done:
    return st;
}

/* Two nodes, found by one key or by several. */
typedef struct pair {
    uint32_t old, new;
} pair;

static int by_old(const void *a, const void *b)
{
    const pair *p = a, *q = b;

    if (p->old != q->old) return p->old < q->old ? -1 : 1;
    return (p->new > q->new) - (p->new < q->new);
}

static int by_new(const void *a, const void *b)
{
    const pair *p = a, *q = b;

    if (p->new != q->new) return p->new < q->new ? -1 : 1;
    return (p->old > q->old) - (p->old < q->old);
}

typedef NGI_ARRAY(pair) pairs;

/* A pair for each key that exactly one node of each side bears. */
static ng_status find_pairs(ng_context *ctx, const bearers *list, pairs *found)
{
    size_t begin, end, i;
    ng_status st = NG_OK;

    for (begin = 0; begin < list->count; begin = end) {
        uint32_t old = NG_NONE, new = NG_NONE;
        bool alone = true;

        for (end = begin; end < list->count && ng_str_equal(list->items[end].key, list->items[begin].key); end++) continue;
        for (i = begin; i < end; i++) {
            uint32_t *side = list->items[i].old ? &old : &new;

            alone = alone && (*side == NG_NONE || *side == list->items[i].node);
            *side = list->items[i].node;
        }
        if (alone && old != NG_NONE && new != NG_NONE) NG_CHECK(ngi_array_push(ctx, found, (pair){ old, new }));
    }
done:
    return st;
}

/* Drop pairs whose node (by `at`) is in another pair too; pairs are sorted by it. */
static void drop_rivals(pairs *found, bool of_old)
{
    size_t i, kept = 0;

    for (i = 0; i < found->count; i++) {
        const pair *p = &found->items[i], *last = i ? p - 1 : NULL, *next = i + 1 < found->count ? p + 1 : NULL;
        uint32_t own = of_old ? p->old : p->new;
        bool rival = (last && (of_old ? last->old : last->new) == own) || (next && (of_old ? next->old : next->new) == own);

        if (!rival) found->items[kept++] = *p;
    }
    found->count = kept;
}

/* Several keys can find one pair. */
static void drop_repeats(pairs *found)
{
    size_t i, kept = 0;

    for (i = 0; i < found->count; i++) {
        if (kept && by_old(&found->items[kept - 1], &found->items[i]) == 0) continue;
        found->items[kept++] = found->items[i];
    }
    found->count = kept;
}

static void settle(ng_difference *d, pairs *found)
{
    size_t i;

    if (found->count == 0) return;
    qsort(found->items, found->count, sizeof *found->items, by_old);
    drop_repeats(found);
    drop_rivals(found, true);
    if (found->count) qsort(found->items, found->count, sizeof *found->items, by_new);
    drop_rivals(found, false);
    for (i = 0; i < found->count; i++) {
        d->new_of[found->items[i].old] = found->items[i].new;
        d->old_of[found->items[i].new] = found->items[i].old;
    }
}

static ng_status match_round(ng_context *ctx, ng_difference *d, round_of round)
{
    ng_allocator a = ngi_allocator(ctx);
    ngi_arena arena = { NULL };
    bearers list = { NULL, 0, 0 };
    pairs found = { NULL, 0, 0 };
    ng_status st;

    NG_CHECK(add_side(ctx, &arena, d->before, d->new_of, true, round, &list));
    NG_CHECK(add_side(ctx, &arena, d->after, d->old_of, false, round, &list));
    if (list.count) qsort(list.items, list.count, sizeof *list.items, by_key);
    NG_CHECK(find_pairs(ctx, &list, &found));
    settle(d, &found);
done:
    ngi_array_release(ctx, &found);
    ngi_array_release(ctx, &list);
    ngi_arena_release(&a, &arena);
    return st;
}

/* Both sides are in the order of their ids. */
static void match_ids(ng_difference *d)
{
    uint32_t i = 0, k = 0;

    while (i < d->before->nodes.count && k < d->after->nodes.count) {
        int order = ng_str_compare(d->before->nodes.items[i].id, d->after->nodes.items[k].id);

        if (order == 0) {
            d->new_of[i] = k;
            d->old_of[k] = i;
        }
        i += order <= 0;
        k += order >= 0;
    }
}

ng_status ngi_match_nodes(ng_context *ctx, ng_difference *d, bool by_names)
{
    size_t old_count = d->before->nodes.count, new_count = d->after->nodes.count;
    ng_status st = NG_OK;
    int round;

    d->new_of = ngi_alloc(ctx, old_count, sizeof *d->new_of);
    d->old_of = ngi_alloc(ctx, new_count, sizeof *d->old_of);
    if (!d->new_of || !d->old_of) return NG_E_NOMEM;
    memset(d->new_of, 0xff, old_count * sizeof *d->new_of); /* NG_NONE */
    memset(d->old_of, 0xff, new_count * sizeof *d->old_of);
    match_ids(d);
    for (round = BY_NAME_AND_TYPE; by_names && round < ROUNDS; round++) NG_CHECK(match_round(ctx, d, (round_of)round));
done:
    return st;
}
