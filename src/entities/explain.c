/*
 * Why names are one, and which might be: the joins are made again from the documents and reported.
 * In the flow: beside it, for 'show --explain' and 'entities --candidates'. Cost: that of linking.
 */
#include "link_impl.h"

#include <stdlib.h>

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
    NG_CHECK(ngi_array_push(ctx, &report->joins, join));
done:
    return st;
}

/* The joins of one entity's names in its document: clustered again, and what led to that entity is told. */
static ng_status explain_member(ng_context *ctx, const ngi_lexicon *lexicon, const ngi_decisions *decisions,
                                const ng_collection *collection, ng_member member, ngi_name_report *out)
{
    const ng_document *doc = collection->documents.items[member.document];
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
        join.other = form == partner ? doc->entities.items[member.entity].name : partner->text;
        join.why = form == partner ? "of several with that name, the one named first" : reasons[form->rule];
        join.score = 1.0f;
        join.document = join.other_document = member.document;
        join.span = m->span;
        join.other_span = doc->mentions.items[form == partner ? doc->entities.items[member.entity].first_mention : partner->first].span;
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

static ng_span first_span(const linker *l, uint32_t node)
{
    const ng_document *doc = l->collection->documents.items[l->nodes.items[node].document];

    return doc->mentions.items[entity_of(l, node)->first_mention].span;
}

static ngi_name_join join_of(const linker *l, uint32_t a, uint32_t b, float score, join_rule rule)
{
    ngi_name_join join = { entity_of(l, a)->name, entity_of(l, b)->name, reasons[rule], score, l->nodes.items[a].document,
                           first_span(l, a), l->nodes.items[b].document, first_span(l, b) };

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
    NG_CHECK(ngi_linker_run(ctx, lexicon, decisions, collection, false, &l));
    for (i = 0; i < l.nodes.count; i++) {
        const link_node *n = &l.nodes.items[i];

        if (n->with == NG_NONE || entity_of(&l, i)->actor != actor) continue;
        NG_CHECK(add_join(ctx, out, join_of(&l, i, n->with, n->score, (join_rule)n->rule)));
    }
done:
    ngi_linker_release(&l);
    return st;
}

static int by_pair(const void *a, const void *b)
{
    const link_candidate *x = a, *y = b;

    if (x->a != y->a) return x->a < y->a ? -1 : 1;
    if (x->b != y->b) return x->b < y->b ? -1 : 1;
    return (x->score < y->score) - (x->score > y->score);
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
    ng_status st;
    size_t i;

    memset(out, 0, sizeof *out);
    out->allocator = ngi_allocator(ctx);
    NG_CHECK(ngi_linker_run(ctx, lexicon, decisions, collection, true, &l));
    for (i = 0; i < l.candidates.count; i++) { /* by actors, as they are in the end */
        link_candidate *c = &l.candidates.items[i];
        uint32_t a = ngi_linker_root(&l, c->a), b = ngi_linker_root(&l, c->b);

        c->a = a < b ? a : b;
        c->b = a < b ? b : a;
    }
    if (l.candidates.count) qsort(l.candidates.items, l.candidates.count, sizeof *l.candidates.items, by_pair);
    for (i = 0; i < l.candidates.count; i++) {
        const link_candidate *c = &l.candidates.items[i];

        if (c->a == c->b || (i && c[-1].a == c->a && c[-1].b == c->b)) continue;
        NG_CHECK(add_join(ctx, out, join_of(&l, c->a, c->b, c->score, c->rule)));
    }
    if (out->joins.count) qsort(out->joins.items, out->joins.count, sizeof *out->joins.items, by_score);
done:
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
        NG_CHECK(ngi_buffer_printf(ctx, out, "   # %.2f %s\n", (double)join->score, join->why));
    }
done:
    return st;
}
