/*
 * Results from elsewhere: what does not hold together is refused in one line that names the file, and nothing leaks;
 * what is read holds together, whatever byte of it was changed.
 */
#include "exchange/result.h"

#include "base/unicode.h"
#include "text/segment.h"

#include <setjmp.h>
#include <stdarg.h>
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

#define TEXT "Ada Roe met Zo\\u00e9 Lee. Bolt bought Cove."
#define ENTITIES                                                                                   \
    "[{\"id\": \"e1\", \"name\": \"Ada Roe\", \"type\": \"person\", \"aliases\": [\"Ada\"]},"      \
    " {\"id\": \"e2\", \"name\": \"Zo\\u00e9 Lee\", \"type\": \"person\"}]"
#define ADA "{\"span\": [0, 7], \"entity\": \"e1\"}"
#define ZOE "{\"span\": [12, 19], \"entity\": \"e2\"}"
#define EVIDENCE "\"evidence\": [{\"span\": [0, 20]}]"

/* A result of one document with these fields. */
#define RESULT(entities, fields) "{\"namegraph\": 1, \"entities\": " entities ", \"documents\": [{" fields "}]}"
#define DOCUMENT(fields) RESULT(ENTITIES, "\"id\": \"d\", \"text\": \"" TEXT "\", " fields)
#define MENTIONS(list) DOCUMENT("\"mentions\": [" list "]")
#define RELATION(fields) DOCUMENT("\"mentions\": [" ADA ", " ZOE "], \"relations\": [{" fields "}]")
#define SPEECH(fields) DOCUMENT("\"mentions\": [" ADA ", " ZOE "], \"speech\": [{" fields "}]")

static const char whole[] = DOCUMENT(
    "\"source\": \"a.txt\", \"source_start\": 17, \"title\": \"Roe meets Lee\", \"date\": \"2024-05-06\", "
    "\"boilerplate\": [[21, 25]], \"paragraphs\": [[0, 20], [26, 38]], "
    "\"mentions\": [" ADA ", " ZOE ", {\"span\": [4, 7], \"kind\": \"nominal\", \"entity\": \"e1\", \"score\": 0.25}], "
    "\"relations\": [{\"head\": \"e1\", \"type\": \"meets\", \"tail\": \"e2\", \"status\": \"current\", \"score\": 0.5, "
    "\"role\": null, \"since\": \"2024\", \"evidence\": [{\"span\": [0, 20], \"head\": [0, 7], \"tail\": [12, 19]}]}], "
    "\"speech\": [{\"speaker\": \"e1\", \"kind\": \"direct\", \"span\": [8, 19], \"cue\": \"said\", \"about\": [\"e2\"], "
    "\"within\": null, \"score\": 1}]");

static ng_status read_text(ng_context *ctx, ng_str text, ng_collection **out)
{
    assert_int_equal(ngi_collection_create(ctx, out), NG_OK);
    return ngi_result_read(ctx, "given.json", text, NGI_RESULT_WHOLE, ngi_segment, *out);
}

static const struct {
    const char *result, *message;
} refused[] = {
    { "", "cannot read JSON" },
    { "{\"namegraph\": 1, \"documents\": [", "cannot read JSON" },
    { "{\"namegraph\": 1, \"namegraph\": 2}", "cannot read JSON" },
    { "{\"namegraph\": 1, \"documents\": \"\xff\"}", "cannot read JSON" },
    { "{\"namegraph\": 99999999999999999999999}", "cannot read JSON" },
    { "{\"namegraph\": 1, \"documents\": [\"\\ud800\"]}", "cannot read JSON" },
    { "{\"namegraph\": 1}", "a result has a list of documents" },
    { "[]", "a result has a list of documents" },
    { "{\"namegraph\": 1, \"documents\": [7]}", "it has no id" },
    { RESULT("[]", "\"text\": \"a\""), "it has no id" },
    { RESULT("[]", "\"id\": \"d\""), "it has no text" },
    { RESULT("[]", "\"id\": \"d\", \"text\": [1]"), "it has no text" },
    { DOCUMENT("\"boilerplate\": [[8, 11], [0, 4]]"), "its boilerplate is out of order" },
    { DOCUMENT("\"boilerplate\": [[0, 40]]"), "its boilerplate is out of order" },
    { DOCUMENT("\"boilerplate\": [[-1, 4]]"), "its boilerplate is out of order" },
    { DOCUMENT("\"boilerplate\": [[0, 9223372036854775807]]"), "its boilerplate is out of order" },
    { DOCUMENT("\"boilerplate\": [[0, 4.5]]"), "its boilerplate is out of order" },
    { DOCUMENT("\"boilerplate\": [[0]]"), "its boilerplate is out of order" },
    { DOCUMENT("\"paragraphs\": [[0, 20], [15, 38]]"), "its paragraphs are out of order" },
    { DOCUMENT("\"paragraphs\": [[3, 3]]"), "it has an empty paragraph" },
    { MENTIONS("{\"entity\": \"e1\"}"), "a mention has no span" },
    { MENTIONS("{\"span\": [3, 3], \"entity\": \"e1\"}"), "a mention has no span" },
    { MENTIONS("{\"span\": [7, 0], \"entity\": \"e1\"}"), "a mention has no span" },
    { MENTIONS("{\"span\": [0, 40], \"entity\": \"e1\"}"), "a mention has no span" },
    { MENTIONS("{\"span\": [0, 7], \"entity\": \"e9\"}"), "an entity that is not listed" },
    { MENTIONS("{\"span\": [0, 7], \"entity\": \"e1\", \"kind\": \"nick\"}"), "a mention has no known kind" },
    { MENTIONS("{\"span\": [0, 7], \"entity\": \"e1\", \"kind\": \"pronoun\"}"), "an entity has no mention by name" },
    { RESULT("[{\"id\": \"e1\", \"name\": \"A\", \"type\": \"god\"}]",
             "\"id\": \"d\", \"text\": \"Ada\", \"mentions\": [{\"span\": [0, 3], \"entity\": \"e1\"}]"),
      "an entity has no known type" },
    { RESULT("[{\"id\": \"e1\", \"type\": \"person\"}]",
             "\"id\": \"d\", \"text\": \"Ada\", \"mentions\": [{\"span\": [0, 3], \"entity\": \"e1\"}]"),
      "an entity has no name" },
    { DOCUMENT("\"entities\": [{\"id\": \"e1\", \"name\": \"Ada Roe\", \"type\": \"person\"}]"), "an entity has no mention by name" },
    { RELATION("\"type\": \"meets\", \"status\": \"current\", " EVIDENCE), "a relation has no ends" },
    { RELATION("\"head\": \"e1\", \"tail\": \"e1\", \"type\": \"meets\", \"status\": \"current\", " EVIDENCE), "a relation has no ends" },
    { RELATION("\"head\": \"e1\", \"tail\": \"e3\", \"type\": \"meets\", \"status\": \"current\", " EVIDENCE), "a relation has no ends" },
    { RELATION("\"head\": \"e1\", \"tail\": \"e2\", \"type\": \"greets\", \"status\": \"current\", " EVIDENCE), "no known type or status" },
    { RELATION("\"head\": \"e1\", \"tail\": \"e2\", \"type\": \"meets\", " EVIDENCE), "no known type or status" },
    { RELATION("\"head\": \"e1\", \"tail\": \"e2\", \"type\": \"meets\", \"status\": \"current\""), "a relation has no evidence" },
    { RELATION("\"head\": \"e1\", \"tail\": \"e2\", \"type\": \"meets\", \"status\": \"current\", \"evidence\": [{}]"),
      "an evidence has no span" },
    { SPEECH("\"speaker\": \"e1\", \"kind\": \"direct\""), "a stretch of speech has no kind or span" },
    { SPEECH("\"speaker\": \"e1\", \"span\": [8, 19]"), "a stretch of speech has no kind or span" },
};

static void test_refused(void **state)
{
    ng_context *ctx = *state;
    ng_collection *read;
    size_t i;

    for (i = 0; i < sizeof refused / sizeof *refused; i++) {
        ng_status st = read_text(ctx, ng_str_from(refused[i].result), &read);
        const char *message = ng_context_error(ctx)->message;

        if (st != NG_E_FORMAT || !strstr(message, refused[i].message)) {
            fail_msg("%s\n-> %s: %s", refused[i].result, ng_status_name(st), message);
        }
        assert_non_null(strstr(message, "'given.json'"));
        assert_null(strchr(message, '\n'));
        assert_int_equal(read->documents.count, 0);
        ng_collection_free(read);
    }
}

static void test_whole(void **state)
{
    ng_context *ctx = *state;
    ng_collection *read;
    const ng_document *doc;

    assert_int_equal(read_text(ctx, ng_str_from(whole), &read), NG_OK);
    assert_int_equal(read->documents.count, 1);
    doc = read->documents.items[0];
    assert_int_equal(doc->about.source_start, 17);
    assert_int_equal(doc->mentions.count, 3);
    /* 'Zoé Lee' has eight bytes: code points outside, bytes inside. */
    assert_true(ng_str_equal(ng_document_slice(doc, doc->mentions.items[2].span), NGI_LITERAL("Zo\xc3\xa9 Lee")));
    assert_int_equal(doc->mentions.items[1].kind, NG_NOMINAL);
    assert_float_equal(doc->mentions.items[1].score, 0.25, 1e-6);
    assert_int_equal(doc->relations.count, 1);
    assert_true(ng_str_equal(doc->relations.items[0].since, NGI_LITERAL("2024")));
    assert_int_equal(doc->speech.count, 1);
    assert_int_equal(doc->about_entities.count, 1);
    ng_collection_free(read);
}

/* What is missing and may be has a default; what is out of its range is brought into it. */
static void test_defaults(void **state)
{
    static const char small[] = RESULT(ENTITIES, "\"id\": \"d\", \"text\": \"" TEXT "\", \"title_span\": [5, 99], "
                                                 "\"mentions\": [{\"span\": [0, 7]}, " ADA ", " ZOE "], \"relations\": ["
                                                 "{\"head\": \"e1\", \"tail\": \"e2\", \"type\": \"meets\", \"status\": "
                                                 "\"planned\", \"score\": 1e300, \"evidence\": [{\"span\": [0, 20], "
                                                 "\"score\": -1e300, \"head\": [3, 99]}]}], \"speech\": [{\"speaker\": "
                                                 "\"e8\", \"kind\": \"indirect\", \"span\": [8, 19], \"within\": 3, "
                                                 "\"about\": [\"e1\", \"e8\", 5]}]");
    ng_context *ctx = *state;
    ng_collection *read;
    const ng_document *doc;

    assert_int_equal(read_text(ctx, ng_str_from(small), &read), NG_OK);
    doc = read->documents.items[0];
    assert_true(ng_str_equal(doc->about.source, NGI_LITERAL("d")));
    assert_int_equal(doc->paragraphs.count, 1);
    assert_int_equal(doc->sentences.count, 2);
    assert_true(ngi_span_empty(doc->title_span));
    assert_int_equal(doc->mentions.count, 2); /* the one without entity is nobody's */
    assert_float_equal(doc->relations.items[0].score, 1.0, 0.0);
    assert_in_range((int)(doc->evidence.items[0].score * 100.0f), 0, 100);
    assert_true(ngi_span_empty(doc->evidence.items[0].head));
    assert_int_equal(doc->speech.items[0].speaker, NG_NONE);
    assert_int_equal(doc->speech.items[0].within, NG_NONE);
    assert_int_equal(doc->about_entities.count, 1);
    ng_collection_free(read);
}

static void test_mention_across_sentences(void **state)
{
    static const char crossing[] = MENTIONS(ADA ", " ZOE ", {\"span\": [16, 25], \"entity\": \"e2\"}");
    ng_context *ctx = *state;
    ng_collection *read;
    const ng_note *notes;
    size_t count;

    assert_int_equal(read_text(ctx, ng_str_from(crossing), &read), NG_OK);
    assert_int_equal(read->documents.items[0]->mentions.count, 2);
    notes = ng_context_notes(ctx, &count);
    assert_int_equal(count, 1);
    assert_non_null(strstr(notes[0].message, "does not lie in one sentence"));
    ng_collection_free(read);
}

/* A byte of a good result changed, or the rest cut off: it is refused in one line, or what is read holds together. */
static void test_damage(void **state)
{
    static const char bytes[] = "9-\"]}a \\";
    ng_context *ctx = *state;
    char copy[sizeof whole];
    ng_collection *read;
    size_t i, k;

    for (i = 0; i < sizeof whole - 1; i++) {
        for (k = 0; k < sizeof bytes; k++) {
            ng_str text = { copy, k ? sizeof whole - 1 : i };

            memcpy(copy, whole, sizeof whole);
            if (k) copy[i] = bytes[k - 1];
            if (read_text(ctx, text, &read) == NG_OK) {
                if (read->documents.count) assert_int_equal(ngi_document_check(ctx, read->documents.items[0]), NG_OK);
            } else {
                assert_null(strchr(ng_context_error(ctx)->message, '\n'));
                assert_int_not_equal(ng_context_error(ctx)->status, NG_E_INTERNAL);
            }
            ng_collection_free(read);
        }
        ng_context_clear_notes(ctx);
    }
}

static void test_detect(void **state)
{
    (void)state;
    assert_true(ngi_result_detect(NGI_LITERAL("{\"namegraph\": 1")));
    assert_true(ngi_result_detect(NGI_LITERAL(" {\n \"namegraph\": 1")));
    assert_false(ngi_result_detect(NGI_LITERAL("{\"text\": \"namegraph\"}")));
    assert_false(ngi_result_detect(NGI_LITERAL("")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_whole, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_defaults, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_mention_across_sentences, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_damage, set_up, tear_down),
        cmocka_unit_test(test_detect),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
