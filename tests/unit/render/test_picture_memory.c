/* Memory runs out while a picture is made: NG_E_NOMEM each time, nothing leaked, and no picture. */
#include "made_graphs.h"
#include "namegraph/render.h"

#include "support/purse.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

enum { FIRST_CALLS = 40, STRIDE = 9 };

static void test_no_memory(void **state)
{
    ng_context_options opts = NG_CONTEXT_OPTIONS_INIT;
    purse p = { UINT32_MAX, 0 };
    ng_status st = NG_E_NOMEM;
    ng_context *rich, *poor;
    unsigned long calls;
    ng_graph *g;
    char *bytes;
    size_t len;

    (void)state;
    opts.allocator = purse_allocator(&p);
    assert_int_equal(ng_context_create(NULL, &rich), NG_OK);
    assert_int_equal(ng_context_create(&opts, &poor), NG_OK);
    g = made_story(rich, false);
    for (calls = 0; st == NG_E_NOMEM; calls += calls < FIRST_CALLS ? 1 : STRIDE) {
        long before = p.balance;

        p.left = calls;
        st = ng_graph_draw(poor, g, NULL, &bytes, &len);
        p.left = UINT32_MAX;
        if (st == NG_OK) break;
        assert_int_equal(st, NG_E_NOMEM);
        assert_null(bytes);
        assert_int_equal(p.balance, before);
    }
    assert_int_equal(st, NG_OK);
    assert_true(calls > FIRST_CALLS);
    ng_free(poor, bytes);
    ng_graph_free(g);
    ng_context_free(poor);
    assert_int_equal(p.balance, 0);
    ng_context_free(rich);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_no_memory) };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
