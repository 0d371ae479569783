/* The cases of tests/corpus/entities: which names of a text are one entity. The format is in the folder's README. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/files.h"
#include "entities/entities.h"
#include "text/segment.h"

typedef struct runner {
    ng_context *ctx;
    ngi_lexicon *lexicon;
    unsigned cases, failed;
} runner;

typedef struct mark {
    ng_mention mention;
    char surface[96];         /* mentions that are dropped are known by it */
    unsigned number;          /* nth of that surface */
    unsigned group;           /* line of the expectation; 0: none */
} mark;

typedef struct test_case {
    const char *file;
    ng_str title, text, groups;
    ngi_buffer plain;
    NGI_ARRAY(mark) marks;
    bool doubtful;
} test_case;

static void complain(runner *r, const test_case *c, const char *what, ng_str subject)
{
    print_error("%s: %.*s: %s: '%.*s'\n", c->file, NGI_STR(c->title), what, NGI_STR(subject));
    r->failed++;
}

static bool read_type(ng_str code, test_case *c, ng_mention *m)
{
    m->score = 1.0f;
    if (ng_mention_kind_from(code, &m->kind)) return true;
    m->kind = NG_NAME;
    if (code.len && code.ptr[code.len - 1] == '?') {
        code.len--;
        m->score = 0.6f;
        c->doubtful = true;
    }
    return ng_entity_type_from(code, &m->type);
}

/* Take '[surface|type]' out of the text; what stands between goes to the plain text as it is. */
static void read_marks(runner *r, test_case *c)
{
    ng_str rest = c->text;

    while (rest.len) {
        const char *open = memchr(rest.ptr, '[', rest.len), *bar, *close;
        mark m;
        size_t i;

        if (!open) break;
        assert_int_equal(ngi_buffer_add(r->ctx, &c->plain, (ng_str){ rest.ptr, (size_t)(open - rest.ptr) }), NG_OK);
        rest = ngi_str_slice(rest, (size_t)(open - rest.ptr) + 1, rest.len);
        bar = memchr(rest.ptr, '|', rest.len);
        close = memchr(rest.ptr, ']', rest.len);
        assert_true(bar && close && bar < close);
        memset(&m, 0, sizeof m);
        (void)snprintf(m.surface, sizeof m.surface, "%.*s", (int)(bar - rest.ptr), rest.ptr);
        if (!read_type((ng_str){ bar + 1, (size_t)(close - bar) - 1 }, c, &m.mention)) complain(r, c, "no type", ng_str_from(m.surface));
        m.number = 1;
        for (i = 0; i < c->marks.count; i++) m.number += strcmp(c->marks.items[i].surface, m.surface) == 0;
        m.mention.span.begin = (uint32_t)c->plain.len;
        assert_int_equal(ngi_buffer_add_text(r->ctx, &c->plain, m.surface), NG_OK);
        m.mention.span.end = (uint32_t)c->plain.len;
        assert_int_equal(ngi_array_push(r->ctx, &c->marks, m), NG_OK);
        rest = ngi_str_slice(rest, (size_t)(close - rest.ptr) + 1, rest.len);
    }
    assert_int_equal(ngi_buffer_add(r->ctx, &c->plain, rest), NG_OK);
}

/* 'Smith#2' or 'Smith' of a group line: the marks that it means get the group. */
static void read_item(runner *r, test_case *c, ng_str item, unsigned group)
{
    uint32_t number = 0;
    bool any = false;
    size_t i;

    if (item.len > 2 && item.ptr[item.len - 2] == '#' && ngi_parse_u32(ngi_str_slice(item, item.len - 1, item.len), &number)) item.len -= 2;
    for (i = 0; i < c->marks.count; i++) {
        mark *m = &c->marks.items[i];

        if (!ng_str_equal(ng_str_from(m->surface), item) || (number && m->number != number)) continue;
        m->group = group;
        any = true;
    }
    if (!any && group != UINT32_MAX && number) complain(r, c, "no such mention", item);
}

static void read_groups(runner *r, test_case *c)
{
    ng_str rest = c->groups, line;
    unsigned group = 0;

    while (ngi_str_next(&rest, '\n', &line)) {
        size_t at;

        line = ngi_str_trim(line);
        if (line.len == 0) continue;
        group++;
        if (ngi_str_starts(line, NGI_LITERAL("nothing = "))) {
            read_item(r, c, ngi_str_slice(line, 10, line.len), UINT32_MAX);
            continue;
        }
        while ((at = ngi_str_find(line, NGI_LITERAL(" = "))) != SIZE_MAX) {
            read_item(r, c, ngi_str_slice(line, 0, at), group);
            line = ngi_str_slice(line, at + 3, line.len);
        }
        read_item(r, c, line, group);
    }
}

static ng_document *make_document(runner *r, const test_case *c)
{
    ng_str text = ngi_buffer_str(&c->plain), line, rest = text;
    ng_document *doc;
    size_t i;

    assert_int_equal(ngi_document_create(r->ctx, &doc), NG_OK);
    assert_int_equal(ngi_document_set_text(r->ctx, doc, text), NG_OK);
    while (ngi_str_next(&rest, '\n', &line)) {
        ng_span span = { (uint32_t)(line.ptr - text.ptr), (uint32_t)((size_t)(line.ptr - text.ptr) + line.len) };

        if (span.begin < span.end) assert_int_equal(ngi_array_push(r->ctx, &doc->paragraphs, span), NG_OK);
    }
    assert_int_equal(ngi_segment(r->ctx, doc), NG_OK);
    for (i = 0; i < c->marks.count; i++) {
        ng_mention m = c->marks.items[i].mention;

        m.tokens = ngi_document_tokens_in(doc, m.span);
        m.sentence = ngi_document_sentence_at(doc, m.span.begin);
        m.entity = NG_NONE;
        assert_int_equal(ngi_array_push(r->ctx, &doc->mentions, m), NG_OK);
    }
    ngi_document_sort_mentions(doc);
    doc->given = doc->relink = !c->doubtful;
    return doc;
}

static uint32_t entity_at(const ng_document *doc, ng_span span)
{
    size_t i;

    for (i = 0; i < doc->mentions.count; i++) {
        if (doc->mentions.items[i].span.begin == span.begin && doc->mentions.items[i].span.end == span.end) return doc->mentions.items[i].entity;
    }
    return NG_NONE;
}

static void check_label(runner *r, const test_case *c, const ng_document *doc)
{
    ng_str rest = c->groups, line;
    unsigned group = 0;
    size_t i;

    while (ngi_str_next(&rest, '\n', &line)) {
        size_t at = ngi_str_find(line, NGI_LITERAL(" = "));
        ng_str label = ngi_str_trim(at == SIZE_MAX ? line : ngi_str_slice(line, 0, at));

        if (label.len == 0) continue;
        group++;
        if (label.len > 2 && label.ptr[label.len - 2] == '#') label.len -= 2;
        for (i = 0; i < c->marks.count; i++) {
            uint32_t entity = entity_at(doc, c->marks.items[i].mention.span);

            if (c->marks.items[i].group != group || entity == NG_NONE) continue;
            if (!ng_str_equal(doc->entities.items[entity].name, label)) complain(r, c, "has the label", doc->entities.items[entity].name);
            break;
        }
    }
}

static void compare(runner *r, const test_case *c, const ng_document *doc)
{
    unsigned before = r->failed;
    size_t i, k;

    for (i = 0; i < c->marks.count && r->failed == before; i++) {
        const mark *m = &c->marks.items[i];
        uint32_t entity = entity_at(doc, m->mention.span);

        if (m->group == 0) complain(r, c, "is in no group", ng_str_from(m->surface));
        if (m->group == UINT32_MAX && entity != NG_NONE) complain(r, c, "should refer to nothing", ng_str_from(m->surface));
        if (m->group && m->group != UINT32_MAX && entity == NG_NONE) complain(r, c, "has no entity", ng_str_from(m->surface));
        for (k = 0; k < i && entity != NG_NONE; k++) {
            const mark *n = &c->marks.items[k];
            bool one = entity_at(doc, n->mention.span) == entity;

            if (one == (n->group == m->group)) continue;
            complain(r, c, one ? "is one with" : "is apart from", ng_str_from(n->surface));
            complain(r, c, "  this one", ng_str_from(m->surface));
        }
    }
    if (r->failed == before) check_label(r, c, doc);
}

static void run_case(runner *r, const char *file, ng_str title, ng_str body)
{
    size_t cut = ngi_str_find(body, NGI_LITERAL("\n---\n"));
    test_case c;
    ng_document *doc;

    memset(&c, 0, sizeof c);
    c.file = file;
    c.title = title;
    r->cases++;
    if (cut == SIZE_MAX) {
        complain(r, &c, "has no '---'", title);
        return;
    }
    c.text = ngi_str_slice(body, 0, cut);
    c.groups = ngi_str_slice(body, cut + 5, body.len);
    read_marks(r, &c);
    read_groups(r, &c);
    doc = make_document(r, &c);
    assert_int_equal(ngi_resolve_entities(r->ctx, NULL, NULL, r->lexicon, NULL, doc), NG_OK);
    if (ngi_document_check(r->ctx, doc) != NG_OK) complain(r, &c, ng_context_error(r->ctx)->message, title);
    compare(r, &c, doc);
    ngi_document_free(doc);
    ngi_buffer_release(r->ctx, &c.plain);
    ngi_array_release(r->ctx, &c.marks);
}

static ng_status run_file(ng_context *ctx, void *user, const char *path)
{
    runner *r = user;
    ngi_buffer bytes = { 0 };
    ng_str rest, title, body;
    const char *slash = strrchr(path, '/');

    if (!ngi_str_ends(ng_str_from(path), NGI_LITERAL(".txt"))) return NG_OK;
    assert_int_equal(ngi_file_read(ctx, path, &bytes), NG_OK);
    rest = ngi_buffer_str(&bytes);
    assert_true(ngi_str_starts(rest, NGI_LITERAL("=== ")));
    rest = ngi_str_slice(rest, 4, rest.len);
    while (rest.len) {
        size_t next = ngi_str_find(rest, NGI_LITERAL("\n=== "));

        body = next == SIZE_MAX ? rest : ngi_str_slice(rest, 0, next + 1);
        rest = next == SIZE_MAX ? (ng_str){ NULL, 0 } : ngi_str_slice(rest, next + 5, rest.len);
        assert_true(ngi_str_next(&body, '\n', &title));
        run_case(r, slash ? slash + 1 : path, title, body);
    }
    ngi_buffer_release(ctx, &bytes);
    return NG_OK;
}

static void test_corpus(void **state)
{
    runner r = { NULL, NULL, 0, 0 };

    (void)state;
    assert_int_equal(ng_context_create(NULL, &r.ctx), NG_OK);
    assert_int_equal(ngi_lexicon_open(r.ctx, NULL, &r.lexicon), NG_OK);
    assert_int_equal(ngi_directory_walk(r.ctx, NG_TEST_DATA "/corpus/entities", run_file, &r), NG_OK);
    print_message("%u cases\n", r.cases);
    assert_true(r.cases >= 300);
    assert_int_equal(r.failed, 0);
    ngi_lexicon_close(r.lexicon);
    ng_context_free(r.ctx);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_corpus) };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
