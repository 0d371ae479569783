/* Which actors are near a point: their boxes in the cells of a grid. */
#ifndef NGI_PLACE_GRID_H
#define NGI_PLACE_GRID_H

#include "scene.h"

typedef struct ngi_grid {
    double left, top, cell;
    uint32_t columns, rows;
    uint32_t *starts;   /* of each cell in `items`, and one behind the last */
    uint32_t *items;    /* scene nodes */
    ngi_box *labels;    /* of each node */
} ngi_grid;

/** Put every node of a placed scene into the cells that its box, widened by a margin, touches. */
ng_status ngi_grid_create(ng_context *ctx, const ngi_scene *scene, double margin, ngi_grid *out);
void ngi_grid_release(ng_context *ctx, ngi_grid *grid);

/** The nodes of a point's cell; none outside of the grid. */
const uint32_t *ngi_grid_at(const ngi_grid *grid, ngi_point at, size_t *out_count);

#endif
