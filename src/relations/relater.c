/*
 * Taking the heads out of a weights file: each matrix by its name and shape, the calibration from the metadata. A file
 * that lacks one of them is refused, so that no head runs half loaded.
 */
#include "relater.h"

#include "base/json.h"

#include <stddef.h>

/* Every matrix: its name, shape (0: the encoder's width, -1: twice that) and place in the struct. */
static const struct {
    const char *name;
    int rows, columns;
    size_t place;
} matrices[] = {
    { "rel.H", NGI_REL_HIDDEN, -1, offsetof(ngi_relater, head) },
    { "rel.T", NGI_REL_HIDDEN, -1, offsetof(ngi_relater, tail) },
    { "rel.C", NGI_REL_HIDDEN, 0, offsetof(ngi_relater, between) },
    { "rel.head_type", NGI_MENTION_TYPES, NGI_REL_HIDDEN, offsetof(ngi_relater, head_type) },
    { "rel.tail_type", NGI_MENTION_TYPES, NGI_REL_HIDDEN, offsetof(ngi_relater, tail_type) },
    { "rel.dist", 18, NGI_REL_HIDDEN, offsetof(ngi_relater, distance) },
    { "rel.sent", 2, NGI_REL_HIDDEN, offsetof(ngi_relater, sentence) },
    { "rel.kind", 9, NGI_REL_HIDDEN, offsetof(ngi_relater, kind) },
    { "rel.mid", 6, NGI_REL_HIDDEN, offsetof(ngi_relater, middle) },
    { "rel.b1", 1, NGI_REL_HIDDEN, offsetof(ngi_relater, bias1) },
    { "rel.P", NGI_REL_PRODUCT, -1, offsetof(ngi_relater, project_head) },
    { "rel.Q", NGI_REL_PRODUCT, -1, offsetof(ngi_relater, project_tail) },
    { "rel.W2", NGI_REL_HIDDEN, NGI_REL_HIDDEN + NGI_REL_PRODUCT, offsetof(ngi_relater, second) },
    { "rel.b2", 1, NGI_REL_HIDDEN, offsetof(ngi_relater, bias2) },
    { "rel.R", NG_RELATION_COUNT, NGI_REL_HIDDEN, offsetof(ngi_relater, relation) },
    { "rel.r", 1, NG_RELATION_COUNT, offsetof(ngi_relater, relation_bias) },
    { "rel.S", NG_ASSERTION_COUNT, NGI_REL_HIDDEN, offsetof(ngi_relater, status) },
    { "rel.s", 1, NG_ASSERTION_COUNT, offsetof(ngi_relater, status_bias) },
    { "speech.weight", NGI_SPEECH_LABELS, 0, offsetof(ngi_relater, tag) },
    { "speech.bias", 1, NGI_SPEECH_LABELS, offsetof(ngi_relater, tag_bias) },
    { "speech.U", NGI_SPEAKER_HIDDEN, -1, offsetof(ngi_relater, stretch) },
    { "speech.V", NGI_SPEAKER_HIDDEN, -1, offsetof(ngi_relater, speaker) },
    { "speech.dist", 19, NGI_SPEAKER_HIDDEN, offsetof(ngi_relater, speech_distance) },
    { "speech.par", 4, NGI_SPEAKER_HIDDEN, offsetof(ngi_relater, speech_paragraph) },
    { "speech.kind", 3, NGI_SPEAKER_HIDDEN, offsetof(ngi_relater, speech_kind) },
    { "speech.type", NGI_MENTION_TYPES, NGI_SPEAKER_HIDDEN, offsetof(ngi_relater, speech_type) },
    { "speech.b1", 1, NGI_SPEAKER_HIDDEN, offsetof(ngi_relater, speech_bias1) },
    { "speech.w2", 1, NGI_SPEAKER_HIDDEN, offsetof(ngi_relater, speech_out) },
    { "speech.none.weight", 1, -1, offsetof(ngi_relater, nobody) },
    { "speech.none.bias", 1, 1, offsetof(ngi_relater, nobody_bias) },
};

static uint32_t width(const ngi_relater *relater, int value)
{
    return value > 0 ? (uint32_t)value : value == 0 ? relater->hidden : 2 * relater->hidden;
}

static float temperature_of(const json_t *calibration, const char *head)
{
    double value = ngi_json_get_number(json_object_get(calibration, head), "temperature", 1.0);

    return value > 0.01 && value < 100.0 ? (float)value : 1.0f;
}

/* A list of one number for each relation; what is missing keeps its default. */
static void read_list(const json_t *relations, const char *key, float otherwise, float *out)
{
    const json_t *list = json_object_get(relations, key);
    size_t i;

    for (i = 0; i < NG_RELATION_COUNT; i++) {
        const json_t *value = json_array_get(list, i);

        out[i] = json_is_number(value) ? (float)json_number_value(value) : otherwise;
    }
}

static ng_status read_calibration(ng_context *ctx, const ngi_model *model, ngi_relater *relater)
{
    ng_str text = ngi_model_metadata(model, "calibration");
    ng_status st = NG_OK;
    json_t *calibration = NULL;
    const json_t *relations;

    if (text.len) NG_CHECK(ngi_json_parse(ctx, text, "calibration", &calibration));
    relations = json_object_get(calibration, "relations");
    read_list(relations, "scale", 1.0f, relater->scale);
    read_list(relations, "offset", 0.0f, relater->offset);
    read_list(relations, "threshold", 0.5f, relater->threshold);
    relater->status_temperature = temperature_of(calibration, "status");
    relater->tag_temperature = temperature_of(calibration, "speech");
    relater->speaker_temperature = temperature_of(calibration, "speaker");
done:
    json_decref(calibration);
    return st;
}

ng_status ngi_relater_create(ng_context *ctx, const ngi_model *model, ngi_relater **out)
{
    ngi_relater *relater = ngi_alloc(ctx, 1, sizeof *relater);
    ng_status st = relater ? NG_OK : NG_E_NOMEM;
    size_t i;

    *out = NULL;
    if (st != NG_OK) goto done;
    relater->allocator = ngi_allocator(ctx);
    relater->hidden = ngi_model_hidden(model);
    for (i = 0; i < sizeof matrices / sizeof *matrices; i++) {
        ngi_tensor *place = (ngi_tensor *)(void *)((char *)relater + matrices[i].place);

        NG_CHECK(ngi_model_tensor(ctx, model, matrices[i].name, width(relater, matrices[i].rows),
                                  width(relater, matrices[i].columns), place));
    }
    NG_CHECK(read_calibration(ctx, model, relater));
    *out = relater;
    relater = NULL;
done:
    ngi_relater_free(relater);
    return st;
}

void ngi_relater_free(ngi_relater *relater)
{
    ng_allocator allocator;

    if (!relater) return;
    allocator = relater->allocator;
    ngi_allocator_free(&allocator, relater);
}

void ngi_unit_ends(const ngi_encoding *encoding, const ng_document *doc, ng_range *out)
{
    size_t i;

    for (i = 0; i < doc->mentions.count; i++) {
        ng_range units = ngi_encoding_units_in(encoding, doc->mentions.items[i].span);

        out[i].begin = units.begin < units.end ? units.begin : NG_NONE;
        out[i].end = units.begin < units.end ? units.end - 1 : NG_NONE;
    }
}

uint32_t ngi_unit_bucket(uint32_t value)
{
    static const uint32_t limits[] = { 0, 1, 2, 4, 7, 12, 20, 40 };
    uint32_t i;

    for (i = 0; i < 8 && value > limits[i]; i++) continue;
    return i;
}
