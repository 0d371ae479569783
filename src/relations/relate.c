/*
 * Relations of a document: what the patterns claim and what the pair head claims, selected and joined. Read first.
 */
#include "relations.h"

#include "assertion.h"
#include "claims.h"
#include "fit.h"
#include "items.h"
#include "patterns.h"
#include "relater.h"
#include "selection.h"

#define FLOOR 0.05f             /* chances of the head below it are not kept even for comparison */
#define CUE_REACH 14u           /* items between two mentions within which a cue speaks of both */
#define PATTERNS_ALONE 0.5f     /* threshold where no head is calibrated */

static void take_thresholds(const ngi_relater *relater, const ngi_relation_options *opts, float *out)
{
    size_t i;

    for (i = 0; i < NG_RELATION_COUNT; i++) {
        out[i] = relater ? relater->threshold[i] : PATTERNS_ALONE;
        if (opts && opts->min_score > 0.0f) out[i] = opts->min_score;
    }
}

/* What a pattern, one of the first `count` claims, found out of current about the same two in the same place, or current. */
static ng_assertion status_by_pattern(const ng_document *doc, const ngi_claims *claims, size_t count, const ngi_claim *claim)
{
    const ng_mention *mentions = doc->mentions.items;
    size_t i;

    for (i = 0; i < count; i++) {
        const ngi_claim *other = &claims->list.items[i];

        if (other->type != claim->type || other->status == NG_CURRENT) continue;
        if (mentions[other->head].entity != mentions[claim->head].entity) continue;
        if (mentions[other->tail].entity != mentions[claim->tail].entity) continue;
        if (ngi_claim_place(doc, other) == ngi_claim_place(doc, claim)) return other->status;
    }
    return NG_CURRENT;
}

/*
 * Where the words around a pair of the head, or a pattern, say that it is past, planned, hedged or denied, they win over
 * a head that took it for current: cues are rarely wrong, and a plan drawn as a fact is the worse mistake.
 */
static void settle_status(const ngi_items *items, ngi_claims *claims, size_t from)
{
    size_t i;

    for (i = from; i < claims->list.count; i++) {
        ngi_claim *claim = &claims->list.items[i];
        uint32_t head = items->of_mention.items[claim->head], tail = items->of_mention.items[claim->tail];
        uint32_t first = head < tail ? head : tail, last = head < tail ? tail : head;
        ng_assertion cued;

        if (claim->status == NG_FORMER && ngi_relation_is_act(claim->type)) claim->status = NG_CURRENT;
        if (claim->status == NG_CURRENT) claim->status = status_by_pattern(items->doc, claims, from, claim);
        if (claim->status != NG_CURRENT || head == NG_NONE || tail == NG_NONE || last - first > CUE_REACH) continue;
        if (items->list.items[first].sentence != items->list.items[last].sentence) continue;
        if (ngi_assertion_of(items, claim->type, first, last, &cued)) claim->status = cued;
    }
}

ng_status ngi_find_relations(ng_context *ctx, const ngi_relater *relater, const ngi_encoding *encoding,
                             const ngi_lexicon *lexicon, const ngi_relation_options *opts, ng_document *doc)
{
    float thresholds[NG_RELATION_COUNT];
    ng_status st = NG_OK;
    ngi_items items;
    ngi_claims claims;

    memset(&claims, 0, sizeof claims);
    take_thresholds(relater, opts, thresholds);
    NG_CHECK(ngi_items_make(ctx, doc, &items));
    NG_CHECK(ngi_match_patterns(ctx, &items, lexicon, &claims));
    NG_CHECK(ngi_match_families(ctx, doc, &claims));
    if (relater && encoding) {
        size_t before = claims.list.count;

        NG_CHECK(ngi_score_pairs(ctx, relater, encoding, FLOOR, doc, &claims));
        settle_status(&items, &claims, before);
    }
    NG_CHECK(ngi_claims_select(ctx, doc, thresholds, &claims));
    NG_CHECK(ngi_claims_join(ctx, &claims, doc));
done:
    ngi_items_release(ctx, &items);
    ngi_array_release(ctx, &claims.list);
    return st;
}
