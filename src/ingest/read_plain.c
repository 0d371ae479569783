#include "base/unicode.h"
#include "ingest_impl.h"
typedef struct line { ng_str text; size_t begin; unsigned gap; } line;
static bool furniture(ng_str t)
{
    static const char *const f[] = { "Published", "on", "Continue Reading", "Source link", "Recommended Stories", "Advertisement", "Share", "[...]", "Connect with us", "America", "Leave a comment", "Most read", "Read more" };
    for (size_t i = 0; i < sizeof f / sizeof *f; i++) if (ngi_str_equal_nocase(t, ng_str_from(f[i]))) return true;
    return false;
}
static ng_status mark(ng_context *ctx, ng_document *doc, size_t skip_to)
{
    ng_str rest = doc->text, l;
    size_t at = 0;
    ng_status st = NG_OK;
    while (ngi_str_next(&rest, '\n', &l)) {
        ng_str t = ngi_str_trim(l);
        size_t begin = t.len ? (size_t)(t.ptr - doc->text.ptr) : at;
        ng_span span = { (uint32_t)begin, (uint32_t)(begin + t.len) };
        if (t.len) {
            bool end = strchr(".!?\"'\x9d:)", t.ptr[t.len - 1]) != NULL;
            bool b = furniture(t) || (t.len < 40 && !end && begin >= skip_to && !ng_str_equal(t, doc->about.title));
            if (b) NG_CHECK(ngi_array_push(ctx, &doc->boilerplate, ((ng_span){ (uint32_t)at, (uint32_t)(at + l.len) })));
            else NG_CHECK(ngi_array_push(ctx, &doc->paragraphs, span));
        }
        at += l.len + 1;
    }
done:
    return st;
}
ng_status ngi_plain_mark(ng_context *ctx, ng_document *doc) { return mark(ctx, doc, 0); }
static ng_status one(ngi_input *in, size_t begin, size_t end)
{
    ng_document *doc = NULL;
    ng_str rest, l, slice = ngi_str_slice(in->text, begin, end);
    ng_status st;
    NG_CHECK(ngi_document_create(in->ctx, &doc));
    NG_CHECK(ngi_document_set_text(in->ctx, doc, slice));
    doc->about.source_start = ngi_utf8_count(ngi_str_slice(in->text, 0, begin));
    rest = doc->text;
    while (ngi_str_next(&rest, '\n', &l)) {
        ng_str t = ngi_str_trim(l);
        if (t.len == 0 || furniture(t)) continue;
        if (t.len < 140 && !strchr(".!?\"", t.ptr[t.len - 1])) {
            doc->about.title = t;
            doc->title_span.begin = (uint32_t)(t.ptr - doc->text.ptr);
            doc->title_span.end = doc->title_span.begin + (uint32_t)t.len;
        }
        break;
    }
    NG_CHECK(mark(in->ctx, doc, 0));
    st = ngi_input_add(in, doc, (ng_str){ NULL, 0 }, UINT64_MAX);
    doc = NULL;
done:
    ngi_document_free(doc);
    return st;
}
ng_status ngi_read_plain(ngi_input *in)
{
    ng_str rest = in->text, l;
    size_t at = 0, begin = 0, end = 0;
    unsigned gap = 0;
    bool some = false, cut = false;
    ng_status st = NG_OK;
    while (ngi_str_next(&rest, '\n', &l)) {
        ng_str t = ngi_str_trim(l);
        if (t.len == 0) gap++;
        else {
            if (some && (gap >= 2 || cut)) { NG_CHECK(one(in, begin, end)); some = false; }
            if (!some) begin = (size_t)(t.ptr - in->text.ptr);
            end = (size_t)(t.ptr - in->text.ptr) + t.len;
            some = true;
            gap = 0;
            cut = ngi_str_equal_nocase(t, NGI_LITERAL("source link")) || ngi_str_equal_nocase(t, NGI_LITERAL("continue reading"));
        }
        at += l.len + 1;
    }
    if (some) NG_CHECK(one(in, begin, end));
done:
    return st;
}
