/*
 * What every stage builds on: errors, memory, growing arrays and buffers. Knows no stage.
 * Read this first; the other headers of the folder add one thing each.
 */
#ifndef NGI_BASE_H
#define NGI_BASE_H

#include "namegraph/context.h"

#include <stdarg.h>
#include <string.h>

/* Errors: say it once, where it is understood; callers pass the status up. */

#define NG_CHECK(expr)                                                                             \
    do {                                                                                           \
        if ((st = (expr)) != NG_OK) goto done;                                                     \
    } while (0)

#if defined(__GNUC__)
#define NGI_PRINTF(at, first) __attribute__((format(printf, at, first)))
#else
#define NGI_PRINTF(at, first)
#endif

/** Set the context's error and return its status. ng_str is printed with NGI_STR_FORMAT. */
ng_status ngi_fail(ng_context *ctx, ng_status status, const char *format, ...) NGI_PRINTF(3, 4);
/** The same with the input and the byte of it where the fault stands (UINT64_MAX: not known). */
ng_status ngi_fail_at(ng_context *ctx, ng_status status, const char *source, uint64_t offset,
                      const char *format, ...) NGI_PRINTF(5, 6);
/** Out of memory: needs none itself. */
ng_status ngi_fail_memory(ng_context *ctx);
/** Keep a note on doubtful input; `source` may be NULL. Loses the note when memory is out. */
void ngi_note(ng_context *ctx, ng_status status, ng_str source, uint64_t offset, const char *format, ...)
    NGI_PRINTF(5, 6);
void ngi_log(ng_context *ctx, ng_log_level level, const char *stage, const char *format, ...)
    NGI_PRINTF(4, 5);
/** NG_OK, or NG_E_CANCELLED when the caller's progress function says stop. */
ng_status ngi_progress(ng_context *ctx, const char *stage, uint64_t done, uint64_t total);
/** A context for a worker thread: same allocator, own error and notes, silent. Freed with ng_context_free(). */
ng_status ngi_context_fork(ng_context *ctx, ng_context **out);
/** Move the last error and the notes of a worker's context to its parent. */
void ngi_context_join(ng_context *ctx, ng_context *worker);

/** For printf: "%.*s" with NGI_STR(s). */
#define NGI_STR(s) (int)((s).len > 4096 ? 4096 : (s).len), ((s).ptr ? (s).ptr : "")
#define NGI_LITERAL(text) ((ng_str) NG_STR_INIT(text))

/* Memory: everything goes through the context's allocator. */

/** `count` items of `size` bytes, zeroed; NULL with the error set when there is none. count 0 gives memory too. */
void *ngi_alloc(ng_context *ctx, size_t count, size_t size);
void *ngi_realloc(ng_context *ctx, void *memory, size_t count, size_t size);
void ngi_free(ng_context *ctx, void *memory);
/** The allocator that a handle remembers. */
ng_allocator ngi_allocator(const ng_context *ctx);
void ngi_allocator_free(const ng_allocator *allocator, void *memory);

/* Growing arrays: NGI_ARRAY(ng_token) tokens = {0}; NG_CHECK(ngi_array_push(ctx, &tokens, token)); */

#define NGI_ARRAY(type)                                                                            \
    struct {                                                                                       \
        type *items;                                                                               \
        size_t count, capacity;                                                                    \
    }

/** Room for `extra` more items; the items move. */
#define ngi_array_reserve(ctx, array, extra)                                                       \
    ngi_array_grow((ctx), (void **)&(array)->items, &(array)->capacity, (array)->count, (extra),   \
                   sizeof *(array)->items)
/** Append an item. A macro with a status as its value. */
#define ngi_array_push(ctx, array, ...)                                                            \
    ((array)->count == (array)->capacity && ngi_array_reserve(ctx, array, 1) != NG_OK              \
         ? NG_E_NOMEM                                                                              \
         : ((array)->items[(array)->count++] = (__VA_ARGS__), NG_OK))
/** Free the items and leave the array empty. */
#define ngi_array_release(ctx, array)                                                              \
    (ngi_free((ctx), (array)->items), (array)->items = NULL, (array)->count = (array)->capacity = 0)

ng_status ngi_array_grow(ng_context *ctx, void **items, size_t *capacity, size_t count, size_t extra,
                         size_t item_size);

/* Arena: many small things that die together. */

typedef struct ngi_arena_block ngi_arena_block;
typedef struct ngi_arena {
    ngi_arena_block *blocks;
} ngi_arena;

/** `size` zeroed bytes, aligned for any type. NULL with the error set when there are none. */
void *ngi_arena_alloc(ng_context *ctx, ngi_arena *arena, size_t size);
/** A copy of a string; the absent string stays absent. The copy has a NUL behind it. */
ng_status ngi_arena_copy(ng_context *ctx, ngi_arena *arena, ng_str text, ng_str *out);
void ngi_arena_release(const ng_allocator *allocator, ngi_arena *arena);

/* Buffer: bytes that grow, with a NUL kept behind them. */

typedef struct ngi_buffer {
    char *data;      /* NULL while empty */
    size_t len, capacity;
} ngi_buffer;

ng_status ngi_buffer_add(ng_context *ctx, ngi_buffer *buffer, ng_str text);
ng_status ngi_buffer_add_text(ng_context *ctx, ngi_buffer *buffer, const char *text);
ng_status ngi_buffer_add_char(ng_context *ctx, ngi_buffer *buffer, char byte);
/** printf; numbers with a decimal point in any locale. */
ng_status ngi_buffer_printf(ng_context *ctx, ngi_buffer *buffer, const char *format, ...) NGI_PRINTF(3, 4);
/** The bytes as a borrowed string, "" when empty. */
ng_str ngi_buffer_str(const ngi_buffer *buffer);
/** Hand the bytes over to the caller (freed with ngi_free) and leave the buffer empty. */
char *ngi_buffer_take(ng_context *ctx, ngi_buffer *buffer, size_t *out_len);
void ngi_buffer_release(ng_context *ctx, ngi_buffer *buffer);

/* Map: from strings or pairs of numbers to a number, by open addressing. Keys are borrowed. */

typedef struct ngi_map_slot ngi_map_slot;
typedef struct ngi_map {
    ngi_map_slot *slots;
    size_t count, capacity;
} ngi_map;

/** The value of a key, or NG_NONE. */
uint32_t ngi_map_find(const ngi_map *map, ng_str key);
/** Set the value of a key; the bytes of the key must outlive the map. */
ng_status ngi_map_set(ng_context *ctx, ngi_map *map, ng_str key, uint32_t value);
void ngi_map_release(ng_context *ctx, ngi_map *map);

/* Hashes and random numbers that are the same on every machine. */

#define NGI_HASH_START UINT64_C(0xcbf29ce484222325)
/** FNV-1a over bytes, going on from a hash. */
uint64_t ngi_hash(uint64_t hash, const void *bytes, size_t len);
/** Mix the bits of a hash (the finaliser of SplitMix64), for tables and seeds. */
uint64_t ngi_hash_mix(uint64_t value);
/** Next number of a SplitMix64 sequence (Steele, Lea and Flood 2014). */
uint64_t ngi_random_next(uint64_t *state);
/** Even in 0..bound-1; bound > 0. */
uint32_t ngi_random_below(uint64_t *state, uint32_t bound);

/* Numbers from text, in no locale. The whole string must be the number. */

bool ngi_parse_u32(ng_str text, uint32_t *out);
bool ngi_parse_double(ng_str text, double *out);

/* Strings. */

bool ngi_str_starts(ng_str text, ng_str prefix);
bool ngi_str_ends(ng_str text, ng_str suffix);
/** Is it one of the words? They stand in ascending order of their bytes. */
bool ngi_str_among(ng_str word, const char *const *words, size_t count);
/** Byte where `part` first stands in `text`, or SIZE_MAX. */
size_t ngi_str_find(ng_str text, ng_str part);
/** Without ASCII white space at both ends. */
ng_str ngi_str_trim(ng_str text);
/** Same, where ASCII letters count without case. */
bool ngi_str_equal_nocase(ng_str a, ng_str b);
/** From `begin` up to `end`; both within the text. */
static inline ng_str ngi_str_slice(ng_str text, size_t begin, size_t end)
{
    ng_str part = { text.ptr ? text.ptr + begin : NULL, end - begin };

    return part;
}

/** Cut the text at the next `separator`: *rest goes on behind it. False when *rest was at its end. */
bool ngi_str_next(ng_str *rest, char separator, ng_str *out);

#endif
