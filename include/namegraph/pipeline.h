/**
 * @file pipeline.h
 * From files to what is in them: the one call that runs every stage, and the results it can write.
 */
#ifndef NAMEGRAPH_PIPELINE_H
#define NAMEGRAPH_PIPELINE_H

#include "graph.h"

#ifdef __cplusplus
extern "C" {
#endif

/** X(symbol, name, what it is): how names are found. */
#define NG_READER_LIST(X)                                                                          \
    X(NG_READER_ACCURATE, "accurate", "the encoder of six layers")                                 \
    X(NG_READER_FAST, "fast", "the encoder of three layers")                                       \
    X(NG_READER_LISTS, "lists", "word lists, capitals and patterns, no encoder")

typedef enum ng_reader {
#define NG_X(symbol, name, words) symbol,
    NG_READER_LIST(NG_X)
#undef NG_X
    NG_READER_COUNT
} ng_reader;

/** "accurate", ...; "?" out of range. Static. */
NG_API const char *ng_reader_name(ng_reader reader);

/** The reader of that name; false when there is none. */
NG_API bool ng_reader_from(ng_str name, ng_reader *out);

/** How inputs are read. */
typedef struct ng_extract_options {
    size_t struct_size;        /**< set by the macro */
    ng_reader reader;          /**< default NG_READER_ACCURATE */
    bool word_lists;           /**< use the word lists that ship; default true */
    bool any_language;         /**< read other languages than English too; default false */
    const char *decisions;     /**< path of the user's decisions; default NULL */
    const char *given;         /**< path of a result whose mentions and entities are taken; default NULL */
    bool relink;               /**< drop the entities of `given`, keep its mentions; default false */
    ng_label label;            /**< what actors are called; default NG_LABEL_LONGEST */
    const char *const *fields; /**< of JSON lines: "text=body" renames a field; default NULL */
    size_t field_count;
    const char *const *cues;   /**< speech cues beside those of the word lists; default NULL */
    size_t cue_count;
    double min_score;          /**< relations below it are dropped, 0..1; default 0: the threshold of each type */
    uint32_t jobs;             /**< threads, 0..1024; default 0: one for each processor */
} ng_extract_options;
#define NG_EXTRACT_OPTIONS_INIT                                                                    \
    { sizeof(ng_extract_options), NG_READER_ACCURATE, true, false, 0, 0, false, NG_LABEL_LONGEST, 0, 0, 0, 0, 0.0, 0 }

/** What came of the inputs, beside the collection. */
typedef struct ng_extract_report {
    size_t inputs;             /**< files, after folders were searched */
    size_t failed;             /**< inputs or parts that could not be used; each has a note */
} ng_extract_report;

/**
 * Read inputs and find everything in them.
 *
 * An input is a file (plain text, HTML, a feed, JSON lines, a saved result), a folder, or "-" for standard input.
 * One that can't be used becomes a note and the others are read. The result does not depend on `jobs` nor on the
 * order of the inputs.
 * @param opts    NULL for the defaults.
 * @param report  filled unless NULL.
 * @param out     set to a collection owned by the caller, freed with ng_collection_free(); NULL on failure.
 * @return NG_OK, also for no documents at all; NG_E_ARG; NG_E_IO or NG_E_FORMAT for the decisions, the given result or
 *         our own data files; NG_E_NOTFOUND when those are not installed; NG_E_CANCELLED; NG_E_NOMEM.
 * Cost: about a millisecond for 30 words and a thread.
 */
NG_NODISCARD NG_API ng_status ng_extract(ng_context *ctx, const char *const *inputs, size_t count,
                                         const ng_extract_options *opts, ng_extract_report *report,
                                         ng_collection **out);

/**
 * Read inputs as ng_extract() does and build their network. A saved graph is taken as it is, when it is the only input.
 *
 * @return as ng_extract() and ng_graph_build().
 */
NG_NODISCARD NG_API ng_status ng_network(ng_context *ctx, const char *const *inputs, size_t count,
                                         const ng_extract_options *read, const ng_graph_options *opts,
                                         ng_extract_report *report, ng_graph **out);

/**
 * Networks of two sides, resolved together: one actor has one id on both. Each side is an input as ng_extract() takes
 * it, or a saved graph.
 *
 * @param out_old, out_new  set to graphs owned by the caller; NULL on failure.
 * @return as ng_network().
 */
NG_NODISCARD NG_API ng_status ng_network_pair(ng_context *ctx, const char *old_input, const char *new_input,
                                              const ng_extract_options *read, const ng_graph_options *opts,
                                              ng_extract_report *report, ng_graph **out_old, ng_graph **out_new);

/** A step of a series: what was published on one day. */
typedef struct ng_step {
    char *label;               /**< the day, or the id of a document that has no date */
    ng_graph *graph;
} ng_step;

/** Networks in the order of time. */
typedef struct ng_series {
    ng_graph *whole;           /**< of all steps together; one actor has one id in it and in every step */
    ng_step *steps;            /**< by day; undated documents last, by id, each a step */
    size_t count;
} ng_series;

/**
 * Read inputs as ng_extract() does and build a network for each day that a document is of.
 *
 * Copies of other documents make no step: they tell nothing new. Where an actor is given to look around, days that do not
 * name it are left out.
 * @param out  filled; freed with ng_series_release(); empty on failure.
 * @return as ng_network(). Cost: for each step one look at the actors of all.
 */
NG_NODISCARD NG_API ng_status ng_network_series(ng_context *ctx, const char *const *inputs, size_t count,
                                                const ng_extract_options *read, const ng_graph_options *opts,
                                                ng_extract_report *report, ng_series *out);

/** Free what a series holds and leave it empty. */
NG_API void ng_series_release(ng_context *ctx, ng_series *series);

/** X(symbol, name, what it is): forms of a result. */
#define NG_RESULT_FORMAT_LIST(X)                                                                   \
    X(NG_RESULT_JSON, "json", "one object, read back by every command")                            \
    X(NG_RESULT_JSONL, "jsonl", "a document a line")                                               \
    X(NG_RESULT_BRAT, "brat", "standoff annotation, a text and its .ann after each other")         \
    X(NG_RESULT_CONLL, "conll", "a token a line with IOB2 tags")

typedef enum ng_result_format {
#define NG_X(symbol, name, words) symbol,
    NG_RESULT_FORMAT_LIST(NG_X)
#undef NG_X
    NG_RESULT_FORMAT_COUNT
} ng_result_format;

/** The format of that name; false when there is none. */
NG_API bool ng_result_format_from(ng_str name, ng_result_format *out);

/**
 * Write a collection: the same bytes for the same collection.
 *
 * @param out  set to out_len bytes and a NUL, owned by the caller, freed with ng_free(); NULL on failure.
 * @return NG_OK; NG_E_ARG for an unknown format; NG_E_NOMEM.
 */
NG_NODISCARD NG_API ng_status ng_collection_write(ng_context *ctx, const ng_collection *collection,
                                                  ng_result_format format, char **out, size_t *out_len);

/** The actor of that id, name or other name, in this order, ASCII letters without case; NG_NONE when there is none. */
NG_API uint32_t ng_collection_find(const ng_collection *collection, ng_str name);

/**
 * Say why the names of an actor are one: for each join the rule or score and the sentences.
 *
 * @param opts   those of the run that made the collection: its word lists and decisions are used; NULL for the defaults.
 * @param actor  index in ng_collection_actors().
 * @param out    set to text for people, owned by the caller, freed with ng_free(); NULL on failure.
 * @return NG_OK; NG_E_ARG for an actor out of range; NG_E_IO or NG_E_FORMAT for the decisions; NG_E_NOMEM.
 */
NG_NODISCARD NG_API ng_status ng_collection_explain(ng_context *ctx, const ng_collection *collection,
                                                    const ng_extract_options *opts, uint32_t actor, char **out,
                                                    size_t *out_len);

/**
 * List pairs of actors that look alike and were not joined, likeliest first, as lines for a decisions file, each behind '#'
 * with its score. Arguments and errors as ng_collection_explain().
 */
NG_NODISCARD NG_API ng_status ng_collection_candidates(ng_context *ctx, const ng_collection *collection,
                                                       const ng_extract_options *opts, char **out, size_t *out_len);

/** Write a file whole or not at all; "-" is standard output. NG_OK or NG_E_IO. */
NG_NODISCARD NG_API ng_status ng_file_write(ng_context *ctx, const char *path, const char *data, size_t len);

#ifdef __cplusplus
}
#endif
#endif
