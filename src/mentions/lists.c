/*
 * Names by word lists and capital letters alone: what `--model lists` runs, and what the trained tagger has to beat.
 *
 * In each sentence: the longest stretches that the lists know; then runs of capitalised words that they do not know,
 * typed by what stands in them and before them (a legal suffix, a given name, "University", a job title before). A
 * capital says nothing at the begin of a sentence, nor in a headline that capitalises all words, so there only the
 * lists count. Pronouns are references. Cost: linear, with some ten look-ups for a word.
 */
#include "mentions.h"

#include "base/unicode.h"
#include "mention_span.h"

#define LONGEST 8 /* tokens of a listed name */

typedef struct scan {
    ng_context *ctx;
    const ngi_lexicon *lexicon;
    ng_document *doc;
    ng_range tokens;      /* of the sentence at hand */
    bool capitals_tell;   /* false in headlines */
} scan;

/* Words that type the name they stand in; where several do, the last one. */
static const struct {
    ng_str word;
    ng_entity_type type;
} telling[] = {
    { NG_STR_INIT("University"), NG_ORGANIZATION }, { NG_STR_INIT("College"), NG_ORGANIZATION },
    { NG_STR_INIT("Institute"), NG_ORGANIZATION },  { NG_STR_INIT("School"), NG_ORGANIZATION },
    { NG_STR_INIT("Court"), NG_ORGANIZATION },      { NG_STR_INIT("Ministry"), NG_ORGANIZATION },
    { NG_STR_INIT("Department"), NG_ORGANIZATION }, { NG_STR_INIT("Committee"), NG_ORGANIZATION },
    { NG_STR_INIT("Commission"), NG_ORGANIZATION }, { NG_STR_INIT("Council"), NG_ORGANIZATION },
    { NG_STR_INIT("Agency"), NG_ORGANIZATION },     { NG_STR_INIT("Party"), NG_ORGANIZATION },
    { NG_STR_INIT("Association"), NG_ORGANIZATION }, { NG_STR_INIT("Foundation"), NG_ORGANIZATION },
    { NG_STR_INIT("Union"), NG_ORGANIZATION },      { NG_STR_INIT("Parliament"), NG_ORGANIZATION },
    { NG_STR_INIT("Senate"), NG_ORGANIZATION },     { NG_STR_INIT("Congress"), NG_ORGANIZATION },
    { NG_STR_INIT("Authority"), NG_ORGANIZATION },  { NG_STR_INIT("Bank"), NG_COMPANY },
    { NG_STR_INIT("Capital"), NG_COMPANY },         { NG_STR_INIT("Group"), NG_COMPANY },
    { NG_STR_INIT("Holdings"), NG_COMPANY },        { NG_STR_INIT("Technologies"), NG_COMPANY },
    { NG_STR_INIT("Labs"), NG_COMPANY },            { NG_STR_INIT("Systems"), NG_COMPANY },
    { NG_STR_INIT("Ventures"), NG_COMPANY },        { NG_STR_INIT("Partners"), NG_COMPANY },
    { NG_STR_INIT("Airlines"), NG_COMPANY },        { NG_STR_INIT("News"), NG_COMPANY },
    { NG_STR_INIT("Times"), NG_COMPANY },           { NG_STR_INIT("Act"), NG_LAW },
    { NG_STR_INIT("Bill"), NG_LAW },                { NG_STR_INIT("Treaty"), NG_LAW },
    { NG_STR_INIT("Amendment"), NG_LAW },           { NG_STR_INIT("Summit"), NG_EVENT },
    { NG_STR_INIT("Conference"), NG_EVENT },        { NG_STR_INIT("Forum"), NG_EVENT },
    { NG_STR_INIT("Olympics"), NG_EVENT },          { NG_STR_INIT("Cup"), NG_EVENT },
    { NG_STR_INIT("River"), NG_PLACE },             { NG_STR_INIT("Street"), NG_PLACE },
    { NG_STR_INIT("City"), NG_PLACE },              { NG_STR_INIT("County"), NG_PLACE },
    { NG_STR_INIT("Island"), NG_PLACE },            { NG_STR_INIT("Valley"), NG_PLACE },
};

static const ng_str pronouns[] = {
    NG_STR_INIT("he"),    NG_STR_INIT("him"),  NG_STR_INIT("his"),     NG_STR_INIT("himself"), NG_STR_INIT("she"),
    NG_STR_INIT("her"),   NG_STR_INIT("hers"), NG_STR_INIT("herself"), NG_STR_INIT("it"),      NG_STR_INIT("its"),
    NG_STR_INIT("itself"), NG_STR_INIT("they"), NG_STR_INIT("them"),   NG_STR_INIT("their"),   NG_STR_INIT("i"),
    NG_STR_INIT("me"),    NG_STR_INIT("my"),   NG_STR_INIT("we"),      NG_STR_INIT("us"),      NG_STR_INIT("our"),
    NG_STR_INIT("who"),   NG_STR_INIT("whose"),
};

/* Capitalised in English and no names. */
static const ng_str calendar[] = {
    NG_STR_INIT("Monday"), NG_STR_INIT("Tuesday"), NG_STR_INIT("Wednesday"), NG_STR_INIT("Thursday"), NG_STR_INIT("Friday"),
    NG_STR_INIT("Saturday"), NG_STR_INIT("Sunday"), NG_STR_INIT("January"), NG_STR_INIT("February"), NG_STR_INIT("March"),
    NG_STR_INIT("April"), NG_STR_INIT("May"), NG_STR_INIT("June"), NG_STR_INIT("July"), NG_STR_INIT("August"),
    NG_STR_INIT("September"), NG_STR_INIT("October"), NG_STR_INIT("November"), NG_STR_INIT("December"),
};

static const ng_token *token(const scan *s, uint32_t i) { return &s->doc->tokens.items[i]; }

static ng_span span_of(const scan *s, ng_range tokens)
{
    return (ng_span){ token(s, tokens.begin)->bytes.begin, token(s, tokens.end - 1)->bytes.end };
}

static ng_str text_of(const scan *s, ng_range tokens) { return ng_document_slice(s->doc, span_of(s, tokens)); }
static ng_str word(const scan *s, uint32_t i) { return text_of(s, (ng_range){ i, i + 1 }); }

static bool capitalized(const scan *s, uint32_t i)
{
    return (token(s, i)->flags & (NG_TOKEN_CAPITALIZED | NG_TOKEN_UPPER)) != 0 && !(token(s, i)->flags & NG_TOKEN_ADDRESS);
}

static bool listed_as(const scan *s, uint32_t i, uint32_t classes)
{
    return (ngi_lexicon_find(s->lexicon, word(s, i)).classes & classes) != 0;
}

static ng_status add(scan *s, ng_range tokens, ng_entity_type type, ng_mention_kind kind, float score)
{
    ng_mention m = { .span = span_of(s, tokens), .tokens = tokens, .sentence = token(s, tokens.begin)->sentence,
                     .type = type, .kind = kind, .score = score, .entity = NG_NONE };

    return ngi_array_push(s->ctx, &s->doc->mentions, m);
}

/* In a headline most words have capitals: they tell nothing there. */
static bool capitals_tell(const scan *s)
{
    uint32_t i, words = 0, high = 0;

    for (i = s->tokens.begin; i < s->tokens.end; i++) {
        if (!(token(s, i)->flags & NG_TOKEN_WORD) || word(s, i).len < 4) continue;
        words++;
        high += capitalized(s, i);
    }
    return words < 4 || high * 10 < words * 6;
}

static ng_entity_type lowest_type(uint32_t types)
{
    uint32_t t = 0;

    while (!(types >> t & 1u)) t++;
    return (ng_entity_type)t;
}

/* The longest listed name from token i; false when there is none. */
static bool longest_listed(const scan *s, uint32_t i, ng_range *out, uint32_t *types)
{
    uint32_t end = s->tokens.end - i > LONGEST ? i + LONGEST : s->tokens.end;

    if (!capitalized(s, i)) return false;
    for (; end > i; end--) {
        *out = (ng_range){ i, end };
        if (!(token(s, end - 1)->flags & (NG_TOKEN_WORD | NG_TOKEN_NUMBER))) continue;
        *types = ngi_listed_types(s->lexicon, text_of(s, *out));
        if (*types) return true;
    }
    return false;
}

static bool in_calendar(ng_str text)
{
    size_t k;

    for (k = 0; k < sizeof calendar / sizeof *calendar; k++) {
        if (ng_str_equal(text, calendar[k])) return true;
    }
    return false;
}

/* A run of capitalised words, and numbers within it. */
static ng_range capital_run(const scan *s, uint32_t i)
{
    ng_range run = { i, i };

    while (run.end < s->tokens.end && !in_calendar(word(s, run.end)) &&
           (capitalized(s, run.end) || (run.end > i && (token(s, run.end)->flags & NG_TOKEN_NUMBER)))) {
        run.end++;
    }
    return run;
}

static bool has_digit_and_letter(ng_str text)
{
    size_t at = 0;
    bool digit = false, letter = false;
    ngi_char c;

    while ((c = ngi_char_next(text, &at)) >= 0) {
        digit = digit || ngi_char_is_digit(c);
        letter = letter || ngi_char_is_letter(c);
    }
    return digit && letter;
}

/* Type of a run that the lists do not know; the score says how sure the sign is. */
static ng_entity_type guess_type(const scan *s, ng_range run, float *score)
{
    ng_entity_type found = NG_ENTITY_TYPE_COUNT;
    uint32_t i, last = run.end - 1;
    size_t k;

    for (i = run.begin; i < run.end; i++) {
        for (k = 0; k < sizeof telling / sizeof *telling; k++) {
            if (ng_str_equal(word(s, i), telling[k].word)) found = telling[k].type;
        }
    }
    *score = 0.7f;
    if (listed_as(s, last, 1u << NGI_LEX_LEGAL_SUFFIX) && last > run.begin) return NG_COMPANY;
    if (found != NG_ENTITY_TYPE_COUNT) return found;
    if (last > run.begin && listed_as(s, run.begin, 1u << NGI_LEX_GIVEN_MALE | 1u << NGI_LEX_GIVEN_FEMALE)) return NG_PERSON;
    if (run.begin > s->tokens.begin && listed_as(s, run.begin - 1, 1u << NGI_LEX_JOB_TITLE | 1u << NGI_LEX_HONORIFIC)) return NG_PERSON;
    *score = 0.5f;
    if (listed_as(s, last, 1u << NGI_LEX_SURNAME)) return NG_PERSON;
    if (has_digit_and_letter(text_of(s, run))) return NG_PRODUCT;
    *score = 0.3f;
    return last == run.begin + 1 ? NG_PERSON : NG_COMPANY;
}

/* A run of capitals: without the title before it and what else is no name; *next is behind it. */
static ng_status add_run(scan *s, ng_range run, uint32_t *next)
{
    const uint32_t no_name = 1u << NGI_LEX_HONORIFIC | 1u << NGI_LEX_JOB_TITLE | 1u << NGI_LEX_DEMONYM | 1u << NGI_LEX_CUE;
    ng_entity_type type;
    float score;

    *next = run.end;
    while (run.begin < run.end && listed_as(s, run.begin, no_name)) run.begin++;
    if (run.begin == s->tokens.begin && run.end > run.begin) {
        bool begins_name = listed_as(s, run.begin, 1u << NGI_LEX_GIVEN_MALE | 1u << NGI_LEX_GIVEN_FEMALE | 1u << NGI_LEX_SURNAME);

        if (!begins_name) run.begin++; /* its capital is the sentence's */
    }
    if (run.begin >= run.end || (run.end - run.begin == 1 && word(s, run.begin).len < 2)) return NG_OK;
    type = guess_type(s, run, &score);
    return add(s, run, type, NG_NAME, score);
}

/* "us" and "it" are pronouns, "US" and "IT" are not. */
static bool is_pronoun(const scan *s, uint32_t i)
{
    ng_str text = word(s, i);
    size_t k;

    if (token(s, i)->flags & NG_TOKEN_UPPER) return false;
    for (k = 0; k < sizeof pronouns / sizeof *pronouns; k++) {
        if (ngi_str_equal_nocase(text, pronouns[k])) return true;
    }
    return false;
}

static ng_status scan_sentence(scan *s)
{
    uint32_t i = s->tokens.begin, types, next;
    ng_status st = NG_OK;
    ng_range found;

    s->capitals_tell = capitals_tell(s);
    while (i < s->tokens.end) {
        next = i + 1;
        if (is_pronoun(s, i)) {
            NG_CHECK(add(s, (ng_range){ i, next }, NG_PERSON, NG_PRONOUN, 0.9f)); /* the type is its entity's, once known */
        } else if (longest_listed(s, i, &found, &types)) {
            NG_CHECK(add(s, found, lowest_type(types), NG_NAME, (types & (types - 1u)) == 0 ? 0.8f : 0.6f));
            next = found.end;
        } else if (s->capitals_tell && capitalized(s, i) && !in_calendar(word(s, i))) {
            NG_CHECK(add_run(s, capital_run(s, i), &next));
        }
        i = next;
    }
done:
    return st;
}

ng_status ngi_find_mentions_by_lists(ng_context *ctx, const ngi_lexicon *lexicon, ng_document *doc)
{
    scan s = { .ctx = ctx, .lexicon = lexicon, .doc = doc };
    ng_status st = NG_OK;
    size_t i;

    for (i = 0; i < doc->sentences.count; i++) {
        s.tokens = doc->sentences.items[i].tokens;
        NG_CHECK(scan_sentence(&s));
    }
    ngi_document_sort_mentions(doc);
done:
    return st;
}
