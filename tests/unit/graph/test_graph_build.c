/* Building a network: weights, evidence, copies, dates, outlets, windows, significance. */
#include "sample_network.h"

#include "graph/graph_parts.h"

#include <math.h>

static bool near(double a, double b) { return fabs(a - b) < 1e-6; }

static void test_weights_count_by_kind(void **state)
{
    ng_graph *g = sample_graph(*state, sample_articles, SAMPLE_ARTICLES, NULL);
    const ng_edge *e = sample_edge(g, NG_EDGE_RELATION, "Ada", "Acme");

    assert_non_null(e);
    assert_true(near(e->weight, 1.4));
    assert_int_equal(e->documents, 2);
    assert_true(ng_str_equal(e->first_seen, NGI_LITERAL("2024-01-10")));
    assert_true(ng_str_equal(e->last_seen, NGI_LITERAL("2024-03-02")));
    e = sample_edge(g, NG_EDGE_SPEECH, "Dan", "Acme");
    assert_non_null(e);
    assert_true(near(e->weight, 1.0));
    e = sample_edge(g, NG_EDGE_COOCCURRENCE, "Ada", "Ben");
    assert_non_null(e);
    assert_true(near(e->weight, 2.0));
    e = sample_edge(g, NG_EDGE_COVERAGE, "Herald", "Ada");
    assert_non_null(e);
    assert_true(near(e->weight, 1.0));
    ng_graph_free(g);
}

/* Hours and zones do not count: 23:30 in New York is no later day than 01:00 of the next in Berlin. */
static void test_days_are_seen(void **state)
{
    static const struct {
        const char *date, *first, *last;
    } cases[] = {
        { "2024-03-02T23:30:00-05:00", "2024-03-02", "2024-03-02" },
        { "2024-03-01", "2024-03-01", "2024-03-02" },
        { "2024-03-02", "2024-03-01", "2024-03-02" },
        { "", "2024-03-01", "2024-03-02" },
        { "2024-03-03T01:00:00+01:00", "2024-03-01", "2024-03-03" },
        { "2024-02", "2024-02", "2024-03-03" },
    };
    ng_str first = { NULL, 0 }, last = { NULL, 0 };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ngi_dates_widen(ng_str_from(cases[i].date), &first, &last);
        assert_true(ng_str_equal(first, ng_str_from(cases[i].first)));
        assert_true(ng_str_equal(last, ng_str_from(cases[i].last)));
    }
}

/* The copy's outlet is listed with the documents, and has no node: nothing of a copy counts. */
static void test_copies_add_no_weight(void **state)
{
    ng_graph *g = sample_graph(*state, sample_articles, SAMPLE_ARTICLES, NULL);
    uint32_t dan = sample_node(g, "Dan");

    assert_int_equal(g->documents.count, 3);
    assert_true(ng_str_equal(g->documents.items[2].duplicate_of, NGI_LITERAL("a2")));
    assert_true(ng_str_equal(g->documents.items[2].outlet, NGI_LITERAL("Morning Sun")));
    assert_int_equal(ng_graph_find(g, NGI_LITERAL("Morning Sun")), NG_NONE);
    assert_int_equal(g->nodes.items[dan].documents, 1);
    assert_int_equal(g->nodes.items[dan].mentions, 2);
    ng_graph_free(g);
}

/* An outlet that the articles name is that actor; another gets a node whose id depends on its name alone. */
static void test_outlets_become_nodes(void **state)
{
    ng_graph *g = sample_graph(*state, sample_articles, SAMPLE_ARTICLES, NULL);
    uint32_t herald = sample_node(g, "Herald"), post = sample_node(g, "daily post");

    assert_int_equal(g->nodes.items[herald].mentions, 1);
    assert_int_equal(g->nodes.items[post].mentions, 0);
    assert_int_equal(g->nodes.items[post].id.ptr[0], 'o');
    assert_non_null(sample_edge(g, NG_EDGE_COVERAGE, "Daily Post", "Corex"));
    assert_null(sample_edge(g, NG_EDGE_COVERAGE, "Herald", "Corex"));
    ng_graph_free(g);
}

/* Every evidence shows its sentence, with the names of both ends where its spans say. */
static void test_evidence_shows_both_ends(void **state)
{
    ng_graph *g = sample_graph(*state, sample_articles, SAMPLE_ARTICLES, NULL);
    size_t i, k;

    for (i = 0; i < g->edges.count; i++) {
        const ng_edge *e = &g->edges.items[i];

        for (k = e->evidence.begin; k < e->evidence.end; k++) {
            const ng_edge_evidence *v = &g->evidence.items[k];

            assert_true(v->text.len > 0 && v->text.ptr[v->text.len - 1] == '.');
            assert_true(v->to.end > v->to.begin);
            assert_true(ng_str_equal(ngi_str_slice(v->text, v->to.begin, v->to.end), g->nodes.items[e->to].label));
            if (e->kind == NG_EDGE_COVERAGE) continue;
            assert_true(ng_str_equal(ngi_str_slice(v->text, v->from.begin, v->from.end), g->nodes.items[e->from].label));
        }
    }
    assert_true(i > 10);
    ng_graph_free(g);
}

static void test_symmetric_relation_is_one_edge(void **state)
{
    sample_article both[2] = { sample_articles[0], sample_articles[0] };
    const ng_edge *e;
    ng_graph *g;

    both[1].id = "b1";
    both[1].text = "Cleo met Ben.";
    memset(both[1].speech, 0, sizeof both[1].speech);
    memset(both[1].relations, 0, sizeof both[1].relations);
    both[1].relations[0] = (sample_relation){ "Cleo", NG_MEETS, "Ben", NG_CURRENT, 0.6f };
    g = sample_graph(*state, both, 2, NULL);
    e = sample_edge(g, NG_EDGE_RELATION, "Ben", "Cleo");
    if (!e) e = sample_edge(g, NG_EDGE_RELATION, "Cleo", "Ben");
    assert_non_null(e);
    assert_true(e->from < e->to);
    assert_true(near(e->weight, 1.3));
    assert_int_equal(e->evidence.end - e->evidence.begin, 2);
    ng_graph_free(g);
}

static void test_windows_widen(void **state)
{
    ng_graph_options opts = NG_GRAPH_OPTIONS_INIT;
    ng_graph *sentence, *paragraph, *article;

    opts.edges = NG_BIT(NG_EDGE_COOCCURRENCE);
    sentence = sample_graph(*state, sample_articles, 1, &opts);
    opts.window = NG_WINDOW_PARAGRAPH;
    paragraph = sample_graph(*state, sample_articles, 1, &opts);
    opts.window = NG_WINDOW_ARTICLE;
    article = sample_graph(*state, sample_articles, 1, &opts);
    assert_null(sample_edge(sentence, NG_EDGE_COOCCURRENCE, "Ada", "Orbis"));
    assert_non_null(sample_edge(paragraph, NG_EDGE_COOCCURRENCE, "Ada", "Orbis"));
    assert_null(sample_edge(paragraph, NG_EDGE_COOCCURRENCE, "Ada", "Cleo"));
    assert_non_null(sample_edge(article, NG_EDGE_COOCCURRENCE, "Ada", "Cleo"));
    assert_int_equal(article->edges.count, 15);
    ng_graph_free(sentence);
    ng_graph_free(paragraph);
    ng_graph_free(article);
}

/* Worked example: 2 windows with both, 3 and 4 with each, of 10. */
static void test_significance_is_dunning(void **state)
{
    double llr, npmi;

    (void)state;
    ngi_significance(2, 3, 4, 10, &llr, &npmi);
    assert_true(near(llr, 1.2653741));
    assert_true(near(npmi, 0.3173938));
    ngi_significance(3, 3, 3, 10, &llr, &npmi);
    assert_true(near(npmi, 1.0));
    assert_true(near(llr, 12.2172860));
    ngi_significance(5, 5, 5, 5, &llr, &npmi);
    assert_true(near(llr, 0.0) && near(npmi, 0.0));
    ngi_significance(0, 0, 0, 0, &llr, &npmi);
    assert_true(near(llr, 0.0) && near(npmi, 0.0));
}

static void test_dates_select_documents(void **state)
{
    ng_graph_options opts = NG_GRAPH_OPTIONS_INIT;
    ng_graph *g;

    opts.since = NGI_LITERAL("2024-02");
    g = sample_graph(*state, sample_articles, SAMPLE_ARTICLES, &opts);
    assert_int_equal(ng_graph_find(g, NGI_LITERAL("Orbis")), NG_NONE);
    assert_true(near(sample_edge(g, NG_EDGE_RELATION, "Ada", "Acme")->weight, 0.5));
    ng_graph_free(g);
    opts.since = NGI_LITERAL("yesterday");
    {
        ng_collection *c = sample_collection(*state, sample_articles, 1);

        assert_int_equal(ng_graph_build(*state, c, &opts, &g), NG_E_ARG);
        assert_null(g);
        ng_collection_free(c);
    }
}

static ng_relation *relation_of(ng_collection *c, uint32_t document, ng_relation_type type)
{
    ng_document *doc = c->documents.items[document];

    for (size_t i = 0; i < doc->relations.count; i++) {
        if (doc->relations.items[i].type == type) return &doc->relations.items[i];
    }
    fail_msg("no such relation");
    return NULL;
}

/* One article says since when, another which post: the edge has both, also as a part of the network. */
static void test_dates_and_links_are_kept(void **state)
{
    ng_graph_options people = NG_GRAPH_OPTIONS_INIT;
    ng_collection *c = sample_collection(*state, sample_articles, SAMPLE_ARTICLES);
    ng_graph *g, *part;
    const ng_edge *e;

    relation_of(c, 0, NG_FOUNDER_OF)->role = NGI_LITERAL("co-founder");
    relation_of(c, 1, NG_FOUNDER_OF)->role = NGI_LITERAL("founder");
    relation_of(c, 1, NG_FOUNDER_OF)->since = NGI_LITERAL("2019-05");
    relation_of(c, 0, NG_LEADS)->until = NGI_LITERAL("2023");
    for (size_t i = 0; i < c->actors.count; i++) {
        if (ng_str_equal(c->actors.items[i].name, NGI_LITERAL("Ada"))) c->actors.items[i].link = NGI_LITERAL("Ada Key");
    }
    OK(ng_graph_build(*state, c, NULL, &g));
    ng_collection_free(c);
    people.types = NG_BIT(NG_PERSON) | NG_BIT(NG_COMPANY);
    OK(ng_graph_filter(*state, g, &people, &part));
    ng_graph_free(g);
    e = sample_edge(part, NG_EDGE_RELATION, "Ada", "Acme");
    assert_true(ng_str_equal(e->role, NGI_LITERAL("co-founder")));
    assert_true(ng_str_equal(e->since, NGI_LITERAL("2019-05")));
    assert_null(e->until.ptr);
    e = sample_edge(part, NG_EDGE_RELATION, "Cleo", "Bolt");
    assert_true(ng_str_equal(e->until, NGI_LITERAL("2023")));
    assert_true(ng_str_equal(part->nodes.items[sample_node(part, "Ada")].link, NGI_LITERAL("Ada Key")));
    assert_null(part->nodes.items[sample_node(part, "Ben")].link.ptr);
    ng_graph_free(part);
}

static void test_empty_collection(void **state)
{
    ng_graph *g = sample_graph(*state, sample_articles, 0, NULL);

    assert_int_equal(g->nodes.count, 0);
    assert_int_equal(g->edges.count, 0);
    ng_graph_free(g);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_weights_count_by_kind, sample_set_up, sample_tear_down),
        cmocka_unit_test_setup_teardown(test_days_are_seen, sample_set_up, sample_tear_down),
        cmocka_unit_test_setup_teardown(test_copies_add_no_weight, sample_set_up, sample_tear_down),
        cmocka_unit_test_setup_teardown(test_outlets_become_nodes, sample_set_up, sample_tear_down),
        cmocka_unit_test_setup_teardown(test_evidence_shows_both_ends, sample_set_up, sample_tear_down),
        cmocka_unit_test_setup_teardown(test_symmetric_relation_is_one_edge, sample_set_up, sample_tear_down),
        cmocka_unit_test_setup_teardown(test_windows_widen, sample_set_up, sample_tear_down),
        cmocka_unit_test(test_significance_is_dunning),
        cmocka_unit_test_setup_teardown(test_dates_select_documents, sample_set_up, sample_tear_down),
        cmocka_unit_test_setup_teardown(test_dates_and_links_are_kept, sample_set_up, sample_tear_down),
        cmocka_unit_test_setup_teardown(test_empty_collection, sample_set_up, sample_tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
