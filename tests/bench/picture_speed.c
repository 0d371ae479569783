/*
 * How long pictures take, beside Graphviz' own programs on the same graph in the same run.
 *
 *     picture_speed [ROUNDS]
 *
 * Prints the median wall time of ROUNDS (default 3) for graphs of 60, 200 and 2,000 actors with three ties each, all of
 * them drawn: ours from graph to SVG, then `neato` with straight lines, `dot`, and `sfdp -Goverlap=prism`, each from DOT to SVG. `dot` is
 * left out above 60 actors and `neato` above 200: they take minutes. Needs Graphviz' programs on the path.
 */
#include "unit/render/made_graphs.h"

#include "namegraph/render.h"

#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum { ROUNDS_MOST = 50 };

static double now(void)
{
    struct timespec t;

    (void)clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static int by_value(const void *a, const void *b)
{
    const double *p = a, *q = b;

    return (*p > *q) - (*p < *q);
}

static double median(double *values, int count)
{
    qsort(values, (size_t)count, sizeof *values, by_value);
    return values[count / 2];
}

/* The bare graph as DOT, with labels, as a user of Graphviz would write it. */
static bool write_dot(const ng_graph *g, const char *path)
{
    FILE *file = fopen(path, "w");
    size_t i;

    if (!file) return false;
    (void)fprintf(file, "graph g {\n");
    for (i = 0; i < g->nodes.count; i++) {
        (void)fprintf(file, "  n%zu [label=\"%.*s\"];\n", i, NGI_STR(g->nodes.items[i].label));
    }
    for (i = 0; i < g->edges.count; i++) (void)fprintf(file, "  n%u -- n%u;\n", g->edges.items[i].from, g->edges.items[i].to);
    (void)fprintf(file, "}\n");
    return fclose(file) == 0;
}

static double time_command(const char *command, const char *path, int rounds)
{
    double times[ROUNDS_MOST];
    char line[256];
    int i;

    (void)snprintf(line, sizeof line, "%s -Tsvg %s >/dev/null 2>&1", command, path);
    for (i = 0; i < rounds; i++) {
        double begin = now();

        if (system(line) != 0) return -1.0;
        times[i] = now() - begin;
    }
    return median(times, rounds);
}

static double time_ours(ng_context *ctx, const ng_graph *g, int rounds)
{
    ng_draw_options opts = NG_DRAW_OPTIONS_INIT;
    double times[ROUNDS_MOST];
    char *bytes;
    size_t len;
    int i;

    opts.top = UINT32_MAX;
    for (i = 0; i < rounds; i++) {
        double begin = now();

        if (ng_graph_draw(ctx, g, &opts, &bytes, &len) != NG_OK) {
            (void)fprintf(stderr, "%s\n", ng_context_error(ctx)->message);
            return -1.0;
        }
        times[i] = now() - begin;
        ng_free(ctx, bytes);
    }
    return median(times, rounds);
}

static bool measure(ng_context *ctx, uint32_t actors, int rounds, const char *path)
{
    ng_graph *g = made_random(ctx, actors, 3, MADE_PLAIN, 1);
    double ours = time_ours(ctx, g, rounds), sfdp, neato, dot;

    if (ours < 0.0 || !write_dot(g, path)) return false;
    sfdp = time_command("sfdp -Goverlap=prism", path, rounds);
    (void)printf("%u actors, %zu ties: ours %.2f s, sfdp -Goverlap=prism %.2f s (%.2f times)", actors, g->edges.count, ours, sfdp,
                 ours / sfdp);
    if (actors <= 200) {
        neato = time_command("neato", path, rounds);
        (void)printf(", neato %.2f s (%.2f times)", neato, ours / neato);
    }
    if (actors <= 60) {
        dot = time_command("dot", path, rounds);
        (void)printf(", dot %.2f s (%.2f times)", dot, ours / dot);
    }
    (void)printf("\n");
    ng_graph_free(g);
    return true;
}

int main(int argc, char **argv)
{
    static const uint32_t sizes[] = { 60, 200, 2000 };
    char path[] = "/tmp/namegraph-bench-XXXXXX";
    uint32_t rounds = 3;
    ng_context *ctx;
    bool done = true;
    size_t i;
    int fd;

    if (argc > 1 && (!ngi_parse_u32(ng_str_from(argv[1]), &rounds) || rounds < 1 || rounds > ROUNDS_MOST)) return 2;
    fd = mkstemp(path);
    if (fd < 0 || close(fd) != 0 || ng_context_create(NULL, &ctx) != NG_OK) return 1;
    for (i = 0; done && i < 3; i++) done = measure(ctx, sizes[i], (int)rounds, path);
    (void)unlink(path);
    ng_context_free(ctx);
    return done ? 0 : 1;
}
