/*
 * text: paragraphs of a document -> sentences and tokens, byte spans into the untouched text. No sentence crosses a
 * paragraph. Next: tokens.c, sentences.c. Cost: linear.
 */
#include "segment.h"
#include "text_impl.h"

static ng_status add_sentence(ng_context *ctx, ng_document *doc, uint32_t first, uint32_t end, uint32_t paragraph)
{
    ng_sentence s = { { doc->tokens.items[first].bytes.begin, doc->tokens.items[end - 1].bytes.end },
                      { first, end },
                      paragraph };

    for (uint32_t i = first; i < end; i++) doc->tokens.items[i].sentence = (uint32_t)doc->sentences.count;
    return ngi_array_push(ctx, &doc->sentences, s);
}

/* What is used for one paragraph after the other. */
typedef struct workspace {
    ngi_token_array tokens;
    NGI_ARRAY(uint8_t) roles;
} workspace;

static ng_status segment_paragraph(ng_context *ctx, ng_document *doc, uint32_t paragraph, workspace *w)
{
    ngi_marks marks = { doc->text, NULL, NULL, 0 };
    uint32_t base = (uint32_t)doc->tokens.count;
    ng_status st;

    w->tokens.count = 0;
    w->roles.count = 0;
    NG_CHECK(ngi_tokenize(ctx, doc->text, doc->paragraphs.items[paragraph], &w->tokens));
    NG_CHECK(ngi_array_reserve(ctx, &w->roles, w->tokens.count));
    NG_CHECK(ngi_array_reserve(ctx, &doc->tokens, w->tokens.count));
    marks.tokens = w->tokens.items;
    marks.roles = w->roles.items;
    marks.count = w->tokens.count;
    ngi_sentence_roles(&marks);
    for (size_t i = 0; i < w->tokens.count; i++) doc->tokens.items[doc->tokens.count++] = w->tokens.items[i];
    for (size_t first = 0; first < marks.count;) {
        size_t end = ngi_sentence_end(&marks, first);

        NG_CHECK(add_sentence(ctx, doc, base + (uint32_t)first, base + (uint32_t)end, paragraph));
        first = end;
    }
done:
    return st;
}

ng_status ngi_segment(ng_context *ctx, ng_document *doc)
{
    workspace w = { { NULL, 0, 0 }, { NULL, 0, 0 } };
    ng_status st = NG_OK;

    for (uint32_t i = 0; i < doc->paragraphs.count; i++) {
        if (i % 64 == 0) NG_CHECK(ngi_progress(ctx, "text", doc->paragraphs.items[i].begin, doc->text.len));
        NG_CHECK(segment_paragraph(ctx, doc, i, &w));
    }
done:
    ngi_array_release(ctx, &w.tokens);
    ngi_array_release(ctx, &w.roles);
    return st;
}
