/*
 * A collection for annotators: brat standoff (offsets in code points) and CoNLL (a token a line, IOB2).
 */
#include "result.h"

static ng_status add_flat(ng_context *ctx, ngi_buffer *out, ng_str text)
{
    ng_status st = NG_OK;
    size_t i;

    for (i = 0; i < text.len && st == NG_OK; i++) {
        char c = text.ptr[i] == '\n' || text.ptr[i] == '\t' || text.ptr[i] == '\r' ? ' ' : text.ptr[i];

        st = ngi_buffer_add_char(ctx, out, c);
    }
    return st;
}

/* The T line of each mention, numbered as in the document from 1; N lines carry the entity's id. */
static ng_status add_mentions(ng_context *ctx, const ng_document *doc, ngi_buffer *out)
{
    ng_status st = NG_OK;
    size_t i;

    for (i = 0; i < doc->mentions.count; i++) {
        const ng_mention *m = &doc->mentions.items[i];

        if (m->entity == NG_NONE) continue;
        NG_CHECK(ngi_buffer_printf(ctx, out, "T%zu\t%s%s %u %u\t", i + 1, ng_entity_type_name(m->type),
                                   m->kind == NG_NAME ? "" : "_reference", ng_document_code_point(doc, m->span.begin),
                                   ng_document_code_point(doc, m->span.end)));
        NG_CHECK(add_flat(ctx, out, ng_document_slice(doc, m->span)));
        NG_CHECK(ngi_buffer_printf(ctx, out, "\n#%zu\tAnnotatorNotes T%zu\t%.*s\n", i + 1, i + 1,
                                   NGI_STR(doc->entities.items[m->entity].id)));
    }
done:
    return st;
}

/* brat relates text-bound annotations, so a relation goes from the mention of its head in the evidence to its tail's. */
static uint32_t mention_of(const ng_document *doc, ng_span span, uint32_t entity)
{
    ng_range in = ngi_document_mentions_in(doc, (ng_span){ span.begin, span.begin + 1 });
    uint32_t i;

    for (i = in.begin; i < in.end; i++) {
        if (doc->mentions.items[i].span.end == span.end && doc->mentions.items[i].entity == entity) return i;
    }
    return doc->entities.items[entity].first_mention;
}

static ng_status add_relations(ng_context *ctx, const ng_document *doc, ngi_buffer *out)
{
    ng_status st = NG_OK;
    size_t i;

    for (i = 0; i < doc->relations.count; i++) {
        const ng_relation *r = &doc->relations.items[i];
        const ng_evidence *e = &doc->evidence.items[r->evidence.begin];

        NG_CHECK(ngi_buffer_printf(ctx, out, "R%zu\t%s Arg1:T%u Arg2:T%u\n", i + 1, ng_relation_type_name(r->type),
                                   mention_of(doc, e->head, r->head) + 1, mention_of(doc, e->tail, r->tail) + 1));
        if (r->status != NG_CURRENT) {
            NG_CHECK(ngi_buffer_printf(ctx, out, "A%zu\tStatus R%zu %s\n", i + 1, i + 1, ng_assertion_name(r->status)));
        }
    }
done:
    return st;
}

ng_status ngi_result_write_brat(ng_context *ctx, const ng_collection *collection, ngi_buffer *out)
{
    ng_status st = NG_OK;
    size_t i;

    for (i = 0; i < collection->documents.count; i++) {
        const ng_document *doc = collection->documents.items[i];

        NG_CHECK(ngi_buffer_printf(ctx, out, "== %.*s.txt\n", NGI_STR(doc->about.id)));
        NG_CHECK(ngi_buffer_add(ctx, out, doc->text));
        NG_CHECK(ngi_buffer_printf(ctx, out, "\n== %.*s.ann\n", NGI_STR(doc->about.id)));
        NG_CHECK(add_mentions(ctx, doc, out));
        NG_CHECK(add_relations(ctx, doc, out));
    }
done:
    return st;
}

/* Name that covers a token, or NG_NONE. One tag a token: of nested names the outer one. */
static uint32_t name_over(const ng_document *doc, ng_range mentions, ng_span token)
{
    uint32_t i;

    for (i = mentions.begin; i < mentions.end; i++) {
        const ng_mention *m = &doc->mentions.items[i];

        if (m->kind == NG_NAME && m->entity != NG_NONE && ngi_span_overlaps(m->span, token)) return i;
    }
    return NG_NONE;
}

ng_status ngi_result_write_conll(ng_context *ctx, const ng_collection *collection, ngi_buffer *out)
{
    ng_status st = NG_OK;
    size_t i, s;
    uint32_t t;

    for (i = 0; i < collection->documents.count; i++) {
        const ng_document *doc = collection->documents.items[i];

        NG_CHECK(ngi_buffer_printf(ctx, out, "# newdoc id = %.*s\n", NGI_STR(doc->about.id)));
        for (s = 0; s < doc->sentences.count; s++) {
            const ng_sentence *sentence = &doc->sentences.items[s];
            ng_range mentions = ngi_document_mentions_in(doc, sentence->span);
            uint32_t last = NG_NONE;

            for (t = sentence->tokens.begin; t < sentence->tokens.end; t++) {
                uint32_t m = name_over(doc, mentions, doc->tokens.items[t].bytes);

                NG_CHECK(add_flat(ctx, out, ng_document_slice(doc, doc->tokens.items[t].bytes)));
                if (m == NG_NONE) {
                    NG_CHECK(ngi_buffer_add_text(ctx, out, "\tO\n"));
                } else {
                    NG_CHECK(ngi_buffer_printf(ctx, out, "\t%s-%s\n", m == last ? "I" : "B",
                                               ng_entity_type_name(doc->mentions.items[m].type)));
                }
                last = m;
            }
            NG_CHECK(ngi_buffer_add_char(ctx, out, '\n'));
        }
    }
done:
    return st;
}
