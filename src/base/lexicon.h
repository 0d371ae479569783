/*
 * The word lists that ship (src/models/names.tsv): who and what is well known, and the words that news puts around
 * names. One sorted, memory-resident table; names are compared by ngi_name_key().
 */
#ifndef NGI_LEXICON_H
#define NGI_LEXICON_H

#include "base.h"

/** X(symbol, code in the file): what a name or word of the lists is. */
#define NGI_LEXEME_LIST(X)                                                                         \
    X(NGI_LEX_PERSON, "person")         /* a well-known person */                                  \
    X(NGI_LEX_COMPANY, "company")                                                                  \
    X(NGI_LEX_ORGANIZATION, "organization")                                                        \
    X(NGI_LEX_MODEL, "model")           /* AI model or family */                                   \
    X(NGI_LEX_PRODUCT, "product")                                                                  \
    X(NGI_LEX_PLACE, "place")                                                                      \
    X(NGI_LEX_EVENT, "event")                                                                      \
    X(NGI_LEX_LAW, "law")                                                                          \
    X(NGI_LEX_WORK, "work")                                                                        \
    X(NGI_LEX_GROUP, "group")           /* plural demonyms, parties' members */                    \
    X(NGI_LEX_OUTLET, "outlet")         /* news media; also a company */                           \
    X(NGI_LEX_DEMONYM, "demonym")       /* adjective; link: the place */                           \
    X(NGI_LEX_GIVEN_MALE, "given_m")                                                               \
    X(NGI_LEX_GIVEN_FEMALE, "given_f")                                                             \
    X(NGI_LEX_SURNAME, "surname")                                                                  \
    X(NGI_LEX_NICKNAME, "nickname")     /* link: the full given name; several by '|' */            \
    X(NGI_LEX_HONORIFIC, "honorific")   /* Mr, Sen., Dr */                                         \
    X(NGI_LEX_JOB_TITLE, "job_title")   /* link: relation type it stands for */                    \
    X(NGI_LEX_LEGAL_SUFFIX, "suffix")   /* Inc., GmbH */                                           \
    X(NGI_LEX_CUE, "cue")               /* said, told, according to */                             \
    X(NGI_LEX_SHARED, "shared")         /* bodies of many countries bear the name: Ministry of Justice */

typedef enum ngi_lexeme {
#define NG_X(symbol, code) symbol,
    NGI_LEXEME_LIST(NG_X)
#undef NG_X
    NGI_LEXEME_COUNT
} ngi_lexeme;

typedef struct ngi_lexicon ngi_lexicon;

/** An entry: the classes as bits 1u << ngi_lexeme, and the link (canonical name) that each class may have. */
typedef struct ngi_lexicon_entry {
    uint32_t classes;
    ng_str link;             /* canonical name that all its aliases share; absent if none or several */
} ngi_lexicon_entry;

/** Read the lists of the data folder; NULL path: "names.tsv" of ngi_data_path(). Shared by threads. */
ng_status ngi_lexicon_open(ng_context *ctx, const char *path, ngi_lexicon **out);
void ngi_lexicon_close(ngi_lexicon *lexicon);
/** The entry of a name in any case and spelling of its key; classes 0 when unknown. `lexicon` may be NULL. */
ngi_lexicon_entry ngi_lexicon_find(const ngi_lexicon *lexicon, ng_str name);
/** The same for a key that ngi_name_key() made. */
ngi_lexicon_entry ngi_lexicon_find_key(const ngi_lexicon *lexicon, ng_str key);
/** The link that one class of a name has, where the classes differ ("Ron": nickname, given name); else absent. */
ng_str ngi_lexicon_link(const ngi_lexicon *lexicon, ng_str key, ngi_lexeme class);

#endif
