/*
 * The narrator: posts, letters, columns and questions are told by somebody who says 'I' outside every quotation. What
 * stands near such an 'I' is somebody else as a rule, so the head is a poor guide there; who says 'I am Ada Roe' is a sure
 * one. Linear in mentions, tokens and paragraphs.
 */
#include "narrator.h"

#include "base/unicode.h"

#define TURN 4u /* tokens of a speaker's name before its colon, at most */

static ng_str token_text(const ng_document *doc, uint32_t token) { return ng_document_slice(doc, doc->tokens.items[token].bytes); }

bool ngi_quoted_at(const ng_document *doc, ngi_quote_cursor *c, uint32_t byte)
{
    while (c->paragraph < doc->paragraphs.count && doc->paragraphs.items[c->paragraph].end <= byte) {
        c->paragraph++;
        c->open = false;
    }
    for (; c->token < doc->tokens.count && doc->tokens.items[c->token].bytes.begin < byte; c->token++) {
        uint32_t begin = doc->tokens.items[c->token].bytes.begin;
        size_t at = 0;
        ngi_char mark = ngi_char_next(token_text(doc, c->token), &at);

        if (c->paragraph >= doc->paragraphs.count || begin < doc->paragraphs.items[c->paragraph].begin) continue;
        if (mark == '"') c->open = !c->open;
        if (mark == 0x201C || mark == 0x201E || mark == 0xAB) c->open = true;  /* “ „ « */
        if (mark == 0x201D || mark == 0xBB) c->open = false;                   /* ” » */
    }
    return c->open;
}

/* 'Ada Roe: ...', '@ada: ...' */
static bool is_turn(const ng_document *doc, ng_span paragraph)
{
    ng_range tokens = ngi_document_tokens_in(doc, paragraph);
    uint32_t i;

    for (i = tokens.begin + 1; i + 1 < tokens.end && i <= tokens.begin + TURN; i++) {
        if (ng_str_equal(token_text(doc, i), NGI_LITERAL(":"))) return !(doc->tokens.items[i - 1].flags & NG_TOKEN_NUMBER);
    }
    return false;
}

/* What stands between 'I' or 'my' and the name of the one who says it. */
static bool introduces(ng_str between)
{
    static const ng_str words[] = { NG_STR_INIT("am"), NG_STR_INIT("'m"), NG_STR_INIT("\xE2\x80\x99m"), NG_STR_INIT(":"),
                                    NG_STR_INIT("name is"), NG_STR_INIT("name's"), NG_STR_INIT("name\xE2\x80\x99s") };
    size_t i;

    for (i = 0; i < sizeof words / sizeof *words; i++) {
        if (ngi_str_equal_nocase(ngi_str_trim(between), words[i])) return true;
    }
    return false;
}

static bool is_introduced(const ng_document *doc, uint32_t mention)
{
    const ng_mention *name = &doc->mentions.items[mention], *self;

    if (mention == 0 || name->kind != NG_NAME || name->type != NG_PERSON) return false;
    self = name - 1;
    if (self->kind != NG_PRONOUN) return false;
    if (self->sentence != name->sentence || self->span.end > name->span.begin) return false;
    if (ngi_reference_class(doc, self) != REFER_I) return false;
    return introduces(ngi_str_slice(doc->text, self->span.end, name->span.begin));
}

/* The author, where exactly that name is one of the document's. */
static uint32_t author_of(const ng_document *doc)
{
    size_t i;

    for (i = 0; doc->about.author.len && i < doc->mentions.count; i++) {
        const ng_mention *m = &doc->mentions.items[i];

        if (m->kind != NG_NAME || m->type != NG_PERSON) continue;
        if (ngi_str_equal_nocase(ng_document_slice(doc, m->span), doc->about.author)) return m->entity;
    }
    return NG_NONE;
}

ng_status ngi_find_voices(ng_context *ctx, const ng_document *doc, ngi_voices *out)
{
    ngi_quote_cursor cursor = { 0, 0, false };
    uint32_t i, narrator = NG_NONE;
    bool several = false;
    ng_status st = NG_OK;

    for (i = 0; i < doc->paragraphs.count; i++) NG_CHECK(ngi_array_push(ctx, out, NG_NONE));
    for (i = 0; i < doc->mentions.count; i++) {
        uint32_t entity = doc->mentions.items[i].entity;

        if (ngi_quoted_at(doc, &cursor, doc->mentions.items[i].span.begin) || cursor.paragraph >= out->count) continue;
        if (entity == NG_NONE || !is_introduced(doc, i)) continue;
        out->items[cursor.paragraph] = entity;
        if (is_turn(doc, doc->paragraphs.items[cursor.paragraph])) continue;
        several = several || (narrator != NG_NONE && narrator != entity);
        narrator = entity;
    }
    if (narrator == NG_NONE) narrator = author_of(doc);
    for (i = 0; i < doc->paragraphs.count && !several; i++) {
        if (out->items[i] == NG_NONE && !is_turn(doc, doc->paragraphs.items[i])) out->items[i] = narrator;
    }
done:
    return st;
}
