/*
 * Claims -> relations. Claims of one ordered pair of entities and one type are one relation for each status; its score
 * is the chance that one of its places is right, each place with its surest claim; its role is that of the surest claim
 * with one, and every claim stays as evidence. Sorting makes it n log n and the order canonical.
 */
#include "claims.h"

#include "fit.h"
#include "relation_dates.h"

#include <stdlib.h>

#define DOUBT 0.7f /* of the surest status: what has less is doubt about it */

/* A claim with its entities, in the order of the relation. */
typedef struct joined {
    uint32_t head, tail, place;
    const ngi_claim *claim;
} joined;

uint32_t ngi_claim_place(const ng_document *doc, const ngi_claim *claim)
{
    uint32_t head = doc->mentions.items[claim->head].sentence, tail = doc->mentions.items[claim->tail].sentence;

    return head > tail ? head : tail;
}

float ngi_chance_together(float a, float b)
{
    return 1.0f - (1.0f - a) * (1.0f - b);
}

static int by_relation(const joined *a, const joined *b)
{
    if (a->head != b->head) return a->head < b->head ? -1 : 1;
    if (a->tail != b->tail) return a->tail < b->tail ? -1 : 1;
    if (a->claim->type != b->claim->type) return a->claim->type < b->claim->type ? -1 : 1;
    if (a->claim->status != b->claim->status) return a->claim->status < b->claim->status ? -1 : 1;
    return 0;
}

static int by_place(const void *x, const void *y)
{
    const joined *a = x, *b = y;
    int order = by_relation(a, b);

    if (order) return order;
    if (a->place != b->place) return a->place < b->place ? -1 : 1;
    if (a->claim->head != b->claim->head) return a->claim->head < b->claim->head ? -1 : 1;
    if (a->claim->tail != b->claim->tail) return a->claim->tail < b->claim->tail ? -1 : 1;
    if (a->claim->score != b->claim->score) return a->claim->score > b->claim->score ? -1 : 1;
    return strcmp(a->claim->by, b->claim->by);
}

static ng_span said_in(const ng_document *doc, const ng_mention *a, const ng_mention *b)
{
    ng_span first = doc->sentences.items[a->sentence].span, second = doc->sentences.items[b->sentence].span;

    /* Ends far apart are joined by a rule over the document (a version and its family): the head's sentence says it. */
    if (a->sentence > b->sentence + 2 || b->sentence > a->sentence + 2) return first;
    if (second.begin < first.begin) first.begin = second.begin;
    if (second.end > first.end) first.end = second.end;
    return first;
}

static ng_status add_evidence(ng_context *ctx, ng_document *doc, const joined *j)
{
    const ng_mention *head = &doc->mentions.items[j->claim->head], *tail = &doc->mentions.items[j->claim->tail];
    ng_evidence e;

    memset(&e, 0, sizeof e);
    e.span = said_in(doc, head, tail);
    if (ngi_span_holds(e.span, head->span)) e.head = head->span;
    if (ngi_span_holds(e.span, tail->span)) e.tail = tail->span;
    e.score = j->claim->score;
    e.by = ng_str_from(j->claim->by);
    return ngi_array_push(ctx, &doc->evidence, e);
}

/* One relation from the sorted claims [begin, end), which share pair, type and status. */
static ng_status add_relation(ng_context *ctx, ng_document *doc, const joined *begin, const joined *end)
{
    const ngi_claim *surest = begin->claim, *titled = NULL; /* the surest claim of a place; of all those with a role */
    ng_status st = NG_OK;
    ng_relation r;
    const joined *j;

    memset(&r, 0, sizeof r);
    r.head = begin->head;
    r.tail = begin->tail;
    r.type = surest->type;
    r.status = surest->status;
    r.evidence.begin = (uint32_t)doc->evidence.count;
    for (j = begin; j < end; j++) {
        bool again = j > begin && j->claim->head == j[-1].claim->head && j->claim->tail == j[-1].claim->tail;

        if (j > begin && j->place != j[-1].place) {
            r.score = ngi_chance_together(r.score, surest->score);
            surest = j->claim;
        }
        if (j->claim->score > surest->score) surest = j->claim;
        if (!ngi_span_empty(j->claim->role) && (!titled || j->claim->score > titled->score)) titled = j->claim;
        if (!r.since.ptr) r.since = j->claim->since;
        if (!r.until.ptr) r.until = j->claim->until;
        if (!again) NG_CHECK(add_evidence(ctx, doc, j));
    }
    r.evidence.end = (uint32_t)doc->evidence.count;
    r.score = ngi_chance_together(r.score, surest->score);
    if (titled) r.role = ng_document_slice(doc, titled->role);
    NG_CHECK(ngi_array_push(ctx, &doc->relations, r));
done:
    return st;
}

/* Read the dates of a claim; what ended before the article is past. */
static ng_status date_claim(ng_context *ctx, ng_document *doc, ngi_claim *claim)
{
    ng_status st;

    NG_CHECK(ngi_dates_of(ctx, doc, claim, &claim->since, &claim->until));
    if (!claim->until.ptr || claim->status != NG_CURRENT || ngi_relation_is_act(claim->type)) goto done;
    if (!doc->about.date.ptr || ng_str_compare(claim->until, doc->about.date) < 0) claim->status = NG_FORMER;
done:
    return st;
}

/*
 * A pair may well have two statuses ('was its chief, and will be again'); but one that is said with less than 0.7 of
 * the other's score, and less likely than not, is the head's doubt about the same sentence and no second relation.
 */
static void drop_doubtful_statuses(ng_document *doc)
{
    size_t i, k, end, kept = 0;

    for (i = 0; i < doc->relations.count; i = end) {
        ng_relation first = doc->relations.items[i];
        float best = 0.0f;

        for (end = i; end < doc->relations.count; end++) {
            const ng_relation *r = &doc->relations.items[end];

            if (r->head != first.head || r->tail != first.tail || r->type != first.type) break;
            best = r->score > best ? r->score : best;
        }
        for (k = i; k < end; k++) {
            ng_relation r = doc->relations.items[k];

            if (r.score >= DOUBT * best || r.score >= 0.5f) doc->relations.items[kept++] = r;
        }
    }
    doc->relations.count = kept;
}

ng_status ngi_claims_join(ng_context *ctx, ngi_claims *claims, ng_document *doc)
{
    joined *sorted = ngi_alloc(ctx, claims->list.count, sizeof *sorted);
    ng_status st = sorted ? NG_OK : NG_E_NOMEM;
    size_t i, begin;

    if (st != NG_OK) goto done;
    doc->relations.count = doc->evidence.count = 0;
    for (i = 0; i < claims->list.count; i++) {
        ngi_claim *claim = &claims->list.items[i];
        uint32_t head = doc->mentions.items[claim->head].entity, tail = doc->mentions.items[claim->tail].entity;

        NG_CHECK(date_claim(ctx, doc, claim));
        if (ng_relation_type_symmetric(claim->type) && tail < head) {
            uint32_t other = head, mention = claim->head;

            head = tail;
            tail = other;
            claim->head = claim->tail; /* said once, however the head read it */
            claim->tail = mention;
        }
        sorted[i] = (joined){ head, tail, ngi_claim_place(doc, claim), claim };
    }
    if (claims->list.count) qsort(sorted, claims->list.count, sizeof *sorted, by_place);
    for (begin = 0; begin < claims->list.count; begin = i) {
        for (i = begin + 1; i < claims->list.count && by_relation(&sorted[begin], &sorted[i]) == 0; i++) continue;
        NG_CHECK(add_relation(ctx, doc, sorted + begin, sorted + i));
    }
    drop_doubtful_statuses(doc);
done:
    ngi_free(ctx, sorted);
    return st;
}
