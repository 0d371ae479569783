/* In whose voice a document is told where nobody is quoted. */
#ifndef NGI_NARRATOR_H
#define NGI_NARRATOR_H

#include "refer.h"

/** By paragraph: the entity that 'I' is there outside quotation marks, or NG_NONE. */
typedef NGI_ARRAY(uint32_t) ngi_voices;

/**
 * Find them, from names whose entities are known: writers who introduce themselves ('I am Ada Roe', 'I'm Ada', 'my name
 * is Ada Roe') and the document's author where the text names them. One who does it in a turn of a thread or transcript
 * ('ada: I am Ada Roe') has that turn only; others have every paragraph that is no turn, unless there are several.
 * @param out  empty; released by the caller with ngi_array_release().
 */
ng_status ngi_find_voices(ng_context *ctx, const ng_document *doc, ngi_voices *out);

/** Reads a document's places from front to back: which paragraph, and is a quotation open there? Starts as zeros. */
typedef struct ngi_quote_cursor {
    uint32_t paragraph, token;
    bool open;
} ngi_quote_cursor;

/** Move to a byte that is not before the last one. True when it stands in double quotation marks of its paragraph. */
bool ngi_quoted_at(const ng_document *doc, ngi_quote_cursor *cursor, uint32_t byte);

#endif
