/*
 * extract and merge: what is in the documents, as the contract's JSON and other forms. Merging is reading saved
 * results: the pipeline unites and resolves whatever it is given.
 */
#include "cmd.h"

static int write_collection(const cli_options *options)
{
    ng_extract_options read = cli_extract_options(options);
    ng_context *ctx = cli_context(options);
    ng_collection *collection = NULL;
    ng_extract_report report = { 0, 0 };
    ng_result_format format;
    char *data = NULL;
    size_t len, count = 0;
    ng_status st;

    (void)ng_result_format_from(ng_str_from(options->format), &format); /* the parser knows the formats */
    st = ng_extract(ctx, (const char *const *)options->arguments, options->argument_count, &read, &report, &collection);
    if (st == NG_OK) count = ng_collection_count(collection);
    if (st == NG_OK && count) st = ng_collection_write(ctx, collection, format, &data, &len);
    if (st == NG_OK && data) st = cli_write(ctx, options, data, len);
    ng_free(ctx, data);
    ng_collection_free(collection);
    return cli_finish(ctx, options, st, &report, count > 0);
}

int cmd_extract(const cli_options *options) { return write_collection(options); }

int cmd_merge(const cli_options *options) { return write_collection(options); }
