/*
 * diff --series: the same actors over a series of dated articles. First each step, with what is other than in the step
 * before; then the actors that are named most, a row each, over all steps.
 */
#include "cmd.h"

#include <stdlib.h>
#include <string.h>

#define TABLE_ROWS 15
#define BLOCK_STEPS 12  /* columns that stand beside each other */
#define LINE_ACTORS 6   /* names on a line of changes */
#define LINE_TIES 3
#define NAME_WIDTH 30

/* What is found out about a step. */
typedef struct step_facts {
    ng_difference *change;      /* from the step before; NULL for the first */
    uint32_t *degree;           /* of each node */
} step_facts;

typedef struct view {
    const cli_options *options;
    const ng_series *series;
    step_facts *facts;          /* one for each step */
    bool color;
    cli_text text;
} view;

static ng_status find_degrees(ng_context *ctx, const ng_graph *graph, step_facts *facts)
{
    ng_rank_options how = NG_RANK_OPTIONS_INIT;
    ng_ranking ranking = { 0 };
    ng_status st;
    size_t i;

    how.by = NG_DEGREE;
    st = ng_graph_rank(ctx, graph, &how, &ranking);
    if (st == NG_OK) {
        facts->degree = calloc(ranking.count + 1, sizeof *facts->degree);
        if (!facts->degree) st = NG_E_NOMEM;
    }
    for (i = 0; st == NG_OK && i < ranking.count; i++) facts->degree[ranking.items[i].node] = (uint32_t)ranking.items[i].score;
    ng_ranking_release(ctx, &ranking);
    return st;
}

static ng_status find_facts(ng_context *ctx, view *v)
{
    ng_compare_options how = NG_COMPARE_OPTIONS_INIT;
    const ng_step *steps = v->series->steps;
    ng_status st = NG_OK;
    size_t i;

    how.by_names = false; /* all were resolved together */
    how.by = NG_DEGREE;
    v->facts = calloc(v->series->count + 1, sizeof *v->facts);
    if (!v->facts) return NG_E_NOMEM;
    for (i = 0; st == NG_OK && i < v->series->count; i++) {
        st = find_degrees(ctx, steps[i].graph, &v->facts[i]);
        if (st == NG_OK && i) st = ng_compare(ctx, steps[i - 1].graph, steps[i].graph, &how, &v->facts[i].change);
    }
    return st;
}

static void release_facts(view *v)
{
    size_t i;

    for (i = 0; v->facts && i < v->series->count; i++) {
        ng_difference_free(v->facts[i].change);
        free(v->facts[i].degree);
    }
    free(v->facts);
}

static bool differs(const view *v)
{
    size_t i;

    for (i = 1; v->facts && i < v->series->count; i++) {
        if (v->facts[i].change && !ng_difference_is_empty(v->facts[i].change)) return true;
    }
    return false;
}

/* The graph of step `i` that holds what a change is about: the one before for what is gone. */
static const ng_graph *graph_of(const view *v, size_t i, ng_change change)
{
    return v->series->steps[change == NG_CHANGE_REMOVED ? i - 1 : i].graph;
}

static const ng_node *changed_node(const view *v, size_t i, const ng_node_change *c)
{
    size_t count;

    return &ng_graph_nodes(graph_of(v, i, c->change), &count)[c->change == NG_CHANGE_REMOVED ? c->old_node : c->new_node];
}

static const ng_edge *changed_edge(const view *v, size_t i, const ng_edge_change *c)
{
    size_t count;

    return &ng_graph_edges(graph_of(v, i, c->change), &count)[c->change == NG_CHANGE_REMOVED ? c->old_edge : c->new_edge];
}

/* Status of a relation in the step before. */
static const char *old_status(const view *v, size_t i, const ng_edge_change *c)
{
    size_t count;

    return ng_assertion_name(ng_graph_edges(v->series->steps[i - 1].graph, &count)[c->old_edge].status);
}

/* Text. */

static void begin_line(view *v, ng_change change, const char *what, size_t shown)
{
    static const char *const colors[] = { "\033[32m", "\033[31m" };
    bool colored = v->color && (change == NG_CHANGE_ADDED || change == NG_CHANGE_REMOVED);

    if (shown) {
        cli_add(&v->text, "; ");
    } else {
        cli_add(&v->text, "      %s%c%s %s: ", colored ? colors[change == NG_CHANGE_REMOVED] : "", ng_change_sign(change),
                colored ? "\033[0m" : "", what);
    }
}

static void end_line(view *v, size_t shown, size_t found)
{
    if (found > shown) cli_add(&v->text, "; and %zu more", found - shown);
    if (found) cli_add(&v->text, "\n");
}

static void add_actor_line(view *v, size_t i, ng_change change)
{
    size_t k, count, found = 0, shown = 0;
    const ng_node_change *changes = ng_difference_nodes(v->facts[i].change, &count);

    for (k = 0; k < count; k++) {
        if (changes[k].change != change || found++ >= LINE_ACTORS) continue;
        begin_line(v, change, "actors", shown++);
        cli_add_str(&v->text, changed_node(v, i, &changes[k])->label);
    }
    end_line(v, shown, found);
}

static void add_tie_line(view *v, size_t i, ng_change change)
{
    size_t k, count, nodes, found = 0, shown = 0;
    const ng_edge_change *changes = ng_difference_edges(v->facts[i].change, &count);
    const ng_node *ends = ng_graph_nodes(graph_of(v, i, change), &nodes);

    for (k = 0; k < count; k++) {
        const ng_edge *e;

        if (changes[k].change != change || found++ >= LINE_TIES) continue;
        e = changed_edge(v, i, &changes[k]);
        begin_line(v, change, "ties", shown++);
        cli_add(&v->text, "%.*s %s %.*s", CLI_STR(ends[e->from].label), cli_phrase(e), CLI_STR(ends[e->to].label));
        if (change == NG_CHANGE_STATUS) {
            cli_add(&v->text, " (%s -> %s)", old_status(v, i, &changes[k]), ng_assertion_name(e->status));
        } else if (e->status != NG_CURRENT) {
            cli_add(&v->text, " (%s)", ng_assertion_name(e->status));
        }
    }
    end_line(v, shown, found);
}

static const char *plural(size_t count) { return count == 1 ? "" : "s"; }

static void add_steps(view *v)
{
    size_t i, documents, nodes, edges;

    for (i = 0; i < v->series->count; i++) {
        const ng_step *step = &v->series->steps[i];

        (void)ng_graph_documents(step->graph, &documents);
        (void)ng_graph_nodes(step->graph, &nodes);
        (void)ng_graph_edges(step->graph, &edges);
        cli_add(&v->text, "%4zu  %s: %zu document%s, %zu actor%s, %zu tie%s\n", i + 1, step->label, documents, plural(documents),
                nodes, plural(nodes), edges, plural(edges));
        if (!v->facts[i].change) continue;
        add_actor_line(v, i, NG_CHANGE_ADDED);
        add_actor_line(v, i, NG_CHANGE_REMOVED);
        add_tie_line(v, i, NG_CHANGE_ADDED);
        add_tie_line(v, i, NG_CHANGE_REMOVED);
        add_tie_line(v, i, NG_CHANGE_STATUS);
    }
}

static int by_mentions(const void *a, const void *b)
{
    const ng_node *n = *(const ng_node *const *)a, *m = *(const ng_node *const *)b;

    if (n->mentions != m->mentions) return n->mentions < m->mentions ? 1 : -1;
    return ng_str_compare(n->id, m->id);
}

static int by_id(const void *key, const void *node)
{
    return ng_str_compare(((const ng_node *)key)->id, ((const ng_node *)node)->id);
}

/* "12/5": mentions and neighbours in a step; "." where the actor is not named. */
static void add_cell(view *v, const ng_node *actor, size_t i)
{
    size_t count;
    const ng_node *nodes = ng_graph_nodes(v->series->steps[i].graph, &count);
    const ng_node *here = count ? bsearch(actor, nodes, count, sizeof *nodes, by_id) : NULL;
    char cell[32] = ".";

    if (here) (void)snprintf(cell, sizeof cell, "%u/%u", here->mentions, v->facts[i].degree[here - nodes]);
    cli_add(&v->text, " %6s", cell);
}

/* The name in a column: cut, never within a code point. */
static void add_name(view *v, ng_str name)
{
    size_t width = cli_width(name);

    while (cli_width(name) > NAME_WIDTH) name.len--;
    cli_add(&v->text, "%.*s%*s", CLI_STR(name), (int)(width < NAME_WIDTH ? NAME_WIDTH - width : 0), "");
}

static void add_block(view *v, const ng_node *const *actors, size_t rows, size_t begin)
{
    size_t end = v->series->count - begin > BLOCK_STEPS ? begin + BLOCK_STEPS : v->series->count, i, k;

    cli_add(&v->text, "\n%-*s", NAME_WIDTH, "step");
    for (i = begin; i < end; i++) cli_add(&v->text, " %6zu", i + 1);
    cli_add(&v->text, "\n");
    for (k = 0; k < rows; k++) {
        add_name(v, actors[k]->label);
        for (i = begin; i < end; i++) add_cell(v, actors[k], i);
        cli_add(&v->text, "\n");
    }
}

static void add_table(view *v)
{
    size_t count, i, begin, rows = v->options->top ? v->options->top : TABLE_ROWS;
    const ng_node *nodes = ng_graph_nodes(v->series->whole, &count);
    const ng_node **actors = calloc(count + 1, sizeof(const ng_node *));

    if (!actors) {
        v->text.failed = true;
        return;
    }
    for (i = 0; i < count; i++) actors[i] = &nodes[i];
    qsort(actors, count, sizeof(const ng_node *), by_mentions);
    if (rows > count) rows = count;
    cli_add(&v->text, "\nMentions/actors tied to, of the %zu of %zu actors that are named most\n", rows, count);
    for (begin = 0; begin < v->series->count; begin += BLOCK_STEPS) add_block(v, actors, rows, begin);
    free(actors);
}

/* JSON. */

static void add_step_actors(view *v, size_t i)
{
    size_t k, count;
    const ng_node *nodes = ng_graph_nodes(v->series->steps[i].graph, &count);

    cli_add(&v->text, ",\n  \"actors\": [");
    for (k = 0; k < count; k++) {
        cli_add(&v->text, "%s\n   {\"id\": ", k ? "," : "");
        cli_add_json(&v->text, nodes[k].id);
        cli_add(&v->text, ", \"name\": ");
        cli_add_json(&v->text, nodes[k].label);
        cli_add(&v->text, ", \"type\": \"%s\", \"mentions\": %u, \"degree\": %u}", ng_entity_type_name(nodes[k].type),
                nodes[k].mentions, v->facts[i].degree[k]);
    }
    cli_add(&v->text, "]");
}

static void add_changed_actors(view *v, size_t i, ng_change change)
{
    size_t k, count, shown = 0;
    const ng_node_change *changes = ng_difference_nodes(v->facts[i].change, &count);

    cli_add(&v->text, "\"actors\": [");
    for (k = 0; k < count; k++) {
        if (changes[k].change != change) continue;
        cli_add(&v->text, "%s", shown++ ? ", " : "");
        cli_add_json(&v->text, changed_node(v, i, &changes[k])->id);
    }
    cli_add(&v->text, "], ");
}

static void add_changed_ties(view *v, size_t i, ng_change change)
{
    size_t k, count, nodes, shown = 0;
    const ng_edge_change *changes = ng_difference_edges(v->facts[i].change, &count);
    const ng_node *ends = ng_graph_nodes(graph_of(v, i, change), &nodes);

    cli_add(&v->text, "\"ties\": [");
    for (k = 0; k < count; k++) {
        const ng_edge *e;

        if (changes[k].change != change) continue;
        e = changed_edge(v, i, &changes[k]);
        cli_add(&v->text, "%s\n   {\"from\": ", shown++ ? "," : "");
        cli_add_json(&v->text, ends[e->from].id);
        cli_add(&v->text, ", \"to\": ");
        cli_add_json(&v->text, ends[e->to].id);
        cli_add(&v->text, ", \"kind\": \"%s\"", ng_edge_kind_name(e->kind));
        if (e->kind == NG_EDGE_RELATION) {
            cli_add(&v->text, ", \"relation\": \"%s\", \"status\": \"%s\"", ng_relation_type_name(e->relation),
                    ng_assertion_name(e->status));
        }
        if (change == NG_CHANGE_STATUS) cli_add(&v->text, ", \"old_status\": \"%s\"", old_status(v, i, &changes[k]));
        cli_add(&v->text, "}");
    }
    cli_add(&v->text, "]");
}

static void add_step_changes(view *v, size_t i)
{
    static const struct { const char *name; ng_change change; } sides[] = {
        { "added", NG_CHANGE_ADDED }, { "removed", NG_CHANGE_REMOVED }, { "changed", NG_CHANGE_STATUS }
    };
    size_t k;

    for (k = 0; k < sizeof sides / sizeof *sides; k++) {
        cli_add(&v->text, ",\n  \"%s\": {", sides[k].name);
        if (!v->facts[i].change) {
            cli_add(&v->text, sides[k].change == NG_CHANGE_STATUS ? "\"ties\": []" : "\"actors\": [], \"ties\": []");
        } else {
            if (sides[k].change != NG_CHANGE_STATUS) add_changed_actors(v, i, sides[k].change);
            add_changed_ties(v, i, sides[k].change);
        }
        cli_add(&v->text, "}");
    }
}

static void add_json(view *v)
{
    size_t i, k, count;

    cli_add(&v->text, "{\"namegraph\": 1, \"made_by\": {\"version\": \"%s\"}, \"steps\": [", ng_version());
    for (i = 0; i < v->series->count; i++) {
        const ng_graph_document *documents = ng_graph_documents(v->series->steps[i].graph, &count);

        cli_add(&v->text, "%s\n {\"label\": ", i ? "," : "");
        cli_add_json(&v->text, ng_str_from(v->series->steps[i].label));
        cli_add(&v->text, ", \"documents\": [");
        for (k = 0; k < count; k++) {
            cli_add(&v->text, "%s", k ? ", " : "");
            cli_add_json(&v->text, documents[k].id);
        }
        cli_add(&v->text, "]");
        add_step_actors(v, i);
        add_step_changes(v, i);
        cli_add(&v->text, "}");
    }
    cli_add(&v->text, "\n]}\n");
}

static ng_status show(ng_context *ctx, view *v)
{
    ng_status st = find_facts(ctx, v);

    if (st == NG_OK && strcmp(v->options->format, "json") == 0) {
        add_json(v);
    } else if (st == NG_OK) {
        add_steps(v);
        add_table(v);
    }
    if (st == NG_OK) return cli_write_text(ctx, v->options, &v->text);
    cli_release(&v->text);
    return st;
}

int cmd_series(const cli_options *options)
{
    ng_extract_options read = cli_extract_options(options);
    ng_graph_options select = cli_graph_options(options, CLI_TIES, 0);
    ng_extract_report report = { 0, 0 };
    ng_series series = { 0 };
    view v = { .options = options, .series = &series, .color = cli_colored(options) };
    bool changed, done;
    ng_context *ctx;
    ng_status st;
    int code;

    if (strcmp(options->format, "text") != 0 && strcmp(options->format, "json") != 0) {
        (void)fprintf(stderr, "namegraph: 'diff --series' writes text, json, not '%s'\n", options->format);
        return CLI_USAGE;
    }
    select.top = 0; /* the rows are cut, not the networks */
    select.isolated = true;
    ctx = cli_context(options);
    st = ng_network_series(ctx, (const char *const *)options->arguments, options->argument_count, &read, &select, &report, &series);
    if (st == NG_OK && series.count) st = show(ctx, &v);
    changed = differs(&v);
    done = series.count > 0;
    release_facts(&v);
    ng_series_release(ctx, &series);
    code = cli_finish(ctx, options, st, &report, done);
    return code == CLI_DONE && changed && options->exit_code ? CLI_DIFFERENT : code;
}
