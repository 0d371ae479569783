/*
 * Claims: what patterns and the head say of two mentions, before they are joined to the relations of the document.
 */
#ifndef NGI_CLAIMS_H
#define NGI_CLAIMS_H

#include "core/model.h"

typedef struct ngi_claim {
    uint32_t head, tail;        /* mentions */
    ng_relation_type type;
    ng_assertion status;
    float score;                /* 0..1 */
    ng_span role;               /* the words of the post; empty if none */
    ng_str since, until;        /* set by ngi_claims_join() */
    const char *by;             /* static: "head" or the pattern's name */
} ngi_claim;

typedef struct ngi_claims {
    NGI_ARRAY(ngi_claim) list;
} ngi_claims;

/** Join the claims to relations with their evidence, canonical order, in the document. Replaces its relations. */
ng_status ngi_claims_join(ng_context *ctx, ngi_claims *claims, ng_document *doc);

#endif
