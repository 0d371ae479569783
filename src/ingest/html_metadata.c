#include "html_impl.h"
static ng_str meta(const ngi_page *page, const char *key, const char *name)
{
    for (uint32_t i = 0; i < page->tree.nodes.count; i++)
        if (page->tree.nodes.items[i].tag == NGI_TAG_META &&
            ng_str_equal(ngi_xml_attribute_of(&page->tree, i, key), ng_str_from(name)))
            return ngi_xml_attribute_of(&page->tree, i, "content");
    return (ng_str){ NULL, 0 };
}
ng_status ngi_page_metadata(ngi_page *page, ng_document *doc)
{
    ng_status st = NG_OK;
    ngi_buffer b = {0};
    ng_str title = meta(page, "property", "og:title");

    NG_CHECK(ngi_document_copy(page->ctx, doc, title, &doc->about.title));
    NG_CHECK(ngi_document_copy(page->ctx, doc, meta(page, "name", "author"), &doc->about.author));
    NG_CHECK(ngi_document_copy(page->ctx, doc, meta(page, "property", "og:site_name"), &doc->about.outlet));
    NG_CHECK(ngi_date_normalize(page->ctx, meta(page, "property", "article:published_time"), &b));
    if (b.len) NG_CHECK(ngi_document_copy(page->ctx, doc, ngi_buffer_str(&b), &doc->about.date));
done:
    ngi_buffer_release(page->ctx, &b);
    return st;
}
