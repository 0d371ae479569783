/*
 * The document: made by ingest, filled by the stages, read by everybody. No algorithm lives here but the search for
 * what stands at a byte.
 */
#include "model.h"

#include <stdio.h>
#include <stdlib.h>

#define CODE_POINT_STEP 256u

ng_status ngi_document_create(ng_context *ctx, ng_document **out)
{
    ng_document *doc = ngi_alloc(ctx, 1, sizeof *doc);

    *out = doc;
    if (!doc) return NG_E_NOMEM;
    doc->allocator = ngi_allocator(ctx);
    doc->text = NGI_LITERAL("");
    return NG_OK;
}

void ngi_document_free(ng_document *doc)
{
    ng_allocator a;

    if (!doc) return;
    a = doc->allocator;
    ngi_arena_release(&a, &doc->strings);
    ngi_allocator_free(&a, doc->boilerplate.items);
    ngi_allocator_free(&a, doc->paragraphs.items);
    ngi_allocator_free(&a, doc->sentences.items);
    ngi_allocator_free(&a, doc->tokens.items);
    ngi_allocator_free(&a, doc->mentions.items);
    ngi_allocator_free(&a, doc->entities.items);
    ngi_allocator_free(&a, doc->aliases.items);
    ngi_allocator_free(&a, doc->relations.items);
    ngi_allocator_free(&a, doc->evidence.items);
    ngi_allocator_free(&a, doc->speech.items);
    ngi_allocator_free(&a, doc->about_entities.items);
    ngi_allocator_free(&a, doc->code_points.items);
    ngi_allocator_free(&a, doc);
}

ng_status ngi_document_copy(ng_context *ctx, ng_document *doc, ng_str text, ng_str *out)
{
    return ngi_arena_copy(ctx, &doc->strings, text, out);
}

ng_status ngi_document_set_text(ng_context *ctx, ng_document *doc, ng_str text)
{
    ng_status st = NG_OK;
    uint32_t count = 0;
    size_t i;

    if (text.len >= UINT32_MAX) return ngi_fail(ctx, NG_E_LIMIT, "a document is larger than 4 GiB");
    if (!text.ptr) text = NGI_LITERAL("");
    NG_CHECK(ngi_document_copy(ctx, doc, text, &doc->text));
    for (i = 0; i < text.len; i++) {
        if (i % CODE_POINT_STEP == 0) NG_CHECK(ngi_array_push(ctx, &doc->code_points, count));
        count += ((unsigned char)text.ptr[i] & 0xC0) != 0x80;
    }
done:
    return st;
}

uint32_t ng_document_code_point(const ng_document *doc, uint32_t byte)
{
    uint32_t i, count;

    if (byte > doc->text.len) byte = (uint32_t)doc->text.len;
    if (byte / CODE_POINT_STEP >= doc->code_points.count) {
        if (doc->code_points.count == 0) return 0;
        i = (uint32_t)(doc->code_points.count - 1) * CODE_POINT_STEP;
    } else {
        i = byte / CODE_POINT_STEP * CODE_POINT_STEP;
    }
    count = doc->code_points.items[i / CODE_POINT_STEP];
    for (; i < byte; i++) count += ((unsigned char)doc->text.ptr[i] & 0xC0) != 0x80;
    return count;
}

uint32_t ngi_document_byte(const ng_document *doc, uint32_t code_point)
{
    size_t low = 0, high = doc->code_points.count;
    uint32_t count, i;

    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;

        if (doc->code_points.items[middle] <= code_point) {
            low = middle;
        } else {
            high = middle;
        }
    }
    if (high == 0) return 0;
    count = doc->code_points.items[low];
    for (i = (uint32_t)low * CODE_POINT_STEP; i < doc->text.len; i++) {
        bool begins = ((unsigned char)doc->text.ptr[i] & 0xC0) != 0x80;

        if (begins && count == code_point) return i;
        count += begins;
    }
    return (uint32_t)doc->text.len;
}

uint32_t ngi_document_sentence_at(const ng_document *doc, uint32_t byte)
{
    size_t low = 0, high = doc->sentences.count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (doc->sentences.items[middle].span.end <= byte) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    if (low == doc->sentences.count || doc->sentences.items[low].span.begin > byte) return NG_NONE;
    return (uint32_t)low;
}

ng_range ngi_document_tokens_in(const ng_document *doc, ng_span span)
{
    size_t low = 0, high = doc->tokens.count;
    ng_range found;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (doc->tokens.items[middle].bytes.end <= span.begin) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    found.begin = found.end = (uint32_t)low;
    while (found.end < doc->tokens.count && doc->tokens.items[found.end].bytes.begin < span.end) found.end++;
    return found;
}

ng_range ngi_document_mentions_in(const ng_document *doc, ng_span span)
{
    size_t low = 0, high = doc->mentions.count;
    ng_range found;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (doc->mentions.items[middle].span.begin < span.begin) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    found.begin = found.end = (uint32_t)low;
    while (found.end < doc->mentions.count && doc->mentions.items[found.end].span.begin < span.end) found.end++;
    return found;
}

static int by_place(const void *a, const void *b)
{
    const ng_mention *m = a, *n = b;

    if (m->span.begin != n->span.begin) return m->span.begin < n->span.begin ? -1 : 1;
    if (m->span.end != n->span.end) return m->span.end > n->span.end ? -1 : 1;
    return (m->kind > n->kind) - (m->kind < n->kind);
}

void ngi_document_sort_mentions(ng_document *doc)
{
    if (doc->mentions.count) qsort(doc->mentions.items, doc->mentions.count, sizeof *doc->mentions.items, by_place);
}

void ngi_document_find_first_mentions(ng_document *doc)
{
    size_t i;

    for (i = 0; i < doc->entities.count; i++) doc->entities.items[i].first_mention = NG_NONE;
    for (i = doc->mentions.count; i-- > 0;) {
        const ng_mention *m = &doc->mentions.items[i];

        if (m->kind == NG_NAME && m->entity != NG_NONE) doc->entities.items[m->entity].first_mention = (uint32_t)i;
    }
}

ng_status ngi_entity_make_id(ng_context *ctx, ng_document *doc, ng_span mention, ng_str *out)
{
    uint64_t hash = ngi_hash(NGI_HASH_START, doc->text.ptr, doc->text.len);
    uint32_t place = ng_document_code_point(doc, mention.begin);
    unsigned char bytes[4] = { (unsigned char)place, (unsigned char)(place >> 8), (unsigned char)(place >> 16),
                               (unsigned char)(place >> 24) };
    char id[20];

    hash = ngi_hash_mix(ngi_hash(hash, bytes, sizeof bytes));
    (void)snprintf(id, sizeof id, "e%08lx%08lx", (unsigned long)(hash >> 32), (unsigned long)(hash & UINT32_MAX));
    return ngi_document_copy(ctx, doc, ng_str_from(id), out);
}

const ng_metadata *ng_document_metadata(const ng_document *doc) { return &doc->about; }
ng_str ng_document_text(const ng_document *doc) { return doc->text; }

ng_str ng_document_slice(const ng_document *doc, ng_span span)
{
    if (span.begin >= span.end || span.end > doc->text.len) return NGI_LITERAL("");
    return ngi_str_slice(doc->text, span.begin, span.end);
}

#define NGI_GETTER(name, type, array)                                                              \
    const type *name(const ng_document *doc, size_t *out_count)                                    \
    {                                                                                              \
        *out_count = doc->array.count;                                                             \
        return doc->array.items;                                                                   \
    }

NGI_GETTER(ng_document_boilerplate, ng_span, boilerplate)
NGI_GETTER(ng_document_paragraphs, ng_span, paragraphs)
NGI_GETTER(ng_document_sentences, ng_sentence, sentences)
NGI_GETTER(ng_document_tokens, ng_token, tokens)
NGI_GETTER(ng_document_mentions, ng_mention, mentions)
NGI_GETTER(ng_document_entities, ng_entity, entities)
NGI_GETTER(ng_document_aliases, ng_str, aliases)
NGI_GETTER(ng_document_relations, ng_relation, relations)
NGI_GETTER(ng_document_evidence, ng_evidence, evidence)
NGI_GETTER(ng_document_speech, ng_speech, speech)
NGI_GETTER(ng_document_about, uint32_t, about_entities)
