/* The run of the whole pipeline over one or two sides, resolved together. */
#ifndef NGI_EXTRACT_H
#define NGI_EXTRACT_H

#include "sources.h"

/** As ng_extract(), with `side_count` sides; a document of side i has the bit 1 << i in `sides`. */
ng_status ngi_extract_sides(ng_context *ctx, const ngi_inputs *sides, size_t side_count, const ng_extract_options *opts,
                            ng_extract_report *report, ng_collection **out);

#endif
