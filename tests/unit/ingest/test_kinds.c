/* Each kind of input, told by its content, becomes the documents that it holds. */
#include "ingest_fixture.h"

static const char rss[] =
    "<?xml version=\"1.0\"?><rss version=\"2.0\" "
    "xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel>"
    "<title>Harbour Ledger</title><link>https://ledger.example/news</link>"
    "<item><title>Lamp maker &amp; friends close</title><link>/a/1</link><author>Jane Roe</author>"
    "<pubDate>Mon, 10 Nov 2025 08:30:00 +0100</pubDate><description>Short.</description>"
    "<content:encoded><![CDATA[<p>The lamp maker closed on <b>Monday</b>, it said.</p><p>Nobody "
    "knew&nbsp;why.</p>]]></content:encoded>"
    "</item><item><title>Second</title><description>The second item says that a bridge opened.</description></item>"
    "</channel></rss>";

static void test_rss(void **state)
{
    const ng_document *doc;

    read_text(*state, rss);
    assert_int_equal(count_documents(*state), 2);
    doc = document_at(*state, 0);
    assert_str(doc->about.id, "in#1");
    assert_str(doc->about.title, "Lamp maker & friends close");
    assert_str(doc->about.url, "https://ledger.example/a/1");
    assert_str(doc->about.date, "2025-11-10T08:30:00+01:00");
    assert_str(doc->about.author, "Jane Roe");
    assert_str(doc->about.outlet, "Harbour Ledger");
    assert_str(doc->text, "The lamp maker closed on Monday, it said.\n\nNobody knew why.");
    assert_int_equal(doc->paragraphs.count, 2);
    assert_str(document_at(*state, 1)->about.id, "in#2");
}

static void test_atom(void **state)
{
    const ng_document *doc;

    read_text(
        *state,
        "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>T</title><link href=\"https://x.example/f/\"/>"
        "<entry><title type=\"html\">One &lt;i&gt;two&lt;/i&gt;</title><link rel=\"self\" href=\"no\"/>"
        "<link rel=\"alternate\" href=\"b\"/><author><name>A. Roe</name></author><author><name>B. "
        "Doe</name></author>"
        "<updated>2025-04-16T15:45:00Z</updated><summary>The summary is a whole sentence, they said.</summary>"
        "</entry></feed>");
    assert_int_equal(count_documents(*state), 1);
    doc = document_at(*state, 0);
    assert_str(doc->about.title, "One two");
    assert_str(doc->about.author, "A. Roe; B. Doe");
    assert_str(doc->about.url, "https://x.example/f/b");
    assert_str(doc->about.date, "2025-04-16T15:45:00Z");
}

static void test_json_lines(void **state)
{
    const ng_document *doc;

    read_text(*state, "{\"id\":\"x-1\",\"headline\":\"H\",\"body\":\"Acme closed a plant.\\n\\nIt said "
                      "so.\",\"authors\":[{\"name\":\"J\"},\"K\"],"
                      "\"published\":\"2025-01-02\"}\n\n{\"text\":\"Fern opened a plant on Tuesday.\"}\n");
    assert_int_equal(count_documents(*state), 2);
    doc = document_at(*state, 0);
    assert_str(doc->about.id, "x-1");
    assert_str(doc->about.title, "H");
    assert_str(doc->about.author, "J; K");
    assert_str(doc->about.date, "2025-01-02");
    assert_str(doc->text, "Acme closed a plant.\n\nIt said so.");
    assert_str(document_at(*state, 1)->about.id, "in#2");
}

static void test_json_fields_by_name(void **state)
{
    const ng_str fields[] = { NG_STR_INIT("text"), NG_STR_INIT("story"), NG_STR_INIT("title"), NG_STR_INIT("head") };
    const ngi_ingest_options opts = { fields, 2, false, NULL };
    reading *r = *state;

    assert_int_equal(
        ngi_ingest(r->ctx, "in",
                   NGI_LITERAL("[{\"story\":\"Acme closed its plant.\",\"head\":\"H\",\"text\":\"no\"}]"), &opts,
                   r->collection),
        NG_OK);
    assert_int_equal(count_documents(r), 1);
    assert_str(document_at(r, 0)->text, "Acme closed its plant.");
    assert_str(document_at(r, 0)->about.title, "H");
}

static const char page[] =
    "<!DOCTYPE html><html><head><title>Lamp maker closes | Harbour Ledger</title>"
    "<meta property=\"og:site_name\" content=\"Harbour Ledger\"><link rel=\"canonical\" "
    "href=\"https://ledger.example/lamp\">"
    "<script type=\"application/ld+json\">{\"@graph\":[{\"@type\":\"NewsArticle\",\"headline\":\"Lamp maker "
    "closes\",\"datePublished\":"
    "\"2025-11-10T08:30:00Z\",\"author\":[{\"@id\":\"#p\"},{\"@type\":\"Organization\",\"name\":\"Harbour "
    "Ledger\"}]},"
    "{\"@type\":\"Person\",\"@id\":\"#p\",\"name\":\"Jane Roe\"}]}</script></head><body>"
    "<nav><ul><li><a href=\"/\">Home</a></li><li><a href=\"/w\">World</a></li></ul></nav>"
    "<article><h1>Lamp maker closes</h1><p>The lamp maker of Oslo closed its doors on Monday, it said in a note to "
    "its staff.</p>"
    "<h2>What comes next</h2><p>The workers of the firm will be paid until the end of the year, the union said in "
    "Bergen.</p>"
    "<div class=\"newsletter-signup\"><p>Sign up to the newsletter of the Ledger and never miss a story that we "
    "write.</p></div>"
    "<p>Nobody knew why the firm had waited so long, and the mayor said that he was sorry for all of "
    "them.</p></article>"
    "<aside><p>A bridge will be closed for a year because of the works that the city has planned there.</p></aside>"
    "<div id=\"comments\"><p>I have always said that this would happen, and nobody in this town wanted to hear it "
    "from me.</p></div>"
    "</body></html>";

static void test_page(void **state)
{
    const ng_document *doc;

    read_text(*state, page);
    assert_int_equal(count_documents(*state), 1);
    doc = document_at(*state, 0);
    assert_str(doc->about.title, "Lamp maker closes");
    assert_str(doc->about.outlet, "Harbour Ledger");
    assert_str(doc->about.url, "https://ledger.example/lamp");
    assert_str(doc->about.date, "2025-11-10T08:30:00Z");
    assert_true(ngi_str_starts(doc->about.author, NGI_LITERAL("Jane Roe")));
    assert_str(
        doc->text,
        "The lamp maker of Oslo closed its doors on Monday, it said in a note to its staff.\n\n"
        "What comes next\n\n"
        "The workers of the firm will be paid until the end of the year, the union said in Bergen.\n\n"
        "Nobody knew why the firm had waited so long, and the mayor said that he was sorry for all of them.");
}

static const char scraped[] =
    "Connect with us\n\nBusiness\n\nLamp maker closes after a century\n\nPublished\n\non\n\n10 November 2025\n\nBy "
    "Jane Roe\n\n"
    "The lamp maker of Oslo closed its doors on Monday, it said in a note to its staff.\n\n"
    "The workers of the lamp maker will be paid until the end of the year, the union said in Bergen.\n\nContinue "
    "Reading\n\nSource link\n\n"
    "World\n\nBridge of Malmo to stay shut for a year\n\nPublished\n\non\n\n9 November 2025\n\n"
    "The bridge of Malmo will stay shut for a year because of the works that the city has planned there.\n\n"
    "Drivers were not told of the bridge, the mayor admitted on Sunday, and he said that he was sorry.\n\nContinue "
    "Reading\n\nSource link\n";

static void test_scraped_text(void **state)
{
    const ng_document *doc;

    read_text(*state, scraped);
    assert_int_equal(count_documents(*state), 2);
    doc = document_at(*state, 0);
    assert_str(doc->about.title, "Lamp maker closes after a century");
    assert_str(doc->about.author, "Jane Roe");
    assert_str(doc->about.date, "2025-11-10");
    assert_int_equal(doc->paragraphs.count, 3);
    assert_str(ng_document_slice(doc, doc->title_span), "Lamp maker closes after a century");
    doc = document_at(*state, 1);
    assert_str(doc->about.title, "Bridge of Malmo to stay shut for a year");
    assert_int_equal(doc->paragraphs.count, 3);
}

/* Furniture behind the widest gap belongs to the next article, save what the file ends with. */
static void test_what_ends_the_file_ends_articles(void **state)
{
    read_text(*state,
              "Lamp maker closes after a century\n\n"
              "The lamp maker of Oslo closed its doors on Monday, it said in a note to its staff.\n\n"
              "The workers of the lamp maker will be paid until the end of the year, the union said in Bergen.\n\n\n\n"
              "Continue Reading\n\n"
              "Bridge of Malmo to stay shut for a year\n\n"
              "The bridge of Malmo will stay shut for a year because of the works that the city has planned there.\n\n"
              "Drivers were not told of the bridge, the mayor admitted on Sunday, and he said that he was sorry.\n\n\n\n"
              "Continue Reading\n");
    assert_int_equal(count_documents(*state), 2);
    assert_true(ngi_str_ends(document_at(*state, 0)->text, NGI_LITERAL("Continue Reading")));
    assert_true(ngi_str_starts(document_at(*state, 1)->text, NGI_LITERAL("Bridge of Malmo")));
}

/* A line that asks to follow a handle is furniture, though it reads like prose. */
static void test_a_pitch_is_furniture(void **state)
{
    static const char pitch[] = "For more on lamps and on the firms that make them, follow @oslolamps on Mastodon.";
    ngi_buffer text = { 0 };
    reading *r = *state;
    const ng_document *doc;

    assert_int_equal(ngi_buffer_printf(r->ctx, &text,
                                       "Lamp maker closes after a century\n\n"
                                       "The lamp maker of Oslo closed its doors on Monday, it said in a note to staff.\n\n"
                                       "The workers will be paid until the end of the year, the union said in Bergen.\n\n"
                                       "Many follow the firm, whose handle @lamp is known to all, the union said.\n\n%s\n",
                                       pitch),
                     NG_OK);
    read_bytes(r, text.data, text.len);
    doc = document_at(r, 0);
    assert_int_equal(doc->paragraphs.count, 4);
    assert_int_equal(doc->boilerplate.count, 1);
    assert_str(ng_document_slice(doc, doc->boilerplate.items[0]), pitch);
    ngi_buffer_release(r->ctx, &text);
}

/* Every byte that is not blank is prose or furniture, and a slice stands where source_start says. */
static void test_spans_cover_the_slice(void **state)
{
    read_text(*state, scraped);
    for (size_t d = 0; d < count_documents(*state); d++) {
        const ng_document *doc = document_at(*state, d);
        size_t at = (size_t)doc->about.source_start; /* ASCII: code points are bytes */

        assert_memory_equal(doc->text.ptr, scraped + at, doc->text.len);
        for (uint32_t i = 0; i < doc->text.len; i++) {
            bool covered = doc->text.ptr[i] == '\n' || doc->text.ptr[i] == ' ';

            for (size_t p = 0; p < doc->paragraphs.count && !covered; p++)
                covered = doc->paragraphs.items[p].begin <= i && i < doc->paragraphs.items[p].end;
            for (size_t b = 0; b < doc->boilerplate.count && !covered; b++)
                covered = doc->boilerplate.items[b].begin <= i && i < doc->boilerplate.items[b].end;
            assert_true(covered);
        }
    }
}

static void test_wrapped_lines_are_one_paragraph(void **state)
{
    static const char wrapped[] =
        "The lamp maker of Oslo closed its doors on Monday, it said in a note to\n"
        "its staff, and the workers of the firm will be paid until the end of the\n"
        "year, the union said in Bergen, where the firm has a second plant.\n\n"
        "Nobody knew why the firm had waited so long, and the mayor said that he\n"
        "was sorry for all of them, since the plant had stood there for a century\n"
        "and most of the town had worked in it at one time or another, he added.\n\n"
        "The owner did not answer questions that the paper had sent to him, and a\n"
        "woman who opened the door of his house said that he was abroad for now.\n";

    read_text(*state, wrapped);
    assert_int_equal(count_documents(*state), 1);
    assert_int_equal(document_at(*state, 0)->paragraphs.count, 3);
}

static void test_a_note_of_one_line(void **state)
{
    read_text(*state, "Jane Roe leads Acme.");
    assert_int_equal(count_documents(*state), 1);
    assert_int_equal(document_at(*state, 0)->paragraphs.count, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        READING_TEST(test_rss),
        READING_TEST(test_atom),
        READING_TEST(test_json_lines),
        READING_TEST(test_json_fields_by_name),
        READING_TEST(test_page),
        READING_TEST(test_scraped_text),
        READING_TEST(test_what_ends_the_file_ends_articles),
        READING_TEST(test_a_pitch_is_furniture),
        READING_TEST(test_spans_cover_the_slice),
        READING_TEST(test_wrapped_lines_are_one_paragraph),
        READING_TEST(test_a_note_of_one_line),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
