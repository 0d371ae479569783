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

/** What the stop of an abbreviation says about the sentence. */
typedef enum ngi_abbreviation {
    NGI_ABBREVIATION_NONE,
    NGI_ABBREVIATION_TITLE,  /* Mr., Sen.: a name follows, so no sentence ends here */
    NGI_ABBREVIATION_INNER,  /* vs., Pty.: what follows belongs to it */
    NGI_ABBREVIATION_NUMBER, /* No., Jan.: one only before a digit, else a word like others */
    NGI_ABBREVIATION_ANY     /* Inc., U.S.: may end a sentence too */
} ngi_abbreviation;

/** Is the word, without its stop, an abbreviation that keeps it? Capitals count. */
ngi_abbreviation ngi_abbreviation_of(ng_str word);

/** The tokens of a paragraph, and what its marks do: open or close. */
typedef struct ngi_marks {
    ng_str text;
    const ng_token *tokens;
    uint8_t *roles;          /* one a token, filled by ngi_sentence_roles() */
    size_t count;
} ngi_marks;

void ngi_sentence_roles(ngi_marks *marks);
/** The token behind the sentence that begins at token `first`. */
size_t ngi_sentence_end(const ngi_marks *marks, size_t first);

#endif
