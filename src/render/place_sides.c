/*
 * Which side of its symbol an actor's label is on: that where fewest of its ties leave, since a tie ends at a label that
 * is in its way, and a reader looks for the symbol.
 *
 * Below is best, as readers are used to; a label at the side must save more than one above. The first choice is made
 * before overlaps are taken away, which then makes room for the labels where they are. Actors move meanwhile, so each
 * choice is looked at again when they stand, and changed where there is room. Ties of others do not count: their curves
 * keep off labels. Cost: O(ties), and O(nodes) for each label that would like to move.
 */
#include "scene.h"

#include <math.h>

#define TIE_MARGIN 2.0  /* between a tie and a label that it passes */
#define ROOM 5.0        /* around a label that moves */
#define WORTH 0.5       /* least gain of a move, in ties */

static const double costs[NGI_SIDE_COUNT] = { 0.0, 0.2, 0.7, 0.8 }; /* in ties */

/* Does a ray from a point through another one meet the box? Slabs (Kay and Kajiya 1986). */
static bool meets(ngi_box box, ngi_point at, ngi_point other)
{
    double from[2] = { box.left - at.x, box.top - at.y }, to[2] = { box.right - at.x, box.bottom - at.y };
    double along[2] = { other.x - at.x, other.y - at.y }, near = 0.0, far = INFINITY;
    int axis;

    for (axis = 0; axis < 2; axis++) {
        double a, b;

        if (fabs(along[axis]) < 1e-9) {
            if (from[axis] > 0.0 || to[axis] < 0.0) return false;
            continue;
        }
        a = from[axis] / along[axis];
        b = to[axis] / along[axis];
        near = fmax(near, fmin(a, b));
        far = fmin(far, fmax(a, b));
    }
    return near <= far;
}

static ngi_box widened(ngi_box box, double by)
{
    return (ngi_box){ box.left - by, box.top - by, box.right + by, box.bottom + by };
}

static void add_hits(const ngi_scene_node *n, ngi_point other, double *hits)
{
    int side;

    for (side = 0; side < NGI_SIDE_COUNT; side++) {
        ngi_box box = widened(ngi_label_box_at(n, (ngi_side)side), TIE_MARGIN);

        hits[side] += meets(box, n->at, other);
    }
}

static bool touch(ngi_box a, ngi_box b)
{
    return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

static bool has_room(const ngi_scene *scene, uint32_t which, ngi_side side)
{
    ngi_box box = widened(ngi_label_box_at(&scene->nodes.items[which], side), ROOM);
    uint32_t i;

    for (i = 0; i < scene->nodes.count; i++) {
        if (i != which && touch(box, ngi_node_box(&scene->nodes.items[i]))) return false;
    }
    return true;
}

ng_status ngi_place_sides(ng_context *ctx, ngi_scene *scene, bool final)
{
    ngi_scene_node *nodes = scene->nodes.items;
    double *hits = ngi_alloc(ctx, scene->nodes.count * NGI_SIDE_COUNT, sizeof *hits);
    uint32_t i;
    size_t k;

    if (!hits) return NG_E_NOMEM;
    for (k = 0; k < scene->ties.count; k++) {
        const ngi_tie *t = &scene->ties.items[k];

        add_hits(&nodes[t->from], nodes[t->to].at, hits + t->from * NGI_SIDE_COUNT);
        add_hits(&nodes[t->to], nodes[t->from].at, hits + t->to * NGI_SIDE_COUNT);
    }
    for (i = 0; i < scene->nodes.count; i++) {
        const double *h = hits + i * NGI_SIDE_COUNT;
        double most = final ? h[nodes[i].side] + costs[nodes[i].side] - WORTH : INFINITY;
        int side;

        for (side = 0; !nodes[i].fixed && side < NGI_SIDE_COUNT; side++) {
            if (h[side] + costs[side] >= most || (final && !has_room(scene, i, (ngi_side)side))) continue;
            nodes[i].side = (ngi_side)side;
            most = h[side] + costs[side];
        }
    }
    ngi_free(ctx, hits);
    return NG_OK;
}
