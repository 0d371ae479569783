/* The options of a network: their ranges, and what their dates mean. */
#include "graph_parts.h"

static bool in_range(ng_context *ctx, const char *name, double value, double low, double high, ng_status *st)
{
    if (value >= low && value <= high) return true;
    *st = ngi_fail(ctx, NG_E_ARG, "%s is %g and has to be from %g to %g", name, value, low, high);
    return false;
}

/* Two digits at a place, from 1 to `most`; a date that ends before them is less exact and fits, too. */
static bool part_fits(ng_str date, size_t at, int most)
{
    int value = date.len >= at + 2 ? (date.ptr[at] - '0') * 10 + (date.ptr[at + 1] - '0') : 1;

    return value >= 1 && value <= most;
}

/* YYYY, YYYY-MM, YYYY-MM-DD, or that and a time. */
static bool date_fits(ng_str date)
{
    size_t i;

    if (date.len != 4 && date.len != 7 && date.len < 10) return date.len == 0;
    for (i = 0; i < date.len && i < 10; i++) {
        bool dash = i == 4 || i == 7;

        if (dash ? date.ptr[i] != '-' : (date.ptr[i] < '0' || date.ptr[i] > '9')) return false;
    }
    return part_fits(date, 5, 12) && part_fits(date, 8, 31);
}

/* Order of two dates as far as both are exact. */
static int compare_dates(ng_str a, ng_str b)
{
    size_t len = a.len < b.len ? a.len : b.len;

    return len ? memcmp(a.ptr, b.ptr, len) : 0;
}

ng_status ngi_graph_options_check(ng_context *ctx, const ng_graph_options **opts)
{
    static const ng_graph_options defaults = NG_GRAPH_OPTIONS_INIT;
    const ng_graph_options *o = *opts ? *opts : &defaults;
    ng_status st = NG_OK;

    *opts = o;
    if (o->struct_size < sizeof *o) return ngi_fail(ctx, NG_E_ARG, "options of a network are of another version");
    if (!in_range(ctx, "min_weight", o->min_weight, 0.0, 1e300, &st)) return st;
    if (!in_range(ctx, "min_score", o->min_score, 0.0, 1.0, &st)) return st;
    if (!in_range(ctx, "backbone", o->backbone, 0.0, 1.0, &st)) return st;
    if (o->around.len && !in_range(ctx, "hops", o->hops, 1.0, 10.0, &st)) return st;
    if (!in_range(ctx, "window", (double)o->window, NG_WINDOW_SENTENCE, NG_WINDOW_ARTICLE, &st)) return st;
    if (!date_fits(o->since)) return ngi_fail(ctx, NG_E_ARG, "since is no date: '%.*s'", NGI_STR(o->since));
    if (!date_fits(o->until)) return ngi_fail(ctx, NG_E_ARG, "until is no date: '%.*s'", NGI_STR(o->until));
    if (o->since.len && o->until.len && compare_dates(o->since, o->until) > 0) {
        return ngi_fail(ctx, NG_E_ARG, "since is '%.*s', later than until '%.*s'", NGI_STR(o->since), NGI_STR(o->until));
    }
    return NG_OK;
}

bool ngi_date_in(ng_str date, const ng_graph_options *opts)
{
    if (!opts->since.len && !opts->until.len) return true;
    if (!date.len) return false;
    return (!opts->since.len || compare_dates(date, opts->since) >= 0) &&
           (!opts->until.len || compare_dates(date, opts->until) <= 0);
}
