/*
 * The corpus's file: told from other files, locked, changed in transactions, one document's rows at a time; whatever is
 * changed in it by other hands, its check finds.
 */
#include "store/store.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>
#include <sqlite3.h>

#define PATH "test_store.namegraph"

static int set_up(void **state)
{
    ng_context *ctx;

    (void)unlink(PATH);
    (void)unlink(PATH "-journal");
    if (ng_context_create(NULL, &ctx) != NG_OK) return -1;
    *state = ctx;
    return 0;
}

static int tear_down(void **state)
{
    ng_context_free(*state);
    (void)unlink(PATH);
    return 0;
}

static void write_file(const char *bytes, size_t len)
{
    FILE *f = fopen(PATH, "wb");

    assert_non_null(f);
    assert_int_equal(fwrite(bytes, 1, len, f), len);
    assert_int_equal(fclose(f), 0);
}

/* Change the file behind the library's back. */
static void run_sql(const char *sql)
{
    sqlite3 *db;
    char *message = NULL;

    assert_int_equal(sqlite3_open(PATH, &db), SQLITE_OK);
    if (sqlite3_exec(db, sql, NULL, NULL, &message) != SQLITE_OK) fail_msg("%s: %s", sql, message);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

/* All that some SQL gives, joined. */
static void ask_sql(const char *sql, char *out, size_t size)
{
    sqlite3 *db;
    sqlite3_stmt *statement;

    out[0] = '\0';
    assert_int_equal(sqlite3_open(PATH, &db), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &statement, NULL), SQLITE_OK);
    while (sqlite3_step(statement) == SQLITE_ROW) {
        (void)snprintf(out + strlen(out), size - strlen(out), "%s;", (const char *)sqlite3_column_text(statement, 0));
    }
    assert_int_equal(sqlite3_finalize(statement), SQLITE_OK);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

#define TEXT "Ada Roe met Zo\\u00e9 Lee. Bolt bought Cove."
#define DOCUMENT(id, source, text, title)                                                                                    \
    "{\"id\": \"" id "\", \"source\": \"" source "\", \"title\": " title ", \"date\": \"2024-05-06\", \"text\": \"" text       \
    "\", \"paragraphs\": [[0, 38]], \"sentences\": [[0, 20], [21, 38]], \"entities\": [{\"id\": \"e1\", \"local\": \"e1\", " \
    "\"name\": \"Ada Roe\", \"type\": \"person\", \"aliases\": []}], \"mentions\": [{\"span\": [0, 7], \"kind\": \"name\", " \
    "\"entity\": \"e1\", \"type\": \"person\", \"score\": 1.0}], \"relations\": [], \"speech\": []}"

static ngi_kept put(ng_context *ctx, ng_corpus *corpus, const char *json)
{
    ngi_kept before;

    assert_int_equal(ngi_corpus_begin(ctx, corpus), NG_OK);
    assert_int_equal(ngi_corpus_put(ctx, corpus, ng_str_from("{}"), ng_str_from(json), &before), NG_OK);
    assert_int_equal(ngi_corpus_commit(ctx, corpus), NG_OK);
    return before;
}

static ng_corpus *make(ng_context *ctx)
{
    ng_corpus *corpus;

    assert_int_equal(ng_corpus_open(ctx, PATH, NG_CORPUS_WRITE, &corpus), NG_OK);
    assert_int_equal(put(ctx, corpus, DOCUMENT("a", "a.txt", TEXT, "null")), NGI_KEPT_NONE);
    assert_int_equal(put(ctx, corpus, DOCUMENT("b#1", "b", TEXT, "\"Two\"")), NGI_KEPT_NONE);
    assert_int_equal(put(ctx, corpus, DOCUMENT("b#2", "b", TEXT, "\"Three\"")), NGI_KEPT_NONE);
    return corpus;
}

static void expect_refused(ng_context *ctx, const char *path, ng_corpus_access access, ng_status status, const char *words)
{
    ng_corpus *corpus;
    ng_status st = ng_corpus_open(ctx, path, access, &corpus);

    if (st != status || !strstr(ng_context_error(ctx)->message, words)) {
        fail_msg("%s: %s, '%s', not '%s'", path, ng_status_name(st), ng_context_error(ctx)->message, words);
    }
    assert_null(corpus);
}

static void test_other_files(void **state)
{
    ng_context *ctx = *state;

    expect_refused(ctx, "no-such.namegraph", NG_CORPUS_READ, NG_E_IO, "No such file");
    expect_refused(ctx, "no/such.namegraph", NG_CORPUS_WRITE, NG_E_IO, "cannot open 'no/such.namegraph'");
    expect_refused(ctx, ".", NG_CORPUS_READ, NG_E_IO, "is a directory");
    expect_refused(ctx, ".", NG_CORPUS_WRITE, NG_E_IO, "is a directory");
    expect_refused(ctx, "-", NG_CORPUS_WRITE, NG_E_IO, "a corpus is a file");
    write_file("An article.", 11);
    expect_refused(ctx, PATH, NG_CORPUS_READ, NG_E_FORMAT, "no corpus of namegraph");
    expect_refused(ctx, PATH, NG_CORPUS_WRITE, NG_E_FORMAT, "no corpus of namegraph");
    write_file("", 0);
    expect_refused(ctx, PATH, NG_CORPUS_READ, NG_E_FORMAT, "no corpus of namegraph");
    write_file("SQLite format 3\0cut off", 23);
    expect_refused(ctx, PATH, NG_CORPUS_READ, NG_E_FORMAT, "damaged");
    (void)unlink(PATH);
    run_sql("CREATE TABLE documents (id TEXT)");
    expect_refused(ctx, PATH, NG_CORPUS_READ, NG_E_FORMAT, "no corpus of namegraph");
    expect_refused(ctx, PATH, NG_CORPUS_WRITE, NG_E_FORMAT, "no corpus of namegraph");
    (void)unlink(PATH);
    assert_int_equal(mkfifo(PATH, 0600), 0);
    expect_refused(ctx, PATH, NG_CORPUS_READ, NG_E_IO, "not a regular file");
    expect_refused(ctx, PATH, NG_CORPUS_WRITE, NG_E_IO, "not a regular file");
}

static void test_other_corpora(void **state)
{
    static const struct {
        const char *sql, *words;
    } cases[] = {
        { "PRAGMA user_version = 2", "of version 2, made by a newer namegraph" },
        { "CREATE TRIGGER t AFTER INSERT ON documents BEGIN DELETE FROM joined; END", "its tables are not those of a corpus" },
        { "DROP INDEX documents_by_source", "its tables are not those of a corpus" },
        { "ALTER TABLE documents ADD COLUMN more TEXT", "its tables are not those of a corpus" },
        { "DROP TABLE sentences", "its tables are not those of a corpus" },
        { "PRAGMA application_id = 7", "no corpus of namegraph" },
    };
    size_t i;

    for (i = 0; i < sizeof cases / sizeof *cases; i++) {
        (void)unlink(PATH);
        ng_corpus_close(make(*state));
        run_sql(cases[i].sql);
        expect_refused(*state, PATH, NG_CORPUS_READ, NG_E_FORMAT, cases[i].words);
        expect_refused(*state, PATH, NG_CORPUS_WRITE, NG_E_FORMAT, cases[i].words);
    }
    (void)unlink(PATH);
    ng_corpus_close(make(*state));
    run_sql("CREATE VIEW people AS SELECT id FROM joined; CREATE INDEX mine ON documents (date)"); /* for one's own questions */
    {
        ng_corpus *corpus;

        assert_int_equal(ng_corpus_open(*state, PATH, NG_CORPUS_READ, &corpus), NG_OK);
        ng_corpus_close(corpus);
    }
}

static void test_changes_touch_one_document(void **state)
{
    ng_context *ctx = *state;
    ng_corpus *corpus = make(ctx);
    char rows[4096], others[4096];
    const char *of_others = "SELECT number || id || json_hash FROM documents WHERE id <> 'b#1' UNION ALL "
                            "SELECT rowid || text FROM sentences WHERE rowid >> 32 IN (SELECT number FROM documents WHERE id <> 'b#1')";
    size_t count;

    ask_sql(of_others, others, sizeof others);
    assert_int_equal(put(ctx, corpus, DOCUMENT("b#1", "b", TEXT, "\"Two\"")), NGI_KEPT_SAME);
    assert_int_equal(put(ctx, corpus, DOCUMENT("b#1", "b", TEXT, "\"Another title\"")), NGI_KEPT_OTHER);
    assert_int_equal(put(ctx, corpus, DOCUMENT("b#1", "c", TEXT, "\"A third\"")), NGI_KEPT_FOREIGN);
    assert_int_equal(put(ctx, corpus, DOCUMENT("b#1", "b", "Ada Roe ran on Mo\\u00f1day. Wool met Twine.", "null")), NGI_KEPT_FOREIGN);
    ask_sql(of_others, rows, sizeof rows);
    assert_string_equal(rows, others);
    ask_sql("SELECT text FROM sentences WHERE rowid >> 32 = (SELECT number FROM documents WHERE id = 'b#1')", rows, sizeof rows);
    assert_string_equal(rows, "Ada Roe ran on Mo\u00f1da;. Wool met Twine.;"); /* the spans are those that were given */

    assert_int_equal(ngi_corpus_begin(ctx, corpus), NG_OK);
    assert_int_equal(ngi_corpus_drop(ctx, corpus, ng_str_from("b#1"), &count), NG_OK);
    assert_int_equal(count, 1);
    assert_int_equal(ngi_corpus_commit(ctx, corpus), NG_OK);
    ask_sql("SELECT number || id || json_hash FROM documents UNION ALL SELECT rowid || text FROM sentences", rows, sizeof rows);
    assert_string_equal(rows, others);
    assert_int_equal(ngi_corpus_begin(ctx, corpus), NG_OK);
    assert_int_equal(ngi_corpus_drop(ctx, corpus, ng_str_from("b"), &count), NG_OK);
    assert_int_equal(count, 1);
    assert_int_equal(ngi_corpus_drop(ctx, corpus, ng_str_from("b"), &count), NG_OK);
    assert_int_equal(count, 0);
    assert_int_equal(ngi_corpus_commit(ctx, corpus), NG_OK);
    ng_corpus_close(corpus);
}

static size_t count_documents(ng_context *ctx, ng_corpus *corpus)
{
    ng_corpus_entry entry;
    size_t count = 0;
    ng_status st;

    while ((st = ng_corpus_next(ctx, corpus, &entry)) == NG_OK) count++;
    assert_int_equal(st, NG_DONE);
    return count;
}

static void test_locks(void **state)
{
    ng_context *ctx = *state;
    ng_corpus *corpus = make(ctx), *other;
    ngi_kept before;

    assert_int_equal(ngi_corpus_open(ctx, PATH, NG_CORPUS_WRITE, 40, &other), NG_OK);
    assert_int_equal(ngi_corpus_begin(ctx, corpus), NG_OK);
    assert_int_equal(ngi_corpus_begin(ctx, other), NG_E_IO);
    assert_non_null(strstr(ng_context_error(ctx)->message, "another program has it locked"));
    assert_int_equal(ngi_corpus_put(ctx, corpus, ng_str_from("{}"), ng_str_from(DOCUMENT("c", "c", TEXT, "null")), &before), NG_OK);
    assert_int_equal(count_documents(ctx, other), 3); /* a reader sees the state before */
    assert_int_equal(ngi_corpus_commit(ctx, corpus), NG_OK);
    assert_int_equal(count_documents(ctx, other), 4);
    assert_int_equal(ngi_corpus_begin(ctx, other), NG_OK);
    assert_int_equal(ngi_corpus_put(ctx, other, ng_str_from("{}"), ng_str_from(DOCUMENT("d", "d", TEXT, "null")), &before), NG_OK);
    ng_corpus_close(other); /* without a commit */
    assert_int_equal(count_documents(ctx, corpus), 4);
    ng_corpus_close(corpus);
}

/* A document that can't be kept leaves nothing, and the corpus can be used on. */
static void test_refused_documents(void **state)
{
    static const char *const cases[] = { "", "[]", "{}", "{\"id\": \"x\", \"source\": \"x\"}", DOCUMENT("", "x", TEXT, "null"),
                                         "{\"id\": \"x\", \"source\": \"x\", \"text\": \"a b\", \"sentences\": [[2, 3], [0, 1]]}",
                                         "{\"id\": \"x\", \"source\": \"x\", \"text\": \"a b\", \"sentences\": [[\"a\", 3]]}" };
    ng_context *ctx = *state;
    ng_corpus *corpus = make(ctx);
    size_t i, documents, faults;
    ngi_kept before;

    for (i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(ngi_corpus_begin(ctx, corpus), NG_OK);
        assert_int_equal(ngi_corpus_put(ctx, corpus, ng_str_from("{}"), ng_str_from(cases[i]), &before), NG_E_FORMAT);
        ngi_corpus_rollback(corpus);
    }
    assert_int_equal(ngi_corpus_check(ctx, corpus, &documents, &faults), NG_OK);
    assert_int_equal(documents, 3);
    assert_int_equal(faults, 0);
    ng_corpus_close(corpus);
}

static void test_check(void **state)
{
    static const char *const cases[] = {
        "UPDATE documents SET mentions = 2 WHERE id = 'a'",
        "UPDATE documents SET date = NULL WHERE id = 'a'",
        "UPDATE documents SET made_by = '{ }' WHERE id = 'a'",
        "UPDATE documents SET id = 'z' WHERE id = 'a'",
        "UPDATE documents SET json = replace(json, 'Ada Roe\"', 'Ada Rue\"') WHERE id = 'a'",
        "UPDATE documents SET json = substr(json, 2) WHERE id = 'a'",
        "DELETE FROM documents WHERE id = 'a'",
        "DELETE FROM sentences WHERE rowid = (SELECT max(rowid) FROM sentences)",
        "UPDATE sentences SET text = 'Bolt sold Cove.' WHERE rowid = (SELECT max(rowid) FROM sentences)",
        "INSERT INTO sentences (rowid, text) VALUES (99 << 32, 'Nobody said so.')",
        "UPDATE sentences_content SET c0 = 'Bolt sold Cove.' WHERE id = (SELECT max(id) FROM sentences_content)",
        "INSERT INTO joined VALUES ('e1', 99, 'e1')",
    };
    ng_context *ctx = *state;
    size_t i, documents, faults;

    for (i = 0; i < sizeof cases / sizeof *cases; i++) {
        ng_corpus *corpus;

        (void)unlink(PATH);
        ng_corpus_close(make(ctx));
        run_sql(cases[i]);
        assert_int_equal(ng_corpus_open(ctx, PATH, NG_CORPUS_READ, &corpus), NG_OK);
        assert_int_equal(ngi_corpus_check(ctx, corpus, &documents, &faults), NG_OK);
        if (faults == 0) fail_msg("not found: %s", cases[i]);
        ng_corpus_close(corpus);
    }
}

/* Any byte of the file changed: refused, found, or without effect on what is read; never a crash. */
static void test_flipped_bytes(void **state)
{
    ng_context *ctx = *state;
    size_t at, len, refused = 0, found = 0;
    char *bytes;
    FILE *f;

    ng_corpus_close(make(ctx));
    f = fopen(PATH, "rb");
    assert_non_null(f);
    assert_int_equal(fseek(f, 0, SEEK_END), 0);
    len = (size_t)ftell(f);
    rewind(f);
    bytes = malloc(len);
    assert_non_null(bytes);
    assert_int_equal(fread(bytes, 1, len, f), len);
    assert_int_equal(fclose(f), 0);
    for (at = 0; at < len; at += at < 200 ? 1 : 97) {
        ng_corpus *corpus;
        size_t documents, faults = 0;
        ng_status st;

        bytes[at] ^= 0x5a;
        write_file(bytes, len);
        bytes[at] ^= 0x5a;
        st = ngi_corpus_open(ctx, PATH, NG_CORPUS_READ, 0, &corpus);
        if (st == NG_OK) st = ngi_corpus_check(ctx, corpus, &documents, &faults);
        if (st != NG_OK && st != NG_E_FORMAT && st != NG_E_IO) fail_msg("byte %zu: %s", at, ng_context_error(ctx)->message);
        refused += st != NG_OK;
        found += faults > 0;
        ng_corpus_close(corpus);
        ng_context_clear_notes(ctx);
    }
    assert_true(refused > 20 && found > 20);
    free(bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_other_files, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_other_corpora, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_changes_touch_one_document, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_locks, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_refused_documents, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_check, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_flipped_bytes, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
