/*
 * Results written: read back and written again they are the same bytes; the annotation formats say what is there.
 */
#include "exchange/result.h"

#include "base/json.h"
#include "text/segment.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static int set_up(void **state)
{
    ng_context *ctx;

    if (ng_context_create(NULL, &ctx) != NG_OK) return -1;
    *state = ctx;
    return 0;
}

static int tear_down(void **state)
{
    ng_context_free(*state);
    return 0;
}

/* Two documents with everything that a result can hold, as another program would print it. */
static const char sample[] =
    "{\"namegraph\": 1, \"made_by\": {\"version\": \"9\", \"model\": \"hand\", \"kernels\": null, \"options\": {}},"
    "\"entities\": [{\"id\": \"e1\", \"name\": \"Ren\\u00e9e \\\"Ray\\\" Poe\", \"type\": \"person\", \"aliases\": [\"Poe\"],"
    " \"link\": \"ray poe\"}, {\"id\": \"e2\", \"name\": \"Acme\", \"type\": \"company\"}],"
    "\"documents\": [{\"id\": \"a#1\", \"source\": \"a.txt\", \"source_start\": 4, \"title\": \"Poe\", \"title_span\": [0, 3],"
    " \"date\": \"2024-01-31\", \"outlet\": \"The \\ud83d\\ude00 Post\", \"author\": \"A; B\", \"url\": \"http://x/\","
    " \"language\": \"en\", \"duplicate_of\": \"b\", \"boilerplate\": [[4, 8]],"
    " \"text\": \"Poe\\nMENU\\nRen\\u00e9e \\\"Ray\\\" Poe leads Acme. \\u201cAcme is mine,\\u201d she said.\","
    " \"mentions\": [{\"span\": [0, 3], \"entity\": \"e1\"}, {\"span\": [9, 24], \"entity\": \"e1\", \"score\": 0.98765},"
    "  {\"span\": [31, 35], \"entity\": \"e2\"}, {\"span\": [38, 42], \"entity\": \"e2\"},"
    "  {\"span\": [53, 56], \"entity\": \"e1\", \"kind\": \"pronoun\", \"score\": 0.5}],"
    " \"relations\": [{\"head\": \"e1\", \"type\": \"leads\", \"tail\": \"e2\", \"role\": \"chief\\texecutive\", \"status\":"
    "  \"former\", \"since\": \"2020\", \"until\": \"2021-05\", \"score\": 0.123456, \"evidence\": [{\"span\": [9, 36],"
    "  \"head\": [9, 24], \"tail\": null, \"by\": \"head\", \"score\": 0.5}, {\"span\": [0, 3], \"by\": \"hand\"}]}],"
    " \"speech\": [{\"speaker\": \"e1\", \"kind\": \"direct\", \"span\": [37, 52], \"speaker_span\": [53, 56], \"cue\": \"said\","
    "  \"about\": [\"e2\"], \"within\": null, \"score\": 0.75}, {\"speaker\": null, \"kind\": \"indirect\", \"span\": [38, 42],"
    "  \"cue\": null, \"about\": [], \"within\": 0}]},"
    " {\"id\": \"b\", \"text\": \"Acme grew.\", \"mentions\": [{\"span\": [0, 4], \"entity\": \"e2\", \"type\": \"product\"}]}]}";

/* Actors as the pipeline makes them, without its judgement: entities of one name are one. */
static ng_status make_actors(ng_context *ctx, ng_collection *c)
{
    ng_status st = NG_OK;
    size_t d, e, a;

    for (d = 0; d < c->documents.count; d++) {
        ng_document *doc = c->documents.items[d];

        for (e = 0; e < doc->entities.count; e++) {
            ng_entity *entity = &doc->entities.items[e];
            ng_actor actor = { entity->id, entity->name, entity->type, { 0, 0 }, { 0, 0 }, entity->link };

            for (a = 0; a < c->actors.count && !ng_str_equal(c->actors.items[a].name, entity->name);) a++;
            if (a == c->actors.count) NG_CHECK(ngi_array_push(ctx, &c->actors, actor));
            entity->actor = (uint32_t)a;
        }
    }
done:
    return st;
}

static ng_collection *read_back(ng_context *ctx, ng_str text)
{
    ng_collection *c;

    assert_int_equal(ngi_collection_create(ctx, &c), NG_OK);
    if (ngi_result_read(ctx, "sample", text, NGI_RESULT_WHOLE, ngi_segment, c) != NG_OK) fail_msg("%s", ng_context_error(ctx)->message);
    assert_int_equal(make_actors(ctx, c), NG_OK);
    return c;
}

static void test_read_back(void **state)
{
    ng_context *ctx = *state;
    ngi_buffer first = { NULL, 0, 0 }, second = { NULL, 0, 0 };
    ng_collection *c = read_back(ctx, ng_str_from(sample)), *again;
    json_t *root = NULL;

    assert_int_equal(ngi_result_write_json(ctx, c, &first), NG_OK);
    again = read_back(ctx, ngi_buffer_str(&first));
    assert_int_equal(ngi_result_write_json(ctx, again, &second), NG_OK);
    assert_string_equal(first.data, second.data);
    assert_true(ngi_result_detect(ngi_buffer_str(&first)));
    assert_int_equal(ngi_json_parse(ctx, ngi_buffer_str(&first), "first", &root), NG_OK);
    assert_int_equal(json_array_size(json_object_get(root, "entities")), 2);
    json_decref(root);
    ng_collection_free(c);
    ng_collection_free(again);
    ngi_buffer_release(ctx, &first);
    ngi_buffer_release(ctx, &second);
}

/* What was given is what is printed: spans in code points, scores with four digits, one id for one actor. */
/* Two entities of one document that are one actor, as when a name has two types there: each keeps what is its own. */
static void test_twins(void **state)
{
    static const char twins[] =
        "{\"namegraph\": 1, \"entities\": [{\"id\": \"e1\", \"name\": \"Acme\", \"type\": \"company\"}, {\"id\": \"e2\", \"name\": \"Acme\","
        " \"type\": \"place\"}, {\"id\": \"e3\", \"name\": \"Bo Poe\", \"type\": \"person\"}], \"documents\": [{\"id\": \"a\", \"text\":"
        " \"Acme lies near Acme. Bo Poe leads Acme.\", \"mentions\": [{\"span\": [0, 4], \"entity\": \"e1\"}, {\"span\": [15, 19],"
        " \"entity\": \"e2\"}, {\"span\": [21, 27], \"entity\": \"e3\"}, {\"span\": [34, 38], \"entity\": \"e1\"}],"
        " \"relations\": [{\"head\": \"e1\", \"type\": \"located_in\", \"tail\": \"e2\", \"status\": \"current\", \"evidence\":"
        " [{\"span\": [0, 20]}]}, {\"head\": \"e3\", \"type\": \"leads\", \"tail\": \"e1\", \"status\": \"current\", \"evidence\":"
        " [{\"span\": [21, 39]}]}], \"speech\": [{\"speaker\": \"e1\", \"kind\": \"indirect\", \"span\": [0, 4]},"
        " {\"speaker\": \"e3\", \"kind\": \"indirect\", \"span\": [21, 27], \"about\": [\"e1\"]}]}]}";
    ng_context *ctx = *state;
    ng_collection *c = read_back(ctx, ng_str_from(twins)), *again;
    ngi_buffer first = { NULL, 0, 0 }, second = { NULL, 0, 0 };
    const ng_document *doc;

    assert_int_equal(c->actors.count, 2);
    assert_int_equal(ngi_result_write_json(ctx, c, &first), NG_OK);
    again = read_back(ctx, ngi_buffer_str(&first));
    doc = again->documents.items[0];
    assert_int_equal(doc->entities.count, 3);
    assert_int_equal(doc->mentions.items[0].entity, 0);
    assert_int_equal(doc->mentions.items[1].entity, 1);
    assert_int_equal(doc->relations.items[0].head, 0);
    assert_int_equal(doc->relations.items[0].tail, 1);
    assert_int_equal(doc->speech.items[0].speaker, 0);
    assert_int_equal(doc->about_entities.count, 1);
    assert_int_equal(doc->about_entities.items[0], 0);
    assert_int_equal(ngi_result_write_json(ctx, again, &second), NG_OK);
    assert_true(ng_str_equal(ngi_buffer_str(&first), ngi_buffer_str(&second)));
    ngi_buffer_release(ctx, &first);
    ngi_buffer_release(ctx, &second);
    ng_collection_free(c);
    ng_collection_free(again);
}

static void test_fields(void **state)
{
    static const char *const parts[] = {
        "\"made_by\": {\"version\": \"9\"", "\"source_start\": 4", "\"span\": [9, 24], \"kind\": \"name\"", "\"score\": 0.9877",
        "\"role\": \"chief\\texecutive\"", "\"since\": \"2020\"", "\"until\": \"2021-05\"", "\"score\": 0.1235",
        "\"tail\": null, \"by\": \"head\", \"score\": 0.5", "\"speaker_span\": [53, 56]", "\"within\": 0", "\"duplicate_of\": \"b\"",
        "\"boilerplate\": [[4, 8]]", "\"type\": \"product\"", "\"link\": \"ray poe\"", "\"title_span\": [0, 3]",
    };
    ng_context *ctx = *state;
    ngi_buffer out = { NULL, 0, 0 };
    ng_collection *c = read_back(ctx, ng_str_from(sample));
    size_t i;

    assert_int_equal(ngi_result_write_json(ctx, c, &out), NG_OK);
    for (i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (!strstr(out.data, parts[i])) fail_msg("no %s in %s", parts[i], out.data);
    }
    ng_collection_free(c);
    ngi_buffer_release(ctx, &out);
}

static void test_lines(void **state)
{
    ng_context *ctx = *state;
    ngi_buffer out = { NULL, 0, 0 };
    ng_collection *c = read_back(ctx, ng_str_from(sample));
    ng_str rest, line;
    size_t lines = 0;

    assert_int_equal(ngi_result_write_jsonl(ctx, c, &out), NG_OK);
    rest = ngi_buffer_str(&out);
    while (ngi_str_next(&rest, '\n', &line) && line.len) {
        json_t *value = NULL;

        assert_int_equal(ngi_json_parse(ctx, line, "line", &value), NG_OK);
        assert_int_equal(json_array_size(json_object_get(value, "entities")), lines == 0 ? 2 : 1);
        json_decref(value);
        lines++;
    }
    assert_int_equal(lines, 2);
    ng_collection_free(c);
    ngi_buffer_release(ctx, &out);
}

static void test_annotation(void **state)
{
    static const char brat[] = "== b.txt\nAcme grew.\n== b.ann\nT1\tproduct 0 4\tAcme\n#1\tAnnotatorNotes T1\te2\n";
    static const char conll[] = "# newdoc id = b\nAcme\tB-product\ngrew\tO\n.\tO\n\n";
    static const char *const parts[] = {
        "T2\tperson 9 24\tRen\xc3\xa9" "e \"Ray\" Poe\n", "T5\tperson_reference 53 56\tshe\n", "R1\tleads Arg1:T2 Arg2:T3\n",
        "A1\tStatus R1 former\n",
    };
    ng_context *ctx = *state;
    ngi_buffer out = { NULL, 0, 0 };
    ng_collection *c = read_back(ctx, ng_str_from(sample));
    size_t i;

    assert_int_equal(ngi_result_write_brat(ctx, c, &out), NG_OK);
    assert_true(ngi_str_ends(ngi_buffer_str(&out), ng_str_from(brat)));
    for (i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (!strstr(out.data, parts[i])) fail_msg("no %s in %s", parts[i], out.data);
    }
    out.len = 0;
    assert_int_equal(ngi_result_write_conll(ctx, c, &out), NG_OK);
    assert_true(ngi_str_ends(ngi_buffer_str(&out), ng_str_from(conll)));
    assert_non_null(strstr(out.data, "Poe\tI-person\nleads\tO\nAcme\tB-company\n"));
    ng_collection_free(c);
    ngi_buffer_release(ctx, &out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_read_back, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_twins, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_fields, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_lines, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_annotation, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
