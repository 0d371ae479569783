/*
 * Small collections for the tests of networks: a text is cut at full stops and line ends, and every name of a short list
 * that stands in it is a mention of the actor of that name. No stage is needed, and what comes out is easily counted.
 */
#ifndef SAMPLE_NETWORK_H
#define SAMPLE_NETWORK_H

#include "core/graph_data.h"
#include "core/model.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

typedef struct sample_name {
    const char *name;
    ng_entity_type type;
} sample_name;

static const sample_name sample_names[] = {
    { "Ada", NG_PERSON },     { "Ben", NG_PERSON },    { "Cleo", NG_PERSON },   { "Dan", NG_PERSON },
    { "Acme", NG_COMPANY },   { "Bolt", NG_COMPANY },  { "Corex", NG_COMPANY }, { "Orbis", NG_MODEL },
    { "Herald", NG_COMPANY }, { "Union", NG_ORGANIZATION },
};
#define SAMPLE_NAMES (sizeof sample_names / sizeof *sample_names)

typedef struct sample_relation {
    const char *head;
    ng_relation_type type;
    const char *tail;
    ng_assertion status;
    float score;
} sample_relation;

typedef struct sample_speech {
    const char *speaker, *about; /* said in the sentence that begins with the speaker */
} sample_speech;

typedef struct sample_article {
    const char *id, *date, *outlet, *duplicate_of, *text;
    sample_relation relations[6];
    sample_speech speech[6];
} sample_article;

static inline ng_context *sample_context(void)
{
    ng_context *ctx;

    assert_int_equal(ng_context_create(NULL, &ctx), NG_OK);
    return ctx;
}

static inline int sample_set_up(void **state)
{
    *state = sample_context();
    return 0;
}

static inline int sample_tear_down(void **state)
{
    ng_context_free(*state);
    return 0;
}

#define OK(expr) assert_int_equal((expr), NG_OK)

/* Sentences end at full stops, paragraphs at line ends, tokens at spaces. */
static inline void sample_cut(ng_context *ctx, ng_document *doc)
{
    uint32_t at = 0, begin = 0, end, len = (uint32_t)doc->text.len;

    for (; begin < len; begin = end + 1) {
        for (end = begin; end < len && doc->text.ptr[end] != '\n';) end++;
        OK(ngi_array_push(ctx, &doc->paragraphs, (ng_span){ begin, end }));
        for (at = begin; at < end;) {
            ng_sentence s = { { at, at }, { (uint32_t)doc->tokens.count, 0 }, (uint32_t)doc->paragraphs.count - 1 };

            while (at < end && doc->text.ptr[at] != '.') at++;
            s.span.end = at < end ? ++at : at;
            for (uint32_t i = s.span.begin; i < s.span.end;) {
                uint32_t word = i;

                while (i < s.span.end && doc->text.ptr[i] != ' ') i++;
                OK(ngi_array_push(ctx, &doc->tokens, (ng_token){ { word, i }, (uint32_t)doc->sentences.count, NG_TOKEN_WORD }));
                while (i < s.span.end && doc->text.ptr[i] == ' ') i++;
            }
            s.tokens.end = (uint32_t)doc->tokens.count;
            OK(ngi_array_push(ctx, &doc->sentences, s));
            while (at < end && doc->text.ptr[at] == ' ') at++;
        }
    }
}

static inline uint32_t sample_entity(const ng_document *doc, const char *name)
{
    for (uint32_t i = 0; i < doc->entities.count; i++) {
        if (ng_str_equal(doc->entities.items[i].name, ng_str_from(name))) return i;
    }
    fail_msg("no %s in the article", name);
    return NG_NONE;
}

/* Mentions of every name, in the order of the text, and an entity for each name. */
static inline void sample_mentions(ng_context *ctx, ng_document *doc)
{
    for (uint32_t at = 0; at < doc->text.len; at++) {
        for (size_t n = 0; n < SAMPLE_NAMES; n++) {
            ng_str name = ng_str_from(sample_names[n].name);
            ng_span span = { at, at + (uint32_t)name.len };
            ng_mention m = { span, ngi_document_tokens_in(doc, span), ngi_document_sentence_at(doc, at), sample_names[n].type,
                             NG_NAME, 0.9f, NG_NONE };
            ng_entity e = { .name = name, .type = sample_names[n].type, .first_mention = (uint32_t)doc->mentions.count,
                            .actor = NG_NONE };

            if (!ngi_str_starts(ngi_str_slice(doc->text, at, doc->text.len), name)) continue;
            for (m.entity = 0; m.entity < doc->entities.count; m.entity++) {
                if (ng_str_equal(doc->entities.items[m.entity].name, name)) break;
            }
            if (m.entity == doc->entities.count) {
                OK(ngi_entity_make_id(ctx, doc, span, &e.id));
                OK(ngi_array_push(ctx, &doc->entities, e));
            }
            OK(ngi_array_push(ctx, &doc->mentions, m));
        }
    }
}

/* The first mention of an entity, and its sentence. */
static inline ng_span sample_place(const ng_document *doc, uint32_t entity, ng_span *sentence)
{
    const ng_mention *m = &doc->mentions.items[doc->entities.items[entity].first_mention];

    *sentence = doc->sentences.items[m->sentence].span;
    return m->span;
}

static inline void sample_facts(ng_context *ctx, ng_document *doc, const sample_article *a)
{
    for (size_t i = 0; i < 6 && a->relations[i].head; i++) {
        const sample_relation *r = &a->relations[i];
        uint32_t head = sample_entity(doc, r->head), tail = sample_entity(doc, r->tail), at = (uint32_t)doc->evidence.count;
        ng_evidence e = { .score = r->score, .by = NGI_LITERAL("head") };
        ng_span unused;

        e.head = sample_place(doc, head, &e.span);
        e.tail = sample_place(doc, tail, &unused);
        OK(ngi_array_push(ctx, &doc->evidence, e));
        OK(ngi_array_push(ctx, &doc->relations, (ng_relation){ .head = head, .tail = tail, .type = r->type,
            .status = r->status, .score = r->score, .evidence = { at, at + 1 } }));
    }
    for (size_t i = 0; i < 6 && a->speech[i].speaker; i++) {
        uint32_t at = (uint32_t)doc->about_entities.count;
        ng_speech s = { .speaker = sample_entity(doc, a->speech[i].speaker), .cue = NGI_LITERAL("said"),
                        .about = { at, at + 1 }, .within = NG_NONE, .score = 0.8f };

        s.speaker_span = sample_place(doc, s.speaker, &s.span);
        OK(ngi_array_push(ctx, &doc->about_entities, sample_entity(doc, a->speech[i].about)));
        OK(ngi_array_push(ctx, &doc->speech, s));
    }
}

static inline void sample_add(ng_context *ctx, ng_collection *collection, const sample_article *a)
{
    ng_document *doc;

    OK(ngi_document_create(ctx, &doc));
    OK(ngi_document_set_text(ctx, doc, ng_str_from(a->text)));
    doc->about.id = ng_str_from(a->id);
    doc->about.source = NGI_LITERAL("sample");
    doc->about.date = ng_str_from(a->date);
    doc->about.outlet = ng_str_from(a->outlet);
    doc->about.duplicate_of = ng_str_from(a->duplicate_of);
    sample_cut(ctx, doc);
    sample_mentions(ctx, doc);
    sample_facts(ctx, doc, a);
    OK(ngi_collection_add(ctx, collection, doc));
}

/* One actor for each name of the list that is named. */
static inline void sample_link(ng_context *ctx, ng_collection *collection)
{
    OK(ngi_collection_sort(ctx, collection));
    for (size_t n = 0; n < SAMPLE_NAMES; n++) {
        ng_actor actor = { .name = ng_str_from(sample_names[n].name), .type = sample_names[n].type };

        actor.members.begin = (uint32_t)collection->members.count;
        for (uint32_t d = 0; d < collection->documents.count; d++) {
            ng_document *doc = collection->documents.items[d];

            for (uint32_t e = 0; e < doc->entities.count; e++) {
                if (!ng_str_equal(doc->entities.items[e].name, actor.name)) continue;
                if (!actor.id.ptr) actor.id = doc->entities.items[e].id;
                doc->entities.items[e].actor = (uint32_t)collection->actors.count;
                OK(ngi_array_push(ctx, &collection->members, (ng_member){ d, e }));
            }
        }
        actor.members.end = (uint32_t)collection->members.count;
        if (actor.id.ptr) OK(ngi_array_push(ctx, &collection->actors, actor));
    }
    OK(ngi_collection_check(ctx, collection));
}

static inline ng_collection *sample_collection(ng_context *ctx, const sample_article *articles, size_t count)
{
    ng_collection *collection;

    OK(ngi_collection_create(ctx, &collection));
    for (size_t i = 0; i < count; i++) sample_add(ctx, collection, &articles[i]);
    sample_link(ctx, collection);
    return collection;
}

/* The network of some articles; the collection is freed, as a network needs it no more. */
static inline ng_graph *sample_graph(ng_context *ctx, const sample_article *articles, size_t count,
                                     const ng_graph_options *opts)
{
    ng_collection *collection = sample_collection(ctx, articles, count);
    ng_graph *graph;

    OK(ng_graph_build(ctx, collection, opts, &graph));
    ng_collection_free(collection);
    OK(ngi_graph_check(ctx, graph));
    return graph;
}

static inline uint32_t sample_node(const ng_graph *graph, const char *name)
{
    uint32_t node = ng_graph_find(graph, ng_str_from(name));

    if (node == NG_NONE) fail_msg("no node %s", name);
    return node;
}

/* The edge of a kind between two names, or NULL. */
static inline const ng_edge *sample_edge(const ng_graph *graph, ng_edge_kind kind, const char *from, const char *to)
{
    uint32_t a = sample_node(graph, from), b = sample_node(graph, to);

    for (size_t i = 0; i < graph->edges.count; i++) {
        const ng_edge *e = &graph->edges.items[i];
        bool fits = (e->from == a && e->to == b) || (kind == NG_EDGE_COOCCURRENCE && e->from == b && e->to == a);

        if (e->kind == kind && fits) return e;
    }
    return NULL;
}

static const sample_article sample_articles[] = {
    { "a1", "2024-01-10", "Herald", NULL,
      "Ada said Bolt was slow. Ada founded Acme with Ben. Acme makes Orbis.\nBen met Cleo. Cleo leads Bolt.",
      { { "Ada", NG_FOUNDER_OF, "Acme", NG_CURRENT, 0.9f }, { "Cleo", NG_LEADS, "Bolt", NG_CURRENT, 0.8f },
        { "Ben", NG_MEETS, "Cleo", NG_CURRENT, 0.7f } },
      { { "Ada", "Bolt" } } },
    { "a2", "2024-03-02", "Daily Post", NULL,
      "Acme will buy Corex. Dan said Acme grows. Ada and Ben left Acme.\nThe Herald told Dan.",
      { { "Acme", NG_ACQUIRES, "Corex", NG_PLANNED, 0.6f }, { "Ada", NG_FOUNDER_OF, "Acme", NG_CURRENT, 0.5f } },
      { { "Dan", "Acme" } } },
    { "a3", "2024-03-03", "Morning Sun", "a2",
      "Acme will buy Corex. Dan said Acme grows. Ada and Ben left Acme.\nThe Herald told Dan.",
      { { "Acme", NG_ACQUIRES, "Corex", NG_PLANNED, 0.6f } },
      { { "Dan", "Acme" } } },
};
#define SAMPLE_ARTICLES (sizeof sample_articles / sizeof *sample_articles)

#endif
