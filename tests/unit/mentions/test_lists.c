/* Names by word lists and capitals. */
#include "base/files.h"
#include "mentions/mentions.h"
#include "text/segment.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#define LISTS                                                                                      \
    "name\tclasses\tlinks\n"                                                                       \
    "Oslo\tplace\t=\n"                                                                             \
    "Mira\tgiven_f\t\n"                                                                            \
    "Dr\thonorific\t\n"                                                                            \
    "Inc.\tsuffix\t\n"                                                                             \
    "Bank of the North\tcompany\t=\n"

/* The names and pronouns of a text as "surface/type|...". */
static void find(ng_context *ctx, const ngi_lexicon *lexicon, const char *text, ngi_buffer *out)
{
    ng_document *doc;
    size_t i;

    assert_int_equal(ngi_document_create(ctx, &doc), NG_OK);
    assert_int_equal(ngi_document_set_text(ctx, doc, ng_str_from(text)), NG_OK);
    if (doc->text.len) assert_int_equal(ngi_array_push(ctx, &doc->paragraphs, (ng_span){ 0, (uint32_t)doc->text.len }), NG_OK);
    assert_int_equal(ngi_segment(ctx, doc), NG_OK);
    assert_int_equal(ngi_find_mentions_by_lists(ctx, lexicon, doc), NG_OK);
    assert_int_equal(ngi_document_check(ctx, doc), NG_OK);
    out->len = 0;
    assert_int_equal(ngi_buffer_add_text(ctx, out, ""), NG_OK);
    for (i = 0; i < doc->mentions.count; i++) {
        const ng_mention *m = &doc->mentions.items[i];
        ng_str surface = ng_document_slice(doc, m->span);

        assert_int_equal(ngi_buffer_printf(ctx, out, "%s%.*s/%s", i ? "|" : "", NGI_STR(surface),
                                           m->kind == NG_NAME ? ng_entity_type_name(m->type) : ng_mention_kind_name(m->kind)),
                         NG_OK);
    }
    ngi_document_free(doc);
}

static void test_names(void **state)
{
    static const struct {
        const char *text, *found;
    } cases[] = {
        { "Oslo is where the Bank of the North sits.", "Oslo/place|Bank of the North/company" },
        { "Yesterday it rained in oslo.", "it/pronoun" },
        { "On Monday she met Mira Roe there.", "she/pronoun|Mira Roe/person" },
        { "They asked Dr Haldane twice.", "They/pronoun|Haldane/person" },
        { "The firm bought Tarn Fisk Inc. for cash.", "Tarn Fisk Inc./company" },
        { "The deal with Norwich University stands.", "Norwich University/organization" },
        { "The US asked us to stay.", "US/company|us/pronoun" },
        { "Big Deal Shakes Quiet Coastal Town Near Oslo", "Oslo/place" },
        { "", "" },
    };
    ng_context *ctx;
    ngi_lexicon *lexicon;
    ngi_buffer found = { NULL, 0, 0 };
    size_t i;

    (void)state;
    assert_int_equal(ng_context_create(NULL, &ctx), NG_OK);
    assert_int_equal(ngi_file_write(ctx, "lists.tsv", NGI_LITERAL(LISTS)), NG_OK);
    assert_int_equal(ngi_lexicon_open(ctx, "lists.tsv", &lexicon), NG_OK);
    (void)remove("lists.tsv");
    for (i = 0; i < sizeof cases / sizeof *cases; i++) {
        find(ctx, lexicon, cases[i].text, &found);
        if (!ng_str_equal(ngi_buffer_str(&found), ng_str_from(cases[i].found))) fail_msg("'%s': %s", cases[i].text, found.data);
    }
    ngi_buffer_release(ctx, &found);
    ngi_lexicon_close(lexicon);
    ng_context_free(ctx);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_names) };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
