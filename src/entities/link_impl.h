/* Inside of the linker: entities of all documents as nodes, their names, blocks and contexts. */
#ifndef NGI_LINK_IMPL_H
#define NGI_LINK_IMPL_H

#include "decisions.h"

/** An entity of a document. The nodes of one actor are a list that begins at its root, the earliest. */
typedef struct link_node {
    uint32_t document, entity;
    uint32_t parent;          /* union-find */
    uint32_t next, last;      /* next of the actor; the last of a root's list */
    uint32_t size;
    ng_range names;           /* in linker.names: the label first */
    ng_entity_type type;
    uint64_t hash;            /* of the label's letters */
    uint32_t with;            /* root that it was joined to; NG_NONE for a root */
    float score;              /* of that join */
    uint8_t rule;             /* join_rule of that */
} link_node;

typedef struct ng_range64 {
    size_t begin, end;
} ng_range64;

typedef struct link_block {
    uint32_t first;           /* entry */
    uint32_t count;
} link_block;

typedef struct link_entry {
    uint32_t node, next;
} link_entry;

/** Two clusters that look alike but were not joined. */
typedef struct link_candidate {
    uint32_t a, b;            /* nodes */
    float score;
    join_rule rule;
} link_candidate;

typedef struct linker {
    ng_context *ctx;
    const ngi_lexicon *lexicon;
    const ngi_decisions *decisions;
    const ng_collection *collection;
    ngi_arena strings;
    ngi_map form_places, block_places;
    NGI_ARRAY(name_form) forms;       /* of all documents, each spelling once */
    NGI_ARRAY(uint32_t) names;        /* forms of the nodes */
    NGI_ARRAY(link_node) nodes;
    NGI_ARRAY(uint64_t) contexts;     /* of the documents, one after the other */
    NGI_ARRAY(size_t) context_ends;
    NGI_ARRAY(link_block) blocks;
    NGI_ARRAY(link_entry) entries;
    NGI_ARRAY(link_candidate) candidates;
    ngi_buffer room;
} linker;

/** Decide which entities are one. Release `out` also on failure. */
ng_status ngi_linker_run(ng_context *ctx, const ngi_lexicon *lexicon, const ngi_decisions *decisions,
                         const ng_collection *collection, linker *out);
void ngi_linker_release(linker *l);
uint32_t ngi_linker_root(const linker *l, uint32_t node);

#endif
