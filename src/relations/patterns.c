/*
 * A matcher of shapes over items: the table of pattern_table.h is read element by element, with backtracking, from
 * each item of a sentence. Shapes are short and most fail at their first element, so it is linear in practice; a
 * budget of steps bounds each start. Lists give each of their members ('backed by X, Y and Z'). This finds what
 * grammar makes certain; the pair head of rel_head.c finds the rest.
 */
#include "patterns.h"

#include "assertion.h"
#include "fit.h"
#include "pattern_table.h"
#include "posts.h"

#define LONGEST_LIST 12u
#define STEP_BUDGET 2000u

typedef struct side {
    uint32_t items[LONGEST_LIST]; /* the mentions' items, in order of text */
    size_t count;
} side;

typedef struct matching {
    const ngi_items *items;
    const ngi_lexicon *lexicon;
    const struct pattern *pattern;
    ng_range sentence;
    uint32_t first, last;         /* items of the match, inclusive */
    uint32_t steps;
    side head, tail;
    ngi_post post;
    uint32_t nation;              /* entity of the adjective of a country, or NG_NONE */
    uint32_t nation_item;
} matching;

static bool match_from(matching *m, const char *shape, uint32_t at);

static const ngi_item *item_at(const matching *m, uint32_t at)
{
    return at < m->sentence.end ? &m->items->list.items[at] : NULL;
}

static bool is_at(const matching *m, uint32_t at, const char *alternatives)
{
    const ngi_item *item = item_at(m, at);

    return item && ngi_item_is(item, alternatives);
}

static uint32_t possessive_at(const matching *m, uint32_t at)
{
    return ngi_items_possessive(m->items, at, m->sentence.end);
}

/* Is the mention the subject of what follows, and not the end of a phrase ('the head of Acme said')? */
static bool subject_at(const matching *m, uint32_t at)
{
    if (at == m->sentence.begin) return true;
    return !ngi_item_is(&m->items->list.items[at - 1],
                        "of|by|with|for|in|at|from|to|on|than|against|about|behind|into|over|like|under|'s");
}

/* The mentions of a list 'X, Y and Z' from `at` on; *out_next is the item behind it. Without 'and' it is no list. */
static bool list_at(const matching *m, uint32_t at, side *out, uint32_t *out_next)
{
    uint32_t next = at, last;

    out->count = 0;
    while (out->count < LONGEST_LIST && item_at(m, next) && !ngi_item_word(item_at(m, next))) {
        bool closing = false;

        out->items[out->count++] = next;
        *out_next = last = next + 1;
        if (is_at(m, last, ",")) last++;
        if (is_at(m, last, "and|or|&")) {
            last++;
            closing = true;
        } else if (is_at(m, last, "as") && is_at(m, last + 1, "well") && is_at(m, last + 2, "as")) {
            last += 3;
            closing = true;
        }
        if (last == *out_next || !item_at(m, last)) return false;
        if (is_at(m, last, "the|a|an")) last++;
        if (!item_at(m, last) || ngi_item_word(item_at(m, last))) return false;
        next = last;
        if (closing) {
            out->items[out->count < LONGEST_LIST ? out->count++ : LONGEST_LIST - 1] = next;
            *out_next = next + 1;
            return possessive_at(m, next) == 0;
        }
    }
    return false;
}

/* A or B with its flags, then the rest of the shape. */
static bool match_mention(matching *m, const char *flags, side *out, const char *rest, uint32_t at)
{
    const ngi_item *item = item_at(m, at);
    uint32_t taken = possessive_at(m, at), next;

    if (!item || ngi_item_word(item)) return false;
    if (strchr(flags, '!') && !subject_at(m, at)) return false;
    if (strchr(flags, '^') && !ngi_word_in(item->text, "which|that|who|whom")) return false;
    if (strchr(flags, '\'') && taken == 0) return false;
    if (taken && !strchr(flags, '\'') && !strchr(flags, '*')) return false;
    if (taken == 0) taken = 1;
    if (strchr(flags, '+')) {
        side list;

        if (list_at(m, at, &list, &next)) {
            *out = list;
            if (match_from(m, rest, next)) return true;
        }
    }
    out->items[0] = at;
    out->count = 1;
    return match_from(m, rest, at + taken);
}

/* Up to `most` items that `accept` likes, fewest first, then the rest; `need` of them must be liked by it too. */
static bool match_run(matching *m, const char *rest, uint32_t at, uint32_t most, bool (*accept)(const ngi_item *),
                      const char *need)
{
    bool met = need == NULL;
    uint32_t i;

    for (i = 0; i <= most; i++) {
        if (met && match_from(m, rest, at + i)) return true;
        if (!item_at(m, at + i) || !accept(item_at(m, at + i))) return false;
        met = met || ngi_item_is(item_at(m, at + i), need);
    }
    return false;
}

static bool is_plain(const ngi_item *item)
{
    return ngi_item_word(item) &&
           (ngi_item_lower(item) || (item->flags & NG_TOKEN_NUMBER) || ngi_item_is(item, "-|a|ai|the|'s")) &&
           !ngi_item_is(item, "of|by|with|for|in|at|from|to|on|than|against|about|into|over|and|or|but|that|which|who|"
                              "is|was|are|were|has|had|have|said|says|as|after|when|while|not|will|would|if|whose|"
                              "whether|how|what|why|where");
}

static bool is_gap(const ngi_item *item)
{
    return ngi_item_word(item) && !(item->flags & NG_TOKEN_QUOTE) && !ngi_item_is(item, ",|;|:|(|)|who|which|that|but|.");
}

static bool is_determiner(const ngi_item *item)
{
    return ngi_item_is(item, DET "|former|new|current|leading|major|senior|early|longtime|long-time|big|largest|then|"
                                 "close|main|chief|minority|majority|s|co|founding|fellow|small|long|fierce|younger|older|elder");
}

static bool is_tense(const ngi_item *item)
{
    return ngi_item_is(item, "former|then|current|new|incoming|outgoing|late|long-time|longtime|ex|-|ex-|own|first");
}

static bool is_thing(const ngi_item *item) { return ngi_item_is(item, THINGS) || (item->flags & NG_TOKEN_NUMBER); }

/* Nothing, a comma, a phrase between commas, or ', who'. */
static bool match_aside(matching *m, const char *rest, uint32_t at)
{
    uint32_t i;

    if (match_from(m, rest, at)) return true;
    if (is_at(m, at, ",")) {
        if (match_from(m, rest, at + 1)) return true;
        if (is_at(m, at + 1, "who|which|whose") && match_from(m, rest, at + 2)) return true;
        for (i = at + 2; item_at(m, i) && i < at + 14; i++) {
            if (item_at(m, i)->flags & NG_TOKEN_QUOTE) return false;
            if (is_at(m, i, ",")) return match_from(m, rest, i + 1);
        }
        return false;
    }
    return is_at(m, at, "who|which|that") && match_from(m, rest, at + 1);
}

/* 'French' where the document has France: its entity. */
static uint32_t nation_of(const matching *m, const ngi_item *item)
{
    const ng_document *doc = m->items->doc;
    ngi_lexicon_entry entry;
    uint32_t i;

    if (!m->lexicon || !ngi_item_word(item) || !(item->flags & NG_TOKEN_CAPITALIZED)) return NG_NONE;
    entry = ngi_lexicon_find(m->lexicon, item->text);
    if (!(entry.classes & 1u << NGI_LEX_DEMONYM) || entry.link.len == 0) return NG_NONE;
    for (i = 0; i < doc->entities.count; i++) {
        const ng_entity *e = &doc->entities.items[i];

        if (e->type != NG_PLACE) continue;
        if (ng_str_equal(e->name, entry.link) || ng_str_equal(ngi_lexicon_find(m->lexicon, e->name).link, entry.link)) return i;
    }
    return NG_NONE;
}

static bool match_nation(matching *m, const char *rest, uint32_t at)
{
    const ngi_item *item = item_at(m, at);

    if (!item) return false;
    m->nation = nation_of(m, item);
    m->nation_item = at;
    return m->nation != NG_NONE && match_from(m, rest, at + 1);
}

static bool match_post(matching *m, const char *rest, uint32_t at)
{
    ngi_post longer;

    /* From inside of a post ('Minister' of 'Prime Minister') it is not the post. */
    if (at > m->sentence.begin && at == m->first && ngi_post_at(m->items, at - 1, m->sentence.end, &longer)) return false;
    return ngi_post_at(m->items, at, m->sentence.end, &m->post) && match_from(m, rest, m->post.items.end);
}

/* Words of the shape or of the row: 'x|y', 'x|y?', 'V'. */
static bool match_words(matching *m, const char *element, size_t len, const char *rest, uint32_t at)
{
    char words[160];
    bool optional = len > 1 && element[len - 1] == '?';

    if (optional) len--;
    if (len >= sizeof words) return false;
    memcpy(words, element, len);
    words[len] = '\0';
    if (is_at(m, at, words) && match_from(m, rest, at + 1)) return true;
    return optional && match_from(m, rest, at);
}

static bool at_boundary(const matching *m, uint32_t at)
{
    const ngi_item *item = item_at(m, at);

    return !item || ngi_item_stop(item) || (item->flags & NG_TOKEN_QUOTE) ||
           ngi_item_is(item, "said|says|told|and|who|has|had|is|was|will|in|on|at|wrote|added|would|to|as|but|when");
}

static bool match_noun_phrase(matching *m, const char *element, size_t len, const char *rest, uint32_t at)
{
    if (len == 1) return match_run(m, rest, at, 5, is_plain, NULL);
    switch (element[1]) {
    case 'd': return match_run(m, rest, at, 4, is_determiner, NULL);
    case 'p': return match_run(m, rest, at, 2, is_tense, NULL);
    case 't': return match_run(m, rest, at, 5, is_thing, NULL);
    default: return match_run(m, rest, at, 2, is_plain, NULL);
    }
}

static bool match_from(matching *m, const char *shape, uint32_t at)
{
    const char *rest;
    size_t len;
    char flags[4] = "";

    while (*shape == ' ') shape++;
    if (*shape == '\0') {
        m->last = at - 1;
        return true;
    }
    if (m->steps++ > STEP_BUDGET) return false;
    len = strcspn(shape, " ");
    rest = shape + len;
    if ((*shape == 'A' || *shape == 'B') && len <= 3) {
        memcpy(flags, shape + 1, len - 1);
        return match_mention(m, flags, *shape == 'A' ? &m->head : &m->tail, rest, at);
    }
    switch (*shape) {
    case '@': return match_post(m, rest, at);
    case 'V': return is_at(m, at, m->pattern->words) && match_from(m, rest, at + 1);
    case '%': return match_aside(m, rest, at);
    case '~': return match_run(m, rest, at, 7, ngi_item_auxiliary, NULL);
    case '=': return match_run(m, rest, at, 7, ngi_item_auxiliary, "is|are|was|were|be|been|being");
    case '_': return match_noun_phrase(m, shape, len, rest, at);
    case '#': return match_run(m, rest, at, 8, is_gap, NULL);
    case 'D': return match_nation(m, rest, at);
    case '<': return at_boundary(m, at) && match_from(m, rest, at);
    default: return match_words(m, shape, len, rest, at);
    }
}

static ng_entity_type type_of(const matching *m, uint32_t mention)
{
    const ng_document *doc = m->items->doc;

    return doc->entities.items[doc->mentions.items[mention].entity].type;
}

static ng_status claim_pair(ng_context *ctx, const matching *m, uint32_t head, uint32_t tail, ng_relation_type type,
                            ng_span role, ngi_claims *out)
{
    const ng_mention *mentions = m->items->doc->mentions.items;
    uint32_t first = m->first, last = m->last;
    ngi_claim claim;

    memset(&claim, 0, sizeof claim);
    if (mentions[head].entity == mentions[tail].entity) return NG_OK;
    if (!ngi_relation_fits(type, type_of(m, head), type_of(m, tail))) return NG_OK;
    if (!ngi_assertion_of(m->items, type, first, last, &claim.status)) return NG_OK;
    claim.head = head;
    claim.tail = tail;
    claim.type = type;
    claim.score = m->pattern->score;
    claim.role = role;
    claim.by = m->pattern->name;
    return ngi_array_push(ctx, &out->list, claim);
}

/* What a post is in that house: a minister heads a ministry, and one director of a firm is one of several. */
static ng_relation_type in_house(const matching *m, ng_relation_type type, ng_span words, ng_entity_type house)
{
    ng_str role = ng_document_slice(m->items->doc, words);
    const ngi_item *before = m->post.items.begin > m->sentence.begin ? &m->items->list.items[m->post.items.begin - 1] : NULL;

    if (type == NG_MEMBER_OF && house == NG_COMPANY) return NG_WORKS_FOR;
    if (type == NG_WORKS_FOR && house == NG_ORGANIZATION && ngi_str_ends(role, NGI_LITERAL("inister"))) return NG_LEADS;
    if (type != NG_LEADS) return type;
    if (house == NG_COMPANY && ngi_word_in(role, "director")) return NG_WORKS_FOR;
    if (before && ngi_item_is(before, "a|an|one") && ngi_word_in(role, "director|leader|chief|head|governor|captain")) return NG_WORKS_FOR;
    return type;
}

static ng_status claim_types(ng_context *ctx, const matching *m, uint32_t head, uint32_t tail, ngi_claims *out)
{
    static const ng_span no_role = { 0, 0 };
    ng_status st = NG_OK;
    size_t i;

    if (m->pattern->type != BY_POST) return claim_pair(ctx, m, head, tail, m->pattern->type, no_role, out);
    for (i = 0; i < m->post.count; i++) {
        ng_relation_type type = in_house(m, m->post.types[i], m->post.words[i], type_of(m, tail));

        if (type_of(m, tail) == NG_PERSON) continue;
        NG_CHECK(claim_pair(ctx, m, head, tail, type, m->post.words[i], out));
    }
done:
    return st;
}

/* Every head with every tail of a match. */
static ng_status claim_match(ng_context *ctx, const matching *m, ngi_claims *out)
{
    const ngi_item *list = m->items->list.items;
    ng_status st = NG_OK;
    size_t i, k;

    for (i = 0; i < m->head.count; i++) {
        uint32_t head = list[m->head.items[i]].mention;

        if (m->nation != NG_NONE) {
            NG_CHECK(claim_types(ctx, m, head, m->items->doc->entities.items[m->nation].first_mention, out));
            continue;
        }
        for (k = 0; k < m->tail.count; k++) {
            NG_CHECK(claim_types(ctx, m, head, list[m->tail.items[k]].mention, out));
        }
    }
done:
    return st;
}

static ng_status match_sentence(ng_context *ctx, matching *m, ngi_claims *out)
{
    ng_status st = NG_OK;
    size_t p;
    uint32_t at;

    for (p = 0; p < sizeof patterns / sizeof *patterns; p++) {
        m->pattern = &patterns[p];
        for (at = m->sentence.begin; at < m->sentence.end; at++) {
            m->steps = 0;
            m->head.count = m->tail.count = 0;
            m->nation = NG_NONE;
            m->first = at;
            if (match_from(m, m->pattern->shape, at)) NG_CHECK(claim_match(ctx, m, out));
        }
    }
done:
    return st;
}

ng_status ngi_match_patterns(ng_context *ctx, const ngi_items *items, const ngi_lexicon *lexicon, ngi_claims *out)
{
    ng_status st = NG_OK;
    matching m;
    size_t s;

    memset(&m, 0, sizeof m);
    m.items = items;
    m.lexicon = lexicon;
    for (s = 0; s < items->sentences.count; s++) {
        m.sentence = items->sentences.items[s];
        NG_CHECK(match_sentence(ctx, &m, out));
    }
done:
    return st;
}

/* Is `family` the name of which `version` is a version: 'GPT' of 'GPT-5', 'Claude' of 'Claude 3.5 Sonnet'? */
static bool is_version(ng_str version, ng_str family)
{
    char next;

    size_t i;

    for (i = 0; i < family.len; i++) { /* 'GPT-5' is a version itself: 'GPT-5 mini' is rather based on it */
        if (family.ptr[i] >= '0' && family.ptr[i] <= '9') return false;
    }
    if (family.len < 2 || version.len <= family.len || !ngi_str_equal_nocase(ngi_str_slice(version, 0, family.len), family)) return false;
    next = version.ptr[family.len];
    return next == ' ' || next == '-' || (next >= '0' && next <= '9');
}

ng_status ngi_match_families(ng_context *ctx, const ng_document *doc, ngi_claims *out)
{
    ng_status st = NG_OK;
    uint32_t i, k;

    for (i = 0; i < doc->entities.count; i++) {
        const ng_entity *version = &doc->entities.items[i];
        uint32_t best = NG_NONE;

        if (version->type != NG_MODEL) continue;
        for (k = 0; k < doc->entities.count; k++) {
            const ng_entity *family = &doc->entities.items[k];

            if (k == i || family->type != NG_MODEL || !is_version(version->name, family->name)) continue;
            if (best == NG_NONE || family->name.len > doc->entities.items[best].name.len) best = k;
        }
        if (best != NG_NONE) {
            ngi_claim claim = { .head = version->first_mention, .tail = doc->entities.items[best].first_mention,
                                .type = NG_PART_OF, .status = NG_CURRENT, .score = 0.9f, .by = "version" };

            NG_CHECK(ngi_array_push(ctx, &out->list, claim));
        }
    }
done:
    return st;
}
