/*
 * graph: the network, in the forms that other programs read.
 */
#include "cmd.h"

int cmd_graph(const cli_options *options)
{
    ng_extract_options read = cli_extract_options(options);
    ng_graph_options select = cli_graph_options(options, 0, 0);
    ng_context *ctx = cli_context(options);
    ng_extract_report report = { 0, 0 };
    ng_graph *graph = NULL;
    ng_graph_format format;
    char *data = NULL;
    size_t len, documents = 0;
    ng_status st;

    (void)ng_graph_format_from(ng_str_from(options->format), &format); /* the parser knows the formats */
    select.isolated = true;
    st = ng_network(ctx, (const char *const *)options->arguments, options->argument_count, &read, &select, &report, &graph);
    if (st == NG_OK) (void)ng_graph_documents(graph, &documents);
    if (st == NG_OK && documents) st = ng_graph_write(ctx, graph, format, &data, &len);
    if (st == NG_OK && data) st = cli_write(ctx, options, data, len);
    ng_free(ctx, data);
    ng_graph_free(graph);
    return cli_finish(ctx, options, st, &report, documents > 0);
}
