/*
 * Tokens of a paragraph -> where its sentences end.
 */
#include "text_impl.h"

static ng_str surface(ng_str text, const ng_token *token)
{
    return ngi_str_slice(text, token->bytes.begin, token->bytes.end);
}

static bool is_closer(ng_str word)
{
    ngi_char c = ngi_char_at(word, 0);

    return c == ')' || c == ']' || c == '"' || c == '\'' || c == 0x201D || c == 0x2019 || c == 0xBB;
}

bool ngi_sentence_ends(ng_str text, const ng_token *tokens, size_t count, size_t index)
{
    size_t stop = index;
    ng_str word = surface(text, &tokens[index]);
    ngi_char c, next;
    bool spaced;

    if (index + 1 >= count) return true;
    spaced = tokens[index].bytes.end < tokens[index + 1].bytes.begin;
    next = ngi_char_at(text, tokens[index + 1].bytes.begin);
    while (stop > 0 && is_closer(surface(text, &tokens[stop])) && tokens[stop - 1].bytes.end == tokens[stop].bytes.begin)
        stop--;
    word = surface(text, &tokens[stop]);
    c = ngi_char_at(word, word.len - 1);
    if (c != '.' && c != '!' && c != '?' && !ng_str_equal(word, NGI_LITERAL("…"))) return false;
    if (!spaced && !ngi_char_is_upper(next)) return false;
    if (!spaced && is_closer(surface(text, &tokens[index + 1]))) return false;
    if (ngi_char_is_lower(next)) return false;
    if (word.len > 1 && word.ptr[0] != '.' && c == '.') {
        ngi_abbreviation kind = ngi_abbreviation_of(ngi_str_slice(word, 0, word.len - 1));

        if (kind == NGI_ABBREVIATION_TITLE || kind == NGI_ABBREVIATION_INNER) return false;
        if (word.len == 2) return false;
    }
    return true;
}
