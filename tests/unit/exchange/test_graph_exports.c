/*
 * Cypher, JSON-LD and FollowTheMoney: hostile names stay within their quotes, what is no fact is never written as one,
 * and no memory is lost. What other programs make of the files is asked in tests/peers.
 */
#include "unit/graph/sample_network.h"

#include "exchange/graph_formats.h"
#include "support/purse.h"

static const ng_graph_format exports[] = { NG_GRAPH_CYPHER, NG_GRAPH_JSONLD, NG_GRAPH_FTM };
#define EXPORTS (sizeof exports / sizeof *exports)

static char *written(ng_context *ctx, const ng_graph *g, ng_graph_format format, size_t *len)
{
    char *text;

    OK(ng_graph_write(ctx, g, format, &text, len));
    return text;
}

static const char *const hostile[] = {
    "O'Hara \"Ray\" \\", "a\nb\r\tc\x01", "\\u0027 }) // ; MATCH (n) DETACH DELETE n; \\'", "'", "\"", "\\", "';", "*/ x /*", "a`b",
    "\xe5\xbc\xa0 \xf0\x9f\x98\x80 \xe2\x80\xa8 \xc2\x85 \x7f", "</script>", "%s%n", "}]}",
};
#define HOSTILE (sizeof hostile / sizeof *hostile)

/* Every text of the network is hostile in turn; ids stay apart by their number. */
static ng_graph *hostile_graph(ng_context *ctx)
{
    ng_graph *g = sample_graph(ctx, sample_articles, SAMPLE_ARTICLES, NULL);
    size_t i, at = 0;

    for (i = 0; i < g->nodes.count; i++) {
        ngi_buffer id = { NULL, 0, 0 };

        OK(ngi_buffer_printf(ctx, &id, "%03zu%s", i, hostile[at++ % HOSTILE]));
        OK(ngi_graph_copy(ctx, g, ngi_buffer_str(&id), &g->nodes.items[i].id));
        ngi_buffer_release(ctx, &id);
        g->nodes.items[i].label = ng_str_from(hostile[at++ % HOSTILE]);
        g->nodes.items[i].link = ng_str_from(hostile[at++ % HOSTILE]);
        g->nodes.items[i].first_seen = ng_str_from(hostile[at++ % HOSTILE]);
        g->nodes.items[i].aliases.begin = (uint32_t)g->aliases.count;
        OK(ngi_array_push(ctx, &g->aliases, ng_str_from(hostile[at++ % HOSTILE])));
        g->nodes.items[i].aliases.end = (uint32_t)g->aliases.count;
    }
    for (i = 0; i < g->documents.count; i++) {
        ng_graph_document *d = &g->documents.items[i];

        d->title = d->source = d->outlet = ng_str_from(hostile[at++ % HOSTILE]);
        d->date = d->url = d->duplicate_of = ng_str_from(hostile[at++ % HOSTILE]);
    }
    for (i = 0; i < g->edges.count; i++) {
        ng_edge *e = &g->edges.items[i];

        e->role = e->since = e->until = e->first_seen = ng_str_from(hostile[at++ % HOSTILE]);
        e->last_seen = NGI_LITERAL("2024-02-30");
    }
    for (i = 0; i < g->evidence.count; i++) {
        ng_edge_evidence *v = &g->evidence.items[i];

        v->text = v->by = ng_str_from(hostile[at++ % HOSTILE]);
        v->from = v->to = (ng_span){ 0, 0 };
    }
    g->totals.filter = NGI_LITERAL("types x\n; DETACH DELETE \"'");
    return g;
}

/* Is the script one of ours outside of its strings? Says how many statements it has. */
static size_t count_statements(ng_context *ctx, const char *text)
{
    static const char *const never[] = { "DELETE", "DETACH", "script", "Ray", "%", "\x01", "\\" };
    ngi_buffer bare = { NULL, 0, 0 };
    size_t statements = 0;

    for (const char *at = text; *at; at++) {
        if (*at == '\'') {
            for (at++; *at != '\''; at += *at == '\\' ? 2 : 1) {
                assert_true((unsigned char)*at >= 0x20);
                if (*at == '\\') assert_non_null(strchr("'\\nrtu", at[1]));
            }
            continue;
        }
        statements += *at == ';' && at[1] == '\n';
        assert_true(*at != ';' || at[1] == '\n');
        OK(ngi_buffer_add_char(ctx, &bare, *at));
    }
    for (size_t i = 0; i < sizeof never / sizeof *never; i++) assert_null(strstr(bare.data, never[i]));
    ngi_buffer_release(ctx, &bare);
    return statements;
}

static void test_cypher_keeps_texts_in_quotes(void **state)
{
    ng_graph *g = hostile_graph(*state), *plain = sample_graph(*state, sample_articles, SAMPLE_ARTICLES, NULL);
    size_t len;
    char *text = written(*state, g, NG_GRAPH_CYPHER, &len), *other = written(*state, plain, NG_GRAPH_CYPHER, &len);

    assert_int_equal(count_statements(*state, text), count_statements(*state, other));
    assert_non_null(strstr(text, "'O\\'Hara \"Ray\" \\\\'"));
    assert_non_null(strstr(text, "'a\\nb\\r\\tc\\u0001'"));
    assert_non_null(strstr(text, "'\\\\u0027 }) // ; MATCH (n) DETACH DELETE n; \\\\\\''"));
    assert_null(strstr(text, "date('2024-02-30')"));
    ng_free(*state, text);
    ng_free(*state, other);
    ng_graph_free(plain);
    ng_graph_free(g);
}

/* An item of the JSON-LD, by its id. */
static json_t *linked_item(json_t *all, const char *id)
{
    json_t *items = json_object_get(all, "@graph");

    for (size_t i = 0; i < json_array_size(items); i++) {
        json_t *item = json_array_get(items, i);

        if (ng_str_equal(ngi_json_get_str(item, "@id"), ng_str_from(id))) return item;
    }
    return NULL;
}

static json_t *parsed(ng_context *ctx, const char *text, size_t len)
{
    json_t *all;

    OK(ngi_json_parse(ctx, (ng_str){ text, len }, "x", &all));
    return all;
}

static void test_jsonld_keeps_texts(void **state)
{
    ng_graph *g = hostile_graph(*state);
    size_t len;
    char *text = written(*state, g, NG_GRAPH_JSONLD, &len);
    json_t *all = parsed(*state, text, len), *item;

    assert_int_equal(json_array_size(json_object_get(all, "@graph")), 1 + g->documents.count + g->nodes.count + g->edges.count);
    for (size_t i = 0; i < g->nodes.count; i++) {
        ngi_buffer id = { NULL, 0, 0 };

        OK(ngi_buffer_add_text(*state, &id, "actor:"));
        OK(ngi_add_iri_text(*state, &id, g->nodes.items[i].id));
        item = linked_item(all, id.data);
        assert_non_null(item);
        assert_true(ng_str_equal(ngi_json_get_str(item, "name"), g->nodes.items[i].label));
        assert_null(json_object_get(item, "sameAs"));
        ngi_buffer_release(*state, &id);
    }
    json_decref(all);
    ng_free(*state, text);
    ng_graph_free(g);
}

/* Values of a property of an entity, which stands in a line of its own. */
static json_t *ftm_property(json_t *entity, const char *name) { return json_object_get(json_object_get(entity, "properties"), name); }

static void check_ftm_entity(json_t *entity, ngi_map *ids, ng_context *ctx, size_t at)
{
    ng_str id = ngi_json_get_str(entity, "id");
    const char *key;
    json_t *values, *value;
    size_t i;

    for (i = 0; i < id.len; i++) assert_non_null(strchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-", id.ptr[i]));
    assert_int_equal(ngi_map_find(ids, id), NG_NONE);
    OK(ngi_map_set(ctx, ids, id, (uint32_t)at));
    json_object_foreach(json_object_get(entity, "properties"), key, values) {
        assert_true(json_array_size(values) > 0);
        json_array_foreach(values, i, value) {
            const char *c = json_string_value(value);

            assert_true(*c && *c != ' ' && c[strlen(c) - 1] != ' ' && !strstr(c, "  "));
            for (; *c; c++) assert_true((unsigned char)*c >= ' ' && *c != 0x7f);
        }
    }
}

static void test_ftm_values_are_clean(void **state)
{
    ng_graph *g = hostile_graph(*state);
    size_t len, lines = 0, count;
    char *text;
    json_t *entities = json_array();
    ngi_map ids = { NULL, 0, 0 };
    ngi_named *named;
    ng_str rest, line;

    g->nodes.items[0].label = NGI_LITERAL(" \x01\n");
    text = written(*state, g, NG_GRAPH_FTM, &len);
    rest = (ng_str){ text, len };
    while (ngi_str_next(&rest, '\n', &line)) {
        if (!line.len) continue;
        assert_int_equal(json_array_append_new(entities, parsed(*state, line.ptr, line.len)), 0);
        check_ftm_entity(json_array_get(entities, lines), &ids, *state, lines);
        lines++;
    }
    OK(ngi_named_in(*state, g, &named, &count));
    assert_true(count > 5);
    assert_in_range(lines, g->documents.count + g->nodes.count + g->edges.count + 1, g->documents.count + g->nodes.count + g->edges.count + count);
    assert_string_equal(json_string_value(json_array_get(ftm_property(json_array_get(entities, g->documents.count), "name"), 0)),
                        "000O'Hara \"Ray\" \\");
    ngi_free(*state, named);
    ngi_map_release(*state, &ids);
    json_decref(entities);
    ng_free(*state, text);
    ng_graph_free(g);
}

/* The entity of the first line that holds a text. */
static json_t *line_with(ng_context *ctx, const char *text, size_t len, const char *part)
{
    ng_str rest = { text, len }, line;

    while (ngi_str_next(&rest, '\n', &line)) {
        if (ngi_str_find(line, ng_str_from(part)) != SIZE_MAX) return parsed(ctx, line.ptr, line.len);
    }
    fail_msg("no line with %s", part);
    return NULL;
}

static const char *first_value(json_t *entity, const char *name)
{
    return json_string_value(json_array_get(ftm_property(entity, name), 0));
}

/* Ada leads Bolt, by one status after the other: only what is current is said in words that claim it. */
static void test_only_current_is_fact(void **state)
{
    for (unsigned k = 0; k < NG_ASSERTION_COUNT; k++) {
        sample_article article = { "a", "2024-01-10", NULL, NULL, "Ada leads Acme.",
                                   { { "Ada", NG_WORKS_FOR, "Acme", (ng_assertion)k, 0.9f } }, { { NULL, NULL } } };
        const char *status = ng_assertion_name((ng_assertion)k);
        ng_graph *g = sample_graph(*state, &article, 1, NULL);
        size_t len;
        char *text = written(*state, g, NG_GRAPH_CYPHER, &len), expected[64];
        json_t *link;

        assert_int_equal(strstr(text, "[r:WORKS_FOR]") != NULL, k == NG_CURRENT);
        (void)snprintf(expected, sizeof expected, "status: '%s'", status);
        assert_non_null(strstr(text, expected));
        ng_free(*state, text);

        text = written(*state, g, NG_GRAPH_JSONLD, &len);
        assert_int_equal(strstr(text, "\"worksFor\":[\"actor:") != NULL, k == NG_CURRENT);
        (void)snprintf(expected, sizeof expected, "\"status\":\"%s\"", status);
        assert_non_null(strstr(text, expected));
        ng_free(*state, text);

        text = written(*state, g, NG_GRAPH_FTM, &len);
        link = line_with(*state, text, len, "works for");
        assert_string_equal(json_string_value(json_object_get(link, "schema")), k == NG_CURRENT ? "Employment" : "UnknownLink");
        assert_string_equal(first_value(link, "status"), status);
        (void)snprintf(expected, sizeof expected, "%s%sAda works for Acme", k == NG_CURRENT ? "" : status, k == NG_CURRENT ? "" : ": ");
        assert_string_equal(first_value(link, "summary"), expected);
        json_decref(link);
        ng_free(*state, text);
        ng_graph_free(g);
    }
}

/* Kinds of edges have types of their own, and numbers are numbers. */
static void test_cypher_types(void **state)
{
    ng_graph *g = sample_graph(*state, sample_articles, SAMPLE_ARTICLES, NULL);
    size_t len;
    char *text;

    g->edges.items[0].weight = 1e20;
    text = written(*state, g, NG_GRAPH_CYPHER, &len);
    assert_non_null(strstr(text, "[r:SPEAKS_OF]"));
    assert_non_null(strstr(text, "[r:NAMED_WITH]"));
    assert_non_null(strstr(text, "[r:COVERS]"));
    assert_non_null(strstr(text, "[r:FOUNDER_OF]"));
    assert_non_null(strstr(text, "[r:PLANNED_ACQUIRES]"));
    assert_null(strstr(text, "[r:ACQUIRES]"));
    assert_non_null(strstr(text, "weight: 1.4,"));
    assert_non_null(strstr(text, "weight: 1.0,"));
    assert_non_null(strstr(text, "weight: 1e20,"));
    assert_non_null(strstr(text, "first_seen: date('2024-01-10')"));
    assert_non_null(strstr(text, "SET n:Company\n"));
    ng_free(*state, text);
    ng_graph_free(g);
}

static void test_links_lead_where_they_lead(void **state)
{
    static const struct {
        const char *link, *ftm, *jsonld;
    } cases[] = {
        { "https://www.wikidata.org/wiki/Q42", "\"wikidataId\":[\"Q42\"]", "\"sameAs\":\"https://www.wikidata.org/wiki/Q42\"" },
        { "https://www.wikidata.org/wiki/Q4x", "\"sourceUrl\":[", "\"sameAs\":\"" },
        { "https://en.wikipedia.org/wiki/A", "\"wikipediaUrl\":[\"https://en.wikipedia.org/wiki/A\"]", "\"sameAs\":\"" },
        { "https://example.org/a", "\"sourceUrl\":[\"https://example.org/a\"]", "\"sameAs\":\"https://example.org/a\"" },
        { "Ada Key", NULL, "\"key\":\"Ada Key\"" },
        { "https://example.org/a b", NULL, "\"key\":\"https://example.org/a b\"" },
        { "javascript:alert(1)", NULL, "\"key\":\"" },
    };
    ng_graph *g = sample_graph(*state, sample_articles, 1, NULL);
    uint32_t ada = sample_node(g, "Ada");
    size_t i, len;

    for (i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *text;

        g->nodes.items[ada].link = ng_str_from(cases[i].link);
        text = written(*state, g, NG_GRAPH_JSONLD, &len);
        assert_non_null(strstr(text, cases[i].jsonld));
        ng_free(*state, text);
        text = written(*state, g, NG_GRAPH_FTM, &len);
        assert_true(cases[i].ftm ? strstr(text, cases[i].ftm) != NULL : !strstr(text, "sourceUrl") && !strstr(text, "wiki"));
        ng_free(*state, text);
    }
    ng_graph_free(g);
}

static void test_public_bodies(void **state)
{
    static const struct {
        const char *name, *schema;
        ng_entity_type type;
    } cases[] = {
        { "Ministry of Defence", "PublicBody", NG_ORGANIZATION },
        { "U.S. Department of Justice", "PublicBody", NG_ORGANIZATION },
        { "European Commission", "PublicBody", NG_ORGANIZATION },
        { "Supreme Court", "PublicBody", NG_ORGANIZATION },
        { "Courtauld Fund", "Organization", NG_ORGANIZATION },
        { "Department of Physics, University of Leeds", "Organization", NG_ORGANIZATION },
        { "Greenpeace", "Organization", NG_ORGANIZATION },
        { "Federal Express", "Company", NG_COMPANY },
        { "Bolt v. Acme", "CourtCase", NG_LAW },
        { "Digital Markets Act", "Note", NG_LAW },
    };
    ng_graph *g = sample_graph(*state, sample_articles, 1, NULL);
    json_t *entity;
    size_t i, len;
    char *text;

    for (i = 0; i < sizeof cases / sizeof *cases; i++) {
        g->nodes.items[0].label = ng_str_from(cases[i].name);
        g->nodes.items[0].type = cases[i].type;
        text = written(*state, g, NG_GRAPH_FTM, &len);
        entity = line_with(*state, text, len, "\"keywords\"");
        assert_string_equal(first_value(entity, "name"), cases[i].name);
        assert_string_equal(json_string_value(json_object_get(entity, "schema")), cases[i].schema);
        json_decref(entity);
        ng_free(*state, text);
    }
    ng_graph_free(g);
}

static void test_dates_that_exist(void **state)
{
    static const char *const cases[][2] = {
        { "2024", "2024" }, { "2024-02", "2024-02" }, { "2024-02-29", "2024-02-29" }, { "2024-02-28T08:40:00+01:00", "2024-02-28" },
        { "2000-02-29", "2000-02-29" }, { "1900-02-29", "" }, { "2023-02-29", "" }, { "2024-13", "" }, { "2024-00-10", "" },
        { "2024-04-31", "" }, { "2024-1-1", "" }, { "24-01-01", "" }, { "2024-01-01x", "" }, { "", "" }, { "2024-01-", "" }, { "20240101", "" },
        { "0999", "" }, { "2024/01/01", "" }, { "2024-01-0'", "" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_true(ng_str_equal(ngi_date_stated(ng_str_from(cases[i][0])), ng_str_from(cases[i][1])));
    }
    assert_int_equal(ngi_date_stated((ng_str){ NULL, 0 }).len, 0);
}

static void test_addresses(void **state)
{
    static const struct {
        const char *text;
        bool is;
    } cases[] = {
        { "https://example.org", true }, { "http://example.org/a?b=%20#c", true }, { "https://\xc3\xa9x.org/", true },
        { "https://", false }, { "https:///x", false }, { "ftp://example.org", false }, { "example.org", false },
        { "https://a b", false }, { "https://a\"b", false }, { "https://a\nb", false }, { "https://a>b", false }, { "", false },
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) assert_int_equal(ngi_is_address(ng_str_from(cases[i].text)), cases[i].is);
}

/* No actor, or no edge: still a file that reads. */
static void test_empty_networks(void **state)
{
    ng_graph *g = sample_graph(*state, sample_articles, 0, NULL);
    size_t len;
    char *text = written(*state, g, NG_GRAPH_FTM, &len);

    assert_int_equal(len, 0);
    ng_free(*state, text);
    text = written(*state, g, NG_GRAPH_CYPHER, &len);
    assert_int_equal(count_statements(*state, text), 2);
    ng_free(*state, text);
    text = written(*state, g, NG_GRAPH_JSONLD, &len);
    json_decref(parsed(*state, text, len));
    ng_free(*state, text);
    ng_graph_free(g);
}

static void test_no_memory(void **state)
{
    ng_context_options opts = NG_CONTEXT_OPTIONS_INIT;
    ng_graph *g = sample_graph(*state, sample_articles, SAMPLE_ARTICLES, NULL);
    purse p = { UINT32_MAX, 0 };
    ng_context *poor;

    opts.allocator = purse_allocator(&p);
    OK(ng_context_create(&opts, &poor));
    for (size_t i = 0; i < EXPORTS; i++) {
        ng_status st = NG_E_NOMEM;
        unsigned long calls;
        char *text;
        size_t len;

        for (calls = 0; st != NG_OK; calls++) {
            long before = p.balance;

            p.left = calls;
            st = ng_graph_write(poor, g, exports[i], &text, &len);
            p.left = UINT32_MAX;
            if (st == NG_OK) break;
            assert_int_equal(st, NG_E_NOMEM);
            assert_null(text);
            assert_int_equal(p.balance, before);
        }
        assert_true(calls > 3);
        ng_free(poor, text);
    }
    ng_context_free(poor);
    assert_int_equal(p.balance, 0);
    ng_graph_free(g);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_cypher_keeps_texts_in_quotes, sample_set_up, sample_tear_down),
        cmocka_unit_test_setup_teardown(test_jsonld_keeps_texts, sample_set_up, sample_tear_down),
        cmocka_unit_test_setup_teardown(test_ftm_values_are_clean, sample_set_up, sample_tear_down),
        cmocka_unit_test_setup_teardown(test_only_current_is_fact, sample_set_up, sample_tear_down),
        cmocka_unit_test_setup_teardown(test_cypher_types, sample_set_up, sample_tear_down),
        cmocka_unit_test_setup_teardown(test_links_lead_where_they_lead, sample_set_up, sample_tear_down),
        cmocka_unit_test_setup_teardown(test_public_bodies, sample_set_up, sample_tear_down),
        cmocka_unit_test(test_dates_that_exist),
        cmocka_unit_test(test_addresses),
        cmocka_unit_test_setup_teardown(test_empty_networks, sample_set_up, sample_tear_down),
        cmocka_unit_test_setup_teardown(test_no_memory, sample_set_up, sample_tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
