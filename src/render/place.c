/*
 * Places: Graphviz says roughly where everybody stands, in the child; the rest is ours.
 *
 * Graphviz gets the actors as bare boxes and one edge for each pair, whose length makes room for what its ends must
 * carry. Its answer is taken component by component, turned so that the long axis lies flat (pictures are wider than
 * high), freed of overlaps (place_apart.c), and the components are packed in rows. Why not Graphviz' own overlap
 * removal and packing: they would be undone by turning, and a label that hangs below its symbol has no place in them.
 */
#include "scene.h"

#include "child.h"

#include <math.h>
#include <stdlib.h>

enum { NEATO_MOST = 350, EVEN_LEAST = 8 };

#define BASE_LENGTH 74.0     /* of a tie between two small actors */
#define CROWD_LENGTH 9.0     /* more for each further neighbour of the end that has fewer */
#define COMMUNITY_LENGTH 1.5 /* times as long between communities */
#define FLATTEN 1.22         /* labels are wider than high */
#define COMPONENT_GAP 34.0
#define EVEN_SHARE 0.5       /* of the way to equal distances */

typedef struct placer {
    ng_context *ctx;
    const ng_draw_options *opts;
    ngi_scene *scene;
    uint32_t *degree;
    uint32_t *component;     /* of each node, from 0 by size */
    uint32_t components;
    bool any_fixed;          /* some actors keep their places: only neato does that, and nothing is turned */
} placer;

ngi_box ngi_label_box_at(const ngi_scene_node *n, ngi_side side)
{
    double reach = n->radius + NGI_LABEL_GAP, left = n->at.x - n->label_width / 2.0, top = n->at.y - n->label_height / 2.0;

    if (side == NGI_BELOW) top = n->at.y + reach;
    if (side == NGI_ABOVE) top = n->at.y - reach - n->label_height;
    if (side == NGI_RIGHT) left = n->at.x + reach;
    if (side == NGI_LEFT) left = n->at.x - reach - n->label_width;
    return (ngi_box){ left, top, left + n->label_width, top + n->label_height };
}

ngi_box ngi_label_box(const ngi_scene_node *n) { return ngi_label_box_at(n, n->side); }

ngi_box ngi_node_box(const ngi_scene_node *n)
{
    ngi_box box = ngi_label_box(n);

    box.left = fmin(box.left, n->at.x - n->radius);
    box.right = fmax(box.right, n->at.x + n->radius);
    box.top = fmin(box.top, n->at.y - n->radius);
    box.bottom = fmax(box.bottom, n->at.y + n->radius);
    return box;
}

/* Neighbours of each node, parallel ties counted once; ties of one pair stand together. */
static void count_degrees(placer *p)
{
    const ngi_tie *ties = p->scene->ties.items;
    size_t i;

    for (i = 0; i < p->scene->ties.count; i++) {
        if (i && ties[i].from == ties[i - 1].from && ties[i].to == ties[i - 1].to) continue;
        p->degree[ties[i].from]++;
        p->degree[ties[i].to]++;
    }
}

static double tie_length(const placer *p, const ngi_tie *t)
{
    const ngi_scene_node *a = &p->scene->nodes.items[t->from], *b = &p->scene->nodes.items[t->to];
    uint32_t fewer = p->degree[t->from] < p->degree[t->to] ? p->degree[t->from] : p->degree[t->to];
    uint32_t more = p->degree[t->from] < p->degree[t->to] ? p->degree[t->to] : p->degree[t->from];
    double length = BASE_LENGTH + a->radius + b->radius + CROWD_LENGTH * fewer + 4.0 * more;

    return p->scene->communities && a->community != b->community ? length * COMMUNITY_LENGTH : length;
}

/* The request: sizes in inches, as Graphviz wants them. */
static ng_status write_request(placer *p, ngi_buffer *out)
{
    const ngi_scene *scene = p->scene;
    ng_status st;
    size_t i;

    NG_CHECK(ngi_buffer_printf(p->ctx, out, "graph g { start=%u; overlap=true; splines=false; pack=true; maxiter=600;\n"
                               "node [shape=box, fixedsize=true, label=\"\"];\n", (unsigned)(p->opts->seed & 0x7fffffff)));
    for (i = 0; i < scene->nodes.count; i++) {
        ngi_box box = ngi_node_box(&scene->nodes.items[i]);

        NG_CHECK(ngi_buffer_printf(p->ctx, out, "%zu [width=%.3f, height=%.3f", i, (box.right - box.left) / 72.0,
                                   (box.bottom - box.top) / 72.0));
        if (scene->nodes.items[i].fixed) {
            NG_CHECK(ngi_buffer_printf(p->ctx, out, ", pos=\"%.2f,%.2f!\"", scene->nodes.items[i].at.x / 72.0,
                                       -scene->nodes.items[i].at.y / 72.0));
        }
        NG_CHECK(ngi_buffer_add_text(p->ctx, out, "];\n"));
    }
    for (i = 0; i < scene->ties.count; i++) {
        const ngi_tie *t = &scene->ties.items[i];

        if (i && t[-1].from == t->from && t[-1].to == t->to) continue;
        NG_CHECK(ngi_buffer_printf(p->ctx, out, "%u -- %u [len=%.3f, weight=%.2f];\n", t->from, t->to,
                                   tie_length(p, t) / 72.0, 1.0 + t->width / 3.0));
    }
    NG_CHECK(ngi_buffer_add_text(p->ctx, out, "}\n"));
done:
    return st;
}

/* "NODE X Y" lines; y grows upwards there. Each node must come once. */
static ng_status parse_answer(placer *p, ng_str answer, ngi_point *places)
{
    size_t placed = 0;
    ng_str line;

    while (answer.len && ngi_str_next(&answer, '\n', &line)) {
        ng_str name, x_text;
        uint32_t node;
        double x, y;

        if (line.len == 0) continue;
        if (!ngi_str_next(&line, ' ', &name) || !ngi_str_next(&line, ' ', &x_text) || !ngi_parse_u32(name, &node) ||
            node >= p->scene->nodes.count || !ngi_parse_double(x_text, &x) || !ngi_parse_double(line, &y)) {
            return ngi_fail(p->ctx, NG_E_CHILD, "the drawing program gave an answer that is no layout");
        }
        places[node] = (ngi_point){ x, -y };
        placed++;
    }
    if (placed == p->scene->nodes.count) return NG_OK;
    return ngi_fail(p->ctx, NG_E_CHILD, "the drawing program placed %zu of %zu actors", placed, p->scene->nodes.count);
}

/* Take the places; Graphviz moves the whole, so those that are fixed say by how much. */
static ng_status read_answer(placer *p, ng_str answer)
{
    ngi_scene_node *nodes = p->scene->nodes.items;
    ngi_point *places = ngi_alloc(p->ctx, p->scene->nodes.count, sizeof *places);
    double dx = 0.0, dy = 0.0;
    size_t fixed = 0, i;
    ng_status st = NG_E_NOMEM;

    if (!places) return st;
    NG_CHECK(parse_answer(p, answer, places));
    for (i = 0; i < p->scene->nodes.count; i++) {
        if (!nodes[i].fixed) continue;
        dx += nodes[i].at.x - places[i].x;
        dy += nodes[i].at.y - places[i].y;
        fixed++;
    }
    for (i = 0; i < p->scene->nodes.count; i++) {
        if (nodes[i].fixed) continue;
        nodes[i].at.x = places[i].x + (fixed ? dx / (double)fixed : 0.0);
        nodes[i].at.y = places[i].y + (fixed ? dy / (double)fixed : 0.0);
    }
done:
    ngi_free(p->ctx, places);
    return st;
}

static ng_status ask(placer *p, const char *engine)
{
    ngi_child_limits limits = { p->opts->time_limit, p->opts->memory_limit };
    ngi_buffer request = { NULL, 0, 0 }, answer = { NULL, 0, 0 };
    ng_status st;

    NG_CHECK(write_request(p, &request));
    NG_CHECK(ngi_child_run(p->ctx, "layout", engine, ngi_buffer_str(&request), &limits, &answer));
    NG_CHECK(read_answer(p, ngi_buffer_str(&answer)));
done:
    ngi_buffer_release(p->ctx, &request);
    ngi_buffer_release(p->ctx, &answer);
    return st;
}

/* The layout that was asked for; by itself, the better one for small graphs, and the faster one as the way out. */
static ng_status lay_out(placer *p)
{
    bool fixed = p->any_fixed;
    ng_status st;

    if (p->scene->nodes.count < 2) return NG_OK;
    if (p->opts->layout != NG_LAYOUT_AUTO && !fixed) return ask(p, ng_layout_name(p->opts->layout));
    if (p->scene->nodes.count > NEATO_MOST && !fixed) return ask(p, "sfdp");
    st = ask(p, "neato");
    if (st != NG_E_CHILD || fixed) return st;
    ngi_log(p->ctx, NG_LOG_WARNING, "draw", "%s; trying a faster layout", ng_context_error(p->ctx)->message);
    return ask(p, "sfdp");
}

static uint32_t root_of(uint32_t *parent, uint32_t node)
{
    while (parent[node] != node) node = parent[node] = parent[parent[node]];
    return node;
}

/* Number the components; the largest is 0, of equal ones that of the more central actor. */
static ng_status find_components(placer *p)
{
    size_t count = p->scene->nodes.count, i;
    uint32_t *parent = ngi_alloc(p->ctx, count, sizeof *parent), *size = ngi_alloc(p->ctx, count, sizeof *size);
    ng_status st = NG_E_NOMEM;

    if (!parent || !size) goto done;
    st = NG_OK;
    for (i = 0; i < count; i++) {
        parent[i] = (uint32_t)i;
        p->component[i] = NG_NONE;
    }
    for (i = 0; i < p->scene->ties.count; i++) {
        const ngi_tie *t = &p->scene->ties.items[i];

        parent[root_of(parent, t->from)] = root_of(parent, t->to);
    }
    for (i = 0; i < count; i++) size[root_of(parent, (uint32_t)i)]++;
    for (;;) {
        uint32_t best = NG_NONE, root;

        for (i = 0; i < count; i++) {
            root = root_of(parent, (uint32_t)i);
            if (p->component[i] == NG_NONE && (best == NG_NONE || size[root] > size[best])) best = root;
        }
        if (best == NG_NONE) break;
        for (i = 0; i < count; i++) {
            if (root_of(parent, (uint32_t)i) == best) p->component[i] = p->components;
        }
        p->components++;
    }
done:
    ngi_free(p->ctx, parent);
    ngi_free(p->ctx, size);
    return st;
}

/* Turn a component so that its principal axis lies flat, with its first actor in the upper half; then flatten it. */
static void orient(placer *p, uint32_t component)
{
    ngi_scene_node *nodes = p->scene->nodes.items;
    double x = 0.0, y = 0.0, xx = 0.0, yy = 0.0, xy = 0.0, angle, c, s, flip = 0.0;
    size_t count = 0, i;

    for (i = 0; i < p->scene->nodes.count; i++) {
        if (p->component[i] != component) continue;
        x += nodes[i].at.x;
        y += nodes[i].at.y;
        count++;
    }
    x /= (double)count;
    y /= (double)count;
    for (i = 0; i < p->scene->nodes.count; i++) {
        if (p->component[i] != component) continue;
        xx += (nodes[i].at.x - x) * (nodes[i].at.x - x);
        yy += (nodes[i].at.y - y) * (nodes[i].at.y - y);
        xy += (nodes[i].at.x - x) * (nodes[i].at.y - y);
    }
    angle = 0.5 * atan2(2.0 * xy, xx - yy);
    c = cos(angle);
    s = sin(angle);
    for (i = 0; i < p->scene->nodes.count; i++) {
        double dx = nodes[i].at.x - x, dy = nodes[i].at.y - y;

        if (p->component[i] != component) continue;
        nodes[i].at = (ngi_point){ (c * dx + s * dy) * FLATTEN, (c * dy - s * dx) / FLATTEN };
        if (flip == 0.0) flip = nodes[i].at.y > 0.0 ? -1.0 : 1.0;
        nodes[i].at.y *= flip;
    }
}

static int by_value(const void *a, const void *b)
{
    const double *p = a, *q = b;

    return (*p > *q) - (*p < *q);
}

/*
 * Draw dense parts apart and far ones in: along each axis every actor moves part of the way to where it would stand if
 * all stood at equal distances. The order along both axes stays, so does the shape; the page is filled.
 */
static ng_status even_out(placer *p, uint32_t component)
{
    ngi_scene_node *nodes = p->scene->nodes.items;
    double *sorted = ngi_alloc(p->ctx, p->scene->nodes.count, sizeof *sorted);
    size_t count, i, low, high;
    int axis;

    if (!sorted) return NG_E_NOMEM;
    for (axis = 0; axis < 2; axis++) {
        for (i = count = 0; i < p->scene->nodes.count; i++) {
            if (p->component[i] == component) sorted[count++] = axis ? nodes[i].at.y : nodes[i].at.x;
        }
        if (count < EVEN_LEAST) break;
        qsort(sorted, count, sizeof *sorted, by_value);
        for (i = 0; i < p->scene->nodes.count; i++) {
            double *at = axis ? &nodes[i].at.y : &nodes[i].at.x, even;

            if (p->component[i] != component) continue;
            for (low = 0, high = count; low < high;) {
                size_t middle = (low + high) / 2;

                if (sorted[middle] < *at) low = middle + 1;
                else high = middle;
            }
            even = sorted[0] + (sorted[count - 1] - sorted[0]) * (double)low / (double)(count - 1);
            *at += (even - *at) * EVEN_SHARE;
        }
    }
    ngi_free(p->ctx, sorted);
    return NG_OK;
}

static ngi_box component_box(const placer *p, uint32_t component)
{
    ngi_box all = { INFINITY, INFINITY, -INFINITY, -INFINITY };
    size_t i;

    for (i = 0; i < p->scene->nodes.count; i++) {
        ngi_box box = ngi_node_box(&p->scene->nodes.items[i]);

        if (p->component[i] != component) continue;
        all.left = fmin(all.left, box.left);
        all.top = fmin(all.top, box.top);
        all.right = fmax(all.right, box.right);
        all.bottom = fmax(all.bottom, box.bottom);
    }
    return all;
}

static void move_component(placer *p, uint32_t component, double dx, double dy)
{
    size_t i;

    for (i = 0; i < p->scene->nodes.count; i++) {
        if (p->component[i] != component) continue;
        p->scene->nodes.items[i].at.x += dx;
        p->scene->nodes.items[i].at.y += dy;
    }
}

/* Components with an actor that keeps its place stay; the others go below all of them, in one row. */
static void pack_around_fixed(placer *p)
{
    double left = INFINITY, bottom = -INFINITY, x;
    uint32_t i, k;

    for (k = 0; k < 2; k++) {
        x = left;
        for (i = 0; i < p->components; i++) {
            ngi_box box = component_box(p, i);
            bool stays = false;
            size_t n;

            for (n = 0; n < p->scene->nodes.count; n++) {
                stays = stays || (p->component[n] == i && p->scene->nodes.items[n].fixed);
            }
            if (k == 0 && stays) {
                left = fmin(left, box.left);
                bottom = fmax(bottom, box.bottom);
            } else if (k == 1 && !stays) {
                move_component(p, i, x - box.left, bottom + COMPONENT_GAP - box.top);
                x += box.right - box.left + COMPONENT_GAP;
            }
        }
    }
}

/* The largest component on top, the others in rows below it, no row wider than the page would like. */
static void pack(placer *p)
{
    ngi_box first = component_box(p, 0);
    double area = 0.0, wide, x, y, row = 0.0;
    uint32_t i;

    for (i = 0; i < p->components; i++) {
        ngi_box box = component_box(p, i);

        area += (box.right - box.left + COMPONENT_GAP) * (box.bottom - box.top + COMPONENT_GAP);
    }
    wide = fmax(first.right - first.left, sqrt(area * 1.6));
    move_component(p, 0, -first.left + (wide - (first.right - first.left)) / 2.0, -first.top);
    x = 0.0;
    y = first.bottom - first.top + COMPONENT_GAP;
    for (i = 1; i < p->components; i++) {
        ngi_box box = component_box(p, i);

        if (x > 0.0 && x + box.right - box.left > wide) {
            x = 0.0;
            y += row + COMPONENT_GAP;
            row = 0.0;
        }
        move_component(p, i, x - box.left, y - box.top);
        x += box.right - box.left + COMPONENT_GAP;
        row = fmax(row, box.bottom - box.top);
    }
}

static void grow(ngi_box *box, ngi_point at, double by)
{
    box->left = fmin(box->left, at.x - by);
    box->top = fmin(box->top, at.y - by);
    box->right = fmax(box->right, at.x + by);
    box->bottom = fmax(box->bottom, at.y + by);
}

static void measure(ngi_scene *scene)
{
    ngi_box all = { INFINITY, INFINITY, -INFINITY, -INFINITY };
    size_t i;

    for (i = 0; i < scene->nodes.count; i++) {
        ngi_box box = ngi_node_box(&scene->nodes.items[i]);

        grow(&all, (ngi_point){ box.left, box.top }, 0.0);
        grow(&all, (ngi_point){ box.right, box.bottom }, 0.0);
    }
    for (i = 0; i < scene->ties.count; i++) {
        const ngi_tie *t = &scene->ties.items[i];

        grow(&all, ngi_tie_point(t, 0.5), t->width);
        if (t->label_shown) grow(&all, t->label_at, t->label_width / 2.0);
    }
    scene->bounds = scene->nodes.count ? all : (ngi_box){ 0.0, 0.0, 0.0, 0.0 };
}

ng_status ngi_scene_place(ng_context *ctx, const ng_draw_options *opts, ngi_scene *scene)
{
    placer p = { ctx, opts, scene, NULL, NULL, 0, false };
    ng_status st = NG_E_NOMEM;
    bool turn;
    uint32_t i;

    p.degree = ngi_alloc(ctx, scene->nodes.count, sizeof *p.degree);
    p.component = ngi_alloc(ctx, scene->nodes.count, sizeof *p.component);
    if (!p.degree || !p.component) goto done;
    count_degrees(&p);
    NG_CHECK(find_components(&p));
    for (i = 0; i < scene->nodes.count; i++) p.any_fixed = p.any_fixed || scene->nodes.items[i].fixed;
    NG_CHECK(lay_out(&p));
    turn = !p.any_fixed && opts->layout <= NG_LAYOUT_FDP; /* layers, circles and rings stay as they are */
    for (i = 0; turn && i < p.components; i++) {
        orient(&p, i);
        NG_CHECK(even_out(&p, i));
    }
    NG_CHECK(ngi_place_sides(ctx, scene, false));
    for (i = 0; i < p.components; i++) NG_CHECK(ngi_place_apart(ctx, scene, p.component, i));
    if (p.any_fixed) {
        pack_around_fixed(&p);
        NG_CHECK(ngi_place_apart(ctx, scene, NULL, 0));
    } else if (p.components > 1) {
        pack(&p);
    }
    NG_CHECK(ngi_place_sides(ctx, scene, true));
    NG_CHECK(ngi_place_curves(ctx, scene));
    NG_CHECK(ngi_place_tie_labels(ctx, scene));
    measure(scene);
done:
    ngi_free(ctx, p.degree);
    ngi_free(ctx, p.component);
    return st;
}
