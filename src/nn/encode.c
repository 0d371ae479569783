/*
 * A document to a vector for each unit: cut its sentences into units, the units into windows, fill packs with windows,
 * let the encoder run, and take each unit's vector at its first piece.
 */
#include "nn_impl.h"

#define PACK_ROWS 512 /* wanted rows of a pack: so many that few of a block are missing, and all that a layer needs is in the cache */

typedef struct work {
    ng_context *ctx;
    const ngi_model *model;
    ngi_units units;
    ngi_windows windows;
    ngi_run *run;
    uint32_t *pieces, *shapes;   /* of the rows of a pack */
    NGI_ARRAY(uint32_t) starts;
    size_t capacity;             /* rows of a pack */
    ngi_encoding *out;
} work;

static ng_status cut_units(work *w, const ng_document *doc)
{
    uint32_t paragraph = NG_NONE;
    ng_status st = NG_OK;
    size_t i;

    for (i = 0; i < doc->sentences.count; i++) {
        const ng_sentence *s = &doc->sentences.items[i];
        size_t before = w->units.units.count;

        NG_CHECK(ngi_units_add(w->ctx, &w->model->wordpiece, doc->text, s->span, (uint32_t)i, s->paragraph != paragraph, &w->units));
        if (w->units.units.count > before) paragraph = s->paragraph;
    }
done:
    return st;
}

static uint32_t window_rows(const work *w, const ngi_window *window)
{
    return ngi_units_piece(&w->units, window->end) - ngi_units_piece(&w->units, window->begin) + 2;
}

/* Rows of a window: [CLS], its pieces, [SEP]. */
static void fill_rows(const work *w, const ngi_window *window, size_t row)
{
    const ngi_wordpiece *p = &w->model->wordpiece;
    uint32_t unit, piece;

    w->pieces[row] = p->first;
    w->shapes[row++] = NGI_SHAPE_NONE;
    for (unit = window->begin; unit < window->end; unit++) {
        for (piece = ngi_units_piece(&w->units, unit); piece < ngi_units_piece(&w->units, unit + 1); piece++) {
            w->pieces[row] = w->units.pieces.items[piece];
            w->shapes[row++] = w->units.units.items[unit].shape;
        }
    }
    w->pieces[row] = p->last;
    w->shapes[row] = NGI_SHAPE_NONE;
}

/* Vectors of the units that count in a window. */
static void take_vectors(const work *w, const ngi_window *window, const float *vectors)
{
    size_t hidden = w->out->hidden;
    uint32_t unit;

    for (unit = window->core_begin; unit < window->core_end; unit++) {
        size_t row = 1 + ngi_units_piece(&w->units, unit) - ngi_units_piece(&w->units, window->begin);

        memcpy(w->out->vectors + unit * hidden, vectors + row * hidden, hidden * sizeof *vectors);
    }
}

/* Encode as many windows from `first` as make a pack; *next is behind them. */
static ng_status encode_pack(work *w, size_t first, size_t *next)
{
    ngi_pack pack = { .pieces = w->pieces, .shapes = w->shapes };
    const float *vectors;
    ng_status st = NG_OK;
    size_t i;

    w->starts.count = 0;
    for (i = first; i < w->windows.count; i++) {
        uint32_t rows = window_rows(w, &w->windows.items[i]);

        if (pack.rows + rows > w->capacity) break;
        NG_CHECK(ngi_array_push(w->ctx, &w->starts, (uint32_t)pack.rows));
        fill_rows(w, &w->windows.items[i], pack.rows);
        pack.rows += rows;
    }
    *next = i;
    pack.windows = i - first;
    NG_CHECK(ngi_array_push(w->ctx, &w->starts, (uint32_t)pack.rows));
    pack.starts = w->starts.items;
    NG_CHECK(ngi_run_encode(w->ctx, w->run, &pack, &vectors));
    for (i = first; i < *next; i++) take_vectors(w, &w->windows.items[i], vectors + pack.starts[i - first] * (size_t)w->out->hidden);
done:
    return st;
}

static ng_status take_units(work *w)
{
    ngi_encoding *out = w->out;
    size_t i;

    out->count = w->units.units.count;
    out->spans = ngi_alloc(w->ctx, out->count, sizeof *out->spans);
    out->sentences = ngi_alloc(w->ctx, out->count, sizeof *out->sentences);
    out->vectors = ngi_alloc(w->ctx, out->count * out->hidden, sizeof *out->vectors);
    if (!out->spans || !out->sentences || !out->vectors) return NG_E_NOMEM;
    for (i = 0; i < out->count; i++) {
        out->spans[i] = w->units.units.items[i].span;
        out->sentences[i] = w->units.units.items[i].sentence;
    }
    return NG_OK;
}

static ng_status make_room(work *w)
{
    w->capacity = w->model->config.window > PACK_ROWS ? w->model->config.window : PACK_ROWS;
    w->pieces = ngi_alloc(w->ctx, w->capacity, sizeof *w->pieces);
    w->shapes = ngi_alloc(w->ctx, w->capacity, sizeof *w->shapes);
    if (!w->pieces || !w->shapes) return NG_E_NOMEM;
    return ngi_run_create(w->ctx, w->model, w->capacity, &w->run);
}

ng_status ngi_encode(ng_context *ctx, const ngi_model *model, const ng_document *doc, ngi_encoding *out)
{
    work w = { .ctx = ctx, .model = model, .out = out };
    ng_status st = NG_OK;
    size_t i, next;

    *out = (ngi_encoding){ .allocator = ngi_allocator(ctx), .hidden = model->config.hidden };
    NG_CHECK(cut_units(&w, doc));
    NG_CHECK(take_units(&w));
    if (out->count == 0) goto done;
    NG_CHECK(ngi_windows_cut(ctx, &w.units, model->config.window - 2, &w.windows));
    NG_CHECK(make_room(&w));
    for (i = 0; i < w.windows.count; i = next) {
        NG_CHECK(ngi_progress(ctx, "encode", i, w.windows.count));
        NG_CHECK(encode_pack(&w, i, &next));
    }
done:
    ngi_run_free(ctx, w.run);
    ngi_array_release(ctx, &w.starts);
    ngi_free(ctx, w.shapes);
    ngi_free(ctx, w.pieces);
    ngi_array_release(ctx, &w.windows);
    ngi_units_release(ctx, &w.units);
    if (st != NG_OK) ngi_encoding_release(out);
    return st;
}

void ngi_encoding_release(ngi_encoding *encoding)
{
    ng_allocator allocator = encoding->allocator;

    if (allocator.release) {
        ngi_allocator_free(&allocator, encoding->spans);
        ngi_allocator_free(&allocator, encoding->sentences);
        ngi_allocator_free(&allocator, encoding->vectors);
    }
    memset(encoding, 0, sizeof *encoding);
}

ng_range ngi_encoding_units_in(const ngi_encoding *encoding, ng_span span)
{
    size_t low = 0, high = encoding->count;
    ng_range found;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (encoding->spans[middle].end <= span.begin) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    found.begin = found.end = (uint32_t)low;
    while (found.end < encoding->count && encoding->spans[found.end].begin < span.end) found.end++;
    return found;
}
