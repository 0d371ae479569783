/*
 * Linked entities -> actors: id, label, type, other names, members. In the flow: last step of ngi_link_entities().
 * Cost: linear in the entities, sorting the aliases of each actor.
 */
#include "link_impl.h"

#include <stdlib.h>

/* A label, and how many members of an actor have it. */
typedef struct label_count {
    const name_form *form;
    uint32_t members;
} label_count;

typedef struct maker {
    const linker *l;
    ng_collection *collection;
    NGI_ARRAY(ng_str) found;  /* names of the actor that is being made */
    NGI_ARRAY(label_count) labels;
} maker;

static ng_entity *entity_of(const maker *m, uint32_t node)
{
    const link_node *n = &m->l->nodes.items[node];

    return &m->collection->documents.items[n->document]->entities.items[n->entity];
}

static ng_entity_type voted_type(const maker *m, uint32_t root)
{
    uint32_t votes[NG_ENTITY_TYPE_COUNT] = { 0 }, n;
    int best = 0, i;

    for (n = root; n != NG_NONE; n = m->l->nodes.items[n].next) votes[entity_of(m, n)->type]++;
    for (i = 1; i < NG_ENTITY_TYPE_COUNT; i++) {
        if (votes[i] > votes[best]) best = i;
    }
    return (ng_entity_type)best;
}

static const name_form *label_of(const linker *l, uint32_t node)
{
    return &l->forms.items[l->names.items[l->nodes.items[node].names.begin]];
}

/* How many members give each label: an entry for each label, in the order of the members. */
static ng_status count_labels(maker *m, uint32_t root)
{
    const linker *l = m->l;
    ng_status st = NG_OK;
    uint32_t n;
    size_t i;

    m->labels.count = 0;
    for (n = root; n != NG_NONE; n = l->nodes.items[n].next) {
        const name_form *f = label_of(l, n);

        for (i = 0; i < m->labels.count && !ng_str_equal(m->labels.items[i].form->text, f->text); i++) {}
        if (i == m->labels.count) NG_CHECK(ngi_array_push(l->ctx, &m->labels, (label_count){ f, 0 }));
        m->labels.items[i].members++;
    }
done:
    return st;
}

/* What the user renamed any of an actor's names to; absent when nothing. */
static ng_str renamed_label(const linker *l, uint32_t root)
{
    uint32_t n, k;

    for (n = root; l->decisions && n != NG_NONE; n = l->nodes.items[n].next) {
        for (k = l->nodes.items[n].names.begin; k < l->nodes.items[n].names.end; k++) {
            const decision *said = ngi_decisions_on(l->decisions, DECIDE_RENAME, l->forms.items[l->names.items[k]].key);

            if (said) return said->b;
        }
    }
    return (ng_str){ NULL, 0 };
}

/*
 * The fullest of the labels that are in use: one that has less than a quarter of the members of the commonest is some
 * document's own ('OpenAI Group' beside 'OpenAI'). What the user renamed wins.
 */
static ng_status best_label(maker *m, uint32_t root, ng_str *out)
{
    const name_form *best = NULL;
    uint32_t most = 0;
    ng_status st;
    size_t i;

    *out = renamed_label(m->l, root);
    if (out->ptr) return NG_OK;
    NG_CHECK(count_labels(m, root));
    for (i = 0; i < m->labels.count; i++) most = m->labels.items[i].members > most ? m->labels.items[i].members : most;
    for (i = 0; i < m->labels.count; i++) {
        const name_form *f = m->labels.items[i].form;

        if (m->labels.items[i].members * 4 < most) continue;
        if (!best || ngi_label_compare(f, best) < 0) best = f;
    }
    *out = best ? best->text : NGI_LITERAL("");
done:
    return st;
}

static int by_bytes(const void *a, const void *b) { return ng_str_compare(*(const ng_str *)a, *(const ng_str *)b); }

static ng_status write_aliases(maker *m, uint32_t root, ng_actor *actor)
{
    ng_context *ctx = m->l->ctx;
    ng_status st = NG_OK;
    uint32_t n, k;
    size_t i;

    m->found.count = 0;
    for (n = root; n != NG_NONE; n = m->l->nodes.items[n].next) {
        const ng_document *doc = m->collection->documents.items[m->l->nodes.items[n].document];
        const ng_entity *e = entity_of(m, n);

        NG_CHECK(ngi_array_push(ctx, &m->found, e->name));
        for (k = e->aliases.begin; k < e->aliases.end; k++) NG_CHECK(ngi_array_push(ctx, &m->found, doc->aliases.items[k]));
    }
    qsort(m->found.items, m->found.count, sizeof *m->found.items, by_bytes);
    actor->aliases.begin = (uint32_t)m->collection->aliases.count;
    for (i = 0; i < m->found.count; i++) {
        ng_str copy, name = m->found.items[i];

        if (ng_str_equal(name, actor->name) || (i && ng_str_equal(name, m->found.items[i - 1]))) continue;
        NG_CHECK(ngi_arena_copy(ctx, &m->collection->strings, name, &copy));
        NG_CHECK(ngi_array_push(ctx, &m->collection->aliases, copy));
    }
    actor->aliases.end = (uint32_t)m->collection->aliases.count;
done:
    return st;
}

static ng_status write_members(maker *m, uint32_t root, ng_actor *actor)
{
    ng_status st = NG_OK;
    bool differ = false;
    uint32_t n;

    actor->members.begin = (uint32_t)m->collection->members.count;
    for (n = root; n != NG_NONE; n = m->l->nodes.items[n].next) {
        ng_member member = { m->l->nodes.items[n].document, m->l->nodes.items[n].entity };
        ng_entity *e = entity_of(m, n);

        e->actor = (uint32_t)m->collection->actors.count;
        if (e->link.ptr) {
            differ = differ || (actor->link.ptr && !ng_str_equal(actor->link, e->link));
            actor->link = e->link;
        }
        NG_CHECK(ngi_array_push(m->l->ctx, &m->collection->members, member));
    }
    actor->members.end = (uint32_t)m->collection->members.count;
    if (differ) actor->link = (ng_str){ NULL, 0 };
    NG_CHECK(ngi_arena_copy(m->l->ctx, &m->collection->strings, actor->link, &actor->link));
done:
    return st;
}

static int by_member(const void *a, const void *b)
{
    const ng_member *x = a, *y = b;

    if (x->document != y->document) return x->document < y->document ? -1 : 1;
    return (x->entity > y->entity) - (x->entity < y->entity);
}

static ng_status write_actor(maker *m, uint32_t root)
{
    ng_context *ctx = m->l->ctx;
    ng_actor actor;
    ng_status st;
    ng_str label;

    memset(&actor, 0, sizeof actor);
    actor.type = voted_type(m, root);
    NG_CHECK(ngi_arena_copy(ctx, &m->collection->strings, entity_of(m, root)->id, &actor.id));
    NG_CHECK(best_label(m, root, &label));
    NG_CHECK(ngi_arena_copy(ctx, &m->collection->strings, label, &actor.name));
    NG_CHECK(write_aliases(m, root, &actor));
    NG_CHECK(write_members(m, root, &actor));
    qsort(m->collection->members.items + actor.members.begin, actor.members.end - actor.members.begin, sizeof(ng_member), by_member);
    NG_CHECK(ngi_array_push(ctx, &m->collection->actors, actor));
done:
    return st;
}

ng_status ngi_link_entities(ng_context *ctx, const ngi_lexicon *lexicon, const ngi_decisions *decisions,
                            ng_collection *collection)
{
    maker m = { .collection = collection };
    ng_status st;
    linker l;
    size_t i;

    NG_CHECK(ngi_linker_run(ctx, lexicon, decisions, collection, &l));
    m.l = &l;
    collection->actors.count = collection->aliases.count = collection->members.count = 0;
    for (i = 0; i < l.nodes.count; i++) {
        if (ngi_linker_root(&l, (uint32_t)i) == i) NG_CHECK(write_actor(&m, (uint32_t)i));
    }
done:
    ngi_array_release(ctx, &m.found);
    ngi_array_release(ctx, &m.labels);
    ngi_linker_release(&l);
    return st;
}
