/*
 * Inputs -> a corpus, and what of a corpus only its documents can say. Inputs are read some at a time, so that all
 * threads have work and memory holds a batch, not the corpus; each is then kept in a transaction of its own. What the
 * corpus has already is found before any model is loaded.
 */
#include "extract.h"

#include "entities/entities.h"
#include "exchange/result.h"
#include "store/store.h"

#define BATCH 64u /* documents that are read at once, or those of one input */

/* An input of the batch. */
typedef struct added_input {
    size_t index;             /* in the sources */
    ng_str made_by;           /* of a saved result; absent: by this run */
    size_t documents;         /* that it has */
    ng_corpus_changes changes;
    size_t foreign;           /* replaced ones that came from elsewhere */
} added_input;

typedef struct adder {
    ng_context *ctx;
    ng_corpus *corpus;
    const ng_extract_options *opts;
    ngi_sources sources;
    ngi_engine engine;
    bool open;                /* the engine, whole */
    ngi_buffer made_by;       /* what this run is */
    ng_collection *batch;     /* documents to be kept, in the order of their inputs */
    ngi_map ids;              /* of these documents */
    NGI_ARRAY(added_input) inputs;
    ng_corpus_changes changes;
} adder;

/* The label decides nothing in a corpus, so it is not kept who chose which. */
static ng_status keep_made_by(adder *a, ng_str made_by, ng_str *out)
{
    ngi_buffer text = { NULL, 0, 0 };
    ng_status st;

    NG_CHECK(ngi_engine_relabel(a->ctx, NG_LABEL_LONGEST, made_by, &text));
    NG_CHECK(ngi_arena_copy(a->ctx, &a->batch->strings, ngi_buffer_str(&text), out));
done:
    ngi_buffer_release(a->ctx, &text);
    return st;
}

/* Move a document into the batch, unless the corpus has the same; one that is going to be replaced is not what counts. */
static ng_status take_document(adder *a, added_input *input, ng_document **doc)
{
    ng_document *taken = *doc;
    ngi_kept kept;
    ng_status st;

    NG_CHECK(ngi_corpus_look(a->ctx, a->corpus, &taken->about, taken->text, &kept));
    if (kept == NGI_KEPT_SAME && ngi_map_find(&a->ids, taken->about.id) == NG_NONE) {
        input->changes.unchanged++;
        return NG_OK;
    }
    *doc = NULL;
    taken->input = input->index;
    NG_CHECK(ngi_collection_add(a->ctx, a->batch, taken));
    NG_CHECK(ngi_map_set(a->ctx, &a->ids, taken->about.id, 0));
done:
    return st;
}

static ng_status take_input(adder *a, size_t index)
{
    added_input input = { index, { NULL, 0 }, 0, { 0, 0, 0 }, 0 };
    ng_collection *one = NULL;
    ng_status st;
    size_t i;

    NG_CHECK(ngi_collection_create(a->ctx, &one));
    NG_CHECK(ngi_sources_read_one(a->ctx, &a->sources, index, one));
    NG_CHECK(ngi_collection_sort(a->ctx, one));
    if (one->made_by.ptr) NG_CHECK(keep_made_by(a, one->made_by, &input.made_by));
    for (i = 0; i < one->documents.count; i++) NG_CHECK(take_document(a, &input, &one->documents.items[i]));
    input.documents = one->documents.count;
    if (input.documents) NG_CHECK(ngi_array_push(a->ctx, &a->inputs, input));
done:
    ng_collection_free(one);
    return st;
}

/* The weights are loaded for the first document that has to be read. */
static ng_status open_engine(adder *a)
{
    ng_extract_options opts = *a->opts;
    bool needed = false;
    ng_status st = NG_OK;
    size_t i;

    for (i = 0; i < a->batch->documents.count; i++) needed = needed || !a->batch->documents.items[i]->finished;
    if (!needed || a->open) return NG_OK;
    opts.label = NG_LABEL_LONGEST;
    NG_CHECK(ngi_engine_open(a->ctx, &opts, &a->engine));
    a->open = true;
    NG_CHECK(ngi_engine_made_by(a->ctx, &a->engine, &opts, &a->made_by));
done:
    return st;
}

static ng_status put_document(adder *a, added_input *input, const ng_document *doc)
{
    ngi_buffer json = { NULL, 0, 0 };
    ng_str made_by = input->made_by.ptr || !a->open ? input->made_by : ngi_buffer_str(&a->made_by);
    ngi_kept before;
    ng_status st;

    NG_CHECK(ngi_result_write_document(a->ctx, doc, &json));
    NG_CHECK(ngi_corpus_put(a->ctx, a->corpus, made_by, ngi_buffer_str(&json), &before));
    input->changes.added += before == NGI_KEPT_NONE;
    input->changes.replaced += before == NGI_KEPT_OTHER || before == NGI_KEPT_FOREIGN;
    input->changes.unchanged += before == NGI_KEPT_SAME;
    input->foreign += before == NGI_KEPT_FOREIGN;
done:
    ngi_buffer_release(a->ctx, &json);
    return st;
}

/* What lasts is said; and what the user may not have meant. */
static ng_status tell(adder *a, const added_input *input)
{
    const char *path = a->sources.paths.items[input->index];
    const ng_corpus_changes *c = &input->changes;
    size_t kept;
    ng_status st;

    a->changes.added += c->added;
    a->changes.replaced += c->replaced;
    a->changes.unchanged += c->unchanged;
    ngi_log(a->ctx, NG_LOG_INFO, "corpus", "'%s': %zu added, %zu replaced, %zu unchanged", path, c->added, c->replaced,
            c->unchanged);
    if (input->foreign) {
        ngi_log(a->ctx, NG_LOG_WARNING, "corpus",
                "'%s': %zu of the replaced documents came from another input and had the same id", path, input->foreign);
    }
    NG_CHECK(ngi_corpus_count(a->ctx, a->corpus, ng_str_from(path), &kept));
    if (kept > input->documents) {
        ngi_log(a->ctx, NG_LOG_WARNING, "corpus",
                "'%s': %zu documents that it no longer has stay in the corpus, until they are removed", path,
                kept - input->documents);
    }
done:
    return st;
}

/* The documents of an input, from *at on in the batch, in one transaction. */
static ng_status put_input(adder *a, added_input *input, size_t *at)
{
    ng_document *const *docs = a->batch->documents.items;
    size_t count = a->batch->documents.count;
    ng_status st = NG_OK;

    if (*at < count && docs[*at]->input == input->index) {
        NG_CHECK(ngi_corpus_begin(a->ctx, a->corpus));
        for (; *at < count && docs[*at]->input == input->index; (*at)++) NG_CHECK(put_document(a, input, docs[*at]));
        NG_CHECK(ngi_corpus_commit(a->ctx, a->corpus));
    }
    NG_CHECK(tell(a, input));
done:
    ngi_corpus_rollback(a->corpus);
    return st;
}

static ng_status add_batch(adder *a, size_t *next)
{
    ng_status st;
    size_t i, at = 0;

    a->inputs.count = 0;
    NG_CHECK(ngi_collection_create(a->ctx, &a->batch));
    while (*next < a->sources.paths.count && a->batch->documents.count < BATCH) {
        NG_CHECK(ngi_progress(a->ctx, "opening", *next, a->sources.paths.count));
        NG_CHECK(take_input(a, (*next)++));
    }
    NG_CHECK(open_engine(a));
    NG_CHECK(ngi_read_documents(a->ctx, &a->engine, a->opts->jobs, a->batch));
    for (i = 0; i < a->inputs.count; i++) NG_CHECK(put_input(a, &a->inputs.items[i], &at));
done:
    ngi_map_release(a->ctx, &a->ids);
    ng_collection_free(a->batch);
    a->batch = NULL;
    return st;
}

/* Each entity of an actor that has several, into the fresh list of the corpus: as every reader of the corpus decides it. */
static ng_status list_joined(ng_context *ctx, ng_corpus *corpus)
{
    ng_collection *collection = NULL;
    ngi_lexicon *lexicon = NULL;
    ng_status st;
    size_t i;
    uint32_t k;

    NG_CHECK(ngi_joined_begin(ctx, corpus));
    NG_CHECK(ngi_lexicon_open(ctx, NULL, &lexicon));
    NG_CHECK(ngi_collection_create(ctx, &collection));
    NG_CHECK(ngi_corpus_read(ctx, corpus, collection));
    NG_CHECK(ngi_link_entities(ctx, lexicon, NULL, NG_LABEL_LONGEST, collection));
    for (i = 0; i < collection->actors.count; i++) {
        const ng_actor *actor = &collection->actors.items[i];

        if (actor->members.end - actor->members.begin < 2) continue;
        for (k = actor->members.begin; k < actor->members.end; k++) {
            const ng_member *m = &collection->members.items[k];
            const ng_document *doc = collection->documents.items[m->document];

            NG_CHECK(ngi_joined_add(ctx, corpus, doc->about.id, doc->entities.items[m->entity].id, actor->id));
        }
    }
done:
    ng_collection_free(collection);
    ngi_lexicon_close(lexicon);
    return st;
}

/* After a change, after one whose writer ended too early, and when other rules decide than those that decided last. */
static ng_status renew_joined(ng_context *ctx, ng_corpus *corpus)
{
    bool current;
    ng_status st;

    NG_CHECK(ngi_joined_is_current(ctx, corpus, &current));
    if (current) goto done;
    NG_CHECK(list_joined(ctx, corpus));
    NG_CHECK(ngi_joined_keep(ctx, corpus));
done:
    return st;
}

ng_status ng_corpus_add(ng_context *ctx, ng_corpus *corpus, const char *const *inputs, size_t count,
                        const ng_extract_options *opts, ng_extract_report *report, ng_corpus_changes *changes)
{
    static const ng_extract_options defaults = NG_EXTRACT_OPTIONS_INIT;
    size_t first_note, next = 0;
    adder a;
    ng_status st;

    memset(&a, 0, sizeof a);
    a.ctx = ctx;
    a.corpus = corpus;
    a.opts = opts ? opts : &defaults;
    (void)ng_context_notes(ctx, &first_note);
    NG_CHECK(ngi_extract_options_check(ctx, a.opts));
    NG_CHECK(ngi_engine_lists(ctx, a.opts, &a.engine));
    NG_CHECK(ngi_sources_open(ctx, (ngi_inputs){ inputs, count }, a.opts, a.engine.lexicon, &a.sources));
    while (next < a.sources.paths.count) NG_CHECK(add_batch(&a, &next));
    NG_CHECK(renew_joined(ctx, corpus));
done:
    if (report) *report = (ng_extract_report){ a.sources.paths.count, ngi_count_failures(ctx, first_note) };
    if (changes) *changes = a.changes;
    ngi_sources_close(ctx, &a.sources);
    ngi_engine_close(ctx, &a.engine);
    ngi_buffer_release(ctx, &a.made_by);
    ngi_array_release(ctx, &a.inputs);
    return st;
}

/* The documents of a collection, and no others, in the transaction that is open. */
static ng_status put_collection(adder *a, const ng_collection *collection)
{
    added_input input = { 0, { NULL, 0 }, 0, { 0, 0, 0 }, 0 };
    ngi_map ids = { NULL, 0, 0 };
    ng_status st = NG_OK;
    size_t i;

    if (collection->made_by.ptr) NG_CHECK(keep_made_by(a, collection->made_by, &input.made_by));
    for (i = 0; i < collection->documents.count; i++) {
        NG_CHECK(ngi_map_set(a->ctx, &ids, collection->documents.items[i]->about.id, (uint32_t)i));
    }
    NG_CHECK(ngi_corpus_drop_others(a->ctx, a->corpus, &ids));
    for (i = 0; i < collection->documents.count; i++) {
        NG_CHECK(ngi_progress(a->ctx, "storing", i, collection->documents.count));
        NG_CHECK(put_document(a, &input, collection->documents.items[i]));
    }
done:
    ngi_map_release(a->ctx, &ids);
    return st;
}

ng_status ng_corpus_set(ng_context *ctx, ng_corpus *corpus, const ng_collection *collection)
{
    ng_status st;
    adder a;

    memset(&a, 0, sizeof a);
    a.ctx = ctx;
    a.corpus = corpus;
    NG_CHECK(ngi_collection_create(ctx, &a.batch));
    NG_CHECK(ngi_corpus_begin(ctx, corpus));
    NG_CHECK(put_collection(&a, collection));
    NG_CHECK(ngi_corpus_commit(ctx, corpus));
    NG_CHECK(renew_joined(ctx, corpus));
done:
    ngi_corpus_rollback(corpus);
    ng_collection_free(a.batch);
    return st;
}

ng_status ng_corpus_remove(ng_context *ctx, ng_corpus *corpus, const char *const *names, size_t count, size_t *out)
{
    size_t i, one, removed = 0;
    ng_status st;

    *out = 0;
    NG_CHECK(ngi_corpus_begin(ctx, corpus));
    for (i = 0; i < count; i++) {
        NG_CHECK(ngi_corpus_drop(ctx, corpus, ng_str_from(names[i]), &one));
        if (one == 0) {
            ngi_note(ctx, NG_E_NOTFOUND, ng_str_from(ngi_corpus_path(corpus)), UINT64_MAX,
                     "'%s' has no document or source '%s'", ngi_corpus_path(corpus), names[i]);
        }
        removed += one;
    }
    NG_CHECK(ngi_corpus_commit(ctx, corpus));
    *out = removed;
    NG_CHECK(renew_joined(ctx, corpus));
done:
    ngi_corpus_rollback(corpus);
    return st;
}

/* Can every document be read, and is the list of joined ids the one that they make? */
static ng_status check_joined(ng_context *ctx, ng_corpus *corpus, size_t *out_faults)
{
    const char *path = ngi_corpus_path(corpus);
    bool current;
    size_t differences;
    ng_status st;

    NG_CHECK(ngi_joined_is_current(ctx, corpus, &current));
    st = list_joined(ctx, corpus);
    if (st == NG_E_FORMAT) {
        ngi_note(ctx, st, ng_str_from(path), UINT64_MAX, "%s", ng_context_error(ctx)->message);
        (*out_faults)++;
        return NG_OK;
    }
    if (st != NG_OK) return st;
    if (!current) {
        ngi_log(ctx, NG_LOG_INFO, "corpus",
                "'%s': its list of joined ids is older than its documents or this program; the next change makes it anew", path);
        return NG_OK;
    }
    NG_CHECK(ngi_joined_compare(ctx, corpus, &differences));
    if (differences == 0) goto done;
    ngi_note(ctx, NG_E_FORMAT, ng_str_from(path), UINT64_MAX,
             "'%s': %zu joined ids are not those that the documents make", path, differences);
    (*out_faults)++;
done:
    return st;
}

ng_status ng_corpus_verify(ng_context *ctx, ng_corpus *corpus, size_t *out_documents, size_t *out_faults)
{
    ng_status st = ngi_corpus_check(ctx, corpus, out_documents, out_faults);

    if (st == NG_OK && *out_faults == 0) st = check_joined(ctx, corpus, out_faults);
    return st;
}
