/*
 * The reference: each kernel as its formula says, in plain C and the C library's exp and erf. Tests compare the fast
 * ones with these; nothing else uses them.
 */
#include "kernels.h"

#include <math.h>

static float dot(const float *a, const float *b, size_t count)
{
    double sum = 0;
    size_t i;

    for (i = 0; i < count; i++) sum += (double)a[i] * (double)b[i];
    return (float)sum;
}

static void product(const float *in, size_t count, const float *matrix, size_t rows, size_t columns, const float *bias, float *out,
                    size_t out_stride)
{
    size_t i, r;

    for (i = 0; i < count; i++) {
        for (r = 0; r < rows; r++) {
            out[i * out_stride + r] = dot(in + i * columns, matrix + r * columns, columns) + (bias ? bias[r] : 0.0f);
        }
    }
}

static void gelu(float *values, size_t count)
{
    size_t i;

    for (i = 0; i < count; i++) values[i] *= 0.5f * (1.0f + erff(values[i] * 0.70710678f));
}

static void normalize(float *values, const float *weight, const float *bias, size_t count)
{
    double mean = 0, variance = 0;
    size_t i;

    for (i = 0; i < count; i++) mean += (double)values[i] / (double)count;
    for (i = 0; i < count; i++) variance += ((double)values[i] - mean) * ((double)values[i] - mean) / (double)count;
    for (i = 0; i < count; i++) {
        values[i] = (float)(((double)values[i] - mean) / sqrt(variance + 1e-12)) * weight[i] + bias[i];
    }
}

static void add(float *values, const float *other, size_t count)
{
    size_t i;

    for (i = 0; i < count; i++) values[i] += other[i];
}

static void add_codes(float *values, const int8_t *codes, float factor, size_t count)
{
    size_t i;

    for (i = 0; i < count; i++) values[i] += (float)codes[i] * factor;
}

static void softmax(float *scores, size_t count)
{
    float most = scores[0], sum = 0;
    size_t i;

    for (i = 1; i < count; i++) most = scores[i] > most ? scores[i] : most;
    for (i = 0; i < count; i++) sum += scores[i] = expf(scores[i] - most);
    for (i = 0; i < count; i++) scores[i] /= sum;
}

static void attend_head(const ngi_attention *a, size_t head)
{
    size_t width = a->hidden / a->heads, stride = 3 * a->hidden, i, j, d;
    const float *queries = a->qkv + head * width, *keys = queries + a->hidden, *values = keys + a->hidden;

    for (i = 0; i < a->rows; i++) {
        float *out = a->out + i * a->hidden + head * width;

        for (j = 0; j < a->rows; j++) a->room[j] = dot(queries + i * stride, keys + j * stride, width) / sqrtf((float)width);
        softmax(a->room, a->rows);
        for (d = 0; d < width; d++) {
            out[d] = 0;
            for (j = 0; j < a->rows; j++) out[d] += a->room[j] * values[j * stride + d];
        }
    }
}

static void attend(const ngi_attention *a)
{
    size_t head;

    for (head = 0; head < a->heads; head++) attend_head(a, head);
}

static float quantize(const float *values, size_t count, int most, uint8_t *codes, int32_t *zero)
{
    float low = 0, high = 0, step;
    size_t i;

    for (i = 0; i < count; i++) low = values[i] < low ? values[i] : low;
    for (i = 0; i < count; i++) high = values[i] > high ? values[i] : high;
    step = high > low ? (high - low) / (float)(most - 1) : 1.0f; /* one less: both ends are rounded */
    *zero = (int32_t)rintf(-low / step);
    for (i = 0; i < count; i++) codes[i] = (uint8_t)(*zero + (int)rintf(values[i] / step));
    return step;
}

static void dequantize(const ngi_sums *s, float *out)
{
    size_t i;

    for (i = 0; i < s->count; i++) out[i] = (float)(s->sums[i] - s->zero * s->weight_sums[i]) * (s->step * s->scales[i]) + s->bias[i];
}

static float activate(const ngi_sums *s, float *room, int most, uint8_t *codes, int32_t *zero)
{
    dequantize(s, room);
    gelu(room, s->count);
    return quantize(room, s->count, most, codes, zero);
}

const ngi_kernels ngi_kernels_reference = {
    "reference", dot, product, gelu, normalize, add, add_codes, attend, quantize, dequantize, activate,
};
