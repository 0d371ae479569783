/*
 * mentions -> entities of one document. In the flow: after mentions/, before relations/.
 *
 * Steps: names the user added are found; forms; aliases of the text; clusters; an entity for each cluster with its
 * label, type and other names; references are led to entities (refer.c); what refers to nothing is dropped.
 */
#include "decisions.h"

#include <stdlib.h>

#include "refer.h"

#define FULLER 0.5f /* what each word of a name adds to its vote on the type */

int ngi_label_compare(const name_form *a, const name_form *b)
{
    int words_a = (int)a->word_count, words_b = (int)b->word_count;

    if (a->handle != b->handle) return a->handle ? 1 : -1;
    if (a->lesser != b->lesser) return a->lesser ? 1 : -1;
    if (a->acronym != b->acronym) return a->acronym ? 1 : -1;
    if (words_a != words_b) return words_a > words_b ? -1 : 1;
    if (a->shouted != b->shouted) return a->shouted ? 1 : -1;
    if (a->rule == JOIN_MISSPELLING || b->rule == JOIN_MISSPELLING) {
        if (a->count != b->count) return a->count > b->count ? -1 : 1;
    }
    if (a->text.len != b->text.len) return a->text.len > b->text.len ? -1 : 1;
    if (a->count != b->count) return a->count > b->count ? -1 : 1;
    return (a->first > b->first) - (a->first < b->first);
}

/* What is gathered of a cluster before its entity is written. */
typedef struct draft {
    float votes[NG_ENTITY_TYPE_COUNT];
    uint32_t first;           /* mention */
    uint32_t best;            /* form that gives the label */
    uint32_t entity;
    bool hidden;
    bool retyped;
    ng_entity_type type;
    ng_str renamed;
    ng_str link;
    bool links_differ;
} draft;

typedef struct resolution {
    ng_context *ctx;
    const ngi_lexicon *lexicon;
    const ngi_decisions *decisions;
    ng_document *doc;
    form_set set;
    draft *drafts;
    uint8_t *genders;         /* of the entities */
} resolution;

static void ask_decisions(const resolution *r, const name_form *form, draft *d)
{
    const decision *said = ngi_decisions_on(r->decisions, DECIDE_RETYPE, form->key);

    if (said) {
        d->type = said->type;
        d->retyped = true;
    }
    said = ngi_decisions_on(r->decisions, DECIDE_RENAME, form->key);
    if (said) d->renamed = said->b;
    if (ngi_decisions_on(r->decisions, DECIDE_HIDE, form->key)) d->hidden = true;
}

/* The label is the best spelling of the cluster; the type is voted for by the mentions. */
static void draft_clusters(resolution *r)
{
    form_set *set = &r->set;
    size_t i;
    uint32_t k;

    for (k = 0; k < set->cluster_count; k++) {
        r->drafts[k].first = r->drafts[k].best = r->drafts[k].entity = NG_NONE;
    }
    for (i = 0; i < set->of_mention.count; i++) {
        const ng_mention *m = &r->doc->mentions.items[i];
        const name_form *form;
        draft *d;

        if (set->of_mention.items[i] == NG_NONE) continue;
        form = &set->forms.items[set->of_mention.items[i]];
        d = &r->drafts[set->cluster_of_mention.items[i]];
        if (d->first == NG_NONE) d->first = (uint32_t)i;
        d->votes[ngi_group_of(m->type) == form->group ? m->type : form->type] += (0.05f + m->score) * (1.0f + FULLER * (float)form->word_count);
        ask_decisions(r, form, d);
        if (form->cluster == NG_NONE) continue; /* a short form of several gives no label */
        if (d->best == NG_NONE || ngi_label_compare(form, &set->forms.items[d->best]) < 0) d->best = set->of_mention.items[i];
        if (!form->links[0].ptr || form->shared) continue;
        if (d->link.ptr && !ng_str_equal(d->link, form->links[0])) d->links_differ = true;
        d->link = form->links[0];
    }
}

static ng_entity_type voted_type(const draft *d)
{
    int best = 0, i;

    if (d->retyped) return d->type;
    for (i = 1; i < NG_ENTITY_TYPE_COUNT; i++) {
        if (d->votes[i] > d->votes[best]) best = i;
    }
    return (ng_entity_type)best;
}

static ng_status write_entity(resolution *r, draft *d)
{
    ng_document *doc = r->doc;
    ng_entity entity;
    ng_status st;

    memset(&entity, 0, sizeof entity);
    entity.type = voted_type(d);
    entity.first_mention = d->first;
    entity.actor = NG_NONE;
    NG_CHECK(ngi_entity_make_id(r->ctx, doc, doc->mentions.items[d->first].span, &entity.id));
    NG_CHECK(ngi_document_copy(r->ctx, doc, d->renamed.ptr ? d->renamed : r->set.forms.items[d->best].text, &entity.name));
    if (!d->links_differ) NG_CHECK(ngi_document_copy(r->ctx, doc, d->link, &entity.link));
    d->entity = (uint32_t)doc->entities.count;
    NG_CHECK(ngi_array_push(r->ctx, &doc->entities, entity));
done:
    return st;
}

static int by_bytes(const void *a, const void *b) { return ng_str_compare(*(const ng_str *)a, *(const ng_str *)b); }

typedef struct alias_item {
    uint32_t entity;
    ng_str text;
} alias_item;

static int by_entity(const void *a, const void *b)
{
    const alias_item *x = a, *y = b;

    if (x->entity != y->entity) return x->entity < y->entity ? -1 : 1;
    return by_bytes(&x->text, &y->text);
}

/* The other spellings of each entity, by bytes, none twice. */
static ng_status write_aliases(resolution *r)
{
    NGI_ARRAY(alias_item) found = { 0 };
    ng_document *doc = r->doc;
    ng_status st = NG_OK;
    size_t i;

    for (i = 0; i < r->set.of_mention.count; i++) {
        uint32_t form = r->set.of_mention.items[i];
        alias_item item;

        if (form == NG_NONE) continue;
        item.entity = r->drafts[r->set.cluster_of_mention.items[i]].entity;
        item.text = ngi_form_surface(&r->set.forms.items[form], ng_document_slice(doc, doc->mentions.items[i].span));
        if (item.entity == NG_NONE || ng_str_equal(item.text, doc->entities.items[item.entity].name)) continue;
        NG_CHECK(ngi_array_push(r->ctx, &found, item));
    }
    if (found.count) qsort(found.items, found.count, sizeof *found.items, by_entity);
    for (i = 0; i < found.count; i++) {
        ng_entity *entity = &doc->entities.items[found.items[i].entity];
        bool fresh = i == 0 || found.items[i - 1].entity != found.items[i].entity;
        ng_str copy;

        if (fresh) entity->aliases = (ng_range){ (uint32_t)doc->aliases.count, (uint32_t)doc->aliases.count };
        if (!fresh && ng_str_equal(found.items[i - 1].text, found.items[i].text)) continue;
        NG_CHECK(ngi_document_copy(r->ctx, doc, found.items[i].text, &copy));
        NG_CHECK(ngi_array_push(r->ctx, &doc->aliases, copy));
        entity->aliases.end = (uint32_t)doc->aliases.count;
    }
done:
    ngi_array_release(r->ctx, &found);
    return st;
}

/* Entities in the order of their first mention; each name gets its entity and that one's type. */
static ng_status write_entities(resolution *r)
{
    ng_status st = NG_OK;
    size_t i;

    for (i = 0; i < r->set.of_mention.count; i++) {
        ng_mention *m = &r->doc->mentions.items[i];
        draft *d;

        m->entity = NG_NONE;
        if (r->set.of_mention.items[i] == NG_NONE) continue;
        d = &r->drafts[r->set.cluster_of_mention.items[i]];
        if (d->hidden) continue;
        if (d->entity == NG_NONE) NG_CHECK(write_entity(r, d));
        m->entity = d->entity;
        if (!r->doc->given || d->retyped) m->type = r->doc->entities.items[d->entity].type;
    }
    NG_CHECK(write_aliases(r));
done:
    return st;
}

/* Gender of each entity, by the titles of its mentions first, then by the given names of its forms. */
static ng_status find_genders(resolution *r)
{
    int pass;
    size_t i;

    r->genders = ngi_alloc(r->ctx, r->doc->entities.count, sizeof *r->genders);
    if (!r->genders) return NG_E_NOMEM;
    for (pass = 0; pass < 2; pass++) {
        for (i = 0; i < r->set.of_mention.count; i++) {
            uint32_t entity = r->doc->mentions.items[i].entity, form = r->set.of_mention.items[i];

            if (entity == NG_NONE || form == NG_NONE || r->genders[entity]) continue;
            r->genders[entity] = (uint8_t)(pass ? r->set.forms.items[form].gender : r->set.genders.items[i]);
        }
    }
    return NG_OK;
}

/* Take out the mentions without entity; the places of first mentions move. */
static void drop_unresolved(ng_document *doc)
{
    size_t i, kept = 0;

    for (i = 0; i < doc->mentions.count; i++) {
        if (doc->mentions.items[i].entity != NG_NONE) doc->mentions.items[kept++] = doc->mentions.items[i];
    }
    doc->mentions.count = kept;
    ngi_document_find_first_mentions(doc);
}

/* Entities that were given stay as they are; references without one are led to them. */
static ng_status refer_to_given(resolution *r, const ngi_resolver *resolver, const ngi_encoding *encoding)
{
    ng_status st;

    NG_CHECK(ngi_forms_collect(r->ctx, r->lexicon, r->doc, &r->set));
    NG_CHECK(find_genders(r));
    NG_CHECK(ngi_refer(r->ctx, resolver, encoding, r->genders, r->doc));
    drop_unresolved(r->doc);
done:
    return st;
}

ng_status ngi_resolve_entities(ng_context *ctx, const ngi_resolver *resolver, const ngi_encoding *encoding,
                               const ngi_lexicon *lexicon, const ngi_decisions *decisions, ng_document *doc)
{
    resolution r;
    ng_status st = NG_OK;

    memset(&r, 0, sizeof r);
    r.ctx = ctx;
    r.lexicon = lexicon;
    r.decisions = decisions;
    r.doc = doc;
    if (doc->given && !doc->relink) {
        st = refer_to_given(&r, resolver, encoding);
        goto done;
    }
    doc->entities.count = doc->aliases.count = 0;
    NG_CHECK(ngi_add_names(ctx, decisions, doc));
    NG_CHECK(ngi_forms_collect(ctx, lexicon, doc, &r.set));
    if (!doc->given) ngi_forms_settle(lexicon, &r.set);
    NG_CHECK(ngi_forms_find_aliases(ctx, doc, &r.set));
    NG_CHECK(ngi_forms_cluster(ctx, lexicon, decisions, &r.set));
    r.drafts = ngi_alloc(ctx, r.set.cluster_count, sizeof *r.drafts);
    if (!r.drafts) {
        st = NG_E_NOMEM;
        goto done;
    }
    draft_clusters(&r);
    NG_CHECK(write_entities(&r));
    NG_CHECK(find_genders(&r));
    NG_CHECK(ngi_refer(ctx, resolver, encoding, r.genders, doc));
    drop_unresolved(doc);
done:
    ngi_free(ctx, r.genders);
    ngi_free(ctx, r.drafts);
    ngi_forms_release(ctx, &r.set);
    return st;
}
