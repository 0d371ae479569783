/*
 * Small dense algebra for the heads, on the kernels that suit the machine. Which those are is asked at each call: the
 * answer stands in the processor's flags, and there is nothing to initialise.
 */
#include "nn_impl.h"

#include <math.h>

const ngi_kernels *ngi_kernels_best(void)
{
#ifdef NGI_KERNELS_X86
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") &&
        __builtin_cpu_supports("avx512dq")) {
        return &ngi_kernels_avx512;
    }
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) return &ngi_kernels_avx2;
#endif
    return &ngi_kernels_generic;
}

const ngi_kernels *ngi_kernels_best_for_codes(void)
{
    const ngi_kernels *best = ngi_kernels_best();

#ifdef NGI_KERNELS_X86
    if (best == &ngi_kernels_avx512 && ngi_amx_allowed()) return &ngi_kernels_amx;
#endif
    return best;
}

size_t ngi_attention_room(size_t rows, size_t hidden, size_t heads)
{
    const size_t side = 32, queries = 48, rest = 2048; /* the most that any table works with */

    return (rows + side - 1) / side * side * (2 * (hidden / heads) + queries) + rest;
}

void ngi_matrix_vector(ngi_tensor matrix, const float *in, const float *bias, float *out)
{
    ngi_matrix_rows(matrix, in, 1, bias, out);
}

void ngi_matrix_rows(ngi_tensor matrix, const float *in, size_t count, const float *bias, float *out)
{
    ngi_kernels_best()->product(in, count, matrix.data, matrix.rows, matrix.columns, bias, out, matrix.rows);
}

void ngi_gelu(float *values, size_t count) { ngi_kernels_best()->gelu(values, count); }

float ngi_dot(const float *a, const float *b, size_t count) { return ngi_kernels_best()->dot(a, b, count); }

float ngi_log_softmax(float *values, size_t count)
{
    float most, sum = 0, log_sum;
    size_t i;

    if (count == 0) return 0;
    most = values[0];
    for (i = 1; i < count; i++) most = values[i] > most ? values[i] : most;
    for (i = 0; i < count; i++) sum += expf(values[i] - most);
    log_sum = most + logf(sum);
    for (i = 0; i < count; i++) values[i] -= log_sum;
    return log_sum;
}
