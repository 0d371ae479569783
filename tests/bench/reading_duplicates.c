/*
 * reading_duplicates [COUNT] : seconds that finding the copies among COUNT (100000) documents of 200 words takes, and
 * half as many, so that the growth can be seen. A fifth of the documents are copies.
 */
#include "ingest/ingest_impl.h"

#include <stdio.h>
#include <time.h>

static ng_status make_document(ng_context *ctx, uint64_t seed, uint32_t number, ng_collection *collection)
{
    ngi_buffer lines = { 0 };
    ng_document *doc = NULL;
    char id[32];
    ng_status st;

    for (uint32_t i = 0; i < 200; i++)
        NG_CHECK(ngi_buffer_printf(ctx, &lines, "w%u ", ngi_random_below(&seed, 20000)));
    NG_CHECK(ngi_document_create(ctx, &doc));
    NG_CHECK(ngi_document_from_lines(ctx, doc, ngi_buffer_str(&lines)));
    (void)snprintf(id, sizeof id, "%08u", number);
    NG_CHECK(ngi_document_copy(ctx, doc, ng_str_from(id), &doc->about.id));
    st = ngi_collection_add(ctx, collection, doc);
    doc = NULL;
done:
    ngi_document_free(doc);
    ngi_buffer_release(ctx, &lines);
    return st;
}

static ng_status measure(ng_context *ctx, uint32_t count)
{
    ng_collection *collection = NULL;
    uint32_t copies = 0;
    clock_t begin;
    ng_status st;

    NG_CHECK(ngi_collection_create(ctx, &collection));
    for (uint32_t i = 0; i < count; i++) NG_CHECK(make_document(ctx, i % 5 == 4 ? i - 1 : i, i, collection));
    begin = clock();
    NG_CHECK(ngi_find_duplicates(ctx, collection));
    for (uint32_t i = 0; i < count; i++) copies += collection->documents.items[i]->about.duplicate_of.ptr != NULL;
    printf("%u documents, %u copies: %.2f s\n", count, copies, (double)(clock() - begin) / CLOCKS_PER_SEC);
done:
    ng_collection_free(collection);
    return st;
}

int main(int argc, char **argv)
{
    uint32_t count = 100000;
    ng_context *ctx;
    ng_status st;

    if (argc > 1 && !ngi_parse_u32(ng_str_from(argv[1]), &count)) return 2;
    if (ng_context_create(NULL, &ctx) != NG_OK) return 4;
    st = measure(ctx, count / 2);
    if (st == NG_OK) st = measure(ctx, count);
    ng_context_free(ctx);
    return st == NG_OK ? 0 : 4;
}
