/*
 * A page -> one document: its article's text, one paragraph a block, with what the page says of itself. The title
 * stands in the metadata and not in the text. Next: html_blocks.c, html_body.c, html_metadata.c.
 */
#include "html_impl.h"

ng_status ngi_document_from_lines(ng_context *ctx, ng_document *doc, ng_str lines)
{
    ngi_buffer text = { 0 };
    ng_str rest = lines, line;
    ng_status st = NG_OK;

    while (ngi_str_next(&rest, '\n', &line)) {
        ng_span span;

        line = ngi_str_trim(line);
        if (line.len == 0) continue;
        if (text.len > 0) NG_CHECK(ngi_buffer_add_text(ctx, &text, "\n\n"));
        span.begin = (uint32_t)text.len;
        NG_CHECK(ngi_buffer_add(ctx, &text, line));
        span.end = (uint32_t)text.len;
        NG_CHECK(ngi_array_push(ctx, &doc->paragraphs, span));
    }
    NG_CHECK(ngi_document_set_text(ctx, doc, ngi_buffer_str(&text)));
done:
    ngi_buffer_release(ctx, &text);
    return st;
}

ng_status ngi_html_line(ng_context *ctx, ng_str html, ngi_buffer *out)
{
    ngi_xml_tree tree = { 0 };
    ngi_buffer flat = { 0 };
    ng_str rest, word;
    ng_status st = NG_OK;

    out->len = 0;
    if (memchr(html.ptr ? html.ptr : "", '<', html.len) || memchr(html.ptr ? html.ptr : "", '&', html.len)) {
        NG_CHECK(ngi_html_parse(ctx, html, &tree));
        for (uint32_t i = 0; i < tree.nodes.count; i++)
            if (tree.nodes.items[i].parent == NG_NONE) NG_CHECK(ngi_xml_text(ctx, &tree, i, &flat));
    } else {
        NG_CHECK(ngi_buffer_add(ctx, &flat, html));
    }
    for (size_t i = 0; i < flat.len; i++)
        if (flat.data[i] == '\n' || flat.data[i] == '\t' || flat.data[i] == '\r') flat.data[i] = ' ';
    rest = ngi_buffer_str(&flat);
    while (ngi_str_next(&rest, ' ', &word)) {
        if (word.len == 0) continue;
        if (out->len > 0) NG_CHECK(ngi_buffer_add_char(ctx, out, ' '));
        NG_CHECK(ngi_buffer_add(ctx, out, word));
    }
done:
    ngi_xml_release(ctx, &tree);
    ngi_buffer_release(ctx, &flat);
    return st;
}

/* The text of the blocks that are article, one a line. */
static ng_status body_lines(ngi_page *page, bool all, ngi_buffer *out)
{
    ng_status st = NG_OK;

    for (size_t i = 0; i < page->blocks.count; i++) {
        const ngi_block *block = &page->blocks.items[i];

        if (!block->body && !all) continue;
        NG_CHECK(ngi_buffer_add(page->ctx, out, ngi_block_text(page, block)));
        NG_CHECK(ngi_buffer_add_char(page->ctx, out, '\n'));
    }
done:
    return st;
}

ng_status ngi_html_fragment(ng_context *ctx, ng_str html, ng_document *doc)
{
    ngi_page page;
    ngi_buffer lines = { 0 };
    ng_status st;

    NG_CHECK(ngi_page_open(ctx, html, &page));
    NG_CHECK(body_lines(&page, true, &lines));
    NG_CHECK(ngi_document_from_lines(ctx, doc, ngi_buffer_str(&lines)));
done:
    ngi_buffer_release(ctx, &lines);
    ngi_page_release(&page);
    return st;
}

ng_status ngi_read_html(ngi_input *in)
{
    ng_document *doc = NULL;
    ngi_buffer lines = { 0 };
    ngi_page page;
    ng_status st;

    NG_CHECK(ngi_page_open(in->ctx, in->text, &page));
    NG_CHECK(ngi_document_create(in->ctx, &doc));
    NG_CHECK(ngi_page_metadata(&page, doc));
    NG_CHECK(ngi_page_body(&page, doc->about.title));
    NG_CHECK(body_lines(&page, false, &lines));
    NG_CHECK(ngi_document_from_lines(in->ctx, doc, ngi_buffer_str(&lines)));
    if (page.tree.cut) {
        bool any = doc->paragraphs.count > 0;

        ngi_note(in->ctx, NG_E_LIMIT, ng_str_from(in->source), page.tree.cut_at, "%s",
                 any ? "the page is nested too deep or too large: the rest of it is left out"
                     : "not read: the page is nested too deep or too large");
        if (!any) goto done;
    }
    st = ngi_input_add(in, doc, (ng_str){ NULL, 0 }, UINT64_MAX);
    doc = NULL;
done:
    ngi_document_free(doc);
    ngi_buffer_release(in->ctx, &lines);
    ngi_page_release(&page);
    return st;
}
