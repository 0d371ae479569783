/**
 * @file mention.h
 * Mentions: stretches of a sentence that name or refer to an entity.
 */
#ifndef NAMEGRAPH_MENTION_H
#define NAMEGRAPH_MENTION_H

#include "text.h"

#ifdef __cplusplus
extern "C" {
#endif

/** X(symbol, name, plural): the types of entities, in the order of the model's labels. */
#define NG_ENTITY_TYPE_LIST(X)                                                                     \
    X(NG_PERSON, "person", "persons")                                                              \
    X(NG_COMPANY, "company", "companies")                                                          \
    X(NG_ORGANIZATION, "organization", "organizations")                                            \
    X(NG_MODEL, "model", "models")                                                                 \
    X(NG_PRODUCT, "product", "products")                                                           \
    X(NG_PLACE, "place", "places")                                                                 \
    X(NG_EVENT, "event", "events")                                                                 \
    X(NG_LAW, "law", "laws")                                                                       \
    X(NG_WORK, "work", "works")                                                                    \
    X(NG_GROUP, "group", "groups")

typedef enum ng_entity_type {
#define NG_X(symbol, name, plural) symbol,
    NG_ENTITY_TYPE_LIST(NG_X)
#undef NG_X
    NG_ENTITY_TYPE_COUNT
} ng_entity_type;

/** X(symbol, name): how a mention refers. */
#define NG_MENTION_KIND_LIST(X)                                                                    \
    X(NG_NAME, "name")       /* 'Sam Altman' */                                                    \
    X(NG_NOMINAL, "nominal") /* 'the company' */                                                   \
    X(NG_PRONOUN, "pronoun") /* 'she' */

typedef enum ng_mention_kind {
#define NG_X(symbol, name) symbol,
    NG_MENTION_KIND_LIST(NG_X)
#undef NG_X
    NG_MENTION_KIND_COUNT
} ng_mention_kind;

typedef struct ng_mention {
    ng_span span;         /**< bytes of the document's text */
    ng_range tokens;      /**< the tokens that it touches; never crosses a sentence */
    uint32_t sentence;    /**< index of its sentence */
    ng_entity_type type;  /**< type of this use; that of a reference is its entity's */
    ng_mention_kind kind;
    float score;          /**< 0..1, calibrated on held-out text */
    uint32_t entity;      /**< index in the document's entities; NG_NONE until resolved */
} ng_mention;

/** "person", ...; "?" out of range. Static. */
NG_API const char *ng_entity_type_name(ng_entity_type type);

/** The type of that name; false when there is none. */
NG_API bool ng_entity_type_from(ng_str name, ng_entity_type *out);

/** "name", "nominal", "pronoun"; "?" out of range. Static. */
NG_API const char *ng_mention_kind_name(ng_mention_kind kind);

/** The kind of that name; false when there is none. */
NG_API bool ng_mention_kind_from(ng_str name, ng_mention_kind *out);

#ifdef __cplusplus
}
#endif
#endif
