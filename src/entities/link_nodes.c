/*
 * Entities of documents as nodes, with what the linker asks of them; clusters of nodes. In the flow: first step of link.c,
 * and whenever that makes two clusters one. Cost: linear; a cluster keeps what it is compared by up to date as it grows.
 */
#include "link_impl.h"

#include <stdlib.h>

uint32_t ngi_linker_root(const linker *l, uint32_t node)
{
    while (l->nodes.items[node].parent != node) {
        l->nodes.items[node].parent = l->nodes.items[l->nodes.items[node].parent].parent;
        node = l->nodes.items[node].parent;
    }
    return node;
}

/* Names of the same letters have one number. */
static ng_status letters_of(linker *l, ng_str squeezed, uint32_t *out)
{
    ng_status st = NG_OK;

    *out = ngi_map_find(&l->letter_places, squeezed);
    if (*out != NG_NONE) return NG_OK;
    *out = (uint32_t)l->marks.count;
    NG_CHECK(ngi_map_set(l->ctx, &l->letter_places, squeezed, *out));
    NG_CHECK(ngi_array_push(l->ctx, &l->marks, (link_mark){ 0, 0 }));
done:
    return st;
}

static ng_status know_form(linker *l, const name_form *form, link_form *out)
{
    memset(out, 0, sizeof *out);
    out->spelt = out->listed = NG_NONE;
    out->rule = ngi_match_forms(l->lexicon, form, form);
    out->evidence = ngi_name_evidence(l, out->rule, form, form);
    out->person = form->group == GROUP_PERSON;
    out->bare = out->person && form->word_count < 2;
    out->general = !out->person && (form->shared || ngi_is_general_name(form));
    out->linked = form->links[0].ptr && !form->shared;
    out->decided = l->decisions && ngi_map_find(&l->decisions->named, form->key) != NG_NONE;
    return letters_of(l, form->type == NG_PLACE && form->links[0].ptr ? form->links[0] : form->squeezed, &out->letters);
}

/* Names are parsed once for all documents. */
static ng_status form_of(linker *l, ng_str text, ng_entity_type type, uint32_t *out)
{
    link_form known;
    ng_status st = NG_OK;
    name_form form;
    ng_str key;

    l->room.len = 0;
    NG_CHECK(ngi_buffer_add_char(l->ctx, &l->room, (char)('a' + (int)type)));
    NG_CHECK(ngi_buffer_add(l->ctx, &l->room, text));
    *out = ngi_map_find(&l->form_places, ngi_buffer_str(&l->room));
    if (*out != NG_NONE) return NG_OK;
    *out = (uint32_t)l->forms.count;
    NG_CHECK(ngi_arena_copy(l->ctx, &l->strings, ngi_buffer_str(&l->room), &key));
    NG_CHECK(ngi_map_set(l->ctx, &l->form_places, key, *out));
    NG_CHECK(ngi_form_parse(l->ctx, l->lexicon, &l->strings, text, type, &form));
    NG_CHECK(ngi_array_push(l->ctx, &l->forms, form));
    NG_CHECK(know_form(l, &form, &known));
    known.name = ngi_str_slice(key, 1, key.len);
    NG_CHECK(ngi_array_push(l->ctx, &l->known, known));
done:
    return st;
}

static ng_status add_name(linker *l, link_node *node, ng_str text)
{
    ng_status st;
    uint32_t form, i;

    NG_CHECK(form_of(l, text, node->type, &form));
    for (i = node->names.begin; i < l->names.count; i++) {
        if (l->names.items[i] == form) return NG_OK;
    }
    NG_CHECK(ngi_array_push(l->ctx, &l->names, form));
done:
    return st;
}

/* The fullest name, then the others by bytes, whichever of them the entity is called at the moment. */
static ng_status add_names(linker *l, link_node *node, const ng_document *doc, const ng_entity *e)
{
    bool pending = e->full.ptr != NULL;
    ng_status st;
    uint32_t k;

    node->names.begin = (uint32_t)l->names.count;
    NG_CHECK(add_name(l, node, e->full.ptr ? e->full : e->name));
    for (k = e->aliases.begin; k < e->aliases.end; k++) {
        if (pending && ng_str_compare(e->name, doc->aliases.items[k]) < 0) {
            NG_CHECK(add_name(l, node, e->name));
            pending = false;
        }
        NG_CHECK(add_name(l, node, doc->aliases.items[k]));
    }
    if (pending) NG_CHECK(add_name(l, node, e->name));
    node->names.end = (uint32_t)l->names.count;
done:
    return st;
}

static int by_number(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

    return (x > y) - (x < y);
}

/* The place that the mentions of a document name most, of equal ones the first: that is where the bodies in it are at home. */
static ng_status find_home(linker *l, const ng_document *doc, uint32_t first)
{
    uint32_t home = NG_NONE;
    ng_status st;
    size_t i;

    l->tally.count = 0;
    NG_CHECK(ngi_array_reserve(l->ctx, &l->tally, doc->entities.count));
    for (i = 0; i < doc->entities.count; i++) l->tally.items[l->tally.count++] = 0;
    for (i = 0; i < doc->mentions.count; i++) {
        const ng_mention *m = &doc->mentions.items[i];

        if (m->kind == NG_NAME && m->entity < doc->entities.count) l->tally.items[m->entity]++;
    }
    for (i = 0; i < doc->entities.count; i++) {
        if (doc->entities.items[i].type != NG_PLACE) continue;
        if (home == NG_NONE || l->tally.items[i] > l->tally.items[home]) home = (uint32_t)i;
    }
    st = ngi_array_push(l->ctx, &l->homes, home == NG_NONE ? NG_NONE : l->nodes.items[first + home].letters);
done:
    return st;
}

/* The context of a document: the full names in it, sorted; but those of places, which say little of who is meant. */
ng_status ngi_linker_add(linker *l, uint32_t index)
{
    const ng_document *doc = l->collection->documents.items[index];
    size_t first = l->contexts.count, i;
    ng_status st = NG_OK;

    for (i = 0; i < doc->entities.count; i++) {
        const ng_entity *e = &doc->entities.items[i];
        link_node node;

        memset(&node, 0, sizeof node);
        node.document = node.last_document = index;
        node.documents = UINT64_C(1) << (index % 64);
        node.entity = (uint32_t)i;
        node.parent = node.last = (uint32_t)l->nodes.count;
        node.next = node.with = node.peers = NG_NONE;
        node.size = 1;
        node.type = e->type;
        NG_CHECK(add_names(l, &node, doc, e));
        node.forms = node.names;
        node.letters = l->known.items[l->names.items[node.names.begin]].letters;
        if (e->type != NG_PLACE && e->type != NG_GROUP) NG_CHECK(ngi_array_push(l->ctx, &l->contexts, node.letters));
        NG_CHECK(ngi_array_push(l->ctx, &l->nodes, node));
    }
    if (l->contexts.count > first) qsort(l->contexts.items + first, l->contexts.count - first, sizeof(uint32_t), by_number);
    for (i = l->nodes.count - doc->entities.count; i < l->nodes.count; i++) {
        l->nodes.items[i].context = (ng_range){ (uint32_t)first, (uint32_t)l->contexts.count };
    }
    NG_CHECK(find_home(l, doc, (uint32_t)(l->nodes.count - doc->entities.count)));
done:
    return st;
}

/* Has the document of an entity one that belongs to a cluster? The clusters there are found once for the whole of a block. */
static bool document_has(linker *l, uint32_t node, uint32_t root)
{
    const ng_document *doc = l->collection->documents.items[l->nodes.items[node].document];
    uint32_t first = node - l->nodes.items[node].entity, count = (uint32_t)doc->entities.count, i;

    if (l->beside_first != first) {
        for (i = 0; i < count; i++) l->beside[i] = ngi_linker_root(l, first + i);
        l->beside_first = first;
    }
    for (i = 0; i < count && l->beside[i] != root; i++) {}
    return i < count;
}

static bool find_shared_document(linker *l, uint32_t few, uint32_t many)
{
    uint32_t m;

    for (m = few; m != NG_NONE; m = l->nodes.items[m].next) {
        if (document_has(l, m, many)) return true;
    }
    return false;
}

/* Two entities of one document were found to be two there: what makes a product and its firm one elsewhere is no reason to
 * make them one here. Clusters that lie behind each other need no look. */
bool ngi_linker_share_document(linker *l, uint32_t a, uint32_t b)
{
    const link_node *x = &l->nodes.items[a], *y = &l->nodes.items[b];
    link_pair *pair = &l->pairs[ngi_hash_mix((uint64_t)a << 32 | b) % NGI_LINK_PAIRS];

    if (x->last_document < y->document || y->last_document < x->document || !(x->documents & y->documents)) return false;
    if (pair->a != a || pair->b != b || pair->size_a != x->size || pair->size_b != y->size) {
        bool shared = x->size > y->size ? find_shared_document(l, b, a) : find_shared_document(l, a, b);

        *pair = (link_pair){ a, b, x->size, y->size, shared };
    }
    return pair->shared;
}

static bool has_form(const linker *l, ng_range forms, uint32_t form)
{
    uint32_t i;

    for (i = forms.begin; i < forms.end; i++) {
        if (l->names.items[i] == form) return true;
    }
    return false;
}

/* Add a member's names to those by which a cluster is compared: the list moves to the end when it grows. */
static ng_status add_forms(linker *l, ng_range *forms, ng_range names)
{
    ng_status st = NG_OK;
    uint32_t i, k, begin;

    for (i = names.begin; i < names.end; i++) {
        if (has_form(l, *forms, l->names.items[i])) continue;
        if (forms->end != l->names.count || forms->begin < l->own_names) {
            begin = (uint32_t)l->names.count;
            for (k = forms->begin; k < forms->end; k++) NG_CHECK(ngi_array_push(l->ctx, &l->names, l->names.items[k]));
            *forms = (ng_range){ begin, (uint32_t)l->names.count };
        }
        NG_CHECK(ngi_array_push(l->ctx, &l->names, l->names.items[i]));
        forms->end++;
    }
done:
    return st;
}

/* Places for the members of a cluster, of which the root is the first. */
static ng_status add_peers(linker *l, link_node *root)
{
    link_peer peer = { root->context, root->letters };
    ng_status st = NG_OK;
    int i;

    root->peers = (uint32_t)l->peers.count;
    for (i = 0; i < NGI_LINK_MEMBERS; i++) NG_CHECK(ngi_array_push(l->ctx, &l->peers, peer));
done:
    return st;
}

/* What a cluster is compared by when it takes the members of another: their names, and the contexts of the first ones.
 * Where the user has a say, nobody's name is passed over. */
static ng_status join_members(linker *l, uint32_t a, uint32_t b)
{
    link_node *root = &l->nodes.items[a];
    uint32_t at = root->size, m;
    ng_status st = NG_OK;

    if (l->decisions) NG_CHECK(add_forms(l, &root->forms, l->nodes.items[b].forms));
    if (root->peers == NG_NONE) NG_CHECK(add_peers(l, root));
    for (m = b; m != NG_NONE && at < NGI_LINK_MEMBERS; m = l->nodes.items[m].next, at++) {
        const link_node *member = &l->nodes.items[m];

        l->peers.items[root->peers + at] = (link_peer){ member->context, member->letters };
        if (!l->decisions) NG_CHECK(add_forms(l, &root->forms, member->names));
    }
done:
    return st;
}

ng_status ngi_linker_unite(linker *l, uint32_t a, uint32_t b, float score, join_rule rule)
{
    link_node *x, *y;
    ng_status st = NG_OK;

    a = ngi_linker_root(l, a);
    b = ngi_linker_root(l, b);
    if (a == b) return NG_OK;
    if (b < a) {
        uint32_t swap = a;

        a = b;
        b = swap;
    }
    NG_CHECK(join_members(l, a, b));
    x = &l->nodes.items[a];
    y = &l->nodes.items[b];
    l->nodes.items[x->last].next = b;
    x->last = y->last;
    if (x->last_document < y->last_document) x->last_document = y->last_document;
    l->beside_first = NG_NONE;
    x->documents |= y->documents;
    x->size += y->size;
    y->parent = y->with = a;
    y->score = score;
    y->rule = (uint8_t)rule;
done:
    return st;
}
