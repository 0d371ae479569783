/*
 * A scraped text -> its articles, each a slice of the input with its furniture marked. What a line is, is decided in
 * plain_classify.c, who wrote an article in plain_origin.c; here the lines become documents. Text outside of all prose goes with the article before it.
 * Cost: linear.
 */
#include "base/unicode.h"
#include "plain_origin.h"

typedef struct plain_reader {
    ngi_input *in;
    ngi_line_array lines;
    size_t counted;          /* bytes of the input whose code points are counted */
    uint64_t code_points;
} plain_reader;

static bool begins_article(const ngi_line *line)
{
    return line->what == NGI_LINE_IS_TITLE || line->what == NGI_LINE_IS_LEAD;
}

/* A headline without what a site puts behind it: 'Ship sinks off Malta | World'. */
static ng_span title_of(ng_str text, ng_span line)
{
    for (uint32_t i = line.end; i > line.begin + 20; i--) {
        unsigned spaces = 0;

        if (text.ptr[i - 1] != '|' || text.ptr[i - 2] != ' ') continue;
        for (uint32_t k = i; k < line.end; k++) spaces += text.ptr[k] == ' ';
        if (spaces <= 4) return (ng_span){ line.begin, i - 2 };
    }
    return line;
}

/* Mark the lines [first, end) in a document whose text begins at byte `base` of theirs. */
static ng_status mark_lines(ng_context *ctx, ng_document *doc, const ngi_line_array *lines, size_t first, size_t end,
                            uint32_t base)
{
    uint32_t len = (uint32_t)doc->text.len;
    ng_status st = NG_OK;

    for (size_t i = first; i < end; i++) {
        const ngi_line *line = &lines->items[i];
        bool furniture = line->what == NGI_LINE_IS_BOILERPLATE;
        ng_span span = furniture ? line->whole : line->bytes;

        span.begin = span.begin > base ? span.begin - base : 0;
        span.end = span.end - base < len ? span.end - base : len;
        if (furniture) NG_CHECK(ngi_array_push(ctx, &doc->boilerplate, span));
        else NG_CHECK(ngi_array_push(ctx, &doc->paragraphs, span));
        if (line->what != NGI_LINE_IS_TITLE) continue;
        doc->title_span = span = title_of(doc->text, span);
        NG_CHECK(ngi_document_copy(ctx, doc, ngi_str_slice(doc->text, span.begin, span.end), &doc->about.title));
    }
done:
    return st;
}

ng_status ngi_plain_mark(ng_context *ctx, ng_document *doc)
{
    ngi_line_array lines = { 0 };
    ng_status st;

    NG_CHECK(ngi_lines_read(ctx, doc->text, &lines));
    NG_CHECK(ngi_lines_classify_one(ctx, &lines));
    NG_CHECK(mark_lines(ctx, doc, &lines, 0, lines.count, 0));
done:
    ngi_array_release(ctx, &lines);
    return st;
}

/* The lines [first, end) become a document. */
static ng_status add_article(plain_reader *r, size_t first, size_t end)
{
    ng_context *ctx = r->in->ctx;
    ng_span slice = { r->lines.items[first].bytes.begin, r->lines.items[end - 1].bytes.end };
    ng_document *doc = NULL;
    ng_status st;

    NG_CHECK(ngi_document_create(ctx, &doc));
    NG_CHECK(ngi_document_set_text(ctx, doc, ngi_str_slice(r->in->text, slice.begin, slice.end)));
    r->code_points += ngi_utf8_count(ngi_str_slice(r->in->text, r->counted, slice.begin));
    r->counted = slice.begin;
    doc->about.source_start = r->code_points;
    NG_CHECK(mark_lines(ctx, doc, &r->lines, first, end, slice.begin));
    NG_CHECK(ngi_lines_origin(ctx, r->in->opts ? r->in->opts->lexicon : NULL, r->in->text, &r->lines, first, end, doc));
    st = ngi_input_add(r->in, doc, (ng_str){ NULL, 0 }, slice.begin);
    doc = NULL;
done:
    ngi_document_free(doc);
    return st;
}

/*
 * Where the furniture before an article begins to belong to it: behind the widest gap since the last prose, and behind
 * the furniture that the file ends with: it ends articles.
 */
static size_t cut_before(const ngi_line_array *lines, size_t start, size_t floor)
{
    const ngi_line *last = &lines->items[lines->count - 1];
    size_t cut = start;

    for (size_t i = start; i > floor && lines->items[i - 1].what == NGI_LINE_IS_BOILERPLATE; i--) {
        if (last->what == NGI_LINE_IS_BOILERPLATE && lines->items[i - 1].key == last->key) return cut;
        if (lines->items[i - 1].gap > lines->items[cut].gap) cut = i - 1;
    }
    return cut;
}

ng_status ngi_read_plain(ngi_input *in)
{
    plain_reader r = { in, { 0 }, 0, 0 };
    size_t first = 0;
    bool open = false;
    ng_status st;

    in->language = ngi_language_of(in->text);
    NG_CHECK(ngi_lines_read(in->ctx, in->text, &r.lines));
    NG_CHECK(ngi_lines_classify(in->ctx, &r.lines));
    for (size_t i = 0; i < r.lines.count; i++) {
        size_t cut;

        if (!begins_article(&r.lines.items[i])) continue;
        if (open) {
            cut = cut_before(&r.lines, i, first);
            NG_CHECK(add_article(&r, first, cut));
            first = cut;
        }
        open = true;
    }
    if (r.lines.count > 0) NG_CHECK(add_article(&r, first, r.lines.count));
done:
    ngi_array_release(in->ctx, &r.lines);
    return st;
}
