/*
 * Lines from edges: edges of one pair that say the same are one line, and where a pair would have more than a few lines
 * they are merged further, so that no pair is a rope.
 *
 * Level 0 keeps kinds, directions and statuses apart; level 1 makes one line of all relations; level 2 one of
 * everything. Each pair takes the first level that leaves it few enough lines. What changed is never merged with what
 * did not. Cost: O(edges log edges).
 */
#include "scene.h"

#include "base/unicode.h"

#include <math.h>
#include <stdlib.h>

enum { LINES_MOST = 4, LINES_MOST_CROWDED = 2, CROWD = 40, TIP_EDGES = 4, SENTENCE_MOST = 260, PHRASES_MOST = 2 };

/* An edge with what it is grouped by. */
typedef struct keyed_edge {
    uint32_t low, high; /* scene nodes */
    uint32_t keys[3];   /* at each level of merging */
    uint32_t source;    /* index of the edge in the source */
} keyed_edge;

typedef struct tie_maker {
    ng_context *ctx;
    const ngi_source *source;
    ngi_scene *scene;
    NGI_ARRAY(keyed_edge) edges;
} tie_maker;

static int by_pair(const keyed_edge *p, const keyed_edge *q)
{
    if (p->low != q->low) return p->low < q->low ? -1 : 1;
    return (p->high > q->high) - (p->high < q->high);
}

static int compare_at(const keyed_edge *p, const keyed_edge *q, int level)
{
    int order = by_pair(p, q);

    if (order) return order;
    if (p->keys[level] != q->keys[level]) return p->keys[level] < q->keys[level] ? -1 : 1;
    return (p->source > q->source) - (p->source < q->source);
}

static int at_level_0(const void *a, const void *b) { return compare_at(a, b, 0); }
static int at_level_1(const void *a, const void *b) { return compare_at(a, b, 1); }
static int at_level_2(const void *a, const void *b) { return compare_at(a, b, 2); }

static keyed_edge make_key(const ngi_source_edge *e, uint32_t index, uint32_t from, uint32_t to)
{
    bool relation = e->edge->kind == NG_EDGE_RELATION;
    bool both = relation && ng_relation_type_symmetric(e->edge->relation);
    uint32_t direction = !relation ? 0 : both ? 2 : from < to ? 0 : 1;
    uint32_t status = relation ? (uint32_t)e->edge->status : 0;
    uint32_t change = (uint32_t)e->change, kind = (uint32_t)e->edge->kind;
    keyed_edge k = { from < to ? from : to, from < to ? to : from,
                     { ((change * 8 + kind) * 4 + direction) * 8 + status, change * 8 + kind, change }, index };

    return k;
}

static size_t count_groups(const keyed_edge *edges, size_t count, int level)
{
    size_t i, groups = count > 0;

    for (i = 1; i < count; i++) groups += edges[i].keys[level] != edges[i - 1].keys[level];
    return groups;
}

/*
 * "denied: owns", or what changed: "leads: current, now former". In a difference the dashes say what is gone, so words
 * say the other statuses, too.
 */
static ng_status add_phrase(ng_context *ctx, const ngi_source_edge *e, bool difference, ngi_buffer *out)
{
    const char *phrase = ng_relation_type_phrase(e->edge->relation);
    ng_assertion status = e->edge->status;
    ng_status st = NG_OK;

    if (e->before && e->before->status != status) {
        return ngi_buffer_printf(ctx, out, "%s: %s, now %s", phrase, ng_assertion_name(e->before->status),
                                 ng_assertion_name(status));
    }
    if (status == NG_DENIED || (difference && status != NG_CURRENT)) {
        NG_CHECK(ngi_buffer_printf(ctx, out, "%s: ", ng_assertion_name(status)));
    }
    NG_CHECK(ngi_buffer_add_text(ctx, out, phrase));
    if (e->change == NGI_CHANGED) {
        NG_CHECK(ngi_buffer_add_text(ctx, out, e->edge->weight > e->before->weight ? ", said more often"
                                               : e->edge->weight < e->before->weight ? ", said less often" : ", in another role"));
    }
done:
    return st;
}

/* The words on a line: what the relations say, or how many they are; how often, if that changed. */
static ng_status make_label(tie_maker *m, const keyed_edge *edges, size_t count, ngi_tie *tie)
{
    ngi_buffer label = { NULL, 0, 0 }, phrase = { NULL, 0, 0 };
    size_t i, phrases = 0;
    ng_status st = NG_OK;

    for (i = 0; i < count; i++) {
        const ngi_source_edge *e = &m->source->edges.items[edges[i].source];

        if (e->edge->kind != NG_EDGE_RELATION) continue;
        phrase.len = 0;
        NG_CHECK(add_phrase(m->ctx, e, m->scene->difference, &phrase));
        if (ngi_str_find(ngi_buffer_str(&label), ngi_buffer_str(&phrase)) != SIZE_MAX) continue;
        if (++phrases > PHRASES_MOST) continue;
        if (label.len) NG_CHECK(ngi_buffer_add_text(m->ctx, &label, ", "));
        NG_CHECK(ngi_buffer_add(m->ctx, &label, ngi_buffer_str(&phrase)));
    }
    if (phrases > PHRASES_MOST) {
        NG_CHECK(ngi_buffer_printf(m->ctx, &label, " +%zu", phrases - PHRASES_MOST));
    } else if (tie->mixed && phrases == 0) {
        NG_CHECK(ngi_buffer_printf(m->ctx, &label, "%zu ties", count));
    } else if (phrases == 0 && tie->change == NGI_CHANGED && count == 1) {
        const ngi_source_edge *e = &m->source->edges.items[edges[0].source];

        NG_CHECK(ngi_buffer_printf(m->ctx, &label, "%.3g times, now %.3g", e->before->weight, e->edge->weight));
    }
    if (label.len) NG_CHECK(ngi_arena_copy(m->ctx, &m->scene->strings, ngi_buffer_str(&label), &tie->label));
done:
    ngi_buffer_release(m->ctx, &label);
    ngi_buffer_release(m->ctx, &phrase);
    return st;
}

/* The sentence that says it best: highest score, the first of equals. */
static const ng_edge_evidence *best_evidence(const ngi_source_edge *e)
{
    const ng_edge_evidence *best = NULL;
    uint32_t i;

    for (i = e->edge->evidence.begin; i < e->edge->evidence.end && i < e->graph->evidence.count; i++) {
        const ng_edge_evidence *v = &e->graph->evidence.items[i];

        if (v->text.len && (!best || v->score > best->score)) best = v;
    }
    return best;
}

/* "Sam Altman leads OpenAI (former): “...”" */
static ng_status add_tip_line(tie_maker *m, const ngi_tie *tie, const ngi_source_edge *e, ngi_buffer *out)
{
    static const char *const verbs[] = { "speaks of", "", "is named with", "covers" };
    const ngi_scene_node *nodes = m->scene->nodes.items;
    bool upwards = nodes[tie->from].source == e->from;
    ng_str from = nodes[upwards ? tie->from : tie->to].name, to = nodes[upwards ? tie->to : tie->from].name;
    const ng_edge_evidence *best = best_evidence(e);
    ng_status st = NG_OK;
    size_t end = 0;

    NG_CHECK(ngi_buffer_printf(m->ctx, out, "%.*s %s %.*s", NGI_STR(from),
                               e->edge->kind == NG_EDGE_RELATION ? ng_relation_type_phrase(e->edge->relation)
                                                                 : verbs[e->edge->kind], NGI_STR(to)));
    if (e->edge->status != NG_CURRENT) NG_CHECK(ngi_buffer_printf(m->ctx, out, " (%s)", ng_assertion_name(e->edge->status)));
    if (!best) goto done;
    while (end < best->text.len && end < SENTENCE_MOST) (void)ngi_char_next(best->text, &end);
    NG_CHECK(ngi_buffer_add_text(m->ctx, out, ": \xe2\x80\x9c"));
    NG_CHECK(ngi_text_clean(m->ctx, ngi_str_slice(best->text, 0, end), out));
    NG_CHECK(ngi_buffer_add_text(m->ctx, out, end < best->text.len ? "\xe2\x80\xa6\xe2\x80\x9d" : "\xe2\x80\x9d"));
done:
    return st;
}

static ng_status make_tip(tie_maker *m, const keyed_edge *edges, size_t count, ngi_tie *tie)
{
    static const char *const changes[] = { "", "new: ", "gone: ", "changed: " };
    ngi_buffer tip = { NULL, 0, 0 };
    ng_status st;
    size_t i;

    NG_CHECK(ngi_buffer_add_text(m->ctx, &tip, changes[tie->change]));
    for (i = 0; i < count && i < TIP_EDGES; i++) {
        if (i) NG_CHECK(ngi_buffer_add_char(m->ctx, &tip, '\n'));
        NG_CHECK(add_tip_line(m, tie, &m->source->edges.items[edges[i].source], &tip));
    }
    if (count > TIP_EDGES) NG_CHECK(ngi_buffer_printf(m->ctx, &tip, "\nand %zu more", count - TIP_EDGES));
    NG_CHECK(ngi_arena_copy(m->ctx, &m->scene->strings, ngi_buffer_str(&tip), &tie->tip));
done:
    ngi_buffer_release(m->ctx, &tip);
    return st;
}

/* A line for the edges of one group. */
static ng_status add_tie(tie_maker *m, const keyed_edge *edges, size_t count)
{
    const ngi_source_edge *first = &m->source->edges.items[edges[0].source];
    ngi_tie tie = { .from = edges[0].low, .to = edges[0].high, .kind = first->edge->kind, .status = first->edge->status,
                    .change = first->change, .count = (uint32_t)count };
    ng_status st = NG_OK;
    size_t i;

    tie.edges.begin = (uint32_t)m->scene->tie_edges.count;
    for (i = 0; i < count; i++) {
        const ngi_source_edge *e = &m->source->edges.items[edges[i].source];
        bool directed = e->edge->kind == NG_EDGE_SPEECH || e->edge->kind == NG_EDGE_COVERAGE ||
                        (e->edge->kind == NG_EDGE_RELATION && !ng_relation_type_symmetric(e->edge->relation));
        bool upwards = m->scene->nodes.items[tie.from].source == e->from;

        tie.mixed = tie.mixed || e->edge->kind != tie.kind;
        if (e->edge->status < tie.status) tie.status = e->edge->status; /* a fact beside a rumour is a fact */
        tie.arrow_to = tie.arrow_to || (directed && upwards);
        tie.arrow_from = tie.arrow_from || (directed && !upwards);
        tie.weight += e->weight;
        NG_CHECK(ngi_array_push(m->ctx, &m->scene->tie_edges, edges[i].source));
    }
    tie.edges.end = (uint32_t)m->scene->tie_edges.count;
    NG_CHECK(make_label(m, edges, count, &tie));
    NG_CHECK(make_tip(m, edges, count, &tie));
    NG_CHECK(ngi_array_push(m->ctx, &m->scene->ties, tie));
done:
    return st;
}

/* The lines of one pair, whose edges are `count`. */
static ng_status add_pair(tie_maker *m, keyed_edge *edges, size_t count)
{
    static int (*const orders[])(const void *, const void *) = { at_level_0, at_level_1, at_level_2 };
    size_t most = m->scene->difference || m->scene->nodes.count <= CROWD ? LINES_MOST : LINES_MOST_CROWDED, begin, end;
    ng_status st = NG_OK;
    int level;

    for (level = 0; level < 3; level++) {
        qsort(edges, count, sizeof *edges, orders[level]);
        if (level == 2 || count_groups(edges, count, level) <= most) break;
    }
    for (begin = 0; begin < count; begin = end) {
        for (end = begin + 1; end < count && edges[end].keys[level] == edges[begin].keys[level]; end++) continue;
        NG_CHECK(add_tie(m, edges + begin, end - begin));
    }
done:
    return st;
}

static void set_widths(ngi_scene *scene)
{
    const ngi_style *s = &scene->style;
    double most = 0.0;
    size_t i;

    for (i = 0; i < scene->ties.count; i++) {
        if (scene->ties.items[i].weight > most) most = scene->ties.items[i].weight;
    }
    for (i = 0; i < scene->ties.count; i++) {
        ngi_tie *t = &scene->ties.items[i];

        t->width = s->line + (s->line_most - s->line) * (most > 0.0 ? sqrt(t->weight / most) : 0.0);
    }
}

ng_status ngi_scene_add_ties(ng_context *ctx, const ngi_source *source, const uint32_t *scene_node, ngi_scene *scene)
{
    tie_maker m = { ctx, source, scene, { NULL, 0, 0 } };
    size_t begin, end;
    ng_status st = NG_OK;
    uint32_t i;

    for (i = 0; i < source->edges.count; i++) {
        const ngi_source_edge *e = &source->edges.items[i];

        if (!e->chosen || scene_node[e->from] == NG_NONE || scene_node[e->to] == NG_NONE) continue;
        NG_CHECK(ngi_array_push(ctx, &m.edges, make_key(e, i, scene_node[e->from], scene_node[e->to])));
    }
    if (m.edges.count) qsort(m.edges.items, m.edges.count, sizeof *m.edges.items, at_level_2);
    for (begin = 0; begin < m.edges.count; begin = end) {
        for (end = begin + 1; end < m.edges.count && by_pair(&m.edges.items[begin], &m.edges.items[end]) == 0; end++) continue;
        NG_CHECK(add_pair(&m, m.edges.items + begin, end - begin));
    }
    set_widths(scene);
done:
    ngi_array_release(ctx, &m.edges);
    return st;
}
