/* What the fuzz targets of reading share: one input through ingest and text, every invariant checked. */
#ifndef NGI_FUZZ_READING_H
#define NGI_FUZZ_READING_H

#include "ingest/ingest_impl.h"
#include "text/segment.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static inline void fuzz_must(bool holds)
{
    if (!holds) abort();
}

/* Read valid UTF-8 by one reader; NULL: whatever kind the bytes are. */
static inline void fuzz_read(const uint8_t *data, size_t size, ng_status (*reader)(ngi_input *))
{
    ngi_ingest_options opts = { NULL, 0, true, NULL };
    ng_collection *collection = NULL;
    ngi_buffer text = { 0 };
    ng_context *ctx;
    ng_status st;

    if (ng_context_create(NULL, &ctx) != NG_OK) return;
    fuzz_must(ngi_collection_create(ctx, &collection) == NG_OK);
    if (reader) {
        ngi_input in = { ctx, "in", { NULL, 0 }, &opts, collection, 0, NULL };

        if (ngi_input_decode(ctx, "in", (ng_str){ (const char *)data, size }, &text) == NG_OK) {
            in.text = ngi_buffer_str(&text);
            st = reader(&in);
            fuzz_must(st == NG_OK || st == NG_E_FORMAT || st == NG_E_LIMIT);
        }
    } else {
        fuzz_must(ngi_ingest(ctx, "in", (ng_str){ (const char *)data, size }, &opts, collection) == NG_OK);
    }
    for (size_t i = 0; i < collection->documents.count; i++) {
        fuzz_must(ngi_segment(ctx, collection->documents.items[i]) == NG_OK);
        fuzz_must(ngi_document_check(ctx, collection->documents.items[i]) == NG_OK);
    }
    ngi_buffer_release(ctx, &text);
    ng_collection_free(collection);
    ng_context_free(ctx);
}

#endif
