/* The commands, and what they share: a context, the library's options, results out, failures told. */
#ifndef CLI_CMD_H
#define CLI_CMD_H

#include "opt.h"

/** Exit statuses of the contract. */
enum { CLI_DONE = 0, CLI_DIFFERENT = 1, CLI_USAGE = 2, CLI_PARTLY = 3, CLI_NOTHING = 4, CLI_INTERRUPTED = 130 };

int cmd_extract(const cli_options *options);
int cmd_graph(const cli_options *options);
int cmd_draw(const cli_options *options);
int cmd_rank(const cli_options *options);
int cmd_diff(const cli_options *options);
int cmd_series(const cli_options *options); /* diff --series */
int cmd_entities(const cli_options *options);
int cmd_show(const cli_options *options);
int cmd_why(const cli_options *options);
int cmd_path(const cli_options *options);
int cmd_merge(const cli_options *options);
int cmd_corpus_add(const cli_options *options);
int cmd_corpus_remove(const cli_options *options);
int cmd_corpus_list(const cli_options *options);
int cmd_corpus_verify(const cli_options *options);
int cmd_corpus_search(const cli_options *options);

/** A context that logs and shows progress as the options say; ends the program when memory is out. */
ng_context *cli_context(const cli_options *options);
ng_extract_options cli_extract_options(const cli_options *options);
/** Selection as the options say; `edges` and `statuses` are used where they say nothing (0: all). */
ng_graph_options cli_graph_options(const cli_options *options, uint32_t edges, uint32_t statuses);
/** The edges that count as ties: speech and relations. */
#define CLI_TIES (NG_BIT(NG_EDGE_SPEECH) | NG_BIT(NG_EDGE_RELATION))
/** The statuses that hold: without denied, planned and former. */
#define CLI_HOLDS (NG_BIT(NG_CURRENT) | NG_BIT(NG_REPORTED))

/**
 * Measure of the order and of sizes. By default strength: it is what the sentences say, added up; PageRank, which follows
 * the direction of ties, puts whoever is spoken of by few but tied both ways to another above those whom many speak of.
 */
ng_measure cli_measure(const cli_options *options);

/** What stands between the ends of an edge: "speaks of", "leads" ... */
const char *cli_phrase(const ng_edge *edge);

/** Write a result to -o or standard output. */
ng_status cli_write(ng_context *ctx, const cli_options *options, const char *data, size_t len);
/** Colours? By --color, NO_COLOR and whether the output is a terminal. */
bool cli_colored(const cli_options *options);
/**
 * Say on standard error what failed, free the context, and give the exit status.
 * @param status  of the last call
 * @param done    documents, nodes: whether anything was there to work on
 */
int cli_finish(ng_context *ctx, const cli_options *options, ng_status status, const ng_extract_report *report, bool done);

/* Text that grows, for what the command itself prints. */
typedef struct cli_text {
    char *data;
    size_t len, capacity;
    bool failed;               /* out of memory: the rest was dropped */
} cli_text;

void cli_add(cli_text *text, const char *format, ...)
#if defined(__GNUC__)
    __attribute__((format(printf, 2, 3)))
#endif
    ;
void cli_add_str(cli_text *text, ng_str str);
/** As a JSON string with its quotes; null for the absent string. */
void cli_add_json(cli_text *text, ng_str str);
void cli_release(cli_text *text);
/** Write the text, unless it failed, and free it. */
ng_status cli_write_text(ng_context *ctx, const cli_options *options, cli_text *text);
/** A sentence with two spans of it marked, on one line. */
void cli_add_evidence(cli_text *text, const ng_graph *graph, const ng_edge_evidence *evidence, bool color);
/** Columns that a name takes on a terminal, roughly: its code points. */
size_t cli_width(ng_str str);

#define CLI_STR(s) (int)(s).len, ((s).ptr ? (s).ptr : "")

#endif
