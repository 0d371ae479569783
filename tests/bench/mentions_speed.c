/*
 * How fast names are found: mentions_speed MODEL TEXT [SECONDS [plain|reference]]
 *
 * One thread, after loading, on a text of a paragraph a line. Prints a line of JSON: the kernels that ran, tokens and
 * word pieces a second (best run, by the thread's processor time, so that a busy machine counts less), the time of each
 * part, the share of the matrix products, the time of loading and the peak of memory.
 *
 * The products' share is measured around oneDNN's execute function, which the linker wraps.
 */
#include "mentions/mentions.h"
#include "nn/nn_impl.h"
#include "text/segment.h"

#include <stdio.h>
#include <sys/resource.h>
#include <time.h>

#ifdef NG_WITH_ONEDNN
#include <dnnl.h>

dnnl_status_t __real_dnnl_primitive_execute(const_dnnl_primitive_t primitive, dnnl_stream_t stream, int count,
                                            const dnnl_exec_arg_t *arguments);
dnnl_status_t __wrap_dnnl_primitive_execute(const_dnnl_primitive_t primitive, dnnl_stream_t stream, int count,
                                            const dnnl_exec_arg_t *arguments);
#endif

static double products; /* seconds in them so far */

static double seconds(clockid_t clock)
{
    struct timespec now;

    (void)clock_gettime(clock, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static double processor(void) { return seconds(CLOCK_THREAD_CPUTIME_ID); }

#ifdef NG_WITH_ONEDNN
dnnl_status_t __wrap_dnnl_primitive_execute(const_dnnl_primitive_t primitive, dnnl_stream_t stream, int count,
                                            const dnnl_exec_arg_t *arguments)
{
    double begin = processor();
    dnnl_status_t code = __real_dnnl_primitive_execute(primitive, stream, count, arguments);

    products += processor() - begin;
    return code;
}
#endif

typedef struct timing {
    double encode, heads, products;
} timing;

static ng_status read_document(ng_context *ctx, const char *path, ng_document **out)
{
    ngi_buffer bytes = { NULL, 0, 0 };
    ng_document *doc = NULL;
    ng_str rest, line;
    ng_status st = NG_OK;

    *out = NULL;
    NG_CHECK(ngi_file_read(ctx, path, &bytes));
    NG_CHECK(ngi_document_create(ctx, &doc));
    NG_CHECK(ngi_document_set_text(ctx, doc, ngi_buffer_str(&bytes)));
    for (rest = doc->text; ngi_str_next(&rest, '\n', &line);) {
        uint32_t begin = (uint32_t)(line.ptr - doc->text.ptr);

        if (ngi_str_trim(line).len) NG_CHECK(ngi_array_push(ctx, &doc->paragraphs, (ng_span){ begin, begin + (uint32_t)line.len }));
    }
    NG_CHECK(ngi_segment(ctx, doc));
    *out = doc;
    doc = NULL;
done:
    ngi_document_free(doc);
    ngi_buffer_release(ctx, &bytes);
    return st;
}

/* One run over the document. */
static ng_status run(ng_context *ctx, const ngi_model *model, const ngi_tagger *tagger, ng_document *doc, timing *out)
{
    ngi_encoding encoding = { .allocator = { 0 } };
    double begin = processor(), middle;
    ng_status st = NG_OK;

    doc->mentions.count = 0;
    products = 0;
    NG_CHECK(ngi_encode(ctx, model, doc, &encoding));
    middle = processor();
    NG_CHECK(ngi_find_mentions(ctx, tagger, &encoding, NULL, NULL, 0, doc));
    *out = (timing){ middle - begin, processor() - middle, products };
done:
    ngi_encoding_release(&encoding);
    return st;
}

static size_t count_pieces(ng_context *ctx, const ngi_model *model, const ng_document *doc)
{
    ngi_units units = { { NULL, 0, 0 }, { NULL, 0, 0 } };
    size_t i, count;

    for (i = 0; i < doc->sentences.count; i++) {
        if (ngi_units_add(ctx, &model->wordpiece, doc->text, doc->sentences.items[i].span, (uint32_t)i, false, &units) != NG_OK) break;
    }
    count = units.pieces.count;
    ngi_units_release(ctx, &units);
    return count;
}

static ng_status measure(ng_context *ctx, const char *path, const char *text, double limit, ngi_arithmetic arithmetic)
{
    double begin = processor(), load, first;
    timing now, best = { 1e9, 0, 0 };
    ngi_model *model = NULL;
    ngi_tagger *tagger = NULL;
    ng_document *doc = NULL;
    struct rusage usage;
    size_t pieces, runs = 0;
    ng_status st = NG_OK;

    NG_CHECK(ngi_model_open_with(ctx, path, arithmetic, &model));
    NG_CHECK(ngi_tagger_create(ctx, model, &tagger));
    load = processor() - begin;
    NG_CHECK(read_document(ctx, text, &doc));
    pieces = count_pieces(ctx, model, doc);
    for (first = seconds(CLOCK_MONOTONIC); runs < 3 || seconds(CLOCK_MONOTONIC) - first < limit; runs++) {
        NG_CHECK(run(ctx, model, tagger, doc, &now));
        if (now.encode + now.heads < best.encode + best.heads) best = now;
    }
    (void)getrusage(RUSAGE_SELF, &usage);
    printf("{\"kernels\": \"%s\", \"vectors\": \"%s\", \"tokens\": %zu, \"pieces\": %zu, \"mentions\": %zu, \"runs\": %zu, "
           "\"tokens_per_second\": %.0f, \"pieces_per_second\": %.0f, \"encode_ms\": %.2f, \"heads_ms\": %.2f, "
           "\"products_share\": %.3f, \"load_ms\": %.1f, \"peak_mib\": %.1f}\n",
           ngi_model_kernels(model), model->kernels->name, doc->tokens.count, pieces, doc->mentions.count, runs,
           (double)doc->tokens.count / (best.encode + best.heads), (double)pieces / (best.encode + best.heads), best.encode * 1e3,
           best.heads * 1e3, best.products / (best.encode + best.heads), load * 1e3, (double)usage.ru_maxrss / 1024);
done:
    ngi_document_free(doc);
    ngi_tagger_free(tagger);
    ngi_model_close(model);
    return st;
}

int main(int argc, char **argv)
{
    ngi_arithmetic arithmetic = NGI_ARITHMETIC_BEST;
    double limit = 5;
    ng_context *ctx;
    int failed;

    if (argc < 3 || argc > 5 || (argc > 3 && !ngi_parse_double(ng_str_from(argv[3]), &limit))) {
        (void)fprintf(stderr, "usage: %s MODEL TEXT [SECONDS [plain|reference]]\n", argv[0]);
        return 2;
    }
    if (argc > 4) arithmetic = strcmp(argv[4], "plain") == 0 ? NGI_ARITHMETIC_PLAIN : NGI_ARITHMETIC_REFERENCE;
    if (ng_context_create(NULL, &ctx) != NG_OK) return 1;
    failed = measure(ctx, argv[1], argv[2], limit, arithmetic) != NG_OK;
    if (failed) (void)fprintf(stderr, "%s: %s\n", argv[0], ng_context_error(ctx)->message);
    ng_context_free(ctx);
    return failed;
}
