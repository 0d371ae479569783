/*
 * Who is named beside whom. A window (sentence, paragraph or article) that names two actors is one occurrence of the
 * pair, however often it names them. Counts alone favour those who are named everywhere, so an edge also carries two
 * measures of surprise, from exact counts of windows: the log-likelihood ratio (Dunning 1993, "Accurate methods for the
 * statistics of surprise and coincidence"), which is sound for small counts where chi-square is not, and normalised
 * pointwise mutual information (Bouma 2009), which does not grow with the collection.
 */
#include "graph_parts.h"

#include <math.h>
#include <stdlib.h>

/* The first name of a node in a window. */
typedef struct named {
    uint32_t node;
    ng_span span;
    float score;
} named;

typedef NGI_ARRAY(named) named_list;

static int by_node(const void *a, const void *b)
{
    const named *n = a, *m = b;

    if (n->node != m->node) return n->node < m->node ? -1 : 1;
    return (n->span.begin > m->span.begin) - (n->span.begin < m->span.begin);
}

/* Who is named in a span, each once, by node. */
static ng_status names_in(ngi_builder *b, const ng_document *doc, ng_span span, named_list *list)
{
    ng_range in = ngi_document_mentions_in(doc, span);
    ng_status st = NG_OK;
    size_t i, kept = 0;
    uint32_t k;

    list->count = 0;
    for (k = in.begin; k < in.end; k++) {
        const ng_mention *m = &doc->mentions.items[k];
        uint32_t node = ngi_builder_node(b, doc, m->entity);

        if (m->kind != NG_NAME || node == NG_NONE || m->score < (float)b->opts->min_score) continue;
        NG_CHECK(ngi_array_push(b->ctx, list, (named){ node, m->span, m->score }));
    }
    if (list->count) qsort(list->items, list->count, sizeof *list->items, by_node);
    for (i = 0; i < list->count; i++) {
        if (kept && list->items[kept - 1].node == list->items[i].node) continue;
        list->items[kept++] = list->items[i];
    }
    list->count = kept;
done:
    return st;
}

static ng_status add_window(ngi_builder *b, const ng_document *doc, ng_span span, named_list *list)
{
    ng_status st;
    size_t i, k;

    b->windows++;
    NG_CHECK(names_in(b, doc, span, list));
    for (i = 0; i < list->count; i++) {
        const named *n = &list->items[i];

        b->named_in[n->node]++;
        for (k = i + 1; k < list->count; k++) {
            const named *m = &list->items[k];
            ngi_edge_key key = { .from = n->node, .to = m->node, .kind = NG_EDGE_COOCCURRENCE };
            ngi_place place = { { n->span.begin < m->span.begin ? n->span.begin : m->span.begin,
                                  n->span.end > m->span.end ? n->span.end : m->span.end },
                                n->span, m->span, n->score < m->score ? n->score : m->score, NGI_LITERAL("window") };

            NG_CHECK(ngi_builder_prove(b, key, place));
        }
    }
done:
    return st;
}

ng_status ngi_build_cooccurrence(ngi_builder *b, const ng_document *doc)
{
    named_list list = { NULL, 0, 0 };
    ng_status st = NG_OK;
    size_t i;

    if (b->opts->window == NG_WINDOW_ARTICLE) {
        NG_CHECK(add_window(b, doc, (ng_span){ 0, (uint32_t)doc->text.len }, &list));
    } else if (b->opts->window == NG_WINDOW_PARAGRAPH) {
        for (i = 0; i < doc->paragraphs.count; i++) NG_CHECK(add_window(b, doc, doc->paragraphs.items[i], &list));
    } else {
        for (i = 0; i < doc->sentences.count; i++) NG_CHECK(add_window(b, doc, doc->sentences.items[i].span, &list));
    }
done:
    ngi_array_release(b->ctx, &list);
    return st;
}

/* observed * ln(observed / expected), 0 for 0. */
static double surprise(double observed, double row, double column, double all)
{
    return observed > 0.0 ? observed * log(observed * all / (row * column)) : 0.0;
}

void ngi_significance(uint32_t both, uint32_t a, uint32_t b, uint32_t all, double *llr, double *npmi)
{
    double n = all, ab = both, a_all = a, b_all = b, sum;

    *llr = *npmi = 0.0;
    if (both == 0 || all == 0 || both == all) return;
    sum = surprise(ab, a_all, b_all, n) + surprise(a_all - ab, a_all, n - b_all, n) +
          surprise(b_all - ab, n - a_all, b_all, n) + surprise(n - a_all - b_all + ab, n - a_all, n - b_all, n);
    *llr = sum > 0.0 ? 2.0 * sum : 0.0;
    *npmi = log(ab * n / (a_all * b_all)) / -log(ab / n);
    if (*npmi > 1.0) *npmi = 1.0;
    if (*npmi < -1.0) *npmi = -1.0;
}
