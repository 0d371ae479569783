/*
 * --help, the manual page and the shell completion, from the tables.
 */
#include "opt_table.h"

#include <string.h>

static bool takes(const cli_option *option, cli_command_id command)
{
    return (option->commands & (1u << (unsigned)command)) != 0;
}

/* Names of the choices, joined; "" when the option has none. */
static const char *choices(const cli_option *option, char *room, size_t size)
{
    uint32_t i;

    room[0] = '\0';
    for (i = 0; option->namer && i < 32 && option->namer(i) && strcmp(option->namer(i), "?") != 0; i++) {
        (void)snprintf(room + strlen(room), size - strlen(room), "%s%s", i ? ", " : "", option->namer(i));
    }
    return room;
}

/* Words of a text wrapped at 78 columns, each line after the first indented. */
static void wrap(FILE *out, const char *text, int at, int indent)
{
    while (*text) {
        int len = (int)strcspn(text, " ");

        if (at > indent && at + 1 + len > 78) {
            (void)fprintf(out, "\n%*s", indent, "");
            at = indent;
        } else if (at > indent) {
            (void)fputc(' ', out);
            at++;
        }
        (void)fprintf(out, "%.*s", len, text);
        at += len;
        text += len;
        while (*text == ' ') text++;
    }
    (void)fputc('\n', out);
}

static void option_line(FILE *out, const cli_option *option)
{
    char left[64], names[512], text[1024];
    int at;

    (void)snprintf(left, sizeof left, "  %c%c%s --%s%s%s", option->letter ? '-' : ' ', option->letter ? option->letter : ' ',
                   option->letter ? "," : " ", option->name, option->argument ? " " : "", option->argument ? option->argument : "");
    at = (int)strlen(left);
    if (at < 26) {
        (void)fprintf(out, "%-26s", left);
    } else {
        (void)fprintf(out, "%s\n%26s", left, "");
    }
    (void)snprintf(text, sizeof text, "%s%s%s", option->help, option->namer ? ": " : "", choices(option, names, sizeof names));
    wrap(out, text, 26, 26);
}

void cli_help(FILE *out, cli_command_id command)
{
    const cli_command *c = &cli_commands[command];
    int group;
    size_t i;

    (void)fprintf(out, "Usage: namegraph %s [OPTION...] %s\n\n", c->name, c->arguments);
    if (c->formats[0]) {
        (void)fprintf(out, "Writes %s.\nFormats: %s\n", c->summary, c->formats);
    } else {
        (void)fprintf(out, "%c%s.\n", c->summary[0] - 'a' + 'A', c->summary + 1);
    }
    for (group = CLI_GROUP_COMMON; group <= CLI_GROUP_OTHER; group++) {
        bool titled = false;

        for (i = 0; i < cli_option_count; i++) {
            if (cli_option_table[i].group != (cli_group)group || !takes(&cli_option_table[i], command)) continue;
            if (!titled) (void)fprintf(out, "\n%s:\n", cli_group_titles[group]);
            titled = true;
            option_line(out, &cli_option_table[i]);
        }
    }
    (void)fputs("\nAn INPUT is a text, an HTML page, a feed, JSON lines, a folder of them, a saved result, or - for\n"
                "standard input.\n", out);
}

static void command_line(FILE *out, const cli_command *command)
{
    (void)fprintf(out, "  %-15s", command->name);
    wrap(out, command->summary, 17, 17);
}

void cli_help_family(FILE *out, const char *family)
{
    size_t i, len = strlen(family);

    (void)fprintf(out, "Usage: namegraph %s COMMAND [OPTION...] ...\n\nCommands:\n", family);
    for (i = 0; i < CLI_COMMAND_COUNT; i++) {
        if (cli_family(&cli_commands[i]) == len && memcmp(cli_commands[i].name, family, len) == 0) command_line(out, &cli_commands[i]);
    }
}

void cli_help_all(FILE *out)
{
    size_t i;

    (void)fputs("Usage: namegraph COMMAND [OPTION...] INPUT...\n\n"
                "Networks of who is in the news: who speaks of whom, who leads, owns, builds and uses\n"
                "what, who is central, and what changed from one article to the next.\n\nCommands:\n", out);
    for (i = 0; i < CLI_COMMAND_COUNT; i++) {
        command_line(out, &cli_commands[i]);
    }
    (void)fputs("\n'namegraph COMMAND --help' lists the options of a command.\n\n"
                "Exit status: 0 done; 1 'diff --exit-code' found differences; 2 wrong usage; 3 some input\n"
                "could not be used, the rest was done; 4 nothing could be done.\n", out);
}

/* Text for troff: a leading dot or quote, minus signs and backslashes are escaped. */
static void troff(FILE *out, const char *text)
{
    if (*text == '.' || *text == '\'') (void)fputs("\\&", out);
    for (; *text; text++) {
        if (*text == '-' || *text == '\\') (void)fputc('\\', out);
        (void)fputc(*text, out);
    }
}

static void manual_option(FILE *out, const cli_option *option)
{
    char names[512];
    uint32_t i;
    bool first = true;

    (void)fputs(".TP\n.B ", out);
    if (option->letter) (void)fprintf(out, "\\-%c, ", option->letter);
    (void)fputs("\\-\\-", out);
    troff(out, option->name);
    if (option->argument) (void)fprintf(out, " \\fI%s\\fR", option->argument);
    (void)fputc('\n', out);
    troff(out, option->help);
    if (option->namer) {
        (void)fputs(": ", out);
        troff(out, choices(option, names, sizeof names));
    }
    (void)fputs(".\n", out);
    if (option->commands == (1u << CLI_COMMAND_COUNT) - 1u) return;
    for (i = 0; i < CLI_COMMAND_COUNT; i++) {
        if (!takes(option, (cli_command_id)i)) continue;
        (void)fprintf(out, "%s%s", first ? "(" : ", ", cli_commands[i].name);
        first = false;
    }
    (void)fputs(")\n", out);
}

void cli_manual(FILE *out)
{
    int group;
    size_t i;

    (void)fprintf(out, ".TH NAMEGRAPH 1 \"\" \"namegraph %s\"\n.SH NAME\nnamegraph \\- networks of who is in the news\n"
                       ".SH SYNOPSIS\n.B namegraph\n.I COMMAND\n[\\fIOPTION\\fR...] \\fIINPUT\\fR...\n.SH COMMANDS\n", ng_version());
    for (i = 0; i < CLI_COMMAND_COUNT; i++) {
        (void)fprintf(out, ".TP\n.B %s \\fI%s\\fR\n", cli_commands[i].name, cli_commands[i].arguments);
        troff(out, cli_commands[i].summary);
        (void)fprintf(out, "%s%s.\n", cli_commands[i].formats[0] ? ". Formats: " : "", cli_commands[i].formats);
    }
    for (group = CLI_GROUP_COMMON; group <= CLI_GROUP_OTHER; group++) {
        (void)fprintf(out, ".SH %s\n", group == CLI_GROUP_COMMON ? "OPTIONS" : cli_group_titles[group]);
        for (i = 0; i < cli_option_count; i++) {
            if (cli_option_table[i].group == (cli_group)group && cli_option_table[i].commands) manual_option(out, &cli_option_table[i]);
        }
    }
    (void)fputs(".SH EXIT STATUS\n0 done; 1 \\fBdiff \\-\\-exit\\-code\\fR found differences; 2 wrong usage; 3 some input could not "
                "be used, the rest was done; 4 nothing could be done.\n.SH STATUSES OF THE LIBRARY\n", out);
#define NG_X(symbol, value, meaning) (void)fprintf(out, ".TP\n.B %s\n%s\n", #symbol, meaning);
    NG_STATUS_LIST(NG_X)
#undef NG_X
    (void)fputs(".SH ENVIRONMENT\n.TP\n.B NO_COLOR\nno colours unless \\-\\-color says always\n.TP\n.B NAMEGRAPH_DATA\n"
                "folder of the weights and word lists\n.TP\n.B NAMEGRAPH_LIBEXEC\nfolder of namegraph\\-draw\n", out);
}

/* First words of the commands, each once; of a family, the second ones. */
static void command_words(FILE *out, const cli_command *family)
{
    size_t i, len = family ? cli_family(family) : 0;

    for (i = 0; i < CLI_COMMAND_COUNT; i++) {
        const char *name = cli_commands[i].name;
        size_t first = cli_family(&cli_commands[i]);

        if (family) {
            if (first == len && memcmp(name, family->name, len) == 0) (void)fprintf(out, "%s ", name + len + 1);
        } else if (first == 0 || cli_family(&cli_commands[i - 1]) != first) { /* a family's stand beside each other */
            (void)fprintf(out, "%.*s ", first ? (int)first : (int)strlen(name), name);
        }
    }
}

void cli_completion(FILE *out)
{
    const cli_command *family = NULL;
    size_t i;
    uint32_t c;

    (void)fputs("_namegraph() {\n    local word=${COMP_WORDS[COMP_CWORD]} command=${COMP_WORDS[1]}\n"
                "    if [ \"$COMP_CWORD\" = 1 ]; then COMPREPLY=($(compgen -W \"", out);
    command_words(out, NULL);
    (void)fputs("\" -- \"$word\")); return; fi\n", out);
    for (i = 0; i < CLI_COMMAND_COUNT; i++) {
        if (cli_family(&cli_commands[i]) == 0 || (family && cli_family(family) == cli_family(&cli_commands[i]))) continue;
        family = &cli_commands[i];
        (void)fprintf(out, "    if [ \"$COMP_CWORD $command\" = \"2 %.*s\" ]; then COMPREPLY=($(compgen -W \"", (int)cli_family(family),
                      family->name);
        command_words(out, family);
        (void)fputs("\" -- \"$word\")); return; fi\n", out);
    }
    (void)fputs("    case \"$command ${COMP_WORDS[2]}\" in\n", out);
    for (c = 0; c < CLI_COMMAND_COUNT; c++) {
        (void)fprintf(out, "    \"%s%s\"*) words=\"", cli_commands[c].name, cli_family(&cli_commands[c]) ? "" : " ");
        for (i = 0; i < cli_option_count; i++) {
            if (takes(&cli_option_table[i], (cli_command_id)c)) (void)fprintf(out, "--%s ", cli_option_table[i].name);
        }
        (void)fputs("\" ;;\n", out);
    }
    (void)fputs("    esac\n    case $word in\n    -*) COMPREPLY=($(compgen -W \"$words\" -- \"$word\")) ;;\n"
                "    *) COMPREPLY=($(compgen -f -- \"$word\")) ;;\n    esac\n}\ncomplete -o filenames -F _namegraph namegraph\n", out);
}
