/*
 * extract and merge: what is in the documents, as the contract's JSON and other forms. Merging is reading saved
 * results: the pipeline unites and resolves whatever it is given.
 */
#include "cmd.h"

#include <string.h>

/* A corpus is a file that others may have open: it is changed in place, in one transaction. */
static ng_status write_corpus(ng_context *ctx, const char *path, const ng_collection *collection)
{
    ng_corpus *corpus = NULL;
    ng_status st = ng_corpus_open(ctx, path, NG_CORPUS_WRITE, &corpus);

    if (st == NG_OK) st = ng_corpus_set(ctx, corpus, collection);
    ng_corpus_close(corpus);
    return st;
}

static ng_status write_result(ng_context *ctx, const cli_options *options, const ng_collection *collection)
{
    ng_result_format format;
    char *data = NULL;
    size_t len;
    ng_status st;

    if (strcmp(options->format, "corpus") == 0) return write_corpus(ctx, options->output, collection);
    (void)ng_result_format_from(ng_str_from(options->format), &format); /* the parser knows the formats */
    st = ng_collection_write(ctx, collection, format, &data, &len);
    if (st == NG_OK) st = cli_write(ctx, options, data, len);
    ng_free(ctx, data);
    return st;
}

static int write_collection(const cli_options *options)
{
    ng_extract_options read = cli_extract_options(options);
    ng_context *ctx = cli_context(options);
    ng_collection *collection = NULL;
    ng_extract_report report = { 0, 0 };
    size_t count = 0;
    ng_status st;

    st = ng_extract(ctx, (const char *const *)options->arguments, options->argument_count, &read, &report, &collection);
    if (st == NG_OK) count = ng_collection_count(collection);
    if (st == NG_OK && count) st = write_result(ctx, options, collection);
    ng_collection_free(collection);
    return cli_finish(ctx, options, st, &report, count > 0);
}

int cmd_extract(const cli_options *options) { return write_collection(options); }

int cmd_merge(const cli_options *options)
{
    if (strcmp(options->format, "corpus") == 0 && !options->output) {
        (void)fputs("namegraph: a corpus is a file: 'merge -f corpus' wants -o FILE\n", stderr);
        return CLI_USAGE;
    }
    return write_collection(options);
}
