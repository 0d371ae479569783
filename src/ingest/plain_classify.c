/*
 * Lines of a scraped text -> what each is: furniture, a title, the lead of an article without one, or prose. A softmax
 * over the features of the line and of two neighbours on each side, trained on articles written for the purpose
 * (src/train/lines.py), then the likeliest sequence under the order that articles have (Viterbi 1967): a title is
 * followed by prose of its own, perhaps with furniture between. Rules alone were tried first and could not weigh a
 * short sentence against a section label. Cost: linear.
 */
#include "plain_impl.h"

#include <math.h>
#include <stdlib.h>

/* Where the sequence stands. Furniture remembers what it came behind. */
typedef enum line_state {
    STATE_TITLE,
    STATE_LEAD,
    STATE_PROSE,
    STATE_FURNITURE_FIRST,   /* before any article */
    STATE_FURNITURE_TITLE,   /* between a title and its prose */
    STATE_FURNITURE_PROSE,
    STATE_COUNT
} line_state;

static const ngi_line_class class_of[STATE_COUNT] = {
    NGI_LINE_IS_TITLE, NGI_LINE_IS_LEAD, NGI_LINE_IS_PROSE, NGI_LINE_IS_BOILERPLATE, NGI_LINE_IS_BOILERPLATE,
    NGI_LINE_IS_BOILERPLATE,
};

/* May the second state come behind the first? */
static const bool may_follow[STATE_COUNT][STATE_COUNT] = {
    /*                    T      L      P      F0     FT     FP */
    [STATE_TITLE] =           { false, false, true, false, true, false },
    [STATE_LEAD] =            { true, true, true, false, false, true },
    [STATE_PROSE] =           { true, true, true, false, false, true },
    [STATE_FURNITURE_FIRST] = { true, true, false, true, false, false },
    [STATE_FURNITURE_TITLE] = { false, false, true, false, true, false },
    [STATE_FURNITURE_PROSE] = { true, true, true, false, false, true },
};

static const bool may_begin[STATE_COUNT] = { true, true, false, true, false, false };

#define IMPOSSIBLE (-1e30f)
/*
 * Added to the score of a title that lacks the furniture which its file repeats: the authored articles are shorter than
 * real ones and hold fewer sub-headings that look like titles.
 */
#define BARE_TITLE (-1.0f)
/* Added to furniture that is shaped like a paragraph: a name lost costs more than a line too many. */
#define PARAGRAPH_FURNITURE (-1.0f)
/* Added to a second lead in a text of few lines: a note of three paragraphs is one article more often than two. */
#define LEAD_OF_NOTE (-1.5f)
#define NOTE_LINES 5u

/* Added to the score of a line as furniture where it asks the reader to follow a handle, whatever else it says. */
#define PITCH 4.0f
/* Added to the score of a line as a title where the next line is a byline: hardly anything else stands there. */
#define BYLINE_BELOW 3.0f

static bool stands_on_byline(const ngi_line_array *lines, size_t index)
{
    const ngi_line *line = &lines->items[index];

    if (index + 1 >= lines->count || lines->items[index + 1].features[NGI_LINE_BYLINE] <= 0.0f) return false;
    return line->words >= 2 && line->features[NGI_LINE_ENDS_STOP] <= 0.0f && line->features[NGI_LINE_BYLINE] <= 0.0f &&
           line->features[NGI_LINE_SEPARATOR] <= 0.0f;
}

static int compare_cue(const void *key, const void *item)
{
    uint32_t k = *(const uint32_t *)key, c = ((const ngi_line_cue *)item)->key;

    return k < c ? -1 : k > c;
}

static void add_weights(float *scores, const float *weights, float value)
{
    for (size_t c = 0; c < NGI_LINE_CLASS_COUNT; c++) scores[c] += weights[c] * value;
}

/* Logarithms of the probabilities of the classes. */
static void score_line(const ngi_line_array *lines, size_t index, float *scores)
{
    const ngi_line *line = &lines->items[index];
    float highest, sum = 0.0f;

    memcpy(scores, ngi_line_bias, sizeof ngi_line_bias);
    for (size_t place = 0; place <= 2 * NGI_LINE_REACH; place++) {
        size_t other = index + place;

        if (other < NGI_LINE_REACH || other - NGI_LINE_REACH >= lines->count) continue;
        for (size_t f = 0; f < NGI_LINE_FEATURE_COUNT; f++) {
            float value = lines->items[other - NGI_LINE_REACH].features[f];

            if (value > 0.0f) add_weights(scores, ngi_line_weights[place][f], value);
        }
    }
    for (uint32_t i = 0; i < line->cue_count; i++) {
        const ngi_line_cue *cue =
            bsearch(&line->cues[i], ngi_line_cues, ngi_line_cue_count, sizeof *cue, compare_cue);

        if (cue) add_weights(scores, cue->weights, 1.0f);
    }
    scores[NGI_LINE_IS_BOILERPLATE] += PARAGRAPH_FURNITURE * line->features[NGI_LINE_PARAGRAPH];
    if (line->pitch) scores[NGI_LINE_IS_BOILERPLATE] += PITCH;
    if (lines->count <= NOTE_LINES && index > 0 && line->features[NGI_LINE_GAP_RARE] == 0.0f)
        scores[NGI_LINE_IS_LEAD] += LEAD_OF_NOTE;
    scores[NGI_LINE_IS_TITLE] += BARE_TITLE * line->features[NGI_LINE_HEADLINE_BARE];
    if (stands_on_byline(lines, index)) scores[NGI_LINE_IS_TITLE] += BYLINE_BELOW;
    highest = scores[0];
    for (size_t c = 1; c < NGI_LINE_CLASS_COUNT; c++) highest = scores[c] > highest ? scores[c] : highest;
    for (size_t c = 0; c < NGI_LINE_CLASS_COUNT; c++) sum += expf(scores[c] - highest);
    for (size_t c = 0; c < NGI_LINE_CLASS_COUNT; c++) scores[c] -= highest + logf(sum);
}

/* Best scores of the states at one line, from those of the line before. */
static void step(const float *before, const float *scores, float *now, uint8_t *from)
{
    for (unsigned s = 0; s < STATE_COUNT; s++) {
        float best = IMPOSSIBLE;

        from[s] = 0;
        for (unsigned p = 0; p < STATE_COUNT; p++) {
            if (!may_follow[p][s] || before[p] <= best) continue;
            best = before[p];
            from[s] = (uint8_t)p;
        }
        now[s] = best <= IMPOSSIBLE ? IMPOSSIBLE : best + scores[class_of[s]];
    }
}

/* A text that seems all furniture is a note or a message, too short to judge: its sentences are prose. */
static void rescue_prose(ngi_line_array *lines)
{
    bool some = false;

    for (size_t i = 0; i < lines->count; i++) some |= lines->items[i].what != NGI_LINE_IS_BOILERPLATE;
    for (size_t i = 0; i < lines->count && !some; i++) {
        const float *f = lines->items[i].features;

        if (lines->items[i].words < 3 || f[NGI_LINE_SEPARATORS] > 0.0f) continue;
        if (f[NGI_LINE_ENDS_STOP] + f[NGI_LINE_ENDS_QUESTION] > 0.0f || lines->items[i].words >= 6 ||
            lines->count <= 3)
            lines->items[i].what = NGI_LINE_IS_PROSE;
    }
}

ng_status ngi_lines_classify(ng_context *ctx, ngi_line_array *lines)
{
    uint8_t(*from)[STATE_COUNT] = NULL;
    float now[STATE_COUNT], next[STATE_COUNT], scores[NGI_LINE_CLASS_COUNT];
    unsigned state = 0;
    ng_status st = NG_OK;

    if (lines->count == 0) return NG_OK;
    from = ngi_alloc(ctx, lines->count, sizeof *from);
    if (!from) return NG_E_NOMEM;
    for (size_t i = 0; i < lines->count; i++) {
        score_line(lines, i, scores);
        if (i == 0) {
            for (unsigned s = 0; s < STATE_COUNT; s++) now[s] = may_begin[s] ? scores[class_of[s]] : IMPOSSIBLE;
            continue;
        }
        if (i % 1024 == 0) NG_CHECK(ngi_progress(ctx, "ingest", i, lines->count));
        step(now, scores, next, from[i]);
        memcpy(now, next, sizeof now);
    }
    now[STATE_TITLE] = now[STATE_FURNITURE_TITLE] = IMPOSSIBLE; /* a title without an article is none */
    for (unsigned s = 1; s < STATE_COUNT; s++)
        if (now[s] > now[state]) state = s;
    for (size_t i = lines->count; i-- > 0;) {
        lines->items[i].what = class_of[state];
        state = from[i][state];
    }
    rescue_prose(lines);
done:
    ngi_free(ctx, from);
    return st;
}

ng_status ngi_lines_furniture(ng_context *ctx, const ngi_line_array *lines, float *out, size_t count)
{
    float scores[NGI_LINE_CLASS_COUNT];
    ng_status st = NG_OK;

    for (size_t i = 0; i < count; i++) {
        out[i] = 0.0f;
        if (i >= lines->count) continue;
        if (i % 1024 == 0) NG_CHECK(ngi_progress(ctx, "ingest", i, lines->count));
        score_line(lines, i, scores);
        out[i] = expf(scores[NGI_LINE_IS_BOILERPLATE]);
    }
done:
    return st;
}

ng_status ngi_lines_classify_one(ng_context *ctx, ngi_line_array *lines)
{
    float *furniture = ngi_alloc(ctx, lines->count, sizeof *furniture);
    ng_status st = NG_E_NOMEM;

    if (!furniture) goto done;
    NG_CHECK(ngi_lines_furniture(ctx, lines, furniture, lines->count));
    for (size_t i = 0; i < lines->count; i++) {
        bool out = furniture[i] > 0.5f && lines->count > 1;

        lines->items[i].what = out ? NGI_LINE_IS_BOILERPLATE : NGI_LINE_IS_PROSE;
    }
    rescue_prose(lines);
done:
    ngi_free(ctx, furniture);
    return st;
}
