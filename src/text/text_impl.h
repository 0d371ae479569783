/* Inside of text/: tokens of a paragraph, and where its sentences end. */
#ifndef NGI_TEXT_IMPL_H
#define NGI_TEXT_IMPL_H

#include "base/unicode.h"
#include "segment.h"

typedef NGI_ARRAY(ng_token) ngi_token_array;

/**
 * Append the tokens of a paragraph; their `sentence` is left 0.
 * @param text  the whole document's text.
 */
ng_status ngi_tokenize(ng_context *ctx, ng_str text, ng_span paragraph, ngi_token_array *out);

/** Is the word, without its stop, an abbreviation that keeps it? */
typedef enum ngi_abbreviation {
    NGI_ABBREVIATION_NONE,
    NGI_ABBREVIATION_TITLE,  /* Mr., Sen.: a name follows, so no sentence ends here */
    NGI_ABBREVIATION_INNER,  /* vs., No.: what follows belongs to it */
    NGI_ABBREVIATION_ANY     /* Inc., U.S.: may end a sentence too */
} ngi_abbreviation;
ngi_abbreviation ngi_abbreviation_of(ng_str word);

/** Does a sentence end behind token `index` of the paragraph's tokens? */
bool ngi_sentence_ends(ng_str text, const ng_token *tokens, size_t count, size_t index);

#endif
