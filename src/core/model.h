/*
 * The data types as the stages fill them: a document that owns its text and everything found in it, and a
 * collection that owns documents and joins their entities to actors. Stages append to the arrays, in the order of
 * the text; the check functions say whether what they left holds together.
 */
#ifndef NGI_MODEL_H
#define NGI_MODEL_H

#include "base/base.h"
#include "namegraph/document.h"

struct ng_document {
    ng_allocator allocator;       /* that everything below came from */
    ngi_arena strings;            /* every ng_str of the document */
    ng_metadata about;
    ng_str text;
    ng_span title_span;           /* where the title stands in the text; empty if it does not */
    NGI_ARRAY(ng_span) boilerplate;
    NGI_ARRAY(ng_span) paragraphs; /* of the prose only */
    NGI_ARRAY(ng_sentence) sentences;
    NGI_ARRAY(ng_token) tokens;
    NGI_ARRAY(ng_mention) mentions; /* by begin, longer ones first */
    NGI_ARRAY(ng_entity) entities; /* by first mention */
    NGI_ARRAY(ng_str) aliases;
    NGI_ARRAY(ng_relation) relations; /* by head, tail, type, status */
    NGI_ARRAY(ng_evidence) evidence;
    NGI_ARRAY(ng_speech) speech;  /* by begin, longer ones first */
    NGI_ARRAY(uint32_t) about_entities;
    NGI_ARRAY(uint32_t) code_points; /* before each 256th byte */
    bool given;                   /* mentions and entities came from outside: they are not resolved again */
    bool references_given;        /* with their pronouns and phrases, which stay as they are, too */
    bool relink;                  /* given mentions by name, whose entities are to be found again */
    uint32_t sides;               /* of a comparison that it belongs to, as bits; a copy on both has both */
    size_t input;                 /* the input that it came from, among several that are read at once for a corpus */
    bool unread;                  /* in another language than English: kept, but nothing is looked for in it */
    bool finished;                /* every stage has run, here or where a saved result was made */
};

/** A document of no text yet; freed with ngi_document_free(). */
ng_status ngi_document_create(ng_context *ctx, ng_document **out);
void ngi_document_free(ng_document *doc);
/** Copy valid UTF-8 into the document as its text, and index its code points. Once, before all else. */
ng_status ngi_document_set_text(ng_context *ctx, ng_document *doc, ng_str text);
/** Copy a string into the document. */
ng_status ngi_document_copy(ng_context *ctx, ng_document *doc, ng_str text, ng_str *out);
/** Byte of the text where a code point begins; the text's length behind the last one. */
uint32_t ngi_document_byte(const ng_document *doc, uint32_t code_point);
/** Index of the sentence that holds a byte, or NG_NONE (boilerplate, white space between). */
uint32_t ngi_document_sentence_at(const ng_document *doc, uint32_t byte);
/** Tokens that a span touches; empty when it touches none. Cost: log(tokens). */
ng_range ngi_document_tokens_in(const ng_document *doc, ng_span span);
/** Mentions whose begin lies in a span, as a range of the sorted mentions. */
ng_range ngi_document_mentions_in(const ng_document *doc, ng_span span);
/** Sort mentions by begin, longer ones first. */
void ngi_document_sort_mentions(ng_document *doc);
/** Set `first_mention` of each entity from the sorted mentions; NG_NONE for one that is not named. */
void ngi_document_find_first_mentions(ng_document *doc);
/** 'e' and 16 hex digits: hash of the document's text and the place of the mention (code points). */
ng_status ngi_entity_make_id(ng_context *ctx, ng_document *doc, ng_span mention, ng_str *out);

/** Do the invariants hold? NG_E_INTERNAL with the first that does not. Cost: linear. */
ng_status ngi_document_check(ng_context *ctx, const ng_document *doc);

struct ng_collection {
    ng_allocator allocator;
    ngi_arena strings;
    NGI_ARRAY(ng_document *) documents; /* by id, none twice */
    NGI_ARRAY(ng_actor) actors;
    NGI_ARRAY(ng_str) aliases;
    NGI_ARRAY(ng_member) members;
    ng_str made_by;               /* JSON object: version, model, kernels, options */
};

ng_status ngi_collection_create(ng_context *ctx, ng_collection **out);
/** Add a document, which the collection owns from then on (also on failure). */
ng_status ngi_collection_add(ng_context *ctx, ng_collection *collection, ng_document *doc);
/** Sort the documents by id. The same document twice is kept once; two with one id get different ones ("ID~2"). */
ng_status ngi_collection_sort(ng_context *ctx, ng_collection *collection);
/**
 * The documents of some sides and the actors in them, as a collection that borrows both. Until it is freed with
 * ngi_collection_part_free(), the documents' entities point to its actors.
 */
ng_status ngi_collection_part(ng_context *ctx, const ng_collection *whole, uint32_t sides, ng_collection **out);
void ngi_collection_part_free(const ng_collection *whole, ng_collection *part);
ng_status ngi_collection_check(ng_context *ctx, const ng_collection *collection);

static inline bool ngi_span_empty(ng_span s) { return s.begin >= s.end; }
static inline bool ngi_span_holds(ng_span outer, ng_span inner)
{
    return outer.begin <= inner.begin && inner.end <= outer.end;
}
static inline bool ngi_span_overlaps(ng_span a, ng_span b) { return a.begin < b.end && b.begin < a.end; }

/** A name that is known before any is looked for: the user said so. */
typedef struct ngi_known_name {
    ng_span span;
    ng_entity_type type;
} ngi_known_name;
typedef NGI_ARRAY(ngi_known_name) ngi_known_names;

#endif
