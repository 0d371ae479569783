/* References of a document (pronouns, definite phrases) -> its entities. */
#ifndef NGI_REFER_H
#define NGI_REFER_H

#include "entities_impl.h"

/** Set the entity of each reference that has one. `resolver` and `encoding` may be NULL: sure rules only. */
ng_status ngi_refer(ng_context *ctx, const ngi_resolver *resolver, const ngi_encoding *encoding,
                    const ngi_lexicon *lexicon, ng_document *doc);

#endif
