/*
 * The scorer on a text of four lines whose every figure was computed by hand (hand/small.txt, small.json, result.json).
 *
 * The result calls Acme an organization once, misses Cove, takes the menu for a name, and leaves 'Roe' apart from
 * 'Ada Roe'. 'He' it takes for Roe, 'it' for nothing. It gets one relation wrong (its tail is the
 * menu), one status (former for current), and gives 'Roe' a stretch of speech that is none.
 */
#include "score.h"

#include "base/files.h"
#include "exchange/result.h"
#include "text/segment.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

typedef struct fixture {
    ng_context *ctx;
    gold_file gold;
    ng_collection *said;
    score_list scores;
    score sum;
} fixture;

/* One actor for each entity: the test is of the scorer, not of linking. */
static ng_status make_actors(ng_context *ctx, ng_collection *said)
{
    ng_document *doc = said->documents.items[0];
    ng_status st = NG_OK;
    size_t i;

    for (i = 0; i < doc->entities.count; i++) {
        ng_entity *e = &doc->entities.items[i];
        ng_member member = { 0, (uint32_t)i };
        ng_actor actor = { e->id, e->name, e->type, { 0, 0 }, { (uint32_t)i, (uint32_t)i + 1 }, { NULL, 0 } };

        e->actor = (uint32_t)i;
        NG_CHECK(ngi_array_push(ctx, &said->members, member));
        NG_CHECK(ngi_array_push(ctx, &said->actors, actor));
    }
done:
    return st;
}

static int set_up(void **state)
{
    static fixture f;
    ngi_buffer bytes = { NULL, 0, 0 };
    size_t i;
    ng_status st;

    memset(&f, 0, sizeof f);
    *state = &f;
    NG_CHECK(ng_context_create(NULL, &f.ctx));
    NG_CHECK(gold_read(f.ctx, HAND "/small.json", HAND "/small.txt", CASE_AS_IS, &f.gold));
    NG_CHECK(ngi_file_read(f.ctx, HAND "/result.json", &bytes));
    NG_CHECK(ngi_collection_create(f.ctx, &f.said));
    NG_CHECK(ngi_result_read(f.ctx, "result.json", ngi_buffer_str(&bytes), NGI_RESULT_WHOLE, ngi_segment, f.said));
    NG_CHECK(make_actors(f.ctx, f.said));
    NG_CHECK(ngi_collection_check(f.ctx, f.said));
    NG_CHECK(score_file(f.ctx, &f.gold, f.said, &f.scores));
    for (i = 0; i < f.scores.count; i++) score_add(&f.sum, &f.scores.items[i]);
done:
    ngi_buffer_release(f.ctx, &bytes);
    if (st != NG_OK) print_error("%s\n", ng_context_error(f.ctx)->message);
    return st == NG_OK ? 0 : -1;
}

static int tear_down(void **state)
{
    fixture *f = *state;

    ngi_array_release(f->ctx, &f->scores);
    ng_collection_free(f->said);
    gold_release(f->ctx, &f->gold);
    ng_context_free(f->ctx);
    return 0;
}

static void expect(const fixture *f, figure which, double p, double r, double f1, counts want)
{
    counts c;
    prf got = score_figure(&f->sum, which, &c);

    print_message("%s\n", figure_name(which));
    assert_float_equal(got.p, p, 1e-6);
    assert_float_equal(got.r, r, 1e-6);
    assert_float_equal(got.f1, f1, 1e-6);
    assert_float_equal(c.right, want.right, 0.0);
    assert_float_equal(c.said, want.said, 0.0);
    assert_float_equal(c.gold, want.gold, 0.0);
}

static void test_layout(void **state)
{
    const fixture *f = *state;

    /* Lines 1, 3, 7 against 1, 3, 5, 7: both ends right, the menu not left out. */
    expect(f, FIGURE_ARTICLES, 1.0, 1.0, 1.0, (counts){ 2, 2, 2 });
    expect(f, FIGURE_TITLES, 1.0, 1.0, 1.0, (counts){ 1, 1, 1 });
    expect(f, FIGURE_BOILERPLATE, 0.0, 0.0, 0.0, (counts){ 0, 0, 1 });
}

static void test_names(void **state)
{
    const fixture *f = *state;

    /* Ten names said, ten in gold; all but the menu and Cove are the same; Acme has the wrong type once. */
    expect(f, FIGURE_SPANS, 0.9, 0.9, 0.9, (counts){ 9, 10, 10 });
    expect(f, FIGURE_MENTIONS, 0.8, 0.8, 0.8, (counts){ 8, 10, 10 });
    assert_float_equal(f->sum.mention_types[NG_COMPANY].right, 3.0, 0.0); /* Acme, Bolt, Bolt */
    assert_float_equal(f->sum.mention_types[NG_COMPANY].said, 4.0, 0.0);  /* and the menu */
    assert_float_equal(f->sum.mention_types[NG_COMPANY].gold, 5.0, 0.0);  /* Acme twice, Bolt twice, Cove */
    assert_float_equal(f->sum.mention_types[NG_ORGANIZATION].said, 1.0, 0.0);
    assert_float_equal(f->sum.mention_types[NG_PERSON].right, 4.0, 0.0);
}

static void test_references(void **state)
{
    const fixture *f = *state;

    /* 'chief' is right, 'He' is somebody else, 'it' is missed. */
    expect(f, FIGURE_REFERENCES, 0.5, 1.0 / 3.0, 0.4, (counts){ 1, 2, 3 });
}

static void test_nodes(void **state)
{
    const fixture *f = *state;

    /* Of nine shared names, 'Ada Roe' twice sees 2 of its 3, 'Roe' 1 of 3: recall (2/3 + 2/3 + 1/3 + 6) / 9 = 23/27. */
    expect(f, FIGURE_B3, 1.0, 23.0 / 27.0, 2.0 * (23.0 / 27.0) / (1.0 + 23.0 / 27.0), (counts){ 9, 9, 9 });
    /* Right: Acme, Bolt, Dan Poe, Paris. Roe has two nodes, Cove none, the menu is one too many. */
    expect(f, FIGURE_NODES, 4.0 / 7.0, 4.0 / 6.0, 8.0 / 13.0, (counts){ 4, 7, 6 });
}

static void test_edges(void **state)
{
    const fixture *f = *state;

    /* 'meets' is right although its ends are swapped; of 'acquires' the tail is wrong. */
    expect(f, FIGURE_RELATIONS, 0.75, 0.75, 0.75, (counts){ 3, 4, 4 });
    expect(f, FIGURE_PAIRS, 0.75, 0.75, 0.75, (counts){ 3, 4, 4 });
    assert_float_equal(f->sum.relation_types[NG_ACQUIRES].said, 1.0, 0.0);
    assert_float_equal(f->sum.relation_types[NG_ACQUIRES].right, 0.0, 0.0);
    /* Two of three statuses right; F1 of 'current', the only one of them in gold: 2 * 2 / (3 + 2). */
    expect(f, FIGURE_STATUS, 2.0 / 3.0, 0.0, 0.8, (counts){ 2, 3, 3 });
    /* (Roe, line 3) right, (Roe, line 7) wrong; Roe -> Bolt right, Roe -> menu for Roe -> Cove. */
    expect(f, FIGURE_SPEAKERS, 0.5, 1.0, 2.0 / 3.0, (counts){ 1, 2, 1 });
    expect(f, FIGURE_WHOWHOM, 0.5, 0.5, 0.5, (counts){ 1, 2, 2 });
}

static void test_calibration(void **state)
{
    const fixture *f = *state;
    double said;

    /* Six right at 0.95, one right at 0.85 and 0.75, one wrong at 0.65 and 0.45: (0.3 + 0.15 + 0.25 + 0.65 + 0.45) / 10. */
    assert_float_equal(score_calibration(f->sum.mention_scores, &said), 0.18, 1e-6);
    assert_float_equal(said, 10.0, 0.0);
    /* Right at 0.95, 0.85, 0.75, wrong at 0.65: (0.05 + 0.15 + 0.25 + 0.65) / 4. */
    assert_float_equal(score_calibration(f->sum.relation_scores, &said), 0.275, 1e-6);
    assert_float_equal(said, 4.0, 0.0);
}

/* Another case keeps the number of code points, so that every place stays what it was. */
static void test_recased(void **state)
{
    fixture *f = *state;
    ngi_buffer out = { NULL, 0, 0 };

    assert_int_equal(gold_recase(f->ctx, NGI_LITERAL("Ada's \xc3\x89" "cole isn\xe2\x80\x99t o2"), CASE_TITLE, &out), NG_OK);
    assert_string_equal(out.data, "Ada's \xc3\x89" "cole Isn\xe2\x80\x99t O2");
    out.len = 0;
    assert_int_equal(gold_recase(f->ctx, NGI_LITERAL("\xc3\x89" "cole stra\xc3\x9f" "e"), CASE_UPPER, &out), NG_OK);
    assert_string_equal(out.data, "\xc3\x89" "COLE STRA\xc3\x9f" "E");
    out.len = 0;
    assert_int_equal(gold_recase(f->ctx, NGI_LITERAL("\xc3\x89" "COLE"), CASE_LOWER, &out), NG_OK);
    assert_string_equal(out.data, "\xc3\xa9" "cole");
    ngi_buffer_release(f->ctx, &out);
}

static void test_wrong_gold(void **state)
{
    fixture *f = *state;
    gold_file gold;

    assert_int_equal(gold_read(f->ctx, HAND "/result.json", HAND "/small.txt", CASE_AS_IS, &gold), NG_E_FORMAT);
    assert_non_null(strstr(ng_context_error(f->ctx)->message, "no articles"));
    assert_int_equal(gold_read(f->ctx, HAND "/small.json", HAND "/result.json", CASE_AS_IS, &gold), NG_E_FORMAT);
    assert_non_null(strstr(ng_context_error(f->ctx)->message, "does not have"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_layout),
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_references),
        cmocka_unit_test(test_nodes),
        cmocka_unit_test(test_edges),
        cmocka_unit_test(test_calibration),
        cmocka_unit_test(test_recased),
        cmocka_unit_test(test_wrong_gold),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
