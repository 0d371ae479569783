/*
 * The ties' curves: quadratic, from symbol to symbol, nearly straight. A tie that would run through somebody else's
 * symbol or label tries a few bends and takes the one that hits least; ties of one pair are fanned out.
 *
 * Routing around obstacles (Graphviz' splines) costs minutes for some hundred nodes and gives lines that wander; a
 * slight bend is what a draughtsman would do. Cost: linear in the ties' lengths, thanks to the grid.
 */
#include "place_grid.h"

#include <math.h>

#define FAN 15.0     /* between ties of one pair, in their middle */
#define BEND_COST 4.0 /* of a bend as long as the tie, in samples that hit */
#define END_GAP 2.5  /* between a tie's end and the symbol */
#define LABEL_GAP 1.5
#define LEFT_LEAST 0.05 /* of a tie, between the labels that it leaves through */

#define SAMPLE_STEP 9.0  /* between samples of a curve: lower than any label */
#define GRID_MARGIN 3.0

enum { SAMPLES_LEAST = 12, SAMPLES_MOST = 400, BENDS = 9, STEPS = 160 };

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
    for (i = 1; i < STEPS * 4 / 5; i++) {
        double step = (double)i / STEPS;

        if (at_actor(a, ngi_tie_point(t, step))) first = step;
        if (at_actor(b, ngi_tie_point(t, 1.0 - step))) last = 1.0 - step;
    }
    if (last - first < LEFT_LEAST) { /* labels all the way: a piece across them says at least that there is a tie */
        first = fmin(first, 0.4);
        last = fmax(last, 0.6);
    }
    cut_curve(t, first, last);
}

/* How many samples of a curve lie on what is not its own. */
static double conflicts(const ngi_scene *scene, const ngi_grid *grid, const ngi_tie *t)
{
    double length = hypot(t->end.x - t->start.x, t->end.y - t->start.y), sum = 0.0;
    int samples = length > SAMPLE_STEP * SAMPLES_LEAST ? (int)fmin(length / SAMPLE_STEP, SAMPLES_MOST) : SAMPLES_LEAST, k;

    for (k = 1; k < samples; k++) {
        ngi_point at = ngi_tie_point(t, (double)k / samples);
        const uint32_t *near;
        size_t count, i;

        near = ngi_grid_at(grid, at, &count);
        for (i = 0; i < count; i++) {
            const ngi_scene_node *n = &scene->nodes.items[near[i]];

            if (near[i] == t->from || near[i] == t->to) continue;
            if (inside(grid->labels[near[i]], at, 1.0) || hypot(at.x - n->at.x, at.y - n->at.y) < n->radius + GRID_MARGIN) {
                sum += 1.0;
            }
        }
    }
    return sum;
}

/* The ties of one pair bend together, so that their order and distance stay. */
static void set_bundle(const ngi_scene *scene, ngi_tie *ties, size_t count, double bend)
{
    size_t i;

    for (i = 0; i < count; i++) {
        set_curve(scene, &ties[i], bend + ((double)i - (double)(count - 1) / 2.0) * FAN);
    }
}

static void choose_bend(const ngi_scene *scene, const ngi_grid *grid, ngi_tie *ties, size_t count)
{
    static const double tries[BENDS] = { 0.0, 0.06, -0.06, 0.11, -0.11, 0.16, -0.16, 0.21, -0.21 };
    const ngi_scene_node *a = &scene->nodes.items[ties->from], *b = &scene->nodes.items[ties->to];
    double length = hypot(b->at.x - a->at.x, b->at.y - a->at.y), best = INFINITY, best_bend = 0.0;
    size_t k;
    int i;

    for (i = 0; i < BENDS && best > fabs(tries[i]) * BEND_COST; i++) {
        double cost = fabs(tries[i]) * BEND_COST;

        set_bundle(scene, ties, count, tries[i] * length);
        for (k = 0; k < count; k++) cost += conflicts(scene, grid, &ties[k]);
        if (cost < best) {
            best = cost;
            best_bend = tries[i] * length;
        }
    }
    set_bundle(scene, ties, count, best_bend);
}

ng_status ngi_place_curves(ng_context *ctx, ngi_scene *scene)
{
    size_t begin, end;
    ngi_grid grid;
    ng_status st;

    NG_CHECK(ngi_grid_create(ctx, scene, GRID_MARGIN, &grid));
    for (begin = 0; begin < scene->ties.count; begin = end) {
        ngi_tie *first = &scene->ties.items[begin];

        for (end = begin + 1; end < scene->ties.count && first->from == scene->ties.items[end].from &&
                              first->to == scene->ties.items[end].to; end++) continue;
        choose_bend(scene, &grid, first, end - begin);
        if (begin % 64 == 0) NG_CHECK(ngi_progress(ctx, "draw", begin, scene->ties.count));
    }
done:
    ngi_grid_release(ctx, &grid);
    return st;
}
