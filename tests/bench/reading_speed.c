/*
 * reading_speed FILE... : MB/s of reading files into documents and of cutting them into sentences and tokens, and for
 * pages of libxml2's bare parse of the same bytes, which makes its tree and no more. The best of five runs.
 * tests/bench/reading_peers.py runs trafilatura on the same files.
 */
#include "base/files.h"
#include "ingest/ingest_impl.h"
#include "text/segment.h"

#include <stdio.h>
#include <time.h>

#include <libxml/HTMLparser.h>

#define RUNS 5

typedef struct timing {
    double bytes, reading, segmenting, parsing; /* seconds, the best of the runs */
} timing;

static double seconds_since(clock_t begin) { return (double)(clock() - begin) / CLOCKS_PER_SEC; }

static void keep_best(double *best, double value)
{
    if (*best == 0.0 || value < *best) *best = value;
}

static double parse_bare(ng_str bytes)
{
    clock_t begin = clock();
    htmlDocPtr doc = htmlReadMemory(bytes.ptr, (int)bytes.len, NULL, "UTF-8",
                                    HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET);

    xmlFreeDoc(doc);
    return seconds_since(begin);
}

static ng_status run_once(ng_context *ctx, const char *path, ng_str bytes, timing *t)
{
    ngi_ingest_options opts = { NULL, 0, true, NULL };
    ng_collection *collection = NULL;
    clock_t begin;
    ng_status st;

    NG_CHECK(ngi_collection_create(ctx, &collection));
    begin = clock();
    NG_CHECK(ngi_ingest(ctx, path, bytes, &opts, collection));
    keep_best(&t->reading, seconds_since(begin));
    begin = clock();
    for (size_t i = 0; i < collection->documents.count; i++) NG_CHECK(ngi_segment(ctx, collection->documents.items[i]));
    keep_best(&t->segmenting, seconds_since(begin));
    if (ngi_input_kind_of(bytes) == NGI_INPUT_HTML) keep_best(&t->parsing, parse_bare(bytes));
done:
    ng_collection_free(collection);
    return st;
}

static ng_status measure(ng_context *ctx, const char *path, timing *total)
{
    timing t = { 0.0, 0.0, 0.0, 0.0 };
    ngi_buffer bytes = { 0 };
    ng_status st;

    NG_CHECK(ngi_file_read(ctx, path, &bytes));
    for (int i = 0; i < RUNS; i++) NG_CHECK(run_once(ctx, path, ngi_buffer_str(&bytes), &t));
    total->bytes += (double)bytes.len;
    total->reading += t.reading;
    total->segmenting += t.segmenting;
    total->parsing += t.parsing;
done:
    ngi_buffer_release(ctx, &bytes);
    return st;
}

int main(int argc, char **argv)
{
    timing total = { 0.0, 0.0, 0.0, 0.0 };
    ng_context *ctx;

    if (ng_context_create(NULL, &ctx) != NG_OK) return 4;
    for (int i = 1; i < argc; i++)
        if (measure(ctx, argv[i], &total) != NG_OK) (void)fprintf(stderr, "%s\n", ng_context_error(ctx)->message);
    ng_context_free(ctx);
    if (total.bytes == 0.0) return 2;
    printf("%d files, %.1f MB\n", argc - 1, total.bytes / 1e6);
    printf("reading     %8.3f s  %8.1f MB/s\n", total.reading, total.bytes / 1e6 / total.reading);
    printf("segmenting  %8.3f s\n", total.segmenting);
    if (total.parsing > 0.0)
        printf("bare parse  %8.3f s  %8.1f MB/s  (reading takes %.2f times as long)\n", total.parsing,
               total.bytes / 1e6 / total.parsing, total.reading / total.parsing);
    return 0;
}
