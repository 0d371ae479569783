/* Stretches that the speech head split, and the rules' help with them. */
#include "relations/utterances.h"
#include "support/marked_document.h"

typedef struct fixture {
    ng_context *ctx;
    ng_document *doc;
    ngi_utterances heard, rules;
} fixture;

static void open_text(fixture *f, const char *marked)
{
    memset(f, 0, sizeof *f);
    assert_int_equal(ng_context_create(NULL, &f->ctx), NG_OK);
    f->doc = marked_document(f->ctx, ng_str_from(marked));
}

static void close_text(fixture *f)
{
    ngi_array_release(f->ctx, &f->heard.list);
    ngi_array_release(f->ctx, &f->rules.list);
    ngi_document_free(f->doc);
    ng_context_free(f->ctx);
}

static void add(fixture *f, ngi_utterances *to, const char *words, ng_speech_kind kind, uint32_t speaker)
{
    size_t at = ngi_str_find(f->doc->text, ng_str_from(words));
    ngi_utterance s = { { (uint32_t)at, (uint32_t)(at + strlen(words)) }, { 0, 0 }, kind, speaker, { 0, 0 }, 0.7f, false };

    assert_true(at != SIZE_MAX);
    assert_int_equal(ngi_array_push(f->ctx, &to->list, s), NG_OK);
}

static void assert_words(const fixture *f, size_t i, const char *words)
{
    assert_true(i < f->heard.list.count);
    assert_true(ng_str_equal(ng_document_slice(f->doc, f->heard.list.items[i].span), ng_str_from(words)));
}

static void test_split_is_mended(void **state)
{
    fixture f;

    (void)state;
    open_text(&f, "[Mira Roe|person] told [Jan Poe|person] that he was late.");
    add(&f, &f.heard, "that", NG_INDIRECT, 1);
    add(&f, &f.heard, "he was late", NG_INDIRECT, 0);
    ngi_mend_stretches(f.doc, &f.heard);
    assert_int_equal(f.heard.list.count, 1);
    assert_words(&f, 0, "that he was late");
    assert_int_equal(f.heard.list.items[0].speaker, 0);
    close_text(&f);
}

static void test_words_between_keep_apart(void **state)
{
    fixture f;

    (void)state;
    open_text(&f, "[Mira Roe|person] said it was late and that it was cold. It rained.");
    add(&f, &f.heard, "it was late", NG_INDIRECT, 0);
    add(&f, &f.heard, "that it was cold.", NG_INDIRECT, 0);
    add(&f, &f.heard, "It rained", NG_INDIRECT, 0);
    ngi_mend_stretches(f.doc, &f.heard);
    assert_int_equal(f.heard.list.count, 3);
    close_text(&f);
}

static void test_rule_knows_the_rest(void **state)
{
    fixture f;

    (void)state;
    open_text(&f, "[Mira Roe|person] said that [Acme|company] was late.");
    add(&f, &f.heard, "that", NG_INDIRECT, 0);
    add(&f, &f.rules, "Acme was late", NG_INDIRECT, 0);
    assert_true(ngi_utterance_is_scrap(f.doc, &f.heard.list.items[0]));
    assert_int_equal(ngi_join_utterances(f.ctx, f.doc, &f.rules, &f.heard), NG_OK);
    assert_int_equal(f.heard.list.count, 1);
    assert_words(&f, 0, "that Acme was late");
    assert_false(ngi_utterance_is_scrap(f.doc, &f.heard.list.items[0]));
    close_text(&f);
}

static void test_quoted_names_are_no_speech(void **state)
{
    fixture f;

    (void)state;
    open_text(&f, "The \"[Water Act|law]\" of [Mira Roe|person] passed. \"No [Water Act|law]\"!");
    add(&f, &f.heard, "\"Water Act\"", NG_DIRECT, NG_NONE);
    add(&f, &f.heard, "\"Water Act\"", NG_DIRECT, 1);
    add(&f, &f.heard, "\"No Water Act\"", NG_DIRECT, NG_NONE);
    assert_true(ngi_utterance_is_scrap(f.doc, &f.heard.list.items[0]));
    assert_false(ngi_utterance_is_scrap(f.doc, &f.heard.list.items[1]));
    assert_false(ngi_utterance_is_scrap(f.doc, &f.heard.list.items[2]));
    close_text(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_split_is_mended),
        cmocka_unit_test(test_words_between_keep_apart),
        cmocka_unit_test(test_rule_knows_the_rest),
        cmocka_unit_test(test_quoted_names_are_no_speech),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
