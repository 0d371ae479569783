/*
 * Entities of documents -> actors of a collection. In the flow: after every document is read.
 *
 * Entities are taken in the order of the sorted documents, so the result is a function of the set alone. Candidates
 * come from blocks: the canonical name of the word lists, the full name's letters, surname and initial, surname or
 * acronym alone. Each candidate gets a score from the name and from the context (link_evidence.c); above one half the
 * two are one. Blocks hold clusters, not entities, so a name that stands in every document costs one comparison each
 * time. Cost: near linear in the entities; a surname that ever more people bear costs more, up to BLOCK_MAX comparisons.
 */
#include "link_impl.h"

#include <stdlib.h>

#define BLOCK_MAX 24       /* clusters of one key that are looked at */
#define LIKELY 0.5f        /* from here on two are one */
#define DOUBTFUL 0.15f     /* from here on they may be */
#define COMMON 0.4f        /* the same, by names that many bear */
#define SHARED 0.5f        /* two that stand in one document: what their score is worth is never likely */
#define PROPOSED 0.7f      /* trust in what is no reason to join: what the score of a proposed pair is worth */
#define CLEARLY 0.05f      /* of two that one may be, the better one is better by that */

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
    out->general = !out->person && ngi_is_general_name(form);
    out->linked = form->links[0].ptr != NULL;
    out->decided = l->decisions && ngi_map_find(&l->decisions->named, form->key) != NG_NONE;
    return letters_of(l, form->squeezed, &out->letters);
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

/* The context of a document: the full names in it, sorted; but those of places, which say little of who is meant. */
static ng_status add_document(linker *l, uint32_t index)
{
    const ng_document *doc = l->collection->documents.items[index];
    size_t first = l->contexts.count, i;
    ng_status st = NG_OK;

    for (i = 0; i < doc->entities.count; i++) {
        const ng_entity *e = &doc->entities.items[i];
        link_node node;

        memset(&node, 0, sizeof node);
        node.document = node.last_document = index;
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
done:
    return st;
}

/* Has the document of an entity one that belongs to a cluster? */
static bool document_has(const linker *l, uint32_t node, uint32_t root)
{
    const ng_document *doc = l->collection->documents.items[l->nodes.items[node].document];
    uint32_t i = node - l->nodes.items[node].entity, end = i + (uint32_t)doc->entities.count;

    while (i < end && ngi_linker_root(l, i) != root) i++;
    return i < end;
}

/* Two entities of one document were found to be two there: what makes a product and its firm one elsewhere is no reason to
 * make them one here. Clusters that lie behind each other need no look. */
static bool share_document(const linker *l, uint32_t a, uint32_t b)
{
    const link_node *x = &l->nodes.items[a], *y = &l->nodes.items[b];
    uint32_t few = x->size < y->size ? a : b, many = few == a ? b : a, m;

    if (x->last_document < y->document || y->last_document < x->document) return false;
    for (m = few; m != NG_NONE; m = l->nodes.items[m].next) {
        if (document_has(l, m, many)) return true;
    }
    return false;
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

/* Make two clusters one; the earlier root stays, so that an actor's first entity is its root. */
static ng_status unite(linker *l, uint32_t a, uint32_t b, float score, join_rule rule)
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
    x->size += y->size;
    y->parent = y->with = a;
    y->score = score;
    y->rule = (uint8_t)rule;
done:
    return st;
}

static ng_status block_key(linker *l, char kind, name_group group, ng_str a, ng_str b)
{
    ng_status st;

    l->room.len = 0;
    NG_CHECK(ngi_buffer_add_char(l->ctx, &l->room, kind));
    NG_CHECK(ngi_buffer_add_char(l->ctx, &l->room, (char)('0' + (int)(group == GROUP_PRODUCT ? GROUP_BODY : group))));
    NG_CHECK(ngi_buffer_add(l->ctx, &l->room, a));
    if (b.ptr) NG_CHECK(ngi_buffer_add_char(l->ctx, &l->room, '|'));
    NG_CHECK(ngi_buffer_add(l->ctx, &l->room, b));
done:
    return st;
}

/* The block of the key in l->room, made when there is none. */
static ng_status block_of(linker *l, uint32_t *out)
{
    ng_status st = NG_OK;
    link_block fresh = { 0, 0, 0 };
    ng_str copy;

    *out = ngi_map_find(&l->block_places, ngi_buffer_str(&l->room));
    if (*out != NG_NONE) return NG_OK;
    *out = (uint32_t)l->blocks.count;
    NG_CHECK(ngi_arena_copy(l->ctx, &l->strings, ngi_buffer_str(&l->room), &copy));
    NG_CHECK(ngi_map_set(l->ctx, &l->block_places, copy, *out));
    NG_CHECK(ngi_array_push(l->ctx, &l->blocks, fresh));
done:
    return st;
}

/* Stand in a block, in the place of the earliest one when it is full. */
static ng_status stand_in_block(linker *l, uint32_t block, uint32_t node)
{
    link_block *b = &l->blocks.items[block];
    ng_status st = NG_OK;
    uint32_t i, room = b->room ? 2 * b->room : 1;

    if (b->added == b->room && b->room < BLOCK_MAX) {
        if (room > BLOCK_MAX) room = BLOCK_MAX;
        for (i = 0; i < room; i++) NG_CHECK(ngi_array_push(l->ctx, &l->places, i < b->room ? l->places.items[b->first + i] : NG_NONE));
        b->first = (uint32_t)l->places.count - room;
        b->room = room;
    }
    l->places.items[b->first + b->added++ % b->room] = node;
done:
    return st;
}

/* 'the Commission': no name of one. */
static bool names_kind(const link_form *form) { return form->general && !form->linked; }

static ng_status note_candidate(linker *l, link_candidate c)
{
    const link_form *f, *g;
    bool common;

    if (!l->keep_candidates || c.score < DOUBTFUL) return NG_OK;
    f = &l->known.items[c.f];
    g = &l->known.items[c.g];
    common = (f->bare || names_kind(f)) && (g->bare || names_kind(g));
    return common && c.score < COMMON ? NG_OK : ngi_array_push(l->ctx, &l->candidates, c);
}

static bool firm_and_app(const name_form *a, const name_form *b)
{
    return (a->type == NG_COMPANY && b->type == NG_PRODUCT) || (a->type == NG_PRODUCT && b->type == NG_COMPANY);
}

/* Readers differ on whether a platform is a firm or an app: over documents, one name is one of both. */
static join_rule match_names(linker *l, uint32_t f, uint32_t g)
{
    const name_form *a = &l->forms.items[f], *b = &l->forms.items[g];

    if (ngi_link_verdict(l, f, g) == NGI_VERDICT_ONE) return JOIN_DECISION;
    if (f != g && firm_and_app(a, b) && ng_str_equal(a->squeezed, b->squeezed)) return JOIN_SAME;
    return ngi_link_match(l, f, g);
}

/*
 * Names beside which a fuller one stands say nothing by themselves: two surnames; 'the Board' of two boards; 'CSA' of the
 * one agency and the full name of the other.
 */
static bool says_nothing(const linker *l, uint32_t f, bool fuller_f, uint32_t g, bool fuller_g, join_rule rule)
{
    const link_form *x = &l->known.items[f], *y = &l->known.items[g];

    if (!fuller_f && !fuller_g) return false;
    if (x->bare && y->bare) return true;
    if (x->person || rule < JOIN_PART || rule > JOIN_ACRONYM) return names_kind(x) && fuller_f && names_kind(y) && fuller_g;
    return ngi_form_compare(&l->forms.items[f], &l->forms.items[g]) <= 0 ? fuller_g : fuller_f;
}

/* The best rule between any names of two lists, each with the fullest first. */
static join_rule best_rule(linker *l, ng_range x, ng_range y, uint32_t *out_a, uint32_t *out_b)
{
    join_rule best = JOIN_NONE, most = l->decisions ? JOIN_DECISION : JOIN_SAME;
    uint32_t i, k;

    for (i = x.begin; i < x.end; i++) {
        for (k = y.begin; k < y.end && best < most; k++) {
            uint32_t f = l->names.items[i], g = l->names.items[k];
            join_rule rule = match_names(l, f, g);

            if (says_nothing(l, f, i > x.begin, g, k > y.begin, rule)) continue;
            if (rule == JOIN_CONFLICT || rule <= best) continue;
            best = rule;
            *out_a = f;
            *out_b = g;
        }
    }
    return best;
}

/* Compare an entity with a cluster of a block, where another entity stands for it. */
static link_candidate compare(linker *l, uint32_t node, uint32_t root, uint32_t there, uint32_t other)
{
    link_candidate c = { other, root, NG_NONE, NG_NONE, 0.0f, JOIN_NONE };

    c.rule = best_rule(l, l->nodes.items[node].names, l->nodes.items[there].names, &c.g, &c.f);
    if (c.rule <= JOIN_CONFLICT) return c;
    c.score = ngi_link_score(l, root, other, c.rule, c.g, c.f);
    if (c.score < LIKELY && !l->keep_candidates) return c;
    if (c.rule != JOIN_DECISION && share_document(l, root, other)) c.score *= SHARED;
    return c;
}

/* May it as well be the one as the other? Not where the word lists or the whole name say who is meant: of two well-known ones
 * of a name, one is a mistake, and to stay apart from both would make a third. */
static bool is_tie(link_candidate better, link_candidate c)
{
    return c.score > better.score - CLEARLY && c.score < better.score + CLEARLY && c.rule < JOIN_LISTS;
}

/* Compare an entity with the clusters of a block; the best above one half takes it. Else it stands there too. */
static ng_status enter_block(linker *l, uint32_t node, uint32_t block, bool stay)
{
    const link_block b = l->blocks.items[block];
    link_candidate best = { .a = NG_NONE };
    uint32_t root = ngi_linker_root(l, node), i;
    bool inside = false, tie = false;
    ng_status st = NG_OK;

    for (i = b.added; i-- > 0 && b.added - i <= b.room;) {
        uint32_t there = l->places.items[b.first + i % b.room], other = ngi_linker_root(l, there);
        link_candidate c;

        inside = inside || other == root;
        if (other == root) continue;
        c = compare(l, node, root, there, other);
        if (c.score < LIKELY) {
            NG_CHECK(note_candidate(l, c));
            continue;
        }
        if (best.a != NG_NONE && is_tie(best, c)) {
            tie = true;
        } else if (c.score > best.score) {
            tie = false;
        }
        if (c.score > best.score) best = c;
    }
    if (tie) NG_CHECK(note_candidate(l, best));
    if (best.a != NG_NONE && !tie) {
        NG_CHECK(unite(l, best.a, root, best.score, best.rule));
    } else if (!inside && stay) {
        NG_CHECK(stand_in_block(l, block, node));
    }
done:
    return st;
}

/* The block of a name's letters, or of its canonical name; found once for each name. */
static ng_status block_of_form(linker *l, uint32_t form, bool listed, uint32_t *out)
{
    uint32_t *place = listed ? &l->known.items[form].listed : &l->known.items[form].spelt;
    ng_status st = NG_OK;

    if (*place == NG_NONE) {
        const name_form *f = &l->forms.items[form];

        NG_CHECK(block_key(l, listed ? 'l' : 'n', f->group, listed ? f->links[0] : f->squeezed, (ng_str){ NULL, 0 }));
        NG_CHECK(block_of(l, place));
    }
    *out = *place;
done:
    return st;
}

/* The sure blocks: canonical names of the lists, full names. */
static ng_status link_full_names(linker *l)
{
    ng_status st = NG_OK;
    uint32_t k, block;
    size_t i;

    for (i = 0; i < l->nodes.count; i++) {
        link_node *node = &l->nodes.items[i];

        if (i % 4096 == 0) NG_CHECK(ngi_progress(l->ctx, "entities", i, l->nodes.count));
        for (k = node->names.begin; k < node->names.end; k++) {
            uint32_t form = l->names.items[k];

            if (l->known.items[form].linked) {
                NG_CHECK(block_of_form(l, form, true, &block));
                NG_CHECK(enter_block(l, (uint32_t)i, block, true));
            }
            if (l->known.items[form].bare && k > node->names.begin) continue;
            NG_CHECK(block_of_form(l, form, false, &block));
            NG_CHECK(enter_block(l, (uint32_t)i, block, true));
        }
    }
done:
    return st;
}

/* People by surname and initial; then the names that stand alone: surnames, acronyms, short forms. */
static ng_status link_variants(linker *l)
{
    ng_status st = NG_OK;
    uint32_t block;
    size_t i;

    for (i = 0; i < l->nodes.count; i++) {
        uint32_t form = l->names.items[l->nodes.items[i].names.begin];
        const name_form *f = &l->forms.items[form];

        if (!l->known.items[form].person || l->known.items[form].bare || ngi_linker_root(l, (uint32_t)i) != i) continue;
        NG_CHECK(block_key(l, 'p', f->group, f->words[f->word_count - 1], ngi_str_slice(f->words[0], 0, 1)));
        NG_CHECK(block_of(l, &block));
        NG_CHECK(enter_block(l, (uint32_t)i, block, true));
        NG_CHECK(block_key(l, 's', f->group, f->words[f->word_count - 1], (ng_str){ NULL, 0 }));
        NG_CHECK(block_of(l, &block));
        NG_CHECK(enter_block(l, (uint32_t)i, block, true));
    }
    for (i = 0; i < l->nodes.count; i++) {
        uint32_t form = l->names.items[l->nodes.items[i].names.begin];
        const name_form *f = &l->forms.items[form];

        if (!l->known.items[form].bare || f->word_count == 0) continue;
        NG_CHECK(block_key(l, 's', f->group, f->words[0], (ng_str){ NULL, 0 }));
        NG_CHECK(block_of(l, &block));
        NG_CHECK(enter_block(l, (uint32_t)i, block, false));
    }
done:
    return st;
}

/* Note who might be one with an actor among those of a block, and let it stand there. */
static ng_status propose(linker *l, uint32_t root, ng_str key)
{
    ng_status st;
    link_block b;
    uint32_t block, i;

    NG_CHECK(block_key(l, 'w', GROUP_BODY, key, (ng_str){ NULL, 0 }));
    NG_CHECK(block_of(l, &block));
    b = l->blocks.items[block];
    for (i = b.added; i-- > 0 && b.added - i <= b.room;) {
        link_candidate c = { l->places.items[b.first + i % b.room], root, NG_NONE, NG_NONE, 0.0f, JOIN_NONE };

        if (c.a == root) goto done; /* by another of its names */
        c.rule = best_rule(l, l->nodes.items[c.a].forms, l->nodes.items[root].forms, &c.f, &c.g);
        if (c.rule <= JOIN_CONFLICT || (c.rule < JOIN_ACRONYM && !ngi_shared_context(l, c.a, root))) continue;
        c.score = PROPOSED * ngi_link_score(l, c.a, root, c.rule, c.f, c.g) * (share_document(l, c.a, root) ? SHARED : 1.0f);
        NG_CHECK(note_candidate(l, c));
    }
    NG_CHECK(stand_in_block(l, block, root));
done:
    return st;
}

/* The first letters of a name's words; 'FTC' of the FTC. */
static ng_str initials_of(const name_form *form, char *room)
{
    uint32_t i;

    if (form->word_count == 1) return form->squeezed;
    for (i = 0; i < form->word_count; i++) room[i] = form->words[i].ptr[0];
    return (ng_str){ room, form->word_count };
}

/* Firms, bodies and the like by their first word, their last one and their letters. Such names are too often those of others to
 * be joined by them, but who asks for doubtful pairs may know. */
static ng_status propose_bodies(linker *l)
{
    char room[NGI_WORDS_MAX];
    ng_status st = NG_OK;
    size_t i;
    uint32_t k;

    for (i = 0; i < l->nodes.count; i++) {
        ng_range forms = l->nodes.items[i].forms;

        if (ngi_linker_root(l, (uint32_t)i) != i) continue;
        for (k = forms.begin; k < forms.end; k++) {
            const name_form *f = &l->forms.items[l->names.items[k]];

            if (f->group == GROUP_PERSON || f->word_count == 0) continue;
            NG_CHECK(propose(l, (uint32_t)i, f->words[0]));
            NG_CHECK(propose(l, (uint32_t)i, f->words[f->word_count - 1]));
            NG_CHECK(propose(l, (uint32_t)i, initials_of(f, room)));
        }
    }
done:
    return st;
}

/* What the user joined by name, wherever it stands. */
static ng_status link_decided(linker *l)
{
    ng_status st = NG_OK;
    ngi_map first = { 0 };
    size_t i;
    uint32_t k;

    for (i = 0; i < l->nodes.count; i++) {
        for (k = l->nodes.items[i].names.begin; k < l->nodes.items[i].names.end; k++) {
            ng_str key = l->forms.items[l->names.items[k]].key;

            if (ngi_map_find(&l->decisions->named, key) == NG_NONE || ngi_map_find(&first, key) != NG_NONE) continue;
            NG_CHECK(ngi_map_set(l->ctx, &first, key, (uint32_t)i));
        }
    }
    for (i = 0; i < l->decisions->items.count; i++) {
        const decision *d = &l->decisions->items.items[i];
        uint32_t a, b;

        if (d->kind != DECIDE_MERGE) continue;
        a = ngi_map_find(&first, d->key_a);
        b = ngi_map_find(&first, d->key_b);
        if (a != NG_NONE && b != NG_NONE) NG_CHECK(unite(l, a, b, 1.0f, JOIN_DECISION));
    }
done:
    ngi_map_release(l->ctx, &first);
    return st;
}

void ngi_linker_release(linker *l)
{
    ng_allocator a = ngi_allocator(l->ctx);

    ngi_map_release(l->ctx, &l->form_places);
    ngi_map_release(l->ctx, &l->block_places);
    ngi_map_release(l->ctx, &l->letter_places);
    ngi_array_release(l->ctx, &l->forms);
    ngi_array_release(l->ctx, &l->known);
    ngi_free(l->ctx, l->matches);
    ngi_array_release(l->ctx, &l->names);
    ngi_array_release(l->ctx, &l->nodes);
    ngi_array_release(l->ctx, &l->peers);
    ngi_array_release(l->ctx, &l->marks);
    ngi_array_release(l->ctx, &l->contexts);
    ngi_array_release(l->ctx, &l->blocks);
    ngi_array_release(l->ctx, &l->places);
    ngi_array_release(l->ctx, &l->candidates);
    ngi_buffer_release(l->ctx, &l->room);
    ngi_arena_release(&a, &l->strings);
}

ng_status ngi_linker_run(ng_context *ctx, const ngi_lexicon *lexicon, const ngi_decisions *decisions,
                         const ng_collection *collection, bool candidates, linker *out)
{
    ng_status st = NG_OK;
    size_t i;

    memset(out, 0, sizeof *out);
    out->ctx = ctx;
    out->lexicon = lexicon;
    out->decisions = decisions;
    out->collection = collection;
    out->keep_candidates = candidates;
    out->marked = NG_NONE;
    out->matches = ngi_alloc(ctx, NGI_LINK_MATCHES, sizeof *out->matches);
    if (!out->matches) return NG_E_NOMEM;
    for (i = 0; i < collection->documents.count; i++) NG_CHECK(add_document(out, (uint32_t)i));
    out->own_names = (uint32_t)out->names.count;
    NG_CHECK(link_full_names(out));
    NG_CHECK(link_variants(out));
    if (decisions) NG_CHECK(link_decided(out));
    if (candidates) NG_CHECK(propose_bodies(out));
done:
    return st;
}
