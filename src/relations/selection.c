/*
 * Selection of claims. Claims are grouped by their two entities and type; a group's chance is that one of its places at
 * least is right, each place with its best claim. A group stays when its chance reaches the threshold of its type and no
 * likelier group rules it out: on the same two entities the same type the other way round (Acme owns Widget, Widget owns
 * Acme), or another type that seldom holds beside it; on one of them the same type with somebody else who is far surer
 * (Acme develops Ode, and so, perhaps, does Widget). Members of a list have like chances and stay. On the development
 * part of the authored articles every fifth of those that a surer rival drops was right, of their like without one 38 %.
 * Sorting makes it n log n.
 */
#include "selection.h"

#include <stdlib.h>

typedef struct group {
    uint32_t low, high;      /* the two entities, the smaller first */
    bool turned;             /* the head is `high` */
    ng_relation_type type;
    uint32_t place;          /* the sentence of one of its claims, before grouping its own */
    float chance;
    bool kept;
    size_t claim;            /* one of its claims, before grouping its own */
} group;

/* Types that often hold between the same two: one does not rule out the other. */
static const ng_relation_type companions[][2] = {
    { NG_FOUNDER_OF, NG_LEADS }, { NG_FOUNDER_OF, NG_WORKS_FOR }, { NG_APPOINTS, NG_LEADS }, { NG_APPOINTS, NG_WORKS_FOR },
    { NG_REMOVES, NG_LEADS },    { NG_REMOVES, NG_WORKS_FOR },    { NG_OWNS, NG_ACQUIRES },
};
#define EVIDENCE_SHARE 0.6f /* of the threshold that a place needs to count and to be shown as evidence */
#define SECOND_SHARE 0.8f /* of the best chance that a type beside it needs */
#define RIVAL 0.6f        /* chance from which a group rules out others of its type on one of its entities... */
#define RIVAL_SHARE 0.5f  /* ... that have less than this share of it */

static bool are_companions(ng_relation_type a, ng_relation_type b)
{
    size_t i;

    for (i = 0; i < sizeof companions / sizeof *companions; i++) {
        if ((companions[i][0] == a && companions[i][1] == b) || (companions[i][0] == b && companions[i][1] == a)) return true;
    }
    return false;
}

static int by_pair(const group *a, const group *b)
{
    if (a->low != b->low) return a->low < b->low ? -1 : 1;
    if (a->high != b->high) return a->high < b->high ? -1 : 1;
    return 0;
}

static int by_key(const void *x, const void *y)
{
    const group *a = x, *b = y;
    int order = by_pair(a, b);

    if (order) return order;
    if (a->turned != b->turned) return a->turned ? 1 : -1;
    if (a->type != b->type) return a->type < b->type ? -1 : 1;
    if (a->place != b->place) return a->place < b->place ? -1 : 1;
    if (a->chance != b->chance) return a->chance > b->chance ? -1 : 1;
    return (a->claim > b->claim) - (a->claim < b->claim);
}

static group group_of(const ng_document *doc, const ngi_claim *claim, size_t number)
{
    uint32_t head = doc->mentions.items[claim->head].entity, tail = doc->mentions.items[claim->tail].entity;
    group g = { head < tail ? head : tail, head < tail ? tail : head, head > tail, claim->type, ngi_claim_place(doc, claim),
                claim->score, false, number };

    if (ng_relation_type_symmetric(claim->type)) g.turned = false;
    return g;
}

/* Does the likelier group a rule out group b on the same two entities? */
static bool rules_out(const group *a, const group *b)
{
    if (a->chance <= b->chance) return false;
    if (a->type == b->type) return !ng_relation_type_symmetric(a->type);
    if (are_companions(a->type, b->type)) return false;
    return b->chance < SECOND_SHARE * a->chance;
}

/* Groups [begin, end) are of one pair of entities. */
static void choose(group *groups, size_t begin, size_t end, const float *thresholds)
{
    size_t i, k;

    for (i = begin; i < end; i++) {
        groups[i].kept = groups[i].chance >= thresholds[groups[i].type];
        for (k = begin; k < end && groups[i].kept; k++) groups[i].kept = !rules_out(&groups[k], &groups[i]);
    }
}

/* The place of an entity as head or tail of a type in a table of chances; the ends of a symmetric type are alike. */
static size_t place_of(const ng_document *doc, const group *g, bool head)
{
    size_t of_type = 2 * (size_t)g->type + (head || ng_relation_type_symmetric(g->type) ? 0 : 1);

    return of_type * doc->entities.count + (head == g->turned ? g->high : g->low);
}

/* Drop the groups that have a far surer rival at one of their ends. */
static ng_status drop_outdone(ng_context *ctx, const ng_document *doc, group *groups, size_t count)
{
    float *best = ngi_alloc(ctx, (size_t)NG_RELATION_COUNT * 2 * doc->entities.count, sizeof *best);
    size_t i;
    int head;

    if (!best) return NG_E_NOMEM;
    for (i = 0; i < 2 * count; i++) {
        const group *g = &groups[i / 2];
        float *at = &best[place_of(doc, g, i % 2)];

        if (g->kept && g->chance > *at) *at = g->chance;
    }
    for (i = 0; i < count; i++) {
        for (head = 0; head < 2; head++) {
            float rival = best[place_of(doc, &groups[i], head)];

            if (rival >= RIVAL && groups[i].chance < RIVAL_SHARE * rival) groups[i].kept = false;
        }
    }
    ngi_free(ctx, best);
    return NG_OK;
}

/* Join equal keys. Of one place the first, the likeliest, counts. */
static size_t unite(group *groups, size_t count)
{
    size_t i, n = 0;

    for (i = 0; i < count; i++) {
        group *last = n ? &groups[n - 1] : NULL;

        if (last && by_pair(last, &groups[i]) == 0 && last->turned == groups[i].turned && last->type == groups[i].type) {
            if (last->place == groups[i].place) continue;
            last->chance = ngi_chance_together(last->chance, groups[i].chance);
            last->place = groups[i].place;
        } else {
            groups[n++] = groups[i];
        }
    }
    return n;
}

static bool is_kept(const group *groups, size_t count, group key)
{
    size_t low = 0, high = count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const group *g = &groups[middle];
        int order = by_pair(g, &key);

        if (order == 0) order = g->turned != key.turned ? (g->turned ? 1 : -1) : (g->type > key.type) - (g->type < key.type);
        if (order == 0) return g->kept;
        if (order < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return false;
}

ng_status ngi_claims_select(ng_context *ctx, const ng_document *doc, const float *thresholds, ngi_claims *claims)
{
    group *groups = ngi_alloc(ctx, claims->list.count, sizeof *groups);
    size_t count = 0, kept = 0, i, begin;
    ng_status st = NG_OK;

    if (!groups) return NG_E_NOMEM;
    for (i = 0; i < claims->list.count; i++) {
        const ngi_claim *claim = &claims->list.items[i];

        if (claim->score >= EVIDENCE_SHARE * thresholds[claim->type]) groups[count++] = group_of(doc, claim, i);
    }
    if (count) qsort(groups, count, sizeof *groups, by_key);
    count = unite(groups, count);
    for (begin = 0; begin < count; begin = i) {
        for (i = begin + 1; i < count && by_pair(&groups[begin], &groups[i]) == 0; i++) continue;
        choose(groups, begin, i, thresholds);
    }
    NG_CHECK(drop_outdone(ctx, doc, groups, count));
    for (i = 0; i < claims->list.count; i++) {
        const ngi_claim *claim = &claims->list.items[i];

        if (claim->score < EVIDENCE_SHARE * thresholds[claim->type] || !is_kept(groups, count, group_of(doc, claim, i))) continue;
        claims->list.items[kept++] = *claim;
    }
    claims->list.count = kept;
done:
    ngi_free(ctx, groups);
    return st;
}
