/*
 * Names of the types, kinds and statuses: made from the lists of the public headers, so each fact stands once.
 */
#include "base/base.h"
#include "namegraph/graph.h"

#define NGI_COUNT(array) (sizeof(array) / sizeof *(array))

static bool find_name(const char *const *names, size_t count, ng_str name, size_t *out)
{
    size_t i;

    for (i = 0; i < count; i++) {
        if (!ng_str_equal(ng_str_from(names[i]), name)) continue;
        *out = i;
        return true;
    }
    return false;
}

/* One pair of functions for each enumeration: to its name, and back. */
#define NGI_NAMED(type, prefix, names)                                                             \
    const char *prefix##_name(type value)                                                          \
    {                                                                                              \
        return (size_t)value < NGI_COUNT(names) ? (names)[value] : "?";                            \
    }                                                                                              \
    bool prefix##_from(ng_str name, type *out)                                                     \
    {                                                                                              \
        size_t i;                                                                                  \
                                                                                                   \
        if (!find_name(names, NGI_COUNT(names), name, &i)) return false;                           \
        *out = (type)i;                                                                            \
        return true;                                                                               \
    }

#define NG_X(symbol, name, plural) name,
static const char *const entity_types[] = { NG_ENTITY_TYPE_LIST(NG_X) };
#undef NG_X
#define NG_X(symbol, name) name,
static const char *const mention_kinds[] = { NG_MENTION_KIND_LIST(NG_X) };
static const char *const assertions[] = { NG_ASSERTION_LIST(NG_X) };
static const char *const speech_kinds[] = { NG_SPEECH_KIND_LIST(NG_X) };
#undef NG_X
#define NG_X(symbol, name, symmetric, phrase) name,
static const char *const relation_types[] = { NG_RELATION_LIST(NG_X) };
#undef NG_X
#define NG_X(symbol, name, symmetric, phrase) phrase,
static const char *const relation_phrases[] = { NG_RELATION_LIST(NG_X) };
#undef NG_X
#define NG_X(symbol, name, symmetric, phrase) symmetric,
static const bool relation_symmetric[] = { NG_RELATION_LIST(NG_X) };
#undef NG_X
#define NG_X(symbol, name, directed) name,
static const char *const edge_kinds[] = { NG_EDGE_KIND_LIST(NG_X) };
#undef NG_X
#define NG_X(symbol, name, words) name,
static const char *const measures[] = { NG_MEASURE_LIST(NG_X) };
static const char *const labels[] = { NG_LABEL_LIST(NG_X) };
#undef NG_X
#define NG_X(symbol, name, words) words,
static const char *const measure_meanings[] = { NG_MEASURE_LIST(NG_X) };
#undef NG_X

NGI_NAMED(ng_entity_type, ng_entity_type, entity_types)
NGI_NAMED(ng_mention_kind, ng_mention_kind, mention_kinds)
NGI_NAMED(ng_assertion, ng_assertion, assertions)
NGI_NAMED(ng_speech_kind, ng_speech_kind, speech_kinds)
NGI_NAMED(ng_relation_type, ng_relation_type, relation_types)
NGI_NAMED(ng_edge_kind, ng_edge_kind, edge_kinds)
NGI_NAMED(ng_measure, ng_measure, measures)
NGI_NAMED(ng_label, ng_label, labels)

const char *ng_relation_type_phrase(ng_relation_type type)
{
    return (size_t)type < NGI_COUNT(relation_phrases) ? relation_phrases[type] : "?";
}

bool ng_relation_type_symmetric(ng_relation_type type)
{
    return (size_t)type < NGI_COUNT(relation_symmetric) && relation_symmetric[type];
}

const char *ng_measure_meaning(ng_measure measure)
{
    return (size_t)measure < NGI_COUNT(measure_meanings) ? measure_meanings[measure] : "?";
}
