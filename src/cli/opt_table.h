/* The table of options, for opt.c and help.c. */
#ifndef CLI_OPT_TABLE_H
#define CLI_OPT_TABLE_H

#include "opt.h"

/** How an option's argument is read. */
typedef enum cli_kind {
    CLI_FLAG,    /* none: sets a bool */
    CLI_STRING,  /* const char * */
    CLI_REPEAT,  /* cli_list: may stand several times */
    CLI_COUNT,   /* uint32_t between low and high */
    CLI_NUMBER,  /* double between low and high */
    CLI_CHOICE,  /* uint32_t: one of the names */
    CLI_MASK     /* uint32_t: comma list of the names, as bits */
} cli_kind;

typedef enum cli_group { CLI_GROUP_COMMON, CLI_GROUP_READ, CLI_GROUP_SELECT, CLI_GROUP_RANK, CLI_GROUP_DRAW, CLI_GROUP_OTHER } cli_group;

typedef const char *cli_namer(uint32_t value); /* name of a choice; NULL or "?" behind the last */

typedef struct cli_option {
    const char *name;
    char letter;                /* 0: none */
    const char *argument;       /* NULL for CLI_FLAG */
    cli_group group;
    uint32_t commands;          /* bits of those that take it */
    cli_kind kind;
    size_t offset;              /* in cli_options */
    double low, high;
    cli_namer *namer;
    const char *help;
} cli_option;

extern const cli_option cli_option_table[];
extern const size_t cli_option_count;
extern const char *const cli_group_titles[];

void cli_help(FILE *out, cli_command_id command);
/** The commands of a family: "corpus". */
void cli_help_family(FILE *out, const char *family);
void cli_help_all(FILE *out);
void cli_manual(FILE *out);
void cli_completion(FILE *out);

#endif
