/* JSON by jansson: reading with errors in our words, writing item by item so that large results stay small in memory. */
#ifndef NGI_JSON_H
#define NGI_JSON_H

#include "base.h"

#include <jansson.h>

/** Parse a whole text; the error names `source` and the byte. The caller frees with json_decref(). */
ng_status ngi_json_parse(ng_context *ctx, ng_str text, const char *source, json_t **out);
/** Append a value in one line: keys as they were set, numbers with 6 significant digits. */
ng_status ngi_json_add(ng_context *ctx, ngi_buffer *out, const json_t *value);
/** Append and free a value; a NULL value is "out of memory". */
ng_status ngi_json_take(ng_context *ctx, ngi_buffer *out, json_t *value);

/** A string value; null for the absent string. */
json_t *ngi_json_str(ng_str text);
/** [begin, end]. */
json_t *ngi_json_pair(uint64_t begin, uint64_t end);
/** The string at a key, borrowed from the value; absent when it is missing or null. */
ng_str ngi_json_get_str(const json_t *object, const char *key);
/** The number at a key, or `otherwise`. */
double ngi_json_get_number(const json_t *object, const char *key, double otherwise);
/** Reads [begin, end] with 0 <= begin <= end <= limit. */
bool ngi_json_get_pair(const json_t *value, uint64_t limit, uint64_t *begin, uint64_t *end);

#endif
