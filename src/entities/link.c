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

#define BLOCK_MAX 24       /* clusters of one key that are looked at */
#define LIKELY 0.5f        /* from here on two are one */
#define DOUBTFUL 0.15f     /* from here on they may be */
#define COMMON 0.4f        /* the same, by names that many bear */
#define SHARED 0.5f        /* two that stand in one document: what their score is worth is never likely */
#define PROPOSED 0.7f      /* trust in what is no reason to join: what the score of a proposed pair is worth */
#define CLEARLY 0.05f      /* of two that one may be, the better one is better by that */

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
        for (i = 0; i < room; i++) {
            NG_CHECK(ngi_array_push(l->ctx, &l->places, i < b->room ? l->places.items[b->first + i] : NG_NONE));
        }
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

    if (l->keep < LINK_CANDIDATES || c.score < DOUBTFUL) return NG_OK;
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

/* 'the Board', 'CSA': many may be called so, and the word lists do not know who is meant. */
static bool is_vague(const linker *l, uint32_t f)
{
    return names_kind(&l->known.items[f]) || (l->forms.items[f].acronym && !l->known.items[f].linked);
}

/*
 * Names beside which a fuller one stands say nothing by themselves: two surnames; 'the Board' of two boards, 'CSA' of two
 * agencies; 'CSA' of the one and the full name of the other.
 */
static bool says_nothing(const linker *l, uint32_t f, bool fuller_f, uint32_t g, bool fuller_g, join_rule rule)
{
    const link_form *x = &l->known.items[f], *y = &l->known.items[g];

    if (!fuller_f && !fuller_g) return false;
    if (x->bare && y->bare) return true;
    if (x->person || rule < JOIN_PART || rule > JOIN_ACRONYM) return is_vague(l, f) && fuller_f && is_vague(l, g) && fuller_g;
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

/* Compare an entity with a cluster of a block, where another entity stands for it. Who stands there alone needs no look at the
 * documents when the names say enough: that is so of most. */
static link_candidate compare(linker *l, uint32_t node, uint32_t root, uint32_t there, uint32_t other, bool alone)
{
    link_candidate c = { other, root, NG_NONE, NG_NONE, 0.0f, JOIN_NONE };

    c.rule = best_rule(l, l->nodes.items[node].names, l->nodes.items[there].names, &c.g, &c.f);
    if (c.rule <= JOIN_CONFLICT) return c;
    if (alone && l->keep == LINK_JOINS) c.score = ngi_link_least(l, root, other, c.rule, c.g, c.f);
    if (c.score < LIKELY) c.score = ngi_link_score(l, root, other, c.rule, c.g, c.f);
    return c;
}

/* May it as well be the one as the other? Not where the word lists or the whole name say who is meant: of two well-known ones
 * of a name, one is a mistake, and to stay apart from both would make a third. */
static bool is_tie(link_candidate better, link_candidate c)
{
    return c.score > better.score - CLEARLY && c.score < better.score + CLEARLY && c.rule < JOIN_LISTS;
}

/* A cluster that is no better than the best so far, nor makes it doubtful, needs no look at its documents. */
static bool changes_nothing(link_candidate best, bool tie, link_candidate c)
{
    return best.a != NG_NONE && c.score <= best.score && (tie || c.score <= best.score - CLEARLY);
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
        c = compare(l, node, root, there, other, b.added == 1);
        if (l->keep < LINK_CANDIDATES && (c.score < LIKELY || changes_nothing(best, tie, c))) continue;
        if (c.score >= DOUBTFUL && c.rule != JOIN_DECISION && ngi_linker_share_document(l, root, other)) c.score *= SHARED;
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
        NG_CHECK(ngi_linker_unite(l, best.a, root, best.score, best.rule));
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

            if (l->forms.items[form].links[0].ptr) {
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
        c.score = PROPOSED * ngi_link_score(l, c.a, root, c.rule, c.f, c.g) * (ngi_linker_share_document(l, c.a, root) ? SHARED : 1.0f);
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
        if (a != NG_NONE && b != NG_NONE) NG_CHECK(ngi_linker_unite(l, a, b, 1.0f, JOIN_DECISION));
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
    ngi_free(l->ctx, l->pairs);
    ngi_free(l->ctx, l->beside);
    ngi_array_release(l->ctx, &l->names);
    ngi_array_release(l->ctx, &l->nodes);
    ngi_array_release(l->ctx, &l->peers);
    ngi_array_release(l->ctx, &l->marks);
    ngi_array_release(l->ctx, &l->contexts);
    ngi_array_release(l->ctx, &l->homes);
    ngi_array_release(l->ctx, &l->tally);
    ngi_array_release(l->ctx, &l->blocks);
    ngi_array_release(l->ctx, &l->places);
    ngi_array_release(l->ctx, &l->candidates);
    ngi_buffer_release(l->ctx, &l->room);
    ngi_arena_release(&a, &l->strings);
}

static size_t most_entities(const ng_collection *collection)
{
    size_t i, most = 0;

    for (i = 0; i < collection->documents.count; i++) {
        if (collection->documents.items[i]->entities.count > most) most = collection->documents.items[i]->entities.count;
    }
    return most;
}

ng_status ngi_linker_run(ng_context *ctx, const ngi_lexicon *lexicon, const ngi_decisions *decisions,
                         const ng_collection *collection, link_keep keep, linker *out)
{
    ng_status st = NG_OK;
    size_t i;

    memset(out, 0, sizeof *out);
    out->ctx = ctx;
    out->lexicon = lexicon;
    out->decisions = decisions;
    out->collection = collection;
    out->keep = keep;
    out->marked = NG_NONE;
    out->matches = ngi_alloc(ctx, NGI_LINK_MATCHES, sizeof *out->matches);
    out->pairs = ngi_alloc(ctx, NGI_LINK_PAIRS, sizeof *out->pairs);
    if (!out->matches || !out->pairs) return NG_E_NOMEM;
    for (i = 0; i < collection->documents.count; i++) NG_CHECK(ngi_linker_add(out, (uint32_t)i));
    out->own_names = (uint32_t)out->names.count;
    out->beside = ngi_alloc(ctx, most_entities(collection), sizeof *out->beside);
    out->beside_first = NG_NONE;
    if (!out->beside) return NG_E_NOMEM;
    NG_CHECK(link_full_names(out));
    NG_CHECK(link_variants(out));
    if (decisions) NG_CHECK(link_decided(out));
    if (keep == LINK_CANDIDATES) NG_CHECK(propose_bodies(out));
done:
    return st;
}
