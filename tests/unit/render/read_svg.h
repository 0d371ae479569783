/* Reading a picture back: the labels with their boxes on the page, the classes, what lies on what. By libxml2. */
#ifndef READ_SVG_H
#define READ_SVG_H

#include "render/text_width.h"

#include <libxml/parser.h>
#include <libxml/tree.h>

#include <math.h>
#include <stdlib.h>

enum { PICTURE_LABELS_MOST = 20000 };

typedef struct picture_box {
    double left, top, right, bottom;
    const xmlNode *actor; /* the group that the label belongs to; NULL: a symbol's is itself */
} picture_box;

/* What a test wants to know of a picture. */
typedef struct picture {
    xmlDocPtr doc;
    double width, height;
    picture_box *labels;
    size_t label_count;
    size_t nodes, ties, tie_labels, entries;
} picture;

static inline const char *picture_attribute(const xmlNode *node, const char *name)
{
    const xmlAttr *a;

    for (a = node->properties; a; a = a->next) {
        if (strcmp((const char *)a->name, name) == 0 && a->children) return (const char *)a->children->content;
    }
    return "";
}

static inline double picture_number(const xmlNode *node, const char *name)
{
    double value = 0.0;
    const char *text = picture_attribute(node, name);

    return ngi_parse_double(ng_str_from(text), &value) ? value : 0.0;
}

/* Is `name` one of the classes? */
static inline bool picture_has_class(const xmlNode *node, const char *name)
{
    ng_str rest = ng_str_from(picture_attribute(node, "class")), part;

    while (rest.len && ngi_str_next(&rest, ' ', &part)) {
        if (ng_str_equal(part, ng_str_from(name))) return true;
    }
    return false;
}

/* "translate(x y)" of the groups above, summed. */
static inline void picture_offset(const xmlNode *node, double *x, double *y)
{
    *x = *y = 0.0;
    for (; node && node->type == XML_ELEMENT_NODE; node = node->parent) {
        const char *transform = picture_attribute(node, "transform");
        double dx, dy;

        if (sscanf(transform, "translate(%lf %lf)", &dx, &dy) != 2) continue;
        *x += dx;
        *y += dy;
    }
}

static inline void picture_add_label(picture *p, const xmlNode *text)
{
    double size = picture_number(text, "font-size"), x, y, width;
    xmlChar *content = xmlNodeGetContent(text);
    bool bold = strcmp(picture_attribute(text, "font-weight"), "bold") == 0;

    picture_offset(text, &x, &y);
    x += picture_number(text, "x");
    y += picture_number(text, "y");
    width = ngi_text_width(ng_str_from((const char *)content), size, bold);
    xmlFree(content);
    if (p->label_count < PICTURE_LABELS_MOST) {
        p->labels[p->label_count++] = (picture_box){ x - width / 2.0, y - 0.76 * size, x + width / 2.0, y + 0.22 * size, text->parent };
    }
}

static inline void picture_walk(picture *p, const xmlNode *node)
{
    for (; node; node = node->next) {
        if (node->type != XML_ELEMENT_NODE) continue;
        p->nodes += picture_has_class(node, "ng-node");
        p->ties += picture_has_class(node, "ng-tie");
        p->tie_labels += picture_has_class(node, "ng-tie-label");
        p->entries += picture_has_class(node, "ng-entry");
        if (picture_has_class(node, "ng-label")) picture_add_label(p, node);
        picture_walk(p, node->children);
    }
}

/* False when the bytes are no well-formed XML. */
static inline bool picture_read(const char *bytes, size_t len, picture *out)
{
    const xmlNode *root;

    memset(out, 0, sizeof *out);
    out->doc = xmlReadMemory(bytes, (int)len, "picture.svg", NULL, XML_PARSE_NONET | XML_PARSE_HUGE | XML_PARSE_NOERROR);
    if (!out->doc) return false;
    out->labels = calloc(PICTURE_LABELS_MOST, sizeof *out->labels);
    root = xmlDocGetRootElement(out->doc);
    out->width = picture_number(root, "width");
    out->height = picture_number(root, "height");
    picture_walk(out, root);
    return out->labels != NULL;
}

static inline void picture_release(picture *p)
{
    xmlFreeDoc(p->doc);
    free(p->labels);
}

/* Pairs of labels of different actors that lie on each other. */
static inline size_t picture_overlaps(const picture *p)
{
    size_t count = 0, i, k;

    for (i = 0; i < p->label_count; i++) {
        for (k = i + 1; k < p->label_count; k++) {
            const picture_box *a = &p->labels[i], *b = &p->labels[k];

            if (a->actor == b->actor) continue;
            count += a->left < b->right && b->left < a->right && a->top < b->bottom && b->top < a->bottom;
        }
    }
    return count;
}

static inline size_t picture_outside(const picture *p)
{
    size_t count = 0, i;

    for (i = 0; i < p->label_count; i++) {
        const picture_box *a = &p->labels[i];

        count += a->left < 0.0 || a->top < 0.0 || a->right > p->width || a->bottom > p->height;
    }
    return count;
}

/* Does a tie's line run through a label of neither end? */
static inline bool picture_line_hits(const picture *p, const xmlNode *tie, const xmlNode *line)
{
    double ox, oy, x0, y0, cx, cy, x1, y1;
    const char *d = picture_attribute(line, "d");
    size_t i;
    int k;

    picture_offset(line, &ox, &oy);
    if (sscanf(d, "M%lf %lfQ%lf %lf %lf %lf", &x0, &y0, &cx, &cy, &x1, &y1) != 6) {
        if (sscanf(d, "M%lf %lfL%lf %lf", &x0, &y0, &x1, &y1) != 4) return false;
        cx = (x0 + x1) / 2.0;
        cy = (y0 + y1) / 2.0;
    }
    for (k = 0; k <= 100; k++) {
        double t = k / 100.0, u = 1.0 - t;
        double x = ox + u * u * x0 + 2.0 * u * t * cx + t * t * x1, y = oy + u * u * y0 + 2.0 * u * t * cy + t * t * y1;

        for (i = 0; i < p->label_count; i++) {
            const picture_box *b = &p->labels[i];
            const char *id = picture_attribute(b->actor, "id");

            if (x < b->left || x > b->right || y < b->top || y > b->bottom) continue;
            if (strncmp(id, "n-", 2) == 0 && strcmp(id + 2, picture_attribute(tie, "data-from")) != 0 &&
                strcmp(id + 2, picture_attribute(tie, "data-to")) != 0) {
                return true;
            }
        }
    }
    return false;
}

/* Ties whose lines run through labels of others. */
static inline size_t picture_struck(const picture *p, const xmlNode *node)
{
    size_t count = 0;

    for (; node; node = node->next) {
        const xmlNode *line;

        if (node->type != XML_ELEMENT_NODE) continue;
        for (line = node->children; picture_has_class(node, "ng-tie") && line; line = line->next) {
            if (line->type == XML_ELEMENT_NODE && picture_has_class(line, "ng-line")) count += picture_line_hits(p, node, line);
        }
        count += picture_struck(p, node->children);
    }
    return count;
}

/* Elements of a class below a node that also have another class. */
static inline size_t picture_count(const xmlNode *node, const char *one, const char *other)
{
    size_t count = 0;

    for (; node; node = node->next) {
        if (node->type != XML_ELEMENT_NODE) continue;
        count += picture_has_class(node, one) && picture_has_class(node, other);
        count += picture_count(node->children, one, other);
    }
    return count;
}

#endif
