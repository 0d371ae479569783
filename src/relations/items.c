/*
 * Tokens and mentions -> one row of items. Named mentions win over references that overlap them, longer ones over
 * shorter; where a mention covers a part of a token only ('Berlin' of 'Berlin-based'), the rest is cut at hyphens into
 * words of its own. Linear in tokens and mentions.
 */
#include "items.h"

static ng_status push_word(ng_context *ctx, ngi_items *items, uint32_t begin, uint32_t end, const ng_token *token)
{
    ngi_item item = { { begin, end }, NG_NONE, token->sentence, token->flags, { NULL, 0 } };

    item.text = ng_document_slice(items->doc, item.span);
    return ngi_array_push(ctx, &items->list, item);
}

/* What a mention leaves of a token: hyphens and the words between them. */
static ng_status push_rest(ng_context *ctx, ngi_items *items, uint32_t begin, uint32_t end, const ng_token *token)
{
    const char *text = items->doc->text.ptr;
    ng_status st = NG_OK;
    uint32_t at = begin, i;

    for (i = begin; i < end; i++) {
        if (text[i] != '-') continue;
        if (at < i) NG_CHECK(push_word(ctx, items, at, i, token));
        NG_CHECK(push_word(ctx, items, i, i + 1, token));
        at = i + 1;
    }
    if (at < end) NG_CHECK(push_word(ctx, items, at, end, token));
done:
    return st;
}

/* Of the mentions that overlap mention m: is there one that should stand instead? */
static bool outranked(const ng_document *doc, size_t m)
{
    const ng_mention *mine = &doc->mentions.items[m], *other;
    size_t i;

    for (i = m; i-- > 0;) {
        other = &doc->mentions.items[i];
        if (other->sentence != mine->sentence) break;
        if (other->entity == NG_NONE || !ngi_span_overlaps(other->span, mine->span)) continue;
        if (other->kind == NG_NAME || mine->kind != NG_NAME) return true;
    }
    for (i = m + 1; i < doc->mentions.count && doc->mentions.items[i].span.begin < mine->span.end; i++) {
        other = &doc->mentions.items[i];
        if (other->entity != NG_NONE && other->kind == NG_NAME && mine->kind != NG_NAME) return true;
    }
    return false;
}

static ng_status push_sentence(ng_context *ctx, ngi_items *items, uint32_t s, size_t *mention)
{
    const ng_document *doc = items->doc;
    const ng_sentence *sentence = &doc->sentences.items[s];
    ng_status st = NG_OK;
    ng_range made = { (uint32_t)items->list.count, 0 };
    uint32_t at = sentence->span.begin, i = sentence->tokens.begin;

    while (i < sentence->tokens.end) {
        const ng_token *token = &doc->tokens.items[i];
        const ng_mention *next = *mention < doc->mentions.count ? &doc->mentions.items[*mention] : NULL;
        uint32_t begin = token->bytes.begin > at ? token->bytes.begin : at;

        if (next && next->span.begin < token->bytes.end) {
            if (next->entity == NG_NONE || next->span.begin < at || outranked(doc, *mention)) {
                ++*mention;
                continue;
            }
            if (begin < next->span.begin) NG_CHECK(push_rest(ctx, items, begin, next->span.begin, token));
            items->of_mention.items[*mention] = (uint32_t)items->list.count;
            NG_CHECK(ngi_array_push(ctx, &items->list, (ngi_item){ next->span, (uint32_t)*mention, s, 0,
                                                                    ng_document_slice(doc, next->span) }));
            at = next->span.end;
            ++*mention;
            while (i < sentence->tokens.end && doc->tokens.items[i].bytes.end <= at) i++;
            continue;
        }
        if (begin > token->bytes.begin) {
            NG_CHECK(push_rest(ctx, items, begin, token->bytes.end, token));
        } else {
            NG_CHECK(push_word(ctx, items, begin, token->bytes.end, token));
        }
        at = token->bytes.end;
        i++;
    }
    made.end = (uint32_t)items->list.count;
    NG_CHECK(ngi_array_push(ctx, &items->sentences, made));
done:
    return st;
}

ng_status ngi_items_make(ng_context *ctx, const ng_document *doc, ngi_items *out)
{
    ng_status st = NG_OK;
    size_t i, mention = 0;

    memset(out, 0, sizeof *out);
    out->doc = doc;
    for (i = 0; i < doc->mentions.count; i++) NG_CHECK(ngi_array_push(ctx, &out->of_mention, NG_NONE));
    for (i = 0; i < doc->sentences.count; i++) {
        while (mention < doc->mentions.count && doc->mentions.items[mention].sentence < i) mention++;
        NG_CHECK(push_sentence(ctx, out, (uint32_t)i, &mention));
    }
done:
    if (st != NG_OK) ngi_items_release(ctx, out);
    return st;
}

void ngi_items_release(ng_context *ctx, ngi_items *items)
{
    ngi_array_release(ctx, &items->list);
    ngi_array_release(ctx, &items->sentences);
    ngi_array_release(ctx, &items->of_mention);
}

/* The next byte of a word with its curly apostrophe straightened and ASCII in lower case. */
static char plain_byte(ng_str word, size_t *at)
{
    char c = word.ptr[*at];

    if (word.len - *at >= 3 && memcmp(word.ptr + *at, "\xe2\x80\x99", 3) == 0) {
        *at += 3;
        return '\'';
    }
    ++*at;
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

bool ngi_word_in(ng_str word, const char *alternatives)
{
    char plain[64]; /* alternatives are words, and shorter */
    const char *found;
    size_t at = 0, n = 0;

    while (at < word.len) {
        char c = plain_byte(word, &at);

        if (n + 1 == sizeof plain || c == '|' || c == '\0') return false;
        plain[n++] = c;
    }
    plain[n] = '\0';
    if (n == 0) return false;
    for (found = strstr(alternatives, plain); found; found = strstr(found + 1, plain)) {
        if ((found == alternatives || found[-1] == '|') && (found[n] == '|' || found[n] == '\0')) return true;
    }
    return false;
}

bool ngi_item_is(const ngi_item *item, const char *alternatives)
{
    return item->mention == NG_NONE && ngi_word_in(item->text, alternatives);
}

bool ngi_item_lower(const ngi_item *item)
{
    return item->mention == NG_NONE && (item->flags & NG_TOKEN_WORD) && item->text.len && item->text.ptr[0] >= 'a' &&
           item->text.ptr[0] <= 'z';
}

bool ngi_item_stop(const ngi_item *item)
{
    return item->mention == NG_NONE && !(item->flags & NG_TOKEN_WORD) && !(item->flags & NG_TOKEN_NUMBER) &&
           !ngi_word_in(item->text, "-|'|$|%|&");
}

bool ngi_item_auxiliary(const ngi_item *item)
{
    static const char *const words =
        "has|have|had|having|is|are|was|were|be|been|being|will|would|'ll|shall|may|might|can|could|should|must|do|does|did|"
        "to|not|n't|never|also|now|once|still|just|already|soon|then|later|first|long|no|longer|plans|plan|planned|"
        "agreed|agree|agrees|wants|intends|aims|hopes|expects|expected|set|due|seeks|sought|seeking|offered|tried|trying|"
        "attempted|considering|reported|said|believed|thought|understood|rumoured|rumored|likely|about|started|began|used|"
        "again|even|instead|together|both|all|since|there|here|planning|vowed|threatened|pledged|promised|proposed|-";
    size_t n = item->text.len;

    if (!ngi_item_word(item)) return false;
    return ngi_item_is(item, words) || (n > 4 && item->text.ptr[n - 2] == 'l' && item->text.ptr[n - 1] == 'y' && ngi_item_lower(item));
}

uint32_t ngi_items_possessive(const ngi_items *items, uint32_t at, uint32_t end)
{
    const ngi_item *item = at < end ? &items->list.items[at] : NULL, *next = at + 1 < end ? item + 1 : NULL;

    if (!item || item->mention == NG_NONE) return 0;
    if (ngi_word_in(item->text, "its|his|their|our|my|your|whose")) return 1;
    if (ngi_word_in(item->text, "her") && next && ngi_item_lower(next)) return 1;
    if (next && ngi_item_word(next) && ((next->flags & NG_TOKEN_POSSESSIVE) || ngi_item_is(next, "'s|'"))) return 2;
    return 0;
}

ng_entity_type ngi_item_type(const ngi_items *items, const ngi_item *item)
{
    return items->doc->entities.items[items->doc->mentions.items[item->mention].entity].type;
}
