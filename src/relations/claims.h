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

/** The sentence in which a claim is complete: the later one of its two mentions'. */
uint32_t ngi_claim_place(const ng_document *doc, const ngi_claim *claim);

/**
 * The chance of what two places state, each by itself with its chance: that both are wrong is the product of the two
 * doubts ("noisy or", Pearl 1988, Probabilistic Reasoning in Intelligent Systems, 4.3.2).
 */
float ngi_chance_together(float a, float b);

/** Join the claims to relations with their evidence, canonical order, in the document. Replaces its relations. */
ng_status ngi_claims_join(ng_context *ctx, ngi_claims *claims, ng_document *doc);

#endif
