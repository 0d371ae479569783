/* Starting namegraph-draw and talking to it. */
#ifndef NGI_CHILD_H
#define NGI_CHILD_H

#include "base/base.h"

/** What a child may take. */
typedef struct ngi_child_limits {
    double seconds;
    uint32_t megabytes;
} ngi_child_limits;

/**
 * Run namegraph-draw with two arguments, `input` on its standard input, and collect what it answers behind "ok".
 *
 * @param out  the answer, to be released by the caller; empty unless NG_OK.
 * @return NG_OK; NG_E_CHILD with one line that says why; NG_E_CANCELLED; NG_E_NOMEM.
 */
ng_status ngi_child_run(ng_context *ctx, const char *verb, const char *argument, ng_str input,
                        const ngi_child_limits *limits, ngi_buffer *out);

#endif
