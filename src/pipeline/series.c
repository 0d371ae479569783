/*
 * Inputs -> a network for each day that a document is of. All are read and resolved together, so that one actor has one
 * id on every day; then the documents are sorted by day and each run of one day is built apart, as a side of a
 * comparison is. A document without a date can't be placed in time: it is a step of its own, behind the others.
 *
 * Cost: the actors of the whole are looked through once a step.
 */
#include "extract.h"

#include "graph/graph_parts.h"

#include <stdlib.h>

#define DAY_LENGTH 10 /* of "2025-01-28"; a time of day may follow */

/* Documents that make steps, in the order of the series. */
typedef struct line_up {
    ng_document **items;
    size_t count;
} line_up;

static ng_str day_of(const ng_document *doc)
{
    ng_str date = doc->about.date;

    if (date.len > DAY_LENGTH) date.len = DAY_LENGTH;
    return date;
}

static int by_day(const void *a, const void *b)
{
    const ng_document *d = *(ng_document *const *)a, *e = *(ng_document *const *)b;
    ng_str day = day_of(d), other = day_of(e);
    int order = ng_str_compare(day, other);

    if ((day.len == 0) != (other.len == 0)) return day.len ? -1 : 1;
    return order ? order : ng_str_compare(d->about.id, e->about.id);
}

/* Leaves the mark of a side on the documents that are lined up, and on no others. */
static ng_status line_documents_up(ng_context *ctx, const ng_collection *collection, const ng_graph_options *opts, line_up *out)
{
    size_t i;

    out->items = ngi_alloc(ctx, collection->documents.count, sizeof(ng_document *));
    if (!out->items) return NG_E_NOMEM;
    for (i = 0; i < collection->documents.count; i++) {
        ng_document *doc = collection->documents.items[i];

        doc->sides = !doc->about.duplicate_of.len && ngi_date_in(doc->about.date, opts);
        if (doc->sides) out->items[out->count++] = doc;
    }
    qsort(out->items, out->count, sizeof(ng_document *), by_day);
    return NG_OK;
}

static size_t step_end(const line_up *line, size_t begin)
{
    ng_str day = day_of(line->items[begin]);
    size_t end = begin + 1;

    while (day.len && end < line->count && ng_str_equal(day_of(line->items[end]), day)) end++;
    return end;
}

static ng_status copy_label(ng_context *ctx, const ng_document *doc, char **out)
{
    ng_str day = day_of(doc), label = day.len ? day : doc->about.id;

    *out = ngi_alloc(ctx, label.len + 1, 1);
    if (!*out) return NG_E_NOMEM;
    memcpy(*out, label.ptr, label.len);
    return NG_OK;
}

static ng_status build_step(ng_context *ctx, const ng_collection *collection, const line_up *line, ng_range run,
                            const ng_graph_options *opts, ng_series *series)
{
    ng_step *step = &series->steps[series->count];
    ng_status st;
    size_t i;

    for (i = run.begin; i < run.end; i++) line->items[i]->sides = 1;
    st = ngi_network_side(ctx, collection, 1, opts, &step->graph);
    for (i = run.begin; i < run.end; i++) line->items[i]->sides = 0;
    if (st == NG_E_NOTFOUND) return NG_OK; /* a day on which nobody names the actor to look around */
    if (st != NG_OK) return st;
    series->count++;
    return copy_label(ctx, line->items[run.begin], &step->label);
}

static ng_status build_steps(ng_context *ctx, const ng_collection *collection, const line_up *line, const ng_graph_options *opts,
                             ng_series *series)
{
    size_t begin, end;
    ng_status st = NG_OK;

    series->steps = ngi_alloc(ctx, line->count, sizeof *series->steps);
    if (!series->steps) return NG_E_NOMEM;
    for (begin = 0; begin < line->count; begin++) line->items[begin]->sides = 0;
    for (begin = 0; begin < line->count; begin = end) {
        end = step_end(line, begin);
        NG_CHECK(ngi_progress(ctx, "steps", begin, line->count));
        NG_CHECK(build_step(ctx, collection, line, (ng_range){ (uint32_t)begin, (uint32_t)end }, opts, series));
    }
done:
    return st;
}

ng_status ng_network_series(ng_context *ctx, const char *const *inputs, size_t count, const ng_extract_options *read,
                            const ng_graph_options *opts, ng_extract_report *report, ng_series *out)
{
    ng_collection *collection = NULL;
    line_up line = { NULL, 0 };
    ng_status st;

    memset(out, 0, sizeof *out);
    if (report) *report = (ng_extract_report){ 0, 0 };
    NG_CHECK(ngi_graph_options_check(ctx, &opts));
    NG_CHECK(ng_extract(ctx, inputs, count, read, report, &collection));
    NG_CHECK(line_documents_up(ctx, collection, opts, &line));
    NG_CHECK(ngi_network_side(ctx, collection, 1, opts, &out->whole));
    NG_CHECK(build_steps(ctx, collection, &line, opts, out));
done:
    if (st != NG_OK) ng_series_release(ctx, out);
    ngi_free(ctx, line.items);
    ng_collection_free(collection);
    return st;
}

void ng_series_release(ng_context *ctx, ng_series *series)
{
    size_t i;

    for (i = 0; i < series->count; i++) {
        ngi_free(ctx, series->steps[i].label);
        ng_graph_free(series->steps[i].graph);
    }
    ngi_free(ctx, series->steps);
    ng_graph_free(series->whole);
    memset(series, 0, sizeof *series);
}
