/*
 * JSON lines, or one array or object -> one document an object. The text is taken as it stands and never cut into
 * several articles; its furniture is marked. A line that cannot be read costs that line and a note.
 */
#include "base/json.h"
#include "ingest_impl.h"

/* X(field of ours, names in the input, best first). */
static const struct {
    const char *field;
    const char *names[8];
} field_table[] = {
    { "text", { "text", "body", "content", "articleBody", "article", "full_text", "maintext" } },
    { "title", { "title", "headline", "name" } },
    { "date",
      { "date", "published", "published_at", "publish_date", "datePublished", "date_publish", "created_at" } },
    { "author", { "author", "authors", "byline", "creator" } },
    { "outlet", { "outlet", "publisher", "source_name", "site", "site_name", "publication", "source" } },
    { "url", { "url", "link", "canonical_url", "source_url" } },
    { "id", { "id", "_id", "uuid", "guid" } },
};

/* The value of a field of ours: by the caller's name for it, else by the usual ones. */
static const json_t *field_of(const ngi_input *in, const json_t *object, size_t field)
{
    ng_str ours = ng_str_from(field_table[field].field);

    for (size_t i = 0; in->opts && i < in->opts->field_count; i++) {
        ng_str theirs = in->opts->fields[2 * i + 1];

        if (ng_str_equal(in->opts->fields[2 * i], ours)) return json_object_getn(object, theirs.ptr, theirs.len);
    }
    for (size_t i = 0; i < 8 && field_table[field].names[i]; i++) {
        const json_t *value = json_object_get(object, field_table[field].names[i]);

        if (value && !json_is_null(value)) return value;
    }
    return NULL;
}

/* A string, a number, {"name": ...} or a list of them, joined with "; ". */
static ng_status flatten(ng_context *ctx, const json_t *value, unsigned depth, ngi_buffer *out)
{
    ng_status st = NG_OK;

    if (!value || depth > 3) return NG_OK;
    if (json_is_string(value)) {
        if (out->len > 0 && json_string_length(value) > 0) NG_CHECK(ngi_buffer_add_text(ctx, out, "; "));
        NG_CHECK(ngi_buffer_add(ctx, out, (ng_str){ json_string_value(value), json_string_length(value) }));
    } else if (json_is_integer(value)) {
        NG_CHECK(ngi_buffer_printf(ctx, out, "%s%lld", out->len ? "; " : "", (long long)json_integer_value(value)));
    } else if (json_is_object(value)) {
        NG_CHECK(flatten(ctx, json_object_get(value, "name"), depth + 1, out));
    } else if (json_is_array(value)) {
        for (size_t i = 0; i < json_array_size(value); i++)
            NG_CHECK(flatten(ctx, json_array_get(value, i), depth + 1, out));
    }
done:
    return st;
}

static ng_status set_metadata(ngi_input *in, const json_t *object, ng_document *doc)
{
    ng_str *const targets[] = { NULL,           &doc->about.title, NULL, &doc->about.author, &doc->about.outlet,
                                &doc->about.url };
    ngi_buffer text = { 0 }, date = { 0 };
    ng_status st = NG_OK;

    for (size_t i = 1; i < sizeof targets / sizeof *targets; i++) {
        ng_str value;

        text.len = 0;
        NG_CHECK(flatten(in->ctx, field_of(in, object, i), 0, &text));
        value = ngi_str_trim(ngi_buffer_str(&text));
        if (targets[i] && value.len > 0) NG_CHECK(ngi_document_copy(in->ctx, doc, value, targets[i]));
        if (i == 2) NG_CHECK(ngi_date_normalize(in->ctx, value, &date));
    }
    if (date.len > 0) NG_CHECK(ngi_document_copy(in->ctx, doc, ngi_buffer_str(&date), &doc->about.date));
done:
    ngi_buffer_release(in->ctx, &text);
    ngi_buffer_release(in->ctx, &date);
    return st;
}

static ng_status read_object(ngi_input *in, const json_t *object, uint64_t offset)
{
    const json_t *text = field_of(in, object, 0);
    ngi_buffer id = { 0 };
    ng_document *doc = NULL;
    ng_status st = NG_OK;

    if (!json_is_string(text)) {
        in->count++;
        ngi_note(in->ctx, NG_E_FORMAT, ng_str_from(in->source), offset, "not read: the object has no field of text");
        return NG_OK;
    }
    NG_CHECK(ngi_document_create(in->ctx, &doc));
    NG_CHECK(ngi_document_set_text(in->ctx, doc, (ng_str){ json_string_value(text), json_string_length(text) }));
    NG_CHECK(set_metadata(in, object, doc));
    NG_CHECK(ngi_plain_mark(in->ctx, doc));
    NG_CHECK(flatten(in->ctx, field_of(in, object, 6), 0, &id));
    st = ngi_input_add(in, doc, ngi_buffer_str(&id), offset);
    doc = NULL;
done:
    ngi_document_free(doc);
    ngi_buffer_release(in->ctx, &id);
    return st;
}

static ng_status read_value(ngi_input *in, const json_t *value, uint64_t offset)
{
    ng_status st = NG_OK;

    if (json_is_array(value)) {
        for (size_t i = 0; i < json_array_size(value); i++)
            NG_CHECK(read_value(in, json_array_get(value, i), offset));
    } else if (json_is_object(value)) {
        NG_CHECK(read_object(in, value, offset));
    } else {
        in->count++;
        ngi_note(in->ctx, NG_E_FORMAT, ng_str_from(in->source), offset, "not read: not a JSON object");
    }
done:
    return st;
}

/* One value of JSON; what cannot be parsed is NG_E_FORMAT. */
static ng_status read_text(ngi_input *in, ng_str text, uint64_t offset)
{
    json_t *value = NULL;
    ng_status st;

    NG_CHECK(ngi_json_parse(in->ctx, text, in->source, &value));
    NG_CHECK(read_value(in, value, offset));
done:
    json_decref(value);
    return st;
}

ng_status ngi_read_json(ngi_input *in)
{
    ng_str rest = in->text, line;
    uint64_t at = 0, lines = 0;
    ng_status st = NG_OK;

    if (ngi_str_starts(rest, NGI_LITERAL("\xEF\xBB\xBF"))) rest = ngi_str_slice(rest, 3, rest.len);
    if (ngi_str_starts(ngi_str_trim(rest), NGI_LITERAL("["))) return read_text(in, rest, 0);
    while (ngi_str_next(&rest, '\n', &line)) {
        uint64_t begin = at;

        at += line.len + 1;
        if (ngi_str_trim(line).len == 0) continue;
        lines++;
        st = read_text(in, line, begin);
        if (st == NG_E_FORMAT && lines == 1) { /* perhaps one object over all lines */
            st = read_text(in, in->text, 0);
            if (st == NG_OK) return st;
        }
        if (st == NG_E_FORMAT) {
            in->count++;
            ngi_note(in->ctx, st, ng_str_from(in->source), begin, "%s", ng_context_error(in->ctx)->message);
            st = NG_OK;
        }
        NG_CHECK(st);
        NG_CHECK(ngi_progress(in->ctx, "ingest", begin, in->text.len));
    }
done:
    return st;
}
