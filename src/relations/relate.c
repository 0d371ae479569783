/*
 * Relations of a document: what the patterns claim and what the pair head claims, selected and joined. Read first.
 */
#include "relations.h"

#include "claims.h"
#include "items.h"
#include "patterns.h"
#include "relater.h"
#include "selection.h"

#define FLOOR 0.05f             /* chances of the head below it are not kept even for comparison */
#define PATTERNS_ALONE 0.5f     /* threshold where no head is calibrated */

static void take_thresholds(const ngi_relater *relater, const ngi_relation_options *opts, float *out)
{
    size_t i;

    for (i = 0; i < NG_RELATION_COUNT; i++) {
        out[i] = relater ? relater->threshold[i] : PATTERNS_ALONE;
        if (opts && opts->min_score > 0.0f) out[i] = opts->min_score;
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
    if (relater && encoding) NG_CHECK(ngi_score_pairs(ctx, relater, encoding, FLOOR, doc, &claims));
    NG_CHECK(ngi_claims_select(ctx, doc, thresholds, &claims));
    NG_CHECK(ngi_claims_join(ctx, &claims, doc));
done:
    ngi_items_release(ctx, &items);
    ngi_array_release(ctx, &claims.list);
    return st;
}
