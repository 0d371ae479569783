/*
 * Names that the user added: found wherever they stand as words, before all else. The tagger is told of them before it
 * decodes (ngi_added_names_find), so that what stands around is labelled with them in mind; what it could not keep (a
 * name in lower case, a document read by lists) is put among the mentions afterwards.
 * In the flow: before mentions/, and the first step of ngi_resolve_entities(). Cost: the text's length for each name.
 */
#include "decisions.h"

static bool is_word_char(ngi_char c) { return c >= 0 && (ngi_char_is_letter(c) || ngi_char_is_digit(c)); }

static bool stands_alone(ng_str text, ng_span span)
{
    size_t begin = span.begin;

    return !is_word_char(ngi_char_before(text, &begin)) && !is_word_char(ngi_char_at(text, span.end));
}

static bool in_one_sentence(const ng_document *doc, ng_span span)
{
    uint32_t sentence = ngi_document_sentence_at(doc, span.begin);

    return sentence != NG_NONE && ngi_span_holds(doc->sentences.items[sentence].span, span);
}

/* Names that overlap the added one give way to it; a name that holds it and more stays ('Acme' in 'Acme Fund'). */
static bool make_room(ng_document *doc, ng_span span)
{
    size_t i, kept = 0;

    for (i = 0; i < doc->mentions.count; i++) {
        const ng_mention *m = &doc->mentions.items[i];
        bool larger = ngi_span_holds(m->span, span) && m->span.end - m->span.begin > span.end - span.begin;

        if (m->kind == NG_NAME && larger) return false;
    }
    for (i = 0; i < doc->mentions.count; i++) {
        const ng_mention *m = &doc->mentions.items[i];

        if (m->kind == NG_NAME ? ngi_span_overlaps(m->span, span) : ngi_span_holds(span, m->span)) continue;
        doc->mentions.items[kept++] = *m;
    }
    doc->mentions.count = kept;
    return true;
}

static ng_status add_at(ng_context *ctx, ng_document *doc, ngi_known_name name)
{
    ng_mention m;

    if (!make_room(doc, name.span)) return NG_OK;
    memset(&m, 0, sizeof m);
    m.span = name.span;
    m.tokens = ngi_document_tokens_in(doc, name.span);
    m.sentence = ngi_document_sentence_at(doc, name.span.begin);
    m.type = name.type;
    m.kind = NG_NAME;
    m.score = 1.0f;
    m.entity = NG_NONE;
    return ngi_array_push(ctx, &doc->mentions, m);
}

ng_status ngi_added_names_find(ng_context *ctx, const ngi_decisions *decisions, const ng_document *doc, ngi_known_names *out)
{
    ng_status st = NG_OK;
    size_t i;

    if (!decisions) return NG_OK;
    for (i = 0; i < decisions->items.count; i++) {
        const decision *d = &decisions->items.items[i];
        size_t at = 0, hit;

        if (d->kind != DECIDE_ADD) continue;
        while ((hit = ngi_str_find(ngi_str_slice(doc->text, at, doc->text.len), d->a)) != SIZE_MAX) {
            ng_span span = { (uint32_t)(at + hit), (uint32_t)(at + hit + d->a.len) };

            if (in_one_sentence(doc, span) && stands_alone(doc->text, span)) {
                NG_CHECK(ngi_array_push(ctx, out, (ngi_known_name){ span, d->type }));
            }
            at = span.end;
        }
    }
done:
    return st;
}

ng_status ngi_add_names(ng_context *ctx, const ngi_decisions *decisions, ng_document *doc)
{
    ngi_known_names found = { NULL, 0, 0 };
    ng_status st = NG_OK;
    size_t i;

    NG_CHECK(ngi_added_names_find(ctx, decisions, doc, &found));
    for (i = 0; i < found.count; i++) NG_CHECK(add_at(ctx, doc, found.items[i]));
    ngi_document_sort_mentions(doc);
done:
    ngi_array_release(ctx, &found);
    return st;
}
