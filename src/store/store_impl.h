/* Inside of the store: the handle, its statements, the row of a document. */
#ifndef NGI_STORE_IMPL_H
#define NGI_STORE_IMPL_H

#include "base/json.h"
#include "store.h"

#include <sqlite3.h>

/** X(symbol, SQL): statements, prepared when they are first used and kept until the corpus is closed. */
#define NGI_SQL_LIST(X)                                                                                            \
    X(SQL_BEGIN, "BEGIN IMMEDIATE")                                                                                \
    X(SQL_COMMIT, "COMMIT")                                                                                        \
    X(SQL_CHANGED, "UPDATE state SET changes = changes + 1")                                                       \
    X(SQL_STATE, "SELECT changes, joined_at, joined_by FROM state")                                                \
    X(SQL_LOOK, "SELECT number, content_hash, source FROM documents WHERE id = ?1")                                \
    X(SQL_PUT, "INSERT INTO documents VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)")  \
    X(SQL_PUT_SENTENCE, "INSERT INTO sentences (rowid, text) VALUES (?1, ?2)")                                     \
    X(SQL_DROP, "DELETE FROM documents WHERE number = ?1")                                                         \
    X(SQL_DROP_SENTENCES, "DELETE FROM sentences WHERE rowid BETWEEN ?1 << 32 AND (?1 << 32) + 4294967295")        \
    X(SQL_OF_SOURCE, "SELECT number FROM documents WHERE source = ?1")                                             \
    X(SQL_COUNT_SOURCE, "SELECT count(*) FROM documents WHERE source = ?1 "                                        \
                        "AND substr(id, 1, length(?1) + 1) = ?1 || '#'")                                           \
    X(SQL_IDS, "SELECT number, id FROM documents")                                                                 \
    X(SQL_EACH, "SELECT id, made_by, json FROM documents ORDER BY id")                                             \
    X(SQL_LIST, "SELECT id, source, title, date, outlet, made_by, sentences, entities, mentions, relations, speech "\
                "FROM documents ORDER BY id")                                                                      \
    X(SQL_FRESH_CLEAR, "DELETE FROM temp.fresh")                                                                   \
    X(SQL_FRESH_ADD, "INSERT OR IGNORE INTO temp.fresh SELECT ?2, number, ?3 FROM documents WHERE id = ?1")        \
    X(SQL_JOINED_DROP, "DELETE FROM joined WHERE (id, document, actor) NOT IN "                                    \
                       "(SELECT id, document, actor FROM temp.fresh)")                                             \
    X(SQL_JOINED_ADD, "INSERT INTO joined SELECT * FROM temp.fresh EXCEPT SELECT * FROM joined")                   \
    X(SQL_JOINED_AT, "UPDATE state SET joined_at = ?1, joined_by = ?2")                                            \
    X(SQL_JOINED_DIFFER, "SELECT count(*) FROM "                                                                   \
                         "(SELECT * FROM (SELECT * FROM temp.fresh EXCEPT SELECT * FROM joined) UNION "            \
                         "SELECT * FROM (SELECT * FROM joined EXCEPT SELECT * FROM temp.fresh))")                  \
    X(SQL_ROWS, "SELECT number, id, made_by, json FROM documents")                                                 \
    X(SQL_SAME_ROW, "SELECT 1 FROM documents WHERE number = ?1 AND id IS ?2 AND source IS ?3 AND title IS ?4 "     \
                    "AND date IS ?5 "                                                                              \
                    "AND outlet IS ?6 AND content_hash = ?7 AND sentences = ?8 AND entities = ?9 AND mentions = ?10 "\
                    "AND relations = ?11 AND speech = ?12 AND made_by IS ?13 AND json IS ?14 AND json_hash = ?15") \
    X(SQL_REBUILD_SENTENCE, "INSERT INTO temp.rebuilt (rowid, text) VALUES (?1, ?2)")                              \
    X(SQL_SENTENCES_DIFFER, "SELECT count(*) FROM (SELECT * FROM (SELECT rowid, text FROM temp.rebuilt EXCEPT "    \
                            "SELECT rowid, text FROM sentences) UNION "                                            \
                            "SELECT * FROM (SELECT rowid, text FROM sentences "                                    \
                            "EXCEPT SELECT rowid, text FROM temp.rebuilt))")                                       \
    X(SQL_WORDS_DIFFER, "SELECT count(*) FROM "                                                                    \
                        "(SELECT * FROM (SELECT term, doc, col, offset FROM temp.rebuilt_words EXCEPT "            \
                        "SELECT term, doc, col, offset FROM temp.kept_words) UNION "                               \
                        "SELECT * FROM (SELECT term, doc, col, "                                                   \
                        "offset FROM temp.kept_words EXCEPT SELECT term, doc, col, offset FROM temp.rebuilt_words))")\
    X(SQL_SEARCH, "SELECT d.id, d.date, d.outlet, s.text, "                                                        \
                  "json_extract(d.json, '$.sentences[' || (s.rowid & 4294967295) || "                              \
                  "'][0]'), json_extract(d.json, '$.sentences[' || (s.rowid & 4294967295) || '][1]') "             \
                  "FROM sentences s JOIN documents d ON d.number = s.rowid >> 32 WHERE s.sentences MATCH ?1 "      \
                  "ORDER BY d.id, s.rowid")

typedef enum ngi_sql {
#define NG_X(symbol, sql) symbol,
    NGI_SQL_LIST(NG_X)
#undef NG_X
    SQL_COUNT
} ngi_sql;

struct ng_corpus {
    ng_allocator allocator;
    ng_context *ctx;               /* for progress while it waits for a writer */
    char *path;
    sqlite3 *db;
    sqlite3_stmt *statements[SQL_COUNT];
    uint32_t wait_ms;
    bool cancelled;                /* while waiting */
    bool writing, changed;         /* a transaction is open; it has changed documents */
    int64_t fresh_at;              /* state of the documents that the fresh list of joined ids is of */
};

/** The message of SQLite as an error of ours. */
ng_status ngi_store_fail(ng_context *ctx, ng_corpus *corpus, const char *what);
/** Format of the words' index, for the corpus and for its rebuilding. */
#define NGI_STORE_WORDS "fts5 (text, tokenize = 'unicode61 remove_diacritics 2')"

/** Run SQL that has no parameters and whose rows matter to nobody. */
ng_status ngi_store_run(ng_context *ctx, ng_corpus *corpus, const char *sql);
/** Run a statement that has no parameters and no rows. */
ng_status ngi_store_execute(ng_context *ctx, ng_corpus *corpus, ngi_sql which);
/** The count that a statement without parameters gives. */
ng_status ngi_store_count(ng_context *ctx, ng_corpus *corpus, ngi_sql which, size_t *out);
/** A statement, ready to be bound; it is reset when it is asked for again. */
ng_status ngi_store_statement(ng_context *ctx, ng_corpus *corpus, ngi_sql which, sqlite3_stmt **out);
/** NG_OK with a row; NG_DONE without, after which the statement is reset. */
ng_status ngi_store_step(ng_context *ctx, ng_corpus *corpus, sqlite3_stmt *statement);
/** Bind text, or null for the absent string. Borrowed until the statement is reset. */
void ngi_store_bind(sqlite3_stmt *statement, int at, ng_str text);
/** Text of a column, borrowed until the next step; absent for null. */
ng_str ngi_store_text(sqlite3_stmt *statement, int column);

/** What the row of a document holds, made from its JSON. Strings are borrowed from the tree, but for `made_by` and `json`. */
typedef struct ngi_store_row {
    json_t *root;
    ng_metadata about;             /* id, source, title, date, outlet, author, url */
    ng_str text, made_by, json;
    uint64_t content_hash;         /* of the text and what is known of it */
    uint64_t json_hash;            /* of what made it, and of the JSON: a checksum */
    size_t sentences, entities, mentions, relations, speech;
} ngi_store_row;

/** Hash of what ingest said of a document: its text, and what is known of it. What was found in it does not count. */
uint64_t ngi_store_content_hash(const ng_metadata *about, ng_str text);
ng_status ngi_store_row_make(ng_context *ctx, const char *path, ng_str made_by, ng_str json, ngi_store_row *out);
void ngi_store_row_release(ngi_store_row *row);

/** Bind all columns of SQL_PUT and SQL_SAME_ROW; a number of 0 is left to SQLite. */
void ngi_store_bind_row(sqlite3_stmt *statement, int64_t number, const ngi_store_row *row);
/** Add each sentence to an index of words by SQL_PUT_SENTENCE or SQL_REBUILD_SENTENCE. */
ng_status ngi_store_put_sentences(ng_context *ctx, ng_corpus *corpus, ngi_sql which, int64_t number, const ngi_store_row *row);

#endif
