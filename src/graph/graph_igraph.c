/*
 * Entering and leaving igraph. Its handlers and random numbers are process-wide and its builds on Debian are not thread
 * safe, so one lock guards all use of it; within the lock our handlers replace whatever the program had set, and are
 * taken away again. The lock and the context that it serves are the only mutable globals of the library.
 */
#include "graph_igraph.h"

#include <pthread.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static ng_context *serving; /* guarded by the lock: igraph hands no user data to its handlers */

/*
 * igraph's PageRank runs in as many threads as OpenMP gives it. On a busy machine those wait for each other a thousand
 * times longer than the work takes, and the order of their sums is chance. We hold the lock anyway: one thread it is.
 * The two calls are there when igraph was built with OpenMP, and missing otherwise.
 */
#if defined(__GNUC__)
extern int omp_get_max_threads(void) __attribute__((weak));
extern void omp_set_num_threads(int count) __attribute__((weak));

static int set_threads(int count)
{
    int before = omp_get_max_threads ? omp_get_max_threads() : 1;

    if (omp_set_num_threads) omp_set_num_threads(count);
    return before;
}
#else
static int set_threads(int count) { return count; }
#endif

/* Called by igraph from its long loops. */
static igraph_error_t interrupted(void *data)
{
    (void)data;
    if (ngi_progress(serving, "rank", 0, 0) == NG_OK) return IGRAPH_SUCCESS;
    IGRAPH_FINALLY_FREE();
    return IGRAPH_INTERRUPTED;
}

void ngi_igraph_enter(ng_context *ctx, ngi_igraph *session)
{
    (void)pthread_mutex_lock(&lock);
    serving = ctx;
    session->seeded = false;
    session->threads = set_threads(1);
    session->error = igraph_set_error_handler(igraph_error_handler_ignore);
    session->warning = igraph_set_warning_handler(igraph_warning_handler_ignore);
    session->interruption = igraph_set_interruption_handler(interrupted);
}

ng_status ngi_igraph_seed(ng_context *ctx, ngi_igraph *session, uint64_t seed)
{
    ng_status st;

    NG_CHECK(ngi_igraph_status(ctx, igraph_rng_init(&session->own_random, &igraph_rngtype_mt19937), "random numbers"));
    session->random = igraph_rng_default();
    session->old_random = *session->random;
    igraph_rng_set_default(&session->own_random);
    session->seeded = true;
    NG_CHECK(ngi_igraph_status(ctx, igraph_rng_seed(igraph_rng_default(), (igraph_uint_t)seed), "random numbers"));
done:
    return st;
}

void ngi_igraph_leave(ngi_igraph *session)
{
    if (session->seeded) {
        /* Some versions keep the pointer they are given, others a copy of what it points to. */
        igraph_rng_set_default(igraph_rng_default() == session->random ? &session->old_random : session->random);
        igraph_rng_destroy(&session->own_random);
    }
    (void)igraph_set_interruption_handler(session->interruption);
    (void)igraph_set_warning_handler(session->warning);
    (void)igraph_set_error_handler(session->error);
    (void)set_threads(session->threads);
    serving = NULL;
    (void)pthread_mutex_unlock(&lock);
}

ng_status ngi_igraph_status(ng_context *ctx, igraph_error_t error, const char *what)
{
    if (error == IGRAPH_SUCCESS) return NG_OK;
    if (error == IGRAPH_ENOMEM) return ngi_fail_memory(ctx);
    if (error == IGRAPH_INTERRUPTED) return NG_E_CANCELLED; /* said by ngi_progress() */
    return ngi_fail(ctx, NG_E_INTERNAL, "cannot compute %s: %s", what, igraph_strerror(error));
}

static igraph_error_t fill(const ngi_ties *ties, bool directed, ngi_web *web)
{
    igraph_integer_t count = (igraph_integer_t)ties->list.count, i;
    igraph_vector_int_t ends;
    igraph_error_t error = igraph_vector_int_init(&ends, count * 2);

    if (error != IGRAPH_SUCCESS) return error;
    for (i = 0; i < count; i++) {
        const ngi_tie *t = &ties->list.items[i];

        VECTOR(ends)[2 * i] = (igraph_integer_t)t->from;
        VECTOR(ends)[2 * i + 1] = (igraph_integer_t)t->to;
        VECTOR(web->weights)[i] = t->weight;
        VECTOR(web->distances)[i] = 1.0 / t->weight;
    }
    error = igraph_create(&web->graph, &ends, (igraph_integer_t)ties->nodes, directed);
    igraph_vector_int_destroy(&ends);
    return error;
}

ng_status ngi_web_make(ng_context *ctx, const ngi_ties *ties, bool directed, ngi_web *out)
{
    igraph_integer_t count = (igraph_integer_t)ties->list.count;
    igraph_error_t error;

    out->made = false;
    error = igraph_vector_init(&out->weights, count);
    if (error != IGRAPH_SUCCESS) return ngi_igraph_status(ctx, error, "a network");
    error = igraph_vector_init(&out->distances, count);
    if (error == IGRAPH_SUCCESS) {
        error = fill(ties, directed, out);
        if (error == IGRAPH_SUCCESS) {
            out->made = true;
            return NG_OK;
        }
        igraph_vector_destroy(&out->distances);
    }
    igraph_vector_destroy(&out->weights);
    return ngi_igraph_status(ctx, error, "a network");
}

void ngi_web_release(ngi_web *web)
{
    if (!web->made) return;
    igraph_destroy(&web->graph);
    igraph_vector_destroy(&web->weights);
    igraph_vector_destroy(&web->distances);
    web->made = false;
}
