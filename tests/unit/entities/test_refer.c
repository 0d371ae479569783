/* The coref head on tensors made by hand: each part of its score decides one case; grammar; memory that runs out. */
#include "marked.h"

#include "entities/refer.h"

#include <stdlib.h>

enum { HIDDEN = 2, TYPES = NG_ENTITY_TYPE_COUNT + 1, ROOM = NGI_REFER_WIDTH * 2 * HIDDEN };

/* A head of zeros: every candidate scores 0, and so does "nothing". Tests set what they are about. */
typedef struct head {
    struct ngi_resolver r;
    float reference[ROOM], candidate[ROOM], left[ROOM], right[ROOM];
    float dist[9 * NGI_REFER_WIDTH], sent[7 * NGI_REFER_WIDTH], kind[9 * NGI_REFER_WIDTH], type[TYPES * NGI_REFER_WIDTH];
    float class_type[REFER_CLASSES * TYPES], bias[NGI_REFER_WIDTH], weight[NGI_REFER_WIDTH], none[HIDDEN], none_bias[1];
} head;

static head *make_head(void)
{
    head *h = calloc(1, sizeof *h);

    assert_non_null(h);
    h->r.hidden = HIDDEN;
    h->r.reference = (ngi_tensor){ h->reference, NGI_REFER_WIDTH, 2 * HIDDEN };
    h->r.candidate = (ngi_tensor){ h->candidate, NGI_REFER_WIDTH, 2 * HIDDEN };
    h->r.left = (ngi_tensor){ h->left, NGI_REFER_BILINEAR, 2 * HIDDEN };
    h->r.right = (ngi_tensor){ h->right, NGI_REFER_BILINEAR, 2 * HIDDEN };
    h->r.dist = (ngi_tensor){ h->dist, 9, NGI_REFER_WIDTH };
    h->r.sent = (ngi_tensor){ h->sent, 7, NGI_REFER_WIDTH };
    h->r.kind = (ngi_tensor){ h->kind, 9, NGI_REFER_WIDTH };
    h->r.type = (ngi_tensor){ h->type, TYPES, NGI_REFER_WIDTH };
    h->r.class_type = (ngi_tensor){ h->class_type, REFER_CLASSES, TYPES };
    h->r.bias = (ngi_tensor){ h->bias, 1, NGI_REFER_WIDTH };
    h->r.weight = (ngi_tensor){ h->weight, 1, NGI_REFER_WIDTH };
    h->r.none = (ngi_tensor){ h->none, 1, HIDDEN };
    h->r.none_bias = (ngi_tensor){ h->none_bias, 1, 1 };
    h->weight[0] = 1.0f; /* the first hidden unit is the score: gelu(10) is 10, gelu(-10) is 0 */
    h->none_bias[0] = -5.0f;
    return h;
}

/* Resolve a marked text with vectors of zeros, or with that of one token set, and give the label that `surface` leads to. */
static const char *led_to(head *h, const char *marked, const char *surface, const char *lit_a, const char *lit_b)
{
    static char label[64];
    ng_context *ctx;
    ng_document *doc;
    ngi_encoding encoding;
    uint32_t entity;
    size_t i;

    assert_int_equal(ng_context_create(NULL, &ctx), NG_OK);
    doc = marked_document(ctx, "a", marked);
    memset(&encoding, 0, sizeof encoding);
    encoding.hidden = HIDDEN;
    encoding.count = doc->tokens.count;
    encoding.spans = calloc(encoding.count, sizeof *encoding.spans);
    encoding.vectors = calloc(encoding.count * HIDDEN, sizeof(float));
    assert_true(encoding.spans && encoding.vectors);
    for (i = 0; i < encoding.count; i++) {
        ng_str word = ng_document_slice(doc, doc->tokens.items[i].bytes);

        encoding.spans[i] = doc->tokens.items[i].bytes;
        if (ng_str_equal(word, ng_str_from(lit_a)) || ng_str_equal(word, ng_str_from(lit_b))) encoding.vectors[i * HIDDEN] = 1.0f;
    }
    assert_int_equal(ngi_resolve_entities(ctx, &h->r, &encoding, NULL, NULL, doc), NG_OK);
    assert_int_equal(ngi_document_check(ctx, doc), NG_OK);
    entity = entity_of_surface(doc, surface);
    label[0] = '\0';
    if (entity != NG_NONE) {
        ng_str name = doc->entities.items[entity].name;

        assert_true(name.len < sizeof label);
        memcpy(label, name.ptr, name.len);
        label[name.len] = '\0';
    }
    ngi_document_free(doc);
    ng_context_free(ctx);
    free(encoding.spans);
    free(encoding.vectors);
    return label;
}

static const char text[] = "[Tarn|company] met [Fisk|company] at noon. [The firm|nominal] paid.";

static void test_each_part_of_the_score(void **state)
{
    head *h = make_head();

    (void)state;
    h->dist[0 * NGI_REFER_WIDTH] = 10.0f; /* the mention before */
    assert_string_equal(led_to(h, text, "The firm", NULL, NULL), "Fisk");
    h->dist[0] = 0.0f;
    h->dist[1 * NGI_REFER_WIDTH] = 10.0f; /* the one before that */
    assert_string_equal(led_to(h, text, "The firm", NULL, NULL), "Tarn");
    h->dist[1 * NGI_REFER_WIDTH] = 0.0f;
    h->candidate[0] = 10.0f; /* the candidate whose first vector is lit */
    assert_string_equal(led_to(h, text, "The firm", "Tarn", NULL), "Tarn");
    h->candidate[0] = 0.0f;
    h->left[0] = h->right[0] = 9.0f; /* both lit: 81 / 8 */
    assert_string_equal(led_to(h, text, "The firm", "Tarn", "The"), "Tarn");
    assert_string_equal(led_to(h, text, "The firm", "Fisk", "The"), "Fisk");
    h->left[0] = 0.0f;
    h->none_bias[0] = 5.0f; /* nothing */
    assert_string_equal(led_to(h, text, "The firm", NULL, NULL), "");
    free(h);
}

static void test_types_and_following_names(void **state)
{
    head *h = make_head();

    (void)state;
    h->class_type[REFER_THE * TYPES + NG_COMPANY] = 4.0f;
    assert_string_equal(led_to(h, "[Tarn|company] hired [Ruth Fisk|person]. [The firm|nominal] paid.", "The firm", NULL, NULL), "Tarn");
    h->dist[8 * NGI_REFER_WIDTH] = 9.0f;
    assert_string_equal(led_to(h, "[Tarn|company] fell. In [its|pronoun] fall [Fisk|company] rose.", "its", NULL, NULL), "Fisk");
    free(h);
}

static void test_definite_and_other_phrases(void **state)
{
    head *h = make_head();

    (void)state;
    h->dist[0] = 1.0f;
    h->class_type[REFER_PHRASE * TYPES + NG_COMPANY] = 4.0f;
    assert_string_equal(led_to(h, "[Tarn|company] hired [Ruth Fisk|person]. [A firm|nominal] paid.", "A firm", NULL, NULL), "Tarn");
    assert_string_equal(led_to(h, "[Tarn|company] hired [Ruth Fisk|person]. [The firm|nominal] paid.", "The firm", NULL, NULL), "Ruth Fisk");
    assert_string_equal(led_to(h, "[Tarn|company] hired [Ruth Fisk|person]. Then [the firm|nominal] paid.", "the firm", NULL, NULL), "Ruth Fisk");
    assert_string_equal(led_to(h, "[Tarn|company] hired [Ruth Fisk|person]. [Theirs|nominal] paid.", "Theirs", NULL, NULL), "Tarn");
    free(h);
}

/* Two mentions of one entity outweigh a single one that scores a little more. */
static void test_mentions_of_an_entity_add_up(void **state)
{
    head *h = make_head();

    (void)state;
    h->dist[0] = 0.5f;
    assert_string_equal(led_to(h, "[Tarn|company] and [Tarn|company] met [Fisk|company]. [The firm|nominal] paid.", "The firm", NULL, NULL), "Tarn");
    h->dist[0] = 2.0f;
    assert_string_equal(led_to(h, "[Tarn|company] and [Tarn|company] met [Fisk|company]. [The firm|nominal] paid.", "The firm", NULL, NULL), "Fisk");
    free(h);
}

static void test_grammar_forbids(void **state)
{
    head *h = make_head();

    (void)state;
    h->dist[0] = 10.0f;
    assert_string_equal(led_to(h, "Mr. [Tarn|person] met Ms. [Fisk|person]. [He|pronoun] paid.", "He", NULL, NULL), "Tarn");
    assert_string_equal(led_to(h, "[Tarn|company] hired [Fisk|person]. [It|pronoun] paid.", "It", NULL, NULL), "Tarn");
    assert_string_equal(led_to(h, "[Fisk|person] of [Tarn|company]. [She|pronoun] paid.", "She", NULL, NULL), "Fisk");
    assert_string_equal(led_to(h, "[Tarn|company] hired [Lowlanders|group]. [It|pronoun] paid.", "It", NULL, NULL), "Tarn");
    assert_string_equal(led_to(h, "[Tarn|company] broke the [Quarry Act|law]. [They|pronoun] paid.", "They", NULL, NULL), "Tarn");
    assert_string_equal(led_to(h, "[Tarn|company] filmed [Red Lantern|work]. [They|pronoun] paid.", "They", NULL, NULL), "Tarn");
    assert_string_equal(led_to(h, "[Tarn|company] won the [Harbour Cup|event]. [They|pronoun] paid.", "They", NULL, NULL), "Tarn");
    assert_string_equal(led_to(h, "[Tarn|company] runs [Sorrel|model]. [They|pronoun] paid.", "They", NULL, NULL), "Sorrel");
    assert_string_equal(led_to(h, "[Tarn|company] broke the [Quarry Act|law]. [We|pronoun] paid.", "We", NULL, NULL), "Tarn");
    assert_string_equal(led_to(h, "[Tarn|company] filmed [Red Lantern|work]. [We|pronoun] paid.", "We", NULL, NULL), "Tarn");
    assert_string_equal(led_to(h, "[Tarn|company] won the [Harbour Cup|event]. [We|pronoun] paid.", "We", NULL, NULL), "Tarn");
    assert_string_equal(led_to(h, "[Tarn|company] runs [Sorrel|model]. [We|pronoun] paid.", "We", NULL, NULL), "Tarn");
    assert_string_equal(led_to(h, "[Ruth Fisk|person] left [Tarn|company]. [I|pronoun] paid.", "I", NULL, NULL), "Ruth Fisk");
    assert_string_equal(led_to(h, "[Tarn|company], [which|pronoun] met [Fisk|company], paid.", "which", NULL, NULL), "Tarn");
    free(h);
}

/* A pronoun that surely means somebody tells the gender: who was 'she' is not 'he'. One that wavers tells nothing. */
static void test_pronouns_tell_the_gender(void **state)
{
    head *h = make_head();

    (void)state;
    h->dist[0] = h->dist[1 * NGI_REFER_WIDTH] = 10.0f;
    assert_string_equal(led_to(h, "[Tarn|person] left. [She|pronoun] sang. [He|pronoun] paid.", "He", NULL, NULL), "");
    assert_string_equal(led_to(h, "[Tarn|person] left. [He|pronoun] sang. [She|pronoun] paid.", "She", NULL, NULL), "");
    assert_string_equal(led_to(h, "[Tarn|person] left. [They|pronoun] sang. [She|pronoun] paid.", "She", NULL, NULL), "Tarn");
    h->none_bias[0] = 9.0f;
    assert_string_equal(led_to(h, "[Tarn|person] left. [She|pronoun] sang. [He|pronoun] paid.", "He", NULL, NULL), "Tarn");
    free(h);
}

/* What the distance in sentences, the kind of the candidate and the references between say. */
static void test_sentences_and_kinds(void **state)
{
    static const char far[] = "[Tarn|company] fell. [Fisk|company] rose. It rained. [The firm|nominal] paid.";
    head *h = make_head();

    (void)state;
    h->sent[2 * NGI_REFER_WIDTH] = 10.0f;
    assert_string_equal(led_to(h, far, "The firm", NULL, NULL), "Fisk");
    h->sent[2 * NGI_REFER_WIDTH] = 0.0f;
    h->sent[3 * NGI_REFER_WIDTH] = 10.0f;
    assert_string_equal(led_to(h, far, "The firm", NULL, NULL), "Tarn");
    h->sent[3 * NGI_REFER_WIDTH] = 0.0f;
    h->sent[6 * NGI_REFER_WIDTH] = 10.0f; /* a name in a sentence that follows */
    assert_string_equal(led_to(h, "[Tarn|company] fell. [Its|pronoun] end came. [Fisk|company] rose.", "Its", NULL, NULL), "Fisk");
    h->sent[6 * NGI_REFER_WIDTH] = 0.0f;
    h->kind[(NG_NOMINAL * 3 + NG_PRONOUN) * NGI_REFER_WIDTH] = 10.0f;
    h->class_type[REFER_IT * TYPES + NG_PRODUCT] = 4.0f;
    assert_string_equal(led_to(h, "The [Kettle|product] of [Tarn|company] fell. [It|pronoun] broke. [Fisk|company] rose. [The thing|nominal] was old.", "The thing", NULL, NULL), "Kettle");
    free(h);
}

/* What one reference weighed is forgotten before the next. */
static void test_weights_are_of_one_reference(void **state)
{
    head *h = make_head();

    (void)state;
    h->dist[0] = 2.0f;
    h->class_type[REFER_IT * TYPES + NG_PRODUCT] = 6.0f;
    assert_string_equal(led_to(h, "[Kettle|product] fell. [It|pronoun] broke. [Fisk|company] rose. [The firm|nominal] paid.", "The firm", NULL, NULL), "Fisk");
    free(h);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_part_of_the_score),
        cmocka_unit_test(test_types_and_following_names),
        cmocka_unit_test(test_definite_and_other_phrases),
        cmocka_unit_test(test_mentions_of_an_entity_add_up),
        cmocka_unit_test(test_grammar_forbids),
        cmocka_unit_test(test_pronouns_tell_the_gender),
        cmocka_unit_test(test_sentences_and_kinds),
        cmocka_unit_test(test_weights_are_of_one_reference),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
