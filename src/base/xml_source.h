/* What libxml2 is given of a page: all but what nobody asks for, and nothing behind a tag that would hold it up. */
#ifndef NGI_XML_SOURCE_H
#define NGI_XML_SOURCE_H

#include "base.h"

typedef struct ngi_xml_source {
    ng_str original, text;   /* the input, and what is read of it: of the original, or of the copy */
    ngi_buffer copy;
    bool html;
    size_t cut_at;           /* byte of the original where a tag of too many attributes begins, or SIZE_MAX */
} ngi_xml_source;

/**
 * Look through a page (or a feed: `html` is false) once. Of a page are left out: the text of styles and of scripts that
 * are no JSON-LD, and the attributes that tell nothing about an article; together three quarters of a news page, which
 * libxml2 would read a character at a time. The original must outlive the source. Released with
 * ngi_xml_source_release(), also on failure. Cost: linear.
 */
ng_status ngi_xml_source_open(ng_context *ctx, ng_str text, bool html, ngi_xml_source *out);
void ngi_xml_source_release(ng_context *ctx, ngi_xml_source *source);
/** Where a byte of `source->text` stands in the original. Cost: another look. */
size_t ngi_xml_source_offset(const ngi_xml_source *source, size_t at);

#endif
