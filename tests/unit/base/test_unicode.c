/* Characters and UTF-8. */
#include "base/unicode.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* A broken byte is found wherever it stands, and a sound character nowhere. */
static void test_faults(void **state)
{
    (void)state;
    for (size_t at = 0; at < 30; at++) {
        char text[32];

        memset(text, 'a', sizeof text);
        text[at] = '\x80';
        assert_int_equal(ngi_utf8_fault((ng_str){ text, sizeof text }), at);
        memcpy(text + at, "\xC3\xA9", 2);
        assert_true(ngi_utf8_fault((ng_str){ text, sizeof text }) == SIZE_MAX);
        assert_int_equal(ngi_utf8_fault((ng_str){ text, at + 1 }), at);
    }
    assert_true(ngi_utf8_fault(NGI_LITERAL("")) == SIZE_MAX);
}

static void test_kinds_of_characters(void **state)
{
    static const ngi_char upper[] = { 'A', 'Z', 0xC9, 0x1C5 }, lower[] = { 'a', 'z', 0xE9 },
                          other[] = { -1, 0, '@', '[', '`', '{', '/', ':', 0xD7, 0x2014 };

    (void)state;
    for (size_t i = 0; i < sizeof upper / sizeof *upper; i++)
        assert_true(ngi_char_is_upper(upper[i]) && ngi_char_is_letter(upper[i]) && !ngi_char_is_lower(upper[i]));
    for (size_t i = 0; i < sizeof lower / sizeof *lower; i++)
        assert_true(ngi_char_is_lower(lower[i]) && ngi_char_is_letter(lower[i]) && !ngi_char_is_upper(lower[i]));
    for (size_t i = 0; i < sizeof other / sizeof *other; i++)
        assert_false(ngi_char_is_upper(other[i]) || ngi_char_is_lower(other[i]) || ngi_char_is_letter(other[i]) ||
                     ngi_char_is_digit(other[i]));
    assert_true(ngi_char_is_digit('0') && ngi_char_is_digit('9') && ngi_char_is_digit(0x663));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_faults),
        cmocka_unit_test(test_kinds_of_characters),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
