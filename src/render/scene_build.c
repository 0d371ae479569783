/*
 * The scene's actors and words: names fit to be drawn, sizes by score, title, what is shown and what not, sources.
 *
 * The area of a symbol grows with the score, since readers compare areas; fonts grow more slowly.
 */
#include "scene.h"

#include "base/unicode.h"

#include <math.h>
#include <stdlib.h>

enum { NAME_MOST = 160, LABEL_WIDTH_FONTS = 9, SOURCES_MOST = 4 };

void ngi_scene_release(ng_context *ctx, ngi_scene *scene)
{
    ng_allocator a = ngi_allocator(ctx);

    ngi_arena_release(&a, &scene->strings);
    ngi_array_release(ctx, &scene->nodes);
    ngi_array_release(ctx, &scene->ties);
    ngi_array_release(ctx, &scene->tie_edges);
}

/* A copy in the scene of what stands in a buffer. */
static ng_status keep(ng_context *ctx, ngi_scene *scene, const ngi_buffer *text, ng_str *out)
{
    return ngi_arena_copy(ctx, &scene->strings, ngi_buffer_str(text), out);
}

static ng_status clean_copy(ng_context *ctx, ngi_scene *scene, ng_str text, ng_str *out)
{
    ngi_buffer clean = { NULL, 0, 0 };
    ng_status st;

    NG_CHECK(ngi_text_clean(ctx, text, &clean));
    NG_CHECK(keep(ctx, scene, &clean, out));
done:
    ngi_buffer_release(ctx, &clean);
    return st;
}

/* Bytes of the first `most` characters. */
static size_t head_len(ng_str text, size_t most)
{
    size_t at = 0;

    while (most-- && at < text.len) (void)ngi_char_next(text, &at);
    return at;
}

/* "Sam Altman: person, rank 1, 12 mentions in 5 documents" */
static ng_status make_tip(ng_context *ctx, ngi_scene *scene, const ng_node *node, ngi_scene_node *n)
{
    static const char *const changes[] = { "", "new: ", "gone: ", "changed: " };
    ngi_buffer tip = { NULL, 0, 0 };
    ng_status st;

    NG_CHECK(ngi_buffer_printf(ctx, &tip, "%s%.*s: %s, rank %u", changes[n->change], NGI_STR(n->name),
                               ng_entity_type_name(n->type), n->rank));
    if (node->mentions) {
        NG_CHECK(ngi_buffer_printf(ctx, &tip, ", %u mention%s in %u document%s", node->mentions,
                                   node->mentions == 1 ? "" : "s", node->documents, node->documents == 1 ? "" : "s"));
    }
    if (n->community != NG_NONE) NG_CHECK(ngi_buffer_printf(ctx, &tip, ", community %u", n->community + 1));
    NG_CHECK(keep(ctx, scene, &tip, &n->tip));
done:
    ngi_buffer_release(ctx, &tip);
    return st;
}

static ng_status add_node(ng_context *ctx, const ngi_source *source, uint32_t at, ngi_scene *scene)
{
    const ngi_source_node *from = &source->nodes.items[at];
    ngi_scene_node n = { .type = from->node->type, .change = from->change, .source = at, .score = from->score,
                         .community = source->communities ? from->community : NG_NONE };
    ng_status st;

    n.rank = (uint32_t)scene->nodes.count + 1;
    n.id = from->node->id; /* the graph outlives the scene */
    NG_CHECK(clean_copy(ctx, scene, from->node->label, &n.name));
    if (n.name.len == 0) n.name = NGI_LITERAL("(no name)");
    NG_CHECK(make_tip(ctx, scene, from->node, &n));
    if (head_len(n.name, NAME_MOST) < n.name.len) {
        n.name = ngi_str_slice(n.name, 0, head_len(n.name, NAME_MOST));
    }
    NG_CHECK(ngi_array_push(ctx, &scene->nodes, n));
done:
    return st;
}

static int by_score(const void *a, const void *b)
{
    const ngi_scene_node *p = a, *q = b;

    if (p->score > q->score || p->score < q->score) return p->score > q->score ? -1 : 1;
    return (p->source > q->source) - (p->source < q->source);
}

/* Nodes by rank; scene_node says for each node of the source where it went. */
static ng_status add_nodes(ng_context *ctx, const ngi_source *source, uint32_t *scene_node, ngi_scene *scene)
{
    NGI_ARRAY(ngi_scene_node) order = { NULL, 0, 0 };
    ng_status st = NG_OK;
    uint32_t i;

    for (i = 0; i < source->nodes.count; i++) {
        const ngi_source_node *n = &source->nodes.items[i];

        scene_node[i] = NG_NONE;
        if (n->chosen) NG_CHECK(ngi_array_push(ctx, &order, (ngi_scene_node){ .source = i, .score = n->score }));
    }
    if (order.count) qsort(order.items, order.count, sizeof *order.items, by_score);
    for (i = 0; i < order.count; i++) {
        NG_CHECK(add_node(ctx, source, order.items[i].source, scene));
        scene_node[order.items[i].source] = i;
    }
done:
    ngi_array_release(ctx, &order);
    return st;
}

static void set_sizes(ngi_scene *scene)
{
    const ngi_style *s = &scene->style;
    double most = scene->nodes.count ? scene->nodes.items[0].score : 0.0;
    size_t i;
    uint32_t k;

    for (i = 0; i < scene->nodes.count; i++) {
        ngi_scene_node *n = &scene->nodes.items[i];
        double share = most > 0.0 ? sqrt(n->score / most) : 0.0;

        n->radius = s->symbol + (s->symbol_most - s->symbol) * share;
        n->font = round((s->label_size + (s->label_size_most - s->label_size) * share) * 2.0) / 2.0;
        n->bold = share > 0.6;
        ngi_text_wrap(n->name, n->font, n->bold, n->font * LABEL_WIDTH_FONTS, &n->lines);
        for (k = 0; k < n->lines.count; k++) {
            ng_str line = ngi_str_slice(n->name, n->lines.at[k].begin, n->lines.at[k].end);
            double width = ngi_text_width(line, n->font, n->bold);

            if (n->change == NGI_ADDED || n->change == NGI_REMOVED) width += k == 0 ? n->font * 1.2 : 0.0;
            if (width > n->label_width) n->label_width = width;
        }
        if (n->lines.cut) n->label_width += n->font;
        n->label_height = n->lines.count * n->font * NGI_LINE_HEIGHT;
    }
}

static size_t drawn_edges(const ngi_source *source)
{
    size_t count = 0, i;

    for (i = 0; i < source->edges.count; i++) count += source->edges.items[i].chosen;
    return count;
}

static void larger(size_t *most, size_t value)
{
    if (value > *most) *most = value;
}

/* "3 ties", or "3 of 40 ties shown" */
static ng_status add_count(ng_context *ctx, ngi_buffer *out, const char *what, size_t shown, size_t all)
{
    if (shown < all) return ngi_buffer_printf(ctx, out, "%zu of %zu %ss shown", shown, all, what);
    return ngi_buffer_printf(ctx, out, "%zu %s%s", all, what, all == 1 ? "" : "s");
}

/* Is somebody left out who comes before somebody who is drawn? */
static bool any_passed_over(const ngi_source *source)
{
    double least = INFINITY, most = -INFINITY;
    size_t i;

    for (i = 0; i < source->nodes.count; i++) {
        const ngi_source_node *n = &source->nodes.items[i];

        if (n->chosen) least = fmin(least, n->score);
        else most = fmax(most, n->score);
    }
    return most > least;
}

/* "60 of 412 actors shown, the first by strength that are tied to each other; 110 of 930 ties shown, the strongest of each; only companies" */
static ng_status make_note(ng_context *ctx, const ngi_source *source, const ng_draw_options *opts, ngi_scene *scene)
{
    size_t actors = source->nodes.count, ties = source->edges.count, shown = drawn_edges(source);
    ngi_buffer note = { NULL, 0, 0 };
    ng_graph_totals totals = source->graph->totals;
    ng_status st;

    if (!source->before) {
        larger(&actors, totals.nodes);
        larger(&ties, totals.edges);
    }
    NG_CHECK(add_count(ctx, &note, "actor", scene->nodes.count, actors));
    if (scene->nodes.count < source->nodes.count) {
        NG_CHECK(ngi_buffer_printf(ctx, &note, ", the first by %s", source->before ? "weight of their ties, changed ones first"
                                   : opts->ranking ? ng_measure_name(opts->by) : "weight of their ties"));
        if (any_passed_over(source)) NG_CHECK(ngi_buffer_add_text(ctx, &note, " that are tied to each other"));
    }
    NG_CHECK(ngi_buffer_add_text(ctx, &note, "; "));
    NG_CHECK(add_count(ctx, &note, "tie", shown, ties));
    if (shown < source->edges.count) NG_CHECK(ngi_buffer_add_text(ctx, &note, ", the strongest of each"));
    if (!source->before && totals.filter.len) NG_CHECK(ngi_buffer_printf(ctx, &note, "; %.*s", NGI_STR(totals.filter)));
    NG_CHECK(clean_copy(ctx, scene, ngi_buffer_str(&note), &scene->note));
done:
    ngi_buffer_release(ctx, &note);
    return st;
}

/* What the title says of the ties: the only kind that there is, or nothing. */
static const char *kind_words(const ngi_source *source)
{
    static const char *const words[] = { "Who speaks of whom", "How they are related", "Who is named together",
                                         "Who is covered by whom" };
    uint32_t kinds = 0;
    size_t i;

    for (i = 0; i < source->edges.count; i++) {
        if (source->edges.items[i].chosen) kinds |= NG_BIT(source->edges.items[i].edge->kind);
    }
    if (source->before) return "What changed";
    for (i = 0; i < NG_EDGE_KIND_COUNT; i++) {
        if (kinds == NG_BIT(i)) return words[i];
    }
    return kinds == (NG_BIT(NG_EDGE_SPEECH) | NG_BIT(NG_EDGE_RELATION)) ? "Who speaks of whom, and how they are related"
                                                                      : "Who is in the news";
}

static ng_status make_title(ng_context *ctx, const ngi_source *source, const ng_draw_options *opts, ngi_scene *scene)
{
    const ng_graph *graph = source->graph;
    ngi_buffer title = { NULL, 0, 0 };
    ng_status st = NG_OK;

    if (opts->title.ptr) return clean_copy(ctx, scene, opts->title, &scene->title);
    NG_CHECK(ngi_buffer_add_text(ctx, &title, kind_words(source)));
    if (source->before) {
        NG_CHECK(ngi_buffer_printf(ctx, &title, " from %.*s to %.*s", NGI_STR(scene->old_name), NGI_STR(scene->new_name)));
    } else if (graph->documents.count == 1 && graph->documents.items[0].title.len) {
        NG_CHECK(ngi_buffer_printf(ctx, &title, ": %.*s", NGI_STR(graph->documents.items[0].title)));
    } else if (graph->documents.count > 1) {
        NG_CHECK(ngi_buffer_printf(ctx, &title, " in %zu articles", graph->documents.count));
    }
    NG_CHECK(clean_copy(ctx, scene, ngi_buffer_str(&title), &scene->title));
done:
    ngi_buffer_release(ctx, &title);
    return st;
}

/* The last part of a path: who reads the picture has other folders. */
static ng_str base_name(ng_str path)
{
    size_t at = path.len;

    while (at && path.ptr[at - 1] != '/') at--;
    return ngi_str_slice(path, at, path.len);
}

/* Each source once: the first few by name, the others counted. */
static ng_status add_source(ng_context *ctx, const ng_graph_document *doc, ngi_map *seen, uint32_t *count, ngi_buffer *line)
{
    ng_str name = doc->outlet.len ? doc->outlet : base_name(doc->source.len ? doc->source : doc->id);
    ng_status st = NG_OK;

    if (ngi_map_find(seen, name) != NG_NONE) return NG_OK;
    NG_CHECK(ngi_map_set(ctx, seen, name, *count));
    if (++*count > SOURCES_MOST) goto done;
    NG_CHECK(ngi_buffer_printf(ctx, line, "%s%.*s", *count > 1 ? ", " : "Sources: ", NGI_STR(name)));
done:
    return st;
}

/* "Sources: Reuters, wire.jsonl and 3 more; 2023-11-17 to 2025-01-28" */
static ng_status make_sources(ng_context *ctx, const ngi_source *source, const ng_draw_options *opts, ngi_scene *scene)
{
    const ng_graph *graphs[] = { source->before, source->graph };
    ng_str first = { NULL, 0 }, last = { NULL, 0 };
    ngi_map seen = { NULL, 0, 0 };
    ngi_buffer line = { NULL, 0, 0 };
    ng_status st = NG_OK;
    uint32_t count = 0;
    size_t g, i;

    if (opts->sources.ptr) return clean_copy(ctx, scene, opts->sources, &scene->sources);
    for (g = 0; g < 2; g++) {
        for (i = 0; graphs[g] && i < graphs[g]->documents.count; i++) {
            const ng_graph_document *doc = &graphs[g]->documents.items[i];

            NG_CHECK(add_source(ctx, doc, &seen, &count, &line));
            if (doc->date.len && (!first.ptr || ng_str_compare(doc->date, first) < 0)) first = doc->date;
            if (doc->date.len && (!last.ptr || ng_str_compare(doc->date, last) > 0)) last = doc->date;
        }
    }
    if (count > SOURCES_MOST) NG_CHECK(ngi_buffer_printf(ctx, &line, " and %u more", count - SOURCES_MOST));
    if (first.len) {
        first.len = first.len < 10 ? first.len : 10; /* the day is enough */
        last.len = last.len < 10 ? last.len : 10;
        NG_CHECK(ngi_buffer_printf(ctx, &line, "; %.*s", NGI_STR(first)));
        if (!ng_str_equal(first, last)) NG_CHECK(ngi_buffer_printf(ctx, &line, " to %.*s", NGI_STR(last)));
    }
    NG_CHECK(clean_copy(ctx, scene, ngi_buffer_str(&line), &scene->sources));
done:
    ngi_map_release(ctx, &seen);
    ngi_buffer_release(ctx, &line);
    return st;
}

ng_status ngi_scene_build(ng_context *ctx, const ngi_source *source, const ng_draw_options *opts, ngi_scene *out)
{
    uint32_t *scene_node = ngi_alloc(ctx, source->nodes.count, sizeof *scene_node);
    ng_status st = NG_E_NOMEM;

    memset(out, 0, sizeof *out);
    if (!scene_node) goto done;
    NG_CHECK(ngi_style_read(ctx, opts->style, &out->style));
    out->difference = source->before != NULL;
    out->side_by_side = out->difference && opts->side_by_side && opts->format != NG_PICTURE_HTML; /* one is enough to click on */
    out->communities = source->communities;
    out->by = opts->by;
    out->score_words = source->before || !opts->ranking ? NGI_LITERAL("weight of ties")
                                                        : ng_str_from(ng_measure_name(opts->by));
    out->href = opts->href;
    NG_CHECK(clean_copy(ctx, out, opts->old_name.len ? opts->old_name : NGI_LITERAL("before"), &out->old_name));
    NG_CHECK(clean_copy(ctx, out, opts->new_name.len ? opts->new_name : NGI_LITERAL("after"), &out->new_name));
    NG_CHECK(add_nodes(ctx, source, scene_node, out));
    set_sizes(out);
    NG_CHECK(ngi_scene_add_ties(ctx, source, scene_node, out));
    NG_CHECK(make_note(ctx, source, opts, out));
    NG_CHECK(make_title(ctx, source, opts, out));
    NG_CHECK(make_sources(ctx, source, opts, out));
done:
    ngi_free(ctx, scene_node);
    if (st != NG_OK) ngi_scene_release(ctx, out);
    return st;
}
