/*
 * What the labels say unit by unit, made names by what is known of words: a name has whole tokens, does not end in a
 * preposition, is no title, and in a sentence that uses capitals an article before small letters makes a noun. The
 * labels themselves see neither tokens nor the lists.
 *
 * In the flow: between the best path of labels and the mentions (tagger.c). Cost: linear, with some look-ups for a run.
 */
#include "name_runs.h"

#include "base/unicode.h"
#include "mention_span.h"

#define SHORTEST_NOUN 4 /* bytes: what is shorter ('van', 'de', 'al') may belong to a name */

typedef struct tidier {
    const ng_document *doc;
    const ngi_encoding *encoding;
    const ngi_lexicon *lexicon;
} tidier;

static ng_str text_of(const tidier *t, ng_range units) { return ng_document_slice(t->doc, ngi_units_span(t->encoding, units)); }
static ng_str word(const tidier *t, uint32_t unit) { return text_of(t, (ng_range){ unit, unit + 1 }); }

static bool is_stop(ng_str text) { return ng_str_equal(text, NGI_LITERAL(".")); }

static bool in_words(ng_str text, const ng_str *words, size_t count)
{
    size_t i;

    for (i = 0; i < count; i++) {
        if (ng_str_equal(text, words[i])) return true;
    }
    return false;
}

static bool same_sentence(const tidier *t, uint32_t a, uint32_t b) { return t->encoding->sentences[a] == t->encoding->sentences[b]; }

static bool touches_previous(const tidier *t, uint32_t unit)
{
    return unit > 0 && t->encoding->spans[unit - 1].end == t->encoding->spans[unit].begin;
}

/* A small word that a name may hold, and that none ends with. */
static bool is_link(const tidier *t, uint32_t unit)
{
    static const ng_str words[] = { NG_STR_INIT("a"),   NG_STR_INIT("an"), NG_STR_INIT("and"), NG_STR_INIT("at"), NG_STR_INIT("by"),
                                    NG_STR_INIT("for"), NG_STR_INIT("in"), NG_STR_INIT("of"),  NG_STR_INIT("on"), NG_STR_INIT("the"),
                                    NG_STR_INIT("to"),  NG_STR_INIT("with") };

    return in_words(word(t, unit), words, sizeof words / sizeof *words) && !touches_previous(t, unit);
}

static bool is_article(ng_str text)
{
    return ngi_str_equal_nocase(text, NGI_LITERAL("the")) || ngi_str_equal_nocase(text, NGI_LITERAL("a")) ||
           ngi_str_equal_nocase(text, NGI_LITERAL("an"));
}

/* The last unit's token has more of it: 'Mich' of 'Mich.', 'Bolt' of 'Bolt.rs', '@ada' of '@ada_9'. */
static ng_range whole_tokens(const tidier *t, ng_range units)
{
    ng_range tokens = ngi_document_tokens_in(t->doc, ngi_units_span(t->encoding, units));
    ng_span whole;

    if (tokens.begin >= tokens.end) return units;
    whole.begin = t->doc->tokens.items[tokens.begin].bytes.begin;
    whole.end = t->doc->tokens.items[tokens.end - 1].bytes.end;
    return ngi_encoding_units_in(t->encoding, whole);
}

/* A stop that is a token by itself, with nothing but a quotation mark behind it, is the sentence's. */
static bool ends_with_sentence_stop(const tidier *t, ng_range units)
{
    uint32_t last = units.end - 1;
    ng_range tokens = ngi_document_tokens_in(t->doc, t->encoding->spans[last]);

    if (last == units.begin || !is_stop(word(t, last)) || tokens.begin >= tokens.end) return false;
    if (t->doc->tokens.items[tokens.begin].bytes.begin != t->encoding->spans[last].begin) return false;
    return units.end >= t->encoding->count || !same_sentence(t, last, units.end) || ngi_char_is_quote(ngi_char_at(word(t, units.end), 0));
}

static ng_range tidy_ends(const tidier *t, ng_range units)
{
    units = ngi_trim_units(t->doc, t->encoding, t->lexicon, units);
    if (units.begin >= units.end) return units;
    units = whole_tokens(t, units);
    if (ends_with_sentence_stop(t, units)) units.end--;
    return units;
}

static bool is_title(const tidier *t, ng_range units)
{
    const uint32_t titles = 1u << NGI_LEX_HONORIFIC | 1u << NGI_LEX_JOB_TITLE;

    return (ngi_lexicon_find(t->lexicon, text_of(t, units)).classes & titles) != 0;
}

/* The begin of a title: 'Prime' of 'Prime Minister'? */
static bool begins_title(const tidier *t, ng_range units)
{
    return units.end < t->encoding->count && same_sentence(t, units.begin, units.end) &&
           is_title(t, (ng_range){ units.begin, units.end + 1 });
}

/* Nothing but titles ('Lt. Gov.', 'Major-General'), none of which is a name of people as well? */
static bool is_titles(const tidier *t, ng_range units)
{
    const uint32_t names = 1u << NGI_LEX_GIVEN_MALE | 1u << NGI_LEX_GIVEN_FEMALE | 1u << NGI_LEX_SURNAME | 1u << NGI_LEX_NICKNAME;
    uint32_t i;

    if (ngi_listed_types(t->lexicon, text_of(t, units))) return false;
    if (ngi_lexicon_find(t->lexicon, text_of(t, units)).classes & names) return false;
    if (is_title(t, units)) return true;
    for (i = units.begin; i < units.end; i++) {
        if (is_stop(word(t, i)) || ng_str_equal(word(t, i), NGI_LITERAL("-"))) continue;
        if (!is_title(t, (ng_range){ i, i + 1 })) return false;
    }
    return true;
}

static bool is_title_run(const tidier *t, const ngi_label_run *run)
{
    if (run->kind == NG_PERSON && is_titles(t, run->units)) return true;
    return begins_title(t, run->units) && !ngi_listed_types(t->lexicon, text_of(t, run->units));
}

/* 'Lord' before a person is none of the people whose surname it is. */
static bool is_title_alone(const tidier *t, const ngi_label_run *run)
{
    const uint32_t given = 1u << NGI_LEX_GIVEN_MALE | 1u << NGI_LEX_GIVEN_FEMALE;
    uint32_t classes = ngi_lexicon_find(t->lexicon, text_of(t, run->units)).classes;

    return run->kind == NG_PERSON && (classes & 1u << NGI_LEX_HONORIFIC) && !(classes & given);
}

static bool has_small_letters_alone(ng_str text)
{
    size_t at = 0;
    ngi_char c;

    while ((c = ngi_char_next(text, &at)) >= 0) {
        if (!ngi_char_is_lower(c) && (ngi_char_is_letter(c) || ngi_char_is_digit(c) || c == '@' || c == '_')) return false;
    }
    return true;
}

/* Does the sentence begin with a capital? Its writer uses them for names. */
static bool writes_capitals(const tidier *t, uint32_t unit)
{
    ng_str sentence = ng_document_slice(t->doc, t->doc->sentences.items[t->encoding->sentences[unit]].span);
    size_t at = 0;
    ngi_char c;

    while ((c = ngi_char_next(sentence, &at)) >= 0) {
        if (ngi_char_is_letter(c)) return ngi_char_is_upper(c);
    }
    return false;
}

/* 'the senate', 'neural networks': a noun in small letters, where names would have capitals. */
static bool is_noun(const tidier *t, const ngi_label_run *run)
{
    ng_range units = run->units;
    bool article = units.begin > 0 && same_sentence(t, units.begin - 1, units.begin) && is_article(word(t, units.begin - 1));

    if (!has_small_letters_alone(text_of(t, units))) return false;
    if (article && writes_capitals(t, units.begin)) return true;
    if (ngi_listed_types(t->lexicon, text_of(t, units))) return false;
    return article || (run->kind != NG_PERSON && ngi_str_find(text_of(t, units), NGI_LITERAL(" ")) != SIZE_MAX);
}

/* Is there a word behind the run that is no small one, so that an adjective may belong to it? */
static bool before_noun(const tidier *t, ng_range units)
{
    static const ng_str small[] = {
        NG_STR_INIT("and"), NG_STR_INIT("are"), NG_STR_INIT("as"), NG_STR_INIT("at"), NG_STR_INIT("but"), NG_STR_INIT("by"),
        NG_STR_INIT("can"), NG_STR_INIT("could"), NG_STR_INIT("did"), NG_STR_INIT("do"), NG_STR_INIT("for"), NG_STR_INIT("from"),
        NG_STR_INIT("had"), NG_STR_INIT("have"), NG_STR_INIT("in"), NG_STR_INIT("is"), NG_STR_INIT("may"), NG_STR_INIT("of"),
        NG_STR_INIT("on"), NG_STR_INIT("or"), NG_STR_INIT("said"), NG_STR_INIT("say"), NG_STR_INIT("than"), NG_STR_INIT("that"),
        NG_STR_INIT("to"), NG_STR_INIT("was"), NG_STR_INIT("were"), NG_STR_INIT("who"), NG_STR_INIT("will"), NG_STR_INIT("with"),
        NG_STR_INIT("would") };

    if (units.end >= t->encoding->count || !same_sentence(t, units.begin, units.end) || touches_previous(t, units.end)) return false;
    return ngi_char_is_letter(ngi_char_at(word(t, units.end), 0)) && !in_words(word(t, units.end), small, sizeof small / sizeof *small);
}

/* 'Hungarian' is the name of no place, and of no people in 'Hungarian banks'; 'Hungarians' is, and so is 'the French are'. */
static bool is_adjective(const tidier *t, const ngi_label_run *run)
{
    ng_str text = text_of(t, run->units);

    if (run->kind == NG_PERSON || ngi_lexicon_find(t->lexicon, text).classes != 1u << NGI_LEX_DEMONYM) return false;
    return run->kind != NG_GROUP || (text.ptr[text.len - 1] != 's' && before_noun(t, run->units));
}

/* 'national' of 'national Code': a word in small letters before a name of capitals. People's names may begin so. */
static bool begins_with_noun(const tidier *t, const ngi_label_run *run)
{
    uint32_t first = run->units.begin;

    if (run->kind == NG_PERSON || run->units.end < first + 2 || !writes_capitals(t, first)) return false;
    if (word(t, first).len < SHORTEST_NOUN || !has_small_letters_alone(word(t, first)) || touches_previous(t, first + 1)) return false;
    return ngi_char_is_upper(ngi_char_at(word(t, first + 1), 0)) && !ngi_listed_types(t->lexicon, text_of(t, run->units));
}

static bool is_no_name(const tidier *t, const ngi_label_run *run)
{
    ng_range units = run->units;

    if (units.begin >= units.end) return true;
    return (units.end - units.begin == 1 && is_article(word(t, units.begin))) || is_noun(t, run) || is_adjective(t, run);
}

/* Does b go on behind a, with a space between? */
static bool follows(const tidier *t, const ngi_label_run *a, const ngi_label_run *b)
{
    ng_span gap = { ngi_units_span(t->encoding, a->units).end, ngi_units_span(t->encoding, b->units).begin };

    return a->units.end == b->units.begin && same_sentence(t, a->units.begin, b->units.begin) &&
           ng_str_equal(ng_document_slice(t->doc, gap), NGI_LITERAL(" "));
}

/* Is b, which follows, the rest of a? */
static bool continues(const tidier *t, const ngi_label_run *a, const ngi_label_run *b)
{
    if (a->kind == b->kind || is_article(text_of(t, a->units))) return true;
    return a->kind != NG_PLACE && a->kind != NG_PERSON && is_link(t, a->units.end - 1);
}

/* Is b the place in the name of the university a, 'of' between them? */
static bool is_place_of_university(const tidier *t, const ngi_label_run *a, const ngi_label_run *b)
{
    static const ng_str words[] = { NG_STR_INIT("University"), NG_STR_INIT("College"), NG_STR_INIT("School") };
    ng_span gap = { ngi_units_span(t->encoding, a->units).end, ngi_units_span(t->encoding, b->units).begin };

    return a->kind == NG_ORGANIZATION && b->kind == NG_PLACE && same_sentence(t, a->units.begin, b->units.begin) &&
           ng_str_equal(ng_document_slice(t->doc, gap), NGI_LITERAL(" of ")) &&
           in_words(word(t, a->units.end - 1), words, sizeof words / sizeof *words);
}

static void join(const tidier *t, ngi_label_run *a, const ngi_label_run *b)
{
    if (is_article(text_of(t, a->units))) a->kind = b->kind;
    a->score = a->score < b->score ? a->score : b->score;
    a->units.end = b->units.end;
}

bool ngi_is_administration(const ng_document *doc, const ngi_encoding *encoding, ng_range units)
{
    return units.end - units.begin > 1 &&
           ng_str_equal(ng_document_slice(doc, encoding->spans[units.end - 1]), NGI_LITERAL("administration"));
}

static void take_administration(const tidier *t, ngi_label_run *run)
{
    ng_range more = { run->units.begin, run->units.end + 1 };

    if (run->kind != NG_PERSON && run->kind != NG_ORGANIZATION) return;
    if (run->units.end >= t->encoding->count || !same_sentence(t, more.begin, run->units.end)) return;
    if (!ngi_is_administration(t->doc, t->encoding, more)) return;
    run->units = more;
    run->kind = NG_ORGANIZATION;
}

/* A name does not end before a hyphen with a capital behind it ('All' of 'All-In'), unless another name begins there
 * ('US-China'): `next` is where the next run begins. */
static ng_range with_second_part(const tidier *t, ng_range units, uint32_t next)
{
    uint32_t second = units.end + 1;

    if (units.begin >= units.end || second >= t->encoding->count || second >= next || !same_sentence(t, units.begin, second)) return units;
    if (!ng_str_equal(word(t, units.end), NGI_LITERAL("-")) || !touches_previous(t, units.end) || !touches_previous(t, second)) return units;
    if (!ngi_char_is_upper(ngi_char_at(word(t, second), 0))) return units;
    return (ng_range){ units.begin, second + 1 };
}

/* Tidy runs by their ends, and join or drop those before others. */
static void join_runs(const tidier *t, ngi_label_runs *runs)
{
    size_t i, kept = 0;

    for (i = 0; i < runs->count; i++) {
        ngi_label_run run = runs->items[i], *before = kept ? &runs->items[kept - 1] : NULL;
        uint32_t next = i + 1 < runs->count ? runs->items[i + 1].units.begin : NG_NONE;

        run.units = with_second_part(t, tidy_ends(t, run.units), next);
        if (before && run.units.begin < before->units.end) run.units.begin = before->units.end;
        if (run.units.begin >= run.units.end || is_title_run(t, &run)) continue;
        if (before && is_place_of_university(t, before, &run)) join(t, before, &run);
        else if (!before || !follows(t, before, &run)) runs->items[kept++] = run;
        else if (run.kind == NG_PERSON && is_title_alone(t, before)) *before = run;
        else if (continues(t, before, &run)) join(t, before, &run);
        else runs->items[kept++] = run;
    }
    runs->count = kept;
}

/* The unit 'based' behind a hyphen within a run, or the run's end. */
static uint32_t based_in(const tidier *t, ng_range units)
{
    uint32_t i;

    for (i = units.begin + 2; i < units.end; i++) {
        if (ng_str_equal(word(t, i), NGI_LITERAL("based")) && ng_str_equal(word(t, i - 1), NGI_LITERAL("-"))) return i;
    }
    return units.end;
}

/* 'Oslo-based Acme' is two names: the place, and whoever is there. */
static ng_status part_based(ng_context *ctx, const tidier *t, ngi_label_runs *runs)
{
    ngi_label_runs parted = { NULL, 0, 0 };
    ng_status st = NG_OK;
    size_t i;

    for (i = 0; i < runs->count; i++) {
        ngi_label_run run = runs->items[i], place = run;
        uint32_t based = based_in(t, run.units);

        if (based < run.units.end) {
            place.units.end = based - 1;
            place.kind = NG_PLACE;
            NG_CHECK(ngi_array_push(ctx, &parted, place));
            run.units.begin = based + 1;
        }
        if (run.units.begin < run.units.end) NG_CHECK(ngi_array_push(ctx, &parted, run));
    }
    ngi_array_release(ctx, runs);
    *runs = parted;
    return NG_OK;
done:
    ngi_array_release(ctx, &parted);
    return st;
}

ng_status ngi_tidy_name_runs(ng_context *ctx, const ng_document *doc, const ngi_encoding *encoding, const ngi_lexicon *lexicon,
                             ngi_label_runs *runs)
{
    const tidier t = { doc, encoding, lexicon };
    ng_status st = NG_OK;
    size_t i, kept = 0;

    join_runs(&t, runs);
    NG_CHECK(part_based(ctx, &t, runs));
    for (i = 0; i < runs->count; i++) {
        ngi_label_run run = runs->items[i];

        while (run.units.begin < run.units.end && is_link(&t, run.units.end - 1)) run.units.end--;
        if (begins_with_noun(&t, &run)) run.units.begin++;
        if (run.units.begin < run.units.end) run.units = ngi_trim_units(doc, encoding, lexicon, run.units);
        if (is_no_name(&t, &run)) continue;
        take_administration(&t, &run);
        runs->items[kept++] = run;
    }
    runs->count = kept;
done:
    return st;
}
