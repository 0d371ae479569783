/*
 * A part of a network as a network of its own. Marks say what stays; each filter clears some, in a fixed order: evidence
 * by score and date, edges by kind, status and weight, nodes by type, then the filters that look at the shape of what
 * is left (around a node, backbone, core, largest component, top), and last the nodes without a tie. The result keeps
 * in words what was done, and how many there were.
 */
#include "graph_parts.h"

static void selection_release(ng_context *ctx, ngi_selection *keep)
{
    ngi_free(ctx, keep->nodes);
    ngi_free(ctx, keep->edges);
    ngi_free(ctx, keep->evidence);
    ngi_free(ctx, keep->documents);
}

static ng_status selection_make(ng_context *ctx, const ng_graph *graph, ngi_selection *keep)
{
    keep->nodes = ngi_alloc(ctx, graph->nodes.count, 1);
    keep->edges = ngi_alloc(ctx, graph->edges.count, 1);
    keep->evidence = ngi_alloc(ctx, graph->evidence.count, 1);
    keep->documents = ngi_alloc(ctx, graph->documents.count, 1);
    if (!keep->nodes || !keep->edges || !keep->evidence || !keep->documents) return NG_E_NOMEM;
    memset(keep->nodes, 1, graph->nodes.count);
    memset(keep->edges, 1, graph->edges.count);
    memset(keep->evidence, 1, graph->evidence.count);
    memset(keep->documents, 1, graph->documents.count);
    return NG_OK;
}

/* Evidence by score and date; an edge that keeps none goes. */
static void select_evidence(const ng_graph *graph, const ng_graph_options *opts, ngi_selection *keep)
{
    size_t i, k;

    for (i = 0; i < graph->documents.count; i++) keep->documents[i] = ngi_date_in(graph->documents.items[i].date, opts);
    for (i = 0; i < graph->edges.count; i++) {
        const ng_edge *e = &graph->edges.items[i];
        bool any = false;

        for (k = e->evidence.begin; k < e->evidence.end; k++) {
            const ng_edge_evidence *v = &graph->evidence.items[k];

            keep->evidence[k] = keep->documents[v->document] && v->score >= (float)opts->min_score;
            any = any || keep->evidence[k];
        }
        keep->edges[i] = any;
    }
}

static bool in_mask(uint32_t mask, unsigned value) { return mask == 0 || (mask & NG_BIT(value)); }

static void select_edges(const ng_graph *graph, const ng_graph_options *opts, ngi_selection *keep)
{
    size_t i;

    for (i = 0; i < graph->edges.count; i++) {
        const ng_edge *e = &graph->edges.items[i];

        if (!in_mask(opts->edges, e->kind) || e->weight < opts->min_weight) keep->edges[i] = false;
        if (e->kind != NG_EDGE_RELATION) continue;
        if (!in_mask(opts->relations, e->relation) || !in_mask(opts->statuses, e->status)) keep->edges[i] = false;
    }
    for (i = 0; i < graph->nodes.count; i++) keep->nodes[i] = in_mask(opts->types, graph->nodes.items[i].type);
}

void ngi_select_close(const ng_graph *graph, ngi_selection *keep)
{
    size_t i;

    for (i = 0; i < graph->edges.count; i++) {
        const ng_edge *e = &graph->edges.items[i];

        if (!keep->nodes[e->from] || !keep->nodes[e->to]) keep->edges[i] = false;
    }
}

/* Clear the marks of nodes that no marked edge touches; false when there were none. */
static ng_status drop_isolated(ng_context *ctx, const ng_graph *graph, ngi_selection *keep, bool *any)
{
    bool *tied = ngi_alloc(ctx, graph->nodes.count, sizeof *tied);
    size_t i;

    *any = false;
    if (!tied) return NG_E_NOMEM;
    for (i = 0; i < graph->edges.count; i++) {
        if (keep->edges[i]) tied[graph->edges.items[i].from] = tied[graph->edges.items[i].to] = true;
    }
    for (i = 0; i < graph->nodes.count; i++) {
        *any = *any || (keep->nodes[i] && !tied[i]);
        keep->nodes[i] = keep->nodes[i] && tied[i];
    }
    ngi_free(ctx, tied);
    return NG_OK;
}

static ng_status select_shape(ng_context *ctx, const ng_graph *graph, const ng_graph_options *opts, ngi_selection *keep,
                              bool *lonely)
{
    ng_status st = NG_OK;

    if (opts->around.len) NG_CHECK(ngi_select_around(ctx, graph, opts, keep));
    if (opts->backbone > 0.0) NG_CHECK(ngi_select_backbone(ctx, graph, opts->backbone, keep));
    if (opts->k_core) NG_CHECK(ngi_select_core(ctx, graph, opts->k_core, keep));
    if (opts->giant) NG_CHECK(ngi_select_giant(ctx, graph, keep));
    if (opts->top) NG_CHECK(ngi_select_top(ctx, graph, opts->top, keep));
    if (!opts->isolated) NG_CHECK(drop_isolated(ctx, graph, keep, lonely));
done:
    return st;
}

ng_status ng_graph_filter(ng_context *ctx, const ng_graph *graph, const ng_graph_options *opts, ng_graph **out)
{
    ng_graph weighed = *graph; /* the same arrays, but edges of the evidence that stays */
    ngi_selection keep = { NULL, NULL, NULL, NULL };
    bool lonely = false;
    ng_status st;

    *out = NULL;
    memset(&weighed.edges, 0, sizeof weighed.edges);
    NG_CHECK(ngi_graph_options_check(ctx, &opts));
    NG_CHECK(selection_make(ctx, graph, &keep));
    select_evidence(graph, opts, &keep);
    NG_CHECK(ngi_reweigh(ctx, graph, &keep, &weighed));
    select_edges(&weighed, opts, &keep);
    ngi_select_close(&weighed, &keep);
    NG_CHECK(select_shape(ctx, &weighed, opts, &keep, &lonely));
    NG_CHECK(ngi_graph_part(ctx, &weighed, &keep, out));
    NG_CHECK(ngi_filter_words(ctx, graph, opts, lonely, *out));
done:
    if (st != NG_OK) {
        ng_graph_free(*out);
        *out = NULL;
    }
    ngi_array_release(ctx, &weighed.edges);
    selection_release(ctx, &keep);
    return st;
}
