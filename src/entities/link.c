/*
 * Entities of documents -> actors of a collection. In the flow: after every document is read.
 *
 * Entities are taken in the order of the sorted documents, so the result is a function of the set alone. Candidates
 * come from blocks: the canonical name of the word lists, the full name's letters, surname and initial, surname or
 * acronym alone. Each candidate gets a score from the name and from the context (who else the two documents name, the
 * posts that they give); above one half the two are one. Blocks hold clusters, not entities, so a name that stands in
 * every document costs one comparison each time. Cost: near linear in the entities.
 */
#include "link_impl.h"

#include <stdlib.h>

#define BLOCK_MAX 24       /* clusters of one key that are looked at */
#define CONTEXT_MEMBERS 8  /* documents of a cluster whose context is compared */

uint32_t ngi_linker_root(const linker *l, uint32_t node)
{
    while (l->nodes.items[node].parent != node) {
        l->nodes.items[node].parent = l->nodes.items[l->nodes.items[node].parent].parent;
        node = l->nodes.items[node].parent;
    }
    return node;
}

/* Names are parsed once for all documents. */
static ng_status form_of(linker *l, ng_str text, ng_entity_type type, uint32_t *out)
{
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
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

    return (x > y) - (x < y);
}

/* The context of a document: hashes of the full names in it, sorted; but of places, which say little of who is meant. */
static ng_status add_document(linker *l, uint32_t index)
{
    const ng_document *doc = l->collection->documents.items[index];
    size_t first = l->contexts.count, i;
    ng_status st = NG_OK;

    for (i = 0; i < doc->entities.count; i++) {
        const ng_entity *e = &doc->entities.items[i];
        link_node node;

        memset(&node, 0, sizeof node);
        node.document = index;
        node.entity = (uint32_t)i;
        node.parent = node.last = (uint32_t)l->nodes.count;
        node.next = node.with = NG_NONE;
        node.size = 1;
        node.type = e->type;
        NG_CHECK(add_names(l, &node, doc, e));
        node.hash = ngi_hash(NGI_HASH_START, l->forms.items[l->names.items[node.names.begin]].squeezed.ptr,
                             l->forms.items[l->names.items[node.names.begin]].squeezed.len);
        if (e->type != NG_PLACE && e->type != NG_GROUP) NG_CHECK(ngi_array_push(l->ctx, &l->contexts, node.hash));
        NG_CHECK(ngi_array_push(l->ctx, &l->nodes, node));
    }
    if (l->contexts.count > first) qsort(l->contexts.items + first, l->contexts.count - first, sizeof(uint64_t), by_number);
    NG_CHECK(ngi_array_push(l->ctx, &l->context_ends, l->contexts.count));
done:
    return st;
}

static ng_range64 context_of(const linker *l, uint32_t document)
{
    return (ng_range64){ document ? l->context_ends.items[document - 1] : 0, l->context_ends.items[document] };
}

/* How many names two documents share, the two that are compared left out. */
static uint32_t shared_names(const linker *l, const link_node *a, const link_node *b)
{
    ng_range64 x = context_of(l, a->document), y = context_of(l, b->document);
    uint32_t shared = 0;

    while (x.begin < x.end && y.begin < y.end) {
        uint64_t left = l->contexts.items[x.begin], right = l->contexts.items[y.begin];

        if (left == right) {
            shared += left != a->hash && left != b->hash;
            x.begin++;
            y.begin++;
        } else if (left < right) {
            x.begin++;
        } else {
            y.begin++;
        }
    }
    return shared;
}

static uint32_t shared_context(const linker *l, uint32_t node, uint32_t root)
{
    uint32_t best = 0, m = root, looked = 0;

    for (; m != NG_NONE && looked < CONTEXT_MEMBERS; m = l->nodes.items[m].next, looked++) {
        uint32_t shared = shared_names(l, &l->nodes.items[node], &l->nodes.items[m]);

        if (shared > best) best = shared;
    }
    return best;
}

static bool is_post(ng_relation_type type) { return type == NG_LEADS || type == NG_WORKS_FOR || type == NG_MEMBER_OF; }

/* Posts that a document gives its entity: do both have some, and none in common? */
static bool posts_differ(const linker *l, uint32_t a, uint32_t b)
{
    const link_node *x = &l->nodes.items[a], *y = &l->nodes.items[b];
    const ng_document *dx = l->collection->documents.items[x->document], *dy = l->collection->documents.items[y->document];
    bool any_x = false, any_y = false;
    size_t i, k;

    for (i = 0; i < dx->relations.count; i++) {
        const ng_relation *r = &dx->relations.items[i];

        if (r->head != x->entity || !is_post(r->type)) continue;
        any_x = true;
        for (k = 0; k < dy->relations.count; k++) {
            const ng_relation *s = &dy->relations.items[k];

            if (s->head != y->entity || !is_post(s->type)) continue;
            any_y = true;
            if (ng_str_equal(dx->entities.items[r->tail].name, dy->entities.items[s->tail].name)) return false;
        }
    }
    return any_x && any_y;
}

/* Words that many bodies of the world bear: 'Supreme Court', 'First National Bank'. */
static bool is_general_word(ng_str word)
{
    static const char *const words[] = { "court", "supreme", "high", "senate", "house", "parliament", "congress", "council",
        "city", "county", "state", "federal", "national", "central", "first", "bank", "police", "department", "ministry",
        "health", "education", "defence", "defense", "justice", "interior", "foreign", "affairs", "finance", "treasury",
        "commission", "committee", "board", "university", "party", "democratic", "labour", "liberal", "conservative",
        "union", "association", "authority", "agency", "office", "royal", "public", "general", "assembly", "cabinet",
        "army", "navy", "government", "school", "hospital", "of", "and", "for", "the", "district", "appeals", "constitutional",
        "election", "electoral", "trade", "transport", "environment", "energy", "museum", "museums", "institute", "service", "republic" };
    size_t i;

    for (i = 0; i < sizeof words / sizeof *words; i++) {
        if (ngi_word_is(word, words[i])) return true;
    }
    return false;
}

static bool is_general_name(const name_form *form)
{
    uint32_t i;

    for (i = 0; i < form->word_count; i++) {
        if (!is_general_word(form->words[i])) return false;
    }
    return true;
}

static bool is_common_person(const linker *l, const name_form *form)
{
    const uint32_t given = 1u << NGI_LEX_GIVEN_MALE | 1u << NGI_LEX_GIVEN_FEMALE;

    if (form->word_count < 2) return true;
    return (ngi_lexicon_find(l->lexicon, form->words[0]).classes & given) &&
           (ngi_lexicon_find(l->lexicon, form->words[form->word_count - 1]).classes & 1u << NGI_LEX_SURNAME);
}

/* What the name alone is worth: the probability that two documents which use it mean the same. */
static float name_evidence(const linker *l, join_rule rule, const name_form *a, const name_form *b)
{
    const name_form *brief = a->word_count < b->word_count ? a : b;

    if (rule == JOIN_DECISION) return 1.0f;
    if (rule == JOIN_LISTS) return 0.97f;
    if (rule >= JOIN_SPELLING || rule == JOIN_SUFFIX) {
        if (a->group == GROUP_PERSON) return brief->word_count < 2 ? 0.45f : is_common_person(l, brief) ? 0.75f : 0.95f;
        if (a->type == NG_ORGANIZATION && is_general_name(brief) && !brief->links[0].ptr) return 0.45f;
        if (a->group != b->group) return 0.65f;
        return brief->acronym && !brief->links[0].ptr ? 0.6f : 0.95f;
    }
    if (rule == JOIN_MIDDLE || rule == JOIN_ORDER) return 0.75f;
    if (rule == JOIN_NICKNAME) return brief->word_count < 2 ? 0.2f : 0.62f;
    if (rule == JOIN_INITIALS) return brief->word_count < 2 ? 0.2f : 0.5f;
    if (rule == JOIN_ACRONYM) return 0.5f;
    if (rule == JOIN_SURNAME || rule == JOIN_SHORT) return 0.35f;
    return 0.25f;
}

/* A cluster takes nobody whose name conflicts with one of its names. */
static bool clusters_conflict(const linker *l, uint32_t a, uint32_t b)
{
    uint32_t m, n, i, k, looked = 0, most = l->decisions ? UINT32_MAX : CONTEXT_MEMBERS;

    for (m = a; m != NG_NONE && looked < most; m = l->nodes.items[m].next, looked++) {
        const link_node *x = &l->nodes.items[m];
        uint32_t seen = 0;

        for (n = b; n != NG_NONE && seen < most; n = l->nodes.items[n].next, seen++) {
            const link_node *y = &l->nodes.items[n];

            for (i = x->names.begin; i < x->names.end; i++) {
                for (k = y->names.begin; k < y->names.end; k++) {
                    const name_form *f = &l->forms.items[l->names.items[i]], *g = &l->forms.items[l->names.items[k]];
                    bool fuller = ngi_form_compare(f, g) <= 0;
                    ngi_verdict verdict = ngi_decisions_verdict(l->decisions, f->key, g->key);

                    if (verdict == NGI_VERDICT_APART) return true;
                    if (ngi_match_forms(l->lexicon, fuller ? f : g, fuller ? g : f) == JOIN_CONFLICT) return true;
                }
            }
        }
    }
    return false;
}

/* Score that an entity and a cluster are one, by a rule between two of their names. */
static float link_score(const linker *l, uint32_t node, uint32_t root, join_rule rule, const name_form *a, const name_form *b)
{
    float score = name_evidence(l, rule, a, b);
    uint32_t shared;

    if (rule == JOIN_DECISION) return 1.0f;
    if (clusters_conflict(l, node, root)) return 0.0f;
    if (rule == JOIN_LISTS) return score;
    shared = shared_context(l, node, root);
    score += shared ? 0.1f + 0.05f * (float)(shared < 5 ? shared : 5) : -0.1f;
    if (a->group == GROUP_PERSON && shared < 3 && posts_differ(l, node, root)) score -= 0.2f;
    return score < 0.0f ? 0.0f : score > 0.99f ? 0.99f : score;
}

/* Two entities of one document were found to be two there. Clusters grow in the order of documents, so their ends tell. */
static bool share_document(const linker *l, uint32_t a, uint32_t b)
{
    uint32_t last_a = l->nodes.items[l->nodes.items[a].last].document, last_b = l->nodes.items[l->nodes.items[b].last].document;

    return last_a == last_b || l->nodes.items[a].document == l->nodes.items[b].document ||
           last_a == l->nodes.items[b].document || l->nodes.items[a].document == last_b;
}

/* Make two clusters one; the earlier root stays, so that an actor's first entity is its root. */
static void unite(linker *l, uint32_t a, uint32_t b, float score, join_rule rule)
{
    link_node *x, *y;

    a = ngi_linker_root(l, a);
    b = ngi_linker_root(l, b);
    if (a == b) return;
    if (b < a) {
        uint32_t swap = a;

        a = b;
        b = swap;
    }
    x = &l->nodes.items[a];
    y = &l->nodes.items[b];
    l->nodes.items[x->last].next = b;
    x->last = y->last;
    x->size += y->size;
    y->parent = y->with = a;
    y->score = score;
    y->rule = (uint8_t)rule;
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
    link_block fresh = { NG_NONE, 0 };
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

static ng_status note_candidate(linker *l, uint32_t a, uint32_t b, float score, join_rule rule)
{
    link_candidate c = { a, b, score, rule };

    return score >= 0.15f ? ngi_array_push(l->ctx, &l->candidates, c) : NG_OK;
}

static bool firm_and_app(const name_form *a, const name_form *b)
{
    return (a->type == NG_COMPANY && b->type == NG_PRODUCT) || (a->type == NG_PRODUCT && b->type == NG_COMPANY);
}

/* Readers differ on whether a platform is a firm or an app: over documents, one name is one of both. */
static join_rule match_names(const linker *l, const name_form *full, const name_form *brief)
{
    if (ngi_decisions_verdict(l->decisions, full->key, brief->key) == NGI_VERDICT_ONE) return JOIN_DECISION;
    if (firm_and_app(full, brief) && ng_str_equal(full->squeezed, brief->squeezed)) return JOIN_SAME;
    return ngi_match_forms(l->lexicon, full, brief);
}

/* The best rule between two entities by any of their names. */
static join_rule best_rule(const linker *l, uint32_t a, uint32_t b, const name_form **out_a, const name_form **out_b)
{
    const link_node *x = &l->nodes.items[a], *y = &l->nodes.items[b];
    join_rule best = JOIN_NONE;
    uint32_t i, k;

    for (i = x->names.begin; i < x->names.end; i++) {
        for (k = y->names.begin; k < y->names.end; k++) {
            const name_form *f = &l->forms.items[l->names.items[i]], *g = &l->forms.items[l->names.items[k]];
            bool fuller = ngi_form_compare(f, g) <= 0;
            join_rule rule = match_names(l, fuller ? f : g, fuller ? g : f);

            /* Two surnames alone are no evidence when both stand beside a full name. */
            if (f->group == GROUP_PERSON && f->word_count < 2 && g->word_count < 2 && (i > x->names.begin || k > y->names.begin)) continue;
            if (rule == JOIN_CONFLICT || rule <= best) continue;
            best = rule;
            *out_a = f;
            *out_b = g;
        }
    }
    return best;
}

/* Compare an entity with the clusters of a block; the best above one half takes it. Else it stands there too. */
static ng_status enter_block(linker *l, uint32_t node, bool stay)
{
    uint32_t block, at, best = NG_NONE, looked = 0, root = ngi_linker_root(l, node);
    float best_score = 0.0f;
    join_rule best_is = JOIN_NONE;
    bool inside = false, tie = false;
    ng_status st;

    NG_CHECK(block_of(l, &block));
    for (at = l->blocks.items[block].first; at != NG_NONE && looked < BLOCK_MAX; at = l->entries.items[at].next, looked++) {
        uint32_t other = ngi_linker_root(l, l->entries.items[at].node);
        const name_form *f = NULL, *g = NULL;
        join_rule rule;
        float score;

        if (other == root) {
            inside = true;
            continue;
        }
        rule = best_rule(l, node, l->entries.items[at].node, &f, &g);
        if (rule <= JOIN_CONFLICT) continue;
        score = link_score(l, root, other, rule, f, g);
        if (rule != JOIN_DECISION && rule != JOIN_LISTS && share_document(l, root, other)) score *= 0.5f;
        if (score < 0.5f) {
            NG_CHECK(note_candidate(l, other, root, score, rule));
            continue;
        }
        tie = best != NG_NONE && score > best_score - 0.05f && score < best_score + 0.05f && rule < JOIN_SUFFIX;
        if (best != NG_NONE && score <= best_score) continue;
        best = other;
        best_score = score;
        best_is = rule;
    }
    if (best != NG_NONE && tie) NG_CHECK(note_candidate(l, best, root, best_score, best_is));
    if (best != NG_NONE && !tie) {
        unite(l, best, root, best_score, best_is);
    } else if (!inside && stay) {
        link_entry entry = { node, l->blocks.items[block].first };

        l->blocks.items[block].first = (uint32_t)l->entries.count;
        NG_CHECK(ngi_array_push(l->ctx, &l->entries, entry));
    }
done:
    return st;
}

/* The sure blocks: canonical names of the lists, full names. */
static ng_status link_full_names(linker *l)
{
    ng_str none = { NULL, 0 };
    ng_status st = NG_OK;
    size_t i;
    uint32_t k;

    for (i = 0; i < l->nodes.count; i++) {
        link_node *node = &l->nodes.items[i];

        if (i % 4096 == 0) NG_CHECK(ngi_progress(l->ctx, "entities", i, l->nodes.count));
        for (k = node->names.begin; k < node->names.end; k++) {
            const name_form *f = &l->forms.items[l->names.items[k]];

            if (f->links[0].ptr) {
                NG_CHECK(block_key(l, 'l', f->group, f->links[0], none));
                NG_CHECK(enter_block(l, (uint32_t)i, true));
            }
            if (f->group == GROUP_PERSON && f->word_count < 2 && k > node->names.begin) continue;
            NG_CHECK(block_key(l, 'n', f->group, f->squeezed, none));
            NG_CHECK(enter_block(l, (uint32_t)i, true));
        }
    }
done:
    return st;
}

/* People by surname and initial; then the names that stand alone: surnames, acronyms, short forms. */
static ng_status link_variants(linker *l)
{
    ng_status st = NG_OK;
    size_t i;

    for (i = 0; i < l->nodes.count; i++) {
        const name_form *f = &l->forms.items[l->names.items[l->nodes.items[i].names.begin]];

        if (f->group != GROUP_PERSON || f->word_count < 2 || ngi_linker_root(l, (uint32_t)i) != i) continue;
        NG_CHECK(block_key(l, 'p', f->group, f->words[f->word_count - 1], ngi_str_slice(f->words[0], 0, 1)));
        NG_CHECK(enter_block(l, (uint32_t)i, true));
        NG_CHECK(block_key(l, 's', f->group, f->words[f->word_count - 1], (ng_str){ NULL, 0 }));
        NG_CHECK(enter_block(l, (uint32_t)i, true));
    }
    for (i = 0; i < l->nodes.count; i++) {
        const name_form *f = &l->forms.items[l->names.items[l->nodes.items[i].names.begin]];

        if (f->group != GROUP_PERSON || f->word_count != 1) continue;
        NG_CHECK(block_key(l, 's', f->group, f->words[0], (ng_str){ NULL, 0 }));
        NG_CHECK(enter_block(l, (uint32_t)i, false));
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
        if (a != NG_NONE && b != NG_NONE) unite(l, a, b, 1.0f, JOIN_DECISION);
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
    ngi_array_release(l->ctx, &l->forms);
    ngi_array_release(l->ctx, &l->names);
    ngi_array_release(l->ctx, &l->nodes);
    ngi_array_release(l->ctx, &l->contexts);
    ngi_array_release(l->ctx, &l->context_ends);
    ngi_array_release(l->ctx, &l->blocks);
    ngi_array_release(l->ctx, &l->entries);
    ngi_array_release(l->ctx, &l->candidates);
    ngi_buffer_release(l->ctx, &l->room);
    ngi_arena_release(&a, &l->strings);
}

ng_status ngi_linker_run(ng_context *ctx, const ngi_lexicon *lexicon, const ngi_decisions *decisions,
                         const ng_collection *collection, linker *out)
{
    ng_status st = NG_OK;
    size_t i;

    memset(out, 0, sizeof *out);
    out->ctx = ctx;
    out->lexicon = lexicon;
    out->decisions = decisions;
    out->collection = collection;
    for (i = 0; i < collection->documents.count; i++) NG_CHECK(add_document(out, (uint32_t)i));
    NG_CHECK(link_full_names(out));
    NG_CHECK(link_variants(out));
    if (decisions) NG_CHECK(link_decided(out));
done:
    return st;
}
