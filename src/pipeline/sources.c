/*
 * Inputs: files, folders, saved results, standard input; and documents given from outside (`--given`).
 */
#include "sources.h"

#include "base/files.h"
#include "exchange/result.h"
#include "ingest/ingest.h"
#include "text/segment.h"

#include <stdlib.h>

typedef NGI_ARRAY(char *) path_list;

static ng_status add_path(ng_context *ctx, void *user, const char *path)
{
    path_list *paths = user;
    size_t len = strlen(path);
    char *copy = ngi_alloc(ctx, len + 1, 1);
    ng_status st;

    if (!copy) return NG_E_NOMEM;
    memcpy(copy, path, len);
    st = ngi_array_push(ctx, paths, copy);
    if (st != NG_OK) ngi_free(ctx, copy);
    return st;
}

static int by_bytes(const void *a, const void *b) { return strcmp(*(char *const *)a, *(char *const *)b); }

/* Files of all inputs, sorted, none twice. */
static ng_status gather(ng_context *ctx, const char *const *inputs, size_t count, path_list *paths)
{
    ng_status st = NG_OK;
    size_t i, kept = 0;

    for (i = 0; i < count; i++) {
        if (strcmp(inputs[i], "-") != 0 && ngi_path_is_directory(inputs[i])) {
            NG_CHECK(ngi_directory_walk(ctx, inputs[i], add_path, paths));
        } else {
            NG_CHECK(add_path(ctx, paths, inputs[i]));
        }
    }
    if (paths->count) qsort(paths->items, paths->count, sizeof *paths->items, by_bytes);
    for (i = 0; i < paths->count; i++) {
        if (kept && strcmp(paths->items[kept - 1], paths->items[i]) == 0) {
            ngi_free(ctx, paths->items[i]);
        } else {
            paths->items[kept++] = paths->items[i];
        }
    }
    paths->count = kept;
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

/* One input. What only costs this input is a note; what ends the run is returned. */
static ng_status read_source(ng_context *ctx, const char *path, const ngi_ingest_options *ingest,
                             const ng_extract_options *opts, ng_collection *given, ng_collection *collection)
{
    ngi_buffer bytes = { NULL, 0, 0 };
    bool any = false;
    ng_status st = NG_OK;

    if (given) NG_CHECK(move_given(ctx, path, opts->relink, given, collection, &any));
    if (any) goto done;
    NG_CHECK(ngi_file_read(ctx, path, &bytes));
    if (ngi_result_detect(ngi_buffer_str(&bytes))) {
        NG_CHECK(read_saved(ctx, path, ngi_buffer_str(&bytes), collection));
    } else {
        NG_CHECK(ngi_ingest(ctx, path, ngi_buffer_str(&bytes), ingest, collection));
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

ng_status ngi_sources_read(ng_context *ctx, ngi_inputs inputs, uint32_t side, const ng_extract_options *opts,
                           const ngi_lexicon *lexicon, size_t *out_inputs, ng_collection *collection)
{
    size_t first = collection->documents.count;
    path_list paths = { NULL, 0, 0 };
    ng_str *fields = NULL;
    ng_collection *given = NULL;
    ngi_ingest_options ingest;
    ng_status st;
    size_t i;

    NG_CHECK(split_fields(ctx, opts, &fields));
    ingest = (ngi_ingest_options){ fields, opts->field_count, opts->any_language, lexicon };
    if (opts->given) NG_CHECK(read_given(ctx, opts->given, &given));
    NG_CHECK(gather(ctx, inputs.items, inputs.count, &paths));
    *out_inputs += paths.count;
    for (i = 0; i < paths.count; i++) {
        NG_CHECK(ngi_progress(ctx, "opening", i, paths.count));
        NG_CHECK(read_source(ctx, paths.items[i], &ingest, opts, given, collection));
    }
    for (i = first; i < collection->documents.count; i++) collection->documents.items[i]->sides = side;
done:
    for (i = 0; i < paths.count; i++) ngi_free(ctx, paths.items[i]);
    ngi_array_release(ctx, &paths);
    ngi_free(ctx, fields);
    drop_given(given);
    return st;
}
