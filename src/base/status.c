/*
 * Statuses, the last error, notes, logging and progress: what a context says to its caller.
 */
#include "context_impl.h"

#include "namegraph/version.h"

#include <stdio.h>

const char *ng_version(void) { return NG_VERSION; }

const char *ng_status_name(ng_status status)
{
    switch (status) {
#define NG_X(symbol, value, meaning)                                                               \
    case symbol: return #symbol;
        NG_STATUS_LIST(NG_X)
#undef NG_X
    }
    return "NG_?";
}

const char *ng_status_meaning(ng_status status)
{
    switch (status) {
#define NG_X(symbol, value, meaning)                                                               \
    case symbol: return meaning;
        NG_STATUS_LIST(NG_X)
#undef NG_X
    }
    return "unknown status";
}

static void set_error(ng_context *ctx, ng_status status, const char *source, uint64_t offset,
                      const char *format, va_list args) NGI_PRINTF(5, 0);

static void set_error(ng_context *ctx, ng_status status, const char *source, uint64_t offset,
                      const char *format, va_list args)
{
    ctx->error.status = status;
    ctx->error.message = ctx->message;
    ctx->error.source = NULL;
    ctx->error.offset = offset;
    (void)vsnprintf(ctx->message, sizeof ctx->message, format, args);
    if (source) {
        (void)snprintf(ctx->source, sizeof ctx->source, "%s", source);
        ctx->error.source = ctx->source;
    }
}

ng_status ngi_fail(ng_context *ctx, ng_status status, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    set_error(ctx, status, NULL, UINT64_MAX, format, args);
    va_end(args);
    return status;
}

ng_status ngi_fail_at(ng_context *ctx, ng_status status, const char *source, uint64_t offset,
                      const char *format, ...)
{
    va_list args;

    va_start(args, format);
    set_error(ctx, status, source, offset, format, args);
    va_end(args);
    return status;
}

ng_status ngi_fail_memory(ng_context *ctx)
{
    ctx->error.status = NG_E_NOMEM;
    ctx->error.message = "out of memory";
    ctx->error.source = NULL;
    ctx->error.offset = UINT64_MAX;
    return NG_E_NOMEM;
}

const ng_error *ng_context_error(const ng_context *ctx) { return &ctx->error; }

static void add_note(ng_context *ctx, ng_status status, ng_str source, uint64_t offset, ng_str message)
{
    ng_note note = { status, NULL, offset, NULL };
    ng_str copy;

    if (ngi_arena_copy(ctx, &ctx->note_text, message, &copy) != NG_OK) return;
    note.message = copy.ptr;
    if (ngi_arena_copy(ctx, &ctx->note_text, source, &copy) != NG_OK) return;
    note.source = copy.ptr;
    (void)ngi_array_push(ctx, &ctx->notes, note);
}

void ngi_note(ng_context *ctx, ng_status status, ng_str source, uint64_t offset, const char *format, ...)
{
    char line[NGI_MESSAGE_MAX];
    va_list args;

    va_start(args, format);
    (void)vsnprintf(line, sizeof line, format, args);
    va_end(args);
    add_note(ctx, status, source, offset, ng_str_from(line));
}

const ng_note *ng_context_notes(const ng_context *ctx, size_t *out_count)
{
    *out_count = ctx->notes.count;
    return ctx->notes.items;
}

void ng_context_clear_notes(ng_context *ctx)
{
    ngi_array_release(ctx, &ctx->notes);
    ngi_arena_release(&ctx->allocator, &ctx->note_text);
}

void ngi_log(ng_context *ctx, ng_log_level level, const char *stage, const char *format, ...)
{
    char line[NGI_MESSAGE_MAX];
    va_list args;

    if (!ctx->log) return;
    va_start(args, format);
    (void)vsnprintf(line, sizeof line, format, args);
    va_end(args);
    ctx->log(ctx->user, level, stage, line);
}

ng_status ngi_progress(ng_context *ctx, const char *stage, uint64_t done, uint64_t total)
{
    if (!ctx->progress || ctx->progress(ctx->user, stage, done, total)) return NG_OK;
    return ngi_fail(ctx, NG_E_CANCELLED, "stopped in %s", stage);
}

ng_status ngi_context_fork(ng_context *ctx, ng_context **out)
{
    ng_context_options opts = NG_CONTEXT_OPTIONS_INIT;

    opts.allocator = ctx->allocator;
    if (ng_context_create(&opts, out) != NG_OK) return ngi_fail_memory(ctx);
    return NG_OK;
}

void ngi_context_join(ng_context *ctx, ng_context *worker)
{
    size_t i;

    if (worker->error.status != NG_OK) {
        ctx->error = worker->error;
        if (worker->error.message == worker->message) {
            memcpy(ctx->message, worker->message, sizeof ctx->message);
            ctx->error.message = ctx->message;
        }
        if (worker->error.source) {
            memcpy(ctx->source, worker->source, sizeof ctx->source);
            ctx->error.source = ctx->source;
        }
    }
    for (i = 0; i < worker->notes.count; i++) {
        const ng_note *n = &worker->notes.items[i];

        add_note(ctx, n->status, ng_str_from(n->source), n->offset, ng_str_from(n->message));
    }
    ng_context_clear_notes(worker);
}
