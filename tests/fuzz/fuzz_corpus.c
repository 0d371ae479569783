/* Any bytes, taken for a corpus: refused in one line, or read, searched and checked without harm. */
#include "pipeline/sources.h"
#include "store/store.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool holds)
{
    if (!holds) abort();
}

static bool told(ng_status st) { return st == NG_OK || st == NG_DONE || st == NG_E_FORMAT || st == NG_E_IO || st == NG_E_LIMIT; }

static void use(ng_context *ctx, ng_corpus *corpus)
{
    const char *words[] = { "ada", "roe met" };
    ng_collection *collection;
    ng_corpus_entry entry;
    ng_corpus_hit hit;
    size_t documents, faults;
    ng_status st;

    must(ngi_collection_create(ctx, &collection) == NG_OK);
    must(told(ngi_corpus_read(ctx, corpus, collection)));
    while ((st = ng_corpus_next(ctx, corpus, &entry)) == NG_OK) {}
    must(told(st));
    st = ng_corpus_search(ctx, corpus, words, 2);
    while (st == NG_OK) st = ng_corpus_hit_next(ctx, corpus, &hit);
    must(told(st));
    must(told(ng_corpus_verify(ctx, corpus, &documents, &faults)));
    ng_collection_free(collection);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char path[64];
    ng_corpus *corpus;
    ng_context *ctx;
    FILE *f;

    (void)snprintf(path, sizeof path, "fuzz_corpus.%ld", (long)getpid());
    f = fopen(path, "wb");
    must(f && fwrite(data, 1, size, f) == size && fclose(f) == 0);
    must(ng_context_create(NULL, &ctx) == NG_OK);
    must(told(ngi_corpus_open(ctx, path, NG_CORPUS_READ, 0, &corpus)));
    if (corpus) use(ctx, corpus);
    ng_corpus_close(corpus);
    ng_context_free(ctx);
    must(unlink(path) == 0);
    return 0;
}
