/*
 * Taking overlaps away: boxes that lie on each other are pushed apart along the axis where less is needed, all pairs in
 * turn, until none is left; before that the whole is blown up as far as the boxes need room at all.
 *
 * The push is that of Huang, Lai, Sajeev and Gao (2007, force-transfer) made symmetric. A sweep over boxes sorted by
 * their left side finds the pairs. Cost: O(n * neighbours) for each of at most a few hundred rounds.
 */
#include "scene.h"

#include <math.h>
#include <stdlib.h>

enum { ROUNDS = 900, GENTLE_ROUNDS = 40, ROUNDS_FOR_ROOM = 30 };

#define MARGIN_X 8.0 /* half of the room that a tie between neighbours needs */
#define MARGIN_Y 9.0
#define MORE_ROOM 1.05
#define FILL_LEAST 0.2
#define FILL_MOST 0.30 /* share of the layout's rectangle that boxes may take before pushing begins */

/* A box to move, and the middle of the symbol relative to the box's. */
typedef struct block {
    double x, y, half_width, half_height;
    uint32_t node;
    bool fixed;
} block;

typedef NGI_ARRAY(block) block_list;

static int by_left(const void *a, const void *b)
{
    const block *p = a, *q = b;
    double l = p->x - p->half_width, m = q->x - q->half_width;

    if (l < m || l > m) return l < m ? -1 : 1;
    return (p->node > q->node) - (p->node < q->node);
}

/* Blow up the whole, unless a block is fixed. */
static void scale(block_list *blocks, double by)
{
    size_t i;

    for (i = 0; i < blocks->count; i++) {
        if (blocks->items[i].fixed) return;
    }
    for (i = 0; i < blocks->count; i++) {
        blocks->items[i].x *= by;
        blocks->items[i].y *= by;
    }
}

static void blow_up(block_list *blocks)
{
    double left = INFINITY, right = -INFINITY, top = INFINITY, bottom = -INFINITY, boxes = 0.0, area;
    size_t i;

    for (i = 0; i < blocks->count; i++) {
        const block *b = &blocks->items[i];

        left = fmin(left, b->x - b->half_width);
        right = fmax(right, b->x + b->half_width);
        top = fmin(top, b->y - b->half_height);
        bottom = fmax(bottom, b->y + b->half_height);
        boxes += 4.0 * b->half_width * b->half_height;
    }
    area = (right - left) * (bottom - top);
    if (area > 0.0 && (boxes > FILL_MOST * area || (boxes < FILL_LEAST * area && blocks->count > 8))) scale(blocks, sqrt(boxes / ((boxes > FILL_MOST * area ? FILL_MOST : FILL_LEAST) * area)));
}

/* Push two blocks apart by `amount` of what is needed; false if they do not touch. */
static bool push(block *a, block *b, double amount)
{
    double dx = b->x - a->x, dy = b->y - a->y;
    double over_x = a->half_width + b->half_width - fabs(dx), over_y = a->half_height + b->half_height - fabs(dy);
    double share = a->fixed ? 0.0 : b->fixed ? 1.0 : 0.5, move;

    if (over_x <= 0.01 || over_y <= 0.01) return false;
    if (a->fixed && b->fixed) return false;
    if (over_x < over_y) {
        move = (dx < 0.0 || (!(dx > 0.0) && a->node > b->node) ? -over_x : over_x) * amount;
        a->x -= move * share;
        b->x += move * (1.0 - share);
    } else {
        move = (dy < 0.0 || (!(dy > 0.0) && a->node > b->node) ? -over_y : over_y) * amount;
        a->y -= move * share;
        b->y += move * (1.0 - share);
    }
    return true;
}

/* One round over all pairs that touch; false when there was none. */
static bool separate_once(block_list *blocks, double amount)
{
    bool touched = false;
    size_t i, k;

    qsort(blocks->items, blocks->count, sizeof *blocks->items, by_left);
    for (i = 0; i < blocks->count; i++) {
        block *a = &blocks->items[i];

        for (k = i + 1; k < blocks->count; k++) {
            block *b = &blocks->items[k];

            /* Blocks move during the round, so the order by left sides is only nearly right. */
            if (b->x - b->half_width > a->x + a->half_width + MARGIN_X * 4.0) break;
            if (push(a, b, amount)) touched = true;
        }
    }
    return touched;
}

/* Gentle rounds first, which keep the shape; whatever does not come loose gets more room. */
static ng_status separate(ng_context *ctx, block_list *blocks)
{
    int round;

    for (round = 1; round <= ROUNDS; round++) {
        ng_status st = ngi_progress(ctx, "draw", 0, 0);

        if (st != NG_OK) return st;
        if (!separate_once(blocks, round < GENTLE_ROUNDS ? 0.6 : 1.02)) break;
        if (round % ROUNDS_FOR_ROOM == 0) scale(blocks, MORE_ROOM);
    }
    return NG_OK;
}

ng_status ngi_place_apart(ng_context *ctx, ngi_scene *scene, const uint32_t *component, uint32_t which)
{
    block_list blocks = { NULL, 0, 0 };
    ng_status st = NG_OK;
    uint32_t i;

    for (i = 0; i < scene->nodes.count; i++) {
        const ngi_scene_node *n = &scene->nodes.items[i];
        ngi_box box = ngi_node_box(n);
        block b = { (box.left + box.right) / 2.0, (box.top + box.bottom) / 2.0,
                    (box.right - box.left) / 2.0 + MARGIN_X, (box.bottom - box.top) / 2.0 + MARGIN_Y, i, n->fixed };

        if (!component || component[i] == which) NG_CHECK(ngi_array_push(ctx, &blocks, b));
    }
    if (blocks.count < 2) goto done;
    blow_up(&blocks);
    NG_CHECK(separate(ctx, &blocks));
    for (i = 0; i < blocks.count; i++) {
        ngi_scene_node *n = &scene->nodes.items[blocks.items[i].node];
        ngi_box box = ngi_node_box(n);

        n->at.x += blocks.items[i].x - (box.left + box.right) / 2.0;
        n->at.y += blocks.items[i].y - (box.top + box.bottom) / 2.0;
    }
done:
    ngi_array_release(ctx, &blocks);
    return st;
}
