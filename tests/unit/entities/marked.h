/* Documents from text with marked names, "[Sam|person] left", for the tests of this folder. */
#ifndef TEST_MARKED_H
#define TEST_MARKED_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "entities/entities.h"
#include "text/segment.h"

/** A document, each line a paragraph, with the marked names as given mentions, not yet resolved. */
static inline ng_document *marked_document(ng_context *ctx, const char *id, const char *marked)
{
    ngi_buffer plain = { 0 };
    NGI_ARRAY(ng_mention) mentions = { 0 };
    ng_document *doc;
    ng_str rest, line;
    size_t i;

    while (*marked) {
        size_t cut = strcspn(marked, "["), bar, close;
        ng_mention m;

        assert_int_equal(ngi_buffer_add(ctx, &plain, (ng_str){ marked, cut }), NG_OK);
        marked += cut;
        if (!*marked) break;
        marked++;
        bar = strcspn(marked, "|");
        close = strcspn(marked, "]");
        memset(&m, 0, sizeof m);
        if (!ng_mention_kind_from((ng_str){ marked + bar + 1, close - bar - 1 }, &m.kind)) {
            assert_true(ng_entity_type_from((ng_str){ marked + bar + 1, close - bar - 1 }, &m.type));
        }
        m.score = 1.0f;
        m.entity = NG_NONE;
        m.span.begin = (uint32_t)plain.len;
        assert_int_equal(ngi_buffer_add(ctx, &plain, (ng_str){ marked, bar }), NG_OK);
        m.span.end = (uint32_t)plain.len;
        assert_int_equal(ngi_array_push(ctx, &mentions, m), NG_OK);
        marked += close + 1;
    }
    assert_int_equal(ngi_document_create(ctx, &doc), NG_OK);
    assert_int_equal(ngi_document_set_text(ctx, doc, ngi_buffer_str(&plain)), NG_OK);
    assert_int_equal(ngi_document_copy(ctx, doc, ng_str_from(id), &doc->about.id), NG_OK);
    for (rest = doc->text; ngi_str_next(&rest, '\n', &line);) {
        ng_span span = { (uint32_t)(line.ptr - doc->text.ptr), (uint32_t)(line.ptr + line.len - doc->text.ptr) };

        if (line.len) assert_int_equal(ngi_array_push(ctx, &doc->paragraphs, span), NG_OK);
    }
    assert_int_equal(ngi_segment(ctx, doc), NG_OK);
    for (i = 0; i < mentions.count; i++) {
        ng_mention m = mentions.items[i];

        m.tokens = ngi_document_tokens_in(doc, m.span);
        m.sentence = ngi_document_sentence_at(doc, m.span.begin);
        assert_int_equal(ngi_array_push(ctx, &doc->mentions, m), NG_OK);
    }
    doc->given = doc->relink = true;
    ngi_array_release(ctx, &mentions);
    ngi_buffer_release(ctx, &plain);
    return doc;
}

/** Entity of the first mention of a surface; NG_NONE when it has none. */
static inline uint32_t entity_of_surface(const ng_document *doc, const char *surface)
{
    size_t i;

    for (i = 0; i < doc->mentions.count; i++) {
        if (ng_str_equal(ng_document_slice(doc, doc->mentions.items[i].span), ng_str_from(surface))) return doc->mentions.items[i].entity;
    }
    return NG_NONE;
}

#endif
