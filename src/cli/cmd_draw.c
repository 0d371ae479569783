/*
 * draw: the picture of the network.
 */
#include "cmd.h"

#include <string.h>

static ng_status rank_for_picture(ng_context *ctx, const cli_options *options, const ng_graph *graph, ng_ranking *out)
{
    ng_rank_options rank = NG_RANK_OPTIONS_INIT;

    rank.by = cli_measure(options);
    rank.seed = options->seed;
    rank.communities = options->communities;
    return ng_graph_rank(ctx, graph, &rank, out);
}

static ng_status read_like(ng_context *ctx, const cli_options *options, ng_graph **out)
{
    ng_graph_options all = NG_GRAPH_OPTIONS_INIT;
    ng_extract_options read = cli_extract_options(options);

    *out = NULL;
    if (!options->like) return NG_OK;
    return ng_network(ctx, &options->like, 1, &read, &all, NULL, out);
}

int cmd_draw(const cli_options *options)
{
    ng_extract_options read = cli_extract_options(options);
    ng_graph_options select = cli_graph_options(options, CLI_TIES, 0);
    ng_draw_options draw = NG_DRAW_OPTIONS_INIT;
    ng_context *ctx = cli_context(options);
    ng_extract_report report = { 0, 0 };
    ng_ranking ranking = { 0 };
    ng_graph *graph = NULL, *like = NULL;
    char *picture = NULL;
    size_t len, documents = 0;
    ng_status st;

    (void)ng_picture_format_from(ng_str_from(options->format), &draw.format);
    select.top = 0; /* the picture itself thins out, and says so */
    draw.top = options->top;
    draw.by = cli_measure(options);
    draw.communities = options->communities;
    draw.layout = (ng_layout)options->layout;
    if (options->style) draw.style = ng_str_from(options->style);
    if (options->title) draw.title = ng_str_from(options->title);
    if (options->href) draw.href = ng_str_from(options->href);
    draw.scale = options->scale;
    draw.time_limit = options->time_limit;
    draw.seed = options->seed;
    st = ng_network(ctx, (const char *const *)options->arguments, options->argument_count, &read, &select, &report, &graph);
    if (st == NG_OK) st = read_like(ctx, options, &like);
    if (st == NG_OK) (void)ng_graph_documents(graph, &documents);
    if (st == NG_OK && documents) {
        draw.like = like;
        st = rank_for_picture(ctx, options, graph, &ranking);
        draw.ranking = &ranking;
        if (st == NG_OK) st = ng_graph_draw(ctx, graph, &draw, &picture, &len);
        if (st == NG_OK) st = cli_write(ctx, options, picture, len);
    }
    ng_free(ctx, picture);
    ng_ranking_release(ctx, &ranking);
    ng_graph_free(like);
    ng_graph_free(graph);
    return cli_finish(ctx, options, st, &report, documents > 0);
}
