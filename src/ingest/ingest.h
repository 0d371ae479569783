/*
 * ingest: bytes -> documents with text, metadata, paragraphs of prose and marked boilerplate.
 * In the flow: first. Next: text/.
 */
#ifndef NGI_INGEST_H
#define NGI_INGEST_H

#include "base/lexicon.h"
#include "core/model.h"

typedef struct ngi_ingest_options {
    const ng_str *fields;     /* of JSON lines: pairs "text", "body" that rename a field; NULL: none */
    size_t field_count;       /* number of pairs */
    bool any_language;        /* read other languages than English too */
    const ngi_lexicon *lexicon; /* knows outlets and names of people in bylines; may be NULL */
} ngi_ingest_options;

/**
 * Append the documents of one input to a collection. The kind (text, HTML, feed, JSON lines) is told by content.
 * A doubtful part is left out with a note.
 * @param source  the input's name: path as given, or "-".
 * @return NG_OK, also when nothing could be read and a note says why; NG_E_NOMEM; NG_E_CANCELLED.
 */
ng_status ngi_ingest(ng_context *ctx, const char *source, ng_str bytes, const ngi_ingest_options *opts,
                     ng_collection *collection);

/** Set `duplicate_of` of the copies among the documents of a sorted collection. Cost: near linear. */
ng_status ngi_find_duplicates(ng_context *ctx, ng_collection *collection);

#endif
