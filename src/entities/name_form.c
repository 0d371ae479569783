/*
 * Names of a document -> forms: one for each spelling and group, with its words, initials, titles and links.
 * In the flow: first step of ngi_resolve_entities(). Cost: linear in the names.
 *
 * Names are compared by ngi_name_key(), so case, accents and hyphens do not count. What does not belong to a name
 * (possessive, titles, legal suffix, 'the') is cut off here, once, so that the rules see words only.
 */
#include "entities_impl.h"

name_group ngi_group_of(ng_entity_type type)
{
    if (type == NG_PERSON) return GROUP_PERSON;
    if (type == NG_MODEL) return GROUP_MODEL;
    return type == NG_PRODUCT ? GROUP_PRODUCT : GROUP_BODY;
}

void ngi_forms_release(ng_context *ctx, form_set *set)
{
    ng_allocator a = ngi_allocator(ctx);

    ngi_map_release(ctx, &set->places);
    ngi_array_release(ctx, &set->forms);
    ngi_array_release(ctx, &set->of_mention);
    ngi_array_release(ctx, &set->genders);
    ngi_array_release(ctx, &set->aliases);
    ngi_array_release(ctx, &set->choices);
    ngi_array_release(ctx, &set->cluster_of_mention);
    ngi_arena_release(&a, &set->strings);
}

static ng_str drop_possessive(ng_str text)
{
    static const ng_str endings[] = { NG_STR_INIT("'s"), NG_STR_INIT("’s"), NG_STR_INIT("'S"), NG_STR_INIT("’S"),
                                      NG_STR_INIT("'"),  NG_STR_INIT("’") };
    size_t i;

    for (i = 0; i < sizeof endings / sizeof *endings; i++) {
        if (text.len > endings[i].len + 1 && ngi_str_ends(text, endings[i])) {
            text.len -= endings[i].len;
            break;
        }
    }
    return ngi_str_trim(text);
}

/* Titles that say who is meant, so that they stay in the label: 'Pope Francis', 'King Charles'. */
static bool title_is_name(ng_str word)
{
    static const char *const words[] = { "pope", "king", "queen", "prince", "princess", "saint", "st", "emperor",
                                         "empress", "sheikh", "lady", "lord", "duke", "duchess", "ayatollah" };
    size_t i;

    for (i = 0; i < sizeof words / sizeof *words; i++) {
        if (ngi_word_is(word, words[i])) return true;
    }
    return false;
}

static name_gender title_gender(ng_str word)
{
    static const char *const male[] = { "mr", "sir", "lord", "king", "prince", "pope", "father", "herr", "monsieur" };
    static const char *const female[] = { "mrs", "ms", "miss", "dame", "lady", "queen", "princess", "madam", "sister", "frau" };
    size_t i;

    for (i = 0; i < sizeof male / sizeof *male; i++) {
        if (ngi_word_is(word, male[i])) return GENDER_MALE;
    }
    for (i = 0; i < sizeof female / sizeof *female; i++) {
        if (ngi_word_is(word, female[i])) return GENDER_FEMALE;
    }
    return GENDER_UNKNOWN;
}

/* A word of a key without dots and outer marks; dots and commas between digits stay ('4.6'). Writes in place. */
static ng_str plain_word(char *word, size_t len)
{
    size_t i, n = 0;

    for (i = 0; i < len; i++) {
        unsigned char c = (unsigned char)word[i];
        bool between = i && i + 1 < len && word[i - 1] >= '0' && word[i - 1] <= '9' && word[i + 1] >= '0' && word[i + 1] <= '9';

        if ((c == '.' || c == ',') && between) word[n++] = word[i];
        if (c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '&' || c == '\'' || c == '+') word[n++] = word[i];
    }
    while (n && word[n - 1] == '\'') n--;
    return (ng_str){ word, n };
}

/* Does a word end here? At blanks, '/', '_', and the dot of 'bolt.rs', but not that of 'j.d.' or '4.6'. */
static bool ends_word(const char *copy, size_t begin, size_t i, size_t len)
{
    if (i == len || copy[i] == ' ' || copy[i] == '/' || copy[i] == '_') return true;
    return copy[i] == '.' && i > begin + 1 && i + 2 < len && copy[i + 1] >= 'a' && copy[i + 1] <= 'z' && copy[i + 2] != '.';
}

/* Cut a key into words. `copy` is the form's own and is written over. */
static void split_words(name_form *form, char *copy, size_t len)
{
    size_t begin = 0, i;

    form->word_count = 0;
    for (i = 0; i <= len; i++) {
        ng_str word;

        if (!ends_word(copy, begin, i, len)) continue;
        word = plain_word(copy + begin, i - begin);
        begin = i + 1;
        if (word.len && form->word_count < NGI_WORDS_MAX) form->words[form->word_count++] = word;
    }
}

static void drop_first_word(name_form *form)
{
    form->word_count--;
    memmove(form->words, form->words + 1, form->word_count * sizeof *form->words);
}

static uint32_t classes_of(const ngi_lexicon *lexicon, ng_str word) { return ngi_lexicon_find(lexicon, word).classes; }

/* Honorifics that are names as often. */
static bool title_is_ambiguous(ng_str word)
{
    static const char *const words[] = { "sultan", "earl", "don", "doña", "dona", "tan", "tun", "sri", "shri", "marshal", "datuk" };
    size_t i;

    for (i = 0; i < sizeof words / sizeof *words; i++) {
        if (ngi_word_is(word, words[i])) return true;
    }
    return false;
}

/* How many words at the begin of a name are titles. A given name is none ('Dean Phillips'), nor the last word. */
static uint32_t count_titles(const ngi_lexicon *lexicon, const name_form *form)
{
    const uint32_t titles = 1u << NGI_LEX_HONORIFIC | 1u << NGI_LEX_JOB_TITLE;
    const uint32_t given = 1u << NGI_LEX_GIVEN_MALE | 1u << NGI_LEX_GIVEN_FEMALE;
    uint32_t n = 0;

    while (n + 1 < form->word_count) {
        ng_str both = { form->words[n].ptr, (size_t)(form->words[n + 1].ptr - form->words[n].ptr) + form->words[n + 1].len };
        uint32_t classes = classes_of(lexicon, form->words[n]);

        if (title_is_ambiguous(form->words[n])) break;
        if (title_gender(form->words[n]) != GENDER_UNKNOWN || title_is_name(form->words[n]) ||
            ((classes & titles) && !(classes & given))) {
            n++;
        } else if (n + 2 < form->word_count && (classes_of(lexicon, both) & titles)) {
            n += 2;
        } else {
            break;
        }
    }
    return n;
}

/* Behind the blanks and words that were cut from the key: the same number of words of the text. */
static ng_str skip_text_words(ng_str text, uint32_t count)
{
    while (count--) {
        const char *space = text.len ? memchr(text.ptr, ' ', text.len) : NULL;

        if (!space) break;
        text.len -= (size_t)(space - text.ptr);
        text.ptr = space;
        text = ngi_str_trim(text);
    }
    return text;
}

static uint8_t generation_of(ng_str word)
{
    static const struct { const char *word; uint8_t mark; } marks[] = { { "jr", 'j' }, { "junior", 'j' }, { "sr", 's' },
                                                                        { "ii", 2 }, { "iii", 3 }, { "iv", 4 } };
    size_t i;

    for (i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (ngi_word_is(word, marks[i].word)) return marks[i].mark;
    }
    return 0;
}

static bool is_degree(ng_str word)
{
    static const char *const words[] = { "phd", "md", "esq", "mp", "obe", "cbe", "mbe", "kc", "qc", "mep" };
    size_t i;

    for (i = 0; i < sizeof words / sizeof *words; i++) {
        if (ngi_word_is(word, words[i])) return true;
    }
    return false;
}

static name_gender given_gender(const ngi_lexicon *lexicon, const name_form *form)
{
    uint32_t classes;

    if (form->word_count < 2) return GENDER_UNKNOWN;
    classes = classes_of(lexicon, form->words[0]) & (1u << NGI_LEX_GIVEN_MALE | 1u << NGI_LEX_GIVEN_FEMALE);
    if (classes == 1u << NGI_LEX_GIVEN_MALE) return GENDER_MALE;
    return classes == 1u << NGI_LEX_GIVEN_FEMALE ? GENDER_FEMALE : GENDER_UNKNOWN;
}

static void parse_person(const ngi_lexicon *lexicon, name_form *form)
{
    uint32_t titles = count_titles(lexicon, form), i, kept = 0;

    for (i = 0; i < titles; i++) {
        if (title_gender(form->words[i]) != GENDER_UNKNOWN) form->gender = title_gender(form->words[i]);
        kept += kept || title_is_name(form->words[i]);
    }
    form->titles = titles - kept;
    form->text = skip_text_words(form->text, form->titles);
    for (i = 0; i < titles; i++) drop_first_word(form);
    while (form->word_count > 1) {
        ng_str last = form->words[form->word_count - 1];
        uint8_t mark = generation_of(last);

        if (!mark && !is_degree(last)) break;
        if (mark) form->generation = mark;
        form->word_count--;
    }
    if (memchr(form->key.ptr, ',', form->key.len) && form->word_count == 2 && !form->generation) {
        ng_str surname = form->words[0]; /* 'Altman, Sam' */

        form->words[0] = form->words[1];
        form->words[1] = surname;
    }
    if (form->gender == GENDER_UNKNOWN) form->gender = given_gender(lexicon, form);
}

static void parse_body(const ngi_lexicon *lexicon, name_form *form)
{
    if (form->word_count > 1 && ngi_word_is(form->words[0], "the")) drop_first_word(form);
    if (form->type != NG_COMPANY) return;
    while (form->word_count > 1) {
        ng_str last = form->words[form->word_count - 1];
        bool suffix = ngi_word_is(last, "inc") || ngi_word_is(last, "co") || ngi_word_is(last, "&") ||
                      (classes_of(lexicon, last) & 1u << NGI_LEX_LEGAL_SUFFIX);

        if (!suffix) break;
        form->word_count--;
    }
}

/* 'WHO', 'DNDi', 'BoT', 'U.S.', 'AT&T': two capitals or more, at most one small letter. */
static void see_capitals(name_form *form)
{
    size_t at = 0, upper = 0, lower = 0, words = 1;
    ngi_char c;

    while ((c = ngi_char_next(form->text, &at)) >= 0) {
        upper += ngi_char_is_upper(c);
        lower += ngi_char_is_lower(c);
        words += ngi_char_is_space(c);
    }
    form->acronym = words == 1 && upper >= 2 && upper <= 8 && lower <= 1;
    form->shouted = upper > 4 && lower == 0;
}

static ng_status squeeze(ng_context *ctx, ngi_arena *strings, name_form *form)
{
    size_t len = 0, i;
    char *room = ngi_arena_alloc(ctx, strings, form->key.len + 1);

    if (!room) return NG_E_NOMEM;
    for (i = 0; i < form->word_count; i++) {
        memcpy(room + len, form->words[i].ptr, form->words[i].len);
        len += form->words[i].len;
    }
    form->squeezed = (ng_str){ room, len };
    return NG_OK;
}

/* Canonical names that the lists have for the words, and for the whole key. */
static void find_links(const ngi_lexicon *lexicon, name_form *form)
{
    static const ngi_lexeme classes[NG_ENTITY_TYPE_COUNT] = { NGI_LEX_PERSON, NGI_LEX_COMPANY, NGI_LEX_ORGANIZATION,
        NGI_LEX_MODEL, NGI_LEX_PRODUCT, NGI_LEX_PLACE, NGI_LEX_EVENT, NGI_LEX_LAW, NGI_LEX_WORK, NGI_LEX_GROUP };
    ng_str link = ngi_lexicon_link(lexicon, form->key, classes[form->type]);

    if (!link.ptr && form->type == NG_COMPANY) link = ngi_lexicon_link(lexicon, form->key, NGI_LEX_OUTLET);
    form->links[0] = link;
    form->shared = form->type == NG_ORGANIZATION && (ngi_lexicon_find_key(lexicon, form->key).classes & 1u << NGI_LEX_SHARED) != 0;
    if (form->type == NG_COMPANY) form->links[1] = ngi_lexicon_link(lexicon, form->key, NGI_LEX_ORGANIZATION);
    if (form->type == NG_ORGANIZATION) form->links[1] = ngi_lexicon_link(lexicon, form->key, NGI_LEX_COMPANY);
}

ng_status ngi_form_parse(ng_context *ctx, const ngi_lexicon *lexicon, ngi_arena *strings, ng_str text,
                         ng_entity_type type, name_form *out)
{
    ngi_buffer key = { 0 };
    ng_str copy;
    ng_status st;

    memset(out, 0, sizeof *out);
    out->type = type;
    out->group = ngi_group_of(type);
    text = ngi_str_trim(text);
    out->handle = text.len > 1 && text.ptr[0] == '@';
    NG_CHECK(ngi_arena_copy(ctx, strings, text, &out->text));
    text = drop_possessive(text);
    NG_CHECK(ngi_name_key(ctx, text, &key));
    NG_CHECK(ngi_arena_copy(ctx, strings, ngi_buffer_str(&key), &out->key));
    NG_CHECK(ngi_arena_copy(ctx, strings, ngi_buffer_str(&key), &copy));
    split_words(out, (char *)copy.ptr, copy.len);
    if (out->group == GROUP_PERSON) {
        parse_person(lexicon, out);
    } else {
        parse_body(lexicon, out);
    }
    see_capitals(out);
    find_links(lexicon, out);
    NG_CHECK(squeeze(ctx, strings, out));
done:
    ngi_buffer_release(ctx, &key);
    return st;
}

ng_str ngi_form_surface(const name_form *form, ng_str surface)
{
    surface = skip_text_words(ngi_str_trim(surface), form->titles);
    return drop_possessive(form->text).len == form->text.len ? drop_possessive(surface) : surface;
}

/* Votes on what a spelling is: weights of its mentions by type. */
typedef struct spelling {
    float votes[NG_ENTITY_TYPE_COUNT];
    uint32_t forms[GROUP_COUNT];
} spelling;

typedef struct collector {
    ng_context *ctx;
    const ngi_lexicon *lexicon;
    const ng_document *doc;
    form_set *set;
    ngi_map places;            /* key -> spelling */
    NGI_ARRAY(spelling) spellings;
    NGI_ARRAY(uint32_t) of_mention;
    ngi_buffer key;
} collector;

static ng_status count_votes(collector *c)
{
    size_t i;
    ng_status st = NG_OK;

    for (i = 0; i < c->doc->mentions.count; i++) {
        const ng_mention *m = &c->doc->mentions.items[i];
        uint32_t place = NG_NONE;

        if (m->kind == NG_NAME) {
            ng_str copy;

            c->key.len = 0;
            NG_CHECK(ngi_name_key(c->ctx, drop_possessive(ng_document_slice(c->doc, m->span)), &c->key));
            place = ngi_map_find(&c->places, ngi_buffer_str(&c->key));
            if (place == NG_NONE) {
                spelling fresh = { { 0 }, { NG_NONE, NG_NONE, NG_NONE, NG_NONE } };

                place = (uint32_t)c->spellings.count;
                NG_CHECK(ngi_arena_copy(c->ctx, &c->set->strings, ngi_buffer_str(&c->key), &copy));
                NG_CHECK(ngi_map_set(c->ctx, &c->places, copy, place));
                NG_CHECK(ngi_array_push(c->ctx, &c->spellings, fresh));
            }
            c->spellings.items[place].votes[m->type] += 0.05f + m->score;
        }
        NG_CHECK(ngi_array_push(c->ctx, &c->of_mention, place));
    }
done:
    return st;
}

static ng_entity_type best_type(const float *votes, const bool *allowed)
{
    ng_entity_type best = NG_PERSON;
    float most = -1.0f;
    int i;

    for (i = 0; i < NG_ENTITY_TYPE_COUNT; i++) {
        if (!allowed[ngi_group_of((ng_entity_type)i)] || votes[i] <= most) continue;
        best = (ng_entity_type)i;
        most = votes[i];
    }
    return best;
}

/* Which groups of a spelling get a form of their own. Given types are believed. Found ones waver, so only a firm and its
 * model, which often bear one name, are told apart, when each has a good part of the vote. */
static void choose_groups(const spelling *s, bool believed, bool *out)
{
    float weight[GROUP_COUNT] = { 0 }, both;
    int i;

    for (i = 0; i < NG_ENTITY_TYPE_COUNT; i++) weight[ngi_group_of((ng_entity_type)i)] += s->votes[i];
    for (i = 0; i < GROUP_COUNT; i++) out[i] = believed && weight[i] > 0.0f;
    both = weight[GROUP_MODEL] + weight[GROUP_BODY];
    if (believed || weight[GROUP_MODEL] < 0.34f * both || weight[GROUP_BODY] < 0.34f * both) return;
    out[GROUP_MODEL] = s->votes[NG_COMPANY] > 0.0f;
    out[GROUP_BODY] = out[GROUP_MODEL];
}

static bool is_shouted(ng_str text)
{
    name_form form = { .text = text };

    see_capitals(&form);
    return form.shouted && !form.acronym;
}

/* The label of a form is its first surface, but one that is not all in capitals, and without the possessive: 'Merrow's'
 * is a name when it never stands without its ending. */
static ng_status better_label(collector *c, uint32_t form, ng_str surface)
{
    name_form *f = &c->set->forms.items[form];
    ng_status st = NG_OK;

    surface = ngi_form_surface(f, surface);
    if (drop_possessive(f->text).len != f->text.len && drop_possessive(surface).len == surface.len) f->text = drop_possessive(f->text);
    if (f->shouted && !is_shouted(surface)) {
        NG_CHECK(ngi_arena_copy(c->ctx, &c->set->strings, drop_possessive(surface), &f->text));
        see_capitals(f);
    }
done:
    return st;
}

static ng_status form_of_mention(collector *c, size_t at, uint32_t *out)
{
    static const bool all[GROUP_COUNT] = { true, true, true, true };
    const ng_mention *m = &c->doc->mentions.items[at];
    spelling *s = &c->spellings.items[c->of_mention.items[at]];
    name_group group = ngi_group_of(m->type);
    bool allowed[GROUP_COUNT];
    ng_status st = NG_OK;

    choose_groups(s, c->doc->given, allowed);
    if (!allowed[group]) group = ngi_group_of(best_type(s->votes, all));
    if (s->forms[group] == NG_NONE) {
        bool only[GROUP_COUNT] = { false };
        name_form form;

        only[group] = true;
        s->forms[group] = (uint32_t)c->set->forms.count;
        NG_CHECK(ngi_form_parse(c->ctx, c->lexicon, &c->set->strings, ng_document_slice(c->doc, m->span),
                                best_type(s->votes, only), &form));
        form.first = (uint32_t)at;
        form.cluster = NG_NONE;
        form.partner = s->forms[group];
        NG_CHECK(ngi_array_push(c->ctx, &c->set->forms, form));
    }
    *out = s->forms[group];
    NG_CHECK(better_label(c, *out, ng_document_slice(c->doc, m->span)));
done:
    return st;
}

/* Gender by the title before a mention: 'Mr' in 'Mr Smith', where the name alone is the mention. */
static name_gender gender_before(const ng_document *doc, const ng_mention *m)
{
    ng_str text = doc->text;
    size_t end = m->span.begin, begin, i;
    char word[12];

    if (end && text.ptr[end - 1] == ' ') end--;
    if (end && text.ptr[end - 1] == '.') end--;
    for (begin = end; begin && end - begin < sizeof word && (unsigned char)text.ptr[begin - 1] > ' '; begin--) continue;
    if (end - begin >= sizeof word) return GENDER_UNKNOWN;
    for (i = begin; i < end; i++) word[i - begin] = (char)ngi_char_lower((unsigned char)text.ptr[i] & 0x7F);
    return title_gender((ng_str){ word, end - begin });
}

ng_status ngi_forms_collect(ng_context *ctx, const ngi_lexicon *lexicon, const ng_document *doc, form_set *out)
{
    collector c = { ctx, lexicon, doc, out, { 0 }, { 0 }, { 0 }, { 0 } };
    ng_status st;
    size_t i;

    NG_CHECK(count_votes(&c));
    for (i = 0; i < doc->mentions.count; i++) {
        uint32_t form = NG_NONE, gender = GENDER_UNKNOWN;

        if (c.of_mention.items[i] != NG_NONE) {
            NG_CHECK(form_of_mention(&c, i, &form));
            gender = (uint32_t)gender_before(doc, &doc->mentions.items[i]);
            out->forms.items[form].count++;
            out->forms.items[form].score += doc->mentions.items[i].score;
        }
        NG_CHECK(ngi_array_push(ctx, &out->of_mention, form));
        NG_CHECK(ngi_array_push(ctx, &out->genders, gender));
    }
done:
    ngi_map_release(ctx, &c.places);
    ngi_array_release(ctx, &c.spellings);
    ngi_array_release(ctx, &c.of_mention);
    ngi_buffer_release(ctx, &c.key);
    return st;
}
