/*
 * Shared by the two halves of the scorer: what stands where (score.c), and what it makes a network of (score_network.c).
 */
#ifndef NG_TEST_SCORE_IMPL_H
#define NG_TEST_SCORE_IMPL_H

#include "score.h"

typedef struct said_name {
    ng_span span;             /* code points of the raw text */
    uint32_t document, actor;
    ng_entity_type type;
    float score;
} said_name;

typedef struct scorer {
    ng_context *ctx;
    const gold_file *gold;
    const ng_collection *said;
    NGI_ARRAY(const ng_document *) documents;
    NGI_ARRAY(uint32_t) prose;    /* by line - 1: document, or NG_NONE */
    NGI_ARRAY(said_name) names;   /* by place */
    NGI_ARRAY(uint32_t) document_of; /* by article, or NG_NONE */
    score *units;                 /* by article */
} scorer;

/** Code point of the raw text for a byte of a document. */
uint32_t scorer_raw_place(const ng_document *doc, uint32_t byte);
/** Does it touch a mention on which the annotators differ? */
bool scorer_is_loose(const gold_file *gold, ng_span span);
/** The name that stands exactly there, or NULL. */
const said_name *scorer_find_name(const scorer *s, ng_span span);
void scorer_put_in_bin(score_bin *bins, float value, bool right);
/** Coreference, nodes, relations and speech of an article. */
ng_status scorer_network(scorer *s, uint32_t article);

#endif
