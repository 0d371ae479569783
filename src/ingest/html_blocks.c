/*
 * A parsed page -> its visible text in blocks. In the flow: behind base/xml.c, before html_body.c. A block ends where
 * a block element begins or ends and at two <br>; white space is collapsed as a browser does. Cost: linear.
 */
#include "base/unicode.h"
#include "html_impl.h"

#include <stdlib.h>

/* What walks the page. */
typedef struct block_walk {
    ngi_page *page;
    ngi_block now;           /* the block that grows */
    bool space;              /* white space is due before the next word */
    unsigned breaks;         /* <br> since the last text */
    uint32_t link_end, bold_end; /* nodes before these are inside of <a>, <b> */
    uint32_t open[NGI_XML_DEPTH_MAX];
    uint32_t depth;
} block_walk;

static bool is_hidden(const ngi_xml_tree *tree, uint32_t node)
{
    ng_str style;

    switch (tree->nodes.items[node].tag) {
    case NGI_TAG_SCRIPT: case NGI_TAG_STYLE: case NGI_TAG_NOSCRIPT: case NGI_TAG_TEMPLATE: case NGI_TAG_SVG:
    case NGI_TAG_HEAD: case NGI_TAG_SELECT: case NGI_TAG_TEXTAREA: case NGI_TAG_IFRAME: case NGI_TAG_OBJECT:
    case NGI_TAG_CANVAS: case NGI_TAG_VIDEO: case NGI_TAG_BUTTON: case NGI_TAG_DIALOG:
        return true;
    default:
        break;
    }
    if (ngi_xml_attribute_of(tree, node, "hidden").ptr) return true;
    style = ngi_xml_attribute_of(tree, node, "style");
    return style.len > 0 && (ngi_str_find(style, NGI_LITERAL("display:none")) != SIZE_MAX ||
                             ngi_str_find(style, NGI_LITERAL("display: none")) != SIZE_MAX);
}

static ng_status flush(block_walk *w)
{
    ng_status st = NG_OK;
    size_t end = w->page->text.len;

    w->now.bytes.end = (uint32_t)end;
    if (w->now.letters > 0) {
        NG_CHECK(ngi_array_push(w->page->ctx, &w->page->blocks, w->now));
        NG_CHECK(ngi_buffer_add_char(w->page->ctx, &w->page->text, '\n'));
    } else {
        w->page->text.len = w->now.bytes.begin;
    }
done:
    memset(&w->now, 0, sizeof w->now);
    w->now.bytes.begin = (uint32_t)w->page->text.len;
    w->now.node = w->depth ? w->open[w->depth - 1] : 0;
    w->space = false;
    w->breaks = 0;
    return st;
}

static bool is_html_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'; }

/* Append text with its white space collapsed; no-break spaces become plain ones. */
static ng_status add_text(block_walk *w, uint32_t node, ng_str text)
{
    ngi_page *page = w->page;
    ng_status st = NG_OK;
    size_t at = 0;

    while (at < text.len) {
        size_t begin = at;
        bool nbsp = text.len - at >= 2 && memcmp(text.ptr + at, "\xC2\xA0", 2) == 0;

        if (nbsp || is_html_space(text.ptr[at])) {
            at += nbsp ? 2 : 1;
            w->space = w->now.letters > 0;
            continue;
        }
        while (at < text.len && !is_html_space(text.ptr[at]) &&
               !(text.ptr[at] == '\xC2' && at + 1 < text.len && text.ptr[at + 1] == '\xA0'))
            at++;
        if (w->space) NG_CHECK(ngi_buffer_add_char(page->ctx, &page->text, ' '));
        if (w->space || w->now.letters == 0) w->now.words++;
        if (w->now.letters == 0) w->now.first = node;
        NG_CHECK(ngi_buffer_add(page->ctx, &page->text, ngi_str_slice(text, begin, at)));
        w->space = false;
        w->breaks = 0;
        w->now.last = node;
        w->now.letters += (uint32_t)(at - begin);
        if (node < w->link_end) w->now.link_letters += (uint32_t)(at - begin);
        if (node < w->bold_end) w->now.bold_letters += (uint32_t)(at - begin);
    }
done:
    return st;
}

/* Leave the block elements that end before a node. */
static ng_status close_until(block_walk *w, uint32_t node)
{
    const ngi_xml_tree *tree = &w->page->tree;
    ng_status st = NG_OK;

    while (w->depth > 0 && tree->nodes.items[w->open[w->depth - 1]].end <= node) {
        w->depth--;
        NG_CHECK(flush(w));
    }
done:
    return st;
}

static ng_status enter(block_walk *w, uint32_t node)
{
    const ngi_xml_node *n = &w->page->tree.nodes.items[node];
    ng_status st = NG_OK;

    if (ngi_tag_is_block(n->tag)) {
        if (w->depth < NGI_XML_DEPTH_MAX) w->open[w->depth++] = node;
        NG_CHECK(flush(w));
    } else if (n->tag == NGI_TAG_BR) {
        w->space = w->now.letters > 0;
        if (++w->breaks >= 2) NG_CHECK(flush(w));
    } else if (n->tag == NGI_TAG_A) {
        w->link_end = n->end;
        w->now.links++;
    } else if (ng_str_equal(n->text, NGI_LITERAL("b")) || ng_str_equal(n->text, NGI_LITERAL("strong"))) {
        w->bold_end = n->end;
    }
done:
    return st;
}

static ng_status cut_blocks(ngi_page *page)
{
    block_walk *w = ngi_alloc(page->ctx, 1, sizeof *w);
    uint32_t i = 0, count = (uint32_t)page->tree.nodes.count;
    ng_status st = NG_OK;

    if (!w) return NG_E_NOMEM;
    w->page = page;
    while (i < count) {
        const ngi_xml_node *n = &page->tree.nodes.items[i];

        NG_CHECK(close_until(w, i));
        if (n->tag == NGI_TAG_TEXT) {
            NG_CHECK(add_text(w, i, n->text));
        } else if (is_hidden(&page->tree, i)) {
            if (ngi_tag_is_block(n->tag) && n->tag != NGI_TAG_SCRIPT && n->tag != NGI_TAG_STYLE) NG_CHECK(flush(w));
            i = n->end;
            continue;
        } else {
            NG_CHECK(enter(w, i));
        }
        i++;
    }
    NG_CHECK(flush(w));
done:
    ngi_free(page->ctx, w);
    return st;
}

ng_status ngi_page_open(ng_context *ctx, ng_str html, ngi_page *out)
{
    ng_status st;

    memset(out, 0, sizeof *out);
    out->ctx = ctx;
    NG_CHECK(ngi_html_parse(ctx, html, &out->tree));
    NG_CHECK(cut_blocks(out));
done:
    return st;
}

void ngi_page_release(ngi_page *page)
{
    ngi_xml_release(page->ctx, &page->tree);
    ngi_buffer_release(page->ctx, &page->text);
    ngi_array_release(page->ctx, &page->blocks);
}

bool ngi_page_within(const ngi_page *page, uint32_t node, ngi_tag tag)
{
    while (node != NG_NONE) {
        if (page->tree.nodes.items[node].tag == tag) return true;
        node = page->tree.nodes.items[node].parent;
    }
    return false;
}
