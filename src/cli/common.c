/*
 * What the commands share. Results go to standard output or -o, everything else to standard error.
 */
#include "cmd.h"

#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static volatile sig_atomic_t interrupted;

static void interrupt(int signal_number)
{
    (void)signal_number;
    interrupted = 1;
}

typedef struct talk {
    bool progress, verbose, drawn;
    uint64_t last;
} talk;

static talk the_talk; /* of the one context that a run of the command has */

static void clear_line(void)
{
    if (the_talk.drawn) (void)fputs("\r\033[K", stderr);
    the_talk.drawn = false;
}

static bool show_progress(void *user, const char *stage, uint64_t done, uint64_t total)
{
    talk *t = user;
    uint64_t share = total ? done * 100 / total : 0;

    if (t->progress && total > 1 && (share != t->last || done == 0)) {
        (void)fprintf(stderr, "\r\033[K%s: %llu of %llu", stage, (unsigned long long)done, (unsigned long long)total);
        (void)fflush(stderr);
        t->last = share;
        t->drawn = true;
    }
    return !interrupted;
}

static void log_line(void *user, ng_log_level level, const char *stage, const char *line)
{
    talk *t = user;

    if (level > NG_LOG_WARNING && !t->verbose) return;
    clear_line();
    (void)fprintf(stderr, "namegraph: %s: %s\n", stage, line);
}

ng_context *cli_context(const cli_options *options)
{
    ng_context_options opts = NG_CONTEXT_OPTIONS_INIT;
    struct sigaction action;
    ng_context *ctx;

    memset(&action, 0, sizeof action);
    action.sa_handler = interrupt;
    (void)sigaction(SIGINT, &action, NULL);
    (void)sigaction(SIGTERM, &action, NULL);
    action.sa_handler = SIG_IGN;
    (void)sigaction(SIGPIPE, &action, NULL);
    the_talk.verbose = options->verbose;
    the_talk.progress = options->progress == CLI_ALWAYS ||
                        (options->progress == CLI_AUTO && !options->quiet && isatty(STDERR_FILENO) == 1);
    opts.log = options->quiet ? NULL : log_line;
    opts.progress = show_progress;
    opts.user = &the_talk;
    if (ng_context_create(&opts, &ctx) != NG_OK) {
        (void)fputs("namegraph: out of memory\n", stderr);
        exit(CLI_NOTHING);
    }
    return ctx;
}

ng_extract_options cli_extract_options(const cli_options *options)
{
    ng_extract_options opts = NG_EXTRACT_OPTIONS_INIT;

    opts.reader = (ng_reader)options->reader;
    opts.word_lists = !options->no_word_lists;
    opts.any_language = options->any_language;
    opts.decisions = options->decisions;
    opts.given = options->given;
    opts.relink = options->relink;
    opts.label = (ng_label)options->label;
    opts.fields = options->fields.items;
    opts.field_count = options->fields.count;
    opts.cues = options->cues.items;
    opts.cue_count = options->cues.count;
    opts.min_score = options->min_score;
    opts.jobs = options->jobs;
    return opts;
}

static ng_str str(const char *text) { return ng_str_from(text); }

ng_graph_options cli_graph_options(const cli_options *options, uint32_t edges, uint32_t statuses)
{
    ng_graph_options opts = NG_GRAPH_OPTIONS_INIT;

    opts.edges = options->edges ? options->edges : edges;
    opts.types = options->types;
    opts.relations = options->relations;
    opts.statuses = options->statuses ? options->statuses : statuses;
    opts.since = str(options->since);
    opts.until = str(options->until);
    opts.min_weight = options->min_weight;
    opts.min_score = options->min_score;
    opts.top = options->top;
    opts.around = str(options->around);
    opts.hops = options->hops;
    opts.backbone = options->backbone;
    opts.k_core = options->k_core;
    opts.giant = options->giant;
    opts.isolated = options->isolated;
    opts.window = (ng_window)options->window;
    return opts;
}

ng_measure cli_measure(const cli_options *options)
{
    return options->by == UINT32_MAX ? NG_STRENGTH : (ng_measure)options->by;
}

const char *cli_phrase(const ng_edge *edge)
{
    switch (edge->kind) {
    case NG_EDGE_SPEECH: return "speaks of";
    case NG_EDGE_COOCCURRENCE: return "is named with";
    case NG_EDGE_COVERAGE: return "covers";
    default: return ng_relation_type_phrase(edge->relation);
    }
}

ng_status cli_write(ng_context *ctx, const cli_options *options, const char *data, size_t len)
{
    clear_line();
    return ng_file_write(ctx, options->output ? options->output : "-", data, len);
}

bool cli_colored(const cli_options *options)
{
    const char *no_color = getenv("NO_COLOR");

    if (options->color != CLI_AUTO) return options->color == CLI_ALWAYS;
    if (no_color && *no_color) return false;
    return (!options->output || strcmp(options->output, "-") == 0) && isatty(STDOUT_FILENO) == 1;
}

static void print_notes(const ng_context *ctx, const cli_options *options)
{
    size_t i, count;
    const ng_note *notes = ng_context_notes(ctx, &count);

    for (i = 0; i < count; i++) {
        const ng_note *n = &notes[i];

        if (n->status == NG_OK && (options->quiet || !options->verbose)) continue;
        (void)fputs("namegraph: ", stderr);
        if (n->source && !strstr(n->message, n->source)) (void)fprintf(stderr, "%s: ", n->source);
        (void)fputs(n->message, stderr);
        if (n->offset != UINT64_MAX && !strstr(n->message, "byte")) {
            (void)fprintf(stderr, " (byte %llu)", (unsigned long long)n->offset);
        }
        (void)fputc('\n', stderr);
    }
}

int cli_finish(ng_context *ctx, const cli_options *options, ng_status status, const ng_extract_report *report, bool done)
{
    int code = CLI_DONE;

    clear_line();
    print_notes(ctx, options);
    if (status < 0) {
        (void)fprintf(stderr, "namegraph: %s\n", ng_context_error(ctx)->message);
        code = status == NG_E_ARG ? CLI_USAGE : status == NG_E_CANCELLED && interrupted ? CLI_INTERRUPTED : CLI_NOTHING;
    } else if (report && report->failed) {
        code = done ? CLI_PARTLY : CLI_NOTHING;
    } else if (!done) {
        (void)fputs("namegraph: nothing to read in the input\n", stderr);
        code = CLI_NOTHING;
    }
    ng_context_free(ctx);
    return code;
}

void cli_add(cli_text *text, const char *format, ...)
{
    va_list args, again;
    int wanted;

    va_start(args, format);
    va_copy(again, args);
    wanted = vsnprintf(NULL, 0, format, args);
    if (wanted >= 0 && text->len + (size_t)wanted + 1 > text->capacity) {
        size_t capacity = (text->len + (size_t)wanted + 1) * 2;
        char *moved = realloc(text->data, capacity);

        if (moved) {
            text->data = moved;
            text->capacity = capacity;
        } else {
            text->failed = true;
        }
    }
    if (wanted >= 0 && !text->failed) {
        (void)vsnprintf(text->data + text->len, (size_t)wanted + 1, format, again);
        text->len += (size_t)wanted;
    }
    va_end(again);
    va_end(args);
}

void cli_add_str(cli_text *text, ng_str s) { cli_add(text, "%.*s", CLI_STR(s)); }

void cli_add_json(cli_text *text, ng_str s)
{
    size_t i;

    if (!s.ptr) {
        cli_add(text, "null");
        return;
    }
    cli_add(text, "\"");
    for (i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];

        if (c == '"' || c == '\\') {
            cli_add(text, "\\%c", c);
        } else if (c < 0x20) {
            cli_add(text, "\\u%04x", c);
        } else {
            cli_add(text, "%c", c);
        }
    }
    cli_add(text, "\"");
}

void cli_release(cli_text *text)
{
    free(text->data);
    memset(text, 0, sizeof *text);
}

ng_status cli_write_text(ng_context *ctx, const cli_options *options, cli_text *text)
{
    ng_status st = text->failed ? NG_E_NOMEM : cli_write(ctx, options, text->data ? text->data : "", text->len);

    cli_release(text);
    return st;
}

size_t cli_width(ng_str s)
{
    size_t i, n = 0;

    for (i = 0; i < s.len; i++) n += ((unsigned char)s.ptr[i] & 0xC0) != 0x80;
    return n;
}

/* Bytes of the sentence up to `end`, line ends as spaces. */
static void add_flat(cli_text *text, ng_str sentence, uint32_t begin, uint32_t end)
{
    uint32_t i;

    for (i = begin; i < end && i < sentence.len; i++) {
        char c = sentence.ptr[i];

        cli_add(text, "%c", c == '\n' || c == '\t' || c == '\r' ? ' ' : c);
    }
}

static void add_marked(cli_text *text, ng_str sentence, ng_span span, bool color)
{
    cli_add(text, "%s", color ? "\033[1m" : "[");
    add_flat(text, sentence, span.begin, span.end);
    cli_add(text, "%s", color ? "\033[0m" : "]");
}

void cli_add_evidence(cli_text *text, const ng_graph *graph, const ng_edge_evidence *evidence, bool color)
{
    ng_span first = evidence->from, second = evidence->to;
    size_t count;
    const ng_graph_document *documents = ng_graph_documents(graph, &count);
    uint32_t at = 0;

    if (second.begin < first.begin || first.begin == first.end) {
        first = evidence->to;
        second = evidence->from;
    }
    if (first.begin < first.end) {
        add_flat(text, evidence->text, 0, first.begin);
        add_marked(text, evidence->text, first, color);
        at = first.end;
    }
    if (second.begin < second.end && second.begin >= at) {
        add_flat(text, evidence->text, at, second.begin);
        add_marked(text, evidence->text, second, color);
        at = second.end;
    }
    add_flat(text, evidence->text, at, (uint32_t)evidence->text.len);
    cli_add(text, "\n      -- %.*s", CLI_STR(documents[evidence->document].id));
    if (documents[evidence->document].date.len) cli_add(text, ", %.*s", CLI_STR(documents[evidence->document].date));
    cli_add(text, " (found by %.*s, score %d.%02d)\n", CLI_STR(evidence->by), (int)evidence->score,
            (int)(evidence->score * 100.0f) % 100);
}
