/* Comparing networks: what must hold of every difference, and the changes that a reader wants to be told. */
#include "unit/graph/sample_network.h"

#include "base/json.h"
#include "namegraph/compare.h"
#include "namegraph/exchange.h"

#include <stdlib.h>

static ng_difference *compared(ng_context *ctx, const ng_graph *a, const ng_graph *b)
{
    ng_difference *d;

    OK(ng_compare(ctx, a, b, NULL, &d));
    return d;
}

static char *written(ng_context *ctx, const ng_difference *d, ng_difference_format format)
{
    ng_difference_options opts = NG_DIFFERENCE_OPTIONS_INIT;
    size_t len;
    char *text;

    opts.format = format;
    opts.evidence = true;
    OK(ng_difference_write(ctx, d, &opts, &text, &len));
    assert_int_equal(strlen(text), len);
    return text;
}

static size_t count_nodes(const ng_difference *d, ng_change change)
{
    size_t i, count, found = 0;
    const ng_node_change *list = ng_difference_nodes(d, &count);

    for (i = 0; i < count; i++) found += list[i].change == change;
    return found;
}

static size_t count_edges(const ng_difference *d, ng_change change)
{
    size_t i, count, found = 0;
    const ng_edge_change *list = ng_difference_edges(d, &count);

    for (i = 0; i < count; i++) found += list[i].change == change;
    return found;
}

#define NO_FACTS { { NULL, NG_LEADS, NULL, NG_CURRENT, 0.0f } }, { { NULL, NULL } }

static void test_same_is_empty(void **state)
{
    ng_graph *a = sample_graph(*state, sample_articles, SAMPLE_ARTICLES, NULL);
    ng_difference *d = compared(*state, a, a);
    size_t count;
    char *text;

    assert_true(ng_difference_is_empty(d));
    (void)ng_difference_nodes(d, &count);
    assert_int_equal(count, 0);
    (void)ng_difference_edges(d, &count);
    assert_int_equal(count, 0);
    (void)ng_difference_shifts(d, &count);
    assert_int_equal(count, 0);
    (void)ng_difference_rewired(d, &count);
    assert_int_equal(count, 0);
    (void)ng_difference_bridges(d, &count);
    assert_int_equal(count, 0);
    text = written(*state, d, NG_DIFFERENCE_TEXT);
    assert_non_null(strstr(text, "No difference."));
    ng_free(*state, text);
    ng_difference_free(d);
    ng_graph_free(a);
}

/* Every change of one direction has its counterpart in the other. */
static void test_other_way_round_mirrors(void **state)
{
    ng_graph *a = sample_graph(*state, sample_articles, 1, NULL), *b = sample_graph(*state, sample_articles + 1, 1, NULL);
    ng_difference *d = compared(*state, a, b), *m = compared(*state, b, a);
    static const ng_change mirror[NG_CHANGE_COUNT] = {
        [NG_CHANGE_ADDED] = NG_CHANGE_REMOVED,         [NG_CHANGE_REMOVED] = NG_CHANGE_ADDED,
        [NG_CHANGE_RENAMED] = NG_CHANGE_RENAMED,       [NG_CHANGE_RETYPED] = NG_CHANGE_RETYPED,
        [NG_CHANGE_STATUS] = NG_CHANGE_STATUS,         [NG_CHANGE_STRENGTHENED] = NG_CHANGE_WEAKENED,
        [NG_CHANGE_WEAKENED] = NG_CHANGE_STRENGTHENED, [NG_CHANGE_SLIGHT] = NG_CHANGE_SLIGHT,
    };
    size_t count, other;
    int c;

    assert_false(ng_difference_is_empty(d));
    for (c = 0; c < NG_CHANGE_COUNT; c++) {
        assert_int_equal(count_nodes(d, (ng_change)c), count_nodes(m, mirror[c]));
        assert_int_equal(count_edges(d, (ng_change)c), count_edges(m, mirror[c]));
    }
    (void)ng_difference_shifts(d, &count);
    (void)ng_difference_shifts(m, &other);
    assert_int_equal(count, other);
    (void)ng_difference_rewired(d, &count);
    (void)ng_difference_rewired(m, &other);
    assert_int_equal(count, other);
    (void)ng_difference_bridges(d, &count);
    (void)ng_difference_bridges(m, &other);
    assert_int_equal(count, other);
    assert_int_equal(ng_difference_old(d).words, ng_difference_new(m).words);
    ng_difference_free(d);
    ng_difference_free(m);
    ng_graph_free(a);
    ng_graph_free(b);
}

/* The same actors with other ties are a difference. */
static void test_same_nodes_other_links(void **state)
{
    static const sample_article old = { "x", NULL, NULL, NULL, "Ada met Ben. Cleo met Dan.", NO_FACTS };
    static const sample_article new = { "x", NULL, NULL, NULL, "Ada met Cleo. Ben met Dan.", NO_FACTS };
    ng_graph *a = sample_graph(*state, &old, 1, NULL), *b = sample_graph(*state, &new, 1, NULL);
    ng_difference *d = compared(*state, a, b);
    const ng_rewiring *r;
    size_t count;

    assert_false(ng_difference_is_empty(d));
    assert_int_equal(count_nodes(d, NG_CHANGE_ADDED) + count_nodes(d, NG_CHANGE_REMOVED), 0);
    assert_int_equal(count_edges(d, NG_CHANGE_ADDED), 2);
    assert_int_equal(count_edges(d, NG_CHANGE_REMOVED), 2);
    r = ng_difference_rewired(d, &count);
    assert_int_equal(count, 4);
    assert_int_equal(r[0].gained, 1);
    assert_int_equal(r[0].lost, 1);
    assert_int_equal(r[0].kept, 0);
    (void)ng_difference_bridges(d, &count);
    assert_int_equal(count, 2); /* Ada's and Cleo's pairs are joined, and parted */
    ng_difference_free(d);
    ng_graph_free(a);
    ng_graph_free(b);
}

static void test_status_is_one_change(void **state)
{
    sample_article old = sample_articles[1], new = sample_articles[1];
    ng_difference *d;
    ng_graph *a, *b;
    char *text;

    new.relations[0].status = NG_CURRENT;
    a = sample_graph(*state, &old, 1, NULL);
    b = sample_graph(*state, &new, 1, NULL);
    d = compared(*state, a, b);
    assert_int_equal(count_edges(d, NG_CHANGE_STATUS), 1);
    assert_int_equal(count_edges(d, NG_CHANGE_ADDED) + count_edges(d, NG_CHANGE_REMOVED), 0);
    text = written(*state, d, NG_DIFFERENCE_TEXT);
    assert_non_null(strstr(text, "~ Acme acquires Corex: planned -> current"));
    assert_non_null(strstr(text, "\"Acme will buy Corex.\" (a2)"));
    ng_free(*state, text);
    ng_difference_free(d);
    ng_graph_free(a);
    ng_graph_free(b);
}

/* Twice the same text is twice of everything, and nothing is stronger for its length. */
static void test_longer_is_not_stronger(void **state)
{
    static const sample_article old = { "x", NULL, NULL, NULL, "Ada met Ben. Ada met Cleo.", NO_FACTS };
    static const sample_article twice = { "x", NULL, NULL, NULL, "Ada met Ben. Ada met Cleo. Ada met Ben. Ada met Cleo.", NO_FACTS };
    static const sample_article more = { "x", NULL, NULL, NULL, "Ada met Ben. Ada met Ben. Ada met Ben. Ada met Cleo.", NO_FACTS };
    ng_graph *a = sample_graph(*state, &old, 1, NULL), *b = sample_graph(*state, &twice, 1, NULL);
    ng_graph *c = sample_graph(*state, &more, 1, NULL);
    ng_difference *d = compared(*state, a, b);
    ng_compare_options opts = NG_COMPARE_OPTIONS_INIT;

    assert_true(ng_difference_is_empty(d));
    assert_int_equal(count_edges(d, NG_CHANGE_SLIGHT), 2);
    ng_difference_free(d);
    opts.factor = 1.4;
    OK(ng_compare(*state, a, c, &opts, &d));
    assert_int_equal(count_edges(d, NG_CHANGE_STRENGTHENED), 1);
    assert_int_equal(count_edges(d, NG_CHANGE_WEAKENED), 0); /* as often as before, in a longer text */
    ng_difference_free(d);
    ng_graph_free(a);
    ng_graph_free(b);
    ng_graph_free(c);
}

static void set_name(ng_context *ctx, ng_graph *g, const char *name, const char *label, const char *alias)
{
    ng_node *n = &g->nodes.items[sample_node(g, name)];

    n->label = ng_str_from(label);
    n->aliases.begin = (uint32_t)g->aliases.count;
    OK(ngi_array_push(ctx, &g->aliases, ng_str_from(alias)));
    n->aliases.end = (uint32_t)g->aliases.count;
}

static void test_other_name_is_no_change(void **state)
{
    ng_graph *a = sample_graph(*state, sample_articles, 1, NULL), *b = sample_graph(*state, sample_articles, 1, NULL);
    ng_difference *d;

    set_name(*state, b, "Acme", "Acme Inc.", "Acme");
    b->nodes.items[sample_node(b, "Acme Inc.")].id = NGI_LITERAL("e0"); /* saved apart: another id */
    OK(ngi_graph_sort(*state, b));
    d = compared(*state, a, b);
    assert_true(ng_difference_is_empty(d));
    assert_int_equal(ng_difference_match(d, sample_node(a, "Acme")), sample_node(b, "Acme"));
    ng_difference_free(d);
    {
        ng_compare_options opts = NG_COMPARE_OPTIONS_INIT;

        opts.by_names = false;
        OK(ng_compare(*state, a, b, &opts, &d));
        assert_int_equal(count_nodes(d, NG_CHANGE_ADDED), 1);
        assert_int_equal(count_nodes(d, NG_CHANGE_REMOVED), 1);
        ng_difference_free(d);
    }
    ng_graph_free(a);
    ng_graph_free(b);
}

static void test_renamed_and_retyped(void **state)
{
    ng_graph *a = sample_graph(*state, sample_articles, 1, NULL), *b = sample_graph(*state, sample_articles, 1, NULL);
    ng_difference *d;
    char *text;

    b->nodes.items[sample_node(b, "Bolt")].label = NGI_LITERAL("Nut");
    b->nodes.items[sample_node(b, "Orbis")].type = NG_PRODUCT;
    d = compared(*state, a, b);
    assert_int_equal(count_nodes(d, NG_CHANGE_RENAMED), 1);
    assert_int_equal(count_nodes(d, NG_CHANGE_RETYPED), 1);
    text = written(*state, d, NG_DIFFERENCE_TEXT);
    assert_non_null(strstr(text, "~ Bolt is now called Nut"));
    assert_non_null(strstr(text, "~ Orbis: model -> product"));
    ng_free(*state, text);
    ng_difference_free(d);
    ng_graph_free(a);
    ng_graph_free(b);
}

/* A name that two actors of one side bear decides nothing. */
static void test_namesakes_are_not_guessed(void **state)
{
    ng_graph *a = sample_graph(*state, sample_articles, 1, NULL), *b = sample_graph(*state, sample_articles + 1, 1, NULL);
    ng_difference *d;

    a->nodes.items[sample_node(a, "Cleo")].label = NGI_LITERAL("Ada");
    d = compared(*state, a, b);
    for (uint32_t i = 0; i < a->nodes.count; i++) {
        if (ng_str_equal(a->nodes.items[i].label, NGI_LITERAL("Ada"))) assert_int_equal(ng_difference_match(d, i), NG_NONE);
    }
    assert_int_equal(count_nodes(d, NG_CHANGE_ADDED) > 0, 1);
    ng_difference_free(d);
    ng_graph_free(a);
    ng_graph_free(b);
}

static json_t *graph_json(ng_context *ctx, const ng_graph *g)
{
    size_t len;
    char *text;
    json_t *value;

    OK(ng_graph_write(ctx, g, NG_GRAPH_JSON, &text, &len));
    OK(ngi_json_parse(ctx, (ng_str){ text, len }, NULL, &value));
    ng_free(ctx, text);
    return value;
}

/* Remove from a list the items equal to one in `gone`, or to its "old". */
static void take_away(json_t *list, const json_t *gone, bool of_changed)
{
    for (size_t i = 0; i < json_array_size(gone); i++) {
        const json_t *item = json_array_get(gone, i);

        if (of_changed) item = json_object_get(item, "old");
        for (size_t k = json_array_size(list); k-- > 0;) {
            if (json_equal(json_array_get(list, k), item)) json_array_remove(list, k);
        }
    }
}

static void put_in(json_t *list, const json_t *come, bool of_changed)
{
    for (size_t i = 0; i < json_array_size(come); i++) {
        json_t *item = json_array_get(come, i);

        if (of_changed) item = json_object_get(item, "new");
        for (size_t k = json_array_size(list); k-- > 0;) { /* two changes of one actor bring it twice */
            if (json_equal(json_array_get(list, k), item)) json_array_remove(list, k);
        }
        assert_int_equal(json_array_append(list, item), 0);
    }
}

static void rename_ends(json_t *edges, const json_t *matched)
{
    static const char *const ends[] = { "source", "target" };

    for (size_t i = 0; i < json_array_size(edges); i++) {
        for (int e = 0; e < 2; e++) {
            json_t *edge = json_array_get(edges, i);

            for (size_t k = 0; k < json_array_size(matched); k++) {
                const json_t *m = json_array_get(matched, k);

                if (!json_equal(json_object_get(edge, ends[e]), json_object_get(m, "old"))) continue;
                assert_int_equal(json_object_set(edge, ends[e], json_object_get(m, "new")), 0);
                break;
            }
        }
    }
}

/* a and the JSON of the difference give b. */
static void apply_and_check(ng_context *ctx, const ng_graph *a, const ng_graph *b, const ng_difference *d)
{
    static const char *const kinds[] = { "documents", "nodes", "edges" };
    json_t *old = graph_json(ctx, a), *new = graph_json(ctx, b), *patch;
    char *text = written(ctx, d, NG_DIFFERENCE_JSON), *expected, *found;
    size_t expected_len, found_len;
    char *patched;
    ng_graph *back;

    OK(ngi_json_parse(ctx, ng_str_from(text), NULL, &patch));
    for (int k = 0; k < 3; k++) {
        json_t *list = json_object_get(old, kinds[k]);

        take_away(list, json_object_get(json_object_get(patch, "removed"), kinds[k]), false);
        take_away(list, json_object_get(json_object_get(patch, "changed"), kinds[k]), true);
        if (k == 2) rename_ends(list, json_object_get(patch, "matched"));
        put_in(list, json_object_get(json_object_get(patch, "added"), kinds[k]), false);
        put_in(list, json_object_get(json_object_get(patch, "changed"), kinds[k]), true);
    }
    assert_int_equal(json_object_set(old, "totals", json_object_get(new, "totals")), 0);
    patched = json_dumps(old, JSON_REAL_PRECISION(15));
    assert_non_null(patched);
    OK(ng_graph_read(ctx, "patched", patched, strlen(patched), &back));
    OK(ng_graph_write(ctx, back, NG_GRAPH_JSON, &found, &found_len));
    OK(ng_graph_write(ctx, b, NG_GRAPH_JSON, &expected, &expected_len));
    assert_string_equal(found, expected);
    ng_free(ctx, found);
    ng_free(ctx, expected);
    ng_free(ctx, text);
    free(patched);
    ng_graph_free(back);
    json_decref(old);
    json_decref(new);
    json_decref(patch);
}

static void test_applied_difference_gives_the_new(void **state)
{
    sample_article changed[2] = { sample_articles[0], sample_articles[1] };
    ng_graph *graphs[4];

    changed[1].relations[0].status = NG_CURRENT;
    graphs[0] = sample_graph(*state, sample_articles, 1, NULL);
    graphs[1] = sample_graph(*state, sample_articles + 1, 1, NULL);
    graphs[2] = sample_graph(*state, sample_articles, SAMPLE_ARTICLES, NULL);
    graphs[3] = sample_graph(*state, changed, 2, NULL);
    for (int i = 0; i < 4; i++) {
        for (int k = 0; k < 4; k++) {
            ng_difference *d = compared(*state, graphs[i], graphs[k]);

            apply_and_check(*state, graphs[i], graphs[k], d);
            assert_int_equal(ng_difference_is_empty(d), i == k);
            ng_difference_free(d);
        }
    }
    for (int i = 0; i < 4; i++) ng_graph_free(graphs[i]);
}

static void test_empty_sides(void **state)
{
    ng_graph *none = sample_graph(*state, NULL, 0, NULL), *some = sample_graph(*state, sample_articles, 1, NULL);
    ng_difference *d = compared(*state, none, some);

    assert_int_equal(count_nodes(d, NG_CHANGE_ADDED), some->nodes.count);
    assert_int_equal(count_edges(d, NG_CHANGE_ADDED), some->edges.count);
    apply_and_check(*state, none, some, d);
    ng_difference_free(d);
    d = compared(*state, none, none);
    assert_true(ng_difference_is_empty(d));
    ng_difference_free(d);
    ng_graph_free(none);
    ng_graph_free(some);
}

static void test_text_has_limits_and_colours(void **state)
{
    ng_graph *a = sample_graph(*state, sample_articles, 1, NULL), *b = sample_graph(*state, sample_articles + 1, 1, NULL);
    ng_difference_options opts = NG_DIFFERENCE_OPTIONS_INIT;
    ng_difference *d = compared(*state, a, b);
    size_t len;
    char *text;

    opts.limit = 1;
    opts.colour = true;
    opts.old_name = NGI_LITERAL("one.txt");
    opts.new_name = NGI_LITERAL("two.txt");
    OK(ng_difference_write(*state, d, &opts, &text, &len));
    assert_int_equal(strncmp(text, "--- one.txt: 1 document, ", 25), 0);
    assert_non_null(strstr(text, "\n+++ two.txt: 1 document, "));
    assert_non_null(strstr(text, "\033[32m+ "));
    assert_non_null(strstr(text, "more\n"));
    ng_free(*state, text);
    opts.format = (ng_difference_format)7;
    assert_int_equal(ng_difference_write(*state, d, &opts, &text, &len), NG_E_ARG);
    assert_null(text);
    ng_difference_free(d);
    ng_graph_free(a);
    ng_graph_free(b);
}

static void test_options_are_checked(void **state)
{
    ng_graph *a = sample_graph(*state, sample_articles, 1, NULL);
    ng_compare_options opts = NG_COMPARE_OPTIONS_INIT;
    ng_difference *d;

    opts.factor = 0.5;
    assert_int_equal(ng_compare(*state, a, a, &opts, &d), NG_E_ARG);
    assert_null(d);
    ng_graph_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_same_is_empty, sample_set_up, sample_tear_down),
        cmocka_unit_test_setup_teardown(test_other_way_round_mirrors, sample_set_up, sample_tear_down),
        cmocka_unit_test_setup_teardown(test_same_nodes_other_links, sample_set_up, sample_tear_down),
        cmocka_unit_test_setup_teardown(test_status_is_one_change, sample_set_up, sample_tear_down),
        cmocka_unit_test_setup_teardown(test_longer_is_not_stronger, sample_set_up, sample_tear_down),
        cmocka_unit_test_setup_teardown(test_other_name_is_no_change, sample_set_up, sample_tear_down),
        cmocka_unit_test_setup_teardown(test_renamed_and_retyped, sample_set_up, sample_tear_down),
        cmocka_unit_test_setup_teardown(test_namesakes_are_not_guessed, sample_set_up, sample_tear_down),
        cmocka_unit_test_setup_teardown(test_applied_difference_gives_the_new, sample_set_up, sample_tear_down),
        cmocka_unit_test_setup_teardown(test_empty_sides, sample_set_up, sample_tear_down),
        cmocka_unit_test_setup_teardown(test_text_has_limits_and_colours, sample_set_up, sample_tear_down),
        cmocka_unit_test_setup_teardown(test_options_are_checked, sample_set_up, sample_tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
