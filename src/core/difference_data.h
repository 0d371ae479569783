/*
 * A difference of two networks, as compare/ finds it and as it is written.
 */
#ifndef NGI_DIFFERENCE_DATA_H
#define NGI_DIFFERENCE_DATA_H

#include "graph_data.h"

#include "namegraph/compare.h"

struct ng_difference {
    ng_allocator allocator;
    const ng_graph *before, *after;        /* borrowed */
    NGI_ARRAY(ng_node_change) nodes;
    NGI_ARRAY(ng_edge_change) edges;
    NGI_ARRAY(ng_rank_shift) shifts;
    NGI_ARRAY(ng_rewiring) rewired;
    NGI_ARRAY(ng_bridge) bridges;
    uint32_t *new_of, *old_of;             /* matching nodes of the other side, or NG_NONE */
    uint32_t same_nodes, same_edges;       /* on both sides, slight changes too */
    ng_side sides[2];
};

/** Writers append. */
ng_status ngi_write_difference_text(ng_context *ctx, const ng_difference *difference, const ng_difference_options *opts,
                                    ngi_buffer *out);
ng_status ngi_write_difference_json(ng_context *ctx, const ng_difference *difference, const ng_difference_options *opts,
                                    ngi_buffer *out);

#endif
