/*
 * mentions: tokens -> named mentions of the ten types, and references (nominals, pronouns).
 * In the flow: after text/ and nn/, before entities/.
 */
#ifndef NGI_MENTIONS_H
#define NGI_MENTIONS_H

#include "base/lexicon.h"
#include "nn/nn.h"

typedef struct ngi_tagger ngi_tagger; /* the tag and ref heads of a model; read-only, shared by threads */

ng_status ngi_tagger_create(ng_context *ctx, const ngi_model *model, ngi_tagger **out);
void ngi_tagger_free(ngi_tagger *tagger);

/**
 * Find the mentions of a document by the trained heads; `lexicon` may be NULL (word lists off).
 * @param known  names that are certain, in any order: the best path goes through them, save where the heads find a
 *               longer name that holds one. `known_count` 0: there are none.
 */
ng_status ngi_find_mentions(ng_context *ctx, const ngi_tagger *tagger, const ngi_encoding *encoding,
                            const ngi_lexicon *lexicon, const ngi_known_name *known, size_t known_count, ng_document *doc);

/** Find the references alone, beside names that are there: those of a document whose mentions were given. */
ng_status ngi_find_references(ng_context *ctx, const ngi_tagger *tagger, const ngi_encoding *encoding, ng_document *doc);

/** Find mentions by word lists and capitals alone: `--model lists`, and the reference that the tagger must beat. */
ng_status ngi_find_mentions_by_lists(ng_context *ctx, const ngi_lexicon *lexicon, ng_document *doc);

#endif
