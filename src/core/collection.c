/*
 * The collection: documents in the order of their ids, and the actors that their entities are. Who is one actor is
 * decided in entities/, not here.
 */
#include "model.h"

#include <stdlib.h>

ng_status ngi_collection_create(ng_context *ctx, ng_collection **out)
{
    ng_collection *collection = ngi_alloc(ctx, 1, sizeof *collection);

    *out = collection;
    if (!collection) return NG_E_NOMEM;
    collection->allocator = ngi_allocator(ctx);
    return NG_OK;
}

void ng_collection_free(ng_collection *collection)
{
    ng_allocator a;
    size_t i;

    if (!collection) return;
    a = collection->allocator;
    for (i = 0; i < collection->documents.count; i++) ngi_document_free(collection->documents.items[i]);
    ngi_arena_release(&a, &collection->strings);
    ngi_allocator_free(&a, collection->documents.items);
    ngi_allocator_free(&a, collection->actors.items);
    ngi_allocator_free(&a, collection->aliases.items);
    ngi_allocator_free(&a, collection->members.items);
    ngi_allocator_free(&a, collection);
}

ng_status ngi_collection_add(ng_context *ctx, ng_collection *collection, ng_document *doc)
{
    ng_status st = ngi_array_push(ctx, &collection->documents, doc);

    if (st != NG_OK) ngi_document_free(doc);
    return st;
}

static int by_id(const void *a, const void *b)
{
    const ng_document *d = *(ng_document *const *)a, *e = *(ng_document *const *)b;
    int order = ng_str_compare(d->about.id, e->about.id);

    return order ? order : ng_str_compare(d->text, e->text);
}

ng_status ngi_collection_sort(ng_context *ctx, ng_collection *collection)
{
    size_t i, kept = 0;

    if (collection->documents.count == 0) return NG_OK;
    qsort(collection->documents.items, collection->documents.count, sizeof *collection->documents.items, by_id);
    for (i = 0; i < collection->documents.count; i++) {
        ng_document *doc = collection->documents.items[i];

        if (kept && ng_str_equal(collection->documents.items[kept - 1]->about.id, doc->about.id)) {
            ngi_note(ctx, NG_E_FORMAT, doc->about.source, UINT64_MAX, "a second document has the id '%.*s': it is left out",
                     NGI_STR(doc->about.id));
            ngi_document_free(doc);
            continue;
        }
        collection->documents.items[kept++] = doc;
    }
    collection->documents.count = kept;
    return NG_OK;
}

ng_status ngi_collection_check(ng_context *ctx, const ng_collection *collection)
{
    size_t i, k;

    for (i = 0; i < collection->documents.count; i++) {
        ng_status st = ngi_document_check(ctx, collection->documents.items[i]);

        if (st != NG_OK) return st;
    }
    for (i = 0; i < collection->actors.count; i++) {
        const ng_actor *a = &collection->actors.items[i];

        if (a->members.begin >= a->members.end || a->members.end > collection->members.count || !a->id.len || !a->name.len) {
            return ngi_fail(ctx, NG_E_INTERNAL, "actor %zu has no members or name", i);
        }
        for (k = a->members.begin; k < a->members.end; k++) {
            ng_member m = collection->members.items[k];

            if (m.document >= collection->documents.count ||
                m.entity >= collection->documents.items[m.document]->entities.count ||
                collection->documents.items[m.document]->entities.items[m.entity].actor != i) {
                return ngi_fail(ctx, NG_E_INTERNAL, "member %zu is not of actor %zu", k, i);
            }
        }
    }
    return NG_OK;
}

size_t ng_collection_count(const ng_collection *collection) { return collection->documents.count; }

const ng_document *ng_collection_at(const ng_collection *collection, size_t index)
{
    return collection->documents.items[index];
}

const ng_actor *ng_collection_actors(const ng_collection *collection, size_t *out_count)
{
    *out_count = collection->actors.count;
    return collection->actors.items;
}

const ng_str *ng_collection_aliases(const ng_collection *collection, size_t *out_count)
{
    *out_count = collection->aliases.count;
    return collection->aliases.items;
}

const ng_member *ng_collection_members(const ng_collection *collection, size_t *out_count)
{
    *out_count = collection->members.count;
    return collection->members.items;
}
