/*
 * The network as GraphML for Gephi, Cytoscape, igraph and networkx. Every key is declared for nodes or for edges; lists
 * are joined with '|', as GraphML has none; evidence and documents are texts in JSON, so that reading back loses nothing.
 * Whether an edge has a direction is an attribute of ours: networkx refuses files that mix the two.
 */
#include "graph_formats.h"

/* X(id, for, name, type) */
#define GRAPHML_KEYS(X)                                                                            \
    X("g_documents", "graph", "documents_list", "string")                                          \
    X("g_totals", "graph", "totals", "string")                                                     \
    X("n_label", "node", "label", "string")                                                        \
    X("n_type", "node", "type", "string")                                                          \
    X("n_aliases", "node", "aliases", "string")                                                    \
    X("n_link", "node", "link", "string")                                                          \
    X("n_mentions", "node", "mentions", "int")                                                     \
    X("n_documents", "node", "documents", "int")                                                   \
    X("n_first", "node", "first_seen", "string")                                                   \
    X("n_last", "node", "last_seen", "string")                                                     \
    X("e_label", "edge", "label", "string")                                                        \
    X("e_kind", "edge", "kind", "string")                                                          \
    X("e_interaction", "edge", "interaction", "string")                                            \
    X("e_directed", "edge", "directed", "boolean")                                                 \
    X("e_weight", "edge", "weight", "double")                                                      \
    X("e_significance", "edge", "significance", "double")                                          \
    X("e_npmi", "edge", "npmi", "double")                                                          \
    X("e_status", "edge", "status", "string")                                                      \
    X("e_role", "edge", "role", "string")                                                          \
    X("e_since", "edge", "since", "string")                                                        \
    X("e_until", "edge", "until", "string")                                                        \
    X("e_documents", "edge", "documents", "int")                                                   \
    X("e_first", "edge", "first_seen", "string")                                                   \
    X("e_last", "edge", "last_seen", "string")                                                     \
    X("e_sentence", "edge", "sentence", "string")                                                  \
    X("e_evidence", "edge", "evidence", "string")

static const char *const keys[][4] = {
#define X(id, of, name, type) { id, of, name, type },
    GRAPHML_KEYS(X)
#undef X
};

static ng_status add_text(ng_context *ctx, ngi_buffer *out, const char *key, ng_str text)
{
    ng_status st;

    if (!text.ptr) return NG_OK;
    NG_CHECK(ngi_buffer_printf(ctx, out, "<data key=\"%s\">", key));
    NG_CHECK(ngi_add_xml_text(ctx, out, text));
    NG_CHECK(ngi_buffer_add_text(ctx, out, "</data>"));
done:
    return st;
}

static ng_status add_number(ng_context *ctx, ngi_buffer *out, const char *key, double value)
{
    return ngi_buffer_printf(ctx, out, "<data key=\"%s\">%.10g</data>", key, value);
}

static ng_status add_node(ng_context *ctx, const ng_graph *graph, const ng_node *n, ngi_buffer *aliases, ngi_buffer *out)
{
    ng_status st;

    NG_CHECK(ngi_buffer_add_text(ctx, out, "<node id=\""));
    NG_CHECK(ngi_add_xml_text(ctx, out, n->id));
    NG_CHECK(ngi_buffer_add_text(ctx, out, "\">"));
    NG_CHECK(add_text(ctx, out, "n_label", n->label));
    NG_CHECK(add_text(ctx, out, "n_type", ng_str_from(ng_entity_type_name(n->type))));
    NG_CHECK(ngi_join_aliases(ctx, graph, n, aliases));
    if (n->aliases.end > n->aliases.begin) NG_CHECK(add_text(ctx, out, "n_aliases", ngi_buffer_str(aliases)));
    NG_CHECK(add_text(ctx, out, "n_link", n->link));
    NG_CHECK(add_number(ctx, out, "n_mentions", n->mentions));
    NG_CHECK(add_number(ctx, out, "n_documents", n->documents));
    NG_CHECK(add_text(ctx, out, "n_first", n->first_seen));
    NG_CHECK(add_text(ctx, out, "n_last", n->last_seen));
    NG_CHECK(ngi_buffer_add_text(ctx, out, "</node>\n"));
done:
    return st;
}

static ng_status add_edge_data(ng_context *ctx, const ng_graph *graph, const ng_edge *e, ngi_buffer *evidence, ngi_buffer *out)
{
    const char *label = e->kind == NG_EDGE_RELATION ? ng_relation_type_phrase(e->relation) : ngi_edge_kind_text(e);
    ng_status st;

    NG_CHECK(add_text(ctx, out, "e_label", ng_str_from(label)));
    NG_CHECK(add_text(ctx, out, "e_kind", ng_str_from(ngi_edge_kind_text(e))));
    NG_CHECK(add_text(ctx, out, "e_interaction", ng_str_from(ngi_edge_kind_text(e))));
    NG_CHECK(add_text(ctx, out, "e_directed", ngi_edge_directed(e) ? NGI_LITERAL("true") : NGI_LITERAL("false")));
    NG_CHECK(add_number(ctx, out, "e_weight", e->weight));
    if (e->kind == NG_EDGE_COOCCURRENCE) {
        NG_CHECK(add_number(ctx, out, "e_significance", e->significance));
        NG_CHECK(add_number(ctx, out, "e_npmi", e->npmi));
    }
    if (e->kind == NG_EDGE_RELATION) NG_CHECK(add_text(ctx, out, "e_status", ng_str_from(ng_assertion_name(e->status))));
    NG_CHECK(add_text(ctx, out, "e_role", e->role));
    NG_CHECK(add_text(ctx, out, "e_since", e->since));
    NG_CHECK(add_text(ctx, out, "e_until", e->until));
    NG_CHECK(add_number(ctx, out, "e_documents", e->documents));
    NG_CHECK(add_text(ctx, out, "e_first", e->first_seen));
    NG_CHECK(add_text(ctx, out, "e_last", e->last_seen));
    NG_CHECK(add_text(ctx, out, "e_sentence", graph->evidence.items[e->evidence.begin].text));
    evidence->len = 0;
    NG_CHECK(ngi_add_evidence_json(ctx, graph, e, evidence));
    NG_CHECK(add_text(ctx, out, "e_evidence", ngi_buffer_str(evidence)));
done:
    return st;
}

static ng_status add_edge(ng_context *ctx, const ng_graph *graph, size_t index, ngi_buffer *scratch, ngi_buffer *out)
{
    const ng_edge *e = &graph->edges.items[index];
    ng_status st;

    NG_CHECK(ngi_buffer_printf(ctx, out, "<edge id=\"%zu\" source=\"", index));
    NG_CHECK(ngi_add_xml_text(ctx, out, graph->nodes.items[e->from].id));
    NG_CHECK(ngi_buffer_add_text(ctx, out, "\" target=\""));
    NG_CHECK(ngi_add_xml_text(ctx, out, graph->nodes.items[e->to].id));
    NG_CHECK(ngi_buffer_add_text(ctx, out, "\">"));
    NG_CHECK(add_edge_data(ctx, graph, e, scratch, out));
    NG_CHECK(ngi_buffer_add_text(ctx, out, "</edge>\n"));
done:
    return st;
}

static ng_status add_head(ng_context *ctx, const ng_graph *graph, ngi_buffer *scratch, ngi_buffer *out)
{
    ng_status st;
    size_t i;

    NG_CHECK(ngi_buffer_add_text(ctx, out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                                           "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n"));
    for (i = 0; i < sizeof keys / sizeof *keys; i++) {
        NG_CHECK(ngi_buffer_printf(ctx, out, "<key id=\"%s\" for=\"%s\" attr.name=\"%s\" attr.type=\"%s\"/>\n", keys[i][0],
                                   keys[i][1], keys[i][2], keys[i][3]));
    }
    NG_CHECK(ngi_buffer_add_text(ctx, out, "<graph id=\"namegraph\" edgedefault=\"directed\">\n"));
    NG_CHECK(ngi_add_documents_json(ctx, graph, scratch));
    NG_CHECK(add_text(ctx, out, "g_documents", ngi_buffer_str(scratch)));
    scratch->len = 0;
    NG_CHECK(ngi_add_totals_json(ctx, graph, scratch));
    NG_CHECK(add_text(ctx, out, "g_totals", ngi_buffer_str(scratch)));
    NG_CHECK(ngi_buffer_add_char(ctx, out, '\n'));
done:
    return st;
}

ng_status ngi_write_graph_graphml(ng_context *ctx, const ng_graph *graph, ngi_buffer *out)
{
    ngi_buffer scratch = { NULL, 0, 0 };
    ng_status st;
    size_t i;

    NG_CHECK(add_head(ctx, graph, &scratch, out));
    for (i = 0; i < graph->nodes.count; i++) NG_CHECK(add_node(ctx, graph, &graph->nodes.items[i], &scratch, out));
    for (i = 0; i < graph->edges.count; i++) NG_CHECK(add_edge(ctx, graph, i, &scratch, out));
    NG_CHECK(ngi_buffer_add_text(ctx, out, "</graph>\n</graphml>\n"));
done:
    ngi_buffer_release(ctx, &scratch);
    return st;
}
