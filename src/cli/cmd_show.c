/*
 * show, why and path: what the input says of an actor, of two, and of the way between them; with the sentences.
 */
#include "cmd.h"

#include <string.h>

typedef struct view {
    const cli_options *options;
    const ng_graph *graph;
    const ng_node *nodes;
    const ng_edge *edges;
    const ng_edge_evidence *evidence;
    const ng_str *aliases;
    size_t node_count, edge_count;
    bool json, color;
    cli_text text;
} view;

static void look(view *v, const cli_options *options, const ng_graph *graph)
{
    size_t count;

    memset(v, 0, sizeof *v);
    v->options = options;
    v->graph = graph;
    v->nodes = ng_graph_nodes(graph, &v->node_count);
    v->edges = ng_graph_edges(graph, &v->edge_count);
    v->evidence = ng_graph_evidence(graph, &count);
    v->aliases = ng_graph_aliases(graph, &count);
    v->json = strcmp(options->format, "json") == 0;
    v->color = cli_colored(options);
}

static void add_edge_text(view *v, const ng_edge *e, uint32_t most)
{
    uint32_t i;

    cli_add(&v->text, "%.*s %s %.*s", CLI_STR(v->nodes[e->from].label), cli_phrase(e), CLI_STR(v->nodes[e->to].label));
    if (e->kind == NG_EDGE_RELATION) cli_add(&v->text, " [%s, %s]", ng_relation_type_name(e->relation), ng_assertion_name(e->status));
    if (e->role.len) cli_add(&v->text, ", as \"%.*s\"", CLI_STR(e->role));
    cli_add(&v->text, " (weight %.3g)\n", e->weight);
    for (i = e->evidence.begin; i < e->evidence.end && i - e->evidence.begin < most; i++) {
        cli_add(&v->text, "    ");
        cli_add_evidence(&v->text, v->graph, &v->evidence[i], v->color);
    }
    if (e->evidence.end - e->evidence.begin > most) {
        cli_add(&v->text, "    ... and %u more\n", e->evidence.end - e->evidence.begin - most);
    }
}

static void add_evidence_json(view *v, const ng_edge_evidence *e)
{
    size_t count;
    const ng_graph_document *documents = ng_graph_documents(v->graph, &count);

    cli_add(&v->text, "{\"document\": ");
    cli_add_json(&v->text, documents[e->document].id);
    cli_add(&v->text, ", \"span\": [%u, %u], \"sentence\": ", e->span.begin, e->span.end);
    cli_add_json(&v->text, e->text);
    cli_add(&v->text, ", \"by\": ");
    cli_add_json(&v->text, e->by);
    cli_add(&v->text, ", \"score\": %.4g}", (double)e->score);
}

static void add_edge_json(view *v, const ng_edge *e)
{
    uint32_t i;

    cli_add(&v->text, "{\"from\": ");
    cli_add_json(&v->text, v->nodes[e->from].label);
    cli_add(&v->text, ", \"to\": ");
    cli_add_json(&v->text, v->nodes[e->to].label);
    cli_add(&v->text, ", \"kind\": \"%s\"", ng_edge_kind_name(e->kind));
    if (e->kind == NG_EDGE_RELATION) {
        cli_add(&v->text, ", \"relation\": \"%s\", \"status\": \"%s\", \"role\": ", ng_relation_type_name(e->relation),
                ng_assertion_name(e->status));
        cli_add_json(&v->text, e->role);
    }
    cli_add(&v->text, ", \"weight\": %.6g, \"evidence\": [", e->weight);
    for (i = e->evidence.begin; i < e->evidence.end; i++) {
        cli_add(&v->text, "%s", i > e->evidence.begin ? ", " : "");
        add_evidence_json(v, &v->evidence[i]);
    }
    cli_add(&v->text, "]}");
}

/* The edges of a node, or between two; each as text or JSON. */
static size_t add_edges(view *v, uint32_t a, uint32_t b, uint32_t most)
{
    size_t i, shown = 0;

    if (v->json) cli_add(&v->text, "[");
    for (i = 0; i < v->edge_count; i++) {
        const ng_edge *e = &v->edges[i];
        bool wanted = b == NG_NONE ? e->from == a || e->to == a
                                   : (e->from == a && e->to == b) || (e->from == b && e->to == a);

        if (!wanted) continue;
        if (v->json) {
            cli_add(&v->text, shown ? ",\n " : "\n ");
            add_edge_json(v, e);
        } else {
            add_edge_text(v, e, most);
        }
        shown++;
    }
    if (v->json) cli_add(&v->text, "\n]");
    return shown;
}

static void add_actor(view *v, const ng_node *n)
{
    uint32_t i;

    cli_add(&v->text, "%.*s, %s, named %u times in %u document%s", CLI_STR(n->label), ng_entity_type_name(n->type),
            n->mentions, n->documents, n->documents == 1 ? "" : "s");
    if (n->first_seen.len) cli_add(&v->text, ", %.*s to %.*s", CLI_STR(n->first_seen), CLI_STR(n->last_seen));
    cli_add(&v->text, "\n");
    for (i = n->aliases.begin; i < n->aliases.end; i++) {
        cli_add(&v->text, "%s%.*s", i == n->aliases.begin ? "also: " : ", ", CLI_STR(v->aliases[i]));
    }
    cli_add(&v->text, "%s\n", n->aliases.begin < n->aliases.end ? "\n" : "");
}

static void show_actor(view *v, const uint32_t *nodes)
{
    const ng_node *n = &v->nodes[nodes[0]];

    if (!v->json) {
        add_actor(v, n);
        (void)add_edges(v, nodes[0], NG_NONE, 3);
        return;
    }
    cli_add(&v->text, "{\"id\": ");
    cli_add_json(&v->text, n->id);
    cli_add(&v->text, ", \"name\": ");
    cli_add_json(&v->text, n->label);
    cli_add(&v->text, ", \"type\": \"%s\", \"mentions\": %u, \"documents\": %u, \"edges\": ", ng_entity_type_name(n->type),
            n->mentions, n->documents);
    (void)add_edges(v, nodes[0], NG_NONE, UINT32_MAX);
    cli_add(&v->text, "}\n");
}

static void show_pair(view *v, const uint32_t *nodes)
{
    size_t shown = add_edges(v, nodes[0], nodes[1], UINT32_MAX);

    if (v->json) cli_add(&v->text, "\n");
    if (!v->json && shown == 0) {
        cli_add(&v->text, "nothing in the input ties %.*s to %.*s\n", CLI_STR(v->nodes[nodes[0]].label),
                CLI_STR(v->nodes[nodes[1]].label));
    }
}

static ng_status show_path(ng_context *ctx, view *v, const uint32_t *nodes)
{
    ng_path path = { NULL, NULL, 0, 0.0 };
    ng_status st = ng_graph_path(ctx, v->graph, nodes[0], nodes[1], &path);
    size_t i;

    if (st == NG_E_NOTFOUND) {
        if (v->json) {
            cli_add(&v->text, "[]\n");
        } else {
            cli_add(&v->text, "no way leads from %.*s to %.*s\n", CLI_STR(v->nodes[nodes[0]].label), CLI_STR(v->nodes[nodes[1]].label));
        }
        return NG_OK;
    }
    if (st != NG_OK) return st;
    if (v->json) cli_add(&v->text, "[");
    for (i = 0; i < path.count; i++) {
        if (v->json) {
            cli_add(&v->text, i ? ",\n " : "\n ");
            add_edge_json(v, &v->edges[path.edges[i]]);
        } else {
            cli_add(&v->text, "%zu. ", i + 1);
            add_edge_text(v, &v->edges[path.edges[i]], 1);
        }
    }
    if (v->json) cli_add(&v->text, "\n]\n");
    ng_path_release(ctx, &path);
    return NG_OK;
}

/* Namesakes are told apart by their ids: say which one is meant. */
static void tell_namesakes(const ng_graph *graph, uint32_t chosen)
{
    size_t i, count, others = 0;
    const ng_node *nodes = ng_graph_nodes(graph, &count);

    for (i = 0; i < count; i++) {
        if (i == chosen || !ng_str_equal(nodes[i].label, nodes[chosen].label)) continue;
        if (others++ == 0) {
            (void)fprintf(stderr, "namegraph: %.*s the %s is meant (%.*s); there is also", CLI_STR(nodes[chosen].label),
                          ng_entity_type_name(nodes[chosen].type), CLI_STR(nodes[chosen].id));
        }
        (void)fprintf(stderr, "%s the %s (%.*s)", others > 1 ? "," : "", ng_entity_type_name(nodes[i].type), CLI_STR(nodes[i].id));
    }
    if (others) (void)fputc('\n', stderr);
}

/* The nodes that the first `count` arguments name. */
static ng_status find_nodes(const cli_options *options, const ng_graph *graph, size_t count, uint32_t *out)
{
    size_t i;

    for (i = 0; i < count; i++) {
        out[i] = ng_graph_find(graph, ng_str_from(options->arguments[i]));
        if (out[i] != NG_NONE && !options->quiet) tell_namesakes(graph, out[i]);
        if (out[i] != NG_NONE) continue;
        (void)fprintf(stderr, "namegraph: the input names no '%s'\n", options->arguments[i]);
        return NG_E_NOTFOUND;
    }
    return NG_OK;
}

/* Two names of one actor tie nobody to nobody: that is said, not answered with nothing. */
static bool are_one(const view *v, const uint32_t *nodes)
{
    if (nodes[0] != nodes[1]) return false;
    (void)fprintf(stderr, "namegraph: '%s' and '%s' are one actor, %.*s\n", v->options->arguments[0], v->options->arguments[1],
                  CLI_STR(v->nodes[nodes[0]].label));
    return true;
}

typedef enum view_kind { VIEW_ACTOR, VIEW_PAIR, VIEW_PATH } view_kind;

static int run(const cli_options *options, view_kind kind)
{
    size_t names = kind == VIEW_ACTOR ? 1 : 2, documents = 0;
    ng_extract_options read = cli_extract_options(options);
    ng_graph_options select = cli_graph_options(options, kind == VIEW_PATH ? CLI_TIES : 0, kind == VIEW_PATH ? CLI_HOLDS : 0);
    ng_context *ctx = cli_context(options);
    ng_extract_report report = { 0, 0 };
    ng_graph *graph = NULL;
    uint32_t nodes[2];
    ng_status st;
    view v;

    select.isolated = true;
    st = ng_network(ctx, (const char *const *)options->arguments + names, options->argument_count - names, &read, &select,
                    &report, &graph);
    if (st == NG_OK) (void)ng_graph_documents(graph, &documents);
    if (st == NG_OK && documents) {
        look(&v, options, graph);
        if (find_nodes(options, graph, names, nodes) != NG_OK || (names == 2 && are_one(&v, nodes))) {
            ng_graph_free(graph);
            (void)cli_finish(ctx, options, NG_OK, &report, true);
            return CLI_NOTHING;
        }
        switch (kind) {
        case VIEW_ACTOR: show_actor(&v, nodes); break;
        case VIEW_PAIR: show_pair(&v, nodes); break;
        case VIEW_PATH: st = show_path(ctx, &v, nodes); break;
        }
        if (st == NG_OK) st = cli_write_text(ctx, options, &v.text);
    }
    ng_graph_free(graph);
    return cli_finish(ctx, options, st, &report, documents > 0);
}

/* show --explain: why the names of an actor are one. */
static int explain(const cli_options *options)
{
    ng_extract_options read = cli_extract_options(options);
    ng_context *ctx = cli_context(options);
    ng_extract_report report = { 0, 0 };
    ng_collection *collection = NULL;
    char *data = NULL;
    size_t len, count = 0;
    uint32_t actor;
    ng_status st;

    st = ng_extract(ctx, (const char *const *)options->arguments + 1, options->argument_count - 1, &read, &report, &collection);
    if (st == NG_OK) count = ng_collection_count(collection);
    if (count) {
        actor = ng_collection_find(collection, ng_str_from(options->arguments[0]));
        if (actor == NG_NONE) {
            (void)fprintf(stderr, "namegraph: the input names no '%s'\n", options->arguments[0]);
            ng_collection_free(collection);
            (void)cli_finish(ctx, options, NG_OK, &report, true);
            return CLI_NOTHING;
        }
        st = ng_collection_explain(ctx, collection, &read, actor, &data, &len);
        if (st == NG_OK) st = cli_write(ctx, options, data, len);
    }
    ng_free(ctx, data);
    ng_collection_free(collection);
    return cli_finish(ctx, options, st, &report, count > 0);
}

int cmd_show(const cli_options *options) { return options->explain ? explain(options) : run(options, VIEW_ACTOR); }
int cmd_why(const cli_options *options) { return run(options, VIEW_PAIR); }
int cmd_path(const cli_options *options) { return run(options, VIEW_PATH); }
