/*
 * The report: picture, search, filters, ranking table and the sentences behind each actor and tie, in one HTML file
 * that asks no network and works from a folder.
 *
 * The table is in the page itself, so it is there without script, too; the sentences are data that the script shows. Each
 * sentence stands once, however many ties it shows. Spans are counted as the script counts: in UTF-16 units.
 */
#include "report.h"

#include "base/unicode.h"
#include "report_page.h"

#include <stdlib.h>

enum { EVIDENCE_MOST = 12, ROWS_MOST = 1000, EDGES_MOST = 20000 };

typedef struct report {
    ngi_svg svg;                 /* writes into the page, too */
    const ngi_source *source;
    ngi_map sentences;           /* by document and begin, as bytes of `keys` */
    ngi_arena keys;
    ngi_buffer sentence_list;    /* JSON, without the brackets */
    uint32_t sentence_count;
    const ngi_source_node **rows; /* by score */
    uint32_t *ranks;             /* of the source's nodes, from 1 */
    uint32_t *edges;             /* of the source, those that the page has */
    size_t edge_count;
} report;

/* A JSON string that is safe inside of a script element, too. */
static ng_status put_json(ng_context *ctx, ng_str text, ngi_buffer *out)
{
    ng_status st;
    size_t i;

    NG_CHECK(ngi_buffer_add_char(ctx, out, '"'));
    for (i = 0; i < text.len; i++) {
        char c = text.ptr[i];

        if (c == '"' || c == '\\') {
            NG_CHECK(ngi_buffer_add_char(ctx, out, '\\'));
            NG_CHECK(ngi_buffer_add_char(ctx, out, c));
        } else if ((unsigned char)c < 0x20 || c == '<' || c == '&' || c == 0x7f) {
            NG_CHECK(ngi_buffer_printf(ctx, out, "\\u%04x", (unsigned)(unsigned char)c));
        } else {
            NG_CHECK(ngi_buffer_add_char(ctx, out, c));
        }
    }
    NG_CHECK(ngi_buffer_add_char(ctx, out, '"'));
done:
    return st;
}

static ng_status put_color(ngi_svg *svg, const char *name, ngi_color c)
{
    return ngi_buffer_printf(svg->ctx, svg->out, "--%s:" NGI_COLOR_FORMAT ";", name, NGI_COLOR(c));
}

static ng_status put_parts(ngi_svg *svg, const char *const *parts)
{
    ng_status st = NG_OK;
    size_t i;

    for (i = 0; parts[i]; i++) PUT("%s\n", parts[i]);
done:
    return st;
}

static ng_str title_of(const ngi_svg *svg)
{
    return svg->scene->title.len ? svg->scene->title : NGI_LITERAL("Network of names");
}

/* White reads better on it than black: then the browser's own boxes and bars should be dark, too. */
static bool is_dark(const ngi_style *s)
{
    ngi_color black = { 0, 0, 0 }, white = { 255, 255, 255 };

    return ngi_color_contrast(s->background, white) > ngi_color_contrast(s->background, black);
}

static ng_status put_head(ngi_svg *svg)
{
    const ngi_style *s = &svg->scene->style;
    ng_status st;

    PUT("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
        "script-src 'unsafe-inline'\">\n<title>");
    PUT_TEXT(title_of(svg));
    PUT("</title>\n<style>\n:root{color-scheme:%s;", is_dark(s) ? "dark" : "light");
    NG_CHECK(put_color(svg, "page", s->background));
    NG_CHECK(put_color(svg, "ink", s->text));
    NG_CHECK(put_color(svg, "quiet", s->muted));
    NG_CHECK(put_color(svg, "rule", s->frame));
    NG_CHECK(put_color(svg, "mark", ngi_color_mix(s->background, s->types[NG_PRODUCT], 0.3)));
    NG_CHECK(put_color(svg, "focus", s->types[NG_PERSON]));
    PUT("}\n");
    NG_CHECK(put_parts(svg, report_style));
    PUT("</style>\n</head>\n<body>\n<header>\n<h1>");
    PUT_TEXT(title_of(svg));
    PUT("</h1>\n<p class=\"quiet\">");
    PUT_TEXT(svg->scene->note);
    PUT("</p>\n");
done:
    return st;
}

static ng_status put_box(ngi_svg *svg, const char *value, const char *words)
{
    ng_status st;

    PUT("<label><input type=\"checkbox\" checked value=\"%s\"> %s</label>\n", value, words);
done:
    return st;
}

/* Search, and a box for each type and kind that there is. */
static ng_status put_tools(report *r)
{
    static const char *const kinds[] = { "speech", "relations", "named together", "coverage" };
    ngi_svg *svg = &r->svg;
    uint32_t types_used = 0, kinds_used = 0;
    ng_status st;
    size_t i;

    for (i = 0; i < r->source->nodes.count; i++) types_used |= NG_BIT(r->source->nodes.items[i].node->type);
    for (i = 0; i < r->edge_count; i++) kinds_used |= NG_BIT(r->source->edges.items[r->edges[i]].edge->kind);
    PUT("<div class=\"tools\">\n<input id=\"search\" type=\"search\" placeholder=\"Find a name\" aria-label=\"Find a name\">\n"
        "<output id=\"found\" class=\"quiet\" for=\"search\"></output>\n<fieldset aria-label=\"Actors shown\">\n");
    for (i = 0; i < NG_ENTITY_TYPE_COUNT; i++) {
        const char *name = ng_entity_type_name((ng_entity_type)i);

        if (types_used & NG_BIT(i)) NG_CHECK(put_box(svg, name, name));
    }
    PUT("</fieldset>\n<fieldset aria-label=\"Ties shown\">\n");
    for (i = 0; i < NG_EDGE_KIND_COUNT; i++) {
        if (kinds_used & NG_BIT(i)) NG_CHECK(put_box(svg, ng_edge_kind_name((ng_edge_kind)i), kinds[i]));
    }
    PUT("</fieldset>\n</div>\n</header>\n");
done:
    return st;
}

static int by_score(const void *a, const void *b)
{
    const ngi_source_node *p = *(const ngi_source_node *const *)a, *q = *(const ngi_source_node *const *)b;

    if (p->score > q->score || p->score < q->score) return p->score > q->score ? -1 : 1;
    return ng_str_compare(p->node->id, q->node->id);
}

static ng_status put_score(ngi_svg *svg, double score)
{
    return ngi_buffer_printf(svg->ctx, svg->out, score < 1000.0 ? "%.3g" : "%.0f", score);
}

static ng_status rank_nodes(report *r)
{
    size_t count = r->source->nodes.count, i;

    r->rows = ngi_alloc(r->svg.ctx, count, sizeof *r->rows);
    r->ranks = ngi_alloc(r->svg.ctx, count, sizeof *r->ranks);
    if (!r->rows || !r->ranks) return NG_E_NOMEM;
    for (i = 0; i < count; i++) r->rows[i] = &r->source->nodes.items[i];
    if (count) qsort(r->rows, count, sizeof *r->rows, by_score);
    for (i = 0; i < count; i++) r->ranks[r->rows[i] - r->source->nodes.items] = (uint32_t)i + 1;
    return NG_OK;
}

/* An edge with what it is chosen by. */
typedef struct edge_turn {
    bool drawn;
    double weight;
    uint32_t edge;
} edge_turn;

static int by_weight(const void *a, const void *b)
{
    const edge_turn *p = a, *q = b;

    if (p->drawn != q->drawn) return p->drawn ? -1 : 1;
    if (p->weight > q->weight || p->weight < q->weight) return p->weight > q->weight ? -1 : 1;
    return (p->edge > q->edge) - (p->edge < q->edge);
}

/* The edges that the page has: those of the picture, then the strongest, as many as a browser takes with ease. */
static ng_status choose_edges(report *r)
{
    size_t count = r->source->edges.count, i;
    edge_turn *turns = ngi_alloc(r->svg.ctx, count, sizeof *turns);
    ng_status st = NG_E_NOMEM;

    r->edge_count = count < EDGES_MOST ? count : EDGES_MOST;
    r->edges = ngi_alloc(r->svg.ctx, r->edge_count, sizeof *r->edges);
    if (!turns || !r->edges) goto done;
    for (i = 0; i < count; i++) {
        const ngi_source_edge *e = &r->source->edges.items[i];

        turns[i] = (edge_turn){ e->chosen, e->weight, (uint32_t)i };
    }
    if (count) qsort(turns, count, sizeof *turns, by_weight);
    for (i = 0; i < r->edge_count; i++) r->edges[i] = turns[i].edge;
    st = NG_OK;
done:
    ngi_free(r->svg.ctx, turns);
    return st;
}

/* The picture's twin in words: who is how central. */
static ng_status put_table(report *r)
{
    size_t count = r->source->nodes.count, i;
    ngi_svg *svg = &r->svg;
    ng_status st;

    PUT("<section class=\"rank\">\n<h2>The actors</h2>\n<table id=\"rank\">\n<thead><tr><th class=\"number\">Rank</th><th>Name</th><th>Type</th>"
        "<th class=\"number\">");
    PUT_TEXT(svg->scene->score_words);
    PUT("</th><th class=\"number\">Mentions</th><th class=\"number\">Articles</th></tr></thead>\n<tbody>\n");
    for (i = 0; i < count && i < ROWS_MOST; i++) {
        const ng_node *n = r->rows[i]->node;

        PUT("<tr data-key=\"");
        NG_CHECK(ngi_svg_name(svg, n->id));
        PUT("\"><td class=\"number\">%zu</td><td><button type=\"button\">", i + 1);
        PUT_TEXT(n->label);
        PUT("</button></td><td>%s</td><td class=\"number\">", ng_entity_type_name(n->type));
        NG_CHECK(put_score(svg, r->rows[i]->score));
        PUT("</td><td class=\"number\">%u</td><td class=\"number\">%u</td></tr>\n", n->mentions, n->documents);
    }
    PUT("</tbody>\n</table>\n");
    if (count > ROWS_MOST) {
        PUT("<p class=\"quiet\">The first %d of %zu. A search finds the others, too.</p>\n", ROWS_MOST, count);
    }
    PUT("</section>\n");
done:
    return st;
}

static const char *const changes[] = { "", "new", "gone", "changed" };

static ng_status put_nodes(report *r)
{
    ngi_svg *svg = &r->svg;
    ng_status st = NG_OK;
    size_t i;
    uint32_t k;

    for (i = 0; i < r->source->nodes.count; i++) {
        const ngi_source_node *s = &r->source->nodes.items[i];

        PUT("%s{\"key\":\"", i ? ",\n" : "");
        NG_CHECK(ngi_svg_name(svg, s->node->id));
        PUT("\",\"name\":");
        NG_CHECK(put_json(svg->ctx, s->node->label, svg->out));
        PUT(",\"type\":\"%s\",\"change\":\"%s\",\"rank\":%u,\"score\":", ng_entity_type_name(s->node->type), changes[s->change],
            r->ranks[i]);
        NG_CHECK(put_score(svg, s->score));
        PUT(",\"mentions\":%u,\"documents\":%u,\"aliases\":[", s->node->mentions, s->node->documents);
        for (k = s->node->aliases.begin; k < s->node->aliases.end; k++) {
            if (k > s->node->aliases.begin) PUT(",");
            NG_CHECK(put_json(svg->ctx, s->graph->aliases.items[k], svg->out));
        }
        PUT("]}");
    }
done:
    return st;
}

/* UTF-16 units of the first bytes of a text. */
static uint32_t utf16_units(ng_str text, uint32_t byte)
{
    uint32_t units = 0;
    size_t at = 0;

    while (at < byte && at < text.len) units += ngi_char_next(text, &at) >= 0x10000 ? 2 : 1;
    return units;
}

/* The number of a document on the page: those of the earlier graph come first. */
static uint32_t number_document(const report *r, const ng_graph *graph, uint32_t document)
{
    return document + (r->source->before && graph == r->source->graph ? (uint32_t)r->source->before->documents.count : 0);
}

/* The number of a sentence, which is added to the list when it is new. */
static ng_status number_sentence(report *r, const ng_graph *graph, const ng_edge_evidence *v, uint32_t *out)
{
    uint32_t document = number_document(r, graph, v->document);
    ng_context *ctx = r->svg.ctx;
    ngi_buffer key = { NULL, 0, 0 };
    ng_status st;
    ng_str kept;

    NG_CHECK(ngi_buffer_printf(ctx, &key, "%u %u ", document, v->span.begin));
    NG_CHECK(ngi_buffer_add(ctx, &key, v->text));
    *out = ngi_map_find(&r->sentences, ngi_buffer_str(&key));
    if (*out != NG_NONE) goto done;
    *out = r->sentence_count++;
    NG_CHECK(ngi_arena_copy(ctx, &r->keys, ngi_buffer_str(&key), &kept));
    NG_CHECK(ngi_map_set(ctx, &r->sentences, kept, *out));
    NG_CHECK(ngi_buffer_printf(ctx, &r->sentence_list, "%s[%u,", *out ? ",\n" : "", document));
    NG_CHECK(put_json(ctx, v->text, &r->sentence_list));
    NG_CHECK(ngi_buffer_add_char(ctx, &r->sentence_list, ']'));
done:
    ngi_buffer_release(ctx, &key);
    return st;
}

static ng_status put_evidence(report *r, const ngi_source_edge *e)
{
    uint32_t count = e->edge->evidence.end - e->edge->evidence.begin, i, number;
    ngi_svg *svg = &r->svg;
    ng_status st = NG_OK;

    for (i = 0; i < count && i < EVIDENCE_MOST; i++) {
        const ng_edge_evidence *v = &e->graph->evidence.items[e->edge->evidence.begin + i];

        NG_CHECK(number_sentence(r, e->graph, v, &number));
        PUT("%s[%u,%u,%u,%u,%u]", i ? "," : "", number, utf16_units(v->text, v->from.begin), utf16_units(v->text, v->from.end),
            utf16_units(v->text, v->to.begin), utf16_units(v->text, v->to.end));
    }
    PUT("],\"more\":%u}", count > EVIDENCE_MOST ? count - EVIDENCE_MOST : 0);
done:
    return st;
}

static ng_status put_edges(report *r)
{
    static const char *const verbs[] = { "speaks of", "", "is named with", "covers" };
    ngi_svg *svg = &r->svg;
    ng_status st = NG_OK;
    size_t i;

    for (i = 0; i < r->edge_count; i++) {
        const ngi_source_edge *e = &r->source->edges.items[r->edges[i]];

        PUT("%s{\"from\":%u,\"to\":%u,\"kind\":\"%s\",\"words\":\"%s\",\"status\":\"%s\",\"change\":\"%s\",\"role\":",
            i ? ",\n" : "", e->from, e->to, ng_edge_kind_name(e->edge->kind),
            e->edge->kind == NG_EDGE_RELATION ? ng_relation_type_phrase(e->edge->relation) : verbs[e->edge->kind],
            ng_assertion_name(e->edge->status), changes[e->change]);
        NG_CHECK(put_json(svg->ctx, e->edge->role, svg->out));
        PUT(",\"evidence\":[");
        NG_CHECK(put_evidence(r, e));
    }
done:
    return st;
}

static ng_status put_documents(report *r)
{
    const ng_graph *graphs[] = { r->source->before, r->source->graph };
    ngi_svg *svg = &r->svg;
    ng_status st = NG_OK;
    bool first = true;
    size_t g, i;

    for (g = 0; g < 2; g++) {
        for (i = 0; graphs[g] && i < graphs[g]->documents.count; i++) {
            const ng_graph_document *d = &graphs[g]->documents.items[i];

            PUT("%s{\"title\":", first ? "" : ",\n");
            NG_CHECK(put_json(svg->ctx, d->title.len ? d->title : d->id, svg->out));
            PUT(",\"date\":");
            NG_CHECK(put_json(svg->ctx, d->date, svg->out));
            PUT(",\"url\":");
            NG_CHECK(put_json(svg->ctx, d->url, svg->out));
            PUT("}");
            first = false;
        }
    }
done:
    return st;
}

static ng_status put_data(report *r)
{
    ngi_svg *svg = &r->svg;
    ng_status st;

    PUT("<script type=\"application/json\" id=\"data\">\n{\"nodes\":[");
    NG_CHECK(put_nodes(r));
    PUT("],\n\"edges\":[");
    NG_CHECK(put_edges(r));
    PUT("],\n\"documents\":[");
    NG_CHECK(put_documents(r));
    PUT("],\n\"sentences\":[");
    NG_CHECK(ngi_buffer_add(svg->ctx, svg->out, ngi_buffer_str(&r->sentence_list)));
    PUT("]}\n</script>\n");
done:
    return st;
}

/* The picture, whose title and note the page has already. */
static ng_status put_picture(ngi_svg *svg)
{
    ngi_buffer picture = { NULL, 0, 0 };
    ngi_scene bare = *svg->scene;
    ng_str text;
    ng_status st;
    size_t begin;

    bare.title = bare.note = (ng_str){ NULL, 0 };
    NG_CHECK(ngi_scene_write_svg(svg->ctx, &bare, &picture));
    text = ngi_buffer_str(&picture);
    begin = ngi_str_find(text, NGI_LITERAL("<svg")); /* HTML has no XML declaration */
    PUT("<div id=\"picture\">\n");
    NG_CHECK(ngi_buffer_add(svg->ctx, svg->out, ngi_str_slice(text, begin, text.len)));
    PUT("</div>\n<aside id=\"detail\" aria-label=\"Sentences\"></aside>\n");
done:
    ngi_buffer_release(svg->ctx, &picture);
    return st;
}

ng_status ngi_report_write(ng_context *ctx, const ngi_source *source, const ngi_scene *scene, ngi_buffer *out)
{
    report r = { .svg = { ctx, scene, out }, .source = source };
    ngi_svg *svg = &r.svg;
    ng_allocator a = ngi_allocator(ctx);
    ng_status st;

    NG_CHECK(rank_nodes(&r));
    NG_CHECK(choose_edges(&r));
    NG_CHECK(put_head(svg));
    if (source->edges.count > r.edge_count) {
        PUT("<p class=\"quiet\">Too many ties for one page: it has the sentences of the strongest %zu of %zu.</p>\n", r.edge_count,
            source->edges.count);
    }
    NG_CHECK(put_tools(&r));
    PUT("<main>\n");
    NG_CHECK(put_picture(svg));
    NG_CHECK(put_table(&r));
    PUT("</main>\n");
    NG_CHECK(put_data(&r));
    PUT("<script>\n");
    NG_CHECK(put_parts(svg, report_script));
    PUT("</script>\n</body>\n</html>\n");
done:
    ngi_free(ctx, r.rows);
    ngi_free(ctx, r.ranks);
    ngi_free(ctx, r.edges);
    ngi_map_release(ctx, &r.sentences);
    ngi_arena_release(&a, &r.keys);
    ngi_buffer_release(ctx, &r.sentence_list);
    return st;
}
