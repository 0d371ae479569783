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

ng_status ngi_resolver_create(ng_context *ctx, const ngi_model *model, ngi_resolver **out);
void ngi_resolver_free(ngi_resolver *resolver);

/**
 * Make the entities of one document: join name variants, resolve references, set names, types and ids. Mentions that
 * refer to nothing named are dropped. `resolver` and `encoding` may be NULL (names by rules only), so may `lexicon`
 * and `decisions`.
 */
ng_status ngi_resolve_entities(ng_context *ctx, const ngi_resolver *resolver, const ngi_encoding *encoding,
                               const ngi_lexicon *lexicon, const ngi_decisions *decisions, ng_document *doc);

/** Decide which entities of the documents are one actor: a function of the whole sorted set. Replaces the actors. */
ng_status ngi_link_entities(ng_context *ctx, const ngi_lexicon *lexicon, const ngi_decisions *decisions,
                            ng_collection *collection);

#endif
