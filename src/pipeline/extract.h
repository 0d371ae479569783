/* The run of the whole pipeline over one or two sides, resolved together, and the network of a side. */
#ifndef NGI_EXTRACT_H
#define NGI_EXTRACT_H

#include "sources.h"

/** As ng_extract(), with `side_count` sides; a document of side i has the bit 1 << i in `sides`. */
ng_status ngi_extract_sides(ng_context *ctx, const ngi_inputs *sides, size_t side_count, const ng_extract_options *opts,
                            ng_extract_report *report, ng_collection **out);

/** The network of the documents that have a bit of `side` in their `sides`. */
ng_status ngi_network_side(ng_context *ctx, const ng_collection *collection, uint32_t side, const ng_graph_options *opts,
                           ng_graph **out);

#endif
