/* The best path of valid labels, against all paths of short sequences. */
#include "nn/nn.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { LABELS = 5, UNITS = 5 };

static bool valid(const int *path, const uint32_t *sections)
{
    int i;

    for (i = 0; i < UNITS; i++) {
        if (path[i] == 0 || path[i] % 2 == 1) continue;
        if (i == 0 || sections[i] != sections[i - 1]) return false;
        if (path[i - 1] != path[i] && path[i - 1] != path[i] - 1) return false;
    }
    return true;
}

/* The best valid path by trying all. */
static void best_of_all(const float *scores, const uint32_t *sections, int *out)
{
    float most = -1e30f;
    int code, i;

    for (code = 0; code < 3125; code++) {
        int path[UNITS], rest = code;
        float sum = 0;

        for (i = 0; i < UNITS; i++, rest /= LABELS) {
            path[i] = rest % LABELS;
            sum += scores[i * LABELS + path[i]];
        }
        if (sum <= most || !valid(path, sections)) continue;
        most = sum;
        memcpy(out, path, sizeof path);
    }
}

static void test_best_path(void **state)
{
    const uint32_t sections[UNITS] = { 0, 0, 0, 1, 1 };
    ng_context *ctx;
    uint64_t seed = 3;
    int round, i;

    (void)state;
    assert_int_equal(ng_context_create(NULL, &ctx), NG_OK);
    for (round = 0; round < 200; round++) {
        float scores[UNITS * LABELS];
        int want[UNITS], got[UNITS] = { 0 };
        ngi_label_runs found = { NULL, 0, 0 };
        size_t k;
        uint32_t u;

        for (i = 0; i < UNITS * LABELS; i++) scores[i] = (float)(ngi_random_below(&seed, 1000)) / 100.0f;
        for (i = 0; i < UNITS; i++) (void)ngi_log_softmax(scores + i * LABELS, LABELS);
        best_of_all(scores, sections, want);
        assert_int_equal(ngi_find_label_runs(ctx, scores, sections, UNITS, LABELS, &found), NG_OK);
        for (k = 0; k < found.count; k++) {
            const ngi_label_run *s = &found.items[k];

            assert_true(s->score >= 0.0f && s->score <= 1.0001f);
            for (u = s->units.begin; u < s->units.end; u++) got[u] = (int)(1 + 2 * s->kind + (u > s->units.begin));
        }
        for (i = 0; i < UNITS; i++) assert_int_equal(got[i], want[i]);
        ngi_array_release(ctx, &found);
    }
    ng_context_free(ctx);
}

/* The score is the geometric mean of the labels' probabilities. */
static void test_score(void **state)
{
    const float scores[] = { logf(0.1f), logf(0.9f), -20, logf(0.3f), -20, logf(0.4f) };
    const uint32_t sections[] = { 0, 0 };
    ngi_label_runs found = { NULL, 0, 0 };
    ng_context *ctx;

    (void)state;
    assert_int_equal(ng_context_create(NULL, &ctx), NG_OK);
    assert_int_equal(ngi_find_label_runs(ctx, scores, sections, 2, 3, &found), NG_OK);
    assert_int_equal(found.count, 1);
    assert_int_equal(found.items[0].units.end, 2);
    assert_true(fabsf(found.items[0].score - 0.6f) < 1e-4f);
    found.count = 0;
    assert_int_equal(ngi_find_label_runs(ctx, scores, sections, 0, 3, &found), NG_OK);
    assert_int_equal(found.count, 0);
    ngi_array_release(ctx, &found);
    ng_context_free(ctx);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_best_path), cmocka_unit_test(test_score) };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
