/*
 * Linked entities -> actors: id, label, type, other names, members. In the flow: last step of ngi_link_entities().
 * Cost: linear in the entities, sorting the aliases of each actor.
 */
#include "actor_label.h"

#include <stdlib.h>

typedef struct maker {
    const linker *l;
    ng_collection *collection;
    labeller labels;
    NGI_ARRAY(ng_str) found;  /* names of the actor that is being made */
    uint32_t *seen;           /* of each form: the last actor that has it, by its root + 1 */
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

    for (n = root; n != NG_NONE; n = m->l->nodes.items[n].next) votes[m->l->nodes.items[n].type]++;
    for (i = 1; i < NG_ENTITY_TYPE_COUNT; i++) {
        if (votes[i] > votes[best]) best = i;
    }
    return (ng_entity_type)best;
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
        for (k = m->l->nodes.items[n].names.begin; k < m->l->nodes.items[n].names.end; k++) {
            uint32_t form = m->l->names.items[k];

            if (m->seen[form] == root + 1) continue;
            m->seen[form] = root + 1;
            NG_CHECK(ngi_array_push(ctx, &m->found, m->l->known.items[form].name));
        }
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
        NG_CHECK(ngi_label_entity(&m->labels, n, m->collection->documents.items[member.document], e));
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
    NG_CHECK(ngi_label_actor(&m->labels, root, &label));
    NG_CHECK(ngi_arena_copy(ctx, &m->collection->strings, label, &actor.name));
    NG_CHECK(write_aliases(m, root, &actor));
    NG_CHECK(write_members(m, root, &actor));
    qsort(m->collection->members.items + actor.members.begin, actor.members.end - actor.members.begin, sizeof(ng_member), by_member);
    NG_CHECK(ngi_array_push(ctx, &m->collection->actors, actor));
done:
    return st;
}

ng_status ngi_link_entities(ng_context *ctx, const ngi_lexicon *lexicon, const ngi_decisions *decisions, ng_label label,
                            ng_collection *collection)
{
    linker l;
    maker m = { .l = &l, .labels = { .l = &l }, .collection = collection };
    ng_status st;
    size_t i;

    NG_CHECK(ngi_linker_run(ctx, lexicon, decisions, collection, LINK_JOINS, &l));
    NG_CHECK(ngi_labeller_init(&l, label, &m.labels));
    m.seen = ngi_alloc(ctx, l.forms.count, sizeof *m.seen);
    if (!m.seen) {
        st = NG_E_NOMEM;
        goto done;
    }
    collection->actors.count = collection->aliases.count = collection->members.count = 0;
    for (i = 0; i < l.nodes.count; i++) {
        if (ngi_linker_root(&l, (uint32_t)i) == i) NG_CHECK(write_actor(&m, (uint32_t)i));
    }
done:
    ngi_free(ctx, m.seen);
    ngi_array_release(ctx, &m.found);
    ngi_labeller_release(&m.labels);
    ngi_linker_release(&l);
    return st;
}
