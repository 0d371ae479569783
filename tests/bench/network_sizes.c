/*
 * What large networks cost: building from a collection, comparing, saving and loading; processor time and memory.
 * Usage: network_sizes NODES PAIRS EACH [PREFIX]    EACH: pieces of evidence of a pair;
 *        PREFIX: writes PREFIX-old.json, PREFIX-new.json and both as .graphml, for network_peers.py
 */
#include "network_made.h"

#include "base/files.h"
#include "core/model.h"
#include "namegraph/compare.h"
#include "namegraph/exchange.h"

#include <sys/resource.h>

static double begin_time;

static void begin(void) { begin_time = now_seconds(); }

static void end(const char *what)
{
    double seconds = now_seconds() - begin_time;
    struct rusage use;

    (void)getrusage(RUSAGE_SELF, &use);
    (void)printf("%-28s %8.2f s, at most %ld MB so far\n", what, seconds, use.ru_maxrss / 1024);
    (void)fflush(stdout);
}

/* Articles whose sentences each name two actors and say a relation of them: the evidence of a network of that size. */
static ng_collection *made_collection(ng_context *ctx, uint32_t actors, uint32_t proofs)
{
    static const ng_str text = NG_STR_INIT("Ada Lovelace leads Acme Corp.");
    const uint32_t sentences = 200, documents = (proofs + sentences - 1) / sentences;
    ng_collection *c;
    uint64_t seed = 1;
    uint32_t d, i;

    must(ctx, ngi_collection_create(ctx, &c));
    for (d = 0; d < documents; d++) {
        ngi_buffer all = { NULL, 0, 0 };
        ng_document *doc;
        char id[24];

        must(ctx, ngi_document_create(ctx, &doc));
        for (i = 0; i < sentences; i++) {
            must(ctx, ngi_buffer_add(ctx, &all, text));
            must(ctx, ngi_buffer_add_char(ctx, &all, ' '));
        }
        must(ctx, ngi_document_set_text(ctx, doc, ngi_buffer_str(&all)));
        ngi_buffer_release(ctx, &all);
        (void)snprintf(id, sizeof id, "d%08u", (unsigned)d);
        must(ctx, ngi_document_copy(ctx, doc, ng_str_from(id), &doc->about.id));
        must(ctx, ngi_array_push(ctx, &doc->paragraphs, (ng_span){ 0, (uint32_t)doc->text.len - 1 }));
        for (i = 0; i < sentences; i++) {
            uint32_t at = i * (uint32_t)(text.len + 1), k;
            ng_sentence s = { { at, at + (uint32_t)text.len }, { i, i + 1 }, 0 };
            ng_span ends[2] = { { at, at + 12 }, { at + 19, at + 28 } };
            ng_evidence e = { s.span, ends[0], ends[1], 0.9f, NG_STR_INIT("head") };

            must(ctx, ngi_array_push(ctx, &doc->sentences, s));
            must(ctx, ngi_array_push(ctx, &doc->tokens, (ng_token){ s.span, i, NG_TOKEN_WORD }));
            for (k = 0; k < 2; k++) {
                ng_mention m = { ends[k], { i, i + 1 }, i, NG_PERSON, NG_NAME, 0.9f, 2 * i + k };
                ng_entity entity = { .name = NG_STR_INIT("A"), .type = NG_PERSON, .first_mention = 2 * i + k };

                entity.actor = ngi_random_below(&seed, k ? actors : actors / 4 + 1); /* few speak, many are spoken of */
                must(ctx, ngi_array_push(ctx, &doc->mentions, m));
                must(ctx, ngi_array_push(ctx, &doc->entities, entity));
            }
            must(ctx, ngi_array_push(ctx, &doc->evidence, e));
            must(ctx, ngi_array_push(ctx, &doc->relations, (ng_relation){ .head = 2 * i, .tail = 2 * i + 1, .type = NG_LEADS,
                .score = 0.9f, .evidence = { i, i + 1 } }));
        }
        must(ctx, ngi_collection_add(ctx, c, doc));
    }
    for (i = 0; i < actors; i++) {
        ng_actor actor = { .name = NG_STR_INIT("A"), .type = NG_PERSON };
        char id[24];

        (void)snprintf(id, sizeof id, "e%08u", (unsigned)i);
        must(ctx, ngi_arena_copy(ctx, &c->strings, ng_str_from(id), &actor.id));
        must(ctx, ngi_array_push(ctx, &c->actors, actor));
    }
    return c;
}

static void measure_building(ng_context *ctx, uint32_t actors, uint32_t proofs)
{
    ng_collection *c = made_collection(ctx, actors, proofs);
    ng_graph_options opts = NG_GRAPH_OPTIONS_INIT;
    ng_graph *g;

    opts.edges = NG_BIT(NG_EDGE_RELATION);
    begin();
    must(ctx, ng_graph_build(ctx, c, &opts, &g));
    end("build from evidence");
    (void)printf("  %zu nodes, %zu edges, %zu pieces of evidence\n", g->nodes.count, g->edges.count, g->evidence.count);
    ng_graph_free(g);
    ng_collection_free(c);
}

static void save(ng_context *ctx, const ng_graph *g, const char *prefix, const char *suffix, ng_graph_format format)
{
    ngi_buffer path = { NULL, 0, 0 };
    size_t len;
    char *text;

    must(ctx, ngi_buffer_printf(ctx, &path, "%s%s", prefix, suffix));
    must(ctx, ng_graph_write(ctx, g, format, &text, &len));
    must(ctx, ngi_file_write(ctx, path.data, (ng_str){ text, len }));
    ng_free(ctx, text);
    ngi_buffer_release(ctx, &path);
}

static void measure_loading(ng_context *ctx, const ng_graph *g)
{
    ng_graph *back;
    size_t len;
    char *text;

    begin();
    must(ctx, ng_graph_write(ctx, g, NG_GRAPH_JSON, &text, &len));
    end("save as JSON");
    begin();
    must(ctx, ng_graph_read(ctx, "x", text, len, &back));
    end("load from JSON");
    (void)printf("  %zu MB of JSON\n", len >> 20);
    ng_free(ctx, text);
    ng_graph_free(back);
}

int main(int argc, char **argv)
{
    uint32_t nodes, pairs, each;
    ng_difference *d;
    ng_context *ctx;
    ng_graph *a, *b;

    if (argc < 4 || ng_context_create(NULL, &ctx) != NG_OK) return 1;
    nodes = (uint32_t)atol(argv[1]);
    pairs = (uint32_t)atol(argv[2]);
    each = (uint32_t)atol(argv[3]);
    measure_building(ctx, nodes, pairs * each);
    a = made_network(ctx, nodes, pairs, each, 1);
    b = made_network(ctx, nodes, pairs, each, 2);
    begin();
    must(ctx, ng_compare(ctx, a, b, NULL, &d));
    end("compare two networks");
    (void)printf("  %zu and %zu edges\n", a->edges.count, b->edges.count);
    ng_difference_free(d);
    measure_loading(ctx, a);
    if (argc > 4) {
        save(ctx, a, argv[4], "-old.json", NG_GRAPH_JSON);
        save(ctx, a, argv[4], "-old.graphml", NG_GRAPH_GRAPHML);
        save(ctx, b, argv[4], "-new.graphml", NG_GRAPH_GRAPHML);
    }
    ng_graph_free(a);
    ng_graph_free(b);
    ng_context_free(ctx);
    return 0;
}
