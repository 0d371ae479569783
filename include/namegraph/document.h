/**
 * @file document.h
 * One article and everything found in it; a collection of articles and the actors in them.
 *
 * The text is never rewritten after ingest; whatever is found points into it by byte spans.
 * Arrays that these calls return are borrowed until their document changes or is freed.
 */
#ifndef NAMEGRAPH_DOCUMENT_H
#define NAMEGRAPH_DOCUMENT_H

#include "context.h"
#include "relation.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct ng_document ng_document;
typedef struct ng_collection ng_collection;

/** Flags of a token: what it is made of. */
enum {
    NG_TOKEN_WORD = 1u << 0,        /**< has a letter */
    NG_TOKEN_NUMBER = 1u << 1,      /**< digits, perhaps with separators */
    NG_TOKEN_PUNCTUATION = 1u << 2, /**< punctuation or symbol */
    NG_TOKEN_CAPITALIZED = 1u << 3, /**< first letter is upper case */
    NG_TOKEN_UPPER = 1u << 4,       /**< two letters or more, all upper case */
    NG_TOKEN_QUOTE = 1u << 5,       /**< a quotation mark */
    NG_TOKEN_HANDLE = 1u << 6,      /**< @name or #tag */
    NG_TOKEN_ADDRESS = 1u << 7,     /**< a URL or an e-mail address */
    NG_TOKEN_POSSESSIVE = 1u << 8   /**< 's or ' after a name */
};

typedef struct ng_token {
    ng_span bytes;
    uint32_t sentence;      /**< index of its sentence */
    uint32_t flags;         /**< NG_TOKEN_* */
} ng_token;

typedef struct ng_sentence {
    ng_span span;           /**< without the white space around it */
    ng_range tokens;
    uint32_t paragraph;     /**< index of its paragraph */
} ng_sentence;

/** What is known of a document beside its text. Absent strings are unknown. */
typedef struct ng_metadata {
    ng_str id;              /**< "SOURCE#N", or the id that the input gave */
    ng_str source;          /**< the input's name as it was given */
    uint64_t source_start;  /**< code point of the input where a slice of plain text begins; else 0 */
    ng_str title;
    ng_str date;            /**< ISO 8601 */
    ng_str outlet;
    ng_str author;          /**< several joined with "; " */
    ng_str url;
    ng_str language;        /**< ISO 639-1, "en" */
    ng_str duplicate_of;    /**< id of the document that this is a copy of */
} ng_metadata;

NG_API const ng_metadata *ng_document_metadata(const ng_document *doc);
NG_API ng_str ng_document_text(const ng_document *doc);
NG_API const ng_span *ng_document_boilerplate(const ng_document *doc, size_t *out_count);
NG_API const ng_span *ng_document_paragraphs(const ng_document *doc, size_t *out_count);
NG_API const ng_sentence *ng_document_sentences(const ng_document *doc, size_t *out_count);
NG_API const ng_token *ng_document_tokens(const ng_document *doc, size_t *out_count);
NG_API const ng_mention *ng_document_mentions(const ng_document *doc, size_t *out_count);
NG_API const ng_entity *ng_document_entities(const ng_document *doc, size_t *out_count);
NG_API const ng_str *ng_document_aliases(const ng_document *doc, size_t *out_count);
NG_API const ng_relation *ng_document_relations(const ng_document *doc, size_t *out_count);
NG_API const ng_evidence *ng_document_evidence(const ng_document *doc, size_t *out_count);
NG_API const ng_speech *ng_document_speech(const ng_document *doc, size_t *out_count);
NG_API const uint32_t *ng_document_about(const ng_document *doc, size_t *out_count);

/** The bytes of a span; "" when it is empty. Borrowed from the document. */
NG_API ng_str ng_document_slice(const ng_document *doc, ng_span span);

/**
 * Code points of the text before a byte.
 *
 * @param byte  0..length of the text.
 * Cost: near constant (an index of every 256th byte).
 */
NG_API uint32_t ng_document_code_point(const ng_document *doc, uint32_t byte);

/** Free a collection, its documents and actors. NULL does nothing. */
NG_API void ng_collection_free(ng_collection *collection);

/** Documents, ordered by id. */
NG_API size_t ng_collection_count(const ng_collection *collection);

/** The document at an index below ng_collection_count(). Borrowed. */
NG_API const ng_document *ng_collection_at(const ng_collection *collection, size_t index);

/** Actors, ordered by the place of their first mention in the order of documents. Borrowed. */
NG_API const ng_actor *ng_collection_actors(const ng_collection *collection, size_t *out_count);
NG_API const ng_str *ng_collection_aliases(const ng_collection *collection, size_t *out_count);
NG_API const ng_member *ng_collection_members(const ng_collection *collection, size_t *out_count);

#ifdef __cplusplus
}
#endif
#endif
