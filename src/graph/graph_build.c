/*
 * Collection -> network. Each place that shows an edge is kept as a proof with a copy of its sentence; proofs are sorted
 * by the key of their edge, and each run of one key becomes an edge whose weight follows from its evidence. Doing it by
 * sorting needs no table of edges, and gives the canonical order for nothing. Copies of an article give no proofs.
 * Cost: n log n in the number of proofs; windows of n names give n * n / 2 of them.
 */
#include "graph_parts.h"

#include <stdlib.h>

/* Longer stretches are shown by the sentence of one end alone. */
#define EVIDENCE_MAX 1200u

bool ngi_edge_both_ways(ng_edge_kind kind, ng_relation_type relation)
{
    return kind == NG_EDGE_COOCCURRENCE || (kind == NG_EDGE_RELATION && ng_relation_type_symmetric(relation));
}

bool ngi_builder_wants(const ngi_builder *b, ng_edge_kind kind)
{
    return b->opts->edges == 0 || (b->opts->edges & NG_BIT(kind));
}

uint32_t ngi_builder_node(const ngi_builder *b, const ng_document *doc, uint32_t entity)
{
    uint32_t actor = entity == NG_NONE ? NG_NONE : doc->entities.items[entity].actor;

    return actor == NG_NONE ? NG_NONE : b->node_of[actor];
}

/* The whole sentences around a span, where it lies in sentences. */
static ng_span widen_to_sentences(const ng_document *doc, ng_span span, uint32_t *only)
{
    uint32_t first = ngi_document_sentence_at(doc, span.begin);
    uint32_t last = span.end > span.begin ? ngi_document_sentence_at(doc, span.end - 1) : first;

    *only = first == last ? first : NG_NONE;
    if (first != NG_NONE) span.begin = doc->sentences.items[first].span.begin;
    if (last != NG_NONE) span.end = doc->sentences.items[last].span.end;
    return span;
}

/* What the reader is shown: the sentences of the place, or of one of its ends where they are too long. */
static ng_span shown_span(const ng_document *doc, ngi_place place, uint32_t *only)
{
    ng_span all = widen_to_sentences(doc, place.span, only);
    ng_span end = ngi_span_empty(place.to) ? place.from : place.to;

    if (all.end - all.begin <= EVIDENCE_MAX) return all;
    if (ngi_span_empty(end)) end = (ng_span){ place.span.begin, place.span.begin + 1 };
    return widen_to_sentences(doc, end, only);
}

/* The bytes of a span, copied once for each sentence of the document. */
static ng_status shown_text(ngi_builder *b, const ng_document *doc, ng_span span, uint32_t sentence, ng_str *out)
{
    ng_status st;

    if (sentence != NG_NONE && b->sentences[sentence].ptr) {
        *out = b->sentences[sentence];
        return NG_OK;
    }
    st = ngi_graph_copy(b->ctx, b->graph, ng_document_slice(doc, span), out);
    if (st == NG_OK && sentence != NG_NONE) b->sentences[sentence] = *out;
    return st;
}

/* What found the place; runs of one finder share its name. */
static ng_status finder_name(ngi_builder *b, ng_str by, ng_str *out)
{
    const ng_edge_evidence *last = b->graph->evidence.items + b->graph->evidence.count;

    if (b->graph->evidence.count && ng_str_equal(last[-1].by, by)) {
        *out = last[-1].by;
        return NG_OK;
    }
    return ngi_graph_copy(b->ctx, b->graph, by, out);
}

static ng_span span_within(ng_span outer, ng_span inner)
{
    if (ngi_span_empty(inner) || !ngi_span_holds(outer, inner)) return (ng_span){ 0, 0 };
    return (ng_span){ inner.begin - outer.begin, inner.end - outer.begin };
}

ng_status ngi_builder_prove(ngi_builder *b, ngi_edge_key key, ngi_place place)
{
    const ng_document *doc = b->collection->documents.items[b->document];
    ng_edge_evidence evidence = { b->document, { 0, 0 }, { NULL, 0 }, { 0, 0 }, { 0, 0 }, place.score, { NULL, 0 } };
    ngi_proof proof = { key.from, key.to, 0, (uint32_t)b->graph->evidence.count, NG_NONE };
    uint32_t sentence;
    ng_span shown;
    ng_status st;

    if (key.from == key.to || key.from == NG_NONE || key.to == NG_NONE) return NG_OK;
    if (place.score < (float)b->opts->min_score) return NG_OK;
    if (b->graph->evidence.count >= UINT32_MAX) return ngi_fail(b->ctx, NG_E_LIMIT, "more evidence than a network can hold");
    shown = shown_span(doc, place, &sentence);
    NG_CHECK(shown_text(b, doc, shown, sentence, &evidence.text));
    NG_CHECK(finder_name(b, place.by, &evidence.by));
    evidence.span = (ng_span){ ng_document_code_point(doc, shown.begin), ng_document_code_point(doc, shown.end) };
    evidence.from = span_within(shown, place.from);
    evidence.to = span_within(shown, place.to);
    if (key.from > key.to && ngi_edge_both_ways(key.kind, key.relation)) {
        ng_span swap = evidence.from;

        evidence.from = evidence.to;
        evidence.to = swap;
        proof.from = key.to;
        proof.to = key.from;
    }
    proof.key = ((uint32_t)key.kind * NG_RELATION_COUNT + (uint32_t)key.relation) * NG_ASSERTION_COUNT + (uint32_t)key.status;
    if (key.said.role.len || key.said.since.len || key.said.until.len) {
        proof.said = (uint32_t)b->said.count;
        NG_CHECK(ngi_array_push(b->ctx, &b->said, key.said));
    }
    NG_CHECK(ngi_array_push(b->ctx, &b->graph->evidence, evidence));
    NG_CHECK(ngi_array_push(b->ctx, &b->proofs, proof));
done:
    return st;
}

static int by_key(const void *a, const void *b)
{
    const ngi_proof *p = a, *q = b;

    if (p->from != q->from) return p->from < q->from ? -1 : 1;
    if (p->to != q->to) return p->to < q->to ? -1 : 1;
    if (p->key != q->key) return p->key < q->key ? -1 : 1;
    return (p->evidence > q->evidence) - (p->evidence < q->evidence);
}

static bool same_key(const ngi_proof *p, const ngi_proof *q)
{
    return p->from == q->from && p->to == q->to && p->key == q->key;
}

/* Of each the first that is said, so that a post that one sentence names is dated by another. */
static ng_status take_said(ngi_builder *b, const ngi_said *said, ng_edge *edge)
{
    ng_status st = NG_OK;

    if (!edge->role.len) NG_CHECK(ngi_graph_copy(b->ctx, b->graph, said->role, &edge->role));
    if (!edge->since.len) NG_CHECK(ngi_graph_copy(b->ctx, b->graph, said->since, &edge->since));
    if (!edge->until.len) NG_CHECK(ngi_graph_copy(b->ctx, b->graph, said->until, &edge->until));
done:
    return st;
}

/* One edge from a run of proofs; its evidence has been moved to `evidence`. */
static ng_status add_edge(ngi_builder *b, const ngi_proof *proofs, ng_range evidence)
{
    ng_edge edge = { .from = proofs->from, .to = proofs->to, .evidence = evidence };
    ng_status st = NG_OK;
    uint32_t i;

    edge.status = (ng_assertion)(proofs->key % NG_ASSERTION_COUNT);
    edge.relation = (ng_relation_type)(proofs->key / NG_ASSERTION_COUNT % NG_RELATION_COUNT);
    edge.kind = (ng_edge_kind)(proofs->key / NG_ASSERTION_COUNT / NG_RELATION_COUNT);
    for (i = 0; i < evidence.end - evidence.begin; i++) {
        if (proofs[i].said != NG_NONE) NG_CHECK(take_said(b, &b->said.items[proofs[i].said], &edge));
    }
    ngi_edge_weigh(b->graph, &edge);
    if (edge.kind == NG_EDGE_COOCCURRENCE) {
        ngi_significance(evidence.end - evidence.begin, b->named_in[edge.from], b->named_in[edge.to], b->windows,
                         &edge.significance, &edge.npmi);
    }
    NG_CHECK(ngi_array_push(b->ctx, &b->graph->edges, edge));
done:
    return st;
}

static ng_status join_proofs(ngi_builder *b)
{
    size_t i, begin = 0, count = b->proofs.count;
    ng_edge_evidence *sorted = ngi_alloc(b->ctx, count, sizeof *sorted);
    ng_status st = NG_OK;

    if (!sorted) return NG_E_NOMEM;
    if (count) qsort(b->proofs.items, count, sizeof *b->proofs.items, by_key);
    for (i = 0; i < count; i++) sorted[i] = b->graph->evidence.items[b->proofs.items[i].evidence];
    ngi_array_release(b->ctx, &b->graph->evidence);
    b->graph->evidence.items = sorted;
    b->graph->evidence.count = b->graph->evidence.capacity = count;
    for (i = 1; i <= count; i++) {
        if (i < count && same_key(&b->proofs.items[begin], &b->proofs.items[i])) continue;
        NG_CHECK(add_edge(b, &b->proofs.items[begin], (ng_range){ (uint32_t)begin, (uint32_t)i }));
        begin = i;
    }
done:
    return st;
}

static ng_status build_document(ngi_builder *b)
{
    const ng_document *doc = b->collection->documents.items[b->document];
    ng_status st = NG_OK;

    if (doc->about.duplicate_of.len || !ngi_date_in(doc->about.date, b->opts)) return NG_OK;
    b->sentences = ngi_alloc(b->ctx, doc->sentences.count, sizeof *b->sentences);
    if (!b->sentences) return NG_E_NOMEM;
    if (ngi_builder_wants(b, NG_EDGE_SPEECH)) NG_CHECK(ngi_build_speech(b, doc));
    if (ngi_builder_wants(b, NG_EDGE_RELATION)) NG_CHECK(ngi_build_relations(b, doc));
    if (ngi_builder_wants(b, NG_EDGE_COOCCURRENCE)) NG_CHECK(ngi_build_cooccurrence(b, doc));
    if (ngi_builder_wants(b, NG_EDGE_COVERAGE)) NG_CHECK(ngi_build_coverage(b, doc));
done:
    ngi_free(b->ctx, b->sentences);
    b->sentences = NULL;
    return st;
}

static ng_status build_edges(ngi_builder *b)
{
    size_t count = b->collection->documents.count;
    ng_status st = NG_OK;

    b->named_in = ngi_alloc(b->ctx, b->graph->nodes.count, sizeof *b->named_in);
    if (!b->named_in) return NG_E_NOMEM;
    for (b->document = 0; b->document < count; b->document++) {
        NG_CHECK(ngi_progress(b->ctx, "graph", b->document, count));
        NG_CHECK(build_document(b));
    }
    NG_CHECK(join_proofs(b));
done:
    return st;
}

ng_status ng_graph_build(ng_context *ctx, const ng_collection *collection, const ng_graph_options *opts, ng_graph **out)
{
    ngi_builder b = { .ctx = ctx, .collection = collection };
    ng_status st;

    *out = NULL;
    NG_CHECK(ngi_graph_options_check(ctx, &opts));
    b.opts = opts;
    NG_CHECK(ngi_graph_create(ctx, &b.graph));
    NG_CHECK(ngi_build_nodes(&b));
    NG_CHECK(build_edges(&b));
    NG_CHECK(ngi_graph_sort(ctx, b.graph));
    b.graph->totals = (ng_graph_totals){ (uint32_t)b.graph->nodes.count, (uint32_t)b.graph->edges.count, { NULL, 0 } };
    NG_CHECK(ng_graph_filter(ctx, b.graph, opts, out));
done:
    ng_graph_free(b.graph);
    ngi_sources_free(ctx, b.sources);
    ngi_array_release(ctx, &b.proofs);
    ngi_array_release(ctx, &b.said);
    ngi_free(ctx, b.node_of);
    ngi_free(ctx, b.named_in);
    return st;
}
