/*
 * Inputs -> networks. Two sides of a comparison are read and resolved together, so that one actor has one id on both,
 * and then built apart. Saved networks are taken as they are.
 */
#include "extract.h"

#include "base/files.h"
#include "namegraph/exchange.h"
#include "store/store.h"

/* Reads the input when it is a saved network; *out stays NULL when it is something else. */
static ng_status read_saved(ng_context *ctx, const char *path, const ng_graph_options *opts, ng_graph **out)
{
    ngi_buffer bytes = { NULL, 0, 0 };
    ng_graph *graph = NULL;
    ng_status st = NG_OK;

    *out = NULL;
    if (strcmp(path, "-") == 0 || ngi_path_is_directory(path)) return NG_OK; /* standard input can be read but once */
    if (ngi_corpus_detect(ctx, path)) return NG_OK; /* may be large, and is no network */
    if (ngi_file_read(ctx, path, &bytes) != NG_OK) return NG_OK; /* told when it is read as an article */
    if (!ng_graph_is_saved(bytes.data, bytes.len)) goto done;
    NG_CHECK(ng_graph_read(ctx, path, bytes.data, bytes.len, &graph));
    NG_CHECK(ng_graph_filter(ctx, graph, opts, out));
done:
    ng_graph_free(graph);
    ngi_buffer_release(ctx, &bytes);
    return st;
}

ng_status ng_network(ng_context *ctx, const char *const *inputs, size_t count, const ng_extract_options *read,
                     const ng_graph_options *opts, ng_extract_report *report, ng_graph **out)
{
    ng_collection *collection = NULL;
    ng_status st = NG_OK;

    *out = NULL;
    if (report) *report = (ng_extract_report){ count, 0 };
    if (count == 1) NG_CHECK(read_saved(ctx, inputs[0], opts, out));
    if (*out) goto done;
    NG_CHECK(ng_extract(ctx, inputs, count, read, report, &collection));
    NG_CHECK(ng_graph_build(ctx, collection, opts, out));
done:
    ng_collection_free(collection);
    return st;
}

ng_status ngi_network_side(ng_context *ctx, const ng_collection *collection, uint32_t side, const ng_graph_options *opts,
                           ng_graph **out)
{
    ng_collection *part = NULL;
    ng_status st;

    NG_CHECK(ngi_collection_part(ctx, collection, side, &part));
    NG_CHECK(ng_graph_build(ctx, part, opts, out));
done:
    ngi_collection_part_free(collection, part);
    return st;
}

static ng_status read_together(ng_context *ctx, const char *const *inputs, const ng_extract_options *read,
                               const ng_graph_options *opts, ng_extract_report *report, ng_graph **out)
{
    const ngi_inputs sides[2] = { { &inputs[0], 1 }, { &inputs[1], 1 } };
    ng_collection *collection = NULL;
    ng_status st;

    NG_CHECK(ngi_extract_sides(ctx, sides, 2, read, report, &collection));
    NG_CHECK(ngi_network_side(ctx, collection, 1, opts, &out[0]));
    NG_CHECK(ngi_network_side(ctx, collection, 2, opts, &out[1]));
done:
    ng_collection_free(collection);
    return st;
}

ng_status ng_network_pair(ng_context *ctx, const char *old_input, const char *new_input, const ng_extract_options *read,
                          const ng_graph_options *opts, ng_extract_report *report, ng_graph **out_old, ng_graph **out_new)
{
    const char *inputs[2] = { old_input, new_input };
    ng_graph *graphs[2] = { NULL, NULL };
    ng_extract_report one = { 0, 0 }, both = { 2, 0 };
    ng_status st = NG_OK;
    int i;

    *out_old = *out_new = NULL;
    for (i = 0; i < 2; i++) NG_CHECK(read_saved(ctx, inputs[i], opts, &graphs[i]));
    if (!graphs[0] && !graphs[1]) {
        NG_CHECK(read_together(ctx, inputs, read, opts, &both, graphs));
    } else {
        for (i = 0; i < 2; i++) {
            if (graphs[i]) continue;
            NG_CHECK(ng_network(ctx, &inputs[i], 1, read, opts, &one, &graphs[i]));
            both.failed += one.failed;
        }
    }
    if (report) *report = both;
    *out_old = graphs[0];
    *out_new = graphs[1];
    graphs[0] = graphs[1] = NULL;
done:
    ng_graph_free(graphs[0]);
    ng_graph_free(graphs[1]);
    return st;
}
