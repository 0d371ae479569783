#include "ingest_impl.h"
ng_status ngi_find_duplicates(ng_context *ctx, ng_collection *collection) { (void)ctx; (void)collection; return NG_OK; }
