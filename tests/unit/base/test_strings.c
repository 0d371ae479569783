/* Strings, buffers, maps and numbers of base/. */
#include "base/base.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

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

static void test_find_part(void **state)
{
    (void)state;
    assert_int_equal(ngi_str_find(NGI_LITERAL("ababac"), NGI_LITERAL("abac")), 2);
    assert_true(ngi_str_find(NGI_LITERAL("ababa"), NGI_LITERAL("abac")) == SIZE_MAX);
    assert_true(ngi_str_find(NGI_LITERAL(""), NGI_LITERAL("a")) == SIZE_MAX);
}

static void test_word_lists(void **state)
{
    static const char *const words[] = { "a", "ab", "abc", "b", "\xC3\xA9" };
    static const char *const others[] = { "", "abcd", "ac", "aa", "c", "\xC3", "A", "~" };

    (void)state;
    for (size_t i = 0; i < 5; i++) assert_true(ngi_str_among(ng_str_from(words[i]), words, 5));
    for (size_t i = 0; i < 8; i++) assert_false(ngi_str_among(ng_str_from(others[i]), words, 5));
    assert_false(ngi_str_among((ng_str){ "ab\0c", 4 }, words, 5));
    assert_false(ngi_str_among(NGI_LITERAL("a"), words, 0));
}

static void test_cut_lines(void **state)
{
    ng_str rest = NGI_LITERAL("a,,b"), part;

    (void)state;
    assert_true(ngi_str_next(&rest, ',', &part) && ng_str_equal(part, NGI_LITERAL("a")));
    assert_true(ngi_str_next(&rest, ',', &part) && part.len == 0);
    assert_true(ngi_str_next(&rest, ',', &part) && ng_str_equal(part, NGI_LITERAL("b")));
    assert_false(ngi_str_next(&rest, ',', &part));
}

static void test_map_holds_many(void **state)
{
    ng_context *ctx = *state;
    char keys[500][8];
    ngi_map map = { NULL, 0, 0 };
    uint32_t i;

    for (i = 0; i < 500; i++) {
        (void)snprintf(keys[i], sizeof keys[i], "k%u", i);
        assert_int_equal(ngi_map_set(ctx, &map, ng_str_from(keys[i]), i), NG_OK);
    }
    assert_int_equal(ngi_map_set(ctx, &map, NGI_LITERAL("k7"), 1000), NG_OK);
    assert_int_equal(map.count, 500);
    for (i = 0; i < 500; i++) assert_int_equal(ngi_map_find(&map, ng_str_from(keys[i])), i == 7 ? 1000 : i);
    assert_true(ngi_map_find(&map, NGI_LITERAL("k500")) == NG_NONE);
    ngi_map_release(ctx, &map);
}

static void test_numbers(void **state)
{
    uint32_t u;
    double d;

    (void)state;
    assert_true(ngi_parse_u32(NGI_LITERAL("4294967295"), &u) && u == UINT32_MAX);
    assert_false(ngi_parse_u32(NGI_LITERAL("4294967296"), &u));
    assert_false(ngi_parse_u32(NGI_LITERAL("12x"), &u));
    assert_true(ngi_parse_double(NGI_LITERAL("-2.5e-1"), &d) && d == -0.25);
    assert_true(ngi_parse_double(NGI_LITERAL(".05"), &d) && d == 0.05);
    assert_false(ngi_parse_double(NGI_LITERAL("1,5"), &d));
    assert_false(ngi_parse_double(NGI_LITERAL("e5"), &d));
    assert_false(ngi_parse_double(NGI_LITERAL(""), &d));
}

static void test_random_is_even(void **state)
{
    uint64_t seed = 42;
    uint32_t counts[7] = { 0 }, i;

    (void)state;
    for (i = 0; i < 70000; i++) counts[ngi_random_below(&seed, 7)]++;
    for (i = 0; i < 7; i++) assert_in_range(counts[i], 9500, 10500);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_find_part),
        cmocka_unit_test(test_word_lists),
        cmocka_unit_test(test_cut_lines),
        cmocka_unit_test_setup_teardown(test_map_holds_many, set_up, tear_down),
        cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_random_is_even),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
