/*
 * The grid behind curves and labels of ties: a point asks its cell and not all actors. Built by counting, so in linear
 * time and in the order of the nodes.
 */
#include "place_grid.h"

#include <math.h>

enum { CELLS_MOST = 1 << 20 };

#define CELL_LEAST 64.0

/* Cells that a box touches, as begin and end of columns and rows. */
static void cells_of(const ngi_grid *g, ngi_box box, uint32_t out[4])
{
    double ends[4] = { (box.left - g->left) / g->cell, (box.right - g->left) / g->cell, (box.top - g->top) / g->cell,
                       (box.bottom - g->top) / g->cell };
    int i;

    for (i = 0; i < 4; i++) {
        uint32_t most = (i < 2 ? g->columns : g->rows) - 1;
        double at = floor(ends[i]);

        out[i] = at < 0.0 ? 0 : at > most ? most : (uint32_t)at;
    }
}

static ngi_box widened(const ngi_scene_node *node, double margin)
{
    ngi_box box = ngi_node_box(node);

    return (ngi_box){ box.left - margin, box.top - margin, box.right + margin, box.bottom + margin };
}

/* Counts first, then items: `fill` says which. */
static void walk(ngi_grid *g, const ngi_scene *scene, double margin, bool fill)
{
    uint32_t node, row, column, cells[4];

    for (node = 0; node < scene->nodes.count; node++) {
        cells_of(g, widened(&scene->nodes.items[node], margin), cells);
        for (row = cells[2]; row <= cells[3]; row++) {
            for (column = cells[0]; column <= cells[1]; column++) {
                uint32_t *start = &g->starts[row * g->columns + column];

                if (fill) g->items[(*start)++] = node;
                else start[1]++;
            }
        }
    }
}

ng_status ngi_grid_create(ng_context *ctx, const ngi_scene *scene, double margin, ngi_grid *out)
{
    ngi_box all = { 0.0, 0.0, 1.0, 1.0 };
    size_t cells, i;

    memset(out, 0, sizeof *out);
    for (i = 0; i < scene->nodes.count; i++) {
        ngi_box box = widened(&scene->nodes.items[i], margin);

        all = i ? (ngi_box){ fmin(all.left, box.left), fmin(all.top, box.top), fmax(all.right, box.right),
                             fmax(all.bottom, box.bottom) } : box;
    }
    out->left = all.left;
    out->top = all.top;
    out->cell = fmax(CELL_LEAST, sqrt((all.right - all.left) * (all.bottom - all.top) / CELLS_MOST) * 1.1);
    out->columns = (uint32_t)((all.right - all.left) / out->cell) + 1;
    out->rows = (uint32_t)((all.bottom - all.top) / out->cell) + 1;
    cells = (size_t)out->columns * out->rows;
    out->starts = ngi_alloc(ctx, cells + 1, sizeof *out->starts);
    out->labels = ngi_alloc(ctx, scene->nodes.count, sizeof *out->labels);
    if (!out->starts || !out->labels) goto failed;
    for (i = 0; i < scene->nodes.count; i++) out->labels[i] = ngi_label_box(&scene->nodes.items[i]);
    walk(out, scene, margin, false);
    for (i = 0; i < cells; i++) out->starts[i + 1] += out->starts[i];
    out->items = ngi_alloc(ctx, out->starts[cells], sizeof *out->items);
    if (!out->items) goto failed;
    walk(out, scene, margin, true);
    /* Filling moved each start to the next cell's. */
    for (i = cells; i > 0; i--) out->starts[i] = out->starts[i - 1];
    out->starts[0] = 0;
    return NG_OK;
failed:
    ngi_grid_release(ctx, out);
    return NG_E_NOMEM;
}

void ngi_grid_release(ng_context *ctx, ngi_grid *grid)
{
    ngi_free(ctx, grid->starts);
    ngi_free(ctx, grid->items);
    ngi_free(ctx, grid->labels);
    memset(grid, 0, sizeof *grid);
}

const uint32_t *ngi_grid_at(const ngi_grid *grid, ngi_point at, size_t *out_count)
{
    double column = floor((at.x - grid->left) / grid->cell), row = floor((at.y - grid->top) / grid->cell);
    size_t cell;

    *out_count = 0;
    if (!(column >= 0.0 && row >= 0.0 && column < grid->columns && row < grid->rows)) return NULL;
    cell = (size_t)row * grid->columns + (size_t)column;
    *out_count = grid->starts[cell + 1] - grid->starts[cell];
    return grid->items + grid->starts[cell];
}
