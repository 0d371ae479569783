/*
 * First person in direct speech. A quotation changes who 'I' and 'we' are: 'I' is its speaker, 'we' the organization
 * that the speaker speaks for, which is the speaker, if one itself, or what it leads, founded or works for. The links of
 * references to entities were made before the speakers were known, by what stands near; here they are put right, for
 * found pronouns only: names and what the user told stay. A 'we' of somebody who belongs to several keeps the one it has.
 * The affiliations are those of the patterns and the pair head, asked only where a person says 'we'. Linear but for them.
 */
#include "first_person.h"

#include "patterns.h"
#include "relater.h"

#define SURE 0.5f /* chance of an affiliation from which 'we' goes by it */

static bool is_self(ng_str word) { return ngi_word_in(word, "i|me|my|mine|myself|i'm|i've|i'd|i'll"); }
static bool is_group(ng_str word) { return ngi_word_in(word, "we|us|our|ours|ourselves|we're|we've|we'd|we'll"); }

static bool speaks_for_many(ng_entity_type type) { return type == NG_COMPANY || type == NG_ORGANIZATION; }

static bool says_we(const ng_document *doc, const ng_speech *s)
{
    ng_range mentions = ngi_document_mentions_in(doc, s->span);
    uint32_t i;

    for (i = mentions.begin; i < mentions.end; i++) {
        const ng_mention *m = &doc->mentions.items[i];

        if (m->kind == NG_PRONOUN && is_group(ng_document_slice(doc, m->span))) return true;
    }
    return false;
}

static bool needs_affiliations(const ng_document *doc)
{
    size_t i;

    for (i = 0; i < doc->speech.count; i++) {
        const ng_speech *s = &doc->speech.items[i];

        if (s->kind != NG_DIRECT || s->speaker == NG_NONE || doc->entities.items[s->speaker].type != NG_PERSON) continue;
        if (says_we(doc, s)) return true;
    }
    return false;
}

static bool is_affiliation(const ngi_claim *claim)
{
    bool post = claim->type == NG_LEADS || claim->type == NG_WORKS_FOR || claim->type == NG_FOUNDER_OF;

    return post && claim->status == NG_CURRENT && claim->score >= SURE;
}

/* Whom a person speaks for, `now` if it is one of those; NG_NONE when not known. */
static uint32_t firm_of(const ng_document *doc, const ngi_claims *claims, uint32_t person, uint32_t now)
{
    uint32_t found = NG_NONE;
    float most = 0.0f;
    size_t i;

    for (i = 0; i < claims->list.count; i++) {
        const ngi_claim *claim = &claims->list.items[i];
        uint32_t tail = doc->mentions.items[claim->tail].entity;

        if (!is_affiliation(claim) || doc->mentions.items[claim->head].entity != person) continue;
        if (!speaks_for_many(doc->entities.items[tail].type)) continue;
        if (tail == now) return now;
        if (claim->score > most) {
            most = claim->score;
            found = tail;
        }
    }
    return found;
}

/* No entity loses its first mention by it: that is a name. */
static void link_mention(ng_document *doc, ng_mention *m, uint32_t entity)
{
    if (entity == NG_NONE) return;
    m->entity = entity;
    m->type = doc->entities.items[entity].type;
}

static void settle(const ngi_claims *claims, const ng_speech *s, ng_document *doc)
{
    ng_range mentions = ngi_document_mentions_in(doc, s->span);
    ng_entity_type type = doc->entities.items[s->speaker].type;
    uint32_t i;

    for (i = mentions.begin; i < mentions.end; i++) {
        ng_mention *m = &doc->mentions.items[i];
        ng_str word = ng_document_slice(doc, m->span);

        if (m->kind != NG_PRONOUN) continue;
        if (is_self(word) && type == NG_PERSON) link_mention(doc, m, s->speaker);
        if (!is_group(word)) continue;
        if (speaks_for_many(type)) link_mention(doc, m, s->speaker);
        if (type == NG_PERSON) link_mention(doc, m, firm_of(doc, claims, s->speaker, m->entity));
    }
}

ng_status ngi_settle_first_person(ng_context *ctx, const ngi_hearing *h, const ngi_relater *relater,
                                  const ngi_encoding *encoding, ng_document *doc)
{
    ng_status st = NG_OK;
    ngi_claims claims;
    size_t i;

    memset(&claims, 0, sizeof claims);
    if (doc->references_given) return NG_OK;
    if (needs_affiliations(doc)) {
        NG_CHECK(ngi_match_patterns(ctx, h->items, h->lexicon, &claims));
        if (relater && encoding) NG_CHECK(ngi_score_pairs(ctx, relater, encoding, SURE, doc, &claims));
    }
    for (i = 0; i < doc->speech.count; i++) {
        const ng_speech *s = &doc->speech.items[i]; /* one within another stands behind it, and wins */

        if (s->kind == NG_DIRECT && s->speaker != NG_NONE) settle(&claims, s, doc);
    }
done:
    ngi_array_release(ctx, &claims.list);
    return st;
}
