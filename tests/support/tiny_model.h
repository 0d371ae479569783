/*
 * A tiny model of random weights in a file of its own, for tests of what stands on the encoder: two layers, hidden size
 * 32, a vocabulary of some forty pieces. Only the tensors that the encoder and the tagger need.
 */
#ifndef SUPPORT_TINY_MODEL_H
#define SUPPORT_TINY_MODEL_H

#include "base/files.h"
#include "base/json.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <unistd.h>

#include <cmocka.h>

enum { TINY_LAYERS = 2, TINY_HIDDEN = 32, TINY_FFN = 64, TINY_PIECES = 40, TINY_WINDOW = 104, TINY_POSITIONS = 128 };

#define TINY_VOCABULARY                                                                            \
    "[PAD]\n[UNK]\n[CLS]\n[SEP]\na\nb\nc\nd\ne\nf\ng\nh\ni\nl\nm\nn\no\n##a\n##b\n##c\n##d\n##e\n##f\n##g\n##h\n##i\n##l\n" \
    "##m\n##n\n##o\nmina\nbold\n##old\n##ing\nlabs\n.\n,\n'\n\xE2\x80\x99\ns"

typedef struct tiny_model {
    ng_context *ctx;
    json_t *header;
    ngi_buffer data;
    uint64_t seed;
    bool codes;       /* big matrices as int8 */
    char path[64];
} tiny_model;

static inline float tiny_random(tiny_model *m)
{
    return (float)((double)(ngi_random_next(&m->seed) >> 40) / (double)(1 << 24) - 0.5);
}

static inline void tiny_announce(tiny_model *m, const char *name, const char *type, size_t rows, size_t columns, size_t size)
{
    json_t *shape = rows == 1 ? json_pack("[I]", (json_int_t)columns) : json_pack("[I, I]", (json_int_t)rows, (json_int_t)columns);

    json_object_set_new(m->header, name, json_pack("{s: s, s: o, s: o}", "dtype", type, "shape", shape, "data_offsets",
                                                   ngi_json_pair(m->data.len, m->data.len + size)));
}

/** Add an F32 tensor of even random numbers in center - width/2 .. center + width/2. */
static inline void tiny_floats(tiny_model *m, const char *name, size_t rows, size_t columns, float center, float width)
{
    size_t i;

    tiny_announce(m, name, "F32", rows, columns, rows * columns * 4);
    for (i = 0; i < rows * columns; i++) {
        float value = center + width * tiny_random(m);

        assert_int_equal(ngi_buffer_add(m->ctx, &m->data, (ng_str){ (const char *)&value, 4 }), NG_OK);
    }
}

/* A big matrix: floats, or codes that follow when all F32 tensors are written. */
static inline void tiny_matrix(tiny_model *m, const char *name, size_t rows, size_t columns, bool second_pass)
{
    char scale[80];
    size_t i;

    (void)snprintf(scale, sizeof scale, "%s.scale", name);
    if (!m->codes) {
        if (!second_pass) tiny_floats(m, name, rows, columns, 0, 0.5f);
    } else if (!second_pass) {
        tiny_floats(m, scale, 1, rows, 0.002f, 0.001f);
    } else {
        tiny_announce(m, name, "I8", rows, columns, rows * columns);
        for (i = 0; i < rows * columns; i++) {
            char code = (char)((int)ngi_random_below(&m->seed, 255) - 127);

            assert_int_equal(ngi_buffer_add_char(m->ctx, &m->data, code), NG_OK);
        }
    }
}

static inline void tiny_layer(tiny_model *m, int layer, bool second_pass)
{
    static const struct {
        const char *name;
        size_t rows, columns;
    } parts[] = { { "attention.qkv", 3 * TINY_HIDDEN, TINY_HIDDEN },
                  { "attention.out", TINY_HIDDEN, TINY_HIDDEN },
                  { "ffn.up", TINY_FFN, TINY_HIDDEN },
                  { "ffn.down", TINY_HIDDEN, TINY_FFN } };
    char name[64];
    size_t k;

    for (k = 0; k < 4; k++) {
        (void)snprintf(name, sizeof name, "layer.%d.%s.weight", layer, parts[k].name);
        tiny_matrix(m, name, parts[k].rows, parts[k].columns, second_pass);
        (void)snprintf(name, sizeof name, "layer.%d.%s.bias", layer, parts[k].name);
        if (!second_pass) tiny_floats(m, name, 1, parts[k].rows, 0, 0.2f);
    }
    for (k = 0; k < 2 && !second_pass; k++) {
        (void)snprintf(name, sizeof name, "layer.%d.%s.norm.weight", layer, k ? "ffn" : "attention");
        tiny_floats(m, name, 1, TINY_HIDDEN, 1, 0.2f);
        (void)snprintf(name, sizeof name, "layer.%d.%s.norm.bias", layer, k ? "ffn" : "attention");
        tiny_floats(m, name, 1, TINY_HIDDEN, 0, 0.2f);
    }
}

static inline void tiny_tensors(tiny_model *m)
{
    int layer, pass;

    tiny_floats(m, "embeddings.position", TINY_POSITIONS, TINY_HIDDEN, 0, 0.2f);
    tiny_floats(m, "embeddings.token_type", 1, TINY_HIDDEN, 0, 0.2f);
    tiny_floats(m, "embeddings.shape", 32, TINY_HIDDEN, 0, 0.4f);
    tiny_floats(m, "embeddings.norm.weight", 1, TINY_HIDDEN, 1, 0.2f);
    tiny_floats(m, "embeddings.norm.bias", 1, TINY_HIDDEN, 0, 0.2f);
    tiny_floats(m, "tag.weight", 21, TINY_HIDDEN, 0, 1);
    tiny_floats(m, "tag.bias", 1, 21, 0, 0.1f);
    tiny_floats(m, "ref.weight", 5, TINY_HIDDEN, 0, 1);
    tiny_floats(m, "ref.bias", 1, 5, 0, 0.1f);
    for (pass = 0; pass < 2; pass++) {
        tiny_matrix(m, "embeddings.word", TINY_PIECES, TINY_HIDDEN, pass == 1);
        for (layer = 0; layer < TINY_LAYERS; layer++) tiny_layer(m, layer, pass == 1);
    }
}

static inline void tiny_metadata(tiny_model *m)
{
    char config[256];

    (void)snprintf(config, sizeof config,
                   "{\"layers\": %d, \"hidden\": %d, \"heads\": 2, \"ffn\": %d, \"vocab_size\": %d, \"max_positions\": %d, "
                   "\"shapes\": 32, \"window\": %d}",
                   TINY_LAYERS, TINY_HIDDEN, TINY_FFN, TINY_PIECES, TINY_POSITIONS, TINY_WINDOW);
    json_object_set_new(m->header, "__metadata__",
                        json_pack("{s: s, s: s, s: s, s: s, s: s, s: s}", "format", "namegraph-model", "format_version", "1", "name",
                                  "tiny-1", "config", config, "vocab", TINY_VOCABULARY, "calibration",
                                  "{\"tag\": {\"temperature\": 2.0}}"));
}

/** Write a file of a header and data in the safetensors format; its name goes to `path`. */
static inline void tiny_write(ng_context *ctx, const json_t *header, ng_str data, char path[64])
{
    ngi_buffer text = { NULL, 0, 0 }, all = { NULL, 0, 0 };
    size_t i;

    assert_int_equal(ngi_json_add(ctx, &text, header), NG_OK);
    while ((text.len + 8) % 64 != 0) assert_int_equal(ngi_buffer_add_char(ctx, &text, ' '), NG_OK);
    for (i = 0; i < 8; i++) assert_int_equal(ngi_buffer_add_char(ctx, &all, (char)(text.len >> (8 * i) & 0xFF)), NG_OK);
    assert_int_equal(ngi_buffer_add(ctx, &all, ngi_buffer_str(&text)), NG_OK);
    assert_int_equal(ngi_buffer_add(ctx, &all, data), NG_OK);
    (void)snprintf(path, 64, "tiny-%ld.safetensors", (long)getpid());
    assert_int_equal(ngi_file_write(ctx, path, ngi_buffer_str(&all)), NG_OK);
    ngi_buffer_release(ctx, &all);
    ngi_buffer_release(ctx, &text);
}

/** Write a tiny model; `path` must be removed by the test. The same seed gives the same bytes. */
static inline void tiny_model_write(ng_context *ctx, bool codes, uint64_t seed, char path[64])
{
    tiny_model m;

    memset(&m, 0, sizeof m);
    m.ctx = ctx;
    m.codes = codes;
    m.seed = seed;
    m.header = json_object();
    assert_non_null(m.header);
    tiny_metadata(&m);
    tiny_tensors(&m);
    tiny_write(ctx, m.header, ngi_buffer_str(&m.data), path);
    ngi_buffer_release(ctx, &m.data);
    json_decref(m.header);
}

#endif
