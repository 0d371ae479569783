/*
 * The only file that calls malloc: allocation through the context, growing arrays, the arena.
 *
 * The arena takes blocks that double up to 64 KiB; larger items get a block of their own. With
 * NG_ARENA_SEPARATE each item is a block, so that the sanitizers see an overrun by one byte.
 */
#include "context_impl.h"

#include <stdlib.h>

static void *standard_allocate(void *user, size_t size)
{
    (void)user;
    return malloc(size);
}

static void *standard_reallocate(void *user, void *memory, size_t size)
{
    (void)user;
    return realloc(memory, size);
}

static void standard_release(void *user, void *memory)
{
    (void)user;
    free(memory);
}

ng_status ng_context_create(const ng_context_options *opts, ng_context **out)
{
    static const ng_context_options defaults = NG_CONTEXT_OPTIONS_INIT;
    ng_allocator a;
    ng_context *ctx;

    *out = NULL;
    if (!opts) opts = &defaults;
    a = opts->allocator;
    if (!a.allocate && !a.reallocate && !a.release) {
        a.allocate = standard_allocate;
        a.reallocate = standard_reallocate;
        a.release = standard_release;
    }
    if (!a.allocate || !a.reallocate || !a.release || opts->struct_size < sizeof *opts) return NG_E_ARG;
    ctx = a.allocate(a.user, sizeof *ctx);
    if (!ctx) return NG_E_NOMEM;
    memset(ctx, 0, sizeof *ctx);
    ctx->allocator = a;
    ctx->log = opts->log;
    ctx->progress = opts->progress;
    ctx->user = opts->user;
    ctx->error.message = ctx->message;
    ctx->error.offset = UINT64_MAX;
    *out = ctx;
    return NG_OK;
}

void ng_context_free(ng_context *ctx)
{
    ng_allocator a;

    if (!ctx) return;
    a = ctx->allocator;
    ng_context_clear_notes(ctx);
    a.release(a.user, ctx);
}

void ng_free(ng_context *ctx, void *memory) { ngi_free(ctx, memory); }

ng_allocator ngi_allocator(const ng_context *ctx) { return ctx->allocator; }

void ngi_allocator_free(const ng_allocator *allocator, void *memory)
{
    if (memory) allocator->release(allocator->user, memory);
}

void *ngi_alloc(ng_context *ctx, size_t count, size_t size)
{
    void *memory = NULL;

    if (size == 0 || count <= (SIZE_MAX - 1) / size) {
        memory = ctx->allocator.allocate(ctx->allocator.user, count * size + 1);
    }
    if (memory) {
        memset(memory, 0, count * size);
    } else {
        (void)ngi_fail_memory(ctx);
    }
    return memory;
}

void *ngi_realloc(ng_context *ctx, void *memory, size_t count, size_t size)
{
    void *moved = NULL;

    if (size == 0 || count <= (SIZE_MAX - 1) / size) {
        moved = ctx->allocator.reallocate(ctx->allocator.user, memory, count * size + 1);
    }
    if (!moved) (void)ngi_fail_memory(ctx);
    return moved;
}

void ngi_free(ng_context *ctx, void *memory)
{
    if (memory) ctx->allocator.release(ctx->allocator.user, memory);
}

ng_status ngi_array_grow(ng_context *ctx, void **items, size_t *capacity, size_t count, size_t extra,
                         size_t item_size)
{
    size_t wanted;
    void *moved;

    if (extra > SIZE_MAX / 2 - count) return ngi_fail_memory(ctx);
    wanted = count + extra;
    if (wanted <= *capacity && *items) return NG_OK;
    if (wanted < *capacity + *capacity / 2) wanted = *capacity + *capacity / 2;
    if (wanted < 8) wanted = 8;
    moved = ngi_realloc(ctx, *items, wanted, item_size);
    if (!moved) return NG_E_NOMEM;
    *items = moved;
    *capacity = wanted;
    return NG_OK;
}

struct ngi_arena_block {
    ngi_arena_block *next;
    size_t used, size;
    max_align_t data[];
};

#ifdef NG_ARENA_SEPARATE
#define ARENA_BLOCK(wanted, last) ((void)(last), (wanted))
#else
#define ARENA_BLOCK(wanted, last) ((wanted) > (last) ? (wanted) : (last))
#endif

void *ngi_arena_alloc(ng_context *ctx, ngi_arena *arena, size_t size)
{
    const size_t align = sizeof(max_align_t);
    ngi_arena_block *block = arena->blocks;
    size_t rounded, wanted;
    void *memory;

    if (size > SIZE_MAX / 4) return (void)ngi_fail_memory(ctx), NULL;
    rounded = size ? (size + align - 1) / align * align : align;
    if (!block || block->size - block->used < rounded) {
        size_t last = block && block->size < 32768 ? block->size * 2 : 32768;

        if (!block) last = 1024;
        wanted = ARENA_BLOCK(rounded, last);
#ifdef NG_ARENA_SEPARATE
        wanted = size ? size : 1;
        rounded = wanted;
#endif
        block = ngi_alloc(ctx, 1, sizeof *block + wanted);
        if (!block) return NULL;
        block->size = wanted;
        block->next = arena->blocks;
        arena->blocks = block;
    }
    memory = (char *)block->data + block->used;
    block->used += rounded;
    return memory;
}

ng_status ngi_arena_copy(ng_context *ctx, ngi_arena *arena, ng_str text, ng_str *out)
{
    char *copy;

    *out = (ng_str){ NULL, 0 };
    if (!text.ptr) return NG_OK;
    copy = ngi_arena_alloc(ctx, arena, text.len + 1);
    if (!copy) return NG_E_NOMEM;
    memcpy(copy, text.ptr, text.len);
    *out = (ng_str){ copy, text.len };
    return NG_OK;
}

void ngi_arena_release(const ng_allocator *allocator, ngi_arena *arena)
{
    while (arena->blocks) {
        ngi_arena_block *next = arena->blocks->next;

        ngi_allocator_free(allocator, arena->blocks);
        arena->blocks = next;
    }
}
