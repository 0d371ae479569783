/* Author, outlet and date of an article in scraped text, told by its furniture. */
#include "base/files.h"
#include "ingest_fixture.h"

#define TITLE "Lamp maker of Oslo closes after a century\n\n"
#define LEAD "The lamp maker of Oslo closed its doors on Monday, it told its staff in a note.\n\n"
#define PROSE                                                                                                          \
    "The lamp maker of Oslo closed its doors on Monday, it said in a note to its staff, and gave no reason.\n\n"       \
    "Its workers will be paid until the end of the year, the union of Bergen said, and nobody knows more.\n\n"         \
    "The owner, who had bought the plant from the heirs of its founder, did not answer the questions put.\n\n"

#define LISTS                                                                                                          \
    "name\tclasses\tlinks\n"                                                                                           \
    "Ada\tgiven_f\t\nMira\tgiven_f\t\nCy\tgiven_m\t\nDunn\tsurname\t\nPage\tsurname\t\n"                             \
    "New York\tplace\t=\nFinch Papers\tcompany\t=\nSidelight\toutlet\t=\nMorning Sidelight\toutlet\t=\n"

typedef struct origin_case {
    const char *text, *author, *outlet, *date;
} origin_case;

static ngi_lexicon *open_lists(ng_context *ctx)
{
    ngi_lexicon *lexicon;

    assert_int_equal(ngi_file_write(ctx, "origin_lists.tsv", NGI_LITERAL(LISTS)), NG_OK);
    assert_int_equal(ngi_lexicon_open(ctx, "origin_lists.tsv", &lexicon), NG_OK);
    (void)remove("origin_lists.tsv");
    return lexicon;
}

static bool differs(ng_str found, const char *expected) { return !ng_str_equal(found, ng_str_from(expected)); }

static void check_cases(reading *r, const origin_case *cases, size_t count, bool lists)
{
    ngi_lexicon *lexicon = lists ? open_lists(r->ctx) : NULL;
    const ngi_ingest_options opts = { NULL, 0, false, lexicon };
    unsigned wrong = 0;

    for (size_t i = 0; i < count; i++) {
        ng_str text = ng_str_from(cases[i].text);
        ng_collection *collection;
        const ng_metadata *about;

        assert_int_equal(ngi_collection_create(r->ctx, &collection), NG_OK);
        assert_int_equal(ngi_ingest(r->ctx, "in", text, &opts, collection), NG_OK);
        assert_int_equal(collection->documents.count, 1);
        about = &collection->documents.items[0]->about;
        if (differs(about->author, cases[i].author) || differs(about->outlet, cases[i].outlet) ||
            differs(about->date, cases[i].date))
            print_error("author '%.*s', outlet '%.*s', date '%.*s' of:\n%s\n", NGI_STR(about->author),
                        NGI_STR(about->outlet), NGI_STR(about->date), cases[i].text),
                wrong++;
        ng_collection_free(collection);
    }
    ngi_lexicon_close(lexicon);
    assert_int_equal(wrong, 0);
}

/* A label is believed without knowing the name; what follows decides where the names end. */
static const origin_case bylines[] = {
    { TITLE "By Tove Brandal\n\n" PROSE, "Tove Brandal", "", "" },
    { TITLE "BY TOVE BRANDAL\n\n" PROSE, "TOVE BRANDAL", "", "" },
    { TITLE "By\n\nTove Brandal\n\n" PROSE, "Tove Brandal", "", "" },
    { TITLE "By Tove Brandal and Ivo Quist in Oslo\n\n" PROSE, "Tove Brandal; Ivo Quist", "", "" },
    { TITLE "By Tove Brandal in Oslo and Ivo Quist in Bergen\n\n" PROSE, "Tove Brandal; Ivo Quist", "", "" },
    { TITLE "By Tove Brandal, Ivo Quist and J. R. van der Berg\n\n" PROSE,
      "Tove Brandal; Ivo Quist; J. R. van der Berg", "", "" },
    { TITLE "By Tove Brandal, Deputy Business Editor\n\n" PROSE, "Tove Brandal", "", "" },
    { TITLE "By Dr. Tove Brandal\n\n" PROSE, "Tove Brandal", "", "" },
    { TITLE "By Noor al-Hadidi, Port Louis\n\n" PROSE, "Noor al-Hadidi", "", "" },
    { TITLE "Words: Tove Brandal\n\nPhotographs: Ivo Quist\n\n" PROSE, "Tove Brandal", "", "" },
    { TITLE "Words and photos by Tove Brandal\n\n" PROSE, "Tove Brandal", "", "" },
    { TITLE "Opinion | by Tove Brandal\n\n" PROSE, "Tove Brandal", "", "" },
    { TITLE "Photos by Ivo Quist\n\n" PROSE, "", "", "" },
    { TITLE "Interview: Ivo Quist\n\n" PROSE, "", "", "" },
    { TITLE "By The Numbers\n\n" PROSE, "", "", "" },
    { TITLE "By Our Correspondent\n\n" PROSE, "", "", "" },
    { TITLE "Tove Brandal · 10 Nov 2025 · 4 min read\n\n" PROSE, "Tove Brandal", "", "2025-11-10" },
    { TITLE "Tove Brandal, Staff Writer\n\n" PROSE, "Tove Brandal", "", "" },
    { TITLE "Tove Brandal\n\n" PROSE, "", "", "" },
    { TITLE PROSE "Reporting by Tove Brandal and Ivo Quist; editing by Sam Roe\n", "Tove Brandal; Ivo Quist", "", "" },
    { TITLE PROSE "By Tove Brandal\n", "", "", "" },
    { TITLE "(posted by lampfan)\n\n" PROSE, "lampfan", "", "" },
    { TITLE "Posted by lamp_fan7 at 6:14 PM\n\n" PROSE, "lamp_fan7", "", "" },
    { TITLE "Posted by u/lampfan 3h ago\n\n" PROSE, "lampfan", "", "" },
    { TITLE "posted by @lampfan in Lamps | 12 comments\n\n" PROSE, "@lampfan", "", "" },
    { TITLE "Posted by staff\n\n" PROSE, "", "", "" },
    { TITLE "Posted by lamps that nobody lit\n\n" PROSE, "", "", "" },
    { TITLE PROSE "(posted by lampfan)\n", "lampfan", "", "" },
    { TITLE PROSE "(By Tove Brandal)\n", "Tove Brandal", "", "" },
    { TITLE PROSE "Posted by lampfan 3h ago\n", "", "", "" },
    { TITLE PROSE "Tove Brandal is a staff writer.\n", "Tove Brandal", "", "" },
    { TITLE PROSE "Tove Brandal is a lamp maker.\n", "", "", "" },
    { TITLE PROSE "Perhaps the next owner will light it again.\n\n— Tove Brandal\n", "Tove Brandal", "", "" },
    { TITLE PROSE "“Light it again.” — Tove Brandal\n", "", "", "" },
};

static void test_bylines(void **state) { check_cases(*state, bylines, sizeof bylines / sizeof *bylines, false); }

/* A bare name needs the word lists, and an article that does not speak of its bearer. */
static const origin_case bare_names[] = {
    { TITLE "Ada Brook\n\n" PROSE, "Ada Brook", "", "" },
    { TITLE "Ada Page\n\n" PROSE, "Ada Page", "", "" },
    { TITLE "Business\n\nMira Holt\n\n" PROSE, "Mira Holt", "", "" },
    { TITLE "Ada Brook Environment editor\n\n" PROSE, "Ada Brook", "", "" },
    { TITLE "New York\n\n" PROSE, "", "", "" },
    { TITLE "Ada Brook\n\n" PROSE "Ada Brook, who led the union, said that it was a sad day for them all.\n", "", "", "" },
    { TITLE "By Ada Brook, Cy Dunn\n\n" PROSE, "Ada Brook; Cy Dunn", "", "" },
    { TITLE "By Ada Brook, New York\n\n" PROSE, "Ada Brook", "", "" },
};

static void test_bare_names(void **state)
{
    check_cases(*state, bare_names, sizeof bare_names / sizeof *bare_names, true);
}

static const origin_case outlets[] = {
    /* in bylines */
    { TITLE "By Ada Brook | Harbour Lantern\n\n" PROSE, "Ada Brook", "Harbour Lantern", "" },
    { TITLE "By Ada Brook, Harbour Gazette\n\n" PROSE, "Ada Brook", "Harbour Gazette", "" },
    { TITLE "By Ada Brook, Senior Editor, Harbour Gazette\n\n" PROSE, "Ada Brook", "Harbour Gazette", "" },
    { TITLE "By Ada Brook for The Quay\n\n" PROSE, "Ada Brook", "The Quay", "" },
    { TITLE "Ada Brook | The Quay\n\n" PROSE, "Ada Brook", "The Quay", "" },
    { TITLE "Ada Brook / Finch Images\n\n" PROSE, "", "", "" },
    { TITLE "By Ada Brook | Politics\n\n" PROSE, "Ada Brook", "", "" },
    { TITLE "By Ada Brook | New York\n\n" PROSE, "Ada Brook", "", "" },
    { TITLE "By Harbour Gazette Staff\n\n" PROSE, "", "Harbour Gazette", "" },
    { TITLE "By Morning Sidelight\n\n" PROSE, "", "Morning Sidelight", "" },
    /* mastheads */
    { "The Harbour Gazette | News | Business\n\n" TITLE PROSE, "", "The Harbour Gazette", "" },
    { "Home › The Harbour Gazette › News\n\n" TITLE PROSE, "", "The Harbour Gazette", "" },
    { TITLE "THE HARBOUR GAZETTE\n\nLatest News\n\n" PROSE, "", "THE HARBOUR GAZETTE", "" },
    { TITLE "The Quay — independent news for the lower town\n\n" PROSE, "", "The Quay", "" },
    { TITLE "Quayside | Autumn | Issue 41\n\n" PROSE, "", "Quayside", "" },
    { TITLE "Quayside | Autumn\n\n" PROSE, "", "", "" },
    { TITLE "World | Business | Sport\n\n" PROSE, "", "", "" },
    { TITLE "Premier League | Fixtures | Tables\n\n" PROSE, "", "", "" },
    { TITLE "Supreme Court\n\n" PROSE, "", "", "" },
    { TITLE "The Big Interview\n\n" PROSE, "", "", "" },
    /* what the page says of itself */
    { TITLE PROSE "© 2025 Harbour Lantern Ltd. All rights reserved.\n", "", "Harbour Lantern", "" },
    { TITLE PROSE "Harbour Lantern © 2019–2025\n", "", "Harbour Lantern", "" },
    { TITLE PROSE "© All rights reserved\n", "", "", "" },
    { TITLE PROSE "© Finch Images\n", "", "", "" },
    { TITLE PROSE "© Nothing on this page may be used again\n", "", "", "" },
    { TITLE PROSE "Subscribe to The Quay\n", "", "The Quay", "" },
    { TITLE PROSE "Harbour Lantern is a reader-supported publication. Subscribe now.\n", "", "Harbour Lantern", "" },
    { TITLE PROSE "This article first appeared in Harbour Lantern.\n", "", "Harbour Lantern", "" },
    { TITLE PROSE "Read more at Harbour Gazette\n", "", "Harbour Gazette", "" },
    { TITLE PROSE "Source: Harbour Gazette\n", "", "Harbour Gazette", "" },
    { TITLE PROSE "Source: Finch Papers\n", "", "", "" },
    { TITLE PROSE "Published by Finch Papers, £20\n", "", "", "" },
    { "Finch Works to close its plant in Oslo\n\n" PROSE "About Finch Works\n\nSOURCE Finch Works\n", "", "", "" },
    { TITLE PROSE "Follow us on Instagram\n\nShare this article\n", "", "", "" },
    /* two that speak against each other */
    { TITLE PROSE "© 2025 Harbour Lantern\n\n© 2025 Quayside Bell\n", "", "", "" },
    /* agencies */
    { TITLE "OSLO, Nov 10 (Sidelight) - " LEAD PROSE, "", "Sidelight", "" },
    { TITLE "OSLO (LWA) – " LEAD PROSE, "", "LWA", "" },
    { TITLE "OSLO (New York) – " LEAD PROSE, "", "", "" },
    { TITLE "SEN. HOLT (R-Texas) – " LEAD PROSE, "", "", "" },
    { TITLE "Lantern Works (LWX) - now of Malmo - sold lamps. " LEAD PROSE, "", "", "" },
    { TITLE PROSE "Perhaps the next owner will light it again, the mayor said on Monday. (LWA)\n", "", "LWA", "" },
    { TITLE PROSE "Perhaps the next owner will light it again, the mayor said on Monday. (END)\n", "", "", "" },
    /* in the news, not its outlet */
    { TITLE PROSE "“We are all sad,” the mayor told The Harbour Gazette, and went home without another word.\n", "", "",
      "" },
};

static void test_outlets(void **state) { check_cases(*state, outlets, sizeof outlets / sizeof *outlets, true); }

static const origin_case dates[] = {
    { TITLE "Published 10 November 2025\n\n" PROSE, "", "", "2025-11-10" },
    { TITLE "By Tove Brandal\n\nUpdated: 12 November 2025\n\nPublished: 10 November 2025\n\n" PROSE, "Tove Brandal", "",
      "2025-11-10" },
    { TITLE "Updated Nov. 12, 2025 4:15 p.m. EST\n\n" PROSE, "", "", "2025-11-12T16:15:00-05:00" },
    { TITLE "10.11.2025\n\n" PROSE, "", "", "2025-11-10" },
    { TITLE "OSLO, Nov. 10, 2025 — " LEAD PROSE, "", "", "2025-11-10" },
    { TITLE "On 10 November 2025 a lamp maker - one of the last - closed its doors. " LEAD PROSE, "", "", "" },
    { TITLE PROSE "Published 10 November 2025\n", "", "", "2025-11-10" },
    { TITLE PROSE "10 November 2025\n\nBridge to open\n\n12 November 2025\n\nFerry to stop\n", "", "", "" },
    { TITLE "Published 10 November 2999\n\n" PROSE, "", "", "" },
    { TITLE PROSE "© 2025\n", "", "", "" },
};

static void test_dates(void **state) { check_cases(*state, dates, sizeof dates / sizeof *dates, false); }

int main(void)
{
    const struct CMUnitTest tests[] = {
        READING_TEST(test_bylines),
        READING_TEST(test_bare_names),
        READING_TEST(test_outlets),
        READING_TEST(test_dates),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
