/*
 * A page -> what libxml2 is to read of it. In the flow: before xml.c. One look at the markup with the eyes of libxml2's
 * HTML parser, since text that it takes for visible must not be left out, and a tag that it reads must be counted. A
 * parser of our own would be faster still, and one more reader of hostile bytes. Cost: one pass.
 */
#include "xml_source.h"
#include "xml.h"

/* libxml2 ends a name in HTML here and reads on as if another began. */
#define HTML_NAME_MAX 100

typedef struct scanner {
    ng_context *ctx;
    ng_str text;
    bool html;
    ngi_buffer *copy;        /* NULL: nothing is copied */
    size_t from;             /* all before it is copied or left out */
    size_t kept;             /* bytes of it that are copied */
    size_t wanted, shift;    /* bytes left out before the byte `wanted` of the copy */
} scanner;

/* A start tag, or whatever else begins with '<'. */
typedef struct markup {
    ng_str name;             /* of a start tag */
    size_t end;              /* the first byte behind it */
    size_t attributes;
    bool empty;              /* '<a/>' */
} markup;

static bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

static bool is_name_start(char c, bool html)
{
    return is_letter(c) || c == '_' || c == ':' || (!html && (unsigned char)c >= 0x80);
}

/* Behind the name that begins at a byte, or that byte when none does. */
static size_t skip_name(const scanner *s, size_t at)
{
    size_t end = s->html && s->text.len - at > HTML_NAME_MAX ? at + HTML_NAME_MAX : s->text.len;
    const char *c = s->text.ptr;

    if (at == end || (!is_name_start(c[at], s->html) && c[at] != '.')) return at;
    while (at < end && (is_name_start(c[at], s->html) || (c[at] >= '0' && c[at] <= '9') || c[at] == '-' || c[at] == '.'))
        at++;
    return at;
}

static size_t skip_spaces(const scanner *s, size_t at)
{
    while (at < s->text.len && is_space(s->text.ptr[at])) at++;
    return at;
}

/* Behind the first `mark` at or behind a byte; the end of the text when there is none. */
static size_t skip_past(const scanner *s, size_t at, ng_str mark)
{
    size_t found = at < s->text.len ? ngi_str_find(ngi_str_slice(s->text, at, s->text.len), mark) : SIZE_MAX;

    return found == SIZE_MAX ? s->text.len : at + found + mark.len;
}

static bool ends_tag(const scanner *s, size_t at)
{
    return s->text.ptr[at] == '>' || (s->text.ptr[at] == '/' && at + 1 < s->text.len && s->text.ptr[at + 1] == '>');
}

/* Behind the value of an attribute whose name ends at a byte, if it has one. */
static size_t skip_value(const scanner *s, size_t at)
{
    size_t value = skip_spaces(s, at);

    if (value == s->text.len || s->text.ptr[value] != '=') return at;
    value = skip_spaces(s, value + 1);
    if (value < s->text.len && (s->text.ptr[value] == '"' || s->text.ptr[value] == '\''))
        return skip_past(s, value + 1, ngi_str_slice(s->text, value, value + 1));
    while (value < s->text.len && !is_space(s->text.ptr[value]) && s->text.ptr[value] != '>') value++;
    return value;
}

/* Copy what stands before `begin` and go on at `end`. */
static ng_status leave_out(scanner *s, size_t begin, size_t end)
{
    ng_status st = NG_OK;

    if (s->copy) NG_CHECK(ngi_buffer_add(s->ctx, s->copy, ngi_str_slice(s->text, s->from, begin)));
    s->kept += begin - s->from;
    s->from = end;
    if (s->kept <= s->wanted) s->shift = end - s->kept;
done:
    return st;
}

/* Does somebody ask for the attribute? */
static bool is_kept(ng_str name)
{
    static const ng_str kept[] = { NG_STR_INIT("class"),       NG_STR_INIT("href"),           NG_STR_INIT("id"),
                                   NG_STR_INIT("style"),       NG_STR_INIT("type"),           NG_STR_INIT("rel"),
                                   NG_STR_INIT("content"),     NG_STR_INIT("name"),           NG_STR_INIT("property"),
                                   NG_STR_INIT("itemprop"),    NG_STR_INIT("role"),           NG_STR_INIT("datetime"),
                                   NG_STR_INIT("data-testid"), NG_STR_INIT("data-component"), NG_STR_INIT("hidden") };

    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        if (ngi_str_equal_nocase(name, kept[i])) return true;
    return false;
}

/*
 * An attribute, or bytes up to a blank that are none. Those stay, or what stands around them would grow together; save
 * behind '=', which would give its value to what stands before it when an attribute between is left out.
 */
static ng_status read_attribute(scanner *s, size_t *io_at)
{
    size_t begin = *io_at, name = skip_name(s, begin), at = skip_value(s, name);
    bool wanted = name > begin ? is_kept(ngi_str_slice(s->text, begin, name)) : s->text.ptr[begin] != '=';
    ng_status st = NG_OK;

    if (name == begin)
        for (at = begin; at < s->text.len && !is_space(s->text.ptr[at]) && !ends_tag(s, at);) at++;
    if (s->html && !wanted) NG_CHECK(leave_out(s, begin, at));
    *io_at = skip_spaces(s, at);
done:
    return st;
}

static ng_status read_start_tag(scanner *s, size_t at, markup *out)
{
    ng_status st = NG_OK;

    out->end = skip_name(s, at);
    out->name = ngi_str_slice(s->text, at, out->end);
    out->end = skip_spaces(s, out->end);
    while (out->end < s->text.len && !ends_tag(s, out->end)) {
        NG_CHECK(read_attribute(s, &out->end));
        out->attributes++;
    }
    if (out->end == s->text.len) goto done;
    out->empty = s->text.ptr[out->end] == '/';
    out->end += out->empty ? 2 : 1;
done:
    return st;
}

/* Behind the comment whose text begins at a byte. */
static size_t skip_comment(const scanner *s, size_t at)
{
    while ((at = skip_past(s, at, NGI_LITERAL("--"))) < s->text.len) {
        ng_str rest = ngi_str_slice(s->text, at, s->text.len);

        if (rest.ptr[0] == '>') return at + 1;
        if (s->html && ngi_str_starts(rest, NGI_LITERAL("!>"))) return at + 2;
        at--; /* the second dash may be the first of the end */
    }
    return s->text.len;
}

static bool starts_nocase(ng_str text, ng_str prefix)
{
    return text.len >= prefix.len && ngi_str_equal_nocase(ngi_str_slice(text, 0, prefix.len), prefix);
}

/* Is it an end tag, an instruction or a declaration, that ends at the next '>'? */
static bool is_short(const scanner *s, ng_str rest)
{
    if (rest.ptr[1] == '!') return !s->html || starts_nocase(rest, NGI_LITERAL("<!doctype"));
    return (rest.ptr[1] == '/' || rest.ptr[1] == '?') && rest.len > 2 && is_name_start(rest.ptr[2], s->html);
}

/* What the '<' at a byte begins. */
static ng_status read_markup(scanner *s, size_t at, markup *out)
{
    ng_str rest = ngi_str_slice(s->text, at, s->text.len);

    *out = (markup){ { NULL, 0 }, at + 1, 0, false };
    if (rest.len < 2) return NG_OK;
    if (is_letter(rest.ptr[1]) || (!s->html && is_name_start(rest.ptr[1], false)))
        return read_start_tag(s, at + 1, out);
    if (ngi_str_starts(rest, NGI_LITERAL("<!--"))) out->end = skip_comment(s, at + 4);
    else if (!s->html && ngi_str_starts(rest, NGI_LITERAL("<![CDATA["))) out->end = skip_past(s, at, NGI_LITERAL("]]>"));
    else if (is_short(s, rest)) out->end = skip_past(s, at, NGI_LITERAL(">"));
    return NG_OK;
}

/* Is all up to its end tag text, whatever it looks like? */
static bool is_raw(const markup *m)
{
    return !m->empty && (ngi_str_equal_nocase(m->name, NGI_LITERAL("script")) ||
                         ngi_str_equal_nocase(m->name, NGI_LITERAL("style")));
}

/* Where the end tag of that name begins. */
static size_t find_end_tag(const scanner *s, size_t at, ng_str name)
{
    while ((at = skip_past(s, at, NGI_LITERAL("</"))) < s->text.len)
        if (ngi_str_equal_nocase(ngi_str_slice(s->text, at, skip_name(s, at)), name)) return at - 2;
    return s->text.len;
}

/* What is read of a raw part: nothing but JSON-LD. */
static ng_status read_raw(scanner *s, size_t begin, markup *m)
{
    size_t end = find_end_tag(s, m->end, m->name);
    ng_status st = NG_OK;

    if (ngi_str_find(ngi_str_slice(s->text, begin, m->end), NGI_LITERAL("ld+json")) == SIZE_MAX)
        NG_CHECK(leave_out(s, m->end, end));
    m->end = end;
done:
    return st;
}

/* One look at everything; *out_cut is where a tag of too many attributes begins, which ends it. */
static ng_status scan(scanner *s, size_t *out_cut)
{
    const char *open;
    size_t at = 0;
    ng_status st = NG_OK;

    *out_cut = SIZE_MAX;
    while (at < s->text.len && (open = memchr(s->text.ptr + at, '<', s->text.len - at))) {
        size_t begin = (size_t)(open - s->text.ptr), from = s->from, kept = s->kept;
        markup m;

        NG_CHECK(read_markup(s, begin, &m));
        if (m.attributes > NGI_XML_ATTRIBUTES_MAX) {
            s->from = from; /* what was copied of it is none */
            s->kept = kept;
            if (s->copy) s->copy->len = kept;
            *out_cut = begin;
            break;
        }
        if (s->html && is_raw(&m)) NG_CHECK(read_raw(s, begin, &m));
        at = m.end;
    }
done:
    return st;
}

ng_status ngi_xml_source_open(ng_context *ctx, ng_str text, bool html, ngi_xml_source *out)
{
    scanner s = { ctx, text, html, &out->copy, 0, 0, 0, 0 };
    size_t end;
    ng_status st;

    *out = (ngi_xml_source){ text, text, { NULL, 0, 0 }, html, SIZE_MAX };
    NG_CHECK(scan(&s, &out->cut_at));
    end = out->cut_at < text.len ? out->cut_at : text.len;
    out->text.len = end;
    if (s.from == 0) goto done;
    NG_CHECK(leave_out(&s, end, end));
    out->text = ngi_buffer_str(&out->copy);
done:
    return st;
}

void ngi_xml_source_release(ng_context *ctx, ngi_xml_source *source) { ngi_buffer_release(ctx, &source->copy); }

size_t ngi_xml_source_offset(const ngi_xml_source *source, size_t at)
{
    scanner s = { NULL, source->original, source->html, NULL, 0, 0, at, 0 };
    size_t cut;

    (void)scan(&s, &cut); /* copies nothing, so nothing can fail */
    return at + s.shift;
}
