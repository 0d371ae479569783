/*
 * What one document says of who spoke about whom and who stands in which relation, as proofs of edges; and the weight
 * of an edge from its evidence.
 */
#include "graph_parts.h"

/* Bytes of 2025-11-10. */
#define ISO_DAY 10u

static ng_span span_join(ng_span a, ng_span b)
{
    if (ngi_span_empty(b)) return a;
    return (ng_span){ a.begin < b.begin ? a.begin : b.begin, a.end > b.end ? a.end : b.end };
}

/* The mention by which a stretch speaks of an entity: its name if it is named there, else any reference. */
static ng_span mention_in(const ng_document *doc, ng_span stretch, uint32_t entity)
{
    ng_range in = ngi_document_mentions_in(doc, stretch);
    ng_span found = { 0, 0 };
    uint32_t i;

    for (i = in.begin; i < in.end; i++) {
        const ng_mention *m = &doc->mentions.items[i];

        if (m->entity != entity) continue;
        if (m->kind == NG_NAME) return m->span;
        if (ngi_span_empty(found)) found = m->span;
    }
    return found;
}

/* Was the same node spoken about by an earlier item of this stretch? Two entities of a document can be one actor. */
static bool about_before(const ngi_builder *b, const ng_document *doc, const ng_speech *s, uint32_t at, uint32_t node)
{
    uint32_t i;

    for (i = s->about.begin; i < at; i++) {
        if (ngi_builder_node(b, doc, doc->about_entities.items[i]) == node) return true;
    }
    return false;
}

ng_status ngi_build_speech(ngi_builder *b, const ng_document *doc)
{
    ng_status st = NG_OK;
    size_t i;
    uint32_t k;

    for (i = 0; i < doc->speech.count; i++) {
        const ng_speech *s = &doc->speech.items[i];
        ngi_edge_key key = { .from = ngi_builder_node(b, doc, s->speaker), .kind = NG_EDGE_SPEECH };
        ngi_place place = { .from = s->speaker_span, .score = s->score, .by = s->cue };

        for (k = s->about.begin; key.from != NG_NONE && k < s->about.end; k++) {
            uint32_t entity = doc->about_entities.items[k];

            key.to = ngi_builder_node(b, doc, entity);
            if (about_before(b, doc, s, k, key.to)) continue;
            place.to = mention_in(doc, s->span, entity);
            place.span = span_join(s->span, s->speaker_span);
            NG_CHECK(ngi_builder_prove(b, key, place));
        }
    }
done:
    return st;
}

ng_status ngi_build_relations(ngi_builder *b, const ng_document *doc)
{
    ng_status st = NG_OK;
    size_t i;
    uint32_t k;

    for (i = 0; i < doc->relations.count; i++) {
        const ng_relation *r = &doc->relations.items[i];
        ngi_edge_key key = { ngi_builder_node(b, doc, r->head), ngi_builder_node(b, doc, r->tail), NG_EDGE_RELATION,
                             r->type, r->status, { r->role, r->since, r->until } };

        for (k = r->evidence.begin; k < r->evidence.end; k++) {
            const ng_evidence *e = &doc->evidence.items[k];
            ngi_place place = { span_join(span_join(e->span, e->head), e->tail), e->head, e->tail, e->score, e->by };

            NG_CHECK(ngi_builder_prove(b, key, place));
        }
    }
done:
    return st;
}

void ngi_dates_widen(ng_str date, ng_str *first, ng_str *last)
{
    if (!date.len) return;
    /* Some articles tell the hour, in a zone or in none, and some the day alone: only days compare. */
    if (date.len > ISO_DAY && date.ptr[ISO_DAY] == 'T') date.len = ISO_DAY;
    if (!first->len || ng_str_compare(date, *first) < 0) *first = date;
    if (!last->len || ng_str_compare(date, *last) > 0) *last = date;
}

uint64_t ngi_score_millionths(float score) { return (uint64_t)((double)score * 1e6 + 0.5); }

void ngi_edge_weigh(const ng_graph *graph, ng_edge *edge)
{
    uint32_t i, last = NG_NONE;
    uint64_t sum = 0; /* whole numbers add up to the same in any order */

    edge->documents = 0;
    edge->first_seen = edge->last_seen = (ng_str){ NULL, 0 };
    for (i = edge->evidence.begin; i < edge->evidence.end; i++) {
        const ng_edge_evidence *e = &graph->evidence.items[i];

        sum += ngi_score_millionths(e->score);
        if (e->document == last) continue;
        last = e->document;
        edge->documents++;
        ngi_dates_widen(graph->documents.items[last].date, &edge->first_seen, &edge->last_seen);
    }
    edge->weight = edge->kind == NG_EDGE_RELATION   ? (double)sum / 1e6
                   : edge->kind == NG_EDGE_COVERAGE ? (double)edge->documents
                                                    : (double)(edge->evidence.end - edge->evidence.begin);
}
