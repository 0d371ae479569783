/* Runs of labels -> names: whole tokens, joined parts, and what is no name by its words. */
#include "support/tiny_model.h"

#include "mentions/mention_span.h"
#include "mentions/name_runs.h"
#include "text/segment.h"

#include <string.h>

typedef struct tools {
    ng_context *ctx;
    ngi_model *model;
    ngi_lexicon *lexicon;
} tools;

static const char lists[] = "name\tclasses\tlinks\nattorney general\tjob_title\ngeneral\thonorific\ngov\thonorific\nhungarian\tdemonym\n"
                            "lord\tsurname,honorific\nlt\thonorific\nmajor\tsurname,honorific\nobserver\toutlet\n";

static int set_up(void **state)
{
    static tools t;
    char path[64];

    if (ng_context_create(NULL, &t.ctx) != NG_OK) return -1;
    tiny_model_write(t.ctx, true, 11, path);
    assert_int_equal(ngi_model_open(t.ctx, path, &t.model), NG_OK);
    (void)remove(path);
    assert_int_equal(ngi_file_write(t.ctx, "tiny_runs.tsv", ng_str_from(lists)), NG_OK);
    assert_int_equal(ngi_lexicon_open(t.ctx, "tiny_runs.tsv", &t.lexicon), NG_OK);
    (void)remove("tiny_runs.tsv");
    *state = &t;
    return 0;
}

static int tear_down(void **state)
{
    tools *t = *state;

    ngi_lexicon_close(t->lexicon);
    ngi_model_close(t->model);
    ng_context_free(t->ctx);
    return 0;
}

/* Kinds of runs as they are marked: "{pAda Brook}" is a person. */
static const struct {
    char mark;
    uint32_t kind;
} kinds[] = { { 'p', NG_PERSON }, { 'o', NG_ORGANIZATION }, { 'l', NG_PLACE }, { 'w', NG_WORK }, { 'g', NG_GROUP } };

static uint32_t kind_of(char mark)
{
    size_t i = 0;

    while (kinds[i].mark != mark) assert_true(++i < sizeof kinds / sizeof *kinds);
    return kinds[i].kind;
}

static char mark_of(uint32_t kind)
{
    size_t i = 0;

    while (kinds[i].kind != kind) assert_true(++i < sizeof kinds / sizeof *kinds);
    return kinds[i].mark;
}

/* The text without its marks, and the stretches between them with their kinds. */
static size_t read_marks(const char *marked, char *text, ng_span *spans, uint32_t *of)
{
    size_t count = 0, at = 0;

    for (; *marked; marked++) {
        if (*marked == '{') {
            of[count] = kind_of(*++marked);
            spans[count].begin = (uint32_t)at;
        } else if (*marked == '}') {
            spans[count++].end = (uint32_t)at;
        } else {
            text[at++] = *marked;
        }
    }
    text[at] = '\0';
    return count;
}

static void write_marks(ng_context *ctx, const ng_document *doc, const ngi_encoding *e, const ngi_label_runs *runs, ngi_buffer *out)
{
    uint32_t at = 0;
    size_t i;

    for (i = 0; i < runs->count; i++) {
        ng_span span = ngi_units_span(e, runs->items[i].units);

        assert_int_equal(ngi_buffer_add(ctx, out, ng_document_slice(doc, (ng_span){ at, span.begin })), NG_OK);
        assert_int_equal(ngi_buffer_printf(ctx, out, "{%c", mark_of(runs->items[i].kind)), NG_OK);
        assert_int_equal(ngi_buffer_add(ctx, out, ng_document_slice(doc, span)), NG_OK);
        assert_int_equal(ngi_buffer_printf(ctx, out, "}"), NG_OK);
        at = span.end;
    }
    assert_int_equal(ngi_buffer_add(ctx, out, ng_document_slice(doc, (ng_span){ at, (uint32_t)doc->text.len })), NG_OK);
}

static void check(const tools *t, const char *before, const char *after)
{
    char text[200];
    ng_span spans[8];
    uint32_t of[8];
    size_t i, count = read_marks(before, text, spans, of);
    ngi_label_runs runs = { NULL, 0, 0 };
    ngi_buffer got = { NULL, 0, 0 };
    ngi_encoding e;
    ng_document *doc;

    assert_int_equal(ngi_document_create(t->ctx, &doc), NG_OK);
    assert_int_equal(ngi_document_set_text(t->ctx, doc, ng_str_from(text)), NG_OK);
    assert_int_equal(ngi_array_push(t->ctx, &doc->paragraphs, (ng_span){ 0, (uint32_t)doc->text.len }), NG_OK);
    assert_int_equal(ngi_segment(t->ctx, doc), NG_OK);
    assert_int_equal(ngi_encode(t->ctx, t->model, doc, &e), NG_OK);
    for (i = 0; i < count; i++) {
        ngi_label_run run = { .units = ngi_encoding_units_in(&e, spans[i]), .kind = of[i], .score = 0.9f };

        assert_int_equal(ngi_array_push(t->ctx, &runs, run), NG_OK);
    }
    assert_int_equal(ngi_tidy_name_runs(t->ctx, doc, &e, t->lexicon, &runs), NG_OK);
    write_marks(t->ctx, doc, &e, &runs, &got);
    assert_string_equal(got.data, after);
    ngi_buffer_release(t->ctx, &got);
    ngi_array_release(t->ctx, &runs);
    ngi_encoding_release(&e);
    ngi_document_free(doc);
}

static void test_whole_tokens(void **state)
{
    check(*state, "In {lFlint, Mich}. they left.", "In {lFlint, Mich.} they left.");
    check(*state, "It was {p@ada}_9 who ran {wBolt}.rs there.", "It was {p@ada_9} who ran {wBolt.rs} there.");
    check(*state, "He is {pBrook.}", "He is {pBrook}.");
    check(*state, "It is {oBold Inc.}", "It is {oBold Inc.}");
    check(*state, "The {lOslo}-based {oBold}'s", "The {lOslo}-based {oBold}'s");
}

static void test_parts_join(void **state)
{
    check(*state, "It was {pAda} {pBrook-Lund} again.", "It was {pAda Brook-Lund} again.");
    check(*state, "The {oBoard of} {lNepal} met.", "The {oBoard of Nepal} met.");
    check(*state, "He read {wThe} {oGold Mine} there.", "He read {oThe Gold Mine} there.");
    check(*state, "In {lOslo} {oBold Labs} grew.", "In {lOslo} {oBold Labs} grew.");
    check(*state, "Both {pAda}, {pBrook} and {pLund} ran.", "Both {pAda}, {pBrook} and {pLund} ran.");
    check(*state, "The {wWater Accord of} 1991 holds.", "The {wWater Accord} of 1991 holds.");
}

static void test_titles_are_no_names(void **state)
{
    check(*state, "And {pLt. Gov.} {pAda Brook} ran.", "And Lt. Gov. {pAda Brook} ran.");
    check(*state, "The {pMajor-General} ran.", "The Major-General ran.");
    check(*state, "The {pAttorney} General ran.", "The Attorney General ran.");
    check(*state, "Then {pLord} {pBrook} ran.", "Then Lord {pBrook} ran.");
    check(*state, "Then {pMajor} ran.", "Then {pMajor} ran.");
}

static void test_nouns_are_no_names(void **state)
{
    check(*state, "She told the {osenate} so.", "She told the senate so.");
    check(*state, "i told the {oobserver} so.", "i told the {oobserver} so.");
    check(*state, "She works on {wneural networks} now.", "She works on neural networks now.");
    check(*state, "She works on {wbolt} with {pgreg s} now.", "She works on {wbolt} with {pgreg s} now.");
    check(*state, "Of the {onational Code Board} they knew.", "Of the national {oCode Board} they knew.");
    check(*state, "Then {pvan Brook} met a {lHungarian} cook.", "Then {pvan Brook} met a Hungarian cook.");
}

static void test_adjectives_are_no_people(void **state)
{
    check(*state, "Many {gHungarian} banks grew.", "Many Hungarian banks grew.");
    check(*state, "The {gHungarian} are ahead, and the {gHungarian}, too.", "The {gHungarian} are ahead, and the {gHungarian}, too.");
    check(*state, "Most {gHungarians} left.", "Most {gHungarians} left.");
}

static void test_hyphens_belong_to_names(void **state)
{
    check(*state, "On the {wGold}-In show they met.", "On the {wGold-In} show they met.");
    check(*state, "The {lOslo}-{lBergen} line grew.", "The {lOslo}-{lBergen} line grew.");
    check(*state, "The {lOslo}-born cook met {pBrook} - Bold labs.", "The {lOslo}-born cook met {pBrook} - Bold labs.");
}

static void test_based_parts_two_names(void **state)
{
    check(*state, "The {oOslo-based Bold Labs} grew.", "The {lOslo}-based {oBold Labs} grew.");
    check(*state, "The {oOslo-based} labs grew.", "The {lOslo}-based labs grew.");
    check(*state, "The {oBroad-Based Fund} grew.", "The {oBroad-Based Fund} grew.");
}

static void test_universities_keep_their_place(void **state)
{
    check(*state, "At {oBrook Lund University} of {lOslo} they met.", "At {oBrook Lund University of Oslo} they met.");
    check(*state, "The {oHigh Court} of {lOslo} met.", "The {oHigh Court} of {lOslo} met.");
    check(*state, "At {oBrook University} in {lOslo} they met.", "At {oBrook University} in {lOslo} they met.");
}

static void test_administrations(void **state)
{
    check(*state, "The {pBrook} administration left.", "The {oBrook administration} left.");
    check(*state, "The {lOslo} administration left.", "The {lOslo} administration left.");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_whole_tokens),
        cmocka_unit_test(test_parts_join),
        cmocka_unit_test(test_titles_are_no_names),
        cmocka_unit_test(test_nouns_are_no_names),
        cmocka_unit_test(test_adjectives_are_no_people),
        cmocka_unit_test(test_hyphens_belong_to_names),
        cmocka_unit_test(test_based_parts_two_names),
        cmocka_unit_test(test_universities_keep_their_place),
        cmocka_unit_test(test_administrations),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
