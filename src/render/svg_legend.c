/*
 * The legend: an entry for each shape, colour, line and size that the picture uses, and for no other.
 *
 * Entries stand in blocks (actors, sizes, ties, ...), blocks side by side as the page is wide, and go on below.
 */
#include "svg.h"

#include "base/unicode.h"

#include <math.h>
#include <stdio.h>

enum { ROWS = 4, ENTRIES_MOST = 40, BLOCKS_MOST = 5 };

#define ROW 19.0
#define HEAD 18.0
#define SAMPLE 34.0 /* room for the drawn sample */
#define COLUMN_GAP 20.0
#define BLOCK_GAP 38.0
#define SIZE 11.5

typedef enum sample { SAMPLE_TYPE, SAMPLE_SIZE, SAMPLE_TIE, SAMPLE_WIDTH, SAMPLE_CHANGE, SAMPLE_HULL } sample;

typedef struct entry {
    sample kind;
    int index;        /* type, change, ...; of a tie the index of one that looks so */
    double amount;    /* radius or width */
    char text[96];
} entry;

typedef struct block {
    const char *head;
    size_t first, count;
    double width, columns[ENTRIES_MOST / ROWS + 1];
    double x, y;
} block;

typedef struct legend {
    const ngi_scene *scene;
    entry entries[ENTRIES_MOST];
    size_t count;
    block blocks[BLOCKS_MOST];
    size_t block_count;
    double height;
} legend;

static entry *add(legend *l, sample kind, int index, const char *text)
{
    entry *e = &l->entries[l->count < ENTRIES_MOST - 1 ? l->count++ : l->count];

    *e = (entry){ .kind = kind, .index = index };
    (void)snprintf(e->text, sizeof e->text, "%s", text);
    return e;
}

static void begin_block(legend *l, const char *head)
{
    l->blocks[l->block_count] = (block){ .head = head, .first = l->count };
}

/* A block without entries is none. */
static void end_block(legend *l)
{
    block *b = &l->blocks[l->block_count];

    b->count = l->count - b->first;
    if (b->count) l->block_count++;
}

static void add_types(legend *l)
{
    bool used[NG_ENTITY_TYPE_COUNT] = { false };
    size_t i;

    for (i = 0; i < l->scene->nodes.count; i++) used[l->scene->nodes.items[i].type] = true;
    begin_block(l, "Actors");
    for (i = 0; i < NG_ENTITY_TYPE_COUNT; i++) {
        if (used[i]) (void)add(l, SAMPLE_TYPE, (int)i, ng_entity_type_name((ng_entity_type)i));
    }
    end_block(l);
}

static void add_sizes(legend *l)
{
    const ngi_scene *s = l->scene;
    const ngi_scene_node *first = s->nodes.items, *last = first + s->nodes.count - 1;
    char text[96];

    if (s->nodes.count < 2 || last->radius >= first->radius - 0.5) return;
    begin_block(l, "Size");
    (void)snprintf(text, sizeof text, first->score < 1000.0 ? "%.*s %.3g" : "%.*s %.0f", NGI_STR(s->score_words), first->score);
    add(l, SAMPLE_SIZE, 0, text)->amount = fmin(first->radius, ROW * 0.62);
    (void)snprintf(text, sizeof text, last->score < 1000.0 ? "%.*s %.3g" : "%.*s %.0f", NGI_STR(s->score_words), last->score);
    add(l, SAMPLE_SIZE, 1, text)->amount = fmin(last->radius, ROW * 0.62) * (first->radius > ROW * 0.62 ? ROW * 0.62 / first->radius : 1.0);
    end_block(l);
}

/* Two ties that look the same need one entry. */
static bool look_same(const ngi_scene *s, const ngi_tie *a, const ngi_tie *b)
{
    return a->mixed == b->mixed && ngi_svg_tie_class(s, a) == ngi_svg_tie_class(s, b) && a->status == b->status &&
           (a->kind == b->kind || a->mixed || a->status != NG_CURRENT);
}

/* A tie that looks like this one, with a direction if any has one: the sample shows more then. */
static size_t with_arrow(const ngi_scene *s, size_t tie)
{
    size_t i;

    for (i = tie; i < s->ties.count; i++) {
        const ngi_tie *t = &s->ties.items[i];

        if ((t->arrow_from || t->arrow_to) && look_same(s, t, &s->ties.items[tie])) return i;
    }
    return tie;
}

static void add_ties(legend *l)
{
    static const char *const kinds[] = { "speaks of", "relation, as labelled", "named together", "covers, in the news" };
    const ngi_scene *s = l->scene;
    size_t i, k;
    int order;

    begin_block(l, "Ties");
    /* Order of the kinds, then of the statuses, whatever the ties' order is. */
    for (order = 0; order < NG_EDGE_KIND_COUNT + NG_ASSERTION_COUNT + 1; order++) {
        for (i = 0; i < s->ties.count; i++) {
            const ngi_tie *t = &s->ties.items[i];
            int place = t->mixed ? NG_EDGE_KIND_COUNT + NG_ASSERTION_COUNT
                      : t->status != NG_CURRENT ? NG_EDGE_KIND_COUNT + (int)t->status : (int)t->kind;

            if (place != order) continue;
            for (k = 0; k < i && !look_same(s, &s->ties.items[k], t); k++) continue;
            if (k < i) continue;
            (void)add(l, SAMPLE_TIE, (int)with_arrow(s, i), t->mixed ? "several kinds of ties"
                      : t->status == NG_FORMER ? "former relation" : t->status == NG_PLANNED ? "planned, not done"
                      : t->status == NG_REPORTED ? "reported, not confirmed" : t->status == NG_DENIED ? "denied: not so"
                      : kinds[t->kind]);
        }
    }
    end_block(l);
}

static void add_widths(legend *l)
{
    const ngi_scene *s = l->scene;
    double least = INFINITY, most = 0.0;
    size_t i;

    for (i = 0; i < s->ties.count; i++) {
        least = fmin(least, s->ties.items[i].width);
        most = fmax(most, s->ties.items[i].width);
    }
    if (s->ties.count < 2 || most - least < 0.5) return;
    begin_block(l, "Width of ties");
    add(l, SAMPLE_WIDTH, 0, "strongest: said most often")->amount = most;
    add(l, SAMPLE_WIDTH, 1, "weakest")->amount = least;
    end_block(l);
}

/* The first 40 characters or so, none of them cut. */
static ng_str short_name(ng_str name)
{
    size_t at = 0;

    while (at < name.len && at < 40) (void)ngi_char_next(name, &at);
    return ngi_str_slice(name, 0, at);
}

static void add_changes(legend *l)
{
    const ngi_scene *s = l->scene;
    bool used[4] = { false };
    char text[96];
    size_t i;

    for (i = 0; i < s->nodes.count; i++) used[s->nodes.items[i].change] = true;
    for (i = 0; i < s->ties.count; i++) used[s->ties.items[i].change] = true;
    begin_block(l, "Changes");
    if (used[NGI_ADDED]) {
        (void)snprintf(text, sizeof text, "+ only in the new: %.*s", NGI_STR(short_name(s->new_name)));
        (void)add(l, SAMPLE_CHANGE, NGI_ADDED, text);
    }
    if (used[NGI_REMOVED]) {
        (void)snprintf(text, sizeof text, "\xe2\x88\x92 only in the old: %.*s", NGI_STR(short_name(s->old_name)));
        (void)add(l, SAMPLE_CHANGE, NGI_REMOVED, text);
    }
    if (used[NGI_CHANGED]) (void)add(l, SAMPLE_CHANGE, NGI_CHANGED, "in both, changed");
    if (used[NGI_SAME]) (void)add(l, SAMPLE_CHANGE, NGI_SAME, "in both");
    end_block(l);
}

static void fill(legend *l, const ngi_scene *scene)
{
    memset(l, 0, sizeof *l);
    l->scene = scene;
    if (scene->nodes.count == 0) return;
    add_types(l);
    if (scene->difference) {
        add_changes(l);
    } else {
        add_ties(l);
    }
    add_sizes(l);
    add_widths(l);
    if (scene->communities) {
        begin_block(l, "Communities");
        (void)add(l, SAMPLE_HULL, 0, "more tied to each other than to others");
        end_block(l);
    }
}

/* Widths of the columns of each block, then blocks in rows. */
static void arrange(legend *l, double width)
{
    double x = 0.0, y = 0.0, band = 0.0;
    size_t i, k;

    for (i = 0; i < l->block_count; i++) {
        block *b = &l->blocks[i];
        size_t columns = (b->count + ROWS - 1) / ROWS;
        double high = HEAD + ROW * (double)(b->count < ROWS ? b->count : ROWS);

        for (k = 0; k < b->count; k++) {
            double wide = SAMPLE + ngi_text_width(ng_str_from(l->entries[b->first + k].text), SIZE, false);

            b->columns[k / ROWS] = fmax(b->columns[k / ROWS], wide);
        }
        for (k = 0; k < columns; k++) b->width += b->columns[k] + (k ? COLUMN_GAP : 0.0);
        if (x > 0.0 && x + b->width > width) {
            x = 0.0;
            y += band + 12.0;
            band = 0.0;
        }
        b->x = x;
        b->y = y;
        x += b->width + BLOCK_GAP;
        band = fmax(band, high);
    }
    l->height = l->block_count ? y + band + 14.0 : 0.0;
}

double ngi_svg_legend_height(const ngi_scene *scene, double width)
{
    legend l;

    fill(&l, scene);
    arrange(&l, width);
    return l.height;
}

static ng_status put_line_sample(ngi_svg *svg, double x, double y, double width, const char *dashes, bool head, bool round)
{
    ng_status st;

    PUT("<path class=\"ng-line\" stroke-width=\"%.2f\"%s%s%s%s d=\"M%.1f %.1fH%.1f\"/>", width, *dashes ? " stroke-dasharray=\"" : "",
        dashes, *dashes ? "\"" : "", round ? " stroke-linecap=\"round\"" : "", x, y, x + (head ? 20.0 : 26.0));
    if (head) PUT("<path class=\"ng-head\" d=\"M%.1f %.1fl-8 -3.6v7.2Z\"/>", x + 26.0, y);
done:
    return st;
}

static ng_status put_sample(ngi_svg *svg, const entry *e, double x, double y)
{
    static const char *const changes[] = { "same", "added", "removed", "changed" };
    const ngi_scene *s = svg->scene;
    const ngi_tie *t = e->kind == SAMPLE_TIE ? &s->ties.items[e->index] : NULL;
    ngi_point middle = { x + 13.0, y };
    ng_status st = NG_OK;

    switch (e->kind) {
    case SAMPLE_TYPE: return ngi_svg_symbol(svg, (ng_entity_type)e->index, middle, 7.0);
    case SAMPLE_SIZE: return ngi_svg_symbol(svg, NG_PERSON, middle, fmax(e->amount, 2.0));
    case SAMPLE_TIE:
        return put_line_sample(svg, x, y, 2.0, ngi_svg_dashes(s, t), t->arrow_to || t->arrow_from, t->status == NG_PLANNED);
    case SAMPLE_WIDTH: return put_line_sample(svg, x, y, e->amount, "", false, false);
    case SAMPLE_HULL:
        PUT("<rect x=\"%.1f\" y=\"%.1f\" width=\"26\" height=\"14\" rx=\"6\" fill=\"" NGI_COLOR_FORMAT "\" opacity=\"%.2f\"/>", x,
            y - 7.0, NGI_COLOR(s->style.hulls[0]), fmin(1.0, s->style.hull_opacity * 2.0));
        return NG_OK;
    case SAMPLE_CHANGE:
        NG_CHECK(put_line_sample(svg, x, y, 2.0, e->index == NGI_REMOVED ? "6 4" : "", false, false));
        PUT("<g class=\"ng-%s\">", changes[e->index]);
        NG_CHECK(ngi_svg_symbol(svg, NG_PERSON, middle, 5.5));
        PUT("</g>");
    }
done:
    return st;
}

static const char *entry_class(const ngi_scene *s, const entry *e)
{
    static const char *const changes[] = { "same", "added", "removed", "changed" };

    switch (e->kind) {
    case SAMPLE_TYPE: return s->difference ? "same" : ng_entity_type_name((ng_entity_type)e->index);
    case SAMPLE_TIE: return ngi_svg_tie_class(s, &s->ties.items[e->index]);
    case SAMPLE_CHANGE: return changes[e->index];
    default: return "sample";
    }
}

/* "planned", ... of a tie's entry; "" of others. */
static const char *entry_status(const ngi_scene *s, const entry *e)
{
    ng_assertion status = e->kind == SAMPLE_TIE ? s->ties.items[e->index].status : NG_CURRENT;

    return status == NG_CURRENT ? "" : ng_assertion_name(status);
}

static ng_status put_block(ngi_svg *svg, const legend *l, const block *b, ngi_point at)
{
    ng_status st;
    size_t k;

    PUT("<text x=\"%.1f\" y=\"%.1f\" font-size=\"%.1f\" font-weight=\"bold\" class=\"ng-muted\">%s</text>\n", at.x + b->x,
        at.y + b->y + 11.0, SIZE, b->head);
    for (k = 0; k < b->count; k++) {
        const entry *e = &l->entries[b->first + k];
        const char *status = entry_status(l->scene, e);
        double x = at.x + b->x, y = at.y + b->y + HEAD + ROW * ((double)(k % ROWS) + 0.5);
        size_t column;

        for (column = 0; column < k / ROWS; column++) x += b->columns[column] + COLUMN_GAP;
        PUT("<g class=\"ng-entry ng-%s%s%s\">", entry_class(l->scene, e), *status ? " ng-status-" : "", status);
        NG_CHECK(put_sample(svg, e, x, y));
        PUT("<text x=\"%.1f\" y=\"%.1f\" font-size=\"%.1f\" class=\"ng-text\">", x + SAMPLE, y + SIZE * 0.35, SIZE);
        PUT_TEXT(ng_str_from(e->text));
        PUT("</text></g>\n");
    }
done:
    return st;
}

ng_status ngi_svg_legend(ngi_svg *svg, ngi_point at, double width)
{
    ng_status st;
    legend l;
    size_t i;

    fill(&l, svg->scene);
    arrange(&l, width);
    if (l.block_count == 0) return NG_OK;
    PUT("<path class=\"ng-frame\" d=\"M%.1f %.1fH%.1f\"/>\n<g class=\"ng-legend\" role=\"group\" aria-label=\"Legend\">\n", at.x,
        at.y - 8.0, at.x + width);
    for (i = 0; i < l.block_count; i++) NG_CHECK(put_block(svg, &l, &l.blocks[i], (ngi_point){ at.x, at.y + 4.0 }));
    PUT("</g>\n");
done:
    return st;
}
