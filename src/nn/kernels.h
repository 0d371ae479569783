/*
 * The arithmetic of the encoder besides int8 matrix products: one table of functions for each kind of machine. The
 * reference table is plain C that anybody can check; the others compute the same with vectors, to within rounding.
 */
#ifndef NGI_KERNELS_H
#define NGI_KERNELS_H

#include "base/base.h"

/** What one call of attention works on: a window's rows of [queries | keys | values], and room to work in. */
typedef struct ngi_attention {
    const float *qkv;       /* rows x 3 * hidden */
    size_t rows, hidden, heads;
    float *out;             /* rows x hidden */
    float *room;            /* ngi_attention_room() floats */
} ngi_attention;

/** A row of a product of codes, and what makes it floats. */
typedef struct ngi_sums {
    const int32_t *sums;
    size_t count;               /* columns */
    int32_t zero;               /* of the row's codes */
    float step;
    const int32_t *weight_sums; /* of each column */
    const float *scales, *bias; /* the same */
} ngi_sums;

/** Floats that attention over windows of so many rows works in. */
size_t ngi_attention_room(size_t rows, size_t hidden, size_t heads);

typedef struct ngi_kernels {
    const char *name;
    float (*dot)(const float *a, const float *b, size_t count);
    /** out[count x rows] = in[count x columns] * matrix^T + bias (NULL: none) */
    void (*product)(const float *in, size_t count, const float *matrix, size_t rows, size_t columns, const float *bias, float *out,
                    size_t out_stride);
    /** x * Phi(x), in place. */
    void (*gelu)(float *values, size_t count);
    /** In place: (x - mean) / sqrt(variance + 1e-12) * weight + bias */
    void (*normalize)(float *values, const float *weight, const float *bias, size_t count);
    /** values += other */
    void (*add)(float *values, const float *other, size_t count);
    /** values += other * factor */
    void (*add_codes)(float *values, const int8_t *codes, float factor, size_t count);
    /** Softmax of queries with keys, over the values, head by head. */
    void (*attend)(const ngi_attention *a);
    /** Codes 0..most with code = zero + round(value / step), where 0 is a value; returns the step. */
    float (*quantize)(const float *values, size_t count, int most, uint8_t *codes, int32_t *zero);
    /** What a product of codes says: (sum - zero * weight_sum) * step * scale + bias, by column. */
    void (*dequantize)(const ngi_sums *s, float *out);
    /** The codes for the next product of gelu of that, as quantize makes them; `room` is for as many floats. */
    float (*activate)(const ngi_sums *s, float *room, int most, uint8_t *codes, int32_t *zero);
} ngi_kernels;

extern const ngi_kernels ngi_kernels_reference, ngi_kernels_generic;
#if defined(__x86_64__) && defined(__GNUC__)
#define NGI_KERNELS_X86
extern const ngi_kernels ngi_kernels_avx2, ngi_kernels_avx512, ngi_kernels_amx;

/** Has the processor AMX with bf16, and lets the system us use it? Asks for it. */
bool ngi_amx_allowed(void);
#endif

/** The fastest table that this machine can run. */
const ngi_kernels *ngi_kernels_best(void);

/** The same for a model in int8: attention may round its factors to bf16, which its codes already do. */
const ngi_kernels *ngi_kernels_best_for_codes(void);

#endif
