/*
 * The list of ids that were joined. Who is one is a function of all documents, decided outside; here the list that came
 * of it replaces the one that is kept, row by row where they differ.
 */
#include "store_impl.h"

#include "namegraph/version.h"

/* How often the documents have changed, and whether the list is of that state and made by the rules of this version. */
static ng_status read_state(ng_context *ctx, ng_corpus *corpus, int64_t *out_changes, bool *out_current)
{
    sqlite3_stmt *statement;
    ng_status st;

    *out_changes = 0;
    *out_current = false;
    NG_CHECK(ngi_store_statement(ctx, corpus, SQL_STATE, &statement));
    NG_CHECK(ngi_store_step(ctx, corpus, statement));
    *out_changes = sqlite3_column_int64(statement, 0);
    *out_current = *out_changes == sqlite3_column_int64(statement, 1) &&
                   ng_str_equal(ngi_store_text(statement, 2), NGI_LITERAL(NG_VERSION));
    (void)sqlite3_reset(statement);
done:
    if (st != NG_DONE) return st;
    return ngi_fail_at(ctx, NG_E_FORMAT, corpus->path, UINT64_MAX, "cannot use '%s': the corpus is damaged: its state is lost",
                       corpus->path);
}

ng_status ngi_joined_is_current(ng_context *ctx, ng_corpus *corpus, bool *out)
{
    int64_t changes;

    return read_state(ctx, corpus, &changes, out);
}

ng_status ngi_joined_begin(ng_context *ctx, ng_corpus *corpus)
{
    bool current;
    ng_status st;

    NG_CHECK(ngi_store_run(ctx, corpus, "CREATE TEMP TABLE IF NOT EXISTS fresh (id TEXT NOT NULL, document INTEGER NOT NULL, "
                                        "actor TEXT NOT NULL, PRIMARY KEY (document, id)) WITHOUT ROWID"));
    NG_CHECK(ngi_store_execute(ctx, corpus, SQL_FRESH_CLEAR));
    NG_CHECK(read_state(ctx, corpus, &corpus->fresh_at, &current));
done:
    return st;
}

ng_status ngi_joined_add(ng_context *ctx, ng_corpus *corpus, ng_str document, ng_str entity, ng_str actor)
{
    sqlite3_stmt *statement;
    ng_status st;

    NG_CHECK(ngi_store_statement(ctx, corpus, SQL_FRESH_ADD, &statement));
    ngi_store_bind(statement, 1, document);
    ngi_store_bind(statement, 2, entity);
    ngi_store_bind(statement, 3, actor);
    st = ngi_store_step(ctx, corpus, statement);
done:
    return st == NG_DONE ? NG_OK : st;
}

ng_status ngi_joined_keep(ng_context *ctx, ng_corpus *corpus)
{
    sqlite3_stmt *statement;
    int64_t changes;
    bool current;
    ng_status st;

    NG_CHECK(ngi_corpus_begin(ctx, corpus));
    NG_CHECK(read_state(ctx, corpus, &changes, &current));
    if (changes == corpus->fresh_at) { /* else another writer was here, and makes the list when it is done */
        NG_CHECK(ngi_store_execute(ctx, corpus, SQL_JOINED_DROP));
        NG_CHECK(ngi_store_execute(ctx, corpus, SQL_JOINED_ADD));
        NG_CHECK(ngi_store_statement(ctx, corpus, SQL_JOINED_AT, &statement));
        (void)sqlite3_bind_int64(statement, 1, changes);
        ngi_store_bind(statement, 2, NGI_LITERAL(NG_VERSION));
        st = ngi_store_step(ctx, corpus, statement);
        if (st != NG_DONE) goto done;
    }
    st = ngi_corpus_commit(ctx, corpus);
done:
    if (st != NG_OK) ngi_corpus_rollback(corpus);
    return st;
}

ng_status ngi_joined_compare(ng_context *ctx, ng_corpus *corpus, size_t *out_differences)
{
    return ngi_store_count(ctx, corpus, SQL_JOINED_DIFFER, out_differences);
}
