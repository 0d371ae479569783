/* Damaged, hostile and odd input: one note each, no crash, bounded time, and what can be read is read. */
#include "ingest_fixture.h"

#include "base/unicode.h"
#include "base/xml.h"

static const char plain[] =
    "Teachers of Oslo reject the plan\n\nThe vote was close, the union said on Monday. It took a day to count.\n";

static void test_empty(void **state)
{
    read_text(*state, "");
    assert_int_equal(count_documents(*state), 0);
    assert_int_equal(first_note(*state), NG_E_FORMAT);
}

static void test_binary(void **state)
{
    char bytes[4096];

    for (size_t i = 0; i < sizeof bytes; i++) bytes[i] = (char)(i * 7);
    read_bytes(*state, bytes, sizeof bytes);
    read_text(*state, "%PDF-1.7 and so on");
    assert_int_equal(count_documents(*state), 0);
    assert_int_equal(first_note(*state), NG_E_FORMAT);
}

static void test_a_million_empty_lines(void **state)
{
    char *lines = malloc(1000000);

    assert_non_null(lines);
    memset(lines, '\n', 1000000);
    read_bytes(*state, lines, 1000000);
    assert_int_equal(count_documents(*state), 0);
    assert_int_equal(first_note(*state), NG_E_FORMAT);
    free(lines);
}

static void test_one_line_too_long(void **state)
{
    size_t len = (16u << 20) + 100;
    char *line = malloc(len);

    assert_non_null(line);
    for (size_t i = 0; i < len; i++) line[i] = "so it was "[i % 10];
    read_bytes(*state, line, len);
    assert_int_equal(count_documents(*state), 0);
    assert_int_equal(first_note(*state), NG_E_LIMIT);
    free(line);
}

/* `count` times a part between a head and a tail. */
static void read_repeated(reading *r, const char *head, const char *part, size_t count, const char *tail)
{
    ngi_buffer text = { 0 };

    assert_int_equal(ngi_buffer_add_text(r->ctx, &text, head), NG_OK);
    for (size_t i = 0; i < count; i++) assert_int_equal(ngi_buffer_add_text(r->ctx, &text, part), NG_OK);
    assert_int_equal(ngi_buffer_add_text(r->ctx, &text, tail), NG_OK);
    read_bytes(r, text.data, text.len);
    ngi_buffer_release(r->ctx, &text);
}

static void test_nested_tags(void **state)
{
    read_repeated(
        *state,
        "<html><body><p>The firm closed on Monday, it said in a note to the press, and nobody knew why.</p>",
        "<div>", 100000, "deep");
    assert_int_equal(first_note(*state), NG_E_LIMIT);
    assert_int_equal(count_documents(*state), 1); /* what stands before is read */
}

static void test_many_attributes(void **state)
{
    read_repeated(
        *state,
        "<html><body><p>The firm closed on Monday, it said in a note to the press, and nobody knew why.</p><div",
        " a=1", 100000, ">x</div>");
    assert_int_equal(first_note(*state), NG_E_LIMIT);
    assert_int_equal(count_documents(*state), 1);
}

static void test_unclosed_formatting(void **state)
{
    read_repeated(
        *state,
        "<html><body><p>The firm closed on Monday, it said in a note to the press, and nobody knew why.</p>",
        "<b><i></p></div>", 50000, "");
    assert_int_equal(first_note(*state), NG_E_LIMIT);
}

static void test_truncated_page(void **state)
{
    read_text(
        *state,
        "<!doctype html><html><body><article><p>The firm closed on Monday, it said in a note to the press, and "
        "nobody knew why it did so. <a href=\"x");
    assert_int_equal(count_documents(*state), 1);
}

static void test_entities_are_not_expanded(void **state)
{
    read_text(
        *state,
        "<?xml version=\"1.0\"?><!DOCTYPE r [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">"
        "<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY f SYSTEM \"file:///etc/passwd\">]><rss><channel><item>"
        "<title>A &c; title</title><description>The firm &f; closed on Monday, it "
        "said.</description></item></channel></rss>");
    assert_int_equal(count_documents(*state), 1);
    assert_str(document_at(*state, 0)->about.title, "A title");
    assert_str(document_at(*state, 0)->text, "The firm closed on Monday, it said.");
}

static void test_wrong_charset(void **state)
{
    static const char page[] =
        "<html><head><meta charset=\"utf-8\"></head><body><article><p>The caf\xE9 in Z\xFCrich closed, the owner "
        "said on Monday, and nobody knew why it did so.</p></article></body></html>";

    read_bytes(*state, page, sizeof page - 1);
    assert_int_equal(count_documents(*state), 1);
    assert_true(ngi_str_starts(document_at(*state, 0)->text, NGI_LITERAL("The caf")));
    assert_int_equal(ngi_utf8_count(document_at(*state, 0)->text), 83);
}

static void test_nul_bytes(void **state)
{
    static const char text[] =
        "The firm\0 said on Monday that it would close its shop in Oslo.\n\nNobody knew why it did so.\n";

    read_bytes(*state, text, sizeof text - 1);
    assert_int_equal(count_documents(*state), 1);
    assert_int_equal(first_note(*state), NG_OK);
    assert_true(ngi_str_starts(document_at(*state, 0)->text, NGI_LITERAL("The firm\xEF\xBF\xBD said")));
}

/* Text in UTF-16, by `high` first or last, with or without a mark. */
static void read_utf16(reading *r, bool big, bool mark)
{
    unsigned char bytes[2 * sizeof plain + 2];
    size_t len = 0;

    if (mark) {
        bytes[len++] = big ? 0xFE : 0xFF;
        bytes[len++] = big ? 0xFF : 0xFE;
    }
    for (size_t i = 0; i + 1 < sizeof plain; i++) {
        bytes[len++] = big ? 0 : (unsigned char)plain[i];
        bytes[len++] = big ? (unsigned char)plain[i] : 0;
    }
    read_bytes(r, bytes, len);
}

static void test_utf16(void **state)
{
    for (int i = 0; i < 4; i++) read_utf16(*state, i & 1, i & 2);
    assert_int_equal(count_documents(*state), 4);
    for (size_t i = 0; i < 4; i++)
        assert_str(document_at(*state, i)->about.title, "Teachers of Oslo reject the plan");
}

/* Two bytes that no charset explains must not end the run. */
static void test_unknown_charset(void **state)
{
    read_bytes(*state, "h\x88", 2);
    read_bytes(*state, "\xFF", 1);
    assert_int_equal(count_documents(*state), 0);
}

/* Pairs of surrogates that stand across the end of the converter's buffer stay whole. */
static void test_emoji_in_utf16(void **state)
{
    static unsigned char bytes[2 + 2 * 16 + 4 * 9000];
    size_t len = 2;
    ng_str text;

    bytes[0] = 0xFF;
    bytes[1] = 0xFE;
    for (const char *c = "The man said so"; *c; c++, len += 2) bytes[len] = (unsigned char)*c;
    for (int i = 0; i < 9000; i++, len += 4) memcpy(bytes + len, "\x3D\xD8\x00\xDE", 4);
    read_bytes(*state, bytes, len);
    assert_int_equal(count_documents(*state), 1);
    text = document_at(*state, 0)->text;
    assert_int_equal(ngi_utf8_count(text), 15 + 9000);
    assert_true(ngi_str_find(text, NGI_LITERAL("\xEF\xBF\xBD")) == SIZE_MAX);
}

static void test_byte_order_mark_of_utf8(void **state)
{
    char text[sizeof plain + 3] = "\xEF\xBB\xBF";

    memcpy(text + 3, plain, sizeof plain);
    read_text(*state, text);
    assert_int_equal(count_documents(*state), 1);
    assert_str(document_at(*state, 0)->about.title, "Teachers of Oslo reject the plan");
    assert_int_equal(document_at(*state, 0)->about.source_start, 1);
}

static void test_damaged_json_lines(void **state)
{
    reading *r = *state;
    size_t count;
    const ng_note *notes;

    read_text(
        r,
        "{\"text\":\"A lone surrogate \\ud800 stands here.\"}\n{\"text\":\"The firm closed on Monday, it said.\"}\n"
        "{\"text\":5}\n{\"broken\n{\"text\":\"The firm opened on Tuesday, it said.\"}\n");
    assert_int_equal(count_documents(r), 2);
    notes = ng_context_notes(r->ctx, &count);
    assert_int_equal(count, 3);
    assert_int_equal(notes[0].offset, 0);
    assert_int_equal(notes[1].status, NG_E_FORMAT);
    assert_str(document_at(r, 1)->about.id, "in#5");
}

static void test_other_language(void **state)
{
    read_text(*state, "Die Regierung hat am Montag ein neues Gesetz beschlossen.\n\nDie Opposition will dagegen "
                      "klagen, sagte sie.\n");
    assert_int_equal(count_documents(*state), 1); /* it stays in the result, unread */
    assert_true(document_at(*state, 0)->unread);
    assert_str(document_at(*state, 0)->about.language, "de");
    assert_int_equal(first_note(*state), NG_E_LANGUAGE);
}

static void test_depth_of_the_tree(void **state)
{
    reading *r = *state;
    ngi_xml_tree tree;

    assert_int_equal(ngi_html_parse(r->ctx, NGI_LITERAL("<div id=a><p>x<br>y</p></div>"), &tree), NG_OK);
    assert_false(tree.cut);
    for (uint32_t i = 0; i < tree.nodes.count; i++) {
        assert_true(tree.nodes.items[i].end > i && tree.nodes.items[i].end <= tree.nodes.count);
        assert_true(tree.nodes.items[i].parent == NG_NONE || tree.nodes.items[i].parent < i);
    }
    assert_true(ngi_xml_find(&tree, 0, "p") != NG_NONE);
    ngi_xml_release(r->ctx, &tree);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        READING_TEST(test_empty),
        READING_TEST(test_binary),
        READING_TEST(test_a_million_empty_lines),
        READING_TEST(test_one_line_too_long),
        READING_TEST(test_nested_tags),
        READING_TEST(test_many_attributes),
        READING_TEST(test_unclosed_formatting),
        READING_TEST(test_truncated_page),
        READING_TEST(test_entities_are_not_expanded),
        READING_TEST(test_wrong_charset),
        READING_TEST(test_nul_bytes),
        READING_TEST(test_utf16), READING_TEST(test_unknown_charset), READING_TEST(test_emoji_in_utf16),
        READING_TEST(test_byte_order_mark_of_utf8),
        READING_TEST(test_damaged_json_lines),
        READING_TEST(test_other_language),
        READING_TEST(test_depth_of_the_tree),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
