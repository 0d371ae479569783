/*
 * What several formats ask of a network's values: which part of a date can be trusted, whether a text is an address,
 * who is named in which document, and which edges are facts.
 */
#include "graph_formats.h"

#include <stdlib.h>

/* The number that two digits stand for, or -1. */
static int two_digits(ng_str text, size_t at)
{
    if (at + 2 > text.len || text.ptr[at] < '0' || text.ptr[at] > '9' || text.ptr[at + 1] < '0' || text.ptr[at + 1] > '9') {
        return -1;
    }
    return (text.ptr[at] - '0') * 10 + (text.ptr[at + 1] - '0');
}

static int days_of(int year, int month)
{
    static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

    return days[month - 1] + (month == 2 && leap);
}

ng_str ngi_date_stated(ng_str date)
{
    ng_str none = { NULL, 0 };
    int century = two_digits(date, 0), year = two_digits(date, 2), month, day;

    if (century < 10 || century > 29 || year < 0) return none;
    if (date.len == 4) return date;
    month = two_digits(date, 5);
    if (date.ptr[4] != '-' || month < 1 || month > 12) return none;
    if (date.len == 7) return date;
    day = two_digits(date, 8);
    if (date.ptr[7] != '-' || day < 1 || day > days_of(century * 100 + year, month)) return none;
    if (date.len > 10 && date.ptr[10] != 'T' && date.ptr[10] != ' ') return none;
    return ngi_str_slice(date, 0, 10);
}

bool ngi_is_address(ng_str text)
{
    size_t i, begin = 0;

    if (ngi_str_starts(text, NGI_LITERAL("http://"))) begin = 7;
    if (ngi_str_starts(text, NGI_LITERAL("https://"))) begin = 8;
    if (!begin || text.len <= begin || strchr("/?#:", text.ptr[begin])) return false;
    for (i = begin; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];

        if (c <= ' ' || c == 0x7f || strchr("<>\"{}|\\^`", c)) return false;
    }
    return true;
}

static int by_document(const void *a, const void *b)
{
    const ngi_named *p = a, *q = b;

    if (p->document != q->document) return p->document < q->document ? -1 : 1;
    return (p->node > q->node) - (p->node < q->node);
}

ng_status ngi_named_in(ng_context *ctx, const ng_graph *graph, ngi_named **out, size_t *out_count)
{
    NGI_ARRAY(ngi_named) all = { NULL, 0, 0 };
    ng_status st;
    size_t i, k, kept = 0;

    *out = NULL;
    *out_count = 0;
    NG_CHECK(ngi_array_reserve(ctx, &all, 1));
    for (i = 0; i < graph->edges.count; i++) {
        const ng_edge *e = &graph->edges.items[i];

        for (k = e->evidence.begin; k < e->evidence.end; k++) {
            uint32_t document = graph->evidence.items[k].document;

            if (e->kind != NG_EDGE_COVERAGE) NG_CHECK(ngi_array_push(ctx, &all, (ngi_named){ document, e->from }));
            NG_CHECK(ngi_array_push(ctx, &all, (ngi_named){ document, e->to }));
        }
    }
    if (all.count) qsort(all.items, all.count, sizeof *all.items, by_document);
    for (i = 0; i < all.count; i++) {
        if (!kept || by_document(&all.items[kept - 1], &all.items[i]) != 0) all.items[kept++] = all.items[i];
    }
    *out = all.items;
    *out_count = kept;
    all.items = NULL;
done:
    ngi_free(ctx, all.items);
    return st;
}

bool ngi_edge_is_fact(const ng_edge *edge) { return edge->kind == NG_EDGE_RELATION && edge->status == NG_CURRENT; }
