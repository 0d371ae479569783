/* The drawing program misbehaving: each costs one clear line and no more. */
#include "render/child.h"

#include "base/files.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

typedef struct fixture {
    ng_context *ctx;
    char folder[64];
    char program[96];
} fixture;

static int set_up(void **state)
{
    fixture *f = calloc(1, sizeof *f);

    if (!f || ng_context_create(NULL, &f->ctx) != NG_OK) return -1;
    (void)snprintf(f->folder, sizeof f->folder, "/tmp/namegraph-child-XXXXXX");
    if (!mkdtemp(f->folder)) return -1;
    (void)snprintf(f->program, sizeof f->program, "%s/namegraph-draw", f->folder);
    (void)setenv("NAMEGRAPH_LIBEXEC", f->folder, 1);
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    fixture *f = *state;

    (void)unsetenv("NAMEGRAPH_LIBEXEC");
    (void)unlink(f->program);
    (void)rmdir(f->folder);
    ng_context_free(f->ctx);
    free(f);
    return 0;
}

/* A script in the place of the program. */
static void pretend(const fixture *f, const char *script)
{
    assert_int_equal(ngi_file_write(f->ctx, f->program, ng_str_from(script)), NG_OK);
    assert_int_equal(chmod(f->program, 0700), 0);
}

static void expect_failure(const fixture *f, ng_str input, double seconds, const char *words)
{
    ngi_child_limits limits = { seconds, 512 };
    ngi_buffer answer;

    assert_int_equal(ngi_child_run(f->ctx, "layout", "neato", input, &limits, &answer), NG_E_CHILD);
    if (!strstr(ng_context_error(f->ctx)->message, words)) print_error("%s\n", ng_context_error(f->ctx)->message);
    assert_non_null(strstr(ng_context_error(f->ctx)->message, words));
    assert_null(strchr(ng_context_error(f->ctx)->message, '\n'));
    assert_null(answer.data);
}

static void test_missing(void **state) { expect_failure(*state, NGI_LITERAL("graph {}"), 5.0, "cannot find the drawing program"); }

static void test_hang(void **state)
{
    struct timespec begin, end;

    pretend(*state, "#!/bin/sh\nexec sleep 100\n");
    (void)clock_gettime(CLOCK_MONOTONIC, &begin);
    expect_failure(*state, NGI_LITERAL("graph {}"), 0.3, "took longer than 0.3 seconds");
    (void)clock_gettime(CLOCK_MONOTONIC, &end);
    assert_true(end.tv_sec - begin.tv_sec < 5);
}

static void test_crash(void **state)
{
    pretend(*state, "#!/bin/sh\nkill -SEGV $$\n");
    expect_failure(*state, NGI_LITERAL("graph {}"), 5.0, "crashed");
}

static void test_complaint(void **state)
{
    pretend(*state, "#!/bin/sh\necho 'out of memory'\nexit 1\n");
    expect_failure(*state, NGI_LITERAL("graph {}"), 5.0, "failed: out of memory");
}

static void test_noise(void **state)
{
    pretend(*state, "#!/bin/sh\necho what\n");
    expect_failure(*state, NGI_LITERAL("graph {}"), 5.0, "failed: what");
}

/* A child that ends without reading a long input must not raise SIGPIPE here. */
static void test_deaf(void **state)
{
    static char input[1 << 20];

    memset(input, 'x', sizeof input);
    pretend(*state, "#!/bin/sh\nexit 1\n");
    expect_failure(*state, (ng_str){ input, sizeof input }, 5.0, "failed");
}

static void test_answer(void **state)
{
    const fixture *f = *state;
    ngi_child_limits limits = { 10.0, 512 };
    ngi_buffer answer;

    pretend(f, "#!/bin/sh\necho ok\ncat\n");
    assert_int_equal(ngi_child_run(f->ctx, "layout", "neato", NGI_LITERAL("a b c"), &limits, &answer), NG_OK);
    assert_string_equal(answer.data, "a b c");
    ngi_buffer_release(f->ctx, &answer);
}

/* The program itself, given what it cannot read. */
static void test_not_dot(void **state)
{
    (void)unsetenv("NAMEGRAPH_LIBEXEC");
    expect_failure(*state, NGI_LITERAL("graph { a -- "), 20.0, "failed: ");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_missing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_hang, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_crash, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_complaint, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_noise, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_deaf, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_answer, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_not_dot, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
