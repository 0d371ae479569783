/*
 * Forms -> clusters: which spellings of a document are one name.
 * In the flow: after forms and aliases, before the entities are written.
 *
 * Forms are taken from the fullest to the shortest. Each joins the cluster that one of its members matches, if no
 * member conflicts and no other cluster matches as well; so A is never joined to C only because both look like B
 * (the trap of transitive closure, as in single-link clustering). A short form that fits several clusters ('Smith'
 * of two) is decided at each mention: by the title before it, then by who was named first. The idea of passes from
 * sure to doubtful is that of the sieves of Raghunathan et al. 2010. Cost: forms times clusters, each a few
 * comparisons of words; an article has some dozens.
 */
#include "decisions.h"

#include <stdlib.h>

int ngi_form_compare(const name_form *a, const name_form *b)
{
    bool brief_a = a->acronym || a->handle, brief_b = b->acronym || b->handle;

    if (brief_a != brief_b) return brief_a ? 1 : -1;
    if (a->word_count != b->word_count) return a->word_count > b->word_count ? -1 : 1;
    if (a->squeezed.len != b->squeezed.len) return a->squeezed.len > b->squeezed.len ? -1 : 1;
    if (a->first != b->first) return a->first < b->first ? -1 : 1;
    return (a->group > b->group) - (a->group < b->group);
}

typedef struct clustering {
    ng_context *ctx;
    const ngi_lexicon *lexicon;
    const ngi_decisions *decisions;
    form_set *set;
    NGI_ARRAY(uint32_t) order;   /* forms, fullest first */
    NGI_ARRAY(uint32_t) heads;   /* of each cluster: its last member */
    NGI_ARRAY(uint32_t) next;    /* of each form: the next member of its cluster */
} clustering;

typedef struct form_order {
    const name_form *form;
    uint32_t index;
} form_order;

static int by_fullness(const void *a, const void *b)
{
    return ngi_form_compare(((const form_order *)a)->form, ((const form_order *)b)->form);
}

static ng_status sort_forms(clustering *c)
{
    size_t count = c->set->forms.count, i;
    form_order *sorted = ngi_alloc(c->ctx, count, sizeof *sorted);
    ng_status st = NG_OK;

    if (!sorted) return NG_E_NOMEM;
    for (i = 0; i < count; i++) sorted[i] = (form_order){ &c->set->forms.items[i], (uint32_t)i };
    qsort(sorted, count, sizeof *sorted, by_fullness);
    for (i = 0; i < count; i++) NG_CHECK(ngi_array_push(c->ctx, &c->order, sorted[i].index));
done:
    ngi_free(c->ctx, sorted);
    return st;
}

static bool text_joins(const form_set *set, uint32_t a, uint32_t b)
{
    size_t i;

    for (i = 0; i < set->aliases.count; i++) {
        const text_alias *alias = &set->aliases.items[i];

        if ((alias->a == a && alias->b == b) || (alias->a == b && alias->b == a)) return true;
    }
    return false;
}

/* 'Pelorus Quickbeam', named after both 'Pelorus' and 'Quickbeam', is neither of them. */
static bool is_merger(const form_set *set, const name_form *full, const name_form *brief)
{
    ng_str rest = full->squeezed;
    size_t i;

    if (full->type != NG_COMPANY || brief->first > full->first) return false;
    if (ngi_str_starts(rest, brief->squeezed)) {
        rest = ngi_str_slice(rest, brief->squeezed.len, rest.len);
    } else if (ngi_str_ends(rest, brief->squeezed)) {
        rest = ngi_str_slice(rest, 0, rest.len - brief->squeezed.len);
    }
    for (i = 0; i < set->forms.count; i++) {
        const name_form *other = &set->forms.items[i];

        if (other->type == NG_COMPANY && other->first < full->first && ng_str_equal(other->squeezed, rest)) return true;
    }
    return false;
}

static join_rule match(const clustering *c, uint32_t member, uint32_t form)
{
    const name_form *full = &c->set->forms.items[member], *brief = &c->set->forms.items[form];
    ngi_verdict verdict = ngi_decisions_verdict(c->decisions, full->key, brief->key);
    join_rule rule;

    if (verdict == NGI_VERDICT_APART) return JOIN_CONFLICT;
    if (verdict == NGI_VERDICT_ONE) return JOIN_DECISION;
    rule = ngi_match_forms(c->lexicon, full, brief);
    if (rule == JOIN_SHORT && is_merger(c->set, full, brief)) return JOIN_NONE;
    if (rule != JOIN_CONFLICT && text_joins(c->set, member, form)) return JOIN_TEXT;
    return rule;
}

/* The strongest rule between a form and the members of a cluster; JOIN_CONFLICT when one forbids it. */
static join_rule match_cluster(const clustering *c, uint32_t cluster, uint32_t form, uint32_t *partner)
{
    join_rule best = JOIN_NONE;
    bool conflict = false;
    uint32_t m;

    for (m = c->heads.items[cluster]; m != NG_NONE; m = c->next.items[m]) {
        join_rule rule = match(c, m, form);

        conflict = conflict || rule == JOIN_CONFLICT;
        if (rule <= best) continue;
        best = rule;
        *partner = m;
    }
    /* A mistake is made of the name, not of another mistake. */
    if (best == JOIN_MISSPELLING && c->set->forms.items[*partner].rule == JOIN_MISSPELLING) return JOIN_NONE;
    return conflict && best != JOIN_DECISION ? JOIN_CONFLICT : best;
}

static ng_status join(clustering *c, uint32_t form, uint32_t cluster, uint32_t partner, join_rule rule)
{
    name_form *f = &c->set->forms.items[form];
    ng_status st = NG_OK;

    if (cluster == c->heads.count) NG_CHECK(ngi_array_push(c->ctx, &c->heads, NG_NONE));
    c->next.items[form] = c->heads.items[cluster];
    c->heads.items[cluster] = form;
    f->cluster = cluster;
    f->partner = partner;
    f->rule = (uint8_t)rule;
done:
    return st;
}

/* Rules that name a full form beyond doubt win over the others; among these a surname wins over a given name. */
static int strength(join_rule rule)
{
    if (rule >= JOIN_ORDER) return (int)rule;
    return rule >= JOIN_SURNAME ? 3 : rule >= JOIN_GIVEN ? 2 : 1;
}

static ng_status place_form(clustering *c, uint32_t form)
{
    uint32_t cluster, best = NG_NONE, best_partner = form, ties = 0, first_choice = (uint32_t)c->set->choices.count;
    join_rule best_rule = JOIN_NONE;
    ng_status st = NG_OK;

    for (cluster = 0; cluster < c->heads.count; cluster++) {
        uint32_t partner = form;
        join_rule rule = match_cluster(c, cluster, form, &partner);

        if (rule == JOIN_NONE || rule == JOIN_CONFLICT) continue;
        if (best != NG_NONE && strength(rule) < strength(best_rule)) continue;
        if (best != NG_NONE && strength(rule) == strength(best_rule)) {
            if (ties++ == 0) NG_CHECK(ngi_array_push(c->ctx, &c->set->choices, best));
            NG_CHECK(ngi_array_push(c->ctx, &c->set->choices, cluster));
            continue;
        }
        c->set->choices.count = first_choice;
        ties = 0;
        best = cluster;
        best_rule = rule;
        best_partner = partner;
    }
    if (ties) {
        c->set->forms.items[form].choices = (ng_range){ first_choice, (uint32_t)c->set->choices.count };
        c->set->forms.items[form].rule = (uint8_t)best_rule;
    } else if (best != NG_NONE) {
        NG_CHECK(join(c, form, best, best_partner, best_rule));
    } else {
        NG_CHECK(join(c, form, (uint32_t)c->heads.count, form, JOIN_SAME));
    }
done:
    return st;
}

static name_gender gender_of_cluster(const clustering *c, uint32_t cluster)
{
    uint32_t m;

    for (m = c->heads.items[cluster]; m != NG_NONE; m = c->next.items[m]) {
        if (c->set->forms.items[m].gender) return c->set->forms.items[m].gender;
    }
    return GENDER_UNKNOWN;
}

/* Of the clusters that a short form may mean: those of the title's gender, and of these the one named first; who comes
 * later in an article is told from him by the full name. */
static uint32_t choose(const clustering *c, const name_form *form, name_gender gender, const uint32_t *first_named)
{
    uint32_t best = NG_NONE, i;
    bool best_fits = false;

    for (i = form->choices.begin; i < form->choices.end; i++) {
        uint32_t cluster = c->set->choices.items[i];
        name_gender known = gender_of_cluster(c, cluster);
        bool fits = !gender || !known || gender == known;
        bool earlier = best == NG_NONE || first_named[cluster] < first_named[best];

        if (best != NG_NONE && (best_fits > fits || (best_fits == fits && !earlier))) continue;
        best = cluster;
        best_fits = fits;
    }
    return best;
}

static ng_status place_mentions(clustering *c)
{
    form_set *set = c->set;
    uint32_t *first_named = ngi_alloc(c->ctx, c->heads.count, sizeof *first_named);
    ng_status st = NG_OK;
    size_t i;

    if (!first_named) return NG_E_NOMEM;
    for (i = 0; i < c->heads.count; i++) first_named[i] = NG_NONE;
    for (i = 0; i < set->of_mention.count; i++) {
        uint32_t form = set->of_mention.items[i], cluster = NG_NONE;

        if (form != NG_NONE) {
            const name_form *f = &set->forms.items[form];

            cluster = f->cluster != NG_NONE ? f->cluster : choose(c, f, (name_gender)set->genders.items[i], first_named);
            if (first_named[cluster] == NG_NONE) first_named[cluster] = (uint32_t)i;
        }
        NG_CHECK(ngi_array_push(c->ctx, &set->cluster_of_mention, cluster));
    }
done:
    ngi_free(c->ctx, first_named);
    return st;
}

ng_status ngi_forms_cluster(ng_context *ctx, const ngi_lexicon *lexicon, const ngi_decisions *decisions,
                            form_set *set)
{
    clustering c = { ctx, lexicon, decisions, set, { 0 }, { 0 }, { 0 } };
    ng_status st;
    size_t i;

    NG_CHECK(sort_forms(&c));
    for (i = 0; i < set->forms.count; i++) NG_CHECK(ngi_array_push(ctx, &c.next, NG_NONE));
    for (i = 0; i < c.order.count; i++) NG_CHECK(place_form(&c, c.order.items[i]));
    NG_CHECK(place_mentions(&c));
    set->cluster_count = (uint32_t)c.heads.count;
done:
    ngi_array_release(ctx, &c.order);
    ngi_array_release(ctx, &c.heads);
    ngi_array_release(ctx, &c.next);
    return st;
}
