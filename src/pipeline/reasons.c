/*
 * Why names are one actor, and which actors may be one: the words of entities/ for people who ask. Word lists and
 * decisions are opened again as the run had them; the weights are not needed.
 */
#include "engine.h"

typedef ng_status teller(ng_context *ctx, const ngi_engine *engine, const ng_collection *collection, uint32_t actor,
                         ngi_buffer *out);

static ng_str sentence_of(const ng_document *doc, ng_span mention)
{
    uint32_t s = ngi_document_sentence_at(doc, mention.begin);

    return s == NG_NONE ? ng_document_slice(doc, mention) : ng_document_slice(doc, doc->sentences.items[s].span);
}

static ng_status add_place(ng_context *ctx, const ng_collection *collection, uint32_t document, ng_span span, ngi_buffer *out)
{
    const ng_document *doc = collection->documents.items[document];
    ng_str sentence = sentence_of(doc, span);
    ng_status st;
    size_t i;

    NG_CHECK(ngi_buffer_add_text(ctx, out, "    "));
    for (i = 0; i < sentence.len; i++) {
        char c = sentence.ptr[i];

        NG_CHECK(ngi_buffer_add_char(ctx, out, c == '\n' || c == '\r' || c == '\t' ? ' ' : c));
    }
    NG_CHECK(ngi_buffer_printf(ctx, out, "\n      -- %.*s\n", NGI_STR(doc->about.id)));
done:
    return st;
}

/* Joins of the same two names by the same rule are told once, with the sentences of the first. */
typedef struct told_join {
    const ngi_name_join *first;
    float least, most;        /* scores */
    uint32_t count;
} told_join;

typedef NGI_ARRAY(told_join) told_joins;

static ng_status gather_joins(ng_context *ctx, const ngi_name_report *report, told_joins *out)
{
    ng_status st = NG_OK;
    size_t i, k;

    for (i = 0; i < report->joins.count; i++) {
        const ngi_name_join *j = &report->joins.items[i];

        for (k = 0; k < out->count; k++) {
            const ngi_name_join *f = out->items[k].first;

            if (f->why == j->why && (f->document == f->other_document) == (j->document == j->other_document) &&
                ng_str_equal(f->name, j->name) && ng_str_equal(f->other, j->other)) break;
        }
        if (k == out->count) NG_CHECK(ngi_array_push(ctx, out, (told_join){ j, j->score, j->score, 0 }));
        if (j->score < out->items[k].least) out->items[k].least = j->score;
        if (j->score > out->items[k].most) out->items[k].most = j->score;
        out->items[k].count++;
    }
done:
    return st;
}

/* What is decided within a document is decided by a rule and has no score. */
static ng_status add_join(ng_context *ctx, const told_join *told, ngi_buffer *out)
{
    const ngi_name_join *j = told->first;
    ng_status st;

    NG_CHECK(ngi_buffer_printf(ctx, out, "'%.*s' is '%.*s': %s", NGI_STR(j->name), NGI_STR(j->other), j->why));
    if (j->document == j->other_document) {
        NG_CHECK(ngi_buffer_printf(ctx, out, ", in %u document%s", told->count, told->count == 1 ? "" : "s"));
    } else if (told->count == 1) {
        NG_CHECK(ngi_buffer_printf(ctx, out, " (score %.2f)", (double)j->score));
    } else {
        NG_CHECK(ngi_buffer_printf(ctx, out, ", %u times (score %.2f to %.2f)", told->count, (double)told->least, (double)told->most));
    }
    NG_CHECK(ngi_buffer_add_char(ctx, out, '\n'));
done:
    return st;
}

static ng_status add_head(ng_context *ctx, const ng_collection *collection, const ng_actor *actor, ngi_buffer *out)
{
    uint32_t members = actor->members.end - actor->members.begin, i;
    ng_status st;

    NG_CHECK(ngi_buffer_printf(ctx, out, "%.*s, %s, in %u document%s\n", NGI_STR(actor->name), ng_entity_type_name(actor->type),
                               members, members == 1 ? "" : "s"));
    for (i = actor->aliases.begin; i < actor->aliases.end; i++) {
        NG_CHECK(ngi_buffer_printf(ctx, out, "%s%.*s", i == actor->aliases.begin ? "also: " : ", ", NGI_STR(collection->aliases.items[i])));
    }
    NG_CHECK(ngi_buffer_add_text(ctx, out, actor->aliases.begin < actor->aliases.end ? "\n\n" : "\n"));
done:
    return st;
}

static ng_status tell_joins(ng_context *ctx, const ngi_engine *engine, const ng_collection *collection, uint32_t actor,
                            ngi_buffer *out)
{
    told_joins told = { NULL, 0, 0 };
    ngi_name_report report;
    ng_status st;
    size_t i;

    memset(&report, 0, sizeof report);
    NG_CHECK(ngi_explain_actor(ctx, engine->lexicon, engine->decisions, collection, actor, &report));
    NG_CHECK(gather_joins(ctx, &report, &told));
    NG_CHECK(add_head(ctx, collection, &collection->actors.items[actor], out));
    for (i = 0; i < told.count; i++) {
        const ngi_name_join *j = told.items[i].first;

        NG_CHECK(add_join(ctx, &told.items[i], out));
        NG_CHECK(add_place(ctx, collection, j->document, j->span, out));
        NG_CHECK(add_place(ctx, collection, j->other_document, j->other_span, out));
    }
    if (told.count == 0) NG_CHECK(ngi_buffer_add_text(ctx, out, "it has one name only: nothing was joined\n"));
done:
    ngi_array_release(ctx, &told);
    ngi_name_report_release(&report);
    return st;
}

static ng_status tell_candidates(ng_context *ctx, const ngi_engine *engine, const ng_collection *collection, uint32_t actor,
                                 ngi_buffer *out)
{
    ngi_name_report report;
    ng_status st;

    (void)actor;
    memset(&report, 0, sizeof report);
    NG_CHECK(ngi_find_candidates(ctx, engine->lexicon, engine->decisions, collection, &report));
    NG_CHECK(ngi_write_candidates(ctx, &report, out));
done:
    ngi_name_report_release(&report);
    return st;
}

static ng_status tell(ng_context *ctx, const ng_collection *collection, const ng_extract_options *opts, uint32_t actor,
                      teller *words, char **out, size_t *out_len)
{
    ng_extract_options light = NG_EXTRACT_OPTIONS_INIT;
    ngi_buffer text = { NULL, 0, 0 };
    ngi_engine engine;
    ng_status st;

    *out = NULL;
    *out_len = 0;
    memset(&engine, 0, sizeof engine);
    if (opts) light = *opts;
    light.reader = NG_READER_LISTS;
    NG_CHECK(ngi_engine_open(ctx, &light, &engine));
    NG_CHECK(words(ctx, &engine, collection, actor, &text));
    *out = ngi_buffer_take(ctx, &text, out_len);
    if (!*out) st = NG_E_NOMEM;
done:
    ngi_buffer_release(ctx, &text);
    ngi_engine_close(ctx, &engine);
    return st;
}

ng_status ng_collection_explain(ng_context *ctx, const ng_collection *collection, const ng_extract_options *opts, uint32_t actor,
                                char **out, size_t *out_len)
{
    *out = NULL;
    if (actor >= collection->actors.count) return ngi_fail(ctx, NG_E_ARG, "actor is out of its range");
    return tell(ctx, collection, opts, actor, tell_joins, out, out_len);
}

ng_status ng_collection_candidates(ng_context *ctx, const ng_collection *collection, const ng_extract_options *opts, char **out,
                                   size_t *out_len)
{
    return tell(ctx, collection, opts, 0, tell_candidates, out, out_len);
}

/* By its id, its name, then its other names, without regard to case. */
uint32_t ng_collection_find(const ng_collection *collection, ng_str name)
{
    int pass;
    size_t i;
    uint32_t k;

    for (pass = 0; pass < 3; pass++) {
        for (i = 0; i < collection->actors.count; i++) {
            const ng_actor *a = &collection->actors.items[i];

            if (pass == 0 && ng_str_equal(a->id, name)) return (uint32_t)i;
            if (pass == 1 && ngi_str_equal_nocase(a->name, name)) return (uint32_t)i;
            for (k = a->aliases.begin; pass == 2 && k < a->aliases.end; k++) {
                if (ngi_str_equal_nocase(collection->aliases.items[k], name)) return (uint32_t)i;
            }
        }
    }
    return NG_NONE;
}
