/*
 * What the stages share while documents are read: model, word lists, heads, the user's decisions. Opened once, read by
 * every thread.
 */
#ifndef NGI_ENGINE_H
#define NGI_ENGINE_H

#include "entities/entities.h"
#include "mentions/mentions.h"
#include "namegraph/pipeline.h"
#include "relations/relations.h"

typedef struct ngi_engine {
    ng_reader reader;
    ngi_model *model;         /* NULL for NG_READER_LISTS */
    ngi_lexicon *lexicon;     /* NULL when word lists are off */
    ngi_tagger *tagger;
    ngi_resolver *resolver;
    ngi_relater *relater;
    ngi_decisions *decisions; /* NULL when there are none */
    ng_str *cues;
    ngi_relation_options relation_options;
} ngi_engine;

/** Open the word lists alone, which are needed before it is known whether there is something to read. */
ng_status ngi_engine_lists(ng_context *ctx, const ng_extract_options *opts, ngi_engine *out);
/** Open the rest. The engine is all zero, but for word lists that are open already. */
ng_status ngi_engine_open(ng_context *ctx, const ng_extract_options *opts, ngi_engine *out);
void ngi_engine_close(ng_context *ctx, ngi_engine *engine);

/** Run every stage from sentences to relations on one document. */
ng_status ngi_engine_read(ng_context *ctx, const ngi_engine *engine, ng_document *doc);

/** JSON object that says what made a result: version, model, kernels and the options that matter to it. */
ng_status ngi_engine_made_by(ng_context *ctx, const ngi_engine *engine, const ng_extract_options *opts,
                             ngi_buffer *out);
/** The same object, of saved results, with the label of this run: what actors were called there decides nothing here. */
ng_status ngi_engine_relabel(ng_context *ctx, ng_label label, ng_str made_by, ngi_buffer *out);

#endif
