/*
 * The network as GEXF 1.3 for Gephi. Parallel edges are told apart by `kind`; where documents are dated, nodes and edges
 * carry the days between which they are seen, so that Gephi's timeline works. Dates that are no whole day are left out:
 * Gephi refuses them.
 */
#include "graph_formats.h"

#define NODE_ATTRIBUTES                                                                            \
    "<attributes class=\"node\">\n"                                                                \
    "<attribute id=\"type\" title=\"type\" type=\"string\"/>\n"                                    \
    "<attribute id=\"aliases\" title=\"aliases\" type=\"string\"/>\n"                              \
    "<attribute id=\"mentions\" title=\"mentions\" type=\"integer\"/>\n"                           \
    "<attribute id=\"documents\" title=\"documents\" type=\"integer\"/>\n"                         \
    "</attributes>\n"
#define EDGE_ATTRIBUTES                                                                            \
    "<attributes class=\"edge\">\n"                                                                \
    "<attribute id=\"status\" title=\"status\" type=\"string\"/>\n"                                \
    "<attribute id=\"role\" title=\"role\" type=\"string\"/>\n"                                    \
    "<attribute id=\"documents\" title=\"documents\" type=\"integer\"/>\n"                         \
    "<attribute id=\"significance\" title=\"significance\" type=\"double\"/>\n"                    \
    "<attribute id=\"npmi\" title=\"npmi\" type=\"double\"/>\n"                                    \
    "<attribute id=\"sentence\" title=\"sentence\" type=\"string\"/>\n"                            \
    "</attributes>\n"

static ng_status add_value(ng_context *ctx, ngi_buffer *out, const char *name, ng_str text)
{
    ng_status st;

    if (!text.len) return NG_OK;
    NG_CHECK(ngi_buffer_printf(ctx, out, "<attvalue for=\"%s\" value=\"", name));
    NG_CHECK(ngi_add_xml_text(ctx, out, text));
    NG_CHECK(ngi_buffer_add_text(ctx, out, "\"/>"));
done:
    return st;
}

static ng_status add_number(ng_context *ctx, ngi_buffer *out, const char *name, double value)
{
    return ngi_buffer_printf(ctx, out, "<attvalue for=\"%s\" value=\"%.10g\"/>", name, value);
}

/* ` start="..." end="..."` of whole days. */
static ng_status add_days(ng_context *ctx, ngi_buffer *out, ng_str first, ng_str last)
{
    first = ngi_date_stated(first);
    last = ngi_date_stated(last);
    if (first.len < 10 || last.len < 10) return NG_OK;
    return ngi_buffer_printf(ctx, out, " start=\"%.10s\" end=\"%.10s\"", first.ptr, last.ptr);
}

static ng_status add_node(ng_context *ctx, const ng_graph *graph, const ng_node *n, ngi_buffer *aliases, ngi_buffer *out)
{
    ng_status st;

    NG_CHECK(ngi_buffer_add_text(ctx, out, "<node id=\""));
    NG_CHECK(ngi_add_xml_text(ctx, out, n->id));
    NG_CHECK(ngi_buffer_add_text(ctx, out, "\" label=\""));
    NG_CHECK(ngi_add_xml_text(ctx, out, n->label));
    NG_CHECK(ngi_buffer_add_char(ctx, out, '"'));
    NG_CHECK(add_days(ctx, out, n->first_seen, n->last_seen));
    NG_CHECK(ngi_buffer_add_text(ctx, out, "><attvalues>"));
    NG_CHECK(add_value(ctx, out, "type", ng_str_from(ng_entity_type_name(n->type))));
    NG_CHECK(ngi_join_aliases(ctx, graph, n, aliases));
    NG_CHECK(add_value(ctx, out, "aliases", ngi_buffer_str(aliases)));
    NG_CHECK(add_number(ctx, out, "mentions", n->mentions));
    NG_CHECK(add_number(ctx, out, "documents", n->documents));
    NG_CHECK(ngi_buffer_add_text(ctx, out, "</attvalues></node>\n"));
done:
    return st;
}

static ng_status add_edge(ng_context *ctx, const ng_graph *graph, size_t index, ngi_buffer *out)
{
    const ng_edge *e = &graph->edges.items[index];
    ng_status st;

    NG_CHECK(ngi_buffer_printf(ctx, out, "<edge id=\"%zu\" source=\"", index));
    NG_CHECK(ngi_add_xml_text(ctx, out, graph->nodes.items[e->from].id));
    NG_CHECK(ngi_buffer_add_text(ctx, out, "\" target=\""));
    NG_CHECK(ngi_add_xml_text(ctx, out, graph->nodes.items[e->to].id));
    NG_CHECK(ngi_buffer_printf(ctx, out, "\" type=\"%s\" kind=\"%s\" label=\"%s\" weight=\"%.10g\"",
                               ngi_edge_directed(e) ? "directed" : "undirected", ngi_edge_kind_text(e), ngi_edge_kind_text(e),
                               e->weight));
    NG_CHECK(add_days(ctx, out, e->first_seen, e->last_seen));
    NG_CHECK(ngi_buffer_add_text(ctx, out, "><attvalues>"));
    if (e->kind == NG_EDGE_RELATION) NG_CHECK(add_value(ctx, out, "status", ng_str_from(ng_assertion_name(e->status))));
    NG_CHECK(add_value(ctx, out, "role", e->role));
    NG_CHECK(add_number(ctx, out, "documents", e->documents));
    if (e->kind == NG_EDGE_COOCCURRENCE) {
        NG_CHECK(add_number(ctx, out, "significance", e->significance));
        NG_CHECK(add_number(ctx, out, "npmi", e->npmi));
    }
    NG_CHECK(add_value(ctx, out, "sentence", graph->evidence.items[e->evidence.begin].text));
    NG_CHECK(ngi_buffer_add_text(ctx, out, "</attvalues></edge>\n"));
done:
    return st;
}

static bool dated(const ng_graph *graph)
{
    size_t i;

    for (i = 0; i < graph->documents.count; i++) {
        if (ngi_date_stated(graph->documents.items[i].date).len == 10) return true;
    }
    return false;
}

ng_status ngi_write_graph_gexf(ng_context *ctx, const ng_graph *graph, ngi_buffer *out)
{
    const char *mode = dated(graph) ? "mode=\"dynamic\" timeformat=\"date\" timerepresentation=\"interval\"" : "mode=\"static\"";
    ngi_buffer scratch = { NULL, 0, 0 };
    ng_status st;
    size_t i;

    NG_CHECK(ngi_buffer_add_text(ctx, out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                                           "<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\">\n"
                                           "<meta><creator>namegraph</creator></meta>\n"));
    NG_CHECK(ngi_buffer_printf(ctx, out, "<graph defaultedgetype=\"directed\" idtype=\"string\" %s>\n", mode));
    NG_CHECK(ngi_buffer_add_text(ctx, out, NODE_ATTRIBUTES EDGE_ATTRIBUTES "<nodes>\n"));
    for (i = 0; i < graph->nodes.count; i++) NG_CHECK(add_node(ctx, graph, &graph->nodes.items[i], &scratch, out));
    NG_CHECK(ngi_buffer_add_text(ctx, out, "</nodes>\n<edges>\n"));
    for (i = 0; i < graph->edges.count; i++) NG_CHECK(add_edge(ctx, graph, i, out));
    NG_CHECK(ngi_buffer_add_text(ctx, out, "</edges>\n</graph>\n</gexf>\n"));
done:
    ngi_buffer_release(ctx, &scratch);
    return st;
}
