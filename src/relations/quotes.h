/* Stretches in quotation marks, by the marks alone. */
#ifndef NGI_QUOTES_H
#define NGI_QUOTES_H

#include "core/model.h"

typedef struct ngi_quote {
    ng_span span;            /* the marks included */
    ng_span inner;           /* without them */
    uint32_t paragraph;
    bool unclosed;           /* goes on in the next paragraph, or its closing mark is missing */
} ngi_quote;

typedef struct ngi_quotes {
    NGI_ARRAY(ngi_quote) list;
} ngi_quotes;

/** The outermost quotations of the prose, in order. Linear. */
ng_status ngi_quotes_find(ng_context *ctx, const ng_document *doc, ngi_quotes *out);
/** The quotation that holds a byte, or NULL. */
const ngi_quote *ngi_quotes_at(const ngi_quotes *quotes, uint32_t byte);

#endif
