/* The user's decisions: strict reading, conflicts, and what each kind does to a document. */
#include "marked.h"

static ng_context *context(void)
{
    ng_context *ctx;

    assert_int_equal(ng_context_create(NULL, &ctx), NG_OK);
    return ctx;
}

static void test_faults_have_line_and_column(void **state)
{
    static const struct {
        const char *text, *message;
    } cases[] = {
        { "join \"A\" \"B\"\n", "d.txt:1:1: no decision: merge, never merge, rename, retype, hide, add" },
        { "# fine\nmerge \"A\"\n", "d.txt:2:10: a name in quotation marks is missing" },
        { "merge \"A\" \"B\n", "d.txt:1:11: the quotation mark is not closed" },
        { "merge \"Bé\" \"b\xC3\xA9\"\n", "d.txt:1:12: the name is the first one again" },
        { "never \"A\" \"B\"\n", "d.txt:1:1: 'never' is followed by 'merge'" },
        { "\n\n  retype \"A\" firm\n", "d.txt:3:14: no type: person company organization model product place event law work group" },
        { "hide \"A\" \"B\"\n", "d.txt:1:10: the line goes on behind the decision" },
        { "hide \"\"\n", "d.txt:1:6: the name is empty" },
        { "merge \"A\" \"B\"\nnever merge \"B\" \"A\"\n", "d.txt:2:1: the decision contradicts that of line 1" },
        { "rename \"A\" \"B\"\nrename \"a\" \"C\"\n", "d.txt:2:1: the decision contradicts that of line 1" },
        { "add \"A\" law\nhide \"A\"\n", "d.txt:2:1: the decision contradicts that of line 1" },
    };
    ng_context *ctx = context();
    ngi_decisions *decisions;
    size_t i;

    (void)state;
    for (i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(ngi_decisions_read(ctx, "d.txt", ng_str_from(cases[i].text), &decisions), NG_E_FORMAT);
        assert_null(decisions);
        assert_string_equal(ng_context_error(ctx)->message, cases[i].message);
    }
    assert_int_equal(ngi_decisions_read(ctx, "d.txt", NGI_LITERAL("hide \"\xFF\""), &decisions), NG_E_FORMAT);
    ng_context_free(ctx);
}

/* A document under decisions, resolved. */
static ng_document *decided(ng_context *ctx, const char *decisions_text, const char *marked)
{
    ng_document *doc = marked_document(ctx, "a#1", marked);
    ngi_decisions *decisions;

    assert_int_equal(ngi_decisions_read(ctx, "d.txt", ng_str_from(decisions_text), &decisions), NG_OK);
    assert_int_equal(ngi_resolve_entities(ctx, NULL, NULL, NULL, decisions, doc), NG_OK);
    assert_int_equal(ngi_document_check(ctx, doc), NG_OK);
    ngi_decisions_free(decisions);
    return doc;
}

static void test_merge_and_never_merge(void **state)
{
    static const char text[] = "[Ruth Calloway|person] met [Nightowl|person] and [Calloway|person].";
    ng_context *ctx = context();
    ng_document *doc = decided(ctx, "\xEF\xBB\xBF# both\r\nmerge \"ruth calloway\" \"Nightowl\" # a comment\r\n", text);

    (void)state;
    assert_int_equal(doc->entities.count, 1);
    ngi_document_free(doc);
    doc = decided(ctx, "never merge \"Ruth Calloway\" \"Calloway\"", text);
    assert_int_equal(doc->entities.count, 3);
    assert_int_not_equal(entity_of_surface(doc, "Ruth Calloway"), entity_of_surface(doc, "Calloway"));
    ngi_document_free(doc);
    doc = decided(ctx, "", text);
    assert_int_equal(doc->entities.count, 2);
    ngi_document_free(doc);
    ng_context_free(ctx);
}

static void test_rename_retype_hide(void **state)
{
    ng_context *ctx = context();
    ng_document *doc = decided(ctx, "rename \"Tarn\" \"Tarn Robotics\"\nretype \"Nettle\" model\nhide \"Read More\"",
                               "[Tarn|company] made [Nettle|product]. [Read More|work] [Tarn|company]");

    (void)state;
    assert_int_equal(doc->entities.count, 2);
    assert_true(ng_str_equal(doc->entities.items[0].name, NGI_LITERAL("Tarn Robotics")));
    assert_true(ng_str_equal(doc->aliases.items[doc->entities.items[0].aliases.begin], NGI_LITERAL("Tarn")));
    assert_int_equal(doc->entities.items[1].type, NG_MODEL);
    assert_int_equal(doc->mentions.items[1].type, NG_MODEL);
    assert_int_equal(doc->mentions.count, 3);
    ngi_document_free(doc);
    ng_context_free(ctx);
}

static void test_add(void **state)
{
    ng_context *ctx = context();
    ng_document *doc = decided(ctx, "add \"Project Heron\" product\nadd \"Tarn\" place",
                               "Project Herons differ from Project Heron at [Tarn Robotics|company] of Tarn. Project Heron ends.");

    (void)state;
    assert_int_equal(doc->mentions.count, 4); /* not 'Project Herons', nor 'Tarn' inside of the firm's name */
    assert_int_equal(doc->entities.count, 3);
    assert_int_equal(doc->entities.items[entity_of_surface(doc, "Project Heron")].type, NG_PRODUCT);
    assert_int_equal(doc->entities.items[entity_of_surface(doc, "Tarn")].type, NG_PLACE);
    ngi_document_free(doc);
    ng_context_free(ctx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_faults_have_line_and_column),
        cmocka_unit_test(test_merge_and_never_merge),
        cmocka_unit_test(test_rename_retype_hide),
        cmocka_unit_test(test_add),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
