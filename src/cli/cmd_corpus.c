/*
 * corpus add, remove, list, verify and search: a growing collection in one file. The first argument is the corpus.
 */
#include "cmd.h"

#include <string.h>

#define DAY_LENGTH 10 /* of "2025-01-28"; a time of day may follow */

static const char *const *names_of(const cli_options *options) { return (const char *const *)options->arguments + 1; }

static ng_status open_corpus(ng_context *ctx, const cli_options *options, ng_corpus_access access, ng_corpus **out)
{
    return ng_corpus_open(ctx, options->arguments[0], access, out);
}

int cmd_corpus_add(const cli_options *options)
{
    ng_extract_options read = cli_extract_options(options);
    ng_context *ctx = cli_context(options);
    ng_corpus_changes changes = { 0, 0, 0 };
    ng_extract_report report = { 0, 0 };
    ng_corpus *corpus = NULL;
    ng_status st;

    st = open_corpus(ctx, options, NG_CORPUS_WRITE, &corpus);
    if (st == NG_OK) st = ng_corpus_add(ctx, corpus, names_of(options), options->argument_count - 1, &read, &report, &changes);
    ng_corpus_close(corpus);
    return cli_finish(ctx, options, st, &report, changes.added + changes.replaced + changes.unchanged > 0);
}

int cmd_corpus_remove(const cli_options *options)
{
    ng_context *ctx = cli_context(options);
    ng_extract_report report = { options->argument_count - 1, 0 };
    ng_corpus *corpus = NULL;
    size_t notes, removed = 0;
    ng_status st;

    st = open_corpus(ctx, options, NG_CORPUS_READ, &corpus);
    if (st == NG_OK) st = ng_corpus_remove(ctx, corpus, names_of(options), options->argument_count - 1, &removed);
    (void)ng_context_notes(ctx, &notes); /* one for each name of nothing */
    report.failed = notes;
    ng_corpus_close(corpus);
    return cli_finish(ctx, options, st, &report, removed > 0);
}

static void add_entry(cli_text *text, const ng_corpus_entry *e)
{
    ng_str day = e->date;

    if (day.len > DAY_LENGTH) day.len = DAY_LENGTH;
    cli_add(text, "%-*.*s  %8zu  %9zu  %6zu  %.*s", DAY_LENGTH, CLI_STR(day), e->mentions, e->relations, e->speech, CLI_STR(e->id));
    if (e->title.len) cli_add(text, "  %.*s", CLI_STR(e->title));
    cli_add(text, "\n");
}

static void add_entry_json(cli_text *text, const ng_corpus_entry *e, bool first)
{
    const struct {
        const char *key;
        ng_str value;
    } fields[] = { { "id", e->id }, { "source", e->source }, { "title", e->title }, { "date", e->date }, { "outlet", e->outlet } };
    size_t i;

    cli_add(text, "%s", first ? "\n{" : ",\n{");
    for (i = 0; i < sizeof fields / sizeof *fields; i++) {
        cli_add(text, "\"%s\": ", fields[i].key);
        cli_add_json(text, fields[i].value);
        cli_add(text, ", ");
    }
    cli_add(text, "\"sentences\": %zu, \"entities\": %zu, \"mentions\": %zu, \"relations\": %zu, \"speech\": %zu, \"made_by\": ",
            e->sentences, e->entities, e->mentions, e->relations, e->speech);
    cli_add(text, e->made_by.len ? "" : "null");
    cli_add_str(text, e->made_by);
    cli_add(text, "}");
}

int cmd_corpus_list(const cli_options *options)
{
    bool json = strcmp(options->format, "json") == 0, first = true;
    ng_context *ctx = cli_context(options);
    cli_text text = { NULL, 0, 0, false };
    ng_corpus *corpus = NULL;
    ng_corpus_entry entry;
    ng_status st;

    st = open_corpus(ctx, options, NG_CORPUS_READ, &corpus);
    cli_add(&text, json ? "[" : "date        mentions  relations  speech  document, title\n");
    while (st == NG_OK && (st = ng_corpus_next(ctx, corpus, &entry)) == NG_OK) {
        if (json) {
            add_entry_json(&text, &entry, first);
        } else {
            add_entry(&text, &entry);
        }
        first = false;
    }
    if (json) cli_add(&text, "\n]\n");
    if (st == NG_DONE) {
        st = cli_write_text(ctx, options, &text);
    } else {
        cli_release(&text);
    }
    ng_corpus_close(corpus);
    return cli_finish(ctx, options, st, NULL, true);
}

int cmd_corpus_verify(const cli_options *options)
{
    ng_context *ctx = cli_context(options);
    ng_extract_report report = { 1, 0 };
    ng_corpus *corpus = NULL;
    size_t documents = 0;
    ng_status st;

    st = open_corpus(ctx, options, NG_CORPUS_READ, &corpus);
    if (st == NG_OK) st = ng_corpus_verify(ctx, corpus, &documents, &report.failed);
    if (st == NG_OK && report.failed == 0 && !options->quiet) {
        (void)printf("%s: %zu document%s, nothing wrong\n", options->arguments[0], documents, documents == 1 ? "" : "s");
    }
    ng_corpus_close(corpus);
    return cli_finish(ctx, options, st, &report, true);
}

static void add_hit(cli_text *text, const ng_corpus_hit *h)
{
    size_t i;

    cli_add(text, "%.*s:%u", CLI_STR(h->document), h->begin);
    if (h->date.len) cli_add(text, ", %.*s", CLI_STR(h->date));
    cli_add(text, ": ");
    for (i = 0; i < h->sentence.len; i++) {
        char c = h->sentence.ptr[i];

        cli_add(text, "%c", c == '\n' || c == '\t' || c == '\r' ? ' ' : c);
    }
    cli_add(text, "\n");
}

static void add_hit_json(cli_text *text, const ng_corpus_hit *h, bool first)
{
    cli_add(text, "%s{\"document\": ", first ? "\n" : ",\n");
    cli_add_json(text, h->document);
    cli_add(text, ", \"date\": ");
    cli_add_json(text, h->date);
    cli_add(text, ", \"outlet\": ");
    cli_add_json(text, h->outlet);
    cli_add(text, ", \"span\": [%u, %u], \"sentence\": ", h->begin, h->end);
    cli_add_json(text, h->sentence);
    cli_add(text, "}");
}

int cmd_corpus_search(const cli_options *options)
{
    bool json = strcmp(options->format, "json") == 0;
    ng_context *ctx = cli_context(options);
    cli_text text = { NULL, 0, 0, false };
    ng_corpus *corpus = NULL;
    ng_corpus_hit hit;
    size_t hits = 0;
    ng_status st;

    st = open_corpus(ctx, options, NG_CORPUS_READ, &corpus);
    if (st == NG_OK) st = ng_corpus_search(ctx, corpus, names_of(options), options->argument_count - 1);
    if (json) cli_add(&text, "[");
    while (st == NG_OK && (st = ng_corpus_hit_next(ctx, corpus, &hit)) == NG_OK) {
        if (json) {
            add_hit_json(&text, &hit, hits == 0);
        } else {
            add_hit(&text, &hit);
        }
        hits++;
    }
    if (json) cli_add(&text, "\n]\n");
    if (st == NG_DONE) {
        if (hits == 0 && !options->quiet) (void)fputs("namegraph: no sentence has these words\n", stderr);
        st = cli_write_text(ctx, options, &text);
    } else {
        cli_release(&text);
    }
    ng_corpus_close(corpus);
    return cli_finish(ctx, options, st, NULL, true);
}
