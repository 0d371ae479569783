/*
 * int8 products by oneDNN (2.6), the only file that knows it. It picks its kernels for the machine at run time: AMX,
 * VNNI, AVX-512 or AVX2.
 *
 * Activations are made codes row by row (dynamic quantisation): u = zero + round(x / step); weights lie in the file as
 * codes w with a scale for each row. Then W x = step * scale * (sum(w u) - zero * sum(w)); the last sum is known when
 * the model is opened. Unsigned codes are what the processors' instructions take, so oneDNN need not shift them, and
 * they spend all their steps on the range that a row has: what comes from GELU is hardly negative.
 * Without VNNI the sums of pairs have 16 bits: activations get 7 bits there, so that nothing saturates.
 *
 * The products are cut into blocks of 64 rows, so that the sums of a block are still in the cache when they are made
 * floats (with 128 they and the two matrices of a feed-forward part overflow the 2 MiB of a core); what follows (GELU and
 * the codes for the next product, or residual and normalisation) is done row by row in the same pass. oneDNN's own fused
 * GELU slows its product threefold. The inside of the feed-forward part, four times as wide as the rest, never leaves the
 * cache as floats. A primitive is made for each shape when the model is opened and
 * shared by all threads, as are the weights; a thread has a stream and buffers of its own.
 */
#define _GNU_SOURCE /* RTLD_DEFAULT */
#include "onednn.h"

#include <dlfcn.h>
#include <dnnl.h>

enum { SIZES = 3, LARGEST = SIZES - 1 };
static const size_t block_rows[SIZES] = { 16, 32, 64 }; /* rows of the primitives */

/* Products with one matrix shape: a primitive for each number of rows. */
typedef struct product {
    dnnl_primitive_t primitives[SIZES];
    dnnl_memory_desc_t in[SIZES], out[SIZES], scratch[SIZES];
    dnnl_memory_desc_t weights;
    uint32_t rows, columns;
} product;

/* A matrix of the model as oneDNN wants it. */
typedef struct packed {
    dnnl_memory_t weights;
    int32_t *sums;            /* of each row's codes */
} packed;

/* oneDNN's threads: OpenMP has no part in our headers, so its functions are looked up. */
typedef struct openmp {
    int (*get_max_threads)(void);
    void (*set_num_threads)(int count);
} openmp;

struct ngi_onednn {
    const ngi_model *model;
    const char *name;
    int most;                 /* of the activations' codes */
    dnnl_engine_t engine;
    product products[NGI_LINEARS];
    packed *matrices;         /* NGI_LINEARS for each layer */
    openmp threads;
};

/* Rows of activations as codes. */
typedef struct codes {
    uint8_t *data;
    float *steps;
    int32_t *zeros;
} codes;

struct ngi_onednn_run {
    const ngi_onednn *shared;
    dnnl_stream_t stream;
    codes in_codes, inner;    /* of a block: what a product reads; the same inside of a feed-forward part */
    int32_t *sums;            /* what it says */
    float *row;               /* one row of it as floats */
    void *scratch;
    dnnl_memory_t in[NGI_LINEARS][SIZES], out[NGI_LINEARS][SIZES], room[NGI_LINEARS][SIZES];
    int threads_before;
};

static ng_status fail_onednn(ng_context *ctx, dnnl_status_t code, const char *what)
{
    if (code == dnnl_out_of_memory) return ngi_fail_memory(ctx);
    if (code == dnnl_unimplemented) return ngi_fail(ctx, NG_E_UNSUPPORTED, "oneDNN cannot %s on this machine", what);
    return ngi_fail(ctx, NG_E_INTERNAL, "oneDNN cannot %s: status %d", what, (int)code);
}

/* One thread: ours are many, and each works alone. What was set before comes back with restore_threads(). */
static int one_thread(const openmp *threads)
{
    int before = threads->get_max_threads ? threads->get_max_threads() : 1;

    if (before != 1 && threads->set_num_threads) threads->set_num_threads(1);
    return before;
}

static void restore_threads(const openmp *threads, int before)
{
    if (before != 1 && threads->set_num_threads) threads->set_num_threads(before);
}

static void find_openmp(openmp *out)
{
    void *get = dlsym(RTLD_DEFAULT, "omp_get_max_threads"), *set = dlsym(RTLD_DEFAULT, "omp_set_num_threads");

    memcpy(&out->get_max_threads, &get, sizeof get); /* ISO C has no cast from data to functions; POSIX asks for it */
    memcpy(&out->set_num_threads, &set, sizeof set);
}

static const char *name_of(const char *implementation)
{
    if (strstr(implementation, "amx")) return "onednn-amx";
    if (strstr(implementation, "vnni")) return "onednn-vnni";
    return strstr(implementation, "avx512") ? "onednn-avx512" : "onednn-avx2";
}

/* Do 8-bit activations overflow sums of 16 bits here? */
static bool sums_saturate(void)
{
    const unsigned vnni = 0x40, avx2_vnni = 0x400; /* bits of dnnl_cpu_isa_t; AMX has VNNI's */

    return ((unsigned)dnnl_get_effective_cpu_isa() & (vnni | avx2_vnni)) == 0;
}

static dnnl_status_t describe(const product *p, size_t i, dnnl_matmul_desc_t *out, dnnl_memory_desc_t *in, dnnl_memory_desc_t *sums)
{
    const dnnl_dims_t in_sizes = { (dnnl_dim_t)block_rows[i], p->columns }, weight_sizes = { p->columns, p->rows },
                      out_sizes = { (dnnl_dim_t)block_rows[i], p->rows };
    dnnl_memory_desc_t weights = p->weights;
    dnnl_status_t code = dnnl_memory_desc_init_by_tag(in, 2, in_sizes, dnnl_u8, dnnl_ab);

    if (code == dnnl_success) code = dnnl_memory_desc_init_by_tag(sums, 2, out_sizes, dnnl_s32, dnnl_ab);
    if (code == dnnl_success && i == LARGEST) {
        code = dnnl_memory_desc_init_by_tag(&weights, 2, weight_sizes, dnnl_s8, dnnl_format_tag_any);
    }
    return code == dnnl_success ? dnnl_matmul_desc_init(out, in, &weights, NULL, sums) : code;
}

/* The largest primitive chooses how the weights lie; the others take that. */
static ng_status make_primitive(ng_context *ctx, ngi_onednn *o, product *p, size_t i, dnnl_primitive_attr_t attributes)
{
    dnnl_primitive_desc_t description = NULL;
    dnnl_matmul_desc_t wanted;
    const char *implementation = "";
    dnnl_status_t code = describe(p, i, &wanted, &p->in[i], &p->out[i]);

    if (code == dnnl_success) code = dnnl_primitive_desc_create(&description, &wanted, attributes, o->engine, NULL);
    if (code == dnnl_success) code = dnnl_primitive_create(&p->primitives[i], description);
    if (code == dnnl_success) {
        if (i == LARGEST) p->weights = *dnnl_primitive_desc_query_md(description, dnnl_query_weights_md, 0);
        p->scratch[i] = *dnnl_primitive_desc_query_md(description, dnnl_query_scratchpad_md, 0);
        (void)dnnl_primitive_desc_query(description, dnnl_query_impl_info_str, 0, &implementation);
        o->name = name_of(implementation);
    }
    (void)dnnl_primitive_desc_destroy(description);
    return code == dnnl_success ? NG_OK : fail_onednn(ctx, code, "multiply int8 matrices");
}

static ng_status make_products(ng_context *ctx, ngi_onednn *o)
{
    dnnl_primitive_attr_t attributes;
    dnnl_status_t code = dnnl_primitive_attr_create(&attributes);
    ng_status st = NG_OK;
    size_t k, i;

    if (code != dnnl_success) return fail_onednn(ctx, code, "set attributes");
    (void)dnnl_primitive_attr_set_scratchpad_mode(attributes, dnnl_scratchpad_mode_user);
    for (k = 0; k < NGI_LINEARS; k++) {
        product *p = &o->products[k];

        p->rows = o->model->layers[0].linear[k].rows;
        p->columns = o->model->layers[0].linear[k].columns;
        for (i = SIZES; i-- > 0;) NG_CHECK(make_primitive(ctx, o, p, i, attributes));
    }
done:
    (void)dnnl_primitive_attr_destroy(attributes);
    return st;
}

/* Lay the codes of a matrix as oneDNN wants them. */
static ng_status reorder(ng_context *ctx, const ngi_onednn *o, dnnl_stream_t stream, const ngi_linear *linear, dnnl_memory_t to)
{
    const dnnl_dims_t sizes = { linear->columns, linear->rows };
    dnnl_memory_desc_t plain;
    const dnnl_memory_desc_t *target;
    dnnl_primitive_desc_t description = NULL;
    dnnl_primitive_t primitive = NULL;
    dnnl_memory_t from = NULL;
    dnnl_status_t code = dnnl_memory_desc_init_by_tag(&plain, 2, sizes, dnnl_s8, dnnl_ba);

    if (code == dnnl_success) code = dnnl_memory_get_memory_desc(to, &target);
    if (code == dnnl_success) code = dnnl_memory_create(&from, &plain, o->engine, (void *)(uintptr_t)linear->codes);
    if (code == dnnl_success) code = dnnl_reorder_primitive_desc_create(&description, &plain, o->engine, target, o->engine, NULL);
    if (code == dnnl_success) code = dnnl_primitive_create(&primitive, description);
    if (code == dnnl_success) {
        const dnnl_exec_arg_t arguments[] = { { DNNL_ARG_FROM, from }, { DNNL_ARG_TO, to } };

        code = dnnl_primitive_execute(primitive, stream, 2, arguments);
    }
    if (code == dnnl_success) code = dnnl_stream_wait(stream);
    (void)dnnl_memory_destroy(from);
    (void)dnnl_primitive_destroy(primitive);
    (void)dnnl_primitive_desc_destroy(description);
    return code == dnnl_success ? NG_OK : fail_onednn(ctx, code, "lay out weights");
}

static ng_status pack_matrix(ng_context *ctx, const ngi_onednn *o, dnnl_stream_t stream, int which, const ngi_linear *linear,
                             packed *out)
{
    dnnl_status_t code = dnnl_memory_create(&out->weights, &o->products[which].weights, o->engine, DNNL_MEMORY_ALLOCATE);
    uint32_t r, k;

    if (code != dnnl_success) return fail_onednn(ctx, code, "hold weights");
    out->sums = ngi_alloc(ctx, linear->rows, sizeof *out->sums);
    if (!out->sums) return NG_E_NOMEM;
    for (r = 0; r < linear->rows; r++) {
        const int8_t *row = linear->codes + (size_t)r * linear->columns;

        for (k = 0; k < linear->columns; k++) out->sums[r] += row[k];
    }
    return reorder(ctx, o, stream, linear, out->weights);
}

static ng_status pack_matrices(ng_context *ctx, ngi_onednn *o)
{
    dnnl_stream_t stream;
    dnnl_status_t code = dnnl_stream_create(&stream, o->engine, dnnl_stream_default_flags);
    ng_status st = NG_OK;
    uint32_t i;
    int k;

    if (code != dnnl_success) return fail_onednn(ctx, code, "make a stream");
    o->matrices = ngi_alloc(ctx, (size_t)o->model->config.layers * NGI_LINEARS, sizeof *o->matrices);
    if (!o->matrices) st = NG_E_NOMEM;
    for (i = 0; st == NG_OK && i < o->model->config.layers; i++) {
        for (k = 0; st == NG_OK && k < NGI_LINEARS; k++) {
            const ngi_linear *linear = &o->model->layers[i].linear[k];

            if (!linear->codes) {
                st = ngi_fail(ctx, NG_E_UNSUPPORTED, "the matrices of layer %u are not all int8", i);
            } else {
                st = pack_matrix(ctx, o, stream, k, linear, &o->matrices[i * NGI_LINEARS + (uint32_t)k]);
            }
        }
    }
    (void)dnnl_stream_destroy(stream);
    return st;
}

ng_status ngi_onednn_create(ng_context *ctx, const ngi_model *model, ngi_onednn **out)
{
    ng_allocator allocator = ngi_allocator(ctx);
    ngi_onednn *o = ngi_alloc(ctx, 1, sizeof *o);
    dnnl_status_t code;
    ng_status st = NG_OK;
    int before;

    *out = NULL;
    if (!o) return NG_E_NOMEM;
    o->model = model;
    o->most = sums_saturate() ? 127 : 255;
    find_openmp(&o->threads);
    before = one_thread(&o->threads);
    code = dnnl_engine_create(&o->engine, dnnl_cpu, 0);
    if (code != dnnl_success) {
        st = fail_onednn(ctx, code, "start");
        goto done;
    }
    NG_CHECK(make_products(ctx, o));
    NG_CHECK(pack_matrices(ctx, o));
    *out = o;
done:
    restore_threads(&o->threads, before);
    if (st != NG_OK) ngi_onednn_free(&allocator, o);
    return st;
}

void ngi_onednn_free(const ng_allocator *allocator, ngi_onednn *weights)
{
    size_t i, k, count;

    if (!weights) return;
    count = weights->matrices ? (size_t)weights->model->config.layers * NGI_LINEARS : 0;
    for (i = 0; i < count; i++) {
        (void)dnnl_memory_destroy(weights->matrices[i].weights);
        ngi_allocator_free(allocator, weights->matrices[i].sums);
    }
    for (k = 0; k < NGI_LINEARS; k++) {
        for (i = 0; i < SIZES; i++) (void)dnnl_primitive_destroy(weights->products[k].primitives[i]);
    }
    (void)dnnl_engine_destroy(weights->engine);
    ngi_allocator_free(allocator, weights->matrices);
    ngi_allocator_free(allocator, weights);
}

const char *ngi_onednn_name(const ngi_onednn *weights) { return weights->name; }

/* The address in a buffer that oneDNN likes: at a multiple of 64. */
static void *aligned(void *memory) { return (void *)(((uintptr_t)memory + 63) / 64 * 64); }

static ng_status make_codes(ng_context *ctx, size_t columns, codes *out)
{
    out->data = ngi_alloc(ctx, block_rows[LARGEST] * columns + 64, 1);
    out->steps = ngi_alloc(ctx, block_rows[LARGEST], sizeof *out->steps);
    out->zeros = ngi_alloc(ctx, block_rows[LARGEST], sizeof *out->zeros);
    return out->data && out->steps && out->zeros ? NG_OK : NG_E_NOMEM;
}

static void free_codes(ng_context *ctx, codes *c)
{
    ngi_free(ctx, c->zeros);
    ngi_free(ctx, c->steps);
    ngi_free(ctx, c->data);
}

static ng_status make_buffers(ng_context *ctx, ngi_onednn_run *run)
{
    const ngi_config *c = &run->shared->model->config;
    size_t k, i, rows = 0, scratch = 0;
    ng_status st = NG_OK;

    for (k = 0; k < NGI_LINEARS; k++) {
        const product *p = &run->shared->products[k];

        rows = p->rows > rows ? p->rows : rows;
        for (i = 0; i < SIZES; i++) {
            size_t size = dnnl_memory_desc_get_size(&p->scratch[i]);

            scratch = size > scratch ? size : scratch;
        }
    }
    NG_CHECK(make_codes(ctx, c->hidden, &run->in_codes));
    NG_CHECK(make_codes(ctx, c->ffn, &run->inner));
    run->sums = ngi_alloc(ctx, block_rows[LARGEST] * rows + 16, sizeof *run->sums);
    run->row = ngi_alloc(ctx, rows, sizeof *run->row);
    run->scratch = ngi_alloc(ctx, scratch + 64, 1);
    if (!run->sums || !run->row || !run->scratch) st = NG_E_NOMEM;
done:
    return st;
}

static dnnl_status_t make_memories(ngi_onednn_run *run)
{
    dnnl_engine_t engine = run->shared->engine;
    dnnl_status_t code = dnnl_stream_create(&run->stream, engine, dnnl_stream_default_flags);
    size_t k, i;

    for (k = 0; k < NGI_LINEARS; k++) {
        const product *p = &run->shared->products[k];
        void *in = aligned(k == NGI_LINEAR_DOWN ? run->inner.data : run->in_codes.data);

        for (i = 0; code == dnnl_success && i < SIZES; i++) {
            code = dnnl_memory_create(&run->in[k][i], &p->in[i], engine, in);
            if (code == dnnl_success) code = dnnl_memory_create(&run->out[k][i], &p->out[i], engine, aligned(run->sums));
            if (code == dnnl_success) code = dnnl_memory_create(&run->room[k][i], &p->scratch[i], engine, aligned(run->scratch));
        }
    }
    return code;
}

ng_status ngi_onednn_run_create(ng_context *ctx, const ngi_onednn *weights, ngi_onednn_run **out)
{
    ngi_onednn_run *run = ngi_alloc(ctx, 1, sizeof *run);
    dnnl_status_t code;
    ng_status st = NG_OK;

    *out = NULL;
    if (!run) return NG_E_NOMEM;
    run->shared = weights;
    run->threads_before = one_thread(&weights->threads);
    NG_CHECK(make_buffers(ctx, run));
    code = make_memories(run);
    if (code != dnnl_success) {
        st = fail_onednn(ctx, code, "hold activations");
        goto done;
    }
    *out = run;
    run = NULL;
done:
    ngi_onednn_run_free(ctx, run);
    return st;
}

void ngi_onednn_run_free(ng_context *ctx, ngi_onednn_run *run)
{
    size_t k, i;

    if (!run) return;
    for (k = 0; k < NGI_LINEARS; k++) {
        for (i = 0; i < SIZES; i++) {
            (void)dnnl_memory_destroy(run->in[k][i]);
            (void)dnnl_memory_destroy(run->out[k][i]);
            (void)dnnl_memory_destroy(run->room[k][i]);
        }
    }
    (void)dnnl_stream_destroy(run->stream);
    restore_threads(&run->shared->threads, run->threads_before);
    ngi_free(ctx, run->scratch);
    ngi_free(ctx, run->row);
    ngi_free(ctx, run->sums);
    free_codes(ctx, &run->inner);
    free_codes(ctx, &run->in_codes);
    ngi_free(ctx, run);
}

/* The smallest primitive that holds the rows, or the largest; rows that are missing count for nothing. */
static size_t size_for(size_t rows)
{
    size_t i = 0;

    while (i < LARGEST && block_rows[i] < rows) i++;
    return i;
}

/* Make row i of a block codes. */
static void encode_row(const ngi_onednn_run *run, const float *values, size_t columns, size_t i, const codes *to)
{
    uint8_t *data = aligned(to->data);

    to->steps[i] = run->shared->model->kernels->quantize(values, columns, run->shared->most, data + i * columns, &to->zeros[i]);
}

/* Row i of a block's sums. */
static ngi_sums sums_row(const ngi_onednn_run *run, uint32_t layer, int which, const codes *from, size_t i)
{
    const ngi_linear *linear = &run->shared->model->layers[layer].linear[which];
    const packed *matrix = &run->shared->matrices[layer * NGI_LINEARS + (uint32_t)which];
    ngi_sums row = { (const int32_t *)aligned(run->sums) + i * linear->rows, linear->rows, from->zeros[i], from->steps[i], matrix->sums,
                     linear->scales, linear->bias };

    return row;
}

static void decode_row(const ngi_onednn_run *run, uint32_t layer, int which, const codes *from, size_t i, float *out)
{
    ngi_sums row = sums_row(run, layer, which, from, i);

    run->shared->model->kernels->dequantize(&row, out);
}

/* Row i of a feed-forward part's inside, from sums to codes. */
static void activate_row(ngi_onednn_run *run, uint32_t layer, size_t i)
{
    ngi_sums row = sums_row(run, layer, NGI_LINEAR_UP, &run->in_codes, i);
    uint8_t *data = (uint8_t *)aligned(run->inner.data) + i * row.count;

    run->inner.steps[i] = run->shared->model->kernels->activate(&row, run->row, run->shared->most, data, &run->inner.zeros[i]);
}

/* The product of a block's codes. */
static ng_status multiply_block(ng_context *ctx, ngi_onednn_run *run, uint32_t layer, int which, size_t size)
{
    const ngi_onednn *o = run->shared;
    const dnnl_exec_arg_t arguments[] = { { DNNL_ARG_SRC, run->in[which][size] },
                                          { DNNL_ARG_WEIGHTS, o->matrices[layer * NGI_LINEARS + (uint32_t)which].weights },
                                          { DNNL_ARG_DST, run->out[which][size] },
                                          { DNNL_ARG_SCRATCHPAD, run->room[which][size] } };
    dnnl_status_t code = dnnl_primitive_execute(o->products[which].primitives[size], run->stream, 4, arguments);

    if (code == dnnl_success) code = dnnl_stream_wait(run->stream);
    return code == dnnl_success ? NG_OK : fail_onednn(ctx, code, "multiply");
}

/* x = normalised x + row i of a block's sums */
static void settle_row(const ngi_onednn_run *run, uint32_t layer, int which, const codes *from, size_t i, const ngi_norm *norm, float *x)
{
    const ngi_model *m = run->shared->model;

    decode_row(run, layer, which, from, i, run->row);
    m->kernels->add(x, run->row, m->config.hidden);
    m->kernels->normalize(x, norm->weight, norm->bias, m->config.hidden);
}

/* The block that begins at a row: its size, and how many of its rows count. */
static size_t next_block(size_t left, size_t *rows)
{
    size_t size = size_for(left);

    *rows = block_rows[size] < left ? block_rows[size] : left;
    return size;
}

ng_status ngi_onednn_project(ng_context *ctx, ngi_onednn_run *run, uint32_t layer, const float *x, size_t count, float *qkv)
{
    size_t hidden = run->shared->model->config.hidden, row, i, rows, size;
    ng_status st = NG_OK;

    for (row = 0; row < count; row += rows) {
        size = next_block(count - row, &rows);
        for (i = 0; i < rows; i++) encode_row(run, x + (row + i) * hidden, hidden, i, &run->in_codes);
        NG_CHECK(multiply_block(ctx, run, layer, NGI_LINEAR_QKV, size));
        for (i = 0; i < rows; i++) decode_row(run, layer, NGI_LINEAR_QKV, &run->in_codes, i, qkv + (row + i) * 3 * hidden);
    }
done:
    return st;
}

ng_status ngi_onednn_settle(ng_context *ctx, ngi_onednn_run *run, uint32_t layer, const float *mixed, size_t count, float *x)
{
    const ngi_norm *norm = &run->shared->model->layers[layer].attention_norm;
    size_t hidden = run->shared->model->config.hidden, row, i, rows, size;
    ng_status st = NG_OK;

    for (row = 0; row < count; row += rows) {
        size = next_block(count - row, &rows);
        for (i = 0; i < rows; i++) encode_row(run, mixed + (row + i) * hidden, hidden, i, &run->in_codes);
        NG_CHECK(multiply_block(ctx, run, layer, NGI_LINEAR_OUT, size));
        for (i = 0; i < rows; i++) settle_row(run, layer, NGI_LINEAR_OUT, &run->in_codes, i, norm, x + (row + i) * hidden);
    }
done:
    return st;
}

ng_status ngi_onednn_feed_forward(ng_context *ctx, ngi_onednn_run *run, uint32_t layer, size_t count, float *x)
{
    const ngi_model *m = run->shared->model;
    const ngi_norm *norm = &m->layers[layer].ffn_norm;
    size_t hidden = m->config.hidden, row, i, rows, size;
    ng_status st = NG_OK;

    for (row = 0; row < count; row += rows) {
        size = next_block(count - row, &rows);
        for (i = 0; i < rows; i++) encode_row(run, x + (row + i) * hidden, hidden, i, &run->in_codes);
        NG_CHECK(multiply_block(ctx, run, layer, NGI_LINEAR_UP, size));
        for (i = 0; i < rows; i++) activate_row(run, layer, i);
        NG_CHECK(multiply_block(ctx, run, layer, NGI_LINEAR_DOWN, size));
        for (i = 0; i < rows; i++) settle_row(run, layer, NGI_LINEAR_DOWN, &run->inner, i, norm, x + (row + i) * hidden);
    }
done:
    return st;
}
