/*
 * HTML and XML as one flat tree, by libxml2: no network, no entity expansion, limits on size and depth. The nodes
 * stand in document order and each knows where its subtree ends, so that walking a part of a page is a loop.
 */
#ifndef NGI_XML_H
#define NGI_XML_H

#include "base.h"

/** Elements deeper than this end the parse: the rest of the page is left out. */
#define NGI_XML_DEPTH_MAX 1000
/** So do more nodes than this. */
#define NGI_XML_NODES_MAX 4000000u

/** And a tag of more attributes: libxml2 compares each with all others. */
#define NGI_XML_ATTRIBUTES_MAX 1000

/** X(symbol, name, is a block): the elements of HTML that matter to us. */
#define NGI_TAG_LIST(X)                                                                            \
    X(NGI_TAG_A, "a", false)                                                                       \
    X(NGI_TAG_ADDRESS, "address", true)                                                            \
    X(NGI_TAG_ARTICLE, "article", true)                                                            \
    X(NGI_TAG_ASIDE, "aside", true)                                                                \
    X(NGI_TAG_BASE, "base", false)                                                                 \
    X(NGI_TAG_BLOCKQUOTE, "blockquote", true)                                                      \
    X(NGI_TAG_BODY, "body", true)                                                                  \
    X(NGI_TAG_BR, "br", false)                                                                     \
    X(NGI_TAG_BUTTON, "button", true)                                                              \
    X(NGI_TAG_CANVAS, "canvas", true)                                                              \
    X(NGI_TAG_CENTER, "center", true)                                                              \
    X(NGI_TAG_CITE, "cite", false)                                                                 \
    X(NGI_TAG_DD, "dd", true)                                                                      \
    X(NGI_TAG_DETAILS, "details", true)                                                            \
    X(NGI_TAG_DIALOG, "dialog", true)                                                              \
    X(NGI_TAG_DIV, "div", true)                                                                    \
    X(NGI_TAG_DL, "dl", true)                                                                      \
    X(NGI_TAG_DT, "dt", true)                                                                      \
    X(NGI_TAG_FIELDSET, "fieldset", true)                                                          \
    X(NGI_TAG_FIGCAPTION, "figcaption", true)                                                      \
    X(NGI_TAG_FIGURE, "figure", true)                                                              \
    X(NGI_TAG_FOOTER, "footer", true)                                                              \
    X(NGI_TAG_FORM, "form", true)                                                                  \
    X(NGI_TAG_H1, "h1", true)                                                                      \
    X(NGI_TAG_H2, "h2", true)                                                                      \
    X(NGI_TAG_H3, "h3", true)                                                                      \
    X(NGI_TAG_H4, "h4", true)                                                                      \
    X(NGI_TAG_H5, "h5", true)                                                                      \
    X(NGI_TAG_H6, "h6", true)                                                                      \
    X(NGI_TAG_HEAD, "head", true)                                                                  \
    X(NGI_TAG_HEADER, "header", true)                                                              \
    X(NGI_TAG_HR, "hr", true)                                                                      \
    X(NGI_TAG_HTML, "html", true)                                                                  \
    X(NGI_TAG_IFRAME, "iframe", true)                                                              \
    X(NGI_TAG_IMG, "img", false)                                                                   \
    X(NGI_TAG_INPUT, "input", false)                                                               \
    X(NGI_TAG_LABEL, "label", false)                                                               \
    X(NGI_TAG_LI, "li", true)                                                                      \
    X(NGI_TAG_LINK, "link", false)                                                                 \
    X(NGI_TAG_MAIN, "main", true)                                                                  \
    X(NGI_TAG_MENU, "menu", true)                                                                  \
    X(NGI_TAG_META, "meta", false)                                                                 \
    X(NGI_TAG_NAV, "nav", true)                                                                    \
    X(NGI_TAG_NOSCRIPT, "noscript", true)                                                          \
    X(NGI_TAG_OBJECT, "object", true)                                                              \
    X(NGI_TAG_OL, "ol", true)                                                                      \
    X(NGI_TAG_OPTION, "option", true)                                                              \
    X(NGI_TAG_P, "p", true)                                                                        \
    X(NGI_TAG_PICTURE, "picture", false)                                                           \
    X(NGI_TAG_PRE, "pre", true)                                                                    \
    X(NGI_TAG_SCRIPT, "script", true)                                                              \
    X(NGI_TAG_SECTION, "section", true)                                                            \
    X(NGI_TAG_SELECT, "select", true)                                                              \
    X(NGI_TAG_SPAN, "span", false)                                                                 \
    X(NGI_TAG_STYLE, "style", true)                                                                \
    X(NGI_TAG_SUMMARY, "summary", true)                                                            \
    X(NGI_TAG_SUP, "sup", false)                                                                   \
    X(NGI_TAG_SVG, "svg", true)                                                                    \
    X(NGI_TAG_TABLE, "table", true)                                                                \
    X(NGI_TAG_TBODY, "tbody", true)                                                                \
    X(NGI_TAG_TD, "td", true)                                                                      \
    X(NGI_TAG_TEMPLATE, "template", true)                                                          \
    X(NGI_TAG_TEXTAREA, "textarea", true)                                                          \
    X(NGI_TAG_TH, "th", true)                                                                      \
    X(NGI_TAG_TIME, "time", false)                                                                 \
    X(NGI_TAG_TITLE, "title", true)                                                                \
    X(NGI_TAG_TR, "tr", true)                                                                      \
    X(NGI_TAG_UL, "ul", true)                                                                      \
    X(NGI_TAG_VIDEO, "video", true)

typedef enum ngi_tag {
    NGI_TAG_TEXT,            /* text, not an element */
    NGI_TAG_OTHER,           /* an element that is not in the list */
#define NG_X(symbol, name, block) symbol,
    NGI_TAG_LIST(NG_X)
#undef NG_X
    NGI_TAG_COUNT
} ngi_tag;

typedef struct ngi_xml_attribute {
    ng_str name, value;      /* names in lower case */
} ngi_xml_attribute;

typedef struct ngi_xml_node {
    ng_str text;             /* of NGI_TAG_TEXT: decoded; of elements: the name, in lower case in HTML */
    uint32_t parent;         /* NG_NONE at the top */
    uint32_t end;            /* the first node behind this one and all that it holds */
    ng_range attributes;
    ngi_tag tag;
} ngi_xml_node;

typedef struct ngi_xml_tree {
    ngi_arena strings;
    NGI_ARRAY(ngi_xml_node) nodes;           /* in document order */
    NGI_ARRAY(ngi_xml_attribute) attributes;
    bool cut;                /* a limit ended the parse */
    uint64_t cut_at;         /* byte of the input, as far as libxml2 tells */
} ngi_xml_tree;

/**
 * Parse any HTML, however broken. The text must be UTF-8 without NUL. Scripts and styles lose their text (save
 * JSON), elements all but the attributes that tell about an article. Cost: linear.
 */
ng_status ngi_html_parse(ng_context *ctx, ng_str text, ngi_xml_tree *out);
/**
 * Parse XML; damage ends the parse and what was read stays. Entities that the document declares are not expanded,
 * those of HTML (&nbsp;) are. Prefixes stay in the names ("content:encoded").
 */
ng_status ngi_xml_parse(ng_context *ctx, ng_str text, ngi_xml_tree *out);
/** Free what the tree holds and leave it empty. */
void ngi_xml_release(ng_context *ctx, ngi_xml_tree *tree);

/** Does it begin a line of its own when it is shown? */
bool ngi_tag_is_block(ngi_tag tag);
/** The value of an attribute, absent when there is none. */
ng_str ngi_xml_attribute_of(const ngi_xml_tree *tree, uint32_t node, const char *name);
/** First element of that name within a subtree (the node itself left out), or NG_NONE. */
uint32_t ngi_xml_find(const ngi_xml_tree *tree, uint32_t node, const char *name);
/** Append the text of a subtree as it stands, scripts and styles left out. */
ng_status ngi_xml_text(ng_context *ctx, const ngi_xml_tree *tree, uint32_t node, ngi_buffer *out);

#endif
