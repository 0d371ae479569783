/**
 * @file relation.h
 * Typed relations between entities, attributed speech, and the evidence of both.
 */
#ifndef NAMEGRAPH_RELATION_H
#define NAMEGRAPH_RELATION_H

#include "entity.h"

#ifdef __cplusplus
extern "C" {
#endif

/** X(symbol, name, symmetric, phrase): the relation types, in the order of the model's labels. */
#define NG_RELATION_LIST(X)                                                                        \
    X(NG_FOUNDER_OF, "founder_of", false, "founded")                                               \
    X(NG_LEADS, "leads", false, "leads")                                                           \
    X(NG_WORKS_FOR, "works_for", false, "works for")                                               \
    X(NG_MEMBER_OF, "member_of", false, "is a member of")                                          \
    X(NG_OWNS, "owns", false, "owns")                                                              \
    X(NG_ACQUIRES, "acquires", false, "acquires")                                                  \
    X(NG_INVESTS_IN, "invests_in", false, "invests in")                                            \
    X(NG_DEVELOPS, "develops", false, "develops")                                                  \
    X(NG_USES, "uses", false, "uses")                                                              \
    X(NG_BASED_ON, "based_on", false, "is based on")                                               \
    X(NG_PARTNERS_WITH, "partners_with", true, "partners with")                                    \
    X(NG_COMPETES_WITH, "competes_with", true, "competes with")                                    \
    X(NG_SUPPORTS, "supports", false, "supports")                                                  \
    X(NG_OPPOSES, "opposes", false, "opposes")                                                     \
    X(NG_SUES, "sues", false, "sues")                                                              \
    X(NG_REGULATES, "regulates", false, "regulates")                                               \
    X(NG_APPOINTS, "appoints", false, "appoints")                                                  \
    X(NG_REMOVES, "removes", false, "removes")                                                     \
    X(NG_FAMILY_OF, "family_of", true, "is family of")                                             \
    X(NG_MEETS, "meets", true, "meets")                                                            \
    X(NG_EDUCATED_AT, "educated_at", false, "was educated at")                                     \
    X(NG_LOCATED_IN, "located_in", false, "is located in")                                         \
    X(NG_PART_OF, "part_of", false, "is part of")

typedef enum ng_relation_type {
#define NG_X(symbol, name, symmetric, phrase) symbol,
    NG_RELATION_LIST(NG_X)
#undef NG_X
    NG_RELATION_COUNT
} ng_relation_type;

/** X(symbol, name): how the text asserts a relation. */
#define NG_ASSERTION_LIST(X)                                                                       \
    X(NG_CURRENT, "current")                                                                       \
    X(NG_FORMER, "former")                                                                         \
    X(NG_PLANNED, "planned")                                                                       \
    X(NG_REPORTED, "reported")                                                                     \
    X(NG_DENIED, "denied")

typedef enum ng_assertion {
#define NG_X(symbol, name) symbol,
    NG_ASSERTION_LIST(NG_X)
#undef NG_X
    NG_ASSERTION_COUNT
} ng_assertion;

/** X(symbol, name): how speech is rendered. */
#define NG_SPEECH_KIND_LIST(X)                                                                     \
    X(NG_DIRECT, "direct")                                                                         \
    X(NG_INDIRECT, "indirect")

typedef enum ng_speech_kind {
#define NG_X(symbol, name) symbol,
    NG_SPEECH_KIND_LIST(NG_X)
#undef NG_X
    NG_SPEECH_KIND_COUNT
} ng_speech_kind;

/** Where a document says a relation: enough to show the reader the sentence with both ends marked. */
typedef struct ng_evidence {
    ng_span span;            /**< the sentence, or the sentences, that say it */
    ng_span head, tail;      /**< the mentions; empty when not known */
    float score;             /**< 0..1 */
    ng_str by;               /**< what found it: "head", or a pattern's name */
} ng_evidence;

/** One for each (head, type, tail, status) of a document. */
typedef struct ng_relation {
    uint32_t head, tail;     /**< entities of the document; of a symmetric type the earlier one is the head */
    ng_relation_type type;
    ng_assertion status;
    ng_str role;             /**< the article's words for the post; absent if none */
    ng_str since, until;     /**< ISO 8601, as exact as stated; absent if not stated */
    float score;             /**< 0..1, calibrated: that one of its sentences at least says it */
    ng_range evidence;       /**< in ng_document_evidence(), never empty */
} ng_relation;

/** A stretch of attributed speech or thought. */
typedef struct ng_speech {
    uint32_t speaker;        /**< entity, or NG_NONE for a speaker without name */
    ng_speech_kind kind;
    ng_span span;
    ng_span speaker_span;    /**< the mention that names or refers to the speaker; empty if none */
    ng_str cue;              /**< the verb or phrase; absent if none */
    ng_range about;          /**< in ng_document_about(): entities, ascending, never the speaker */
    uint32_t within;         /**< index of the stretch that it stands in, or NG_NONE */
    float score;             /**< 0..1, calibrated */
} ng_speech;

/** "founder_of", ...; "?" out of range. Static. */
NG_API const char *ng_relation_type_name(ng_relation_type type);

/** "founded", ...: the type as a verb phrase between head and tail; "?" out of range. Static. */
NG_API const char *ng_relation_type_phrase(ng_relation_type type);

/** The type of that name; false when there is none. */
NG_API bool ng_relation_type_from(ng_str name, ng_relation_type *out);

/** Does the type hold both ways, so that it is stored once? */
NG_API bool ng_relation_type_symmetric(ng_relation_type type);

/** "current", ...; "?" out of range. Static. */
NG_API const char *ng_assertion_name(ng_assertion status);

/** The status of that name; false when there is none. */
NG_API bool ng_assertion_from(ng_str name, ng_assertion *out);

/** "direct", "indirect"; "?" out of range. Static. */
NG_API const char *ng_speech_kind_name(ng_speech_kind kind);

/** The kind of that name; false when there is none. */
NG_API bool ng_speech_kind_from(ng_str name, ng_speech_kind *out);

#ifdef __cplusplus
}
#endif
#endif
