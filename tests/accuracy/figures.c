/*
 * From counts to figures.
 */
#include "score.h"

#include <math.h>

#define FIGURE_X(symbol, name) name,
static const char *const names[] = { FIGURE_LIST(FIGURE_X) };
#undef FIGURE_X

const char *figure_name(figure which) { return names[which]; }

static void add_counts(counts *a, const counts *b, size_t n)
{
    size_t i;

    for (i = 0; i < n; i++) {
        a[i].right += b[i].right;
        a[i].said += b[i].said;
        a[i].gold += b[i].gold;
    }
}

static void add_bins(score_bin *a, const score_bin *b)
{
    size_t i;

    for (i = 0; i < SCORE_BINS; i++) {
        a[i].said += b[i].said;
        a[i].right += b[i].right;
        a[i].sum += b[i].sum;
    }
}

void score_add(score *a, const score *b)
{
    size_t i, k;

    add_counts(a->figures, b->figures, FIGURE_COUNT);
    a->b3_precision += b->b3_precision;
    a->b3_recall += b->b3_recall;
    add_counts(a->mention_types, b->mention_types, NG_ENTITY_TYPE_COUNT);
    add_counts(a->relation_types, b->relation_types, NG_RELATION_COUNT);
    for (i = 0; i < NG_ASSERTION_COUNT; i++) {
        for (k = 0; k < NG_ASSERTION_COUNT; k++) a->statuses[i][k] += b->statuses[i][k];
    }
    add_bins(a->mention_scores, b->mention_scores);
    add_bins(a->relation_scores, b->relation_scores);
}

static prf with_f1(double p, double r) { return (prf){ p, r, p + r > 0.0 ? 2.0 * p * r / (p + r) : 0.0 }; }

prf score_prf(counts c)
{
    return with_f1(c.said > 0.0 ? c.right / c.said : 0.0, c.gold > 0.0 ? c.right / c.gold : 0.0);
}

/* P: share of right relations with the right status. F1: mean over the statuses that gold has. */
static prf status_figure(const score *s, counts *out)
{
    double f1 = 0.0, occurring = 0.0;
    size_t i, k;

    *out = (counts){ 0.0, 0.0, 0.0 };
    for (i = 0; i < NG_ASSERTION_COUNT; i++) {
        double gold = 0.0, said = 0.0;

        for (k = 0; k < NG_ASSERTION_COUNT; k++) {
            gold += s->statuses[i][k];
            said += s->statuses[k][i];
        }
        out->right += s->statuses[i][i];
        out->gold += gold;
        if (gold <= 0.0) continue;
        occurring += 1.0;
        f1 += 2.0 * s->statuses[i][i] / (gold + said);
    }
    out->said = out->gold;
    return (prf){ out->gold > 0.0 ? out->right / out->gold : 0.0, 0.0, occurring > 0.0 ? f1 / occurring : 0.0 };
}

prf score_figure(const score *s, figure which, counts *out_counts)
{
    double n = s->figures[FIGURE_B3].gold;

    if (which == FIGURE_STATUS) return status_figure(s, out_counts);
    *out_counts = s->figures[which];
    if (which == FIGURE_B3) return n > 0.0 ? with_f1(s->b3_precision / n, s->b3_recall / n) : with_f1(0.0, 0.0);
    return score_prf(*out_counts);
}

double score_calibration(const score_bin *bins, double *out_said)
{
    double said = 0.0, error = 0.0;
    size_t i;

    for (i = 0; i < SCORE_BINS; i++) {
        said += bins[i].said;
        error += fabs(bins[i].sum - bins[i].right);
    }
    *out_said = said;
    return said > 0.0 ? error / said : 0.0;
}
