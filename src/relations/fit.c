/*
 * The table of the types that each relation joins, after the guide's definitions; a relation may have several rows.
 * What the table leaves out ('a place uses a person') is never said, whatever a head scores.
 */
#include "fit.h"

enum {
    PERSON = 1u << NG_PERSON, COMPANY = 1u << NG_COMPANY, ORG = 1u << NG_ORGANIZATION, MODEL = 1u << NG_MODEL,
    PRODUCT = 1u << NG_PRODUCT, PLACE = 1u << NG_PLACE, EVENT = 1u << NG_EVENT, LAW = 1u << NG_LAW,
    WORK = 1u << NG_WORK, GROUP = 1u << NG_GROUP,
    BODY = COMPANY | ORG, ACTOR = PERSON | BODY, THING = MODEL | PRODUCT, MAKER = ACTOR,
    STATE = PLACE | ORG, SPEAKS = ACTOR | PLACE | GROUP
};

static const struct {
    ng_relation_type relation;
    unsigned head, tail;
} fits[] = {
    { NG_FOUNDER_OF, ACTOR | PLACE, BODY },
    { NG_FOUNDER_OF, ACTOR, PRODUCT | WORK },
    { NG_LEADS, PERSON, BODY | PLACE | PRODUCT },
    { NG_WORKS_FOR, PERSON, ACTOR | PLACE },
    { NG_MEMBER_OF, ACTOR | PLACE, ORG },
    { NG_MEMBER_OF, PERSON, GROUP },
    { NG_OWNS, ACTOR | PLACE, BODY | THING | PLACE | WORK },
    { NG_ACQUIRES, ACTOR, BODY | THING },
    { NG_INVESTS_IN, ACTOR | PLACE, BODY | THING | WORK | PLACE },
    { NG_DEVELOPS, MAKER | PLACE, THING | WORK },
    { NG_USES, ACTOR | THING | PLACE, THING | COMPANY | WORK },
    { NG_USES, COMPANY | PERSON, ORG },
    { NG_BASED_ON, THING, THING },
    { NG_BASED_ON, WORK, WORK | THING },
    { NG_PARTNERS_WITH, ACTOR | PLACE, ACTOR | PLACE },
    { NG_COMPETES_WITH, ACTOR | THING | WORK, ACTOR | THING | WORK },
    { NG_SUPPORTS, SPEAKS | LAW, ACTOR | LAW | THING | WORK | GROUP | PLACE | EVENT },
    { NG_OPPOSES, SPEAKS, ACTOR | LAW | THING | WORK | GROUP | PLACE | EVENT },
    { NG_SUES, ACTOR | PLACE | GROUP, ACTOR | PLACE },
    { NG_REGULATES, BODY | PLACE | LAW | PERSON, COMPANY | ORG | THING | LAW | PLACE },
    { NG_APPOINTS, ACTOR | PLACE, PERSON },
    { NG_REMOVES, ACTOR | PLACE, PERSON },
    { NG_FAMILY_OF, PERSON, PERSON },
    { NG_MEETS, PERSON, PERSON },
    { NG_EDUCATED_AT, PERSON, BODY },
    { NG_LOCATED_IN, ACTOR | PLACE | EVENT | PRODUCT | WORK, PLACE },
    { NG_PART_OF, MODEL, MODEL },
    { NG_PART_OF, PRODUCT | ORG | COMPANY | PLACE, ORG | PRODUCT | COMPANY },
    { NG_PART_OF, LAW | WORK | EVENT, LAW | WORK | EVENT },
};

bool ngi_relation_fits(ng_relation_type relation, ng_entity_type head, ng_entity_type tail)
{
    size_t i;

    for (i = 0; i < sizeof fits / sizeof *fits; i++) {
        if (fits[i].relation == relation && (fits[i].head >> head & 1u) && (fits[i].tail >> tail & 1u)) return true;
    }
    return false;
}

bool ngi_relation_is_act(ng_relation_type relation)
{
    return relation == NG_FOUNDER_OF || relation == NG_ACQUIRES || relation == NG_MEETS || relation == NG_APPOINTS ||
           relation == NG_REMOVES || relation == NG_EDUCATED_AT || relation == NG_DEVELOPS;
}
