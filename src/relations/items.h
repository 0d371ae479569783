/*
 * The view of a document that patterns, assertion and speech share: a row of items, each a mention or a word between
 * mentions, so that a rule speaks of 'a person, a comma, a post' and not of bytes.
 */
#ifndef NGI_ITEMS_H
#define NGI_ITEMS_H

#include "core/model.h"

typedef struct ngi_item {
    ng_span span;
    uint32_t mention;         /* index, or NG_NONE for a word or mark */
    uint32_t sentence;
    uint32_t flags;           /* NG_TOKEN_* of a word */
    ng_str text;              /* its bytes in the document */
} ngi_item;

typedef struct ngi_items {
    const ng_document *doc;
    NGI_ARRAY(ngi_item) list;
    NGI_ARRAY(ng_range) sentences;   /* the items of each sentence */
    NGI_ARRAY(uint32_t) of_mention;  /* item of each mention; NG_NONE when a longer or named one covers it */
} ngi_items;

/** Lay out the prose of a document. Mentions without entity are words. Freed with ngi_items_release(). Linear. */
ng_status ngi_items_make(ng_context *ctx, const ng_document *doc, ngi_items *out);
void ngi_items_release(ng_context *ctx, ngi_items *items);

/** Is the item a word that `alternatives` ("chief|head") lists, in any case of ASCII? Curly apostrophes are straight. */
bool ngi_item_is(const ngi_item *item, const char *alternatives);
/** Is the word one that begins with a lower-case letter? */
bool ngi_item_lower(const ngi_item *item);
/** Does the text equal one of the alternatives ("said|says")? */
bool ngi_word_in(ng_str word, const char *alternatives);

static inline bool ngi_item_word(const ngi_item *item) { return item->mention == NG_NONE; }
/** Auxiliaries, adverbs and words of will between a subject and its verb ('has also agreed to'). */
bool ngi_item_auxiliary(const ngi_item *item);
/** Items that a possessive mention takes ('its': 1, "Acme" "'s": 2); 0 when the item before `end` is none. */
uint32_t ngi_items_possessive(const ngi_items *items, uint32_t at, uint32_t end);
/** Type of the entity of a mention's item. */
ng_entity_type ngi_item_type(const ngi_items *items, const ngi_item *item);
/** A mark of punctuation that parts clauses; hyphens and apostrophes do not. */
bool ngi_item_stop(const ngi_item *item);

#endif
