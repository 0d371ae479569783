/*
 * Speech of a document: who says what of whom. Rules (speech_rules.c) and the trained head give stretches; here they
 * become the document's: in order, nested ones joined to what they stand in, and each with the entities that it names
 * or refers to, its speaker left out.
 */
#include "relations.h"

#include "stretches.h"

#include <stdlib.h>

static int by_place(const void *x, const void *y)
{
    const ngi_stretch *a = x, *b = y;

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

static ng_status store(ng_context *ctx, ngi_stretches *stretches, ng_document *doc)
{
    ng_status st = NG_OK;
    size_t i;

    doc->speech.count = doc->about_entities.count = 0;
    if (stretches->list.count) qsort(stretches->list.items, stretches->list.count, sizeof *stretches->list.items, by_place);
    for (i = 0; i < stretches->list.count; i++) {
        const ngi_stretch *from = &stretches->list.items[i];
        ng_speech s;

        if (i > 0 && ngi_span_holds(from[-1].span, from->span) && from[-1].speaker == from->speaker) continue;
        memset(&s, 0, sizeof s);
        s.speaker = from->speaker;
        s.kind = from->kind;
        s.span = from->span;
        s.speaker_span = from->speaker_span;
        if (!ngi_span_empty(from->cue)) s.cue = ng_document_slice(doc, from->cue);
        s.score = from->score;
        s.within = holder_of(doc, &s);
        NG_CHECK(find_about(ctx, doc, s.span, s.speaker, &s.about));
        NG_CHECK(ngi_array_push(ctx, &doc->speech, s));
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
    ngi_stretches stretches;
    ngi_hearing h = { &items, &quotes, lexicon, opts };

    (void)relater;
    (void)encoding;
    memset(&quotes, 0, sizeof quotes);
    memset(&stretches, 0, sizeof stretches);
    NG_CHECK(ngi_items_make(ctx, doc, &items));
    NG_CHECK(ngi_quotes_find(ctx, doc, &quotes));
    NG_CHECK(ngi_read_speech(ctx, &h, &stretches));
    NG_CHECK(store(ctx, &stretches, doc));
done:
    ngi_items_release(ctx, &items);
    ngi_array_release(ctx, &quotes.list);
    ngi_array_release(ctx, &stretches.list);
    return st;
}
