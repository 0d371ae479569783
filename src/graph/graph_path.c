/*
 * The strongest connection of two nodes: Dijkstra over distances 1 / weight, by igraph. Cost: near linear in the ties.
 */
#include "graph_igraph.h"

static ng_status take_way(ng_context *ctx, const ngi_ties *ties, const igraph_vector_int_t *nodes,
                          const igraph_vector_int_t *steps, ng_path *out)
{
    igraph_integer_t i, count = igraph_vector_int_size(steps);

    out->nodes = ngi_alloc(ctx, (size_t)count + 1, sizeof *out->nodes);
    out->edges = ngi_alloc(ctx, (size_t)count, sizeof *out->edges);
    if (!out->nodes || !out->edges) return NG_E_NOMEM;
    out->count = (size_t)count;
    for (i = 0; i <= count; i++) out->nodes[i] = (uint32_t)VECTOR(*nodes)[i];
    for (i = 0; i < count; i++) {
        const ngi_tie *t = &ties->list.items[VECTOR(*steps)[i]];

        out->edges[i] = t->edge;
        out->length += 1.0 / t->weight;
    }
    return NG_OK;
}

static ng_status find_way(ng_context *ctx, const ng_graph *graph, const ngi_ties *ties, const ngi_web *web, uint32_t from,
                          uint32_t to, ng_path *out)
{
    igraph_vector_int_t nodes, steps;
    ng_status st;

    NG_CHECK(ngi_igraph_status(ctx, igraph_vector_int_init(&nodes, 0), "a path"));
    st = ngi_igraph_status(ctx, igraph_vector_int_init(&steps, 0), "a path");
    if (st == NG_OK) {
        st = ngi_igraph_status(ctx, igraph_get_shortest_path_dijkstra(&web->graph, &nodes, &steps, (igraph_integer_t)from,
                                                                      (igraph_integer_t)to, &web->distances, IGRAPH_ALL),
                               "a path");
        if (st == NG_OK && igraph_vector_int_size(&nodes) == 0) {
            st = ngi_fail(ctx, NG_E_NOTFOUND, "nothing connects '%.*s' and '%.*s'", NGI_STR(graph->nodes.items[from].label),
                          NGI_STR(graph->nodes.items[to].label));
        }
        if (st == NG_OK) st = take_way(ctx, ties, &nodes, &steps, out);
        igraph_vector_int_destroy(&steps);
    }
    igraph_vector_int_destroy(&nodes);
done:
    return st;
}

ng_status ng_graph_path(ng_context *ctx, const ng_graph *graph, uint32_t from, uint32_t to, ng_path *out)
{
    ngi_ties ties = { { NULL, 0, 0 }, 0 };
    ngi_web web = { .made = false };
    ngi_igraph session;
    ng_status st;

    memset(out, 0, sizeof *out);
    if (from >= graph->nodes.count || to >= graph->nodes.count) return ngi_fail(ctx, NG_E_ARG, "a path needs two nodes of the network");
    NG_CHECK(ngi_ties_make(ctx, graph, NULL, false, &ties));
    ngi_igraph_enter(ctx, &session);
    st = ngi_web_make(ctx, &ties, false, &web);
    if (st == NG_OK) st = find_way(ctx, graph, &ties, &web, from, to, out);
    ngi_web_release(&web);
    ngi_igraph_leave(&session);
done:
    ngi_ties_release(ctx, &ties);
    if (st != NG_OK) ng_path_release(ctx, out);
    return st;
}

void ng_path_release(ng_context *ctx, ng_path *path)
{
    ngi_free(ctx, path->nodes);
    ngi_free(ctx, path->edges);
    memset(path, 0, sizeof *path);
}
