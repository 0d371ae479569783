/* Networks written and read: JSON comes back byte for byte, foreign bytes are refused in one line. */
#include "unit/graph/sample_network.h"

#include "namegraph/exchange.h"

#include <locale.h>

static char *written(ng_context *ctx, const ng_graph *g, ng_graph_format format, size_t *len)
{
    char *text;

    OK(ng_graph_write(ctx, g, format, &text, len));
    return text;
}

static void comes_back(ng_context *ctx, ng_graph_format format)
{
    ng_graph *g = sample_graph(ctx, sample_articles, SAMPLE_ARTICLES, NULL), *back;
    size_t len, again_len, founded = 0;
    char *text, *again;

    OK(ngi_array_push(ctx, &g->aliases, NGI_LITERAL("Acme Inc.")));
    OK(ngi_array_push(ctx, &g->aliases, NGI_LITERAL("A<c>me & \"Co\"")));
    g->nodes.items[sample_node(g, "Acme")].aliases = (ng_range){ 0, 2 };
    g->nodes.items[sample_node(g, "Ben")].link = NGI_LITERAL("https://example.org/?a=1&b=<2>");
    for (size_t i = 0; i < g->edges.count; i++) {
        if (g->edges.items[i].kind != NG_EDGE_RELATION || g->edges.items[i].relation != NG_FOUNDER_OF) continue;
        g->edges.items[i].since = NGI_LITERAL("2019-05");
        founded++;
    }
    assert_int_equal(founded, 1);
    text = written(ctx, g, format, &len);
    assert_true(ng_graph_is_saved(text, len));
    OK(ng_graph_read(ctx, "x", text, len, &back));
    again = written(ctx, back, format, &again_len);
    assert_int_equal(len, again_len);
    assert_memory_equal(text, again, len);
    assert_int_equal(back->evidence.count, g->evidence.count);
    assert_true(ng_str_equal(back->nodes.items[sample_node(back, "Ben")].link, NGI_LITERAL("https://example.org/?a=1&b=<2>")));
    assert_true(ng_str_equal(sample_edge(back, NG_EDGE_RELATION, "Ada", "Acme")->since, NGI_LITERAL("2019-05")));
    ng_free(ctx, text);
    ng_free(ctx, again);
    ng_graph_free(g);
    ng_graph_free(back);
}

static void test_json_comes_back(void **state) { comes_back(*state, NG_GRAPH_JSON); }

static void test_graphml_comes_back(void **state) { comes_back(*state, NG_GRAPH_GRAPHML); }

static void test_damaged_graphml_is_refused(void **state)
{
    static const char *const damaged[] = {
        "<graphml", "<graphml><graph><node id=\"a\"/></graph></graphml>",
        "<graphml><graph><node id=\"a\"><data key=\"k\">x</data></node></graph></graphml>",
        "<graphml><graph><edge source=\"a\" target=\"b\"/></graph></graphml>",
        "<graphml><key id=\"m\" for=\"node\" attr.name=\"mentions\" attr.type=\"int\"/><graph><node id=\"a\">"
        "<data key=\"m\">many</data></node></graph></graphml>",
    };
    size_t i;

    for (i = 0; i < sizeof damaged / sizeof *damaged; i++) {
        ng_graph *g;
        ng_status st = ng_graph_read(*state, "x", damaged[i], strlen(damaged[i]), &g);

        assert_true(st == NG_E_FORMAT || st == NG_E_LIMIT);
        assert_null(g);
    }
}

static void test_json_keeps_odd_characters(void **state)
{
    sample_article odd = { "o\"1", NULL, "Th\xc3\xa9 <Post> & \"Co\"", NULL, "Ad\xc3\xa9le \xe2\x80\x9cquoted\xe2\x80\x9d Ada\tand Ben\\s.",
                           { { NULL, NG_LEADS, NULL, NG_CURRENT, 0.0f } }, { { NULL, NULL } } };
    ng_graph *g = sample_graph(*state, &odd, 1, NULL), *back;
    const ng_edge *e;
    size_t len;
    char *text = written(*state, g, NG_GRAPH_JSON, &len);

    OK(ng_graph_read(*state, NULL, text, len, &back));
    e = sample_edge(back, NG_EDGE_COOCCURRENCE, "Ada", "Ben");
    assert_non_null(e);
    {
        const ng_edge_evidence *v = &back->evidence.items[e->evidence.begin];

        assert_true(ng_str_equal(v->text, ng_str_from(odd.text)));
        assert_true(ng_str_equal(ngi_str_slice(v->text, v->from.begin, v->from.end), back->nodes.items[e->from].label));
    }
    ng_free(*state, text);
    ng_graph_free(g);
    ng_graph_free(back);
}

static void test_damaged_json_is_refused(void **state)
{
    static const char *const damaged[] = {
        "", "{", "[]", "{}", "{\"nodes\":[],\"edges\":[]}", "{\"documents\":[],\"nodes\":[{}],\"edges\":[]}",
        "{\"documents\":[],\"nodes\":[{\"id\":\"a\",\"label\":\"A\",\"type\":\"person\"},{\"id\":\"a\",\"label\":\"A\",\"type\":"
        "\"person\"}],\"edges\":[]}",
        "{\"documents\":[],\"nodes\":[{\"id\":\"a\",\"label\":\"A\",\"type\":\"wizard\"}],\"edges\":[]}",
        "{\"documents\":[],\"nodes\":[],\"edges\":[{\"source\":\"a\",\"target\":\"b\",\"kind\":\"speech\"}]}",
        "{\"documents\":[],\"nodes\":[3],\"edges\":[]}", "{\"documents\":[],\"nodes\":[\"a],\"edges\":[]}",
        "{\"documents\":{},\"nodes\":[],\"edges\":[]}",
    };
    size_t i;

    for (i = 0; i < sizeof damaged / sizeof *damaged; i++) {
        ng_graph *g;

        assert_int_equal(ng_graph_read(*state, "x", damaged[i], strlen(damaged[i]), &g), NG_E_FORMAT);
        assert_null(g);
        assert_true(ng_context_error(*state)->message[0] != '\0');
    }
}

/* Cutting a good file anywhere is refused too, and never crashes. */
static void test_cut_json_is_refused(void **state)
{
    ng_graph *g = sample_graph(*state, sample_articles, 1, NULL), *back;
    size_t len, cut;
    char *text = written(*state, g, NG_GRAPH_JSON, &len);

    for (cut = 0; cut + 2 < len; cut += 7) {
        assert_int_equal(ng_graph_read(*state, "x", text, cut, &back), NG_E_FORMAT);
    }
    ng_free(*state, text);
    ng_graph_free(g);
}

static void test_other_formats_hold_every_item(void **state)
{
    ng_graph *g = sample_graph(*state, sample_articles, SAMPLE_ARTICLES, NULL);
    static const struct {
        ng_graph_format format;
        const char *node, *edge;
    } cases[] = {
        { NG_GRAPH_DOT, "type=", " -> " },
        { NG_GRAPH_GRAPHML, "<node ", "<edge " },
        { NG_GRAPH_GEXF, "<node ", "<edge " },
    };
    size_t i, len;

    for (i = 0; i < 3; i++) {
        char *text = written(*state, g, cases[i].format, &len), *at;
        size_t nodes = 0, edges = 0;

        for (at = text; (at = strstr(at, cases[i].node)); at++) nodes++;
        for (at = text; (at = strstr(at, cases[i].edge)); at++) edges++;
        assert_int_equal(nodes, g->nodes.count);
        assert_int_equal(edges, g->edges.count);
        ng_free(*state, text);
    }
    for (i = NG_GRAPH_CSV_NODES; i <= NG_GRAPH_CSV_EDGES; i++) {
        char *text = written(*state, g, (ng_graph_format)i, &len);
        size_t lines = 0;

        for (size_t k = 0; k < len; k++) lines += text[k] == '\n';
        assert_int_equal(lines, 1 + (i == NG_GRAPH_CSV_NODES ? g->nodes.count : g->edges.count));
        ng_free(*state, text);
    }
    ng_graph_free(g);
}

/* A date of a saved network can be any text; GEXF writes days and nothing else. */
static void test_gexf_has_days_only(void **state)
{
    ng_graph *g = sample_graph(*state, sample_articles, SAMPLE_ARTICLES, NULL);
    size_t len;
    char *text;

    g->nodes.items[0].first_seen = NGI_LITERAL("\"><!-- <x>");
    g->edges.items[0].last_seen = NGI_LITERAL("2024-02-30");
    text = written(*state, g, NG_GRAPH_GEXF, &len);
    assert_null(strstr(text, "<!--"));
    assert_null(strstr(text, "2024-02-30"));
    assert_non_null(strstr(text, "start=\"2024-01-10\""));
    ng_free(*state, text);
    ng_graph_free(g);
}

/* A program that uses the library may have set a locale with commas in its numbers. */
static void test_numbers_in_any_locale(void **state)
{
    ng_graph *g = sample_graph(*state, sample_articles, SAMPLE_ARTICLES, NULL);

    for (unsigned f = 0; f < NG_GRAPH_FORMAT_COUNT; f++) {
        size_t len, again_len;
        char *text = written(*state, g, (ng_graph_format)f, &len), *again;

        assert_non_null(setlocale(LC_NUMERIC, "de_DE.UTF-8"));
        again = written(*state, g, (ng_graph_format)f, &again_len);
        assert_non_null(setlocale(LC_NUMERIC, "C"));
        assert_int_equal(len, again_len);
        assert_memory_equal(text, again, len);
        ng_free(*state, text);
        ng_free(*state, again);
    }
    ng_graph_free(g);
}

static void test_names_of_formats(void **state)
{
    ng_graph *g = sample_graph(*state, sample_articles, 1, NULL);
    ng_graph_format f;
    size_t len;
    char *text;

    assert_true(ng_graph_format_from(NGI_LITERAL("gexf"), &f));
    assert_int_equal(f, NG_GRAPH_GEXF);
    assert_false(ng_graph_format_from(NGI_LITERAL("pdf"), &f));
    assert_string_equal(ng_graph_format_extension(NG_GRAPH_DOT), ".gv");
    assert_int_equal(ng_graph_write(*state, g, NG_GRAPH_FORMAT_COUNT, &text, &len), NG_E_ARG);
    assert_null(text);
    ng_graph_free(g);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_json_comes_back, sample_set_up, sample_tear_down),
        cmocka_unit_test_setup_teardown(test_graphml_comes_back, sample_set_up, sample_tear_down),
        cmocka_unit_test_setup_teardown(test_damaged_graphml_is_refused, sample_set_up, sample_tear_down),
        cmocka_unit_test_setup_teardown(test_json_keeps_odd_characters, sample_set_up, sample_tear_down),
        cmocka_unit_test_setup_teardown(test_damaged_json_is_refused, sample_set_up, sample_tear_down),
        cmocka_unit_test_setup_teardown(test_cut_json_is_refused, sample_set_up, sample_tear_down),
        cmocka_unit_test_setup_teardown(test_other_formats_hold_every_item, sample_set_up, sample_tear_down),
        cmocka_unit_test_setup_teardown(test_gexf_has_days_only, sample_set_up, sample_tear_down),
        cmocka_unit_test_setup_teardown(test_numbers_in_any_locale, sample_set_up, sample_tear_down),
        cmocka_unit_test_setup_teardown(test_names_of_formats, sample_set_up, sample_tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
