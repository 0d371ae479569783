/*
 * The nodes of the network, one for each actor, and the table of documents. Nodes are put into the order of their ids
 * before any edge is made, so that edges come out in order too.
 */
#include "graph_parts.h"

static ng_status add_aliases(ngi_builder *b, const ng_actor *actor, ng_range *out)
{
    ng_graph *graph = b->graph;
    ng_status st = NG_OK;
    uint32_t i;

    out->begin = (uint32_t)graph->aliases.count;
    for (i = actor->aliases.begin; i < actor->aliases.end; i++) {
        ng_str alias;

        NG_CHECK(ngi_graph_copy(b->ctx, graph, b->collection->aliases.items[i], &alias));
        NG_CHECK(ngi_array_push(b->ctx, &graph->aliases, alias));
    }
done:
    out->end = (uint32_t)graph->aliases.count;
    return st;
}

/* Mentions by name and documents of an actor, and the dates between which it is seen. */
static void count_members(const ngi_builder *b, const ng_actor *actor, const uint32_t *const *named, ng_node *node)
{
    uint32_t i, last = NG_NONE;

    for (i = actor->members.begin; i < actor->members.end; i++) {
        ng_member m = b->collection->members.items[i];
        const ng_document *doc = b->collection->documents.items[m.document];

        if (doc->about.duplicate_of.len || !ngi_date_in(doc->about.date, b->opts)) continue;
        node->mentions += named[m.document][m.entity];
        ngi_dates_widen(doc->about.date, &node->first_seen, &node->last_seen);
        if (m.document == last) continue;
        last = m.document;
        node->documents++;
    }
}

/* How often each entity of each document is named. */
static ng_status count_names(ngi_builder *b, uint32_t ***out)
{
    size_t i, k, count = b->collection->documents.count;
    uint32_t **named = ngi_alloc(b->ctx, count, sizeof *named);

    *out = named;
    if (!named) return NG_E_NOMEM;
    for (i = 0; i < count; i++) {
        const ng_document *doc = b->collection->documents.items[i];

        named[i] = ngi_alloc(b->ctx, doc->entities.count, sizeof **named);
        if (!named[i]) return NG_E_NOMEM;
        for (k = 0; k < doc->mentions.count; k++) {
            const ng_mention *m = &doc->mentions.items[k];

            if (m->kind == NG_NAME && m->entity != NG_NONE) named[i][m->entity]++;
        }
    }
    return NG_OK;
}

static ng_status add_node(ngi_builder *b, const ng_actor *actor, const uint32_t *const *named)
{
    ng_node node = { .type = actor->type };
    ng_str first, last;
    ng_status st;

    NG_CHECK(ngi_graph_copy(b->ctx, b->graph, actor->id, &node.id));
    NG_CHECK(ngi_graph_copy(b->ctx, b->graph, actor->name, &node.label));
    NG_CHECK(add_aliases(b, actor, &node.aliases));
    NG_CHECK(ngi_graph_copy(b->ctx, b->graph, actor->link, &node.link));
    count_members(b, actor, named, &node);
    first = node.first_seen;
    last = node.last_seen;
    NG_CHECK(ngi_graph_copy(b->ctx, b->graph, first, &node.first_seen));
    NG_CHECK(ngi_graph_copy(b->ctx, b->graph, last, &node.last_seen));
    NG_CHECK(ngi_array_push(b->ctx, &b->graph->nodes, node));
done:
    return st;
}

static ng_status add_actors(ngi_builder *b)
{
    size_t i, count = b->collection->actors.count;
    uint32_t **named = NULL;
    ngi_map ids = { NULL, 0, 0 };
    ng_status st = NG_OK;

    NG_CHECK(count_names(b, &named));
    for (i = 0; i < count; i++) {
        const ng_actor *actor = &b->collection->actors.items[i];

        /* Copies of one text give their entities one id: they are one node, whoever they were linked to. */
        if (ngi_map_find(&ids, actor->id) != NG_NONE) continue;
        NG_CHECK(ngi_map_set(b->ctx, &ids, actor->id, (uint32_t)i));
        NG_CHECK(add_node(b, actor, (const uint32_t *const *)named));
    }
done:
    for (i = 0; named && i < b->collection->documents.count; i++) ngi_free(b->ctx, named[i]);
    ngi_free(b->ctx, named);
    ngi_map_release(b->ctx, &ids);
    return st;
}

/* Where actors and sources went when the nodes were put into order. */
static ng_status find_nodes(ngi_builder *b)
{
    size_t i, count = b->collection->actors.count;
    ngi_map ids = { NULL, 0, 0 };
    ng_status st = NG_OK;

    b->node_of = ngi_alloc(b->ctx, count, sizeof *b->node_of);
    if (!b->node_of) return NG_E_NOMEM;
    for (i = 0; i < b->graph->nodes.count; i++) {
        NG_CHECK(ngi_map_set(b->ctx, &ids, b->graph->nodes.items[i].id, (uint32_t)i));
    }
    for (i = 0; i < count; i++) b->node_of[i] = ngi_map_find(&ids, b->collection->actors.items[i].id);
    if (b->sources) NG_CHECK(ngi_sources_place(b, &ids));
done:
    ngi_map_release(b->ctx, &ids);
    return st;
}

static uint32_t count_words(const ng_document *doc)
{
    uint32_t words = 0;
    size_t i;

    for (i = 0; i < doc->tokens.count; i++) words += (doc->tokens.items[i].flags & NG_TOKEN_WORD) != 0;
    return words;
}

static ng_status add_documents(ngi_builder *b)
{
    ng_status st = NG_OK;
    size_t i;

    for (i = 0; i < b->collection->documents.count; i++) {
        const ng_document *doc = b->collection->documents.items[i];
        const ng_metadata *from = &doc->about;
        ng_graph_document d = { .sentences = (uint32_t)doc->sentences.count, .words = count_words(doc) };

        NG_CHECK(ngi_graph_copy(b->ctx, b->graph, from->id, &d.id));
        NG_CHECK(ngi_graph_copy(b->ctx, b->graph, from->source, &d.source));
        NG_CHECK(ngi_graph_copy(b->ctx, b->graph, from->title, &d.title));
        NG_CHECK(ngi_graph_copy(b->ctx, b->graph, from->date, &d.date));
        NG_CHECK(ngi_graph_copy(b->ctx, b->graph, from->outlet, &d.outlet));
        NG_CHECK(ngi_graph_copy(b->ctx, b->graph, from->author, &d.author));
        NG_CHECK(ngi_graph_copy(b->ctx, b->graph, from->url, &d.url));
        NG_CHECK(ngi_graph_copy(b->ctx, b->graph, from->duplicate_of, &d.duplicate_of));
        NG_CHECK(ngi_array_push(b->ctx, &b->graph->documents, d));
    }
done:
    return st;
}

ng_status ngi_build_nodes(ngi_builder *b)
{
    ng_status st;

    NG_CHECK(add_documents(b));
    NG_CHECK(add_actors(b));
    if (ngi_builder_wants(b, NG_EDGE_COVERAGE)) NG_CHECK(ngi_sources_create(b));
    NG_CHECK(ngi_graph_sort(b->ctx, b->graph));
    NG_CHECK(find_nodes(b));
done:
    return st;
}
