/* Inside of the HTML reader: a page as a list of text blocks, what is known about it, and which blocks are article. */
#ifndef NGI_HTML_IMPL_H
#define NGI_HTML_IMPL_H

#include "base/xml.h"
#include "ingest_impl.h"

/** A line of text as a reader sees it: what stands between two block boundaries. */
typedef struct ngi_block {
    ng_range bytes;          /* of the page's text buffer: white space collapsed */
    uint32_t node;           /* the innermost block element around it */
    uint32_t first, last;    /* its first and last text node */
    uint32_t words;
    uint32_t letters;        /* bytes that are no white space */
    uint32_t link_letters;   /* those inside of <a> */
    uint32_t bold_letters;   /* those inside of <b> or <strong> */
    uint32_t links;          /* <a> that begin in it */
    bool body;               /* part of the article */
} ngi_block;

typedef struct ngi_page {
    ng_context *ctx;
    ngi_xml_tree tree;
    ngi_buffer text;
    NGI_ARRAY(ngi_block) blocks;
} ngi_page;

static inline ng_str ngi_block_text(const ngi_page *page, const ngi_block *block)
{
    return ngi_str_slice(ngi_buffer_str(&page->text), block->bytes.begin, block->bytes.end);
}

/** Parse a page and cut its visible text into blocks. Released with ngi_page_release(), also on failure. */
ng_status ngi_page_open(ng_context *ctx, ng_str html, ngi_page *out);
void ngi_page_release(ngi_page *page);

/** What one source (JSON-LD, meta tags, the page itself) says of an article. */
typedef struct ngi_facts {
    ngi_buffer title, date, authors, outlet, url; /* authors joined with "; " */
} ngi_facts;

void ngi_facts_release(ng_context *ctx, ngi_facts *facts);
/** Add a name to authors, unless it stands there, is an address, or is no name. Splits 'A and B', drops 'By'. */
ng_status ngi_facts_add_author(ng_context *ctx, ngi_facts *facts, ng_str name);
/** Set a fact that is still empty to a text, its markup and white space taken out. */
ng_status ngi_facts_set(ng_context *ctx, ngi_buffer *fact, ng_str text);

/** Facts of the JSON-LD blocks of a page (schema.org: NewsArticle and kin). */
ng_status ngi_page_json_ld(ngi_page *page, ngi_facts *facts);

/** Fill title, date, outlet, author, url of the document from what the page says of itself. */
ng_status ngi_page_metadata(ngi_page *page, ng_document *doc);

/** Set `body` of the blocks that are the article; the title's own block is not. */
ng_status ngi_page_body(ngi_page *page, ng_str title);

/** Is the element, or one around it, one of that tag? */
bool ngi_page_within(const ngi_page *page, uint32_t node, ngi_tag tag);

#endif
