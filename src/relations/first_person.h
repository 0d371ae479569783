/* Who 'I' and 'we' are in direct speech. */
#ifndef NGI_FIRST_PERSON_H
#define NGI_FIRST_PERSON_H

#include "utterances.h"

/**
 * Link the found pronouns of the first person in the document's direct speech to its speaker, or to the organization
 * that the speaker speaks for. Changes entity and type of mentions only. `relater` and `encoding` may be NULL.
 */
ng_status ngi_settle_first_person(ng_context *ctx, const ngi_hearing *h, const ngi_relater *relater,
                                  const ngi_encoding *encoding, ng_document *doc);

#endif
