/* Any bytes, read as results of extract: what is taken holds together, can be written, and is taken again. */
#include "exchange/result.h"
#include "text/segment.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool holds)
{
    if (!holds) abort();
}

static ng_status take(ng_context *ctx, ng_str text, ngi_result_parts parts, ng_collection **out)
{
    ng_status st;

    must(ngi_collection_create(ctx, out) == NG_OK);
    st = ngi_result_read(ctx, "in", text, parts, ngi_segment, *out);
    must(st == NG_OK || st == NG_E_FORMAT || st == NG_E_LIMIT);
    for (size_t i = 0; i < (*out)->documents.count; i++)
        must(ngi_document_check(ctx, (*out)->documents.items[i]) == NG_OK);
    return st;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    ng_str text = { size ? (const char *)data : "", size };
    ng_collection *whole = NULL, *mentions = NULL, *again = NULL;
    ngi_buffer written = { NULL, 0, 0 };
    ng_context *ctx;

    if (ng_context_create(NULL, &ctx) != NG_OK) return 0;
    (void)ngi_result_detect(text);
    (void)take(ctx, text, NGI_RESULT_MENTIONS, &mentions);
    if (take(ctx, text, NGI_RESULT_WHOLE, &whole) == NG_OK) {
        must(ngi_result_write_json(ctx, whole, &written) == NG_OK);
        must(take(ctx, ngi_buffer_str(&written), NGI_RESULT_WHOLE, &again) == NG_OK);
    }
    ngi_buffer_release(ctx, &written);
    ng_collection_free(whole);
    ng_collection_free(mentions);
    ng_collection_free(again);
    ng_context_free(ctx);
    return 0;
}
