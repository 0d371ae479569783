/*
 * What an actor is called, and what its documents call it: the fullest form in use, or the one that most mentions have.
 * In the flow: when the actors are made, after everything that looks at names. Cost: linear in the mentions and names.
 *
 * Entities are joined and related by their fullest forms whatever the label is, so it changes no result beside itself,
 * and a saved result, which keeps the fullest form, can be labelled anew. A name's mentions are counted in the text: of
 * a result they are there, and what another part of the set says is added.
 */
#include "actor_label.h"

void ngi_labeller_release(labeller *n)
{
    ng_context *ctx = n->l->ctx;

    ngi_array_release(ctx, &n->mentions);
    ngi_array_release(ctx, &n->counts);
}

/* Does a name stand in a mention, with at most a title before it and a possessive behind? */
static bool stands_in(ng_str name, ng_str mention)
{
    size_t at = ngi_str_find(mention, name);
    ng_str rest;

    if (at == SIZE_MAX || (at && (unsigned char)mention.ptr[at - 1] > ' ')) return false;
    rest = ngi_str_trim(ngi_str_slice(mention, at + name.len, mention.len));
    return rest.len == 0 || ngi_str_starts(rest, NGI_LITERAL("'")) || ngi_str_starts(rest, NGI_LITERAL("’"));
}

/* Index in linker.names of what a mention calls its entity; NG_NONE when the entity has no such name. */
static uint32_t name_of_mention(const linker *l, const link_node *node, ng_str mention)
{
    uint32_t best = NG_NONE, k;
    size_t most = 0;

    for (k = node->names.begin; k < node->names.end; k++) {
        ng_str name = l->forms.items[l->names.items[k]].text;

        if (name.len <= most || !stands_in(name, mention)) continue;
        best = k;
        most = name.len;
    }
    return best;
}

static ng_status count_mentions(labeller *n)
{
    const linker *l = n->l;
    uint32_t first = 0;
    ng_status st = NG_OK;
    size_t i, k;

    for (i = 0; i < l->names.count; i++) NG_CHECK(ngi_array_push(l->ctx, &n->mentions, 0));
    for (i = 0; i < l->collection->documents.count; i++) {
        const ng_document *doc = l->collection->documents.items[i];

        for (k = 0; k < doc->mentions.count; k++) {
            const ng_mention *m = &doc->mentions.items[k];
            uint32_t name;

            if (m->kind != NG_NAME || m->entity == NG_NONE) continue;
            name = name_of_mention(l, &l->nodes.items[first + m->entity], ng_document_slice(doc, m->span));
            if (name != NG_NONE) n->mentions.items[name]++;
        }
        first += (uint32_t)doc->entities.count;
    }
done:
    return st;
}

ng_status ngi_labeller_init(const linker *l, ng_label label, labeller *out)
{
    memset(out, 0, sizeof *out);
    out->l = l;
    out->label = label;
    return label == NG_LABEL_FREQUENT ? count_mentions(out) : NG_OK;
}

static const name_form *form_at(const linker *l, uint32_t name) { return &l->forms.items[l->names.items[name]]; }

static ng_status add_count(labeller *n, const name_form *form, uint32_t count)
{
    ng_status st = NG_OK;
    size_t i = 0;

    while (i < n->counts.count && n->counts.items[i].form != form && !ng_str_equal(n->counts.items[i].form->text, form->text)) i++;
    if (i == n->counts.count) NG_CHECK(ngi_array_push(n->l->ctx, &n->counts, (label_count){ form, 0 }));
    n->counts.items[i].count += count;
done:
    return st;
}

/* What the user renamed any of an entity's names to; absent when nothing. */
static ng_str renamed(const linker *l, uint32_t node)
{
    uint32_t k;

    for (k = l->nodes.items[node].names.begin; l->decisions && k < l->nodes.items[node].names.end; k++) {
        const decision *said = ngi_decisions_on(l->decisions, DECIDE_RENAME, form_at(l, k)->key);

        if (said) return said->b;
    }
    return (ng_str){ NULL, 0 };
}

/*
 * The fullest of the members' labels that are in use: one that has less than a quarter of the members of the commonest
 * is some document's own ('OpenAI Group' beside 'OpenAI').
 */
static ng_status fullest_label(labeller *n, uint32_t root, const name_form **out)
{
    const linker *l = n->l;
    ng_status st = NG_OK;
    uint32_t most = 0, m;
    size_t i;

    *out = NULL;
    n->counts.count = 0;
    for (m = root; m != NG_NONE; m = l->nodes.items[m].next) {
        NG_CHECK(add_count(n, form_at(l, l->nodes.items[m].names.begin), 1));
    }
    for (i = 0; i < n->counts.count; i++) most = n->counts.items[i].count > most ? n->counts.items[i].count : most;
    for (i = 0; i < n->counts.count; i++) {
        const name_form *f = n->counts.items[i].form;

        if (n->counts.items[i].count * 4 < most) continue;
        if (!*out || ngi_label_compare(f, *out) < 0) *out = f;
    }
done:
    return st;
}

/* The form with the most mentions. Of several the fullest, which `full` is by more than the forms alone say. */
static const name_form *most_frequent(const labeller *n, const name_form *full)
{
    const name_form *best = full;
    uint32_t most = 0;
    size_t i;

    for (i = 0; i < n->counts.count; i++) {
        const label_count *c = &n->counts.items[i];
        bool is_full = ng_str_equal(c->form->text, full->text);

        if (c->count < most || c->count == 0) continue;
        if (c->count == most && (best == full || (!is_full && ngi_label_compare(c->form, best) >= 0))) continue;
        best = is_full ? full : c->form;
        most = c->count;
    }
    return best;
}

static ng_status count_names(labeller *n, uint32_t node)
{
    const link_node *item = &n->l->nodes.items[node];
    ng_status st = NG_OK;
    uint32_t k;

    for (k = item->names.begin; k < item->names.end; k++) NG_CHECK(add_count(n, form_at(n->l, k), n->mentions.items[k]));
done:
    return st;
}

ng_status ngi_label_actor(labeller *n, uint32_t root, ng_str *out)
{
    const linker *l = n->l;
    const name_form *best;
    ng_status st;
    uint32_t m;

    for (m = root; m != NG_NONE; m = l->nodes.items[m].next) {
        *out = renamed(l, m);
        if (out->ptr) return NG_OK;
    }
    NG_CHECK(fullest_label(n, root, &best));
    if (n->label == NG_LABEL_FREQUENT) {
        n->counts.count = 0;
        for (m = root; m != NG_NONE; m = l->nodes.items[m].next) {
            if (l->collection->documents.items[l->nodes.items[m].document]->about.duplicate_of.len) continue;
            NG_CHECK(count_names(n, m));
        }
        best = most_frequent(n, best);
    }
    *out = best->text;
done:
    return st;
}

/* Call an entity by another of its names. The one that it had takes that one's place among the others. */
static void call(ng_document *doc, ng_entity *e, ng_str name)
{
    ng_str old = e->name, *items = doc->aliases.items;
    uint32_t i = e->aliases.begin;

    while (i < e->aliases.end && !ng_str_equal(items[i], name)) i++;
    if (i == e->aliases.end) return;
    e->name = items[i];
    for (; i + 1 < e->aliases.end && ng_str_compare(items[i + 1], old) < 0; i++) items[i] = items[i + 1];
    for (; i > e->aliases.begin && ng_str_compare(items[i - 1], old) > 0; i--) items[i] = items[i - 1];
    items[i] = old;
}

ng_status ngi_label_entity(labeller *n, uint32_t node, ng_document *doc, ng_entity *e)
{
    ng_str full = e->full.ptr ? e->full : e->name;
    ng_status st = NG_OK;

    e->full = (ng_str){ NULL, 0 };
    call(doc, e, full);
    if (n->label != NG_LABEL_FREQUENT || renamed(n->l, node).ptr) return NG_OK;
    n->counts.count = 0;
    NG_CHECK(count_names(n, node));
    call(doc, e, most_frequent(n, form_at(n->l, n->l->nodes.items[node].names.begin))->text);
    if (!ng_str_equal(e->name, full)) e->full = full;
done:
    return st;
}
