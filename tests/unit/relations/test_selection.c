/* Which claims stay: thresholds, what rules out what on one pair, and far surer rivals at one end. */
#include "relations/selection.h"
#include "support/marked_document.h"

/* Mentions of the text below. */
enum { ACME, WIDGET, ODE, PINE, ACME_AGAIN, ODE_AGAIN, MENTIONS };

typedef struct selected {
    uint32_t head, tail;
    ng_relation_type type;
    float score;
    bool stays;
} selected;

/* Select among the rows, and compare what stays. */
static void check(const selected *rows, size_t count)
{
    float thresholds[NG_RELATION_COUNT];
    size_t i, k, stays = 0;
    ngi_claims claims;
    ng_context *ctx;
    ng_document *doc;

    assert_int_equal(ng_context_create(NULL, &ctx), NG_OK);
    doc = marked_document(ctx, ng_str_from("[Acme|company], [Widget|company] and [Ode|model] met [Pine|company]. "
                                              "[Acme|=Acme] had [Ode|=Ode]."));
    assert_int_equal(doc->mentions.count, MENTIONS);
    memset(&claims, 0, sizeof claims);
    for (i = 0; i < NG_RELATION_COUNT; i++) thresholds[i] = 0.25f;
    for (i = 0; i < count; i++) {
        ngi_claim c = { rows[i].head, rows[i].tail, rows[i].type, NG_CURRENT, rows[i].score, { 0, 0 }, { NULL, 0 }, { NULL, 0 }, "head" };

        assert_int_equal(ngi_array_push(ctx, &claims.list, c), NG_OK);
    }
    assert_int_equal(ngi_claims_select(ctx, doc, thresholds, &claims), NG_OK);
    for (i = 0; i < count; i++) {
        bool found = false;

        for (k = 0; k < claims.list.count; k++) {
            const ngi_claim *c = &claims.list.items[k];

            found = found || (c->head == rows[i].head && c->tail == rows[i].tail && c->type == rows[i].type);
        }
        assert_int_equal(found, rows[i].stays);
        stays += rows[i].stays;
    }
    assert_int_equal(claims.list.count, stays);
    ngi_array_release(ctx, &claims.list);
    ngi_document_free(doc);
    ng_context_free(ctx);
}
#define CHECK(rows) check(rows, sizeof rows / sizeof *rows)

static void test_one_pair(void **state)
{
    const selected below[] = { { ACME, ODE, NG_DEVELOPS, 0.2f, false }, { WIDGET, PINE, NG_OWNS, 0.3f, true } };
    const selected turned[] = { { ACME, WIDGET, NG_OWNS, 0.9f, true }, { WIDGET, ACME, NG_OWNS, 0.8f, false } };
    const selected beside[] = { { ACME, WIDGET, NG_OWNS, 0.9f, true }, { ACME, WIDGET, NG_ACQUIRES, 0.5f, true },
                                { ACME, WIDGET, NG_SUES, 0.5f, false } };

    (void)state;
    CHECK(below);
    CHECK(turned);
    CHECK(beside);
}

static void test_surer_rivals(void **state)
{
    const selected tail[] = { { ACME, ODE, NG_DEVELOPS, 0.9f, true }, { WIDGET, ODE, NG_DEVELOPS, 0.4f, false },
                              { WIDGET, ODE, NG_USES, 0.4f, true } };
    const selected head[] = { { ACME, ODE, NG_USES, 0.9f, true }, { ACME, PINE, NG_USES, 0.3f, false } };
    const selected list[] = { { ACME, ODE, NG_DEVELOPS, 0.9f, true }, { WIDGET, ODE, NG_DEVELOPS, 0.5f, true } };
    const selected unsure[] = { { ACME, ODE, NG_DEVELOPS, 0.55f, true }, { WIDGET, ODE, NG_DEVELOPS, 0.26f, true } };
    const selected symmetric[] = { { ACME, WIDGET, NG_COMPETES_WITH, 0.9f, true }, { PINE, ACME, NG_COMPETES_WITH, 0.3f, false } };
    /* What does not stay outdoes nobody: the lawsuit the other way round is ruled out, so Pine's stays. */
    const selected dropped[] = { { ACME, WIDGET, NG_SUES, 0.95f, true }, { WIDGET, ACME, NG_SUES, 0.9f, false },
                                 { WIDGET, PINE, NG_SUES, 0.4f, true } };

    (void)state;
    CHECK(tail);
    CHECK(head);
    CHECK(list);
    CHECK(unsure);
    CHECK(symmetric);
    CHECK(dropped);
}

static void test_several_places(void **state)
{
    const selected two[] = { { ACME, ODE, NG_USES, 0.16f, true }, { ACME_AGAIN, ODE_AGAIN, NG_USES, 0.16f, true } };
    const selected one[] = { { ACME, ODE, NG_USES, 0.16f, false }, { ACME, PINE, NG_USES, 0.16f, false } };
    const selected same[] = { { ACME, ODE_AGAIN, NG_USES, 0.16f, false }, { ACME_AGAIN, ODE_AGAIN, NG_USES, 0.2f, false } };
    const selected hint[] = { { ACME, ODE, NG_USES, 0.24f, false }, { ACME_AGAIN, ODE_AGAIN, NG_USES, 0.05f, false } };

    (void)state;
    CHECK(two);
    CHECK(one);
    CHECK(same);
    CHECK(hint);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_one_pair), cmocka_unit_test(test_surer_rivals),
                                        cmocka_unit_test(test_several_places) };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
