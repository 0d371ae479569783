/* What clusters are compared by when sets are big, against a plain walk over their members and names. */
#include "entities/link_impl.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#define DOCUMENTS 150

static const char *const given[] = { "Ruth", "Dan", "Jane", "R.", "J.", "William", "Bill", "Carla" };
static const char *const surnames[] = { "Calloway", "Whitlow", "Ashby", "Mott", "Corbin", "Tarn", "Osgood" };
static const char *const bodies[] = { "Tarn Robotics", "Tarn", "Loopcart", "Loopcart Inc.", "Sorrel", "Federal Council", "Oakmere" };

#define PICK(list) (list)[ngi_random_below(seed, sizeof(list) / sizeof *(list))]

/* A document names six or so of a few people and firms, some twice: as a firm and as its model, by surname as well. */
static void add_entity(ng_context *ctx, ng_document *doc, uint64_t *seed)
{
    ng_entity e;
    char name[64];

    memset(&e, 0, sizeof e);
    e.aliases.begin = e.aliases.end = (uint32_t)doc->aliases.count;
    e.type = (ng_entity_type[]){ NG_PERSON, NG_PERSON, NG_COMPANY, NG_MODEL, NG_PLACE, NG_ORGANIZATION }[ngi_random_below(seed, 6)];
    if (e.type == NG_PERSON) {
        const char *surname = PICK(surnames);

        (void)snprintf(name, sizeof name, "%s %s%s", PICK(given), surname, ngi_random_below(seed, 9) ? "" : " Jr.");
        if (ngi_random_below(seed, 4) == 0) (void)snprintf(name, sizeof name, "%s", surname);
        if (ngi_random_below(seed, 3) == 0) {
            assert_int_equal(ngi_array_push(ctx, &doc->aliases, ng_str_from(surname)), NG_OK);
            e.aliases.end++;
        }
    } else {
        (void)snprintf(name, sizeof name, "%s", PICK(bodies));
    }
    assert_int_equal(ngi_document_copy(ctx, doc, ng_str_from(name), &e.name), NG_OK);
    e.id = e.name;
    e.actor = NG_NONE;
    assert_int_equal(ngi_array_push(ctx, &doc->entities, e), NG_OK);
}

static ng_collection *make_collection(ng_context *ctx)
{
    ng_collection *collection;
    uint64_t seed = 7;
    char id[16];
    int i, k;

    assert_int_equal(ngi_collection_create(ctx, &collection), NG_OK);
    for (i = 0; i < DOCUMENTS; i++) {
        ng_document *doc;

        assert_int_equal(ngi_document_create(ctx, &doc), NG_OK);
        (void)snprintf(id, sizeof id, "%04d", i);
        assert_int_equal(ngi_document_copy(ctx, doc, ng_str_from(id), &doc->about.id), NG_OK);
        for (k = 0; k < 7; k++) add_entity(ctx, doc, &seed);
        assert_int_equal(ngi_collection_add(ctx, collection, doc), NG_OK);
    }
    return collection;
}

static bool plain_conflict(const linker *l, uint32_t a, uint32_t b)
{
    uint32_t m, n, i, k, seen_a = 0, seen_b, most = l->decisions ? UINT32_MAX : NGI_LINK_MEMBERS;

    for (m = a; m != NG_NONE && seen_a < most; m = l->nodes.items[m].next, seen_a++) {
        for (n = b, seen_b = 0; n != NG_NONE && seen_b < most; n = l->nodes.items[n].next, seen_b++) {
            ng_range x = l->nodes.items[m].names, y = l->nodes.items[n].names;

            for (i = x.begin; i < x.end; i++) {
                for (k = y.begin; k < y.end; k++) {
                    const name_form *f = &l->forms.items[l->names.items[i]], *g = &l->forms.items[l->names.items[k]];
                    bool fuller = ngi_form_compare(f, g) <= 0;

                    if (ngi_decisions_verdict(l->decisions, f->key, g->key) == NGI_VERDICT_APART) return true;
                    if (ngi_match_forms(l->lexicon, fuller ? f : g, fuller ? g : f) == JOIN_CONFLICT) return true;
                }
            }
        }
    }
    return false;
}

static ng_str letters_of(const linker *l, uint32_t node)
{
    return l->forms.items[l->names.items[l->nodes.items[node].names.begin]].squeezed;
}

/* Nodes of the first document of which an unused node of the second has the letters. */
static uint32_t plain_shared(const linker *l, uint32_t a, uint32_t b)
{
    uint32_t first_a = a - l->nodes.items[a].entity, first_b = b - l->nodes.items[b].entity, shared = 0, i, k;
    bool used[7] = { false };

    for (i = 0; i < 7; i++) {
        ng_str letters = letters_of(l, first_a + i);

        if (l->nodes.items[first_a + i].type == NG_PLACE) continue;
        if (ng_str_equal(letters, letters_of(l, a)) || ng_str_equal(letters, letters_of(l, b))) continue;
        for (k = 0; k < 7; k++) {
            if (used[k] || l->nodes.items[first_b + k].type == NG_PLACE || !ng_str_equal(letters, letters_of(l, first_b + k))) continue;
            used[k] = true;
            shared++;
            break;
        }
    }
    return shared;
}

static uint32_t plain_context(const linker *l, uint32_t a, uint32_t b)
{
    uint32_t best = 0, seen = 0, m;

    for (m = b; m != NG_NONE && seen < NGI_LINK_MEMBERS; m = l->nodes.items[m].next, seen++) {
        uint32_t shared = plain_shared(l, a, m);

        if (shared > best) best = shared;
    }
    return best < 5 ? best : 5;
}

static bool plain_share(const linker *l, uint32_t a, uint32_t b)
{
    uint32_t m, n;

    for (m = a; m != NG_NONE; m = l->nodes.items[m].next) {
        for (n = b; n != NG_NONE; n = l->nodes.items[n].next) {
            if (l->nodes.items[m].document == l->nodes.items[n].document) return true;
        }
    }
    return false;
}

/* Who wants no scores gets the same clusters. */
static void expect_same_clusters(ng_context *ctx, const linker *l, link_keep keep)
{
    linker other;
    uint32_t i;

    assert_int_equal(ngi_linker_run(ctx, NULL, l->decisions, l->collection, keep, &other), NG_OK);
    for (i = 0; i < l->nodes.count; i++) assert_int_equal(ngi_linker_root(l, i), ngi_linker_root(&other, i));
    ngi_linker_release(&other);
}

/* Unless the user says so, nobody is one with someone of the same document. */
static void expect_apart(const linker *l, const ng_collection *collection)
{
    uint32_t node = 0, i, k;
    size_t d;

    for (d = 0; d < collection->documents.count; d++, node += 7) {
        for (i = 0; i < 7; i++) {
            for (k = 0; k < i; k++) assert_int_not_equal(ngi_linker_root(l, node + i), ngi_linker_root(l, node + k));
        }
    }
}

static void compare(const char *text)
{
    uint32_t conflicts = 0, shares = 0, several = 0, a, b, round;
    ngi_decisions *decisions = NULL;
    ng_collection *collection;
    uint64_t seed = 11;
    ng_context *ctx;
    linker l;

    assert_int_equal(ng_context_create(NULL, &ctx), NG_OK);
    if (text) assert_int_equal(ngi_decisions_read(ctx, "d.txt", ng_str_from(text), &decisions), NG_OK);
    collection = make_collection(ctx);
    assert_int_equal(ngi_linker_run(ctx, NULL, decisions, collection, LINK_JOINS, &l), NG_OK);
    expect_same_clusters(ctx, &l, LINK_SCORES);
    expect_same_clusters(ctx, &l, LINK_CANDIDATES);
    if (!text) expect_apart(&l, collection);
    for (round = 0; round < 6000; round++) {
        a = ngi_linker_root(&l, ngi_random_below(&seed, (uint32_t)l.nodes.count));
        b = ngi_linker_root(&l, ngi_random_below(&seed, (uint32_t)l.nodes.count));
        assert_int_equal(ngi_clusters_conflict(&l, a, b), plain_conflict(&l, a, b));
        assert_int_equal(ngi_shared_context(&l, a, b), plain_context(&l, a, b));
        assert_int_equal(ngi_linker_share_document(&l, a, b), plain_share(&l, a, b));
        conflicts += plain_conflict(&l, a, b);
        shares += plain_context(&l, a, b) > 1;
        several += l.nodes.items[a].size > 1 && l.nodes.items[b].size > NGI_LINK_MEMBERS;
    }
    assert_true(conflicts > 30 && shares > 30 && several > 30);
    ngi_linker_release(&l);
    ng_collection_free(collection);
    ngi_decisions_free(decisions);
    ng_context_free(ctx);
}

static void test_as_the_plain_walk(void **state)
{
    (void)state;
    compare(NULL);
}

static void test_as_the_plain_walk_with_decisions(void **state)
{
    (void)state;
    compare("merge \"Oakmere\" \"Sorrel\"\nnever merge \"Tarn\" \"Loopcart\"\nnever merge \"Ruth Mott\" \"R. Mott\"");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_as_the_plain_walk),
        cmocka_unit_test(test_as_the_plain_walk_with_decisions),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
