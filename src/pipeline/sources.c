/*
 * Inputs: files, folders, saved results, corpora, standard input; and documents given from outside (`--given`).
 */
#include "sources.h"

#include "base/files.h"
#include "exchange/result.h"
#include "ingest/ingest.h"
#include "store/store.h"
#include "text/segment.h"

#include <stdlib.h>

static ng_status add_path(ng_context *ctx, void *user, const char *path)
{
    ngi_sources *sources = user;
    size_t len = strlen(path);
    char *copy = ngi_alloc(ctx, len + 1, 1);
    ng_status st;

    if (!copy) return NG_E_NOMEM;
    memcpy(copy, path, len);
    st = ngi_array_push(ctx, &sources->paths, copy);
    if (st != NG_OK) ngi_free(ctx, copy);
    return st;
}

static int by_bytes(const void *a, const void *b) { return strcmp(*(char *const *)a, *(char *const *)b); }

/* Files of all inputs, sorted, none twice. */
static ng_status gather(ng_context *ctx, ngi_inputs inputs, ngi_sources *out)
{
    char **paths;
    ng_status st = NG_OK;
    size_t i, kept = 0;

    for (i = 0; i < inputs.count; i++) {
        if (strcmp(inputs.items[i], "-") != 0 && ngi_path_is_directory(inputs.items[i])) {
            NG_CHECK(ngi_directory_walk(ctx, inputs.items[i], add_path, out));
        } else {
            NG_CHECK(add_path(ctx, out, inputs.items[i]));
        }
    }
    paths = out->paths.items;
    if (out->paths.count) qsort(paths, out->paths.count, sizeof *paths, by_bytes);
    for (i = 0; i < out->paths.count; i++) {
        if (kept && strcmp(paths[kept - 1], paths[i]) == 0) {
            ngi_free(ctx, paths[i]);
        } else {
            paths[kept++] = paths[i];
        }
    }
    out->paths.count = kept;
done:
    return st;
}

static ng_str base_name(ng_str path)
{
    size_t i = path.len;

    while (i > 0 && path.ptr[i - 1] != '/') i--;
    return ngi_str_slice(path, i, path.len);
}

/* Keep the mentions of a given document, and its entities unless they are to be made again. */
static void take_given(ng_document *doc, bool relink)
{
    size_t i, kept = 0;

    doc->given = true;
    if (!relink) return;
    doc->relink = true;
    doc->entities.count = doc->aliases.count = 0;
    for (i = 0; i < doc->mentions.count; i++) {
        if (doc->mentions.items[i].kind != NG_NAME) continue;
        doc->mentions.items[kept] = doc->mentions.items[i];
        doc->mentions.items[kept++].entity = NG_NONE;
    }
    doc->mentions.count = kept;
}

/* Move the given documents of an input into the collection; false in *out_any when it has none. */
static ng_status move_given(ng_context *ctx, const char *path, bool relink, ng_collection *given,
                            ng_collection *collection, bool *out_any)
{
    ng_str name = base_name(ng_str_from(path));
    ng_status st = NG_OK;
    size_t i;

    *out_any = false;
    for (i = 0; i < given->documents.count; i++) {
        ng_document *doc = given->documents.items[i];

        if (!doc || !ng_str_equal(base_name(doc->about.source), name)) continue;
        given->documents.items[i] = NULL;
        *out_any = true;
        take_given(doc, relink);
        NG_CHECK(ngi_collection_add(ctx, collection, doc));
    }
done:
    return st;
}

static ng_status read_saved(ng_context *ctx, const char *path, ng_str text, ng_collection *collection)
{
    size_t i, first = collection->documents.count;
    ng_status st = ngi_result_read(ctx, path, text, NGI_RESULT_WHOLE, ngi_segment, collection);

    for (i = first; i < collection->documents.count; i++) collection->documents.items[i]->finished = true;
    return st;
}

typedef struct corpus_reader {
    const char *path;
    ng_collection *collection;
} corpus_reader;

static ng_status take_stored(ng_context *ctx, void *user, ng_str id, ng_str made_by, ng_str json)
{
    corpus_reader *r = user;
    ng_collection *c = r->collection;
    ng_status st;

    (void)id;
    NG_CHECK(ngi_progress(ctx, "opening", c->documents.count, 0));
    NG_CHECK(ngi_result_read_document(ctx, r->path, json, ngi_segment, c));
    c->documents.items[c->documents.count - 1]->finished = true;
    if (made_by.ptr && !c->made_by.ptr) NG_CHECK(ngi_arena_copy(ctx, &c->strings, made_by, &c->made_by));
done:
    return st;
}

ng_status ngi_corpus_read(ng_context *ctx, ng_corpus *corpus, ng_collection *collection)
{
    corpus_reader r = { ngi_corpus_path(corpus), collection };

    return ngi_corpus_each(ctx, corpus, take_stored, &r);
}

static ng_status read_corpus(ng_context *ctx, const char *path, ng_collection *collection)
{
    ng_corpus *corpus = NULL;
    ng_status st;

    NG_CHECK(ng_corpus_open(ctx, path, NG_CORPUS_READ, &corpus));
    NG_CHECK(ngi_corpus_read(ctx, corpus, collection));
done:
    ng_corpus_close(corpus);
    return st;
}

/* One input. What only costs this input is a note; what ends the run is returned. */
ng_status ngi_sources_read_one(ng_context *ctx, ngi_sources *sources, size_t index, ng_collection *collection)
{
    const ng_extract_options *opts = sources->opts;
    const ngi_ingest_options ingest = { sources->fields, opts->field_count, opts->any_language, sources->lexicon };
    const char *path = sources->paths.items[index];
    ngi_buffer bytes = { NULL, 0, 0 };
    bool any = false;
    ng_status st = NG_OK;

    if (sources->given) NG_CHECK(move_given(ctx, path, opts->relink, sources->given, collection, &any));
    if (any) goto done;
    if (strcmp(path, "-") != 0 && ngi_corpus_detect(ctx, path)) {
        st = read_corpus(ctx, path, collection);
        goto done;
    }
    NG_CHECK(ngi_file_read(ctx, path, &bytes));
    if (ngi_result_detect(ngi_buffer_str(&bytes))) {
        NG_CHECK(read_saved(ctx, path, ngi_buffer_str(&bytes), collection));
    } else {
        NG_CHECK(ngi_ingest(ctx, path, ngi_buffer_str(&bytes), &ingest, collection));
    }
done:
    ngi_buffer_release(ctx, &bytes);
    if (st == NG_OK || st == NG_E_NOMEM || st == NG_E_CANCELLED || st == NG_E_INTERNAL) return st;
    ngi_note(ctx, st, ng_str_from(path), ng_context_error(ctx)->offset, "%s", ng_context_error(ctx)->message);
    return NG_OK;
}

static ng_status read_given(ng_context *ctx, const char *path, ng_collection **out)
{
    ngi_buffer bytes = { NULL, 0, 0 };
    ng_status st;

    *out = NULL;
    NG_CHECK(ngi_file_read(ctx, path, &bytes));
    NG_CHECK(ngi_collection_create(ctx, out));
    NG_CHECK(ngi_result_read(ctx, path, ngi_buffer_str(&bytes), NGI_RESULT_MENTIONS, ngi_segment, *out));
done:
    ngi_buffer_release(ctx, &bytes);
    return st;
}

/* "text=body" as the pair that ingest takes. */
static ng_status split_fields(ng_context *ctx, const ng_extract_options *opts, ng_str **out)
{
    size_t i;

    *out = NULL;
    if (opts->field_count == 0) return NG_OK;
    *out = ngi_alloc(ctx, opts->field_count * 2, sizeof **out);
    if (!*out) return NG_E_NOMEM;
    for (i = 0; i < opts->field_count; i++) {
        ng_str rest = ng_str_from(opts->fields[i]), name;

        (void)ngi_str_next(&rest, '=', &name);
        if (!name.len || !rest.len) {
            return ngi_fail(ctx, NG_E_ARG, "a field is 'name=other name', not '%s'", opts->fields[i]);
        }
        (*out)[2 * i] = name;
        (*out)[2 * i + 1] = rest;
    }
    return NG_OK;
}

static void drop_given(ng_collection *given)
{
    size_t i, kept = 0;

    if (!given) return;
    for (i = 0; i < given->documents.count; i++) {
        if (given->documents.items[i]) given->documents.items[kept++] = given->documents.items[i];
    }
    given->documents.count = kept;
    ng_collection_free(given);
}

ng_status ngi_sources_open(ng_context *ctx, ngi_inputs inputs, const ng_extract_options *opts, const ngi_lexicon *lexicon,
                           ngi_sources *out)
{
    ng_status st;

    memset(out, 0, sizeof *out);
    out->opts = opts;
    out->lexicon = lexicon;
    NG_CHECK(split_fields(ctx, opts, &out->fields));
    if (opts->given) NG_CHECK(read_given(ctx, opts->given, &out->given));
    NG_CHECK(gather(ctx, inputs, out));
done:
    return st;
}

void ngi_sources_close(ng_context *ctx, ngi_sources *sources)
{
    size_t i;

    for (i = 0; i < sources->paths.count; i++) ngi_free(ctx, sources->paths.items[i]);
    ngi_array_release(ctx, &sources->paths);
    ngi_free(ctx, sources->fields);
    drop_given(sources->given);
    memset(sources, 0, sizeof *sources);
}

ng_status ngi_sources_read(ng_context *ctx, ngi_inputs inputs, uint32_t side, const ng_extract_options *opts,
                           const ngi_lexicon *lexicon, size_t *out_inputs, ng_collection *collection)
{
    size_t first = collection->documents.count;
    ngi_sources sources;
    ng_status st;
    size_t i;

    NG_CHECK(ngi_sources_open(ctx, inputs, opts, lexicon, &sources));
    *out_inputs += sources.paths.count;
    for (i = 0; i < sources.paths.count; i++) {
        NG_CHECK(ngi_progress(ctx, "opening", i, sources.paths.count));
        NG_CHECK(ngi_sources_read_one(ctx, &sources, i, collection));
    }
    for (i = first; i < collection->documents.count; i++) collection->documents.items[i]->sides = side;
done:
    ngi_sources_close(ctx, &sources);
    return st;
}
