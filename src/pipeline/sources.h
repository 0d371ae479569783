/* Inputs as the caller names them -> documents, read or still to be read by the stages. */
#ifndef NGI_SOURCES_H
#define NGI_SOURCES_H

#include "base/lexicon.h"
#include "core/model.h"
#include "namegraph/store.h"

/** Inputs of one side of a comparison, or all of them. */
typedef struct ngi_inputs {
    const char *const *items;
    size_t count;
} ngi_inputs;

/** Inputs, found and ready to be read one by one. */
typedef struct ngi_sources {
    NGI_ARRAY(char *) paths;      /* files of all inputs, sorted, none twice */
    const ng_extract_options *opts;
    const ngi_lexicon *lexicon;
    ng_str *fields;
    ng_collection *given;         /* documents of opts->given that no input has taken yet */
} ngi_sources;

/**
 * Search folders and sort the files. The struct is filled and released by the caller on every path.
 * @param lexicon  the word lists, or NULL.
 * @return NG_OK; NG_E_NOMEM; NG_E_CANCELLED; NG_E_IO or NG_E_FORMAT for opts->given; NG_E_ARG for opts->fields.
 */
ng_status ngi_sources_open(ng_context *ctx, ngi_inputs inputs, const ng_extract_options *opts, const ngi_lexicon *lexicon,
                           ngi_sources *out);
void ngi_sources_close(ng_context *ctx, ngi_sources *sources);
/** Read the file of that index and append its documents. An unusable one becomes a note. */
ng_status ngi_sources_read_one(ng_context *ctx, ngi_sources *sources, size_t index, ng_collection *collection);

/** Append the documents of a corpus, all of one state of it. Errors as ng_corpus_next(). */
ng_status ngi_corpus_read(ng_context *ctx, ng_corpus *corpus, ng_collection *collection);

/**
 * Read all of them, as above.
 * @param side        bit that the documents carry in `sides`.
 * @param out_inputs  the number of files is added to it.
 */
ng_status ngi_sources_read(ng_context *ctx, ngi_inputs inputs, uint32_t side, const ng_extract_options *opts,
                           const ngi_lexicon *lexicon, size_t *out_inputs, ng_collection *collection);

#endif
