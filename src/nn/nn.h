/*
 * nn: a weights file and a document -> a vector for each unit (word or mark) of its prose. The heads that read the
 * vectors live in the stages that need them; they take their matrices from the model by name.
 */
#ifndef NGI_NN_H
#define NGI_NN_H

#include "core/model.h"

typedef struct ngi_model ngi_model;

/** A tensor of the weights file, read-only, mapped: valid until the model is closed. */
typedef struct ngi_tensor {
    const float *data;        /* row-major */
    uint32_t rows, columns;   /* a vector has one row */
} ngi_tensor;

/** Map and check a weights file. A damaged or foreign one is NG_E_FORMAT with the reason. Shared by threads. */
ng_status ngi_model_open(ng_context *ctx, const char *path, ngi_model **out);
void ngi_model_close(ngi_model *model);
/** "accurate-1". */
ng_str ngi_model_name(const ngi_model *model);
/** Kernels that run on this machine: "onednn-amx", "onednn-vnni", "onednn-avx2", "plain". Static. */
const char *ngi_model_kernels(const ngi_model *model);
/** Width of a unit's vector. */
uint32_t ngi_model_hidden(const ngi_model *model);
/** A head's F32 tensor of exactly that shape; NG_E_FORMAT when it is missing or of another one. */
ng_status ngi_model_tensor(ng_context *ctx, const ngi_model *model, const char *name, uint32_t rows, uint32_t columns,
                           ngi_tensor *out);
/** A string of the file's metadata ("calibration": JSON), borrowed; absent when it has none. */
ng_str ngi_model_metadata(const ngi_model *model, const char *key);

/** What the encoder says of a document. Unit i has the vector `vectors + i * hidden`. */
typedef struct ngi_encoding {
    ng_allocator allocator;
    uint32_t hidden;
    size_t count;             /* units */
    ng_span *spans;           /* of the units, in bytes of the text, ascending */
    uint32_t *sentences;      /* index of each unit's sentence */
    float *vectors;
} ngi_encoding;

/** Encode the sentences of a document. Freed with ngi_encoding_release(). Cost: about 1 ms for 30 words. */
ng_status ngi_encode(ng_context *ctx, const ngi_model *model, const ng_document *doc, ngi_encoding *out);
void ngi_encoding_release(ngi_encoding *encoding);
/** Units that a span touches. Cost: log(units). */
ng_range ngi_encoding_units_in(const ngi_encoding *encoding, ng_span span);

/* Small dense algebra for the heads: plain C that the compiler vectorises. */

/** out[rows] = matrix * in[columns] (+ bias when not NULL). */
void ngi_matrix_vector(ngi_tensor matrix, const float *in, const float *bias, float *out);
/** out[count x rows] = in[count x columns] * matrix^T (+ bias). */
void ngi_matrix_rows(ngi_tensor matrix, const float *in, size_t count, const float *bias, float *out);
/** x * Phi(x), with erf, in place. */
void ngi_gelu(float *values, size_t count);
/** In place; returns the log of the sum. */
float ngi_log_softmax(float *values, size_t count);
float ngi_dot(const float *a, const float *b, size_t count);

/* Labels of units -> runs of units under one label. Labels are O, then B and I of each kind in turn. */

/** Units under one label: of the kind of labels 1 + 2 * kind (B) and 2 + 2 * kind (I). */
typedef struct ngi_label_run {
    ng_range units;
    uint32_t kind;
    float score;              /* 0..1: geometric mean of the probabilities of its labels */
} ngi_label_run;
typedef NGI_ARRAY(ngi_label_run) ngi_label_runs;

/**
 * Append the runs of the best path of valid labels (no I without its B or I before it).
 * @param scores    log-probabilities, count x labels; labels = 1 + 2 * kinds.
 * @param sections  of each unit; no run goes on from one section to the next.
 */
ng_status ngi_find_label_runs(ng_context *ctx, const float *scores, const uint32_t *sections, size_t count, size_t labels,
                             ngi_label_runs *out);
/** Log-probabilities of a head's labels for all units: log-softmax of (W h + b) / temperature; freed with ngi_free(). */
ng_status ngi_label_units(ng_context *ctx, const ngi_encoding *encoding, ngi_tensor weight, ngi_tensor bias, float temperature,
                          float **out);
/** The temperature of a head in the model's calibration; 1 when it has none. */
ng_status ngi_model_temperature(ng_context *ctx, const ngi_model *model, const char *head, float *out);

#endif
