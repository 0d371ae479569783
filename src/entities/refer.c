/* draft */
#include "refer.h"

ng_status ngi_refer(ng_context *ctx, const ngi_resolver *resolver, const ngi_encoding *encoding,
                    const ngi_lexicon *lexicon, ng_document *doc)
{
    (void)ctx; (void)resolver; (void)encoding; (void)lexicon; (void)doc;
    return NG_OK;
}
