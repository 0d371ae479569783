/*
 * Who says what of whom, read from the documents themselves.
 *
 *     ./print_quotes article.txt ...
 *
 * New here: ng_collection_at(), ng_document_speech(), ng_document_slice().
 */
#include <namegraph/namegraph.h>

#include <stdio.h>

#define SHOW(s) (int)(s).len, (s).ptr

static void print_document(const ng_document *doc)
{
    size_t i, count, entity_count, about_count;
    uint32_t k;
    const ng_speech *speech = ng_document_speech(doc, &count);
    const ng_entity *entities = ng_document_entities(doc, &entity_count);
    const uint32_t *about = ng_document_about(doc, &about_count);

    for (i = 0; i < count; i++) {
        if (speech[i].speaker == NG_NONE) continue;
        (void)printf("%.*s speaks of", SHOW(entities[speech[i].speaker].name));
        for (k = speech[i].about.begin; k < speech[i].about.end; k++) {
            (void)printf("%s %.*s", k > speech[i].about.begin ? "," : "", SHOW(entities[about[k]].name));
        }
        (void)printf("%s:\n    %.*s\n", speech[i].about.begin < speech[i].about.end ? "" : " nobody by name",
                     SHOW(ng_document_slice(doc, speech[i].span)));
    }
}

int main(int argc, char **argv)
{
    ng_context *ctx = NULL;
    ng_collection *collection = NULL;
    ng_status st;
    size_t i;

    if (ng_context_create(NULL, &ctx) != NG_OK) return 1;
    st = ng_extract(ctx, (const char *const *)argv + 1, (size_t)argc - 1, NULL, NULL, &collection);
    if (st == NG_OK) {
        for (i = 0; i < ng_collection_count(collection); i++) print_document(ng_collection_at(collection, i));
    } else {
        (void)fprintf(stderr, "%s\n", ng_context_error(ctx)->message);
    }
    ng_collection_free(collection);
    ng_context_free(ctx);
    return st == NG_OK ? 0 : 1;
}
