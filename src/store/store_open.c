/*
 * The file of a corpus: made, opened and told from other files; its statements, transactions and errors.
 *
 * One file with a rollback journal, not a write-ahead log: nothing lies beside it while nobody writes, and it can be
 * copied and read from a medium that can't be written. SQLite syncs file and folder before a commit returns
 * (synchronous=EXTRA). The file may come from anybody: its schema is compared with ours, and triggers are refused,
 * before anything is believed.
 */
#include "store_impl.h"

#include "base/files.h"

#include <time.h>

#define APPLICATION_ID 0x6e67636f /* "ngco" */
#define VERSION 1
#define WAIT_MS 60000u
#define WAIT_STEP_MS 20u

static const char magic[] = "SQLite format 3";

static const char *const schema[] = {
    "CREATE TABLE documents (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, source TEXT NOT NULL, title TEXT, date TEXT, "
    "outlet TEXT, content_hash INTEGER NOT NULL, sentences INTEGER NOT NULL, entities INTEGER NOT NULL, "
    "mentions INTEGER NOT NULL, relations INTEGER NOT NULL, speech INTEGER NOT NULL, made_by TEXT, json TEXT NOT NULL, "
    "json_hash INTEGER NOT NULL) STRICT",
    "CREATE INDEX documents_by_source ON documents (source)",
    /* rowid: number of the document, shifted by 32, and index of the sentence in it */
    "CREATE VIRTUAL TABLE sentences USING " NGI_STORE_WORDS,
    "CREATE TABLE joined (id TEXT NOT NULL, document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE, "
    "actor TEXT NOT NULL, PRIMARY KEY (document, id)) STRICT, WITHOUT ROWID",
    "CREATE INDEX joined_by_id ON joined (id)",
    /* one row: how often documents have changed; which of these states `joined` is of, and which version made it */
    "CREATE TABLE state (changes INTEGER NOT NULL, joined_at INTEGER NOT NULL, joined_by TEXT NOT NULL) STRICT",
};

#define SCHEMA_COUNT (sizeof schema / sizeof *schema)

const char *ngi_corpus_path(const ng_corpus *corpus) { return corpus->path; }

static ng_status fail_busy(ng_context *ctx, const ng_corpus *corpus)
{
    if (corpus->cancelled) return ngi_fail(ctx, NG_E_CANCELLED, "cancelled");
    return ngi_fail_at(ctx, NG_E_IO, corpus->path, UINT64_MAX,
                       "cannot use '%s': another program has it locked for more than %u s", corpus->path,
                       corpus->wait_ms / 1000);
}

ng_status ngi_store_fail(ng_context *ctx, ng_corpus *corpus, const char *what)
{
    int code = sqlite3_errcode(corpus->db) & 0xff;

    switch (code) {
    case SQLITE_NOMEM: return ngi_fail_memory(ctx);
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return fail_busy(ctx, corpus);
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
    case SQLITE_SCHEMA:
    case SQLITE_CONSTRAINT:
    case SQLITE_ERROR:
        return ngi_fail_at(ctx, NG_E_FORMAT, corpus->path, UINT64_MAX, "cannot %s '%s': the corpus is damaged: %s", what,
                           corpus->path, sqlite3_errmsg(corpus->db));
    default:
        return ngi_fail_at(ctx, NG_E_IO, corpus->path, UINT64_MAX, "cannot %s '%s': %s", what, corpus->path,
                           sqlite3_errmsg(corpus->db));
    }
}

ng_status ngi_store_run(ng_context *ctx, ng_corpus *corpus, const char *sql)
{
    return sqlite3_exec(corpus->db, sql, NULL, NULL, NULL) == SQLITE_OK ? NG_OK : ngi_store_fail(ctx, corpus, "use");
}

#define NG_X(symbol, sql) sql,
static const char *const statement_texts[] = { NGI_SQL_LIST(NG_X) };
#undef NG_X

ng_status ngi_store_statement(ng_context *ctx, ng_corpus *corpus, ngi_sql which, sqlite3_stmt **out)
{
    sqlite3_stmt **place = &corpus->statements[which];
    int code = SQLITE_OK;

    *out = NULL;
    if (!*place) {
        code = sqlite3_prepare_v3(corpus->db, statement_texts[which], -1, SQLITE_PREPARE_PERSISTENT, place, NULL);
    }
    if (code != SQLITE_OK) return ngi_store_fail(ctx, corpus, "use");
    (void)sqlite3_reset(*place);
    (void)sqlite3_clear_bindings(*place);
    *out = *place;
    return NG_OK;
}

ng_status ngi_store_step(ng_context *ctx, ng_corpus *corpus, sqlite3_stmt *statement)
{
    int code = sqlite3_step(statement);
    ng_status st = code == SQLITE_ROW ? NG_OK : code == SQLITE_DONE ? NG_DONE : ngi_store_fail(ctx, corpus, "use");

    if (st != NG_OK) (void)sqlite3_reset(statement);
    return st;
}

ng_status ngi_store_execute(ng_context *ctx, ng_corpus *corpus, ngi_sql which)
{
    sqlite3_stmt *statement;
    ng_status st = ngi_store_statement(ctx, corpus, which, &statement);

    if (st == NG_OK) st = ngi_store_step(ctx, corpus, statement);
    return st == NG_DONE ? NG_OK : st;
}

ng_status ngi_store_count(ng_context *ctx, ng_corpus *corpus, ngi_sql which, size_t *out)
{
    sqlite3_stmt *statement;
    ng_status st;

    *out = 0;
    NG_CHECK(ngi_store_statement(ctx, corpus, which, &statement));
    NG_CHECK(ngi_store_step(ctx, corpus, statement));
    *out = (size_t)sqlite3_column_int64(statement, 0);
    (void)sqlite3_reset(statement);
done:
    return st;
}

void ngi_store_bind(sqlite3_stmt *statement, int at, ng_str text)
{
    if (text.ptr) (void)sqlite3_bind_text64(statement, at, text.ptr, text.len, SQLITE_STATIC, SQLITE_UTF8);
}

ng_str ngi_store_text(sqlite3_stmt *statement, int column)
{
    const char *text = (const char *)sqlite3_column_text(statement, column);

    return (ng_str){ text, text ? (size_t)sqlite3_column_bytes(statement, column) : 0 };
}

/* The one number that some SQL gives. */
static ng_status number_of(ng_context *ctx, ng_corpus *corpus, const char *sql, int64_t *out)
{
    sqlite3_stmt *statement = NULL;
    ng_status st;

    *out = 0;
    if (sqlite3_prepare_v2(corpus->db, sql, -1, &statement, NULL) != SQLITE_OK) return ngi_store_fail(ctx, corpus, "read");
    st = ngi_store_step(ctx, corpus, statement);
    if (st == NG_OK) *out = sqlite3_column_int64(statement, 0);
    (void)sqlite3_finalize(statement);
    return st == NG_DONE ? NG_OK : st;
}

/* Without a statement kept: this runs before the schema is known to be ours. */
static ng_status has_object(ng_context *ctx, ng_corpus *corpus, const char *sql, bool *out)
{
    static const char query[] = "SELECT 1 FROM sqlite_schema WHERE sql = ?1";
    sqlite3_stmt *statement = NULL;
    ng_status st;

    if (sqlite3_prepare_v2(corpus->db, query, -1, &statement, NULL) != SQLITE_OK) return ngi_store_fail(ctx, corpus, "read");
    ngi_store_bind(statement, 1, ng_str_from(sql));
    st = ngi_store_step(ctx, corpus, statement);
    *out = st == NG_OK;
    (void)sqlite3_finalize(statement);
    return st == NG_DONE ? NG_OK : st;
}

static ng_status check_schema(ng_context *ctx, ng_corpus *corpus)
{
    ng_status st = NG_OK;
    int64_t triggers;
    bool found = true;
    size_t i;

    for (i = 0; i < SCHEMA_COUNT && found; i++) NG_CHECK(has_object(ctx, corpus, schema[i], &found));
    NG_CHECK(number_of(ctx, corpus, "SELECT count(*) FROM sqlite_schema WHERE type = 'trigger'", &triggers));
    if (found && triggers == 0) goto done;
    st = ngi_fail_at(ctx, NG_E_FORMAT, corpus->path, UINT64_MAX,
                     "cannot use '%s': its tables are not those of a corpus", corpus->path);
done:
    return st;
}

static ng_status fail_foreign(ng_context *ctx, const char *path)
{
    return ngi_fail_at(ctx, NG_E_FORMAT, path, UINT64_MAX, "cannot use '%s': no corpus of namegraph", path);
}

/* What kind of file is it? *out_empty: one in which nothing was made yet. */
static ng_status check_kind(ng_context *ctx, ng_corpus *corpus, bool *out_empty)
{
    int64_t application, version, objects;
    ng_status st;

    NG_CHECK(number_of(ctx, corpus, "PRAGMA application_id", &application));
    NG_CHECK(number_of(ctx, corpus, "PRAGMA user_version", &version));
    NG_CHECK(number_of(ctx, corpus, "SELECT count(*) FROM sqlite_schema", &objects));
    *out_empty = application == 0 && version == 0 && objects == 0;
    if (*out_empty) return NG_OK;
    if (application != APPLICATION_ID) return fail_foreign(ctx, corpus->path);
    if (version > VERSION) {
        return ngi_fail_at(ctx, NG_E_FORMAT, corpus->path, UINT64_MAX,
                           "cannot use '%s': a corpus of version %lld, made by a newer namegraph; this one knows version %d",
                           corpus->path, (long long)version, VERSION);
    }
    NG_CHECK(check_schema(ctx, corpus));
done:
    return st;
}

static ng_status make_tables(ng_context *ctx, ng_corpus *corpus)
{
    char kind[96];
    bool empty;
    ng_status st;
    size_t i;

    NG_CHECK(ngi_store_run(ctx, corpus, "BEGIN IMMEDIATE"));
    NG_CHECK(check_kind(ctx, corpus, &empty)); /* another program may have made them meanwhile */
    if (empty) {
        (void)snprintf(kind, sizeof kind, "PRAGMA application_id = %d; PRAGMA user_version = %d", APPLICATION_ID, VERSION);
        NG_CHECK(ngi_store_run(ctx, corpus, kind));
        for (i = 0; i < SCHEMA_COUNT; i++) NG_CHECK(ngi_store_run(ctx, corpus, schema[i]));
        NG_CHECK(ngi_store_run(ctx, corpus, "INSERT INTO state VALUES (0, 0, '')"));
    }
    NG_CHECK(ngi_store_run(ctx, corpus, "COMMIT"));
done:
    return st; /* a transaction that is open is undone when the corpus is closed */
}

static int wait_for_others(void *user, int tries)
{
    const struct timespec step = { 0, WAIT_STEP_MS * 1000000L };
    ng_corpus *corpus = user;

    if ((uint64_t)tries * WAIT_STEP_MS >= corpus->wait_ms) return 0;
    (void)nanosleep(&step, NULL);
    corpus->cancelled = ngi_progress(corpus->ctx, "waiting", 0, 0) != NG_OK;
    return !corpus->cancelled;
}

static ng_status configure(ng_context *ctx, ng_corpus *corpus)
{
    static const char settings[] = "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA foreign_keys = ON; "
                                   "PRAGMA synchronous = EXTRA";

    (void)sqlite3_busy_handler(corpus->db, wait_for_others, corpus);
    (void)sqlite3_db_config(corpus->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    return ngi_store_run(ctx, corpus, settings);
}

bool ngi_corpus_detect(ng_context *ctx, const char *path)
{
    char head[sizeof magic];
    size_t len;

    return ngi_file_head(ctx, path, head, sizeof head, &len) == NG_OK && len == sizeof head && memcmp(head, magic, len) == 0;
}

/* Only a regular file that is SQLite's, or an empty or absent one to write to, is shown to SQLite. */
static ng_status check_file(ng_context *ctx, const char *path, ng_corpus_access access)
{
    char head[sizeof magic];
    size_t len;
    ng_status st;

    if (strcmp(path, "-") == 0) return ngi_fail_at(ctx, NG_E_IO, path, UINT64_MAX, "cannot use '-': a corpus is a file");
    if (access == NG_CORPUS_WRITE && !ngi_path_exists(path)) return NG_OK;
    st = ngi_file_head(ctx, path, head, sizeof head, &len);
    if (st != NG_OK || (access == NG_CORPUS_WRITE && len == 0)) return st;
    return len == sizeof head && memcmp(head, magic, len) == 0 ? NG_OK : fail_foreign(ctx, path);
}

static ng_status create(ng_context *ctx, const char *path, uint32_t wait_ms, ng_corpus **out)
{
    size_t len = strlen(path);
    ng_corpus *corpus = ngi_alloc(ctx, 1, sizeof *corpus);

    *out = corpus;
    if (!corpus) return NG_E_NOMEM;
    corpus->allocator = ngi_allocator(ctx);
    corpus->ctx = ctx;
    corpus->wait_ms = wait_ms;
    corpus->path = ngi_alloc(ctx, len + 1, 1);
    if (!corpus->path) return NG_E_NOMEM;
    memcpy(corpus->path, path, len);
    return NG_OK;
}

ng_status ngi_corpus_open(ng_context *ctx, const char *path, ng_corpus_access access, uint32_t wait_ms, ng_corpus **out)
{
    /* A reader may have to undo what a killed writer left half done, so it opens for writing, too, where it may. */
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | (access == NG_CORPUS_WRITE ? SQLITE_OPEN_CREATE : 0);
    ngi_buffer name = { NULL, 0, 0 };
    ng_corpus *corpus = NULL;
    bool empty = false;
    ng_status st;

    *out = NULL;
    NG_CHECK(check_file(ctx, path, access));
    NG_CHECK(create(ctx, path, wait_ms, &corpus));
    /* ":memory:" is a file here */
    NG_CHECK(ngi_buffer_printf(ctx, &name, "%s%s", path[0] == '/' ? "" : "./", path));
    if (sqlite3_open_v2(name.data, &corpus->db, flags, NULL) != SQLITE_OK) {
        st = corpus->db ? ngi_store_fail(ctx, corpus, "open") : ngi_fail_memory(ctx);
        goto done;
    }
    NG_CHECK(configure(ctx, corpus));
    NG_CHECK(check_kind(ctx, corpus, &empty));
    if (empty && access == NG_CORPUS_READ) {
        st = fail_foreign(ctx, corpus->path);
        goto done;
    }
    if (empty) NG_CHECK(make_tables(ctx, corpus));
    *out = corpus;
    corpus = NULL;
done:
    ngi_buffer_release(ctx, &name);
    ng_corpus_close(corpus);
    return st;
}

ng_status ng_corpus_open(ng_context *ctx, const char *path, ng_corpus_access access, ng_corpus **out)
{
    return ngi_corpus_open(ctx, path, access, WAIT_MS, out);
}

void ng_corpus_close(ng_corpus *corpus)
{
    ng_allocator a;
    size_t i;

    if (!corpus) return;
    a = corpus->allocator;
    for (i = 0; i < SQL_COUNT; i++) (void)sqlite3_finalize(corpus->statements[i]);
    (void)sqlite3_close(corpus->db);
    ngi_allocator_free(&a, corpus->path);
    ngi_allocator_free(&a, corpus);
}

ng_status ngi_corpus_begin(ng_context *ctx, ng_corpus *corpus)
{
    ng_status st = ngi_store_execute(ctx, corpus, SQL_BEGIN);

    corpus->writing = st == NG_OK;
    corpus->changed = false;
    return st;
}

ng_status ngi_corpus_commit(ng_context *ctx, ng_corpus *corpus)
{
    ng_status st = NG_OK;

    if (corpus->changed) NG_CHECK(ngi_store_execute(ctx, corpus, SQL_CHANGED));
    NG_CHECK(ngi_store_execute(ctx, corpus, SQL_COMMIT));
    corpus->writing = false;
done:
    if (st != NG_OK) ngi_corpus_rollback(corpus);
    return st;
}

void ngi_corpus_rollback(ng_corpus *corpus)
{
    if (corpus->writing) (void)sqlite3_exec(corpus->db, "ROLLBACK", NULL, NULL, NULL);
    corpus->writing = false;
}
