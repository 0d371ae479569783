/* The pair head against a plain reckoning of its formula, and what the heads refuse. */
#include "relations/fit.h"
#include "relations/relater.h"
#include "relations/relations.h"
#include "support/marked_document.h"
#include "support/tiny_model.h"

#include <math.h>
#include <stdlib.h>

enum { WIDTH = 8 };

typedef struct random_head {
    ngi_relater relater;
    float *numbers[32];
    size_t count;
    uint64_t seed;
} random_head;

static ngi_tensor tensor(random_head *h, uint32_t rows, uint32_t columns)
{
    float *data = calloc((size_t)rows * columns, sizeof *data);
    size_t i;

    assert_non_null(data);
    for (i = 0; i < (size_t)rows * columns; i++) data[i] = (float)ngi_random_below(&h->seed, 2001) / 4000.0f - 0.25f;
    h->numbers[h->count++] = data;
    return (ngi_tensor){ data, rows, columns };
}

static void make_head(random_head *h)
{
    ngi_relater *r = &h->relater;
    size_t i;

    memset(h, 0, sizeof *h);
    h->seed = 5;
    r->hidden = WIDTH;
    r->head = tensor(h, NGI_REL_HIDDEN, 2 * WIDTH);
    r->tail = tensor(h, NGI_REL_HIDDEN, 2 * WIDTH);
    r->between = tensor(h, NGI_REL_HIDDEN, WIDTH);
    r->head_type = tensor(h, NGI_MENTION_TYPES, NGI_REL_HIDDEN);
    r->tail_type = tensor(h, NGI_MENTION_TYPES, NGI_REL_HIDDEN);
    r->distance = tensor(h, 18, NGI_REL_HIDDEN);
    r->sentence = tensor(h, 2, NGI_REL_HIDDEN);
    r->kind = tensor(h, 9, NGI_REL_HIDDEN);
    r->middle = tensor(h, 6, NGI_REL_HIDDEN);
    r->bias1 = tensor(h, 1, NGI_REL_HIDDEN);
    r->project_head = tensor(h, NGI_REL_PRODUCT, 2 * WIDTH);
    r->project_tail = tensor(h, NGI_REL_PRODUCT, 2 * WIDTH);
    r->second = tensor(h, NGI_REL_HIDDEN, NGI_REL_HIDDEN + NGI_REL_PRODUCT);
    r->bias2 = tensor(h, 1, NGI_REL_HIDDEN);
    r->relation = tensor(h, NG_RELATION_COUNT, NGI_REL_HIDDEN);
    r->relation_bias = tensor(h, 1, NG_RELATION_COUNT);
    r->status = tensor(h, NG_ASSERTION_COUNT, NGI_REL_HIDDEN);
    r->status_bias = tensor(h, 1, NG_ASSERTION_COUNT);
    for (i = 0; i < NG_RELATION_COUNT; i++) r->scale[i] = 1.5f;
    for (i = 0; i < NG_RELATION_COUNT; i++) r->offset[i] = -0.5f;
}

static void free_head(random_head *h)
{
    while (h->count) free(h->numbers[--h->count]);
}

/* Units that are the tokens, with random vectors. */
static void make_encoding(ng_context *ctx, const ng_document *doc, ngi_encoding *out)
{
    uint64_t seed = 9;
    size_t i;

    memset(out, 0, sizeof *out);
    out->allocator = ngi_allocator(ctx);
    out->hidden = WIDTH;
    out->count = doc->tokens.count;
    out->spans = ngi_alloc(ctx, out->count, sizeof *out->spans);
    out->sentences = ngi_alloc(ctx, out->count, sizeof *out->sentences);
    out->vectors = ngi_alloc(ctx, out->count * WIDTH, sizeof *out->vectors);
    for (i = 0; i < out->count; i++) {
        out->spans[i] = doc->tokens.items[i].bytes;
        out->sentences[i] = doc->tokens.items[i].sentence;
    }
    for (i = 0; i < out->count * WIDTH; i++) out->vectors[i] = (float)ngi_random_below(&seed, 2001) / 1000.0f - 1.0f;
}

static double gelu(double x) { return 0.5 * x * (1.0 + erf(x / sqrt(2.0))); }

static double row_times(ngi_tensor t, uint32_t row, const float *a, const float *b)
{
    double sum = 0;
    uint32_t i;

    for (i = 0; i < t.columns; i++) sum += (double)t.data[(size_t)row * t.columns + i] * (double)(i < WIDTH ? a[i] : b[i - WIDTH]);
    return sum;
}

/* The chance of a relation between two mentions of one token each, as the formula has it. */
static double chance(const ngi_relater *r, const ngi_encoding *e, const ng_document *doc, uint32_t head, uint32_t tail,
                     uint32_t relation)
{
    const ng_mention *a = &doc->mentions.items[head], *b = &doc->mentions.items[tail];
    const float *ha = e->vectors + (size_t)a->tokens.begin * WIDTH, *hb = e->vectors + (size_t)b->tokens.begin * WIDTH;
    uint32_t low = a->tokens.begin < b->tokens.begin ? a->tokens.begin : b->tokens.begin;
    uint32_t high = a->tokens.begin < b->tokens.begin ? b->tokens.begin : a->tokens.begin;
    uint32_t gap = high - low - 1, middle = (head < tail ? tail - head : head - tail) - 1, i, k, u;
    double z[NGI_REL_HIDDEN + NGI_REL_PRODUCT], logit = (double)r->relation_bias.data[relation];

    for (i = 0; i < NGI_REL_HIDDEN; i++) {
        double most = 0;

        for (u = low + 1; u < high; u++) {
            double x = row_times(r->between, i, e->vectors + (size_t)u * WIDTH, NULL);

            most = u == low + 1 || x > most ? x : most;
        }
        z[i] = row_times(r->head, i, ha, ha) + row_times(r->tail, i, hb, hb) + most + (double)r->bias1.data[i];
        z[i] += (double)r->head_type.data[(size_t)doc->entities.items[a->entity].type * NGI_REL_HIDDEN + i];
        z[i] += (double)r->tail_type.data[(size_t)doc->entities.items[b->entity].type * NGI_REL_HIDDEN + i];
        z[i] += (double)r->distance.data[(size_t)(ngi_unit_bucket(gap) + (head > tail ? 9 : 0)) * NGI_REL_HIDDEN + i];
        z[i] += (double)r->sentence.data[(size_t)(a->sentence != b->sentence) * NGI_REL_HIDDEN + i];
        z[i] += (double)r->kind.data[(size_t)((uint32_t)a->kind * 3 + (uint32_t)b->kind) * NGI_REL_HIDDEN + i];
        z[i] += (double)r->middle.data[(size_t)(middle < 5 ? middle : 5) * NGI_REL_HIDDEN + i];
        z[i] = gelu(z[i]);
    }
    for (i = 0; i < NGI_REL_PRODUCT; i++) {
        z[NGI_REL_HIDDEN + i] = row_times(r->project_head, i, ha, ha) * row_times(r->project_tail, i, hb, hb);
    }
    for (k = 0; k < NGI_REL_HIDDEN; k++) {
        double y = (double)r->bias2.data[k];

        for (i = 0; i < r->second.columns; i++) y += (double)r->second.data[(size_t)k * r->second.columns + i] * z[i];
        logit += gelu(y) * (double)r->relation.data[(size_t)relation * NGI_REL_HIDDEN + k];
    }
    return 1.0 / (1.0 + exp(-((double)r->scale[relation] * logit + (double)r->offset[relation])));
}

static void test_pair_head_is_its_formula(void **state)
{
    ng_context *ctx;
    ng_document *doc;
    ngi_encoding e;
    ngi_claims claims;
    random_head h;
    size_t i, expected = 0;
    uint32_t a, b, t;

    (void)state;
    memset(&claims, 0, sizeof claims);
    assert_int_equal(ng_context_create(NULL, &ctx), NG_OK);
    doc = marked_document(ctx, NGI_LITERAL("[Roe|person] of [Acme|company] saw [Widget|company] and [she|~Roe] left. [Pine|product] sold well in [Rome|place]."));
    make_encoding(ctx, doc, &e);
    make_head(&h);
    assert_int_equal(ngi_score_pairs(ctx, &h.relater, &e, 0.0f, doc, &claims), NG_OK);
    for (i = 0; i < claims.list.count; i++) {
        const ngi_claim *c = &claims.list.items[i];

        assert_true(fabs((double)c->score - chance(&h.relater, &e, doc, c->head, c->tail, (uint32_t)c->type)) < 1e-4);
    }
    for (a = 0; a < doc->mentions.count; a++) {
        for (b = 0; b < doc->mentions.count; b++) {
            const ng_entity *x = &doc->entities.items[doc->mentions.items[a].entity], *y = &doc->entities.items[doc->mentions.items[b].entity];

            for (t = 0; x != y && t < NG_RELATION_COUNT; t++) expected += ngi_relation_fits((ng_relation_type)t, x->type, y->type);
        }
    }
    assert_int_equal(claims.list.count, expected); /* all pairs whose types fit, none of an entity with itself */
    ngi_array_release(ctx, &claims.list);
    ngi_encoding_release(&e);
    free_head(&h);
    ngi_document_free(doc);
    ng_context_free(ctx);
}

static void test_far_sentences_are_not_compared(void **state)
{
    ng_context *ctx;
    ng_document *doc;
    ngi_encoding e;
    ngi_claims claims;
    random_head h;
    size_t i;

    (void)state;
    memset(&claims, 0, sizeof claims);
    assert_int_equal(ng_context_create(NULL, &ctx), NG_OK);
    doc = marked_document(ctx, NGI_LITERAL("[Acme|company] grew. It rained. [Widget|company] shrank. [Pine|company] slept."));
    make_encoding(ctx, doc, &e);
    make_head(&h);
    assert_int_equal(ngi_score_pairs(ctx, &h.relater, &e, 0.0f, doc, &claims), NG_OK);
    assert_true(claims.list.count > 0);
    for (i = 0; i < claims.list.count; i++) assert_true(claims.list.items[i].head > 0 && claims.list.items[i].tail > 0);
    ngi_array_release(ctx, &claims.list);
    ngi_encoding_release(&e);
    free_head(&h);
    ngi_document_free(doc);
    ng_context_free(ctx);
}

/* A head that takes everything for current does not make a fact of a plan that a pattern reads. */
static void test_a_plan_of_a_pattern_is_not_current(void **state)
{
    random_head h;
    ngi_encoding encoding;
    ng_context *ctx;
    ng_document *doc;
    size_t i;

    (void)state;
    make_head(&h);
    for (i = 0; i < NG_RELATION_COUNT; i++) {
        h.relater.threshold[i] = 0.5f;
        h.relater.offset[i] = i == NG_DEVELOPS ? 20.0f : -20.0f;
    }
    h.numbers[h.count - 1][NG_CURRENT] = 20.0f; /* the bias of the status */
    assert_int_equal(ng_context_create(NULL, &ctx), NG_OK);
    doc = marked_document(ctx, ng_str_from("[Quill 2|model], [which|~Quill 2] [Acme|company] will launch in May, is small."));
    make_encoding(ctx, doc, &encoding);
    assert_int_equal(ngi_find_relations(ctx, &h.relater, &encoding, NULL, NULL, doc), NG_OK);
    assert_int_equal(doc->relations.count, 1);
    assert_int_equal(doc->relations.items[0].type, NG_DEVELOPS);
    assert_int_equal(doc->relations.items[0].status, NG_PLANNED);
    assert_true(doc->relations.items[0].evidence.end - doc->relations.items[0].evidence.begin > 1); /* the head's places too */
    ngi_encoding_release(&encoding);
    ngi_document_free(doc);
    ng_context_free(ctx);
    free_head(&h);
}

static ngi_tensor zeros(random_head *h, uint32_t rows, uint32_t columns)
{
    ngi_tensor t = tensor(h, rows, columns);

    memset((float *)(uintptr_t)t.data, 0, (size_t)rows * columns * sizeof *t.data);
    return t;
}

static void fill(ngi_tensor t, uint32_t row, float value)
{
    uint32_t i;

    for (i = 0; i < t.columns; i++) ((float *)(uintptr_t)t.data)[(size_t)row * t.columns + i] = value;
}

/* A head that hears every paragraph as one direct stretch, and likes best who is mentioned inside. */
static void make_speech_head(random_head *h)
{
    ngi_relater *r = &h->relater;

    memset(h, 0, sizeof *h);
    r->hidden = WIDTH;
    r->tag_temperature = r->speaker_temperature = 1.0f;
    r->tag = zeros(h, NGI_SPEECH_LABELS, WIDTH);
    r->tag_bias = zeros(h, 1, NGI_SPEECH_LABELS);
    ((float *)(uintptr_t)r->tag_bias.data)[2] = 9.0f; /* inside of direct speech */
    r->stretch = zeros(h, NGI_SPEAKER_HIDDEN, 2 * WIDTH);
    r->speaker = zeros(h, NGI_SPEAKER_HIDDEN, 2 * WIDTH);
    r->speech_distance = zeros(h, 19, NGI_SPEAKER_HIDDEN);
    fill(r->speech_distance, 18, 0.1f); /* inside of the stretch */
    r->speech_paragraph = zeros(h, 4, NGI_SPEAKER_HIDDEN);
    r->speech_kind = zeros(h, 3, NGI_SPEAKER_HIDDEN);
    r->speech_type = zeros(h, NGI_MENTION_TYPES, NGI_SPEAKER_HIDDEN);
    r->speech_bias1 = zeros(h, 1, NGI_SPEAKER_HIDDEN);
    r->speech_out = zeros(h, 1, NGI_SPEAKER_HIDDEN);
    fill(r->speech_out, 0, 1.0f);
    r->nobody = zeros(h, 1, 2 * WIDTH);
    r->nobody_bias = zeros(h, 1, 1);
    fill(r->nobody_bias, 0, -9.0f);
}

/* Whom 'we' in a quotation means is known once its speaker is: it does not say who speaks. */
static void test_we_inside_is_not_the_speaker(void **state)
{
    ng_context *ctx;
    ng_document *doc;
    ngi_encoding e;
    ngi_utterances heard;
    random_head h;

    (void)state;
    memset(&heard, 0, sizeof heard);
    assert_int_equal(ng_context_create(NULL, &ctx), NG_OK);
    doc = marked_document(ctx, NGI_LITERAL("[Acme|company] has grown, [Roe|person] said.\nYes, [we|~Acme] grow too fast."));
    make_encoding(ctx, doc, &e);
    make_speech_head(&h);
    assert_int_equal(ngi_hear_speech(ctx, &h.relater, &e, doc, &heard), NG_OK);
    assert_int_equal(heard.list.count, 2);
    assert_true(heard.list.items[1].speaker_span.end <= heard.list.items[0].span.end); /* one of the paragraph before */
    ngi_array_release(ctx, &heard.list);
    ngi_encoding_release(&e);
    free_head(&h);
    ngi_document_free(doc);
    ng_context_free(ctx);
}

static void test_a_file_without_the_heads_is_refused(void **state)
{
    ng_context *ctx;
    ngi_model *model;
    ngi_relater *relater;
    char path[64];

    (void)state;
    assert_int_equal(ng_context_create(NULL, &ctx), NG_OK);
    tiny_model_write(ctx, false, 3, path);
    assert_int_equal(ngi_model_open(ctx, path, &model), NG_OK);
    assert_int_equal(ngi_relater_create(ctx, model, &relater), NG_E_FORMAT);
    assert_null(relater);
    ngi_model_close(model);
    (void)remove(path);
    ng_context_free(ctx);
}

static void test_every_relation_fits_something(void **state)
{
    uint32_t t, a, b;

    (void)state;
    for (t = 0; t < NG_RELATION_COUNT; t++) {
        bool any = false;

        for (a = 0; a < NG_ENTITY_TYPE_COUNT; a++) {
            for (b = 0; b < NG_ENTITY_TYPE_COUNT; b++) {
                bool fits = ngi_relation_fits((ng_relation_type)t, (ng_entity_type)a, (ng_entity_type)b);

                any = any || fits;
                if (ng_relation_type_symmetric((ng_relation_type)t)) {
                    assert_int_equal(fits, ngi_relation_fits((ng_relation_type)t, (ng_entity_type)b, (ng_entity_type)a));
                }
            }
        }
        assert_true(any);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pair_head_is_its_formula),
        cmocka_unit_test(test_far_sentences_are_not_compared),
        cmocka_unit_test(test_a_plan_of_a_pattern_is_not_current),
        cmocka_unit_test(test_we_inside_is_not_the_speaker),
        cmocka_unit_test(test_a_file_without_the_heads_is_refused),
        cmocka_unit_test(test_every_relation_fits_something),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
