/*
 * graph: the network, in the forms that other programs read. A table of edges is of little use without its nodes: beside
 * a file net.csv goes net.nodes.csv.
 */
#include "cmd.h"

#include <string.h>

static ng_status write_nodes_beside(ng_context *ctx, const cli_options *options, const ng_graph *graph)
{
    size_t stem = strlen(options->output), len;
    cli_text path = { NULL, 0, 0, false };
    char *data = NULL;
    ng_status st;

    if (stem > 4 && strcmp(options->output + stem - 4, ".csv") == 0) stem -= 4;
    cli_add(&path, "%.*s.nodes.csv", (int)stem, options->output);
    st = path.failed ? NG_E_NOMEM : ng_graph_write(ctx, graph, NG_GRAPH_CSV_NODES, &data, &len);
    if (st == NG_OK) st = ng_file_write(ctx, path.data, data, len);
    ng_free(ctx, data);
    cli_release(&path);
    return st;
}

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
    if (st == NG_OK && data && format == NG_GRAPH_CSV_EDGES && options->output && strcmp(options->output, "-") != 0) {
        st = write_nodes_beside(ctx, options, graph);
    }
    ng_free(ctx, data);
    ng_graph_free(graph);
    return cli_finish(ctx, options, st, &report, documents > 0);
}
