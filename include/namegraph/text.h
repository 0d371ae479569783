/**
 * @file text.h
 * The small value types that everything else is made of: strings, spans, ranges.
 *
 * Spans are in bytes of UTF-8 and half-open. Programs that want code points (as the JSON output has
 * them) convert with ng_document_code_point().
 */
#ifndef NAMEGRAPH_TEXT_H
#define NAMEGRAPH_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "status.h"

#ifdef __cplusplus
extern "C" {
#endif

/** No index: an absent entity, sentence, stretch of speech. */
#define NG_NONE UINT32_MAX

/** Borrowed UTF-8, not NUL-terminated. A NULL ptr with len 0 is "absent", a non-NULL one is "". */
typedef struct ng_str {
    const char *ptr;
    size_t len;
} ng_str;

/** Bytes of a document's text, half-open. */
typedef struct ng_span {
    uint32_t begin, end;
} ng_span;

/** Items of an array, half-open. */
typedef struct ng_range {
    uint32_t begin, end;
} ng_range;

/** A string literal as an ng_str, in an initialiser and elsewhere. */
#define NG_STR_INIT(literal) { "" literal, sizeof(literal) - 1 }

/** A NUL-terminated string as a borrowed ng_str; NULL is the absent string. */
NG_API ng_str ng_str_from(const char *text);

/** Same bytes? Two absent or empty strings are equal. */
NG_API bool ng_str_equal(ng_str a, ng_str b);

/** Order by bytes (which is the order by code points for UTF-8): < 0, 0 or > 0. */
NG_API int ng_str_compare(ng_str a, ng_str b);

#ifdef __cplusplus
}
#endif
#endif
