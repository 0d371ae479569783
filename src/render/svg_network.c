/*
 * The network itself in SVG: hulls of communities below, then ties, their labels, and actors on top, by rank.
 */
#include "svg.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { HULL_LEAST = 3 };

#define HULL_ROUND 26.0  /* stroke around a hull, which rounds its corners */
#define HULL_REACH 130.0 /* between the boxes of neighbours in a hull */

/* A regular star or polygon: `corners` points, every other one at `inner` times the radius. */
static ng_status polygon(ngi_svg *svg, ngi_point at, double radius, int corners, double turn, double inner)
{
    ng_status st = NG_OK;
    int i;

    for (i = 0; i < corners; i++) {
        double angle = (turn + 360.0 * i / corners) * M_PI / 180.0, r = i % 2 ? radius * inner : radius;

        PUT("%s%.1f %.1f", i ? "L" : "<path class=\"ng-symbol\" stroke-linejoin=\"round\" d=\"M", at.x + r * sin(angle),
            at.y - r * cos(angle));
    }
    PUT("Z\"/>");
done:
    return st;
}

ng_status ngi_svg_symbol(ngi_svg *svg, ng_entity_type type, ngi_point at, double r)
{
    ng_status st = NG_OK;
    double a = r * 0.9, b = r * 0.36;

    switch (type) {
    case NG_COMPANY:
        PUT("<rect class=\"ng-symbol\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"%.1f\"/>", at.x - a, at.y - a,
            2.0 * a, 2.0 * a, r * 0.22);
        return NG_OK;
    case NG_ORGANIZATION: return polygon(svg, at, r * 1.08, 6, 30.0, 1.0);
    case NG_MODEL: return polygon(svg, at, r * 1.22, 4, 0.0, 1.0);
    case NG_PRODUCT: return polygon(svg, (ngi_point){ at.x, at.y + r * 0.22 }, r * 1.3, 3, 0.0, 1.0);
    case NG_PLACE: return polygon(svg, (ngi_point){ at.x, at.y - r * 0.22 }, r * 1.3, 3, 180.0, 1.0);
    case NG_EVENT: return polygon(svg, at, r * 1.3, 10, 0.0, 0.5);
    case NG_LAW: return polygon(svg, at, r * 1.12, 5, 0.0, 1.0);
    case NG_WORK:
        PUT("<path class=\"ng-symbol\" stroke-linejoin=\"round\" d=\"M%.1f %.1fh%.1fv%.1fh%.1fv%.1fh%.1fv%.1fh%.1fv%.1fh%.1fv%.1fh%.1fZ\"/>",
            at.x - b, at.y - r, 2.0 * b, r - b, r - b, 2.0 * b, b - r, r - b, -2.0 * b, b - r, b - r, -2.0 * b, r - b);
        return NG_OK;
    case NG_GROUP:
        PUT("<path class=\"ng-symbol\" fill-rule=\"evenodd\" d=\"M%.1f %.1fa%.1f %.1f 0 1 0 %.1f 0a%.1f %.1f 0 1 0 %.1f 0Z"
            "M%.1f %.1fa%.1f %.1f 0 1 0 %.1f 0a%.1f %.1f 0 1 0 %.1f 0Z\"/>", at.x - r, at.y, r, r, 2.0 * r, r, r, -2.0 * r,
            at.x - r * 0.45, at.y, r * 0.45, r * 0.45, r * 0.9, r * 0.45, r * 0.45, -r * 0.9);
        return NG_OK;
    default:
        PUT("<circle class=\"ng-symbol\" cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"/>", at.x, at.y, r);
    }
done:
    return st;
}

static bool in_panel(ngi_change change, ngi_panel panel)
{
    return panel == NGI_PANEL_ALL || change != (panel == NGI_PANEL_OLD ? NGI_ADDED : NGI_REMOVED);
}

static const char *panel_prefix(ngi_panel panel)
{
    return panel == NGI_PANEL_OLD ? "old-" : panel == NGI_PANEL_NEW ? "new-" : "";
}

static const char *change_class(ngi_change change)
{
    static const char *const classes[] = { "same", "added", "removed", "changed" };

    return classes[change];
}

const char *ngi_svg_tie_class(const ngi_scene *scene, const ngi_tie *t)
{
    if (scene->difference) return change_class(t->change);
    if (t->mixed) return "mixed";
    if (t->status == NG_FORMER || t->status == NG_DENIED) return ng_assertion_name(t->status);
    return ng_edge_kind_name(t->kind);
}

const char *ngi_svg_dashes(const ngi_scene *scene, const ngi_tie *t)
{
    if (scene->difference) return t->change == NGI_REMOVED ? "6 4" : "";
    switch (t->status) {
    case NG_REPORTED: return "7 4";
    case NG_PLANNED: return "1.5 4";
    case NG_DENIED: return "9 3 2 3";
    default: return "";
    }
}

/* A head whose tip is at `tip`, pointing along the curve; moves the line's end to the head's base. */
static ng_status arrow(ngi_svg *svg, ngi_point tip, ngi_point from, double width, ngi_point *line_end)
{
    double dx = tip.x - from.x, dy = tip.y - from.y, length = fmax(hypot(dx, dy), 1e-9);
    double ux = dx / length, uy = dy / length, size = 5.5 + 1.7 * width, half = 2.2 + 0.95 * width;
    ngi_point base = { tip.x - ux * size, tip.y - uy * size };
    ng_status st;

    PUT("<path class=\"ng-head\" d=\"M%.1f %.1fL%.1f %.1fL%.1f %.1fZ\"/>", tip.x, tip.y, base.x - uy * half, base.y + ux * half,
        base.x + uy * half, base.y - ux * half);
    line_end->x = tip.x - ux * size * 0.8;
    line_end->y = tip.y - uy * size * 0.8;
done:
    return st;
}

static ng_status put_tie(ngi_svg *svg, const ngi_tie *t, size_t index, ngi_panel panel)
{
    const ngi_scene *scene = svg->scene;
    const char *dashes = ngi_svg_dashes(scene, t);
    ngi_point start = t->start, end = t->end;
    ng_status st;

    PUT("<g id=\"%st%zu\" class=\"ng-tie ng-%s%s%s\" role=\"listitem\" data-kind=\"%s\" data-from=\"", panel_prefix(panel), index,
        ngi_svg_tie_class(scene, t), t->status != NG_CURRENT && !scene->difference ? " ng-status-" : "",
        t->status != NG_CURRENT && !scene->difference ? ng_assertion_name(t->status) : "",
        t->mixed ? "mixed" : ng_edge_kind_name(t->kind));
    NG_CHECK(ngi_svg_name(svg, scene->nodes.items[t->from].id));
    PUT("\" data-to=\"");
    NG_CHECK(ngi_svg_name(svg, scene->nodes.items[t->to].id));
    PUT("\"><title>");
    PUT_TEXT(t->tip);
    PUT("</title>");
    if (t->arrow_from) NG_CHECK(arrow(svg, t->start, t->control, t->width, &start));
    if (t->arrow_to) NG_CHECK(arrow(svg, t->end, t->control, t->width, &end));
    PUT("<path class=\"ng-line\" stroke-width=\"%.2f\"", t->width);
    if (*dashes) PUT(" stroke-dasharray=\"%s\"", dashes);
    if (t->status == NG_PLANNED && !scene->difference) PUT(" stroke-linecap=\"round\"");
    if (fabs(t->bend) < 0.05) {
        PUT(" d=\"M%.1f %.1fL%.1f %.1f\"/></g>\n", start.x, start.y, end.x, end.y);
    } else {
        PUT(" d=\"M%.1f %.1fQ%.1f %.1f %.1f %.1f\"/></g>\n", start.x, start.y, t->control.x, t->control.y, end.x, end.y);
    }
done:
    return st;
}

/* Words on a line stand on a strip of the background, so that the line does not run through them. */
static ng_status put_tie_label(ngi_svg *svg, const ngi_tie *t, size_t index, ngi_panel panel)
{
    double wide = t->label_width + 4.0, high = NGI_TIE_LABEL_SIZE * 1.1;
    ng_status st;

    PUT("<g class=\"ng-tie-label\" data-tie=\"%st%zu\" transform=\"translate(%.1f %.1f) rotate(%.1f)\"><rect class=\"ng-background\" x=\"%.1f\" "
        "y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"2\"/><text class=\"ng-text\" text-anchor=\"middle\" font-size=\"%.1f\" "
        "y=\"%.1f\">", panel_prefix(panel), index, t->label_at.x, t->label_at.y, t->label_angle, -wide / 2.0, -high / 2.0, wide, high, NGI_TIE_LABEL_SIZE,
        NGI_TIE_LABEL_SIZE * 0.35);
    PUT_TEXT(t->label);
    PUT("</text></g>\n");
done:
    return st;
}

static ng_status put_label(ngi_svg *svg, const ngi_scene_node *n)
{
    static const char *const marks[] = { "", "+ ", "\xe2\x88\x92 ", "" };
    ngi_box box = ngi_label_box(n);
    ng_status st = NG_OK;
    uint32_t i;

    for (i = 0; i < n->lines.count; i++) {
        PUT("<text class=\"ng-label ng-text ng-halo\" text-anchor=\"middle\" font-size=\"%.1f\"%s x=\"%.1f\" y=\"%.1f\">%s",
            n->font, n->bold ? " font-weight=\"bold\"" : "", (box.left + box.right) / 2.0, box.top + (i + 0.82) * n->font * NGI_LINE_HEIGHT,
            i == 0 ? marks[n->change] : "");
        PUT_TEXT(ngi_str_slice(n->name, n->lines.at[i].begin, n->lines.at[i].end));
        PUT("%s</text>", n->lines.cut && i + 1 == n->lines.count ? "\xe2\x80\xa6" : "");
    }
done:
    return st;
}

/* The address of an actor: the pattern with "{id}" and "{name}" put in, percent-encoded. */
static ng_status put_address(ngi_svg *svg, const ngi_scene_node *n)
{
    ng_str pattern = svg->scene->href;
    ng_status st = NG_OK;
    size_t i = 0, k;

    while (i < pattern.len) {
        ng_str rest = ngi_str_slice(pattern, i, pattern.len);
        bool id = ngi_str_starts(rest, NGI_LITERAL("{id}")), name = ngi_str_starts(rest, NGI_LITERAL("{name}"));
        ng_str value = id ? n->id : n->name;

        if (!id && !name) {
            PUT_TEXT(ngi_str_slice(rest, 0, 1));
            i++;
            continue;
        }
        for (k = 0; k < value.len; k++) {
            char c = value.ptr[k];
            bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                         c == '.' || c == '_' || c == '~';

            if (plain) {
                NG_CHECK(ngi_buffer_add_char(svg->ctx, svg->out, c));
            } else {
                PUT("%%%02X", (unsigned)(unsigned char)c);
            }
        }
        i += id ? 4 : 6;
    }
done:
    return st;
}

static ng_status put_node(ngi_svg *svg, const ngi_scene_node *n, ngi_panel panel)
{
    const ngi_scene *scene = svg->scene;
    ng_status st;

    PUT("<g id=\"%sn-", panel_prefix(panel));
    NG_CHECK(ngi_svg_name(svg, n->id));
    PUT("\" class=\"ng-node ng-%s\" data-type=\"%s\" data-rank=\"%u\" role=\"listitem\" tabindex=\"0\"><title>",
        scene->difference ? change_class(n->change) : ng_entity_type_name(n->type), ng_entity_type_name(n->type), n->rank);
    PUT_TEXT(n->tip);
    PUT("</title>");
    if (scene->href.len) {
        PUT("<a href=\"");
        NG_CHECK(put_address(svg, n));
        PUT("\" xlink:href=\"");
        NG_CHECK(put_address(svg, n));
        PUT("\">");
    }
    NG_CHECK(ngi_svg_symbol(svg, n->type, n->at, n->radius));
    NG_CHECK(put_label(svg, n));
    PUT("%s</g>\n", scene->href.len ? "</a>" : "");
done:
    return st;
}

static int by_place(const void *a, const void *b)
{
    const ngi_point *p = a, *q = b;

    if (p->x < q->x || p->x > q->x) return p->x < q->x ? -1 : 1;
    return (p->y > q->y) - (p->y < q->y);
}

static double turn_of(ngi_point a, ngi_point b, ngi_point c)
{
    return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

/* Convex hull by Andrew's monotone chain (1979): `hull` has room for twice the points. */
static size_t convex_hull(ngi_point *points, size_t count, ngi_point *hull)
{
    size_t used = 0, floor, i;

    qsort(points, count, sizeof *points, by_place);
    for (i = 0; i < count; i++) {
        while (used >= 2 && turn_of(hull[used - 2], hull[used - 1], points[i]) <= 0.0) used--;
        hull[used++] = points[i];
    }
    for (floor = used + 1, i = count - 1; i-- > 0;) {
        while (used >= floor && turn_of(hull[used - 2], hull[used - 1], points[i]) <= 0.0) used--;
        hull[used++] = points[i];
    }
    return used > 1 ? used - 1 : used;
}

/* Room for the corners of boxes, their hull, and which neighbourhood each node is in. */
typedef struct hull_maker {
    ngi_point *points, *hull;
    uint32_t *group;
    uint32_t *seen;       /* communities that have a hull, in the order of their first one */
    uint32_t seen_count;
} hull_maker;

static double box_distance(ngi_box a, ngi_box b)
{
    double dx = fmax(0.0, fmax(a.left - b.right, b.left - a.right)), dy = fmax(0.0, fmax(a.top - b.bottom, b.top - a.bottom));

    return hypot(dx, dy);
}

/*
 * Members of one community that are neighbours in the picture make a group: one hull around a member far away would
 * cover half the page and everybody in between.
 */
static void find_groups(const ngi_scene *scene, uint32_t *group)
{
    const ngi_scene_node *nodes = scene->nodes.items;
    uint32_t i, k, at, root;

    for (i = 0; i < scene->nodes.count; i++) group[i] = i;
    for (i = 0; i < scene->nodes.count; i++) {
        for (k = 0; k < i; k++) {
            if (nodes[i].community == NG_NONE || nodes[i].community != nodes[k].community) continue;
            if (box_distance(ngi_node_box(&nodes[i]), ngi_node_box(&nodes[k])) > HULL_REACH) continue;
            for (root = i; group[root] != root; root = group[root]) continue;
            for (at = k; group[at] != at; at = group[at]) continue;
            group[root > at ? root : at] = root > at ? at : root;
        }
    }
    for (i = 0; i < scene->nodes.count; i++) group[i] = group[group[i]]; /* parents come first */
}

/* Colours go round, so neighbours in rank get different ones. */
static ngi_color hull_color(const ngi_scene *scene, hull_maker *m, uint32_t community)
{
    uint32_t i;

    for (i = 0; i < m->seen_count && m->seen[i] != community; i++) continue;
    if (i == m->seen_count) m->seen[m->seen_count++] = community;
    return scene->style.hulls[i % NGI_HULL_COLORS];
}

static ng_status put_hull(ngi_svg *svg, uint32_t which, hull_maker *m)
{
    const ngi_scene *scene = svg->scene;
    uint32_t community = scene->nodes.items[which].community;
    size_t count = 0, corners, i;
    ng_status st = NG_OK;
    ngi_color c;

    for (i = 0; i < scene->nodes.count; i++) {
        ngi_box box = ngi_node_box(&scene->nodes.items[i]);

        if (m->group[i] != which) continue;
        m->points[count++] = (ngi_point){ box.left, box.top };
        m->points[count++] = (ngi_point){ box.right, box.top };
        m->points[count++] = (ngi_point){ box.left, box.bottom };
        m->points[count++] = (ngi_point){ box.right, box.bottom };
    }
    if (count < 4 * HULL_LEAST) return NG_OK;
    c = hull_color(scene, m, community);
    corners = convex_hull(m->points, count, m->hull);
    PUT("<path class=\"ng-hull\" data-community=\"%u\" fill=\"" NGI_COLOR_FORMAT "\" stroke=\"" NGI_COLOR_FORMAT
        "\" stroke-width=\"%.0f\" stroke-linejoin=\"round\" opacity=\"%.2f\" d=\"", community + 1, NGI_COLOR(c), NGI_COLOR(c),
        HULL_ROUND, scene->style.hull_opacity);
    for (i = 0; i < corners; i++) PUT("%s%.1f %.1f", i ? "L" : "M", m->hull[i].x, m->hull[i].y);
    PUT("Z\"><title>community %u</title></path>\n", community + 1);
done:
    return st;
}

static ng_status put_hulls(ngi_svg *svg)
{
    size_t count = svg->scene->nodes.count;
    hull_maker m = { ngi_alloc(svg->ctx, count * 4, sizeof *m.points), ngi_alloc(svg->ctx, count * 8, sizeof *m.hull),
                     ngi_alloc(svg->ctx, count, sizeof *m.group), ngi_alloc(svg->ctx, count, sizeof *m.seen), 0 };
    ng_status st = m.points && m.hull && m.group && m.seen ? NG_OK : NG_E_NOMEM;
    uint32_t i;

    if (st != NG_OK) goto done;
    find_groups(svg->scene, m.group);
    PUT("<g class=\"ng-hulls\">\n");
    for (i = 0; i < count; i++) {
        if (m.group[i] == i && svg->scene->nodes.items[i].community != NG_NONE) NG_CHECK(put_hull(svg, i, &m));
    }
    PUT("</g>\n");
done:
    ngi_free(svg->ctx, m.points);
    ngi_free(svg->ctx, m.hull);
    ngi_free(svg->ctx, m.group);
    ngi_free(svg->ctx, m.seen);
    return st;
}

ng_status ngi_svg_network(ngi_svg *svg, ngi_panel panel)
{
    const ngi_scene *scene = svg->scene;
    ng_status st = NG_OK;
    size_t i;

    if (scene->communities) NG_CHECK(put_hulls(svg));
    PUT("<g class=\"ng-ties\" role=\"list\" aria-label=\"Ties\">\n");
    for (i = 0; i < scene->ties.count; i++) {
        if (in_panel(scene->ties.items[i].change, panel)) NG_CHECK(put_tie(svg, &scene->ties.items[i], i + 1, panel));
    }
    PUT("</g>\n<g class=\"ng-tie-labels\" aria-hidden=\"true\">\n");
    for (i = 0; i < scene->ties.count; i++) {
        const ngi_tie *t = &scene->ties.items[i];

        if (t->label_shown && in_panel(t->change, panel)) NG_CHECK(put_tie_label(svg, t, i + 1, panel));
    }
    PUT("</g>\n<g class=\"ng-nodes\" role=\"list\" aria-label=\"Actors by rank\">\n");
    for (i = 0; i < scene->nodes.count; i++) {
        if (in_panel(scene->nodes.items[i].change, panel)) NG_CHECK(put_node(svg, &scene->nodes.items[i], panel));
    }
    PUT("</g>\n");
done:
    return st;
}
