/* Any bytes, read as a saved network, JSON or GraphML: what is taken can be written in every format, and from JSON read again to
   the same bytes. */
#include "base/unicode.h"
#include "namegraph/exchange.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool holds)
{
    if (!holds) abort();
}

static void check_round(ng_context *ctx, const ng_graph *graph)
{
    char *first = NULL, *second = NULL;
    size_t first_len, second_len;
    ng_graph *again = NULL;

    must(ng_graph_write(ctx, graph, NG_GRAPH_JSON, &first, &first_len) == NG_OK);
    must(ng_graph_read(ctx, "again", first, first_len, &again) == NG_OK);
    must(ng_graph_write(ctx, again, NG_GRAPH_JSON, &second, &second_len) == NG_OK);
    must(first_len == second_len && memcmp(first, second, first_len) == 0);
    ng_graph_free(again);
    ng_free(ctx, first);
    ng_free(ctx, second);
    for (unsigned f = 0; f < NG_GRAPH_FORMAT_COUNT; f++) {
        must(ng_graph_write(ctx, graph, (ng_graph_format)f, &first, &first_len) == NG_OK);
        must(ngi_utf8_fault((ng_str){ first, first_len }) == SIZE_MAX && !memchr(first, '\0', first_len));
        ng_free(ctx, first);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    ng_graph *graph = NULL;
    ng_context *ctx;
    ng_status st;

    if (ng_context_create(NULL, &ctx) != NG_OK) return 0;
    (void)ng_graph_is_saved((const char *)data, size);
    st = ng_graph_read(ctx, "in", (const char *)data, size, &graph);
    must(st == NG_OK || st == NG_E_FORMAT || st == NG_E_LIMIT);
    must((st == NG_OK) == (graph != NULL));
    if (graph) check_round(ctx, graph);
    ng_graph_free(graph);
    ng_context_free(ctx);
    return 0;
}
