/* What is written of the entities of a document beside which names they have: types, other names, links, given entities. */
#include "marked.h"

static ng_context *context(void)
{
    ng_context *ctx;

    assert_int_equal(ng_context_create(NULL, &ctx), NG_OK);
    return ctx;
}

static void resolve(ng_context *ctx, const ngi_lexicon *lexicon, const char *decisions_text, ng_document *doc)
{
    ngi_decisions *decisions = NULL;

    if (decisions_text) assert_int_equal(ngi_decisions_read(ctx, "d.txt", ng_str_from(decisions_text), &decisions), NG_OK);
    assert_int_equal(ngi_resolve_entities(ctx, NULL, NULL, lexicon, decisions, doc), NG_OK);
    assert_int_equal(ngi_document_check(ctx, doc), NG_OK);
    ngi_decisions_free(decisions);
}

/* A longer name says more of its type than a short one, but not more than two of them. */
static void test_types_are_voted_for(void **state)
{
    static const struct {
        const char *text;
        ng_entity_type type;
    } cases[] = {
        { "[Tarn Robotics|company] grew. [Tarn|organization] fell.", NG_COMPANY },
        { "[Tarn Robotics|company] grew. [Tarn|organization] fell. [Tarn|organization] rose.", NG_ORGANIZATION },
    };
    ng_context *ctx = context();
    size_t i, k;

    (void)state;
    for (i = 0; i < sizeof cases / sizeof *cases; i++) {
        ng_document *doc = marked_document(ctx, "a", cases[i].text);

        doc->given = doc->relink = false;
        resolve(ctx, NULL, NULL, doc);
        assert_int_equal(doc->entities.count, 1);
        assert_int_equal(doc->entities.items[0].type, cases[i].type);
        for (k = 0; k < doc->mentions.count; k++) assert_int_equal(doc->mentions.items[k].type, cases[i].type);
        ngi_document_free(doc);
    }
    ng_context_free(ctx);
}

static void test_given_types_stay(void **state)
{
    ng_context *ctx = context();
    ng_document *doc = marked_document(ctx, "a", "[Tarn Robotics|company] grew. [Tarn|organization] fell.");

    (void)state;
    resolve(ctx, NULL, NULL, doc);
    assert_int_equal(doc->entities.items[0].type, NG_COMPANY);
    assert_int_equal(doc->mentions.items[1].type, NG_ORGANIZATION);
    ngi_document_free(doc);
    ng_context_free(ctx);
}

static void test_other_names_are_sorted_and_told_once(void **state)
{
    static const char *const expected[] = { "Tarn", "Tarn Robotics", "Calloway", "R. Calloway" };
    ng_context *ctx = context();
    ng_document *doc = marked_document(ctx, "a",
        "[Tarn Robotics Inc.|company] hired [Ruth Calloway|person]. [Tarn Robotics|company] and [Tarn|company] fired [R. Calloway|person]. "
        "[Tarn|company] paid [Calloway|person], and [Calloway|person] left [Tarn Robotics|company].");
    size_t i;

    (void)state;
    resolve(ctx, NULL, NULL, doc);
    assert_int_equal(doc->entities.count, 2);
    assert_int_equal(doc->aliases.count, 4);
    for (i = 0; i < 4; i++) assert_true(ng_str_equal(doc->aliases.items[i], ng_str_from(expected[i])));
    assert_int_equal(doc->entities.items[0].aliases.begin, 0);
    assert_int_equal(doc->entities.items[0].aliases.end, 2);
    assert_int_equal(doc->entities.items[1].aliases.begin, 2);
    assert_int_equal(doc->entities.items[1].aliases.end, 4);
    ngi_document_free(doc);
    ng_context_free(ctx);
}

/* What the word lists call it, unless they call its names differently. */
static void test_links(void **state)
{
    ng_context *ctx = context();
    ngi_lexicon *lexicon;
    ng_document *doc = marked_document(ctx, "a", "The [US|place] sued [Tarn|company]. [America|place] won.");

    (void)state;
    assert_int_equal(ngi_lexicon_open(ctx, NULL, &lexicon), NG_OK);
    resolve(ctx, lexicon, NULL, doc);
    assert_int_equal(doc->entities.count, 2);
    assert_true(ng_str_equal(doc->entities.items[0].link, NGI_LITERAL("United States")));
    assert_int_equal(doc->entities.items[1].link.len, 0);
    ngi_document_free(doc);
    doc = marked_document(ctx, "a", "[France|place] beat [Germany|place].");
    resolve(ctx, lexicon, "merge \"France\" \"Germany\"", doc);
    assert_int_equal(doc->entities.count, 1);
    assert_int_equal(doc->entities.items[0].link.len, 0);
    ngi_document_free(doc);
    ngi_lexicon_close(lexicon);
    ng_context_free(ctx);
}

/* Entities that a result gives are left as they are; a reference without one is led to them, or dropped. */
static void test_given_entities_stay(void **state)
{
    ng_context *ctx = context();
    ng_document *doc = marked_document(ctx, "a", "[Ruth Calloway|person] met Mr. [Calloway|person]. [He|pronoun] sang. [It|pronoun] rained.");
    size_t i;

    (void)state;
    resolve(ctx, NULL, "never merge \"Ruth Calloway\" \"Calloway\"", doc);
    assert_int_equal(doc->entities.count, 2);
    assert_int_equal(doc->mentions.count, 3);
    for (i = 0; i < doc->mentions.count; i++) {
        if (doc->mentions.items[i].kind == NG_PRONOUN) doc->mentions.items[i].entity = NG_NONE;
    }
    doc->relink = false;
    resolve(ctx, NULL, NULL, doc);
    assert_int_equal(doc->entities.count, 2);
    assert_int_not_equal(entity_of_surface(doc, "Ruth Calloway"), entity_of_surface(doc, "Calloway"));
    assert_int_equal(entity_of_surface(doc, "He"), entity_of_surface(doc, "Calloway"));
    doc->mentions.items[2].entity = NG_NONE;
    doc->mentions.items[2].kind = NG_NOMINAL;
    resolve(ctx, NULL, NULL, doc);
    assert_int_equal(doc->mentions.count, 2);
    ngi_document_free(doc);
    ng_context_free(ctx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_types_are_voted_for),
        cmocka_unit_test(test_given_types_stay),
        cmocka_unit_test(test_other_names_are_sorted_and_told_once),
        cmocka_unit_test(test_links),
        cmocka_unit_test(test_given_entities_stay),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
