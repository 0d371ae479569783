/*
 * The network for Graphviz, plain: ids, labels and attributes, no looks. Node ids stay those of the network, so that a
 * picture, a saved network and a later one can be laid beside each other. Drawing with a legend is render/'s work.
 */
#include "graph_formats.h"

static ng_status add_node(ng_context *ctx, const ng_node *n, ngi_buffer *out)
{
    ng_status st;

    NG_CHECK(ngi_buffer_add_text(ctx, out, "  "));
    NG_CHECK(ngi_add_dot_text(ctx, out, n->id));
    NG_CHECK(ngi_buffer_add_text(ctx, out, " [label="));
    NG_CHECK(ngi_add_dot_text(ctx, out, n->label));
    NG_CHECK(ngi_buffer_printf(ctx, out, ", type=\"%s\", mentions=%lu, documents=%lu];\n", ng_entity_type_name(n->type),
                               (unsigned long)n->mentions, (unsigned long)n->documents));
done:
    return st;
}

static ng_status add_edge(ng_context *ctx, const ng_graph *graph, const ng_edge *e, ngi_buffer *out)
{
    ng_status st;

    NG_CHECK(ngi_buffer_add_text(ctx, out, "  "));
    NG_CHECK(ngi_add_dot_text(ctx, out, graph->nodes.items[e->from].id));
    NG_CHECK(ngi_buffer_add_text(ctx, out, " -> "));
    NG_CHECK(ngi_add_dot_text(ctx, out, graph->nodes.items[e->to].id));
    NG_CHECK(ngi_buffer_printf(ctx, out, " [kind=\"%s\"", ngi_edge_kind_text(e)));
    NG_CHECK(ngi_add_number(ctx, out, ", weight=", e->weight, 10));
    if (e->kind == NG_EDGE_RELATION) {
        NG_CHECK(ngi_buffer_printf(ctx, out, ", status=\"%s\", label=", ng_assertion_name(e->status)));
        NG_CHECK(ngi_add_dot_text(ctx, out, ng_str_from(ng_relation_type_phrase(e->relation))));
    }
    if (!ngi_edge_directed(e)) NG_CHECK(ngi_buffer_add_text(ctx, out, ", dir=none"));
    NG_CHECK(ngi_buffer_add_text(ctx, out, ", tooltip="));
    NG_CHECK(ngi_add_dot_text(ctx, out, graph->evidence.items[e->evidence.begin].text));
    NG_CHECK(ngi_buffer_add_text(ctx, out, "];\n"));
done:
    return st;
}

ng_status ngi_write_graph_dot(ng_context *ctx, const ng_graph *graph, ngi_buffer *out)
{
    ng_status st;
    size_t i;

    NG_CHECK(ngi_buffer_add_text(ctx, out, "digraph namegraph {\n  charset=\"UTF-8\";\n"));
    for (i = 0; i < graph->nodes.count; i++) NG_CHECK(add_node(ctx, &graph->nodes.items[i], out));
    for (i = 0; i < graph->edges.count; i++) NG_CHECK(add_edge(ctx, graph, &graph->edges.items[i], out));
    NG_CHECK(ngi_buffer_add_text(ctx, out, "}\n"));
done:
    return st;
}
