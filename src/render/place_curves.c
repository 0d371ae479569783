/*
 * The ties' curves: quadratic, from symbol to symbol, nearly straight. A tie that would run through somebody else's
 * symbol or label tries a few bends and takes the one that hits least; ties of one pair are fanned out.
 *
 * Routing around obstacles (Graphviz' splines) costs minutes for some hundred nodes and gives lines that wander; a
 * slight bend is what a draughtsman would do. Cost: O(ties * nodes) with a grid of samples.
 */
#include "scene.h"

#include <math.h>

#define FAN 20.0     /* between ties of one pair, in their middle */
#define END_GAP 2.5  /* between a tie's end and the symbol */
#define LABEL_GAP 1.5

enum { SAMPLES = 24, BENDS = 9, STEPS = 160 };

ngi_point ngi_tie_point(const ngi_tie *tie, double t)
{
    double u = 1.0 - t;

    return (ngi_point){ u * u * tie->start.x + 2.0 * u * t * tie->control.x + t * t * tie->end.x,
                        u * u * tie->start.y + 2.0 * u * t * tie->control.y + t * t * tie->end.y };
}

static bool inside(ngi_box box, ngi_point at, double margin)
{
    return at.x > box.left - margin && at.x < box.right + margin && at.y > box.top - margin && at.y < box.bottom + margin;
}

/* Is a point of a curve still at the actor: on its symbol or on its label? */
static bool at_actor(const ngi_scene_node *n, ngi_point at)
{
    return hypot(at.x - n->at.x, at.y - n->at.y) < n->radius + END_GAP || inside(ngi_label_box(n), at, LABEL_GAP);
}

static ngi_point between(ngi_point a, ngi_point b, double t)
{
    return (ngi_point){ a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t };
}

/* Keep the part of the curve from `first` to `last` (de Casteljau). */
static void cut_curve(ngi_tie *t, double first, double last)
{
    ngi_point p = t->start, q = t->control, r = t->end;
    ngi_point pq = between(p, q, first), qr = between(q, r, first), begin = between(pq, qr, first);
    ngi_point control = between(pq, qr, last), end = ngi_tie_point(t, last);

    t->start = begin;
    t->control = control;
    t->end = end;
}

/*
 * Set the curve of a tie for a bend: the control point is twice as far off as the curve's middle. A tie that leaves
 * through its actor's own label begins behind the label, so no name is struck through.
 */
static void set_curve(const ngi_scene *scene, ngi_tie *t, double bend)
{
    const ngi_scene_node *a = &scene->nodes.items[t->from], *b = &scene->nodes.items[t->to];
    double dx = b->at.x - a->at.x, dy = b->at.y - a->at.y, length = sqrt(dx * dx + dy * dy), first = 0.0, last = 1.0;
    double nx = length > 0.0 ? -dy / length : 0.0, ny = length > 0.0 ? dx / length : 1.0;
    int i;

    t->bend = bend;
    t->start = a->at;
    t->end = b->at;
    t->control.x = (a->at.x + b->at.x) / 2.0 + nx * bend * 2.0;
    t->control.y = (a->at.y + b->at.y) / 2.0 + ny * bend * 2.0;
    for (i = 1; i < STEPS * 2 / 5; i++) {
        double step = (double)i / STEPS;

        if (at_actor(a, ngi_tie_point(t, step))) first = step;
        if (at_actor(b, ngi_tie_point(t, 1.0 - step))) last = 1.0 - step;
    }
    cut_curve(t, first, last);
}

/* How much a curve runs over what is not its own. */
static double conflicts(const ngi_scene *scene, const ngi_tie *t)
{
    ngi_box around = { fmin(fmin(t->start.x, t->end.x), t->control.x), fmin(fmin(t->start.y, t->end.y), t->control.y),
                       fmax(fmax(t->start.x, t->end.x), t->control.x), fmax(fmax(t->start.y, t->end.y), t->control.y) };
    double sum = 0.0;
    uint32_t i;
    int k;

    for (i = 0; i < scene->nodes.count; i++) {
        const ngi_scene_node *n = &scene->nodes.items[i];
        ngi_box box = ngi_node_box(n), label = ngi_label_box(n);

        if (i == t->from || i == t->to) continue;
        if (box.right < around.left || box.left > around.right || box.bottom < around.top || box.top > around.bottom) continue;
        for (k = 1; k < SAMPLES; k++) {
            ngi_point at = ngi_tie_point(t, (double)k / SAMPLES);

            if (inside(label, at, 1.0) || hypot(at.x - n->at.x, at.y - n->at.y) < n->radius + 3.0) sum += 1.0;
        }
    }
    return sum;
}

static void choose_bend(const ngi_scene *scene, ngi_tie *t, double base)
{
    static const double tries[BENDS] = { 0.0, 0.06, -0.06, 0.11, -0.11, 0.16, -0.16, 0.21, -0.21 };
    const ngi_scene_node *a = &scene->nodes.items[t->from], *b = &scene->nodes.items[t->to];
    double length = hypot(b->at.x - a->at.x, b->at.y - a->at.y), best = INFINITY, best_bend = base;
    int i;

    for (i = 0; i < BENDS && best > 0.0; i++) {
        double bend = base + tries[i] * length, cost;

        set_curve(scene, t, bend);
        cost = conflicts(scene, t) + fabs(tries[i]) * 4.0;
        if (cost < best - 1e-9) {
            best = cost;
            best_bend = bend;
        }
        if (i == 0 && cost <= 0.0) break;
    }
    set_curve(scene, t, best_bend);
}

ng_status ngi_place_curves(ng_context *ctx, ngi_scene *scene)
{
    size_t begin, end, i;
    ng_status st = NG_OK;

    for (begin = 0; begin < scene->ties.count; begin = end) {
        ngi_tie *first = &scene->ties.items[begin];

        for (end = begin + 1; end < scene->ties.count && first->from == scene->ties.items[end].from &&
                              first->to == scene->ties.items[end].to; end++) continue;
        for (i = begin; i < end; i++) {
            double base = ((double)(i - begin) - (double)(end - begin - 1) / 2.0) * FAN / 2.0 * 1.6;

            choose_bend(scene, &scene->ties.items[i], base);
        }
        if (begin % 256 == 0) NG_CHECK(ngi_progress(ctx, "draw", begin, scene->ties.count));
    }
done:
    return st;
}
