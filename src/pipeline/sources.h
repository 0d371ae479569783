/* Inputs as the caller names them -> documents, read or still to be read by the stages. */
#ifndef NGI_SOURCES_H
#define NGI_SOURCES_H

#include "base/lexicon.h"
#include "core/model.h"
#include "namegraph/pipeline.h"

/** Inputs of one side of a comparison, or all of them. */
typedef struct ngi_inputs {
    const char *const *items;
    size_t count;
} ngi_inputs;

/**
 * Search folders, sort the files, read each and append its documents. An unusable one becomes a note.
 * @param side        bit that the documents carry in `sides`.
 * @param lexicon     the word lists, or NULL.
 * @param out_inputs  the number of files is added to it.
 * @return NG_OK; NG_E_NOMEM; NG_E_CANCELLED; NG_E_IO or NG_E_FORMAT for opts->given; NG_E_ARG for opts->fields.
 */
ng_status ngi_sources_read(ng_context *ctx, ngi_inputs inputs, uint32_t side, const ng_extract_options *opts,
                           const ngi_lexicon *lexicon, size_t *out_inputs, ng_collection *collection);

#endif
