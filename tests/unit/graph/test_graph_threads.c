/*
 * Ranking, communities and paths from several threads at once: each has its own context, the network is shared, and all
 * answers are the same. Under the thread sanitizer this is what shows that igraph's globals are guarded.
 */
#include "sample_network.h"

#include <pthread.h>

#define THREADS 4
#define ROUNDS 10

typedef struct worker {
    pthread_t thread;
    const ng_graph *graph;
    double scores, modularity, length;
    bool failed;
} worker;

static bool rank_once(ng_context *ctx, worker *w, ng_measure by)
{
    ng_rank_options opts = NG_RANK_OPTIONS_INIT;
    ng_ranking r;
    ng_path p;

    opts.by = by;
    opts.communities = true;
    opts.resamples = 3;
    if (ng_graph_rank(ctx, w->graph, &opts, &r) != NG_OK) return false;
    for (size_t i = 0; i < r.count; i++) w->scores += r.items[i].score * (double)(i + 1);
    w->modularity += r.modularity;
    ng_ranking_release(ctx, &r);
    if (ng_graph_path(ctx, w->graph, 0, (uint32_t)w->graph->nodes.count - 1, &p) != NG_OK) return false;
    w->length += p.length;
    ng_path_release(ctx, &p);
    return true;
}

static void *work(void *user)
{
    worker *w = user;
    ng_context *ctx;

    if (ng_context_create(NULL, &ctx) != NG_OK) {
        w->failed = true;
        return NULL;
    }
    for (int i = 0; i < ROUNDS && !w->failed; i++) w->failed = !rank_once(ctx, w, (ng_measure)(i % NG_MEASURE_COUNT));
    ng_context_free(ctx);
    return NULL;
}

static void test_threads_agree(void **state)
{
    ng_graph *g = sample_graph(*state, sample_articles, SAMPLE_ARTICLES, NULL);
    worker workers[THREADS];
    int i;

    memset(workers, 0, sizeof workers);
    for (i = 0; i < THREADS; i++) {
        workers[i].graph = g;
        assert_int_equal(pthread_create(&workers[i].thread, NULL, work, &workers[i]), 0);
    }
    for (i = 0; i < THREADS; i++) assert_int_equal(pthread_join(workers[i].thread, NULL), 0);
    for (i = 0; i < THREADS; i++) {
        assert_false(workers[i].failed);
        assert_memory_equal(&workers[i].scores, &workers[0].scores, sizeof(double));
        assert_memory_equal(&workers[i].modularity, &workers[0].modularity, sizeof(double));
        assert_memory_equal(&workers[i].length, &workers[0].length, sizeof(double));
    }
    assert_true(workers[0].length > 0.0);
    ng_graph_free(g);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_threads_agree, sample_set_up, sample_tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
