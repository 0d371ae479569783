/*
 * The central persons of some articles, with the measure of each.
 *
 *     ./rank_people article.txt ...
 *
 * New here: ng_extract(), ng_graph_build(), ng_graph_rank().
 */
#include <namegraph/namegraph.h>

#include <stdio.h>

static void print(const ng_graph *graph, const ng_ranking *ranking)
{
    size_t i, count;
    const ng_node *nodes = ng_graph_nodes(graph, &count);

    for (i = 0; i < ranking->count && i < 5; i++) {
        const ng_node *n = &nodes[ranking->items[i].node];

        (void)printf("%u. %.*s %.4f\n", ranking->items[i].rank, (int)n->label.len, n->label.ptr, ranking->items[i].score);
    }
}

int main(int argc, char **argv)
{
    ng_graph_options select = NG_GRAPH_OPTIONS_INIT;
    ng_rank_options rank = NG_RANK_OPTIONS_INIT;
    ng_context *ctx = NULL;
    ng_collection *collection = NULL;
    ng_graph *graph = NULL;
    ng_ranking ranking = { 0 };
    ng_status st;

    st = ng_context_create(NULL, &ctx);
    if (st != NG_OK) return 1;
    select.types = NG_BIT(NG_PERSON);
    select.edges = NG_BIT(NG_EDGE_SPEECH) | NG_BIT(NG_EDGE_COOCCURRENCE);
    rank.by = NG_STRENGTH;
    st = ng_extract(ctx, (const char *const *)argv + 1, (size_t)argc - 1, NULL, NULL, &collection);
    if (st == NG_OK) st = ng_graph_build(ctx, collection, &select, &graph);
    if (st == NG_OK) st = ng_graph_rank(ctx, graph, &rank, &ranking);
    if (st == NG_OK) {
        print(graph, &ranking);
    } else {
        (void)fprintf(stderr, "%s\n", ng_context_error(ctx)->message);
    }
    ng_ranking_release(ctx, &ranking);
    ng_graph_free(graph);
    ng_collection_free(collection);
    ng_context_free(ctx);
    return st == NG_OK ? 0 : 1;
}
