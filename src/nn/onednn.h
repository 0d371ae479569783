/* int8 products by oneDNN: the only door to it. Without NG_WITH_ONEDNN only the types exist. */
#ifndef NGI_ONEDNN_H
#define NGI_ONEDNN_H

#include "nn_impl.h"

/** Room for one thread's products. */
typedef struct ngi_onednn_run ngi_onednn_run;

/** Weights as oneDNN wants them. NG_E_UNSUPPORTED when it can't on this machine: use f32 products. */
ng_status ngi_onednn_create(ng_context *ctx, const ngi_model *model, ngi_onednn **out);
void ngi_onednn_free(const ng_allocator *allocator, ngi_onednn *weights);
/** "onednn-amx", "onednn-vnni", "onednn-avx512", "onednn-avx2". Static. */
const char *ngi_onednn_name(const ngi_onednn *weights);

/** Room for products of any number of rows. Until it is freed, OpenMP has one thread in this thread of ours. */
ng_status ngi_onednn_run_create(ng_context *ctx, const ngi_onednn *weights, ngi_onednn_run **out);
void ngi_onednn_run_free(ng_context *ctx, ngi_onednn_run *run);
/* The parts of a layer that multiply matrices; x has `count` rows of the hidden size. */

/** qkv = queries, keys and values of x. */
ng_status ngi_onednn_project(ng_context *ctx, ngi_onednn_run *run, uint32_t layer, const float *x, size_t count, float *qkv);
/** x = normalised x + what attention said, after its layer. */
ng_status ngi_onednn_settle(ng_context *ctx, ngi_onednn_run *run, uint32_t layer, const float *mixed, size_t count, float *x);
/** x = normalised x + the feed-forward part of x. */
ng_status ngi_onednn_feed_forward(ng_context *ctx, ngi_onednn_run *run, uint32_t layer, size_t count, float *x);

#endif
