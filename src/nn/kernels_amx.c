/*
 * The kernels with AVX-512, and attention on AMX tiles: factors are rounded to bf16 (8 bits), sums are floats. Where
 * activations are int8 codes anyway this rounding does not show; f32 products keep the kernels without it.
 *
 * A tile holds 16 rows of 64 bytes. One instruction multiplies 16 queries with 16 keys over 32 numbers, which is the
 * width of a head; it wants its second factor in pairs: row p holds numbers 2p and 2p+1 of all 16 columns.
 */
#define _GNU_SOURCE /* syscall */
#include "kernels.h"

#ifdef NGI_KERNELS_X86
#include <immintrin.h>

static void attend_tiles(const ngi_attention *a);

#define NGI_TARGET __attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,fma,avx512bf16,amx-tile,amx-bf16")))
#define NGI_TABLE ngi_kernels_amx
#define NGI_TABLE_NAME "amx"
#define NGI_ATTEND attend_tiles
#include "kernels_512.h"
#include "kernels_body.h"

#include <cpuid.h>
#include <sys/syscall.h>
#include <unistd.h>

enum {
    SIDE = 16,           /* rows of a tile, and floats of one of its rows */
    DEEP = 2 * SIDE,     /* bf16 numbers of a row: the width of a head */
    ROW = 64,            /* bytes of it */
    TILE_BYTES = SIDE * ROW,
};

/*
 * The registers: two left factors, two right ones, the sums of each left with each right one. Macros, since compilers
 * make them part of a name.
 */
#define LEFT 0
#define LEFT_2 1
#define RIGHT 2
#define RIGHT_2 3
#define SUMS 4    /* LEFT, RIGHT */
#define SUMS_2 5  /* LEFT, RIGHT_2 */
#define SUMS_3 6  /* LEFT_2, RIGHT */
#define SUMS_4 7  /* LEFT_2, RIGHT_2 */
#define REGISTERS 8

/* What LDTILECFG reads (Intel's manual, volume 2): every tile has 16 rows of 64 bytes. */
typedef struct tile_configuration {
    uint8_t palette, start_row, reserved[14];
    uint16_t row_bytes[16];
    uint8_t rows[16];
} tile_configuration;

/*
 * A head, laid out for tiles. Scores stand with a query in each lane, so that the largest score and the sum over all
 * keys are found in all lanes at once; values and what they are mixed to are turned over for that.
 * Two blocks of 16 queries are worked on at a time.
 */
typedef struct head_tiles {
    uint8_t *keys;       /* a row for each */
    uint8_t *values;     /* two tiles, for the halves of the width, for 32 values: a row for each number of theirs */
    uint8_t *queries;    /* a tile for each block */
    float *scores;       /* of a block: a row of 16 queries for each key; `padded` rows */
    uint8_t *weights;    /* 2^(score - largest) as bf16, in pairs of keys: a tile for 32 of them; both blocks behind each other */
    float *mixed;        /* sums of tiles: half, block */
    size_t rows, padded; /* of the window; the same up to a multiple of 32 */
} head_tiles;

/* Asked of the processor itself, since not every compiler's __builtin_cpu_supports knows these names. */
static bool processor_has_amx(void)
{
    const unsigned amx_bf16 = 1u << 22, amx_tile = 1u << 24, avx512_bf16 = 1u << 5;
    unsigned a, b, c, d;

    if (!__get_cpuid_count(7, 0, &a, &b, &c, &d) || !(d & amx_bf16) || !(d & amx_tile)) return false;
    return __get_cpuid_count(7, 1, &a, &b, &c, &d) && (a & avx512_bf16);
}

bool ngi_amx_allowed(void)
{
#ifdef SYS_arch_prctl
    const long request_permission = 0x1023, tile_data = 18; /* ARCH_REQ_XCOMP_PERM, XFEATURE_XTILEDATA: Linux 5.16 */

    return processor_has_amx() && syscall(SYS_arch_prctl, request_permission, tile_data) == 0;
#else
    return false;
#endif
}

/* 32 floats as bf16. */
NGI_INLINE __m512i rounded(vec low, vec high) { return (__m512i)_mm512_cvtne2ps_pbh((__m512)high, (__m512)low); }

/* Turn 16 x 16 numbers of 32 bits over: at each step blocks of twice the size change places. */
NGI_INLINE void turn(__m512i r[SIDE])
{
    __m512i t[SIDE];
    int i;

    for (i = 0; i < SIDE; i += 2) {
        t[i] = _mm512_unpacklo_epi32(r[i], r[i + 1]);
        t[i + 1] = _mm512_unpackhi_epi32(r[i], r[i + 1]);
    }
    for (i = 0; i < SIDE; i += 4) {
        r[i] = _mm512_unpacklo_epi64(t[i], t[i + 2]);
        r[i + 1] = _mm512_unpackhi_epi64(t[i], t[i + 2]);
        r[i + 2] = _mm512_unpacklo_epi64(t[i + 1], t[i + 3]);
        r[i + 3] = _mm512_unpackhi_epi64(t[i + 1], t[i + 3]);
    }
    for (i = 0; i < 4; i++) {
        t[i] = _mm512_shuffle_i32x4(r[i], r[i + 4], 0x88);
        t[i + 4] = _mm512_shuffle_i32x4(r[i], r[i + 4], 0xDD);
        t[i + 8] = _mm512_shuffle_i32x4(r[i + 8], r[i + 12], 0x88);
        t[i + 12] = _mm512_shuffle_i32x4(r[i + 8], r[i + 12], 0xDD);
    }
    for (i = 0; i < 8; i++) {
        r[i] = _mm512_shuffle_i32x4(t[i], t[i + 8], 0x88);
        r[i + 8] = _mm512_shuffle_i32x4(t[i], t[i + 8], 0xDD);
    }
}

/* Two rows' numbers side by side, as pairs of bf16. */
NGI_INLINE __m512i paired(vec even, vec odd)
{
    const __m512i order = _mm512_set_epi16(31, 15, 30, 14, 29, 13, 28, 12, 27, 11, 26, 10, 25, 9, 24, 8, 23, 7, 22, 6, 21, 5, 20, 4, 19, 3,
                                           18, 2, 17, 1, 16, 0);

    return _mm512_permutexvar_epi16(order, rounded(even, odd));
}

#define TO_FLOOR 1 /* of _mm512_reduce_ps: what is left when a number is rounded down to a whole one */

/* 2^x for x <= 0 by a polynomial of the part behind the point (relative error 3e-6, far below that of bf16). */
NGI_INLINE vec power_of_two(vec x)
{
    vec r = (vec)_mm512_reduce_ps((__m512)x, TO_FLOOR), p;

    p = r * 0.0135341677f + 0.0520114609f;
    p = p * r + 0.241442757f;
    p = p * r + 0.693003835f;
    p = p * r + 1.00000259f;
    return (vec)_mm512_scalef_ps((__m512)p, (__m512)x);
}

NGI_TARGET static void lay_keys(const float *keys, size_t stride, const head_tiles *h)
{
    size_t i;

    for (i = 0; i < h->rows; i++) {
        const float *at = keys + i * stride;

        _mm512_store_si512(h->keys + i * ROW, rounded(LOAD(at), LOAD(at + SIDE)));
    }
    for (; i < h->padded; i++) _mm512_store_si512(h->keys + i * ROW, _mm512_setzero_si512());
}

/* Half of the width of 32 values, of which `rows` are there. */
NGI_TARGET static void lay_values(const float *values, size_t stride, size_t rows, uint8_t *out)
{
    __m512i r[SIDE];
    size_t p;

    for (p = 0; p < SIDE; p++) {
        vec even = { 0 }, odd = { 0 };

        if (2 * p < rows) even = LOAD(values + 2 * p * stride);
        if (2 * p + 1 < rows) odd = LOAD(values + (2 * p + 1) * stride);
        r[p] = paired(even, odd);
    }
    turn(r);
    for (p = 0; p < SIDE; p++) _mm512_store_si512(out + p * ROW, r[p]);
}

/* A block of queries, times `scale`. */
NGI_TARGET static void lay_queries(const float *queries, size_t stride, size_t rows, float scale, uint8_t *out)
{
    __m512i r[SIDE];
    size_t i;

    for (i = 0; i < SIDE; i++) {
        const float *at = queries + (i < rows ? i : rows - 1) * stride; /* the last one again, where none is left */

        r[i] = rounded(LOAD(at) * scale, LOAD(at + SIDE) * scale);
    }
    turn(r);
    for (i = 0; i < SIDE; i++) _mm512_store_si512(out + i * ROW, r[i]);
}

/* Scores of two blocks of queries with all keys. */
NGI_TARGET static void score_tiles(const head_tiles *h)
{
    float *second = h->scores + h->padded * SIDE;
    size_t j;

    _tile_loadd(RIGHT, h->queries, ROW);
    _tile_loadd(RIGHT_2, h->queries + TILE_BYTES, ROW);
    for (j = 0; j < h->padded; j += DEEP) {
        _tile_zero(SUMS);
        _tile_zero(SUMS_2);
        _tile_zero(SUMS_3);
        _tile_zero(SUMS_4);
        _tile_loadd(LEFT, h->keys + j * ROW, ROW);
        _tile_loadd(LEFT_2, h->keys + (j + SIDE) * ROW, ROW);
        _tile_dpbf16ps(SUMS, LEFT, RIGHT);
        _tile_dpbf16ps(SUMS_2, LEFT, RIGHT_2);
        _tile_dpbf16ps(SUMS_3, LEFT_2, RIGHT);
        _tile_dpbf16ps(SUMS_4, LEFT_2, RIGHT_2);
        _tile_stored(SUMS, h->scores + j * SIDE, ROW);
        _tile_stored(SUMS_2, second + j * SIDE, ROW);
        _tile_stored(SUMS_3, h->scores + (j + SIDE) * SIDE, ROW);
        _tile_stored(SUMS_4, second + (j + SIDE) * SIDE, ROW);
    }
}

/* 2^(score - largest) of a block of queries as bf16, and 1 / their sums, by query. */
NGI_TARGET static vec weigh(const float *scores, size_t rows, size_t padded, uint8_t *out)
{
    vec most = LOAD(scores), sums = { 0 };
    size_t j;

    for (j = 1; j < rows; j++) most = larger(LOAD(scores + j * SIDE), most);
    for (j = 0; j + 1 < rows; j += 2) {
        vec even = power_of_two(LOAD(scores + j * SIDE) - most), odd = power_of_two(LOAD(scores + (j + 1) * SIDE) - most);

        _mm512_store_si512(out + j / 2 * ROW, paired(even, odd));
        sums += even + odd;
    }
    if (j < rows) {
        vec even = power_of_two(LOAD(scores + j * SIDE) - most);

        _mm512_store_si512(out + j / 2 * ROW, paired(even, (vec){ 0 }));
        sums += even;
        j += 2;
    }
    for (; j < padded; j += 2) _mm512_store_si512(out + j / 2 * ROW, _mm512_setzero_si512());
    return 1.0f / sums;
}

/* The values, mixed by the weights of two blocks of queries. */
NGI_TARGET static void mix_tiles(const head_tiles *h)
{
    const uint8_t *second = h->weights + h->padded / DEEP * TILE_BYTES;
    size_t j;

    _tile_zero(SUMS);
    _tile_zero(SUMS_2);
    _tile_zero(SUMS_3);
    _tile_zero(SUMS_4);
    for (j = 0; j < h->padded / DEEP; j++) {
        _tile_loadd(LEFT, h->values + 2 * j * TILE_BYTES, ROW);
        _tile_loadd(LEFT_2, h->values + (2 * j + 1) * TILE_BYTES, ROW);
        _tile_loadd(RIGHT, h->weights + j * TILE_BYTES, ROW);
        _tile_loadd(RIGHT_2, second + j * TILE_BYTES, ROW);
        _tile_dpbf16ps(SUMS, LEFT, RIGHT);
        _tile_dpbf16ps(SUMS_2, LEFT, RIGHT_2);
        _tile_dpbf16ps(SUMS_3, LEFT_2, RIGHT);
        _tile_dpbf16ps(SUMS_4, LEFT_2, RIGHT_2);
    }
    _tile_stored(SUMS, h->mixed, ROW);
    _tile_stored(SUMS_2, h->mixed + SIDE * SIDE, ROW);
    _tile_stored(SUMS_3, h->mixed + 2 * SIDE * SIDE, ROW);
    _tile_stored(SUMS_4, h->mixed + 3 * SIDE * SIDE, ROW);
}

/* Half of the width of a block of queries, back in the order of queries. */
NGI_TARGET static void take_mixed(const float *mixed, vec factors, size_t rows, float *out, size_t stride)
{
    __m512i r[SIDE];
    size_t i;

    for (i = 0; i < SIDE; i++) r[i] = (__m512i)(LOAD(mixed + i * SIDE) * factors);
    turn(r);
    for (i = 0; i < rows; i++) STORE(out + i * stride, (vec)r[i]);
}

/* Two blocks of queries, from query i of a head on. */
NGI_TARGET static void attend_blocks(const ngi_attention *a, const float *first, size_t i, float *out, const head_tiles *h)
{
    const float scale = 1.44269504f / sqrtf((float)DEEP); /* powers of 2, not of e */
    size_t stride = 3 * a->hidden, left = h->rows - i, wide[2], b;
    vec factors[2] = { { 0 } };

    wide[0] = left < SIDE ? left : SIDE;
    wide[1] = left - wide[0] < SIDE ? left - wide[0] : SIDE;
    for (b = 0; b < 2; b++) {
        if (wide[b]) lay_queries(first + (i + b * SIDE) * stride, stride, wide[b], scale, h->queries + b * TILE_BYTES);
    }
    score_tiles(h);
    for (b = 0; b < 2; b++) {
        if (wide[b]) factors[b] = weigh(h->scores + b * h->padded * SIDE, h->rows, h->padded, h->weights + b * h->padded * DEEP);
    }
    mix_tiles(h);
    for (b = 0; b < 2; b++) {
        take_mixed(h->mixed + b * SIDE * SIDE, factors[b], wide[b], out + (i + b * SIDE) * a->hidden, a->hidden);
        take_mixed(h->mixed + (2 + b) * SIDE * SIDE, factors[b], wide[b], out + (i + b * SIDE) * a->hidden + SIDE, a->hidden);
    }
}

NGI_TARGET static void attend_head_tiles(const ngi_attention *a, size_t head, const head_tiles *h)
{
    const float *first = a->qkv + head * DEEP, *values = first + 2 * a->hidden;
    size_t stride = 3 * a->hidden, i;

    lay_keys(first + a->hidden, stride, h);
    for (i = 0; i < h->rows; i += DEEP) {
        lay_values(values + i * stride, stride, h->rows - i, h->values + i / SIDE * TILE_BYTES);
        lay_values(values + i * stride + SIDE, stride, h->rows - i, h->values + (i / SIDE + 1) * TILE_BYTES);
    }
    for (i = 0; i < h->rows; i += DEEP) attend_blocks(a, first, i, a->out + head * DEEP, h);
}

/* Parts of the room, each at a multiple of 64 bytes: the first is, and all sizes are. */
static head_tiles divide_room(const ngi_attention *a)
{
    head_tiles h = { .rows = a->rows, .padded = (a->rows + DEEP - 1) / DEEP * DEEP };

    h.keys = (uint8_t *)(((uintptr_t)a->room + 63) / 64 * 64);
    h.values = h.keys + h.padded * ROW;
    h.queries = h.values + h.padded * ROW;
    h.weights = h.queries + 2 * TILE_BYTES;
    h.scores = (float *)(void *)(h.weights + 2 * h.padded * DEEP);
    h.mixed = h.scores + 2 * h.padded * SIDE;
    return h;
}

NGI_TARGET static void attend_tiles(const ngi_attention *a)
{
    tile_configuration tiles = { .palette = 1 };
    head_tiles h = divide_room(a);
    size_t head;
    int t;

    if (a->hidden / a->heads != DEEP) {
        attend(a);
        return;
    }
    for (t = 0; t < REGISTERS; t++) {
        tiles.row_bytes[t] = ROW;
        tiles.rows[t] = SIDE;
    }
    _tile_loadconfig(&tiles);
    for (head = 0; head < a->heads; head++) attend_head_tiles(a, head, &h);
    _tile_release();
}
#endif
