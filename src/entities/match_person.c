/*
 * Are two names of people one? Surname, given name, initials, middle names, nicknames, order, one wrong letter.
 * In the flow: asked by cluster.c for pairs of forms. Cost: a few word comparisons.
 *
 * The rules say CONFLICT where two names of one person cannot both stand: two given names for one surname, Jr. and
 * none, Mr and Ms. A cluster takes no form that conflicts with one of its members: that is what stops chains.
 */
#include "entities_impl.h"

typedef enum word_match { WORDS_DIFFER, WORDS_NICKNAME, WORDS_INITIAL, WORDS_EQUAL } word_match;

static size_t letters(ng_str word)
{
    return ngi_utf8_count(word);
}

/* Do the first bytes of an initial and a word agree? 'j' and 'john'; 'jd' stands for two words and does not. */
static bool is_initial_of(ng_str initial, ng_str word)
{
    return letters(initial) == 1 && ngi_str_starts(word, initial);
}

/* Is `name` one of the full names, split by '|', that a nickname has? Compared without case. */
static bool listed_nickname(const ngi_lexicon *lexicon, ng_str nickname, ng_str name)
{
    ng_str names = ngi_lexicon_link(lexicon, nickname, NGI_LEX_NICKNAME), one;

    while (ngi_str_next(&names, '|', &one)) {
        if (ngi_str_equal_nocase(one, name)) return true;
    }
    return false;
}

/* 'bill' and 'william'; 'chris' and 'christopher': a cut of four letters or more counts without the lists. */
static bool is_nickname(const ngi_lexicon *lexicon, ng_str a, ng_str b)
{
    ng_str brief = a.len < b.len ? a : b, full = a.len < b.len ? b : a;

    if (listed_nickname(lexicon, a, b) || listed_nickname(lexicon, b, a)) return true;
    return brief.len >= 4 && full.len >= brief.len + 2 && ngi_str_starts(full, brief);
}

static word_match match_given(const ngi_lexicon *lexicon, ng_str a, ng_str b)
{
    if (ng_str_equal(a, b)) return WORDS_EQUAL;
    if (is_initial_of(a, b) || is_initial_of(b, a)) return WORDS_INITIAL;
    return is_nickname(lexicon, a, b) ? WORDS_NICKNAME : WORDS_DIFFER;
}

static bool same_run(const name_form *full, uint32_t at, const name_form *brief)
{
    uint32_t i;

    for (i = 0; i < brief->word_count; i++) {
        if (!ng_str_equal(full->words[at + i], brief->words[i])) return false;
    }
    return true;
}

/* Where all words of the shorter name stand in the longer one, in their order, others between. */
static bool is_subsequence(const name_form *full, const name_form *brief)
{
    uint32_t i, k = 0;

    for (i = 0; i < full->word_count && k < brief->word_count; i++) k += ng_str_equal(full->words[i], brief->words[k]);
    return k == brief->word_count;
}

static bool same_words_reordered(const name_form *a, const name_form *b)
{
    uint32_t i, k, turn;

    if (a->word_count != b->word_count) return false;
    for (turn = 1; turn < a->word_count; turn++) { /* surname first or last: a rotation */
        for (i = 0, k = turn; i < a->word_count && ng_str_equal(a->words[i], b->words[k % a->word_count]); i++) k++;
        if (i == a->word_count) return true;
    }
    return false;
}

static bool is_particle(ng_str word)
{
    static const char *const words[] = { "van", "von", "de", "da", "di", "del", "della", "der", "den", "ter", "bin", "ibn",
                                         "al",  "el",  "la", "le", "du", "dos", "das", "st", "abu", "ben", "af", "zu", "mac" };
    size_t i;

    for (i = 0; i < sizeof words / sizeof *words; i++) {
        if (ngi_word_is(word, words[i])) return true;
    }
    return false;
}

static bool is_patronymic(ng_str word)
{
    return ngi_word_is(word, "bin") || ngi_word_is(word, "ibn") || ngi_word_is(word, "bint") || ngi_word_is(word, "ben");
}

/* 'Altman', 'van Dyke', 'Mandelbaum-Cole' beside the full name; 'Sam'; 'Escobar' of 'Luz Escobar Nilsen'. */
static join_rule match_part(const ngi_lexicon *lexicon, const name_form *full, const name_form *brief)
{
    uint32_t left = full->word_count - brief->word_count, at;

    if (left && brief->word_count > 1 && is_patronymic(full->words[left - 1]) && same_run(full, left, brief)) return JOIN_CONFLICT; /* the father */
    if (same_run(full, left, brief)) return JOIN_SURNAME;
    if (same_run(full, 0, brief)) return JOIN_GIVEN;
    for (at = 1; at < left; at++) {
        if (same_run(full, at, brief) && !is_particle(full->words[at + brief->word_count - 1])) return JOIN_PART;
    }
    if (brief->word_count == 1 && is_nickname(lexicon, brief->words[0], full->words[0])) return JOIN_NICKNAME;
    return JOIN_NONE;
}

/* 'Leontyne Abraham' and 'Leontyne Marie Abraham-Szabo': one of the surnames stays, at an end of the other name. */
static bool shares_surname(const name_form *a, const name_form *b)
{
    ng_str last_a = a->words[a->word_count - 1], last_b = b->words[b->word_count - 1];
    uint32_t i;

    for (i = 1; i < a->word_count; i++) {
        if (ng_str_equal(a->words[i], last_b)) return true;
    }
    for (i = 1; i < b->word_count; i++) {
        if (ng_str_equal(b->words[i], last_a)) return true;
    }
    return false;
}

static bool surname_misspelt(ng_str a, ng_str b)
{
    return a.len >= 7 && a.ptr[0] == b.ptr[0] && ngi_one_letter_apart(a, b);
}

/* Surnames that stand first in the languages of East Asia. */
static bool is_eastern_surname(ng_str word)
{
    static const char *const words[] = { "wang", "li", "zhang", "liu", "chen", "yang", "huang", "zhao", "wu", "zhou", "xu", "sun",
        "ma", "zhu", "hu", "guo", "he", "lin", "gao", "luo", "zheng", "liang", "xie", "song", "tang", "han", "feng", "deng", "cao",
        "peng", "xiao", "cheng", "yuan", "dong", "lu", "ren", "lei", "su", "tsai", "chang", "kim", "lee", "park", "choi", "jung",
        "kang", "cho", "yoon", "jang", "lim", "nguyen", "tran", "le", "pham", "hoang", "phan", "vu", "dang", "bui", "xi", "ding" };
    size_t i;

    for (i = 0; i < sizeof words / sizeof *words; i++) {
        if (ngi_word_is(word, words[i])) return true;
    }
    return false;
}

/* 'Jensen Huang' and 'Huang Renxun': a Western given name before the surname, a name of the lists, and one behind it
 * that the lists do not know as a Western one. */
static bool is_eastern_form(const ngi_lexicon *lexicon, const name_form *western, const name_form *eastern)
{
    const uint32_t given = 1u << NGI_LEX_GIVEN_MALE | 1u << NGI_LEX_GIVEN_FEMALE;

    if (western->word_count != 2 || eastern->word_count < 2 || eastern->word_count > 3) return false;
    if (!ng_str_equal(western->words[1], eastern->words[0]) || !is_eastern_surname(eastern->words[0])) return false;
    return (ngi_lexicon_find_key(lexicon, western->words[0]).classes & given) &&
           !(ngi_lexicon_find_key(lexicon, eastern->words[1]).classes & given);
}

/* Both have a given name and a surname. */
static join_rule match_full(const ngi_lexicon *lexicon, const name_form *full, const name_form *brief)
{
    ng_str surname = full->words[full->word_count - 1], other = brief->words[brief->word_count - 1];
    word_match given = match_given(lexicon, full->words[0], brief->words[0]);
    uint32_t inner = full->word_count > 2 && brief->word_count > 2;
    bool same = ng_str_equal(surname, other);

    if (same_words_reordered(full, brief)) return JOIN_ORDER;
    if (same && is_subsequence(full, brief)) return JOIN_MIDDLE;
    if (same && inner && given != WORDS_DIFFER) {
        word_match middle = match_given(lexicon, full->words[1], brief->words[1]);

        return middle == WORDS_DIFFER ? JOIN_CONFLICT : JOIN_INITIALS;
    }
    if (same && given == WORDS_INITIAL) return JOIN_INITIALS;
    if (same && given == WORDS_NICKNAME) return JOIN_NICKNAME;
    if (given == WORDS_EQUAL && full->words[0].len > 1 && shares_surname(full, brief)) return JOIN_PART; /* by marriage */
    if (given == WORDS_EQUAL && full->word_count == brief->word_count && surname_misspelt(surname, other)) return JOIN_MISSPELLING;
    if (same && surname_misspelt(full->words[0], brief->words[0])) return JOIN_MISSPELLING;
    if (is_eastern_form(lexicon, full, brief) || is_eastern_form(lexicon, brief, full)) return JOIN_EASTERN;
    return same ? JOIN_CONFLICT : JOIN_NONE;
}

/* '@dorian_a', '@sama': the letters of a given name and a surname, or of one of them and an initial. */
static join_rule match_handle(const name_form *full, const name_form *handle)
{
    ng_str given = full->words[0], surname = full->words[full->word_count - 1], h = handle->squeezed;
    size_t digits = h.len;
    uint32_t i;

    if (ng_str_equal(h, full->squeezed)) return JOIN_HANDLE;
    for (i = 0; handle->word_count > 1 && i < handle->word_count; i++) { /* '@tomasz_dev' */
        bool name = ng_str_equal(handle->words[i], given) || ng_str_equal(handle->words[i], surname);

        if (name && handle->words[i].len >= 4 && !full->handle) return JOIN_HANDLE;
    }
    while (digits && h.ptr[digits - 1] >= '0' && h.ptr[digits - 1] <= '9') digits--;
    h.len = digits;
    if (full->handle || h.len < 3) return JOIN_NONE;
    if (ng_str_equal(h, full->squeezed)) return JOIN_HANDLE;
    if (full->word_count < 2) return JOIN_NONE;
    if (ngi_str_starts(h, given) && h.len > given.len) {
        ng_str rest = ngi_str_slice(h, given.len, h.len);

        if (ngi_str_starts(surname, rest)) return JOIN_HANDLE;
    }
    if (ngi_str_ends(h, surname) && ngi_str_starts(given, ngi_str_slice(h, 0, h.len - surname.len))) return JOIN_HANDLE;
    return JOIN_NONE;
}

static bool generations_differ(const name_form *a, const name_form *b)
{
    bool full_names = a->word_count > 1 && b->word_count > 1;

    return a->generation != b->generation && (full_names || (a->generation && b->generation));
}

static bool same_links(const name_form *a, const name_form *b)
{
    return a->links[0].ptr && ng_str_equal(a->links[0], b->links[0]);
}

join_rule ngi_match_persons(const ngi_lexicon *lexicon, const name_form *full, const name_form *brief)
{
    join_rule rule = JOIN_NONE;

    if (full->word_count == 0 || brief->word_count == 0) return JOIN_NONE;
    if (brief->handle || full->handle) return brief->handle ? match_handle(full, brief) : match_handle(brief, full);
    if (ng_str_equal(full->squeezed, brief->squeezed)) {
        rule = ng_str_equal(full->key, brief->key) ? JOIN_SAME : JOIN_SPELLING;
    } else if (same_links(full, brief)) {
        return JOIN_LISTS;
    } else if (brief->word_count < full->word_count && match_part(lexicon, full, brief) != JOIN_NONE) {
        rule = match_part(lexicon, full, brief);
    } else if (full->word_count > 1 && brief->word_count > 1) {
        rule = match_full(lexicon, full, brief);
    } else if (full->word_count == brief->word_count) {
        rule = surname_misspelt(full->squeezed, brief->squeezed) ? JOIN_MISSPELLING : JOIN_NONE;
    }
    if (rule == JOIN_NONE) return JOIN_NONE; /* strangers may differ as they like */
    if (generations_differ(full, brief)) return JOIN_CONFLICT;
    if (full->gender && brief->gender && full->gender != brief->gender) return JOIN_CONFLICT;
    return rule;
}
