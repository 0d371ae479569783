/* Copies of an article: found across small changes, not across articles of the same form. */
#include "ingest/ingest_impl.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

typedef struct fixture {
    ng_context *ctx;
    ng_collection *collection;
} fixture;

static int set_up(void **state)
{
    static fixture f;

    if (ng_context_create(NULL, &f.ctx) != NG_OK) return -1;
    if (ngi_collection_create(f.ctx, &f.collection) != NG_OK) return -1;
    *state = &f;
    return 0;
}

static int tear_down(void **state)
{
    fixture *f = *state;

    ng_collection_free(f->collection);
    ng_context_free(f->ctx);
    return 0;
}

/* A document of words that a seed chooses; each `every`th word is another one. */
static void add(fixture *f, const char *id, const char *date, uint64_t seed, uint32_t every)
{
    ngi_buffer lines = { 0 };
    ng_document *doc;
    uint64_t other = seed * 31 + 7;

    for (uint32_t i = 1; i <= 300; i++) {
        uint32_t word = ngi_random_below(&seed, 5000);

        if (every && i % every == 0) word = 5000 + ngi_random_below(&other, 5000);
        assert_int_equal(ngi_buffer_printf(f->ctx, &lines, "word%u ", word), NG_OK);
    }
    assert_int_equal(ngi_document_create(f->ctx, &doc), NG_OK);
    assert_int_equal(ngi_document_from_lines(f->ctx, doc, ngi_buffer_str(&lines)), NG_OK);
    assert_int_equal(ngi_document_copy(f->ctx, doc, ng_str_from(id), &doc->about.id), NG_OK);
    if (date) assert_int_equal(ngi_document_copy(f->ctx, doc, ng_str_from(date), &doc->about.date), NG_OK);
    assert_int_equal(ngi_collection_add(f->ctx, f->collection, doc), NG_OK);
    ngi_buffer_release(f->ctx, &lines);
}

static const char *copy_of(fixture *f, size_t i)
{
    ng_str id = f->collection->documents.items[i]->about.duplicate_of;

    return id.ptr ? id.ptr : "";
}

static void test_copies_are_found(void **state)
{
    fixture *f = *state;

    add(f, "a", NULL, 1, 0);
    add(f, "b", NULL, 1, 0);  /* the same */
    add(f, "c", NULL, 1, 100); /* three words changed */
    add(f, "d", NULL, 2, 0);  /* another article */
    add(f, "e", NULL, 1, 3);  /* every third word changed: no copy */
    assert_int_equal(ngi_find_duplicates(f->ctx, f->collection), NG_OK);
    assert_string_equal(copy_of(f, 0), "");
    assert_string_equal(copy_of(f, 1), "a");
    assert_string_equal(copy_of(f, 2), "a");
    assert_string_equal(copy_of(f, 3), "");
    assert_string_equal(copy_of(f, 4), "");
}

static void test_earliest_is_the_original(void **state)
{
    fixture *f = *state;

    add(f, "a", "2025-03-02", 1, 0);
    add(f, "b", "2025-03-01T10:00:00Z", 1, 0);
    add(f, "c", NULL, 1, 0);
    assert_int_equal(ngi_find_duplicates(f->ctx, f->collection), NG_OK);
    assert_string_equal(copy_of(f, 0), "b");
    assert_string_equal(copy_of(f, 1), "");
    assert_true(*copy_of(f, 2));
}

static void test_nothing_and_short_texts(void **state)
{
    fixture *f = *state;
    ng_document *doc;

    assert_int_equal(ngi_find_duplicates(f->ctx, f->collection), NG_OK);
    for (int i = 0; i < 2; i++) {
        assert_int_equal(ngi_document_create(f->ctx, &doc), NG_OK);
        assert_int_equal(ngi_document_from_lines(f->ctx, doc, NGI_LITERAL("A short line.")), NG_OK);
        assert_int_equal(ngi_document_copy(f->ctx, doc, ng_str_from(i ? "b" : "a"), &doc->about.id), NG_OK);
        assert_int_equal(ngi_collection_add(f->ctx, f->collection, doc), NG_OK);
    }
    assert_int_equal(ngi_find_duplicates(f->ctx, f->collection), NG_OK);
    assert_string_equal(copy_of(f, 1), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_copies_are_found, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_earliest_is_the_original, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_nothing_and_short_texts, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
