/*
 * Drawing, from a graph to the bytes of a picture: the options checked, the steps of scene.h in order, and for PNG and
 * PDF a second start of namegraph-draw that turns the SVG into them.
 */
#include "scene.h"

#include "child.h"
#include "report.h"

#include <stdio.h>

#define NG_X(symbol, name) name,
static const char *const formats[] = { NG_PICTURE_FORMAT_LIST(NG_X) };
static const char *const layouts[] = { NG_LAYOUT_LIST(NG_X) };
#undef NG_X

static bool find_name(const char *const *names, size_t count, ng_str name, size_t *out)
{
    for (*out = 0; *out < count; ++*out) {
        if (ng_str_equal(ng_str_from(names[*out]), name)) return true;
    }
    return false;
}

const char *ng_picture_format_name(ng_picture_format format)
{
    return (size_t)format < NG_PICTURE_FORMAT_COUNT ? formats[format] : "?";
}

bool ng_picture_format_from(ng_str name, ng_picture_format *out)
{
    size_t i;

    if (!find_name(formats, NG_PICTURE_FORMAT_COUNT, name, &i)) return false;
    *out = (ng_picture_format)i;
    return true;
}

const char *ng_layout_name(ng_layout layout) { return (size_t)layout < NG_LAYOUT_COUNT ? layouts[layout] : "?"; }

bool ng_layout_from(ng_str name, ng_layout *out)
{
    size_t i;

    if (!find_name(layouts, NG_LAYOUT_COUNT, name, &i)) return false;
    *out = (ng_layout)i;
    return true;
}

static ng_status check_options(ng_context *ctx, const ng_draw_options *o)
{
    const char *field = NULL;

    if (o->struct_size != sizeof *o) field = "struct_size";
    else if ((unsigned)o->format >= NG_PICTURE_FORMAT_COUNT) field = "format";
    else if ((unsigned)o->layout >= NG_LAYOUT_COUNT) field = "layout";
    else if ((unsigned)o->by >= NG_MEASURE_COUNT) field = "by";
    else if (!(o->scale >= 0.1 && o->scale <= 8.0)) field = "scale";
    else if (!(o->time_limit >= 0.1 && o->time_limit <= 3600.0)) field = "time_limit";
    else if (o->memory_limit < 64 || o->memory_limit > 65536) field = "memory_limit";
    return field ? ngi_fail(ctx, NG_E_ARG, "option '%s' of a picture is out of its range", field) : NG_OK;
}

/* Actors of the other graph's own picture keep the places that they have there. */
static ng_status take_places(ng_context *ctx, const ng_draw_options *opts, ngi_scene *scene)
{
    ng_draw_options plain = NG_DRAW_OPTIONS_INIT;
    ngi_source source;
    ngi_scene like;
    ngi_map places = { NULL, 0, 0 };
    ng_status st;
    uint32_t i;

    memset(&source, 0, sizeof source);
    memset(&like, 0, sizeof like);
    plain.layout = opts->layout;
    plain.top = opts->top;
    plain.seed = opts->seed;
    plain.time_limit = opts->time_limit;
    plain.memory_limit = opts->memory_limit;
    NG_CHECK(ngi_source_single(ctx, opts->like, &plain, &source));
    NG_CHECK(ngi_source_choose(ctx, &source, &plain));
    NG_CHECK(ngi_scene_build(ctx, &source, &plain, &like));
    NG_CHECK(ngi_scene_place(ctx, &plain, &like));
    for (i = 0; i < like.nodes.count; i++) NG_CHECK(ngi_map_set(ctx, &places, like.nodes.items[i].id, i));
    for (i = 0; i < scene->nodes.count; i++) {
        uint32_t at = ngi_map_find(&places, scene->nodes.items[i].id);

        if (at == NG_NONE) continue;
        scene->nodes.items[i].at = like.nodes.items[at].at;
        scene->nodes.items[i].side = like.nodes.items[at].side;
        scene->nodes.items[i].fixed = true;
    }
done:
    ngi_map_release(ctx, &places);
    ngi_source_release(ctx, &source);
    ngi_scene_release(ctx, &like);
    return st;
}

static ng_status convert(ng_context *ctx, const ng_draw_options *opts, ngi_buffer *picture)
{
    ngi_child_limits limits = { opts->time_limit, opts->memory_limit };
    ngi_buffer bytes = { NULL, 0, 0 };
    char scale[16];
    ng_status st;

    (void)snprintf(scale, sizeof scale, "%.0f", opts->scale * 1000.0);
    NG_CHECK(ngi_child_run(ctx, ng_picture_format_name(opts->format), scale, ngi_buffer_str(picture), &limits, &bytes));
    ngi_buffer_release(ctx, picture);
    *picture = bytes;
done:
    return st;
}

static ng_status write_scene(ng_context *ctx, const ngi_source *source, const ng_draw_options *opts, const ngi_scene *scene,
                             ngi_buffer *out)
{
    ng_status st;

    if (opts->format == NG_PICTURE_DOT) return ngi_scene_write_dot(ctx, scene, out);
    if (opts->format == NG_PICTURE_HTML) return ngi_report_write(ctx, source, scene, out);
    NG_CHECK(ngi_scene_write_svg(ctx, scene, out));
    if (opts->format == NG_PICTURE_PNG || opts->format == NG_PICTURE_PDF) NG_CHECK(convert(ctx, opts, out));
done:
    return st;
}

/* The steps that one graph and two have in common. Takes the source. */
static ng_status draw_source(ng_context *ctx, ngi_source *source, const ng_draw_options *opts, char **out, size_t *out_len)
{
    ngi_buffer picture = { NULL, 0, 0 };
    ngi_scene scene;
    ng_status st;

    memset(&scene, 0, sizeof scene);
    NG_CHECK(ngi_source_choose(ctx, source, opts));
    NG_CHECK(ngi_scene_build(ctx, source, opts, &scene));
    if (opts->like) NG_CHECK(take_places(ctx, opts, &scene));
    NG_CHECK(ngi_scene_place(ctx, opts, &scene));
    NG_CHECK(write_scene(ctx, source, opts, &scene, &picture));
    *out = ngi_buffer_take(ctx, &picture, out_len);
done:
    ngi_source_release(ctx, source);
    ngi_scene_release(ctx, &scene);
    ngi_buffer_release(ctx, &picture);
    return st;
}

ng_status ng_graph_draw(ng_context *ctx, const ng_graph *graph, const ng_draw_options *opts, char **out, size_t *out_len)
{
    static const ng_draw_options defaults = NG_DRAW_OPTIONS_INIT;
    ngi_source source;
    ng_status st;

    *out = NULL;
    *out_len = 0;
    if (!opts) opts = &defaults;
    NG_CHECK(check_options(ctx, opts));
    NG_CHECK(ngi_source_single(ctx, graph, opts, &source));
    NG_CHECK(draw_source(ctx, &source, opts, out, out_len));
done:
    return st;
}

ng_status ng_difference_draw(ng_context *ctx, const ng_graph *before, const ng_graph *after, const ng_draw_options *opts,
                             char **out, size_t *out_len)
{
    static const ng_draw_options defaults = NG_DRAW_OPTIONS_INIT;
    ngi_source source;
    ng_status st;

    *out = NULL;
    *out_len = 0;
    if (!opts) opts = &defaults;
    NG_CHECK(check_options(ctx, opts));
    NG_CHECK(ngi_source_pair(ctx, before, after, &source));
    NG_CHECK(draw_source(ctx, &source, opts, out, out_len));
done:
    return st;
}
