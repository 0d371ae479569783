/*
 * The few calls of jansson that the tree uses, in our terms.
 */
#include "json.h"

#include <stdio.h>

ng_status ngi_json_parse(ng_context *ctx, ng_str text, const char *source, json_t **out)
{
    json_error_t error;

    char line[32] = "";

    *out = json_loadb(text.len ? text.ptr : "", text.len, JSON_REJECT_DUPLICATES, &error);
    if (*out) return NG_OK;
    /* A text of one line may itself be a line of a file: the byte is the better place then. */
    if (error.line > 1) (void)snprintf(line, sizeof line, "line %d: ", error.line);
    return ngi_fail_at(ctx, NG_E_FORMAT, source, error.position < 0 ? UINT64_MAX : (uint64_t)error.position,
                       "cannot read JSON of '%s': %s%s", source ? source : "-", line, error.text);
}

typedef struct sink {
    ng_context *ctx;
    ngi_buffer *out;
} sink;

static int add_bytes(const char *bytes, size_t len, void *user)
{
    sink *s = user;

    return ngi_buffer_add(s->ctx, s->out, (ng_str){ bytes, len }) == NG_OK ? 0 : -1;
}

ng_status ngi_json_add(ng_context *ctx, ngi_buffer *out, const json_t *value)
{
    sink s = { ctx, out };

    if (!value) return ngi_fail_memory(ctx);
    if (json_dump_callback(value, add_bytes, &s, JSON_ENCODE_ANY | JSON_REAL_PRECISION(6)) != 0) {
        return ngi_fail_memory(ctx);
    }
    return NG_OK;
}

ng_status ngi_json_take(ng_context *ctx, ngi_buffer *out, json_t *value)
{
    ng_status st = ngi_json_add(ctx, out, value);

    json_decref(value);
    return st;
}

json_t *ngi_json_str(ng_str text) { return text.ptr ? json_stringn(text.ptr, text.len) : json_null(); }

json_t *ngi_json_pair(uint64_t begin, uint64_t end)
{
    return json_pack("[I, I]", (json_int_t)begin, (json_int_t)end);
}

ng_str ngi_json_get_str(const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);

    if (!json_is_string(value)) return (ng_str){ NULL, 0 };
    return (ng_str){ json_string_value(value), json_string_length(value) };
}

double ngi_json_get_number(const json_t *object, const char *key, double otherwise)
{
    const json_t *value = json_object_get(object, key);

    return json_is_number(value) ? json_number_value(value) : otherwise;
}

bool ngi_json_get_pair(const json_t *value, uint64_t limit, uint64_t *begin, uint64_t *end)
{
    const json_t *first = json_array_get(value, 0), *second = json_array_get(value, 1);

    if (json_array_size(value) != 2 || !json_is_integer(first) || !json_is_integer(second)) return false;
    if (json_integer_value(first) < 0 || json_integer_value(second) < json_integer_value(first)) return false;
    *begin = (uint64_t)json_integer_value(first);
    *end = (uint64_t)json_integer_value(second);
    return *end <= limit;
}
