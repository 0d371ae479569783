/* Dates of pages and bylines in ISO 8601. */
#include "ingest_fixture.h"

static const struct {
    const char *text, *expected;
} cases[] = {
    { "2025-11-10", "2025-11-10" },
    { "2025-11-10T08:30:00Z", "2025-11-10T08:30:00Z" },
    { "2025-11-10T08:30:00.123+01:00", "2025-11-10T08:30:00+01:00" },
    { "2025-11-10 08:30", "2025-11-10T08:30:00" },
    { "2025/11/10", "2025-11-10" },
    { "20251110", "2025-11-10" },
    { "Mon, 10 Nov 2025 08:30:00 GMT", "2025-11-10T08:30:00Z" },
    { "Mon, 10 Nov 2025 08:30:00 -0500", "2025-11-10T08:30:00-05:00" },
    { "November 10, 2025", "2025-11-10" },
    { "10 November 2025", "2025-11-10" },
    { "Nov. 10, 2025 4:15 p.m. ET", "2025-11-10T16:15:00" },
    { "10 November 2025, 12:05 am EST", "2025-11-10T00:05:00-05:00" },
    { "Published Sept 3, 2024", "2024-09-03" },
    { "Updated: 3 May 2024 at 06.00", "2024-05-03" },
    { "03/04/2025", "" },
    { "November 10, 2025 3:25 PM GMT+1", "2025-11-10T15:25:00+01:00" },
    { "10 Nov 2025 15:25 UTC-05:30", "2025-11-10T15:25:00-05:30" },
    { "10.11.2025", "2025-11-10" },
    { "06.11.2025, 05:30", "2025-11-06T05:30:00" },
    { "11/23/2025", "2025-11-23" },
    { "23/11/2025", "2025-11-23" },
    { "04/04/2025", "2025-04-04" },
    { "32.11.2025", "" },
    { "10.13.2025", "" },
    { "10.11.25", "" },
    { "2025-13-10", "" },
    { "November 2025", "" },
    { "10 Nov", "" },
    { "in 2024 the firm had 10 lamps", "" },
    { "2999-01-01", "" },
    { "", "" },
};

static void test_cases(void **state)
{
    reading *r = *state;

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ngi_buffer out = { 0 };

        assert_int_equal(ngi_date_normalize(r->ctx, ng_str_from(cases[i].text), &out), NG_OK);
        assert_str(ngi_buffer_str(&out), cases[i].expected);
        ngi_buffer_release(r->ctx, &out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = { READING_TEST(test_cases) };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
