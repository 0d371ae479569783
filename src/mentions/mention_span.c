/*
 * From units to spans of the text. The encoder's labels are good at where a name begins and ends, but nothing keeps
 * them from taking a closing quotation mark or a possessive along; here what can't be part of a name is cut off.
 */
#include "mention_span.h"

#include "base/unicode.h"

ng_span ngi_units_span(const ngi_encoding *encoding, ng_range units)
{
    if (units.begin >= units.end) return (ng_span){ 0, 0 };
    return (ng_span){ encoding->spans[units.begin].begin, encoding->spans[units.end - 1].end };
}

static ng_str unit_text(const ng_document *doc, const ngi_encoding *e, uint32_t unit) { return ng_document_slice(doc, e->spans[unit]); }

/* The character of a unit that is a single one, else -1. */
static ngi_char single(ng_str unit)
{
    size_t at = 0;
    ngi_char c = ngi_char_next(unit, &at);

    return at == unit.len ? c : -1;
}

static bool is_apostrophe(ngi_char c) { return c == '\'' || c == 0x2019; }

static bool touches_next(const ngi_encoding *e, uint32_t unit) { return e->spans[unit].end == e->spans[unit + 1].begin; }

static bool contains(const ng_document *doc, const ngi_encoding *e, ng_range units, ngi_char wanted)
{
    uint32_t i;

    for (i = units.begin; i < units.end; i++) {
        if (single(unit_text(doc, e, i)) == wanted) return true;
    }
    return false;
}

/* A mark that no name begins with. Some may begin one (.NET, @handle, $TICK, #tag). */
static bool no_begin(const ng_document *doc, const ngi_encoding *e, ng_range units)
{
    ngi_char c = single(unit_text(doc, e, units.begin));

    if (c < 0 || ngi_char_is_letter(c) || ngi_char_is_digit(c)) return false;
    if (c == '(') return !contains(doc, e, units, ')');
    return c != '.' && c != '@' && c != '$' && c != '#';
}

/* A mark that no name ends with. Some may end one (Inc., Yahoo!, Disney+, Sagittarius A*). */
static bool no_end(const ng_document *doc, const ngi_encoding *e, ng_range units)
{
    ngi_char c = single(unit_text(doc, e, units.end - 1));

    if (c < 0 || ngi_char_is_letter(c) || ngi_char_is_digit(c)) return false;
    if (c == ')') return !contains(doc, e, units, '(');
    return c != '.' && c != '!' && c != '+' && c != '?' && c != '*';
}

/* Does the name end in 's or s' that is no part of it? Returns how many units it is. */
static uint32_t possessive(const ng_document *doc, const ngi_encoding *e, const ngi_lexicon *lexicon, ng_range units)
{
    uint32_t last = units.end - 1;
    ng_str text = unit_text(doc, e, last);

    if (units.end - units.begin < 3 || text.len != 1 || (text.ptr[0] != 's' && text.ptr[0] != 'S')) return 0;
    if (!is_apostrophe(single(unit_text(doc, e, last - 1))) || !touches_next(e, last - 1) || !touches_next(e, last - 2)) return 0;
    return ngi_listed_types(lexicon, ng_document_slice(doc, ngi_units_span(e, units))) ? 0 : 2;
}

ng_range ngi_trim_units(const ng_document *doc, const ngi_encoding *encoding, const ngi_lexicon *lexicon, ng_range units)
{
    for (;;) {
        ng_range before = units;

        while (units.begin < units.end && no_begin(doc, encoding, units)) units.begin++;
        while (units.begin < units.end && no_end(doc, encoding, units)) units.end--;
        if (units.begin < units.end) units.end -= possessive(doc, encoding, lexicon, units);
        if (units.begin == before.begin && units.end == before.end) break;
    }
    if (units.begin < units.end && !ngi_text_has_word(ng_document_slice(doc, ngi_units_span(encoding, units)))) units.end = units.begin;
    return units;
}

static bool is_bare_determiner(ng_str text)
{
    return ngi_str_equal_nocase(text, NGI_LITERAL("the")) || ngi_str_equal_nocase(text, NGI_LITERAL("this")) ||
           ngi_str_equal_nocase(text, NGI_LITERAL("that"));
}

ng_range ngi_complete_description(const ng_document *doc, const ngi_encoding *encoding, ng_range units, ng_range name)
{
    ng_span span = ngi_units_span(encoding, units);
    ng_range tokens = ngi_document_tokens_in(doc, span), none = { 0, 0 };
    const ng_token *next, *end = doc->tokens.items + doc->tokens.count;

    if (units.begin >= units.end || !is_bare_determiner(ng_document_slice(doc, span))) return units;
    if (tokens.end >= doc->tokens.count) return none;
    next = &doc->tokens.items[tokens.end];
    if (next->sentence != doc->tokens.items[tokens.begin].sentence || !(next->flags & NG_TOKEN_WORD)) return none;
    /* "co-founder" is three tokens */
    while (end - next > 2 && ng_str_equal(ng_document_slice(doc, next[1].bytes), NGI_LITERAL("-")) &&
           next[1].bytes.begin == next->bytes.end && next[2].bytes.begin == next[1].bytes.end) next += 2;
    span.end = next->bytes.end;
    units = ngi_encoding_units_in(encoding, span);
    return name.begin < name.end && units.end > name.begin ? none : units;
}

ng_status ngi_add_mention(ng_context *ctx, ng_document *doc, const ngi_encoding *encoding, ng_range units, ng_entity_type type,
                          ng_mention_kind kind, float score)
{
    ng_mention m = { .span = ngi_units_span(encoding, units), .type = type, .kind = kind, .entity = NG_NONE };

    m.tokens = ngi_document_tokens_in(doc, m.span);
    m.sentence = encoding->sentences[units.begin];
    m.score = score < 0.0f ? 0.0f : score > 1.0f ? 1.0f : score;
    return ngi_array_push(ctx, &doc->mentions, m);
}

uint32_t ngi_listed_types(const ngi_lexicon *lexicon, ng_str name)
{
    uint32_t classes = ngi_lexicon_find(lexicon, name).classes, types;

    types = classes & ((1u << NG_ENTITY_TYPE_COUNT) - 1u); /* the lists' first classes are the types, in their order */
    return classes & (1u << NGI_LEX_OUTLET) ? types | 1u << NG_COMPANY : types;
}

_Static_assert((int)NGI_LEX_PERSON == (int)NG_PERSON && (int)NGI_LEX_GROUP == (int)NG_GROUP, "types and classes in one order");
