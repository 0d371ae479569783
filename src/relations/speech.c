/*
 * Speech of a document: who says what of whom. Rules (speech_rules.c) and the trained head (speech_head.c) give
 * stretches, stretches.c joins them; here they become the document's: in order, nested ones joined to what they stand in, and each with the entities that it names
 * or refers to, its speaker left out.
 */
#include "relations.h"

#include "first_person.h"
#include "relater.h"
#include "utterances.h"

#include <stdlib.h>

#define LEAST 0.35f /* stretches less likely than this are not kept */

static int by_place(const void *x, const void *y)
{
    const ngi_utterance *a = x, *b = y;

    if (a->span.begin != b->span.begin) return a->span.begin < b->span.begin ? -1 : 1;
    if (a->span.end != b->span.end) return a->span.end > b->span.end ? -1 : 1;
    if (a->speaker != b->speaker) return a->speaker < b->speaker ? -1 : 1;
    return (a->kind > b->kind) - (a->kind < b->kind);
}

/* Add the entities that a stretch names or refers to, ascending, none twice. */
static ng_status find_about(ng_context *ctx, ng_document *doc, ng_span span, uint32_t speaker, ng_range *out)
{
    ng_range mentions = ngi_document_mentions_in(doc, span);
    ng_status st = NG_OK;
    uint32_t i, k;

    out->begin = (uint32_t)doc->about_entities.count;
    for (i = mentions.begin; i < mentions.end; i++) {
        uint32_t entity = doc->mentions.items[i].entity, *list;

        if (entity == NG_NONE || entity == speaker) continue;
        for (k = out->begin; k < doc->about_entities.count && doc->about_entities.items[k] != entity; k++) continue;
        if (k < doc->about_entities.count) continue;
        NG_CHECK(ngi_array_push(ctx, &doc->about_entities, entity));
        list = doc->about_entities.items;
        for (k = (uint32_t)doc->about_entities.count - 1; k > out->begin && list[k - 1] > list[k]; k--) {
            uint32_t other = list[k];

            list[k] = list[k - 1];
            list[k - 1] = other;
        }
    }
done:
    out->end = (uint32_t)doc->about_entities.count;
    return st;
}

/* The innermost earlier stretch of another speaker that holds this one. */
static uint32_t holder_of(const ng_document *doc, const ng_speech *s)
{
    size_t i;

    for (i = doc->speech.count; i-- > 0;) {
        const ng_speech *outer = &doc->speech.items[i];

        if (ngi_span_holds(outer->span, s->span) && outer->speaker != s->speaker) return (uint32_t)i;
    }
    return NG_NONE;
}

static ng_status store(ng_context *ctx, ngi_utterances *stretches, ng_document *doc)
{
    ng_status st = NG_OK;
    size_t i;

    doc->speech.count = doc->about_entities.count = 0;
    if (stretches->list.count) qsort(stretches->list.items, stretches->list.count, sizeof *stretches->list.items, by_place);
    for (i = 0; i < stretches->list.count; i++) {
        const ngi_utterance *from = &stretches->list.items[i];
        ng_speech s;

        if (from->score < LEAST || ngi_utterance_is_scrap(doc, from)) continue;
        if (i > 0 && ngi_span_holds(from[-1].span, from->span) && from[-1].speaker == from->speaker) continue;
        memset(&s, 0, sizeof s);
        s.speaker = from->speaker;
        s.kind = from->kind;
        s.span = from->span;
        s.speaker_span = from->speaker_span;
        if (!ngi_span_empty(from->cue)) s.cue = ng_document_slice(doc, from->cue);
        s.score = from->score;
        s.within = holder_of(doc, &s);
        NG_CHECK(ngi_array_push(ctx, &doc->speech, s));
    }
done:
    return st;
}

static ng_status find_all_about(ng_context *ctx, ng_document *doc)
{
    ng_status st = NG_OK;
    size_t i;

    for (i = 0; i < doc->speech.count; i++) {
        ng_speech *s = &doc->speech.items[i];

        NG_CHECK(find_about(ctx, doc, s->span, s->speaker, &s->about));
    }
done:
    return st;
}

static bool joins(const ngi_item *item) { return ngi_item_is(item, "and|,|&"); }

/* The item of the mention at a span, or NG_NONE. */
static uint32_t item_of_span(const ngi_items *items, ng_span span)
{
    ng_range range = ngi_document_mentions_in(items->doc, span);
    uint32_t i;

    for (i = range.begin; i < range.end; i++) {
        if (items->doc->mentions.items[i].span.end == span.end) return items->of_mention.items[i];
    }
    return NG_NONE;
}

/* The mention that stands in one row with the one at an item: 'Acme, Pine and Roe said'. Steps back over ', ' and 'and'. */
static uint32_t partner_before(const ngi_items *items, uint32_t at)
{
    const ngi_item *list = items->list.items;
    uint32_t begin = items->sentences.items[list[at].sentence].begin, i = at;

    while (i > begin && joins(&list[i - 1])) i--;
    if (i == at || i == begin || ngi_item_word(&list[i - 1])) return NG_NONE;
    return i - 1;
}

/* A stretch of each of those who speak together. Without 'and' before the last of them it is an apposition. */
static ng_status add_partners(ng_context *ctx, const ngi_items *items, ngi_utterances *utterances)
{
    size_t count = utterances->list.count, i;
    ng_status st = NG_OK;

    for (i = 0; i < count; i++) {
        ngi_utterance said = utterances->list.items[i];
        uint32_t at = said.speaker == NG_NONE ? NG_NONE : item_of_span(items, said.speaker_span);

        if (at == NG_NONE || at == 0 || !ngi_item_is(&items->list.items[at - 1], "and|&")) continue;
        while ((at = partner_before(items, at)) != NG_NONE) {
            const ngi_item *item = &items->list.items[at];

            if (ngi_item_type(items, item) != items->doc->entities.items[said.speaker].type) break;
            said.speaker_span = item->span;
            said.speaker = items->doc->mentions.items[item->mention].entity;
            NG_CHECK(ngi_array_push(ctx, &utterances->list, said));
        }
    }
done:
    return st;
}

ng_status ngi_find_speech(ng_context *ctx, const ngi_relater *relater, const ngi_encoding *encoding,
                          const ngi_lexicon *lexicon, const ngi_relation_options *opts, ng_document *doc)
{
    ng_status st = NG_OK;
    ngi_items items;
    ngi_quotes quotes;
    ngi_utterances rules, heard;
    ngi_hearing h = { &items, &quotes, lexicon, opts };

    memset(&quotes, 0, sizeof quotes);
    memset(&rules, 0, sizeof rules);
    memset(&heard, 0, sizeof heard);
    NG_CHECK(ngi_items_make(ctx, doc, &items));
    NG_CHECK(ngi_quotes_find(ctx, doc, &quotes));
    NG_CHECK(ngi_read_speech(ctx, &h, &rules));
    if (relater && encoding) {
        NG_CHECK(ngi_hear_speech(ctx, relater, encoding, doc, &heard));
        ngi_mend_stretches(doc, &heard);
        NG_CHECK(ngi_join_utterances(ctx, doc, &rules, &heard));
    }
    NG_CHECK(add_partners(ctx, &items, relater && encoding ? &heard : &rules));
    NG_CHECK(store(ctx, relater && encoding ? &heard : &rules, doc));
    NG_CHECK(ngi_settle_first_person(ctx, &h, relater, encoding, doc));
    NG_CHECK(find_all_about(ctx, doc));
done:
    ngi_items_release(ctx, &items);
    ngi_array_release(ctx, &quotes.list);
    ngi_array_release(ctx, &rules.list);
    ngi_array_release(ctx, &heard.list);
    return st;
}
