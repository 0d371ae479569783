/*
 * Posts by their head noun and the words before it: 'chief executive' leads, 'chief technology officer' and 'vice
 * president' work for, 'co-founder' has founded, after the guide. Tables, not cases; a post is at most seven words.
 */
#include "posts.h"

#define LONGEST_POST 7u

/* Head nouns of posts. Those in `modified` are posts under the head as soon as a word of theirs stands before them. */
static const struct {
    ng_relation_type type;
    const char *nouns;
} heads[] = {
    { NG_FOUNDER_OF, "founder|founders|co-founder|co-founders|cofounder|cofounders|creator" },
    { NG_LEADS, "ceo|co-ceo|ceos|president|chair|co-chair|chairman|chairwoman|chairperson|chief|boss|head|leader|"
                "governor|mayor|premier|chancellor|king|queen|emperor|emir|principal|dean|rector|provost|"
                "director-general|secretary-general|editor-in-chief|co-president|commander|chairs|owner-manager|"
                "director|taoiseach|headmaster|headteacher|publisher|conductor|co-leader|co-head|president-elect" },
    { NG_WORKS_FOR, "cto|cfo|coo|cpo|cio|cmo|cso|officer|scientist|researcher|engineer|analyst|economist|strategist|"
                    "adviser|advisor|consultant|counsel|lawyer|spokesman|spokeswoman|spokesperson|aide|professor|"
                    "lecturer|fellow|teacher|journalist|reporter|correspondent|columnist|editor|anchor|presenter|"
                    "designer|developer|programmer|partner|minister|secretary|ambassador|envoy|commissioner|justice|"
                    "judge|manager|executive|employee|vice-president|vp|svp|evp|treasurer|attorney|general|deputy|"
                    "diplomat|negotiator|architect|technologist|strategists|lobbyist|historian|curator|biologist|"
                    "physicist|chemist|critic|coach|captain|trader|banker|prosecutor|solicitor|producer|librarian|trustee|"
                    "staffer|specialist|evangelist|cofounder-engineer|midfielder|striker|goalkeeper|defender|player" },
    { NG_MEMBER_OF, "member|senator|congressman|congresswoman|mp|mep|lawmaker|councillor" },
};

/* Words that make a smaller post of a head that would lead: 'vice president', 'policy director', 'deputy chair'. */
#define SMALLER "vice|deputy|assistant|associate|junior|regional|local|divisional|first|second"
/* Words before a head that leave it what it is. */
#define NEUTRAL                                                                                    \
    "former|ex|ex-|then|current|new|long-time|longtime|acting|interim|incoming|outgoing|executive|managing|general|"   \
    "founding|group|global|chief|prime|co|co-|-|late|honorary|supreme|non-executive|party|majority|minority|state|"    \
    "billionaire|outspoken|young|veteran|retired|first|current|creative|artistic|scientific|musical"
/* Words that no post holds before its head noun. */
#define NEVER                                                                                      \
    "the|a|an|of|at|for|in|on|by|with|and|or|to|from|is|was|are|were|be|been|has|have|had|as|who|which|that|this|its|" \
    "his|her|their|our|my|your|it|he|she|they|we|said|says|told|not|but|than|after|before|when|while|because|also|under|"  \
    "against|between|near|about|over|into|through|during|since|until|like|alongside|despite|if|whose|where"

static bool head_type(const ngi_item *item, ng_relation_type *out)
{
    size_t i;

    for (i = 0; i < sizeof heads / sizeof *heads; i++) {
        if (!ngi_item_is(item, heads[i].nouns)) continue;
        *out = heads[i].type;
        return true;
    }
    return false;
}

/* The relation of the post of items [at, last], whose head noun is `last`. */
static ng_relation_type weigh(const ngi_items *items, uint32_t at, uint32_t last, ng_relation_type type)
{
    const ngi_item *list = items->list.items;
    uint32_t i;

    if (type == NG_WORKS_FOR && ngi_item_is(&list[last], "officer") && last >= at + 2 &&
        ngi_item_is(&list[last - 1], "executive") && ngi_item_is(&list[last - 2], "chief")) {
        return NG_LEADS;
    }
    if (type == NG_WORKS_FOR && last > at) {
        if (ngi_item_is(&list[last], "executive") && ngi_item_is(&list[last - 1], "chief")) return NG_LEADS;
        if (ngi_item_is(&list[last], "minister") && ngi_item_is(&list[last - 1], "prime")) return NG_LEADS;
        if (ngi_item_is(&list[last], "justice") && ngi_item_is(&list[last - 1], "chief")) return NG_LEADS;
        if (ngi_item_is(&list[last], "partner|editor") && ngi_item_is(&list[last - 1], "managing|executive")) return NG_LEADS;
        if (ngi_item_is(&list[last], "secretary") && ngi_item_is(&list[last - 1], "general")) return NG_LEADS;
        if (ngi_item_is(&list[last], "general") && ngi_item_is(&list[last - 1], "director|secretary")) return NG_LEADS;
    }
    if (type != NG_LEADS) return type;
    for (i = at; i < last; i++) {
        if (ngi_item_is(&list[i], SMALLER)) return NG_WORKS_FOR;
        if (ngi_item_is(&list[last], "director|head|chief|manager") && !ngi_item_is(&list[i], NEUTRAL)) return NG_WORKS_FOR;
    }
    return type;
}

/* One post without 'and' from `at`: its last item, or NG_NONE. The last head noun in a row of plain words counts. */
static uint32_t single(const ngi_items *items, uint32_t at, uint32_t end, ng_relation_type *out)
{
    const ngi_item *list = items->list.items;
    uint32_t i, found = NG_NONE;
    ng_relation_type type;

    for (i = at; i < end && i < at + LONGEST_POST; i++) {
        if (!ngi_item_word(&list[i]) || ngi_item_is(&list[i], NEVER)) break;
        if (!(list[i].flags & NG_TOKEN_WORD) && !ngi_item_is(&list[i], "-")) break;
        if (head_type(&list[i], &type)) {
            found = i;
            *out = weigh(items, at, i, type);
        } else if (found != NG_NONE && !ngi_item_lower(&list[i]) && !(list[i].flags & NG_TOKEN_UPPER)) {
            break;
        }
    }
    return found;
}

/* 'head of research', 'director of AI policy': behind it the post is one of a part, and so under the head. */
static uint32_t unit_of(const ngi_items *items, uint32_t last, uint32_t end)
{
    const ngi_item *list = items->list.items;
    uint32_t i;

    if (last + 2 >= end || !ngi_item_is(&list[last + 1], "of|for")) return last;
    for (i = last + 2; i < end && i < last + 7; i++) {
        if (ngi_item_is(&list[i], "at|for|of|in|'s|,") || !ngi_item_word(&list[i])) break;
        if (ngi_item_is(&list[i], "the|a|an|its|their") || !(list[i].flags & NG_TOKEN_WORD)) return last;
    }
    if (i == last + 2 || i >= end || !ngi_item_is(&list[i], "at|for")) return last;
    return i - 1;
}

bool ngi_post_at(const ngi_items *items, uint32_t at, uint32_t end, ngi_post *out)
{
    const ngi_item *list = items->list.items;
    uint32_t last, next = at;

    memset(out, 0, sizeof *out);
    out->items.begin = out->items.end = at;
    while (out->count < NGI_POST_PARTS) {
        ng_relation_type type = NG_WORKS_FOR;
        uint32_t unit;

        last = single(items, next, end, &type);
        if (last == NG_NONE) break;
        unit = unit_of(items, last, end);
        if (unit > last && type != NG_FOUNDER_OF) type = NG_WORKS_FOR;
        out->types[out->count] = type;
        out->words[out->count++] = (ng_span){ list[next].span.begin, list[unit].span.end };
        out->items.end = unit + 1;
        next = unit + 1;
        if (next < end && ngi_item_is(&list[next], ",") && next + 1 < end && !ngi_item_is(&list[next + 1], "and")) next++;
        while (next < end && ngi_item_is(&list[next], "and|&|the|,") && next < out->items.end + 3) next++;
        if (next == out->items.end) break;
    }
    return out->count > 0;
}
