/**
 * @file context.h
 * The context: memory, the last error, notes on doubtful input, logging, progress.
 *
 * A context belongs to one thread and outlives the handles made with it. The library prints
 * nothing and has no mutable globals.
 */
#ifndef NAMEGRAPH_CONTEXT_H
#define NAMEGRAPH_CONTEXT_H

#include "text.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct ng_context ng_context;

/** Where memory comes from. All three or none are set; they may be called from several threads. */
typedef struct ng_allocator {
    void *(*allocate)(void *user, size_t size);                /**< NULL when there is none */
    void *(*reallocate)(void *user, void *memory, size_t size);
    void (*release)(void *user, void *memory);                 /**< memory may be NULL */
    void *user;
} ng_allocator;

typedef enum ng_log_level { NG_LOG_ERROR, NG_LOG_WARNING, NG_LOG_INFO, NG_LOG_DEBUG } ng_log_level;

/** A line for people; `stage` is the part that speaks ("ingest"). Called from the calling thread. */
typedef void ng_log_function(void *user, ng_log_level level, const char *stage, const char *line);

/** Called between documents and at least every 50 ms in long loops; false stops the work. */
typedef bool ng_progress_function(void *user, const char *stage, uint64_t done, uint64_t total);

typedef struct ng_context_options {
    size_t struct_size;            /**< set by the macro */
    ng_allocator allocator;        /**< default: malloc and its kin */
    ng_log_function *log;          /**< default: NULL, silent */
    ng_progress_function *progress; /**< default: NULL */
    void *user;                    /**< handed to both */
} ng_context_options;
#define NG_CONTEXT_OPTIONS_INIT { sizeof(ng_context_options), { 0, 0, 0, 0 }, 0, 0, 0 }

/** The last failure of a context. The strings live until the next failure. */
typedef struct ng_error {
    ng_status status;
    const char *message;           /**< one line, lower case, no full stop; never NULL */
    const char *source;            /**< the input's name, or NULL */
    uint64_t offset;               /**< byte of it, or UINT64_MAX when not known */
} ng_error;

/** Something doubtful that cost a part of the input and no more. Strings live as long as the context. */
typedef struct ng_note {
    ng_status status;              /**< why: NG_E_LANGUAGE, NG_E_FORMAT, ...; NG_OK: for information */
    const char *source;            /**< the input's name */
    uint64_t offset;               /**< byte of it, or UINT64_MAX */
    const char *message;
} ng_note;

/**
 * Make a context.
 *
 * @param opts  NULL for the defaults.
 * @param out   set to a context owned by the caller, freed with ng_context_free(); NULL on failure.
 * @return NG_OK; NG_E_ARG when the allocator is set in part; NG_E_NOMEM.
 */
NG_NODISCARD NG_API ng_status ng_context_create(const ng_context_options *opts, ng_context **out);

/** Free a context, after every handle made with it. NULL does nothing. */
NG_API void ng_context_free(ng_context *ctx);

/** The last failure; status NG_OK and an empty message when there was none. Borrowed. */
NG_API const ng_error *ng_context_error(const ng_context *ctx);

/** Notes so far, in the order of the inputs. Borrowed until the next call with this context. */
NG_API const ng_note *ng_context_notes(const ng_context *ctx, size_t *out_count);

/** Forget the notes. */
NG_API void ng_context_clear_notes(ng_context *ctx);

/** Free an array that the library handed over. NULL does nothing. */
NG_API void ng_free(ng_context *ctx, void *memory);

#ifdef __cplusplus
}
#endif
#endif
