/*
 * What the program found against what stands in a gold file. Every figure is made of counts, kept by gold article, so
 * that figures of many files are sums and intervals come from drawing articles.
 *
 *   articles     first and last line of prose of each article
 *   titles       of the gold articles that have one
 *   boilerplate  lines rightly left out of the prose
 *   spans        names: exact span, type ignored
 *   mentions     names: exact span and type
 *   b3           B-cubed (Bagga and Baldwin 1998) over the names that both sides have: the same ones merged, no others
 *   nodes        entities: one node for the entity, of its type, that knows one of its names
 *   references   pronouns and descriptions: exact span, and the entity that they stand for; where gold has them
 *   pairs        related pairs, direction and type ignored
 *   relations    typed, directed relations
 *   status       of the right relations: P the share with the right status, F1 the mean F1 of the statuses
 *   speakers     stretches of speech: line and speaker
 *   whowhom      edges of who mentions whom
 */
#ifndef NG_TEST_SCORE_H
#define NG_TEST_SCORE_H

#include "gold.h"

/** X(symbol, name): the figures, in the order in which they are printed. */
#define FIGURE_LIST(X)                                                                             \
    X(FIGURE_ARTICLES, "articles")                                                                 \
    X(FIGURE_TITLES, "titles")                                                                     \
    X(FIGURE_BOILERPLATE, "boilerplate")                                                           \
    X(FIGURE_SPANS, "spans")                                                                       \
    X(FIGURE_MENTIONS, "mentions")                                                                 \
    X(FIGURE_B3, "b3")                                                                             \
    X(FIGURE_NODES, "nodes")                                                                       \
    X(FIGURE_REFERENCES, "references")                                                             \
    X(FIGURE_PAIRS, "pairs")                                                                       \
    X(FIGURE_RELATIONS, "relations")                                                               \
    X(FIGURE_STATUS, "status")                                                                     \
    X(FIGURE_SPEAKERS, "speakers")                                                                 \
    X(FIGURE_WHOWHOM, "whowhom")

typedef enum figure {
#define FIGURE_X(symbol, name) symbol,
    FIGURE_LIST(FIGURE_X)
#undef FIGURE_X
    FIGURE_COUNT
} figure;

typedef struct counts {
    double right, said, gold;
} counts;

typedef struct prf {
    double p, r, f1;
} prf;

#define SCORE_BINS 10
typedef struct score_bin { /* what was said with a score in a tenth of 0..1 */
    double said, right, sum;
} score_bin;

typedef struct score {
    counts figures[FIGURE_COUNT];  /* of b3 and status: see score_figure() */
    double b3_precision, b3_recall; /* sums over the shared names */
    counts mention_types[NG_ENTITY_TYPE_COUNT];
    counts relation_types[NG_RELATION_COUNT];
    double statuses[NG_ASSERTION_COUNT][NG_ASSERTION_COUNT]; /* [gold][said] of the right relations */
    score_bin mention_scores[SCORE_BINS];
    score_bin relation_scores[SCORE_BINS];
} score;

typedef NGI_ARRAY(score) score_list;

/** Append the scores of a gold file, one for each article. Documents of other sources are ignored. */
ng_status score_file(ng_context *ctx, const gold_file *gold, const ng_collection *said, score_list *out);
/** Add b to a. */
void score_add(score *a, const score *b);
prf score_prf(counts c);
/** Precision, recall, F1 of a figure; the counts that go with it in *out_counts. */
prf score_figure(const score *s, figure which, counts *out_counts);
/** Expected calibration error: mean distance of score and share of right ones, over tenths, weighted by size. */
double score_calibration(const score_bin *bins, double *out_said);
const char *figure_name(figure which);

#endif
