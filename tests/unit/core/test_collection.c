/*
 * Collections: the order and identity of documents, and the part that stands on one side of a comparison. And the way
 * between bytes and code points, on which every span of a result depends.
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

static ng_document *add(ng_context *ctx, ng_collection *c, const char *id, const char *text, uint32_t sides)
{
    ng_document *doc;

    assert_int_equal(ngi_document_create(ctx, &doc), NG_OK);
    assert_int_equal(ngi_document_copy(ctx, doc, ng_str_from(id), &doc->about.id), NG_OK);
    assert_int_equal(ngi_document_set_text(ctx, doc, ng_str_from(text)), NG_OK);
    doc->sides = sides;
    assert_int_equal(ngi_collection_add(ctx, c, doc), NG_OK);
    return doc;
}

static void expect_ids(const ng_collection *c, const char *const *ids, size_t count)
{
    size_t i;

    assert_int_equal(c->documents.count, count);
    for (i = 0; i < count; i++) {
        if (!ng_str_equal(c->documents.items[i]->about.id, ng_str_from(ids[i]))) {
            fail_msg("document %zu is '%.*s', not '%s'", i, NGI_STR(c->documents.items[i]->about.id), ids[i]);
        }
    }
}

static void test_sort(void **state)
{
    static const char *const ids[] = { "B", "a#1", "a#10", "a#2" }; /* by bytes */
    ng_collection *c;

    assert_int_equal(ngi_collection_create(*state, &c), NG_OK);
    assert_int_equal(ngi_collection_sort(*state, c), NG_OK);
    (void)add(*state, c, "a#2", "x", 1);
    (void)add(*state, c, "B", "x", 1);
    (void)add(*state, c, "a#10", "x", 1);
    (void)add(*state, c, "a#1", "x", 1);
    assert_int_equal(ngi_collection_sort(*state, c), NG_OK);
    expect_ids(c, ids, 4);
    ng_collection_free(c);
}

/* The same document twice is one, on both sides; another text of the same name gets a name of its own. */
static void test_same_ids(void **state)
{
    static const char *const ids[] = { "a", "a~2", "a~3", "b" };
    ng_collection *c;

    assert_int_equal(ngi_collection_create(*state, &c), NG_OK);
    (void)add(*state, c, "b", "same", 1);
    (void)add(*state, c, "a", "zebra", 1);
    (void)add(*state, c, "a", "apple", 1);
    (void)add(*state, c, "b", "same", 2);
    (void)add(*state, c, "a", "melon", 2);
    assert_int_equal(ngi_collection_sort(*state, c), NG_OK);
    expect_ids(c, ids, 4);
    assert_true(ng_str_equal(c->documents.items[0]->text, NGI_LITERAL("apple")));
    assert_true(ng_str_equal(c->documents.items[2]->text, NGI_LITERAL("zebra")));
    assert_int_equal(c->documents.items[3]->sides, 3);
    ng_collection_free(c);
}

/* A new name must not be one that a document has already: saved results bring such names along. */
static void test_taken_name(void **state)
{
    static const char *const ids[] = { "a", "a~2", "a~3" };
    ng_collection *c;

    assert_int_equal(ngi_collection_create(*state, &c), NG_OK);
    (void)add(*state, c, "a", "apple", 1);
    (void)add(*state, c, "a~2", "melon", 1);
    (void)add(*state, c, "a", "zebra", 1);
    assert_int_equal(ngi_collection_sort(*state, c), NG_OK);
    expect_ids(c, ids, 3);
    ng_collection_free(c);
}

static void add_entity(ng_context *ctx, ng_collection *c, uint32_t document, const char *id, uint32_t actor)
{
    ng_document *doc = c->documents.items[document];
    ng_member m = { document, (uint32_t)doc->entities.count };
    ng_entity e = { ng_str_from(id), ng_str_from(id), NG_PERSON, { 0, 0 }, 0, actor, { NULL, 0 }, { NULL, 0 } };
    ng_actor a = { ng_str_from(id), ng_str_from(id), NG_PERSON, { 0, 0 }, { 0, 0 }, { NULL, 0 } };

    a.members.begin = a.members.end = (uint32_t)c->members.count;
    assert_int_equal(ngi_array_push(ctx, &doc->entities, e), NG_OK);
    if (actor == c->actors.count) assert_int_equal(ngi_array_push(ctx, &c->actors, a), NG_OK);
    assert_int_equal(ngi_array_push(ctx, &c->members, m), NG_OK);
    c->actors.items[actor].members.end++;
}

/* Two documents of one side and one of the other; actor 0 in all, 1 on the first side, 2 on the second. */
static void test_part(void **state)
{
    ng_context *ctx = *state;
    ng_collection *c, *part;
    const ng_document *last;

    assert_int_equal(ngi_collection_create(ctx, &c), NG_OK);
    (void)add(ctx, c, "a", "x", 1);
    (void)add(ctx, c, "b", "y", 1);
    last = add(ctx, c, "c", "z", 2);
    add_entity(ctx, c, 0, "all", 0);
    add_entity(ctx, c, 1, "all", 0);
    add_entity(ctx, c, 2, "all", 0);
    add_entity(ctx, c, 1, "first", 1);
    add_entity(ctx, c, 2, "second", 2);

    assert_int_equal(ngi_collection_part(ctx, c, 2, &part), NG_OK);
    assert_int_equal(part->documents.count, 1);
    assert_int_equal(part->actors.count, 2);
    assert_true(ng_str_equal(part->actors.items[1].id, NGI_LITERAL("second")));
    assert_int_equal(part->actors.items[0].members.end, 1);
    assert_int_equal(part->members.items[0].document, 0);
    assert_int_equal(last->entities.items[1].actor, 1); /* in the part */
    ngi_collection_part_free(c, part);
    assert_int_equal(last->entities.items[1].actor, 2); /* in the whole again */
    assert_int_equal(c->documents.count, 3);

    assert_int_equal(ngi_collection_part(ctx, c, 3, &part), NG_OK);
    assert_int_equal(part->actors.count, 3);
    ngi_collection_part_free(c, part);
    assert_int_equal(ngi_collection_part(ctx, c, 4, &part), NG_OK);
    assert_int_equal(part->documents.count + part->actors.count, 0);
    ngi_collection_part_free(c, part);
    ng_collection_free(c);
}

/* Every code point of a text long enough for the index of every 256th byte, with characters of one to four bytes. */
static void test_code_points(void **state)
{
    static const char *const letters[] = { "a", "\xc3\xa9", "\xe2\x80\x99", "\xf0\x9f\x98\x80" };
    ng_context *ctx = *state;
    ngi_buffer text = { NULL, 0, 0 };
    uint32_t begins[1001], i, k;
    ng_document *doc;

    for (i = 0; i < 1000; i++) {
        begins[i] = (uint32_t)text.len;
        assert_int_equal(ngi_buffer_add_text(ctx, &text, letters[i * i % 4 + (i % 7 == 0 ? 2 : 0)]), NG_OK);
    }
    begins[1000] = (uint32_t)text.len;
    assert_int_equal(ngi_document_create(ctx, &doc), NG_OK);
    assert_int_equal(ng_document_code_point(doc, 5), 0);
    assert_int_equal(ngi_document_byte(doc, 5), 0);
    assert_int_equal(ngi_document_set_text(ctx, doc, ngi_buffer_str(&text)), NG_OK);
    for (i = 0; i <= 1000; i++) {
        assert_int_equal(ngi_document_byte(doc, i), begins[i]);
        assert_int_equal(ng_document_code_point(doc, begins[i]), i);
        for (k = begins[i] + 1; i < 1000 && k < begins[i + 1]; k++) assert_int_equal(ng_document_code_point(doc, k), i + 1);
    }
    assert_int_equal(ngi_document_byte(doc, 5000), begins[1000]);
    assert_int_equal(ng_document_code_point(doc, UINT32_MAX), 1000);
    ngi_document_free(doc);
    ngi_buffer_release(ctx, &text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_sort, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_same_ids, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_taken_name, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_part, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_code_points, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
