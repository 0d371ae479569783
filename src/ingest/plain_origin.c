/*
 * An article of scraped text -> its author, outlet and date. Looks at the lines near the title, at those behind the
 * article and at the dateline; what each says is told by plain_byline.c, plain_outlet.c and dates.c. In the flow: when
 * read_plain.c makes a document of lines. What furniture between the paragraphs says is mostly of other articles.
 */
#include "base/unicode.h"
#include "plain_origin.h"

/* The lines near the title end with this paragraph. */
#define TOP_PROSE 2u

static void find_ends(ngi_origin *o)
{
    unsigned prose = 0;

    o->top = o->count < NGI_ORIGIN_REACH ? o->count : NGI_ORIGIN_REACH;
    for (size_t i = 0; i < o->count; i++) {
        if (!ngi_origin_is_prose(o, i)) continue;
        o->last = i;
        if (o->lines[i].features[NGI_LINE_BYLINE] <= 0.0f && ++prose == TOP_PROSE && i + 1 < o->top) o->top = i + 1;
    }
}

/* Dates. */

/* 'Updated', when another line may tell the first day. */
static bool is_update(ng_str line)
{
    static const char *const words[] = { "updated", "last updated", "modified", "last modified" };

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (ngi_furniture_begins(line, words[i])) return true;
    return false;
}

static ng_status see_date(ngi_origin *o, size_t index, bool updates)
{
    const ngi_line *line = &o->lines[index];
    ng_str text = ngi_origin_line(o, index);

    if (line->words > 12 || line->what == NGI_LINE_IS_TITLE || line->features[NGI_LINE_COPYRIGHT] > 0.0f) return NG_OK;
    if (ngi_origin_is_prose(o, index) && line->words > 4) return NG_OK;
    if (is_update(text) != updates) return NG_OK;
    return ngi_date_normalize(o->ctx, text, &o->date);
}

/* Is it what stands before the dash of a dateline, names and dates? 'On 12 July 2016 a tribunal' is not. */
static bool is_dateline(ng_str head)
{
    ng_str word;

    while (ngi_str_next(&head, ' ', &word))
        if (ngi_char_is_lower(ngi_char_at(word, 0)) &&
            !(ngi_furniture_word_of(word) & (NGI_WORD_FUNCTION | NGI_WORD_BESIDE | NGI_WORD_PARTICLE)))
            return false;
    return true;
}

/* 'OSLO, Nov. 4, 2025 — ': the date before the dash. */
static ng_status see_dateline(ngi_origin *o, size_t index)
{
    static const char *const dashes[] = { " – ", " — ", " - ", " -- ", "(", " /", "—" };
    ng_str text = ngi_origin_line(o, index), head = ngi_str_slice(text, 0, text.len < 80 ? text.len : 80);
    size_t end = SIZE_MAX;

    for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++) {
        size_t at = ngi_str_find(head, ng_str_from(dashes[i]));

        if (at < end) end = at;
    }
    if (end == SIZE_MAX || !is_dateline(ngi_str_slice(head, 0, end))) return NG_OK;
    return ngi_date_normalize(o->ctx, ngi_str_slice(head, 0, end), &o->date);
}

/* Behind the article a line that is a date is its own when it says so, or when no other date stands there. */
static ng_status see_end_dates(ngi_origin *o)
{
    size_t labelled = SIZE_MAX, lone = SIZE_MAX;
    unsigned count = 0;

    for (size_t i = o->last + 1; i < o->count; i++) {
        ng_str line = ngi_origin_line(o, i);

        if (o->lines[i].features[NGI_LINE_DATE] <= 0.0f || o->lines[i].words > 12) continue;
        if (labelled == SIZE_MAX && (ngi_furniture_begins(line, "published") || ngi_furniture_begins(line, "posted") ||
                                     ngi_furniture_begins(line, "first published")))
            labelled = i;
        count++;
        lone = ngi_furniture_is_generic(line) ? i : SIZE_MAX;
    }
    if (labelled == SIZE_MAX && count == 1) labelled = lone;
    return labelled == SIZE_MAX ? NG_OK : ngi_date_normalize(o->ctx, ngi_origin_line(o, labelled), &o->date);
}

static ng_status find_date(ngi_origin *o)
{
    ng_status st = NG_OK;

    for (size_t i = 0; i < o->top && o->date.len == 0; i++) NG_CHECK(see_date(o, i, false));
    for (size_t i = 0; i < o->top && o->date.len == 0; i++)
        if (ngi_origin_is_prose(o, i)) NG_CHECK(see_dateline(o, i));
    for (size_t i = 0; i < o->top && o->date.len == 0; i++) NG_CHECK(see_date(o, i, true));
    if (o->date.len == 0) NG_CHECK(see_end_dates(o));
done:
    return st;
}

ng_status ngi_lines_origin(ng_context *ctx, const ngi_lexicon *lexicon, ng_str text, const ngi_line_array *lines,
                           size_t first, size_t end, ng_document *doc)
{
    ngi_origin o;
    ng_str outlet;
    ng_status st = NG_OK;

    /* It will be left out. */
    if (lines->items[end - 1].bytes.end - lines->items[first].bytes.begin > NGI_ARTICLE_MAX) return NG_OK;
    memset(&o, 0, sizeof o);
    o.ctx = ctx;
    o.lexicon = lexicon;
    o.text = text;
    o.lines = lines->items + first;
    o.count = end - first;
    find_ends(&o);
    NG_CHECK(ngi_author_find(&o));
    NG_CHECK(ngi_outlet_gather(&o));
    NG_CHECK(find_date(&o));
    outlet = ngi_outlet_choose(&o);
    if (outlet.len > 0) NG_CHECK(ngi_document_copy(ctx, doc, outlet, &doc->about.outlet));
    if (o.authors.len > 0) NG_CHECK(ngi_document_copy(ctx, doc, ngi_buffer_str(&o.authors), &doc->about.author));
    if (o.date.len > 0) NG_CHECK(ngi_document_copy(ctx, doc, ngi_buffer_str(&o.date), &doc->about.date));
done:
    ngi_array_release(ctx, &o.outlets);
    ngi_buffer_release(ctx, &o.authors);
    ngi_buffer_release(ctx, &o.date);
    return st;
}
