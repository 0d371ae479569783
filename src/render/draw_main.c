/*
 * namegraph-draw: the program that stands alone with Graphviz, so that a layout that hangs, crashes or eats the
 * memory costs one picture and not the run. The library starts it; nobody else needs to.
 *
 *     namegraph-draw layout ENGINE MEGABYTES SECONDS     DOT in, places out
 *     namegraph-draw png|pdf SCALE MEGABYTES SECONDS     SVG in, bytes out
 *
 * The answer begins with the line "ok"; any other first line says what is wrong. Exit status 0 or 1.
 */
#include "draw_layout.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define LIMIT_MEMORY 0 /* a sanitizer reserves terabytes of addresses */
#else
#define LIMIT_MEMORY 1
#endif

static int fail(const char *reason)
{
    printf("%s\n", reason);
    return 1;
}

static void limit(int resource, rlim_t most)
{
    struct rlimit both = { most, most };

    (void)setrlimit(resource, &both);
}

/* The parent ends us when the time is over; this is for a parent that died itself. */
static void limit_all(unsigned long megabytes, unsigned long seconds)
{
    if (LIMIT_MEMORY) limit(RLIMIT_AS, (rlim_t)megabytes << 20);
    limit(RLIMIT_CPU, (rlim_t)seconds + 1);
    limit(RLIMIT_CORE, 0);
}

static int read_input(ngd_input *out)
{
    size_t capacity = 1 << 16, got;

    out->len = 0;
    out->data = malloc(capacity);
    while (out->data) {
        got = fread(out->data + out->len, 1, capacity - out->len - 1, stdin);
        out->len += got;
        if (got == 0) break;
        if (out->len + 1 == capacity) {
            char *larger = realloc(out->data, capacity *= 2);

            if (!larger) free(out->data);
            out->data = larger;
        }
    }
    if (!out->data) return 0;
    out->data[out->len] = '\0';
    return 1;
}

int main(int argc, char **argv)
{
    ngd_input input = { NULL, 0 };
    const char *fault;

    if (argc != 5) return fail("usage: namegraph-draw layout|png|pdf ENGINE|SCALE MEGABYTES SECONDS");
    limit_all(strtoul(argv[3], NULL, 10), strtoul(argv[4], NULL, 10));
    if (!read_input(&input)) return fail("out of memory");
    if (strcmp(argv[1], "layout") == 0) {
        fault = ngd_layout(&input, argv[2]);
    } else {
        fault = ngd_convert(&input, argv[1], (double)strtoul(argv[2], NULL, 10) / 1000.0); /* thousandths */
    }
    free(input.data);
    if (fault) (void)fail(fault);
    /* Graphviz and the font libraries leave memory behind that nobody can free: end without looking back. */
    _Exit(fflush(stdout) == 0 && !fault ? 0 : 1);
}
