/*
 * The proof that a corpus is whole: SQLite's check of the file, then every table but the documents' made anew from
 * their JSON and compared, in temporary tables, so that a corpus that can't be written is checked as well.
 */
#include "store_impl.h"

#define FAULTS_TOLD 20u

typedef struct checker {
    ng_context *ctx;
    ng_corpus *corpus;
    size_t documents, faults;
} checker;

static void fault(checker *c, const char *format, ...) NGI_PRINTF(2, 3);

static void fault(checker *c, const char *format, ...)
{
    char line[512];
    va_list args;

    if (c->faults++ >= FAULTS_TOLD) return;
    va_start(args, format);
    (void)vsnprintf(line, sizeof line, format, args);
    va_end(args);
    ngi_note(c->ctx, NG_E_FORMAT, ng_str_from(c->corpus->path), UINT64_MAX, "'%s': %s", c->corpus->path, line);
}

/* Each row of such a pragma is a fault, but for the one word. */
static ng_status check_file(checker *c, const char *pragma, const char *fine, const char *what)
{
    sqlite3_stmt *statement = NULL;
    ng_status st;

    if (sqlite3_prepare_v2(c->corpus->db, pragma, -1, &statement, NULL) != SQLITE_OK) {
        return ngi_store_fail(c->ctx, c->corpus, "read");
    }
    while ((st = ngi_store_step(c->ctx, c->corpus, statement)) == NG_OK) {
        ng_str text = ngi_store_text(statement, 0);

        if (!ng_str_equal(text, ng_str_from(fine))) fault(c, "%s: %.*s", what, NGI_STR(text));
    }
    (void)sqlite3_finalize(statement);
    return st == NG_DONE ? NG_OK : st;
}

static ng_status check_row(checker *c, int64_t number, const ngi_store_row *row)
{
    sqlite3_stmt *statement;
    ng_status st;

    NG_CHECK(ngi_store_statement(c->ctx, c->corpus, SQL_SAME_ROW, &statement));
    ngi_store_bind_row(statement, number, row);
    st = ngi_store_step(c->ctx, c->corpus, statement);
    if (st == NG_DONE) fault(c, "document '%.*s' is not what was written of it", NGI_STR(row->about.id));
    (void)sqlite3_reset(statement);
done:
    return st == NG_DONE ? NG_OK : st;
}

/* A document whose JSON can't be read is a fault of it alone. */
static ng_status check_document(checker *c, sqlite3_stmt *statement)
{
    int64_t number = sqlite3_column_int64(statement, 0);
    ng_str id = ngi_store_text(statement, 1);
    ngi_store_row row;
    ng_status st;

    c->documents++;
    NG_CHECK(ngi_store_row_make(c->ctx, c->corpus->path, ngi_store_text(statement, 2), ngi_store_text(statement, 3), &row));
    NG_CHECK(check_row(c, number, &row));
    NG_CHECK(ngi_store_put_sentences(c->ctx, c->corpus, SQL_REBUILD_SENTENCE, number, &row));
done:
    ngi_store_row_release(&row);
    if (st != NG_E_FORMAT) return st;
    fault(c, "document '%.*s': %s", NGI_STR(id), ng_context_error(c->ctx)->message);
    return NG_OK;
}

static ng_status check_documents(checker *c)
{
    static const char tables[] = "CREATE VIRTUAL TABLE temp.rebuilt USING " NGI_STORE_WORDS "; "
                                 "CREATE VIRTUAL TABLE temp.rebuilt_words USING fts5vocab (temp, rebuilt, instance); "
                                 "CREATE VIRTUAL TABLE temp.kept_words USING fts5vocab (main, sentences, instance)";
    sqlite3_stmt *statement;
    ng_status st;

    NG_CHECK(ngi_store_run(c->ctx, c->corpus, tables));
    NG_CHECK(ngi_store_statement(c->ctx, c->corpus, SQL_ROWS, &statement));
    while ((st = ngi_store_step(c->ctx, c->corpus, statement)) == NG_OK) {
        NG_CHECK(check_document(c, statement));
        NG_CHECK(ngi_progress(c->ctx, "verifying", c->documents, 0));
    }
    if (st == NG_DONE) st = NG_OK;
done:
    return st;
}

static ng_status check_sentences(checker *c)
{
    size_t texts, words;
    ng_status st;

    NG_CHECK(ngi_store_count(c->ctx, c->corpus, SQL_SENTENCES_DIFFER, &texts));
    NG_CHECK(ngi_store_count(c->ctx, c->corpus, SQL_WORDS_DIFFER, &words));
    if (texts) fault(c, "%zu rows of the sentences are not those of the documents", texts);
    if (words) fault(c, "%zu entries of the index of words are not those of the sentences", words);
done:
    return st;
}

ng_status ngi_corpus_check(ng_context *ctx, ng_corpus *corpus, size_t *out_documents, size_t *out_faults)
{
    checker c = { ctx, corpus, 0, 0 };
    ng_status st;

    NG_CHECK(ngi_store_run(ctx, corpus, "BEGIN")); /* all of one state */
    corpus->writing = true;
    NG_CHECK(check_file(&c, "PRAGMA integrity_check(20)", "ok", "the file is damaged"));
    if (c.faults == 0) {
        NG_CHECK(check_file(&c, "PRAGMA foreign_key_check", "", "a row belongs to no document, in table"));
        NG_CHECK(check_documents(&c));
        NG_CHECK(check_sentences(&c));
    }
done:
    ngi_corpus_rollback(corpus); /* nothing was changed */
    *out_documents = c.documents;
    *out_faults = c.faults;
    return st;
}
