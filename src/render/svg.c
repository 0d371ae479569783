/*
 * The picture's page: title, what is shown, the network or two panels of it, legend, sources; and its style sheet.
 *
 * Each class has its colour twice: plain, for programs that know no variables, and as var(--ng-NAME), so that a page
 * that holds the picture can set a theme. The order of actors is that of their rank, for screen readers and the
 * tabulator. No script, no link but the reader's own, no font file.
 */
#include "svg.h"

#include <math.h>
#include <stdio.h>

#define MARGIN 28.0
#define TITLE_SIZE 20.0
#define NOTE_SIZE 12.5
#define FOOT_SIZE 11.0
#define WIDTH_LEAST 640.0
#define PANEL_GAP 36.0

/* Where things stand on the page. */
typedef struct page {
    double width, height, inner; /* inner: without the margins */
    double panel_width, panel_height;
    ngi_lines title, note, sources;
    double title_y, note_y, panels_y, legend_y, sources_y;
} page;

ng_status ngi_svg_text(ngi_svg *svg, ng_str text)
{
    size_t i, begin = 0;
    ng_status st = NG_OK;

    for (i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        const char *name = c == '&' ? "&amp;" : c == '<' ? "&lt;" : c == '>' ? "&gt;" : c == '"' ? "&quot;"
                         : c == '\n' ? "&#10;" : NULL;

        if (!name) continue;
        NG_CHECK(ngi_buffer_add(svg->ctx, svg->out, ngi_str_slice(text, begin, i)));
        NG_CHECK(ngi_buffer_add_text(svg->ctx, svg->out, name));
        begin = i + 1;
    }
    NG_CHECK(ngi_buffer_add(svg->ctx, svg->out, ngi_str_slice(text, begin, text.len)));
done:
    return st;
}

ng_status ngi_svg_name(ngi_svg *svg, ng_str id)
{
    ng_status st = NG_OK;
    size_t i;

    for (i = 0; i < id.len; i++) {
        char c = id.ptr[i];
        bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.';

        if (plain) {
            NG_CHECK(ngi_buffer_add_char(svg->ctx, svg->out, c));
        } else {
            PUT("_%02x", (unsigned)(unsigned char)c);
        }
    }
done:
    return st;
}

static ng_status color_rule(ngi_svg *svg, const char *selector, const char *property, const char *name, ngi_color c)
{
    ng_status st;

    PUT("%s{%s:" NGI_COLOR_FORMAT ";%s:var(--ng-%s," NGI_COLOR_FORMAT ")}\n", selector, property, NGI_COLOR(c), property,
        name, NGI_COLOR(c));
done:
    return st;
}

static ng_status class_rule(ngi_svg *svg, const char *property, const char *name, ngi_color c)
{
    char selector[48];

    (void)snprintf(selector, sizeof selector, ".ng-%s", name);
    return color_rule(svg, selector, property, name, c);
}

/* Ties are paler than their colour by mixing, not by opacity: that would cost a layer of the whole page for each. */
static ng_status tie_rule(ngi_svg *svg, const char *name, ngi_color c)
{
    return class_rule(svg, "color", name, ngi_color_mix(svg->scene->style.background, c, svg->scene->style.tie_opacity));
}

static ng_status style_sheet(ngi_svg *svg)
{
    const ngi_style *s = &svg->scene->style;
    ng_status st;
    int i;

    PUT("<style>\n");
    NG_CHECK(color_rule(svg, ".ng-background", "fill", "background", s->background));
    NG_CHECK(color_rule(svg, ".ng-text", "fill", "text", s->text));
    NG_CHECK(color_rule(svg, ".ng-muted", "fill", "muted", s->muted));
    NG_CHECK(color_rule(svg, ".ng-frame", "stroke", "frame", s->frame));
    NG_CHECK(color_rule(svg, ".ng-sample", "color", "muted", s->muted));
    NG_CHECK(color_rule(svg, ".ng-halo", "stroke", "background", s->background));
    PUT(".ng-halo{paint-order:stroke;stroke-width:3px;stroke-linejoin:round}\n");
    NG_CHECK(color_rule(svg, ".ng-symbol", "stroke", "outline", s->outline));
    PUT(".ng-symbol{fill:currentColor;stroke-width:1.2px}\n");
    PUT(".ng-line{fill:none;stroke:currentColor}\n.ng-head{fill:currentColor}\n");
    PUT(".ng-tie:hover,.ng-node:hover{filter:brightness(.8)}\n");
    for (i = 0; i < NG_ENTITY_TYPE_COUNT; i++) {
        NG_CHECK(class_rule(svg, "color", ng_entity_type_name((ng_entity_type)i), s->types[i]));
    }
    for (i = 0; i < NG_EDGE_KIND_COUNT; i++) {
        NG_CHECK(tie_rule(svg, ng_edge_kind_name((ng_edge_kind)i), s->kinds[i]));
    }
    NG_CHECK(tie_rule(svg, "mixed", s->kinds[NG_EDGE_RELATION]));
    NG_CHECK(tie_rule(svg, "former", s->former));
    NG_CHECK(tie_rule(svg, "denied", s->denied));
    if (svg->scene->difference) {
        NG_CHECK(class_rule(svg, "color", "same", s->same));
        NG_CHECK(class_rule(svg, "color", "added", s->added));
        NG_CHECK(class_rule(svg, "color", "removed", s->removed));
        NG_CHECK(class_rule(svg, "color", "changed", s->text));
        PUT(".ng-removed .ng-symbol{stroke:currentColor;stroke-dasharray:3 2}\n");
        NG_CHECK(color_rule(svg, ".ng-removed .ng-symbol", "fill", "background", s->background));
    }
    PUT("</style>\n");
done:
    return st;
}

static double lines_height(const ngi_lines *lines, double size) { return lines->count * size * NGI_LINE_HEIGHT; }

static void lay_out_page(const ngi_scene *scene, page *p)
{
    double y = MARGIN, widest = scene->bounds.right - scene->bounds.left;

    p->panel_width = widest;
    p->panel_height = scene->bounds.bottom - scene->bounds.top;
    p->inner = fmax(scene->side_by_side ? 2.0 * widest + PANEL_GAP : widest, WIDTH_LEAST);
    p->width = ceil(p->inner + 2.0 * MARGIN);
    ngi_text_wrap(scene->title, TITLE_SIZE, true, p->inner, &p->title);
    ngi_text_wrap(scene->note, NOTE_SIZE, false, p->inner, &p->note);
    ngi_text_wrap(scene->sources, FOOT_SIZE, false, p->inner, &p->sources);
    p->title_y = y;
    y += lines_height(&p->title, TITLE_SIZE) + (p->title.count ? 4.0 : 0.0);
    p->note_y = y;
    y += lines_height(&p->note, NOTE_SIZE) + 22.0;
    if (scene->side_by_side) y += 24.0;
    p->panels_y = y;
    y += p->panel_height + 26.0;
    p->legend_y = y;
    y += ngi_svg_legend_height(scene, p->inner);
    p->sources_y = y + 6.0;
    y += p->sources.count ? 6.0 + lines_height(&p->sources, FOOT_SIZE) : 0.0;
    p->height = ceil(y + MARGIN * 0.7);
}

static ng_status put_lines(ngi_svg *svg, ng_str text, const ngi_lines *lines, double y, double size, const char *looks)
{
    ng_status st = NG_OK;
    uint32_t i;

    for (i = 0; i < lines->count; i++) {
        PUT("<text x=\"%.1f\" y=\"%.1f\" font-size=\"%.1f\" %s>", MARGIN, y + (i + 0.86) * size * NGI_LINE_HEIGHT, size, looks);
        PUT_TEXT(ngi_str_slice(text, lines->at[i].begin, lines->at[i].end));
        PUT("</text>\n");
    }
done:
    return st;
}

/* What the picture shows, in words, for those who do not see it. */
static ng_status description(ngi_svg *svg)
{
    const ngi_scene *scene = svg->scene;
    ng_status st;
    size_t i;

    PUT("<desc id=\"ng-desc\">");
    PUT_TEXT(scene->note);
    PUT("%sThe first: ", scene->note.len ? ". " : "");
    for (i = 0; i < scene->nodes.count && i < 5; i++) {
        PUT("%s", i ? ", " : "");
        PUT_TEXT(scene->nodes.items[i].name);
    }
    PUT("%s. Actors stand in the order of their rank. ", scene->nodes.count ? "" : "nobody");
    PUT_TEXT(scene->sources);
    PUT("</desc>\n");
done:
    return st;
}

static ng_status put_panels(ngi_svg *svg, const page *p)
{
    const ngi_scene *scene = svg->scene;
    double x = MARGIN - scene->bounds.left, y = p->panels_y - scene->bounds.top;
    double slack = p->inner - (scene->side_by_side ? 2.0 * p->panel_width + PANEL_GAP : p->panel_width);
    ng_status st;
    int i;

    x += slack / (scene->side_by_side ? 4.0 : 2.0);
    if (!scene->side_by_side) {
        PUT("<g transform=\"translate(%.2f %.2f)\">\n", x, y);
        NG_CHECK(ngi_svg_network(svg, NGI_PANEL_ALL));
        PUT("</g>\n");
        return NG_OK;
    }
    for (i = 0; i < 2; i++) {
        double left = i * (p->inner + PANEL_GAP) / 2.0;

        PUT("<text x=\"%.1f\" y=\"%.1f\" font-size=\"14\" font-weight=\"bold\" class=\"ng-text\">%s", MARGIN + left,
            p->panels_y - 16.0, i ? "New: " : "Old: ");
        PUT_TEXT(i ? scene->new_name : scene->old_name);
        PUT("</text>\n");
        if (i) {
            PUT("<path class=\"ng-frame\" d=\"M%.1f %.1fV%.1f\"/>\n", MARGIN + left - PANEL_GAP / 2.0, p->panels_y - 28.0,
                p->panels_y + p->panel_height);
        }
        PUT("<g transform=\"translate(%.2f %.2f)\">\n", x + left, y);
        NG_CHECK(ngi_svg_network(svg, i ? NGI_PANEL_NEW : NGI_PANEL_OLD));
        PUT("</g>\n");
    }
done:
    return st;
}

ng_status ngi_scene_write_svg(ng_context *ctx, const ngi_scene *scene, ngi_buffer *out)
{
    ngi_svg maker = { ctx, scene, out }, *svg = &maker;
    ng_status st;
    page p;

    lay_out_page(scene, &p);
    PUT("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" "
        "xmlns:xlink=\"http://www.w3.org/1999/xlink\" class=\"namegraph\" width=\"%.0f\" height=\"%.0f\" "
        "viewBox=\"0 0 %.0f %.0f\" role=\"graphics-document document\" aria-labelledby=\"ng-title ng-desc\" "
        "font-family=\"%s\">\n", p.width, p.height, p.width, p.height, NGI_FONT_FAMILIES);
    PUT("<title id=\"ng-title\">");
    PUT_TEXT(scene->title.len ? scene->title : NGI_LITERAL("Network of names"));
    PUT("</title>\n");
    NG_CHECK(description(svg));
    NG_CHECK(style_sheet(svg));
    PUT("<rect class=\"ng-background\" width=\"100%%\" height=\"100%%\"/>\n<g class=\"ng-header\">\n");
    NG_CHECK(put_lines(svg, scene->title, &p.title, p.title_y, TITLE_SIZE, "font-weight=\"bold\" class=\"ng-text\""));
    NG_CHECK(put_lines(svg, scene->note, &p.note, p.note_y, NOTE_SIZE, "class=\"ng-muted\""));
    PUT("</g>\n");
    NG_CHECK(put_panels(svg, &p));
    NG_CHECK(ngi_svg_legend(svg, (ngi_point){ MARGIN, p.legend_y }, p.inner));
    NG_CHECK(put_lines(svg, scene->sources, &p.sources, p.sources_y, FOOT_SIZE, "class=\"ng-muted ng-sources\""));
    PUT("</svg>\n");
done:
    return st;
}
