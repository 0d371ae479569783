/* Inside of the model: what the files of nn/ share. */
#ifndef NGI_NN_IMPL_H
#define NGI_NN_IMPL_H

#include "kernels.h"
#include "nn.h"
#include "safetensors.h"
#include "windows.h"

/** A layer y = W x + b as it lies in the file: F32 weights, or int8 codes with a scale for each row. */
typedef struct ngi_linear {
    const float *weights;
    const int8_t *codes;
    const float *scales;
    const float *bias;
    uint32_t rows, columns;
} ngi_linear;

typedef struct ngi_norm {
    const float *weight, *bias;
} ngi_norm;

enum { NGI_LINEAR_QKV, NGI_LINEAR_OUT, NGI_LINEAR_UP, NGI_LINEAR_DOWN, NGI_LINEARS };

typedef struct ngi_layer {
    ngi_linear linear[NGI_LINEARS];
    ngi_norm attention_norm, ffn_norm;
} ngi_layer;

typedef struct ngi_config {
    uint32_t layers, hidden, heads, ffn, vocabulary, positions, shapes, window;
} ngi_config;

typedef struct ngi_onednn ngi_onednn; /* the weights as oneDNN wants them: onednn.h */

struct ngi_model {
    ng_allocator allocator;
    ngi_safetensors file;
    ng_str name;
    ngi_config config;
    ngi_wordpiece wordpiece;
    ngi_linear word;          /* the table of word pieces, as a matrix without bias */
    ngi_tensor position, token_type, shape;
    ngi_norm norm;
    ngi_layer *layers;
    const ngi_kernels *kernels;
    ngi_onednn *onednn;       /* NULL: f32 products */
};

typedef enum ngi_arithmetic { NGI_ARITHMETIC_BEST, NGI_ARITHMETIC_PLAIN, NGI_ARITHMETIC_REFERENCE } ngi_arithmetic;

/** ngi_model_open() with the arithmetic chosen: for tests and measurements. */
ng_status ngi_model_open_with(ng_context *ctx, const char *path, ngi_arithmetic arithmetic, ngi_model **out);

/** Rows that an encoder run works on at a time: windows of a document after each other. */
typedef struct ngi_pack {
    size_t rows;
    const uint32_t *pieces, *shapes; /* of each row */
    const uint32_t *starts;          /* row where each window begins, and one more: the number of rows */
    size_t windows;
} ngi_pack;

/** Room to work in for one thread. */
typedef struct ngi_run ngi_run;

ng_status ngi_run_create(ng_context *ctx, const ngi_model *model, size_t rows, ngi_run **out);
void ngi_run_free(ng_context *ctx, ngi_run *run);
/** Encode a pack of at most as many rows as the run was made for; the rows of vectors stay valid until the next. */
ng_status ngi_run_encode(ng_context *ctx, ngi_run *run, const ngi_pack *pack, const float **out);

#endif
