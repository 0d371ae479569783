/* What the files of compare/ share. Each fills one part of the difference. */
#ifndef NGI_COMPARE_PARTS_H
#define NGI_COMPARE_PARTS_H

#include "core/difference_data.h"

/** Which node is which: new_of and old_of. */
ng_status ngi_match_nodes(ng_context *ctx, ng_difference *d, bool by_names);
/** Changes of actors and of edges. */
ng_status ngi_compare_nodes(ng_context *ctx, ng_difference *d);
ng_status ngi_compare_edges(ng_context *ctx, ng_difference *d, double factor);
/** Ranks, neighbours, communities. */
ng_status ngi_compare_ranks(ng_context *ctx, ng_difference *d, const ng_compare_options *opts);
ng_status ngi_compare_neighbours(ng_context *ctx, ng_difference *d);

/** A number for each node that is the same on both sides: its new index, or for a node that is gone, one behind those. */
static inline uint32_t ngi_common_old(const ng_difference *d, uint32_t old_node)
{
    uint32_t node = d->new_of[old_node];

    return node != NG_NONE ? node : (uint32_t)d->after->nodes.count + old_node;
}

#endif
