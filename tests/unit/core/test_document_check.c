/*
 * The invariants of a document: a good one passes, and each of them, broken once, is found and named.
 */
#include "core/model.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

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

static void push_sentence(ng_context *ctx, ng_document *doc, ng_span span, uint32_t paragraph, const ng_span *words, size_t count)
{
    ng_sentence s = { span, { (uint32_t)doc->tokens.count, (uint32_t)(doc->tokens.count + count) }, paragraph };
    size_t i;

    for (i = 0; i < count; i++) {
        ng_token t = { words[i], (uint32_t)doc->sentences.count, NG_TOKEN_WORD };

        assert_int_equal(ngi_array_push(ctx, &doc->tokens, t), NG_OK);
    }
    assert_int_equal(ngi_array_push(ctx, &doc->sentences, s), NG_OK);
}

static void push_name(ng_context *ctx, ng_document *doc, ng_span span, uint32_t sentence, const char *id)
{
    uint32_t n = (uint32_t)doc->mentions.count;
    ng_mention m = { span, ngi_document_tokens_in(doc, span), sentence, NG_PERSON, NG_NAME, 0.5f, n };
    ng_entity e = { ng_str_from(id), ng_document_slice(doc, span), NG_PERSON, { 0, 0 }, n, NG_NONE, { NULL, 0 }, { NULL, 0 } };

    assert_int_equal(ngi_array_push(ctx, &doc->mentions, m), NG_OK);
    assert_int_equal(ngi_array_push(ctx, &doc->entities, e), NG_OK);
}

/* "Ann met Bob.\nMENU\nBob left." with everything in it once or twice. */
static ng_document *make(ng_context *ctx)
{
    static const ng_span first[] = { { 0, 3 }, { 4, 7 }, { 8, 11 }, { 11, 12 } }, second[] = { { 18, 21 }, { 22, 26 }, { 26, 27 } };
    ng_span menu = { 13, 17 }, paragraphs[] = { { 0, 12 }, { 18, 27 } };
    ng_relation r = { 0, 1, NG_MEETS, NG_CURRENT, { NULL, 0 }, { NULL, 0 }, { NULL, 0 }, 0.5f, { 0, 1 } };
    ng_evidence evidence = { { 0, 12 }, { 0, 3 }, { 8, 11 }, 0.5f, NGI_LITERAL("hand") };
    ng_speech s = { 0, NG_DIRECT, { 4, 11 }, { 0, 3 }, { NULL, 0 }, { 0, 1 }, NG_NONE, 0.5f };
    ng_document *doc;
    uint32_t about = 1;

    assert_int_equal(ngi_document_create(ctx, &doc), NG_OK);
    assert_int_equal(ngi_document_set_text(ctx, doc, NGI_LITERAL("Ann met Bob.\nMENU\nBob left.")), NG_OK);
    assert_int_equal(ngi_array_push(ctx, &doc->boilerplate, menu), NG_OK);
    assert_int_equal(ngi_array_push(ctx, &doc->paragraphs, paragraphs[0]), NG_OK);
    assert_int_equal(ngi_array_push(ctx, &doc->paragraphs, paragraphs[1]), NG_OK);
    push_sentence(ctx, doc, paragraphs[0], 0, first, 4);
    push_sentence(ctx, doc, paragraphs[1], 1, second, 3);
    push_name(ctx, doc, first[0], 0, "e1");
    push_name(ctx, doc, first[2], 0, "e2");
    assert_int_equal(ngi_array_push(ctx, &doc->evidence, evidence), NG_OK);
    assert_int_equal(ngi_array_push(ctx, &doc->relations, r), NG_OK);
    assert_int_equal(ngi_array_push(ctx, &doc->about_entities, about), NG_OK);
    assert_int_equal(ngi_array_push(ctx, &doc->speech, s), NG_OK);
    return doc;
}

/* X(what is broken, the words that name it, how) */
#define BREAK_LIST(X)                                                                              \
    X(boilerplate_outside, "boilerplate 0", doc->boilerplate.items[0].end = 99)                    \
    X(boilerplate_backwards, "boilerplate 0", doc->boilerplate.items[0].begin = 18)                \
    X(paragraph_empty, "paragraph 0", doc->paragraphs.items[0].end = 0)                            \
    X(paragraphs_overlap, "paragraph 1", doc->paragraphs.items[1].begin = 11)                      \
    X(paragraph_outside, "paragraph 1", doc->paragraphs.items[1].end = 28)                         \
    X(sentence_empty, "sentence 0 is out of order", doc->sentences.items[0].span.end = 0)          \
    X(sentences_overlap, "sentence 1 is out of order", doc->sentences.items[1].span.begin = 11)    \
    X(sentence_without_tokens, "tokens of sentence 0", doc->sentences.items[0].tokens.end = 0)     \
    X(sentence_skips_tokens, "tokens of sentence 1", doc->sentences.items[1].tokens.begin = 5)     \
    X(sentence_elsewhere, "sentence 1 is not in its paragraph", doc->sentences.items[1].paragraph = 0) \
    X(sentence_nowhere, "sentence 1 is not in its paragraph", doc->sentences.items[1].paragraph = 2) \
    X(tokens_left_over, "tokens outside", doc->sentences.items[1].tokens.end = 6)                  \
    X(tokens_overlap, "token 1 is out of place", doc->tokens.items[1].bytes.begin = 2)             \
    X(token_empty, "token 1 is out of place", doc->tokens.items[1].bytes.end = 4)                  \
    X(token_of_another, "token 1 is out of place", doc->tokens.items[1].sentence = 1)              \
    X(mention_empty, "mention 0 is empty", doc->mentions.items[0].span.end = 0)                    \
    X(mention_outside, "mention 1 is empty", doc->mentions.items[1].span.end = 28)                 \
    X(mentions_swapped, "mention 1 is out of order", doc->mentions.items[1].span.begin = 0; doc->mentions.items[0].span.begin = 1) \
    X(mention_type, "mention 0 has no type", doc->mentions.items[0].type = NG_ENTITY_TYPE_COUNT)   \
    X(mention_kind, "mention 0 has no type", doc->mentions.items[0].kind = NG_MENTION_KIND_COUNT)  \
    X(mention_score, "mention 0 has a score", doc->mentions.items[0].score = 1.5f)                 \
    X(mention_crosses, "mention 1 crosses a sentence", doc->mentions.items[1].span.end = 20)       \
    X(mention_sentence, "mention 1 crosses a sentence", doc->mentions.items[1].sentence = 1)       \
    X(mention_entity, "mention 1 has no entity", doc->mentions.items[1].entity = 2)                \
    X(entity_id, "entity 0 has no id", doc->entities.items[0].id.len = 0)                          \
    X(entity_name, "entity 1 has no id or name", doc->entities.items[1].name.len = 0)              \
    X(entity_aliases, "aliases of entity 0", doc->entities.items[0].aliases.end = 1)               \
    X(entity_unnamed, "entity 1 has no first mention", doc->entities.items[1].first_mention = NG_NONE) \
    X(entity_of_another, "entity 1 has no first mention", doc->entities.items[1].first_mention = 0) \
    X(relation_head, "relation 0 has no ends", doc->relations.items[0].head = 2)                   \
    X(relation_to_itself, "relation 0 has no ends", doc->relations.items[0].tail = 0)              \
    X(relation_type, "relation 0 has no type", doc->relations.items[0].type = NG_RELATION_COUNT)   \
    X(relation_status, "relation 0 has no type", doc->relations.items[0].status = NG_ASSERTION_COUNT) \
    X(relation_evidence, "relation 0 has no evidence", doc->relations.items[0].evidence.end = 0)   \
    X(relation_evidence_end, "relation 0 has no evidence", doc->relations.items[0].evidence.end = 2) \
    X(relation_score, "relation 0 has a score", doc->relations.items[0].score = -0.1f)             \
    X(evidence_outside, "evidence of relation 0", doc->evidence.items[0].tail.end = 99)            \
    X(speech_empty, "speech 0 is empty", doc->speech.items[0].span.end = 4)                        \
    X(speech_speaker, "speech 0 has no speaker", doc->speech.items[0].speaker = 7)                 \
    X(speech_about, "speech 0 is about nothing", doc->speech.items[0].about.end = 2)               \
    X(speech_within, "speech 0 stands in a later one", doc->speech.items[0].within = 0)            \
    X(speech_of_oneself, "speech 0 is about its speaker", doc->about_entities.items[0] = 0)        \
    X(speech_of_nobody, "speech 0 is about its speaker", doc->about_entities.items[0] = 2)

#define X(name, words, how)                                                                        \
    static void break_##name(ng_document *doc) { how; }
BREAK_LIST(X)
#undef X

static const struct {
    const char *name, *words;
    void (*how)(ng_document *doc);
} breaks[] = {
#define X(name, words, how) { #name, words, break_##name },
    BREAK_LIST(X)
#undef X
};

static void test_good(void **state)
{
    ng_document *doc = make(*state);

    assert_int_equal(ngi_document_check(*state, doc), NG_OK);
    ngi_document_free(doc);
}

static void test_broken(void **state)
{
    ng_context *ctx = *state;
    size_t i;

    for (i = 0; i < sizeof breaks / sizeof *breaks; i++) {
        ng_document *doc = make(ctx);

        breaks[i].how(doc);
        if (ngi_document_check(ctx, doc) != NG_E_INTERNAL || !strstr(ng_context_error(ctx)->message, breaks[i].words)) {
            fail_msg("%s: %s", breaks[i].name, ng_context_error(ctx)->message);
        }
        ngi_document_free(doc);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_good, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_broken, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
