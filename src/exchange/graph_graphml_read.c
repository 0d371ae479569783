/*
 * GraphML -> network: ours, also after another program has opened and saved it with keys of its own. Each node and edge
 * becomes the JSON item that the network's own JSON has for it, so what is doubted there is doubted here. Larger networks
 * than base/xml.h holds are refused; they travel as JSON.
 */
#include "graph_formats.h"

#include "base/unicode.h"
#include "base/xml.h"

#include <math.h>

typedef struct graphml {
    ngi_graph_loader *loader;
    ngi_xml_tree tree;
    ngi_map keys;            /* id of a key -> the node that declares it */
    ngi_buffer text;         /* of the data at hand */
} graphml;

static bool is_element(const graphml *g, uint32_t node, const char *name)
{
    const ngi_xml_node *n = &g->tree.nodes.items[node];

    return n->tag != NGI_TAG_TEXT && ng_str_equal(n->text, ng_str_from(name));
}

static ng_status fail(graphml *g, const char *what)
{
    return ngi_fail_at(g->loader->ctx, NG_E_FORMAT, g->loader->source, UINT64_MAX, "cannot read the network of '%s': %s",
                       g->loader->source ? g->loader->source : "-", what);
}

static ng_status find_keys(graphml *g)
{
    ng_status st = NG_OK;
    uint32_t i;

    for (i = 0; i < g->tree.nodes.count; i++) {
        ng_str id = is_element(g, i, "key") ? ngi_xml_attribute_of(&g->tree, i, "id") : (ng_str){ NULL, 0 };

        if (id.len) NG_CHECK(ngi_map_set(g->loader->ctx, &g->keys, id, i));
    }
done:
    return st;
}

/* "a|b" as ["a", "b"]. */
static json_t *split_list(ng_str text)
{
    json_t *list = json_array();
    ng_str part;

    while (text.ptr && ngi_str_next(&text, '|', &part)) {
        if (json_array_append_new(list, json_stringn(part.ptr, part.len)) != 0) break;
    }
    return list;
}

/* A value as its key declares it; evidence, documents and totals are JSON within the text. */
static ng_status data_value(graphml *g, ng_str name, ng_str type, json_t **out)
{
    ng_str text = ngi_buffer_str(&g->text);
    double number;

    if (ng_str_equal(name, NGI_LITERAL("evidence")) || ng_str_equal(name, NGI_LITERAL("documents_list")) ||
        ng_str_equal(name, NGI_LITERAL("totals"))) {
        return ngi_json_parse(g->loader->ctx, text, g->loader->source, out);
    }
    if (ng_str_equal(name, NGI_LITERAL("aliases"))) {
        *out = split_list(text);
    } else if (ng_str_equal(type, NGI_LITERAL("string"))) {
        *out = json_stringn(text.ptr, text.len);
    } else if (ng_str_equal(type, NGI_LITERAL("boolean"))) {
        *out = json_boolean(ng_str_equal(ngi_str_trim(text), NGI_LITERAL("true")));
    } else if (ngi_parse_double(ngi_str_trim(text), &number) && isfinite(number)) {
        *out = json_real(number);
    } else {
        return fail(g, "a number that is none");
    }
    return *out ? NG_OK : ngi_fail_memory(g->loader->ctx);
}

static ng_status set_value(graphml *g, json_t *item, ng_str name, json_t *value)
{
    ngi_buffer key = { NULL, 0, 0 };
    ng_status st;

    NG_CHECK(ngi_buffer_add(g->loader->ctx, &key, name));
    if (json_object_set(item, key.data, value) != 0) st = ngi_fail_memory(g->loader->ctx);
done:
    ngi_buffer_release(g->loader->ctx, &key);
    return st;
}

static ng_status set_attribute(graphml *g, json_t *item, uint32_t node, const char *name)
{
    ng_str text = ngi_xml_attribute_of(&g->tree, node, name);

    if (!text.ptr) return NG_OK;
    return json_object_set_new(item, name, json_stringn(text.ptr, text.len)) == 0 ? NG_OK : ngi_fail_memory(g->loader->ctx);
}

/* The data below a node, edge or graph, under the names of their keys. */
static ng_status take_data(graphml *g, uint32_t node, json_t *item)
{
    ng_status st = NG_OK;
    uint32_t i = node + 1;

    for (; i < g->tree.nodes.items[node].end; i = g->tree.nodes.items[i].end) {
        uint32_t key;
        json_t *value = NULL;
        ng_str name;

        if (!is_element(g, i, "data")) continue;
        key = ngi_map_find(&g->keys, ngi_xml_attribute_of(&g->tree, i, "key"));
        if (key == NG_NONE) return fail(g, "data of a key that is not declared");
        name = ngi_xml_attribute_of(&g->tree, key, "attr.name");
        if (!name.len) return fail(g, "a key without a name");
        g->text.len = 0;
        NG_CHECK(ngi_xml_text(g->loader->ctx, &g->tree, i, &g->text));
        NG_CHECK(data_value(g, name, ngi_xml_attribute_of(&g->tree, key, "attr.type"), &value));
        st = set_value(g, item, name, value);
        json_decref(value);
        NG_CHECK(st);
    }
done:
    return st;
}

static ng_status load_item(graphml *g, uint32_t node, ngi_item_loader *load)
{
    json_t *item = json_object();
    ng_status st = item ? NG_OK : ngi_fail_memory(g->loader->ctx);

    NG_CHECK(st);
    NG_CHECK(set_attribute(g, item, node, "id"));
    NG_CHECK(set_attribute(g, item, node, "source"));
    NG_CHECK(set_attribute(g, item, node, "target"));
    NG_CHECK(take_data(g, node, item));
    NG_CHECK(load(g->loader, item));
done:
    json_decref(item);
    return st;
}

static ng_status load_all(graphml *g, const char *element, ngi_item_loader *load)
{
    ng_status st = NG_OK;
    uint32_t i;

    for (i = 0; i < g->tree.nodes.count; i++) {
        if (is_element(g, i, element)) NG_CHECK(load_item(g, i, load));
    }
done:
    return st;
}

/* Documents and totals, which the whole graph carries. */
static ng_status load_graph(ngi_graph_loader *loader, const json_t *item)
{
    const json_t *list = json_object_get(item, "documents_list");
    ng_status st = NG_OK;
    size_t i;

    for (i = 0; i < json_array_size(list); i++) NG_CHECK(ngi_load_document(loader, json_array_get(list, i)));
    if (json_object_get(item, "totals")) NG_CHECK(ngi_load_totals(loader, json_object_get(item, "totals")));
done:
    return st;
}

ng_status ngi_load_graphml(ngi_graph_loader *loader, ng_str text)
{
    graphml g = { .loader = loader };
    size_t fault = ngi_utf8_fault(text);
    ng_status st;

    if (fault != SIZE_MAX) {
        return ngi_fail_at(loader->ctx, NG_E_FORMAT, loader->source, fault, "cannot read the network of '%s': not UTF-8 at byte %zu",
                           loader->source ? loader->source : "-", fault);
    }
    /* The parser keeps what it read of a damaged file; a network cut short must not pass for a whole one. */
    if (!ngi_str_ends(ngi_str_trim(text), NGI_LITERAL("</graphml>"))) {
        st = fail(&g, "its GraphML is cut short");
        goto done;
    }
    NG_CHECK(ngi_xml_parse(loader->ctx, text, &g.tree));
    if (g.tree.cut) {
        st = ngi_fail_at(loader->ctx, NG_E_LIMIT, loader->source, g.tree.cut_at, "the GraphML of '%s' is damaged or too large",
                         loader->source ? loader->source : "-");
        goto done;
    }
    NG_CHECK(find_keys(&g));
    NG_CHECK(load_all(&g, "graph", load_graph));
    NG_CHECK(load_all(&g, "node", ngi_load_node));
    NG_CHECK(load_all(&g, "edge", ngi_load_edge));
done:
    ngi_xml_release(loader->ctx, &g.tree);
    ngi_map_release(loader->ctx, &g.keys);
    ngi_buffer_release(loader->ctx, &g.text);
    return st;
}
