/*
 * The stages in their order, for one document. Each leaves the document whole; debug builds check it after each.
 */
#include "engine.h"

#include "base/files.h"
#include "base/json.h"
#include "namegraph/version.h"
#include "text/segment.h"

#define NG_X(symbol, name, words) name,
static const char *const reader_names[] = { NG_READER_LIST(NG_X) };
#undef NG_X

const char *ng_reader_name(ng_reader reader)
{
    return (size_t)reader < NG_READER_COUNT ? reader_names[reader] : "?";
}

bool ng_reader_from(ng_str name, ng_reader *out)
{
    size_t i;

    for (i = 0; i < NG_READER_COUNT; i++) {
        if (!ng_str_equal(name, ng_str_from(reader_names[i]))) continue;
        *out = (ng_reader)i;
        return true;
    }
    return false;
}

static ng_status open_model(ng_context *ctx, ngi_engine *engine)
{
    ngi_buffer name = { NULL, 0, 0 }, path = { NULL, 0, 0 };
    ng_status st;

    NG_CHECK(ngi_buffer_printf(ctx, &name, "%s.safetensors", ng_reader_name(engine->reader)));
    NG_CHECK(ngi_data_path(ctx, name.data, &path));
    NG_CHECK(ngi_model_open(ctx, path.data, &engine->model));
    NG_CHECK(ngi_tagger_create(ctx, engine->model, &engine->tagger));
    NG_CHECK(ngi_resolver_create(ctx, engine->model, &engine->resolver));
    NG_CHECK(ngi_relater_create(ctx, engine->model, &engine->relater));
    ngi_log(ctx, NG_LOG_INFO, "nn", "%s with kernels %s", path.data, ngi_model_kernels(engine->model));
done:
    ngi_buffer_release(ctx, &name);
    ngi_buffer_release(ctx, &path);
    return st;
}

static ng_status read_decisions(ng_context *ctx, const char *path, ngi_decisions **out)
{
    ngi_buffer text = { NULL, 0, 0 };
    ng_status st;

    NG_CHECK(ngi_file_read(ctx, path, &text));
    NG_CHECK(ngi_decisions_read(ctx, path, ngi_buffer_str(&text), out));
done:
    ngi_buffer_release(ctx, &text);
    return st;
}

ng_status ngi_engine_lists(ng_context *ctx, const ng_extract_options *opts, ngi_engine *out)
{
    if (out->lexicon || (!opts->word_lists && opts->reader != NG_READER_LISTS)) return NG_OK;
    return ngi_lexicon_open(ctx, NULL, &out->lexicon);
}

ng_status ngi_engine_open(ng_context *ctx, const ng_extract_options *opts, ngi_engine *out)
{
    ng_status st = NG_OK;
    size_t i;

    out->reader = opts->reader;
    out->relation_options.min_score = (float)opts->min_score;
    if (opts->cue_count) {
        out->cues = ngi_alloc(ctx, opts->cue_count, sizeof *out->cues);
        if (!out->cues) return NG_E_NOMEM;
        for (i = 0; i < opts->cue_count; i++) out->cues[i] = ng_str_from(opts->cues[i]);
        out->relation_options.cues = out->cues;
        out->relation_options.cue_count = opts->cue_count;
    }
    NG_CHECK(ngi_engine_lists(ctx, opts, out));
    if (opts->reader != NG_READER_LISTS) NG_CHECK(open_model(ctx, out));
    if (opts->decisions) NG_CHECK(read_decisions(ctx, opts->decisions, &out->decisions));
done:
    if (st != NG_OK) ngi_engine_close(ctx, out);
    return st;
}

void ngi_engine_close(ng_context *ctx, ngi_engine *engine)
{
    ngi_relater_free(engine->relater);
    ngi_resolver_free(engine->resolver);
    ngi_tagger_free(engine->tagger);
    ngi_model_close(engine->model);
    ngi_lexicon_close(engine->lexicon);
    ngi_decisions_free(engine->decisions);
    ngi_free(ctx, engine->cues);
    memset(engine, 0, sizeof *engine);
}

static ng_status check(ng_context *ctx, const ng_document *doc)
{
#ifdef NDEBUG
    (void)ctx;
    (void)doc;
    return NG_OK;
#else
    return ngi_document_check(ctx, doc);
#endif
}

static ng_status find_mentions(ng_context *ctx, const ngi_engine *engine, const ngi_encoding *encoding, ng_document *doc)
{
    ngi_known_names known = { NULL, 0, 0 };
    ng_status st = NG_OK;

    if (doc->given) {
        bool told = !engine->model;
        size_t i;

        for (i = 0; i < doc->mentions.count; i++) told = told || doc->mentions.items[i].kind != NG_NAME;
        doc->references_given = told;
        return told ? NG_OK : ngi_find_references(ctx, engine->tagger, encoding, doc);
    }
    if (!engine->model) return ngi_find_mentions_by_lists(ctx, engine->lexicon, doc);
    NG_CHECK(ngi_added_names_find(ctx, engine->decisions, doc, &known));
    NG_CHECK(ngi_find_mentions(ctx, engine->tagger, encoding, engine->lexicon, known.items, known.count, doc));
done:
    ngi_array_release(ctx, &known);
    return st;
}

/* Four decimals, as results are written: a saved result is then the same as the one in memory. */
static float rounded(float score) { return (float)(int)(score * 10000.0f + 0.5f) / 10000.0f; }

static void round_scores(ng_document *doc)
{
    size_t i;

    for (i = 0; i < doc->mentions.count; i++) doc->mentions.items[i].score = rounded(doc->mentions.items[i].score);
    for (i = 0; i < doc->relations.count; i++) doc->relations.items[i].score = rounded(doc->relations.items[i].score);
    for (i = 0; i < doc->evidence.count; i++) doc->evidence.items[i].score = rounded(doc->evidence.items[i].score);
    for (i = 0; i < doc->speech.count; i++) doc->speech.items[i].score = rounded(doc->speech.items[i].score);
}

ng_status ngi_engine_read(ng_context *ctx, const ngi_engine *engine, ng_document *doc)
{
    ngi_encoding encoding;
    const ngi_encoding *vectors = engine->model ? &encoding : NULL;
    ng_status st;

    memset(&encoding, 0, sizeof encoding);
    if (doc->sentences.count == 0) NG_CHECK(ngi_segment(ctx, doc));
    NG_CHECK(check(ctx, doc));
    if (doc->unread) goto done;
    if (engine->model) NG_CHECK(ngi_encode(ctx, engine->model, doc, &encoding));
    NG_CHECK(find_mentions(ctx, engine, vectors, doc));
    NG_CHECK(check(ctx, doc));
    NG_CHECK(ngi_resolve_entities(ctx, engine->resolver, vectors, engine->lexicon, engine->decisions, doc));
    NG_CHECK(check(ctx, doc));
    NG_CHECK(ngi_find_speech(ctx, engine->relater, vectors, engine->lexicon, &engine->relation_options, doc));
    NG_CHECK(ngi_find_relations(ctx, engine->relater, vectors, engine->lexicon, &engine->relation_options, doc));
    round_scores(doc);
    NG_CHECK(check(ctx, doc));
done:
    ngi_encoding_release(&encoding);
    return st;
}

ng_status ngi_engine_made_by(ng_context *ctx, const ngi_engine *engine, const ng_extract_options *opts, ngi_buffer *out)
{
    json_t *options = json_object(), *made = json_object();

    if (!opts->word_lists) (void)json_object_set_new(options, "word_lists", json_false());
    if (opts->min_score > 0.0) (void)json_object_set_new(options, "min_score", json_real(opts->min_score));
    if (opts->any_language) (void)json_object_set_new(options, "any_language", json_true());
    if (opts->decisions) (void)json_object_set_new(options, "decisions", json_true());
    if (opts->given) (void)json_object_set_new(options, "given", json_true());
    if (opts->relink) (void)json_object_set_new(options, "relink", json_true());
    if (opts->label != NG_LABEL_LONGEST) (void)json_object_set_new(options, "label", json_string(ng_label_name(opts->label)));
    (void)json_object_set_new(made, "version", json_string(NG_VERSION));
    (void)json_object_set_new(made, "model", engine->model ? ngi_json_str(ngi_model_name(engine->model))
                                                           : json_string(ng_reader_name(engine->reader)));
    (void)json_object_set_new(made, "kernels", engine->model ? json_string(ngi_model_kernels(engine->model)) : json_null());
    (void)json_object_set_new(made, "options", options);
    return ngi_json_take(ctx, out, made);
}

ng_status ngi_engine_relabel(ng_context *ctx, ng_label label, ng_str made_by, ngi_buffer *out)
{
    json_t *made = NULL, *options;
    ng_status st;

    NG_CHECK(ngi_json_parse(ctx, made_by, "made_by", &made));
    options = json_object_get(made, "options");
    if (label != NG_LABEL_LONGEST && !options) {
        (void)json_object_set_new(made, "options", json_object());
        options = json_object_get(made, "options");
    }
    (void)json_object_del(options, "label");
    if (label != NG_LABEL_LONGEST) (void)json_object_set_new(options, "label", json_string(ng_label_name(label)));
    NG_CHECK(ngi_json_add(ctx, out, made));
done:
    json_decref(made);
    return st;
}
