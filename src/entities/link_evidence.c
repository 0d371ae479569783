/*
 * How likely two clusters of entities are one: by the names, by whom else their documents name, by the posts they give.
 * In the flow: asked by link.c for the clusters of a block. Cost: a document's names for each document compared.
 *
 * What a big set asks again and again is kept small: names and contexts are numbers, a cluster has each spelling of its
 * members once, and a document's context is marked once for all that it is compared with.
 */
#include "link_impl.h"

#define SHARED_MAX 5       /* shared names that count */
#define STRANGERS 0.1f     /* what a score loses when the documents share no name */
#define OTHER_POSTS 0.2f   /* when a person has other posts in them */
#define ELSEWHERE 0.2f     /* when what many bodies are called stands among other places */
#define AT_HOME 0.2f       /* what it gains when it stands among the same ones */
#define OF_MANY 0.45f      /* what the same name says of bodies when many bear it */

static uint64_t filter_bit(uint32_t letters) { return UINT64_C(1) << (letters % 64); }

static uint64_t *filter_word(linker *l, uint32_t letters) { return &l->filter[letters % NGI_LINK_FILTER / 64]; }

/* The marks of another document are not taken back, but those of the filter are. */
static void mark_context(linker *l, const link_node *node)
{
    uint32_t i;

    if (l->marked == node->document) return;
    l->marked = node->document;
    l->turn++;
    memset(l->filter, 0, sizeof l->filter);
    for (i = node->context.begin; i < node->context.end; i++) {
        uint32_t letters = l->contexts.items[i];
        link_mark *mark = &l->marks.items[letters];

        *mark = (link_mark){ l->turn, mark->turn == l->turn ? mark->count + 1 : 1 };
        *filter_word(l, letters) |= filter_bit(letters);
    }
}

/* How many names the marked document shares with that of a member, whose own is left out, and another's. One that stands
 * twice in both counts twice. */
static uint32_t shared_names(linker *l, link_peer peer, uint32_t left_out)
{
    uint32_t shared = 0, again = 0, i;

    for (i = peer.context.begin; i < peer.context.end; i++) {
        uint32_t letters = l->contexts.items[i];

        again = i > peer.context.begin && letters == l->contexts.items[i - 1] ? again + 1 : 0;
        if (!(*filter_word(l, letters) & filter_bit(letters)) || letters == left_out || letters == peer.letters) continue;
        shared += l->marks.items[letters].turn == l->turn && again < l->marks.items[letters].count;
    }
    return shared;
}

uint32_t ngi_shared_context(linker *l, uint32_t a, uint32_t b)
{
    const link_node *x = &l->nodes.items[a], *y = &l->nodes.items[b];
    link_peer alone = { y->context, y->letters };
    const link_peer *peers = y->peers == NG_NONE ? &alone : &l->peers.items[y->peers];
    uint32_t count = y->size < NGI_LINK_MEMBERS ? y->size : NGI_LINK_MEMBERS, best = 0, i;

    mark_context(l, x);
    for (i = 0; i < count && best < SHARED_MAX; i++) {
        uint32_t shared = shared_names(l, peers[i], x->letters);

        if (shared > best) best = shared;
    }
    return best < SHARED_MAX ? best : SHARED_MAX;
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

/* Words that many bodies of the world bear: 'Supreme Court', 'First National Bank'. And '32B' of some model. */
static bool is_general_word(ng_str word)
{
    static const char *const words[] = { "court", "supreme", "high", "senate", "house", "parliament", "congress", "council",
        "city", "county", "state", "federal", "national", "central", "first", "bank", "police", "department", "ministry",
        "health", "education", "defence", "defense", "justice", "interior", "foreign", "affairs", "finance", "treasury",
        "commission", "committee", "board", "university", "party", "democratic", "labour", "liberal", "conservative",
        "union", "association", "authority", "agency", "office", "royal", "public", "general", "assembly", "cabinet",
        "army", "navy", "government", "school", "hospital", "of", "and", "for", "the", "district", "appeals", "constitutional",
        "election", "electoral", "trade", "transport", "environment", "energy", "museum", "museums", "institute", "service", "republic",
        "foundation", "society", "centre", "center", "chamber", "civic", "legislative", "act", "bill", "lab", "labs", "company" };
    size_t i;

    if (word.len && word.ptr[0] >= '0' && word.ptr[0] <= '9') return true;
    for (i = 0; i < sizeof words / sizeof *words; i++) {
        if (ngi_word_is(word, words[i])) return true;
    }
    return false;
}

bool ngi_is_general_name(const name_form *form)
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

ngi_verdict ngi_link_verdict(const linker *l, uint32_t f, uint32_t g)
{
    if (!l->known.items[f].decided || !l->known.items[g].decided) return NGI_VERDICT_NONE;
    return ngi_decisions_verdict(l->decisions, l->forms.items[f].key, l->forms.items[g].key);
}

join_rule ngi_link_match(linker *l, uint32_t f, uint32_t g)
{
    link_match *place = &l->matches[ngi_hash_mix((uint64_t)f << 32 | g) % NGI_LINK_MATCHES];
    const name_form *a = &l->forms.items[f], *b = &l->forms.items[g];

    if (f == g) return l->known.items[f].rule;
    if (place->f != f || place->g != g) {
        bool fuller = ngi_form_compare(a, b) <= 0;

        *place = (link_match){ f, g, ngi_match_forms(l->lexicon, fuller ? a : b, fuller ? b : a) };
    }
    return place->rule;
}

float ngi_name_evidence(const linker *l, join_rule rule, const name_form *a, const name_form *b)
{
    const name_form *brief = a->word_count < b->word_count ? a : b;

    if (rule == JOIN_DECISION) return 1.0f;
    if (rule == JOIN_LISTS) return a->shared || b->shared ? OF_MANY : 0.97f;
    if (rule >= JOIN_SPELLING && a->links[0].ptr && !a->shared && ng_str_equal(a->links[0], b->links[0])) return 0.97f;
    if (rule >= JOIN_SPELLING || rule == JOIN_SUFFIX) {
        if (a->group == GROUP_PERSON) return brief->word_count < 2 ? 0.45f : is_common_person(l, brief) ? 0.75f : 0.95f;
        if (brief->shared) return OF_MANY;
        if ((a->type == NG_ORGANIZATION || a->type == NG_LAW) && ngi_is_general_name(brief) && !brief->links[0].ptr) return OF_MANY;
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
bool ngi_clusters_conflict(linker *l, uint32_t a, uint32_t b)
{
    ng_range x = l->nodes.items[a].forms, y = l->nodes.items[b].forms;
    uint32_t i, k;

    for (i = x.begin; i < x.end; i++) {
        for (k = y.begin; k < y.end; k++) {
            uint32_t f = l->names.items[i], g = l->names.items[k];

            if (ngi_link_verdict(l, f, g) == NGI_VERDICT_APART) return true;
            if (ngi_link_match(l, f, g) == JOIN_CONFLICT) return true;
        }
    }
    return false;
}

/* Does the document of an entity name a place? */
static bool names_place(const linker *l, uint32_t a, uint32_t letters)
{
    uint32_t i;

    for (i = a - l->nodes.items[a].entity; i < l->nodes.count && l->nodes.items[i].document == l->nodes.items[a].document; i++) {
        if (l->nodes.items[i].type == NG_PLACE && l->nodes.items[i].letters == letters) return true;
    }
    return false;
}

/* Of what bodies in many countries are called: what it says of two of them that their documents are about the same place, or
 * about places that neither shares; nothing where the word lists know whose the name is. The best of a cluster's documents. */
static float evidence_of_home(const linker *l, uint32_t a, uint32_t b, const link_form *f, const link_form *g)
{
    uint32_t home = l->homes.items[l->nodes.items[a].document], looked = 0, m;
    float best = -ELSEWHERE;

    if (!f->general || !g->general || f->linked || g->linked || home == NG_NONE) return 0.0f;
    for (m = b; m != NG_NONE && looked < NGI_LINK_MEMBERS; m = l->nodes.items[m].next, looked++) {
        uint32_t other = l->homes.items[l->nodes.items[m].document];
        bool here = other != NG_NONE && names_place(l, a, other), there = names_place(l, m, home);

        if (here && there) return AT_HOME;
        if (here || there || other == NG_NONE) best = 0.0f;
    }
    return best;
}

/* What the names say, without the context. */
static float score_of_names(linker *l, uint32_t a, uint32_t b, join_rule rule, uint32_t f, uint32_t g)
{
    const link_form *known = &l->known.items[f];

    if (rule == JOIN_DECISION) return 1.0f;
    if (ngi_clusters_conflict(l, a, b)) return 0.0f;
    return f == g && rule == known->rule ? known->evidence : ngi_name_evidence(l, rule, &l->forms.items[f], &l->forms.items[g]);
}

/* Do the documents not matter? They change nothing of what the user decided, nor of what the word lists know of a name that only
 * one bears. */
static bool is_settled(const linker *l, join_rule rule, uint32_t f, uint32_t g)
{
    return rule == JOIN_DECISION || (rule == JOIN_LISTS && !l->forms.items[f].shared && !l->forms.items[g].shared);
}

float ngi_link_score(linker *l, uint32_t a, uint32_t b, join_rule rule, uint32_t f, uint32_t g)
{
    float score = score_of_names(l, a, b, rule, f, g);
    const link_form *known = &l->known.items[f];
    uint32_t shared;

    if (score <= 0.0f || is_settled(l, rule, f, g)) return score;
    shared = ngi_shared_context(l, a, b);
    score += shared ? 0.1f + 0.05f * (float)shared : -STRANGERS;
    if (shared < 3 && known->person && posts_differ(l, a, b)) score -= OTHER_POSTS;
    score += evidence_of_home(l, a, b, known, &l->known.items[g]);
    return score < 0.0f ? 0.0f : score > 0.99f ? 0.99f : score;
}

float ngi_link_least(linker *l, uint32_t a, uint32_t b, join_rule rule, uint32_t f, uint32_t g)
{
    float score = score_of_names(l, a, b, rule, f, g);

    if (is_settled(l, rule, f, g)) return score;
    return score - STRANGERS - (l->known.items[f].person ? OTHER_POSTS : 0.0f) - (l->known.items[f].general ? ELSEWHERE : 0.0f);
}
