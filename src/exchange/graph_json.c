/*
 * The network as JSON, the form that loses nothing. "nodes" and "edges" with "source" and "target" are what networkx's
 * node_link_graph and d3 read too. One item a line, so that line tools can look into large networks. Spans are in code
 * points, of the document and (for the two ends) of the evidence's own text.
 */
#include "graph_formats.h"

#include "base/unicode.h"
#include "namegraph/version.h"

/* ,"key":"text" */
static ng_status add_field(ng_context *ctx, ngi_buffer *out, const char *key, ng_str text)
{
    ng_status st;

    NG_CHECK(ngi_buffer_add_text(ctx, out, key));
    NG_CHECK(ngi_add_json_text(ctx, out, text));
done:
    return st;
}

ng_status ngi_add_document_json(ng_context *ctx, const ng_graph_document *d, ngi_buffer *out)
{
    ng_status st;

    NG_CHECK(add_field(ctx, out, "{\"id\":", d->id));
    NG_CHECK(add_field(ctx, out, ",\"source\":", d->source));
    NG_CHECK(add_field(ctx, out, ",\"title\":", d->title));
    NG_CHECK(add_field(ctx, out, ",\"date\":", d->date));
    NG_CHECK(add_field(ctx, out, ",\"outlet\":", d->outlet));
    NG_CHECK(add_field(ctx, out, ",\"author\":", d->author));
    NG_CHECK(add_field(ctx, out, ",\"url\":", d->url));
    NG_CHECK(add_field(ctx, out, ",\"duplicate_of\":", d->duplicate_of));
    NG_CHECK(ngi_buffer_printf(ctx, out, ",\"sentences\":%lu,\"words\":%lu}", (unsigned long)d->sentences,
                               (unsigned long)d->words));
done:
    return st;
}

ng_status ngi_add_node_json(ng_context *ctx, const ng_graph *graph, const ng_node *n, ngi_buffer *out)
{
    ng_status st;
    uint32_t i;

    NG_CHECK(add_field(ctx, out, "{\"id\":", n->id));
    NG_CHECK(add_field(ctx, out, ",\"label\":", n->label));
    NG_CHECK(ngi_buffer_printf(ctx, out, ",\"type\":\"%s\",\"aliases\":[", ng_entity_type_name(n->type)));
    for (i = n->aliases.begin; i < n->aliases.end; i++) {
        NG_CHECK(add_field(ctx, out, i > n->aliases.begin ? "," : "", graph->aliases.items[i]));
    }
    NG_CHECK(ngi_buffer_add_char(ctx, out, ']'));
    if (n->link.ptr) NG_CHECK(add_field(ctx, out, ",\"link\":", n->link));
    NG_CHECK(ngi_buffer_printf(ctx, out, ",\"mentions\":%lu,\"documents\":%lu", (unsigned long)n->mentions,
                               (unsigned long)n->documents));
    NG_CHECK(add_field(ctx, out, ",\"first_seen\":", n->first_seen));
    NG_CHECK(add_field(ctx, out, ",\"last_seen\":", n->last_seen));
    NG_CHECK(ngi_buffer_add_char(ctx, out, '}'));
done:
    return st;
}

/* An end within the text of its evidence, in code points. */
static ng_status add_end(ng_context *ctx, const char *key, ng_str text, ng_span span, ngi_buffer *out)
{
    unsigned long begin, end;

    if (span.begin >= span.end) return ngi_buffer_printf(ctx, out, ",\"%s\":null", key);
    begin = (unsigned long)ngi_utf8_count(ngi_str_slice(text, 0, span.begin));
    end = begin + (unsigned long)ngi_utf8_count(ngi_str_slice(text, span.begin, span.end));
    return ngi_buffer_printf(ctx, out, ",\"%s\":[%lu,%lu]", key, begin, end);
}

ng_status ngi_add_evidence_json(ng_context *ctx, const ng_graph *graph, const ng_edge *edge, ngi_buffer *out)
{
    ng_status st;
    uint32_t i;

    NG_CHECK(ngi_buffer_add_char(ctx, out, '['));
    for (i = edge->evidence.begin; i < edge->evidence.end; i++) {
        const ng_edge_evidence *v = &graph->evidence.items[i];

        if (i > edge->evidence.begin) NG_CHECK(ngi_buffer_add_char(ctx, out, ','));
        NG_CHECK(add_field(ctx, out, "{\"document\":", graph->documents.items[v->document].id));
        NG_CHECK(ngi_buffer_printf(ctx, out, ",\"span\":[%lu,%lu]", (unsigned long)v->span.begin, (unsigned long)v->span.end));
        NG_CHECK(add_field(ctx, out, ",\"text\":", v->text));
        NG_CHECK(add_end(ctx, "source", v->text, v->from, out));
        NG_CHECK(add_end(ctx, "target", v->text, v->to, out));
        NG_CHECK(ngi_add_number(ctx, out, ",\"score\":", (double)v->score, 6));
        NG_CHECK(add_field(ctx, out, ",\"by\":", v->by));
        NG_CHECK(ngi_buffer_add_char(ctx, out, '}'));
    }
    NG_CHECK(ngi_buffer_add_char(ctx, out, ']'));
done:
    return st;
}

ng_status ngi_add_edge_json(ng_context *ctx, const ng_graph *graph, const ng_edge *e, ngi_buffer *out)
{
    ng_status st;

    NG_CHECK(add_field(ctx, out, "{\"source\":", graph->nodes.items[e->from].id));
    NG_CHECK(add_field(ctx, out, ",\"target\":", graph->nodes.items[e->to].id));
    NG_CHECK(ngi_buffer_printf(ctx, out, ",\"kind\":\"%s\",\"directed\":%s", ngi_edge_kind_text(e),
                               ngi_edge_directed(e) ? "true" : "false"));
    NG_CHECK(ngi_add_number(ctx, out, ",\"weight\":", e->weight, 10));
    if (e->kind == NG_EDGE_COOCCURRENCE) {
        NG_CHECK(ngi_add_number(ctx, out, ",\"significance\":", e->significance, 10));
        NG_CHECK(ngi_add_number(ctx, out, ",\"npmi\":", e->npmi, 10));
    }
    if (e->kind == NG_EDGE_RELATION) {
        NG_CHECK(ngi_buffer_printf(ctx, out, ",\"status\":\"%s\"", ng_assertion_name(e->status)));
        NG_CHECK(add_field(ctx, out, ",\"role\":", e->role));
        NG_CHECK(add_field(ctx, out, ",\"since\":", e->since));
        NG_CHECK(add_field(ctx, out, ",\"until\":", e->until));
    }
    NG_CHECK(ngi_buffer_printf(ctx, out, ",\"documents\":%lu", (unsigned long)e->documents));
    NG_CHECK(add_field(ctx, out, ",\"first_seen\":", e->first_seen));
    NG_CHECK(add_field(ctx, out, ",\"last_seen\":", e->last_seen));
    NG_CHECK(ngi_buffer_add_text(ctx, out, ",\"evidence\":"));
    NG_CHECK(ngi_add_evidence_json(ctx, graph, e, out));
    NG_CHECK(ngi_buffer_add_char(ctx, out, '}'));
done:
    return st;
}

/* Between the items of an array, and around them. */
static ng_status add_line(ng_context *ctx, ngi_buffer *out, bool first)
{
    return ngi_buffer_add_text(ctx, out, first ? "\n  " : ",\n  ");
}

ng_status ngi_add_totals_json(ng_context *ctx, const ng_graph *graph, ngi_buffer *out)
{
    ng_status st;

    NG_CHECK(ngi_buffer_printf(ctx, out, "{\"nodes\":%lu,\"edges\":%lu,\"filter\":",
                               (unsigned long)graph->totals.nodes, (unsigned long)graph->totals.edges));
    NG_CHECK(ngi_add_json_text(ctx, out, graph->totals.filter));
    NG_CHECK(ngi_buffer_add_char(ctx, out, '}'));
done:
    return st;
}

ng_status ngi_add_documents_json(ng_context *ctx, const ng_graph *graph, ngi_buffer *out)
{
    ng_status st;
    size_t i;

    NG_CHECK(ngi_buffer_add_char(ctx, out, '['));
    for (i = 0; i < graph->documents.count; i++) {
        NG_CHECK(add_line(ctx, out, i == 0));
        NG_CHECK(ngi_add_document_json(ctx, &graph->documents.items[i], out));
    }
    NG_CHECK(ngi_buffer_add_char(ctx, out, ']'));
done:
    return st;
}

ng_status ngi_write_graph_json(ng_context *ctx, const ng_graph *graph, ngi_buffer *out)
{
    ng_status st;
    size_t i;

    NG_CHECK(ngi_buffer_add_text(ctx, out, "{\"namegraph\":1,\"made_by\":{\"version\":\"" NG_VERSION
                                           "\"},\"directed\":true,\"multigraph\":true,\n\"totals\":"));
    NG_CHECK(ngi_add_totals_json(ctx, graph, out));
    NG_CHECK(ngi_buffer_add_text(ctx, out, ",\n\"documents\":"));
    NG_CHECK(ngi_add_documents_json(ctx, graph, out));
    NG_CHECK(ngi_buffer_add_text(ctx, out, ",\n\"nodes\":["));
    for (i = 0; i < graph->nodes.count; i++) {
        NG_CHECK(add_line(ctx, out, i == 0));
        NG_CHECK(ngi_add_node_json(ctx, graph, &graph->nodes.items[i], out));
    }
    NG_CHECK(ngi_buffer_add_text(ctx, out, "],\n\"edges\":["));
    for (i = 0; i < graph->edges.count; i++) {
        NG_CHECK(add_line(ctx, out, i == 0));
        NG_CHECK(ngi_add_edge_json(ctx, graph, &graph->edges.items[i], out));
    }
    NG_CHECK(ngi_buffer_add_text(ctx, out, "]}\n"));
done:
    return st;
}
