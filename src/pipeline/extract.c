/*
 * The pipeline: inputs -> documents -> every stage, in parallel by document -> actors of the whole set.
 *
 * The result depends neither on the order of the inputs (they are sorted first) nor on the number of threads: a document
 * is read by one thread alone, with a context of its own whose notes are joined in the order of documents.
 */
#include "extract.h"

#include "engine.h"
#include "base/files.h"
#include "exchange/result.h"
#include "ingest/ingest.h"
#include "sources.h"
#include "text/segment.h"

#include <pthread.h>
#include <stdatomic.h>
#include <unistd.h>

typedef struct job_queue {
    ng_context *ctx;              /* of the caller */
    const ngi_engine *engine;
    ng_collection *collection;
    ng_context **contexts;        /* one for each document, for its error and notes */
    ng_status *statuses;
    atomic_size_t next, done;
    atomic_bool stop;
} job_queue;

static void read_one(job_queue *queue, size_t i)
{
    ng_document *doc = queue->collection->documents.items[i];

    if (doc->finished) return;
    queue->statuses[i] = ngi_engine_read(queue->contexts[i], queue->engine, doc);
    if (queue->statuses[i] == NG_E_NOMEM) atomic_store(&queue->stop, true);
}

static void *work(void *user)
{
    job_queue *queue = user;

    while (!atomic_load(&queue->stop)) {
        size_t i = atomic_fetch_add(&queue->next, 1);

        if (i >= queue->collection->documents.count) break;
        read_one(queue, i);
        atomic_fetch_add(&queue->done, 1);
    }
    return NULL;
}

/* The caller's own share of the work; it alone reports progress. */
static ng_status work_and_report(job_queue *queue)
{
    size_t total = queue->collection->documents.count;
    ng_status st = NG_OK;

    while (!atomic_load(&queue->stop)) {
        size_t i = atomic_fetch_add(&queue->next, 1);

        if (i >= total) break;
        read_one(queue, i);
        st = ngi_progress(queue->ctx, "reading", atomic_fetch_add(&queue->done, 1) + 1, total);
        if (st != NG_OK) atomic_store(&queue->stop, true);
    }
    return st;
}

static uint32_t thread_count(uint32_t jobs, size_t documents)
{
    long processors = sysconf(_SC_NPROCESSORS_ONLN);

    if (jobs == 0) jobs = processors > 0 ? (uint32_t)processors : 1;
    return jobs < documents ? jobs : (uint32_t)(documents ? documents : 1);
}

static ng_status run_threads(job_queue *queue, uint32_t count)
{
    pthread_t threads[1024];
    uint32_t i, started = 0;
    ng_status st;

    for (i = 1; i < count && i < 1024; i++) {
        if (pthread_create(&threads[started], NULL, work, queue) == 0) started++;
    }
    st = work_and_report(queue);
    for (i = 0; i < started; i++) (void)pthread_join(threads[i], NULL);
    return st;
}

/* A document that failed by itself is left out with a note; running out of memory ends the whole run. */
static ng_status join_results(job_queue *queue)
{
    ng_collection *c = queue->collection;
    size_t i, kept = 0;
    ng_status st = NG_OK;

    for (i = 0; i < c->documents.count; i++) {
        ng_document *doc = c->documents.items[i];
        ng_status one = queue->statuses[i];

        ngi_context_join(queue->ctx, queue->contexts[i]);
        if (one == NG_OK) {
            doc->finished = true;
            c->documents.items[kept++] = doc;
            continue;
        }
        if (one == NG_E_NOMEM || one == NG_E_INTERNAL) st = one;
        ngi_note(queue->ctx, one, doc->about.source, UINT64_MAX, "document '%.*s' is left out: %s",
                 NGI_STR(doc->about.id), ng_context_error(queue->ctx)->message);
        ngi_document_free(doc);
    }
    c->documents.count = kept;
    return st;
}

ng_status ngi_read_documents(ng_context *ctx, const ngi_engine *engine, uint32_t jobs, ng_collection *collection)
{
    job_queue queue;
    size_t i, count = collection->documents.count;
    ng_status st = NG_OK;

    memset(&queue, 0, sizeof queue);
    queue.ctx = ctx;
    queue.engine = engine;
    queue.collection = collection;
    queue.contexts = ngi_alloc(ctx, count, sizeof(ng_context *));
    queue.statuses = ngi_alloc(ctx, count, sizeof *queue.statuses);
    if (!queue.contexts || !queue.statuses) {
        st = NG_E_NOMEM;
        goto done;
    }
    for (i = 0; i < count; i++) NG_CHECK(ngi_context_fork(ctx, &queue.contexts[i]));
    NG_CHECK(run_threads(&queue, thread_count(jobs, count)));
    NG_CHECK(join_results(&queue));
done:
    for (i = 0; queue.contexts && i < count; i++) ng_context_free(queue.contexts[i]);
    ngi_free(ctx, queue.contexts);
    ngi_free(ctx, queue.statuses);
    return st;
}

static ng_status keep_made_by(ng_context *ctx, const ngi_engine *engine, const ng_extract_options *opts,
                              ng_collection *collection)
{
    ngi_buffer text = { NULL, 0, 0 };
    ng_status st = NG_OK;
    bool fresh = collection->documents.count == 0 || !collection->made_by.ptr;
    size_t i;

    for (i = 0; i < collection->documents.count; i++) fresh = fresh || !collection->documents.items[i]->finished;
    if (fresh) {
        NG_CHECK(ngi_engine_made_by(ctx, engine, opts, &text));
    } else { /* saved results alone: what made them stays said */
        NG_CHECK(ngi_engine_relabel(ctx, opts->label, collection->made_by, &text));
    }
    NG_CHECK(ngi_arena_copy(ctx, &collection->strings, ngi_buffer_str(&text), &collection->made_by));
done:
    ngi_buffer_release(ctx, &text);
    return st;
}

ng_status ngi_extract_options_check(ng_context *ctx, const ng_extract_options *opts)
{
    if (opts->struct_size < sizeof *opts) return ngi_fail(ctx, NG_E_ARG, "options of another version of the library");
    if ((size_t)opts->reader >= NG_READER_COUNT) return ngi_fail(ctx, NG_E_ARG, "reader is out of its range");
    if ((size_t)opts->label >= NG_LABEL_COUNT) return ngi_fail(ctx, NG_E_ARG, "label is out of its range");
    if (!(opts->min_score >= 0.0 && opts->min_score <= 1.0)) return ngi_fail(ctx, NG_E_ARG, "min_score is not in 0..1");
    if (opts->jobs > 1024) return ngi_fail(ctx, NG_E_ARG, "jobs is not in 0..1024");
    return NG_OK;
}

size_t ngi_count_failures(const ng_context *ctx, size_t from)
{
    size_t i, count, failed = 0;
    const ng_note *notes = ng_context_notes(ctx, &count);

    for (i = from; i < count; i++) failed += notes[i].status < 0;
    return failed;
}

static bool needs_engine(const ng_collection *collection, const ng_extract_options *opts)
{
    size_t i;

    for (i = 0; i < collection->documents.count; i++) {
        if (!collection->documents.items[i]->finished) return true;
    }
    return collection->documents.count == 0 || opts->decisions != NULL;
}

ng_status ngi_extract_sides(ng_context *ctx, const ngi_inputs *sides, size_t side_count, const ng_extract_options *opts,
                            ng_extract_report *report, ng_collection **out)
{
    static const ng_extract_options defaults = NG_EXTRACT_OPTIONS_INIT;
    ng_extract_options light;
    ng_collection *collection = NULL;
    ng_extract_report counts = { 0, 0 };
    size_t first_note, i;
    ngi_engine engine;
    ng_status st;

    *out = NULL;
    if (report) *report = counts;
    if (!opts) opts = &defaults;
    memset(&engine, 0, sizeof engine);
    (void)ng_context_notes(ctx, &first_note);
    NG_CHECK(ngi_extract_options_check(ctx, opts));
    NG_CHECK(ngi_collection_create(ctx, &collection));
    NG_CHECK(ngi_engine_lists(ctx, opts, &engine));
    for (i = 0; i < side_count; i++) {
        NG_CHECK(ngi_sources_read(ctx, sides[i], 1u << i, opts, engine.lexicon, &counts.inputs, collection));
    }
    light = *opts;
    if (!needs_engine(collection, opts)) light.reader = NG_READER_LISTS; /* nothing to read: no weights to load */
    NG_CHECK(ngi_engine_open(ctx, &light, &engine));
    NG_CHECK(ngi_collection_sort(ctx, collection));
    NG_CHECK(keep_made_by(ctx, &engine, opts, collection));
    NG_CHECK(ngi_read_documents(ctx, &engine, opts->jobs, collection));
    NG_CHECK(ngi_find_duplicates(ctx, collection));
    NG_CHECK(ngi_link_entities(ctx, engine.lexicon, engine.decisions, opts->label, collection));
    NG_CHECK(ngi_collection_check(ctx, collection));
    counts.failed = ngi_count_failures(ctx, first_note);
    if (report) *report = counts;
    *out = collection;
    collection = NULL;
done:
    ngi_engine_close(ctx, &engine);
    ng_collection_free(collection);
    return st;
}

ng_status ng_extract(ng_context *ctx, const char *const *inputs, size_t count, const ng_extract_options *opts,
                     ng_extract_report *report, ng_collection **out)
{
    ngi_inputs side = { inputs, count };

    return ngi_extract_sides(ctx, &side, 1, opts, report, out);
}
