/* Claims joined to relations: what two sentences say of one pair, and how sure of it. */
#include "relations/claims.h"
#include "support/marked_document.h"

/* A marked text whose relations are those of the claims. */
static ng_document *joined(ng_context *ctx, const char *marked, const ngi_claim *list, size_t count)
{
    ng_document *doc = marked_document(ctx, ng_str_from(marked));
    ngi_claims claims;
    size_t i;

    memset(&claims, 0, sizeof claims);
    for (i = 0; i < count; i++) assert_int_equal(ngi_array_push(ctx, &claims.list, list[i]), NG_OK);
    assert_int_equal(ngi_claims_join(ctx, &claims, doc), NG_OK);
    assert_int_equal(ngi_document_check(ctx, doc), NG_OK);
    ngi_array_release(ctx, &claims.list);
    return doc;
}

static size_t count_statuses(const ngi_claim *list, size_t count)
{
    ng_context *ctx;
    ng_document *doc;
    size_t n;

    assert_int_equal(ng_context_create(NULL, &ctx), NG_OK);
    doc = joined(ctx, "[Mira Roe|person] leads [Acme|company].", list, count);
    n = doc->relations.count;
    ngi_document_free(doc);
    ng_context_free(ctx);
    return n;
}

static ngi_claim claim(ng_assertion status, float score)
{
    ngi_claim c = { 0, 1, NG_LEADS, status, score, { 0, 0 }, { NULL, 0 }, { NULL, 0 }, "head" };

    return c;
}

static void test_doubt_is_no_second_status(void **state)
{
    const ngi_claim doubt[] = { claim(NG_CURRENT, 0.6f), claim(NG_FORMER, 0.2f) };
    const ngi_claim less[] = { claim(NG_CURRENT, 0.62f), claim(NG_PLANNED, 0.39f) };
    const ngi_claim near[] = { claim(NG_CURRENT, 0.4f), claim(NG_FORMER, 0.3f) };
    const ngi_claim both[] = { claim(NG_CURRENT, 0.95f), claim(NG_PLANNED, 0.5f) };

    (void)state;
    assert_int_equal(count_statuses(doubt, 2), 1);
    assert_int_equal(count_statuses(less, 2), 1);
    assert_int_equal(count_statuses(near, 2), 2);
    assert_int_equal(count_statuses(both, 2), 2);
}

static void test_said_once_both_ways(void **state)
{
    ngi_claim ways[] = { claim(NG_CURRENT, 0.8f), claim(NG_CURRENT, 0.8f) };
    ng_context *ctx;
    ng_document *doc;

    (void)state;
    ways[0].type = ways[1].type = NG_COMPETES_WITH;
    ways[1].head = 1;
    ways[1].tail = 0;
    assert_int_equal(ng_context_create(NULL, &ctx), NG_OK);
    doc = joined(ctx, "[Acme|company] competes with [Widget|company].", ways, 2);
    assert_int_equal(doc->relations.count, 1);
    assert_int_equal(doc->evidence.count, 1);
    ngi_document_free(doc);
    ng_context_free(ctx);
}

/* The score of the one relation that the claims make on two sentences of the same two. */
static float score_of(const ngi_claim *list, size_t count)
{
    float score;
    ng_context *ctx;
    ng_document *doc;

    assert_int_equal(ng_context_create(NULL, &ctx), NG_OK);
    doc = joined(ctx, "[Mira Roe|person] leads [Acme|company]. [She|~Mira Roe] runs [Acme|=Acme], as [Acme|=Acme] says.", list, count);
    assert_int_equal(doc->relations.count, 1);
    assert_int_equal(doc->evidence.count, count);
    score = doc->relations.items[0].score;
    ngi_document_free(doc);
    ng_context_free(ctx);
    return score;
}

static void test_places_add_up(void **state)
{
    ngi_claim first = claim(NG_CURRENT, 0.5f), second = claim(NG_CURRENT, 0.6f), beside = claim(NG_CURRENT, 0.4f);

    (void)state;
    second.head = beside.head = 2;
    second.tail = 3;
    beside.tail = 4; /* in the sentence of the second: no further place */
    assert_float_equal(score_of((const ngi_claim[]){ first }, 1), 0.5, 1e-6);
    assert_float_equal(score_of((const ngi_claim[]){ first, second }, 2), 0.8, 1e-6);
    assert_float_equal(score_of((const ngi_claim[]){ beside, first, second }, 3), 0.8, 1e-6);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_doubt_is_no_second_status),
        cmocka_unit_test(test_said_once_both_ways),
        cmocka_unit_test(test_places_add_up),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
