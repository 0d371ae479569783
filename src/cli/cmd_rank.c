/*
 * rank: the central actors, as a table that a person reads, JSON or CSV.
 */
#include "cmd.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define TABLE_ROWS 20
#define BAR_WIDTH 20

/* The edges that carry a node, strongest first. */
static size_t strongest_ties(const ng_graph *graph, uint32_t node, size_t limit, uint32_t *out)
{
    size_t i, count, kept = 0;
    const ng_edge *edges = ng_graph_edges(graph, &count);

    for (i = 0; i < count; i++) {
        size_t at;

        if (edges[i].from != node && edges[i].to != node) continue;
        for (at = kept; at > 0 && edges[out[at - 1]].weight < edges[i].weight; at--) {
            if (at < limit) out[at] = out[at - 1];
        }
        if (at < limit) out[at] = (uint32_t)i;
        if (kept < limit) kept++;
    }
    return kept;
}

static void add_bar(cli_text *text, double share)
{
    int full = (int)(share * BAR_WIDTH + 0.5), i;

    for (i = 0; i < BAR_WIDTH; i++) cli_add(text, "%s", i < full ? "#" : " ");
}

static size_t widest_label(const ng_graph *graph, const ng_ranking *ranking, size_t rows)
{
    size_t i, count, width = 5;
    const ng_node *nodes = ng_graph_nodes(graph, &count);

    for (i = 0; i < rows; i++) {
        size_t w = cli_width(nodes[ranking->items[i].node].label);

        if (w > width) width = w;
    }
    return width > 40 ? 40 : width;
}

static void add_ties(cli_text *text, const ng_graph *graph, uint32_t node, int indent)
{
    size_t k, count, ties;
    const ng_node *nodes = ng_graph_nodes(graph, &count);
    const ng_edge *edges = ng_graph_edges(graph, &count);
    uint32_t best[3];

    ties = strongest_ties(graph, node, 3, best);
    for (k = 0; k < ties; k++) {
        const ng_edge *e = &edges[best[k]];
        bool from_it = e->from == node;

        cli_add(text, "%s", k ? "; " : "");
        if (k == 0) cli_add(text, "%*s", indent, "");
        if (from_it) {
            cli_add(text, "%s %.*s", cli_phrase(e), CLI_STR(nodes[e->to].label));
        } else {
            cli_add(text, "%.*s %s it", CLI_STR(nodes[e->from].label), cli_phrase(e));
        }
        if (e->status != NG_CURRENT) cli_add(text, " (%s)", ng_assertion_name(e->status));
    }
    if (ties) cli_add(text, "\n");
}

/* Betweenness of a large network is estimated, and who reads it ought to know by how much it may be off. */
static void add_estimate(cli_text *text, const ng_ranking *ranking)
{
    if (!ranking->sources) return;
    cli_add(text, "\nBetweenness is an estimate from %u of %zu actors, standard error up to %.2g.\n", ranking->sources,
            ranking->count, ranking->error);
}

static void add_table(cli_text *text, const cli_options *options, const ng_graph *graph, const ng_ranking *ranking)
{
    size_t i, count, documents, rows = options->top ? options->top : TABLE_ROWS, width;
    const ng_node *nodes = ng_graph_nodes(graph, &count);
    ng_measure by = cli_measure(options);
    double most = ranking->count ? ranking->items[0].score : 1.0;

    (void)ng_graph_documents(graph, &documents);
    if (rows > ranking->count) rows = ranking->count;
    width = widest_label(graph, ranking, rows);
    for (i = 0; i < rows; i++) most = fmax(most, ranking->items[i].score);
    cli_add(text, "Central actors by %s (%s), %zu of %zu actors, %zu document%s\n\n", ng_measure_name(by), ng_measure_meaning(by),
            rows, ranking->count, documents, documents == 1 ? "" : "s");
    for (i = 0; i < rows; i++) {
        const ng_ranked *r = &ranking->items[i];
        const ng_node *n = &nodes[r->node];
        size_t w = cli_width(n->label);

        cli_add(text, "%4u  %.*s%*s  %-12s  %9.4g  ", r->rank, CLI_STR(n->label), (int)(w < width ? width - w : 0), "",
                ng_entity_type_name(n->type), r->score);
        add_bar(text, most > 0.0 ? r->score / most : 0.0);
        if (ranking->resamples) {
            cli_add(text, "  rank %u-%u, top 5 in %d %%", r->rank_low, r->rank_high, (int)(r->in_top * 100.0f + 0.5f));
        }
        if (options->communities) cli_add(text, "  group %u", r->community + 1);
        cli_add(text, "\n");
        add_ties(text, graph, r->node, 6);
    }
    if (options->communities) cli_add(text, "\n%u groups, modularity %.2f\n", ranking->communities, ranking->modularity);
    add_estimate(text, ranking);
    if (ranking->count < 10 || documents < 3) {
        cli_add(text, "\nFew actors or documents: one more article may change this order.\n");
    }
}

static void add_json(cli_text *text, const cli_options *options, const ng_graph *graph, const ng_ranking *ranking)
{
    size_t i, count, rows = ranking->count;
    const ng_node *nodes = ng_graph_nodes(graph, &count);
    uint32_t m;

    if (options->top && rows > options->top) rows = options->top;
    cli_add(text, "{\"namegraph\": 1, \"by\": \"%s\", \"actors\": %zu, \"resamples\": %u,", ng_measure_name(cli_measure(options)),
            ranking->count, ranking->resamples);
    if (options->communities) cli_add(text, " \"communities\": %u, \"modularity\": %.6g,", ranking->communities, ranking->modularity);
    if (ranking->sources) cli_add(text, " \"sources\": %u, \"error\": %.3g,", ranking->sources, ranking->error);
    cli_add(text, " \"ranking\": [");
    for (i = 0; i < rows; i++) {
        const ng_ranked *r = &ranking->items[i];

        cli_add(text, "%s\n {\"rank\": %u, \"id\": ", i ? "," : "", r->rank);
        cli_add_json(text, nodes[r->node].id);
        cli_add(text, ", \"name\": ");
        cli_add_json(text, nodes[r->node].label);
        cli_add(text, ", \"type\": \"%s\", \"score\": %.9g", ng_entity_type_name(nodes[r->node].type), r->score);
        for (m = 0; m < NG_MEASURE_COUNT; m++) {
            if (options->measures & NG_BIT(m)) cli_add(text, ", \"%s\": %.9g", ng_measure_name((ng_measure)m), r->values[m]);
        }
        if (options->communities) cli_add(text, ", \"community\": %u", r->community);
        if (ranking->resamples) {
            cli_add(text, ", \"rank_low\": %u, \"rank_high\": %u, \"in_top\": %.4g", r->rank_low, r->rank_high, (double)r->in_top);
        }
        cli_add(text, "}");
    }
    cli_add(text, "\n]}\n");
}

static void add_csv_field(cli_text *text, ng_str s)
{
    size_t i;

    cli_add(text, "\"");
    for (i = 0; i < s.len; i++) cli_add(text, "%s%c", s.ptr[i] == '"' ? "\"" : "", s.ptr[i]);
    cli_add(text, "\"");
}

static void add_csv(cli_text *text, const cli_options *options, const ng_graph *graph, const ng_ranking *ranking)
{
    size_t i, count, rows = ranking->count;
    const ng_node *nodes = ng_graph_nodes(graph, &count);
    uint32_t m;

    if (options->top && rows > options->top) rows = options->top;
    cli_add(text, "rank,id,name,type,score");
    for (m = 0; m < NG_MEASURE_COUNT; m++) {
        if (options->measures & NG_BIT(m)) cli_add(text, ",%s", ng_measure_name((ng_measure)m));
    }
    cli_add(text, "%s%s\n", options->communities ? ",community" : "", ranking->resamples ? ",rank_low,rank_high,in_top" : "");
    for (i = 0; i < rows; i++) {
        const ng_ranked *r = &ranking->items[i];

        cli_add(text, "%u,", r->rank);
        add_csv_field(text, nodes[r->node].id);
        cli_add(text, ",");
        add_csv_field(text, nodes[r->node].label);
        cli_add(text, ",%s,%.9g", ng_entity_type_name(nodes[r->node].type), r->score);
        for (m = 0; m < NG_MEASURE_COUNT; m++) {
            if (options->measures & NG_BIT(m)) cli_add(text, ",%.9g", r->values[m]);
        }
        if (options->communities) cli_add(text, ",%u", r->community);
        if (ranking->resamples) cli_add(text, ",%u,%u,%.4g", r->rank_low, r->rank_high, (double)r->in_top);
        cli_add(text, "\n");
    }
}

int cmd_rank(const cli_options *options)
{
    ng_extract_options read = cli_extract_options(options);
    ng_graph_options select = cli_graph_options(options, CLI_TIES, CLI_HOLDS);
    ng_rank_options rank = NG_RANK_OPTIONS_INIT;
    ng_context *ctx = cli_context(options);
    bool table = strcmp(options->format, "table") == 0;
    ng_extract_report report = { 0, 0 };
    ng_ranking ranking = { 0 };
    cli_text text = { NULL, 0, 0, false };
    ng_graph *graph = NULL;
    size_t documents = 0;
    ng_status st;

    select.top = 0; /* the rows are cut, not the network that they are ranked in */
    rank.by = cli_measure(options);
    rank.measures = options->measures;
    rank.resamples = options->resamples == UINT32_MAX ? (table ? 100 : 0) : options->resamples;
    rank.seed = options->seed;
    rank.communities = options->communities;
    st = ng_network(ctx, (const char *const *)options->arguments, options->argument_count, &read, &select, &report, &graph);
    if (st == NG_OK) st = ng_graph_rank(ctx, graph, &rank, &ranking);
    if (st == NG_OK) (void)ng_graph_documents(graph, &documents);
    if (st == NG_OK && documents) {
        if (table) {
            add_table(&text, options, graph, &ranking);
        } else if (strcmp(options->format, "json") == 0) {
            add_json(&text, options, graph, &ranking);
        } else {
            add_csv(&text, options, graph, &ranking);
        }
        st = cli_write_text(ctx, options, &text);
    }
    ng_ranking_release(ctx, &ranking);
    ng_graph_free(graph);
    return cli_finish(ctx, options, st, &report, documents > 0);
}
