/*
 * Sentences are read with their neighbours: consecutive ones are packed into a window while they fit. A sentence that
 * is too long for a window stands in overlapping parts of its own, so that nothing is truncated; of two parts that hold
 * a unit the one counts in which it is farther from the edge. Training cuts its windows in the same way (trials: 128
 * pieces are better than 64 or 256, and 1.4 points better than single sentences).
 */
#include "windows.h"

typedef struct cut {
    ng_context *ctx;
    const ngi_units *units;
    uint32_t budget;
    ngi_windows *out;
} cut;

static uint32_t piece(const cut *c, uint32_t unit) { return ngi_units_piece(c->units, unit); }

/* First unit behind the sentence of unit `begin`. */
static uint32_t sentence_end(const cut *c, uint32_t begin)
{
    uint32_t end = begin + 1;

    while (end < c->units->units.count && c->units->units.items[end].sentence == c->units->units.items[begin].sentence) end++;
    return end;
}

/* Behind the last unit that fits into a window from `begin`. */
static uint32_t fit(const cut *c, uint32_t begin, uint32_t end)
{
    uint32_t at = begin;

    while (at < end && piece(c, at + 1) - piece(c, begin) <= c->budget) at++;
    return at;
}

/* Parts of an over-long sentence: each begins half a window behind the one before. */
static ng_status cut_long(cut *c, uint32_t begin, uint32_t end)
{
    ngi_window part = { begin, fit(c, begin, end), begin, end };
    ng_status st = NG_OK;

    while (part.end < end) {
        ngi_window next = { part.begin + 1, 0, 0, end };
        uint32_t middle; /* twice the piece at which the later part takes over */

        while (piece(c, next.begin) - piece(c, part.begin) < c->budget / 2) next.begin++;
        if (next.begin > part.end) next.begin = part.end;
        next.end = fit(c, next.begin, end);
        middle = piece(c, next.begin) + piece(c, part.end);
        for (next.core_begin = next.begin; next.core_begin < part.end && 2 * piece(c, next.core_begin) < middle;) next.core_begin++;
        part.core_end = next.core_begin;
        NG_CHECK(ngi_array_push(c->ctx, c->out, part));
        part = next;
    }
    st = ngi_array_push(c->ctx, c->out, part);
done:
    return st;
}

ng_status ngi_windows_cut(ng_context *ctx, const ngi_units *units, uint32_t budget, ngi_windows *out)
{
    cut c = { ctx, units, budget, out };
    uint32_t begin = 0, at = 0, end, count = (uint32_t)units->units.count;
    ng_status st = NG_OK;

    for (; at < count; at = end) {
        bool over_long;

        end = sentence_end(&c, at);
        over_long = piece(&c, end) - piece(&c, at) > budget;
        if (begin < at && (over_long || piece(&c, end) - piece(&c, begin) > budget)) {
            NG_CHECK(ngi_array_push(ctx, out, (ngi_window){ begin, at, begin, at }));
            begin = at;
        }
        if (over_long) {
            NG_CHECK(cut_long(&c, at, end));
            begin = end;
        }
    }
    if (begin < count) NG_CHECK(ngi_array_push(ctx, out, (ngi_window){ begin, count, begin, count }));
done:
    return st;
}
