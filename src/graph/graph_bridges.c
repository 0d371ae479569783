/*
 * Bridges: ties without which a part of the network would be cut off (Tarjan 1974, by igraph). Cost: linear.
 */
#include "graph_igraph.h"

#include <stdlib.h>

static int by_index(const void *a, const void *b)
{
    const uint32_t *p = a, *q = b;

    return (*p > *q) - (*p < *q);
}

static ng_status find_bridges(ng_context *ctx, const ngi_ties *ties, const ngi_web *web, uint32_t **out, size_t *out_count)
{
    igraph_vector_int_t found;
    igraph_integer_t i, count;
    ng_status st;

    NG_CHECK(ngi_igraph_status(ctx, igraph_vector_int_init(&found, 0), "bridges"));
    st = ngi_igraph_status(ctx, igraph_bridges(&web->graph, &found), "bridges");
    count = igraph_vector_int_size(&found);
    if (st == NG_OK) {
        *out = ngi_alloc(ctx, (size_t)count, sizeof **out);
        if (!*out) st = NG_E_NOMEM;
    }
    for (i = 0; st == NG_OK && i < count; i++) (*out)[i] = ties->list.items[VECTOR(found)[i]].edge;
    if (st == NG_OK && count) qsort(*out, (size_t)count, sizeof **out, by_index);
    *out_count = st == NG_OK ? (size_t)count : 0;
    igraph_vector_int_destroy(&found);
done:
    return st;
}

ng_status ng_graph_bridges(ng_context *ctx, const ng_graph *graph, uint32_t **out, size_t *out_count)
{
    ngi_ties ties = { { NULL, 0, 0 }, 0 };
    ngi_web web = { .made = false };
    ngi_igraph session;
    ng_status st;

    *out = NULL;
    *out_count = 0;
    NG_CHECK(ngi_ties_make(ctx, graph, NULL, false, &ties));
    ngi_igraph_enter(ctx, &session);
    st = ngi_web_make(ctx, &ties, false, &web);
    if (st == NG_OK) st = find_bridges(ctx, &ties, &web, out, out_count);
    ngi_web_release(&web);
    ngi_igraph_leave(&session);
done:
    ngi_ties_release(ctx, &ties);
    return st;
}
