/*
 * Opens a weights file as a model: reads the configuration, the vocabulary and the place of every tensor, and checks
 * that each has the shape which the configuration gives it. The weights stay in the mapped file.
 */
#include "onednn.h"

#include <stdio.h>

#define PIECES_MAX 100 /* of one unit: a window must hold any unit */

typedef struct loader {
    ng_context *ctx;
    const char *path;
    ngi_model *model;
    const json_t *config;
} loader;

static ng_status read_size(loader *l, const char *key, uint32_t low, uint32_t high, uint32_t *out)
{
    const json_t *value = json_object_get(l->config, key);

    if (!json_is_integer(value) || json_integer_value(value) < low || json_integer_value(value) > high) {
        return ngi_fail_at(l->ctx, NG_E_FORMAT, l->path, UINT64_MAX, "'%s' of '%s' is not in %u..%u", key, l->path, low, high);
    }
    *out = (uint32_t)json_integer_value(value);
    return NG_OK;
}

static ng_status read_config(loader *l)
{
    ngi_config *c = &l->model->config;
    json_t *config = NULL;
    ng_status st = NG_OK;

    if (!ng_str_equal(ngi_model_metadata(l->model, "format"), NGI_LITERAL("namegraph-model")) ||
        !ng_str_equal(ngi_model_metadata(l->model, "format_version"), NGI_LITERAL("1"))) {
        return ngi_fail_at(l->ctx, NG_E_FORMAT, l->path, UINT64_MAX, "'%s' is not a namegraph model of version 1", l->path);
    }
    NG_CHECK(ngi_json_parse(l->ctx, ngi_model_metadata(l->model, "config"), l->path, &config));
    l->config = config;
    NG_CHECK(read_size(l, "layers", 1, 64, &c->layers));
    NG_CHECK(read_size(l, "heads", 1, 64, &c->heads));
    NG_CHECK(read_size(l, "hidden", 16, 4096, &c->hidden));
    NG_CHECK(read_size(l, "ffn", 16, 16384, &c->ffn));
    NG_CHECK(read_size(l, "vocab_size", 4, 1u << 20, &c->vocabulary));
    NG_CHECK(read_size(l, "window", PIECES_MAX + 2, 2048, &c->window));
    NG_CHECK(read_size(l, "max_positions", c->window, 65536, &c->positions));
    NG_CHECK(read_size(l, "shapes", 2 * NGI_SHAPE_LINE_START, 256, &c->shapes));
    if (c->hidden % (16 * c->heads) != 0 || c->ffn % 16 != 0) {
        st = ngi_fail_at(l->ctx, NG_E_FORMAT, l->path, UINT64_MAX, "the sizes of '%s' are no multiples of 16 for each head", l->path);
    }
done:
    json_decref(config);
    l->config = NULL;
    return st;
}

static ng_status find_shaped(loader *l, const char *name, uint32_t rows, uint32_t columns, const ngi_stored **out)
{
    *out = ngi_safetensors_find(&l->model->file, name);
    if (!*out) return ngi_fail_at(l->ctx, NG_E_FORMAT, l->path, UINT64_MAX, "'%s' lacks the tensor '%s'", l->path, name);
    if ((*out)->rows != rows || (*out)->columns != columns) {
        return ngi_fail_at(l->ctx, NG_E_FORMAT, l->path, UINT64_MAX, "tensor '%s' of '%s' is %u x %u, not %u x %u", name, l->path,
                           (*out)->rows, (*out)->columns, rows, columns);
    }
    return NG_OK;
}

static ng_status read_vector(loader *l, const char *name, uint32_t count, const float **out)
{
    ngi_tensor tensor;
    ng_status st = ngi_model_tensor(l->ctx, l->model, name, 1, count, &tensor);

    *out = tensor.data;
    return st;
}

/* A matrix in either of its forms; `bias` may be NULL. */
static ng_status read_linear(loader *l, const char *name, const char *bias, uint32_t rows, uint32_t columns, ngi_linear *out)
{
    const ngi_stored *stored;
    char scale[64];
    ng_status st = NG_OK;

    *out = (ngi_linear){ .rows = rows, .columns = columns };
    NG_CHECK(find_shaped(l, name, rows, columns, &stored));
    if (stored->type == NGI_STORED_F32) {
        out->weights = stored->data;
    } else {
        (void)snprintf(scale, sizeof scale, "%s.scale", name);
        out->codes = stored->data;
        NG_CHECK(read_vector(l, scale, rows, &out->scales));
    }
    if (bias) NG_CHECK(read_vector(l, bias, rows, &out->bias));
done:
    return st;
}

static ng_status read_norm(loader *l, const char *name, ngi_norm *out)
{
    char full[64];
    ng_status st = NG_OK;

    (void)snprintf(full, sizeof full, "%s.weight", name);
    NG_CHECK(read_vector(l, full, l->model->config.hidden, &out->weight));
    (void)snprintf(full, sizeof full, "%s.bias", name);
    NG_CHECK(read_vector(l, full, l->model->config.hidden, &out->bias));
done:
    return st;
}

static ng_status read_layer(loader *l, uint32_t i, ngi_layer *out)
{
    const ngi_config *c = &l->model->config;
    const struct {
        const char *name;
        uint32_t rows, columns;
    } parts[NGI_LINEARS] = { [NGI_LINEAR_QKV] = { "attention.qkv", 3 * c->hidden, c->hidden },
                             [NGI_LINEAR_OUT] = { "attention.out", c->hidden, c->hidden },
                             [NGI_LINEAR_UP] = { "ffn.up", c->ffn, c->hidden },
                             [NGI_LINEAR_DOWN] = { "ffn.down", c->hidden, c->ffn } };
    char weight[64], bias[64];
    ng_status st = NG_OK;
    int k;

    for (k = 0; k < NGI_LINEARS; k++) {
        (void)snprintf(weight, sizeof weight, "layer.%u.%s.weight", i, parts[k].name);
        (void)snprintf(bias, sizeof bias, "layer.%u.%s.bias", i, parts[k].name);
        NG_CHECK(read_linear(l, weight, bias, parts[k].rows, parts[k].columns, &out->linear[k]));
    }
    (void)snprintf(weight, sizeof weight, "layer.%u.attention.norm", i);
    NG_CHECK(read_norm(l, weight, &out->attention_norm));
    (void)snprintf(weight, sizeof weight, "layer.%u.ffn.norm", i);
    NG_CHECK(read_norm(l, weight, &out->ffn_norm));
done:
    return st;
}

static ng_status read_tensors(loader *l)
{
    ngi_model *m = l->model;
    const ngi_config *c = &m->config;
    ng_status st = NG_OK;
    uint32_t i;

    NG_CHECK(read_linear(l, "embeddings.word", NULL, c->vocabulary, c->hidden, &m->word));
    NG_CHECK(ngi_model_tensor(l->ctx, m, "embeddings.position", c->positions, c->hidden, &m->position));
    NG_CHECK(ngi_model_tensor(l->ctx, m, "embeddings.token_type", 1, c->hidden, &m->token_type));
    NG_CHECK(ngi_model_tensor(l->ctx, m, "embeddings.shape", c->shapes, c->hidden, &m->shape));
    NG_CHECK(read_norm(l, "embeddings.norm", &m->norm));
    m->layers = ngi_alloc(l->ctx, c->layers, sizeof *m->layers);
    if (!m->layers) return NG_E_NOMEM;
    for (i = 0; i < c->layers; i++) NG_CHECK(read_layer(l, i, &m->layers[i]));
done:
    return st;
}

/* int8 products where the file has int8 matrices and oneDNN can multiply them. */
static ng_status choose_kernels(loader *l, ngi_arithmetic arithmetic)
{
    ngi_model *m = l->model;
    ng_status st = NG_OK;

    m->kernels = arithmetic == NGI_ARITHMETIC_REFERENCE ? &ngi_kernels_reference : ngi_kernels_best();
#ifdef NG_WITH_ONEDNN
    if (arithmetic == NGI_ARITHMETIC_BEST && m->layers[0].linear[0].codes) st = ngi_onednn_create(l->ctx, m, &m->onednn);
    if (m->onednn) m->kernels = ngi_kernels_best_for_codes();
#endif
    return st == NG_E_UNSUPPORTED ? NG_OK : st;
}

ng_status ngi_model_open_with(ng_context *ctx, const char *path, ngi_arithmetic arithmetic, ngi_model **out)
{
    loader l = { ctx, path, NULL, NULL };
    ng_status st = NG_OK;

    *out = NULL;
    l.model = ngi_alloc(ctx, 1, sizeof *l.model);
    if (!l.model) return NG_E_NOMEM;
    l.model->allocator = ngi_allocator(ctx);
    NG_CHECK(ngi_safetensors_open(ctx, path, &l.model->file));
    NG_CHECK(read_config(&l));
    NG_CHECK(ngi_wordpiece_init(ctx, ngi_model_metadata(l.model, "vocab"), l.model->config.vocabulary, &l.model->wordpiece));
    NG_CHECK(read_tensors(&l));
    NG_CHECK(choose_kernels(&l, arithmetic));
    *out = l.model;
    l.model = NULL;
done:
    ngi_model_close(l.model);
    return st;
}

ng_status ngi_model_open(ng_context *ctx, const char *path, ngi_model **out)
{
    return ngi_model_open_with(ctx, path, NGI_ARITHMETIC_BEST, out);
}

void ngi_model_close(ngi_model *model)
{
    ng_allocator allocator;

    if (!model) return;
    allocator = model->allocator;
#ifdef NG_WITH_ONEDNN
    ngi_onednn_free(&allocator, model->onednn);
#endif
    ngi_allocator_free(&allocator, model->layers);
    ngi_wordpiece_release(&allocator, &model->wordpiece);
    ngi_safetensors_close(&allocator, &model->file);
    ngi_allocator_free(&allocator, model);
}

ng_str ngi_model_name(const ngi_model *model) { return ngi_model_metadata(model, "name"); }

const char *ngi_model_kernels(const ngi_model *model)
{
#ifdef NG_WITH_ONEDNN
    if (model->onednn) return ngi_onednn_name(model->onednn);
#endif
    return model->kernels == &ngi_kernels_reference ? "reference" : "plain";
}

uint32_t ngi_model_hidden(const ngi_model *model) { return model->config.hidden; }

ng_status ngi_model_tensor(ng_context *ctx, const ngi_model *model, const char *name, uint32_t rows, uint32_t columns,
                           ngi_tensor *out)
{
    const ngi_stored *stored = ngi_safetensors_find(&model->file, name);

    *out = (ngi_tensor){ NULL, rows, columns };
    if (!stored) return ngi_fail(ctx, NG_E_FORMAT, "the model lacks the tensor '%s'", name);
    if (stored->type != NGI_STORED_F32 || stored->rows != rows || stored->columns != columns) {
        return ngi_fail(ctx, NG_E_FORMAT, "tensor '%s' of the model is %s %u x %u, not F32 %u x %u", name,
                        stored->type == NGI_STORED_F32 ? "F32" : "I8", stored->rows, stored->columns, rows, columns);
    }
    out->data = stored->data;
    return NG_OK;
}

ng_str ngi_model_metadata(const ngi_model *model, const char *key) { return ngi_safetensors_metadata(&model->file, key); }
