/*
 * RSS 0.9 to 2.0, RDF and Atom -> one document an item: the longest of its texts (content:encoded, content,
 * description, summary), its title, date, authors and link, resolved against the feed's own. Cost: linear.
 */
#include "base/xml.h"
#include "ingest_impl.h"

typedef struct feed_reader {
    ngi_input *in;
    ngi_xml_tree tree;
    ngi_buffer base;         /* scheme and host that relative links stand below */
    ngi_buffer outlet;
} feed_reader;

/* Text of the first child of that name, trimmed; empty when there is none. */
static ng_status child_text(feed_reader *r, uint32_t node, const char *name, ngi_buffer *out)
{
    const ngi_xml_node *nodes = r->tree.nodes.items;
    ng_str wanted = ng_str_from(name);
    uint32_t i = node + 1;

    out->len = 0;
    while (i < nodes[node].end) {
        if (nodes[i].tag != NGI_TAG_TEXT && ng_str_equal(nodes[i].text, wanted))
            return ngi_xml_text(r->in->ctx, &r->tree, i, out);
        i = nodes[i].end;
    }
    return NG_OK;
}

/* The first of several names that has text. */
static ng_status first_text(feed_reader *r, uint32_t node, const char *const *names, ngi_buffer *out)
{
    ng_status st = NG_OK;

    for (; *names; names++) {
        NG_CHECK(child_text(r, node, *names, out));
        if (ngi_str_trim(ngi_buffer_str(out)).len > 0) break;
    }
done:
    return st;
}

static ng_status set_field(ng_context *ctx, ng_document *doc, ng_str text, ng_str *out)
{
    ngi_buffer plain = { 0 };
    ng_status st = NG_OK;

    NG_CHECK(ngi_html_line(ctx, text, &plain));
    if (plain.len > 0) NG_CHECK(ngi_document_copy(ctx, doc, ngi_buffer_str(&plain), out));
done:
    ngi_buffer_release(ctx, &plain);
    return st;
}

/* <link>url</link> of RSS, <link rel="alternate" href="url"/> of Atom. */
static ng_status link_of(feed_reader *r, uint32_t node, ngi_buffer *out)
{
    const ngi_xml_node *nodes = r->tree.nodes.items;
    uint32_t i = node + 1;
    ng_status st = NG_OK;

    out->len = 0;
    while (i < nodes[node].end) {
        if (nodes[i].tag == NGI_TAG_LINK || ng_str_equal(nodes[i].text, NGI_LITERAL("atom:link"))) {
            ng_str href = ngi_xml_attribute_of(&r->tree, i, "href"), rel = ngi_xml_attribute_of(&r->tree, i, "rel");

            if (href.ptr && (!rel.ptr || ng_str_equal(rel, NGI_LITERAL("alternate")))) {
                out->len = 0;
                NG_CHECK(ngi_buffer_add(r->in->ctx, out, ngi_str_trim(href)));
                break;
            }
            if (!href.ptr && out->len == 0) NG_CHECK(ngi_xml_text(r->in->ctx, &r->tree, i, out));
        }
        i = nodes[i].end;
    }
done:
    return st;
}

/* Scheme and host of a URL: up to the third slash. */
static ng_str origin_of(ng_str url)
{
    size_t slashes = 0;

    for (size_t i = 0; i < url.len; i++)
        if (url.ptr[i] == '/' && ++slashes == 3) return ngi_str_slice(url, 0, i);
    return url;
}

/* The URL up to its last slash behind the host: what a relative link stands behind. */
static ng_str folder_of(ng_str url)
{
    size_t end = origin_of(url).len;

    for (size_t i = end; i < url.len; i++)
        if (url.ptr[i] == '/') end = i;
    return ngi_str_slice(url, 0, end);
}

static ng_status set_link(feed_reader *r, uint32_t item, ng_document *doc)
{
    ngi_buffer link = { 0 }, whole = { 0 };
    ng_str url;
    ng_status st;

    NG_CHECK(link_of(r, item, &link));
    url = ngi_str_trim(ngi_buffer_str(&link));
    if (ngi_str_starts(url, NGI_LITERAL("//"))) {
        NG_CHECK(ngi_buffer_add_text(r->in->ctx, &whole, "https:"));
    } else if (url.len > 0 && ngi_str_find(url, NGI_LITERAL("://")) == SIZE_MAX && r->base.len > 0) {
        ng_str base = ngi_str_trim(ngi_buffer_str(&r->base));

        NG_CHECK(ngi_buffer_add(r->in->ctx, &whole, url.ptr[0] == '/' ? origin_of(base) : folder_of(base)));
        if (url.ptr[0] != '/') NG_CHECK(ngi_buffer_add_char(r->in->ctx, &whole, '/'));
    }
    NG_CHECK(ngi_buffer_add(r->in->ctx, &whole, url));
    if (whole.len > 0) NG_CHECK(ngi_document_copy(r->in->ctx, doc, ngi_buffer_str(&whole), &doc->about.url));
done:
    ngi_buffer_release(r->in->ctx, &link);
    ngi_buffer_release(r->in->ctx, &whole);
    return st;
}

static ng_status set_authors(feed_reader *r, uint32_t item, ng_document *doc)
{
    const ngi_xml_node *nodes = r->tree.nodes.items;
    ngi_buffer all = { 0 }, one = { 0 }, plain = { 0 };
    ng_status st = NG_OK;

    for (uint32_t i = item + 1; i < nodes[item].end; i = nodes[i].end) {
        if (nodes[i].tag == NGI_TAG_TEXT) continue;
        one.len = 0;
        if (ng_str_equal(nodes[i].text, NGI_LITERAL("author"))) {
            NG_CHECK(child_text(r, i, "name", &one));
            if (one.len == 0) NG_CHECK(ngi_xml_text(r->in->ctx, &r->tree, i, &one));
        } else if (ng_str_equal(nodes[i].text, NGI_LITERAL("dc:creator"))) {
            NG_CHECK(ngi_xml_text(r->in->ctx, &r->tree, i, &one));
        }
        NG_CHECK(ngi_html_line(r->in->ctx, ngi_buffer_str(&one), &plain));
        if (plain.len == 0) continue;
        if (all.len > 0) NG_CHECK(ngi_buffer_add_text(r->in->ctx, &all, "; "));
        NG_CHECK(ngi_buffer_add(r->in->ctx, &all, ngi_buffer_str(&plain)));
    }
    if (all.len > 0) NG_CHECK(ngi_document_copy(r->in->ctx, doc, ngi_buffer_str(&all), &doc->about.author));
done:
    ngi_buffer_release(r->in->ctx, &all);
    ngi_buffer_release(r->in->ctx, &one);
    ngi_buffer_release(r->in->ctx, &plain);
    return st;
}

/* The longest of the texts that an item may have. */
static ng_status set_body(feed_reader *r, uint32_t item, ng_document *doc)
{
    static const char *const names[] = { "content:encoded", "content", "description", "summary", "atom:content",
                                         "atom:summary", "itunes:summary" };
    ngi_buffer best = { 0 }, text = { 0 };
    ng_status st = NG_OK;

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        NG_CHECK(child_text(r, item, names[i], &text));
        if (text.len > best.len) {
            ngi_buffer swap = best;

            best = text;
            text = swap;
        }
    }
    NG_CHECK(ngi_html_fragment(r->in->ctx, ngi_buffer_str(&best), doc));
done:
    ngi_buffer_release(r->in->ctx, &best);
    ngi_buffer_release(r->in->ctx, &text);
    return st;
}

static ng_status read_item(feed_reader *r, uint32_t item)
{
    static const char *const titles[] = { "title", "atom:title", "media:title", NULL };
    static const char *const dates[] = { "pubDate", "published", "dc:date", "date", "updated", "atom:updated", NULL };
    ngi_buffer text = { 0 }, date = { 0 };
    ng_document *doc = NULL;
    ng_status st;

    NG_CHECK(ngi_document_create(r->in->ctx, &doc));
    NG_CHECK(first_text(r, item, titles, &text));
    NG_CHECK(set_field(r->in->ctx, doc, ngi_buffer_str(&text), &doc->about.title));
    NG_CHECK(first_text(r, item, dates, &text));
    NG_CHECK(ngi_date_normalize(r->in->ctx, ngi_buffer_str(&text), &date));
    if (date.len > 0) NG_CHECK(ngi_document_copy(r->in->ctx, doc, ngi_buffer_str(&date), &doc->about.date));
    NG_CHECK(set_authors(r, item, doc));
    NG_CHECK(set_link(r, item, doc));
    NG_CHECK(child_text(r, item, "source", &text));
    NG_CHECK(set_field(r->in->ctx, doc,
                       text.len > 0 && text.len < 100 ? ngi_buffer_str(&text) : ngi_buffer_str(&r->outlet),
                       &doc->about.outlet));
    NG_CHECK(set_body(r, item, doc));
    st = ngi_input_add(r->in, doc, (ng_str){ NULL, 0 }, UINT64_MAX);
    doc = NULL;
done:
    ngi_document_free(doc);
    ngi_buffer_release(r->in->ctx, &text);
    ngi_buffer_release(r->in->ctx, &date);
    return st;
}

static bool is_named(const ngi_xml_node *node, const char *name)
{
    return node->tag != NGI_TAG_TEXT && ng_str_equal(node->text, ng_str_from(name));
}

ng_status ngi_read_feed(ngi_input *in)
{
    feed_reader r;
    uint32_t head = 0;
    ng_status st;

    memset(&r, 0, sizeof r);
    r.in = in;
    NG_CHECK(ngi_xml_parse(in->ctx, in->text, &r.tree));
    if (r.tree.nodes.count == 0) goto done;
    for (uint32_t i = 0; i < r.tree.nodes.count && head == 0; i++)
        if (is_named(&r.tree.nodes.items[i], "channel")) head = i;
    NG_CHECK(child_text(&r, head, "title", &r.outlet));
    NG_CHECK(ngi_buffer_add(in->ctx, &r.base, ngi_xml_attribute_of(&r.tree, 0, "xml:base")));
    if (r.base.len == 0) NG_CHECK(link_of(&r, head, &r.base));
    for (uint32_t i = 0; i < r.tree.nodes.count;) {
        const ngi_xml_node *node = &r.tree.nodes.items[i];

        if (is_named(node, "item") || is_named(node, "entry") || is_named(node, "atom:entry")) {
            NG_CHECK(read_item(&r, i));
            i = node->end;
        } else {
            i++;
        }
    }
done:
    ngi_xml_release(in->ctx, &r.tree);
    ngi_buffer_release(in->ctx, &r.base);
    ngi_buffer_release(in->ctx, &r.outlet);
    return st;
}
