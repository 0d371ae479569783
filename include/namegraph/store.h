/**
 * @file store.h
 * A corpus: a growing collection of documents in one SQLite file.
 *
 * It holds of each document what ng_extract() found in it, before the documents are resolved together; who is one actor
 * is decided when it is read, as for any other inputs. Every call of the library that takes inputs takes a corpus as
 * one. Each change is a transaction: when the call has returned it survives a crash, and before that it leaves nothing
 * behind. Several programs may use one corpus: readers see a whole state, writers wait for each other.
 */
#ifndef NAMEGRAPH_STORE_H
#define NAMEGRAPH_STORE_H

#include "pipeline.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct ng_corpus ng_corpus;

typedef enum ng_corpus_access {
    NG_CORPUS_READ,            /**< a corpus that is there */
    NG_CORPUS_WRITE            /**< one that is there, or a new one */
} ng_corpus_access;

/**
 * Open a corpus.
 *
 * @param out  set to a handle owned by the caller, freed with ng_corpus_close() before its context; NULL on failure.
 * @return NG_OK; NG_E_IO with the system's reason; NG_E_FORMAT for a file that is no corpus, is damaged, or is one of a
 *         newer version; NG_E_NOMEM.
 */
NG_NODISCARD NG_API ng_status ng_corpus_open(ng_context *ctx, const char *path, ng_corpus_access access, ng_corpus **out);

/** Close a corpus. Whatever was not finished is undone. NULL does nothing. */
NG_API void ng_corpus_close(ng_corpus *corpus);

/** What came of adding, in documents. */
typedef struct ng_corpus_changes {
    size_t added;
    size_t replaced;           /**< another text, or another title, date, outlet, author or address, stood under the id */
    size_t unchanged;          /**< the corpus had it already: it was not read again */
} ng_corpus_changes;

/**
 * Read inputs as ng_extract() does and keep their documents.
 *
 * One transaction an input, in the order of their names; a line is logged after each. A document that the corpus has
 * with the same text is not read again, so it costs next to nothing to add a folder once more; nor is it when the
 * options or the weights are others: remove it first. Documents that an input no longer has stay, and a warning says
 * so.
 * @param opts     NULL for the defaults; their label decides nothing here.
 * @param report   filled unless NULL.
 * @param changes  filled unless NULL, also on failure.
 * @return as ng_extract(); NG_E_IO when the file can't be written, or another program writes for longer than a minute.
 *         What was added before a failure stays.
 * Cost: that of reading what is new, and a millisecond for each document of the corpus to list who is one.
 */
NG_NODISCARD NG_API ng_status ng_corpus_add(ng_context *ctx, ng_corpus *corpus, const char *const *inputs, size_t count,
                                            const ng_extract_options *opts, ng_extract_report *report,
                                            ng_corpus_changes *changes);

/**
 * Make the documents of a collection those of the corpus, in one transaction: what it has already stays as it is, what
 * the collection lacks goes.
 *
 * @return NG_OK; NG_E_IO; NG_E_FORMAT for a damaged corpus; NG_E_CANCELLED; NG_E_NOMEM. Nothing is changed unless
 *         NG_OK.
 */
NG_NODISCARD NG_API ng_status ng_corpus_set(ng_context *ctx, ng_corpus *corpus, const ng_collection *collection);

/**
 * Remove documents, in one transaction.
 *
 * @param names  ids of documents; where none has the id, sources, of which all documents go. A name of nothing becomes
 *         a note.
 * @param out    set to the number of documents removed.
 * @return as ng_corpus_set(). Cost: as ng_corpus_add() for listing who is one.
 */
NG_NODISCARD NG_API ng_status ng_corpus_remove(ng_context *ctx, ng_corpus *corpus, const char *const *names, size_t count,
                                               size_t *out);

/** A document of a corpus, in numbers. Strings are borrowed until the next call with the corpus. */
typedef struct ng_corpus_entry {
    ng_str id, source, title, date, outlet;
    ng_str made_by;            /**< JSON object: version, model, kernels, options; absent when not known */
    size_t sentences, entities, mentions, relations, speech;
} ng_corpus_entry;

/**
 * The next document in the order of ids, from the first one on.
 *
 * @return NG_OK; NG_DONE behind the last one, after which it begins anew; NG_E_IO; NG_E_FORMAT; NG_E_NOMEM.
 */
NG_NODISCARD NG_API ng_status ng_corpus_next(ng_context *ctx, ng_corpus *corpus, ng_corpus_entry *out);

/**
 * Prove that a corpus is whole: the file by SQLite's own check, each document by its checksum and by reading it, and
 * every table made from the documents by making it anew.
 *
 * @param out_documents  set to the number of documents.
 * @param out_faults     set to the number of faults; each has a note.
 * @return NG_OK, also with faults; NG_E_FORMAT for a file too damaged to go on; NG_E_IO; NG_E_CANCELLED; NG_E_NOMEM.
 * Cost: some three milliseconds a document; temporary files as large as the corpus.
 */
NG_NODISCARD NG_API ng_status ng_corpus_verify(ng_context *ctx, ng_corpus *corpus, size_t *out_documents, size_t *out_faults);

/** A sentence of a corpus. Strings are borrowed until the next call with the corpus. */
typedef struct ng_corpus_hit {
    ng_str document, date, outlet;
    ng_str sentence;           /**< its text */
    uint32_t begin, end;       /**< its code points in the document's text */
} ng_corpus_hit;

/**
 * Begin a search for the sentences that have all of some words or phrases; ng_corpus_hit_next() hands them out.
 *
 * Letters count without case and diacritics; a phrase is its words one after the other.
 * @param words  copied.
 * @return NG_OK; NG_E_ARG when there is no word in them; NG_E_IO; NG_E_FORMAT; NG_E_NOMEM.
 */
NG_NODISCARD NG_API ng_status ng_corpus_search(ng_context *ctx, ng_corpus *corpus, const char *const *words, size_t count);

/** The next sentence of the search, by document, then place. NG_OK; NG_DONE; NG_E_IO; NG_E_FORMAT; NG_E_NOMEM. */
NG_NODISCARD NG_API ng_status ng_corpus_hit_next(ng_context *ctx, ng_corpus *corpus, ng_corpus_hit *out);

#ifdef __cplusplus
}
#endif
#endif
