/*
 * The encoder (BERT, Devlin et al. 2019; normalisation behind each half of a layer): embeddings, then for each layer
 * attention and a feed-forward part. Windows lie after each other in one matrix without padding, so that the linear
 * layers, which see rows alone, work on all of them at once; only attention looks at one window at a time.
 *
 * The matrices are multiplied in int8 by oneDNN (onednn.c), else as floats here.
 * Cost for each row and layer: 12 hidden^2 products in the linear layers, 2 hidden * window in attention.
 */
#include "onednn.h"

#define DECODED_ROWS 16 /* of a matrix of codes, made floats at a time */

struct ngi_run {
    const ngi_model *model;
    size_t capacity;       /* rows */
    float *x;              /* rows x hidden: what a layer reads and writes */
    float *wide;           /* rows x the widest layer: queries, keys, values; the feed-forward part's inside */
    float *mixed;          /* rows x hidden: what attention says */
    float *change;         /* rows x hidden: what is added to x */
    float *room;           /* of attention */
    float *decoded;        /* rows of a matrix */
    ngi_onednn_run *onednn; /* NULL: f32 products */
};

static size_t widest(const ngi_config *c) { return 3 * c->hidden > c->ffn ? 3 * c->hidden : c->ffn; }

ng_status ngi_run_create(ng_context *ctx, const ngi_model *model, size_t rows, ngi_run **out)
{
    const ngi_config *c = &model->config;
    ngi_run *run = ngi_alloc(ctx, 1, sizeof *run);
    ng_status st = NG_OK;

    *out = NULL;
    if (!run) return NG_E_NOMEM;
    run->model = model;
    run->capacity = rows;
    run->x = ngi_alloc(ctx, rows * c->hidden, sizeof(float));
    run->wide = ngi_alloc(ctx, rows * widest(c), sizeof(float));
    run->mixed = ngi_alloc(ctx, rows * c->hidden, sizeof(float));
    run->change = ngi_alloc(ctx, rows * c->hidden, sizeof(float));
    run->room = ngi_alloc(ctx, ngi_attention_room(c->window, c->hidden, c->heads), sizeof(float));
    run->decoded = ngi_alloc(ctx, DECODED_ROWS * widest(c), sizeof(float));
    if (!run->x || !run->wide || !run->mixed || !run->change || !run->room || !run->decoded) {
        st = NG_E_NOMEM;
        goto done;
    }
#ifdef NG_WITH_ONEDNN
    if (model->onednn) NG_CHECK(ngi_onednn_run_create(ctx, model->onednn, &run->onednn));
#endif
    *out = run;
    run = NULL;
done:
    ngi_run_free(ctx, run);
    return st;
}

void ngi_run_free(ng_context *ctx, ngi_run *run)
{
    if (!run) return;
#ifdef NG_WITH_ONEDNN
    ngi_onednn_run_free(ctx, run->onednn);
#endif
    ngi_free(ctx, run->decoded);
    ngi_free(ctx, run->room);
    ngi_free(ctx, run->change);
    ngi_free(ctx, run->mixed);
    ngi_free(ctx, run->wide);
    ngi_free(ctx, run->x);
    ngi_free(ctx, run);
}

/* x += row `row` of a table that may be codes */
static void add_row(const ngi_kernels *k, const ngi_linear *table, uint32_t row, float *x)
{
    size_t at = (size_t)row * table->columns;

    if (table->codes) {
        k->add_codes(x, table->codes + at, table->scales[row], table->columns);
    } else {
        k->add(x, table->weights + at, table->columns);
    }
}

static void embed(const ngi_model *m, const ngi_pack *pack, float *x)
{
    const ngi_kernels *k = m->kernels;
    size_t hidden = m->config.hidden, w, row;

    for (w = 0; w < pack->windows; w++) {
        for (row = pack->starts[w]; row < pack->starts[w + 1]; row++) {
            float *at = x + row * hidden;

            memcpy(at, m->position.data + (row - pack->starts[w]) * hidden, hidden * sizeof *at);
            k->add(at, m->token_type.data, hidden);
            k->add(at, m->shape.data + pack->shapes[row] * hidden, hidden);
            add_row(k, &m->word, pack->pieces[row], at);
            k->normalize(at, m->norm.weight, m->norm.bias, hidden);
        }
    }
}

/* out = in W^T + bias with f32 products; codes are made floats some rows of the matrix at a time. */
static void multiply(ngi_run *run, const ngi_linear *linear, const float *in, size_t count, float *out)
{
    const ngi_kernels *k = run->model->kernels;
    size_t columns = linear->columns, r, i;

    for (r = 0; r < linear->rows; r += DECODED_ROWS) {
        size_t wide = linear->rows - r < DECODED_ROWS ? linear->rows - r : DECODED_ROWS;
        const float *part = linear->codes ? run->decoded : linear->weights + r * columns;

        if (linear->codes) {
            memset(run->decoded, 0, wide * columns * sizeof(float));
            for (i = 0; i < wide; i++) {
                k->add_codes(run->decoded + i * columns, linear->codes + (r + i) * columns, linear->scales[r + i], columns);
            }
        }
        k->product(in, count, part, wide, columns, linear->bias + r, out + r, linear->rows);
    }
}

/* x = normalised x + change, row by row */
static void settle(const ngi_model *m, const ngi_norm *norm, const float *change, size_t count, float *x)
{
    size_t hidden = m->config.hidden, i;

    for (i = 0; i < count; i++) {
        m->kernels->add(x + i * hidden, change + i * hidden, hidden);
        m->kernels->normalize(x + i * hidden, norm->weight, norm->bias, hidden);
    }
}

/* Attention of a window, whose queries, keys and values stand in `wide`. */
static void attend(ngi_run *run, const ngi_pack *pack, size_t window)
{
    const ngi_config *c = &run->model->config;
    size_t begin = pack->starts[window];
    ngi_attention a = { run->wide, pack->starts[window + 1] - begin, c->hidden, c->heads, run->mixed + begin * c->hidden, run->room };

    run->model->kernels->attend(&a);
}

static void run_layer(ngi_run *run, const ngi_pack *pack, uint32_t i)
{
    const ngi_model *m = run->model;
    const ngi_layer *layer = &m->layers[i];
    size_t w, row;

    for (w = 0; w < pack->windows; w++) {
        size_t begin = pack->starts[w];

        multiply(run, &layer->linear[NGI_LINEAR_QKV], run->x + begin * m->config.hidden, pack->starts[w + 1] - begin, run->wide);
        attend(run, pack, w);
    }
    multiply(run, &layer->linear[NGI_LINEAR_OUT], run->mixed, pack->rows, run->change);
    settle(m, &layer->attention_norm, run->change, pack->rows, run->x);
    multiply(run, &layer->linear[NGI_LINEAR_UP], run->x, pack->rows, run->wide);
    for (row = 0; row < pack->rows; row++) m->kernels->gelu(run->wide + row * m->config.ffn, m->config.ffn);
    multiply(run, &layer->linear[NGI_LINEAR_DOWN], run->wide, pack->rows, run->change);
    settle(m, &layer->ffn_norm, run->change, pack->rows, run->x);
}

#ifdef NG_WITH_ONEDNN
/* The same in int8. */
static ng_status run_layer_onednn(ng_context *ctx, ngi_run *run, const ngi_pack *pack, uint32_t i)
{
    size_t hidden = run->model->config.hidden, w;
    ng_status st = NG_OK;

    for (w = 0; w < pack->windows; w++) {
        size_t begin = pack->starts[w];

        NG_CHECK(ngi_onednn_project(ctx, run->onednn, i, run->x + begin * hidden, pack->starts[w + 1] - begin, run->wide));
        attend(run, pack, w);
    }
    NG_CHECK(ngi_onednn_settle(ctx, run->onednn, i, run->mixed, pack->rows, run->x));
    NG_CHECK(ngi_onednn_feed_forward(ctx, run->onednn, i, pack->rows, run->x));
done:
    return st;
}
#endif

ng_status ngi_run_encode(ng_context *ctx, ngi_run *run, const ngi_pack *pack, const float **out)
{
    ng_status st = NG_OK;
    uint32_t i;

    embed(run->model, pack, run->x);
    for (i = 0; st == NG_OK && i < run->model->config.layers; i++) {
#ifdef NG_WITH_ONEDNN
        if (run->onednn) {
            st = run_layer_onednn(ctx, run, pack, i);
            continue;
        }
#endif
        run_layer(run, pack, i);
    }
    (void)ctx;
    *out = run->x;
    return st;
}
