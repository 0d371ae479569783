/* Since when and until when a relation holds, as far as its sentence says. */
#ifndef NGI_RELATION_DATES_H
#define NGI_RELATION_DATES_H

#include "claims.h"

/** Set *since and *until (strings of the document, ISO 8601, as exact as stated) or leave them absent. */
ng_status ngi_dates_of(ng_context *ctx, ng_document *doc, const ngi_claim *claim, ng_str *since, ng_str *until);

#endif
