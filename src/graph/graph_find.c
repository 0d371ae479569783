/*
 * The node that a reader means by a name: its id, its label, then its other names; first as written, then in any case
 * and spelling of the key of a name. Of several with one name, the one that is named most. Cost: linear.
 */
#include "graph_parts.h"

#include "base/unicode.h"

/* Does the name fit the text exactly, or (with a key) by its key? */
static bool fits(ng_context *ctx, ng_str text, ng_str name, ng_str key)
{
    ngi_buffer other = { NULL, 0, 0 };
    bool same;

    if (!key.ptr) return ng_str_equal(text, name);
    same = ngi_name_key(ctx, text, &other) == NG_OK && ng_str_equal(ngi_buffer_str(&other), key);
    ngi_buffer_release(ctx, &other);
    return same;
}

static uint32_t better(const ng_graph *graph, uint32_t best, uint32_t node)
{
    return best == NG_NONE || graph->nodes.items[node].mentions > graph->nodes.items[best].mentions ? node : best;
}

static uint32_t find(ng_context *ctx, const ng_graph *graph, ng_str name, ng_str key, bool by_alias)
{
    uint32_t best = NG_NONE, i, k;

    for (i = 0; i < graph->nodes.count; i++) {
        const ng_node *node = &graph->nodes.items[i];

        if (!by_alias && fits(ctx, node->label, name, key)) best = better(graph, best, i);
        for (k = node->aliases.begin; by_alias && k < node->aliases.end; k++) {
            if (fits(ctx, graph->aliases.items[k], name, key)) best = better(graph, best, i);
        }
    }
    return best;
}

static uint32_t find_id(const ng_graph *graph, ng_str id)
{
    size_t low = 0, high = graph->nodes.count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (ng_str_compare(graph->nodes.items[middle].id, id) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < graph->nodes.count && ng_str_equal(graph->nodes.items[low].id, id) ? (uint32_t)low : NG_NONE;
}

uint32_t ng_graph_find(const ng_graph *graph, ng_str name)
{
    ng_context_options opts = NG_CONTEXT_OPTIONS_INIT;
    const ng_str none = { NULL, 0 };
    ngi_buffer key = { NULL, 0, 0 };
    uint32_t found = find_id(graph, name);
    ng_context *ctx = NULL;

    if (found == NG_NONE) found = find(NULL, graph, name, none, false);
    if (found == NG_NONE) found = find(NULL, graph, name, none, true);
    if (found != NG_NONE) return found;
    opts.allocator = graph->allocator; /* keys need memory, and a getter has no context of its own */
    if (ng_context_create(&opts, &ctx) != NG_OK) return NG_NONE;
    if (ngi_name_key(ctx, name, &key) == NG_OK && key.len) {
        found = find(ctx, graph, name, ngi_buffer_str(&key), false);
        if (found == NG_NONE) found = find(ctx, graph, name, ngi_buffer_str(&key), true);
    }
    ngi_buffer_release(ctx, &key);
    ng_context_free(ctx);
    return found;
}
