/* The words of a post ('co-founder and chief executive') and the relation that each stands for. */
#ifndef NGI_POSTS_H
#define NGI_POSTS_H

#include "items.h"

enum { NGI_POST_PARTS = 4 };

typedef struct ngi_post {
    ng_range items;                           /* all of it */
    size_t count;                             /* parts of 'founder and chief executive' */
    ng_relation_type types[NGI_POST_PARTS];
    ng_span words[NGI_POST_PARTS];
} ngi_post;

/**
 * Longest post that begins at an item, within `end`. False when none does. `inside` is its relation for the one who
 * heads a part only ('head of research'): ends behind 'of NOUN' when what follows is at, for, 's or a mention's begin.
 */
bool ngi_post_at(const ngi_items *items, uint32_t at, uint32_t end, ngi_post *out);

#endif
