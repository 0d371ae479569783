/* The author as narrator, and where quotations are open; who introduces himself is in tests/corpus/entities/narrators.txt. */
#include "marked.h"

#include "entities/narrator.h"

/* Name of the entity that "me" leads to in a text of that author, or "". */
static const char *me(const char *author, const char *marked)
{
    static char name[32];
    ng_context *ctx;
    ng_document *doc;
    uint32_t entity;

    assert_int_equal(ng_context_create(NULL, &ctx), NG_OK);
    doc = marked_document(ctx, "a", marked);
    assert_int_equal(ngi_document_copy(ctx, doc, ng_str_from(author), &doc->about.author), NG_OK);
    assert_int_equal(ngi_resolve_entities(ctx, NULL, NULL, NULL, NULL, doc), NG_OK);
    entity = entity_of_surface(doc, "me");
    name[0] = '\0';
    if (entity != NG_NONE) {
        ng_str text = doc->entities.items[entity].name;

        assert_true(text.len < sizeof name);
        memcpy(name, text.ptr, text.len);
        name[text.len] = '\0';
    }
    ngi_document_free(doc);
    ng_context_free(ctx);
    return name;
}

static void test_author(void **state)
{
    const char *column = "By [Ruth Calloway|person]\n[Dan Whitlow|person] rang [me|pronoun].";

    (void)state;
    assert_string_equal(me("Ruth Calloway", column), "Ruth Calloway");
    assert_string_equal(me("ruth calloway", column), "Ruth Calloway");
    assert_string_equal(me("", column), "");
    assert_string_equal(me("Tarn Oakes", column), "");                  /* the text does not name him */
    assert_string_equal(me("Tarn", "[Tarn|company] rang [me|pronoun]."), ""); /* an agency is no 'I' */
    /* Who says who she is is surer than a byline. */
    assert_string_equal(me("Ruth Calloway", "By [Ruth Calloway|person]\n[I|pronoun] am [Dan Whitlow|person].\nRead [me|pronoun]."),
                        "Dan Whitlow");
}

static void test_quotations(void **state)
{
    const char *text = "a \xE2\x80\x9C" "b\xE2\x80\x9D c \"d\" e \xC2\xAB" "f\xC2\xBB g \"h\ni";
    const char *open = "bdfh";
    ngi_quote_cursor cursor = { 0, 0, false };
    ng_context *ctx;
    ng_document *doc;
    uint32_t i;

    (void)state;
    assert_int_equal(ng_context_create(NULL, &ctx), NG_OK);
    doc = marked_document(ctx, "a", text);
    for (i = 0; text[i]; i++) {
        if (text[i] < 'a' || text[i] > 'i') continue;
        assert_int_equal(ngi_quoted_at(doc, &cursor, i), strchr(open, text[i]) != NULL);
    }
    ngi_document_free(doc);
    ng_context_free(ctx);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_author), cmocka_unit_test(test_quotations) };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
