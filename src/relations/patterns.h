/* Relations by sure patterns over the items of a sentence. */
#ifndef NGI_PATTERNS_H
#define NGI_PATTERNS_H

#include "base/lexicon.h"
#include "claims.h"
#include "items.h"

/** Append what the patterns find. `lexicon` may be NULL (then no country is read from 'French'). */
ng_status ngi_match_patterns(ng_context *ctx, const ngi_items *items, const ngi_lexicon *lexicon, ngi_claims *out);

/** Append that versions are part of their families ('GLM 4.6' of 'GLM'), where the document has both. */
ng_status ngi_match_families(ng_context *ctx, const ng_document *doc, ngi_claims *out);

#endif
