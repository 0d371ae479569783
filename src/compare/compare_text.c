/*
 * A difference for people: which side is old and which is new, then actors, ties, ranks, neighbours and communities, a
 * line each with '+', '-' or '~' in front, so that it reads without colours too; the sentences of a change below it when
 * they are asked for.
 */
#include "core/difference_data.h"

#define SENTENCES_MAX 3u

typedef struct page {
    ng_context *ctx;
    const ng_difference *d;
    const ng_difference_options *opts;
    ngi_buffer *out;
    const char *heading;     /* of the section at hand, until its first line is written */
    uint32_t lines, left_out;
} page;

static void begin_section(page *p, const char *heading)
{
    p->heading = heading;
    p->lines = p->left_out = 0;
}

static const char *colour_of(char sign) { return sign == '+' ? "\033[32m" : sign == '-' ? "\033[31m" : "\033[33m"; }

/* The heading before the first line, then the sign. False: the section is full. */
static bool begin_line(page *p, char sign, ng_status *st)
{
    bool colour = p->opts->colour && sign != ' ';

    if (*st != NG_OK) return false;
    if (p->opts->limit && p->lines >= p->opts->limit) {
        p->left_out++;
        return false;
    }
    p->lines++;
    if (p->heading) *st = ngi_buffer_printf(p->ctx, p->out, "\n%s\n", p->heading);
    p->heading = NULL;
    if (*st == NG_OK) *st = ngi_buffer_printf(p->ctx, p->out, "  %s%c ", colour ? colour_of(sign) : "", sign);
    return *st == NG_OK;
}

static ng_status end_line(page *p) { return ngi_buffer_add_text(p->ctx, p->out, p->opts->colour ? "\033[0m\n" : "\n"); }

static ng_status end_section(page *p)
{
    if (p->left_out == 0) return NG_OK;
    return ngi_buffer_printf(p->ctx, p->out, "    and %lu more\n", (unsigned long)p->left_out);
}

static ng_str name_or(ng_str name, const char *otherwise) { return name.len ? name : ng_str_from(otherwise); }

static ng_status add_side(page *p, const char *sign, ng_str name, const char *otherwise, ng_side side)
{
    return ngi_buffer_printf(p->ctx, p->out, "%s %.*s: %lu document%s, %lu words, %lu actors, %lu ties\n", sign,
                             NGI_STR(name_or(name, otherwise)), (unsigned long)side.documents, side.documents == 1 ? "" : "s",
                             (unsigned long)side.words, (unsigned long)side.nodes, (unsigned long)side.edges);
}

static ng_status add_nodes(page *p)
{
    const ng_graph *before = p->d->before, *after = p->d->after;
    ng_status st = NG_OK;
    size_t i;

    begin_section(p, "Actors");
    for (i = 0; i < p->d->nodes.count; i++) {
        ng_node_change c = p->d->nodes.items[i];
        const ng_node *a = c.old_node == NG_NONE ? NULL : &before->nodes.items[c.old_node];
        const ng_node *b = c.new_node == NG_NONE ? NULL : &after->nodes.items[c.new_node];
        const ng_node *n = b ? b : a;

        if (c.change == NG_CHANGE_SLIGHT || !begin_line(p, ng_change_sign(c.change), &st)) continue;
        if (c.change == NG_CHANGE_RENAMED) {
            st = ngi_buffer_printf(p->ctx, p->out, "%.*s is now called %.*s", NGI_STR(a->label), NGI_STR(b->label));
        } else if (c.change == NG_CHANGE_RETYPED) {
            st = ngi_buffer_printf(p->ctx, p->out, "%.*s: %s -> %s", NGI_STR(n->label), ng_entity_type_name(a->type),
                                   ng_entity_type_name(b->type));
        } else {
            st = ngi_buffer_printf(p->ctx, p->out, "%.*s (%s), named %lu time%s", NGI_STR(n->label), ng_entity_type_name(n->type),
                                   (unsigned long)n->mentions, n->mentions == 1 ? "" : "s");
        }
        NG_CHECK(st);
        NG_CHECK(end_line(p));
    }
    NG_CHECK(st);
    NG_CHECK(end_section(p));
done:
    return st;
}

static const char *edge_phrase(const ng_edge *e)
{
    switch (e->kind) {
    case NG_EDGE_SPEECH: return "speaks of";
    case NG_EDGE_COOCCURRENCE: return "is named with";
    case NG_EDGE_COVERAGE: return "covers";
    default: return ng_relation_type_phrase(e->relation);
    }
}

static ng_status add_sentences(page *p, char sign, const ng_graph *graph, const ng_edge *e)
{
    uint32_t i, count = e->evidence.end - e->evidence.begin, shown = count < SENTENCES_MAX ? count : SENTENCES_MAX;
    ng_status st = NG_OK;

    for (i = 0; i < shown; i++) {
        const ng_edge_evidence *v = &graph->evidence.items[e->evidence.begin + i];
        ng_str rest = v->text, line;
        bool first = true;

        NG_CHECK(ngi_buffer_printf(p->ctx, p->out, "      %c \"", sign));
        while (ngi_str_next(&rest, '\n', &line)) { /* a stretch can run over several lines */
            if (!ngi_str_trim(line).len) continue;
            NG_CHECK(ngi_buffer_printf(p->ctx, p->out, "%s%.*s", first ? "" : " ", NGI_STR(ngi_str_trim(line))));
            first = false;
        }
        NG_CHECK(ngi_buffer_printf(p->ctx, p->out, "\" (%.*s)\n", NGI_STR(graph->documents.items[v->document].id)));
    }
    if (shown < count) NG_CHECK(ngi_buffer_printf(p->ctx, p->out, "        and %lu more\n", (unsigned long)(count - shown)));
done:
    return st;
}

static unsigned long proofs(const ng_edge *e) { return e->evidence.end - e->evidence.begin; }

/* "Ada leads Acme (planned)", and what became of it. */
static ng_status add_edge(page *p, const ng_edge_change *c)
{
    const ng_graph *before = p->d->before, *after = p->d->after;
    const ng_edge *a = c->old_edge == NG_NONE ? NULL : &before->edges.items[c->old_edge];
    const ng_edge *b = c->new_edge == NG_NONE ? NULL : &after->edges.items[c->new_edge], *e = b ? b : a;
    const ng_graph *graph = b ? after : before;
    ng_status st;

    NG_CHECK(ngi_buffer_printf(p->ctx, p->out, "%.*s %s %.*s", NGI_STR(graph->nodes.items[e->from].label), edge_phrase(e),
                               NGI_STR(graph->nodes.items[e->to].label)));
    if (c->change == NG_CHANGE_STATUS) {
        NG_CHECK(ngi_buffer_printf(p->ctx, p->out, ": %s -> %s", ng_assertion_name(a->status), ng_assertion_name(b->status)));
    } else if (e->kind == NG_EDGE_RELATION && e->status != NG_CURRENT) {
        NG_CHECK(ngi_buffer_printf(p->ctx, p->out, " (%s)", ng_assertion_name(e->status)));
    }
    if (c->change == NG_CHANGE_STRENGTHENED || c->change == NG_CHANGE_WEAKENED) {
        const char *unit = e->kind == NG_EDGE_COVERAGE ? "for a document" : "in 1000 words";

        NG_CHECK(ngi_buffer_printf(p->ctx, p->out, ": %s, %lu -> %lu times (%.2g -> %.2g %s)",
                                   c->change == NG_CHANGE_STRENGTHENED ? "stronger" : "weaker", proofs(a), proofs(b), c->old_rate,
                                   c->new_rate, unit));
    } else if (c->change != NG_CHANGE_STATUS && proofs(e) > 1) {
        NG_CHECK(ngi_buffer_printf(p->ctx, p->out, ", %lu times", proofs(e)));
    }
    NG_CHECK(end_line(p));
    if (p->opts->evidence && a) NG_CHECK(add_sentences(p, '-', before, a));
    if (p->opts->evidence && b) NG_CHECK(add_sentences(p, '+', after, b));
done:
    return st;
}

static ng_status add_edges(page *p)
{
    ng_status st = NG_OK;
    size_t i;

    begin_section(p, "Ties");
    for (i = 0; i < p->d->edges.count; i++) {
        const ng_edge_change *c = &p->d->edges.items[i];

        if (c->change == NG_CHANGE_SLIGHT || !begin_line(p, ng_change_sign(c->change), &st)) continue;
        NG_CHECK(add_edge(p, c));
    }
    NG_CHECK(st);
    NG_CHECK(end_section(p));
done:
    return st;
}

static ng_status add_shifts(page *p)
{
    ng_status st = NG_OK;
    size_t i;

    begin_section(p, "Ranks");
    for (i = 0; i < p->d->shifts.count; i++) {
        const ng_rank_shift *s = &p->d->shifts.items[i];

        if (!begin_line(p, '~', &st)) continue;
        NG_CHECK(ngi_buffer_printf(p->ctx, p->out, "%.*s: %lu -> %lu", NGI_STR(p->d->after->nodes.items[s->new_node].label),
                                   (unsigned long)s->old_rank, (unsigned long)s->new_rank));
        NG_CHECK(end_line(p));
    }
    NG_CHECK(st);
    NG_CHECK(end_section(p));
done:
    return st;
}

static ng_status add_rewired(page *p)
{
    ng_status st = NG_OK;
    size_t i;

    begin_section(p, "Tied to others now");
    for (i = 0; i < p->d->rewired.count; i++) {
        const ng_rewiring *r = &p->d->rewired.items[i];

        if (!begin_line(p, '~', &st)) continue;
        NG_CHECK(ngi_buffer_printf(p->ctx, p->out, "%.*s: %lu kept, %lu gained, %lu lost",
                                   NGI_STR(p->d->after->nodes.items[r->new_node].label), (unsigned long)r->kept,
                                   (unsigned long)r->gained, (unsigned long)r->lost));
        NG_CHECK(end_line(p));
    }
    NG_CHECK(st);
    NG_CHECK(end_section(p));
done:
    return st;
}

static ng_status add_bridges(page *p)
{
    ng_status st = NG_OK;
    size_t i;

    begin_section(p, "Communities joined or parted");
    for (i = 0; i < p->d->bridges.count; i++) {
        const ng_bridge *b = &p->d->bridges.items[i];
        bool added = b->change == NG_CHANGE_ADDED;
        const ng_graph *own = added ? p->d->before : p->d->after, *other = added ? p->d->after : p->d->before;
        const ng_edge *e = &other->edges.items[b->edge];

        if (!begin_line(p, ng_change_sign(b->change), &st)) continue;
        NG_CHECK(ngi_buffer_printf(p->ctx, p->out, "%.*s %s %.*s %s the %lu actors around %.*s with the %lu around %.*s",
                                   NGI_STR(other->nodes.items[e->from].label), edge_phrase(e),
                                   NGI_STR(other->nodes.items[e->to].label), added ? "joins" : "joined",
                                   (unsigned long)b->members[0], NGI_STR(own->nodes.items[b->heads[0]].label),
                                   (unsigned long)b->members[1], NGI_STR(own->nodes.items[b->heads[1]].label)));
        NG_CHECK(end_line(p));
        if (p->opts->evidence) NG_CHECK(add_sentences(p, ng_change_sign(b->change), other, e));
    }
    NG_CHECK(st);
    NG_CHECK(end_section(p));
done:
    return st;
}

/* "2 actors added, 1 removed; ..." */
static ng_status add_summary(page *p)
{
    unsigned long nodes[NG_CHANGE_COUNT] = { 0 }, edges[NG_CHANGE_COUNT] = { 0 };
    size_t i;

    for (i = 0; i < p->d->nodes.count; i++) nodes[p->d->nodes.items[i].change]++;
    for (i = 0; i < p->d->edges.count; i++) edges[p->d->edges.items[i].change]++;
    if (ng_difference_is_empty(p->d)) return ngi_buffer_add_text(p->ctx, p->out, "\nNo difference.\n");
    return ngi_buffer_printf(p->ctx, p->out,
                             "\nActors: %lu added, %lu removed, %lu renamed, %lu retyped, %lu on both sides.\n"
                             "Ties: %lu added, %lu removed, %lu stronger, %lu weaker, %lu of other status, %lu on both sides.\n",
                             nodes[NG_CHANGE_ADDED], nodes[NG_CHANGE_REMOVED], nodes[NG_CHANGE_RENAMED], nodes[NG_CHANGE_RETYPED],
                             (unsigned long)p->d->same_nodes, edges[NG_CHANGE_ADDED], edges[NG_CHANGE_REMOVED],
                             edges[NG_CHANGE_STRENGTHENED], edges[NG_CHANGE_WEAKENED], edges[NG_CHANGE_STATUS],
                             (unsigned long)p->d->same_edges);
}

ng_status ngi_write_difference_text(ng_context *ctx, const ng_difference *difference, const ng_difference_options *opts,
                                    ngi_buffer *out)
{
    page p = { ctx, difference, opts, out, NULL, 0, 0 };
    ng_status st;

    NG_CHECK(add_side(&p, "---", opts->old_name, "old", difference->sides[0]));
    NG_CHECK(add_side(&p, "+++", opts->new_name, "new", difference->sides[1]));
    NG_CHECK(add_nodes(&p));
    NG_CHECK(add_edges(&p));
    NG_CHECK(add_shifts(&p));
    NG_CHECK(add_rewired(&p));
    NG_CHECK(add_bridges(&p));
    NG_CHECK(add_summary(&p));
done:
    return st;
}
