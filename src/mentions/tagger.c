/*
 * Names and references by the trained heads: a linear layer over the units' vectors gives each label its probability,
 * Viterbi's algorithm finds the best valid path (nn/labels.c), what can't be part of a name is cut off, and equal names
 * settle on their types (name_types.c). References (nominals, pronouns) have a head of their own, since a nominal may
 * hold a name: "the head of OpenAI".
 *
 * Scores are calibrated: the heads' temperatures come from the model, fitted on held-out text.
 */
#include "mentions.h"

#include "mention_span.h"
#include "name_runs.h"
#include "name_types.h"

#include <math.h>

#define IMPOSSIBLE (-1e9f) /* a log-probability */

enum { NAME_LABELS = 1 + 2 * NG_ENTITY_TYPE_COUNT, REFERENCE_LABELS = 5 };

typedef struct head {
    ngi_tensor weight, bias;
    float temperature;
} head;

struct ngi_tagger {
    ng_allocator allocator;
    head names, references;
};

static ng_status read_head(ng_context *ctx, const ngi_model *model, const char *name, uint32_t labels, head *out)
{
    ngi_buffer full = { NULL, 0, 0 };
    ng_status st = NG_OK;

    NG_CHECK(ngi_buffer_printf(ctx, &full, "%s.weight", name));
    NG_CHECK(ngi_model_tensor(ctx, model, full.data, labels, ngi_model_hidden(model), &out->weight));
    full.len = 0;
    NG_CHECK(ngi_buffer_printf(ctx, &full, "%s.bias", name));
    NG_CHECK(ngi_model_tensor(ctx, model, full.data, 1, labels, &out->bias));
    NG_CHECK(ngi_model_temperature(ctx, model, name, &out->temperature));
done:
    ngi_buffer_release(ctx, &full);
    return st;
}

ng_status ngi_tagger_create(ng_context *ctx, const ngi_model *model, ngi_tagger **out)
{
    ngi_tagger *tagger = ngi_alloc(ctx, 1, sizeof *tagger);
    ng_status st = NG_OK;

    *out = NULL;
    if (!tagger) return NG_E_NOMEM;
    tagger->allocator = ngi_allocator(ctx);
    NG_CHECK(read_head(ctx, model, "tag", NAME_LABELS, &tagger->names));
    NG_CHECK(read_head(ctx, model, "ref", REFERENCE_LABELS, &tagger->references));
    *out = tagger;
    tagger = NULL;
done:
    ngi_tagger_free(tagger);
    return st;
}

void ngi_tagger_free(ngi_tagger *tagger)
{
    ng_allocator allocator;

    if (!tagger) return;
    allocator = tagger->allocator;
    ngi_allocator_free(&allocator, tagger);
}

/* Does a span touch boilerplate? There are few stretches of it. */
static bool in_boilerplate(const ng_document *doc, ng_span span)
{
    size_t i;

    for (i = 0; i < doc->boilerplate.count; i++) {
        if (ngi_span_overlaps(doc->boilerplate.items[i], span)) return true;
    }
    return false;
}

/*
 * Probabilities of the types for one span: of each, the geometric mean over the units of the labels that it would have.
 * span_score is the same with all types in one.
 */
static void vote(const float *scores, ng_range units, ngi_type_vote *out)
{
    float means[NG_ENTITY_TYPE_COUNT] = { 0 }, span = 0, all = 0, top;
    float count = (float)(units.end - units.begin);
    uint32_t i;
    size_t t;

    for (i = units.begin; i < units.end; i++) {
        const float *row = scores + (size_t)i * NAME_LABELS;
        float any = 0;

        for (t = 0; t < NG_ENTITY_TYPE_COUNT; t++) {
            float label = row[1 + 2 * t + (i > units.begin)];

            means[t] += label / count;
            any += expf(label);
        }
        span += logf(any > 1e-30f ? any : 1e-30f) / count;
    }
    top = means[0];
    for (t = 1; t < NG_ENTITY_TYPE_COUNT; t++) top = means[t] > top ? means[t] : top;
    for (t = 0; t < NG_ENTITY_TYPE_COUNT; t++) all += out->probability[t] = expf(means[t] - top);
    for (t = 0; t < NG_ENTITY_TYPE_COUNT; t++) out->probability[t] /= all;
    out->span_score = expf(span);
}

typedef struct finder {
    ng_context *ctx;
    const ngi_tagger *tagger;
    const ngi_encoding *encoding;
    const ngi_lexicon *lexicon;
    const ngi_known_name *known; /* names that are certain */
    size_t known_count;
    ng_document *doc;
    NGI_ARRAY(ng_range) names; /* units of the names, ascending */
    NGI_ARRAY(ngi_type_vote) votes;
} finder;

static ng_status add_name(finder *f, const float *scores, const ngi_label_run *s)
{
    ngi_type_vote v = { .mention = (uint32_t)f->doc->mentions.count };
    ng_status st = NG_OK;
    size_t t;

    if (in_boilerplate(f->doc, ngi_units_span(f->encoding, s->units))) return NG_OK;
    vote(scores, s->units, &v);
    if (ngi_is_administration(f->doc, f->encoding, s->units)) {
        for (t = 0; t < NG_ENTITY_TYPE_COUNT; t++) v.probability[t] = t == NG_ORGANIZATION;
    }
    NG_CHECK(ngi_array_push(f->ctx, &f->names, s->units));
    NG_CHECK(ngi_array_push(f->ctx, &f->votes, v));
    NG_CHECK(ngi_add_mention(f->ctx, f->doc, f->encoding, s->units, (ng_entity_type)s->kind, NG_NAME, s->score));
done:
    return st;
}

/* Let the labels of some units be those of a name of a type, and nothing else. */
static void pin(float *scores, size_t count, ng_range units, ng_entity_type type)
{
    size_t inside = 2 + 2 * (size_t)type, i, k;

    for (i = units.begin; i < units.end; i++) {
        for (k = 0; k < NAME_LABELS; k++) scores[i * NAME_LABELS + k] = IMPOSSIBLE;
        scores[i * NAME_LABELS + (i == units.begin ? inside - 1 : inside)] = 0.0f;
    }
    if (units.end < count) scores[units.end * NAME_LABELS + inside] = IMPOSSIBLE; /* the name ends here */
}

static bool in_longer_run(const ngi_label_runs *runs, ng_range units)
{
    size_t i;

    for (i = 0; i < runs->count; i++) {
        ng_range run = runs->items[i].units;

        if (run.begin <= units.begin && units.end <= run.end && run.end - run.begin > units.end - units.begin) return true;
    }
    return false;
}

/* Pin the known names that no longer name of `runs` holds; says whether any was. */
static bool pin_known(const finder *f, const ngi_label_runs *runs, float *scores)
{
    bool any = false;
    size_t i;

    for (i = 0; i < f->known_count; i++) {
        ng_range units = ngi_encoding_units_in(f->encoding, f->known[i].span);
        ng_span span = ngi_units_span(f->encoding, units);

        if (span.begin != f->known[i].span.begin || span.end != f->known[i].span.end || in_longer_run(runs, units)) continue;
        pin(scores, f->encoding->count, units, f->known[i].type);
        any = true;
    }
    return any;
}

static ng_status find_names(finder *f)
{
    const head *h = &f->tagger->names;
    ngi_label_runs runs = { NULL, 0, 0 };
    float *scores = NULL;
    ng_status st = NG_OK;
    size_t i;

    NG_CHECK(ngi_label_units(f->ctx, f->encoding, h->weight, h->bias, h->temperature, &scores));
    NG_CHECK(ngi_find_label_runs(f->ctx, scores, f->encoding->sentences, f->encoding->count, NAME_LABELS, &runs));
    if (pin_known(f, &runs, scores)) {
        runs.count = 0;
        NG_CHECK(ngi_find_label_runs(f->ctx, scores, f->encoding->sentences, f->encoding->count, NAME_LABELS, &runs));
    }
    NG_CHECK(ngi_tidy_name_runs(f->ctx, f->doc, f->encoding, f->lexicon, &runs));
    for (i = 0; i < runs.count; i++) NG_CHECK(add_name(f, scores, &runs.items[i]));
    NG_CHECK(ngi_settle_types(f->ctx, f->lexicon, f->votes.items, f->votes.count, f->doc));
done:
    ngi_array_release(f->ctx, &runs);
    ngi_free(f->ctx, scores);
    return st;
}

/* The first name that begins at a unit or behind it. Asked in the order of the text: *at goes on from call to call. */
static ng_range next_name(const finder *f, uint32_t unit, size_t *at)
{
    while (*at < f->names.count && f->names.items[*at].begin < unit) ++*at;
    return *at < f->names.count ? f->names.items[*at] : (ng_range){ 0, 0 };
}

static ng_status find_references(finder *f)
{
    const head *h = &f->tagger->references;
    ngi_label_runs runs = { NULL, 0, 0 };
    float *scores = NULL;
    ng_status st = NG_OK;
    size_t i, name = 0;

    NG_CHECK(ngi_label_units(f->ctx, f->encoding, h->weight, h->bias, h->temperature, &scores));
    NG_CHECK(ngi_find_label_runs(f->ctx, scores, f->encoding->sentences, f->encoding->count, REFERENCE_LABELS, &runs));
    for (i = 0; i < runs.count; i++) {
        const ngi_label_run *s = &runs.items[i];
        ng_mention_kind kind = s->kind == 0 ? NG_NOMINAL : NG_PRONOUN;
        ng_range units = ngi_trim_units(f->doc, f->encoding, NULL, s->units), at = next_name(f, units.begin, &name);

        if (units.begin == at.begin && units.end == at.end) continue; /* a reference that is exactly a name is that name */
        if (kind == NG_NOMINAL) units = ngi_complete_description(f->doc, f->encoding, units, at);
        if (units.begin >= units.end) continue;
        if (in_boilerplate(f->doc, ngi_units_span(f->encoding, units))) continue;
        /* The type is the entity's, once it is known. */
        NG_CHECK(ngi_add_mention(f->ctx, f->doc, f->encoding, units, NG_PERSON, kind, s->score));
    }
done:
    ngi_array_release(f->ctx, &runs);
    ngi_free(f->ctx, scores);
    return st;
}

ng_status ngi_find_references(ng_context *ctx, const ngi_tagger *tagger, const ngi_encoding *encoding, ng_document *doc)
{
    finder f = { .ctx = ctx, .tagger = tagger, .encoding = encoding, .doc = doc };
    ng_status st = NG_OK;
    size_t i;

    for (i = 0; i < doc->mentions.count; i++) {
        ng_range units = ngi_encoding_units_in(encoding, doc->mentions.items[i].span);

        NG_CHECK(ngi_array_push(ctx, &f.names, units));
    }
    NG_CHECK(find_references(&f));
    ngi_document_sort_mentions(doc);
    ngi_document_find_first_mentions(doc);
done:
    ngi_array_release(ctx, &f.names);
    return st;
}

ng_status ngi_find_mentions(ng_context *ctx, const ngi_tagger *tagger, const ngi_encoding *encoding,
                            const ngi_lexicon *lexicon, const ngi_known_name *known, size_t known_count, ng_document *doc)
{
    finder f = { .ctx = ctx, .tagger = tagger, .encoding = encoding, .lexicon = lexicon, .known = known,
                 .known_count = known_count, .doc = doc };
    ng_status st = NG_OK;

    NG_CHECK(find_names(&f));
    NG_CHECK(find_references(&f));
    ngi_document_sort_mentions(doc);
done:
    ngi_array_release(ctx, &f.votes);
    ngi_array_release(ctx, &f.names);
    return st;
}
