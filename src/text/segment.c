/*
 * text: paragraphs of a document -> sentences and tokens, byte spans into the untouched text. No sentence crosses a
 * paragraph. Next: tokens.c, sentences.c. Cost: linear.
 */
#include "segment.h"
#include "text_impl.h"

static ng_status add_sentence(ng_context *ctx, ng_document *doc, uint32_t first, uint32_t end, uint32_t paragraph)
{
    ng_sentence s = { { doc->tokens.items[first].bytes.begin, doc->tokens.items[end - 1].bytes.end }, { first, end }, paragraph };

    for (uint32_t i = first; i < end; i++) doc->tokens.items[i].sentence = (uint32_t)doc->sentences.count;
    return ngi_array_push(ctx, &doc->sentences, s);
}

static ng_status segment_paragraph(ng_context *ctx, ng_document *doc, uint32_t paragraph, ngi_token_array *tokens)
{
    uint32_t first = (uint32_t)doc->tokens.count;
    ng_status st;

    tokens->count = 0;
    NG_CHECK(ngi_tokenize(ctx, doc->text, doc->paragraphs.items[paragraph], tokens));
    for (size_t i = 0; i < tokens->count; i++) {
        NG_CHECK(ngi_array_push(ctx, &doc->tokens, tokens->items[i]));
        if (!ngi_sentence_ends(doc->text, tokens->items, tokens->count, i)) continue;
        NG_CHECK(add_sentence(ctx, doc, first, (uint32_t)doc->tokens.count, paragraph));
        first = (uint32_t)doc->tokens.count;
    }
done:
    return st;
}

ng_status ngi_segment(ng_context *ctx, ng_document *doc)
{
    ngi_token_array tokens = { NULL, 0, 0 };
    ng_status st = NG_OK;

    for (uint32_t i = 0; i < doc->paragraphs.count; i++) {
        if (i % 64 == 0) NG_CHECK(ngi_progress(ctx, "text", doc->paragraphs.items[i].begin, doc->text.len));
        NG_CHECK(segment_paragraph(ctx, doc, i, &tokens));
    }
done:
    ngi_array_release(ctx, &tokens);
    return st;
}
