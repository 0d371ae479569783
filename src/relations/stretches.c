/*
 * Stretches of two sources -> one list. What the head split is mended; what it began and a rule knows the rest of is
 * completed; where both heard the same words, the surer speaker is taken. Linear but for the comparison of rules with
 * what was heard, and both are few.
 */
#include "utterances.h"

#include "base/unicode.h"

/* The head's speaker gives way to that of a rule this much surer. */
#define SURER 0.3f

/* Nothing but a name in quotation marks, as of a bill or a book. */
static bool is_quoted_name(const ng_document *doc, const ngi_utterance *s)
{
    ng_range mentions = ngi_document_mentions_in(doc, s->span);
    uint32_t i;

    for (i = mentions.begin; i < mentions.end; i++) {
        const ng_mention *m = &doc->mentions.items[i];

        if (m->kind != NG_NAME || m->span.begin < s->span.begin || m->span.end > s->span.end) continue;
        if (!ngi_text_has_word(ng_document_slice(doc, (ng_span){ s->span.begin, m->span.begin })) &&
            !ngi_text_has_word(ng_document_slice(doc, (ng_span){ m->span.end, s->span.end }))) return true;
    }
    return false;
}

bool ngi_utterance_is_scrap(const ng_document *doc, const ngi_utterance *s)
{
    if (s->kind == NG_DIRECT) return s->speaker == NG_NONE && is_quoted_name(doc, s);
    return ngi_word_in(ng_document_slice(doc, s->span), "that|whether|why|how|what|for|on|to|the|a|an|of|as|was");
}

/* Do two indirect stretches of one sentence stand with nothing but white space between them? */
static bool is_split(const ng_document *doc, const ngi_utterance *a, const ngi_utterance *b)
{
    if (a->kind != NG_INDIRECT || b->kind != NG_INDIRECT || a->span.end > b->span.begin) return false;
    if (ngi_document_sentence_at(doc, a->span.begin) != ngi_document_sentence_at(doc, b->span.begin)) return false;
    return ngi_str_trim(ng_document_slice(doc, (ng_span){ a->span.end, b->span.begin })).len == 0;
}

void ngi_mend_stretches(const ng_document *doc, ngi_utterances *heard)
{
    ngi_utterance *list = heard->list.items;
    size_t i, kept = 0;

    for (i = 0; i < heard->list.count; i++) {
        ngi_utterance s = list[i];

        if (kept > 0 && is_split(doc, &list[kept - 1], &s)) {
            ngi_utterance *before = &list[kept - 1];
            uint32_t begin = before->span.begin;

            if (s.span.end - s.span.begin > before->span.end - begin) *before = s;
            before->span = (ng_span){ begin, s.span.end };
            continue;
        }
        list[kept++] = s;
    }
    heard->list.count = kept;
}

ng_status ngi_join_utterances(ng_context *ctx, const ng_document *doc, const ngi_utterances *rules, ngi_utterances *heard)
{
    size_t count = heard->list.count, i, k;
    ng_status st = NG_OK;

    for (i = 0; i < rules->list.count; i++) {
        const ngi_utterance *rule = &rules->list.items[i];
        bool shared = false;

        for (k = 0; k < count; k++) {
            ngi_utterance *mine = &heard->list.items[k];

            if (ngi_utterance_is_scrap(doc, mine) && is_split(doc, mine, rule)) mine->span.end = rule->span.end;
            if (!ngi_span_overlaps(rule->span, mine->span)) continue;
            shared = true;
            if (ngi_span_empty(mine->cue)) mine->cue = rule->cue;
            if (rule->speaker == NG_NONE || rule->kind != mine->kind || rule->score < mine->score + SURER) continue;
            mine->speaker = rule->speaker;
            mine->speaker_span = rule->speaker_span;
            mine->score = rule->score;
        }
        if (!shared && rule->alone) NG_CHECK(ngi_array_push(ctx, &heard->list, *rule));
    }
done:
    return st;
}
