/* Graphs for the tests of render/: a small one with every kind of tie, and random ones of any size and kind of names. */
#ifndef MADE_GRAPHS_H
#define MADE_GRAPHS_H

#include "core/graph_data.h"

#include <stdio.h>

typedef enum made_names { MADE_PLAIN, MADE_LONG, MADE_CJK, MADE_RTL, MADE_HOSTILE, MADE_NAMES_COUNT } made_names;

static inline void made_must(ng_status st)
{
    if (st != NG_OK) {
        (void)fprintf(stderr, "a graph for a test could not be made\n");
        __builtin_trap();
    }
}

static inline void made_node(ng_context *ctx, ng_graph *g, const char *id, const char *label, ng_entity_type type)
{
    ng_node n = { .type = type, .mentions = 3, .documents = 1 };

    made_must(ngi_graph_copy(ctx, g, ng_str_from(id), &n.id));
    made_must(ngi_graph_copy(ctx, g, ng_str_from(label), &n.label));
    made_must(ngi_array_push(ctx, &g->nodes, n));
}

static inline void made_document(ng_context *ctx, ng_graph *g)
{
    ng_graph_document d = { .id = NGI_LITERAL("news.txt#1"), .source = NGI_LITERAL("news.txt"),
                            .title = NGI_LITERAL("Made for a test"), .date = NGI_LITERAL("2024-05-17"), .sentences = 9,
                            .words = 150 };

    made_must(ngi_array_push(ctx, &g->documents, d));
}

static inline void made_edge(ng_context *ctx, ng_graph *g, uint32_t from, uint32_t to, ng_edge_kind kind,
                             ng_relation_type relation, ng_assertion status, double weight)
{
    uint32_t at = (uint32_t)g->evidence.count;
    ng_edge e = { .from = from, .to = to, .kind = kind, .relation = relation, .status = status, .weight = weight,
                  .documents = 1, .evidence = { at, at + 1 } };
    ng_edge_evidence v = { .text = NGI_LITERAL("A sentence of the test says \"so\" & no more."), .score = 0.9f,
                           .by = NGI_LITERAL("test") };

    made_must(ngi_array_push(ctx, &g->evidence, v));
    made_must(ngi_array_push(ctx, &g->edges, e));
}

/* Some of a well-known story: all types, kinds and statuses. `later` takes another side of it, for differences. */
static inline ng_graph *made_story(ng_context *ctx, bool later)
{
    static const struct {
        const char *name;
        ng_entity_type type;
    } actors[] = { { "Sam Altman", NG_PERSON }, { "OpenAI", NG_COMPANY }, { "Microsoft", NG_COMPANY },
                   { "Satya Nadella", NG_PERSON }, { "Mira Murati", NG_PERSON }, { "Greg Brockman", NG_PERSON },
                   { "Ilya Sutskever", NG_PERSON }, { "GPT-4", NG_MODEL }, { "ChatGPT", NG_PRODUCT },
                   { "U.S. Securities and Exchange Commission", NG_ORGANIZATION }, { "San Francisco", NG_PLACE },
                   { "EU AI Act", NG_LAW }, { "OpenAI DevDay", NG_EVENT }, { "Democrats", NG_GROUP },
                   { "The Worlds I See", NG_WORK }, { "Emmett Shear", NG_PERSON } };
    ng_graph *g;
    char id[16];
    size_t i;

    made_must(ngi_graph_create(ctx, &g));
    made_document(ctx, g);
    for (i = 0; i < sizeof actors / sizeof *actors; i++) {
        (void)snprintf(id, sizeof id, "e%02zu", i);
        if (!later && i == 15) continue;
        made_node(ctx, g, id, actors[i].name, actors[i].type);
    }
    made_edge(ctx, g, 0, 1, NG_EDGE_RELATION, NG_LEADS, later ? NG_FORMER : NG_CURRENT, 3.0);
    made_edge(ctx, g, 0, 1, NG_EDGE_RELATION, NG_FOUNDER_OF, NG_CURRENT, 2.0);
    made_edge(ctx, g, 0, 1, NG_EDGE_SPEECH, NG_FOUNDER_OF, NG_CURRENT, 5.0);
    made_edge(ctx, g, 1, 0, NG_EDGE_SPEECH, NG_FOUNDER_OF, NG_CURRENT, later ? 6.0 : 2.0);
    made_edge(ctx, g, 2, 1, NG_EDGE_RELATION, NG_INVESTS_IN, NG_CURRENT, 4.0);
    made_edge(ctx, g, 2, 1, NG_EDGE_RELATION, NG_ACQUIRES, NG_DENIED, 1.0);
    made_edge(ctx, g, 3, 2, NG_EDGE_RELATION, NG_LEADS, NG_CURRENT, 2.0);
    made_edge(ctx, g, 3, 0, NG_EDGE_SPEECH, NG_FOUNDER_OF, NG_CURRENT, 3.0);
    made_edge(ctx, g, 4, 1, NG_EDGE_RELATION, NG_WORKS_FOR, NG_CURRENT, 1.0);
    made_edge(ctx, g, 5, 1, NG_EDGE_RELATION, NG_FOUNDER_OF, NG_CURRENT, 1.0);
    made_edge(ctx, g, 5, 0, NG_EDGE_SPEECH, NG_FOUNDER_OF, NG_CURRENT, 2.0);
    made_edge(ctx, g, 6, 0, NG_EDGE_RELATION, NG_REMOVES, NG_REPORTED, 2.0);
    made_edge(ctx, g, 6, 1, NG_EDGE_RELATION, NG_WORKS_FOR, NG_CURRENT, 1.0);
    made_edge(ctx, g, 1, 7, NG_EDGE_RELATION, NG_DEVELOPS, NG_CURRENT, 2.0);
    made_edge(ctx, g, 8, 7, NG_EDGE_RELATION, NG_USES, NG_CURRENT, 1.0);
    made_edge(ctx, g, 1, 8, NG_EDGE_RELATION, NG_DEVELOPS, NG_CURRENT, 2.0);
    made_edge(ctx, g, 9, 1, NG_EDGE_RELATION, NG_REGULATES, NG_REPORTED, 1.0);
    made_edge(ctx, g, 1, 10, NG_EDGE_RELATION, NG_LOCATED_IN, NG_CURRENT, 1.0);
    made_edge(ctx, g, 11, 1, NG_EDGE_RELATION, NG_REGULATES, NG_PLANNED, 1.0);
    made_edge(ctx, g, 1, 12, NG_EDGE_COOCCURRENCE, NG_FOUNDER_OF, NG_CURRENT, 2.0);
    if (!later) made_edge(ctx, g, 11, 13, NG_EDGE_COOCCURRENCE, NG_FOUNDER_OF, NG_CURRENT, 1.0);
    made_edge(ctx, g, 14, 0, NG_EDGE_COVERAGE, NG_FOUNDER_OF, NG_CURRENT, 1.0);
    if (later) made_edge(ctx, g, 15, 1, NG_EDGE_RELATION, NG_LEADS, NG_CURRENT, 2.0);
    made_must(ngi_graph_sort(ctx, g));
    made_must(ngi_graph_check(ctx, g));
    return g;
}

static inline void made_name(made_names kind, uint32_t i, char *out, size_t room)
{
    static const char *const first[] = { "Ada", "Boris", "Chen", "Dolores", "Emeka", "Farid", "Greta", "Hiroshi" };
    static const char *const last[] = { "Lovelace", "Okafor", "Fernandez", "Ng", "Vandermeer", "Li", "Abramowitz" };
    static const char *const cjk[] = { "\xe6\x9d\x8e\xe5\xbd\xa6\xe5\xae\x8f", "\xe6\xb7\xb1\xe5\xba\xa6\xe6\xb1\x82\xe7\xb4\xa2",
                                       "\xe3\x82\xbd\xe3\x83\x95\xe3\x83\x88\xe3\x83\x90\xe3\x83\xb3\xe3\x82\xaf" };
    static const char *const rtl[] = { "\xd9\x85\xd8\xad\xd9\x85\xd8\xaf \xd8\xb9\xd9\x84\xd9\x8a", "\xd7\x93\xd7\x95\xd7\x93 \xd7\x9c\xd7\x95\xd7\x99" };
    static const char *const hostile[] = { "</title><script>alert(1)</script>", "\"quoted\" & 'so' <b>", "a\nb\tc\x01\x02 d",
                                           "\xe2\x80\xae" "evil \xf0\x9f\x98\x80\xef\xbf\xbf", "]]>&amp;-->",
                                           "Supercalifragilisticexpialidocious_without_any_break_at_all_in_it" };

    switch (kind) {
    case MADE_LONG:
        (void)snprintf(out, room, "The %s %s International Commission for the Review of Very Long Names %u", first[i % 8], last[i % 7], i);
        break;
    case MADE_CJK: (void)snprintf(out, room, "%s%u", cjk[i % 3], i); break;
    case MADE_RTL: (void)snprintf(out, room, "%s %u", rtl[i % 2], i); break;
    case MADE_HOSTILE: (void)snprintf(out, room, "%s %u", hostile[i % 6], i); break;
    default: (void)snprintf(out, room, "%s %s %u", first[i % 8], last[i % 7], i);
    }
}

/* Preferential attachment: `count` nodes, about `per_node` edges for each, names of a kind. */
static inline ng_graph *made_random(ng_context *ctx, uint32_t count, uint32_t per_node, made_names names, uint64_t seed)
{
    uint64_t state = seed;
    ng_graph *g;
    char id[16], label[128];
    uint32_t i, k;

    made_must(ngi_graph_create(ctx, &g));
    made_document(ctx, g);
    for (i = 0; i < count; i++) {
        (void)snprintf(id, sizeof id, "e%05u", i);
        made_name(names, i, label, sizeof label);
        made_node(ctx, g, id, label, (ng_entity_type)(ngi_random_below(&state, 14) * 10 / 14));
    }
    for (i = 1; i < count; i++) {
        uint32_t taken[64], used = 0;

        for (k = 0; k < per_node && k < i && k < 64; k++) {
            uint32_t to = ngi_random_below(&state, i), again = ngi_random_below(&state, i), j;
            ng_edge_kind kind = (ng_edge_kind)ngi_random_below(&state, 3);

            if (again < to && ngi_random_below(&state, 4)) to = again; /* early ones have more ties */
            for (j = 0; j < used && taken[j] != to; j++) continue;
            if (j < used) continue;
            taken[used++] = to;
            made_edge(ctx, g, i, to, kind, kind == NG_EDGE_RELATION ? (ng_relation_type)ngi_random_below(&state, NG_RELATION_COUNT) : NG_FOUNDER_OF,
                      kind == NG_EDGE_RELATION ? (ng_assertion)(ngi_random_below(&state, 9) % 5) : NG_CURRENT,
                      1.0 + ngi_random_below(&state, 8));
        }
    }
    made_must(ngi_graph_sort(ctx, g));
    made_must(ngi_graph_check(ctx, g));
    return g;
}

#endif
