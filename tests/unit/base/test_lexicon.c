/* The word lists: reading them, finding names in any spelling of their key, links and their conflicts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/files.h"
#include "base/lexicon.h"

#define BIT(class) (1u << (class))

static ng_context *context(void)
{
    ng_context *ctx;

    assert_int_equal(ng_context_create(NULL, &ctx), NG_OK);
    return ctx;
}

/* A list in a file of its own, read; NULL when it is refused. */
static ngi_lexicon *lexicon_of(ng_context *ctx, const char *text)
{
    ngi_lexicon *lexicon;

    assert_int_equal(ngi_file_write(ctx, "test_lexicon.tsv", ng_str_from(text)), NG_OK);
    if (ngi_lexicon_open(ctx, "test_lexicon.tsv", &lexicon) != NG_OK) assert_null(lexicon);
    return lexicon;
}

static void test_keys_and_links(void **state)
{
    ng_context *ctx = context();
    ngi_lexicon *lexicon = lexicon_of(ctx, "name\tclasses\tlinks\nJosé-María Roe\tperson\t=\n"
                                           "jose maria roe\tcompany\tRoe Ltd\nRon\tgiven_m,nickname\t;Aaron|Ronald\n"
                                           "said\tcue\r\nOslo\tplace,surname\t=\n");
    ngi_lexicon_entry e = ngi_lexicon_find(lexicon, NGI_LITERAL("JOSE  MARIA-ROE"));

    (void)state;
    assert_int_equal(e.classes, BIT(NGI_LEX_PERSON) | BIT(NGI_LEX_COMPANY));
    assert_null(e.link.ptr); /* the classes differ */
    assert_true(ng_str_equal(ngi_lexicon_link(lexicon, NGI_LITERAL("jose maria roe"), NGI_LEX_COMPANY), NGI_LITERAL("Roe Ltd")));
    e = ngi_lexicon_find(lexicon, NGI_LITERAL("José María Roe"));
    assert_int_equal(e.classes, BIT(NGI_LEX_PERSON) | BIT(NGI_LEX_COMPANY));
    e = ngi_lexicon_find(lexicon, NGI_LITERAL("ron"));
    assert_int_equal(e.classes, BIT(NGI_LEX_GIVEN_MALE) | BIT(NGI_LEX_NICKNAME));
    assert_true(ng_str_equal(e.link, NGI_LITERAL("Aaron|Ronald")));
    assert_null(ngi_lexicon_link(lexicon, NGI_LITERAL("ron"), NGI_LEX_GIVEN_MALE).ptr);
    assert_int_equal(ngi_lexicon_find(lexicon, NGI_LITERAL("Said")).classes, BIT(NGI_LEX_CUE));
    assert_true(ng_str_equal(ngi_lexicon_find(lexicon, NGI_LITERAL("OSLO")).link, NGI_LITERAL("Oslo")));
    assert_int_equal(ngi_lexicon_find(lexicon, NGI_LITERAL("name")).classes, 0);
    assert_int_equal(ngi_lexicon_find(NULL, NGI_LITERAL("Oslo")).classes, 0);
    ngi_lexicon_close(lexicon);
    ng_context_free(ctx);
}

static void test_damaged_lists(void **state)
{
    ng_context *ctx = context();

    (void)state;
    assert_null(lexicon_of(ctx, "name\tclasses\tlinks\nOslo\n"));
    assert_string_equal(ng_context_error(ctx)->message, "word list 'test_lexicon.tsv': line 2 has no classes");
    assert_null(lexicon_of(ctx, "name\tclasses\tlinks\nOslo\tcity\n"));
    assert_string_equal(ng_context_error(ctx)->message, "word list 'test_lexicon.tsv': line 2: no class 'city'");
    assert_null(lexicon_of(ctx, "name\tclasses\tlinks\nOsl\xFF\tplace\n"));
    assert_int_equal(ng_context_error(ctx)->status, NG_E_FORMAT);
    ng_context_free(ctx);
}

/* What the stages rely on in the lists that ship. */
static void test_shipped_list(void **state)
{
    static const struct {
        const char *name;
        uint32_t classes;
        const char *link;
    } wanted[] = {
        { "Chinese", BIT(NGI_LEX_DEMONYM), "China" },
        { "president", BIT(NGI_LEX_JOB_TITLE), "leads" },
        { "OpenAI", BIT(NGI_LEX_COMPANY), "OpenAI" },
        { "U.S.", BIT(NGI_LEX_PLACE), "United States" },
        { "Sen.", BIT(NGI_LEX_HONORIFIC), NULL },
        { "Federal Reserve", BIT(NGI_LEX_ORGANIZATION), "Federal Reserve" },
        { "GPT-5", BIT(NGI_LEX_MODEL), "GPT-5" },
        { "Americans", BIT(NGI_LEX_GROUP), "Americans" },
        { "told", BIT(NGI_LEX_CUE), NULL },
        { "GmbH", BIT(NGI_LEX_LEGAL_SUFFIX), NULL },
    };
    ng_context *ctx = context();
    ngi_lexicon *lexicon;
    size_t i;

    (void)state;
    assert_int_equal(ngi_lexicon_open(ctx, NULL, &lexicon), NG_OK);
    for (i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        ngi_lexicon_entry e = ngi_lexicon_find(lexicon, ng_str_from(wanted[i].name));

        if ((e.classes & wanted[i].classes) != wanted[i].classes || !ng_str_equal(e.link, ng_str_from(wanted[i].link))) {
            fail_msg("%s: classes %x, link %.*s", wanted[i].name, e.classes, NGI_STR(e.link));
        }
    }
    ngi_lexicon_close(lexicon);
    ng_context_free(ctx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_keys_and_links),
        cmocka_unit_test(test_damaged_lists),
        cmocka_unit_test(test_shipped_list),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
