/*
 * The door of the library: tells what an input is by its content, decodes it and hands it to the reader of its kind.
 * Next: read_plain.c, read_html.c, read_feed.c, read_json.c. Cost: linear in the bytes.
 */
#include "ingest_impl.h"

#include <stdio.h>

/* Is there one of these at the begin of the text, in any case? */
static bool starts_nocase(ng_str text, const char *prefix)
{
    ng_str p = ng_str_from(prefix);

    return text.len >= p.len && ngi_str_equal_nocase(ngi_str_slice(text, 0, p.len), p);
}

/* The text behind byte order mark and white space. */
static ng_str skip_front(ng_str text)
{
    if (ngi_str_starts(text, NGI_LITERAL("\xEF\xBB\xBF"))) text = ngi_str_slice(text, 3, text.len);
    while (text.len > 0 && (text.ptr[0] == ' ' || text.ptr[0] == '\n' || text.ptr[0] == '\r' || text.ptr[0] == '\t'))
        text = ngi_str_slice(text, 1, text.len);
    return text;
}

/* Does the first line hold a JSON object, or the begin of an array of them? */
static bool looks_json(ng_str text)
{
    size_t at = 1;

    if (text.len < 2 || (text.ptr[0] != '{' && text.ptr[0] != '[')) return false;
    while (at < text.len &&
           (text.ptr[at] == ' ' || text.ptr[at] == '\n' || text.ptr[at] == '\r' || text.ptr[at] == '\t'))
        at++;
    if (at == text.len) return false;
    return text.ptr[0] == '{' ? text.ptr[at] == '"' || text.ptr[at] == '}'
                              : text.ptr[at] == '{' || text.ptr[at] == ']';
}

/* A piece of a page without its head: three block tags or more. */
static bool looks_fragment(ng_str text)
{
    static const char *const tags[] = { "<p>", "<p ", "</p>", "<div",     "</div>",
                                        "<br", "<h1", "<h2",  "<article", "<a href" };
    ng_str sample = ngi_str_slice(text, 0, text.len < 65536 ? text.len : 65536);
    unsigned found = 0;

    for (size_t i = 0; i + 1 < sample.len && found < 3; i++) {
        if (sample.ptr[i] != '<') continue;
        for (size_t t = 0; t < sizeof tags / sizeof *tags; t++)
            found += starts_nocase(ngi_str_slice(sample, i, sample.len), tags[t]);
    }
    return found >= 3;
}

/* The name of the first element behind declarations and comments. */
static ng_str first_element(ng_str text)
{
    for (;;) {
        const char *close = starts_nocase(text, "<!--") ? "-->" : ">";
        size_t end;

        if (text.len < 2 || text.ptr[0] != '<') return (ng_str){ NULL, 0 };
        if (text.ptr[1] != '?' && text.ptr[1] != '!') break;
        if (starts_nocase(text, "<!doctype html")) return ngi_str_slice(text, 0, 14);
        if (starts_nocase(text, "<!doctype")) { /* with declarations of its own: <!DOCTYPE x [ ... ]> */
            size_t bracket = ngi_str_find(text, NGI_LITERAL("[")), angle = ngi_str_find(text, NGI_LITERAL(">"));

            if (bracket != SIZE_MAX && bracket < angle) close = "]>";
        }
        end = ngi_str_find(text, ng_str_from(close));
        if (end == SIZE_MAX) return (ng_str){ NULL, 0 };
        text = skip_front(ngi_str_slice(text, end + strlen(close), text.len));
    }
    return text;
}

ngi_input_kind ngi_input_kind_of(ng_str text)
{
    ng_str front = skip_front(text), element;

    if (looks_json(front)) return NGI_INPUT_JSON;
    element = first_element(front);
    if (element.ptr) {
        if (starts_nocase(element, "<rss") || starts_nocase(element, "<feed") || starts_nocase(element, "<rdf:rdf") ||
            starts_nocase(element, "<atom:feed"))
            return NGI_INPUT_FEED;
        if (starts_nocase(element, "<!doctype html") || starts_nocase(element, "<html") ||
            starts_nocase(element, "<head") || starts_nocase(element, "<body"))
            return NGI_INPUT_HTML;
    }
    return looks_fragment(front) ? NGI_INPUT_HTML : NGI_INPUT_TEXT;
}

static bool has_letter(ng_str text)
{
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];

        if (c >= 0x80 || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')) return true;
    }
    return false;
}

static ng_status set_identity(ngi_input *in, ng_document *doc, ng_str id)
{
    ngi_buffer name = { 0 };
    ng_status st = NG_OK;

    NG_CHECK(ngi_document_copy(in->ctx, doc, ng_str_from(in->source), &doc->about.source));
    if (id.len == 0) {
        NG_CHECK(ngi_buffer_printf(in->ctx, &name, "%s#%u", in->source, in->count));
        id = ngi_buffer_str(&name);
    }
    NG_CHECK(ngi_document_copy(in->ctx, doc, id, &doc->about.id));
done:
    ngi_buffer_release(in->ctx, &name);
    return st;
}

ng_status ngi_input_add(ngi_input *in, ng_document *doc, ng_str id, uint64_t offset)
{
    const char *language = ngi_language_of(doc->text);
    ng_str source = ng_str_from(in->source);
    ng_status st = NG_OK;

    in->count++;
    if (!*language && in->language) language = in->language;
    if (doc->text.len > NGI_ARTICLE_MAX) {
        ngi_note(in->ctx, NG_E_LIMIT, source, offset, "not read: an article of more than %u MiB",
                 NGI_ARTICLE_MAX >> 20);
        goto done;
    }
    if (*language && strcmp(language, "en") != 0 && !(in->opts && in->opts->any_language)) {
        /* It stays in the result with its text and what is known of it, and nothing is looked for in it. */
        ngi_note(in->ctx, NG_E_LANGUAGE, source, offset, "not read: the language is '%s', not English", language);
        doc->unread = true;
    }
    if (doc->paragraphs.count == 0 || !has_letter(doc->text)) {
        ngi_note(in->ctx, NG_E_FORMAT, source, offset, "not read: there is no article in it");
        goto done;
    }
    NG_CHECK(ngi_document_copy(in->ctx, doc, ng_str_from(*language ? language : "en"), &doc->about.language));
    NG_CHECK(set_identity(in, doc, id));
    st = ngi_collection_add(in->ctx, in->collection, doc);
    doc = NULL;
done:
    ngi_document_free(doc);
    return st;
}

ng_status ngi_ingest(ng_context *ctx, const char *source, ng_str bytes, const ngi_ingest_options *opts,
                     ng_collection *collection)
{
    static ng_status (*const readers[])(ngi_input *) = { ngi_read_plain, ngi_read_html, ngi_read_feed,
                                                         ngi_read_json };
    ngi_input in = { ctx, source, { NULL, 0 }, opts, collection, 0, NULL };
    ngi_buffer text = { 0 };
    ng_status st;
    size_t notes, before;

    (void)ng_context_notes(ctx, &before);
    NG_CHECK(ngi_input_decode(ctx, source, bytes, &text));
    in.text = ngi_buffer_str(&text);
    NG_CHECK(readers[ngi_input_kind_of(in.text)](&in));
    (void)ng_context_notes(ctx, &notes);
    if (in.count == 0 && notes == before)
        ngi_note(ctx, NG_E_FORMAT, ng_str_from(source), UINT64_MAX, "not read: there is no article in it");
done:
    if (st != NG_OK && st != NG_E_NOMEM && st != NG_E_CANCELLED && st != NG_E_INTERNAL) {
        const ng_error *error = ng_context_error(ctx);

        ngi_note(ctx, st, ng_str_from(source), error->offset, "%s", error->message);
        st = NG_OK;
    }
    ngi_buffer_release(ctx, &text);
    return st;
}
