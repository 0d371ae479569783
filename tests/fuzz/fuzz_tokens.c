/* Any valid UTF-8 as one paragraph: every letter and digit must stand in a token, tokens in sentences. */
#include "base/unicode.h"
#include "fuzz_reading.h"

static void check_cover(const ng_document *doc)
{
    size_t at = 0, token = 0;

    while (at < doc->text.len) {
        size_t begin = at;
        ngi_char c = ngi_char_next(doc->text, &at);

        while (token < doc->tokens.count && doc->tokens.items[token].bytes.end <= begin) token++;
        if (!ngi_char_is_letter(c) && !ngi_char_is_digit(c)) continue;
        fuzz_must(token < doc->tokens.count && doc->tokens.items[token].bytes.begin <= begin);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    ngi_buffer text = { 0 };
    ng_document *doc = NULL;
    ng_context *ctx;
    size_t replaced;

    if (ng_context_create(NULL, &ctx) != NG_OK) return 0;
    fuzz_must(ngi_utf8_repair(ctx, (ng_str){ (const char *)data, size }, &text, &replaced) == NG_OK);
    fuzz_must(ngi_document_create(ctx, &doc) == NG_OK);
    fuzz_must(ngi_document_set_text(ctx, doc, ngi_buffer_str(&text)) == NG_OK);
    if (text.len > 0)
        fuzz_must(ngi_array_push(ctx, &doc->paragraphs, ((ng_span){ 0, (uint32_t)text.len })) == NG_OK);
    fuzz_must(ngi_segment(ctx, doc) == NG_OK);
    fuzz_must(ngi_document_check(ctx, doc) == NG_OK);
    check_cover(doc);
    ngi_buffer_release(ctx, &text);
    ngi_document_free(doc);
    ng_context_free(ctx);
    return 0;
}
