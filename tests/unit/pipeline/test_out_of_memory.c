/*
 * Memory runs out at the first call, the second, the third ...: each time NG_E_NOMEM, nothing leaked (the sanitizer looks),
 * and the context usable afterwards.
 */
#include "namegraph/namegraph.h"

#include "support/purse.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

static ng_status read_article(ng_context *ctx, const char *path)
{
    ng_extract_options opts = NG_EXTRACT_OPTIONS_INIT;
    ng_collection *collection = NULL;
    ng_graph *graph = NULL;
    char *json = NULL;
    size_t len;
    ng_status st;

    opts.reader = NG_READER_LISTS;
    opts.word_lists = false;
    opts.jobs = 1;
    st = ng_extract(ctx, &path, 1, &opts, NULL, &collection);
    if (st == NG_OK) st = ng_collection_write(ctx, collection, NG_RESULT_JSON, &json, &len);
    if (st == NG_OK) st = ng_graph_build(ctx, collection, NULL, &graph);
    ng_free(ctx, json);
    ng_graph_free(graph);
    ng_collection_free(collection);
    return st;
}

#define CORPUS "test_out_of_memory.namegraph"

/* Each part of a corpus's life; what was interrupted is undone, so the next try begins where this one did. */
static ng_status keep_article(ng_context *ctx, const char *path)
{
    ng_extract_options opts = NG_EXTRACT_OPTIONS_INIT;
    const char *words[] = { "castellan" }, *corpus_path = CORPUS;
    ng_collection *collection = NULL;
    ng_corpus *corpus = NULL;
    ng_corpus_entry entry;
    ng_corpus_hit hit;
    size_t documents = 0, faults = 0;
    ng_status st;

    opts.reader = NG_READER_LISTS;
    opts.word_lists = false;
    opts.jobs = 1;
    st = ng_corpus_open(ctx, CORPUS, NG_CORPUS_WRITE, &corpus);
    if (st == NG_OK) st = ng_corpus_add(ctx, corpus, &path, 1, &opts, NULL, NULL);
    if (st == NG_OK) st = ng_corpus_next(ctx, corpus, &entry);
    if (st == NG_OK) st = ng_corpus_search(ctx, corpus, words, 1);
    if (st == NG_OK) st = ng_corpus_hit_next(ctx, corpus, &hit);
    if (st == NG_OK) st = ng_corpus_verify(ctx, corpus, &documents, &faults);
    if (st == NG_OK && (documents != 1 || faults)) st = NG_E_INTERNAL;
    if (st == NG_OK) st = ng_extract(ctx, &corpus_path, 1, &opts, NULL, &collection);
    if (st == NG_OK) st = ng_corpus_set(ctx, corpus, collection);
    if (st == NG_OK) st = ng_corpus_remove(ctx, corpus, &path, 1, &documents);
    ng_collection_free(collection);
    ng_corpus_close(corpus);
    return st;
}

/* Every one of the first calls, `dense` of them, then ever fewer. */
static void run_at_every_call(ng_status (*run)(ng_context *ctx, const char *path), unsigned long dense)
{
    ng_context_options opts = NG_CONTEXT_OPTIONS_INIT;
    const char *path = NG_TEST_DATA "/unit/pipeline/short.txt";
    unsigned long calls;
    ng_status st = NG_E_NOMEM;

    for (calls = 0; st != NG_OK; calls += 1 + calls / dense) {
        purse p = { calls, 0 };
        ng_context *ctx = NULL;

        opts.allocator = purse_allocator(&p);
        st = ng_context_create(&opts, &ctx);
        if (st == NG_OK) {
            st = run(ctx, path);
            ng_context_free(ctx);
        }
        if (st != NG_OK && st != NG_E_NOMEM) (void)fprintf(stderr, "call %lu: %s\n", calls, ng_status_name(st));
        assert_true(st == NG_OK || st == NG_E_NOMEM);
        assert_int_equal(p.balance, 0);
        assert_true(calls < 5000000);
    }
    assert_true(calls > 100);
}

static void test_extract_at_every_call(void **state)
{
    (void)state;
    run_at_every_call(read_article, 200);
}

static void test_corpus_at_every_call(void **state)
{
    (void)state;
    (void)unlink(CORPUS);
    run_at_every_call(keep_article, 25); /* it opens the word lists six times */
    assert_int_equal(unlink(CORPUS), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_extract_at_every_call), cmocka_unit_test(test_corpus_at_every_call) };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
