/*
 * The language cases of tests/corpus/relations: each is marked text and exactly the relations and the speech that the
 * patterns and the quotation logic find in it. The trained heads are off, so that the cases hold for any weights.
 *
 *   === title of the case
 *   [Acme|company] bought [Widget|company].
 *   ---
 *   Acme -acquires-> Widget            status other than current: -acquires/planned->
 *   Roe -leads-> Acme "chief executive" since=2019
 *   Roe says direct: Acme, Widget      a stretch of speech and whom it is about; 'nobody says' without speaker
 *
 * `--no relations` and `--no speech` leave that kind unchecked in a file that is about the other one.
 */
#include "base/files.h"
#include "relations/relations.h"
#include "support/marked_document.h"

static ng_str entity_name(const ng_document *doc, uint32_t entity)
{
    return entity == NG_NONE ? NGI_LITERAL("nobody") : doc->entities.items[entity].name;
}

static void write_relation(ng_context *ctx, const ng_document *doc, const ng_relation *r, ngi_buffer *line)
{
    assert_int_equal(ngi_buffer_printf(ctx, line, "%.*s -%s%s%s-> %.*s", NGI_STR(entity_name(doc, r->head)),
                                       ng_relation_type_name(r->type), r->status == NG_CURRENT ? "" : "/",
                                       r->status == NG_CURRENT ? "" : ng_assertion_name(r->status),
                                       NGI_STR(entity_name(doc, r->tail))), NG_OK);
    if (r->role.len) assert_int_equal(ngi_buffer_printf(ctx, line, " \"%.*s\"", NGI_STR(r->role)), NG_OK);
    if (r->since.len) assert_int_equal(ngi_buffer_printf(ctx, line, " since=%.*s", NGI_STR(r->since)), NG_OK);
    if (r->until.len) assert_int_equal(ngi_buffer_printf(ctx, line, " until=%.*s", NGI_STR(r->until)), NG_OK);
}

static void write_speech(ng_context *ctx, const ng_document *doc, const ng_speech *s, ngi_buffer *line)
{
    uint32_t i;

    assert_int_equal(ngi_buffer_printf(ctx, line, "%.*s says %s:", NGI_STR(entity_name(doc, s->speaker)),
                                       ng_speech_kind_name(s->kind)), NG_OK);
    for (i = s->about.begin; i < s->about.end; i++) {
        assert_int_equal(ngi_buffer_printf(ctx, line, "%s %.*s", i == s->about.begin ? "" : ",",
                                           NGI_STR(entity_name(doc, doc->about_entities.items[i]))), NG_OK);
    }
}

typedef struct found_lines {
    char *lines[64];
    bool wanted[64];
    size_t count;
} found_lines;

static void keep(ng_context *ctx, found_lines *found, ngi_buffer *line)
{
    size_t len;

    assert_true(found->count < 64);
    found->wanted[found->count] = false;
    found->lines[found->count++] = ngi_buffer_take(ctx, line, &len);
}

/* Tick the expected line off; false when it was not found. */
static bool tick(found_lines *found, ng_str line)
{
    size_t i;

    for (i = 0; i < found->count; i++) {
        if (found->wanted[i] || !ng_str_equal(ng_str_from(found->lines[i]), line)) continue;
        found->wanted[i] = true;
        return true;
    }
    return false;
}

typedef struct corpus {
    ng_context *ctx;
    ngi_lexicon *lexicon;
    const char *file;
    bool relations, speech;     /* which kinds the file is about */
    size_t cases, failures;
} corpus;

static void run_case(corpus *c, ng_str title, ng_str marked, ng_str expected)
{
    ng_document *doc = marked_document(c->ctx, ngi_str_trim(marked));
    ngi_buffer line = { NULL, 0, 0 };
    found_lines found = { .count = 0 };
    ng_str want;
    size_t i;

    assert_int_equal(ngi_document_copy(c->ctx, doc, NGI_LITERAL("2025-06-12"), &doc->about.date), NG_OK);
    assert_int_equal(ngi_find_relations(c->ctx, NULL, NULL, c->lexicon, NULL, doc), NG_OK);
    assert_int_equal(ngi_find_speech(c->ctx, NULL, NULL, c->lexicon, NULL, doc), NG_OK);
    assert_int_equal(ngi_document_check(c->ctx, doc), NG_OK);
    for (i = 0; c->relations && i < doc->relations.count; i++) {
        write_relation(c->ctx, doc, &doc->relations.items[i], &line);
        keep(c->ctx, &found, &line);
    }
    for (i = 0; c->speech && i < doc->speech.count; i++) {
        write_speech(c->ctx, doc, &doc->speech.items[i], &line);
        keep(c->ctx, &found, &line);
    }
    while (ngi_str_next(&expected, '\n', &want)) {
        want = ngi_str_trim(want);
        if (want.len == 0 || tick(&found, want)) continue;
        print_error("%s: %.*s: missing %.*s\n", c->file, NGI_STR(title), NGI_STR(want));
        c->failures++;
    }
    for (i = 0; i < found.count; i++) {
        if (!found.wanted[i]) {
            print_error("%s: %.*s: unexpected %s\n", c->file, NGI_STR(title), found.lines[i]);
            c->failures++;
        }
        ng_free(c->ctx, found.lines[i]);
    }
    c->cases++;
    ngi_document_free(doc);
}

static void run_text(corpus *c, ng_str text)
{
    size_t at = ngi_str_find(text, NGI_LITERAL("=== "));
    ng_str head = ngi_str_slice(text, 0, at == SIZE_MAX ? 0 : at);

    c->relations = ngi_str_find(head, NGI_LITERAL("--no relations")) == SIZE_MAX;
    c->speech = ngi_str_find(head, NGI_LITERAL("--no speech")) == SIZE_MAX;
    while (at != SIZE_MAX) {
        ng_str body = ngi_str_slice(text, at + 4, text.len), title, marked;
        size_t next = ngi_str_find(body, NGI_LITERAL("\n=== ")), cut;

        at = next == SIZE_MAX ? SIZE_MAX : at + 4 + next + 1;
        if (next != SIZE_MAX) body = ngi_str_slice(body, 0, next);
        assert_true(ngi_str_next(&body, '\n', &title));
        cut = ngi_str_find(body, NGI_LITERAL("\n---"));
        assert_true(cut != SIZE_MAX);
        marked = ngi_str_slice(body, 0, cut);
        run_case(c, title, marked, ngi_str_slice(body, cut + 4, body.len));
    }
}

static ng_status run_file(ng_context *ctx, void *user, const char *path)
{
    corpus *c = user;
    ngi_buffer text = { NULL, 0, 0 };

    if (!ngi_str_ends(ng_str_from(path), NGI_LITERAL(".txt"))) return NG_OK;
    assert_int_equal(ngi_file_read(ctx, path, &text), NG_OK);
    c->file = strrchr(path, '/') + 1;
    run_text(c, ngi_buffer_str(&text));
    ngi_buffer_release(ctx, &text);
    return NG_OK;
}

static void test_corpus(void **state)
{
    corpus c = { .ctx = NULL };

    (void)state;
    assert_int_equal(ng_context_create(NULL, &c.ctx), NG_OK);
    assert_int_equal(ngi_lexicon_open(c.ctx, NULL, &c.lexicon), NG_OK);
    assert_int_equal(ngi_directory_walk(c.ctx, NG_TEST_DATA "/corpus/relations", run_file, &c), NG_OK);
    assert_true(c.cases > 0);
    ngi_lexicon_close(c.lexicon);
    ng_context_free(c.ctx);
    print_message("%zu cases\n", c.cases);
    assert_int_equal(c.failures, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_corpus) };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
