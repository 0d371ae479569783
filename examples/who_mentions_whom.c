/*
 * From files to a picture of who mentions whom.
 *
 *     cc who_mentions_whom.c $(pkg-config --cflags --libs namegraph) -o who_mentions_whom
 *     ./who_mentions_whom article.txt ...        writes who_mentions_whom.svg
 *
 * New here: ng_context_create(), ng_network(), ng_graph_draw(), ng_file_write().
 */
#include <namegraph/namegraph.h>

#include <stdio.h>

int main(int argc, char **argv)
{
    ng_graph_options select = NG_GRAPH_OPTIONS_INIT;
    ng_draw_options draw = NG_DRAW_OPTIONS_INIT;
    ng_context *ctx = NULL;
    ng_graph *graph = NULL;
    char *picture = NULL;
    size_t len, actors;
    ng_status st;

    st = ng_context_create(NULL, &ctx);
    if (st != NG_OK) {
        (void)fprintf(stderr, "%s\n", ng_status_meaning(st));
        return 1;
    }
    select.edges = NG_BIT(NG_EDGE_SPEECH);
    st = ng_network(ctx, (const char *const *)argv + 1, (size_t)argc - 1, NULL, &select, NULL, &graph);
    if (st == NG_OK) st = ng_graph_draw(ctx, graph, &draw, &picture, &len);
    if (st == NG_OK) st = ng_file_write(ctx, "who_mentions_whom.svg", picture, len);
    if (st == NG_OK) {
        (void)ng_graph_nodes(graph, &actors);
        (void)printf("%zu actors in who_mentions_whom.svg\n", actors);
    } else {
        (void)fprintf(stderr, "%s\n", ng_context_error(ctx)->message);
    }
    ng_free(ctx, picture);
    ng_graph_free(graph);
    ng_context_free(ctx);
    return st == NG_OK ? 0 : 1;
}
