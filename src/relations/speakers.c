/*
 * Cues and their subjects. A cue is a verb of speech or thought; its subject is found by weighing the mentions of its
 * sentence outside of quotations: beside the cue, of a kind that speaks, not the end of a phrase, not a possessor; a
 * spokesman and a report stand for their firm. Pronouns that nobody resolved ('he', with mentions from outside) go to
 * the last fitting one before. Cheap: a look at forty items for each cue.
 */
#include "utterances.h"

/* Verbs of speech whose words stand as a clause or a quotation. */
#define CLAUSE_CUES                                                                                                    \
    "said|says|say|saying|told|tells|telling|wrote|writes|writing|added|adds|adding|announced|announces|argued|argues|"    \
    "argue|arguing|asked|asks|claimed|claims|explained|explains|noted|notes|noting|warned|warns|warning|insisted|insists|" \
    "replied|replies|answered|answers|declared|declares|stated|states|stressed|stresses|suggested|suggests|confirmed|"     \
    "confirms|denied|denies|denying|recalled|recalls|remarked|observed|joked|jokes|complained|complains|acknowledged|"     \
    "admitted|admits|conceded|concedes|maintained|maintains|reckons|reckoned|believes|believe|believed|thinks|think|"      \
    "thought|predicted|predicts|reported|reports|testified|tweeted|posted|promised|promises|alleged|alleges|alleging|"     \
    "emphasised|emphasized|contended|contends|concluded|concludes|repeated|retorted|quipped|responded|responds|recounted|" \
    "revealed|disclosed|asserted|asserts|asserting|cautioned|cautions|estimates|estimated|expects|hopes|fears|feared|"     \
    "vowed|pledged|swore|urged|urges|urging|lamented|commented|continued|objected|protested|reiterated|ruled|rules|"       \
    "boasted|countered|opined|wondered|muses|mused|demanded|shouted|exclaimed|protests|remembers|guesses"
/* Verbs whose object is what is spoken of: 'called it a gift', 'praised Acme for ...'. */
#define OBJECT_CUES                                                                                                    \
    "called|calls|calling|described|describes|describing|praised|praises|praising|criticised|criticized|criticises|"       \
    "criticizes|accused|accuses|accusing|condemned|condemns|denounced|denounces|dismissed|hailed|hails|blamed|blames|"     \
    "blaming|slammed|welcomed|welcomes|thanked|thanks|mocked|lauded|rejected|rejects|likened|branded|dubbed|labelled"

#define SPOKESPEOPLE "spokesman|spokeswoman|spokesperson|spokespeople|representative|representatives|lawyers|officials|executives"
#define VOICES                                                                                                         \
    "spokesman|spokeswoman|spokesperson|statement|report|reports|study|data|announcement|blog|website|post|filing|letter|" \
    "release|survey|poll|figures|officials|representative|lawyers|research|paper|ruling|complaint|lawsuit|documentation"

static const ngi_item *item_of(const ngi_hearing *h, uint32_t at) { return &h->items->list.items[at]; }

static bool users_cue(const ngi_hearing *h, ng_str word)
{
    size_t i;

    for (i = 0; h->opts && i < h->opts->cue_count; i++) {
        if (ngi_str_equal_nocase(h->opts->cues[i], word)) return true;
    }
    return false;
}

ngi_cue ngi_cue_at(const ngi_hearing *h, uint32_t at)
{
    const ngi_item *item = item_of(h, at);
    ng_range sentence = h->items->sentences.items[item->sentence];

    if (!ngi_item_word(item) || !(item->flags & NG_TOKEN_WORD)) return NGI_NO_CUE;
    if (at > sentence.begin && ngi_item_is(item - 1, "the|a|an|this|no|any|that's|these|those|of|some|such|its|is|are|was|were")) return NGI_NO_CUE;
    if (at > sentence.begin && ngi_item_is(item - 1, "to") && !ngi_item_is(item, "say|add")) return NGI_NO_CUE;
    if (users_cue(h, item->text)) return NGI_CUE;
    if (ngi_item_is(item, OBJECT_CUES)) return NGI_OBJECT_CUE;
    if (ngi_item_is(item, CLAUSE_CUES)) return NGI_CUE;
    if (ngi_item_lower(item) && ngi_lexicon_find(h->lexicon, item->text).classes & 1u << NGI_LEX_CUE) return NGI_WEAK_CUE;
    return NGI_NO_CUE;
}

static bool is_speaking_type(ng_entity_type type)
{
    return type == NG_PERSON || type == NG_COMPANY || type == NG_ORGANIZATION;
}

/* Does the name of an entity speak against a pronoun ('she' and John)? */
static bool wrong_gender(const ngi_hearing *h, const ng_entity *entity, ng_str pronoun)
{
    ng_str rest = entity->name, given;
    uint32_t classes;

    if (!ngi_str_next(&rest, ' ', &given)) return false;
    classes = ngi_lexicon_find(h->lexicon, given).classes & (1u << NGI_LEX_GIVEN_MALE | 1u << NGI_LEX_GIVEN_FEMALE);
    if (ngi_word_in(pronoun, "he")) return classes == 1u << NGI_LEX_GIVEN_FEMALE;
    return classes == 1u << NGI_LEX_GIVEN_MALE;
}

/* A pronoun that is no mention: the nearest fitting one before it, of an earlier sentence, subjects first. */
static uint32_t guess_pronoun(const ngi_hearing *h, uint32_t at)
{
    const ng_document *doc = h->items->doc;
    ng_str word = item_of(h, at)->text;
    bool person = ngi_word_in(word, "he|she|i");
    uint32_t sentence = item_of(h, at)->sentence, s, i;

    if (!person && !ngi_word_in(word, "it|they|we")) return NG_NONE;
    for (s = sentence + 1; s-- > 0 && sentence - s < 6;) {
        ng_range range = h->items->sentences.items[s];

        for (i = range.begin; i < range.end && i < at; i++) {
            const ngi_item *item = item_of(h, i);
            ng_entity_type type;

            if (ngi_item_word(item) || ngi_quotes_at(h->quotes, item->span.begin)) continue;
            type = ngi_item_type(h->items, item);
            if (person ? type != NG_PERSON : type != NG_COMPANY && type != NG_ORGANIZATION) continue;
            if (person && wrong_gender(h, &doc->entities.items[doc->mentions.items[item->mention].entity], word)) continue;
            return i;
        }
    }
    return NG_NONE;
}

static float weigh_left(const ngi_hearing *h, uint32_t at, uint32_t cue, uint32_t begin)
{
    const ngi_item *item = item_of(h, at);
    ng_range sentence = h->items->sentences.items[item->sentence];
    uint32_t possessive = ngi_items_possessive(h->items, at, sentence.end), i = at + 1, words = 0, stops = 0;
    float weight = ngi_item_type(h->items, item) == NG_PERSON ? 2.0f : is_speaking_type(ngi_item_type(h->items, item)) ? 1.2f : 0.4f;

    for (; i < cue; i++) {
        if (ngi_item_stop(item_of(h, i))) stops++;
        if (!ngi_item_auxiliary(item_of(h, i))) words++;
        if (!ngi_item_word(item_of(h, i)) && ngi_items_possessive(h->items, i, sentence.end) == 0) weight -= 0.25f;
        if (ngi_cue_at(h, i) == NGI_CUE) weight -= 0.8f;
    }
    if (words == 0) weight += 3.0f;
    weight -= 0.08f * (float)words;
    if (stops % 2 == 0 && stops > 0 && ngi_item_is(item_of(h, cue - 1), ",")) weight += 1.0f; /* an apposition between */
    if (stops % 2 == 1) weight -= 0.5f;
    if (at == begin) weight += 0.5f;
    if (at > begin) {
        const ngi_item *before = item - 1;

        if (at > begin + 1 && ngi_item_is(before, "the|a|an")) before--;
        if (ngi_item_is(before, "for|of|at|from") && before > item_of(h, begin) && ngi_item_is(before - 1, SPOKESPEOPLE)) {
            weight += 2.0f;
        } else if (ngi_item_is(before, "of|by|with|for|in|at|from|to|on|than|against|about|behind|over|like")) {
            weight -= 2.2f;
        }
    }
    if (possessive) {
        bool voice = false;

        for (i = at + possessive; i < cue && i < at + 6; i++) voice = voice || ngi_item_is(item_of(h, i), VOICES);
        weight += voice ? 1.0f : -2.2f;
    }
    return weight;
}

/* 'said Mira Roe', 'said Acme chief Mira Roe': the first person behind the cue, else the last mention in the phrase. */
static uint32_t right_of(const ngi_hearing *h, uint32_t cue, uint32_t end)
{
    uint32_t i, found = NG_NONE;

    for (i = cue + 1; i < end && i < cue + 12; i++) {
        const ngi_item *item = item_of(h, i);

        if (ngi_item_word(item)) {
            if (found == NG_NONE && ngi_item_is(item, "he|she|they|it|i|we")) return i == cue + 1 ? guess_pronoun(h, i) : NG_NONE;
            if (ngi_item_stop(item) && !(ngi_item_is(item, ",") && found == NG_NONE)) break;
            if (ngi_item_is(item, "that|to|who|in|on|when|as|if|because|is|was|are|were|it|there|has|had|will|would")) break;
            continue;
        }
        if (ngi_quotes_at(h->quotes, item->span.begin)) break;
        found = NG_NONE;
        if (ngi_items_possessive(h->items, i, end) || !is_speaking_type(ngi_item_type(h->items, item))) continue;
        found = i;
        if (ngi_item_type(h->items, item) == NG_PERSON) break;
    }
    if (found == NG_NONE || found + 1 >= end) return found;
    return ngi_item_stop(item_of(h, found + 1)) || ngi_quotes_at(h->quotes, item_of(h, found + 1)->span.begin) ||
                   ngi_item_is(item_of(h, found + 1), "in|on|at|to|who|during|after|and|when|as|of|from|last|this|yesterday") ?
               found : NG_NONE;
}

static ngi_speaker speaker_at(const ngi_hearing *h, uint32_t at, bool sure)
{
    ngi_speaker none = { NG_NONE, { 0, 0 }, false, NG_NONE }, found = none;
    const ngi_item *item;

    if (at == NG_NONE) return none;
    item = item_of(h, at);
    if (item->mention == NG_NONE) return none;
    found.entity = h->items->doc->mentions.items[item->mention].entity;
    found.span = item->span;
    found.sure = sure;
    found.item = at;
    return found;
}

ngi_speaker ngi_speaker_of(const ngi_hearing *h, uint32_t cue, ng_range window)
{
    ng_range sentence = h->items->sentences.items[item_of(h, cue)->sentence];
    uint32_t begin = window.begin > sentence.begin ? window.begin : sentence.begin, i, best = NG_NONE, last;
    bool behind_mark = cue == begin || ngi_item_stop(item_of(h, cue - 1)) || (item_of(h, cue - 1)->flags & NG_TOKEN_QUOTE);
    float most = 0.3f;

    if (behind_mark && ngi_item_is(item_of(h, cue), "said|says|wrote|writes|asked|added|adds|explained|replied|warned|"
                                                     "argued|told|insisted|explains|recalled|tweeted|joked|concluded|noted")) {
        best = right_of(h, cue, window.end < sentence.end ? window.end : sentence.end);
        if (best != NG_NONE) return speaker_at(h, best, true);
    }
    for (last = cue; last > begin && ngi_item_auxiliary(item_of(h, last - 1)); last--) continue;
    if (last > begin && ngi_item_is(item_of(h, last - 1), "he|she|it|they|we|i")) {
        return speaker_at(h, guess_pronoun(h, last - 1), true);
    }
    for (i = cue; i-- > begin && cue - i < 40;) {
        float weight;

        if (ngi_item_word(item_of(h, i)) || ngi_quotes_at(h->quotes, item_of(h, i)->span.begin)) continue;
        weight = weigh_left(h, i, cue, begin);
        if (weight > most) {
            most = weight;
            best = i;
        }
    }
    return speaker_at(h, best, most > 3.5f);
}
