/* What actors and entities are called, for actors.c. */
#ifndef NGI_ACTOR_LABEL_H
#define NGI_ACTOR_LABEL_H

#include "link_impl.h"

/** A form, and how many members or mentions have it. */
typedef struct label_count {
    const name_form *form;
    uint32_t count;
} label_count;

typedef struct labeller {
    const linker *l;
    ng_label label;
    NGI_ARRAY(uint32_t) mentions;   /* that have each of linker.names; empty when they do not matter */
    NGI_ARRAY(label_count) counts;  /* of whom is named at the moment */
} labeller;

/** The linker has run and stays. Release `out` also on failure. */
ng_status ngi_labeller_init(const linker *l, ng_label label, labeller *out);
void ngi_labeller_release(labeller *n);
/** What the actor of a root is called; borrowed from the linker. */
ng_status ngi_label_actor(labeller *n, uint32_t root, ng_str *out);
/** Set the name of an entity of a document, and its fullest form beside it when that is another. */
ng_status ngi_label_entity(labeller *n, uint32_t node, ng_document *doc, ng_entity *e);

#endif
