/*
 * Status cues: words and phrases that turn a relation into a past, planned, hedged or denied one, after the idea of
 * FactBank (Sauri and Pustejovsky 2009) and NegEx (Chapman et al. 2001): a table of triggers, each with its side and
 * reach. Denial wins over the past, the past over plans, plans over hearsay. Linear in the reach.
 */
#include "assertion.h"


#define LEFT_REACH 8u  /* items before the match that may govern it */

typedef enum reach {
    INSIDE = 1,        /* among the words of the match */
    BEFORE = 2,        /* directly before it, perhaps behind an article */
    GOVERNS = 4,       /* before it in its clause */
    BEHIND = 8         /* right behind it */
} reach;

#define BIT(type) (1u << (type))

enum {
    ANY = BIT(NG_RELATION_COUNT) - 1,
    POSTS = BIT(NG_LEADS) | BIT(NG_WORKS_FOR) | BIT(NG_MEMBER_OF),
    BONDS = BIT(NG_OWNS) | BIT(NG_INVESTS_IN) | BIT(NG_USES) | BIT(NG_PARTNERS_WITH) | BIT(NG_PART_OF) | BIT(NG_LOCATED_IN),
    ENDED = BIT(NG_USES) | BIT(NG_PARTNERS_WITH) | BIT(NG_INVESTS_IN),
    DEEDS = ANY & ~(BIT(NG_FAMILY_OF) | BIT(NG_LOCATED_IN) | BIT(NG_EDUCATED_AT) | BIT(NG_SUPPORTS)) /* what can be planned */
};

/* A trigger is a row of words; each word may have alternatives. Rows stand in the order of their worth. */
static const struct {
    ng_assertion status;
    unsigned where, types;
    const char *words[4];
} triggers[] = {
    { NG_FORMER, INSIDE, POSTS | BONDS, { "no", "longer" } },
    { NG_FORMER, INSIDE | BEFORE, POSTS | BONDS, { "former|formerly|ex|ex-|erstwhile|one-time|onetime|previously" } },
    { NG_FORMER, INSIDE, POSTS | BONDS, { "then|once|until|late" } },
    { NG_FORMER, INSIDE, POSTS | BONDS, { "used", "to" } },
    { NG_FORMER, INSIDE, POSTS | BONDS, { "had|having", "been|worked|chaired|led|run|headed|owned|used|served|held" } },
    { NG_FORMER, INSIDE, POSTS, { "worked|chaired|taught|retired" } },
    { NG_FORMER, INSIDE, ENDED, { "ditches|ditched|drops|dropped|abandons|abandoned|replaced|replaces|retired|cancelled|canceled|ended|quits" } },
    { NG_FORMER, INSIDE, BIT(NG_SUES), { "dropped|drops|withdrew|withdrawn|withdraws|settled|settles" } },
    { NG_FORMER, INSIDE, BIT(NG_FAMILY_OF), { "ex-husband|ex-wife|divorced" } },
    { NG_FORMER, BEHIND, POSTS | BONDS, { "until|till" } },
    { NG_FORMER, INSIDE, POSTS, { "stepped", "down|aside|back" } },
    { NG_FORMER, INSIDE, POSTS, { "resigned|quit|left|departed|retired|ousted|fired|dismissed|sacked" } },
    { NG_DENIED, INSIDE, ANY, { "not|n't|never|cannot" } },
    { NG_DENIED, INSIDE | GOVERNS, ANY, { "denied|denies|deny|denying|false|untrue|rejected", "that|it|any|having|claims|reports" } },
    { NG_DENIED, GOVERNS, ANY, { "no", "plans|plan|intention|evidence|talks" } },
    { NG_DENIED, GOVERNS, ANY, { "not|n't|never", "true|said|claimed|the", "that|case" } },
    { NG_PLANNED, INSIDE, DEEDS, { "will|would|'ll|shall" } },
    { NG_PLANNED, INSIDE, DEEDS, { "plan|plans|planned|planning|intends|intend|intended|aims|aim|agreed|agree|agrees|hopes|"
                            "expects|expected|set|due|poised|ready|wants|seeks|sought|seeking|offered|offers|tried|"
                            "trying|attempted|proposed|promised|about|preparing|vowed|threatened|threatens|"
                            "considering|pledged|committed", "to" } },
    { NG_PLANNED, GOVERNS, DEEDS, { "plan|plans|planned|deal|agreement|bid|offer|proposal|talks|bids|effort|attempt", "to|for" } },
    { NG_PLANNED, INSIDE | BEFORE, DEEDS, { "incoming|designate|nominee|president-elect|proposed|planned|prospective|upcoming" } },
    { NG_PLANNED, INSIDE, DEEDS, { "is|are|was|were", "to" } },
    { NG_PLANNED, INSIDE, DEEDS, { "talks|bid|option|refused|declined|failed|right|deal|approval", "to" } },
    { NG_PLANNED, INSIDE, DEEDS, { "considering|considers|mulling|weighing|whether" } },
    { NG_PLANNED, INSIDE, BIT(NG_ACQUIRES), { "is|are", "buying|acquiring" } },
    { NG_REPORTED, INSIDE | BEFORE, ANY, { "reportedly|allegedly|apparently|supposedly|rumoured|rumored|purportedly|"
                                      "presumably|possibly|perhaps|probably|alleged|suspected" } },
    { NG_REPORTED, INSIDE, ANY, { "may|might|could" } },
    { NG_REPORTED, INSIDE, ANY, { "said|believed|thought|understood|reported|rumoured|rumored|likely", "to" } },
    { NG_REPORTED, GOVERNS, ANY, { "rumours|rumors|speculation|speculated|rumour|rumor|suspects|suspected|appears|seems|"
                              "reportedly|allegedly|unconfirmed" } },
};

static const char *const suppositions[] = { "if", "whether", "unless", "suppose", "imagine" };

static bool stands_at(const ngi_items *items, const char *const *words, uint32_t at, uint32_t end)
{
    size_t i;

    for (i = 0; i < 4 && words[i]; i++, at++) {
        if (at >= end || !ngi_item_is(&items->list.items[at], words[i])) return false;
    }
    return true;
}

/* Where the clause begins that holds an item: behind the last mark or conjunction, LEFT_REACH items back at most. */
static uint32_t clause_begin(const ngi_items *items, uint32_t first)
{
    uint32_t least = items->sentences.items[items->list.items[first].sentence].begin, at = first;

    while (at > least && first - at < LEFT_REACH) {
        const ngi_item *item = &items->list.items[at - 1];

        if (ngi_item_is(item, ",|;|:|\xe2\x80\x94|\xe2\x80\x93|but|(|)") || (item->flags & NG_TOKEN_QUOTE)) break;
        at--;
    }
    return at;
}

/* A cue among the words reaches the last of them over one comma at most, a denial over none, nothing over a full stop. */
static bool reaches(const ngi_items *items, uint32_t at, uint32_t last, ng_assertion status)
{
    uint32_t i, commas = 0;

    for (i = at; i < last; i++) {
        const ngi_item *item = &items->list.items[i];

        if (ngi_item_is(item, ",")) {
            commas++;
        } else if (ngi_item_stop(item) || (item->flags & NG_TOKEN_QUOTE)) {
            return false;
        }
    }
    return commas <= (status == NG_DENIED ? 0u : 1u);
}

static bool found(const ngi_items *items, size_t t, uint32_t clause, uint32_t first, uint32_t last)
{
    uint32_t end = last + 1, i;

    if (triggers[t].where & INSIDE) {
        for (i = first; i < end; i++) {
            if (stands_at(items, triggers[t].words, i, end) && reaches(items, i, last, triggers[t].status)) return true;
        }
    }
    if ((triggers[t].where & BEHIND) && stands_at(items, triggers[t].words, end, (uint32_t)items->list.count)) return true;
    if (triggers[t].where & BEFORE) {
        for (i = first; i > clause && first - i < 2; i--) {
            if (stands_at(items, triggers[t].words, i - 1, end)) return true;
        }
    }
    if (triggers[t].where & GOVERNS) {
        for (i = clause; i < first; i++) {
            if (stands_at(items, triggers[t].words, i, end)) return true;
        }
    }
    return false;
}

bool ngi_assertion_of(const ngi_items *items, ng_relation_type type, uint32_t first, uint32_t last, ng_assertion *out)
{
    uint32_t clause = clause_begin(items, first), i;
    size_t t, k;

    *out = NG_CURRENT;
    for (i = clause; i <= last; i++) {
        for (k = 0; k < sizeof suppositions / sizeof *suppositions; k++) {
            if (ngi_item_is(&items->list.items[i], suppositions[k])) return false;
        }
    }
    for (t = 0; t < sizeof triggers / sizeof *triggers; t++) {
        if (!(triggers[t].types >> type & 1u)) continue;
        if (!found(items, t, clause, first, last)) continue;
        *out = triggers[t].status;
        break;
    }
    return true;
}
