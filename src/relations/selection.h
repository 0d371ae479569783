/* Which claims are kept: those more likely right than wrong, and no two that cannot both be. */
#ifndef NGI_SELECTION_H
#define NGI_SELECTION_H

#include "claims.h"

/**
 * Drop the claims of pairs of entities whose best score for the type is below the type's threshold, and those that a
 * likelier claim on the same two entities rules out.
 * @param thresholds  NG_RELATION_COUNT chances, 0..1.
 */
ng_status ngi_claims_select(ng_context *ctx, const ng_document *doc, const float *thresholds, ngi_claims *claims);

#endif
