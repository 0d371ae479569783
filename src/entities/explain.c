/*
 * Why names are one, and which might be: the joins are made again from the documents and reported.
 * In the flow: beside it, for 'show --explain' and 'entities --candidates'. Cost: that of linking.
 */
#include "link_impl.h"

#include <stdlib.h>

#define LINES_MAX 3        /* likeliest others that are told of an actor: of fifty Smiths nobody can say who is one */

static const char *const reasons[] = {
#define NG_X(symbol, words) words,
    JOIN_RULE_LIST(NG_X)
#undef NG_X
};

void ngi_name_report_release(ngi_name_report *report)
{
    if (!report->allocator.release) return;
    ngi_allocator_free(&report->allocator, report->joins.items);
    ngi_arena_release(&report->allocator, &report->strings);
    memset(report, 0, sizeof *report);
}

static ng_status add_join(ng_context *ctx, ngi_name_report *report, ngi_name_join join)
{
    ng_status st;

    NG_CHECK(ngi_arena_copy(ctx, &report->strings, join.name, &join.name));
    NG_CHECK(ngi_arena_copy(ctx, &report->strings, join.other, &join.other));
    NG_CHECK(ngi_arena_copy(ctx, &report->strings, join.by, &join.by));
    NG_CHECK(ngi_arena_copy(ctx, &report->strings, join.other_by, &join.other_by));
    NG_CHECK(ngi_array_push(ctx, &report->joins, join));
done:
    return st;
}

/* The joins of one entity's names in its document: clustered again, and what led to that entity is told. */
static ng_status explain_member(ng_context *ctx, const ngi_lexicon *lexicon, const ngi_decisions *decisions,
                                const ng_collection *collection, ng_member member, ngi_name_report *out)
{
    const ng_document *doc = collection->documents.items[member.document];
    const ng_entity *entity = &doc->entities.items[member.entity];
    form_set set;
    ng_status st;
    size_t i;

    memset(&set, 0, sizeof set);
    NG_CHECK(ngi_forms_collect(ctx, lexicon, doc, &set));
    if (!doc->given) ngi_forms_settle(lexicon, &set);
    NG_CHECK(ngi_forms_find_aliases(ctx, doc, &set));
    NG_CHECK(ngi_forms_cluster(ctx, lexicon, decisions, &set));
    for (i = 0; i < set.forms.count; i++) {
        const name_form *form = &set.forms.items[i], *partner = &set.forms.items[form->partner];
        const ng_mention *m = &doc->mentions.items[form->first];
        ngi_name_join join;

        if (m->entity != member.entity || (form == partner && form->choices.begin == form->choices.end)) continue;
        memset(&join, 0, sizeof join);
        join.name = form->text;
        join.other = form == partner ? entity->full.ptr ? entity->full : entity->name : partner->text;
        join.why = form == partner ? "of several with that name, the one named first" : reasons[form->rule];
        join.score = 1.0f;
        join.document = join.other_document = member.document;
        join.span = m->span;
        join.other_span = doc->mentions.items[form == partner ? entity->first_mention : partner->first].span;
        NG_CHECK(add_join(ctx, out, join));
    }
done:
    ngi_forms_release(ctx, &set);
    return st;
}

static const ng_entity *entity_of(const linker *l, uint32_t node)
{
    const link_node *n = &l->nodes.items[node];

    return &l->collection->documents.items[n->document]->entities.items[n->entity];
}

static ng_str name_of(const linker *l, uint32_t form) { return l->known.items[form].name; }

static ng_str full_name(const linker *l, uint32_t node) { return name_of(l, l->names.items[l->nodes.items[node].names.begin]); }

/* Where the full name of an entity stands first. */
static ng_span first_span(const linker *l, uint32_t node)
{
    const ng_document *doc = l->collection->documents.items[l->nodes.items[node].document];
    uint32_t entity = l->nodes.items[node].entity;
    size_t i;

    for (i = 0; i < doc->mentions.count; i++) {
        const ng_mention *m = &doc->mentions.items[i];

        if (m->entity != entity || m->kind != NG_NAME) continue;
        if (ngi_str_find(ng_document_slice(doc, m->span), full_name(l, node)) != SIZE_MAX) return m->span;
    }
    return doc->mentions.items[doc->entities.items[entity].first_mention].span;
}

static ngi_name_join join_of(const linker *l, uint32_t a, uint32_t b, float score, join_rule rule)
{
    ngi_name_join join = { full_name(l, a), full_name(l, b), reasons[rule], score, l->nodes.items[a].document, first_span(l, a),
                           l->nodes.items[b].document, first_span(l, b), { NULL, 0 }, { NULL, 0 } };

    return join;
}

ng_status ngi_explain_actor(ng_context *ctx, const ngi_lexicon *lexicon, const ngi_decisions *decisions,
                            const ng_collection *collection, uint32_t actor, ngi_name_report *out)
{
    linker l = { .ctx = ctx };
    ng_status st;
    uint32_t i;

    memset(out, 0, sizeof *out);
    out->allocator = ngi_allocator(ctx);
    if (actor >= collection->actors.count) return ngi_fail(ctx, NG_E_ARG, "no actor %u", actor);
    for (i = collection->actors.items[actor].members.begin; i < collection->actors.items[actor].members.end; i++) {
        NG_CHECK(explain_member(ctx, lexicon, decisions, collection, collection->members.items[i], out));
    }
    NG_CHECK(ngi_linker_run(ctx, lexicon, decisions, collection, LINK_SCORES, &l));
    for (i = 0; i < l.nodes.count; i++) {
        const link_node *n = &l.nodes.items[i];

        const name_form *f, *g;
        bool fuller;

        if (n->with == NG_NONE || entity_of(&l, i)->actor != actor) continue;
        f = &l.forms.items[l.names.items[n->names.begin]];
        g = &l.forms.items[l.names.items[l.nodes.items[n->with].names.begin]];
        fuller = ngi_form_compare(f, g) < 0; /* the short name is the full one, not the other way */
        NG_CHECK(add_join(ctx, out, join_of(&l, fuller ? n->with : i, fuller ? i : n->with, n->score, (join_rule)n->rule)));
    }
done:
    ngi_linker_release(&l);
    return st;
}

/* Pairs together, of each the likeliest first. */
static int by_pair(const void *a, const void *b)
{
    const link_candidate *x = a, *y = b;

    if (x->a != y->a) return x->a < y->a ? -1 : 1;
    if (x->b != y->b) return x->b < y->b ? -1 : 1;
    if (x->score < y->score || x->score > y->score) return x->score > y->score ? -1 : 1;
    if (x->rule != y->rule) return x->rule > y->rule ? -1 : 1;
    if (x->f != y->f) return x->f < y->f ? -1 : 1;
    return (x->g > y->g) - (x->g < y->g);
}

static int by_likelihood(const void *a, const void *b)
{
    const link_candidate *x = a, *y = b;

    if (x->score < y->score || x->score > y->score) return x->score > y->score ? -1 : 1;
    return by_pair(a, b);
}

/* By actors, as they are in the end: each pair once, likeliest first. */
static void settle_candidates(linker *l)
{
    link_candidate *items = l->candidates.items;
    size_t i, kept = 0;

    for (i = 0; i < l->candidates.count; i++) {
        link_candidate *c = &items[i], turned = { ngi_linker_root(l, c->b), ngi_linker_root(l, c->a), c->g, c->f, c->score, c->rule };

        c->a = turned.b;
        c->b = turned.a;
        if (c->b < c->a) *c = turned;
    }
    if (l->candidates.count) qsort(items, l->candidates.count, sizeof *items, by_pair);
    for (i = 0; i < l->candidates.count; i++) {
        if (items[i].a == items[i].b || (kept && items[kept - 1].a == items[i].a && items[kept - 1].b == items[i].b)) continue;
        items[kept++] = items[i];
    }
    l->candidates.count = kept;
    if (kept) qsort(items, kept, sizeof *items, by_likelihood);
}

/* What the actor of a node is called. */
static ng_str label_of(const linker *l, uint32_t node)
{
    uint32_t actor = entity_of(l, node)->actor;

    return actor < l->collection->actors.count ? l->collection->actors.items[actor].name : full_name(l, node);
}

static int by_score(const void *a, const void *b)
{
    const ngi_name_join *x = a, *y = b;
    int order;

    if (x->score < y->score || x->score > y->score) return x->score > y->score ? -1 : 1;
    order = ng_str_compare(x->name, y->name);
    return order ? order : ng_str_compare(x->other, y->other);
}

ng_status ngi_find_candidates(ng_context *ctx, const ngi_lexicon *lexicon, const ngi_decisions *decisions,
                              const ng_collection *collection, ngi_name_report *out)
{
    linker l = { .ctx = ctx };
    uint8_t *lines = NULL;
    ng_status st;
    size_t i;

    memset(out, 0, sizeof *out);
    out->allocator = ngi_allocator(ctx);
    NG_CHECK(ngi_linker_run(ctx, lexicon, decisions, collection, LINK_CANDIDATES, &l));
    lines = ngi_alloc(ctx, l.nodes.count, sizeof *lines);
    if (!lines) {
        st = NG_E_NOMEM;
        goto done;
    }
    settle_candidates(&l);
    for (i = 0; i < l.candidates.count; i++) {
        const link_candidate *c = &l.candidates.items[i];
        ngi_name_join join = join_of(&l, c->a, c->b, c->score, c->rule);

        if (lines[c->a] == LINES_MAX || lines[c->b] == LINES_MAX) continue;
        lines[c->a]++;
        lines[c->b]++;
        join.name = label_of(&l, c->a);
        join.other = label_of(&l, c->b);
        join.by = name_of(&l, c->f);
        join.other_by = name_of(&l, c->g);
        NG_CHECK(add_join(ctx, out, join));
    }
    if (out->joins.count) qsort(out->joins.items, out->joins.count, sizeof *out->joins.items, by_score);
done:
    ngi_free(ctx, lines);
    ngi_linker_release(&l);
    return st;
}

static ng_status add_quoted(ng_context *ctx, ngi_buffer *out, ng_str name)
{
    ng_status st = ngi_buffer_add_char(ctx, out, '"');
    size_t i;

    for (i = 0; st == NG_OK && i < name.len; i++) {
        if (name.ptr[i] == '"' || name.ptr[i] == '\\') st = ngi_buffer_add_char(ctx, out, '\\');
        if (st == NG_OK) st = ngi_buffer_add_char(ctx, out, name.ptr[i]);
    }
    return st == NG_OK ? ngi_buffer_add_char(ctx, out, '"') : st;
}

ng_status ngi_write_candidates(ng_context *ctx, const ngi_name_report *report, ngi_buffer *out)
{
    ng_status st = NG_OK;
    size_t i;

    for (i = 0; i < report->joins.count; i++) {
        const ngi_name_join *join = &report->joins.items[i];

        NG_CHECK(ngi_buffer_add_text(ctx, out, "# merge "));
        NG_CHECK(add_quoted(ctx, out, join->name));
        NG_CHECK(ngi_buffer_add_char(ctx, out, ' '));
        NG_CHECK(add_quoted(ctx, out, join->other));
        NG_CHECK(ngi_buffer_printf(ctx, out, "   # %.2f %s", (double)join->score, join->why));
        if (!ng_str_equal(join->name, join->by) || !ng_str_equal(join->other, join->other_by)) {
            NG_CHECK(ngi_buffer_printf(ctx, out, ": '%.*s', '%.*s'", NGI_STR(join->by), NGI_STR(join->other_by)));
        }
        NG_CHECK(ngi_buffer_add_char(ctx, out, '\n'));
    }
done:
    return st;
}
