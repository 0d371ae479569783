/*
 * Reader of the safetensors format: 8 bytes (length of the header), the header (JSON: for each tensor its type, shape
 * and place in the data), the data. The file is mapped, so opening costs the header alone, and programs share pages.
 *
 * Nothing in the file is believed: every length, shape and offset is checked before a pointer is made of it, and the
 * tensors must tile the data, as the format wants it, so that a file that was cut or grew is found out.
 */
#include "safetensors.h"

#include <stdlib.h>

#define HEADER_MAX (UINT64_C(1) << 26)

typedef struct reader {
    ng_context *ctx;
    const char *path;
    ngi_safetensors *file;
    size_t data_begin, data_len;
} reader;

#define FAULT(r, ...) ngi_fail_at((r)->ctx, NG_E_FORMAT, (r)->path, UINT64_MAX, __VA_ARGS__)

static ng_status read_length(reader *r)
{
    const unsigned char *bytes = r->file->file.data;
    uint64_t len = 0;
    int i;

    if (r->file->file.len < 8) return FAULT(r, "cannot read '%s': shorter than a weights file's first 8 bytes", r->path);
    for (i = 7; i >= 0; i--) len = len << 8 | bytes[i];
    if (len > HEADER_MAX || len > r->file->file.len - 8) {
        return FAULT(r, "cannot read '%s': not a weights file, or cut off in its header", r->path);
    }
    r->data_begin = 8 + (size_t)len;
    r->data_len = r->file->file.len - r->data_begin;
    return NG_OK;
}

/* Shape [n] or [rows, columns]. */
static ng_status read_shape(reader *r, const char *name, const json_t *shape, ngi_stored *out)
{
    uint32_t sizes[2] = { 1, 1 };
    size_t i, count = json_array_size(shape);

    if (!json_is_array(shape) || count < 1 || count > 2) return FAULT(r, "tensor '%s' of '%s' has no shape of one or two sizes", name, r->path);
    for (i = 0; i < count; i++) {
        const json_t *size = json_array_get(shape, i);

        if (!json_is_integer(size) || json_integer_value(size) < 1 || json_integer_value(size) > INT32_MAX) {
            return FAULT(r, "tensor '%s' of '%s' has a size out of range", name, r->path);
        }
        sizes[i + 2 - count] = (uint32_t)json_integer_value(size);
    }
    out->rows = sizes[0];
    out->columns = sizes[1];
    return NG_OK;
}

static ng_status read_tensor(reader *r, const char *name, const json_t *value)
{
    ng_str type = ngi_json_get_str(value, "dtype");
    uint64_t begin, end, wanted;
    ngi_stored stored = { .name = ng_str_from(name) };
    size_t width;
    ng_status st = NG_OK;

    if (ng_str_equal(type, NGI_LITERAL("F32"))) {
        stored.type = NGI_STORED_F32;
        width = 4;
    } else if (ng_str_equal(type, NGI_LITERAL("I8"))) {
        stored.type = NGI_STORED_I8;
        width = 1;
    } else {
        return FAULT(r, "tensor '%s' of '%s' is neither F32 nor I8", name, r->path);
    }
    NG_CHECK(read_shape(r, name, json_object_get(value, "shape"), &stored));
    if (!ngi_json_get_pair(json_object_get(value, "data_offsets"), r->data_len, &begin, &end)) {
        return FAULT(r, "tensor '%s' of '%s' lies outside of the file", name, r->path);
    }
    wanted = (uint64_t)stored.rows * stored.columns; /* below 2^62 */
    if (wanted > UINT64_MAX / 8 || wanted * width != end - begin) {
        return FAULT(r, "tensor '%s' of '%s' has not the length of its shape", name, r->path);
    }
    if ((r->data_begin + begin) % width != 0) return FAULT(r, "tensor '%s' of '%s' is not aligned", name, r->path);
    stored.begin = (size_t)begin;
    stored.end = (size_t)end;
    stored.data = (const char *)r->file->file.data + r->data_begin + begin;
    st = ngi_array_push(r->ctx, &r->file->tensors, stored);
done:
    return st;
}

static int by_place(const void *a, const void *b)
{
    const ngi_stored *x = a, *y = b;

    return (x->begin > y->begin) - (x->begin < y->begin);
}

/* Sort by place; the tensors must tile the data. */
static ng_status check_tiling(reader *r)
{
    ngi_safetensors *file = r->file;
    size_t i, at = 0;
    ng_status st = NG_OK;

    if (file->tensors.count == 0) return FAULT(r, "'%s' holds no tensor", r->path);
    qsort(file->tensors.items, file->tensors.count, sizeof *file->tensors.items, by_place);
    for (i = 0; i < file->tensors.count; i++) {
        const ngi_stored *t = &file->tensors.items[i];

        if (t->begin != at) return FAULT(r, "tensor '%s' of '%s' overlaps another or leaves a hole", t->name.ptr, r->path);
        at = t->end;
        NG_CHECK(ngi_map_set(r->ctx, &file->index, t->name, (uint32_t)i));
    }
    if (at != r->data_len) st = FAULT(r, "'%s' goes on behind its last tensor", r->path);
done:
    return st;
}

static ng_status read_header(reader *r)
{
    ng_str text = { (const char *)r->file->file.data + 8, r->data_begin - 8 };
    const char *name;
    json_t *value;
    ng_status st = NG_OK;

    NG_CHECK(ngi_json_parse(r->ctx, text, r->path, &r->file->header));
    if (!json_is_object(r->file->header)) return FAULT(r, "the header of '%s' is no object", r->path);
    json_object_foreach(r->file->header, name, value) {
        if (strcmp(name, "__metadata__") == 0) continue;
        NG_CHECK(read_tensor(r, name, value));
    }
    NG_CHECK(check_tiling(r));
done:
    return st;
}

ng_status ngi_safetensors_open(ng_context *ctx, const char *path, ngi_safetensors *out)
{
    reader r = { .ctx = ctx, .path = path, .file = out };
    ng_allocator allocator = ngi_allocator(ctx);
    ng_status st = NG_OK;

    memset(out, 0, sizeof *out);
    NG_CHECK(ngi_file_map(ctx, path, &out->file));
    NG_CHECK(read_length(&r));
    NG_CHECK(read_header(&r));
done:
    if (st != NG_OK) ngi_safetensors_close(&allocator, out);
    return st;
}

void ngi_safetensors_close(const ng_allocator *allocator, ngi_safetensors *file)
{
    ngi_allocator_free(allocator, file->index.slots);
    ngi_allocator_free(allocator, file->tensors.items);
    json_decref(file->header);
    ngi_mapping_release(&file->file);
    memset(file, 0, sizeof *file);
}

const ngi_stored *ngi_safetensors_find(const ngi_safetensors *file, const char *name)
{
    uint32_t i = ngi_map_find(&file->index, ng_str_from(name));

    return i == NG_NONE ? NULL : &file->tensors.items[i];
}

ng_str ngi_safetensors_metadata(const ngi_safetensors *file, const char *key)
{
    return ngi_json_get_str(json_object_get(file->header, "__metadata__"), key);
}
