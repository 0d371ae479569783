/**
 * @file entity.h
 * Entities of one document, and actors: what the entities of several documents are one of.
 */
#ifndef NAMEGRAPH_ENTITY_H
#define NAMEGRAPH_ENTITY_H

#include "mention.h"

#ifdef __cplusplus
extern "C" {
#endif

/** X(symbol, name, what it is): which of its names someone is called by. What the user renamed is called that. */
#define NG_LABEL_LIST(X)                                                                           \
    X(NG_LABEL_LONGEST, "longest", "the fullest form that is in use")                              \
    X(NG_LABEL_FREQUENT, "frequent", "the form that most mentions have, of two alike the fuller one")

typedef enum ng_label {
#define NG_X(symbol, name, words) symbol,
    NG_LABEL_LIST(NG_X)
#undef NG_X
    NG_LABEL_COUNT
} ng_label;

/** "longest", "frequent"; "?" out of range. Static. */
NG_API const char *ng_label_name(ng_label label);

/** The label of that name; false when there is none. */
NG_API bool ng_label_from(ng_str name, ng_label *out);

/** Someone or something that one document names. */
typedef struct ng_entity {
    ng_str id;              /**< 'e' and 16 hex digits of the document's text and the first mention's place, or as given */
    ng_str name;            /**< without title: the fullest form in this document, or the one that ng_label says */
    ng_entity_type type;
    ng_range aliases;       /**< in ng_document_aliases(): the other forms, by bytes, none twice */
    uint32_t first_mention; /**< index of its first mention by name */
    uint32_t actor;         /**< index in the collection's actors; NG_NONE until linked */
    ng_str link;            /**< stable key of a well-known actor of the word lists; absent otherwise */
    ng_str full;            /**< the fullest form, when `name` is another one; absent otherwise */
} ng_entity;

/** One node: an entity across all documents of a collection. */
typedef struct ng_actor {
    ng_str id;              /**< id of its first entity in the order of documents */
    ng_str name;            /**< as ng_label says, by all documents but copies of others */
    ng_entity_type type;
    ng_range aliases;       /**< in ng_collection_aliases() */
    ng_range members;       /**< in ng_collection_members(), by document, then entity */
    ng_str link;            /**< as in ng_entity; absent when no member has one */
} ng_actor;

/** An entity of a document of a collection. */
typedef struct ng_member {
    uint32_t document;      /**< index in the collection */
    uint32_t entity;        /**< index in that document's entities */
} ng_member;

#ifdef __cplusplus
}
#endif
#endif
