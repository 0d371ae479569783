/*
 * The speech head: a label for each unit (direct, indirect, cue; begin and inside), the best valid row of them by
 * Viterbi (1967), none across a paragraph; then for each stretch the mention that speaks, by scores against 'nobody'.
 * The score of a stretch is the mean chance of its units' label times that of its speaker.
 */
#include "relater.h"

#include <math.h>

enum { OUTSIDE, BEGIN_DIRECT, INSIDE_DIRECT, BEGIN_INDIRECT, INSIDE_INDIRECT, BEGIN_CUE, INSIDE_CUE, LABELS };

typedef struct heard {
    uint32_t first, last;    /* units */
    int label;               /* BEGIN_DIRECT, BEGIN_INDIRECT or BEGIN_CUE */
    float score;
} heard;

typedef struct hearer {
    ng_context *ctx;
    const ngi_relater *r;
    const ngi_encoding *encoding;
    const ng_document *doc;
    ng_range *ends;
    float *speakers;         /* a projection of each mention */
    float *labels;           /* log-chances of the labels of each unit */
    NGI_ARRAY(heard) list;
} hearer;

static uint32_t paragraph_of(const hearer *h, uint32_t unit)
{
    return h->doc->sentences.items[h->encoding->sentences[unit]].paragraph;
}

/* May label b follow label a (LABELS: nothing before it)? */
static bool may_follow(int a, int b)
{
    bool inside = b == INSIDE_DIRECT || b == INSIDE_INDIRECT || b == INSIDE_CUE;

    return !inside || (a != LABELS && (a == b || a == b - 1));
}

/* Best row of labels; `back` has room for LABELS bytes a unit, `path` for one. */
static void best_path(const hearer *h, unsigned char *back, unsigned char *path)
{
    float best[LABELS], next[LABELS];
    size_t n = h->encoding->count, u;
    int a, b;

    for (b = 0; b < LABELS; b++) best[b] = may_follow(LABELS, b) ? h->labels[b] : -1e9f;
    for (u = 1; u < n; u++) {
        bool breaks = paragraph_of(h, (uint32_t)u) != paragraph_of(h, (uint32_t)u - 1);

        for (b = 0; b < LABELS; b++) {
            int from = 0;
            float most = -1e30f;

            for (a = 0; a < LABELS; a++) {
                float score = best[a] + (may_follow(breaks ? LABELS : a, b) ? 0.0f : -1e9f);

                if (score > most) {
                    most = score;
                    from = a;
                }
            }
            back[u * LABELS + (size_t)b] = (unsigned char)from;
            next[b] = most + h->labels[u * LABELS + (size_t)b];
        }
        memcpy(best, next, sizeof best);
    }
    for (a = 0, b = 1; b < LABELS; b++) a = best[b] > best[a] ? b : a;
    for (u = n; u-- > 0;) {
        path[u] = (unsigned char)a;
        a = back[u * LABELS + (size_t)a];
    }
}

static ng_status cut_stretches(hearer *h, const unsigned char *path)
{
    ng_status st = NG_OK;
    size_t u;

    for (u = 0; u < h->encoding->count; u++) {
        float chance = expf(h->labels[u * LABELS + path[u]]);
        heard *last = h->list.count ? &h->list.items[h->list.count - 1] : NULL;

        if (path[u] == OUTSIDE) continue;
        if (path[u] % 2 == 0 && last) {
            last->last = (uint32_t)u;
            last->score += chance;
        } else {
            NG_CHECK(ngi_array_push(h->ctx, &h->list, (heard){ (uint32_t)u, (uint32_t)u, path[u], chance }));
        }
    }
    for (u = 0; u < h->list.count; u++) {
        h->list.items[u].score /= (float)(h->list.items[u].last - h->list.items[u].first + 1);
    }
done:
    return st;
}

static ng_status label_units(hearer *h)
{
    size_t n = h->encoding->count, u, i;
    unsigned char *back = ngi_alloc(h->ctx, n, LABELS + 1);
    ng_status st = back ? NG_OK : NG_E_NOMEM;

    if (st != NG_OK) goto done;
    ngi_matrix_rows(h->r->tag, h->encoding->vectors, n, h->r->tag_bias.data, h->labels);
    for (u = 0; u < n; u++) {
        for (i = 0; i < LABELS; i++) h->labels[u * LABELS + i] /= h->r->tag_temperature;
        (void)ngi_log_softmax(h->labels + u * LABELS, LABELS);
    }
    best_path(h, back, back + n * LABELS);
    NG_CHECK(cut_stretches(h, back + n * LABELS));
done:
    ngi_free(h->ctx, back);
    return st;
}

static void add_row(float *to, ngi_tensor table, uint32_t row)
{
    size_t i;

    for (i = 0; i < NGI_SPEAKER_HIDDEN; i++) to[i] += table.data[(size_t)row * table.columns + i];
}

static float score_speaker(const hearer *h, const float *stretch, const heard *k, uint32_t m, uint32_t par)
{
    const ng_mention *mention = &h->doc->mentions.items[m];
    float hidden[NGI_SPEAKER_HIDDEN];
    uint32_t distance = 18;
    size_t i;

    for (i = 0; i < NGI_SPEAKER_HIDDEN; i++) {
        hidden[i] = stretch[i] + h->speakers[(size_t)m * NGI_SPEAKER_HIDDEN + i] + h->r->speech_bias1.data[i];
    }
    if (h->ends[m].end < k->first) distance = ngi_unit_bucket(k->first - h->ends[m].end - 1);
    if (h->ends[m].begin > k->last) distance = 9 + ngi_unit_bucket(h->ends[m].begin - k->last - 1);
    add_row(hidden, h->r->speech_distance, distance);
    add_row(hidden, h->r->speech_paragraph, par);
    add_row(hidden, h->r->speech_kind, (uint32_t)mention->kind);
    add_row(hidden, h->r->speech_type, (uint32_t)h->doc->entities.items[mention->entity].type);
    ngi_gelu(hidden, NGI_SPEAKER_HIDDEN);
    return ngi_dot(hidden, h->r->speech_out.data, NGI_SPEAKER_HIDDEN);
}

/* The speaker of a stretch: the entity whose mentions have the greatest chance together; NG_NONE for nobody. */
static ng_status choose_speaker(hearer *h, const heard *k, uint32_t *out_mention, float *out_chance)
{
    size_t width = h->r->hidden, e;
    float *ends = ngi_alloc(h->ctx, 2 * width + NGI_SPEAKER_HIDDEN + h->doc->entities.count, sizeof(float));
    float *stretch = ends ? ends + 2 * width : NULL, *sums = ends ? stretch + NGI_SPEAKER_HIDDEN : NULL;
    float nobody, total, best_chance = 0, best_score = -1e30f, most;
    uint32_t m, best = NG_NONE, line = paragraph_of(h, k->first);

    *out_mention = NG_NONE;
    *out_chance = 1.0f;
    if (!ends) return NG_E_NOMEM;
    memcpy(ends, h->encoding->vectors + k->first * width, width * sizeof *ends);
    memcpy(ends + width, h->encoding->vectors + k->last * width, width * sizeof *ends);
    ngi_matrix_vector(h->r->stretch, ends, NULL, stretch);
    nobody = ngi_dot(ends, h->r->nobody.data, 2 * width) + h->r->nobody_bias.data[0];
    total = most = expf(nobody / h->r->speaker_temperature);
    for (m = 0; m < h->doc->mentions.count; m++) {
        const ng_mention *mention = &h->doc->mentions.items[m];
        uint32_t paragraph = h->doc->sentences.items[mention->sentence].paragraph;
        float score;

        if (mention->entity == NG_NONE || h->ends[m].begin == NG_NONE || paragraph + 2 < line || paragraph > line + 1) continue;
        score = score_speaker(h, stretch, k, m, paragraph > line ? 3 : line - paragraph);
        sums[mention->entity] += expf(score / h->r->speaker_temperature);
        total += expf(score / h->r->speaker_temperature);
    }
    for (e = 0; e < h->doc->entities.count; e++) {
        if (sums[e] > most) {
            most = sums[e];
            best = (uint32_t)e;
        }
    }
    best_chance = most / total;
    for (m = 0; best != NG_NONE && m < h->doc->mentions.count; m++) {
        uint32_t paragraph = h->doc->sentences.items[h->doc->mentions.items[m].sentence].paragraph;
        float score;

        if (h->doc->mentions.items[m].entity != best || h->ends[m].begin == NG_NONE || paragraph + 2 < line || paragraph > line + 1) continue;
        score = score_speaker(h, stretch, k, m, paragraph > line ? 3 : line - paragraph);
        if (score > best_score) {
            best_score = score;
            *out_mention = m;
        }
    }
    *out_chance = best_chance;
    ngi_free(h->ctx, ends);
    return NG_OK;
}

/* The cue nearest to a stretch in its paragraph, at most 25 units away. */
static ng_span cue_of(const hearer *h, const heard *k)
{
    ng_span found = { 0, 0 };
    uint32_t nearest = 26;
    size_t i;

    for (i = 0; i < h->list.count; i++) {
        const heard *cue = &h->list.items[i];
        uint32_t apart = cue->last < k->first ? k->first - cue->last : cue->first - k->last;

        if (cue->label != BEGIN_CUE || apart >= nearest || paragraph_of(h, cue->first) != paragraph_of(h, k->first)) continue;
        nearest = apart;
        found = (ng_span){ h->encoding->spans[cue->first].begin, h->encoding->spans[cue->last].end };
    }
    return found;
}

static ng_status hear(hearer *h, ngi_stretches *out)
{
    ng_status st = NG_OK;
    size_t i;

    NG_CHECK(label_units(h));
    for (i = 0; i < h->list.count; i++) {
        const heard *k = &h->list.items[i];
        ngi_stretch s = { { h->encoding->spans[k->first].begin, h->encoding->spans[k->last].end }, { 0, 0 },
                          k->label == BEGIN_DIRECT ? NG_DIRECT : NG_INDIRECT, NG_NONE, { 0, 0 }, k->score };
        uint32_t mention;
        float chance;

        if (k->label == BEGIN_CUE) continue;
        NG_CHECK(choose_speaker(h, k, &mention, &chance));
        s.cue = cue_of(h, k);
        s.score *= chance;
        if (mention != NG_NONE) {
            s.speaker = h->doc->mentions.items[mention].entity;
            s.speaker_span = h->doc->mentions.items[mention].span;
        }
        NG_CHECK(ngi_array_push(h->ctx, &out->list, s));
    }
done:
    return st;
}

ng_status ngi_hear_speech(ng_context *ctx, const ngi_relater *relater, const ngi_encoding *encoding,
                          const ng_document *doc, ngi_stretches *out)
{
    size_t m = doc->mentions.count, width = relater->hidden, i;
    hearer h = { .ctx = ctx, .r = relater, .encoding = encoding, .doc = doc };
    float *vector = ngi_alloc(ctx, 2 * width, sizeof *vector);
    ng_status st = NG_OK;

    h.ends = ngi_alloc(ctx, m, sizeof *h.ends);
    h.speakers = ngi_alloc(ctx, m * NGI_SPEAKER_HIDDEN, sizeof(float));
    h.labels = ngi_alloc(ctx, encoding->count * LABELS, sizeof(float));
    if (!vector || !h.ends || !h.speakers || !h.labels) {
        st = NG_E_NOMEM;
        goto done;
    }
    if (encoding->count == 0) goto done;
    ngi_unit_ends(encoding, doc, h.ends);
    for (i = 0; i < m; i++) {
        if (h.ends[i].begin == NG_NONE) continue;
        memcpy(vector, encoding->vectors + h.ends[i].begin * width, width * sizeof *vector);
        memcpy(vector + width, encoding->vectors + h.ends[i].end * width, width * sizeof *vector);
        ngi_matrix_vector(relater->speaker, vector, NULL, h.speakers + i * NGI_SPEAKER_HIDDEN);
    }
    NG_CHECK(hear(&h, out));
done:
    ngi_free(ctx, vector);
    ngi_free(ctx, h.ends);
    ngi_free(ctx, h.speakers);
    ngi_free(ctx, h.labels);
    ngi_array_release(ctx, &h.list);
    return st;
}
