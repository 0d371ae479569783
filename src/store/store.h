/*
 * A corpus as the pipeline uses it: rows in, rows out. The row of a document is its JSON, as one line of `extract -f
 * jsonl` before documents are resolved together; everything else in the file is made from it here.
 */
#ifndef NGI_STORE_H
#define NGI_STORE_H

#include "core/model.h"
#include "namegraph/store.h"

/** Is it an SQLite file, by its first bytes? Whether it is a corpus is said when it is opened. */
bool ngi_corpus_detect(ng_context *ctx, const char *path);

/** As ng_corpus_open(), waiting `wait_ms` milliseconds at most for others that write. */
ng_status ngi_corpus_open(ng_context *ctx, const char *path, ng_corpus_access access, uint32_t wait_ms, ng_corpus **out);

/** A transaction. What was put or dropped in it lasts once the commit has returned NG_OK. */
ng_status ngi_corpus_begin(ng_context *ctx, ng_corpus *corpus);
ng_status ngi_corpus_commit(ng_context *ctx, ng_corpus *corpus);
/** Undo the transaction, if there is one. */
void ngi_corpus_rollback(ng_corpus *corpus);

/** What a corpus has under an id. */
typedef enum ngi_kept {
    NGI_KEPT_NONE,
    NGI_KEPT_SAME,
    NGI_KEPT_OTHER,               /* another text, or other metadata */
    NGI_KEPT_FOREIGN              /* the same, from another source */
} ngi_kept;

ng_status ngi_corpus_look(ng_context *ctx, ng_corpus *corpus, const ng_metadata *about, ng_str text, ngi_kept *out);
/** Documents of a source that have their ids from it ("SOURCE#N"). */
ng_status ngi_corpus_count(ng_context *ctx, ng_corpus *corpus, ng_str source, size_t *out);
/** Within a transaction: keep a document, unless the corpus has the same. @param made_by may be absent. */
ng_status ngi_corpus_put(ng_context *ctx, ng_corpus *corpus, ng_str made_by, ng_str json, ngi_kept *out_before);
/** Within a transaction: remove the document of that id, else all of that source. */
ng_status ngi_corpus_drop(ng_context *ctx, ng_corpus *corpus, ng_str name, size_t *out_count);

/** Within a transaction: remove every document whose id is not among these. */
ng_status ngi_corpus_drop_others(ng_context *ctx, ng_corpus *corpus, const ngi_map *ids);

/** Called with each document; a status other than NG_OK ends the walk. The strings are borrowed until it returns. */
typedef ng_status ngi_corpus_visitor(ng_context *ctx, void *user, ng_str id, ng_str made_by, ng_str json);
/** Visit the documents in the order of their ids, all of one state of the corpus. */
ng_status ngi_corpus_each(ng_context *ctx, ng_corpus *corpus, ngi_corpus_visitor *visit, void *user);

/*
 * The list of ids that were joined: each entity of an actor that has several, with the actor's id. It is a function of
 * all documents, so it is made after a change and not with it: `ngi_joined_begin`, `ngi_joined_add` each, then keep or
 * compare.
 */

/** Empty the fresh list, and remember which state of the documents it will be of. */
ng_status ngi_joined_begin(ng_context *ctx, ng_corpus *corpus);
ng_status ngi_joined_add(ng_context *ctx, ng_corpus *corpus, ng_str document, ng_str entity, ng_str actor);
/** Make the fresh list the corpus's, touching what differs, unless the documents have changed since. */
ng_status ngi_joined_keep(ng_context *ctx, ng_corpus *corpus);
/** Entities in which the two lists differ. */
ng_status ngi_joined_compare(ng_context *ctx, ng_corpus *corpus, size_t *out_differences);
/** Is the corpus's list of the documents as they are, by this version? Not when a writer ended between the two. */
ng_status ngi_joined_is_current(ng_context *ctx, ng_corpus *corpus, bool *out);

/** Compare every table with what the documents' rows make. A fault is a note, and counted. */
ng_status ngi_corpus_check(ng_context *ctx, ng_corpus *corpus, size_t *out_documents, size_t *out_faults);

/** Path of the corpus, as it was opened. */
const char *ngi_corpus_path(const ng_corpus *corpus);

#endif
