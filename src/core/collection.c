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

static bool has_id(const ng_collection *collection, const char *id)
{
    size_t i;

    for (i = 0; i < collection->documents.count; i++) {
        if (ng_str_equal(collection->documents.items[i]->about.id, ng_str_from(id))) return true;
    }
    return false;
}

/* "ID~2", "ID~3" ...: the first that no document has, for saved results bring such names along. */
static ng_status rename_document(ng_context *ctx, const ng_collection *collection, ng_document *doc, ng_str name,
                                 unsigned *number)
{
    ngi_buffer id = { NULL, 0, 0 };
    ng_status st;

    do {
        id.len = 0;
        NG_CHECK(ngi_buffer_printf(ctx, &id, "%.*s~%u", NGI_STR(name), ++*number));
    } while (has_id(collection, id.data));
    NG_CHECK(ngi_document_copy(ctx, doc, ngi_buffer_str(&id), &doc->about.id));
done:
    ngi_buffer_release(ctx, &id);
    return st;
}

/* The same document read twice is kept once. */
static void drop_copies(ng_collection *collection)
{
    size_t i, kept = 0;

    for (i = 0; i < collection->documents.count; i++) {
        ng_document *doc = collection->documents.items[i], *last = kept ? collection->documents.items[kept - 1] : NULL;

        if (last && by_id(&last, &doc) == 0) {
            last->sides |= doc->sides;
            ngi_document_free(doc);
        } else {
            collection->documents.items[kept++] = doc;
        }
    }
    collection->documents.count = kept;
}

ng_status ngi_collection_sort(ng_context *ctx, ng_collection *collection)
{
    ng_document **docs = collection->documents.items;
    ng_str id = { NULL, 0 };
    unsigned number = 1;
    ng_status st = NG_OK;
    size_t i;

    if (collection->documents.count == 0) return NG_OK;
    qsort(docs, collection->documents.count, sizeof *docs, by_id);
    drop_copies(collection);
    for (i = 0; i < collection->documents.count; i++) {
        if (i && ng_str_equal(id, docs[i]->about.id)) {
            NG_CHECK(rename_document(ctx, collection, docs[i], id, &number));
        } else {
            id = docs[i]->about.id;
            number = 1;
        }
    }
    qsort(docs, collection->documents.count, sizeof *docs, by_id);
done:
    return st;
}

ng_status ngi_collection_part(ng_context *ctx, const ng_collection *whole, uint32_t sides, ng_collection **out)
{
    ng_collection *part = NULL;
    ng_status st;
    size_t i;
    uint32_t *place = ngi_alloc(ctx, whole->documents.count, sizeof *place), k;

    *out = NULL;
    if (!place) return NG_E_NOMEM;
    NG_CHECK(ngi_collection_create(ctx, &part));
    for (i = 0; i < whole->documents.count; i++) {
        place[i] = whole->documents.items[i]->sides & sides ? (uint32_t)part->documents.count : NG_NONE;
        if (place[i] != NG_NONE) NG_CHECK(ngi_array_push(ctx, &part->documents, whole->documents.items[i]));
    }
    for (i = 0; i < whole->aliases.count; i++) NG_CHECK(ngi_array_push(ctx, &part->aliases, whole->aliases.items[i]));
    for (i = 0; i < whole->actors.count; i++) {
        ng_actor actor = whole->actors.items[i];
        ng_range members = actor.members;

        actor.members.begin = (uint32_t)part->members.count;
        for (k = members.begin; k < members.end; k++) {
            ng_member m = whole->members.items[k];

            if (place[m.document] == NG_NONE) continue;
            whole->documents.items[m.document]->entities.items[m.entity].actor = (uint32_t)part->actors.count;
            m.document = place[m.document];
            NG_CHECK(ngi_array_push(ctx, &part->members, m));
        }
        actor.members.end = (uint32_t)part->members.count;
        if (actor.members.begin < actor.members.end) NG_CHECK(ngi_array_push(ctx, &part->actors, actor));
    }
    *out = part;
    part = NULL;
done:
    ngi_collection_part_free(whole, part);
    ngi_free(ctx, place);
    return st;
}

void ngi_collection_part_free(const ng_collection *whole, ng_collection *part)
{
    size_t i;

    if (!part) return;
    for (i = 0; i < whole->actors.count; i++) {
        ng_range members = whole->actors.items[i].members;
        uint32_t k;

        for (k = members.begin; k < members.end; k++) {
            ng_member m = whole->members.items[k];

            whole->documents.items[m.document]->entities.items[m.entity].actor = (uint32_t)i;
        }
    }
    part->documents.count = 0; /* they are the whole's */
    ng_collection_free(part);
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
