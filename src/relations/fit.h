/* Which types of entities a relation may join: data, and the questions that patterns and the head ask of it. */
#ifndef NGI_FIT_H
#define NGI_FIT_H

#include "namegraph/entity.h"
#include "namegraph/relation.h"

/** May an entity of type `head` stand in that relation to one of type `tail`? */
bool ngi_relation_fits(ng_relation_type relation, ng_entity_type head, ng_entity_type tail);
/** Is it done once and stays done ('bought', 'met'), so that the guide never calls it former? */
bool ngi_relation_is_act(ng_relation_type relation);

#endif
