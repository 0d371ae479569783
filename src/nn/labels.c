/*
 * Labels of units to runs of units: the best path through the labels that are valid after each other, by Viterbi's
 * algorithm over their log-probabilities. A path of valid labels is better than repairing invalid ones: what would be
 * an I without a beginning goes where it costs least.
 *
 * After a unit with the labels' best scores, I of a kind can follow B and I of the kind alone; O and B can follow
 * anything, so the best of all is enough for them. Cost: units * labels.
 */
#include "nn.h"

#include "base/json.h"

#include <math.h>

#define IMPOSSIBLE (-1e9f)

static bool is_inside(size_t label) { return label > 0 && label % 2 == 0; }

/*
 * One step: best[] of the unit before -> best[] of this one; back[] says which label came before. Scores are kept
 * relative to the best, so that they stay small in long documents.
 */
static void step(const float *scores, size_t labels, bool begins, const float *before, float *best, uint8_t *back)
{
    size_t label, top = 0;

    for (label = 1; label < labels; label++) {
        if (before[label] > before[top]) top = label;
    }
    for (label = 0; label < labels; label++) {
        size_t from = top;

        if (is_inside(label)) from = before[label - 1] >= before[label] ? label - 1 : label;
        best[label] = before[from] - before[top] + scores[label] + (begins && is_inside(label) ? IMPOSSIBLE : 0.0f);
        back[label] = (uint8_t)from;
    }
}

/* Labels of the best path; `back` has the steps of all units. */
static void trace(const float *best, const uint8_t *back, size_t count, size_t labels, uint8_t *path)
{
    size_t label, at = 0, i;

    for (label = 1; label < labels; label++) {
        if (best[label] > best[at]) at = label;
    }
    for (i = count; i-- > 0;) {
        path[i] = (uint8_t)at;
        at = back[i * labels + at];
    }
}

static ng_status collect(ng_context *ctx, const float *scores, const uint8_t *path, size_t count, size_t labels, ngi_label_runs *out)
{
    ng_status st = NG_OK;
    size_t i = 0, begin;

    while (i < count) {
        float sum;

        if (path[i] == 0) {
            i++;
            continue;
        }
        begin = i;
        sum = scores[i * labels + path[i]];
        for (i++; i < count && path[i] == path[begin] + 1; i++) sum += scores[i * labels + path[i]];
        NG_CHECK(ngi_array_push(ctx, out, (ngi_label_run){ { (uint32_t)begin, (uint32_t)i }, (path[begin] - 1u) / 2,
                                                         expf(sum / (float)(i - begin)) }));
    }
done:
    return st;
}

ng_status ngi_find_label_runs(ng_context *ctx, const float *scores, const uint32_t *sections, size_t count, size_t labels,
                             ngi_label_runs *out)
{
    float *best = ngi_alloc(ctx, 2 * labels, sizeof *best), *before, *now;
    uint8_t *back = ngi_alloc(ctx, count * labels, sizeof *back), *path = ngi_alloc(ctx, count, sizeof *path);
    ng_status st = NG_OK;
    size_t i;

    if (!best || !back || !path) {
        st = NG_E_NOMEM;
        goto done;
    }
    before = best;
    now = best + labels;
    for (i = 0; i < count; i++) {
        float *swapped = before;

        step(scores + i * labels, labels, i == 0 || sections[i] != sections[i - 1], before, now, back + i * labels);
        before = now;
        now = swapped;
    }
    if (count) trace(before, back, count, labels, path);
    st = collect(ctx, scores, path, count, labels, out);
done:
    ngi_free(ctx, path);
    ngi_free(ctx, back);
    ngi_free(ctx, best);
    return st;
}

ng_status ngi_label_units(ng_context *ctx, const ngi_encoding *encoding, ngi_tensor weight, ngi_tensor bias, float temperature,
                          float **out)
{
    size_t labels = weight.rows, i, k;

    *out = ngi_alloc(ctx, encoding->count * labels, sizeof **out);
    if (!*out) return NG_E_NOMEM;
    ngi_matrix_rows(weight, encoding->vectors, encoding->count, bias.data, *out);
    for (i = 0; i < encoding->count; i++) {
        float *row = *out + i * labels;

        for (k = 0; k < labels; k++) row[k] /= temperature;
        (void)ngi_log_softmax(row, labels);
    }
    return NG_OK;
}

ng_status ngi_model_temperature(ng_context *ctx, const ngi_model *model, const char *head, float *out)
{
    ng_str text = ngi_model_metadata(model, "calibration");
    json_t *calibration = NULL;
    ng_status st = NG_OK;

    *out = 1;
    if (!text.ptr) return NG_OK;
    NG_CHECK(ngi_json_parse(ctx, text, "calibration", &calibration));
    *out = (float)ngi_json_get_number(json_object_get(calibration, head), "temperature", 1);
    if (!(*out >= 0.01f && *out <= 100.0f)) st = ngi_fail(ctx, NG_E_FORMAT, "the temperature of '%s' is not in 0.01..100", head);
done:
    json_decref(calibration);
    return st;
}
