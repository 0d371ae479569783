/*
 * entities_link [COUNT...] : processor seconds that linking the entities of COUNT documents takes, for each count, and how
 * many times the seconds of the count before that is. Counts are 50000 and 100000 when none is given.
 *
 * The documents are made up, and grow as news does: actors come by a Pitman-Yor process, in which the chance of one that
 * was named before is proportional to how often, and new ones keep coming. So frequencies are Zipf's, and the number of
 * actors grows as a power of the text, here its 0.7th (Heaps' law). Given names and surnames of new people come by processes
 * of their own, about as many for 1000 people as 1000 of names.tsv's sources have, 646 and 911: there are frequent ones of
 * both, hence people of one surname, some of one full name too, and ever new ones. A document names 12 actors; half of them are people, of whom one in eight is named by surname alone, and half
 * are firms, one in two of them with its legal form. Fewer documents are the first ones of more.
 */
#include "entities/entities.h"

#include <stdio.h>
#include <time.h>

#define EACH 12          /* actors of a document */

static const char *const parts[] = { "bar", "cor", "dal", "fen", "gor", "hel", "jan", "kel", "lor", "mun", "nev", "or",
                                     "pet", "quin", "ros", "sel", "tor", "ul", "ver", "wil", "yor", "zan", "ash", "brim" };

/* A Pitman-Yor process: the items drawn so far, how many different ones, how often each. */
typedef struct process {
    double discount, strength;
    NGI_ARRAY(uint32_t) drawn;
    NGI_ARRAY(uint32_t) counts;
} process;

typedef struct person {
    uint32_t given, surname;
} person;

typedef struct world {
    process actors, givens, surnames;
    NGI_ARRAY(person) people;  /* by actor; of firms, the surname numbers their name */
    uint64_t seed;
} world;

static double chance(uint64_t *seed) { return (double)ngi_random_below(seed, 1u << 31) / (double)(1u << 31); }

/* The next item: a new one with the chance (strength + discount * items) / (strength + drawn), or an old one. */
static ng_status draw(ng_context *ctx, process *p, uint64_t *seed, uint32_t *out)
{
    double known = (double)p->counts.count, all = (double)p->drawn.count;
    ng_status st = NG_OK;

    if (chance(seed) * (p->strength + all) < p->strength + p->discount * known) {
        *out = (uint32_t)p->counts.count;
        NG_CHECK(ngi_array_push(ctx, &p->counts, 0));
    } else {
        do {
            *out = p->drawn.items[ngi_random_below(seed, (uint32_t)p->drawn.count)];
        } while (chance(seed) * p->counts.items[*out] < p->discount);
    }
    p->counts.items[*out]++;
    NG_CHECK(ngi_array_push(ctx, &p->drawn, *out));
done:
    return st;
}

/* The number's own pronounceable word. */
static ng_status add_word(ng_context *ctx, ngi_buffer *out, uint32_t number)
{
    uint64_t all = 24 * 24, code;
    ng_status st = NG_OK;

    while (number >= all) {
        number -= (uint32_t)all;
        all *= 24;
    }
    for (code = number * UINT64_C(7919) % all; all > 1; all /= 24, code /= 24) {
        const char *part = parts[code % 24];

        if (out->len == 0 || out->data[out->len - 1] == ' ') {
            NG_CHECK(ngi_buffer_add_char(ctx, out, (char)(part[0] - 'a' + 'A')));
            part++;
        }
        NG_CHECK(ngi_buffer_add_text(ctx, out, part));
    }
done:
    return st;
}

static bool is_person(uint32_t actor) { return actor % 2; }

static ng_status add_name(ng_context *ctx, world *w, uint32_t actor, ngi_buffer *out)
{
    person p = w->people.items[actor];
    ng_status st = NG_OK;

    out->len = 0;
    if (is_person(actor)) {
        if (ngi_random_below(&w->seed, 8)) {
            NG_CHECK(add_word(ctx, out, p.given));
            NG_CHECK(ngi_buffer_add_char(ctx, out, ' '));
        }
        NG_CHECK(add_word(ctx, out, p.surname));
    } else {
        NG_CHECK(add_word(ctx, out, actor));
        NG_CHECK(ngi_buffer_add_text(ctx, out, ngi_random_below(&w->seed, 2) ? " Group" : " Group Inc."));
    }
done:
    return st;
}

/* An actor that the document does not name yet, and who that is when it is a new one. */
static ng_status draw_actor(ng_context *ctx, world *w, const uint32_t *named, int count, uint32_t *out)
{
    person fresh = { 0, 0 };
    ng_status st;
    int i;

    do {
        NG_CHECK(draw(ctx, &w->actors, &w->seed, out));
        if (*out == w->people.count) {
            if (is_person(*out)) {
                NG_CHECK(draw(ctx, &w->givens, &w->seed, &fresh.given));
                NG_CHECK(draw(ctx, &w->surnames, &w->seed, &fresh.surname));
            }
            NG_CHECK(ngi_array_push(ctx, &w->people, fresh));
        }
        for (i = 0; i < count && named[i] != *out; i++) {}
    } while (i < count);
done:
    return st;
}

static ng_status make_document(ng_context *ctx, world *w, uint32_t number, ng_collection *collection)
{
    uint32_t named[EACH];
    ngi_buffer name = { 0 };
    ng_document *doc = NULL;
    char id[32];
    ng_status st;

    NG_CHECK(ngi_document_create(ctx, &doc));
    (void)snprintf(id, sizeof id, "%08u", number);
    NG_CHECK(ngi_document_copy(ctx, doc, ng_str_from(id), &doc->about.id));
    for (int i = 0; i < EACH; i++) {
        ng_entity entity = { .actor = NG_NONE };

        NG_CHECK(draw_actor(ctx, w, named, i, &named[i]));
        NG_CHECK(add_name(ctx, w, named[i], &name));
        NG_CHECK(ngi_document_copy(ctx, doc, ngi_buffer_str(&name), &entity.name));
        entity.type = is_person(named[i]) ? NG_PERSON : NG_COMPANY;
        entity.id = entity.name;
        NG_CHECK(ngi_array_push(ctx, &doc->entities, entity));
    }
    st = ngi_collection_add(ctx, collection, doc);
    doc = NULL;
done:
    ngi_document_free(doc);
    ngi_buffer_release(ctx, &name);
    return st;
}

static void process_release(ng_context *ctx, process *p)
{
    ngi_array_release(ctx, &p->drawn);
    ngi_array_release(ctx, &p->counts);
}

static ng_status measure(ng_context *ctx, const ngi_lexicon *lexicon, uint32_t count, double *seconds)
{
    world w = { .actors = { .discount = 0.7, .strength = 100.0 }, .givens = { .discount = 0.6, .strength = 250.0 },
                .surnames = { .discount = 0.75, .strength = 2000.0 }, .seed = 1 };
    ng_collection *collection = NULL;
    double before = *seconds;
    clock_t begin;
    ng_status st;

    NG_CHECK(ngi_collection_create(ctx, &collection));
    for (uint32_t i = 0; i < count; i++) NG_CHECK(make_document(ctx, &w, i, collection));
    begin = clock();
    NG_CHECK(ngi_link_entities(ctx, lexicon, NULL, NG_LABEL_LONGEST, collection));
    *seconds = (double)(clock() - begin) / CLOCKS_PER_SEC;
    printf("%u documents, %zu surnames, %zu actors, of which found %zu: %.2f s", count, w.surnames.counts.count,
           w.people.count, collection->actors.count, *seconds);
    if (before > 0.0) printf(", %.2f times", *seconds / before);
    printf("\n");
done:
    ng_collection_free(collection);
    process_release(ctx, &w.actors);
    process_release(ctx, &w.givens);
    process_release(ctx, &w.surnames);
    ngi_array_release(ctx, &w.people);
    return st;
}

int main(int argc, char **argv)
{
    static const uint32_t usual[] = { 50000, 100000 };
    ngi_lexicon *lexicon = NULL;
    double seconds = 0.0;
    ng_context *ctx;
    ng_status st;

    if (ng_context_create(NULL, &ctx) != NG_OK) return 4;
    st = ngi_lexicon_open(ctx, NULL, &lexicon);
    for (int i = 0; st == NG_OK && i < (argc > 1 ? argc - 1 : 2); i++) {
        uint32_t count = usual[i % 2];

        if (argc > 1 && !ngi_parse_u32(ng_str_from(argv[i + 1]), &count)) return 2;
        st = measure(ctx, lexicon, count, &seconds);
    }
    if (st != NG_OK) fprintf(stderr, "entities_link: %s\n", ng_context_error(ctx)->message);
    ngi_lexicon_close(lexicon);
    ng_context_free(ctx);
    return st == NG_OK ? 0 : 4;
}
