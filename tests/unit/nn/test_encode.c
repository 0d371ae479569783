/* The encoder on a tiny random model: all ways of computing agree, windows cover a document, threads share a model. */
#include "support/tiny_model.h"

#include "nn/nn_impl.h"
#include "text/segment.h"

#include <math.h>
#include <pthread.h>

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

static ng_document *document(ng_context *ctx, const char *text)
{
    ng_document *doc;
    ng_str rest, line;

    assert_int_equal(ngi_document_create(ctx, &doc), NG_OK);
    assert_int_equal(ngi_document_set_text(ctx, doc, ng_str_from(text)), NG_OK);
    for (rest = doc->text; ngi_str_next(&rest, '\n', &line);) {
        uint32_t begin = (uint32_t)(line.ptr - doc->text.ptr);

        if (line.len) assert_int_equal(ngi_array_push(ctx, &doc->paragraphs, (ng_span){ begin, begin + (uint32_t)line.len }), NG_OK);
    }
    assert_int_equal(ngi_segment(ctx, doc), NG_OK);
    return doc;
}

static ngi_model *open_model(ng_context *ctx, bool codes, ngi_arithmetic arithmetic)
{
    ngi_model *model;
    char path[64];

    tiny_model_write(ctx, codes, 7, path);
    assert_int_equal(ngi_model_open_with(ctx, path, arithmetic, &model), NG_OK);
    (void)remove(path);
    return model;
}

/* A text of several windows, with a sentence that is longer than one. */
static const char *long_text(void)
{
    static char text[4000];
    size_t i, len = 0;

    memcpy(text, "Mina labs.\n", 12);
    len = 11;
    for (i = 0; i < 150; i++) {
        memcpy(text + len, i % 3 ? "bold " : "gold ", 6);
        len += 5;
    }
    memcpy(text + len, "labs.\n", 7);
    len += 6;
    for (i = 0; i < 40; i++) {
        memcpy(text + len, "Mina's bold labs, a. ", 22);
        len += 21;
    }
    return text;
}

static void test_agreement(void **state)
{
    static const struct {
        bool codes;
        ngi_arithmetic arithmetic;
        float tolerance;
    } cases[] = {
        { false, NGI_ARITHMETIC_PLAIN, 2e-4f },
        { true, NGI_ARITHMETIC_PLAIN, 2e-4f },
        { true, NGI_ARITHMETIC_BEST, 0.1f }, /* int8: activations have 127 steps */
    };
    ng_context *ctx = *state;
    ng_document *doc = document(ctx, long_text());
    size_t i, k;

    for (i = 0; i < sizeof cases / sizeof *cases; i++) {
        ngi_model *reference = open_model(ctx, cases[i].codes, NGI_ARITHMETIC_REFERENCE);
        ngi_model *model = open_model(ctx, cases[i].codes, cases[i].arithmetic);
        ngi_encoding want, got;
        float worst = 0;

        assert_int_equal(ngi_encode(ctx, reference, doc, &want), NG_OK);
        assert_int_equal(ngi_encode(ctx, model, doc, &got), NG_OK);
        assert_int_equal(got.count, want.count);
        assert_int_equal(got.hidden, TINY_HIDDEN);
        for (k = 0; k < got.count * got.hidden; k++) worst = fmaxf(worst, fabsf(got.vectors[k] - want.vectors[k]));
        if (!(worst <= cases[i].tolerance)) fail_msg("%s is %g away from the reference", ngi_model_kernels(model), (double)worst);
        ngi_encoding_release(&got);
        ngi_encoding_release(&want);
        ngi_model_close(model);
        ngi_model_close(reference);
    }
    ngi_document_free(doc);
}

/* What a sentence's vectors are does not depend on the windows that are packed beside its own. */
static void test_windows_are_apart(void **state)
{
    ng_context *ctx = *state;
    ngi_model *model = open_model(ctx, true, NGI_ARITHMETIC_BEST);
    ng_document *whole = document(ctx, long_text()), *first = document(ctx, "Mina labs.");
    ngi_encoding a, b;

    assert_int_equal(ngi_encode(ctx, model, whole, &a), NG_OK);
    assert_int_equal(ngi_encode(ctx, model, first, &b), NG_OK);
    assert_int_equal(b.count, 3);
    assert_memory_equal(a.vectors, b.vectors, 3 * TINY_HIDDEN * sizeof(float)); /* the long sentence begins a window */
    ngi_encoding_release(&a);
    ngi_encoding_release(&b);
    ngi_document_free(whole);
    ngi_document_free(first);
    ngi_model_close(model);
}

static void test_units(void **state)
{
    ng_context *ctx = *state;
    ngi_model *model = open_model(ctx, true, NGI_ARITHMETIC_BEST);
    ng_document *doc = document(ctx, "Mina's labs. A bold one.\n\nGold"), *empty = document(ctx, "");
    ngi_encoding e;
    ng_range range;
    size_t i;

    assert_int_equal(ngi_encode(ctx, model, doc, &e), NG_OK);
    assert_int_equal(e.count, 10);
    for (i = 1; i < e.count; i++) assert_true(e.spans[i - 1].end <= e.spans[i].begin && e.sentences[i - 1] <= e.sentences[i]);
    assert_int_equal(e.sentences[9], 2);
    range = ngi_encoding_units_in(&e, (ng_span){ 2, 6 });
    assert_int_equal(range.begin, 0);
    assert_int_equal(range.end, 3);
    range = ngi_encoding_units_in(&e, (ng_span){ 6, 7 });
    assert_int_equal(range.begin, range.end);
    ngi_encoding_release(&e);
    assert_int_equal(ngi_encode(ctx, model, empty, &e), NG_OK);
    assert_int_equal(e.count, 0);
    ngi_encoding_release(&e);
    ngi_document_free(empty);
    ngi_document_free(doc);
    ngi_model_close(model);
}

typedef struct worker {
    pthread_t thread;
    ng_context *ctx;
    const ngi_model *model;
    ng_document *doc;
    ngi_encoding encoding;
    ng_status status;
} worker;

static void *encode(void *user)
{
    worker *w = user;
    int i;

    for (i = 0; i < 4; i++) {
        ngi_encoding_release(&w->encoding);
        w->status = ngi_encode(w->ctx, w->model, w->doc, &w->encoding);
    }
    return NULL;
}

static void test_threads(void **state)
{
    enum { THREADS = 4 };
    ng_context *ctx = *state;
    ngi_model *model = open_model(ctx, true, NGI_ARITHMETIC_BEST);
    worker workers[THREADS] = { { 0 } };
    size_t i;

    for (i = 0; i < THREADS; i++) {
        workers[i].model = model;
        assert_int_equal(ngi_context_fork(ctx, &workers[i].ctx), NG_OK);
        workers[i].doc = document(ctx, long_text());
        assert_int_equal(pthread_create(&workers[i].thread, NULL, encode, &workers[i]), 0);
    }
    for (i = 0; i < THREADS; i++) {
        assert_int_equal(pthread_join(workers[i].thread, NULL), 0);
        assert_int_equal(workers[i].status, NG_OK);
        assert_memory_equal(workers[i].encoding.vectors, workers[0].encoding.vectors,
                            workers[0].encoding.count * TINY_HIDDEN * sizeof(float));
    }
    for (i = 0; i < THREADS; i++) {
        ngi_encoding_release(&workers[i].encoding);
        ngi_document_free(workers[i].doc);
        ng_context_free(workers[i].ctx);
    }
    ngi_model_close(model);
}

/* Models whose metadata or tensors do not fit. */
static void test_foreign_models(void **state)
{
    ng_context *ctx = *state;
    const ng_str damage[][2] = {
        { NG_STR_INIT("namegraph-model"), NG_STR_INIT("some-other-thing") }, /* same lengths: the places stay */
        { NG_STR_INIT("\\\"layers\\\": 2"), NG_STR_INIT("\\\"layers\\\": 3") },
        { NG_STR_INIT("\\\"layers\\\": 2"), NG_STR_INIT("\\\"layers\\\": 0") },
        { NG_STR_INIT("\\\"heads\\\": 2"), NG_STR_INIT("\\\"heads\\\": 3") },
        { NG_STR_INIT("\\\"vocab_size\\\": 40"), NG_STR_INIT("\\\"vocab_size\\\": 41") },
        { NG_STR_INIT("\\\"window\\\": 104"), NG_STR_INIT("\\\"window\\\": 100") },
        { NG_STR_INIT("[SEP]"), NG_STR_INIT("[sep]") },
        { NG_STR_INIT("layer.1.ffn.up.bias"), NG_STR_INIT("layer.1.ffn.up.bia_") },
        { NG_STR_INIT("embeddings.word.scale"), NG_STR_INIT("embeddings.word.scalf") },
    };
    ngi_model *model;
    char path[64];
    size_t i;

    for (i = 0; i < sizeof damage / sizeof *damage; i++) {
        ngi_buffer bytes = { NULL, 0, 0 };
        size_t at;

        tiny_model_write(ctx, true, 7, path);
        assert_int_equal(ngi_file_read(ctx, path, &bytes), NG_OK);
        at = ngi_str_find(ngi_buffer_str(&bytes), damage[i][0]);
        if (at == SIZE_MAX) fail_msg("case %zu: nothing to damage", i);
        memcpy(bytes.data + at, damage[i][1].ptr, damage[i][0].len);
        assert_int_equal(ngi_file_write(ctx, path, ngi_buffer_str(&bytes)), NG_OK);
        assert_int_equal(ngi_model_open(ctx, path, &model), NG_E_FORMAT);
        assert_null(model);
        ngi_buffer_release(ctx, &bytes);
    }
    (void)remove(path);
}

static void test_tensors(void **state)
{
    ng_context *ctx = *state;
    ngi_model *model = open_model(ctx, true, NGI_ARITHMETIC_BEST);
    ngi_tensor t;
    float temperature;

    assert_true(ng_str_equal(ngi_model_name(model), NGI_LITERAL("tiny-1")));
    assert_int_equal(ngi_model_tensor(ctx, model, "tag.weight", 21, TINY_HIDDEN, &t), NG_OK);
    assert_int_equal(t.rows, 21);
    assert_int_equal(ngi_model_tensor(ctx, model, "tag.weight", 20, TINY_HIDDEN, &t), NG_E_FORMAT);
    assert_int_equal(ngi_model_tensor(ctx, model, "tag.weights", 21, TINY_HIDDEN, &t), NG_E_FORMAT);
    assert_int_equal(ngi_model_tensor(ctx, model, "embeddings.word", TINY_PIECES, TINY_HIDDEN, &t), NG_E_FORMAT); /* codes */
    assert_int_equal(ngi_model_temperature(ctx, model, "tag", &temperature), NG_OK);
    assert_true(temperature == 2.0f);
    assert_int_equal(ngi_model_temperature(ctx, model, "ref", &temperature), NG_OK);
    assert_true(temperature == 1.0f);
    ngi_model_close(model);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_agreement, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_windows_are_apart, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_units, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_threads, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_foreign_models, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_tensors, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
