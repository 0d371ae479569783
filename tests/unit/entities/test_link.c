/* Actors over documents: who is one, who is not, independence of order, candidates and explanations. */
#include "marked.h"
#include "support/purse.h"

#include <stdio.h>
#include <stdlib.h>

typedef struct set {
    ng_context *ctx;
    ngi_lexicon *lexicon;
    ngi_decisions *decisions;
    ng_collection *collection;
} set;

/* Documents of marked texts, in the given order, resolved and linked. Ids are "d0", "d1" ... of the texts. */
static set labelled(const char *const *texts, size_t count, const char *decisions, bool backwards, ng_label label)
{
    set s = { NULL, NULL, NULL, NULL };
    size_t i;

    assert_int_equal(ng_context_create(NULL, &s.ctx), NG_OK);
    assert_int_equal(ngi_lexicon_open(s.ctx, NULL, &s.lexicon), NG_OK);
    if (decisions) assert_int_equal(ngi_decisions_read(s.ctx, "d.txt", ng_str_from(decisions), &s.decisions), NG_OK);
    assert_int_equal(ngi_collection_create(s.ctx, &s.collection), NG_OK);
    for (i = 0; i < count; i++) {
        size_t k = backwards ? count - 1 - i : i;
        ng_document *doc;
        char id[16];

        (void)snprintf(id, sizeof id, "d%zu", k);
        doc = marked_document(s.ctx, id, texts[k]);
        assert_int_equal(ngi_resolve_entities(s.ctx, NULL, NULL, s.lexicon, s.decisions, doc), NG_OK);
        assert_int_equal(ngi_collection_add(s.ctx, s.collection, doc), NG_OK);
    }
    assert_int_equal(ngi_collection_sort(s.ctx, s.collection), NG_OK);
    assert_int_equal(ngi_link_entities(s.ctx, s.lexicon, s.decisions, label, s.collection), NG_OK);
    assert_int_equal(ngi_collection_check(s.ctx, s.collection), NG_OK);
    return s;
}

static set linked(const char *const *texts, size_t count, const char *decisions, bool backwards)
{
    return labelled(texts, count, decisions, backwards, NG_LABEL_LONGEST);
}

static void release(set *s)
{
    ng_collection_free(s->collection);
    ngi_decisions_free(s->decisions);
    ngi_lexicon_close(s->lexicon);
    ng_context_free(s->ctx);
}

static uint32_t actor_of(const set *s, size_t document, const char *surface)
{
    const ng_document *doc = s->collection->documents.items[document];
    uint32_t entity = entity_of_surface(doc, surface);

    assert_int_not_equal(entity, NG_NONE);
    return doc->entities.items[entity].actor;
}

/* {text of document 0, text of document 1, name in 0, name in 1, are they one?} */
static const struct {
    const char *texts[2], *names[2];
    bool one;
} pairs[] = {
    { { "[Ruth Calloway|person] leads [Tarn|company].", "[Ruth Calloway|person] left." }, { "Ruth Calloway", "Ruth Calloway" }, true },
    { { "The [US|place] voted.", "[America|place] slept." }, { "US", "America" }, true },
    { { "[Tarn Robotics Inc.|company] grew.", "[Tarn Robotics|company] fell." }, { "Tarn Robotics Inc.", "Tarn Robotics" }, true },
    { { "[Donald J. Trump|person] spoke.", "[Donald Trump|person] spoke." }, { "Donald J. Trump", "Donald Trump" }, true },
    { { "[Sam Altman|person] of [OpenAI|company] spoke.", "[OpenAI|company] kept [Altman|person]." }, { "Sam Altman", "Altman" }, true },
    { { "[TikTok|product] grew.", "[TikTok|company] fell." }, { "TikTok", "TikTok" }, true },
    { { "The [Baltic Fisheries Council|organization] ([BFC|organization]) met at [Tarn|company].", "The [BFC|organization] met at [Tarn|company]." }, { "BFC", "BFC" }, true },
    { { "The [Constitutional Court|organization] of [Tavria|place] heard [Tarn|company].", "[Tarn|company] lost in [Tavria|place]'s [Constitutional Court|organization]." }, { "Constitutional Court", "Constitutional Court" }, true },
    { { "The [National Assembly|organization] of [Tavria|place] met.", "[Tavria|place]'s [National Assembly|organization] rose." }, { "National Assembly", "National Assembly" }, true },
    { { "In [Tavria|place], the [Ministry of Foreign Affairs|organization] objected.", "The [Foreign Ministry|organization] of [Tavria|place] agreed." }, { "Ministry of Foreign Affairs", "Foreign Ministry" }, true },
    { { "The [Green Party|organization] and [Ruth Calloway|person] won.", "[Ruth Calloway|person] leads the [Green Party|organization]." }, { "Green Party", "Green Party" }, true },
    { { "The [State Department|organization] objected.", "The [State Department|organization] agreed." }, { "State Department", "State Department" }, true },
    { { "[The Harrow Herald|company] asked.", "[Harrow Herald|company] reporters waited." }, { "The Harrow Herald", "Harrow Herald" }, true },
    { { "[Harrow Steel & Co.|company] grew.", "[Harrow Steel|company] fell." }, { "Harrow Steel & Co.", "Harrow Steel" }, true },
    { { "[Donna Rae Fairbank|person] spoke.", "[Donna Fairbank|person] left." }, { "Donna Rae Fairbank", "Donna Fairbank" }, true },
    { { "[William Harker|person] spoke.", "[Bill Harker|person] left." }, { "William Harker", "Bill Harker" }, true },
    { { "[Nettle|product] grew.", "[Nettle|company] fell." }, { "Nettle", "Nettle" }, true },
    { { "[Nettle|company] grew.", "[Nettle|product] fell." }, { "Nettle", "Nettle" }, true },
    { { "The [National Assembly|organization] of [Tavria|place] heard [Ruth Calloway|person].", "[Ruth Calloway|person] spoke to the [National Assembly|organization]." }, { "National Assembly", "National Assembly" }, true },
    { { "[Ruth Calloway|person] spoke to the [National Assembly|organization].", "The [National Assembly|organization] of [Tavria|place] heard [Ruth Calloway|person]." }, { "National Assembly", "National Assembly" }, true },
    { { "From [Tavria|place] he came to [Uland|place], where the [National Assembly|organization] met. [Uland|place] waits.", "[Uland|place]'s [National Assembly|organization] rose." }, { "National Assembly", "National Assembly" }, true },
    { { "The [National Assembly|organization] of [Tavria|place] wrote to [Uland|place].", "[Tavria|place]'s [National Assembly|organization] rose." }, { "National Assembly", "National Assembly" }, true },
    /* and these are two */
    { { "The [National Assembly|organization] of [Tavria|place] met.", "The [National Assembly|organization] of [Uland|place] met." }, { "National Assembly", "National Assembly" }, false },
    { { "The [National Assembly|organization] of [Tavria|place] met. [Tavria|place] asked the [US|place].", "[Uland|place]'s [National Assembly|organization] met. The [US|place] warned [Uland|place]." }, { "National Assembly", "National Assembly" }, false },
    { { "The [Ministry of Justice|organization] objected.", "The [Ministry of Justice|organization] agreed." }, { "Ministry of Justice", "Ministry of Justice" }, false },
    { { "The [Foreign Ministry|organization] of [Tavria|place] objected.", "The [Ministry of Foreign Affairs|organization] of [Uland|place] agreed." }, { "Foreign Ministry", "Ministry of Foreign Affairs" }, false },
    { { "In [Tavria|place] the [MoD|organization] and [Tarn|company] agreed.", "In [Uland|place] the [MoD|organization] and [Tarn|company] agreed." }, { "MoD", "MoD" }, false },
    { { "[Ruth Calloway|person] left.", "[Dan Calloway|person] left." }, { "Ruth Calloway", "Dan Calloway" }, false },
    { { "[Ruth Calloway|person] left.", "[Calloway|person] came." }, { "Ruth Calloway", "Calloway" }, false },
    { { "[Calloway|person] left.", "[Calloway|person] came." }, { "Calloway", "Calloway" }, false },
    { { "[Carl Mott Sr.|person] left.", "[Carl Mott Jr.|person] came." }, { "Carl Mott Sr.", "Carl Mott Jr." }, false },
    { { "The [Supreme Court|organization] of [Tavria|place] ruled.", "The [Supreme Court|organization] of [Uland|place] ruled." }, { "Supreme Court", "Supreme Court" }, false },
    { { "The [Constitutional Court|organization] of [Tavria|place] heard [Tarn|company].", "[Tarn|company] lost in the [Constitutional Court|organization] of [Uland|place]." }, { "Constitutional Court", "Constitutional Court" }, false },
    { { "The [Harbour Bill|law] passed; [Ruth Calloway|person], [Dan Whitlow|person] and [Tarn|company] liked the [Bill|law].", "[Ruth Calloway|person], [Dan Whitlow|person] and [Tarn|company] read the [Forest Bill|law]. The [Bill|law] fell." }, { "Harbour Bill", "Forest Bill" }, false },
    { { "[DeepSeek|company] grew.", "[DeepSeek|model] is fast." }, { "DeepSeek", "DeepSeek" }, false },
    { { "[Lincoln|place] is cold.", "[Lincoln|person] was tall." }, { "Lincoln", "Lincoln" }, false },
    { { "[Sorrel 2|model] is out.", "[Sorrel 3|model] is out." }, { "Sorrel 2", "Sorrel 3" }, false },
    { { "[Google|company] grew.", "[Google Cloud|company] grew." }, { "Google", "Google Cloud" }, false },
    { { "[Donna Fairbank|person] spoke.", "[D. Fairbank|person] left." }, { "Donna Fairbank", "D. Fairbank" }, false },
    { { "[Donna Fairbank|person] met the [Lowlanders|group].", "The [Lowlanders|group] met [D. Fairbank|person]." }, { "Donna Fairbank", "D. Fairbank" }, false },
    { { "[Donna Fairbank|person] left [Tavria|place].", "[D. Fairbank|person] loves [Tavria|place]." }, { "Donna Fairbank", "D. Fairbank" }, false },
    { { "[Donna Rae Fairbank|person] spoke.", "[Donna Sue Fairbank|person] left." }, { "Donna Rae Fairbank", "Donna Sue Fairbank" }, false },
    { { "[Nettle|model] is fast.", "[Nettle|product] grew." }, { "Nettle", "Nettle" }, false },
    { { "[Nettle|product] grew.", "[Nettle|model] is fast." }, { "Nettle", "Nettle" }, false },
    { { "The [Transport Act|law] passed.", "The [Transport Act|law] binds owners." }, { "Transport Act", "Transport Act" }, false },
    { { "[District 9|organization] won.", "[District 9|organization] lost." }, { "District 9", "District 9" }, false },
    { { "The [Coastal Safety Agency|organization] ([CSA|organization]) met [Tarn|company].", "The [Civic Sports Association|organization] ([CSA|organization]) met [Tarn|company]." }, { "Coastal Safety Agency", "Civic Sports Association" }, false },
    { { "The [Coastal Safety Agency|organization] ([CSA|organization]) met.", "The [Civic Sports Association|organization] ([CSA|organization]) met." }, { "Coastal Safety Agency", "Civic Sports Association" }, false },
    { { "The [Coastal Safety Agency|organization] met [Tarn|company].", "The [Civic Sports Association|organization] ([CSA|organization]) met [Tarn|company]." }, { "Coastal Safety Agency", "Civic Sports Association" }, false },
};

static void test_pairs(void **state)
{
    size_t i, failed = 0;

    (void)state;
    for (i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        set s = linked(pairs[i].texts, 2, NULL, false);
        bool one = actor_of(&s, 0, pairs[i].names[0]) == actor_of(&s, 1, pairs[i].names[1]);

        if (one != pairs[i].one) print_error("%s and %s: one is %d\n", pairs[i].names[0], pairs[i].names[1], one);
        failed += one != pairs[i].one;
        release(&s);
    }
    assert_int_equal(failed, 0);
}

static const char *const story[] = {
    "[Ruth Calloway|person], who leads [Tarn Robotics|company], met [Dan Whitlow|person].",
    "[Tarn|company] hired [Dan Whitlow|person]. [R. Calloway|person] signed.",
    "[Calloway|person] left [Tarn Robotics|company], said [Whitlow|person]. [Dan Whitlow|person] stays.",
    "[Jane Ashby|person] met [John Ashby|person].",
    "[J. Ashby|person] wrote to [Tarn Robotics|company].",
};

static void test_order_does_not_matter(void **state)
{
    set forth = linked(story, 5, NULL, false), back = linked(story, 5, NULL, true);
    size_t i;

    (void)state;
    assert_int_equal(forth.collection->actors.count, back.collection->actors.count);
    for (i = 0; i < forth.collection->actors.count; i++) {
        const ng_actor *a = &forth.collection->actors.items[i], *b = &back.collection->actors.items[i];

        assert_true(ng_str_equal(a->id, b->id) && ng_str_equal(a->name, b->name) && a->type == b->type);
        assert_int_equal(a->members.end - a->members.begin, b->members.end - b->members.begin);
    }
    assert_int_equal(actor_of(&forth, 0, "Ruth Calloway"), actor_of(&forth, 1, "R. Calloway"));
    assert_int_equal(actor_of(&forth, 0, "Ruth Calloway"), actor_of(&forth, 2, "Calloway"));
    assert_int_not_equal(actor_of(&forth, 3, "Jane Ashby"), actor_of(&forth, 3, "John Ashby"));
    release(&forth);
    release(&back);
}

/* 'Ashby' may be either of two as well; that a third is less likely does not make it one of them. */
static void test_tie_is_no_join(void **state)
{
    static const char *const texts[] = {
        "[Joan Ashby|person] met [Tarn|company] and [Oakmere|company].",
        "[Jane Ashby|person] met [Tarn|company], [Oakmere|company], [Sorrel|company] and [Loopcart|company].",
        "[John Ashby|person] met [Tarn|company], [Oakmere|company], [Sorrel|company] and [Loopcart|company].",
        "[Ashby|person] left [Tarn|company], [Oakmere|company], [Sorrel|company] and [Loopcart|company]." };
    set s = linked(texts, 4, NULL, false);
    uint32_t bare = actor_of(&s, 3, "Ashby");

    (void)state;
    assert_true(bare != actor_of(&s, 0, "Joan Ashby") && bare != actor_of(&s, 1, "Jane Ashby") && bare != actor_of(&s, 2, "John Ashby"));
    release(&s);
}

/* Initials and a shared name make two one, but not when the documents give them posts of which none is the same. */
static void test_posts_tell_apart(void **state)
{
    static const char *const texts[] = { "[Donna Fairbank|person] met [Dan Whitlow|person] at [Tarn|company].",
                                         "[D. Fairbank|person] left [Pell|company] for [Tarn|company], said [Dan Orme|person]." };
    enum { FAIRBANK, WHITLOW, TARN };             /* entities of the first */
    enum { D_FAIRBANK, PELL, TARN_AGAIN, ORME };  /* and of the second */
    static const struct {
        ng_relation_type types[2];
        uint32_t heads[2], tails[2];
        bool one;
    } cases[] = {
        { { NG_LEADS, NG_WORKS_FOR }, { FAIRBANK, D_FAIRBANK }, { TARN, PELL }, false },
        { { NG_MEMBER_OF, NG_LEADS }, { FAIRBANK, D_FAIRBANK }, { TARN, PELL }, false },
        { { NG_LEADS, NG_WORKS_FOR }, { FAIRBANK, D_FAIRBANK }, { TARN, TARN_AGAIN }, true },
        { { NG_FOUNDER_OF, NG_LEADS }, { FAIRBANK, D_FAIRBANK }, { TARN, PELL }, true },
        { { NG_LEADS, NG_FOUNDER_OF }, { FAIRBANK, D_FAIRBANK }, { TARN, PELL }, true },
        { { NG_LEADS, NG_LEADS }, { WHITLOW, D_FAIRBANK }, { TARN, PELL }, true },
        { { NG_LEADS, NG_LEADS }, { FAIRBANK, ORME }, { TARN, PELL }, true },
    };
    size_t i, k;

    (void)state;
    for (i = 0; i < sizeof cases / sizeof *cases; i++) {
        set s = linked(texts, 2, NULL, false);

        for (k = 0; k < 2; k++) {
            ng_relation r;

            memset(&r, 0, sizeof r);
            r.type = cases[i].types[k];
            r.head = cases[i].heads[k];
            r.tail = cases[i].tails[k];
            assert_int_equal(ngi_array_push(s.ctx, &s.collection->documents.items[k]->relations, r), NG_OK);
        }
        assert_int_equal(ngi_link_entities(s.ctx, s.lexicon, NULL, NG_LABEL_LONGEST, s.collection), NG_OK);
        if ((actor_of(&s, 0, "Donna Fairbank") == actor_of(&s, 1, "D. Fairbank")) != cases[i].one) fail_msg("posts %zu", i);
        release(&s);
    }
}

/* A frequent name with other posts is somebody else's; a rare one is not. */
static void test_posts_tell_frequent_names_apart(void **state)
{
    static const struct {
        const char *texts[2], *name;
        bool one;
    } cases[] = {
        { { "[John Smith|person] leads [Tarn|company].", "[John Smith|person] leads [Pell|company]." }, "John Smith", false },
        { { "[Thess Quarrow|person] leads [Tarn|company].", "[Thess Quarrow|person] leads [Pell|company]." }, "Thess Quarrow", true },
        { { "[John Quarrow|person] leads [Tarn|company].", "[John Quarrow|person] leads [Pell|company]." }, "John Quarrow", true },
        { { "[Thess Smith|person] leads [Tarn|company].", "[Thess Smith|person] leads [Pell|company]." }, "Thess Smith", true },
    };
    size_t i, k;

    (void)state;
    for (i = 0; i < sizeof cases / sizeof *cases; i++) {
        set s = linked(cases[i].texts, 2, NULL, false);

        assert_int_equal(actor_of(&s, 0, cases[i].name), actor_of(&s, 1, cases[i].name));
        for (k = 0; k < 2; k++) {
            ng_relation r;

            memset(&r, 0, sizeof r);
            r.type = NG_LEADS;
            r.tail = 1;
            assert_int_equal(ngi_array_push(s.ctx, &s.collection->documents.items[k]->relations, r), NG_OK);
        }
        assert_int_equal(ngi_link_entities(s.ctx, s.lexicon, NULL, NG_LABEL_LONGEST, s.collection), NG_OK);
        if ((actor_of(&s, 0, cases[i].name) == actor_of(&s, 1, cases[i].name)) != cases[i].one) fail_msg("posts of %s", cases[i].name);
        release(&s);
    }
}

static void test_decisions_over_documents(void **state)
{
    static const char *const texts[] = { "[Ruth Calloway|person] left.", "[Nightowl|person] came.", "[Ruth Calloway|person] stayed." };
    set s = linked(texts, 3, "merge \"Nightowl\" \"Ruth Calloway\"\nrename \"Nightowl\" \"R. C.\"", false);

    (void)state;
    assert_int_equal(s.collection->actors.count, 1);
    assert_true(ng_str_equal(s.collection->actors.items[0].name, NGI_LITERAL("R. C.")));
    release(&s);
}

static const char *const called[] = {
    "[Ruth Calloway|person] leads [Tarn Robotics Inc.|company]. [Ms. Calloway|person] spoke. [Calloway|person]'s firm grew.",
    "[Ruth Calloway|person] of [Tarn Robotics|company] met [Dan Whitlow|person].",
    "[Tarn Robotics|company] paid [Ruth Calloway's|person] fee. [Tarn Robotics Inc.|company] grew.",
};

static bool is_called(const set *s, const char *surface, const char *name)
{
    ng_str label = s->collection->actors.items[actor_of(s, 0, surface)].name;

    if (!ng_str_equal(label, ng_str_from(name))) print_message("'%s' is called '%.*s', not '%s'\n", surface, NGI_STR(label), name);
    return ng_str_equal(label, ng_str_from(name));
}

/* By the mentions of all documents, whatever each of them says most; of two alike the fuller; copies do not count. */
static void test_most_frequent_label(void **state)
{
    int way;

    (void)state;
    for (way = 0; way < 2; way++) {
        set s = labelled(called, 3, NULL, way == 1, NG_LABEL_FREQUENT);
        const ng_document *doc = s.collection->documents.items[0];
        const ng_entity *e = &doc->entities.items[0];

        assert_true(is_called(&s, "Ruth Calloway", "Ruth Calloway"));
        assert_true(is_called(&s, "Tarn Robotics Inc.", "Tarn Robotics Inc."));
        assert_true(ng_str_equal(e->name, NGI_LITERAL("Calloway")) && ng_str_equal(e->full, NGI_LITERAL("Ruth Calloway")));
        assert_true(ng_str_equal(doc->aliases.items[e->aliases.begin], NGI_LITERAL("Ruth Calloway")));
        assert_null(doc->entities.items[1].full.ptr);
        s.collection->documents.items[1]->about.duplicate_of = NGI_LITERAL("d0");
        s.collection->documents.items[2]->about.duplicate_of = NGI_LITERAL("d0");
        assert_int_equal(ngi_link_entities(s.ctx, s.lexicon, NULL, NG_LABEL_FREQUENT, s.collection), NG_OK);
        assert_true(is_called(&s, "Ruth Calloway", "Calloway"));
        release(&s);
    }
}

/* The label changes nothing else, and is taken back. */
static void test_label_is_taken_back(void **state)
{
    set longest = linked(called, 3, NULL, false), frequent = labelled(called, 3, NULL, false, NG_LABEL_FREQUENT);
    size_t i, k;

    (void)state;
    assert_non_null(frequent.collection->documents.items[0]->entities.items[0].full.ptr);
    assert_int_equal(ngi_link_entities(frequent.ctx, frequent.lexicon, NULL, NG_LABEL_LONGEST, frequent.collection), NG_OK);
    assert_int_equal(longest.collection->actors.count, frequent.collection->actors.count);
    for (i = 0; i < longest.collection->actors.count; i++) {
        assert_true(ng_str_equal(longest.collection->actors.items[i].name, frequent.collection->actors.items[i].name));
    }
    for (i = 0; i < 3; i++) {
        const ng_document *a = longest.collection->documents.items[i], *b = frequent.collection->documents.items[i];

        for (k = 0; k < a->entities.count; k++) {
            assert_true(ng_str_equal(a->entities.items[k].name, b->entities.items[k].name));
            assert_null(b->entities.items[k].full.ptr);
        }
        for (k = 0; k < a->aliases.count; k++) assert_true(ng_str_equal(a->aliases.items[k], b->aliases.items[k]));
    }
    release(&longest);
    release(&frequent);
}

static void test_renamed_stays_renamed(void **state)
{
    set s = labelled(called, 3, "rename \"Calloway\" \"R. C.\"", false, NG_LABEL_FREQUENT);

    (void)state;
    assert_true(is_called(&s, "Ruth Calloway", "R. C."));
    assert_true(ng_str_equal(s.collection->documents.items[0]->entities.items[0].name, NGI_LITERAL("R. C.")));
    release(&s);
}

static void test_candidates_and_explanation(void **state)
{
    set s = linked(story, 5, NULL, false);
    ngi_name_report report;
    ngi_buffer lines = { 0 };
    bool initials = false;
    size_t i;

    (void)state;
    assert_int_equal(ngi_find_candidates(s.ctx, s.lexicon, NULL, s.collection, &report), NG_OK);
    for (i = 0; i < report.joins.count; i++) {
        initials = initials || ng_str_equal(report.joins.items[i].other, NGI_LITERAL("J. Ashby"));
        assert_true(i == 0 || report.joins.items[i - 1].score >= report.joins.items[i].score);
    }
    assert_true(initials);
    assert_int_equal(ngi_write_candidates(s.ctx, &report, &lines), NG_OK);
    assert_true(ngi_str_find(ngi_buffer_str(&lines), NGI_LITERAL("# merge \"Tarn Robotics\" \"Tarn\"   # ")) != SIZE_MAX);
    assert_true(ngi_str_find(ngi_buffer_str(&lines), NGI_LITERAL("# merge \"Jane Ashby\" \"J. Ashby\"   # ")) != SIZE_MAX);
    ngi_name_report_release(&report);
    assert_int_equal(ngi_explain_actor(s.ctx, s.lexicon, NULL, s.collection, actor_of(&s, 0, "Ruth Calloway"), &report), NG_OK);
    assert_int_equal(report.joins.count, 2);
    assert_string_equal(report.joins.items[0].why, "initials of the given names");
    assert_int_equal(report.joins.items[0].document, 1);
    assert_string_equal(report.joins.items[1].why, "surname of the full name");
    ngi_name_report_release(&report);
    ngi_buffer_release(s.ctx, &lines);
    release(&s);
}

static void test_explanation_of_one_document(void **state)
{
    static const char *const texts[] = {
        "[Karl Immer|person] met [Rosa Immer|person] and [Ruth Calloway|person]. [Calloway|person] spoke, [Immer|person] slept." };
    static const struct {
        const char *actor, *name, *other, *why;
    } cases[] = {
        { "Ruth Calloway", "Calloway", "Ruth Calloway", "surname of the full name" },
        { "Karl Immer", "Immer", "Karl Immer", "of several with that name, the one named first" },
    };
    set s = linked(texts, 1, NULL, false);
    ngi_name_report report;
    size_t i;

    (void)state;
    for (i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(ngi_explain_actor(s.ctx, s.lexicon, NULL, s.collection, actor_of(&s, 0, cases[i].actor), &report), NG_OK);
        assert_int_equal(report.joins.count, 1);
        assert_true(ng_str_equal(report.joins.items[0].name, ng_str_from(cases[i].name)));
        assert_true(ng_str_equal(report.joins.items[0].other, ng_str_from(cases[i].other)));
        assert_string_equal(report.joins.items[0].why, cases[i].why);
        assert_true(ng_str_equal(ng_document_slice(s.collection->documents.items[0], report.joins.items[0].span), ng_str_from(cases[i].name)));
        assert_true(ng_str_equal(ng_document_slice(s.collection->documents.items[0], report.joins.items[0].other_span), ng_str_from(cases[i].other)));
        ngi_name_report_release(&report);
    }
    assert_int_equal(ngi_explain_actor(s.ctx, s.lexicon, NULL, s.collection, actor_of(&s, 0, "Rosa Immer"), &report), NG_OK);
    assert_int_equal(report.joins.count, 0);
    ngi_name_report_release(&report);
    release(&s);
}

/* {text of document 0, text of document 1, name in 0, name in 1, how likely they are one; 0: not even that} */
static const struct {
    const char *texts[2], *names[2];
    double score;
} doubtful[] = {
    { { "The [Baltic Fisheries Council|organization] met.", "The [BFC|organization] met." }, { "Baltic Fisheries Council", "BFC" }, 0.28 },
    { { "The [Senate Rivers Committee|organization] heard [Ruth Calloway|person].", "The [Rivers Committee|organization] heard [Ruth Calloway|person]." },
      { "Senate Rivers Committee", "Rivers Committee" }, 0.35 },
    { { "[Donna Fairbank|person] spoke.", "[D. Fairbank|person] left." }, { "Donna Fairbank", "D. Fairbank" }, 0.4 },
    { { "[Ruth Calloway|person] left.", "[Calloway|person] came." }, { "Ruth Calloway", "Calloway" }, 0.25 },
    { { "[Nettle|company] updated [Nettle|product].", "[Nettle|company] grew." }, { "Nettle", "Nettle" }, 0.275 },
    { { "[Ruth Calloway|person] left. [Calloway|person] slept.", "[Calloway|person] came." }, { "Ruth Calloway", "Calloway" }, 0.25 },
    /* and of these nobody is told */
    { { "The [Senate Rivers Committee|organization] met.", "The [Rivers Committee|organization] met." }, { "Senate Rivers Committee", "Rivers Committee" }, 0.0 },
    { { "The [Baltic Fisheries Council|organization] met.", "The [BFT|organization] met." }, { "Baltic Fisheries Council", "BFT" }, 0.0 },
    { { "[Calloway|person] left.", "[Calloway|person] came." }, { "Calloway", "Calloway" }, 0.0 },
    { { "[Ruth Calloway|person] left.", "[Dan Calloway|person] came." }, { "Ruth Calloway", "Dan Calloway" }, 0.0 },
    { { "The [Ministry of Justice|organization] objected.", "The [Ministry of Justice|organization] agreed." }, { "Ministry of Justice", "Ministry of Justice" }, 0.0 },
};

static void test_candidates_and_their_scores(void **state)
{
    size_t i, k;

    (void)state;
    for (i = 0; i < sizeof doubtful / sizeof *doubtful; i++) {
        set s = linked(doubtful[i].texts, 2, NULL, false);
        ngi_name_report report;
        double score = 0.0;

        assert_int_equal(ngi_find_candidates(s.ctx, s.lexicon, NULL, s.collection, &report), NG_OK);
        for (k = 0; k < report.joins.count; k++) {
            const ngi_name_join *join = &report.joins.items[k];

            if (!ng_str_equal(join->name, ng_str_from(doubtful[i].names[0]))) continue;
            if (ng_str_equal(join->other, ng_str_from(doubtful[i].names[1]))) score = (double)join->score;
        }
        if (score < doubtful[i].score - 0.001 || score > doubtful[i].score + 0.001) fail_msg("%s and %s: %f", doubtful[i].names[0], doubtful[i].names[1], score);
        ngi_name_report_release(&report);
        release(&s);
    }
}

static ng_status resolve_all(ng_context *ctx, ng_collection *collection)
{
    static const ng_str text = NG_STR_INIT("merge \"Tarn\" \"Ruth Calloway\"\nadd \"hired\" work\nnever merge \"A\" \"B\"");
    ngi_name_report report = { .joins = { 0 } };
    ngi_decisions *decisions = NULL;
    size_t i;
    ng_status st = ngi_decisions_read(ctx, "d.txt", text, &decisions);

    for (i = 0; st == NG_OK && i < collection->documents.count; i++) {
        st = ngi_resolve_entities(ctx, NULL, NULL, NULL, decisions, collection->documents.items[i]);
    }
    if (st == NG_OK) st = ngi_link_entities(ctx, NULL, decisions, NG_LABEL_FREQUENT, collection);
    if (st == NG_OK) st = ngi_explain_actor(ctx, NULL, decisions, collection, 0, &report);
    ngi_name_report_release(&report);
    if (st == NG_OK) st = ngi_find_candidates(ctx, NULL, decisions, collection, &report);
    ngi_name_report_release(&report);
    ngi_decisions_free(decisions);
    return st;
}

static void test_memory_runs_out(void **state)
{
    ng_context_options opts = NG_CONTEXT_OPTIONS_INIT;
    ng_status st = NG_E_NOMEM;
    unsigned long calls;

    (void)state;
    for (calls = 0; st != NG_OK; calls++) {
        purse p = { 1000000, 0 };
        ng_collection *collection;
        ng_context *ctx;
        size_t i;

        opts.allocator = purse_allocator(&p);
        assert_int_equal(ng_context_create(&opts, &ctx), NG_OK);
        assert_int_equal(ngi_collection_create(ctx, &collection), NG_OK);
        for (i = 0; i < 3; i++) assert_int_equal(ngi_collection_add(ctx, collection, marked_document(ctx, "d", story[i])), NG_OK);
        p.left = calls;
        st = resolve_all(ctx, collection);
        assert_true(st == NG_OK || st == NG_E_NOMEM);
        ng_collection_free(collection);
        ng_context_free(ctx);
        assert_int_equal(p.balance, 0);
    }
    assert_true(calls > 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pairs),
        cmocka_unit_test(test_order_does_not_matter),
        cmocka_unit_test(test_tie_is_no_join),
        cmocka_unit_test(test_posts_tell_apart),
        cmocka_unit_test(test_posts_tell_frequent_names_apart),
        cmocka_unit_test(test_decisions_over_documents),
        cmocka_unit_test(test_most_frequent_label),
        cmocka_unit_test(test_label_is_taken_back),
        cmocka_unit_test(test_renamed_stays_renamed),
        cmocka_unit_test(test_candidates_and_explanation),
        cmocka_unit_test(test_explanation_of_one_document),
        cmocka_unit_test(test_candidates_and_their_scores),
        cmocka_unit_test(test_memory_runs_out),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
