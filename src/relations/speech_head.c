/*
 * The speech head: a label for each unit (direct, indirect, cue; begin and inside), the best valid row of them by
 * Viterbi (1967), none across a paragraph; then for each stretch the entity whose mentions have the greatest chance to be
 * its speaker, against 'nobody'. The score is the chance of the labels times that of the speaker.
 */
#include "relater.h"

#include <math.h>

enum { HEARD_DIRECT, HEARD_INDIRECT, HEARD_CUE }; /* kinds of the head's labels */

typedef struct hearer {
    ng_context *ctx;
    const ngi_relater *r;
    const ngi_encoding *encoding;
    const ng_document *doc;
    ng_range *ends;
    float *speakers;         /* a projection of each mention */
    ngi_label_runs list;      /* in order; cues among them */
} hearer;

static uint32_t paragraph_of(const hearer *h, uint32_t unit)
{
    return h->doc->sentences.items[h->encoding->sentences[unit]].paragraph;
}

static ng_status label_units(hearer *h)
{
    size_t n = h->encoding->count, u;
    uint32_t *sections = ngi_alloc(h->ctx, n, sizeof *sections);
    float *scores = NULL;
    ng_status st = sections ? NG_OK : NG_E_NOMEM;

    if (st != NG_OK) goto done;
    for (u = 0; u < n; u++) sections[u] = paragraph_of(h, (uint32_t)u);
    NG_CHECK(ngi_label_units(h->ctx, h->encoding, h->r->tag, h->r->tag_bias, h->r->tag_temperature, &scores));
    NG_CHECK(ngi_find_label_runs(h->ctx, scores, sections, n, NGI_SPEECH_LABELS, &h->list));
done:
    ngi_free(h->ctx, sections);
    ngi_free(h->ctx, scores);
    return st;
}

static void add_row(float *to, ngi_tensor table, uint32_t row)
{
    size_t i;

    for (i = 0; i < NGI_SPEAKER_HIDDEN; i++) to[i] += table.data[(size_t)row * table.columns + i];
}

static float score_speaker(const hearer *h, const float *stretch, const ngi_label_run *k, uint32_t m, uint32_t par)
{
    const ng_mention *mention = &h->doc->mentions.items[m];
    float hidden[NGI_SPEAKER_HIDDEN];
    uint32_t distance = 18;
    size_t i;

    for (i = 0; i < NGI_SPEAKER_HIDDEN; i++) {
        hidden[i] = stretch[i] + h->speakers[(size_t)m * NGI_SPEAKER_HIDDEN + i] + h->r->speech_bias1.data[i];
    }
    if (h->ends[m].end < k->units.begin) distance = ngi_unit_bucket(k->units.begin - h->ends[m].end - 1);
    if (h->ends[m].begin > (k->units.end - 1)) distance = 9 + ngi_unit_bucket(h->ends[m].begin - (k->units.end - 1) - 1);
    add_row(hidden, h->r->speech_distance, distance);
    add_row(hidden, h->r->speech_paragraph, par);
    add_row(hidden, h->r->speech_kind, (uint32_t)mention->kind);
    add_row(hidden, h->r->speech_type, (uint32_t)h->doc->entities.items[mention->entity].type);
    ngi_gelu(hidden, NGI_SPEAKER_HIDDEN);
    return ngi_dot(hidden, h->r->speech_out.data, NGI_SPEAKER_HIDDEN);
}

/* Who may speak: whoever is mentioned from two paragraphs before the stretch to one behind. 'We' inside it tells nothing: whom it
 * means is known once the speaker is. */
static bool may_speak(const hearer *h, const ngi_label_run *k, uint32_t m, uint32_t line)
{
    const ng_mention *mention = &h->doc->mentions.items[m];
    uint32_t paragraph = h->doc->sentences.items[mention->sentence].paragraph;

    if (mention->entity == NG_NONE || h->ends[m].begin == NG_NONE || paragraph + 2 < line || paragraph > line + 1) return false;
    return mention->kind != NG_PRONOUN || h->ends[m].begin < k->units.begin || h->ends[m].begin >= k->units.end ||
           !ngi_word_in(ng_document_slice(h->doc, mention->span), "we|us|our|ours|ourselves");
}

/* The speaker of a stretch: the entity whose mentions have the greatest chance together; NG_NONE for nobody. */
static ng_status choose_speaker(hearer *h, const ngi_label_run *k, uint32_t *out_mention, float *out_chance)
{
    size_t width = h->r->hidden, e;
    float *ends = ngi_alloc(h->ctx, 2 * width + NGI_SPEAKER_HIDDEN + h->doc->entities.count, sizeof(float));
    float *stretch = ends ? ends + 2 * width : NULL, *sums = ends ? stretch + NGI_SPEAKER_HIDDEN : NULL;
    float nobody, total, best_chance = 0, best_score = -1e30f, most;
    uint32_t m, best = NG_NONE, line = paragraph_of(h, k->units.begin);

    *out_mention = NG_NONE;
    *out_chance = 1.0f;
    if (!ends) return NG_E_NOMEM;
    memcpy(ends, h->encoding->vectors + k->units.begin * width, width * sizeof *ends);
    memcpy(ends + width, h->encoding->vectors + (k->units.end - 1) * width, width * sizeof *ends);
    ngi_matrix_vector(h->r->stretch, ends, NULL, stretch);
    nobody = ngi_dot(ends, h->r->nobody.data, 2 * width) + h->r->nobody_bias.data[0];
    total = most = expf(nobody / h->r->speaker_temperature);
    for (m = 0; m < h->doc->mentions.count; m++) {
        const ng_mention *mention = &h->doc->mentions.items[m];
        uint32_t paragraph = h->doc->sentences.items[mention->sentence].paragraph;
        float score;

        if (!may_speak(h, k, m, line)) continue;
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

        if (h->doc->mentions.items[m].entity != best || !may_speak(h, k, m, line)) continue;
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
static ng_span cue_of(const hearer *h, const ngi_label_run *k)
{
    ng_span found = { 0, 0 };
    uint32_t nearest = 26;
    size_t i;

    for (i = 0; i < h->list.count; i++) {
        const ngi_label_run *cue = &h->list.items[i];
        uint32_t apart = cue->units.end <= k->units.begin ? k->units.begin - cue->units.end : cue->units.begin - k->units.end;

        if (cue->kind != HEARD_CUE || apart >= nearest || paragraph_of(h, cue->units.begin) != paragraph_of(h, k->units.begin)) continue;
        nearest = apart;
        found = (ng_span){ h->encoding->spans[cue->units.begin].begin, h->encoding->spans[cue->units.end - 1].end };
    }
    return found;
}

static ng_status hear(hearer *h, ngi_utterances *out)
{
    ng_status st = NG_OK;
    size_t i;

    NG_CHECK(label_units(h));
    for (i = 0; i < h->list.count; i++) {
        const ngi_label_run *k = &h->list.items[i];
        ngi_utterance s = { { h->encoding->spans[k->units.begin].begin, h->encoding->spans[(k->units.end - 1)].end }, { 0, 0 },
                          k->kind == HEARD_DIRECT ? NG_DIRECT : NG_INDIRECT, NG_NONE, { 0, 0 }, k->score, true };
        uint32_t mention;
        float chance;

        if (k->kind == HEARD_CUE) continue;
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
                          const ng_document *doc, ngi_utterances *out)
{
    size_t m = doc->mentions.count, width = relater->hidden, i;
    hearer h = { .ctx = ctx, .r = relater, .encoding = encoding, .doc = doc };
    float *vector = ngi_alloc(ctx, 2 * width, sizeof *vector);
    ng_status st = NG_OK;

    h.ends = ngi_alloc(ctx, m, sizeof *h.ends);
    h.speakers = ngi_alloc(ctx, m * NGI_SPEAKER_HIDDEN, sizeof(float));
    if (!vector || !h.ends || !h.speakers) {
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
    ngi_array_release(ctx, &h.list);
    return st;
}
