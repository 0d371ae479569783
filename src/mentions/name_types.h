/* One decision on the type of equal names. */
#ifndef NGI_NAME_TYPES_H
#define NGI_NAME_TYPES_H

#include "base/lexicon.h"
#include "core/model.h"

/** What the text at one place says of the type of a name. */
typedef struct ngi_type_vote {
    uint32_t mention;                      /* index in the document's mentions */
    float probability[NG_ENTITY_TYPE_COUNT]; /* sum to 1 */
    float span_score;                      /* probability that the span is a name of any type */
} ngi_type_vote;

/** Decide on the types of the mentions that have a vote; sets type, and score where the type changed. */
ng_status ngi_settle_types(ng_context *ctx, const ngi_lexicon *lexicon, const ngi_type_vote *votes, size_t count, ng_document *doc);

#endif
