/*
 * relations: entities -> typed relations, attributed speech and co-occurrence, each with its evidence.
 * In the flow: after entities/, before graph/.
 */
#ifndef NGI_RELATIONS_H
#define NGI_RELATIONS_H

#include "base/lexicon.h"
#include "nn/nn.h"

typedef struct ngi_relater ngi_relater; /* the rel and speech heads of a model; read-only, shared by threads */

ng_status ngi_relater_create(ng_context *ctx, const ngi_model *model, ngi_relater **out);
void ngi_relater_free(ngi_relater *relater);

typedef struct ngi_relation_options {
    float min_score;         /* relations below it are dropped; 0: the calibrated threshold of each type */
    const ng_str *cues;      /* the user's own speech cues; NULL: none */
    size_t cue_count;
} ngi_relation_options;

/** Fill the relations of a document from the head and the patterns. `relater` and `encoding` may be NULL: patterns only. */
ng_status ngi_find_relations(ng_context *ctx, const ngi_relater *relater, const ngi_encoding *encoding,
                             const ngi_lexicon *lexicon, const ngi_relation_options *opts, ng_document *doc);

/** Fill the speech of a document. `relater` and `encoding` may be NULL: quotation marks and cues only. */
ng_status ngi_find_speech(ng_context *ctx, const ngi_relater *relater, const ngi_encoding *encoding,
                          const ngi_lexicon *lexicon, const ngi_relation_options *opts, ng_document *doc);

#endif
