/*
 * A document with mentions and entities from marked text, for tests of the stages behind entities/.
 *
 *   [Mira Roe|person]       a name; the first one makes the entity of that name
 *   [Roe|=Mira Roe]         another name of it
 *   [she|~Mira Roe]         a reference to it, a pronoun if the surface is one
 *
 * A line is a paragraph; sentences and tokens are those of ngi_segment().
 */
#ifndef SUPPORT_MARKED_DOCUMENT_H
#define SUPPORT_MARKED_DOCUMENT_H

#include "core/model.h"
#include "text/segment.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define MARKED_PRONOUNS                                                                            \
    " he him his himself she her hers herself it its itself they them their theirs who whom whose which i me my we us our you your "

static inline bool marked_is_pronoun(ng_str surface)
{
    char word[16] = " ";
    size_t i;

    if (surface.len > 10) return false;
    for (i = 0; i < surface.len; i++) {
        char c = surface.ptr[i];

        word[i + 1] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
    }
    word[i + 1] = ' ';
    word[i + 2] = '\0';
    return strstr(MARKED_PRONOUNS, word) != NULL;
}

static inline uint32_t marked_entity(ng_context *ctx, ng_document *doc, ng_str name, bool make, ng_str type, uint32_t mention)
{
    ng_entity entity;
    uint32_t i;

    for (i = 0; i < doc->entities.count; i++) {
        if (ng_str_equal(doc->entities.items[i].name, name) &&
            (!make || ng_str_equal(ng_str_from(ng_entity_type_name(doc->entities.items[i].type)), type))) {
            return i;
        }
    }
    assert_true(make);
    memset(&entity, 0, sizeof entity);
    entity.first_mention = mention;
    entity.actor = NG_NONE;
    assert_int_equal(ngi_document_copy(ctx, doc, name, &entity.name), NG_OK);
    assert_int_equal(ngi_entity_make_id(ctx, doc, doc->mentions.items[mention].span, &entity.id), NG_OK);
    assert_true(ng_entity_type_from(type, &entity.type));
    assert_int_equal(ngi_array_push(ctx, &doc->entities, entity), NG_OK);
    return (uint32_t)doc->entities.count - 1;
}

/* The text without marks; the spans and labels ("person", "=Mira Roe") of the marked parts. */
typedef struct marked_part {
    ng_span span;
    ng_str label;
} marked_part;

static inline size_t marked_strip(ng_context *ctx, ng_str marked, ngi_buffer *plain, marked_part *parts, size_t most)
{
    size_t at = 0, count = 0;

    while (at < marked.len) {
        ng_str rest = ngi_str_slice(marked, at, marked.len);
        size_t bar = ngi_str_find(rest, NGI_LITERAL("|")), close = ngi_str_find(rest, NGI_LITERAL("]"));

        if (rest.ptr[0] == '[' && bar < close && close != SIZE_MAX) {
            assert_true(count < most);
            parts[count].span.begin = (uint32_t)plain->len;
            assert_int_equal(ngi_buffer_add(ctx, plain, ngi_str_slice(rest, 1, bar)), NG_OK);
            parts[count].span.end = (uint32_t)plain->len;
            parts[count++].label = ngi_str_slice(rest, bar + 1, close);
            at += close + 1;
        } else {
            assert_int_equal(ngi_buffer_add_char(ctx, plain, rest.ptr[0]), NG_OK);
            at++;
        }
    }
    return count;
}

/** The document; freed with ngi_document_free(). Fails the test on marks that do not fit. */
static inline ng_document *marked_document(ng_context *ctx, ng_str marked)
{
    marked_part parts[256];
    ngi_buffer plain = { NULL, 0, 0 };
    ng_document *doc;
    ng_str rest, line;
    size_t count, i;

    assert_int_equal(ngi_document_create(ctx, &doc), NG_OK);
    count = marked_strip(ctx, marked, &plain, parts, 256);
    assert_int_equal(ngi_document_set_text(ctx, doc, ngi_buffer_str(&plain)), NG_OK);
    ngi_buffer_release(ctx, &plain);
    for (rest = doc->text; ngi_str_next(&rest, '\n', &line);) {
        ng_span span = { (uint32_t)(line.ptr - doc->text.ptr), (uint32_t)(line.ptr - doc->text.ptr + (ptrdiff_t)line.len) };

        if (ngi_str_trim(line).len) assert_int_equal(ngi_array_push(ctx, &doc->paragraphs, span), NG_OK);
    }
    assert_int_equal(ngi_segment(ctx, doc), NG_OK);
    for (i = 0; i < count; i++) {
        ng_mention m;

        memset(&m, 0, sizeof m);
        m.span = parts[i].span;
        m.tokens = ngi_document_tokens_in(doc, m.span);
        m.sentence = ngi_document_sentence_at(doc, m.span.begin);
        m.score = 1.0f;
        m.entity = NG_NONE;
        if (parts[i].label.ptr[0] == '~') m.kind = marked_is_pronoun(ng_document_slice(doc, m.span)) ? NG_PRONOUN : NG_NOMINAL;
        assert_int_equal(ngi_array_push(ctx, &doc->mentions, m), NG_OK);
    }
    for (i = 0; i < count; i++) { /* names first: a reference may stand before its name */
        ng_str label = parts[i].label;

        if (label.ptr[0] == '=' || label.ptr[0] == '~') continue;
        doc->mentions.items[i].entity = marked_entity(ctx, doc, ng_document_slice(doc, parts[i].span), true, label, (uint32_t)i);
    }
    for (i = 0; i < count; i++) {
        ng_str label = parts[i].label;
        ng_mention *m = &doc->mentions.items[i];

        if (label.ptr[0] == '=' || label.ptr[0] == '~') {
            m->entity = marked_entity(ctx, doc, ngi_str_slice(label, 1, label.len), false, label, (uint32_t)i);
        }
        m->type = doc->entities.items[m->entity].type;
    }
    assert_int_equal(ngi_document_check(ctx, doc), NG_OK);
    return doc;
}

#endif
