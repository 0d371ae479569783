/*
 * Bytes of an input -> UTF-8: by byte order mark, by what the page or feed declares, else by ICU's detection. UTF-16
 * without a mark is told by where its NULs stand. NULs and broken bytes become U+FFFD, counted in a note.
 */
#include "base/unicode.h"
#include "ingest_impl.h"

#define SAMPLE 4096u         /* declarations stand in the first bytes */

/* The name behind charset= or encoding= within the first bytes, without quotes. */
static ng_str declared(ng_str bytes)
{
    static const char *const keys[] = { "charset=", "encoding=" };
    ng_str head = ngi_str_slice(bytes, 0, bytes.len < SAMPLE ? bytes.len : SAMPLE);

    if (ngi_str_find(head, NGI_LITERAL("<")) == SIZE_MAX) return (ng_str){ NULL, 0 };
    for (size_t k = 0; k < 2; k++) {
        size_t at = ngi_str_find(head, ng_str_from(keys[k])), begin;

        if (at == SIZE_MAX) continue;
        at += strlen(keys[k]);
        while (at < head.len && (head.ptr[at] == '"' || head.ptr[at] == '\'' || head.ptr[at] == ' ')) at++;
        begin = at;
        while (at < head.len && at - begin < 40 && head.ptr[at] > ' ' && !strchr("\"'>;/?", head.ptr[at])) at++;
        if (at > begin) return ngi_str_slice(head, begin, at);
    }
    return (ng_str){ NULL, 0 };
}

/* UTF-16 without a mark: text of Latin letters has a NUL in every other byte. */
static const char *utf16_without_mark(ng_str bytes)
{
    size_t even = 0, odd = 0, n = bytes.len < SAMPLE ? bytes.len & ~(size_t)1 : SAMPLE;

    for (size_t i = 0; i < n; i += 2) {
        even += bytes.ptr[i] == 0;
        odd += bytes.ptr[i + 1] == 0;
    }
    if (n >= 4 && odd > n / 4 && even < n / 50 + 1) return "UTF-16LE";
    if (n >= 4 && even > n / 4 && odd < n / 50 + 1) return "UTF-16BE";
    return NULL;
}

static const char *marked(ng_str bytes)
{
    if (ngi_str_starts(bytes, NGI_LITERAL("\xFF\xFE\0\0"))) return "UTF-32";
    if (ngi_str_starts(bytes, NGI_LITERAL("\0\0\xFE\xFF"))) return "UTF-32";
    if (ngi_str_starts(bytes, NGI_LITERAL("\xFF\xFE")) || ngi_str_starts(bytes, NGI_LITERAL("\xFE\xFF")))
        return "UTF-16";
    if (ngi_str_starts(bytes, NGI_LITERAL("\xEF\xBB\xBF"))) return "UTF-8";
    return NULL;
}

/*
 * Bytes that no text has: a twentieth of the sample says that it is a picture, a program or an archive, whose bytes are
 * spread evenly, so that a ninth of them are such.
 */
static bool is_binary(ng_str text)
{
    size_t n = text.len < SAMPLE ? text.len : SAMPLE, odd = 0;

    for (size_t i = 0; i < n; i++) {
        unsigned char c = (unsigned char)text.ptr[i];

        odd += (c < 32 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != 27) || c == 127;
    }
    return n > 0 && odd * 20 > n;
}

/* Known heads of things that are no text but hold few control bytes at the front. */
static bool has_binary_head(ng_str bytes)
{
    static const ng_str heads[] = { NG_STR_INIT("%PDF-"), NG_STR_INIT("\x89PNG"), NG_STR_INIT("PK\x03\x04"),
                                    NG_STR_INIT("\x7f" "ELF"), NG_STR_INIT("\x1f\x8b"), NG_STR_INIT("GIF8"),
                                    NG_STR_INIT("\xFF\xD8\xFF"), NG_STR_INIT("SQLite format 3") };

    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        if (ngi_str_starts(bytes, heads[i])) return true;
    return false;
}

static ng_status decode_as(ng_context *ctx, ng_str bytes, ng_str charset, ngi_buffer *out, size_t *out_replaced)
{
    ngi_buffer name = { 0 };
    ng_status st = NG_OK;

    if (ngi_str_equal_nocase(charset, NGI_LITERAL("utf-8")) || ngi_str_equal_nocase(charset, NGI_LITERAL("utf8"))) {
        NG_CHECK(ngi_utf8_repair(ctx, bytes, out, out_replaced));
    } else {
        NG_CHECK(ngi_buffer_add(ctx, &name, charset));
        NG_CHECK(ngi_charset_decode(ctx, bytes, name.data, out, out_replaced));
    }
done:
    ngi_buffer_release(ctx, &name);
    return st;
}

/* NUL ends strings elsewhere and libxml2's reading: it becomes U+FFFD, one code point for one. */
static ng_status replace_nuls(ng_context *ctx, ngi_buffer *text, size_t *out_replaced)
{
    ngi_buffer clean = { 0 };
    ng_str rest = ngi_buffer_str(text), part;
    ng_status st = NG_OK;

    if (!text->data || !memchr(text->data, 0, text->len)) return NG_OK;
    while (ngi_str_next(&rest, '\0', &part)) {
        NG_CHECK(ngi_buffer_add(ctx, &clean, part));
        if (rest.ptr) {
            NG_CHECK(ngi_buffer_add(ctx, &clean, NGI_LITERAL("\xEF\xBF\xBD")));
            ++*out_replaced;
        }
    }
    ngi_buffer_release(ctx, text);
    *text = clean;
    clean = (ngi_buffer){ 0 };
done:
    ngi_buffer_release(ctx, &clean);
    return st;
}

/* Did the declared charset fail? A hundredth of all bytes says so, or half of those that ASCII leaves open. */
static bool misread(ng_str bytes, size_t replaced)
{
    size_t foreign = 0;

    if (replaced == 0) return false;
    for (size_t i = 0; i < bytes.len; i++) foreign += (unsigned char)bytes.ptr[i] >= 0x80;
    return replaced > bytes.len / 100 || replaced > foreign / 2;
}

ng_status ngi_input_decode(ng_context *ctx, const char *source, ng_str bytes, ngi_buffer *out)
{
    const char *known = marked(bytes);
    ngi_buffer guess = { 0 };
    size_t replaced = 0, nuls = 0;
    ng_str charset;
    ng_status st = NG_OK;

    if (has_binary_head(bytes)) return ngi_fail_at(ctx, NG_E_FORMAT, source, 0, "not read: not text");
    if (!known) known = utf16_without_mark(bytes);
    if (!known && is_binary(bytes)) return ngi_fail_at(ctx, NG_E_FORMAT, source, 0, "not read: not text");
    if (!known && ngi_utf8_fault(bytes) == SIZE_MAX) known = "UTF-8";
    charset = known ? ng_str_from(known) : declared(bytes);
    st = NG_E_ARG;
    if (charset.len > 0) st = decode_as(ctx, bytes, charset, out, &replaced);
    /* declared wrongly, or as a charset that nobody knows */
    if (st == NG_E_ARG || (st == NG_OK && !known && misread(bytes, replaced))) {
        out->len = 0;
        NG_CHECK(ngi_charset_detect(ctx, bytes, &guess));
        st = decode_as(ctx, bytes, ngi_buffer_str(&guess), out, &replaced);
    }
    if (st != NG_OK) goto done;
    NG_CHECK(replace_nuls(ctx, out, &nuls));
    if (replaced + nuls > 0)
        ngi_note(ctx, NG_OK, ng_str_from(source), UINT64_MAX, "replaced %zu bytes that are no text", replaced + nuls);
done:
    ngi_buffer_release(ctx, &guess);
    return st;
}
