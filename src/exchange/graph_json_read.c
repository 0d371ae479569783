/*
 * JSON -> network. A parsed tree of a large network would need several times the memory of the network, so the text is
 * cut into its items first, and one item at a time is parsed. Cost: linear; memory of the network and one item.
 */
#include "graph_formats.h"

static size_t skip_space(ng_str text, size_t at)
{
    while (at < text.len && strchr(" \t\r\n", text.ptr[at]) && text.ptr[at]) at++;
    return at;
}

/* Behind the string that begins at `at`, or SIZE_MAX. */
static size_t string_end(ng_str text, size_t at)
{
    for (at++; at < text.len; at++) {
        if (text.ptr[at] == '\\') {
            at++;
        } else if (text.ptr[at] == '"') {
            return at + 1;
        }
    }
    return SIZE_MAX;
}

/* Behind the value that begins at `at`, by brackets and quotes alone, or SIZE_MAX. */
static size_t value_end(ng_str text, size_t at)
{
    size_t depth = 0;

    while (at < text.len) {
        char c = text.ptr[at];

        if (c == '"') {
            at = string_end(text, at);
            if (at == SIZE_MAX) return SIZE_MAX;
            if (depth == 0) return at;
            continue;
        }
        if (depth == 0 && (c == ',' || c == ']' || c == '}')) return at;
        if (c == '{' || c == '[') depth++;
        if (c == '}' || c == ']') depth--;
        at++;
        if (depth == 0 && (c == '}' || c == ']')) return at;
    }
    return SIZE_MAX;
}

static ng_status broken(ngi_graph_loader *l, size_t at)
{
    return ngi_fail_at(l->ctx, NG_E_FORMAT, l->source, at, "cannot read the network of '%s': not JSON at byte %zu",
                       l->source ? l->source : "-", at);
}

/* Load each item of the array text[at..], one parsed at a time. */
static ng_status load_items(ngi_graph_loader *l, ng_str text, size_t at, ngi_item_loader *load)
{
    ng_status st = NG_OK;
    uint64_t count = 0;

    if (at >= text.len || text.ptr[at] != '[') return broken(l, at);
    at = skip_space(text, at + 1);
    while (at < text.len && text.ptr[at] != ']') {
        size_t end = value_end(text, at);
        json_t *item = NULL;

        if (end == SIZE_MAX) return broken(l, at);
        if (count++ % 4096 == 0) NG_CHECK(ngi_progress(l->ctx, "read", at, text.len));
        NG_CHECK(ngi_json_parse(l->ctx, ngi_str_slice(text, at, end), l->source, &item));
        st = json_is_object(item) ? load(l, item) : broken(l, at);
        json_decref(item);
        NG_CHECK(st);
        at = skip_space(text, end);
        if (at < text.len && text.ptr[at] == ',') at = skip_space(text, at + 1);
    }
done:
    return st;
}

/* Where the parts of the network begin; SIZE_MAX where they are missing. */
typedef struct places {
    size_t totals, documents, nodes, edges;
} places;

static bool find_places(ng_str text, places *out, size_t *fault)
{
    size_t at = skip_space(text, 0);

    *fault = at;
    *out = (places){ SIZE_MAX, SIZE_MAX, SIZE_MAX, SIZE_MAX };
    if (at >= text.len || text.ptr[at] != '{') return false;
    at = skip_space(text, at + 1);
    while (at < text.len && text.ptr[at] == '"') {
        size_t key = at, end = string_end(text, at);
        ng_str name;

        *fault = at;
        if (end == SIZE_MAX) return false;
        name = ngi_str_slice(text, key + 1, end - 1);
        at = skip_space(text, end);
        if (at >= text.len || text.ptr[at] != ':') return false;
        at = skip_space(text, at + 1);
        if (ng_str_equal(name, NGI_LITERAL("totals"))) out->totals = at;
        if (ng_str_equal(name, NGI_LITERAL("documents"))) out->documents = at;
        if (ng_str_equal(name, NGI_LITERAL("nodes"))) out->nodes = at;
        if (ng_str_equal(name, NGI_LITERAL("edges"))) out->edges = at;
        at = value_end(text, at);
        if (at == SIZE_MAX) return false;
        at = skip_space(text, at);
        if (at < text.len && text.ptr[at] == ',') at = skip_space(text, at + 1);
    }
    *fault = at;
    return at < text.len && text.ptr[at] == '}' && skip_space(text, at + 1) == text.len;
}

static ng_status load_totals(ngi_graph_loader *l, ng_str text, size_t at)
{
    json_t *item = NULL;
    ng_status st;

    NG_CHECK(ngi_json_parse(l->ctx, ngi_str_slice(text, at, value_end(text, at)), l->source, &item));
    st = ngi_load_totals(l, item);
    json_decref(item);
done:
    return st;
}

ng_status ngi_load_json(ngi_graph_loader *l, ng_str text)
{
    size_t fault = 0;
    places at;
    ng_status st;

    if (!find_places(text, &at, &fault)) return broken(l, fault);
    if (at.documents == SIZE_MAX || at.nodes == SIZE_MAX || at.edges == SIZE_MAX) {
        return ngi_fail_at(l->ctx, NG_E_FORMAT, l->source, UINT64_MAX, "'%s' is no network: it has no %s",
                           l->source ? l->source : "-",
                           at.nodes == SIZE_MAX ? "nodes" : at.edges == SIZE_MAX ? "edges" : "documents");
    }
    NG_CHECK(load_items(l, text, at.documents, ngi_load_document));
    NG_CHECK(load_items(l, text, at.nodes, ngi_load_node));
    NG_CHECK(load_items(l, text, at.edges, ngi_load_edge));
    if (at.totals != SIZE_MAX) NG_CHECK(load_totals(l, text, at.totals));
done:
    return st;
}

/* GraphML says what it is in its first element. */
static bool is_graphml(ng_str text)
{
    ng_str head = ngi_str_slice(text, 0, text.len < 1024 ? text.len : 1024);

    return ngi_str_starts(ngi_str_trim(head), NGI_LITERAL("<")) && ngi_str_find(head, NGI_LITERAL("<graphml")) != SIZE_MAX;
}

ng_status ng_graph_read(ng_context *ctx, const char *source, const char *bytes, size_t len, ng_graph **out)
{
    ngi_graph_loader l = { .ctx = ctx, .source = source };
    ng_str text = { len ? bytes : "", len };
    ng_status st;

    *out = NULL;
    NG_CHECK(ngi_graph_create(ctx, &l.graph));
    st = is_graphml(text) ? ngi_load_graphml(&l, text) : ngi_load_json(&l, text);
    st = ngi_load_finish(&l, st, out);
done:
    return st;
}

bool ng_graph_is_saved(const char *bytes, size_t len)
{
    ng_str text = { len ? bytes : "", len };
    size_t fault;
    places at;

    return is_graphml(text) || (find_places(text, &at, &fault) && at.nodes != SIZE_MAX && at.edges != SIZE_MAX);
}
