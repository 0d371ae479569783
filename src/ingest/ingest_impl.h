/* Inside of ingest/: one input on its way to documents, and the readers of its kinds. */
#ifndef NGI_INGEST_IMPL_H
#define NGI_INGEST_IMPL_H

#include "ingest/ingest.h"

/** Longer articles are none, and would cost memory many times their size. */
#define NGI_ARTICLE_MAX (16u << 20)

/** What an input is, told by its content. */
typedef enum ngi_input_kind {
    NGI_INPUT_TEXT,
    NGI_INPUT_HTML,
    NGI_INPUT_FEED,
    NGI_INPUT_JSON           /* lines, or one array */
} ngi_input_kind;

typedef struct ngi_input {
    ng_context *ctx;
    const char *source;
    ng_str text;             /* UTF-8 without NUL */
    const ngi_ingest_options *opts;
    ng_collection *collection;
    uint32_t count;          /* documents so far: the N of the next id is count + 1 */
    const char *language;    /* of the whole input, for documents too short to tell; NULL: not known */
} ngi_input;

/** What kind is it? Looks at the first bytes, and at a sample of the rest. */
ngi_input_kind ngi_input_kind_of(ng_str text);

/**
 * Bytes to UTF-8 by byte order mark, declaration or detection. What cannot be decoded becomes U+FFFD and a note.
 * @return NG_OK; NG_E_FORMAT for what is no text; NG_E_NOMEM.
 */
ng_status ngi_input_decode(ng_context *ctx, const char *source, ng_str bytes, ngi_buffer *out);

/* The readers: each appends the documents that it finds. */
ng_status ngi_read_plain(ngi_input *in);
ng_status ngi_read_html(ngi_input *in);
ng_status ngi_read_feed(ngi_input *in);
ng_status ngi_read_json(ngi_input *in);

/** Mark paragraphs and boilerplate of a document of one article by its lines; never cut. */
ng_status ngi_plain_mark(ng_context *ctx, ng_document *doc);

/**
 * Fill a document from a fragment of HTML (a feed's item): its text, paragraphs, no metadata.
 */
ng_status ngi_html_fragment(ng_context *ctx, ng_str html, ng_document *doc);

/** The text of some HTML in one line, replacing `out`: for titles and names that hold markup or entities. */
ng_status ngi_html_line(ng_context *ctx, ng_str html, ngi_buffer *out);

/** Set the document's text to paragraphs joined by blank lines, from a buffer that holds one a line. */
ng_status ngi_document_from_lines(ng_context *ctx, ng_document *doc, ng_str lines);

/**
 * Give a filled document its id and language and add it to the collection, which owns it from then on; also on
 * failure. Text in another language, and text without a paragraph, is freed with a note instead.
 * @param id  the input's own id, or absent.
 */
ng_status ngi_input_add(ngi_input *in, ng_document *doc, ng_str id, uint64_t offset);

/** The language of a text, "en", "de", ...; "" when it cannot be told (too short). Static. */
const char *ngi_language_of(ng_str text);

/** Append the date of a text in ISO 8601 ("2025-11-10", "2025-11-10T08:30:00Z"); nothing when there is none. */
ng_status ngi_date_normalize(ng_context *ctx, ng_str text, ngi_buffer *out);

#endif
