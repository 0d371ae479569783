/* Measures, ranks, intervals, communities, paths, names: on networks small enough to check by hand. */
#include "sample_network.h"

#include <math.h>

static bool near(double a, double b) { return fabs(a - b) < 1e-6; }

/* A network of nodes "a", "b", ... and speech edges of given weights; `pairs` ends at a NULL. */
typedef struct link {
    const char *from, *to;
    double weight;
} link;

static ng_graph *links(ng_context *ctx, const char *names, const link *list)
{
    ng_graph *g;
    size_t i;

    OK(ngi_graph_create(ctx, &g));
    OK(ngi_array_push(ctx, &g->documents, (ng_graph_document){ .id = NGI_LITERAL("d") }));
    for (; *names; names++) {
        ng_node n = { .type = NG_PERSON, .mentions = 1 };

        OK(ngi_graph_copy(ctx, g, (ng_str){ names, 1 }, &n.id));
        n.label = n.id;
        OK(ngi_array_push(ctx, &g->nodes, n));
    }
    for (i = 0; list && list[i].from; i++) {
        ng_edge e = { .from = sample_node(g, list[i].from), .to = sample_node(g, list[i].to), .weight = list[i].weight,
                      .kind = NG_EDGE_SPEECH, .evidence = { (uint32_t)i, (uint32_t)i + 1 }, .documents = 1 };

        OK(ngi_array_push(ctx, &g->evidence, (ng_edge_evidence){ .span = { (uint32_t)i, (uint32_t)i + 1 }, .score = 1.0f }));
        OK(ngi_array_push(ctx, &g->edges, e));
    }
    OK(ngi_graph_sort(ctx, g));
    OK(ngi_graph_check(ctx, g));
    return g;
}

static const ng_ranked *item(const ng_ranking *r, const ng_graph *g, const char *name)
{
    uint32_t node = sample_node(g, name);

    for (size_t i = 0; i < r->count; i++) {
        if (r->items[i].node == node) return &r->items[i];
    }
    fail_msg("%s is not ranked", name);
    return NULL;
}

/* a - b - c - d: a chain. */
static const link chain[] = { { "a", "b", 1 }, { "b", "c", 1 }, { "c", "d", 1 }, { NULL, NULL, 0 } };

static void test_chain(void **state)
{
    ng_graph *g = links(*state, "abcd", chain);
    ng_rank_options opts = NG_RANK_OPTIONS_INIT;
    const ng_ranked *b;
    ng_ranking r;

    opts.by = NG_BETWEENNESS;
    opts.measures = NG_BIT(NG_MEASURE_COUNT) - 1;
    OK(ng_graph_rank(*state, g, &opts, &r));
    assert_int_equal(r.count, 4);
    b = item(&r, g, "b");
    assert_int_equal(b->rank, 1);
    assert_int_equal(item(&r, g, "c")->rank, 1);
    assert_int_equal(item(&r, g, "a")->rank, 3);
    assert_true(near(b->values[NG_DEGREE], 2));
    assert_true(near(b->values[NG_STRENGTH], 2));
    assert_true(near(b->values[NG_BETWEENNESS], 2.0 / 3.0));
    assert_true(near(b->values[NG_CLOSENESS], 3.0 / 4.0));
    assert_true(near(b->values[NG_HARMONIC], 2.5 / 3.0));
    assert_true(near(b->values[NG_CORE], 1));
    assert_true(near(b->values[NG_ARTICULATION], 1));
    assert_true(near(b->values[NG_CLUSTERING], 0));
    assert_true(near(b->values[NG_CONSTRAINT], 0.5));
    assert_true(near(item(&r, g, "a")->values[NG_ARTICULATION], 0));
    assert_int_equal(r.sources, 0);
    ng_ranking_release(*state, &r);
    ng_graph_free(g);
}

/* A strong tie is a short way: b is between, though a and c are tied themselves. */
static void test_strong_ties_are_short(void **state)
{
    const link triangle[] = { { "a", "b", 10 }, { "b", "c", 10 }, { "a", "c", 1 }, { NULL, NULL, 0 } };
    ng_graph *g = links(*state, "abc", triangle);
    ng_rank_options opts = NG_RANK_OPTIONS_INIT;
    ng_ranking r;
    ng_path p;

    opts.by = NG_BETWEENNESS;
    OK(ng_graph_rank(*state, g, &opts, &r));
    assert_int_equal(r.items[0].node, sample_node(g, "b"));
    assert_true(near(r.items[0].score, 1.0));
    ng_ranking_release(*state, &r);
    OK(ng_graph_path(*state, g, sample_node(g, "a"), sample_node(g, "c"), &p));
    assert_int_equal(p.count, 2);
    assert_int_equal(p.nodes[1], sample_node(g, "b"));
    assert_true(near(p.length, 2.0 * 7.0 / 10.0));
    ng_path_release(*state, &p);
    OK(ng_graph_path(*state, g, 0, 0, &p));
    assert_int_equal(p.count, 0);
    ng_path_release(*state, &p);
    assert_int_equal(ng_graph_path(*state, g, 0, 3, &p), NG_E_ARG);
    ng_graph_free(g);
}

static void test_pagerank_follows_direction(void **state)
{
    const link star[] = { { "a", "d", 1 }, { "b", "d", 1 }, { "c", "d", 1 }, { NULL, NULL, 0 } };
    ng_graph *g = links(*state, "abcd", star);
    double sum = 0.0;
    ng_ranking r;

    OK(ng_graph_rank(*state, g, NULL, &r));
    assert_int_equal(r.items[0].node, sample_node(g, "d"));
    assert_int_equal(r.items[1].rank, 2);
    assert_int_equal(r.items[3].rank, 2);
    for (size_t i = 0; i < r.count; i++) sum += r.items[i].score;
    assert_true(near(sum, 1.0));
    ng_ranking_release(*state, &r);
    ng_graph_free(g);
}

/* No measure leaves a number undefined: nothing, one node, nodes without ties, two components. */
static void test_degenerate_networks_are_finite(void **state)
{
    const link two[] = { { "a", "b", 1 }, { "c", "d", 2 }, { NULL, NULL, 0 } };
    ng_graph *graphs[] = { links(*state, "", NULL), links(*state, "a", NULL), links(*state, "abc", NULL),
                           links(*state, "abcde", two) };
    ng_rank_options opts = NG_RANK_OPTIONS_INIT;
    size_t i, k, seen = 0;

    opts.measures = NG_BIT(NG_MEASURE_COUNT) - 1;
    opts.communities = true;
    opts.resamples = 5;
    for (i = 0; i < 4; i++) {
        for (int by = 0; by < NG_MEASURE_COUNT; by++) {
            ng_ranking r;

            opts.by = (ng_measure)by;
            OK(ng_graph_rank(*state, graphs[i], &opts, &r));
            assert_int_equal(r.count, graphs[i]->nodes.count);
            assert_true(isfinite(r.modularity));
            for (k = 0; k < r.count; k++) {
                for (int m = 0; m < NG_MEASURE_COUNT; m++) assert_true(isfinite(r.items[k].values[m]));
                assert_true(r.items[k].rank_low <= r.items[k].rank_high);
                assert_true(r.items[k].community < r.communities);
                seen++;
            }
            ng_ranking_release(*state, &r);
        }
        ng_graph_free(graphs[i]);
    }
    assert_int_equal(seen, 9 * NG_MEASURE_COUNT);
}

static void test_communities(void **state)
{
    const link cliques[] = { { "a", "b", 1 }, { "b", "c", 1 }, { "c", "a", 1 }, { "c", "d", 1 }, { "d", "e", 1 },
                             { "e", "f", 1 }, { "f", "d", 1 }, { "f", "g", 1 }, { "d", "g", 1 }, { NULL, NULL, 0 } };
    ng_graph *g = links(*state, "abcdefg", cliques);
    ng_rank_options opts = NG_RANK_OPTIONS_INIT;
    ng_ranking r;

    opts.communities = true;
    OK(ng_graph_rank(*state, g, &opts, &r));
    assert_int_equal(r.communities, 2);
    assert_int_equal(item(&r, g, "d")->community, 0); /* the larger one */
    assert_int_equal(item(&r, g, "g")->community, 0);
    assert_int_equal(item(&r, g, "a")->community, 1);
    assert_true(near(r.modularity, 8.0 / 9.0 - (7.0 * 7.0 + 11.0 * 11.0) / (18.0 * 18.0)));
    ng_ranking_release(*state, &r);
    ng_graph_free(g);
}

/* Intervals hold the rank of the whole in most cases, are the same for a seed, and need something to draw from. */
static void test_intervals(void **state)
{
    ng_graph *g = sample_graph(*state, sample_articles, 2, NULL);
    ng_rank_options opts = NG_RANK_OPTIONS_INIT;
    ng_ranking r, again;
    bool open = false;

    opts.by = NG_STRENGTH;
    opts.resamples = 50;
    OK(ng_graph_rank(*state, g, &opts, &r));
    OK(ng_graph_rank(*state, g, &opts, &again));
    assert_int_equal(r.resamples, 50);
    for (size_t i = 0; i < r.count; i++) {
        assert_int_equal(r.items[i].rank_low, again.items[i].rank_low);
        assert_int_equal(r.items[i].rank_high, again.items[i].rank_high);
        assert_true(r.items[i].in_top >= 0.0f && r.items[i].in_top <= 1.0f);
        open = open || r.items[i].rank_low < r.items[i].rank_high;
    }
    assert_true(open);
    ng_ranking_release(*state, &r);
    ng_ranking_release(*state, &again);
    ng_graph_free(g);
}

static void test_options_are_checked(void **state)
{
    ng_graph *g = links(*state, "abcd", chain);
    ng_rank_options opts = NG_RANK_OPTIONS_INIT;
    ng_ranking r;

    opts.by = NG_MEASURE_COUNT;
    assert_int_equal(ng_graph_rank(*state, g, &opts, &r), NG_E_ARG);
    assert_null(r.items);
    opts.by = NG_DEGREE;
    opts.resamples = 10001;
    assert_int_equal(ng_graph_rank(*state, g, &opts, &r), NG_E_ARG);
    ng_graph_free(g);
}

static void test_bridges(void **state)
{
    const link two[] = { { "a", "b", 1 }, { "b", "c", 1 }, { "c", "a", 1 }, { "c", "d", 1 }, { "d", "e", 1 }, { NULL, NULL, 0 } };
    ng_graph *g = links(*state, "abcdef", two);
    uint32_t *bridges;
    size_t count;

    OK(ng_graph_bridges(*state, g, &bridges, &count));
    assert_int_equal(count, 2);
    assert_int_equal(g->edges.items[bridges[0]].to, sample_node(g, "d"));
    assert_int_equal(g->edges.items[bridges[1]].to, sample_node(g, "e"));
    ng_free(*state, bridges);
    ng_graph_free(g);
}

/* A star large enough for sampling: every way passes the centre, and every sample of leaves says so. */
static void test_large_networks_are_sampled(void **state)
{
    const uint32_t leaves = 10010;
    ng_rank_options opts = NG_RANK_OPTIONS_INIT;
    ng_context *ctx = *state;
    ng_ranking r;
    ng_graph *g;
    uint32_t i;

    OK(ngi_graph_create(ctx, &g));
    OK(ngi_array_push(ctx, &g->documents, (ng_graph_document){ .id = NGI_LITERAL("d") }));
    for (i = 0; i <= leaves; i++) {
        ng_node n = { .type = NG_PERSON };
        char id[16];

        (void)snprintf(id, sizeof id, "e%06u", (unsigned)i);
        OK(ngi_graph_copy(ctx, g, ng_str_from(id), &n.id));
        n.label = n.id;
        OK(ngi_array_push(ctx, &g->nodes, n));
        if (i == 0) continue;
        OK(ngi_array_push(ctx, &g->evidence, (ng_edge_evidence){ .score = 1.0f }));
        OK(ngi_array_push(ctx, &g->edges, (ng_edge){ .to = i, .weight = 1.0, .kind = NG_EDGE_SPEECH, .evidence = { i - 1, i } }));
    }
    opts.by = NG_BETWEENNESS;
    OK(ng_graph_rank(ctx, g, &opts, &r));
    assert_true(r.sources > 0 && r.sources < leaves);
    assert_int_equal(r.items[0].node, 0);
    assert_true(fabs(r.items[0].score - 1.0) < 0.01);
    assert_true(r.error >= 0.0 && r.error < 0.01);
    assert_true(near(r.items[1].score, 0.0));
    ng_ranking_release(ctx, &r);
    ng_graph_free(g);
}

static bool stop(void *user, const char *stage, uint64_t done, uint64_t total)
{
    (void)user;
    (void)stage;
    (void)done;
    (void)total;
    return false;
}

/* The caller may stop resampling, and the next ranking works. */
static void test_can_be_stopped(void **state)
{
    ng_graph *g = links(*state, "abcd", chain);
    ng_context_options opts = NG_CONTEXT_OPTIONS_INIT;
    ng_rank_options rank = NG_RANK_OPTIONS_INIT;
    ng_context *ctx;
    ng_ranking r;

    opts.progress = stop;
    OK(ng_context_create(&opts, &ctx));
    rank.resamples = 3;
    assert_int_equal(ng_graph_rank(ctx, g, &rank, &r), NG_E_CANCELLED);
    ng_context_free(ctx);
    OK(ng_graph_rank(*state, g, &rank, &r));
    assert_int_equal(r.count, 4);
    ng_ranking_release(*state, &r);
    ng_graph_free(g);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_chain, sample_set_up, sample_tear_down),
        cmocka_unit_test_setup_teardown(test_strong_ties_are_short, sample_set_up, sample_tear_down),
        cmocka_unit_test_setup_teardown(test_pagerank_follows_direction, sample_set_up, sample_tear_down),
        cmocka_unit_test_setup_teardown(test_degenerate_networks_are_finite, sample_set_up, sample_tear_down),
        cmocka_unit_test_setup_teardown(test_communities, sample_set_up, sample_tear_down),
        cmocka_unit_test_setup_teardown(test_intervals, sample_set_up, sample_tear_down),
        cmocka_unit_test_setup_teardown(test_options_are_checked, sample_set_up, sample_tear_down),
        cmocka_unit_test_setup_teardown(test_bridges, sample_set_up, sample_tear_down),
        cmocka_unit_test_setup_teardown(test_large_networks_are_sampled, sample_set_up, sample_tear_down),
        cmocka_unit_test_setup_teardown(test_can_be_stopped, sample_set_up, sample_tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
