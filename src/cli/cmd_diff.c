/*
 * diff: what changed between two articles, two sets of them, or two saved networks; as text, JSON or a picture.
 * A series of them is in cmd_series.c.
 */
#include "cmd.h"

#include <string.h>

static ng_status write_words(ng_context *ctx, const cli_options *options, const ng_difference *difference, char **out,
                             size_t *out_len)
{
    ng_difference_options how = NG_DIFFERENCE_OPTIONS_INIT;

    how.format = strcmp(options->format, "json") == 0 ? NG_DIFFERENCE_JSON : NG_DIFFERENCE_TEXT;
    how.old_name = ng_str_from(options->arguments[0]);
    how.new_name = ng_str_from(options->arguments[1]);
    how.colour = cli_colored(options);
    how.evidence = options->evidence;
    how.limit = options->top;
    return ng_difference_write(ctx, difference, &how, out, out_len);
}

/* The last part of a path: what fits a legend. */
static ng_str base_name(const char *path)
{
    const char *slash = strrchr(path, '/');

    return ng_str_from(slash && slash[1] ? slash + 1 : path);
}

static ng_status write_picture(ng_context *ctx, const cli_options *options, const ng_graph *before, const ng_graph *after,
                               char **out, size_t *out_len)
{
    ng_draw_options draw = NG_DRAW_OPTIONS_INIT;

    (void)ng_picture_format_from(ng_str_from(options->format), &draw.format);
    draw.top = options->top;
    draw.layout = (ng_layout)options->layout;
    draw.side_by_side = options->side_by_side;
    draw.old_name = base_name(options->arguments[0]);
    draw.new_name = base_name(options->arguments[1]);
    if (options->style) draw.style = ng_str_from(options->style);
    if (options->title) draw.title = ng_str_from(options->title);
    if (options->href) draw.href = ng_str_from(options->href);
    draw.scale = options->scale;
    draw.time_limit = options->time_limit;
    draw.seed = options->seed;
    return ng_difference_draw(ctx, before, after, &draw, out, out_len);
}

static bool is_words(const cli_options *options)
{
    return strcmp(options->format, "text") == 0 || strcmp(options->format, "json") == 0;
}

static int compare_pair(const cli_options *options)
{
    ng_extract_options read = cli_extract_options(options);
    ng_graph_options select = cli_graph_options(options, CLI_TIES, 0);
    ng_compare_options compare = NG_COMPARE_OPTIONS_INIT;
    ng_context *ctx = cli_context(options);
    ng_extract_report report = { 0, 0 };
    ng_graph *before = NULL, *after = NULL;
    ng_difference *difference = NULL;
    size_t len = 0, old_documents = 0, new_documents = 0;
    char *data = NULL;
    bool differs = false;
    ng_status st;
    int code;

    select.top = 0; /* what is shown is cut, not what is compared */
    compare.by = cli_measure(options); /* ranks as `rank` gives them */
    select.isolated = true;
    st = ng_network_pair(ctx, options->arguments[0], options->arguments[1], &read, &select, &report, &before, &after);
    if (st == NG_OK) {
        (void)ng_graph_documents(before, &old_documents);
        (void)ng_graph_documents(after, &new_documents);
    }
    if (old_documents && new_documents) st = ng_compare(ctx, before, after, &compare, &difference);
    if (st == NG_OK && difference) {
        differs = !ng_difference_is_empty(difference);
        st = is_words(options) ? write_words(ctx, options, difference, &data, &len)
                               : write_picture(ctx, options, before, after, &data, &len);
    }
    if (st == NG_OK && data) st = cli_write(ctx, options, data, len);
    ng_free(ctx, data);
    ng_difference_free(difference);
    ng_graph_free(before);
    ng_graph_free(after);
    code = cli_finish(ctx, options, st, &report, old_documents && new_documents);
    return code == CLI_DONE && differs && options->exit_code ? CLI_DIFFERENT : code;
}

int cmd_diff(const cli_options *options) { return options->series ? cmd_series(options) : compare_pair(options); }
