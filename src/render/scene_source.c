/*
 * What might be drawn: the nodes and edges of one graph, or the union of two. Nodes are joined by id, and those that
 * have no partner then by name and type: graphs that were saved apart give one actor two ids.
 *
 * Cost: O(edges log edges).
 */
#include "scene.h"

#include "base/unicode.h"

#include <math.h>
#include <stdlib.h>

/* A weight that moved by less than this share is the same. */
#define CHANGE_SHARE 0.25

/* In the index of names: several nodes have this one. */
#define AMBIGUOUS (NG_NONE - 1)

void ngi_source_release(ng_context *ctx, ngi_source *source)
{
    ngi_array_release(ctx, &source->nodes);
    ngi_array_release(ctx, &source->edges);
}

/* Weights with mean 1 for each kind: kinds count different things. */
static void normalise(ngi_source *source)
{
    double sums[NG_EDGE_KIND_COUNT] = { 0.0 };
    size_t counts[NG_EDGE_KIND_COUNT] = { 0 }, i;

    for (i = 0; i < source->edges.count; i++) {
        sums[source->edges.items[i].edge->kind] += source->edges.items[i].weight;
        counts[source->edges.items[i].edge->kind]++;
    }
    for (i = 0; i < source->edges.count; i++) {
        ngi_source_edge *e = &source->edges.items[i];

        if (sums[e->edge->kind] > 0.0) e->weight *= (double)counts[e->edge->kind] / sums[e->edge->kind];
    }
}

static void score_by_strength(ngi_source *source)
{
    size_t i;

    for (i = 0; i < source->edges.count; i++) {
        source->nodes.items[source->edges.items[i].from].score += source->edges.items[i].weight;
        source->nodes.items[source->edges.items[i].to].score += source->edges.items[i].weight;
    }
}

static ng_status score_by_ranking(ng_context *ctx, ngi_source *source, const ng_ranking *ranking)
{
    size_t i;

    if (ranking->count != source->nodes.count) {
        return ngi_fail(ctx, NG_E_ARG, "option 'ranking' is of another graph: %zu actors, not %zu", ranking->count,
                        source->nodes.count);
    }
    for (i = 0; i < ranking->count; i++) {
        const ng_ranked *r = &ranking->items[i];

        if (r->node >= source->nodes.count || !isfinite(r->score)) {
            return ngi_fail(ctx, NG_E_ARG, "option 'ranking' is of another graph");
        }
        source->nodes.items[r->node].score = r->score > 0.0 ? r->score : 0.0;
        source->nodes.items[r->node].community = r->community;
    }
    return NG_OK;
}

static ng_status add_node(ng_context *ctx, ngi_source *source, const ng_graph *graph, const ng_node *node, ngi_change change)
{
    return ngi_array_push(ctx, &source->nodes, (ngi_source_node){ node, graph, change, 0.0, NG_NONE, false });
}

ng_status ngi_source_single(ng_context *ctx, const ng_graph *graph, const ng_draw_options *opts, ngi_source *out)
{
    ng_status st = NG_OK;
    size_t i;

    memset(out, 0, sizeof *out);
    out->graph = graph;
    for (i = 0; i < graph->nodes.count; i++) NG_CHECK(add_node(ctx, out, graph, &graph->nodes.items[i], NGI_SAME));
    for (i = 0; i < graph->edges.count; i++) {
        const ng_edge *e = &graph->edges.items[i];

        NG_CHECK(ngi_array_push(ctx, &out->edges,
                                (ngi_source_edge){ e->from, e->to, e, NULL, graph, NGI_SAME, e->weight, false }));
    }
    normalise(out);
    if (opts->ranking) {
        NG_CHECK(score_by_ranking(ctx, out, opts->ranking));
        out->communities = opts->communities && opts->ranking->communities > 0;
    } else {
        score_by_strength(out);
    }
done:
    if (st != NG_OK) ngi_source_release(ctx, out);
    return st;
}

/* A key of a name and its type, which outlives the map that it is put into. */
static ng_status name_key(ng_context *ctx, ngi_arena *keys, const ng_node *node, ng_str *out)
{
    ngi_buffer key = { NULL, 0, 0 };
    ng_status st;

    NG_CHECK(ngi_buffer_printf(ctx, &key, "%u ", (unsigned)node->type));
    NG_CHECK(ngi_name_key(ctx, node->label, &key));
    NG_CHECK(ngi_arena_copy(ctx, keys, ngi_buffer_str(&key), out));
done:
    ngi_buffer_release(ctx, &key);
    return st;
}

/* Nodes of the new graph by id and, those of names that no other has, by name. */
typedef struct node_index {
    ngi_arena keys;
    ngi_map ids, names;
} node_index;

static ng_status index_nodes(ng_context *ctx, const ng_graph *graph, node_index *out)
{
    ng_status st = NG_OK;
    uint32_t i;

    for (i = 0; i < graph->nodes.count; i++) {
        ng_str key;

        NG_CHECK(ngi_map_set(ctx, &out->ids, graph->nodes.items[i].id, i));
        NG_CHECK(name_key(ctx, &out->keys, &graph->nodes.items[i], &key));
        NG_CHECK(ngi_map_set(ctx, &out->names, key, ngi_map_find(&out->names, key) == NG_NONE ? i : AMBIGUOUS));
    }
done:
    return st;
}

/* The node of the new graph that a node of the old one is, or NG_NONE. */
static ng_status find_partner(ng_context *ctx, node_index *index, const ng_graph *after, const ng_node *node,
                              const node_index *own, uint32_t *out)
{
    ng_status st = NG_OK;
    ng_str key;

    *out = ngi_map_find(&index->ids, node->id);
    if (*out != NG_NONE) return NG_OK;
    NG_CHECK(name_key(ctx, &index->keys, node, &key));
    *out = ngi_map_find(&index->names, key);
    if (*out == AMBIGUOUS || *out == NG_NONE || ngi_map_find(&own->names, key) == AMBIGUOUS ||
        ngi_map_find(&own->ids, after->nodes.items[*out].id) != NG_NONE) {
        *out = NG_NONE;
    }
done:
    return st;
}

static void release_index(ng_context *ctx, node_index *index)
{
    ng_allocator a = ngi_allocator(ctx);

    ngi_map_release(ctx, &index->ids);
    ngi_map_release(ctx, &index->names);
    ngi_arena_release(&a, &index->keys);
}

/* Union of the nodes: those of the new graph, then those that only the old one has. old_at says where each of the old went. */
static ng_status join_nodes(ng_context *ctx, ngi_source *source, uint32_t *old_at)
{
    const ng_graph *before = source->before, *after = source->graph;
    node_index old, new;
    ng_status st = NG_OK;
    uint32_t i;

    memset(&old, 0, sizeof old);
    memset(&new, 0, sizeof new);
    NG_CHECK(index_nodes(ctx, before, &old));
    NG_CHECK(index_nodes(ctx, after, &new));
    for (i = 0; i < after->nodes.count; i++) NG_CHECK(add_node(ctx, source, after, &after->nodes.items[i], NGI_ADDED));
    for (i = 0; i < before->nodes.count; i++) {
        NG_CHECK(find_partner(ctx, &new, after, &before->nodes.items[i], &old, &old_at[i]));
        if (old_at[i] != NG_NONE) {
            source->nodes.items[old_at[i]].change = NGI_SAME;
        } else {
            old_at[i] = (uint32_t)source->nodes.count;
            NG_CHECK(add_node(ctx, source, before, &before->nodes.items[i], NGI_REMOVED));
        }
    }
done:
    release_index(ctx, &old);
    release_index(ctx, &new);
    return st;
}

static bool moved(const ng_edge *old, const ng_edge *new)
{
    double larger = old->weight > new->weight ? old->weight : new->weight;

    return fabs(old->weight - new->weight) > CHANGE_SHARE * larger || !ng_str_equal(old->role, new->role);
}

static bool has_no_direction(const ng_edge *e)
{
    return e->kind == NG_EDGE_COOCCURRENCE || (e->kind == NG_EDGE_RELATION && ng_relation_type_symmetric(e->relation));
}

static ng_status add_edge(ng_context *ctx, ngi_source *source, const ng_graph *graph, const ng_edge *e, uint32_t from,
                          uint32_t to, ngi_change change)
{
    bool swap = has_no_direction(e) && to < from;

    return ngi_array_push(ctx, &source->edges, (ngi_source_edge){ swap ? to : from, swap ? from : to, e, NULL, graph, change,
                                                                  e->weight, false });
}

/* By ends, kind, relation and status; of one key the old edge first. */
static int by_key(const void *a, const void *b)
{
    const ngi_source_edge *p = a, *q = b;
    ng_edge e = *p->edge, f = *q->edge;
    int order;

    e.from = p->from;
    e.to = p->to;
    f.from = q->from;
    f.to = q->to;
    order = ngi_edge_compare(&e, &f);
    return order ? order : (p->change == NGI_ADDED) - (q->change == NGI_ADDED);
}

static bool same_key(const ngi_source_edge *p, const ngi_source_edge *q)
{
    return p->from == q->from && p->to == q->to && p->edge->kind == q->edge->kind &&
           p->edge->relation == q->edge->relation && p->edge->status == q->edge->status;
}

static ng_status join_edges(ng_context *ctx, ngi_source *source, const uint32_t *old_at)
{
    const ng_graph *before = source->before, *after = source->graph;
    ng_status st = NG_OK;
    size_t i, k = 0;

    for (i = 0; i < before->edges.count; i++) {
        const ng_edge *e = &before->edges.items[i];

        NG_CHECK(add_edge(ctx, source, before, e, old_at[e->from], old_at[e->to], NGI_REMOVED));
    }
    for (i = 0; i < after->edges.count; i++) {
        const ng_edge *e = &after->edges.items[i];

        NG_CHECK(add_edge(ctx, source, after, e, e->from, e->to, NGI_ADDED));
    }
    if (source->edges.count) qsort(source->edges.items, source->edges.count, sizeof *source->edges.items, by_key);
    for (i = 0; i < source->edges.count; i++) {
        ngi_source_edge *e = &source->edges.items[i], *last = k ? &source->edges.items[k - 1] : NULL;

        if (!last || last->change != NGI_REMOVED || e->change != NGI_ADDED || !same_key(last, e)) {
            source->edges.items[k++] = *e;
            continue;
        }
        e->before = last->edge;
        e->change = moved(last->edge, e->edge) ? NGI_CHANGED : NGI_SAME;
        e->weight = fmax(last->weight, e->weight);
        *last = *e;
    }
    source->edges.count = k;
done:
    return st;
}

/*
 * One relation that is there before and after with another status has changed: 'leads' became 'formerly leads'. Edges
 * that differ by status only stand together in the order.
 */
static void join_statuses(ngi_source *source)
{
    size_t i, k = 0;

    for (i = 0; i < source->edges.count; i++) {
        ngi_source_edge *e = &source->edges.items[i], *last = k ? &source->edges.items[k - 1] : NULL;
        bool same_but_status = last && last->from == e->from && last->to == e->to && last->edge->kind == e->edge->kind &&
                               last->edge->relation == e->edge->relation;

        if (same_but_status && last->change == NGI_REMOVED && e->change == NGI_ADDED) {
            const ng_edge *gone = last->edge;

            *last = *e;
            last->before = gone;
            last->change = NGI_CHANGED;
        } else if (same_but_status && last->change == NGI_ADDED && e->change == NGI_REMOVED) {
            last->before = e->edge;
            last->change = NGI_CHANGED;
        } else {
            source->edges.items[k++] = *e;
        }
    }
    source->edges.count = k;
}

/* Of a difference, what changed comes first: its ties count more. */
static void score_by_change(ngi_source *source)
{
    size_t i;

    score_by_strength(source);
    for (i = 0; i < source->edges.count; i++) {
        const ngi_source_edge *e = &source->edges.items[i];

        if (e->change == NGI_SAME) continue;
        source->nodes.items[e->from].score += e->weight;
        source->nodes.items[e->to].score += e->weight;
    }
}

ng_status ngi_source_pair(ng_context *ctx, const ng_graph *before, const ng_graph *after, ngi_source *out)
{
    uint32_t *old_at = ngi_alloc(ctx, before->nodes.count, sizeof *old_at);
    ng_status st = NG_E_NOMEM;

    memset(out, 0, sizeof *out);
    out->graph = after;
    out->before = before;
    if (!old_at) goto done;
    NG_CHECK(join_nodes(ctx, out, old_at));
    NG_CHECK(join_edges(ctx, out, old_at));
    join_statuses(out);
    normalise(out);
    score_by_change(out);
done:
    ngi_free(ctx, old_at);
    if (st != NG_OK) ngi_source_release(ctx, out);
    return st;
}
