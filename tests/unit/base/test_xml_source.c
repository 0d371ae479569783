/* What libxml2 is given of a page, told as the rows' second strings, and that no text that is shown goes missing. */
#include "base/xml.h"
#include "base/xml_source.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

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

static void test_what_is_left_out(void **state)
{
    static const char *const rows[][2] = {
        /* programs and styles, but not data */
        { "<p>a<script>b<i></script>c", "<p>a<script></script>c" },
        { "<p>a<SCRIPT>b</div></Script>c", "<p>a<SCRIPT></Script>c" },
        { "<style>p > i {}</style>c", "<style></style>c" },
        { "<script type=\"application/ld+json\">{}</script>c", "<script type=\"application/ld+json\">{}</script>c" },
        { "<script>a</scripture>b</script>c", "<script></script>c" },
        { "<script>a", "<script>" },
        { "<script/>a", "<script/>a" },
        { "<scripts>a</scripts>", "<scripts>a</scripts>" },
        /* attributes that nobody asks for */
        { "<a b=c href=\"d\" e='f' CLASS=g>", "<a  href=\"d\"  CLASS=g>" },
        { "<a b=\">\" id=\"<\">", "<a  id=\"<\">" },
        { "<a b = \" > \">c", "<a >c" },
        { "<br data-a/>", "<br />" },
        { "<a class b =c>", "<a class >" },
        { "<a class b =c =d>", "<a class  >" },
        /* what only looks like one of these */
        { "<!-- <script>a</script> -->b", "<!-- <script>a</script> -->b" },
        { "<!-- <script> --!><i b>c", "<!-- <script> --!><i >c" },
        { "<!--><script>--><i b>c", "<!--><script>--><i >c" },
        { "<i id=\"<script>\">a</i><script>b</script>", "<i id=\"<script>\">a</i><script></script>" },
        { "1 < 2 <script", "1 < 2 <script" },
        { "<i \"x=\">a</i>\"<b c>", "<i \"x=\">a</i>\"<b >" },
        { "<!- <b c>", "<!- <b >" },
        { "<!DOCTYPE html PUBLIC \"a\" b><b c>", "<!DOCTYPE html PUBLIC \"a\" b><b >" },
        { "</p a=\"><b c>\">", "</p a=\"><b >\">" },
        { "", "" },
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        ngi_xml_source source;

        assert_int_equal(ngi_xml_source_open(*state, ng_str_from(rows[i][0]), true, &source), NG_OK);
        if (!ng_str_equal(source.text, ng_str_from(rows[i][1])))
            fail_msg("%s is read as %.*s", rows[i][0], (int)source.text.len, source.text.ptr);
        ngi_xml_source_release(*state, &source);
    }
}

static void test_feeds_stay_whole(void **state)
{
    static const char feed[] = "<item a=\"b\"><script>c</script><![CDATA[ <i d> ]]></item>";
    ngi_xml_source source;

    assert_int_equal(ngi_xml_source_open(*state, ng_str_from(feed), false, &source), NG_OK);
    assert_true(ng_str_equal(source.text, ng_str_from(feed)));
    ngi_xml_source_release(*state, &source);
}

/* Each byte that is read is the byte of the original at its offset. */
static void test_offsets(void **state)
{
    static const char page[] = "<p a=1 id=2>b<script>c</script>d<i e f id=g h>j</i><style>k</style>l";
    ngi_xml_source source;

    assert_int_equal(ngi_xml_source_open(*state, ng_str_from(page), true, &source), NG_OK);
    assert_int_equal(source.text.len, sizeof page - 1 - 8);
    for (size_t at = 0; at < source.text.len; at++)
        assert_int_equal(page[ngi_xml_source_offset(&source, at)], source.text.ptr[at]);
    ngi_xml_source_release(*state, &source);
}

static void test_too_many_attributes(void **state)
{
    static const char *const heads[] = { "<p b>c<i d ", "<p b>c<i id=\"d\" " };

    for (size_t h = 0; h < 2; h++) {
        ngi_buffer page = { 0 };
        ngi_xml_source source;

        assert_int_equal(ngi_buffer_add_text(*state, &page, heads[h]), NG_OK);
        for (int i = 0; i < NGI_XML_ATTRIBUTES_MAX; i++)
            assert_int_equal(ngi_buffer_add_text(*state, &page, i % 2 ? "a " : "id "), NG_OK);
        assert_int_equal(ngi_buffer_add_text(*state, &page, ">e"), NG_OK);
        assert_int_equal(ngi_xml_source_open(*state, ngi_buffer_str(&page), true, &source), NG_OK);
        assert_int_equal(source.cut_at, 6);
        assert_true(ng_str_equal(source.text, NGI_LITERAL("<p >c")));
        ngi_xml_source_release(*state, &source);
        ngi_buffer_release(*state, &page);
    }
}

/* The text of a page, in the order of its nodes. */
static void expect_text(ng_context *ctx, const char *html, const char *wanted)
{
    ngi_xml_tree tree;
    ngi_buffer text = { 0 };

    assert_int_equal(ngi_html_parse(ctx, ng_str_from(html), &tree), NG_OK);
    for (uint32_t i = 0; i < tree.nodes.count; i++)
        if (tree.nodes.items[i].tag == NGI_TAG_TEXT)
            assert_int_equal(ngi_buffer_add(ctx, &text, tree.nodes.items[i].text), NG_OK);
    if (!ng_str_equal(ngi_buffer_str(&text), ng_str_from(wanted)))
        fail_msg("%s shows %.*s", html, (int)text.len, text.data);
    ngi_buffer_release(ctx, &text);
    ngi_xml_release(ctx, &tree);
}

/* libxml2 and the look before it must agree on where tags end. */
static void test_text_stays(void **state)
{
    expect_text(*state, "<p>a<i title = \"<script>\">b</i>c<script>d</script>e", "abce");
    expect_text(*state, "<p>a<i title==\"<script>\">b</i>c<script>d</script>e", "a\">bce");
    expect_text(*state, "<p>a<!-- <script> --!>b<script>c</script>d", "abd");
    expect_text(*state, "<p>a</b title=\"<script>\">b<script>c</script>d", "a\">bd");
    expect_text(*state, "<p>a<script>x = '</p>';</script>b", "ab");
    expect_text(*state, "<p>a<br/ title='>'>b<script/>c<script>d</script>e", "abce");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_what_is_left_out, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_feeds_stay_whole, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_offsets, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_too_many_attributes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_text_stays, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
