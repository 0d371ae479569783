/*
 * Documents in and out of a corpus. A change of one document touches its row, its sentences and its joined ids, and no
 * others.
 */
#include "store_impl.h"

#define NO_NUMBER 0

/* The number of the document with that id, NO_NUMBER when there is none, and how it is to the one that is there. */
static ng_status look(ng_context *ctx, ng_corpus *corpus, const ng_metadata *about, uint64_t content_hash, int64_t *out_number,
                      ngi_kept *out)
{
    sqlite3_stmt *statement;
    ng_status st;

    *out_number = NO_NUMBER;
    *out = NGI_KEPT_NONE;
    NG_CHECK(ngi_store_statement(ctx, corpus, SQL_LOOK, &statement));
    ngi_store_bind(statement, 1, about->id);
    st = ngi_store_step(ctx, corpus, statement);
    if (st == NG_DONE) return NG_OK;
    if (st != NG_OK) return st;
    *out_number = sqlite3_column_int64(statement, 0);
    *out = (uint64_t)sqlite3_column_int64(statement, 1) == content_hash ? NGI_KEPT_SAME
           : ng_str_equal(ngi_store_text(statement, 2), about->source)  ? NGI_KEPT_OTHER
                                                                        : NGI_KEPT_FOREIGN;
    (void)sqlite3_reset(statement);
done:
    return st;
}

ng_status ngi_corpus_look(ng_context *ctx, ng_corpus *corpus, const ng_metadata *about, ng_str text, ngi_kept *out)
{
    int64_t number;

    return look(ctx, corpus, about, ngi_store_content_hash(about, text), &number, out);
}

ng_status ngi_corpus_count(ng_context *ctx, ng_corpus *corpus, ng_str source, size_t *out)
{
    sqlite3_stmt *statement;
    ng_status st;

    *out = 0;
    NG_CHECK(ngi_store_statement(ctx, corpus, SQL_COUNT_SOURCE, &statement));
    ngi_store_bind(statement, 1, source);
    NG_CHECK(ngi_store_step(ctx, corpus, statement));
    *out = (size_t)sqlite3_column_int64(statement, 0);
    (void)sqlite3_reset(statement);
done:
    return st;
}

static ng_status drop_number(ng_context *ctx, ng_corpus *corpus, int64_t number)
{
    static const ngi_sql parts[] = { SQL_DROP_SENTENCES, SQL_DROP };
    sqlite3_stmt *statement;
    ng_status st = NG_OK;
    size_t i;

    for (i = 0; i < sizeof parts / sizeof *parts; i++) {
        NG_CHECK(ngi_store_statement(ctx, corpus, parts[i], &statement));
        (void)sqlite3_bind_int64(statement, 1, number);
        st = ngi_store_step(ctx, corpus, statement);
        if (st != NG_DONE) return st;
    }
    corpus->changed = true;
    st = NG_OK;
done:
    return st;
}

static ng_status put_row(ng_context *ctx, ng_corpus *corpus, int64_t number, const ngi_store_row *row)
{
    sqlite3_stmt *statement;
    ng_status st;

    NG_CHECK(ngi_store_statement(ctx, corpus, SQL_PUT, &statement));
    ngi_store_bind_row(statement, number, row);
    st = ngi_store_step(ctx, corpus, statement);
done:
    return st == NG_DONE ? NG_OK : st;
}

ng_status ngi_corpus_put(ng_context *ctx, ng_corpus *corpus, ng_str made_by, ng_str json, ngi_kept *out_before)
{
    ngi_store_row row;
    int64_t number;
    ng_status st;

    *out_before = NGI_KEPT_NONE;
    NG_CHECK(ngi_store_row_make(ctx, corpus->path, made_by, json, &row));
    NG_CHECK(look(ctx, corpus, &row.about, row.content_hash, &number, out_before));
    if (*out_before == NGI_KEPT_SAME) goto done;
    if (number != NO_NUMBER) NG_CHECK(drop_number(ctx, corpus, number));
    NG_CHECK(put_row(ctx, corpus, number, &row));
    NG_CHECK(ngi_store_put_sentences(ctx, corpus, SQL_PUT_SENTENCE, sqlite3_last_insert_rowid(corpus->db), &row));
    corpus->changed = true;
done:
    ngi_store_row_release(&row);
    return st;
}

/* Drop what the statement lists, less the ids to keep. Gathered first, since dropping one changes what is walked. */
static ng_status drop_listed(ng_context *ctx, ng_corpus *corpus, sqlite3_stmt *statement, const ngi_map *keep, size_t *out_count)
{
    NGI_ARRAY(int64_t) numbers = { NULL, 0, 0 };
    ng_status st;
    size_t i;

    while ((st = ngi_store_step(ctx, corpus, statement)) == NG_OK) {
        if (keep && ngi_map_find(keep, ngi_store_text(statement, 1)) != NG_NONE) continue;
        NG_CHECK(ngi_array_push(ctx, &numbers, sqlite3_column_int64(statement, 0)));
    }
    if (st != NG_DONE) goto done;
    st = NG_OK;
    for (i = 0; i < numbers.count; i++) NG_CHECK(drop_number(ctx, corpus, numbers.items[i]));
    *out_count = numbers.count;
done:
    (void)sqlite3_reset(statement);
    ngi_array_release(ctx, &numbers);
    return st;
}

ng_status ngi_corpus_drop(ng_context *ctx, ng_corpus *corpus, ng_str name, size_t *out_count)
{
    ng_metadata about = { name, name, 0, { 0 }, { 0 }, { 0 }, { 0 }, { 0 }, { 0 }, { 0 } };
    sqlite3_stmt *statement;
    ngi_kept kept;
    int64_t number;
    ng_status st;

    *out_count = 0;
    NG_CHECK(look(ctx, corpus, &about, 0, &number, &kept));
    if (number != NO_NUMBER) {
        NG_CHECK(drop_number(ctx, corpus, number));
        *out_count = 1;
    } else {
        NG_CHECK(ngi_store_statement(ctx, corpus, SQL_OF_SOURCE, &statement));
        ngi_store_bind(statement, 1, name);
        NG_CHECK(drop_listed(ctx, corpus, statement, NULL, out_count));
    }
done:
    return st;
}

ng_status ngi_corpus_drop_others(ng_context *ctx, ng_corpus *corpus, const ngi_map *ids)
{
    sqlite3_stmt *statement;
    size_t count;
    ng_status st;

    NG_CHECK(ngi_store_statement(ctx, corpus, SQL_IDS, &statement));
    NG_CHECK(drop_listed(ctx, corpus, statement, ids, &count));
done:
    return st;
}

ng_status ngi_corpus_each(ng_context *ctx, ng_corpus *corpus, ngi_corpus_visitor *visit, void *user)
{
    sqlite3_stmt *statement;
    ng_status st;

    NG_CHECK(ngi_store_statement(ctx, corpus, SQL_EACH, &statement));
    while ((st = ngi_store_step(ctx, corpus, statement)) == NG_OK) {
        st = visit(ctx, user, ngi_store_text(statement, 0), ngi_store_text(statement, 1), ngi_store_text(statement, 2));
        if (st != NG_OK) break;
    }
    (void)sqlite3_reset(statement); /* lets go of the lock */
done:
    return st == NG_DONE ? NG_OK : st;
}

ng_status ng_corpus_next(ng_context *ctx, ng_corpus *corpus, ng_corpus_entry *out)
{
    sqlite3_stmt *statement = corpus->statements[SQL_LIST];
    ng_status st = NG_OK;

    memset(out, 0, sizeof *out);
    if (!statement || !sqlite3_stmt_busy(statement)) NG_CHECK(ngi_store_statement(ctx, corpus, SQL_LIST, &statement));
    NG_CHECK(ngi_store_step(ctx, corpus, statement));
    out->id = ngi_store_text(statement, 0);
    out->source = ngi_store_text(statement, 1);
    out->title = ngi_store_text(statement, 2);
    out->date = ngi_store_text(statement, 3);
    out->outlet = ngi_store_text(statement, 4);
    out->made_by = ngi_store_text(statement, 5);
    out->sentences = (size_t)sqlite3_column_int64(statement, 6);
    out->entities = (size_t)sqlite3_column_int64(statement, 7);
    out->mentions = (size_t)sqlite3_column_int64(statement, 8);
    out->relations = (size_t)sqlite3_column_int64(statement, 9);
    out->speech = (size_t)sqlite3_column_int64(statement, 10);
done:
    return st;
}
