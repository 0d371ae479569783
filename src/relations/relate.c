/*
 * Relations of a document: what the patterns claim and what the pair head claims, joined. The stage's first file.
 * A claim survives when its types may stand in that relation (fit.c) and its score reaches the type's threshold.
 */
#include "relations.h"

#include "claims.h"
#include "items.h"
#include "patterns.h"

ng_status ngi_find_relations(ng_context *ctx, const ngi_relater *relater, const ngi_encoding *encoding,
                             const ngi_lexicon *lexicon, const ngi_relation_options *opts, ng_document *doc)
{
    ng_status st = NG_OK;
    ngi_items items;
    ngi_claims claims;

    (void)relater;
    (void)encoding;
    (void)opts;
    memset(&claims, 0, sizeof claims);
    NG_CHECK(ngi_items_make(ctx, doc, &items));
    NG_CHECK(ngi_match_patterns(ctx, &items, lexicon, &claims));
    NG_CHECK(ngi_match_families(ctx, doc, &claims));
    NG_CHECK(ngi_claims_join(ctx, &claims, doc));
done:
    ngi_items_release(ctx, &items);
    ngi_array_release(ctx, &claims.list);
    return st;
}
