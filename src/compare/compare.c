/*
 * Network x network -> difference. Actors are matched first (compare_match.c); then a merge of the two sorted lists of
 * edges says what came, went and changed (compare_edges.c), and rankings and communities of both sides what that means
 * (compare_ranks.c). Everything is symmetric: exchanging the sides exchanges the words.
 */
#include "compare_parts.h"

static ng_side count_side(const ng_graph *graph)
{
    ng_side side = { 0, 0, (uint32_t)graph->nodes.count, (uint32_t)graph->edges.count };
    size_t i;

    for (i = 0; i < graph->documents.count; i++) {
        if (graph->documents.items[i].duplicate_of.len) continue;
        side.documents++;
        side.words += graph->documents.items[i].words;
    }
    return side;
}

static ng_status check_options(ng_context *ctx, const ng_compare_options *opts)
{
    if (opts->struct_size < sizeof *opts) return ngi_fail(ctx, NG_E_ARG, "options of a comparison are of another version");
    if (!(opts->factor >= 1.0 && opts->factor <= 1000.0)) return ngi_fail(ctx, NG_E_ARG, "factor is %g and has to be from 1 to 1000", opts->factor);
    if ((unsigned)opts->by >= NG_MEASURE_COUNT) return ngi_fail(ctx, NG_E_ARG, "there is no measure %u", (unsigned)opts->by);
    return NG_OK;
}

ng_status ng_compare(ng_context *ctx, const ng_graph *before, const ng_graph *after, const ng_compare_options *opts,
                     ng_difference **out)
{
    static const ng_compare_options defaults = NG_COMPARE_OPTIONS_INIT;
    ng_difference *d = NULL;
    ng_status st;

    *out = NULL;
    if (!opts) opts = &defaults;
    NG_CHECK(check_options(ctx, opts));
    d = ngi_alloc(ctx, 1, sizeof *d);
    if (!d) return NG_E_NOMEM;
    d->allocator = ngi_allocator(ctx);
    d->before = before;
    d->after = after;
    d->sides[0] = count_side(before);
    d->sides[1] = count_side(after);
    NG_CHECK(ngi_match_nodes(ctx, d, opts->by_names));
    NG_CHECK(ngi_compare_nodes(ctx, d));
    NG_CHECK(ngi_compare_edges(ctx, d, opts->factor));
    NG_CHECK(ngi_compare_neighbours(ctx, d));
    NG_CHECK(ngi_compare_ranks(ctx, d, opts));
    *out = d;
    d = NULL;
done:
    ng_difference_free(d);
    return st;
}

void ng_difference_free(ng_difference *difference)
{
    ng_allocator a;

    if (!difference) return;
    a = difference->allocator;
    ngi_allocator_free(&a, difference->nodes.items);
    ngi_allocator_free(&a, difference->edges.items);
    ngi_allocator_free(&a, difference->shifts.items);
    ngi_allocator_free(&a, difference->rewired.items);
    ngi_allocator_free(&a, difference->bridges.items);
    ngi_allocator_free(&a, difference->new_of);
    ngi_allocator_free(&a, difference->old_of);
    ngi_allocator_free(&a, difference);
}

bool ng_difference_is_empty(const ng_difference *difference)
{
    size_t i;

    for (i = 0; i < difference->nodes.count; i++) {
        if (difference->nodes.items[i].change != NG_CHANGE_SLIGHT) return false;
    }
    for (i = 0; i < difference->edges.count; i++) {
        if (difference->edges.items[i].change != NG_CHANGE_SLIGHT) return false;
    }
    return true;
}

#define NGI_GETTER(name, type, array)                                                              \
    const type *name(const ng_difference *difference, size_t *out_count)                           \
    {                                                                                              \
        *out_count = difference->array.count;                                                      \
        return difference->array.items;                                                            \
    }

NGI_GETTER(ng_difference_nodes, ng_node_change, nodes)
NGI_GETTER(ng_difference_edges, ng_edge_change, edges)
NGI_GETTER(ng_difference_shifts, ng_rank_shift, shifts)
NGI_GETTER(ng_difference_rewired, ng_rewiring, rewired)
NGI_GETTER(ng_difference_bridges, ng_bridge, bridges)

uint32_t ng_difference_match(const ng_difference *difference, uint32_t old_node)
{
    return old_node < difference->before->nodes.count ? difference->new_of[old_node] : NG_NONE;
}

ng_side ng_difference_old(const ng_difference *difference) { return difference->sides[0]; }
ng_side ng_difference_new(const ng_difference *difference) { return difference->sides[1]; }

#define NG_X(symbol, name, sign) name,
static const char *const change_names[] = { NG_CHANGE_LIST(NG_X) };
#undef NG_X
#define NG_X(symbol, name, sign) sign,
static const char change_signs[] = { NG_CHANGE_LIST(NG_X) };
#undef NG_X

const char *ng_change_name(ng_change change) { return (unsigned)change < NG_CHANGE_COUNT ? change_names[change] : "?"; }
char ng_change_sign(ng_change change) { return (unsigned)change < NG_CHANGE_COUNT ? change_signs[change] : ' '; }

ng_status ng_difference_write(ng_context *ctx, const ng_difference *difference, const ng_difference_options *opts,
                              char **out, size_t *out_len)
{
    static const ng_difference_options defaults = NG_DIFFERENCE_OPTIONS_INIT;
    ngi_buffer text = { NULL, 0, 0 };
    ng_status st;

    *out = NULL;
    *out_len = 0;
    if (!opts) opts = &defaults;
    if (opts->struct_size < sizeof *opts || (unsigned)opts->format > NG_DIFFERENCE_JSON) {
        return ngi_fail(ctx, NG_E_ARG, "there is no form %u of a difference", (unsigned)opts->format);
    }
    NG_CHECK(opts->format == NG_DIFFERENCE_JSON ? ngi_write_difference_json(ctx, difference, opts, &text)
                                                : ngi_write_difference_text(ctx, difference, opts, &text));
    *out = ngi_buffer_take(ctx, &text, out_len);
    if (!*out) st = NG_E_NOMEM;
done:
    ngi_buffer_release(ctx, &text);
    return st;
}
