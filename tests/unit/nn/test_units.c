/* Units, their shapes and word pieces, and windows. */
#include "support/tiny_model.h"

#include "nn/windows.h"

typedef struct fixture {
    ng_context *ctx;
    ngi_wordpiece pieces;
} fixture;

static int set_up(void **state)
{
    static fixture f;

    if (ng_context_create(NULL, &f.ctx) != NG_OK) return -1;
    if (ngi_wordpiece_init(f.ctx, NGI_LITERAL(TINY_VOCABULARY), TINY_PIECES, &f.pieces) != NG_OK) return -1;
    *state = &f;
    return 0;
}

static int tear_down(void **state)
{
    fixture *f = *state;
    ng_allocator allocator = ngi_allocator(f->ctx);

    ngi_wordpiece_release(&allocator, &f->pieces);
    ng_context_free(f->ctx);
    return 0;
}

static ngi_units cut(fixture *f, ng_str text)
{
    ngi_units units = { { NULL, 0, 0 }, { NULL, 0, 0 } };

    assert_int_equal(ngi_units_add(f->ctx, &f->pieces, text, (ng_span){ 0, (uint32_t)text.len }, 0, true, &units), NG_OK);
    return units;
}

/* A text and its units, joined by '|'. */
static void test_cut(void **state)
{
    static const struct {
        ng_str text, units;
    } cases[] = {
        { NG_STR_INIT("Mina's labs, $3.5bn."), NG_STR_INIT("Mina|'|s|labs|,|$|3|.|5bn|.") },
        { NG_STR_INIT("a\xE2\x80\x8B" "b c\xC2\xADo"), NG_STR_INIT("a\xE2\x80\x8B" "b|c\xC2\xADo") },   /* invisible ones stay inside */
        { NG_STR_INIT("\xE2\x80\x8B" "ab\xE2\x80\x8B, c"), NG_STR_INIT("ab|,|c") },                       /* and not at the ends */
        { NG_STR_INIT("\xE4\xB8\xAD\xE5\x9B\xBD" "a"), NG_STR_INIT("\xE4\xB8\xAD|\xE5\x9B\xBD|a") },      /* ideographs alone */
        { NG_STR_INIT("a\xC2\xA0" "b\xE3\x80\x80" "c\n\td"), NG_STR_INIT("a|b|c|d") },
        { NG_STR_INIT("a \xCC\x81 b"), NG_STR_INIT("a|b") },                                              /* a lone accent is none */
        { NG_STR_INIT("\xE2\x82\xAC" "5\xE2\x84\xA2"), NG_STR_INIT("\xE2\x82\xAC" "5\xE2\x84\xA2") },     /* symbols do not split */
        { NG_STR_INIT(""), NG_STR_INIT("") },
    };
    fixture *f = *state;
    size_t i, k;

    for (i = 0; i < sizeof cases / sizeof *cases; i++) {
        ngi_units units = cut(f, cases[i].text);
        ngi_buffer joined = { NULL, 0, 0 };

        for (k = 0; k < units.units.count; k++) {
            ng_span s = units.units.items[k].span;

            if (k) assert_int_equal(ngi_buffer_add_char(f->ctx, &joined, '|'), NG_OK);
            assert_int_equal(ngi_buffer_add(f->ctx, &joined, ngi_str_slice(cases[i].text, s.begin, s.end)), NG_OK);
        }
        if (!ng_str_equal(ngi_buffer_str(&joined), cases[i].units)) fail_msg("case %zu: %s", i, ngi_buffer_str(&joined).ptr);
        ngi_buffer_release(f->ctx, &joined);
        ngi_units_release(f->ctx, &units);
    }
}

static void test_shapes(void **state)
{
    static const struct {
        ng_str unit;
        ngi_shape shape;
    } cases[] = {
        { NG_STR_INIT("the"), NGI_SHAPE_LOWER },          { NG_STR_INIT("Roe"), NGI_SHAPE_FIRST_UPPER },
        { NG_STR_INIT("EU"), NGI_SHAPE_ALL_UPPER },       { NG_STR_INIT("I"), NGI_SHAPE_SINGLE_UPPER },
        { NG_STR_INIT("OpenAI"), NGI_SHAPE_MIXED_UPPER }, { NG_STR_INIT("iPhone"), NGI_SHAPE_MIXED_LOWER },
        { NG_STR_INIT("2026"), NGI_SHAPE_DIGITS },        { NG_STR_INIT("H100"), NGI_SHAPE_ALNUM_UPPER },
        { NG_STR_INIT("5bn"), NGI_SHAPE_ALNUM },          { NG_STR_INIT("\xE4\xB8\xAD"), NGI_SHAPE_CASELESS },
        { NG_STR_INIT("\xE2\x80\x9C"), NGI_SHAPE_QUOTE }, { NG_STR_INIT("?"), NGI_SHAPE_STOP },
        { NG_STR_INIT("-"), NGI_SHAPE_PUNCTUATION },      { NG_STR_INIT("\xE2\x82\xAC" "5"), NGI_SHAPE_OTHER },
        { NG_STR_INIT("\xC3\x89" "d"), NGI_SHAPE_FIRST_UPPER }, { NG_STR_INIT("E\xCC\x81" "D"), NGI_SHAPE_ALL_UPPER },
    };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof cases / sizeof *cases; i++) {
        if (ngi_shape_of(cases[i].unit) != cases[i].shape) fail_msg("'%s' has shape %d", cases[i].unit.ptr, (int)ngi_shape_of(cases[i].unit));
    }
}

static void test_line_start(void **state)
{
    fixture *f = *state;
    ngi_units units = cut(f, NGI_LITERAL("Mina labs"));

    assert_int_equal(units.units.items[0].shape, NGI_SHAPE_FIRST_UPPER + NGI_SHAPE_LINE_START);
    assert_int_equal(units.units.items[1].shape, NGI_SHAPE_LOWER);
    ngi_units_release(f->ctx, &units);
}

/* Longest piece first; what the vocabulary lacks is [UNK] as a whole; accents and capitals go. */
static void test_wordpiece(void **state)
{
    static const struct {
        ng_str text;
        size_t count;
        uint32_t pieces[8];
    } cases[] = {
        { NG_STR_INIT("mina"), 1, { 30 } },
        { NG_STR_INIT("MIN\xC3\x81"), 1, { 30 } },
        { NG_STR_INIT("min"), 3, { 14, 25, 28 } },
        { NG_STR_INIT("bolding"), 2, { 31, 33 } },
        { NG_STR_INIT("gold"), 2, { 10, 32 } },
        { NG_STR_INIT("golx"), 1, { 1 } },
    };
    fixture *f = *state;
    size_t i, k;

    for (i = 0; i < sizeof cases / sizeof *cases; i++) {
        ngi_units units = cut(f, cases[i].text);

        assert_int_equal(units.pieces.count, cases[i].count);
        for (k = 0; k < cases[i].count; k++) assert_int_equal(units.pieces.items[k], cases[i].pieces[k]);
        ngi_units_release(f->ctx, &units);
    }
}

static void test_over_long_word(void **state)
{
    fixture *f = *state;
    char word[102];
    ngi_units units;

    memset(word, 'a', sizeof word);
    units = cut(f, (ng_str){ word, 100 });
    assert_int_equal(units.pieces.count, 100);
    ngi_units_release(f->ctx, &units);
    units = cut(f, (ng_str){ word, 101 });
    assert_int_equal(units.pieces.count, 1);
    assert_int_equal(units.pieces.items[0], f->pieces.unknown);
    ngi_units_release(f->ctx, &units);
}

static void test_vocabulary_faults(void **state)
{
    fixture *f = *state;
    ngi_wordpiece p;

    assert_int_equal(ngi_wordpiece_init(f->ctx, NGI_LITERAL("[UNK]\n[CLS]\n[SEP]"), 4, &p), NG_E_FORMAT);
    assert_int_equal(ngi_wordpiece_init(f->ctx, NGI_LITERAL("[UNK]\n[CLS]\nx"), 3, &p), NG_E_FORMAT);
}

/* Sentences of the given numbers of one-piece units; windows of `budget` pieces. */
static ngi_windows windows_of(fixture *f, const size_t *sizes, size_t sentences, uint32_t budget)
{
    ngi_units units = { { NULL, 0, 0 }, { NULL, 0, 0 } };
    ngi_windows windows = { NULL, 0, 0 };
    uint32_t i, k;

    for (i = 0; i < sentences; i++) {
        for (k = 0; k < sizes[i]; k++) {
            assert_int_equal(ngi_units_add(f->ctx, &f->pieces, NGI_LITERAL("a"), (ng_span){ 0, 1 }, i, false, &units), NG_OK);
        }
    }
    assert_int_equal(ngi_windows_cut(f->ctx, &units, budget, &windows), NG_OK);
    ngi_units_release(f->ctx, &units);
    return windows;
}

static void check_window(const ngi_windows *w, size_t i, uint32_t begin, uint32_t end, uint32_t core_begin, uint32_t core_end)
{
    assert_true(i < w->count);
    assert_int_equal(w->items[i].begin, begin);
    assert_int_equal(w->items[i].end, end);
    assert_int_equal(w->items[i].core_begin, core_begin);
    assert_int_equal(w->items[i].core_end, core_end);
}

static void test_windows(void **state)
{
    const size_t packed[] = { 4, 5, 1, 3 }, over_long[] = { 2, 24, 2 };
    fixture *f = *state;
    ngi_windows w = windows_of(f, packed, 4, 10);

    assert_int_equal(w.count, 2);
    check_window(&w, 0, 0, 10, 0, 10);
    check_window(&w, 1, 10, 13, 10, 13);
    ngi_array_release(f->ctx, &w);

    w = windows_of(f, over_long, 3, 10);
    assert_int_equal(w.count, 6);
    check_window(&w, 0, 0, 2, 0, 2);
    check_window(&w, 1, 2, 12, 2, 10); /* a part begins every 5 pieces; in the overlap 7..12 the middle 9.5 divides */
    check_window(&w, 2, 7, 17, 10, 15);
    check_window(&w, 3, 12, 22, 15, 20);
    check_window(&w, 4, 17, 26, 20, 26);
    check_window(&w, 5, 26, 28, 26, 28);
    ngi_array_release(f->ctx, &w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_cut, set_up, tear_down),
        cmocka_unit_test(test_shapes),
        cmocka_unit_test_setup_teardown(test_line_start, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_wordpiece, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_over_long_word, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_vocabulary_faults, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_windows, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
