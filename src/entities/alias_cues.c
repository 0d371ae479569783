/*
 * What a text says of its own names: 'X (formerly Y)', 'Y, now X', 'Long Name (LN)', 'known as'.
 * In the flow: after the forms are collected, before they are clustered. Cost: linear in the names.
 *
 * Only the words between two neighbouring names are read, and all of them must be the cue: 'formerly of' is none.
 */
#include "entities_impl.h"

typedef enum cue_kind {
    CUE_SECOND_FORMER,  /* X, formerly Y */
    CUE_FIRST_FORMER,   /* Y, now X */
    CUE_BOTH,           /* X, also known as Y */
    CUE_BETTER,         /* X, better known as Y */
    CUE_PERSON,         /* of people only: X, born Y */
    CUE_ACRONYM         /* X, or Y: when the one is made of the other's letters */
} cue_kind;

static const struct {
    const char *words;
    cue_kind kind;
} cues[] = {
    { "formerly", CUE_SECOND_FORMER },          { "formerly known as", CUE_SECOND_FORMER },
    { "formerly called", CUE_SECOND_FORMER },   { "previously", CUE_SECOND_FORMER },
    { "previously known as", CUE_SECOND_FORMER }, { "previously called", CUE_SECOND_FORMER },
    { "once known as", CUE_SECOND_FORMER },     { "then known as", CUE_SECOND_FORMER },
    { "originally called", CUE_SECOND_FORMER }, { "originally known as", CUE_SECOND_FORMER },
    { "which was formerly known as", CUE_SECOND_FORMER }, { "which was previously known as", CUE_SECOND_FORMER },
    { "now", CUE_FIRST_FORMER },                { "now called", CUE_FIRST_FORMER },
    { "now known as", CUE_FIRST_FORMER },       { "today", CUE_FIRST_FORMER },
    { "since renamed", CUE_FIRST_FORMER },      { "later renamed", CUE_FIRST_FORMER },
    { "renamed", CUE_FIRST_FORMER },            { "was renamed", CUE_FIRST_FORMER },
    { "has been renamed", CUE_FIRST_FORMER },   { "renamed itself", CUE_FIRST_FORMER },
    { "has renamed itself", CUE_FIRST_FORMER }, { "changed its name to", CUE_FIRST_FORMER },
    { "has changed its name to", CUE_FIRST_FORMER }, { "which changed its name to", CUE_FIRST_FORMER },
    { "which has since renamed itself", CUE_FIRST_FORMER }, { "rebranded as", CUE_FIRST_FORMER },
    { "rebranded itself", CUE_FIRST_FORMER },   { "rebranded itself as", CUE_FIRST_FORMER },
    { "was rebranded as", CUE_FIRST_FORMER },   { "has rebranded as", CUE_FIRST_FORMER },
    { "also known as", CUE_BOTH },              { "better known as", CUE_BETTER },
    { "known as", CUE_BOTH },                   { "also called", CUE_BOTH },
    { "aka", CUE_BOTH },                        { "a.k.a.", CUE_BOTH },
    { "alias", CUE_BOTH },                      { "known in chinese as", CUE_BOTH },
    { "known locally as", CUE_BOTH },           { "known by its acronym", CUE_BOTH },
    { "known by the acronym", CUE_BOTH },       { "abbreviated as", CUE_BOTH },
    { "abbreviated to", CUE_BOTH },             { "short for", CUE_BOTH },
    { "born", CUE_PERSON },                     { "née", CUE_PERSON },
    { "nee", CUE_PERSON },                      { "who goes by", CUE_PERSON },
    { "nicknamed", CUE_PERSON },                { "whose real name is", CUE_PERSON },
    { "real name", CUE_PERSON },                { "whose chinese name is", CUE_PERSON },
    { "who posts as", CUE_PERSON },             { "who writes as", CUE_PERSON },
    { "writing as", CUE_PERSON },               { "posting as", CUE_PERSON },
    { "or", CUE_ACRONYM },                      { "known simply as", CUE_BOTH },
};

/* Without the blanks, commas, brackets, dashes and quotation marks around it. */
static ng_str strip_marks(ng_str text)
{
    size_t at;
    ngi_char c;

    for (;;) {
        at = 0;
        c = ngi_char_next(text, &at);
        if (c < 0 || ngi_char_is_letter(c) || ngi_char_is_digit(c)) break;
        text = ngi_str_slice(text, at, text.len);
    }
    for (;;) {
        at = text.len;
        c = ngi_char_before(text, &at);
        if (c < 0 || ngi_char_is_letter(c) || ngi_char_is_digit(c) || c == '.') break;
        text.len = at;
    }
    return text;
}

/* Is the bracket of 'Long Name (LN)' between the names, and closed behind the second? */
static bool is_bracket(ng_str between, ng_str behind)
{
    between = ngi_str_trim(between);
    if (between.len == 0 || between.ptr[0] != '(') return false;
    if (strip_marks(between).len) return false;
    while (behind.len && ngi_char_is_quote(ngi_char_at(behind, 0))) {
        size_t at = 0;

        (void)ngi_char_next(behind, &at);
        behind = ngi_str_slice(behind, at, behind.len);
    }
    return behind.len && behind.ptr[0] == ')';
}

static bool is_acronym_pair(const name_form *a, const name_form *b)
{
    if (a->acronym == b->acronym || a->squeezed.len == 0 || b->squeezed.len == 0) return false;
    if (a->group == GROUP_PERSON) return false;
    if (a->type == NG_PLACE) return ngi_match_bodies(NULL, a->acronym ? b : a, a->acronym ? a : b) == JOIN_ACRONYM;
    return true;
}

/* A bracket that holds a name of the same kind holds the same thing: 'Kuzgun (The Raven)'. Not so of places. */
static bool is_translation(const name_form *a, const name_form *b)
{
    return a->type == b->type && a->type != NG_PERSON && a->type != NG_PLACE && a->type != NG_MODEL && a->type != NG_GROUP;
}

static bool types_fit(const name_form *a, const name_form *b)
{
    bool firm_and_app = (a->type == NG_COMPANY && b->type == NG_PRODUCT) || (a->type == NG_PRODUCT && b->type == NG_COMPANY);

    return (a->group == b->group || firm_and_app) && (a->group != GROUP_BODY || (a->type == NG_PLACE) == (b->type == NG_PLACE));
}

/* Nothing but the end of the phrase may follow: 'formerly Acme's chief' says nothing of Acme. */
static bool ends_phrase(ng_str behind)
{
    ngi_char c = ngi_char_at(behind, 0);

    if (ngi_str_starts(behind, NGI_LITERAL(" —")) || ngi_str_starts(behind, NGI_LITERAL(" –"))) return true;
    return c < 0 || c == ',' || c == ')' || c == '.' || c == ';' || c == ':' || c == 0x2014 || c == '\n' || c == '"' || c == 0x201D;
}

static bool cue_holds(cue_kind kind, const name_form *a, const name_form *b, ng_str between, ng_str behind)
{
    switch (kind) {
    case CUE_SECOND_FORMER: return ends_phrase(behind);
    case CUE_FIRST_FORMER: return a->group != GROUP_PERSON && (ends_phrase(behind) || !memchr(between.ptr, ',', between.len));
    case CUE_PERSON: return a->group == GROUP_PERSON;
    case CUE_ACRONYM: return memchr(between.ptr, ',', between.len) && is_acronym_pair(a, b) &&
                             ngi_match_bodies(NULL, a->acronym ? b : a, a->acronym ? a : b) == JOIN_ACRONYM;
    case CUE_BOTH:
    case CUE_BETTER: break;
    }
    return true;
}

static ng_status read_between(ng_context *ctx, form_set *set, uint32_t a, uint32_t b, ng_str between, ng_str behind,
                              ng_span span)
{
    name_form *first = &set->forms.items[a], *second = &set->forms.items[b];
    text_alias alias = { a, b, span };
    ng_str words = strip_marks(between);
    size_t i;

    if (!types_fit(first, second)) return NG_OK;
    if (is_bracket(between, behind) && (first->handle || second->handle || is_acronym_pair(first, second) || is_translation(first, second))) {
        second->lesser = !second->acronym && !first->acronym;
        return ngi_array_push(ctx, &set->aliases, alias);
    }
    for (i = 0; i < sizeof cues / sizeof *cues; i++) {
        if (!ngi_str_equal_nocase(words, ng_str_from(cues[i].words))) continue;
        if (!cue_holds(cues[i].kind, first, second, between, behind)) continue;
        if (cues[i].kind == CUE_FIRST_FORMER || cues[i].kind == CUE_BETTER) first->lesser = true;
        if (cues[i].kind == CUE_SECOND_FORMER || cues[i].kind == CUE_BOTH || cues[i].kind == CUE_PERSON) {
            second->lesser = !second->acronym && !first->acronym;
        }
        return ngi_array_push(ctx, &set->aliases, alias);
    }
    return NG_OK;
}

ng_status ngi_forms_find_aliases(ng_context *ctx, const ng_document *doc, form_set *set)
{
    const ng_mention *last = NULL;
    uint32_t last_form = NG_NONE;
    ng_status st = NG_OK;
    size_t i;

    for (i = 0; i < doc->mentions.count; i++) {
        const ng_mention *m = &doc->mentions.items[i];
        uint32_t form = set->of_mention.items[i];

        if (form == NG_NONE) continue;
        if (last && last->sentence == m->sentence && last->span.end < m->span.begin && m->span.begin - last->span.end < 60 &&
            form != last_form) {
            ng_span whole = { last->span.begin, m->span.end };

            NG_CHECK(read_between(ctx, set, last_form, form, ngi_str_slice(doc->text, last->span.end, m->span.begin),
                                  ngi_str_slice(doc->text, m->span.end, doc->text.len), whole));
        }
        last = m;
        last_form = form;
    }
done:
    return st;
}
