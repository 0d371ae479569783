/*
 * Results in the form that the caller asks for.
 */
#include "base/files.h"
#include "exchange/result.h"
#include "namegraph/pipeline.h"

#define NG_X(symbol, name, words) name,
static const char *const format_names[] = { NG_RESULT_FORMAT_LIST(NG_X) };
#undef NG_X

bool ng_result_format_from(ng_str name, ng_result_format *out)
{
    size_t i;

    for (i = 0; i < NG_RESULT_FORMAT_COUNT; i++) {
        if (!ng_str_equal(name, ng_str_from(format_names[i]))) continue;
        *out = (ng_result_format)i;
        return true;
    }
    return false;
}

ng_status ng_collection_write(ng_context *ctx, const ng_collection *collection, ng_result_format format, char **out,
                              size_t *out_len)
{
    static ng_status (*const writers[])(ng_context *, const ng_collection *, ngi_buffer *) = {
        ngi_result_write_json, ngi_result_write_jsonl, ngi_result_write_brat, ngi_result_write_conll
    };
    ngi_buffer buffer = { NULL, 0, 0 };
    ng_status st;

    *out = NULL;
    *out_len = 0;
    if ((size_t)format >= NG_RESULT_FORMAT_COUNT) return ngi_fail(ctx, NG_E_ARG, "format is out of its range");
    NG_CHECK(writers[format](ctx, collection, &buffer));
    *out = ngi_buffer_take(ctx, &buffer, out_len);
    if (!*out) st = NG_E_NOMEM;
done:
    ngi_buffer_release(ctx, &buffer);
    return st;
}

ng_status ng_file_write(ng_context *ctx, const char *path, const char *data, size_t len)
{
    return ngi_file_write(ctx, path, (ng_str){ data, len });
}
