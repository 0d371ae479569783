/*
 * The two tables that Gephi's importer wants: nodes `Id,Label,...` and edges `Source,Target,Type,Id,Label,Weight,...`,
 * with commas, UTF-8 without a byte order mark and unique edge ids.
 */
#include "graph_formats.h"

/* Fields of a line: a comma before all but the first. */
static ng_status add_field(ng_context *ctx, ngi_buffer *out, ng_str text)
{
    ng_status st;

    NG_CHECK(ngi_buffer_add_char(ctx, out, ','));
    NG_CHECK(ngi_add_csv_text(ctx, out, text));
done:
    return st;
}

ng_status ngi_write_csv_nodes(ng_context *ctx, const ng_graph *graph, ngi_buffer *out)
{
    ngi_buffer aliases = { NULL, 0, 0 };
    ng_status st;
    size_t i;

    NG_CHECK(ngi_buffer_add_text(ctx, out, "Id,Label,Type,Aliases,Mentions,Documents,FirstSeen,LastSeen\n"));
    for (i = 0; i < graph->nodes.count; i++) {
        const ng_node *n = &graph->nodes.items[i];

        NG_CHECK(ngi_add_csv_text(ctx, out, n->id));
        NG_CHECK(add_field(ctx, out, n->label));
        NG_CHECK(add_field(ctx, out, ng_str_from(ng_entity_type_name(n->type))));
        NG_CHECK(ngi_join_aliases(ctx, graph, n, &aliases));
        NG_CHECK(add_field(ctx, out, ngi_buffer_str(&aliases)));
        NG_CHECK(ngi_buffer_printf(ctx, out, ",%lu", (unsigned long)n->mentions));
        NG_CHECK(ngi_buffer_printf(ctx, out, ",%lu", (unsigned long)n->documents));
        NG_CHECK(add_field(ctx, out, n->first_seen));
        NG_CHECK(add_field(ctx, out, n->last_seen));
        NG_CHECK(ngi_buffer_add_char(ctx, out, '\n'));
    }
done:
    ngi_buffer_release(ctx, &aliases);
    return st;
}

static ng_status add_edge(ng_context *ctx, const ng_graph *graph, size_t index, ngi_buffer *out)
{
    const ng_edge *e = &graph->edges.items[index];
    ng_status st;

    NG_CHECK(ngi_add_csv_text(ctx, out, graph->nodes.items[e->from].id));
    NG_CHECK(add_field(ctx, out, graph->nodes.items[e->to].id));
    NG_CHECK(add_field(ctx, out, ng_str_from(ngi_edge_directed(e) ? "Directed" : "Undirected")));
    NG_CHECK(ngi_buffer_printf(ctx, out, ",%zu", index));
    NG_CHECK(add_field(ctx, out, ng_str_from(ngi_edge_kind_text(e))));
    NG_CHECK(ngi_add_number(ctx, out, ",", e->weight, 10));
    NG_CHECK(add_field(ctx, out, ng_str_from(ngi_edge_kind_text(e))));
    NG_CHECK(add_field(ctx, out, ng_str_from(e->kind == NG_EDGE_RELATION ? ng_assertion_name(e->status) : "")));
    NG_CHECK(add_field(ctx, out, e->role));
    NG_CHECK(ngi_buffer_printf(ctx, out, ",%lu", (unsigned long)e->documents));
    NG_CHECK(add_field(ctx, out, e->first_seen));
    NG_CHECK(add_field(ctx, out, e->last_seen));
    NG_CHECK(add_field(ctx, out, graph->evidence.items[e->evidence.begin].text));
    NG_CHECK(ngi_buffer_add_char(ctx, out, '\n'));
done:
    return st;
}

ng_status ngi_write_csv_edges(ng_context *ctx, const ng_graph *graph, ngi_buffer *out)
{
    ng_status st;
    size_t i;

    NG_CHECK(ngi_buffer_add_text(ctx, out, "Source,Target,Type,Id,Label,Weight,Kind,Status,Role,Documents,FirstSeen,"
                                           "LastSeen,Sentence\n"));
    for (i = 0; i < graph->edges.count; i++) NG_CHECK(add_edge(ctx, graph, i, out));
done:
    return st;
}
