/*
 * entities: mentions -> entities of a document -> actors of a collection.
 * In the flow: after mentions/, before relations/. The user's decisions are read here.
 */
#ifndef NGI_ENTITIES_H
#define NGI_ENTITIES_H

#include "base/lexicon.h"
#include "nn/nn.h"

typedef struct ngi_decisions ngi_decisions;   /* the user's file: merge, never merge, rename, retype, hide, add */
typedef struct ngi_resolver ngi_resolver;     /* the coref head of a model; read-only, shared by threads */

/** Read a decisions file; the error names line and column. */
ng_status ngi_decisions_read(ng_context *ctx, const char *source, ng_str text, ngi_decisions **out);
void ngi_decisions_free(ngi_decisions *decisions);
/** Append where the names that the user added stand in a document, name by name. `decisions` may be NULL. */
ng_status ngi_added_names_find(ng_context *ctx, const ngi_decisions *decisions, const ng_document *doc, ngi_known_names *out);

ng_status ngi_resolver_create(ng_context *ctx, const ngi_model *model, ngi_resolver **out);
void ngi_resolver_free(ngi_resolver *resolver);

/**
 * Make the entities of one document: join name variants, resolve references, set names, types and ids. Mentions that
 * refer to nothing named are dropped. `resolver` and `encoding` may be NULL (names by rules only), so may `lexicon`
 * and `decisions`.
 */
ng_status ngi_resolve_entities(ng_context *ctx, const ngi_resolver *resolver, const ngi_encoding *encoding,
                               const ngi_lexicon *lexicon, const ngi_decisions *decisions, ng_document *doc);

/**
 * Decide which entities of the documents are one actor, and what actors and entities are called: a function of the whole
 * sorted set. Replaces the actors.
 */
ng_status ngi_link_entities(ng_context *ctx, const ngi_lexicon *lexicon, const ngi_decisions *decisions, ng_label label,
                            ng_collection *collection);

/* What the rules and scores were: for people who ask. Computed again from the documents, so nothing is stored. */

/** Two names that were joined, or might be. */
typedef struct ngi_name_join {
    ng_str name, other;       /* borrowed from the report */
    const char *why;          /* static: "surname of the full name" */
    float score;              /* 0..1; 1 within one document, where a rule decided */
    uint32_t document;        /* where `name` stands, index in the collection */
    ng_span span;             /* its first mention there */
    uint32_t other_document;  /* the same of `other` */
    ng_span other_span;
    ng_str by, other_by;      /* of candidates: the names of the two that look alike */
} ngi_name_join;

typedef struct ngi_name_report {
    ng_allocator allocator;
    ngi_arena strings;
    NGI_ARRAY(ngi_name_join) joins;
} ngi_name_report;

/** Why the names of an actor are one: each name of it with the one that it was joined to, by document. */
ng_status ngi_explain_actor(ng_context *ctx, const ngi_lexicon *lexicon, const ngi_decisions *decisions,
                            const ng_collection *collection, uint32_t actor, ngi_name_report *out);
/** Pairs of actors that look alike and were not joined, likeliest first; of an actor at most three. */
ng_status ngi_find_candidates(ng_context *ctx, const ngi_lexicon *lexicon, const ngi_decisions *decisions,
                              const ng_collection *collection, ngi_name_report *out);
/** Append the pairs as lines of a decisions file, each behind '#' with its score and reason. */
ng_status ngi_write_candidates(ng_context *ctx, const ngi_name_report *report, ngi_buffer *out);
void ngi_name_report_release(ngi_name_report *report);

#endif
