/*
 * Sentences by their words, from SQLite's full-text index (FTS5).
 */
#include "store_impl.h"

/* A phrase in FTS5's language: in double quotes, nothing in it is an operator. */
static ng_status add_phrase(ng_context *ctx, ngi_buffer *out, ng_str words)
{
    ng_status st;
    size_t i;

    NG_CHECK(ngi_buffer_add_text(ctx, out, out->len ? " \"" : "\""));
    for (i = 0; i < words.len; i++) {
        if (words.ptr[i] == '"') NG_CHECK(ngi_buffer_add_char(ctx, out, '"'));
        NG_CHECK(ngi_buffer_add_char(ctx, out, words.ptr[i]));
    }
    NG_CHECK(ngi_buffer_add_char(ctx, out, '"'));
done:
    return st;
}

ng_status ng_corpus_search(ng_context *ctx, ng_corpus *corpus, const char *const *words, size_t count)
{
    ngi_buffer query = { NULL, 0, 0 };
    sqlite3_stmt *statement;
    ng_status st;
    size_t i;

    NG_CHECK(ngi_store_statement(ctx, corpus, SQL_SEARCH, &statement));
    for (i = 0; i < count; i++) {
        if (ngi_str_trim(ng_str_from(words[i])).len) NG_CHECK(add_phrase(ctx, &query, ng_str_from(words[i])));
    }
    if (query.len == 0) {
        st = ngi_fail(ctx, NG_E_ARG, "no word to search for");
        goto done;
    }
    if (sqlite3_bind_text64(statement, 1, query.data, query.len, SQLITE_TRANSIENT, SQLITE_UTF8) != SQLITE_OK) {
        st = ngi_fail_memory(ctx);
    }
done:
    ngi_buffer_release(ctx, &query);
    return st;
}

ng_status ng_corpus_hit_next(ng_context *ctx, ng_corpus *corpus, ng_corpus_hit *out)
{
    sqlite3_stmt *statement = corpus->statements[SQL_SEARCH];
    ng_status st;

    memset(out, 0, sizeof *out);
    if (!statement) return NG_DONE;
    NG_CHECK(ngi_store_step(ctx, corpus, statement));
    out->document = ngi_store_text(statement, 0);
    out->date = ngi_store_text(statement, 1);
    out->outlet = ngi_store_text(statement, 2);
    out->sentence = ngi_store_text(statement, 3);
    out->begin = (uint32_t)sqlite3_column_int64(statement, 4);
    out->end = (uint32_t)sqlite3_column_int64(statement, 5);
done:
    return st;
}
