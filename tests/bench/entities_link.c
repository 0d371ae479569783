/*
 * entities_link [COUNT] : seconds that linking the entities of COUNT (100000) documents takes, and of half as many, so
 * that the growth can be seen. A document names 12 actors of a world that grows with the documents; a few are in all
 * of them, most in one or two, as in news. One person in eight is named by surname alone.
 */
#include "entities/entities.h"

#include <stdio.h>
#include <time.h>

static const char *const parts[] = { "bar", "cor", "dal", "fen", "gor", "hel", "jan", "kel", "lor", "mun", "nev", "or",
                                     "pet", "quin", "ros", "sel", "tor", "ul", "ver", "wil", "yor", "zan", "ash", "brim" };

/* A pronounceable name of `count` syllables for a number. */
static ng_status add_word(ng_context *ctx, ngi_buffer *out, uint64_t number, uint32_t count)
{
    ng_status st = NG_OK;

    number = ngi_hash_mix(number);
    for (uint32_t i = 0; i < count; i++, number /= 24) {
        const char *part = parts[number % 24];

        if (i == 0) {
            NG_CHECK(ngi_buffer_add_char(ctx, out, (char)(part[0] - 'a' + 'A')));
            part++;
        }
        NG_CHECK(ngi_buffer_add_text(ctx, out, part));
    }
done:
    return st;
}

/* Half of the names come from a few actors, the rest from all of them. */
static uint32_t pick(uint64_t *seed, uint32_t world)
{
    uint32_t bound = ngi_random_below(seed, 2) ? world : 1u << ngi_random_below(seed, 12);

    return ngi_random_below(seed, bound < world ? bound : world);
}

static ng_status add_entity(ng_context *ctx, ng_document *doc, uint64_t *seed, uint32_t world, ngi_buffer *name)
{
    uint32_t number = pick(seed, world);
    ng_entity entity;
    ng_status st;

    memset(&entity, 0, sizeof entity);
    name->len = 0;
    entity.type = number % 2 ? NG_PERSON : NG_COMPANY;
    if (entity.type == NG_PERSON && ngi_random_below(seed, 8)) {
        NG_CHECK(add_word(ctx, name, number % 997, 2));
        NG_CHECK(ngi_buffer_add_char(ctx, name, ' '));
    }
    NG_CHECK(add_word(ctx, name, number + UINT64_C(1) * 1000003, 3));
    if (entity.type == NG_COMPANY && ngi_random_below(seed, 2)) NG_CHECK(ngi_buffer_add_text(ctx, name, " Inc."));
    NG_CHECK(ngi_document_copy(ctx, doc, ngi_buffer_str(name), &entity.name));
    entity.id = entity.name;
    entity.actor = NG_NONE;
    NG_CHECK(ngi_array_push(ctx, &doc->entities, entity));
done:
    return st;
}

static ng_status make_document(ng_context *ctx, uint32_t number, uint32_t world, ng_collection *collection)
{
    uint64_t seed = number;
    ngi_buffer name = { 0 };
    ng_document *doc = NULL;
    char id[32];
    ng_status st;

    NG_CHECK(ngi_document_create(ctx, &doc));
    (void)snprintf(id, sizeof id, "%08u", number);
    NG_CHECK(ngi_document_copy(ctx, doc, ng_str_from(id), &doc->about.id));
    for (int i = 0; i < 12; i++) NG_CHECK(add_entity(ctx, doc, &seed, world, &name));
    st = ngi_collection_add(ctx, collection, doc);
    doc = NULL;
done:
    ngi_document_free(doc);
    ngi_buffer_release(ctx, &name);
    return st;
}

static ng_status measure(ng_context *ctx, const ngi_lexicon *lexicon, uint32_t count)
{
    ng_collection *collection = NULL;
    clock_t begin;
    ng_status st;

    NG_CHECK(ngi_collection_create(ctx, &collection));
    for (uint32_t i = 0; i < count; i++) NG_CHECK(make_document(ctx, i, 2 * count, collection));
    begin = clock();
    NG_CHECK(ngi_link_entities(ctx, lexicon, NULL, NG_LABEL_LONGEST, collection));
    printf("%u documents, %zu actors: %.2f s\n", count, collection->actors.count, (double)(clock() - begin) / CLOCKS_PER_SEC);
done:
    ng_collection_free(collection);
    return st;
}

int main(int argc, char **argv)
{
    ngi_lexicon *lexicon = NULL;
    uint32_t count = 100000;
    ng_context *ctx;
    ng_status st;

    if (argc > 1 && !ngi_parse_u32(ng_str_from(argv[1]), &count)) return 2;
    if (ng_context_create(NULL, &ctx) != NG_OK) return 4;
    st = ngi_lexicon_open(ctx, NULL, &lexicon);
    if (st == NG_OK) st = measure(ctx, lexicon, count / 2);
    if (st == NG_OK) st = measure(ctx, lexicon, count);
    if (st != NG_OK) fprintf(stderr, "entities_link: %s\n", ng_context_error(ctx)->message);
    ngi_lexicon_close(lexicon);
    ng_context_free(ctx);
    return st == NG_OK ? 0 : 4;
}
