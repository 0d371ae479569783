/*
 * What must hold of a document after each stage. Debug builds, tests and fuzz targets call it; linear in its size.
 */
#include "model.h"

#define MUST(condition, ...)                                                                       \
    do {                                                                                           \
        if (!(condition)) return ngi_fail(ctx, NG_E_INTERNAL, __VA_ARGS__);                        \
    } while (0)

static bool span_in(const ng_document *doc, ng_span span)
{
    return span.begin <= span.end && span.end <= doc->text.len;
}

static ng_status check_prose(ng_context *ctx, const ng_document *doc)
{
    uint32_t at = 0;
    size_t i;

    for (i = 0; i < doc->boilerplate.count; i++) {
        ng_span s = doc->boilerplate.items[i];

        MUST(span_in(doc, s) && s.begin >= at, "boilerplate %zu is out of order", i);
        at = s.end;
    }
    at = 0;
    for (i = 0; i < doc->paragraphs.count; i++) {
        ng_span s = doc->paragraphs.items[i];

        MUST(span_in(doc, s) && s.begin >= at && s.begin < s.end, "paragraph %zu is out of order", i);
        at = s.end;
    }
    return NG_OK;
}

static ng_status check_tokens(ng_context *ctx, const ng_document *doc)
{
    uint32_t at = 0, token = 0;
    size_t i;

    for (i = 0; i < doc->sentences.count; i++) {
        const ng_sentence *s = &doc->sentences.items[i];

        MUST(span_in(doc, s->span) && s->span.begin >= at && s->span.begin < s->span.end, "sentence %zu is out of order", i);
        MUST(s->tokens.begin == token && s->tokens.end <= doc->tokens.count && s->tokens.begin < s->tokens.end,
             "tokens of sentence %zu are out of order", i);
        MUST(s->paragraph < doc->paragraphs.count && ngi_span_holds(doc->paragraphs.items[s->paragraph], s->span),
             "sentence %zu is not in its paragraph", i);
        at = s->span.end;
        token = s->tokens.end;
    }
    MUST(token == doc->tokens.count, "tokens outside of the sentences");
    at = 0;
    for (i = 0; i < doc->tokens.count; i++) {
        const ng_token *t = &doc->tokens.items[i];

        MUST(t->bytes.begin >= at && t->bytes.begin < t->bytes.end && t->sentence < doc->sentences.count &&
                 ngi_span_holds(doc->sentences.items[t->sentence].span, t->bytes),
             "token %zu is out of place", i);
        at = t->bytes.end;
    }
    return NG_OK;
}

static ng_status check_mentions(ng_context *ctx, const ng_document *doc)
{
    size_t i;

    for (i = 0; i < doc->mentions.count; i++) {
        const ng_mention *m = &doc->mentions.items[i];

        MUST(span_in(doc, m->span) && m->span.begin < m->span.end, "mention %zu is empty", i);
        MUST(i == 0 || m[-1].span.begin <= m->span.begin, "mention %zu is out of order", i);
        MUST((unsigned)m->type < NG_ENTITY_TYPE_COUNT && (unsigned)m->kind < NG_MENTION_KIND_COUNT, "mention %zu has no type", i);
        MUST(m->score >= 0.0f && m->score <= 1.0f, "mention %zu has a score outside of 0..1", i);
        MUST(m->sentence < doc->sentences.count && ngi_span_holds(doc->sentences.items[m->sentence].span, m->span),
             "mention %zu crosses a sentence", i);
        MUST(m->entity == NG_NONE || m->entity < doc->entities.count, "mention %zu has no entity", i);
    }
    for (i = 0; i < doc->entities.count; i++) {
        const ng_entity *e = &doc->entities.items[i];

        MUST(e->id.len && e->name.len, "entity %zu has no id or name", i);
        MUST(e->aliases.begin <= e->aliases.end && e->aliases.end <= doc->aliases.count, "aliases of entity %zu", i);
        MUST(e->first_mention < doc->mentions.count && doc->mentions.items[e->first_mention].entity == i,
             "entity %zu has no first mention", i);
    }
    return NG_OK;
}

static ng_status check_edges(ng_context *ctx, const ng_document *doc)
{
    size_t i, k;

    for (i = 0; i < doc->relations.count; i++) {
        const ng_relation *r = &doc->relations.items[i];

        MUST(r->head < doc->entities.count && r->tail < doc->entities.count && r->head != r->tail, "relation %zu has no ends", i);
        MUST((unsigned)r->type < NG_RELATION_COUNT && (unsigned)r->status < NG_ASSERTION_COUNT, "relation %zu has no type", i);
        MUST(r->evidence.begin < r->evidence.end && r->evidence.end <= doc->evidence.count, "relation %zu has no evidence", i);
        MUST(r->score >= 0.0f && r->score <= 1.0f, "relation %zu has a score outside of 0..1", i);
        for (k = r->evidence.begin; k < r->evidence.end; k++) {
            const ng_evidence *e = &doc->evidence.items[k];

            MUST(span_in(doc, e->span) && span_in(doc, e->head) && span_in(doc, e->tail), "evidence of relation %zu", i);
        }
    }
    for (i = 0; i < doc->speech.count; i++) {
        const ng_speech *s = &doc->speech.items[i];

        MUST(span_in(doc, s->span) && s->span.begin < s->span.end, "speech %zu is empty", i);
        MUST(s->speaker == NG_NONE || s->speaker < doc->entities.count, "speech %zu has no speaker", i);
        MUST(s->about.begin <= s->about.end && s->about.end <= doc->about_entities.count, "speech %zu is about nothing", i);
        MUST(s->within == NG_NONE || s->within < i, "speech %zu stands in a later one", i);
        for (k = s->about.begin; k < s->about.end; k++) {
            MUST(doc->about_entities.items[k] < doc->entities.count && doc->about_entities.items[k] != s->speaker,
                 "speech %zu is about its speaker", i);
        }
    }
    return NG_OK;
}

ng_status ngi_document_check(ng_context *ctx, const ng_document *doc)
{
    ng_status st;

    NG_CHECK(check_prose(ctx, doc));
    NG_CHECK(check_tokens(ctx, doc));
    NG_CHECK(check_mentions(ctx, doc));
    NG_CHECK(check_edges(ctx, doc));
done:
    return st;
}
