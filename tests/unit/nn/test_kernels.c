/* Every table of kernels against the reference, on sizes that fill vectors and that do not. */
#include "nn/nn_impl.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { MOST = 512, TABLES = 4 };

static const size_t sizes[] = { 1, 3, 16, 31, 64, 100, 384 };

static size_t tables(const ngi_kernels *out[TABLES])
{
    size_t count = 0;

    out[count++] = &ngi_kernels_generic;
#ifdef NGI_KERNELS_X86
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) out[count++] = &ngi_kernels_avx2;
    if (ngi_kernels_best() == &ngi_kernels_avx512) out[count++] = &ngi_kernels_avx512;
    if (ngi_kernels_best_for_codes() == &ngi_kernels_amx) out[count++] = &ngi_kernels_amx;
#endif
    return count;
}

static void fill(float *values, size_t count, float width, uint64_t seed)
{
    size_t i;

    for (i = 0; i < count; i++) values[i] = width * (float)((double)(ngi_random_next(&seed) >> 40) / (double)(1 << 24) - 0.5);
}

static void check_near(const char *what, const ngi_kernels *k, const float *got, const float *want, size_t count, float tolerance)
{
    size_t i;

    for (i = 0; i < count; i++) {
        float apart = fabsf(got[i] - want[i]);

        if (!(apart <= tolerance * (1.0f + fabsf(want[i])))) {
            fail_msg("%s of %s: %g, not %g at %zu of %zu", what, k->name, (double)got[i], (double)want[i], i, count);
        }
    }
}

static void check_rows(const ngi_kernels *k, size_t n)
{
    const ngi_kernels *reference = &ngi_kernels_reference;
    float a[MOST], b[MOST], c[MOST], got[MOST], want[MOST];
    int8_t codes[MOST];
    size_t i;

    fill(a, n, 12, n);
    fill(b, n, 2, n + 1);
    fill(c, n, 2, n + 2);
    for (i = 0; i < n; i++) codes[i] = (int8_t)(int)(b[i] * 127);

    want[0] = reference->dot(a, b, n);
    got[0] = k->dot(a, b, n);
    check_near("dot", k, got, want, 1, 1e-4f);

    memcpy(got, a, sizeof got);
    memcpy(want, a, sizeof want);
    k->gelu(got, n);
    reference->gelu(want, n);
    check_near("gelu", k, got, want, n, 2e-6f);
    k->add(got, b, n);
    reference->add(want, b, n);
    k->add_codes(got, codes, 0.25f, n);
    reference->add_codes(want, codes, 0.25f, n);
    check_near("add", k, got, want, n, 2e-6f);
    k->normalize(got, b, c, n);
    reference->normalize(want, b, c, n);
    check_near("normalize", k, got, want, n, 2e-5f);
}

static void check_codes(const ngi_kernels *k, size_t n, float center, int most)
{
    const ngi_kernels *reference = &ngi_kernels_reference;
    float a[MOST], scales[MOST], bias[MOST], got[MOST], want[MOST], step, widest;
    uint8_t codes[MOST], wanted[MOST];
    int32_t sums[MOST], weight_sums[MOST], zero, wanted_zero;
    const ngi_sums row = { sums, n, 100, 1e-5f, weight_sums, scales, bias };
    size_t i;

    fill(a, n, 5, n);
    fill(scales, n, 1, n + 1);
    fill(bias, n, 1, n + 2);
    for (i = 0; i < n; i++) a[i] += center;
    step = reference->quantize(a, n, most, wanted, &wanted_zero);
    assert_true(fabsf(k->quantize(a, n, most, codes, &zero) - step) <= step * 1e-6f);
    assert_in_range(zero + 1, wanted_zero, wanted_zero + 2); /* where two codes are as near, either will do */
    for (i = 0; i < n; i++) {
        assert_true(codes[i] <= most);
        assert_in_range(codes[i] + 2, wanted[i], wanted[i] + 4);
        assert_true(fabsf(step * (float)(codes[i] - zero) - a[i]) <= step * 0.51f);
        sums[i] = (int32_t)(a[i] * 1e6f);
        weight_sums[i] = (int32_t)(bias[i] * 1e4f);
    }
    k->dequantize(&row, got);
    reference->dequantize(&row, want);
    check_near("dequantize", k, got, want, n, 2e-6f);

    step = reference->activate(&row, want, most, wanted, &wanted_zero);
    widest = step * 1.00001f;
    step = k->activate(&row, got, most, codes, &zero);
    assert_true(step <= widest);
    check_near("activate", k, got, want, n, 2e-5f); /* of values up to 50 */
    for (i = 0; i < n; i++) {
        assert_true(codes[i] <= most);
        assert_true(fabsf(step * (float)(codes[i] - zero) - got[i]) <= step * 0.51f);
    }
}

static void test_rows(void **state)
{
    const ngi_kernels *all[TABLES];
    size_t count = tables(all), i, k;

    (void)state;
    for (k = 0; k < count; k++) {
        for (i = 0; i < sizeof sizes / sizeof *sizes; i++) {
            check_rows(all[k], sizes[i]);
            check_codes(all[k], sizes[i], 0, 255);
            check_codes(all[k], sizes[i], 2, 127);
            check_codes(all[k], sizes[i], -10, 255);
        }
    }
}

static void test_zeros_have_a_step(void **state)
{
    const ngi_kernels *all[TABLES];
    size_t count = tables(all), k, i;
    float zeros[20] = { 0 };
    uint8_t codes[20];
    int32_t zero;

    (void)state;
    for (k = 0; k < count; k++) {
        assert_true(all[k]->quantize(zeros, 20, 255, codes, &zero) > 0);
        for (i = 0; i < 20; i++) assert_int_equal(codes[i], zero);
    }
}

static void test_product(void **state)
{
    static const struct {
        size_t count, rows, columns;
    } shapes[] = { { 1, 1, 1 }, { 4, 4, 16 }, { 5, 21, 48 }, { 9, 7, 33 } };
    const ngi_kernels *all[TABLES];
    size_t count = tables(all), k, i;
    float in[MOST], matrix[2 * MOST], bias[32], got[MOST], want[MOST];

    (void)state;
    for (k = 0; k < count; k++) {
        for (i = 0; i < sizeof shapes / sizeof *shapes; i++) {
            size_t stride = shapes[i].rows + 3;

            fill(in, shapes[i].count * shapes[i].columns, 2, 1);
            fill(matrix, shapes[i].rows * shapes[i].columns, 2, 2);
            fill(bias, shapes[i].rows, 2, 3);
            memset(got, 0, sizeof got);
            memset(want, 0, sizeof want);
            all[k]->product(in, shapes[i].count, matrix, shapes[i].rows, shapes[i].columns, bias, got, stride);
            ngi_kernels_reference.product(in, shapes[i].count, matrix, shapes[i].rows, shapes[i].columns, bias, want, stride);
            check_near("product", all[k], got, want, shapes[i].count * stride, 1e-5f);
        }
    }
}

/* bf16 has 8 bits: what it rounds is off by a thousandth or two. */
static float attention_tolerance(const ngi_kernels *k) { return strcmp(k->name, "amx") == 0 ? 1e-2f : 1e-5f; }

static void check_attention(const ngi_kernels *k, size_t rows, size_t heads, size_t width)
{
    enum { ROWS = 131, HIDDEN = 96 };
    static float qkv[ROWS * 3 * HIDDEN], got[ROWS * HIDDEN], want[ROWS * HIDDEN], room[32000];
    size_t hidden = heads * width, used = ngi_attention_room(rows, hidden, heads), i;
    ngi_attention a = { qkv, rows, hidden, heads, got, room }, b = { qkv, rows, hidden, heads, want, room };

    assert_true(rows <= ROWS && hidden <= HIDDEN && used < sizeof room / sizeof *room);
    fill(qkv, rows * 3 * hidden, 4, rows);
    for (i = 0; i < rows * hidden; i++) got[i] = -77; /* must all be written */
    ngi_kernels_reference.attend(&b);
    room[used] = 5;
    k->attend(&a);
    assert_true(room[used] == 5); /* and nothing behind the room */
    check_near("attend", k, got, want, rows * hidden, attention_tolerance(k));
}

static void test_attention(void **state)
{
    static const size_t rows[] = { 1, 2, 15, 16, 17, 31, 32, 33, 37, 64, 100, 128, 131 };
    const ngi_kernels *all[TABLES];
    size_t count = tables(all), k, i;

    (void)state;
    for (k = 0; k < count; k++) {
        for (i = 0; i < sizeof rows / sizeof *rows; i++) {
            check_attention(all[k], rows[i], 3, 32);
            check_attention(all[k], rows[i], 2, 32);
            check_attention(all[k], rows[i], 2, 48);
        }
    }
}

static void test_log_softmax(void **state)
{
    float values[] = { 1000, 1000, -1000 }, sum;

    (void)state;
    sum = ngi_log_softmax(values, 3);
    assert_true(fabsf(sum - 1000.6931f) < 1e-2f);
    assert_true(fabsf(values[0] + 0.6931472f) < 1e-4f && values[2] < -1999);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),      cmocka_unit_test(test_zeros_have_a_step), cmocka_unit_test(test_product),
        cmocka_unit_test(test_attention), cmocka_unit_test(test_log_softmax),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
