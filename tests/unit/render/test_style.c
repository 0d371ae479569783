/* Styles: those that ship, and files that are wrong. */
#include "render/style.h"

#include "base/files.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

static int set_up(void **state)
{
    ng_context *ctx;

    if (ng_context_create(NULL, &ctx) != NG_OK) return -1;
    *state = ctx;
    return 0;
}

static int tear_down(void **state)
{
    ng_context_free(*state);
    return 0;
}

static const char *const names[] = { "light", "dark", "print", "colour-blind" };

/* WCAG 2.1: text AAA, muted text AA; symbols and ties can be seen at all. */
static void test_contrast(void **state)
{
    ngi_style s;
    size_t i, k;

    for (i = 0; i < 4; i++) {
        assert_int_equal(ngi_style_read(*state, ng_str_from(names[i]), &s), NG_OK);
        assert_true(ngi_color_contrast(s.text, s.background) >= 7.0);
        assert_true(ngi_color_contrast(s.muted, s.background) >= 4.5);
        for (k = 0; k < NG_ENTITY_TYPE_COUNT; k++) assert_true(ngi_color_contrast(s.types[k], s.background) >= 1.9);
        for (k = 0; k < NG_EDGE_KIND_COUNT; k++) assert_true(ngi_color_contrast(s.kinds[k], s.background) >= 1.6);
        assert_true(ngi_color_contrast(s.text, ngi_color_mix(s.background, s.hulls[0], s.hull_opacity)) >= 7.0);
    }
}

/* light.style says what is built in. */
static void test_light_file(void **state)
{
    ngi_style built_in, file;

    assert_int_equal(ngi_style_read(*state, NGI_LITERAL("light"), &built_in), NG_OK);
    assert_int_equal(ngi_style_read(*state, ng_str_from(NG_TEST_DATA "/../graphs/styles/light.style"), &file), NG_OK);
    assert_memory_equal(&built_in, &file, sizeof file);
}

static void expect(ng_context *ctx, const char *text, ng_status status, const char *words)
{
    static const char path[] = "./made-for-a-test.style";
    ngi_style s;

    assert_int_equal(ngi_file_write(ctx, path, ng_str_from(text)), NG_OK);
    assert_int_equal(ngi_style_read(ctx, ng_str_from(path), &s), status);
    (void)unlink(path);
    if (status != NG_OK) assert_non_null(strstr(ng_context_error(ctx)->message, words));
}

static void test_files(void **state)
{
    expect(*state, "# a comment\n\n  person :  #ABCdef \nline-most: 9\n", NG_OK, "");
    expect(*state, "person: blue\n", NG_E_FORMAT, "line 1: 'person' wants a colour");
    expect(*state, "\nsymbol: 999\n", NG_E_FORMAT, "line 2: 'symbol' wants a number from 2 to 40");
    expect(*state, "persona: #ffffff\n", NG_E_FORMAT, "nothing is called 'persona'");
    expect(*state, "person #ffffff\n", NG_E_FORMAT, "not of the form");
    expect(*state, "symbol: 30\nsymbol-most: 10\n", NG_E_FORMAT, "larger than its '-most'");
}

static void test_no_such_style(void **state)
{
    ngi_style s;

    assert_int_equal(ngi_style_read(*state, NGI_LITERAL("sepia"), &s), NG_E_NOTFOUND);
    assert_non_null(strstr(ng_context_error(*state)->message, "there is no style 'sepia'"));
    assert_int_equal(ngi_style_read(*state, NGI_LITERAL("./no/such.style"), &s), NG_E_IO);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_contrast, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_light_file, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_files, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_no_such_style, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
