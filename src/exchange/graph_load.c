/*
 * JSON items -> network. What a reader finds in foreign bytes is doubted here: ids that nobody has, kinds that do not
 * exist, numbers that are none, spans outside of their text. Sentences that several edges show are kept once.
 */
#include "graph_formats.h"

static ng_status fail(ngi_graph_loader *l, const char *what, ng_str subject)
{
    return ngi_fail_at(l->ctx, NG_E_FORMAT, l->source, UINT64_MAX, "cannot read the network of '%s': %s '%.*s'",
                       l->source ? l->source : "-", what, NGI_STR(subject));
}

static ng_status take(ngi_graph_loader *l, const json_t *item, const char *key, ng_str *out)
{
    return ngi_graph_share(l->ctx, l->graph, &l->texts, ngi_json_get_str(item, key), out);
}

static bool take_count(const json_t *item, const char *key, uint32_t *out)
{
    double value = ngi_json_get_number(item, key, 0.0);

    *out = value >= 0.0 && value <= 4294967295.0 ? (uint32_t)value : 0;
    return value >= 0.0 && value <= 4294967295.0;
}

/* Keep the index of an id; an id that is missing or there already is a fault. */
static ng_status keep_id(ngi_graph_loader *l, ngi_map *map, ng_str id, size_t index)
{
    if (!id.len) return fail(l, "an item without", NGI_LITERAL("id"));
    if (ngi_map_find(map, id) != NG_NONE) return fail(l, "two items have the id", id);
    return ngi_map_set(l->ctx, map, id, (uint32_t)index);
}

ng_status ngi_load_document(ngi_graph_loader *l, const json_t *item)
{
    ng_graph_document d = { .sentences = 0 };
    ng_status st;

    NG_CHECK(take(l, item, "id", &d.id));
    NG_CHECK(take(l, item, "source", &d.source));
    NG_CHECK(take(l, item, "title", &d.title));
    NG_CHECK(take(l, item, "date", &d.date));
    NG_CHECK(take(l, item, "outlet", &d.outlet));
    NG_CHECK(take(l, item, "author", &d.author));
    NG_CHECK(take(l, item, "url", &d.url));
    NG_CHECK(take(l, item, "duplicate_of", &d.duplicate_of));
    if (!take_count(item, "sentences", &d.sentences) || !take_count(item, "words", &d.words)) {
        return fail(l, "counts out of range of document", d.id);
    }
    NG_CHECK(keep_id(l, &l->documents, d.id, l->graph->documents.count));
    NG_CHECK(ngi_array_push(l->ctx, &l->graph->documents, d));
done:
    return st;
}

static ng_status load_aliases(ngi_graph_loader *l, const json_t *list, ng_range *out)
{
    ng_status st = NG_OK;
    size_t i;

    out->begin = (uint32_t)l->graph->aliases.count;
    for (i = 0; i < json_array_size(list); i++) {
        const json_t *value = json_array_get(list, i);
        ng_str alias;

        if (!json_is_string(value)) return fail(l, "an alias that is no text, of node", NGI_LITERAL("?"));
        NG_CHECK(ngi_graph_share(l->ctx, l->graph, &l->texts, (ng_str){ json_string_value(value), json_string_length(value) },
                                 &alias));
        NG_CHECK(ngi_array_push(l->ctx, &l->graph->aliases, alias));
    }
done:
    out->end = (uint32_t)l->graph->aliases.count;
    return st;
}

ng_status ngi_load_node(ngi_graph_loader *l, const json_t *item)
{
    ng_node n = { .mentions = 0 };
    ng_status st;

    NG_CHECK(take(l, item, "id", &n.id));
    NG_CHECK(take(l, item, "label", &n.label));
    NG_CHECK(take(l, item, "link", &n.link));
    NG_CHECK(take(l, item, "first_seen", &n.first_seen));
    NG_CHECK(take(l, item, "last_seen", &n.last_seen));
    if (!n.label.len) return fail(l, "no label of node", n.id);
    if (!ng_entity_type_from(ngi_json_get_str(item, "type"), &n.type)) return fail(l, "unknown type of node", n.id);
    if (!take_count(item, "mentions", &n.mentions) || !take_count(item, "documents", &n.documents)) {
        return fail(l, "counts out of range of node", n.id);
    }
    NG_CHECK(load_aliases(l, json_object_get(item, "aliases"), &n.aliases));
    NG_CHECK(keep_id(l, &l->nodes, n.id, l->graph->nodes.count));
    NG_CHECK(ngi_array_push(l->ctx, &l->graph->nodes, n));
done:
    return st;
}

/* Byte where a code point begins. */
static uint32_t byte_of(ng_str text, uint64_t code_point)
{
    size_t at = 0;

    while (code_point > 0 && at < text.len) {
        at++;
        while (at < text.len && ((unsigned char)text.ptr[at] & 0xC0) == 0x80) at++;
        code_point--;
    }
    return (uint32_t)at;
}

static bool take_end(const json_t *item, const char *key, ng_str text, ng_span *out)
{
    const json_t *value = json_object_get(item, key);
    uint64_t begin, end;

    *out = (ng_span){ 0, 0 };
    if (!value || json_is_null(value)) return true;
    if (!ngi_json_get_pair(value, text.len, &begin, &end)) return false;
    out->begin = byte_of(text, begin);
    out->end = byte_of(text, end);
    return true;
}

static ng_status load_proof(ngi_graph_loader *l, const json_t *item)
{
    ng_edge_evidence v = { .document = ngi_map_find(&l->documents, ngi_json_get_str(item, "document")) };
    double score = ngi_json_get_number(item, "score", 1.0);
    uint64_t begin, end;
    ng_status st;

    if (v.document == NG_NONE) return fail(l, "evidence of an unknown document", ngi_json_get_str(item, "document"));
    if (!(score >= 0.0 && score <= 1.0)) return fail(l, "a score outside of 0..1 in document", ngi_json_get_str(item, "document"));
    v.score = (float)score;
    NG_CHECK(take(l, item, "text", &v.text));
    NG_CHECK(take(l, item, "by", &v.by));
    if (!ngi_json_get_pair(json_object_get(item, "span"), UINT32_MAX, &begin, &end) ||
        !take_end(item, "source", v.text, &v.from) || !take_end(item, "target", v.text, &v.to)) {
        return fail(l, "a span out of range in evidence", v.text);
    }
    v.span = (ng_span){ (uint32_t)begin, (uint32_t)end };
    NG_CHECK(ngi_array_push(l->ctx, &l->graph->evidence, v));
done:
    return st;
}

ng_status ngi_load_evidence(ngi_graph_loader *l, const json_t *list, ng_edge *edge)
{
    ng_status st = NG_OK;
    size_t i;

    edge->evidence.begin = (uint32_t)l->graph->evidence.count;
    if (l->graph->evidence.count + json_array_size(list) >= UINT32_MAX) {
        return ngi_fail(l->ctx, NG_E_LIMIT, "more evidence than a network can hold");
    }
    for (i = 0; i < json_array_size(list); i++) NG_CHECK(load_proof(l, json_array_get(list, i)));
    edge->evidence.end = (uint32_t)l->graph->evidence.count;
done:
    return st;
}

static ng_status load_ends(ngi_graph_loader *l, const json_t *item, ng_edge *e)
{
    ng_str from = ngi_json_get_str(item, "source"), to = ngi_json_get_str(item, "target");

    e->from = ngi_map_find(&l->nodes, from);
    e->to = ngi_map_find(&l->nodes, to);
    if (e->from == NG_NONE) return fail(l, "an edge from an unknown node", from);
    if (e->to == NG_NONE) return fail(l, "an edge to an unknown node", to);
    if (e->from == e->to) return fail(l, "an edge from a node to itself, of", from);
    return NG_OK;
}

ng_status ngi_load_edge(ngi_graph_loader *l, const json_t *item)
{
    ng_str kind = ngi_json_get_str(item, "kind"), status = ngi_json_get_str(item, "status");
    ng_edge e = { .status = NG_CURRENT };
    ng_status st;

    NG_CHECK(load_ends(l, item, &e));
    if (!ngi_edge_kind_parse(kind, &e)) return fail(l, "an edge of unknown kind", kind);
    if (status.ptr && !ng_assertion_from(status, &e.status)) return fail(l, "an edge of unknown status", status);
    NG_CHECK(take(l, item, "role", &e.role));
    NG_CHECK(take(l, item, "since", &e.since));
    NG_CHECK(take(l, item, "until", &e.until));
    NG_CHECK(take(l, item, "first_seen", &e.first_seen));
    NG_CHECK(take(l, item, "last_seen", &e.last_seen));
    e.weight = ngi_json_get_number(item, "weight", 1.0);
    e.significance = ngi_json_get_number(item, "significance", 0.0);
    e.npmi = ngi_json_get_number(item, "npmi", 0.0);
    if (!(e.weight >= 0.0) || !take_count(item, "documents", &e.documents)) return fail(l, "numbers out of range of an edge of", kind);
    NG_CHECK(ngi_load_evidence(l, json_object_get(item, "evidence"), &e));
    if (e.evidence.begin == e.evidence.end) return fail(l, "an edge without evidence, of", kind);
    NG_CHECK(ngi_array_push(l->ctx, &l->graph->edges, e));
done:
    return st;
}

ng_status ngi_load_totals(ngi_graph_loader *l, const json_t *item)
{
    ng_graph_totals *t = &l->graph->totals;

    if (!take_count(item, "nodes", &t->nodes) || !take_count(item, "edges", &t->edges)) return fail(l, "counts out of range in", NGI_LITERAL("totals"));
    return take(l, item, "filter", &t->filter);
}

ng_status ngi_load_finish(ngi_graph_loader *l, ng_status st, ng_graph **out)
{
    ng_graph_totals *t = &l->graph->totals;

    if (st == NG_OK && t->nodes < l->graph->nodes.count) t->nodes = (uint32_t)l->graph->nodes.count;
    if (st == NG_OK && t->edges < l->graph->edges.count) t->edges = (uint32_t)l->graph->edges.count;
    if (st == NG_OK) st = ngi_graph_sort(l->ctx, l->graph);
    if (st == NG_OK && ngi_graph_check(l->ctx, l->graph) != NG_OK) {
        st = fail(l, "what it says does not hold together:", ng_str_from(ng_context_error(l->ctx)->message));
    }
    if (st == NG_OK) {
        *out = l->graph;
    } else {
        ng_graph_free(l->graph);
    }
    ngi_graph_pool_release(l->ctx, &l->texts);
    ngi_map_release(l->ctx, &l->nodes);
    ngi_map_release(l->ctx, &l->documents);
    return st;
}
