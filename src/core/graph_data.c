/*
 * The network's arrays: making, ordering, checking, reading. What the numbers mean is graph/'s affair.
 */
#include "graph_data.h"

#include <math.h>
#include <stdlib.h>

ng_status ngi_graph_create(ng_context *ctx, ng_graph **out)
{
    ng_graph *graph = ngi_alloc(ctx, 1, sizeof *graph);

    *out = graph;
    if (!graph) return NG_E_NOMEM;
    graph->allocator = ngi_allocator(ctx);
    return NG_OK;
}

void ng_graph_free(ng_graph *graph)
{
    ng_allocator a;

    if (!graph) return;
    a = graph->allocator;
    ngi_arena_release(&a, &graph->strings);
    ngi_allocator_free(&a, graph->nodes.items);
    ngi_allocator_free(&a, graph->edges.items);
    ngi_allocator_free(&a, graph->evidence.items);
    ngi_allocator_free(&a, graph->documents.items);
    ngi_allocator_free(&a, graph->aliases.items);
    ngi_allocator_free(&a, graph);
}

ng_status ngi_graph_copy(ng_context *ctx, ng_graph *graph, ng_str text, ng_str *out)
{
    return ngi_arena_copy(ctx, &graph->strings, text, out);
}

ng_status ngi_graph_share(ng_context *ctx, ng_graph *graph, ngi_graph_pool *pool, ng_str text, ng_str *out)
{
    uint32_t place = text.ptr ? ngi_map_find(&pool->places, text) : NG_NONE;
    ng_status st;

    if (place != NG_NONE) {
        *out = pool->texts.items[place];
        return NG_OK;
    }
    NG_CHECK(ngi_graph_copy(ctx, graph, text, out));
    if (!text.ptr) goto done;
    NG_CHECK(ngi_map_set(ctx, &pool->places, *out, (uint32_t)pool->texts.count));
    NG_CHECK(ngi_array_push(ctx, &pool->texts, *out));
done:
    return st;
}

void ngi_graph_pool_release(ng_context *ctx, ngi_graph_pool *pool)
{
    ngi_map_release(ctx, &pool->places);
    ngi_array_release(ctx, &pool->texts);
}

int ngi_edge_compare(const ng_edge *a, const ng_edge *b)
{
    if (a->from != b->from) return a->from < b->from ? -1 : 1;
    if (a->to != b->to) return a->to < b->to ? -1 : 1;
    if (a->kind != b->kind) return a->kind < b->kind ? -1 : 1;
    if (a->relation != b->relation) return a->relation < b->relation ? -1 : 1;
    return (a->status > b->status) - (a->status < b->status);
}

static int by_key(const void *a, const void *b) { return ngi_edge_compare(a, b); }

/* An id and the index that its item had. */
typedef struct placed_id {
    ng_str id;
    uint32_t index;
} placed_id;

static int by_id(const void *a, const void *b)
{
    const placed_id *p = a, *q = b;
    int order = ng_str_compare(p->id, q->id);

    return order ? order : (p->index > q->index) - (p->index < q->index);
}

/* Sort `count` items of `size` bytes by their ids, and say in new_index where each went. */
static ng_status sort_by_id(ng_context *ctx, void *items, size_t count, size_t size, size_t id_at, const char *what,
                            uint32_t **new_index)
{
    placed_id *order = ngi_alloc(ctx, count, sizeof *order);
    char *copy = ngi_alloc(ctx, count, size);
    ng_status st = NG_OK;
    size_t i;

    *new_index = ngi_alloc(ctx, count, sizeof **new_index);
    if (!order || !copy || !*new_index) {
        st = NG_E_NOMEM;
        goto done;
    }
    if (count == 0) goto done;
    memcpy(copy, items, count * size);
    for (i = 0; i < count; i++) {
        memcpy(&order[i].id, copy + i * size + id_at, sizeof(ng_str));
        order[i].index = (uint32_t)i;
    }
    qsort(order, count, sizeof *order, by_id);
    for (i = 0; i < count; i++) {
        if (i && ng_str_equal(order[i - 1].id, order[i].id)) {
            st = ngi_fail(ctx, NG_E_FORMAT, "two %s have the id '%.*s'", what, NGI_STR(order[i].id));
            goto done;
        }
        memcpy((char *)items + i * size, copy + order[i].index * size, size);
        (*new_index)[order[i].index] = (uint32_t)i;
    }
done:
    ngi_free(ctx, order);
    ngi_free(ctx, copy);
    return st;
}

static int by_document(const void *a, const void *b)
{
    const ng_edge_evidence *e = a, *f = b;
    int order;

    if (e->document != f->document) return e->document < f->document ? -1 : 1;
    if (e->span.begin != f->span.begin) return e->span.begin < f->span.begin ? -1 : 1;
    if (e->span.end != f->span.end) return e->span.end < f->span.end ? -1 : 1;
    if (e->from.begin != f->from.begin) return e->from.begin < f->from.begin ? -1 : 1;
    if (e->to.begin != f->to.begin) return e->to.begin < f->to.begin ? -1 : 1;
    order = ng_str_compare(e->by, f->by);
    return order ? order : (e->score < f->score) - (e->score > f->score);
}

/* Evidence in the order of its edges. */
static ng_status sort_evidence(ng_context *ctx, ng_graph *graph)
{
    size_t i, at = 0, count = graph->evidence.count;
    ng_edge_evidence *sorted = ngi_alloc(ctx, count, sizeof *sorted);

    if (!sorted) return NG_E_NOMEM;
    for (i = 0; i < graph->edges.count; i++) {
        ng_edge *e = &graph->edges.items[i];
        size_t n = e->evidence.end - e->evidence.begin;

        if (n > count - at) {
            ngi_free(ctx, sorted);
            return ngi_fail(ctx, NG_E_INTERNAL, "edges share evidence");
        }
        if (n) {
            memcpy(sorted + at, graph->evidence.items + e->evidence.begin, n * sizeof *sorted);
            qsort(sorted + at, n, sizeof *sorted, by_document);
        }
        e->evidence = (ng_range){ (uint32_t)at, (uint32_t)(at + n) };
        at += n;
    }
    ngi_free(ctx, graph->evidence.items);
    graph->evidence.items = sorted;
    graph->evidence.count = at;
    graph->evidence.capacity = count;
    return NG_OK;
}

ng_status ngi_graph_sort(ng_context *ctx, ng_graph *graph)
{
    uint32_t *nodes = NULL, *documents = NULL;
    ng_status st;
    size_t i;

    NG_CHECK(sort_by_id(ctx, graph->nodes.items, graph->nodes.count, sizeof *graph->nodes.items,
                        offsetof(ng_node, id), "nodes", &nodes));
    NG_CHECK(sort_by_id(ctx, graph->documents.items, graph->documents.count, sizeof *graph->documents.items,
                        offsetof(ng_graph_document, id), "documents", &documents));
    for (i = 0; i < graph->evidence.count; i++) {
        graph->evidence.items[i].document = documents[graph->evidence.items[i].document];
    }
    for (i = 0; i < graph->edges.count; i++) {
        ng_edge *e = &graph->edges.items[i];
        uint32_t from = nodes[e->from], to = nodes[e->to];
        bool both_ways = e->kind == NG_EDGE_COOCCURRENCE ||
                         (e->kind == NG_EDGE_RELATION && ng_relation_type_symmetric(e->relation));

        e->from = both_ways && to < from ? to : from;
        e->to = both_ways && to < from ? from : to;
        if (both_ways && to < from) {
            for (size_t k = e->evidence.begin; k < e->evidence.end; k++) {
                ng_edge_evidence *v = &graph->evidence.items[k];
                ng_span swap = v->from;

                v->from = v->to;
                v->to = swap;
            }
        }
    }
    if (graph->edges.count) qsort(graph->edges.items, graph->edges.count, sizeof *graph->edges.items, by_key);
    for (i = 1; i < graph->edges.count; i++) {
        if (ngi_edge_compare(&graph->edges.items[i - 1], &graph->edges.items[i]) == 0) {
            st = ngi_fail(ctx, NG_E_FORMAT, "two edges of one kind between '%.*s' and '%.*s'",
                          NGI_STR(graph->nodes.items[graph->edges.items[i].from].label),
                          NGI_STR(graph->nodes.items[graph->edges.items[i].to].label));
            goto done;
        }
    }
    NG_CHECK(sort_evidence(ctx, graph));
done:
    ngi_free(ctx, nodes);
    ngi_free(ctx, documents);
    return st;
}

#define MUST(condition, ...)                                                                       \
    do {                                                                                           \
        if (!(condition)) return ngi_fail(ctx, NG_E_INTERNAL, __VA_ARGS__);                        \
    } while (0)

ng_status ngi_graph_check(ng_context *ctx, const ng_graph *graph)
{
    size_t i, k;

    for (i = 0; i < graph->nodes.count; i++) {
        const ng_node *n = &graph->nodes.items[i];

        MUST(n->id.len && (i == 0 || ng_str_compare(n[-1].id, n->id) < 0), "node %zu is out of order", i);
        MUST(n->label.len && (unsigned)n->type < NG_ENTITY_TYPE_COUNT, "node %zu has no label or type", i);
        MUST(n->aliases.begin <= n->aliases.end && n->aliases.end <= graph->aliases.count, "aliases of node %zu", i);
    }
    for (i = 0; i < graph->edges.count; i++) {
        const ng_edge *e = &graph->edges.items[i];

        MUST(e->from < graph->nodes.count && e->to < graph->nodes.count && e->from != e->to, "edge %zu has no ends", i);
        MUST(i == 0 || ngi_edge_compare(e - 1, e) < 0, "edge %zu is out of order", i);
        MUST((unsigned)e->kind < NG_EDGE_KIND_COUNT && (unsigned)e->relation < NG_RELATION_COUNT &&
                 (unsigned)e->status < NG_ASSERTION_COUNT, "edge %zu has no kind", i);
        MUST(isfinite(e->weight) && e->weight >= 0.0 && isfinite(e->significance) && isfinite(e->npmi), "edge %zu has no weight", i);
        MUST(e->evidence.begin < e->evidence.end && e->evidence.end <= graph->evidence.count, "edge %zu has no evidence", i);
        for (k = e->evidence.begin; k < e->evidence.end; k++) {
            const ng_edge_evidence *v = &graph->evidence.items[k];

            MUST(v->document < graph->documents.count && v->from.end <= v->text.len && v->to.end <= v->text.len,
                 "evidence %zu points outside", k);
        }
    }
    return NG_OK;
}

#define NGI_GETTER(name, type, array)                                                              \
    const type *name(const ng_graph *graph, size_t *out_count)                                     \
    {                                                                                              \
        *out_count = graph->array.count;                                                           \
        return graph->array.items;                                                                 \
    }

NGI_GETTER(ng_graph_nodes, ng_node, nodes)
NGI_GETTER(ng_graph_edges, ng_edge, edges)
NGI_GETTER(ng_graph_evidence, ng_edge_evidence, evidence)
NGI_GETTER(ng_graph_documents, ng_graph_document, documents)
NGI_GETTER(ng_graph_aliases, ng_str, aliases)

ng_graph_totals ng_graph_totals_of(const ng_graph *graph) { return graph->totals; }
