/*
 * libxml2 behind one header, by its event (SAX) interface: we build our own flat tree, so no libxml2 tree is made,
 * nothing is fetched or expanded, and the limits are checked at each element. libxml2's own handlers are replaced
 * altogether; what it would print goes nowhere.
 */
#include "xml.h"
#include "xml_source.h"

#include <limits.h>

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>

/* What the handlers share. */
typedef struct tree_builder {
    ng_context *ctx;
    ngi_xml_tree *tree;
    xmlParserCtxtPtr parser;
    ngi_xml_source source;   /* what the parser reads */
    uint32_t open[NGI_XML_DEPTH_MAX];
    uint32_t depth;
    ng_status status;
    bool html;
    bool mute;               /* inside of a script or style: its text is dropped */
    ngi_buffer text;         /* of the text node that grows */
    ngi_map tags;
} tree_builder;

static const struct {
    const char *name;
    bool block;
} tag_table[NGI_TAG_COUNT] = {
    { "", false },
    { "", false },
#define NG_X(symbol, name, block) { name, block },
    NGI_TAG_LIST(NG_X)
#undef NG_X
};

bool ngi_tag_is_block(ngi_tag tag) { return tag < NGI_TAG_COUNT && tag_table[tag].block; }

static void stop(tree_builder *b, ng_status status)
{
    if (b->status == NG_OK) b->status = status;
    if (b->tree->cut_at == 0) {
        long at = xmlByteConsumed(b->parser);

        b->tree->cut_at = at > 0 ? ngi_xml_source_offset(&b->source, (size_t)at) : 0;
    }
    xmlStopParser(b->parser);
}

static ng_status add_node(tree_builder *b, const ngi_xml_node *node)
{
    if (b->tree->nodes.count >= NGI_XML_NODES_MAX) return NG_E_LIMIT;
    return ngi_array_push(b->ctx, &b->tree->nodes, *node);
}

/* The text since the last tag becomes a node. */
static ng_status end_text(tree_builder *b)
{
    ngi_xml_node node = { { NULL, 0 }, NG_NONE, 0, { 0, 0 }, NGI_TAG_TEXT };
    ng_status st = NG_OK;

    if (b->text.len == 0) return NG_OK;
    NG_CHECK(ngi_arena_copy(b->ctx, &b->tree->strings, ngi_buffer_str(&b->text), &node.text));
    b->text.len = 0;
    if (b->depth > 0) node.parent = b->open[b->depth - 1];
    node.end = (uint32_t)b->tree->nodes.count + 1;
    NG_CHECK(add_node(b, &node));
done:
    return st;
}

static ng_status add_attributes(tree_builder *b, const xmlChar **atts, ng_range *out)
{
    ng_status st = NG_OK;

    out->begin = out->end = (uint32_t)b->tree->attributes.count;
    for (size_t i = 0; atts && atts[i]; i += 2) {
        ngi_xml_attribute attribute = { { NULL, 0 }, { "", 0 } };

        NG_CHECK(ngi_arena_copy(b->ctx, &b->tree->strings, ng_str_from((const char *)atts[i]), &attribute.name));
        if (atts[i + 1])
            NG_CHECK(ngi_arena_copy(b->ctx, &b->tree->strings, ng_str_from((const char *)atts[i + 1]),
                                    &attribute.value));
        NG_CHECK(ngi_array_push(b->ctx, &b->tree->attributes, attribute));
    }
    out->end = (uint32_t)b->tree->attributes.count;
done:
    return st;
}

/* Does the last element hold JSON-LD and no program? */
static bool is_data(const ngi_xml_tree *tree)
{
    ng_str type = ngi_xml_attribute_of(tree, (uint32_t)tree->nodes.count - 1, "type");

    return ngi_str_find(type, NGI_LITERAL("ld+json")) != SIZE_MAX;
}

static ng_status open_element(tree_builder *b, ng_str name, const xmlChar **atts)
{
    ngi_xml_node node = { { NULL, 0 }, NG_NONE, 0, { 0, 0 }, NGI_TAG_OTHER };
    ng_status st = NG_OK;
    uint32_t tag = ngi_map_find(&b->tags, name);

    NG_CHECK(end_text(b));
    if (b->depth >= NGI_XML_DEPTH_MAX) return NG_E_LIMIT;
    if (tag != NG_NONE) {
        node.tag = (ngi_tag)tag;
        node.text = ng_str_from(tag_table[tag].name);
    } else {
        NG_CHECK(ngi_arena_copy(b->ctx, &b->tree->strings, name, &node.text));
    }
    NG_CHECK(add_attributes(b, atts, &node.attributes));
    if (b->depth > 0) node.parent = b->open[b->depth - 1];
    NG_CHECK(add_node(b, &node));
    b->open[b->depth++] = (uint32_t)b->tree->nodes.count - 1;
    b->mute = b->html && (node.tag == NGI_TAG_STYLE || (node.tag == NGI_TAG_SCRIPT && !is_data(b->tree)));
done:
    return st;
}

static void on_start(void *user, const xmlChar *name, const xmlChar **atts)
{
    tree_builder *b = user;
    ng_status st = b->status == NG_OK ? open_element(b, ng_str_from((const char *)name), atts) : NG_OK;

    if (st != NG_OK) stop(b, st);
}

static void on_end(void *user, const xmlChar *name)
{
    tree_builder *b = user;
    ng_str wanted = ng_str_from((const char *)name);
    uint32_t depth = b->depth;
    ng_status st;

    if (b->status != NG_OK) return;
    b->mute = false;
    if ((st = end_text(b)) != NG_OK) {
        stop(b, st);
        return;
    }
    while (depth > 0 && !ng_str_equal(b->tree->nodes.items[b->open[depth - 1]].text, wanted)) depth--;
    if (depth == 0) return;
    while (b->depth >= depth) b->tree->nodes.items[b->open[--b->depth]].end = (uint32_t)b->tree->nodes.count;
}

static void on_text(void *user, const xmlChar *text, int len)
{
    tree_builder *b = user;

    if (b->status == NG_OK && !b->mute && ngi_buffer_add(b->ctx, &b->text, (ng_str){ (const char *)text, (size_t)len }) != NG_OK)
        stop(b, NG_E_NOMEM);
}

/* XML: a reference to an entity that is not one of the five of XML. Those of HTML are common in feeds. */
static void on_reference(void *user, const xmlChar *name)
{
    tree_builder *b = user;
    const htmlEntityDesc *entity = htmlEntityLookup(name);
    xmlChar bytes[5] = { 0 };
    int len;

    if (!entity) return;
    len = xmlCopyCharMultiByte(bytes, (int)entity->value);
    on_text(user, bytes, len);
    (void)b;
}

static xmlEntityPtr on_entity(void *user, const xmlChar *name)
{
    (void)user;
    return xmlGetPredefinedEntity(name);
}

static void on_error(void *user, xmlErrorPtr error)
{
    (void)user;
    (void)error;
}

static void set_handlers(xmlSAXHandler *sax)
{
    memset(sax, 0, sizeof *sax);
    sax->startElement = on_start;
    sax->endElement = on_end;
    sax->characters = on_text;
    sax->ignorableWhitespace = on_text;
    sax->cdataBlock = on_text;
    sax->reference = on_reference;
    sax->getEntity = on_entity;
    sax->serror = on_error;
    sax->initialized = 1;      /* SAX 1: names with their prefixes */
}

static ng_status start_builder(ng_context *ctx, ngi_xml_tree *out, bool html, tree_builder *b)
{
    ng_status st = NG_OK;

    memset(b, 0, sizeof *b);
    memset(out, 0, sizeof *out);
    b->ctx = ctx;
    b->tree = out;
    b->html = html;
    for (uint32_t tag = NGI_TAG_OTHER + 1; tag < NGI_TAG_COUNT; tag++)
        NG_CHECK(ngi_map_set(ctx, &b->tags, ng_str_from(tag_table[tag].name), tag));
done:
    return st;
}

/* Close what stayed open and say how it went. */
static ng_status finish(tree_builder *b, ng_status st)
{
    if (st == NG_OK) st = b->status;
    if (st == NG_OK) st = end_text(b);
    while (b->depth > 0) b->tree->nodes.items[b->open[--b->depth]].end = (uint32_t)b->tree->nodes.count;
    if (st == NG_E_LIMIT) {
        b->tree->cut = true;
        st = NG_OK;
    }
    ngi_buffer_release(b->ctx, &b->text);
    ngi_map_release(b->ctx, &b->tags);
    if (st != NG_OK) ngi_xml_release(b->ctx, b->tree);
    return st;
}

static ng_status parse(ng_context *ctx, ng_str text, bool html, ngi_xml_tree *out)
{
    tree_builder *b = ngi_alloc(ctx, 1, sizeof *b);
    xmlSAXHandler sax;
    ng_status st;

    memset(out, 0, sizeof *out);
    if (!b) return NG_E_NOMEM;
    if ((st = start_builder(ctx, out, html, b)) != NG_OK) goto done;
    if (text.len == 0) goto done;
    if (text.len > INT_MAX) {
        st = ngi_fail(ctx, NG_E_LIMIT, "a page is larger than 2 GB");
        goto done;
    }
    NG_CHECK(ngi_xml_source_open(ctx, text, html, &b->source));
    out->cut = b->source.cut_at != SIZE_MAX;
    out->cut_at = out->cut ? b->source.cut_at : 0;
    text = b->source.text;
    if (text.len == 0) goto done;
    set_handlers(&sax);
    b->parser = html ? htmlCreateMemoryParserCtxt(text.ptr, (int)text.len)
                     : xmlCreateMemoryParserCtxt(text.ptr, (int)text.len);
    if (!b->parser) {
        st = ngi_fail_memory(ctx);
        goto done;
    }
    *b->parser->sax = sax;
    b->parser->userData = b;
    if (html) {
        htmlCtxtUseOptions(b->parser, HTML_PARSE_RECOVER | HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC |
                                          HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING);
        xmlSwitchEncoding(b->parser, XML_CHAR_ENCODING_UTF8);
        htmlParseDocument(b->parser);
    } else {
        xmlCtxtUseOptions(b->parser, XML_PARSE_RECOVER | XML_PARSE_NONET | XML_PARSE_IGNORE_ENC | XML_PARSE_SAX1 |
                                         XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
        xmlSwitchEncoding(b->parser, XML_CHAR_ENCODING_UTF8);
        xmlParseDocument(b->parser);
    }
done:
    st = finish(b, st);
    if (b->parser) {
        xmlFreeDoc(b->parser->myDoc); /* libxml2 makes one for declared entities */
        b->parser->myDoc = NULL;
        if (html) htmlFreeParserCtxt(b->parser);
        else xmlFreeParserCtxt(b->parser);
    }
    ngi_xml_source_release(ctx, &b->source);
    ngi_free(ctx, b);
    return st;
}

ng_status ngi_html_parse(ng_context *ctx, ng_str text, ngi_xml_tree *out) { return parse(ctx, text, true, out); }

ng_status ngi_xml_parse(ng_context *ctx, ng_str text, ngi_xml_tree *out) { return parse(ctx, text, false, out); }

void ngi_xml_release(ng_context *ctx, ngi_xml_tree *tree)
{
    ng_allocator allocator = ngi_allocator(ctx);

    ngi_arena_release(&allocator, &tree->strings);
    ngi_array_release(ctx, &tree->nodes);
    ngi_array_release(ctx, &tree->attributes);
}

ng_str ngi_xml_attribute_of(const ngi_xml_tree *tree, uint32_t node, const char *name)
{
    const ngi_xml_node *n = &tree->nodes.items[node];
    ng_str wanted = ng_str_from(name);

    for (uint32_t i = n->attributes.begin; i < n->attributes.end; i++)
        if (ng_str_equal(tree->attributes.items[i].name, wanted)) return tree->attributes.items[i].value;
    return (ng_str){ NULL, 0 };
}

uint32_t ngi_xml_find(const ngi_xml_tree *tree, uint32_t node, const char *name)
{
    ng_str wanted = ng_str_from(name);

    for (uint32_t i = node + 1; i < tree->nodes.items[node].end; i++)
        if (tree->nodes.items[i].tag != NGI_TAG_TEXT && ng_str_equal(tree->nodes.items[i].text, wanted)) return i;
    return NG_NONE;
}

ng_status ngi_xml_text(ng_context *ctx, const ngi_xml_tree *tree, uint32_t node, ngi_buffer *out)
{
    uint32_t i = node, end = tree->nodes.items[node].end;
    ng_status st = NG_OK;

    while (i < end) {
        const ngi_xml_node *n = &tree->nodes.items[i];

        if (n->tag == NGI_TAG_SCRIPT || n->tag == NGI_TAG_STYLE) {
            i = n->end;
            continue;
        }
        if (n->tag == NGI_TAG_TEXT) NG_CHECK(ngi_buffer_add(ctx, out, n->text));
        if (n->tag == NGI_TAG_BR) NG_CHECK(ngi_buffer_add_char(ctx, out, '\n'));
        i++;
    }
done:
    return st;
}
