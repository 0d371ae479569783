/*
 * The kernels with vectors, written once in the vector types of gcc and clang. A file that includes this defines
 * NGI_LANES (floats of a vector), NGI_QUERIES (how many attention works on at a time: what the registers hold),
 * NGI_TARGET (the machine's attribute, may be empty), NGI_TABLE (the table) and NGI_TABLE_NAME; and, where the machine
 * has instructions that the compilers do not find, NGI_LARGER, NGI_SMALLER, NGI_SUM, NGI_LARGEST and NGI_LOW_BYTES, or
 * NGI_ATTEND for the whole of attention.
 *
 * Sums run in NGI_LANES lanes, so their rounding differs between tables, never between calls of one. exp is a
 * polynomial after range reduction (Cephes), relative error 2e-7. Products and additions may be fused.
 */
#include "kernels.h"

#include <math.h>

#if defined(__clang__)
#pragma STDC FP_CONTRACT ON
#else
#pragma GCC optimize("fp-contract=fast")
#pragma GCC diagnostic ignored "-Wpsabi" /* vectors are passed between inlined functions only */
#endif

#define NGI_INLINE NGI_TARGET static inline __attribute__((always_inline))

typedef float vec __attribute__((vector_size(4 * NGI_LANES), aligned(4), may_alias));
typedef int32_t ivec __attribute__((vector_size(4 * NGI_LANES), aligned(4), may_alias));
typedef int8_t cvec __attribute__((vector_size(NGI_LANES), aligned(1), may_alias));
typedef uint8_t bvec __attribute__((vector_size(NGI_LANES), aligned(1), may_alias));

#define LOAD(p) (*(const vec *)(p))
#define STORE(p, v) (*(vec *)(p) = (v))
#define ROUNDER 12582912.0f /* 1.5 * 2^23: what is added to it is rounded to an integer */

#ifdef NGI_LARGER
NGI_INLINE vec larger(vec a, vec b) { return NGI_LARGER(a, b); }
NGI_INLINE vec smaller(vec a, vec b) { return NGI_SMALLER(a, b); }
NGI_INLINE float lanes_sum(vec v) { return NGI_SUM(v); }
NGI_INLINE float lanes_largest(vec v) { return NGI_LARGEST(v); }
#else
NGI_INLINE vec larger(vec a, vec b)
{
    ivec m = a > b;

    return (vec)((m & (ivec)a) | (~m & (ivec)b));
}

NGI_INLINE vec smaller(vec a, vec b) { return -larger(-a, -b); }

NGI_INLINE float lanes_sum(vec v)
{
    float lanes[NGI_LANES];
    int i, half;

    STORE(lanes, v);
    for (half = NGI_LANES / 2; half > 0; half /= 2) {
        for (i = 0; i < half; i++) lanes[i] += lanes[i + half];
    }
    return lanes[0];
}

NGI_INLINE float lanes_largest(vec v)
{
    float lanes[NGI_LANES], most;
    int i;

    STORE(lanes, v);
    most = lanes[0];
    for (i = 1; i < NGI_LANES; i++) most = lanes[i] > most ? lanes[i] : most;
    return most;
}
#endif

NGI_INLINE void store_low_bytes(uint8_t *to, ivec v)
{
#ifdef NGI_LOW_BYTES
    _mm_storeu_si128((__m128i *)(void *)to, NGI_LOW_BYTES(v));
#else
    *(bvec *)to = __builtin_convertvector(v, bvec);
#endif
}

/* exp for x <= 0; what is below -87 counts as that. */
NGI_INLINE vec exponential(vec x)
{
    vec low = (vec){ 0 } - 87.0f, rounded, n, r, p;

    x = larger(x, low);
    rounded = x * 1.44269504f + ROUNDER;
    n = rounded - ROUNDER;
    r = x - n * 0.693359375f;
    r = r + n * 2.12194440e-4f;
    p = r * 1.9875691500e-4f + 1.3981999507e-3f;
    p = p * r + 8.3334519073e-3f;
    p = p * r + 4.1665795894e-2f;
    p = p * r + 1.6666665459e-1f;
    p = p * r + 5.0000001201e-1f;
    p = p * r * r + r + 1.0f;
    return (vec)((ivec)p + ((ivec)rounded << 23));
}

/*
 * x * Phi(x), where Phi(x) = 1/2 + x P(x^2) for |x| <= 5 and as at 5 beyond. P is the polynomial of degree 12 that makes
 * the largest error of x * Phi(x) as small as may be (minimax), in the variable 2 x^2 / 25 - 1, whose powers do not cancel.
 * Error: 1e-6 * (1 + |x|).
 */
NGI_INLINE vec gelu_of(vec x)
{
    vec edge = (vec){ 0 } + 5.0f, near = smaller(larger(x, -edge), edge), v = near * near * 0.08f - 1.0f, p;

    p = v * 0.000562349996f - 0.00157589699f;
    p = p * v + 0.00183712732f;
    p = p * v - 0.00277328919f;
    p = p * v + 0.00630732983f;
    p = p * v - 0.0110906113f;
    p = p * v + 0.0164437902f;
    p = p * v - 0.0232952631f;
    p = p * v + 0.0314348915f;
    p = p * v - 0.0404387774f;
    p = p * v + 0.0515209619f;
    p = p * v - 0.0702964304f;
    p = p * v + 0.141363784f;
    return x * (near * p + 0.5f);
}

NGI_TARGET static float dot(const float *a, const float *b, size_t count)
{
    vec s = { 0 }, u = { 0 };
    float sum;
    size_t i;

    for (i = 0; i + 2 * NGI_LANES <= count; i += 2 * NGI_LANES) {
        s += LOAD(a + i) * LOAD(b + i);
        u += LOAD(a + i + NGI_LANES) * LOAD(b + i + NGI_LANES);
    }
    sum = lanes_sum(s + u);
    for (; i < count; i++) sum += a[i] * b[i];
    return sum;
}

#define TILE 4

/*
 * TILE inputs by TILE rows of the matrix. At the edges the last one stands for those that are missing, so that each
 * number is summed in the same order wherever it stands, and does not depend on what is computed beside it.
 */
NGI_INLINE void product_tile(const float *const *in, const int high, const float *const *matrix, size_t columns,
                             float sums_out[TILE][TILE])
{
    vec sums[TILE][TILE] = { { { 0 } } };
    size_t i, k;
    int t, r;

    for (i = 0; i + NGI_LANES <= columns; i += NGI_LANES) {
        vec w[TILE];

        for (r = 0; r < TILE; r++) w[r] = LOAD(matrix[r] + i);
        for (t = 0; t < high; t++) {
            vec x = LOAD(in[t] + i);

            for (r = 0; r < TILE; r++) sums[t][r] += x * w[r];
        }
    }
    for (t = 0; t < high; t++) {
        for (r = 0; r < TILE; r++) {
            float sum = lanes_sum(sums[t][r]);

            for (k = i; k < columns; k++) sum += in[t][k] * matrix[r][k];
            sums_out[t][r] = sum;
        }
    }
}

NGI_TARGET static void product(const float *in, size_t count, const float *matrix, size_t rows, size_t columns, const float *bias,
                               float *out, size_t out_stride)
{
    const float *inputs[TILE], *parts[TILE];
    float sums[TILE][TILE];
    size_t i, r, t, k;

    for (r = 0; r < rows; r += TILE) {
        size_t wide = rows - r < TILE ? rows - r : TILE;

        for (k = 0; k < TILE; k++) parts[k] = matrix + (r + (k < wide ? k : wide - 1)) * columns;
        for (i = 0; i < count; i += TILE) {
            size_t high = count - i < TILE ? count - i : TILE;

            for (t = 0; t < TILE; t++) inputs[t] = in + (i + (t < high ? t : high - 1)) * columns;
            if (high == 1) {
                product_tile(inputs, 1, parts, columns, sums);
            } else {
                product_tile(inputs, TILE, parts, columns, sums);
            }
            for (t = 0; t < high; t++) {
                for (k = 0; k < wide; k++) out[(i + t) * out_stride + r + k] = sums[t][k] + (bias ? bias[r + k] : 0.0f);
            }
        }
    }
}

NGI_TARGET static void gelu(float *values, size_t count)
{
    float tail[NGI_LANES] = { 0 };
    size_t i;

    for (i = 0; i + NGI_LANES <= count; i += NGI_LANES) STORE(values + i, gelu_of(LOAD(values + i)));
    if (i == count) return;
    memcpy(tail, values + i, (count - i) * sizeof *tail);
    STORE(tail, gelu_of(LOAD(tail)));
    memcpy(values + i, tail, (count - i) * sizeof *tail);
}

NGI_TARGET static void normalize(float *values, const float *weight, const float *bias, size_t count)
{
    vec sums = { 0 }, squares = { 0 };
    float mean = 0, variance = 0, factor;
    size_t i, whole = count / NGI_LANES * NGI_LANES;

    for (i = 0; i < whole; i += NGI_LANES) sums += LOAD(values + i);
    for (; i < count; i++) mean += values[i];
    mean = (mean + lanes_sum(sums)) / (float)count;
    for (i = 0; i < whole; i += NGI_LANES) {
        vec apart = LOAD(values + i) - mean;

        squares += apart * apart;
    }
    for (; i < count; i++) variance += (values[i] - mean) * (values[i] - mean);
    variance = (variance + lanes_sum(squares)) / (float)count;
    factor = 1.0f / sqrtf(variance + 1e-12f);
    for (i = 0; i < whole; i += NGI_LANES) {
        STORE(values + i, (LOAD(values + i) - mean) * factor * LOAD(weight + i) + LOAD(bias + i));
    }
    for (; i < count; i++) values[i] = (values[i] - mean) * factor * weight[i] + bias[i];
}

NGI_TARGET static void add(float *values, const float *other, size_t count)
{
    size_t i;

    for (i = 0; i + NGI_LANES <= count; i += NGI_LANES) STORE(values + i, LOAD(values + i) + LOAD(other + i));
    for (; i < count; i++) values[i] += other[i];
}

NGI_TARGET static void add_codes(float *values, const int8_t *codes, float factor, size_t count)
{
    size_t i;

    for (i = 0; i + NGI_LANES <= count; i += NGI_LANES) {
        STORE(values + i, LOAD(values + i) + __builtin_convertvector(*(const cvec *)(codes + i), vec) * factor);
    }
    for (; i < count; i++) values[i] += (float)codes[i] * factor;
}

/*
 * Keys of a head turned over, so that a vector holds one number of many keys; missing keys are 0. A few keys at a time:
 * rows of a window lie a multiple of a large power of two apart, and many of them push each other out of the cache.
 */
NGI_TARGET static void turn_keys(const float *keys, size_t stride, size_t rows, size_t padded, size_t width, float scale, float *out)
{
    size_t j, d, k;

    for (j = 0; j < padded; j += NGI_LANES) {
        size_t wide = rows - j < NGI_LANES ? rows - j : NGI_LANES;

        for (d = 0; d < width; d++) {
            float *to = out + d * padded + j;

            for (k = 0; k < wide; k++) to[k] = keys[(j + k) * stride + d] * scale;
            for (; k < NGI_LANES; k++) to[k] = 0;
        }
    }
}

/* Values of a head side by side, for the same reason. */
NGI_TARGET static void gather_values(const float *values, size_t stride, size_t rows, size_t width, float *out)
{
    size_t j, d;

    for (j = 0; j < rows; j++) {
        for (d = 0; d < width; d += NGI_LANES) STORE(out + j * width + d, LOAD(values + j * stride + d));
    }
}

/* Scores of NGI_QUERIES queries with `vectors` vectors of keys from key j on. */
NGI_INLINE void score_part(const float *const *queries, const float *keys, size_t padded, size_t width, size_t j, const int vectors,
                           float *out)
{
    vec sums[NGI_QUERIES][2] = { { { 0 } } };
    size_t d;
    int q, v;

    for (d = 0; d < width; d++) {
        vec k[2];

        for (v = 0; v < vectors; v++) k[v] = LOAD(keys + d * padded + j + (size_t)v * NGI_LANES);
        for (q = 0; q < NGI_QUERIES; q++) {
            vec x = (vec){ 0 } + queries[q][d];

            for (v = 0; v < vectors; v++) sums[q][v] += k[v] * x;
        }
    }
    for (q = 0; q < NGI_QUERIES; q++) {
        for (v = 0; v < vectors; v++) STORE(out + (size_t)q * padded + j + (size_t)v * NGI_LANES, sums[q][v]);
    }
}

NGI_TARGET static void score(const float *const *queries, const float *keys, size_t padded, size_t width, float *out)
{
    size_t j = 0;

    for (; j + 2 * NGI_LANES <= padded; j += 2 * NGI_LANES) score_part(queries, keys, padded, width, j, 2, out);
    if (j < padded) score_part(queries, keys, padded, width, j, 1, out);
}

/* exp(score - largest), and 1 / their sum. */
NGI_TARGET static float exponentials(float *scores, size_t rows, size_t padded)
{
    vec most = (vec){ 0 } - 1e30f, sums = { 0 };
    size_t j;
    float largest;

    for (j = rows; j < padded; j++) scores[j] = -1e30f;
    for (j = 0; j < padded; j += NGI_LANES) most = larger(LOAD(scores + j), most);
    largest = lanes_largest(most);
    for (j = 0; j < padded; j += NGI_LANES) {
        vec e = exponential(LOAD(scores + j) - largest);

        STORE(scores + j, e);
        sums += e;
    }
    return 1.0f / lanes_sum(sums);
}

/* Sums of `vectors` vectors of the values from number d on, weighted by the scores of NGI_QUERIES queries. */
NGI_INLINE void mix_part(const float *scores, const float *factors, const float *values, size_t rows, size_t padded, size_t width,
                         size_t d, const int vectors, float *const *out)
{
    vec sums[NGI_QUERIES][2] = { { { 0 } } };
    size_t j;
    int q, v;

    for (j = 0; j < rows; j++) {
        vec x[2];

        for (v = 0; v < vectors; v++) x[v] = LOAD(values + j * width + d + (size_t)v * NGI_LANES);
        for (q = 0; q < NGI_QUERIES; q++) {
            vec s = (vec){ 0 } + scores[(size_t)q * padded + j];

            for (v = 0; v < vectors; v++) sums[q][v] += x[v] * s;
        }
    }
    for (q = 0; q < NGI_QUERIES; q++) {
        for (v = 0; v < vectors; v++) STORE(out[q] + d + (size_t)v * NGI_LANES, sums[q][v] * factors[q]);
    }
}

NGI_TARGET static void mix(const float *scores, const float *factors, const float *values, size_t rows, size_t padded, size_t width,
                           float *const *out)
{
    size_t d = 0;

    for (; d + 2 * NGI_LANES <= width; d += 2 * NGI_LANES) mix_part(scores, factors, values, rows, padded, width, d, 2, out);
    if (d < width) mix_part(scores, factors, values, rows, padded, width, d, 1, out);
}

NGI_TARGET static void attend_head(const ngi_attention *a, size_t head)
{
    size_t width = a->hidden / a->heads, stride = 3 * a->hidden, padded = (a->rows + NGI_LANES - 1) / NGI_LANES * NGI_LANES, i;
    const float *first = a->qkv + head * width, *queries[NGI_QUERIES];
    float *keys = a->room, *values = keys + width * padded, *scores = values + width * padded, factors[NGI_QUERIES], *out[NGI_QUERIES];
    int q;

    turn_keys(first + a->hidden, stride, a->rows, padded, width, 1.0f / sqrtf((float)width), keys);
    gather_values(first + 2 * a->hidden, stride, a->rows, width, values);
    for (i = 0; i < a->rows; i += NGI_QUERIES) {
        for (q = 0; q < NGI_QUERIES; q++) {
            size_t row = i + (size_t)q < a->rows ? i + (size_t)q : a->rows - 1; /* the last one again, where none is left */

            queries[q] = first + row * stride;
            out[q] = a->out + row * a->hidden + head * width;
        }
        score(queries, keys, padded, width, scores);
        for (q = 0; q < NGI_QUERIES; q++) factors[q] = exponentials(scores + (size_t)q * padded, a->rows, padded);
        mix(scores, factors, values, a->rows, padded, width, out);
    }
}

NGI_TARGET static void attend(const ngi_attention *a)
{
    size_t head;

    for (head = 0; head < a->heads; head++) attend_head(a, head);
}

/* The largest of the values and 0, and the smallest. */
typedef struct range {
    vec high, low;
} range;

NGI_INLINE range widen(range r, vec values)
{
    range wider = { larger(values, r.high), smaller(values, r.low) };

    return wider;
}

/* The codes of values; the range is that of their whole vectors. */
NGI_INLINE float encode(const float *values, size_t count, range r, int most, uint8_t *codes, int32_t *zero)
{
    float low = -lanes_largest(-r.low), high = lanes_largest(r.high), step, inverse, rounder;
    size_t i, whole = count / NGI_LANES * NGI_LANES;

    for (i = whole; i < count; i++) {
        low = values[i] < low ? values[i] : low;
        high = values[i] > high ? values[i] : high;
    }
    step = high > low ? (high - low) / (float)(most - 1) : 1.0f; /* one less: both ends are rounded */
    inverse = 1.0f / step;
    *zero = (int32_t)rintf(-low * inverse);
    rounder = ROUNDER + (float)*zero;
    for (i = 0; i < whole; i += NGI_LANES) {
        store_low_bytes(codes + i, (ivec)(LOAD(values + i) * inverse + rounder));
    }
    for (; i < count; i++) codes[i] = (uint8_t)(*zero + (int)rintf(values[i] * inverse));
    return step;
}

NGI_TARGET static float quantize(const float *values, size_t count, int most, uint8_t *codes, int32_t *zero)
{
    range a = { { 0 }, { 0 } }, b = a;
    size_t i;

    for (i = 0; i + 2 * NGI_LANES <= count; i += 2 * NGI_LANES) { /* two: neither waits for the other */
        a = widen(a, LOAD(values + i));
        b = widen(b, LOAD(values + i + NGI_LANES));
    }
    if (i + NGI_LANES <= count) a = widen(a, LOAD(values + i));
    a.high = larger(a.high, b.high);
    a.low = smaller(a.low, b.low);
    return encode(values, count, a, most, codes, zero);
}

/* What a product of codes says in a column, and in a vector of them. */
NGI_INLINE float decode_one(const ngi_sums *s, size_t i)
{
    return (float)(s->sums[i] - s->zero * s->weight_sums[i]) * (s->step * s->scales[i]) + s->bias[i];
}

NGI_INLINE vec decode(const ngi_sums *s, size_t i)
{
    ivec sum = *(const ivec *)(s->sums + i) - *(const ivec *)(s->weight_sums + i) * s->zero;

    return __builtin_convertvector(sum, vec) * (LOAD(s->scales + i) * s->step) + LOAD(s->bias + i);
}

NGI_TARGET static void dequantize(const ngi_sums *sums, float *out)
{
    const ngi_sums s = *sums;
    size_t i;

    for (i = 0; i + NGI_LANES <= s.count; i += NGI_LANES) STORE(out + i, decode(&s, i));
    for (; i < s.count; i++) out[i] = decode_one(&s, i);
}

NGI_TARGET static float activate(const ngi_sums *sums, float *room, int most, uint8_t *codes, int32_t *zero)
{
    const ngi_sums s = *sums; /* nothing that is stored may be it */
    range r = { { 0 }, { 0 } };
    size_t i, whole = s.count / NGI_LANES * NGI_LANES;

    for (i = 0; i < whole; i += NGI_LANES) {
        vec x = gelu_of(decode(&s, i));

        r = widen(r, x);
        STORE(room + i, x);
    }
    for (; i < s.count; i++) room[i] = decode_one(&s, i);
    gelu(room + whole, s.count - whole);
    return encode(room, s.count, r, most, codes, zero);
}

#ifndef NGI_ATTEND
#define NGI_ATTEND attend
#endif

const ngi_kernels NGI_TABLE = { NGI_TABLE_NAME, dot, product, gelu, normalize, add, add_codes, NGI_ATTEND, quantize, dequantize, activate };
