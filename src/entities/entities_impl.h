/*
 * Inside of entities/: spellings of names as forms, the rules that say whether two forms are one name, and the
 * clusters that forms are joined to. Read in this order: name_form.c, match_person.c, match_body.c, cluster.c,
 * resolve.c.
 */
#ifndef NGI_ENTITIES_IMPL_H
#define NGI_ENTITIES_IMPL_H

#include "base/unicode.h"
#include "entities.h"

#define NGI_WORDS_MAX 12 /* a longer name is compared by its first words */

/** What a spelling can name at once: one string may be a person, a model, an app and a firm in one article. */
typedef enum name_group { GROUP_PERSON, GROUP_MODEL, GROUP_PRODUCT, GROUP_BODY, GROUP_COUNT } name_group;

typedef enum name_gender { GENDER_UNKNOWN, GENDER_MALE, GENDER_FEMALE } name_gender;

/** One spelling of a document, parsed. All strings live in the arena of its form set. */
typedef struct name_form {
    ng_str text;              /* as written, without title and possessive */
    ng_str key;               /* ngi_name_key() of it */
    ng_str squeezed;          /* its letters and digits */
    ng_str words[NGI_WORDS_MAX]; /* of the key: no titles, legal suffixes, 'the', outer punctuation */
    ng_str links[2];          /* what the word lists say it is: canonical names; absent when nothing */
    bool shared;              /* bodies of many countries bear the name: the links hold within one document */
    uint32_t word_count;
    uint32_t titles;          /* words cut off before the name */
    uint32_t count;           /* mentions */
    float score;              /* sum of their scores */
    uint32_t first;           /* first mention by name */
    uint32_t cluster;
    ng_range choices;         /* clusters that it may belong to, when several: decided at each mention */
    uint32_t partner;         /* the form that it was joined by; itself when it founded its cluster */
    name_group group;
    ng_entity_type type;
    name_gender gender;       /* by titles and given names */
    uint8_t generation;       /* 'j' Jr., 's' Sr., 2, 3, 4; 0: none */
    uint8_t rule;             /* join_rule that joined it */
    bool acronym;             /* 'WHO', 'DNDi' */
    bool handle;              /* @name */
    bool shouted;             /* all in capitals although no acronym */
    bool lesser;              /* the text calls it an old or other name */
} name_form;

/** X(symbol, words): why two names are one. The order is that of strength. */
#define JOIN_RULE_LIST(X)                                                                          \
    X(JOIN_NONE, "not joined")                                                                     \
    X(JOIN_CONFLICT, "must differ")                                                                \
    X(JOIN_MISSPELLING, "one letter differs")                                                      \
    X(JOIN_EASTERN, "the same surname, a Western and an Eastern given name")                         \
    X(JOIN_HANDLE, "the handle spells the name")                                                   \
    X(JOIN_NICKNAME, "short for the given name")                                                   \
    X(JOIN_GIVEN, "given name of the full name")                                                   \
    X(JOIN_PART, "part of the full name")                                                          \
    X(JOIN_SURNAME, "surname of the full name")                                                    \
    X(JOIN_SHORT, "short form of the full name")                                                   \
    X(JOIN_ACRONYM, "acronym of the full name")                                                    \
    X(JOIN_ORDER, "the same words in another order")                                               \
    X(JOIN_INITIALS, "initials of the given names")                                                \
    X(JOIN_MIDDLE, "a middle name more")                                                           \
    X(JOIN_LISTS, "the word lists give both one name")                                             \
    X(JOIN_SUFFIX, "a legal suffix more")                                                          \
    X(JOIN_SPELLING, "another spelling")                                                           \
    X(JOIN_TEXT, "the text says so")                                                               \
    X(JOIN_SAME, "the same name")                                                                  \
    X(JOIN_DECISION, "decided by the user")

typedef enum join_rule {
#define NG_X(symbol, words) symbol,
    JOIN_RULE_LIST(NG_X)
#undef NG_X
    JOIN_RULE_COUNT
} join_rule;

/** The text says that two forms are one: 'X (formerly Y)', 'Long Name (LN)'. */
typedef struct text_alias {
    uint32_t a, b;            /* forms */
    ng_span span;             /* from the one to the other */
} text_alias;

/** The names of one document. */
typedef struct form_set {
    ngi_arena strings;
    ngi_map places;           /* group and key -> form */
    NGI_ARRAY(name_form) forms;
    NGI_ARRAY(uint32_t) of_mention;  /* form of each mention; NG_NONE for references */
    NGI_ARRAY(uint32_t) genders;     /* name_gender by the title before each mention */
    NGI_ARRAY(text_alias) aliases;
    NGI_ARRAY(uint32_t) choices;
    NGI_ARRAY(uint32_t) cluster_of_mention;
    uint32_t cluster_count;
} form_set;

/** Parse the names of a document. */
ng_status ngi_forms_collect(ng_context *ctx, const ngi_lexicon *lexicon, const ng_document *doc, form_set *out);
void ngi_forms_release(ng_context *ctx, form_set *set);
/** Parse one name that stands in no document (of decisions, of other documents). Strings go to `strings`. */
ng_status ngi_form_parse(ng_context *ctx, const ngi_lexicon *lexicon, ngi_arena *strings, ng_str text,
                         ng_entity_type type, name_form *out);
/** Give short forms whose type is doubtful the type of the full name that they stand for. */
void ngi_forms_settle(const ngi_lexicon *lexicon, form_set *set);
/** A mention of a form as it is written, without title and possessive. */
ng_str ngi_form_surface(const name_form *form, ng_str surface);
/** Find what the text says of its names (formerly, brackets). Fills set->aliases. */
ng_status ngi_forms_find_aliases(ng_context *ctx, const ng_document *doc, form_set *set);
/** Join the forms to clusters, each mention to one. */
ng_status ngi_forms_cluster(ng_context *ctx, const ngi_lexicon *lexicon, const ngi_decisions *decisions,
                            form_set *set);

/** Are two names one? The longer one is `full`. */
join_rule ngi_match_persons(const ngi_lexicon *lexicon, const name_form *full, const name_form *brief);
join_rule ngi_match_bodies(const ngi_lexicon *lexicon, const name_form *full, const name_form *brief);
/** Either of the two, by the groups of the forms. */
join_rule ngi_match_forms(const ngi_lexicon *lexicon, const name_form *full, const name_form *brief);
/** Does one letter more, less, other or exchanged make the one the other? */
bool ngi_one_letter_apart(ng_str a, ng_str b);
/** Order of forms from the fullest name to the least: < 0 when a is fuller. */
int ngi_form_compare(const name_form *a, const name_form *b);
/** Order of forms from the best label to the worst. */
int ngi_label_compare(const name_form *a, const name_form *b);
name_group ngi_group_of(ng_entity_type type);

static inline bool ngi_word_is(ng_str word, const char *text) { return ng_str_equal(word, ng_str_from(text)); }

#endif
