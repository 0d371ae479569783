/*
 * Copying what a selection keeps of a network, and saying in words what was left out. Sentences that several edges
 * show are copied once.
 */
#include "graph_parts.h"

ng_status ngi_reweigh(ng_context *ctx, const ng_graph *graph, const ngi_selection *keep, ng_graph *weighed)
{
    ng_graph short_of = *graph; /* evidence is moved here, edge by edge */
    NGI_ARRAY(ng_edge_evidence) left = { NULL, 0, 0 };
    ng_status st;
    size_t i, k;

    NG_CHECK(ngi_array_reserve(ctx, &weighed->edges, graph->edges.count));
    for (i = 0; i < graph->edges.count; i++) {
        ng_edge e = graph->edges.items[i];

        left.count = 0;
        for (k = e.evidence.begin; k < e.evidence.end; k++) {
            if (keep->evidence[k]) NG_CHECK(ngi_array_push(ctx, &left, graph->evidence.items[k]));
        }
        if (left.count && left.count < e.evidence.end - e.evidence.begin) {
            short_of.evidence.items = left.items;
            e.evidence = (ng_range){ 0, (uint32_t)left.count };
            ngi_edge_weigh(&short_of, &e);
            e.evidence = graph->edges.items[i].evidence;
        }
        weighed->edges.items[weighed->edges.count++] = e;
    }
done:
    ngi_array_release(ctx, &left);
    return st;
}

/* Where marked items go: a running number for each. */
static ng_status new_places(ng_context *ctx, const bool *marks, size_t count, uint32_t **out)
{
    uint32_t next = 0;
    size_t i;

    *out = ngi_alloc(ctx, count, sizeof **out);
    if (!*out) return NG_E_NOMEM;
    for (i = 0; i < count; i++) (*out)[i] = marks[i] ? next++ : NG_NONE;
    return NG_OK;
}

static ng_status copy_node(ng_context *ctx, const ng_graph *graph, ng_node node, ng_graph *part)
{
    uint32_t i, end = node.aliases.end, begin = node.aliases.begin;
    ng_str alias;
    ng_status st;

    node.aliases.begin = (uint32_t)part->aliases.count;
    for (i = begin; i < end; i++) {
        NG_CHECK(ngi_graph_copy(ctx, part, graph->aliases.items[i], &alias));
        NG_CHECK(ngi_array_push(ctx, &part->aliases, alias));
    }
    node.aliases.end = (uint32_t)part->aliases.count;
    NG_CHECK(ngi_graph_copy(ctx, part, node.id, &node.id));
    NG_CHECK(ngi_graph_copy(ctx, part, node.label, &node.label));
    NG_CHECK(ngi_graph_copy(ctx, part, node.link, &node.link));
    NG_CHECK(ngi_graph_copy(ctx, part, node.first_seen, &node.first_seen));
    NG_CHECK(ngi_graph_copy(ctx, part, node.last_seen, &node.last_seen));
    NG_CHECK(ngi_array_push(ctx, &part->nodes, node));
done:
    return st;
}

static ng_status copy_document(ng_context *ctx, ng_graph_document d, ng_graph *part)
{
    ng_status st;

    NG_CHECK(ngi_graph_copy(ctx, part, d.id, &d.id));
    NG_CHECK(ngi_graph_copy(ctx, part, d.source, &d.source));
    NG_CHECK(ngi_graph_copy(ctx, part, d.title, &d.title));
    NG_CHECK(ngi_graph_copy(ctx, part, d.date, &d.date));
    NG_CHECK(ngi_graph_copy(ctx, part, d.outlet, &d.outlet));
    NG_CHECK(ngi_graph_copy(ctx, part, d.author, &d.author));
    NG_CHECK(ngi_graph_copy(ctx, part, d.url, &d.url));
    NG_CHECK(ngi_graph_copy(ctx, part, d.duplicate_of, &d.duplicate_of));
    NG_CHECK(ngi_array_push(ctx, &part->documents, d));
done:
    return st;
}

/* Where items of the graph went in the part, and the strings that the part has already. */
typedef struct copier {
    const ng_graph *graph;
    const ngi_selection *keep;
    ng_graph *part;
    ngi_graph_pool texts;
    uint32_t *nodes, *documents;
} copier;

static ng_status copy_edge(ng_context *ctx, copier *c, ng_edge edge)
{
    ng_range old = edge.evidence;
    ng_status st;
    uint32_t i;

    edge.from = c->nodes[edge.from];
    edge.to = c->nodes[edge.to];
    edge.evidence.begin = (uint32_t)c->part->evidence.count;
    for (i = old.begin; i < old.end; i++) {
        ng_edge_evidence v = c->graph->evidence.items[i];

        if (!c->keep->evidence[i]) continue;
        v.document = c->documents[v.document];
        NG_CHECK(ngi_graph_share(ctx, c->part, &c->texts, v.text, &v.text));
        NG_CHECK(ngi_graph_share(ctx, c->part, &c->texts, v.by, &v.by));
        NG_CHECK(ngi_array_push(ctx, &c->part->evidence, v));
    }
    edge.evidence.end = (uint32_t)c->part->evidence.count;
    NG_CHECK(ngi_graph_share(ctx, c->part, &c->texts, edge.role, &edge.role));
    NG_CHECK(ngi_graph_share(ctx, c->part, &c->texts, edge.since, &edge.since));
    NG_CHECK(ngi_graph_share(ctx, c->part, &c->texts, edge.until, &edge.until));
    NG_CHECK(ngi_graph_share(ctx, c->part, &c->texts, edge.first_seen, &edge.first_seen));
    NG_CHECK(ngi_graph_share(ctx, c->part, &c->texts, edge.last_seen, &edge.last_seen));
    NG_CHECK(ngi_array_push(ctx, &c->part->edges, edge));
done:
    return st;
}

ng_status ngi_graph_part(ng_context *ctx, const ng_graph *graph, const ngi_selection *keep, ng_graph **out)
{
    copier c = { .graph = graph, .keep = keep };
    ng_status st;
    size_t i;

    NG_CHECK(ngi_graph_create(ctx, &c.part));
    NG_CHECK(new_places(ctx, keep->nodes, graph->nodes.count, &c.nodes));
    NG_CHECK(new_places(ctx, keep->documents, graph->documents.count, &c.documents));
    for (i = 0; i < graph->documents.count; i++) {
        if (keep->documents[i]) NG_CHECK(copy_document(ctx, graph->documents.items[i], c.part));
    }
    for (i = 0; i < graph->nodes.count; i++) {
        if (keep->nodes[i]) NG_CHECK(copy_node(ctx, graph, graph->nodes.items[i], c.part));
    }
    for (i = 0; i < graph->edges.count; i++) {
        if (keep->edges[i]) NG_CHECK(copy_edge(ctx, &c, graph->edges.items[i]));
    }
    *out = c.part;
    c.part = NULL;
done:
    ng_graph_free(c.part);
    ngi_graph_pool_release(ctx, &c.texts);
    ngi_free(ctx, c.nodes);
    ngi_free(ctx, c.documents);
    return st;
}

/* "types person, company": the names of a mask's bits. */
static ng_status add_mask(ng_context *ctx, ngi_buffer *words, const char *what, uint32_t mask, unsigned count,
                          const char *(*name)(unsigned))
{
    bool first = true;
    ng_status st = NG_OK;
    unsigned i;

    if (mask == 0) return NG_OK;
    NG_CHECK(ngi_buffer_printf(ctx, words, "%s%s ", words->len ? "; " : "", what));
    for (i = 0; i < count; i++) {
        if (!(mask & NG_BIT(i))) continue;
        NG_CHECK(ngi_buffer_printf(ctx, words, "%s%s", first ? "" : ", ", name(i)));
        first = false;
    }
done:
    return st;
}

static const char *type_name(unsigned i) { return ng_entity_type_name((ng_entity_type)i); }
static const char *kind_name(unsigned i) { return ng_edge_kind_name((ng_edge_kind)i); }
static const char *relation_name(unsigned i) { return ng_relation_type_name((ng_relation_type)i); }
static const char *status_name(unsigned i) { return ng_assertion_name((ng_assertion)i); }

/* A clause, when its option is used. */
#define ADD(used, ...)                                                                             \
    do {                                                                                           \
        if (!(used)) break;                                                                        \
        if (words->len) NG_CHECK(ngi_buffer_add_text(ctx, words, "; "));                           \
        NG_CHECK(ngi_buffer_printf(ctx, words, __VA_ARGS__));                                      \
    } while (0)

static ng_status describe(ng_context *ctx, const ng_graph_options *o, bool lonely, ngi_buffer *words)
{
    ng_status st;

    NG_CHECK(add_mask(ctx, words, "edges", o->edges, NG_EDGE_KIND_COUNT, kind_name));
    NG_CHECK(add_mask(ctx, words, "types", o->types, NG_ENTITY_TYPE_COUNT, type_name));
    NG_CHECK(add_mask(ctx, words, "relations", o->relations, NG_RELATION_COUNT, relation_name));
    NG_CHECK(add_mask(ctx, words, "status", o->statuses, NG_ASSERTION_COUNT, status_name));
    ADD(o->since.len, "since %.*s", NGI_STR(o->since));
    ADD(o->until.len, "until %.*s", NGI_STR(o->until));
    ADD(o->min_score > 0.0, "scores from %g", o->min_score);
    ADD(o->min_weight > 0.0, "weights from %g", o->min_weight);
    ADD(o->around.len, "within %u %s of %.*s", (unsigned)o->hops, o->hops == 1 ? "step" : "steps", NGI_STR(o->around));
    ADD(o->backbone > 0.0, "backbone at %g", o->backbone);
    ADD(o->k_core, "%u-core", (unsigned)o->k_core);
    ADD(o->giant, "largest component");
    ADD(o->top, "top %u", (unsigned)o->top);
    ADD(lonely, "only actors with a tie");
done:
    return st;
}

ng_status ngi_filter_words(ng_context *ctx, const ng_graph *graph, const ng_graph_options *opts, bool lonely, ng_graph *part)
{
    ngi_buffer words = { NULL, 0, 0 };
    ng_status st = NG_OK;

    part->totals = graph->totals;
    if (part->totals.filter.len) NG_CHECK(ngi_buffer_add(ctx, &words, part->totals.filter));
    if (part->nodes.count < graph->nodes.count || part->edges.count < graph->edges.count) {
        NG_CHECK(describe(ctx, opts, lonely, &words));
    }
    part->totals.filter = (ng_str){ NULL, 0 };
    if (words.len) NG_CHECK(ngi_graph_copy(ctx, part, ngi_buffer_str(&words), &part->totals.filter));
done:
    ngi_buffer_release(ctx, &words);
    return st;
}
