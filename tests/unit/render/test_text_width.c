/* Widths of text and breaking into lines. */
#include "render/text_width.h"

#include "base/unicode.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static double width(const char *text, bool bold) { return ngi_text_width(ng_str_from(text), 10.0, bold); }

/* Figures of Helvetica's own tables (AFM): 'W' 944, 'i' 222, space 278 thousandths. */
static void test_widths(void **state)
{
    (void)state;
    assert_true(fabs(width("W", false) - 9.44) < 0.01);
    assert_true(fabs(width("i", false) - 2.22) < 0.01);
    assert_true(fabs(width("W i", false) - 14.44) < 0.02);
    assert_true(width("OpenAI", true) > width("OpenAI", false));
    assert_true(fabs(width("\xe6\x9d\x8e", false) - 10.0) < 0.01);
    assert_true(fabs(width("e\xcc\x81", false) - width("e", false)) < 0.01); /* a combining mark takes no room */
    assert_true(width("\xc3\xa9", false) > 5.0);
}

static void expect_lines(const char *text, double most, uint32_t count, const char *first)
{
    ng_str whole = ng_str_from(text);
    ngi_lines lines;

    ngi_text_wrap(whole, 10.0, false, most, &lines);
    assert_int_equal(lines.count, count);
    if (count) assert_true(ng_str_equal(ngi_str_slice(whole, lines.at[0].begin, lines.at[0].end), ng_str_from(first)));
}

static void test_wrap(void **state)
{
    (void)state;
    expect_lines("", 80.0, 0, "");
    expect_lines("Sam Altman", 80.0, 1, "Sam Altman");
    expect_lines("European Commission", 80.0, 2, "European");
    expect_lines("U.S. Securities and Exchange Commission", 110.0, 2, "U.S. Securities and");
    expect_lines("Thisisonewordwithoutanyplacetobreak", 60.0, 3, "Thisisonewor");
}

/* Lines are even, cover the text, and a text that is too long is said to be cut. */
static void test_wrap_covers(void **state)
{
    static const char text[] = "a quick brown fox jumps over the lazy dog and goes on to do many other things that nobody "
                               "would ever want to read in a label, because it has no end and no point, as is well known";
    ngi_lines lines;
    uint32_t i;

    (void)state;
    ngi_text_wrap(ng_str_from(text), 10.0, false, 400.0, &lines);
    assert_false(lines.cut);
    assert_int_equal(lines.at[0].begin, 0);
    for (i = 1; i < lines.count; i++) assert_int_equal(lines.at[i].begin, lines.at[i - 1].end + 1);
    assert_int_equal(lines.at[lines.count - 1].end, sizeof text - 1);
    ngi_text_wrap(ng_str_from(text), 10.0, false, 60.0, &lines);
    assert_true(lines.cut);
    assert_int_equal(lines.count, NGI_LINES_MAX);
}

static void test_clean(void **state)
{
    ngi_buffer out = { NULL, 0, 0 };
    ng_context *ctx;

    (void)state;
    assert_int_equal(ng_context_create(NULL, &ctx), NG_OK);
    assert_int_equal(ngi_text_clean(ctx, NGI_LITERAL(" a\n\tb\x01\xe2\x80\xae" "c\xef\xbf\xbf  "), &out), NG_OK);
    assert_string_equal(out.data, "a bc");
    out.len = 0;
    /* The joiner in an emoji stays. */
    assert_int_equal(ngi_text_clean(ctx, NGI_LITERAL("\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x92\xbb"), &out), NG_OK);
    assert_string_equal(out.data, "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x92\xbb");
    ngi_buffer_release(ctx, &out);
    ng_context_free(ctx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_widths),
        cmocka_unit_test(test_wrap),
        cmocka_unit_test(test_wrap_covers),
        cmocka_unit_test(test_clean),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
