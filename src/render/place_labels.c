/*
 * Labels of ties: along the line, on it, strongest ties first, only where they touch no actor and no other label.
 *
 * Each tie tries a few places around its middle. What finds none is told by its tooltip. Rotated boxes are compared by
 * the separating axis test. Cost: near linear in the nodes by a grid,
 * O(labels * labels) with a small constant.
 */
#include "place_grid.h"

#include <math.h>
#include <stdlib.h>

enum { TRIES = 13 };

#define NODE_GAP 2.0
#define GRID_MARGIN 24.0
#define ROOM 10.0 /* free line on both sides of a label, for the arrow head */

/* A rectangle that may be rotated: its middle, half sizes, and the direction of its long side. */
typedef struct slab {
    ngi_point at;
    double half_width, half_height, cos, sin;
} slab;

typedef NGI_ARRAY(slab) slab_list;

static slab from_box(ngi_box box, double margin)
{
    return (slab){ { (box.left + box.right) / 2.0, (box.top + box.bottom) / 2.0 }, (box.right - box.left) / 2.0 + margin,
                   (box.bottom - box.top) / 2.0 + margin, 1.0, 0.0 };
}

/* Do the shadows of both on the axis (x, y) meet? */
static bool meet_on(const slab *a, const slab *b, double x, double y)
{
    double between = fabs((b->at.x - a->at.x) * x + (b->at.y - a->at.y) * y);
    double reach_a = a->half_width * fabs(a->cos * x + a->sin * y) + a->half_height * fabs(-a->sin * x + a->cos * y);
    double reach_b = b->half_width * fabs(b->cos * x + b->sin * y) + b->half_height * fabs(-b->sin * x + b->cos * y);

    return between < reach_a + reach_b;
}

static bool overlap(const slab *a, const slab *b)
{
    return meet_on(a, b, a->cos, a->sin) && meet_on(a, b, -a->sin, a->cos) && meet_on(a, b, b->cos, b->sin) &&
           meet_on(a, b, -b->sin, b->cos);
}

static slab at_place(const ngi_tie *t, double where)
{
    ngi_point before = ngi_tie_point(t, where - 0.02), after = ngi_tie_point(t, where + 0.02);
    double angle = atan2(after.y - before.y, after.x - before.x);
    slab s = { ngi_tie_point(t, where), t->label_width / 2.0, NGI_TIE_LABEL_SIZE * 0.6, 0.0, 0.0 };

    if (angle > M_PI / 2.0) angle -= M_PI; /* never upside down */
    if (angle < -M_PI / 2.0) angle += M_PI;
    s.cos = cos(angle);
    s.sin = sin(angle);
    return s;
}

static bool is_free(const ngi_scene *scene, const ngi_grid *grid, const slab_list *taken, const slab *place)
{
    size_t i, count;
    int k;

    /* Points along the label ask their cells. The grid's margin is wider than half of a label is high. */
    for (k = -4; k <= 4; k++) {
        double along = place->half_width * k / 4.0;
        ngi_point at = { place->at.x + place->cos * along, place->at.y + place->sin * along };
        const uint32_t *near = ngi_grid_at(grid, at, &count);

        for (i = 0; i < count; i++) {
            slab node = from_box(ngi_node_box(&scene->nodes.items[near[i]]), NODE_GAP);

            if (overlap(&node, place)) return false;
        }
    }
    for (i = 0; i < taken->count; i++) {
        if (overlap(&taken->items[i], place)) return false;
    }
    return true;
}

/* An index of a tie, to be sorted by what comes first. */
typedef struct turn {
    double weight;
    uint32_t tie;
} turn;

static int by_weight(const void *a, const void *b)
{
    const turn *p = a, *q = b;

    if (p->weight > q->weight || p->weight < q->weight) return p->weight > q->weight ? -1 : 1;
    return (p->tie > q->tie) - (p->tie < q->tie);
}

static ng_status place_one(ng_context *ctx, const ngi_scene *scene, const ngi_grid *grid, ngi_tie *t, slab_list *taken)
{
    static const double places[TRIES] = { 0.5,  0.45, 0.55, 0.4,  0.6,  0.35, 0.65,
                                          0.31, 0.69, 0.27, 0.73, 0.23, 0.77 };
    int i;

    t->label_width = ngi_text_width(t->label, NGI_TIE_LABEL_SIZE, false);
    if (hypot(t->end.x - t->start.x, t->end.y - t->start.y) < t->label_width + 2.0 * ROOM) return NG_OK;
    for (i = 0; i < TRIES; i++) {
        slab place = at_place(t, places[i]);

        if (!is_free(scene, grid, taken, &place)) continue;
        t->label_shown = true;
        t->label_at = place.at;
        t->label_angle = atan2(place.sin, place.cos) * 180.0 / M_PI;
        return ngi_array_push(ctx, taken, place);
    }
    return NG_OK;
}

ng_status ngi_place_tie_labels(ng_context *ctx, ngi_scene *scene)
{
    NGI_ARRAY(turn) turns = { NULL, 0, 0 };
    slab_list taken = { NULL, 0, 0 };
    ngi_grid grid;
    ng_status st;
    uint32_t i;

    NG_CHECK(ngi_grid_create(ctx, scene, GRID_MARGIN, &grid));
    for (i = 0; i < scene->ties.count; i++) {
        const ngi_tie *t = &scene->ties.items[i];

        if (t->label.len) NG_CHECK(ngi_array_push(ctx, &turns, (turn){ t->weight, i }));
    }
    if (turns.count) qsort(turns.items, turns.count, sizeof *turns.items, by_weight);
    for (i = 0; i < turns.count; i++) {
        NG_CHECK(place_one(ctx, scene, &grid, &scene->ties.items[turns.items[i].tie], &taken));
        if (i % 64 == 0) NG_CHECK(ngi_progress(ctx, "draw", i, turns.count));
    }
done:
    ngi_grid_release(ctx, &grid);
    ngi_array_release(ctx, &turns);
    ngi_array_release(ctx, &taken);
    return st;
}
