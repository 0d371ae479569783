/* Names and references from the heads' probabilities, names from lists, and the types on which equal names settle. */
#include "support/tiny_model.h"

#include "mentions/mention_span.h"
#include "mentions/mentions.h"
#include "mentions/name_types.h"
#include "text/segment.h"

#include <math.h>
#include <stdlib.h>

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

    assert_int_equal(ngi_document_create(ctx, &doc), NG_OK);
    assert_int_equal(ngi_document_set_text(ctx, doc, ng_str_from(text)), NG_OK);
    assert_int_equal(ngi_array_push(ctx, &doc->paragraphs, (ng_span){ 0, (uint32_t)doc->text.len }), NG_OK);
    assert_int_equal(ngi_segment(ctx, doc), NG_OK);
    return doc;
}

/* Units of a text as the encoder cuts it, without vectors. */
static void cut_units(ng_context *ctx, const ng_document *doc, const ngi_model *model, ngi_encoding *out)
{
    assert_int_equal(ngi_encode(ctx, model, doc, out), NG_OK);
}

static ngi_model *open_model(ng_context *ctx)
{
    ngi_model *model;
    char path[64];

    tiny_model_write(ctx, true, 11, path);
    assert_int_equal(ngi_model_open(ctx, path, &model), NG_OK);
    (void)remove(path);
    return model;
}

/* What random heads find is nonsense, but holds together, and is the same each time. */
static void test_invariants(void **state)
{
    ng_context *ctx = *state;
    ngi_model *model = open_model(ctx);
    ngi_tagger *tagger;
    ng_document *docs[2];
    size_t i, names = 0;

    assert_int_equal(ngi_tagger_create(ctx, model, &tagger), NG_OK);
    for (i = 0; i < 2; i++) {
        ngi_encoding e;

        docs[i] = document(ctx, "Mina's bold labs, \"a gold mine\". Bold Mina, (labs and Mina's) gold. A \xE2\x80\x98mine\xE2\x80\x99 of Mina's labs' -- b.");
        assert_int_equal(ngi_array_push(ctx, &docs[i]->boilerplate, (ng_span){ 0, 6 }), NG_OK);
        assert_int_equal(ngi_encode(ctx, model, docs[i], &e), NG_OK);
        assert_int_equal(ngi_find_mentions(ctx, tagger, &e, NULL, NULL, 0, docs[i]), NG_OK);
        assert_int_equal(ngi_document_check(ctx, docs[i]), NG_OK);
        ngi_encoding_release(&e);
    }
    assert_true(docs[0]->mentions.count > 0);
    assert_int_equal(docs[0]->mentions.count, docs[1]->mentions.count);
    for (i = 0; i < docs[0]->mentions.count; i++) {
        const ng_mention *m = &docs[0]->mentions.items[i];
        ng_str text = ng_document_slice(docs[0], m->span);

        assert_memory_equal(m, &docs[1]->mentions.items[i], sizeof *m);
        assert_true(m->span.begin >= 6);
        assert_false(ngi_str_ends(text, NGI_LITERAL("'s")));
        assert_null(memchr("\",(-", text.ptr[0], 4));
        names += m->kind == NG_NAME;
    }
    assert_true(names > 0);
    ngi_document_free(docs[0]);
    ngi_document_free(docs[1]);
    ngi_tagger_free(tagger);
    ngi_model_close(model);
}

/* The mention of a span by name, or NULL. */
static const ng_mention *name_at(const ng_document *doc, ng_span span)
{
    size_t i;

    for (i = 0; i < doc->mentions.count; i++) {
        const ng_mention *m = &doc->mentions.items[i];

        if (m->kind == NG_NAME && m->span.begin == span.begin && m->span.end == span.end) return m;
    }
    return NULL;
}

/* The best path goes through a name that is known, wherever it is; only a longer name of the heads' own may hold it. */
static void test_known_names(void **state)
{
    const char *text = "Mina of Gold Labs met Bold Mina in Gold Labs.";
    ng_context *ctx = *state;
    ngi_model *model = open_model(ctx);
    ngi_tagger *tagger;
    ngi_encoding e;
    ng_document *doc = document(ctx, text);
    uint32_t begin;
    size_t pinned = 0;

    assert_int_equal(ngi_tagger_create(ctx, model, &tagger), NG_OK);
    assert_int_equal(ngi_encode(ctx, model, doc, &e), NG_OK);
    for (begin = 0; text[begin + 1]; begin++) {
        uint32_t end = begin + (uint32_t)strcspn(text + begin, " .");
        ngi_known_name known = { { begin, end }, begin % 2 ? NG_LAW : NG_EVENT };
        const ng_mention *m;
        size_t i;

        if ((begin > 0 && text[begin - 1] != ' ') || text[begin] < 'A' || text[begin] > 'Z') continue;
        doc->mentions.count = 0;
        assert_int_equal(ngi_find_mentions(ctx, tagger, &e, NULL, &known, 1, doc), NG_OK);
        m = name_at(doc, known.span);
        for (i = 0; !m && i < doc->mentions.count; i++) {
            const ng_mention *longer = &doc->mentions.items[i];

            if (longer->kind == NG_NAME && ngi_span_holds(longer->span, known.span)) m = longer;
        }
        assert_non_null(m);
        if (m->span.begin != begin || m->span.end != end) continue;
        assert_int_equal(m->type, known.type);
        assert_true(m->score > 0.999f);
        pinned++;
    }
    assert_true(pinned > 0);
    ngi_encoding_release(&e);
    ngi_document_free(doc);
    ngi_tagger_free(tagger);
    ngi_model_close(model);
}

/* Units of a name -> what is left of them. */
static void test_trimming(void **state)
{
    static const struct {
        const char *text, *name;
    } cases[] = {
        { "Mina", "Mina" },
        { "Mina's", "Mina" },
        { "Mina\xE2\x80\x99s", "Mina" },
        { "\"Mina labs,\"", "Mina labs" },
        { "labs' ", "labs" },
        { "(Mina", "Mina" },
        { "Mina (labs)", "Mina (labs)" },
        { "labs Inc.", "labs Inc." },
        { "@mina", "@mina" },
        { "s", "s" },
        { "Mina s", "Mina s" },
        { "\"--\"", "" },
    };
    ng_context *ctx = *state;
    ngi_model *model = open_model(ctx);
    size_t i;

    for (i = 0; i < sizeof cases / sizeof *cases; i++) {
        ng_document *doc = document(ctx, cases[i].text);
        ngi_encoding e;
        ng_range units;

        cut_units(ctx, doc, model, &e);
        units = ngi_trim_units(doc, &e, NULL, (ng_range){ 0, (uint32_t)e.count });
        if (!ng_str_equal(ng_document_slice(doc, ngi_units_span(&e, units)), ng_str_from(cases[i].name))) {
            fail_msg("'%s' has the units %u..%u", cases[i].text, units.begin, units.end);
        }
        ngi_encoding_release(&e);
        ngi_document_free(doc);
    }
    ngi_model_close(model);
}

static void add_name(ng_context *ctx, ng_document *doc, ng_span span, ng_entity_type type)
{
    ng_mention m = { .span = span, .type = type, .score = 0.5f, .entity = NG_NONE };

    assert_int_equal(ngi_array_push(ctx, &doc->mentions, m), NG_OK);
}

static ngi_type_vote vote(uint32_t mention, ng_entity_type a, float p, ng_entity_type b)
{
    ngi_type_vote v = { .mention = mention, .span_score = 0.9f };

    v.probability[a] = p;
    v.probability[b] = 1.0f - p;
    return v;
}

/* Three places of one name, one of another. */
static void test_types_settle(void **state)
{
    ng_context *ctx = *state;
    ng_document *doc = document(ctx, "Nova and nova and NOVA and Gold");
    ngi_type_vote votes[] = { vote(0, NG_COMPANY, 0.95f, NG_MODEL), vote(1, NG_COMPANY, 0.9f, NG_MODEL),
                              vote(2, NG_MODEL, 0.6f, NG_COMPANY), vote(3, NG_MODEL, 0.6f, NG_COMPANY) };
    const ng_span spans[] = { { 0, 4 }, { 9, 13 }, { 18, 22 }, { 27, 31 } };
    size_t i;

    for (i = 0; i < 4; i++) add_name(ctx, doc, spans[i], i < 2 ? NG_COMPANY : NG_MODEL);
    assert_int_equal(ngi_settle_types(ctx, NULL, votes, 4, doc), NG_OK);
    assert_int_equal(doc->mentions.items[0].type, NG_COMPANY);
    assert_int_equal(doc->mentions.items[2].type, NG_COMPANY);  /* doubtful: as the others */
    assert_true(doc->mentions.items[2].score > 0.4f && doc->mentions.items[2].score < 0.9f);
    assert_int_equal(doc->mentions.items[3].type, NG_MODEL);    /* another name */
    assert_true(doc->mentions.items[3].score == 0.5f);

    votes[2] = vote(2, NG_MODEL, 0.99f, NG_COMPANY);            /* clear: stays */
    assert_int_equal(ngi_settle_types(ctx, NULL, votes, 4, doc), NG_OK);
    assert_int_equal(doc->mentions.items[2].type, NG_MODEL);
    assert_int_equal(doc->mentions.items[0].type, NG_COMPANY);
    ngi_document_free(doc);
}

/* A list that knows "Nova" as a model tips a doubtful name. */
static void test_lists_tip_types(void **state)
{
    ng_context *ctx = *state;
    ng_document *doc = document(ctx, "Nova and Gold");
    ngi_type_vote votes[] = { vote(0, NG_COMPANY, 0.6f, NG_MODEL), vote(1, NG_COMPANY, 0.6f, NG_MODEL) };
    ngi_lexicon *lexicon;

    assert_int_equal(ngi_file_write(ctx, "tiny.tsv", NGI_LITERAL("name\tclasses\tlinks\nNova\tmodel\t=\n")), NG_OK);
    assert_int_equal(ngi_lexicon_open(ctx, "tiny.tsv", &lexicon), NG_OK);
    (void)remove("tiny.tsv");
    add_name(ctx, doc, (ng_span){ 0, 4 }, NG_COMPANY);
    add_name(ctx, doc, (ng_span){ 9, 13 }, NG_COMPANY);
    assert_int_equal(ngi_settle_types(ctx, lexicon, votes, 2, doc), NG_OK);
    assert_int_equal(doc->mentions.items[0].type, NG_MODEL);
    assert_int_equal(doc->mentions.items[1].type, NG_COMPANY);
    ngi_lexicon_close(lexicon);
    ngi_document_free(doc);
}

/* An allocator that has no memory left after some calls. */
static size_t calls_left;

static void *allocate(void *user, size_t size)
{
    (void)user;
    return calls_left && calls_left-- ? malloc(size) : NULL;
}

static void *reallocate(void *user, void *memory, size_t size)
{
    (void)user;
    return calls_left && calls_left-- ? realloc(memory, size) : NULL;
}

static void release(void *user, void *memory)
{
    (void)user;
    free(memory);
}

static ng_status find_all(ng_context *ctx, const char *path, ng_document *doc)
{
    ngi_model *model = NULL;
    ngi_tagger *tagger = NULL;
    ngi_encoding e = { .allocator = { 0 } };
    ng_status st = NG_OK;

    NG_CHECK(ngi_model_open(ctx, path, &model));
    NG_CHECK(ngi_tagger_create(ctx, model, &tagger));
    NG_CHECK(ngi_encode(ctx, model, doc, &e));
    NG_CHECK(ngi_find_mentions(ctx, tagger, &e, NULL, NULL, 0, doc));
done:
    ngi_encoding_release(&e);
    ngi_tagger_free(tagger);
    ngi_model_close(model);
    return st;
}

/* Whichever call finds no memory: the status says so, and nothing is lost. */
static void test_out_of_memory(void **state)
{
    ng_context_options options = NG_CONTEXT_OPTIONS_INIT;
    ng_context *ctx;
    ng_document *doc;
    ng_status st = NG_E_NOMEM;
    char path[64];
    size_t calls;

    (void)state;
    options.allocator = (ng_allocator){ allocate, reallocate, release, NULL };
    calls_left = SIZE_MAX;
    assert_int_equal(ng_context_create(&options, &ctx), NG_OK);
    tiny_model_write(ctx, true, 11, path);
    doc = document(ctx, "Mina's bold labs, a gold mine.");
    for (calls = 0; st == NG_E_NOMEM; calls++) {
        assert_true(calls < 5000);
        doc->mentions.count = 0;
        calls_left = calls;
        st = find_all(ctx, path, doc);
    }
    assert_int_equal(st, NG_OK);
    assert_true(calls > 50);
    (void)remove(path);
    ngi_document_free(doc);
    ng_context_free(ctx);
}

/* The completed description that begins with unit `unit`, and what it should be; NULL: none. */
static void check_completed(ng_context *ctx, const ngi_model *model, const char *text, ng_range units, ng_range name, const char *wanted)
{
    ng_document *doc = document(ctx, text);
    ngi_encoding e;
    ng_range whole;

    cut_units(ctx, doc, model, &e);
    whole = ngi_complete_description(doc, &e, units, name);
    assert_int_equal(whole.begin < whole.end, wanted != NULL);
    if (wanted) {
        ng_str said = ng_document_slice(doc, ngi_units_span(&e, whole));

        assert_int_equal(said.len, strlen(wanted));
        assert_memory_equal(said.ptr, wanted, said.len);
    }
    ngi_encoding_release(&e);
    ngi_document_free(doc);
}

static void test_descriptions_have_nouns(void **state)
{
    ng_context *ctx = *state;
    ngi_model *model = open_model(ctx);
    ng_range none = { 0, 0 };

    check_completed(ctx, model, "Mina met the labs of gold.", (ng_range){ 2, 3 }, none, "the labs");
    check_completed(ctx, model, "Mina met the co-founder of gold.", (ng_range){ 2, 3 }, none, "the co-founder");
    check_completed(ctx, model, "Mina met the bold labs.", (ng_range){ 2, 4 }, none, "the bold");
    check_completed(ctx, model, "Mina met founders of gold.", (ng_range){ 2, 3 }, none, "founders");
    check_completed(ctx, model, "Mina has the. Gold labs", (ng_range){ 2, 3 }, none, NULL);
    check_completed(ctx, model, "Mina has the", (ng_range){ 2, 3 }, none, NULL);
    check_completed(ctx, model, "Mina met the Gold Labs.", (ng_range){ 2, 3 }, (ng_range){ 3, 5 }, NULL);
    check_completed(ctx, model, "Mina met the labs, Gold.", (ng_range){ 2, 3 }, (ng_range){ 5, 6 }, "the labs");
    check_completed(ctx, model, "Mina met the head of Gold.", (ng_range){ 2, 6 }, (ng_range){ 5, 6 }, "the head of Gold");
    ngi_model_close(model);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_invariants, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_known_names, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_trimming, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_descriptions_have_nouns, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_types_settle, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_lists_tip_types, set_up, tear_down),
        cmocka_unit_test(test_out_of_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
