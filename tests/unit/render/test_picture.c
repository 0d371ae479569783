/* Pictures of whole graphs: read back, measured, compared. */
#include "base/files.h"
#include "base/json.h"
#include "made_graphs.h"
#include "namegraph/render.h"
#include "read_svg.h"
#include "render/child.h"
#include "render/style.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

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

/* Draws, and says why if it could not. */
static void draw(ng_context *ctx, const ng_graph *graph, const ng_draw_options *opts, char **out, size_t *len)
{
    ng_status st = ng_graph_draw(ctx, graph, opts, out, len);

    if (st != NG_OK) print_error("%s: %s\n", ng_status_name(st), ng_context_error(ctx)->message);
    assert_int_equal(st, NG_OK);
}

/* Every type and kind of tie that is drawn has its entry in the legend, and none has one that is not drawn. */
static void check_legend(const picture *p)
{
    static const char *const classes[] = { "person", "company", "organization", "model", "product", "place", "event", "law",
                                           "work", "group", "speech", "relations", "cooccurrence", "coverage", "former",
                                           "denied", "mixed", "status-planned", "status-reported" };
    const xmlNode *root = xmlDocGetRootElement(p->doc);
    char class[32];
    size_t i;

    for (i = 0; i < sizeof classes / sizeof *classes; i++) {
        bool drawn, explained;

        (void)snprintf(class, sizeof class, "ng-%s", classes[i]);
        drawn = picture_count(root, "ng-node", class) + picture_count(root, "ng-tie", class) > 0;
        explained = picture_count(root, "ng-entry", class) > 0;
        if (drawn != explained) print_error("%s: drawn %d, in the legend %d\n", class, drawn, explained);
        assert_int_equal(drawn, explained);
    }
}

static void check_picture(ng_context *ctx, const ng_graph *graph, const ng_draw_options *opts, size_t overlaps_most)
{
    char *bytes;
    size_t len;
    picture p;

    draw(ctx, graph, opts, &bytes, &len);
    assert_true(picture_read(bytes, len, &p));
    assert_true(p.nodes > 0 && p.label_count >= p.nodes);
    assert_true(picture_overlaps(&p) <= overlaps_most);
    assert_int_equal(picture_outside(&p), 0);
    check_legend(&p);
    picture_release(&p);
    ng_free(ctx, bytes);
}

/* Three densities, five kinds of names, three sizes: 45 graphs. */
static void test_many_graphs(void **state)
{
    static const uint32_t sizes[] = { 1, 13, 60 };
    uint32_t size, density, names;

    for (size = 0; size < 3; size++) {
        for (density = 1; density <= 3; density++) {
            for (names = 0; names < MADE_NAMES_COUNT; names++) {
                ng_graph *g = made_random(*state, sizes[size], density, (made_names)names, size * 100 + density * 10 + names);

                check_picture(*state, g, NULL, 0);
                ng_graph_free(g);
            }
        }
    }
}

/* All of 500 actors: at most 1 % of the labels may touch another. */
static void test_500_actors(void **state)
{
    ng_graph *g = made_random(*state, 500, 2, MADE_PLAIN, 5);
    ng_draw_options opts = NG_DRAW_OPTIONS_INIT;

    opts.top = UINT32_MAX;
    check_picture(*state, g, &opts, 5);
    ng_graph_free(g);
}

/* 2,000 actors are thinned out, and the picture says so. */
static void test_thinning(void **state)
{
    ng_graph *g = made_random(*state, 2000, 3, MADE_PLAIN, 6);
    char *bytes;
    size_t len;
    picture p;

    draw(*state, g, NULL, &bytes, &len);
    assert_true(picture_read(bytes, len, &p));
    assert_true(p.nodes > 20 && p.nodes <= 60);
    assert_true(p.ties <= 3 * p.nodes);
    assert_non_null(strstr(bytes, " of 2000 actors shown"));
    assert_int_equal(picture_overlaps(&p), 0);
    picture_release(&p);
    ng_free(*state, bytes);
    ng_graph_free(g);
}

static void test_statuses_are_told_apart(void **state)
{
    ng_graph *g = made_story(*state, false);
    const xmlNode *root;
    char *bytes;
    size_t len;
    picture p;

    draw(*state, g, NULL, &bytes, &len);
    assert_true(picture_read(bytes, len, &p));
    root = xmlDocGetRootElement(p.doc);
    assert_int_equal(p.nodes, 15);
    assert_int_equal(picture_count(root, "ng-tie", "ng-denied"), 1);
    assert_int_equal(picture_count(root, "ng-tie", "ng-status-reported"), 2);
    assert_int_equal(picture_count(root, "ng-tie", "ng-status-planned"), 1);
    assert_non_null(strstr(bytes, "Microsoft acquires OpenAI (denied)"));
    assert_string_equal(picture_attribute(root, "role"), "graphics-document document");
    assert_non_null(strstr(bytes, "<title id=\"ng-title\">"));
    assert_non_null(strstr(bytes, "<desc id=\"ng-desc\">15 actors; 22 ties. The first: OpenAI, "));
    assert_null(strstr(bytes, "<script"));
    picture_release(&p);
    ng_free(*state, bytes);
    ng_graph_free(g);
}

static void test_links(void **state)
{
    ng_graph *g = made_story(*state, false);
    ng_draw_options opts = NG_DRAW_OPTIONS_INIT;
    char *bytes;
    size_t len;

    opts.href = NGI_LITERAL("https://example.org/{id}?n={name}&x=\"1\"");
    draw(*state, g, &opts, &bytes, &len);
    assert_non_null(strstr(bytes, "<a href=\"https://example.org/e00?n=Sam%20Altman&amp;x=&quot;1&quot;\""));
    ng_free(*state, bytes);
    ng_graph_free(g);
}

static size_t count_text(const char *text, const char *part)
{
    size_t count = 0;

    for (text = strstr(text, part); text; text = strstr(text + 1, part)) count++;
    return count;
}

/* Seventy actors that are tied to two minor ones each and not to one another: nobody is drawn without a tie. */
static void test_choice(void **state)
{
    ng_draw_options opts = NG_DRAW_OPTIONS_INIT;
    char id[16], *bytes;
    ng_graph *g;
    picture p;
    size_t len;
    uint32_t i;

    made_must(ngi_graph_create(*state, &g));
    made_document(*state, g);
    for (i = 0; i < 210; i++) {
        (void)snprintf(id, sizeof id, "e%03u", i);
        made_node(*state, g, id, id, NG_PERSON);
        if (i >= 70) made_edge(*state, g, (i - 70) / 2, i, NG_EDGE_SPEECH, NG_FOUNDER_OF, NG_CURRENT, 1.0);
    }
    made_must(ngi_graph_sort(*state, g));
    draw(*state, g, &opts, &bytes, &len);
    assert_true(picture_read(bytes, len, &p));
    assert_int_equal(p.nodes, 60);
    assert_int_equal(p.ties, 40);
    assert_non_null(strstr(bytes, "60 of 210 actors shown, the first by weight of their ties that are tied to each other"));
    picture_release(&p);
    ng_free(*state, bytes);
    ng_graph_free(g);
}

/* Whatever the names are, the report has our two scripts only, its data can be read, and it asks nobody. */
static void test_report(void **state)
{
    static const made_names kinds[] = { MADE_PLAIN, MADE_HOSTILE, MADE_RTL };
    ng_draw_options opts = NG_DRAW_OPTIONS_INIT;
    size_t i;

    opts.format = NG_PICTURE_HTML;
    for (i = 0; i < 3; i++) {
        ng_graph *g = made_random(*state, 80, 2, kinds[i], 11);
        const char *begin, *end;
        json_t *data;
        char *bytes;
        size_t len;

        draw(*state, g, &opts, &bytes, &len);
        assert_int_equal(count_text(bytes, "<script"), 2);
        assert_int_equal(count_text(bytes, "<tr data-key="), 80);
        assert_int_equal(count_text(bytes, "src="), 0);
        assert_int_equal(count_text(bytes, "<link"), 0);
        begin = strstr(bytes, "id=\"data\">");
        assert_non_null(begin);
        begin = strchr(begin, '{');
        end = strstr(begin, "</script>");
        assert_int_equal(ngi_json_parse(*state, (ng_str){ begin, (size_t)(end - begin) }, "report", &data), NG_OK);
        assert_int_equal(json_array_size(json_object_get(data, "nodes")), 80);
        assert_int_equal(json_array_size(json_object_get(data, "edges")), g->edges.count);
        assert_int_equal(json_array_size(json_object_get(data, "sentences")), 1);
        json_decref(data);
        ng_free(*state, bytes);
        ng_graph_free(g);
    }
}

/* Of a large network the page has the strongest ties and the first actors as rows, and says so. */
static void test_large_report(void **state)
{
    ng_draw_options opts = NG_DRAW_OPTIONS_INIT;
    ng_graph *g = made_random(*state, 1200, 24, MADE_PLAIN, 13);
    char *bytes, words[64];
    size_t len;

    opts.format = NG_PICTURE_HTML;
    assert_true(g->edges.count > 20000);
    draw(*state, g, &opts, &bytes, &len);
    assert_int_equal(count_text(bytes, "{\"from\":"), 20000);
    assert_int_equal(count_text(bytes, "<tr data-key="), 1000);
    (void)snprintf(words, sizeof words, "the strongest 20000 of %zu.", g->edges.count);
    assert_non_null(strstr(bytes, words));
    assert_non_null(strstr(bytes, "The first 1000 of 1200."));
    ng_free(*state, bytes);
    ng_graph_free(g);
}

/* Graphviz itself reads the DOT, whatever the names are. */
static void test_dot(void **state)
{
    static const made_names kinds[] = { MADE_PLAIN, MADE_HOSTILE, MADE_CJK };
    ng_draw_options opts = NG_DRAW_OPTIONS_INIT;
    ngi_child_limits limits = { 60.0, 2048 };
    size_t i;

    opts.format = NG_PICTURE_DOT;
    for (i = 0; i < 3; i++) {
        ng_graph *g = made_random(*state, 40, 2, kinds[i], 12);
        ngi_buffer answer;
        char *bytes;
        size_t len;

        draw(*state, g, &opts, &bytes, &len);
        assert_int_equal(ngi_child_run(*state, "layout", "neato", (ng_str){ bytes, len }, &limits, &answer), NG_OK);
        assert_int_equal(count_text(answer.data, "\ne"), 39);
        assert_true(count_text(bytes, " -> ") >= 39);
        ngi_buffer_release(*state, &answer);
        ng_free(*state, bytes);
        ng_graph_free(g);
    }
}

static void test_same_bytes(void **state)
{
    static const ng_picture_format formats[] = { NG_PICTURE_SVG, NG_PICTURE_PNG, NG_PICTURE_PDF, NG_PICTURE_DOT };
    static const char *const begins[] = { "<?xml", "\x89PNG", "%PDF-", "digraph" };
    ng_graph *g = made_story(*state, false);
    ng_draw_options opts = NG_DRAW_OPTIONS_INIT;
    size_t i;

    for (i = 0; i < 4; i++) {
        char *first, *second;
        size_t first_len, second_len;

        opts.format = formats[i];
        draw(*state, g, &opts, &first, &first_len);
        draw(*state, g, &opts, &second, &second_len);
        assert_int_equal(first_len, second_len);
        assert_memory_equal(first, second, first_len);
        assert_memory_equal(first, begins[i], strlen(begins[i]));
        ng_free(*state, first);
        ng_free(*state, second);
    }
    ng_graph_free(g);
}

static void test_difference(void **state)
{
    ng_graph *before = made_story(*state, false), *after = made_story(*state, true);
    ng_draw_options opts = NG_DRAW_OPTIONS_INIT;
    const xmlNode *root;
    char *bytes;
    size_t len;
    picture p;

    assert_int_equal(ng_difference_draw(*state, before, after, &opts, &bytes, &len), NG_OK);
    assert_true(picture_read(bytes, len, &p));
    root = xmlDocGetRootElement(p.doc);
    assert_int_equal(picture_count(root, "ng-node", "ng-added"), 1);
    assert_int_equal(picture_count(root, "ng-node", "ng-removed"), 0);
    assert_int_equal(picture_count(root, "ng-tie", "ng-added"), 1);
    assert_int_equal(picture_count(root, "ng-tie", "ng-removed"), 1);
    assert_int_equal(picture_count(root, "ng-tie", "ng-changed"), 2);
    assert_non_null(strstr(bytes, ">+ Emmett Shear"));
    assert_int_equal(picture_overlaps(&p), 0);
    picture_release(&p);
    ng_free(*state, bytes);

    /* Two panels: each shows its own side, at the same places. */
    opts.side_by_side = true;
    opts.old_name = NGI_LITERAL("monday.txt");
    assert_int_equal(ng_difference_draw(*state, before, after, &opts, &bytes, &len), NG_OK);
    assert_true(picture_read(bytes, len, &p));
    assert_int_equal(p.nodes, 15 + 16);
    assert_non_null(strstr(bytes, "Old: monday.txt"));
    picture_release(&p);
    ng_free(*state, bytes);

    /* The report says of each tie how it changed, and knows the documents of both. */
    opts.format = NG_PICTURE_HTML;
    assert_int_equal(ng_difference_draw(*state, before, after, &opts, &bytes, &len), NG_OK);
    assert_int_equal(count_text(bytes, "\"change\":\"new\""), 2); /* an actor and a tie */
    assert_int_equal(count_text(bytes, "\"change\":\"gone\""), 1);
    assert_int_equal(count_text(bytes, "\"title\":\"Made for a test\""), 2);
    assert_int_equal(count_text(bytes, "<svg"), 1);
    ng_free(*state, bytes);
    opts.format = NG_PICTURE_SVG;

    /* Nothing changed: nothing is coloured. */
    opts.side_by_side = false;
    assert_int_equal(ng_difference_draw(*state, before, before, &opts, &bytes, &len), NG_OK);
    assert_true(picture_read(bytes, len, &p));
    root = xmlDocGetRootElement(p.doc);
    assert_int_equal(picture_count(root, "ng-tie", "ng-same"), p.ties);
    assert_int_equal(picture_count(root, "ng-node", "ng-same"), p.nodes);
    picture_release(&p);
    ng_free(*state, bytes);
    ng_graph_free(before);
    ng_graph_free(after);
}

/* Graphs that were saved apart have other ids: names and types join them. */
static void test_difference_by_names(void **state)
{
    ng_graph *before = made_story(*state, false), *after = made_story(*state, false);
    const xmlNode *root;
    char *bytes;
    size_t len, i;
    picture p;

    for (i = 0; i < after->nodes.count; i++) {
        char id[32];

        (void)snprintf(id, sizeof id, "x%02zu", i);
        assert_int_equal(ngi_graph_copy(*state, after, ng_str_from(id), &after->nodes.items[i].id), NG_OK);
    }
    assert_int_equal(ng_difference_draw(*state, before, after, NULL, &bytes, &len), NG_OK);
    assert_true(picture_read(bytes, len, &p));
    root = xmlDocGetRootElement(p.doc);
    assert_int_equal(p.nodes, 15);
    assert_int_equal(picture_count(root, "ng-node", "ng-same"), 15);
    assert_int_equal(picture_count(root, "ng-tie", "ng-same"), p.ties);
    picture_release(&p);
    ng_free(*state, bytes);
    ng_graph_free(before);
    ng_graph_free(after);
}

/* Middle of the first label line of an actor, relative to another actor's. */
static void label_place(const picture *p, const char *id, double *x, double *y)
{
    size_t i;

    for (i = 0; i < p->label_count; i++) {
        const xmlNode *actor = p->labels[i].actor;

        if (strcmp(picture_attribute(actor, "id"), id) != 0) continue;
        *x = (p->labels[i].left + p->labels[i].right) / 2.0;
        *y = p->labels[i].top;
        return;
    }
    fail_msg("no actor %s", id);
}

static void test_places_are_kept(void **state)
{
    ng_graph *before = made_story(*state, false), *after = made_story(*state, true);
    ng_draw_options opts = NG_DRAW_OPTIONS_INIT;
    double ax, ay, bx, by, cx, cy, dx, dy;
    char *old, *new;
    size_t len;
    picture p, q;

    draw(*state, before, &opts, &old, &len);
    assert_true(picture_read(old, len, &p));
    opts.like = before;
    draw(*state, after, &opts, &new, &len);
    assert_true(picture_read(new, len, &q));
    label_place(&p, "n-e00", &ax, &ay);
    label_place(&p, "n-e09", &bx, &by);
    label_place(&q, "n-e00", &cx, &cy);
    label_place(&q, "n-e09", &dx, &dy);
    assert_true(fabs((bx - ax) - (dx - cx)) < 8.0 && fabs((by - ay) - (dy - cy)) < 8.0);
    assert_int_equal(picture_overlaps(&q), 0);
    picture_release(&p);
    picture_release(&q);
    ng_free(*state, old);
    ng_free(*state, new);
    ng_graph_free(before);
    ng_graph_free(after);
}

static void test_bad_options(void **state)
{
    ng_graph *g = made_story(*state, false);
    ng_draw_options opts = NG_DRAW_OPTIONS_INIT;
    ng_ranking other;
    char *bytes;
    size_t len;

    memset(&other, 0, sizeof other);
    opts.scale = 99.0;
    assert_int_equal(ng_graph_draw(*state, g, &opts, &bytes, &len), NG_E_ARG);
    assert_non_null(strstr(ng_context_error(*state)->message, "scale"));
    assert_null(bytes);
    opts.scale = 1.0;
    opts.ranking = &other;
    assert_int_equal(ng_graph_draw(*state, g, &opts, &bytes, &len), NG_E_ARG);
    opts.ranking = NULL;
    opts.style = NGI_LITERAL("no-such-style");
    assert_int_equal(ng_graph_draw(*state, g, &opts, &bytes, &len), NG_E_NOTFOUND);
    ng_graph_free(g);
}

/* The gallery's pictures, as they are in the tree: no label on another, none outside, legends complete. */
static void test_gallery(void **state)
{
    static const char *const names[] = { "overview", "who-speaks-of-whom", "relations", "companies", "named-together",
                                         "around-one-person", "communities", "brokers", "dark", "print", "colour-blind",
                                         "large", "difference", "difference-side-by-side" };
    char path[512];
    size_t i;

    for (i = 0; i < sizeof names / sizeof *names; i++) {
        ngi_buffer bytes;
        size_t struck;
        picture p;

        (void)snprintf(path, sizeof path, "%s/../graphs/%s.svg", NG_TEST_DATA, names[i]);
        assert_int_equal(ngi_file_read(*state, path, &bytes), NG_OK);
        assert_true(picture_read(bytes.data, bytes.len, &p));
        assert_true(p.nodes > 5);
        if (picture_overlaps(&p)) print_error("%s: %zu labels on others\n", names[i], picture_overlaps(&p));
        assert_int_equal(picture_overlaps(&p), 0);
        assert_int_equal(picture_outside(&p), 0);
        if (strncmp(names[i], "difference", 10) != 0) check_legend(&p);
        struck = picture_struck(&p, xmlDocGetRootElement(p.doc));
        print_message("%s: %zu of %zu ties run through a label of others, %zu labels of ties\n", names[i], struck, p.ties,
                      p.tie_labels);
        assert_true(struck * 4 <= p.ties);
        picture_release(&p);
        ngi_buffer_release(*state, &bytes);
    }
}

static void test_nothing_to_draw(void **state)
{
    ng_graph *g;
    char *bytes;
    size_t len;
    picture p;

    assert_int_equal(ngi_graph_create(*state, &g), NG_OK);
    draw(*state, g, NULL, &bytes, &len);
    assert_true(picture_read(bytes, len, &p));
    assert_int_equal(p.nodes, 0);
    assert_int_equal(p.entries, 0);
    picture_release(&p);
    ng_free(*state, bytes);
    ng_graph_free(g);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_many_graphs, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_500_actors, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_thinning, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_statuses_are_told_apart, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_links, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_choice, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_report, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_large_report, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_dot, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_same_bytes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_difference, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_difference_by_names, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_places_are_kept, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_bad_options, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_gallery, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_nothing_to_draw, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
