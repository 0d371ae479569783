/*
 * measure: how right namegraph is, on annotated files. Every figure with its counts, and an interval from drawing the
 * articles with replacement (bootstrap, Efron 1979; percentiles), since a few articles say less than their F1 seems to.
 *
 * usage: measure [OPTION...] FOLDER...        FOLDER holds NAME.json and NAME.txt (sample/README.md)
 */
#include "base/files.h"
#include "base/json.h"
#include "namegraph/namegraph.h"
#include "score.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define FLOORS_MAX 16

static const char usage[] =
    "usage: measure [OPTION...] FOLDER...\n"
    "  FOLDER            gold files: NAME.json beside NAME.txt\n"
    "  --texts FOLDER    the texts are there\n"
    "  --result FILE     score this result of 'namegraph extract -f json' instead of reading the texts\n"
    "  --model NAME      accurate (default), fast, lists\n"
    "  --no-word-lists   the encoder alone\n"
    "  --given           take names and entities from gold: what the later stages do with right names\n"
    "  --case CASE       lower, upper, title: change the texts first\n"
    "  --draws N         for the intervals (default 1000; 0: none)\n"
    "  --seed N          of the draws (default 1)\n"
    "  --floor NAME=F1   exit with status 1 if that F1 is lower; may be repeated\n"
    "  -j N              threads\n";

typedef struct floor_of {
    figure which;
    double f1;
} floor_of;

typedef struct measure_options {
    ng_extract_options read;
    const char *texts, *result;
    text_case as;
    bool given;
    uint32_t draws, seed;
    floor_of floors[FLOORS_MAX];
    size_t floor_count;
    char folder[64];          /* of our own, for changed texts and given names */
} measure_options;

typedef struct measurement {
    const measure_options *opts;
    score_list scores;        /* by article */
    size_t files;
} measurement;

static ng_status path_in(ng_context *ctx, const char *folder, ng_str name, const char *extension, ngi_buffer *out)
{
    out->len = 0;
    return ngi_buffer_printf(ctx, out, "%s/%.*s%s", folder, NGI_STR(name), extension);
}

/* The text in another case, as a file of the same name in our own folder. */
static ng_status write_changed(ng_context *ctx, const gold_file *gold, const measure_options *opts, ngi_buffer *path)
{
    ngi_buffer text = { NULL, 0, 0 };
    ng_status st;

    NG_CHECK(gold_recase(ctx, gold->raw->text, opts->as, &text));
    NG_CHECK(path_in(ctx, opts->folder, gold->name, "", path));
    NG_CHECK(ngi_file_write(ctx, path->data, ngi_buffer_str(&text)));
done:
    ngi_buffer_release(ctx, &text);
    return st;
}

static ng_status write_given(ng_context *ctx, const gold_file *gold, const measure_options *opts, ngi_buffer *path)
{
    ngi_buffer result = { NULL, 0, 0 };
    ng_status st;

    NG_CHECK(gold_as_result(ctx, gold, &result));
    NG_CHECK(path_in(ctx, opts->folder, NGI_LITERAL("given"), ".json", path));
    NG_CHECK(ngi_file_write(ctx, path->data, ngi_buffer_str(&result)));
done:
    ngi_buffer_release(ctx, &result);
    return st;
}

static ng_status extract(ng_context *ctx, const gold_file *gold, const char *text_path, const measure_options *opts,
                         ng_collection **out)
{
    ng_extract_options read = opts->read;
    ngi_buffer changed = { NULL, 0, 0 }, given = { NULL, 0, 0 };
    const char *input = opts->result ? opts->result : text_path;
    ng_status st = NG_OK;

    *out = NULL;
    if (opts->as != CASE_AS_IS && !opts->result) {
        NG_CHECK(write_changed(ctx, gold, opts, &changed));
        input = changed.data;
    }
    if (opts->given) {
        NG_CHECK(write_given(ctx, gold, opts, &given));
        read.given = given.data;
    }
    st = ng_extract(ctx, &input, 1, &read, NULL, out);
    if (changed.data) (void)unlink(changed.data);
    if (given.data) (void)unlink(given.data);
done:
    ngi_buffer_release(ctx, &changed);
    ngi_buffer_release(ctx, &given);
    return st;
}

static void report_notes(ng_context *ctx)
{
    size_t i, count;
    const ng_note *notes = ng_context_notes(ctx, &count);

    for (i = 0; i < count; i++) {
        if (notes[i].status != NG_OK) (void)fprintf(stderr, "measure: %s\n", notes[i].message);
    }
    ng_context_clear_notes(ctx);
}

/* Called with each file of a folder: those with a text beside them are gold files. */
static ng_status measure_file(ng_context *ctx, void *user, const char *path)
{
    measurement *m = user;
    ng_str name = ng_str_from(path), folder;
    ngi_buffer text = { NULL, 0, 0 }, beside = { NULL, 0, 0 };
    ng_collection *said = NULL;
    gold_file gold;
    size_t cut;
    ng_status st = NG_OK;

    memset(&gold, 0, sizeof gold);
    if (!ngi_str_ends(name, NGI_LITERAL(".json"))) return NG_OK;
    for (cut = name.len; cut > 0 && name.ptr[cut - 1] != '/'; cut--) continue;
    folder = ngi_str_slice(name, 0, cut);
    name = ngi_str_slice(name, cut, name.len - 5);
    NG_CHECK(ngi_buffer_printf(ctx, &beside, "%.*s", NGI_STR(folder)));
    NG_CHECK(path_in(ctx, m->opts->texts ? m->opts->texts : beside.data, name, ".txt", &text));
    if (!ngi_path_exists(text.data)) goto done;
    NG_CHECK(gold_read(ctx, path, text.data, m->opts->as, &gold));
    NG_CHECK(extract(ctx, &gold, text.data, m->opts, &said));
    NG_CHECK(score_file(ctx, &gold, said, &m->scores));
    m->files++;
done:
    report_notes(ctx);
    ng_collection_free(said);
    gold_release(ctx, &gold);
    ngi_buffer_release(ctx, &text);
    ngi_buffer_release(ctx, &beside);
    return st;
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

/* F1 of each figure in each draw, sorted: [figure * draws + i]. */
static ng_status draw_intervals(ng_context *ctx, const score_list *scores, uint32_t draws, uint64_t seed, double **out)
{
    score sum;
    uint32_t i;
    size_t k;

    *out = ngi_alloc(ctx, (size_t)FIGURE_COUNT * draws, sizeof **out);
    if (!*out) return NG_E_NOMEM;
    for (i = 0; i < draws; i++) {
        memset(&sum, 0, sizeof sum);
        for (k = 0; k < scores->count; k++) {
            score_add(&sum, &scores->items[ngi_random_below(&seed, (uint32_t)scores->count)]);
        }
        for (k = 0; k < FIGURE_COUNT; k++) {
            counts unused;

            (*out)[k * draws + i] = score_figure(&sum, (figure)k, &unused).f1;
        }
    }
    for (k = 0; k < FIGURE_COUNT; k++) qsort(*out + k * draws, draws, sizeof **out, by_value);
    return NG_OK;
}

static void print_line(const char *name, prf f, counts c, const double *draws, uint32_t count)
{
    (void)printf("%-13s %.3f  %.3f  %.3f", name, f.p, f.r, f.f1);
    if (count) {
        (void)printf("  %.3f-%.3f", draws[(size_t)(0.025 * count)], draws[(size_t)(0.975 * count)]);
    } else {
        (void)printf("             ");
    }
    (void)printf("  %6.0f %6.0f %6.0f\n", c.right, c.said, c.gold);
}

static void print_types(const score *s)
{
    size_t i;

    (void)printf("\nmentions by type\n");
    for (i = 0; i < NG_ENTITY_TYPE_COUNT; i++) {
        counts c = s->mention_types[i];

        if (c.said + c.gold > 0.0) print_line(ng_entity_type_name((ng_entity_type)i), score_prf(c), c, NULL, 0);
    }
    (void)printf("\nrelations by type\n");
    for (i = 0; i < NG_RELATION_COUNT; i++) {
        counts c = s->relation_types[i];

        if (c.said + c.gold > 0.0) print_line(ng_relation_type_name((ng_relation_type)i), score_prf(c), c, NULL, 0);
    }
}

static void print_calibration(const char *what, const score_bin *bins)
{
    double said, error = score_calibration(bins, &said);

    (void)printf("%-13s %.3f  (%.0f scores)\n", what, error, said);
}

static ng_status print_report(ng_context *ctx, const measurement *m, score *sum)
{
    const measure_options *opts = m->opts;
    double *intervals = NULL;
    ng_status st = NG_OK;
    size_t i;

    memset(sum, 0, sizeof *sum);
    for (i = 0; i < m->scores.count; i++) score_add(sum, &m->scores.items[i]);
    if (opts->draws) NG_CHECK(draw_intervals(ctx, &m->scores, opts->draws, opts->seed, &intervals));
    (void)printf("%zu articles in %zu files\n\n              P      R      F1     %s   right   said   gold\n", m->scores.count,
                 m->files, opts->draws ? "95 % of F1 " : "           ");
    for (i = 0; i < FIGURE_COUNT; i++) {
        counts c;
        prf f = score_figure(sum, (figure)i, &c);

        print_line(figure_name((figure)i), f, c, intervals ? intervals + i * opts->draws : NULL, opts->draws);
    }
    print_types(sum);
    (void)printf("\nexpected calibration error\n");
    print_calibration("mentions", sum->mention_scores);
    print_calibration("relations", sum->relation_scores);
done:
    ngi_free(ctx, intervals);
    return st;
}

static int check_floors(const measure_options *opts, const score *sum)
{
    int status = 0;
    size_t i;

    for (i = 0; i < opts->floor_count; i++) {
        counts unused;
        double f1 = score_figure(sum, opts->floors[i].which, &unused).f1;

        if (f1 >= opts->floors[i].f1) continue;
        (void)fprintf(stderr, "measure: F1 of %s is %.3f, below %.3f\n", figure_name(opts->floors[i].which), f1,
                      opts->floors[i].f1);
        status = 1;
    }
    return status;
}

static bool read_case(const char *name, text_case *out)
{
    static const char *const names[] = { "as-is", "lower", "upper", "title" };
    size_t i;

    for (i = 0; i < 4; i++) {
        if (strcmp(name, names[i]) != 0) continue;
        *out = (text_case)i;
        return true;
    }
    return false;
}

static bool read_floor(const char *text, measure_options *opts)
{
    ng_str rest = ng_str_from(text), name;
    size_t i;

    if (opts->floor_count == FLOORS_MAX || !ngi_str_next(&rest, '=', &name)) return false;
    for (i = 0; i < FIGURE_COUNT; i++) {
        floor_of *f = &opts->floors[opts->floor_count];

        if (!ng_str_equal(name, ng_str_from(figure_name((figure)i)))) continue;
        f->which = (figure)i;
        opts->floor_count++;
        return ngi_parse_double(rest, &f->f1);
    }
    return false;
}

/* An option with a value; false when it is none or the value is wrong. */
static bool read_valued(const char *option, const char *value, measure_options *opts)
{
    if (!value) return false;
    if (strcmp(option, "--texts") == 0) return (opts->texts = value) != NULL;
    if (strcmp(option, "--result") == 0) return (opts->result = value) != NULL;
    if (strcmp(option, "--model") == 0) return ng_reader_from(ng_str_from(value), &opts->read.reader);
    if (strcmp(option, "--case") == 0) return read_case(value, &opts->as);
    if (strcmp(option, "--draws") == 0) return ngi_parse_u32(ng_str_from(value), &opts->draws) && opts->draws <= 100000;
    if (strcmp(option, "--seed") == 0) return ngi_parse_u32(ng_str_from(value), &opts->seed);
    if (strcmp(option, "--floor") == 0) return read_floor(value, opts);
    if (strcmp(option, "-j") == 0) return ngi_parse_u32(ng_str_from(value), &opts->read.jobs);
    return false;
}

/* Folders stay in argv, moved to its front; their number, or -1 for wrong usage. */
static int read_options(int argc, char **argv, measure_options *opts)
{
    int i, kept = 0;

    for (i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--given") == 0) {
            opts->given = true;
        } else if (strcmp(argv[i], "--no-word-lists") == 0) {
            opts->read.word_lists = false;
        } else if (argv[i][0] != '-') {
            argv[kept++] = argv[i];
        } else if (read_valued(argv[i], argv[i + 1], opts)) {
            i++;
        } else {
            (void)fprintf(stderr, "measure: cannot use '%s'\n", argv[i]);
            return -1;
        }
    }
    return kept ? kept : -1;
}

static ng_status measure(ng_context *ctx, char *const *folders, int count, const measure_options *opts, int *out_status)
{
    measurement m = { opts, { NULL, 0, 0 }, 0 };
    ng_status st = NG_OK;
    score sum;
    int i;

    for (i = 0; i < count; i++) NG_CHECK(ngi_directory_walk(ctx, folders[i], measure_file, &m));
    if (m.files == 0) {
        st = ngi_fail(ctx, NG_E_NOTFOUND, "no gold files with their texts in '%s'", folders[0]);
        goto done;
    }
    NG_CHECK(print_report(ctx, &m, &sum));
    *out_status = check_floors(opts, &sum);
done:
    ngi_array_release(ctx, &m.scores);
    return st;
}

int main(int argc, char **argv)
{
    measure_options opts = { NG_EXTRACT_OPTIONS_INIT, NULL, NULL, CASE_AS_IS, false, 1000, 1, { { 0, 0.0 } }, 0,
                             "/tmp/namegraph-measure-XXXXXX" };
    ng_context *ctx = NULL;
    int status = 2, count = read_options(argc, argv, &opts);

    if (count < 0) return (void)fputs(usage, stderr), 2;
    if (ng_context_create(NULL, &ctx) != NG_OK) return 4;
    if (!mkdtemp(opts.folder)) {
        (void)fprintf(stderr, "measure: cannot make a folder in /tmp\n");
    } else if (measure(ctx, argv, count, &opts, &status) != NG_OK) {
        (void)fprintf(stderr, "measure: %s\n", ng_context_error(ctx)->message);
        status = 4;
    }
    (void)rmdir(opts.folder);
    ng_context_free(ctx);
    return status;
}
