/*
 * The cases of tests/corpus/text: a text, then its sentences one a line with blanks between the tokens. The first
 * differing case of each file is shown in the words of the file.
 */
#include "base/files.h"
#include "text/segment.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#define CASES_MIN 200

typedef struct corpus {
    ng_context *ctx;
    unsigned cases, failed;
} corpus;

/* A document whose paragraphs are the lines of a text. */
static ng_status make_document(ng_context *ctx, ng_str text, ng_document **out)
{
    ng_str rest, line;
    ng_document *doc;
    ng_status st;

    NG_CHECK(ngi_document_create(ctx, out));
    doc = *out;
    NG_CHECK(ngi_document_set_text(ctx, doc, text));
    rest = doc->text;
    while (ngi_str_next(&rest, '\n', &line)) {
        uint32_t begin = (uint32_t)(line.ptr - doc->text.ptr);

        if (line.len > 0)
            NG_CHECK(ngi_array_push(ctx, &doc->paragraphs, ((ng_span){ begin, begin + (uint32_t)line.len })));
    }
    NG_CHECK(ngi_segment(ctx, doc));
    NG_CHECK(ngi_document_check(ctx, doc));
done:
    return st;
}

/* Sentences one a line, blanks between tokens. */
static ng_status write_sentences(ng_context *ctx, const ng_document *doc, ngi_buffer *out)
{
    ng_status st = NG_OK;

    for (size_t s = 0; s < doc->sentences.count; s++) {
        ng_range tokens = doc->sentences.items[s].tokens;

        for (uint32_t t = tokens.begin; t < tokens.end; t++) {
            NG_CHECK(ngi_buffer_add(ctx, out, ng_document_slice(doc, doc->tokens.items[t].bytes)));
            NG_CHECK(ngi_buffer_add_char(ctx, out, t + 1 < tokens.end ? ' ' : '\n'));
        }
    }
done:
    return st;
}

static void run_case(corpus *c, const char *path, ng_str name, ng_str text, ng_str expected)
{
    ng_document *doc = NULL;
    ngi_buffer said = { 0 };

    c->cases++;
    assert_int_equal(make_document(c->ctx, text, &doc), NG_OK);
    assert_int_equal(write_sentences(c->ctx, doc, &said), NG_OK);
    if (!ng_str_equal(ngi_str_trim(ngi_buffer_str(&said)), ngi_str_trim(expected))) {
        c->failed++;
        print_message("%s: %.*s\n  said\n%.*s\n  expected\n%.*s\n", path, NGI_STR(name),
                      NGI_STR(ngi_buffer_str(&said)), NGI_STR(expected));
    }
    ngi_buffer_release(c->ctx, &said);
    ngi_document_free(doc);
}

/* "=== name", text, "---", expected, again and again. */
static ng_status run_file(ng_context *ctx, void *user, const char *path)
{
    static const ng_str head = NG_STR_INIT("=== "), bar = NG_STR_INIT("---");
    corpus *c = user;
    ngi_buffer bytes = { 0 };
    ng_str rest, line, name = { NULL, 0 }, text = { NULL, 0 };
    const char *begin = NULL;
    ng_status st;

    NG_CHECK(ngi_file_read(ctx, path, &bytes));
    rest = ngi_buffer_str(&bytes);
    while (ngi_str_next(&rest, '\n', &line)) {
        bool last = !rest.ptr;

        if (ng_str_equal(line, bar)) {
            text = (ng_str){ begin, (size_t)(line.ptr - begin) };
            begin = line.ptr + line.len + 1;
        } else if (ngi_str_starts(line, head) || last) {
            if (name.ptr) run_case(c, path, name, ngi_str_trim(text), (ng_str){ begin, (size_t)(line.ptr - begin) });
            name = line;
            begin = line.ptr + line.len + 1;
        }
    }
done:
    ngi_buffer_release(ctx, &bytes);
    return st;
}

static void test_corpus(void **state)
{
    corpus c = { NULL, 0, 0 };

    (void)state;
    assert_int_equal(ng_context_create(NULL, &c.ctx), NG_OK);
    assert_int_equal(ngi_directory_walk(c.ctx, NG_TEST_DATA "/corpus/text", run_file, &c), NG_OK);
    ng_context_free(c.ctx);
    assert_int_equal(c.failed, 0);
    assert_true(c.cases >= CASES_MIN);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_corpus) };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
