/* Unicode, by ICU: the only header through which the tree asks about characters. */
#ifndef NGI_UNICODE_H
#define NGI_UNICODE_H

#include "base.h"

typedef int32_t ngi_char; /* a code point; -1 at the end of the text */

/** The code point at *at, which moves behind it; -1 at the end. The text must be valid UTF-8 (else U+FFFD). */
ngi_char ngi_char_next(ng_str text, size_t *at);
/** The code point before *at, which moves to its begin; -1 at the begin. */
ngi_char ngi_char_before(ng_str text, size_t *at);
/** The code point at a byte, without moving; -1 at the end. */
ngi_char ngi_char_at(ng_str text, size_t at);
ng_status ngi_buffer_add_codepoint(ng_context *ctx, ngi_buffer *buffer, ngi_char c);

bool ngi_char_is_letter(ngi_char c);
bool ngi_char_is_upper(ngi_char c); /* upper or title case */
bool ngi_char_is_lower(ngi_char c);
bool ngi_char_is_digit(ngi_char c);
bool ngi_char_is_space(ngi_char c); /* White_Space, and zero-width ones */
bool ngi_char_is_mark(ngi_char c);  /* combining */
bool ngi_char_is_control(ngi_char c); /* Cc, Cf, unassigned U+FFFE kin; not tab and line ends */
bool ngi_char_is_punctuation(ngi_char c); /* general category P */
bool ngi_char_is_symbol(ngi_char c); /* general category S */
bool ngi_char_is_ideograph(ngi_char c);
bool ngi_char_is_quote(ngi_char c);
ngi_char ngi_char_lower(ngi_char c);
ngi_char ngi_char_upper(ngi_char c); /* one code point: that of 'ß' is itself */

/** Is there a letter or a digit in the text? */
bool ngi_text_has_word(ng_str text);
/** Byte where the UTF-8 is broken, or SIZE_MAX when it is valid. */
size_t ngi_utf8_fault(ng_str text);
/** Number of code points. */
size_t ngi_utf8_count(ng_str text);
/** Append text with each broken byte replaced by U+FFFD; *out_replaced counts them. */
ng_status ngi_utf8_repair(ng_context *ctx, ng_str text, ngi_buffer *out, size_t *out_replaced);
/** Append bytes in a named charset ("windows-1252") as UTF-8. NG_E_ARG for an unknown charset. */
ng_status ngi_charset_decode(ng_context *ctx, ng_str bytes, const char *charset, ngi_buffer *out,
                             size_t *out_replaced);
/** Best guess of the charset of bytes, a static or context-owned name; "UTF-8" when it is that. */
ng_status ngi_charset_detect(ng_context *ctx, ng_str bytes, ngi_buffer *out);

/**
 * Append a key for comparing names: NFKD, marks dropped, case folded, runs of white space and hyphens as one space.
 * 'José-María' and 'jose maria' have the same key.
 */
ng_status ngi_name_key(ng_context *ctx, ng_str name, ngi_buffer *out);
/** Append the text in lower case without marks (NFD, Mn dropped): what WordPiece of the uncased vocabulary reads. */
ng_status ngi_lower_plain(ng_context *ctx, ng_str text, ngi_buffer *out);
/** Append in Latin letters (ICU "Any-Latin; Latin-ASCII"). Cost: opens a transliterator at each call. */
ng_status ngi_transliterate(ng_context *ctx, ng_str text, ngi_buffer *out);

/** Sentence or word boundaries of UAX #29: ends of segments, ascending, in an array that ngi_free() frees. */
typedef enum ngi_break { NGI_BREAK_WORDS, NGI_BREAK_SENTENCES } ngi_break;
ng_status ngi_breaks(ng_context *ctx, ng_str text, ngi_break kind, uint32_t **out, size_t *out_count);

#endif
