/* Filters: what stays, what is said of the rest, and that a filtered network still holds together. */
#include "sample_network.h"

static ng_graph *filtered(ng_context *ctx, const ng_graph *g, const ng_graph_options *opts)
{
    ng_graph *part;

    OK(ng_graph_filter(ctx, g, opts, &part));
    OK(ngi_graph_check(ctx, part));
    return part;
}

static void test_types_and_kinds(void **state)
{
    ng_graph *g = sample_graph(*state, sample_articles, SAMPLE_ARTICLES, NULL), *part;
    ng_graph_options opts = NG_GRAPH_OPTIONS_INIT;

    opts.types = NG_BIT(NG_PERSON);
    opts.edges = NG_BIT(NG_EDGE_COOCCURRENCE);
    part = filtered(*state, g, &opts);
    for (size_t i = 0; i < part->nodes.count; i++) assert_int_equal(part->nodes.items[i].type, NG_PERSON);
    for (size_t i = 0; i < part->edges.count; i++) assert_int_equal(part->edges.items[i].kind, NG_EDGE_COOCCURRENCE);
    assert_int_equal(part->edges.count, 2); /* Ada - Ben, Ben - Cleo */
    assert_int_equal(part->totals.nodes, g->totals.nodes);
    assert_true(ng_str_equal(part->totals.filter, NGI_LITERAL("edges cooccurrence; types person; only actors with a tie")));
    ng_graph_free(part);
    ng_graph_free(g);
}

static void test_status_and_score(void **state)
{
    ng_graph *g = sample_graph(*state, sample_articles, SAMPLE_ARTICLES, NULL), *part;
    ng_graph_options opts = NG_GRAPH_OPTIONS_INIT;

    opts.edges = NG_BIT(NG_EDGE_RELATION);
    opts.statuses = NG_BIT(NG_PLANNED);
    part = filtered(*state, g, &opts);
    assert_int_equal(part->edges.count, 1);
    assert_non_null(sample_edge(part, NG_EDGE_RELATION, "Acme", "Corex"));
    ng_graph_free(part);
    opts.statuses = 0;
    opts.min_score = 0.65;
    part = filtered(*state, g, &opts);
    assert_true(sample_edge(part, NG_EDGE_RELATION, "Ada", "Acme")->weight > 0.89); /* 0.5 of it went */
    assert_true(sample_edge(part, NG_EDGE_RELATION, "Ada", "Acme")->weight < 0.91);
    assert_int_equal(part->edges.count, 3);
    ng_graph_free(part);
    ng_graph_free(g);
}

static void test_around_and_top(void **state)
{
    ng_graph *g = sample_graph(*state, sample_articles, SAMPLE_ARTICLES, NULL), *part;
    ng_graph_options opts = NG_GRAPH_OPTIONS_INIT;

    opts.edges = NG_BIT(NG_EDGE_RELATION);
    opts.around = NGI_LITERAL("acme");
    part = filtered(*state, g, &opts);
    assert_int_equal(part->nodes.count, 3); /* Ada, Acme, Corex */
    ng_graph_free(part);
    opts.around = NGI_LITERAL("nobody");
    assert_int_equal(ng_graph_filter(*state, g, &opts, &part), NG_E_NOTFOUND);
    assert_null(part);
    opts = (ng_graph_options)NG_GRAPH_OPTIONS_INIT;
    opts.top = 3;
    opts.isolated = true;
    part = filtered(*state, g, &opts);
    assert_int_equal(part->nodes.count, 3);
    assert_true(ng_graph_find(part, NGI_LITERAL("Acme")) != NG_NONE);
    ng_graph_free(part);
    ng_graph_free(g);
}

static void test_core_and_giant(void **state)
{
    static const sample_article parts[] = {
        { "p1", NULL, NULL, NULL, "Ada Ben Cleo met. Cleo called Dan. Acme sued Bolt.", { { NULL, NG_LEADS, NULL, NG_CURRENT, 0.0f } }, { { NULL, NULL } } },
    };
    ng_graph *g = sample_graph(*state, parts, 1, NULL), *part;
    ng_graph_options opts = NG_GRAPH_OPTIONS_INIT;

    assert_int_equal(g->nodes.count, 6);
    opts.giant = true;
    part = filtered(*state, g, &opts);
    assert_int_equal(part->nodes.count, 4);
    ng_graph_free(part);
    opts.giant = false;
    opts.k_core = 2;
    part = filtered(*state, g, &opts);
    assert_int_equal(part->nodes.count, 3);
    assert_int_equal(part->edges.count, 3);
    assert_int_equal(ng_graph_find(part, NGI_LITERAL("Dan")), NG_NONE);
    ng_graph_free(part);
    ng_graph_free(g);
}

/* A hub with one heavy and five light ties: the heavy one is no chance. */
static void test_backbone_keeps_the_surprising(void **state)
{
    static const sample_article hub[] = {
        { "h1", NULL, NULL, NULL,
          "Ada Ben. Ada Ben. Ada Ben. Ada Ben. Ada Ben. Ada Ben. Ada Ben. Ada Ben. Ada Ben. Ada Cleo. Ada Dan. Ada Acme. Ada Bolt. "
          "Ada Corex.", { { NULL, NG_LEADS, NULL, NG_CURRENT, 0.0f } }, { { NULL, NULL } } },
    };
    ng_graph *g = sample_graph(*state, hub, 1, NULL), *part;
    ng_graph_options opts = NG_GRAPH_OPTIONS_INIT;

    opts.backbone = 0.05; /* (1 - 9/14)^5 = 0.006, (1 - 1/14)^5 = 0.69 */
    part = filtered(*state, g, &opts);
    assert_int_equal(part->edges.count, 1);
    assert_non_null(sample_edge(part, NG_EDGE_COOCCURRENCE, "Ada", "Ben"));
    ng_graph_free(part);
    ng_graph_free(g);
}

static void test_find_by_other_names(void **state)
{
    ng_graph *g = sample_graph(*state, sample_articles, SAMPLE_ARTICLES, NULL);

    OK(ngi_array_push(*state, &g->aliases, NGI_LITERAL("Acm\xc3\xa9 Inc.")));
    g->nodes.items[sample_node(g, "Acme")].aliases = (ng_range){ (uint32_t)g->aliases.count - 1, (uint32_t)g->aliases.count };
    assert_int_equal(ng_graph_find(g, NGI_LITERAL("ACME INC.")), sample_node(g, "Acme"));
    assert_int_equal(ng_graph_find(g, g->nodes.items[0].id), 0);
    assert_int_equal(ng_graph_find(g, NGI_LITERAL("")), NG_NONE);
    ng_graph_free(g);
}

static void test_options_are_checked(void **state)
{
    ng_graph *g = sample_graph(*state, sample_articles, 1, NULL), *part;
    ng_graph_options opts = NG_GRAPH_OPTIONS_INIT;

    opts.min_score = 1.5;
    assert_int_equal(ng_graph_filter(*state, g, &opts, &part), NG_E_ARG);
    opts = (ng_graph_options)NG_GRAPH_OPTIONS_INIT;
    opts.around = NGI_LITERAL("Ada");
    opts.hops = 0;
    assert_int_equal(ng_graph_filter(*state, g, &opts, &part), NG_E_ARG);
    assert_null(part);
    ng_graph_free(g);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_types_and_kinds, sample_set_up, sample_tear_down),
        cmocka_unit_test_setup_teardown(test_status_and_score, sample_set_up, sample_tear_down),
        cmocka_unit_test_setup_teardown(test_around_and_top, sample_set_up, sample_tear_down),
        cmocka_unit_test_setup_teardown(test_core_and_giant, sample_set_up, sample_tear_down),
        cmocka_unit_test_setup_teardown(test_backbone_keeps_the_surprising, sample_set_up, sample_tear_down),
        cmocka_unit_test_setup_teardown(test_find_by_other_names, sample_set_up, sample_tear_down),
        cmocka_unit_test_setup_teardown(test_options_are_checked, sample_set_up, sample_tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
