/*
 * Commands and options: two tables from which parsing, --help, the manual page and shell completion are made.
 */
#ifndef CLI_OPT_H
#define CLI_OPT_H

#include "namegraph/namegraph.h"

#include <stdio.h>

/** X(symbol, name): the commands, those of a family beside each other; opt_table.c says the rest of them. */
#define CLI_COMMAND_LIST(X)                                                                        \
    X(CLI_EXTRACT, "extract")                                                                      \
    X(CLI_GRAPH, "graph")                                                                          \
    X(CLI_DRAW, "draw")                                                                            \
    X(CLI_RANK, "rank")                                                                            \
    X(CLI_DIFF, "diff")                                                                            \
    X(CLI_ENTITIES, "entities")                                                                    \
    X(CLI_SHOW, "show")                                                                            \
    X(CLI_WHY, "why")                                                                              \
    X(CLI_PATH, "path")                                                                            \
    X(CLI_MERGE, "merge")                                                                          \
    X(CLI_CORPUS_ADD, "corpus add")                                                                \
    X(CLI_CORPUS_REMOVE, "corpus remove")                                                          \
    X(CLI_CORPUS_LIST, "corpus list")                                                              \
    X(CLI_CORPUS_VERIFY, "corpus verify")                                                          \
    X(CLI_CORPUS_SEARCH, "corpus search")

typedef enum cli_command_id {
#define CLI_X(symbol, name) symbol,
    CLI_COMMAND_LIST(CLI_X)
#undef CLI_X
    CLI_COMMAND_COUNT
} cli_command_id;

typedef enum cli_when { CLI_AUTO, CLI_ALWAYS, CLI_NEVER } cli_when;

#define CLI_LIST_MAX 64

typedef struct cli_list {
    const char *items[CLI_LIST_MAX];
    size_t count;
} cli_list;

/** What the command line says; zero means "not said" unless cli_options_init() says otherwise. */
typedef struct cli_options {
    bool help, version, quiet, verbose, help_man, help_bash;
    const char *format, *output;
    uint32_t jobs, progress, color, reader, label;
    bool no_word_lists, any_language, relink;
    const char *language, *decisions, *given;
    cli_list fields, cues;
    uint32_t edges, types, relations, statuses, window, top, hops, k_core, seed;
    const char *since, *until, *around;
    double min_weight, min_score, backbone;
    bool giant, isolated;
    uint32_t by, measures, resamples;
    bool communities, exit_code, evidence, side_by_side, series;
    const char *style, *title, *like, *href;
    uint32_t layout;
    double time_limit, scale;
    bool explain, candidates;
    char *const *arguments;
    size_t argument_count;
} cli_options;

typedef struct cli_command {
    const char *name;              /* two words: one of a family, "corpus add" */
    const char *arguments;         /* "INPUT..." */
    const char *summary;           /* one line, lower case */
    const char *formats;           /* "json, jsonl", the default first; "" when it writes none */
    size_t min_arguments, max_arguments;
    int (*run)(const cli_options *options);
} cli_command;

extern const cli_command cli_commands[CLI_COMMAND_COUNT];

/** What a command line asks for before its own options are known. */
typedef enum cli_parse_result { CLI_PARSE_RUN, CLI_PARSE_SHOWN, CLI_PARSE_WRONG } cli_parse_result;

/**
 * Parse a command line. Says what is wrong on standard error (CLI_PARSE_WRONG); prints help or the version on standard
 * output (CLI_PARSE_SHOWN).
 */
cli_parse_result cli_parse(int argc, char **argv, cli_options *out, cli_command_id *out_command);

/** Bytes of the first word of a command's name, when the name has two; 0 otherwise. */
size_t cli_family(const cli_command *command);

/** Does the format stand in the command's list? */
bool cli_format_known(const cli_command *command, const char *format);

#endif
