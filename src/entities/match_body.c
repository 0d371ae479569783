/*
 * Are two names of a firm, body, place, law, model or product one? Acronyms, short forms, spelling, the word lists.
 * In the flow: asked by cluster.c for pairs of forms. Cost: a few word comparisons.
 *
 * A short form stands for a longer name only when it is not itself a name that the lists know ('Google' and 'Google
 * Cloud', 'Senate' and 'Senate Commerce Committee'), and never a family for its version ('Llama' and 'Llama 3').
 */
#include "entities_impl.h"

static bool is_small(ng_str word)
{
    static const char *const words[] = { "of", "for", "the", "and", "&", "on", "in", "to", "at", "de", "la", "du", "des", "der", "fur", "und", "y", "e" };
    size_t i;

    for (i = 0; i < sizeof words / sizeof *words; i++) {
        if (ngi_word_is(word, words[i])) return true;
    }
    return false;
}

static bool has_digit(ng_str word)
{
    size_t i;

    for (i = 0; i < word.len; i++) {
        if (word.ptr[i] >= '0' && word.ptr[i] <= '9') return true;
    }
    return false;
}

bool ngi_one_letter_apart(ng_str a, ng_str b)
{
    size_t head = 0, tail = 0, left_a, left_b;

    if (a.len < b.len) {
        ng_str swap = a;

        a = b;
        b = swap;
    }
    if (ng_str_equal(a, b)) return false;
    while (head < b.len && a.ptr[head] == b.ptr[head]) head++;
    while (tail < b.len - head && a.ptr[a.len - 1 - tail] == b.ptr[b.len - 1 - tail]) tail++;
    left_a = a.len - head - tail;
    left_b = b.len - head - tail;
    if (left_a <= 1 && left_b <= 1) return true;
    return left_a == 2 && left_b == 2 && a.ptr[head] == b.ptr[head + 1] && a.ptr[head + 1] == b.ptr[head];
}

/* A long name with one wrong letter, which is no plural and no number: 'Microsfot', not 'Qwen2' and 'Qwen3'. */
static bool is_misspelling(ng_str a, ng_str b)
{
    size_t longer = a.len > b.len ? a.len : b.len;

    if (longer < 8 || has_digit(a) || has_digit(b) || !ngi_one_letter_apart(a, b) || a.ptr[0] != b.ptr[0]) return false;
    if (a.len == b.len) return a.ptr[a.len - 1] == b.ptr[b.len - 1] || a.ptr[a.len - 1] == b.ptr[b.len - 2];
    return (a.len > b.len ? a : b).ptr[longer - 1] != 's';
}

/* Does the rest of an acronym come from the rest of the words? Each word gives its first letter, or as many as `most`
 * ('SEBON', Securities Board of Nepal); small words may give none. */
static bool acronym_from(ng_str letters, const name_form *full, uint32_t word, size_t most)
{
    size_t n;

    if (word == full->word_count) return letters.len == 0;
    for (n = 1; n <= most && n <= letters.len && n <= full->words[word].len; n++) {
        if (letters.ptr[n - 1] != full->words[word].ptr[n - 1]) break;
        if (acronym_from(ngi_str_slice(letters, n, letters.len), full, word + 1, most)) return true;
    }
    return is_small(full->words[word]) && acronym_from(letters, full, word + 1, most);
}

/* The same where one word inside may give nothing: 'CMS', Centers for Medicare & Medicaid Services. */
static bool acronym_skips(ng_str letters, const name_form *full)
{
    name_form shorter = *full;
    uint32_t skip;

    for (skip = 1; skip + 1 < full->word_count; skip++) {
        memcpy(shorter.words, full->words, sizeof shorter.words);
        memmove(shorter.words + skip, shorter.words + skip + 1, (full->word_count - skip - 1) * sizeof *shorter.words);
        shorter.word_count = full->word_count - 1;
        if (acronym_from(letters, &shorter, 0, 1)) return true;
    }
    return false;
}

static bool is_acronym_of(const name_form *full, const name_form *brief)
{
    ng_str letters = brief->squeezed;

    if (brief->word_count != 1) return false;
    if (!brief->acronym) return letters.len >= 6 && acronym_from(letters, full, 0, 5);
    if (acronym_from(letters, full, 0, 1) || (letters.len > 3 && acronym_from(letters, full, 0, 3))) return true;
    if (letters.len > 2 && letters.ptr[letters.len - 1] == 's' && acronym_from(ngi_str_slice(letters, 0, letters.len - 1), full, 0, 1)) return true;
    return letters.len > 2 && acronym_skips(letters, full);
}

/* 'SB 220' of 'Senate Bill 220', 'AI Act' of 'Artificial Intelligence Act': some words are given by their letters. */
static bool abbreviates(const name_form *full, uint32_t i, const name_form *brief, uint32_t k, bool shortened)
{
    uint32_t n;

    if (k == brief->word_count) return i == full->word_count && shortened;
    if (i == full->word_count) return false;
    if (ng_str_equal(full->words[i], brief->words[k]) && abbreviates(full, i + 1, brief, k + 1, shortened)) return true;
    if (is_small(full->words[i]) && abbreviates(full, i + 1, brief, k, shortened)) return true;
    for (n = 0; n < brief->words[k].len && i + n < full->word_count; n++) {
        if (full->words[i + n].ptr[0] != brief->words[k].ptr[n]) return false;
    }
    return n > 1 && n == brief->words[k].len && abbreviates(full, i + n, brief, k + 1, true);
}

static bool same_run(const name_form *full, uint32_t at, const name_form *brief)
{
    uint32_t i;

    for (i = 0; i < brief->word_count; i++) {
        if (!ng_str_equal(full->words[at + i], brief->words[i])) return false;
    }
    return true;
}

/* The same words but for small ones, in any order: 'Treaty of Aras', 'Aras Treaty'. */
static bool same_content(const name_form *a, const name_form *b)
{
    uint32_t i, k, found = 0, content_a = 0, content_b = 0;

    for (k = 0; k < b->word_count; k++) content_b += !is_small(b->words[k]);
    for (i = 0; i < a->word_count; i++) {
        if (is_small(a->words[i])) continue;
        content_a++;
        for (k = 0; k < b->word_count; k++) {
            if (!ng_str_equal(a->words[i], b->words[k])) continue;
            found++;
            break;
        }
    }
    return content_a == content_b && found == content_a && content_a > 1;
}

static bool shares_link(const name_form *a, const name_form *b)
{
    int i, k;

    for (i = 0; i < 2; i++) {
        for (k = 0; k < 2; k++) {
            if (a->links[i].ptr && ng_str_equal(a->links[i], b->links[k])) return true;
        }
    }
    return false;
}

static bool has_link(const name_form *f) { return f->links[0].ptr || f->links[1].ptr; }

static bool is_body(ng_entity_type type) { return type == NG_COMPANY || type == NG_ORGANIZATION; }

/* May the one type stand for the other? Readers of text differ on firms and bodies. */
static bool types_agree(ng_entity_type a, ng_entity_type b)
{
    return a == b || (is_body(a) && is_body(b));
}

/* Words behind a firm's name that make a part of it, not its full name: 'Loopcart Europe', 'Samsung Next'. */
static bool is_unit(ng_str word)
{
    static const char *const words[] = { "china", "europe", "america", "asia", "uk", "us", "africa", "india", "japan", "germany",
                                         "france", "next", "cloud", "deepmind", "web" };
    size_t i;

    for (i = 0; i < sizeof words / sizeof *words; i++) {
        if (ngi_word_is(word, words[i])) return true;
    }
    return false;
}

/* '32B', '8x7B': the size of a model. */
static bool is_size(ng_str word)
{
    size_t i;

    if (word.len < 2 || word.ptr[word.len - 1] != 'b') return false;
    for (i = 0; i + 1 < word.len; i++) {
        if ((word.ptr[i] < '0' || word.ptr[i] > '9') && word.ptr[i] != 'x' && word.ptr[i] != '.') return false;
    }
    return true;
}

/* '2', '4.5', 'II', 'Mini': another one of the family. */
static bool is_version(ng_str word)
{
    static const char *const words[] = { "ii", "iii", "iv", "mini", "lite", "pro", "max", "plus", "one", "ultra", "classic", "enterprise" };
    size_t i;

    for (i = 0; i < sizeof words / sizeof *words; i++) {
        if (ngi_word_is(word, words[i])) return true;
    }
    return word.len < 2 || (word.ptr[0] >= '0' && word.ptr[0] <= '9');
}

/* The longer name goes on behind the shorter one. Models and products: when the longer one was named first, and what
 * follows is no version; other versions are joined to nothing. */
static join_rule match_begin(const name_form *full, const name_form *brief)
{
    ng_str next = full->words[brief->word_count], last = full->words[full->word_count - 1];

    switch (full->type) {
    case NG_MODEL:
        return full->first < brief->first && full->word_count == brief->word_count + 1u && is_size(next) ? JOIN_SHORT : JOIN_NONE;
    case NG_PRODUCT:
        return full->first < brief->first && !is_version(next) && !is_version(last) ? JOIN_SHORT : JOIN_NONE;
    case NG_COMPANY:
        return is_unit(next) ? JOIN_NONE : JOIN_SHORT;
    default:
        return full->type == NG_GROUP || (full->type == NG_PLACE && has_digit(next)) ? JOIN_NONE : JOIN_SHORT;
    }
}

/* 'Supreme Court' of 'Supreme Federal Court': first and last word, others between left out. */
static bool leaves_out(const name_form *full, const name_form *brief)
{
    uint32_t i, k = 0;

    if (full->type == NG_COMPANY || full->type == NG_PLACE) return false;
    if (!ng_str_equal(full->words[full->word_count - 1], brief->words[brief->word_count - 1])) return false;
    for (i = 0; i < full->word_count && k < brief->word_count; i++) k += ng_str_equal(full->words[i], brief->words[k]);
    return k == brief->word_count;
}

/* 'Agrarians' of 'Agrarian Party'. */
static bool is_party_plural(const name_form *full, const name_form *brief)
{
    ng_str word = brief->words[0], last = full->words[full->word_count - 1];

    if (brief->word_count != 1 || full->word_count != 2 || word.len < 5 || word.ptr[word.len - 1] != 's') return false;
    word.len--;
    return ng_str_equal(word, full->words[0]) &&
           (ngi_word_is(last, "party") || ngi_word_is(last, "union") || ngi_word_is(last, "movement") || ngi_word_is(last, "front"));
}

static join_rule match_short(const ngi_lexicon *lexicon, const name_form *full, const name_form *brief)
{
    uint32_t left = full->word_count - brief->word_count, at;
    bool place = (ngi_lexicon_find_key(lexicon, brief->key).classes & (1u << NGI_LEX_PLACE | 1u << NGI_LEX_DEMONYM)) != 0;

    if (has_link(brief) || (place && full->type == NG_ORGANIZATION)) return JOIN_NONE;
    if (same_run(full, left, brief)) return brief->squeezed.len < 2 ? JOIN_NONE : JOIN_SHORT; /* '9' of 'Channel 9' */
    if (same_run(full, 0, brief)) return match_begin(full, brief);
    if (full->type == NG_MODEL || full->type == NG_PRODUCT || full->type == NG_GROUP) return JOIN_NONE;
    for (at = 1; at < left; at++) {
        if (same_run(full, at, brief) && brief->squeezed.len > 3) return JOIN_PART;
    }
    return leaves_out(full, brief) || is_party_plural(full, brief) ? JOIN_SHORT : JOIN_NONE;
}

join_rule ngi_match_bodies(const ngi_lexicon *lexicon, const name_form *full, const name_form *brief)
{
    if (full->word_count == 0 || brief->word_count == 0) return JOIN_NONE;
    if (shares_link(full, brief)) return JOIN_LISTS;
    if (!types_agree(full->type, brief->type)) {
        return ng_str_equal(full->squeezed, brief->squeezed) && !has_digit(full->squeezed) ? JOIN_SPELLING : JOIN_NONE;
    }
    if (ng_str_equal(full->squeezed, brief->squeezed)) {
        return ng_str_equal(full->key, brief->key) ? JOIN_SAME : full->word_count == brief->word_count ? JOIN_SUFFIX : JOIN_SPELLING;
    }
    if (has_link(full) && has_link(brief)) return JOIN_CONFLICT; /* two well-known names */
    if (is_acronym_of(full, brief)) return has_link(brief) ? JOIN_NONE : JOIN_ACRONYM; /* 'US' is never 'Upper Sandia' */
    if (brief->word_count > 1 && full->group != GROUP_MODEL && abbreviates(full, 0, brief, 0, false)) return JOIN_ACRONYM;
    if (full->group != GROUP_MODEL && same_content(full, brief)) return JOIN_ORDER;
    if (brief->word_count < full->word_count) {
        join_rule rule = match_short(lexicon, full, brief);

        if (rule != JOIN_NONE) return rule;
    }
    if (full->word_count == brief->word_count && is_misspelling(full->squeezed, brief->squeezed)) return JOIN_MISSPELLING;
    return JOIN_NONE;
}

join_rule ngi_match_forms(const ngi_lexicon *lexicon, const name_form *full, const name_form *brief)
{
    if (full->group != brief->group) return JOIN_NONE;
    return full->group == GROUP_PERSON ? ngi_match_persons(lexicon, full, brief) : ngi_match_bodies(lexicon, full, brief);
}
