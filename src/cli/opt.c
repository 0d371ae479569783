/*
 * Parsing a command line by the table: GNU long options (with '=' or a following argument), letters that may stand
 * together, '--', '-' as an input.
 */
#include "opt_table.h"

#include <stdarg.h>
#include <string.h>

#if defined(__GNUC__)
__attribute__((format(printf, 1, 2)))
#endif
static cli_parse_result wrong(const char *format, ...)
{
    va_list args;

    va_start(args, format);
    (void)fputs("namegraph: ", stderr);
    (void)vfprintf(stderr, format, args);
    (void)fputs(" (namegraph --help)\n", stderr);
    va_end(args);
    return CLI_PARSE_WRONG;
}

static void *field(const cli_option *option, cli_options *out) { return (char *)out + option->offset; }

/* Value of a name among the choices; false when there is none. */
static bool choose(const cli_option *option, const char *name, size_t len, uint32_t *out)
{
    uint32_t i;

    for (i = 0; i < 32; i++) {
        const char *known = option->namer(i);

        if (!known || strcmp(known, "?") == 0) return false;
        if (strlen(known) == len && memcmp(known, name, len) == 0) {
            *out = i;
            return true;
        }
    }
    return false;
}

static bool choose_mask(const cli_option *option, const char *list, uint32_t *out)
{
    *out = 0;
    while (*list) {
        size_t len = strcspn(list, ",");
        uint32_t value;

        if (!choose(option, list, len, &value)) return false;
        *out |= 1u << value;
        list += len;
        if (*list == ',') list++;
    }
    return *out != 0;
}

static cli_parse_result wrong_choice(const cli_option *option, const char *argument)
{
    char names[512] = "";
    uint32_t i;

    for (i = 0; i < 32 && option->namer(i) && strcmp(option->namer(i), "?") != 0; i++) {
        (void)snprintf(names + strlen(names), sizeof names - strlen(names), "%s%s", i ? ", " : "", option->namer(i));
    }
    (void)fprintf(stderr, "namegraph: --%s is %s%s, not '%s'\n", option->name,
                  option->kind == CLI_MASK ? "a comma list of " : "one of ", names, argument);
    return CLI_PARSE_WRONG;
}

/* The library is told numbers in no locale; strtod would ask for one, so the command reads them by itself. */
static bool read_number(const char *text, double *out)
{
    double value = 0.0, place = 0.0;
    size_t digits = 0;

    for (; *text; text++) {
        if (*text == '.' && place == 0.0) {
            place = 1.0;
        } else if (*text >= '0' && *text <= '9') {
            value = value * 10.0 + (double)(*text - '0');
            place *= 10.0;
            digits++;
        } else {
            return false;
        }
    }
    *out = place > 1.0 ? value / place : value;
    return digits > 0;
}

static cli_parse_result set(const cli_option *option, const char *argument, cli_options *out)
{
    double number;
    uint32_t value;
    cli_list *list;

    switch (option->kind) {
    case CLI_FLAG:
        *(bool *)field(option, out) = true;
        break;
    case CLI_STRING:
        *(const char **)field(option, out) = argument;
        break;
    case CLI_REPEAT:
        list = field(option, out);
        if (list->count == CLI_LIST_MAX) return wrong("--%s stands too often", option->name);
        list->items[list->count++] = argument;
        break;
    case CLI_COUNT:
    case CLI_NUMBER:
        if (!read_number(argument, &number) || number < option->low || number > option->high ||
            (option->kind == CLI_COUNT && strchr(argument, '.'))) {
            (void)fprintf(stderr, "namegraph: --%s is a number from %g to %.10g, not '%s'\n", option->name, option->low,
                          option->high, argument);
            return CLI_PARSE_WRONG;
        }
        if (option->kind == CLI_COUNT) {
            *(uint32_t *)field(option, out) = (uint32_t)number;
        } else {
            *(double *)field(option, out) = number;
        }
        break;
    case CLI_CHOICE:
        if (!choose(option, argument, strlen(argument), &value)) return wrong_choice(option, argument);
        *(uint32_t *)field(option, out) = value;
        break;
    case CLI_MASK:
        if (!choose_mask(option, argument, &value)) return wrong_choice(option, argument);
        *(uint32_t *)field(option, out) = value;
        break;
    }
    return CLI_PARSE_RUN;
}

static const cli_option *find_long(const char *name, size_t len)
{
    size_t i;

    for (i = 0; i < cli_option_count; i++) {
        const cli_option *o = &cli_option_table[i];

        if (strlen(o->name) == len && memcmp(o->name, name, len) == 0) return o;
    }
    return NULL;
}

static const cli_option *find_letter(char letter)
{
    size_t i;

    for (i = 0; i < cli_option_count; i++) {
        if (cli_option_table[i].letter == letter) return &cli_option_table[i];
    }
    return NULL;
}

typedef struct scanner {
    int argc, at;
    char **argv;
    cli_command_id command;     /* CLI_COMMAND_COUNT until it is known */
    const char *family;         /* first word of a command that has two, NULL until it is read */
    uint32_t used;              /* commands that take all options so far */
    const cli_option *foreign;  /* an option that stood before the command */
    cli_options *out;
} scanner;

static cli_parse_result apply(scanner *s, const cli_option *option, const char *argument)
{
    if (option->commands && s->command < CLI_COMMAND_COUNT && !(option->commands & (1u << s->command))) {
        return wrong("'%s' has no option --%s", cli_commands[s->command].name, option->name);
    }
    if (option->commands && s->command == CLI_COMMAND_COUNT && !(option->commands == (1u << CLI_COMMAND_COUNT) - 1u)) {
        s->foreign = option;
    }
    s->used &= option->commands ? option->commands : s->used;
    return set(option, argument, s->out);
}

static cli_parse_result parse_long(scanner *s, const char *text)
{
    const char *equals = strchr(text, '=');
    size_t len = equals ? (size_t)(equals - text) : strlen(text);
    const cli_option *option = find_long(text, len);

    if (!option) return wrong("unknown option '--%s'", text);
    if (!option->argument) {
        if (equals) return wrong("--%s takes no argument", option->name);
        return apply(s, option, NULL);
    }
    if (equals) return apply(s, option, equals + 1);
    if (s->at + 1 >= s->argc) return wrong("--%s wants %s", option->name, option->argument);
    return apply(s, option, s->argv[++s->at]);
}

static cli_parse_result parse_letters(scanner *s, const char *text)
{
    for (; *text; text++) {
        const cli_option *option = find_letter(*text);
        char letter[2] = { *text, '\0' };
        cli_parse_result result;

        if (!option) return wrong("unknown option '-%s'", letter);
        if (!option->argument) {
            result = apply(s, option, NULL);
            if (result != CLI_PARSE_RUN) return result;
            continue;
        }
        if (text[1]) return apply(s, option, text + 1);
        if (s->at + 1 >= s->argc) return wrong("-%s wants %s", letter, option->argument);
        return apply(s, option, s->argv[++s->at]);
    }
    return CLI_PARSE_RUN;
}

size_t cli_family(const cli_command *command)
{
    const char *space = strchr(command->name, ' ');

    return space ? (size_t)(space - command->name) : 0;
}

static bool is_family(const char *name)
{
    size_t i, len = strlen(name);

    for (i = 0; i < CLI_COMMAND_COUNT; i++) {
        if (len && cli_family(&cli_commands[i]) == len && memcmp(cli_commands[i].name, name, len) == 0) return true;
    }
    return false;
}

static cli_parse_result wrong_family(const char *family)
{
    char names[128] = "";
    size_t i, len = strlen(family);

    for (i = 0; i < CLI_COMMAND_COUNT; i++) {
        const cli_command *c = &cli_commands[i];

        if (cli_family(c) != len || memcmp(c->name, family, len) != 0) continue;
        (void)snprintf(names + strlen(names), sizeof names - strlen(names), "%s%s", names[0] ? ", " : "", c->name + len + 1);
    }
    return wrong("'%s' wants one of %s", family, names);
}

static cli_parse_result take_command(scanner *s, const char *name)
{
    char both[32];
    uint32_t i;

    if (!s->family && is_family(name)) {
        s->family = name;
        return CLI_PARSE_RUN;
    }
    if (s->family) {
        (void)snprintf(both, sizeof both, "%s %s", s->family, name);
        name = both;
    }
    if (strcmp(name, "help") == 0 && !s->out->help) { /* 'help rank' is 'rank --help' */
        s->out->help = true;
        return CLI_PARSE_RUN;
    }
    for (i = 0; i < CLI_COMMAND_COUNT; i++) {
        if (strcmp(cli_commands[i].name, name) != 0) continue;
        s->command = (cli_command_id)i;
        if (!(s->used & (1u << i))) return wrong("'%s' has no option --%s", name, s->foreign ? s->foreign->name : "?");
        return CLI_PARSE_RUN;
    }
    return s->family ? wrong_family(s->family) : wrong("unknown command '%s'", name);
}

static cli_parse_result scan(scanner *s, char **rest, size_t *rest_count)
{
    bool only_inputs = false;

    for (s->at = 1; s->at < s->argc; s->at++) {
        const char *text = s->argv[s->at];
        cli_parse_result result = CLI_PARSE_RUN;

        if (only_inputs || text[0] != '-' || text[1] == '\0') {
            if (s->command == CLI_COMMAND_COUNT) {
                result = take_command(s, text);
            } else {
                rest[(*rest_count)++] = s->argv[s->at];
            }
        } else if (strcmp(text, "--") == 0) {
            only_inputs = true;
        } else if (text[1] == '-') {
            result = parse_long(s, text + 2);
        } else {
            result = parse_letters(s, text + 1);
        }
        if (result != CLI_PARSE_RUN) return result;
    }
    return CLI_PARSE_RUN;
}

bool cli_format_known(const cli_command *command, const char *format)
{
    const char *at = command->formats;
    size_t len = strlen(format);

    while (*at) {
        size_t n = strcspn(at, ", ");

        if (n == len && memcmp(at, format, n) == 0) return true;
        at += n;
        at += strspn(at, ", ");
    }
    return false;
}

static bool ends_in(const char *name, const char *ending)
{
    size_t len = strlen(name), n = strlen(ending);

    return len > n && strcmp(name + len - n, ending) == 0;
}

/* The format that the end of a file's name stands for, of those that the command has; NULL when there is none. */
static const char *format_of_name(const cli_command *command, const char *name)
{
    static const char *const alike[][2] = { { ".ftm.json", "ftm" }, { ".gv", "dot" },   { ".xml", "graphml" }, { ".ndjson", "jsonl" },
                                            { ".txt", "text" },     { ".ann", "brat" }, { ".htm", "html" },
                                            { ".namegraph", "corpus" } };
    const char *dot = strrchr(name, '.');
    size_t i;

    for (i = 0; i < sizeof alike / sizeof *alike; i++) {
        if (ends_in(name, alike[i][0]) && cli_format_known(command, alike[i][1])) return alike[i][1];
    }
    return dot && cli_format_known(command, dot + 1) ? dot + 1 : NULL;
}

/* The format said, else the extension of the output's name, else the first of the command's. */
static cli_parse_result settle_format(const cli_command *command, cli_options *out)
{
    static char first[16];

    if (out->format) {
        if (cli_format_known(command, out->format)) return CLI_PARSE_RUN;
        (void)fprintf(stderr, "namegraph: '%s' writes %s, not '%s'\n", command->name, command->formats, out->format);
        return CLI_PARSE_WRONG;
    }
    out->format = out->output ? format_of_name(command, out->output) : NULL;
    if (out->format) return CLI_PARSE_RUN;
    (void)snprintf(first, sizeof first, "%.*s", (int)strcspn(command->formats, ","), command->formats);
    out->format = first;
    return CLI_PARSE_RUN;
}

static void init(cli_options *out)
{
    memset(out, 0, sizeof *out);
    out->hops = 1;
    out->seed = 1;
    out->scale = 2.0;
    out->time_limit = 60.0;
    out->by = UINT32_MAX; /* not said */
    out->resamples = UINT32_MAX; /* not said */
}

cli_parse_result cli_parse(int argc, char **argv, cli_options *out, cli_command_id *out_command)
{
    scanner s = { argc, 1, argv, CLI_COMMAND_COUNT, NULL, UINT32_MAX, NULL, out };
    size_t count = 0;
    cli_parse_result result;
    const cli_command *command;

    init(out);
    /* Inputs are gathered at the front of argv: there are never more of them than words read so far. */
    result = scan(&s, argv + 1, &count);
    if (result != CLI_PARSE_RUN) return result;
    *out_command = s.command;
    if (out->version) {
        (void)printf("namegraph %s\n", ng_version());
        return CLI_PARSE_SHOWN;
    }
    if (out->help_man || out->help_bash || out->help) {
        if (out->help_man) {
            cli_manual(stdout);
        } else if (out->help_bash) {
            cli_completion(stdout);
        } else if (s.command == CLI_COMMAND_COUNT && s.family) {
            cli_help_family(stdout, s.family);
        } else if (s.command == CLI_COMMAND_COUNT) {
            cli_help_all(stdout);
        } else {
            cli_help(stdout, s.command);
        }
        return CLI_PARSE_SHOWN;
    }
    if (s.command == CLI_COMMAND_COUNT && s.family) return wrong_family(s.family);
    if (s.command == CLI_COMMAND_COUNT) {
        cli_help_all(stderr);
        return CLI_PARSE_WRONG;
    }
    command = &cli_commands[s.command];
    out->arguments = argv + 1;
    out->argument_count = count;
    if (count < (out->series ? 1 : command->min_arguments)) return wrong("'%s' wants %s", command->name, command->arguments);
    if (count > command->max_arguments && !out->series) return wrong("'%s' wants no more than %s", command->name, command->arguments);
    if (out->language && strcmp(out->language, "en") != 0) return wrong("--language can be en only, not '%s'", out->language);
    out->any_language = out->language != NULL;
    return settle_format(command, out);
}
