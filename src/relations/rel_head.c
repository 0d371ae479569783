/*
 * The pair head: ordered pairs of mentions -> relations and their status. The two mentions by their first and last
 * vector, what stands between by the maximum of a projection, type, distance and kind by tables; two layers, then one
 * logistic output for each relation and a soft maximum over the statuses. The best pair of mentions speaks for a pair of
 * entities. Projections are made once for each mention and unit; the second layer, which is most of the work (100,000
 * products a pair), runs over blocks of pairs. Pairs whose types no relation joins are not scored at all.
 */
#include "relater.h"

#include "fit.h"

#include <math.h>

#define BLOCK 64u            /* pairs of one matrix product */
#define TRUST 0.5f           /* in logits */
#define SECOND_IN (NGI_REL_HIDDEN + NGI_REL_PRODUCT)

typedef struct pair {
    uint32_t head, tail;     /* mentions */
} pair;

typedef struct scorer {
    ng_context *ctx;
    const ngi_relater *r;
    const ngi_encoding *encoding;
    const ng_document *doc;
    float floor;
    ng_range *ends;          /* units of the mentions, inclusive */
    float *vectors;          /* of the mentions: [first unit; last unit] */
    float *heads, *tails, *head_products, *tail_products, *between;
    float *input, *hidden, *logits, *statuses;
    pair pairs[BLOCK];
    size_t count;
    ngi_claims *out;
} scorer;

static uint32_t type_of(const scorer *s, uint32_t mention)
{
    return (uint32_t)s->doc->entities.items[s->doc->mentions.items[mention].entity].type;
}

static void add_row(float *to, ngi_tensor table, uint32_t row, size_t count)
{
    const float *from = table.data + (size_t)row * table.columns;
    size_t i;

    for (i = 0; i < count; i++) to[i] += from[i];
}

/* Add the maximum over the units between the two mentions, dimension by dimension. */
static void add_between(const scorer *s, uint32_t begin, uint32_t end, float *to)
{
    float most[NGI_REL_HIDDEN];
    uint32_t u;
    size_t i;

    if (begin >= end) return;
    memcpy(most, s->between + (size_t)begin * NGI_REL_HIDDEN, sizeof most);
    for (u = begin + 1; u < end; u++) {
        const float *row = s->between + (size_t)u * NGI_REL_HIDDEN;

        for (i = 0; i < NGI_REL_HIDDEN; i++) most[i] = row[i] > most[i] ? row[i] : most[i];
    }
    for (i = 0; i < NGI_REL_HIDDEN; i++) to[i] += most[i];
}

/* The input of the second layer for a pair, before the first GELU. */
static void fill_input(const scorer *s, pair p, float *row)
{
    const ngi_relater *r = s->r;
    const ng_mention *head = &s->doc->mentions.items[p.head], *tail = &s->doc->mentions.items[p.tail];
    uint32_t first = p.head < p.tail ? p.head : p.tail, second = p.head < p.tail ? p.tail : p.head;
    uint32_t begin = s->ends[first].end + 1, end = s->ends[second].begin > begin ? s->ends[second].begin : begin;
    uint32_t middle = second - first - 1, i;
    uint32_t apart = s->encoding->sentences[s->ends[second].begin] - s->encoding->sentences[s->ends[first].begin];
    const float *a = s->head_products + (size_t)p.head * NGI_REL_PRODUCT, *b = s->tail_products + (size_t)p.tail * NGI_REL_PRODUCT;

    memcpy(row, s->heads + (size_t)p.head * NGI_REL_HIDDEN, NGI_REL_HIDDEN * sizeof *row);
    for (i = 0; i < NGI_REL_HIDDEN; i++) row[i] += s->tails[(size_t)p.tail * NGI_REL_HIDDEN + i] + r->bias1.data[i];
    add_between(s, begin, end, row);
    add_row(row, r->head_type, type_of(s, p.head), NGI_REL_HIDDEN);
    add_row(row, r->tail_type, type_of(s, p.tail), NGI_REL_HIDDEN);
    add_row(row, r->distance, ngi_unit_bucket(end - begin) + (p.head > p.tail ? 9 : 0), NGI_REL_HIDDEN);
    add_row(row, r->sentence, apart > 0, NGI_REL_HIDDEN);
    add_row(row, r->kind, (uint32_t)head->kind * 3 + (uint32_t)tail->kind, NGI_REL_HIDDEN);
    add_row(row, r->middle, middle < 5 ? middle : 5, NGI_REL_HIDDEN);
    ngi_gelu(row, NGI_REL_HIDDEN);
    for (i = 0; i < NGI_REL_PRODUCT; i++) row[NGI_REL_HIDDEN + i] = a[i] * b[i];
}

/*
 * The likeliest status. The weights are biased against 'current', so that few plans pass for facts by the head alone;
 * cue words will find more of them (settle_status), so 'current' gets a part of that bias back.
 */
static ng_assertion best_status(const float *logits)
{
    uint32_t i, best = NG_FORMER;

    for (i = NG_FORMER + 1; i < NG_ASSERTION_COUNT; i++) best = logits[i] > logits[best] ? i : best;
    return logits[NG_CURRENT] + TRUST >= logits[best] ? NG_CURRENT : (ng_assertion)best;
}

static ng_status claim_pair(scorer *s, pair p, const float *logits, const float *statuses)
{
    ng_status st = NG_OK;
    uint32_t t;

    for (t = 0; t < NG_RELATION_COUNT; t++) {
        float chance = 1.0f / (1.0f + expf(-(s->r->scale[t] * logits[t] + s->r->offset[t])));
        ngi_claim claim;

        if (chance < s->floor || !ngi_relation_fits((ng_relation_type)t, (ng_entity_type)type_of(s, p.head), (ng_entity_type)type_of(s, p.tail))) continue;
        memset(&claim, 0, sizeof claim);
        claim.head = p.head;
        claim.tail = p.tail;
        claim.type = (ng_relation_type)t;
        claim.status = best_status(statuses);
        claim.score = chance;
        claim.by = "head";
        NG_CHECK(ngi_array_push(s->ctx, &s->out->list, claim));
    }
done:
    return st;
}

static ng_status score_block(scorer *s)
{
    ng_status st = NG_OK;
    size_t i;

    for (i = 0; i < s->count; i++) fill_input(s, s->pairs[i], s->input + i * SECOND_IN);
    ngi_matrix_rows(s->r->second, s->input, s->count, s->r->bias2.data, s->hidden);
    ngi_gelu(s->hidden, s->count * NGI_REL_HIDDEN);
    ngi_matrix_rows(s->r->relation, s->hidden, s->count, s->r->relation_bias.data, s->logits);
    ngi_matrix_rows(s->r->status, s->hidden, s->count, s->r->status_bias.data, s->statuses);
    for (i = 0; i < s->count; i++) {
        NG_CHECK(claim_pair(s, s->pairs[i], s->logits + i * NG_RELATION_COUNT, s->statuses + i * NG_ASSERTION_COUNT));
    }
    s->count = 0;
done:
    return st;
}

static bool any_fits(ng_entity_type head, ng_entity_type tail)
{
    uint32_t t;

    for (t = 0; t < NG_RELATION_COUNT; t++) {
        if (ngi_relation_fits((ng_relation_type)t, head, tail)) return true;
    }
    return false;
}

static ng_status queue(scorer *s, uint32_t head, uint32_t tail)
{
    if (!any_fits((ng_entity_type)type_of(s, head), (ng_entity_type)type_of(s, tail))) return NG_OK;
    s->pairs[s->count++] = (pair){ head, tail };
    return s->count == BLOCK ? score_block(s) : NG_OK;
}

/* All pairs near enough: neighbouring sentences, at most NGI_FARTHEST units between. */
static ng_status walk_pairs(scorer *s)
{
    const ng_mention *mentions = s->doc->mentions.items;
    ng_status st = NG_OK;
    uint32_t i, k;

    for (i = 0; i < s->doc->mentions.count; i++) {
        if (mentions[i].entity == NG_NONE || s->ends[i].begin == NG_NONE) continue;
        for (k = i + 1; k < s->doc->mentions.count; k++) {
            if (s->ends[k].begin == NG_NONE) continue;
            if (s->encoding->sentences[s->ends[k].begin] > s->encoding->sentences[s->ends[i].begin] + 1) break;
            if (s->ends[k].begin > s->ends[i].end + 1 + NGI_FARTHEST) break;
            if (mentions[k].entity == NG_NONE || mentions[k].entity == mentions[i].entity) continue;
            NG_CHECK(queue(s, i, k));
            NG_CHECK(queue(s, k, i));
        }
    }
    if (s->count) NG_CHECK(score_block(s));
done:
    return st;
}

static void project(scorer *s)
{
    size_t m = s->doc->mentions.count, width = s->r->hidden, i;

    for (i = 0; i < m; i++) {
        if (s->ends[i].begin == NG_NONE) continue;
        memcpy(s->vectors + 2 * i * width, s->encoding->vectors + s->ends[i].begin * width, width * sizeof(float));
        memcpy(s->vectors + (2 * i + 1) * width, s->encoding->vectors + s->ends[i].end * width, width * sizeof(float));
    }
    ngi_matrix_rows(s->r->head, s->vectors, m, NULL, s->heads);
    ngi_matrix_rows(s->r->tail, s->vectors, m, NULL, s->tails);
    ngi_matrix_rows(s->r->project_head, s->vectors, m, NULL, s->head_products);
    ngi_matrix_rows(s->r->project_tail, s->vectors, m, NULL, s->tail_products);
    ngi_matrix_rows(s->r->between, s->encoding->vectors, s->encoding->count, NULL, s->between);
}

ng_status ngi_score_pairs(ng_context *ctx, const ngi_relater *relater, const ngi_encoding *encoding, float floor,
                          const ng_document *doc, ngi_claims *out)
{
    size_t m = doc->mentions.count;
    scorer s = { .ctx = ctx, .r = relater, .encoding = encoding, .doc = doc, .floor = floor, .out = out };
    ng_status st = NG_OK;

    if (m < 2 || encoding->count == 0) return NG_OK;
    s.ends = ngi_alloc(ctx, m, sizeof *s.ends);
    s.vectors = ngi_alloc(ctx, m * 2 * relater->hidden, sizeof(float));
    s.heads = ngi_alloc(ctx, m * NGI_REL_HIDDEN, sizeof(float));
    s.tails = ngi_alloc(ctx, m * NGI_REL_HIDDEN, sizeof(float));
    s.head_products = ngi_alloc(ctx, m * NGI_REL_PRODUCT, sizeof(float));
    s.tail_products = ngi_alloc(ctx, m * NGI_REL_PRODUCT, sizeof(float));
    s.between = ngi_alloc(ctx, encoding->count * NGI_REL_HIDDEN, sizeof(float));
    s.input = ngi_alloc(ctx, BLOCK * (SECOND_IN + NGI_REL_HIDDEN + NG_RELATION_COUNT + NG_ASSERTION_COUNT), sizeof(float));
    if (!s.ends || !s.vectors || !s.heads || !s.tails || !s.head_products || !s.tail_products || !s.between || !s.input) {
        st = NG_E_NOMEM;
        goto done;
    }
    s.hidden = s.input + (size_t)BLOCK * SECOND_IN;
    s.logits = s.hidden + (size_t)BLOCK * NGI_REL_HIDDEN;
    s.statuses = s.logits + (size_t)BLOCK * NG_RELATION_COUNT;
    ngi_unit_ends(encoding, doc, s.ends);
    project(&s);
    NG_CHECK(walk_pairs(&s));
done:
    ngi_free(ctx, s.ends);
    ngi_free(ctx, s.vectors);
    ngi_free(ctx, s.heads);
    ngi_free(ctx, s.tails);
    ngi_free(ctx, s.head_products);
    ngi_free(ctx, s.tail_products);
    ngi_free(ctx, s.between);
    ngi_free(ctx, s.input);
    return st;
}
