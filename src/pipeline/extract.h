/* The run of the whole pipeline over one or two sides, resolved together, and the network of a side. */
#ifndef NGI_EXTRACT_H
#define NGI_EXTRACT_H

#include "engine.h"
#include "sources.h"

/** As ng_extract(), with `side_count` sides; a document of side i has the bit 1 << i in `sides`. */
ng_status ngi_extract_sides(ng_context *ctx, const ngi_inputs *sides, size_t side_count, const ng_extract_options *opts,
                            ng_extract_report *report, ng_collection **out);

/** Are the options in their ranges? NG_OK or NG_E_ARG. */
ng_status ngi_extract_options_check(ng_context *ctx, const ng_extract_options *opts);
/** Run every stage on the documents that are not finished. One that fails by itself is left out with a note. */
ng_status ngi_read_documents(ng_context *ctx, const ngi_engine *engine, uint32_t jobs, ng_collection *collection);
/** Notes of failures, from one of the context's notes on. */
size_t ngi_count_failures(const ng_context *ctx, size_t from);

/** The network of the documents that have a bit of `side` in their `sides`. */
ng_status ngi_network_side(ng_context *ctx, const ng_collection *collection, uint32_t side, const ng_graph_options *opts,
                           ng_graph **out);

#endif
