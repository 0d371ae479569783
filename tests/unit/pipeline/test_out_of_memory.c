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

static void test_extract_at_every_call(void **state)
{
    ng_context_options opts = NG_CONTEXT_OPTIONS_INIT;
    const char *path = NG_TEST_DATA "/unit/pipeline/short.txt";
    unsigned long calls, step;
    ng_status st = NG_E_NOMEM;

    (void)state;
    for (calls = 0, step = 1; st != NG_OK; calls += step) {
        purse p = { calls, 0 };
        ng_context *ctx = NULL;

        if (calls > 400) step = 37; /* every call of the first stages, then a sample */
        opts.allocator = purse_allocator(&p);
        st = ng_context_create(&opts, &ctx);
        if (st == NG_OK) {
            st = read_article(ctx, path);
            ng_context_free(ctx);
        }
        if (st != NG_OK && st != NG_E_NOMEM) (void)fprintf(stderr, "call %lu: %s\n", calls, ng_status_name(st));
        assert_true(st == NG_OK || st == NG_E_NOMEM);
        assert_int_equal(p.balance, 0);
        assert_true(calls < 5000000);
    }
    assert_true(calls > 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_extract_at_every_call) };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
