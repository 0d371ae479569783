/*
 * Coverage: which outlet and which author names whom. An outlet or author that the articles name as well is that actor's
 * node; others get a node of their own, whose id is a hash of kind and name, so that it is the same in every network.
 */
#include "graph_parts.h"

#include "base/unicode.h"

#include <stdio.h>

struct ngi_sources {
    ngi_map outlets, authors;   /* key of a name -> index in ids, or WANTED */
    ngi_arena keys;
    NGI_ARRAY(ng_str) ids;      /* of the nodes, borrowed from the graph */
    uint32_t *nodes;            /* of ids, once the nodes are in order */
    uint32_t *seen, visit;      /* the last visit that saw each node */
};

/* Named by a document, and no node has claimed it yet. */
#define WANTED (NG_NONE - 1)

/* Called for each outlet and author of a document. */
typedef ng_status source_visitor(ngi_builder *b, ngi_map *map, ng_str name, ng_entity_type type);

static ng_status visit_sources(ngi_builder *b, const ng_metadata *about, source_visitor *visit)
{
    ng_str rest = about->author, part;
    ng_status st = NG_OK;

    if (ngi_str_trim(about->outlet).len) {
        NG_CHECK(visit(b, &b->sources->outlets, ngi_str_trim(about->outlet), NG_COMPANY));
    }
    while (ngi_str_next(&rest, ';', &part)) {
        part = ngi_str_trim(part);
        if (part.len) NG_CHECK(visit(b, &b->sources->authors, part, NG_PERSON));
    }
done:
    return st;
}

static ng_status visit_all(ngi_builder *b, source_visitor *visit)
{
    ng_status st = NG_OK;
    size_t i;

    for (i = 0; i < b->collection->documents.count; i++) {
        const ng_metadata *about = &b->collection->documents.items[i]->about;

        if (about->duplicate_of.len || !ngi_date_in(about->date, b->opts)) continue;
        NG_CHECK(visit_sources(b, about, visit));
    }
done:
    return st;
}

/* Set the value of a name in a map that keeps the key. */
static ng_status set_source(ngi_builder *b, ngi_map *map, ng_str key, uint32_t value)
{
    ng_str kept;
    ng_status st;

    NG_CHECK(ngi_arena_copy(b->ctx, &b->sources->keys, key, &kept));
    NG_CHECK(ngi_map_set(b->ctx, map, kept, value));
done:
    return st;
}

static ng_status want(ngi_builder *b, ngi_map *map, ng_str name, ng_entity_type type)
{
    ngi_buffer key = { NULL, 0, 0 };
    ng_status st;

    (void)type;
    NG_CHECK(ngi_name_key(b->ctx, name, &key));
    NG_CHECK(set_source(b, map, ngi_buffer_str(&key), WANTED));
done:
    ngi_buffer_release(b->ctx, &key);
    return st;
}

/* Give a wanted name to a node that bears it; the first one has it. */
static ng_status offer(ngi_builder *b, const ng_node *node, ng_str name)
{
    ngi_map *map = node->type == NG_PERSON ? &b->sources->authors : &b->sources->outlets;
    bool able = node->type == NG_PERSON || node->type == NG_COMPANY || node->type == NG_ORGANIZATION || node->type == NG_WORK;
    ngi_buffer key = { NULL, 0, 0 };
    ng_status st = NG_OK;

    if (map->count == 0 || !able) return NG_OK;
    NG_CHECK(ngi_name_key(b->ctx, name, &key));
    if (ngi_map_find(map, ngi_buffer_str(&key)) == WANTED) {
        NG_CHECK(set_source(b, map, ngi_buffer_str(&key), (uint32_t)b->sources->ids.count));
        NG_CHECK(ngi_array_push(b->ctx, &b->sources->ids, node->id));
    }
done:
    ngi_buffer_release(b->ctx, &key);
    return st;
}

/* Full names first, so that another actor's short form takes none of them. */
static ng_status offer_all(ngi_builder *b)
{
    ng_status st = NG_OK;
    uint32_t k;
    size_t i;

    for (i = 0; i < b->graph->nodes.count; i++) {
        NG_CHECK(offer(b, &b->graph->nodes.items[i], b->graph->nodes.items[i].label));
    }
    for (i = 0; i < b->graph->nodes.count; i++) {
        const ng_node *node = &b->graph->nodes.items[i];

        for (k = node->aliases.begin; k < node->aliases.end; k++) {
            NG_CHECK(offer(b, node, b->graph->aliases.items[k]));
        }
    }
done:
    return st;
}

static ng_status add_source(ngi_builder *b, ngi_map *map, ng_str name, ng_entity_type type)
{
    ng_node node = { .type = type };
    ngi_buffer key = { NULL, 0, 0 };
    char id[20];
    uint64_t hash;
    ng_status st;

    NG_CHECK(ngi_name_key(b->ctx, name, &key));
    if (ngi_map_find(map, ngi_buffer_str(&key)) != WANTED) goto done;
    hash = ngi_hash_mix(ngi_hash(NGI_HASH_START, key.data, key.len));
    (void)snprintf(id, sizeof id, "%c%08lx%08lx", type == NG_PERSON ? 'a' : 'o', (unsigned long)(hash >> 32),
                   (unsigned long)(hash & UINT32_MAX));
    NG_CHECK(ngi_graph_copy(b->ctx, b->graph, ng_str_from(id), &node.id));
    NG_CHECK(ngi_graph_copy(b->ctx, b->graph, name, &node.label));
    NG_CHECK(set_source(b, map, ngi_buffer_str(&key), (uint32_t)b->sources->ids.count));
    NG_CHECK(ngi_array_push(b->ctx, &b->sources->ids, node.id));
    NG_CHECK(ngi_array_push(b->ctx, &b->graph->nodes, node));
done:
    ngi_buffer_release(b->ctx, &key);
    return st;
}

ng_status ngi_sources_create(ngi_builder *b)
{
    ng_status st;

    b->sources = ngi_alloc(b->ctx, 1, sizeof *b->sources);
    if (!b->sources) return NG_E_NOMEM;
    NG_CHECK(visit_all(b, want));
    NG_CHECK(offer_all(b));
    NG_CHECK(visit_all(b, add_source));
done:
    return st;
}

ng_status ngi_sources_place(ngi_builder *b, const ngi_map *ids)
{
    size_t i;

    b->sources->nodes = ngi_alloc(b->ctx, b->sources->ids.count, sizeof *b->sources->nodes);
    b->sources->seen = ngi_alloc(b->ctx, b->graph->nodes.count, sizeof *b->sources->seen);
    if (!b->sources->nodes || !b->sources->seen) return NG_E_NOMEM;
    for (i = 0; i < b->sources->ids.count; i++) b->sources->nodes[i] = ngi_map_find(ids, b->sources->ids.items[i]);
    return NG_OK;
}

void ngi_sources_free(ng_context *ctx, ngi_sources *sources)
{
    ng_allocator a = ngi_allocator(ctx);

    if (!sources) return;
    ngi_map_release(ctx, &sources->outlets);
    ngi_map_release(ctx, &sources->authors);
    ngi_array_release(ctx, &sources->ids);
    ngi_arena_release(&a, &sources->keys);
    ngi_free(ctx, sources->nodes);
    ngi_free(ctx, sources->seen);
    ngi_free(ctx, sources);
}

/* One proof for each entity that the document at hand names: its first name. */
static ng_status cover(ngi_builder *b, ngi_map *map, ng_str name, ng_entity_type type)
{
    const ng_document *doc = b->collection->documents.items[b->document];
    ngi_edge_key key = { .kind = NG_EDGE_COVERAGE };
    ngi_buffer bytes = { NULL, 0, 0 };
    uint32_t *seen = b->sources->seen, visit = ++b->sources->visit;
    ng_status st;
    size_t i;

    (void)type;
    NG_CHECK(ngi_name_key(b->ctx, name, &bytes));
    key.from = b->sources->nodes[ngi_map_find(map, ngi_buffer_str(&bytes))];
    for (i = 0; i < doc->mentions.count; i++) {
        const ng_mention *m = &doc->mentions.items[i];
        ngi_place place = { .span = m->span, .to = m->span, .score = m->score, .by = NGI_LITERAL("metadata") };

        key.to = ngi_builder_node(b, doc, m->entity);
        if (m->kind != NG_NAME || key.to == NG_NONE || seen[key.to] == visit || m->score < (float)b->opts->min_score) continue;
        seen[key.to] = visit;
        NG_CHECK(ngi_builder_prove(b, key, place));
    }
done:
    ngi_buffer_release(b->ctx, &bytes);
    return st;
}

ng_status ngi_build_coverage(ngi_builder *b, const ng_document *doc) { return visit_sources(b, &doc->about, cover); }
