/*
 * The scene as DOT, for those who go on with Graphviz: types by shape and colour, ties by line, and the places, which
 * `neato -n2` keeps. Curved lines: Graphviz 2.43 crashes or hangs on some of these networks when it routes splines.
 */
#include "scene.h"

static const char *const shapes[] = { "circle", "box", "hexagon", "diamond", "triangle",
                                      "invtriangle", "star", "pentagon", "plus", "doublecircle" };

/* A quoted string of DOT: only '"' and '\' are special; names hold no line ends. */
static ng_status add_quoted(ng_context *ctx, ngi_buffer *out, ng_str text)
{
    ng_status st;
    size_t i;

    NG_CHECK(ngi_buffer_add_char(ctx, out, '"'));
    for (i = 0; i < text.len; i++) {
        char c = text.ptr[i];

        if (c == '"' || c == '\\') NG_CHECK(ngi_buffer_add_char(ctx, out, '\\'));
        if (c == '\n') {
            NG_CHECK(ngi_buffer_add_text(ctx, out, "\\n"));
        } else if (c != '\0') {
            NG_CHECK(ngi_buffer_add_char(ctx, out, c));
        }
    }
    NG_CHECK(ngi_buffer_add_char(ctx, out, '"'));
done:
    return st;
}

static ng_status add_node(ng_context *ctx, const ngi_scene *scene, const ngi_scene_node *n, ngi_buffer *out)
{
    static const char *const marks[] = { "", "+ ", "- ", "" };
    const ngi_style *s = &scene->style;
    ngi_color fill = !scene->difference ? s->types[n->type] : n->change == NGI_ADDED ? s->added
                   : n->change == NGI_REMOVED ? s->removed : s->same;
    ngi_buffer label = { NULL, 0, 0 };
    ng_status st;

    NG_CHECK(ngi_buffer_printf(ctx, &label, "%s%.*s", marks[n->change], NGI_STR(n->name)));
    NG_CHECK(ngi_buffer_add_text(ctx, out, "  "));
    NG_CHECK(add_quoted(ctx, out, n->id));
    NG_CHECK(ngi_buffer_add_text(ctx, out, " [xlabel="));
    NG_CHECK(add_quoted(ctx, out, ngi_buffer_str(&label)));
    NG_CHECK(ngi_buffer_add_text(ctx, out, ", tooltip="));
    NG_CHECK(add_quoted(ctx, out, n->tip));
    NG_CHECK(ngi_buffer_printf(ctx, out, ", class=\"%s\", shape=%s, fillcolor=\"" NGI_COLOR_FORMAT "\", width=%.3f, "
                               "fontsize=%.1f, pos=\"%.2f,%.2f\"];\n", ng_entity_type_name(n->type), shapes[n->type],
                               NGI_COLOR(fill), 2.0 * n->radius / 72.0, n->font, n->at.x - scene->bounds.left,
                               scene->bounds.bottom - n->at.y));
done:
    ngi_buffer_release(ctx, &label);
    return st;
}

static ng_status add_tie(ng_context *ctx, const ngi_scene *scene, const ngi_tie *t, ngi_buffer *out)
{
    const ngi_style *s = &scene->style;
    ngi_color color = s->kinds[t->mixed ? NG_EDGE_RELATION : t->kind];
    const char *line = "solid";
    ng_status st;

    if (scene->difference) {
        color = t->change == NGI_ADDED ? s->added : t->change == NGI_REMOVED ? s->removed : t->change == NGI_SAME ? s->same : s->text;
        if (t->change == NGI_REMOVED) line = "dashed";
    } else {
        if (t->status == NG_FORMER) color = s->former;
        if (t->status == NG_DENIED) color = s->denied;
        line = t->status == NG_REPORTED ? "dashed" : t->status == NG_PLANNED || t->status == NG_DENIED ? "dotted" : "solid";
    }
    NG_CHECK(ngi_buffer_add_text(ctx, out, "  "));
    NG_CHECK(add_quoted(ctx, out, scene->nodes.items[t->from].id));
    NG_CHECK(ngi_buffer_add_text(ctx, out, " -> "));
    NG_CHECK(add_quoted(ctx, out, scene->nodes.items[t->to].id));
    NG_CHECK(ngi_buffer_printf(ctx, out, " [dir=%s, class=\"%s\", style=%s, color=\"" NGI_COLOR_FORMAT "\", penwidth=%.2f, label=",
                               t->arrow_from && t->arrow_to ? "both" : t->arrow_to ? "forward" : t->arrow_from ? "back" : "none",
                               t->mixed ? "mixed" : ng_edge_kind_name(t->kind), line, NGI_COLOR(color), t->width));
    NG_CHECK(add_quoted(ctx, out, t->label));
    NG_CHECK(ngi_buffer_add_text(ctx, out, ", tooltip="));
    NG_CHECK(add_quoted(ctx, out, t->tip));
    NG_CHECK(ngi_buffer_add_text(ctx, out, "];\n"));
done:
    return st;
}

ng_status ngi_scene_write_dot(ng_context *ctx, const ngi_scene *scene, ngi_buffer *out)
{
    const ngi_style *s = &scene->style;
    ng_status st;
    size_t i;

    NG_CHECK(ngi_buffer_add_text(ctx, out, "digraph namegraph {\n  graph [label="));
    NG_CHECK(add_quoted(ctx, out, scene->title));
    NG_CHECK(ngi_buffer_add_text(ctx, out, ", comment="));
    NG_CHECK(add_quoted(ctx, out, scene->note));
    NG_CHECK(ngi_buffer_printf(ctx, out, ", labelloc=t, charset=\"UTF-8\", layout=neato, splines=curved, outputorder=edgesfirst, "
                               "forcelabels=true, bgcolor=\"" NGI_COLOR_FORMAT "\", fontname=\"Helvetica\"];\n", NGI_COLOR(s->background)));
    NG_CHECK(ngi_buffer_printf(ctx, out, "  node [style=filled, fixedsize=true, label=\"\", fontname=\"Helvetica\", fontcolor=\""
                               NGI_COLOR_FORMAT "\", color=\"" NGI_COLOR_FORMAT "\"];\n  edge [fontname=\"Helvetica\", fontsize=9, "
                               "fontcolor=\"" NGI_COLOR_FORMAT "\"];\n", NGI_COLOR(s->text), NGI_COLOR(s->outline), NGI_COLOR(s->muted)));
    for (i = 0; i < scene->nodes.count; i++) NG_CHECK(add_node(ctx, scene, &scene->nodes.items[i], out));
    for (i = 0; i < scene->ties.count; i++) NG_CHECK(add_tie(ctx, scene, &scene->ties.items[i], out));
    NG_CHECK(ngi_buffer_add_text(ctx, out, "}\n"));
done:
    return st;
}
