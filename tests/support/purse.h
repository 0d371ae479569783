/*
 * An allocator with a purse: so many calls succeed, then memory is out; what is out at the end was leaked.
 */
#ifndef SUPPORT_PURSE_H
#define SUPPORT_PURSE_H

#include "namegraph/context.h"

#include <stdlib.h>

typedef struct purse {
    unsigned long left; /* calls that still succeed */
    long balance;       /* blocks that are out */
} purse;

static inline void *purse_allocate(void *user, size_t size)
{
    purse *p = user;
    void *memory;

    if (p->left == 0) return NULL;
    p->left--;
    memory = malloc(size);
    p->balance += memory != NULL;
    return memory;
}

static inline void *purse_reallocate(void *user, void *memory, size_t size)
{
    purse *p = user;
    void *moved;

    if (p->left == 0) return NULL;
    p->left--;
    moved = realloc(memory, size);
    p->balance += moved != NULL && memory == NULL;
    return moved;
}

static inline void purse_release(void *user, void *memory)
{
    purse *p = user;

    p->balance -= memory != NULL;
    free(memory);
}

static inline ng_allocator purse_allocator(purse *p)
{
    return (ng_allocator){ purse_allocate, purse_reallocate, purse_release, p };
}

#endif
