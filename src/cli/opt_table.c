/*
 * The tables: every command and every option, once. Names of types, statuses and so on come from the library's lists.
 */
#include "opt_table.h"

#include "cmd.h"

#include <stddef.h>

#define NG_X(symbol, name, extension) ", " name
#define GRAPH_FORMATS ("" NG_GRAPH_FORMAT_LIST(NG_X)) + 2 /* the library's own list, less its first comma */

const cli_command cli_commands[CLI_COMMAND_COUNT] = {
    { "extract", "INPUT...", "entities, mentions, relations and attributed speech, with spans", "json, jsonl, brat, conll",
      1, SIZE_MAX, cmd_extract },
    { "graph", "INPUT...", "the network", GRAPH_FORMATS, 1, SIZE_MAX, cmd_graph },
    { "draw", "INPUT...", "the picture", "svg, png, pdf, html, dot", 1, SIZE_MAX, cmd_draw },
    { "rank", "INPUT...", "the central actors", "table, json, csv", 1, SIZE_MAX, cmd_rank },
    { "diff", "OLD NEW, or --series INPUT...", "what changed between two articles, sets of them, or saved networks",
      "text, json, svg, png, pdf, html", 2, 2, cmd_diff },
    { "entities", "INPUT...", "the actors and their names", "text, json", 1, SIZE_MAX, cmd_entities },
    { "show", "NAME INPUT...", "all that the input says of one actor, with the sentences", "text, json", 2, SIZE_MAX,
      cmd_show },
    { "why", "A B INPUT...", "every edge between two actors, with the sentences that say it", "text, json", 3, SIZE_MAX,
      cmd_why },
    { "path", "A B INPUT...", "how two actors are connected, step by step, with the sentences", "text, json", 3,
      SIZE_MAX, cmd_path },
    { "merge", "PART...", "the union of results of extract made apart", "json, jsonl, corpus", 1, SIZE_MAX, cmd_merge },
    { "corpus add", "CORPUS INPUT...", "documents into a growing collection in one file", "", 2, SIZE_MAX, cmd_corpus_add },
    { "corpus remove", "CORPUS DOCUMENT|SOURCE...", "documents, or all of a source, out of it", "", 2, SIZE_MAX, cmd_corpus_remove },
    { "corpus list", "CORPUS", "its documents", "text, json", 1, 1, cmd_corpus_list },
    { "corpus verify", "CORPUS", "the proof that it is whole", "", 1, 1, cmd_corpus_verify },
    { "corpus search", "CORPUS WORDS...", "its sentences that have all of these words or phrases", "text, json", 2, SIZE_MAX,
      cmd_corpus_search },
};

#undef NG_X

const char *const cli_group_titles[] = { "Options", "Reading", "Selection", "Ranking", "Drawing", "Other" };

static const char *when_name(uint32_t value)
{
    static const char *const names[] = { "auto", "always", "never" };

    return value < 3 ? names[value] : NULL;
}

static const char *window_name(uint32_t value)
{
    static const char *const names[] = { "sentence", "paragraph", "article" };

    return value < 3 ? names[value] : NULL;
}

static const char *reader_name(uint32_t value) { return ng_reader_name((ng_reader)value); }
static const char *label_name(uint32_t value) { return ng_label_name((ng_label)value); }
static const char *edge_name(uint32_t value) { return ng_edge_kind_name((ng_edge_kind)value); }
static const char *type_name(uint32_t value) { return ng_entity_type_name((ng_entity_type)value); }
static const char *relation_name(uint32_t value) { return ng_relation_type_name((ng_relation_type)value); }
static const char *status_name(uint32_t value) { return ng_assertion_name((ng_assertion)value); }
static const char *measure_name(uint32_t value) { return ng_measure_name((ng_measure)value); }
static const char *layout_name(uint32_t value) { return ng_layout_name((ng_layout)value); }

#define B(command) (1u << (unsigned)(command))
#define ALL ((1u << CLI_COMMAND_COUNT) - 1u)
#define NETWORK (B(CLI_GRAPH) | B(CLI_DRAW) | B(CLI_RANK) | B(CLI_DIFF) | B(CLI_SHOW) | B(CLI_WHY) | B(CLI_PATH))
#define STORED (B(CLI_CORPUS_REMOVE) | B(CLI_CORPUS_LIST) | B(CLI_CORPUS_VERIFY) | B(CLI_CORPUS_SEARCH)) /* reads no inputs */
#define READING (ALL & ~B(CLI_MERGE) & ~STORED)
#define WRITING (ALL & ~B(CLI_CORPUS_ADD) & ~B(CLI_CORPUS_REMOVE) & ~B(CLI_CORPUS_VERIFY))
#define AT(field) offsetof(cli_options, field)

const cli_option cli_option_table[] = {
    { "help", 'h', NULL, CLI_GROUP_COMMON, ALL, CLI_FLAG, AT(help), 0, 0, NULL, "show this help and end" },
    { "version", 0, NULL, CLI_GROUP_COMMON, ALL, CLI_FLAG, AT(version), 0, 0, NULL, "show the version and end" },
    { "format", 'f', "FORMAT", CLI_GROUP_COMMON, WRITING, CLI_STRING, AT(format), 0, 0, NULL,
      "form of the output; by default the extension of -o, else the first one listed above" },
    { "output", 'o', "FILE", CLI_GROUP_COMMON, WRITING, CLI_STRING, AT(output), 0, 0, NULL,
      "write to FILE, whole or not at all; default: standard output" },
    { "jobs", 'j', "N", CLI_GROUP_COMMON, ALL & ~STORED, CLI_COUNT, AT(jobs), 0, 1024, NULL,
      "threads; default 0: one for each processor. The result is the same for any number" },
    { "quiet", 'q', NULL, CLI_GROUP_COMMON, ALL, CLI_FLAG, AT(quiet), 0, 0, NULL, "say nothing but errors" },
    { "verbose", 'v', NULL, CLI_GROUP_COMMON, ALL, CLI_FLAG, AT(verbose), 0, 0, NULL, "say what is done" },
    { "progress", 0, "WHEN", CLI_GROUP_COMMON, ALL, CLI_CHOICE, AT(progress), 0, 0, when_name,
      "progress on standard error; default auto: on a terminal" },
    { "color", 0, "WHEN", CLI_GROUP_COMMON, WRITING, CLI_CHOICE, AT(color), 0, 0, when_name,
      "colours in text; default auto: on a terminal, unless NO_COLOR is set" },

    { "model", 0, "MODEL", CLI_GROUP_READ, READING, CLI_CHOICE, AT(reader), 0, 0, reader_name, "what finds the names" },
    { "no-word-lists", 0, NULL, CLI_GROUP_READ, READING, CLI_FLAG, AT(no_word_lists), 0, 0, NULL,
      "do without the lists of well-known names" },
    { "decisions", 0, "FILE", CLI_GROUP_READ, ALL & ~STORED, CLI_STRING, AT(decisions), 0, 0, NULL,
      "your corrections: merge, never merge, rename, retype, hide, add" },
    { "label", 0, "FORM", CLI_GROUP_READ, ALL & ~STORED & ~B(CLI_CORPUS_ADD), CLI_CHOICE, AT(label), 0, 0, label_name,
      "which of its names an actor is called by; default longest, the fullest one in use" },
    { "given", 0, "FILE", CLI_GROUP_READ, READING, CLI_STRING, AT(given), 0, 0, NULL,
      "take mentions and entities from FILE, a result of extract or one made by other means" },
    { "relink", 0, NULL, CLI_GROUP_READ, READING, CLI_FLAG, AT(relink), 0, 0, NULL,
      "of --given, keep the mentions and find the entities again" },
    { "field", 0, "NAME=KEY", CLI_GROUP_READ, READING, CLI_REPEAT, AT(fields), 0, 0, NULL,
      "JSON lines: the key that holds text, title, date, author, outlet, url or id" },
    { "cue", 0, "WORD", CLI_GROUP_READ, READING, CLI_REPEAT, AT(cues), 0, 0, NULL,
      "a verb that attributes speech, beside the known ones" },
    { "language", 0, "CODE", CLI_GROUP_READ, READING, CLI_STRING, AT(language), 0, 0, NULL,
      "'en': read every input as English, whatever it looks like" },

    { "edges", 0, "LIST", CLI_GROUP_SELECT, NETWORK, CLI_MASK, AT(edges), 0, 0, edge_name, "kinds of edges; default speech,relations, of graph, show and why all" },
    { "types", 0, "LIST", CLI_GROUP_SELECT, NETWORK | B(CLI_ENTITIES), CLI_MASK, AT(types), 0, 0, type_name,
      "types of actors" },
    { "relations", 0, "LIST", CLI_GROUP_SELECT, NETWORK, CLI_MASK, AT(relations), 0, 0, relation_name, "types of relations" },
    { "status", 0, "LIST", CLI_GROUP_SELECT, NETWORK, CLI_MASK, AT(statuses), 0, 0, status_name, "statuses of relations; default all, of rank and path current,reported" },
    { "since", 0, "DATE", CLI_GROUP_SELECT, NETWORK, CLI_STRING, AT(since), 0, 0, NULL, "documents of that day or later" },
    { "until", 0, "DATE", CLI_GROUP_SELECT, NETWORK, CLI_STRING, AT(until), 0, 0, NULL, "documents of that day or earlier" },
    { "min-weight", 0, "X", CLI_GROUP_SELECT, NETWORK, CLI_NUMBER, AT(min_weight), 0, 1e12, NULL, "edges of that weight or more" },
    { "min-score", 0, "X", CLI_GROUP_SELECT, READING, CLI_NUMBER, AT(min_score), 0, 1, NULL,
      "evidence of that score or more; default: what is more likely right than wrong" },
    { "window", 0, "WINDOW", CLI_GROUP_SELECT, NETWORK, CLI_CHOICE, AT(window), 0, 0, window_name,
      "what co-occurrence counts; default sentence" },
    { "top", 0, "N", CLI_GROUP_SELECT, NETWORK | B(CLI_ENTITIES), CLI_COUNT, AT(top), 0, 10000000, NULL, "the N strongest actors" },
    { "around", 0, "NAME", CLI_GROUP_SELECT, NETWORK, CLI_STRING, AT(around), 0, 0, NULL, "the network around an actor" },
    { "hops", 0, "N", CLI_GROUP_SELECT, NETWORK, CLI_COUNT, AT(hops), 1, 10, NULL, "how far around; default 1" },
    { "backbone", 0, "ALPHA", CLI_GROUP_SELECT, NETWORK, CLI_NUMBER, AT(backbone), 0, 1, NULL,
      "edges that the disparity filter keeps at that level" },
    { "k-core", 0, "K", CLI_GROUP_SELECT, NETWORK, CLI_COUNT, AT(k_core), 0, 1000000, NULL, "actors of at least that core number" },
    { "giant", 0, NULL, CLI_GROUP_SELECT, NETWORK, CLI_FLAG, AT(giant), 0, 0, NULL, "the largest connected part only" },
    { "isolated", 0, NULL, CLI_GROUP_SELECT, NETWORK, CLI_FLAG, AT(isolated), 0, 0, NULL, "actors without an edge, too" },

    { "by", 0, "MEASURE", CLI_GROUP_RANK, B(CLI_RANK) | B(CLI_DRAW), CLI_CHOICE, AT(by), 0, 0, measure_name,
      "measure of the order, and of sizes; default strength" },
    { "measures", 0, "LIST", CLI_GROUP_RANK, B(CLI_RANK), CLI_MASK, AT(measures), 0, 0, measure_name, "measures beside it" },
    { "resamples", 0, "N", CLI_GROUP_RANK, B(CLI_RANK), CLI_COUNT, AT(resamples), 0, 10000, NULL,
      "resamples of the documents, for intervals of the ranks; default 100 for the table, else 0" },
    { "communities", 0, NULL, CLI_GROUP_RANK, B(CLI_RANK) | B(CLI_DRAW), CLI_FLAG, AT(communities), 0, 0, NULL,
      "find groups that are tied more closely (Leiden)" },
    { "seed", 0, "N", CLI_GROUP_RANK, B(CLI_RANK) | B(CLI_DRAW) | B(CLI_DIFF), CLI_COUNT, AT(seed), 0, 4294967295.0, NULL,
      "seed of layout, resamples and communities; default 1" },

    { "style", 0, "STYLE", CLI_GROUP_DRAW, B(CLI_DRAW) | B(CLI_DIFF), CLI_STRING, AT(style), 0, 0, NULL,
      "light, dark, print, colour-blind, or a file of your own" },
    { "title", 0, "TEXT", CLI_GROUP_DRAW, B(CLI_DRAW) | B(CLI_DIFF), CLI_STRING, AT(title), 0, 0, NULL, "title of the picture" },
    { "layout", 0, "LAYOUT", CLI_GROUP_DRAW, B(CLI_DRAW) | B(CLI_DIFF), CLI_CHOICE, AT(layout), 0, 0, layout_name,
      "who places the actors; default auto" },
    { "like", 0, "GRAPH", CLI_GROUP_DRAW, B(CLI_DRAW), CLI_STRING, AT(like), 0, 0, NULL,
      "a saved network whose actors keep their places" },
    { "href", 0, "PATTERN", CLI_GROUP_DRAW, B(CLI_DRAW) | B(CLI_DIFF), CLI_STRING, AT(href), 0, 0, NULL,
      "link of an actor; {id} and {name} are replaced" },
    { "scale", 0, "X", CLI_GROUP_DRAW, B(CLI_DRAW) | B(CLI_DIFF), CLI_NUMBER, AT(scale), 0.1, 8, NULL, "size of a PNG; default 2" },
    { "time-limit", 0, "SECONDS", CLI_GROUP_DRAW, B(CLI_DRAW) | B(CLI_DIFF), CLI_NUMBER, AT(time_limit), 0.1, 3600, NULL,
      "for the layout; default 60" },

    { "exit-code", 0, NULL, CLI_GROUP_OTHER, B(CLI_DIFF), CLI_FLAG, AT(exit_code), 0, 0, NULL, "exit status 1 when there are differences" },
    { "evidence", 0, NULL, CLI_GROUP_OTHER, B(CLI_DIFF) | B(CLI_RANK), CLI_FLAG, AT(evidence), 0, 0, NULL, "show the sentences" },
    { "side-by-side", 0, NULL, CLI_GROUP_OTHER, B(CLI_DIFF), CLI_FLAG, AT(side_by_side), 0, 0, NULL, "two pictures instead of one" },
    { "series", 0, NULL, CLI_GROUP_OTHER, B(CLI_DIFF), CLI_FLAG, AT(series), 0, 0, NULL,
      "follow the actors through any number of inputs, from each day to the next; text or json" },
    { "explain", 0, NULL, CLI_GROUP_OTHER, B(CLI_SHOW), CLI_FLAG, AT(explain), 0, 0, NULL, "why these names are one actor" },
    { "candidates", 0, NULL, CLI_GROUP_OTHER, B(CLI_ENTITIES), CLI_FLAG, AT(candidates), 0, 0, NULL,
      "doubtful pairs, as lines for the decisions file" },
    { "help-man", 0, NULL, CLI_GROUP_OTHER, 0, CLI_FLAG, AT(help_man), 0, 0, NULL, "print the manual page" },
    { "help-bash", 0, NULL, CLI_GROUP_OTHER, 0, CLI_FLAG, AT(help_bash), 0, 0, NULL, "print a completion for bash" },
};
const size_t cli_option_count = sizeof cli_option_table / sizeof *cli_option_table;
