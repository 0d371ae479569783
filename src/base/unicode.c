/*
 * ICU behind one header. Nothing here depends on the process's locale: the root locale is used throughout.
 */
#include "unicode.h"

#include <unicode/ubrk.h>
#include <unicode/ucasemap.h>
#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utext.h>
#include <unicode/utf8.h>
#include <unicode/utrans.h>

static ng_status fail_icu(ng_context *ctx, const char *what, UErrorCode code)
{
    if (code == U_MEMORY_ALLOCATION_ERROR) return ngi_fail_memory(ctx);
    return ngi_fail(ctx, NG_E_INTERNAL, "cannot %s: ICU says %s", what, u_errorName(code));
}

ngi_char ngi_char_next(ng_str text, size_t *at)
{
    const uint8_t *bytes = (const uint8_t *)text.ptr;
    UChar32 c;

    if (*at >= text.len) return -1;
    U8_NEXT_OR_FFFD(bytes, *at, text.len, c);
    return c;
}

ngi_char ngi_char_before(ng_str text, size_t *at)
{
    size_t begin = *at, end = *at;
    UChar32 c;

    if (*at == 0 || *at > text.len) return -1;
    do {
        begin--;
    } while (begin > 0 && end - begin < 4 && ((unsigned char)text.ptr[begin] & 0xC0) == 0x80);
    *at = begin;
    U8_NEXT_OR_FFFD((const uint8_t *)text.ptr, begin, end, c);
    return c;
}

ngi_char ngi_char_at(ng_str text, size_t at) { return ngi_char_next(text, &at); }

ng_status ngi_buffer_add_codepoint(ng_context *ctx, ngi_buffer *buffer, ngi_char c)
{
    char bytes[4];
    size_t len = 0;
    UBool bad = false;

    if (c >= 0) U8_APPEND((uint8_t *)bytes, len, sizeof bytes, (uint32_t)c, bad);
    if (c < 0 || bad) return ngi_buffer_add(ctx, buffer, NGI_LITERAL("\xEF\xBF\xBD"));
    return ngi_buffer_add(ctx, buffer, (ng_str){ bytes, len });
}

/* Nearly all characters that are asked about are of ASCII: no need to look those up. */
static bool is_ascii(ngi_char c) { return (uint32_t)c < 0x80; }
static bool is_between(ngi_char c, char first, char last) { return c >= first && c <= last; }

bool ngi_char_is_upper(ngi_char c)
{
    return is_ascii(c) ? is_between(c, 'A', 'Z') : c >= 0 && (u_isupper(c) || u_istitle(c));
}

bool ngi_char_is_lower(ngi_char c) { return is_ascii(c) ? is_between(c, 'a', 'z') : c >= 0 && u_islower(c); }
bool ngi_char_is_digit(ngi_char c) { return is_ascii(c) ? is_between(c, '0', '9') : c >= 0 && u_isdigit(c); }

bool ngi_char_is_letter(ngi_char c)
{
    return is_ascii(c) ? is_between(c, 'a', 'z') || is_between(c, 'A', 'Z') : c >= 0 && u_isalpha(c);
}

bool ngi_char_is_mark(ngi_char c) { return c >= 0 && (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0; }
bool ngi_char_is_punctuation(ngi_char c) { return c >= 0 && u_ispunct(c); }
bool ngi_char_is_symbol(ngi_char c) { return c >= 0 && (U_GET_GC_MASK(c) & U_GC_S_MASK) != 0; }
bool ngi_char_is_ideograph(ngi_char c) { return c >= 0 && u_hasBinaryProperty(c, UCHAR_IDEOGRAPHIC); }
ngi_char ngi_char_lower(ngi_char c) { return u_tolower(c); }
ngi_char ngi_char_upper(ngi_char c) { return u_toupper(c); }

bool ngi_char_is_space(ngi_char c)
{
    return c >= 0 && (u_isUWhiteSpace(c) || (c >= 0x200B && c <= 0x200D) || c == 0x2060 || c == 0xFEFF);
}

bool ngi_char_is_control(ngi_char c)
{
    if (c == '\t' || c == '\n' || c == '\r') return false;
    return c >= 0 && (U_GET_GC_MASK(c) & (U_GC_CC_MASK | U_GC_CF_MASK)) != 0;
}

bool ngi_char_is_quote(ngi_char c)
{
    return c == '"' || c == '\'' || (c >= 0x2018 && c <= 0x201F) || c == 0xAB || c == 0xBB || c == 0x2039 || c == 0x203A;
}

bool ngi_text_has_word(ng_str text)
{
    size_t at = 0;
    ngi_char c;

    while ((c = ngi_char_next(text, &at)) >= 0) {
        if (ngi_char_is_letter(c) || ngi_char_is_digit(c)) return true;
    }
    return false;
}

size_t ngi_utf8_fault(ng_str text)
{
    const uint8_t *bytes = (const uint8_t *)text.ptr;
    size_t at = 0;

    while (at < text.len) {
        size_t begin = at;
        uint64_t eight;
        UChar32 c;

        if (text.len - at >= sizeof eight) {
            memcpy(&eight, bytes + at, sizeof eight);
            if ((eight & UINT64_C(0x8080808080808080)) == 0) {
                at += sizeof eight;
                continue;
            }
        }
        if (bytes[at] < 0x80) {
            at++;
            continue;
        }
        U8_NEXT(bytes, at, text.len, c);
        if (c < 0) return begin;
    }
    return SIZE_MAX;
}

size_t ngi_utf8_count(ng_str text)
{
    size_t i, n = 0;

    for (i = 0; i < text.len; i++) n += ((unsigned char)text.ptr[i] & 0xC0) != 0x80;
    return n;
}

ng_status ngi_utf8_repair(ng_context *ctx, ng_str text, ngi_buffer *out, size_t *out_replaced)
{
    ng_status st = NG_OK;

    *out_replaced = 0;
    for (;;) {
        size_t fault = ngi_utf8_fault(text), at = fault;
        UChar32 c;

        NG_CHECK(ngi_buffer_add(ctx, out, ngi_str_slice(text, 0, fault == SIZE_MAX ? text.len : fault)));
        if (fault == SIZE_MAX) break;
        NG_CHECK(ngi_buffer_add(ctx, out, NGI_LITERAL("\xEF\xBF\xBD")));
        ++*out_replaced;
        U8_NEXT((const uint8_t *)text.ptr, at, text.len, c);
        (void)c;
        text = ngi_str_slice(text, at, text.len);
    }
done:
    return st;
}

ng_status ngi_charset_decode(ng_context *ctx, ng_str bytes, const char *charset, ngi_buffer *out,
                             size_t *out_replaced)
{
    const char *source = bytes.ptr, *end = bytes.ptr + bytes.len;
    UErrorCode code = U_ZERO_ERROR;
    UConverter *converter = ucnv_open(charset, &code);
    ng_status st = NG_OK;
    UChar utf16[4096];
    char utf8[3 * 4096];
    size_t carried = 0;      /* the first half of a surrogate pair that the buffer's end cut in two */

    *out_replaced = 0;
    if (U_FAILURE(code)) {
        ucnv_close(converter);
        return ngi_fail(ctx, NG_E_ARG, "unknown charset '%s'", charset);
    }
    do {
        UChar *target = utf16 + carried;
        int32_t len = 0;

        code = U_ZERO_ERROR;
        ucnv_toUnicode(converter, &target, utf16 + 4096, &source, end, NULL, true, &code);
        if (U_FAILURE(code) && code != U_BUFFER_OVERFLOW_ERROR) {
            st = fail_icu(ctx, "decode", code);
            break;
        }
        carried = code == U_BUFFER_OVERFLOW_ERROR && target > utf16 && U16_IS_LEAD(target[-1]);
        target -= carried;
        for (UChar *u = utf16; u < target; u++) *out_replaced += *u == 0xFFFD;
        {
            UErrorCode inner = U_ZERO_ERROR;

            u_strToUTF8WithSub(utf8, sizeof utf8, &len, utf16, (int32_t)(target - utf16), 0xFFFD, NULL, &inner);
            if (U_FAILURE(inner)) st = fail_icu(ctx, "decode", inner);
        }
        if (st == NG_OK) st = ngi_buffer_add(ctx, out, (ng_str){ utf8, (size_t)len });
        if (carried) utf16[0] = *target;
    } while (st == NG_OK && code == U_BUFFER_OVERFLOW_ERROR);
    ucnv_close(converter);
    return st;
}

ng_status ngi_charset_detect(ng_context *ctx, ng_str bytes, ngi_buffer *out)
{
    UErrorCode code = U_ZERO_ERROR;
    UCharsetDetector *detector;
    const UCharsetMatch *match;
    const char *name = "windows-1252";
    ng_status st;

    if (ngi_utf8_fault(bytes) == SIZE_MAX) return ngi_buffer_add_text(ctx, out, "UTF-8");
    detector = ucsdet_open(&code);
    if (U_SUCCESS(code)) {
        ucsdet_setText(detector, bytes.ptr, (int32_t)(bytes.len < 65536 ? bytes.len : 65536), &code);
        match = ucsdet_detect(detector, &code);
        if (U_SUCCESS(code) && match) name = ucsdet_getName(match, &code);
    }
    /* bytes that ICU can make nothing of are no failure: a few of them happen at the end of a cut file */
    st = code == U_MEMORY_ALLOCATION_ERROR ? fail_icu(ctx, "detect the charset", code) : ngi_buffer_add_text(ctx, out, name);
    ucsdet_close(detector);
    return st;
}

/* UTF-16 copy of a string, in memory that ngi_free() frees. */
static UChar *to_utf16(ng_context *ctx, ng_str text, int32_t *out_len)
{
    UErrorCode code = U_ZERO_ERROR;
    UChar *utf16;

    *out_len = 0;
    if (text.len > INT32_MAX / 4) return (void)ngi_fail(ctx, NG_E_LIMIT, "a string is too long"), NULL;
    utf16 = ngi_alloc(ctx, text.len + 1, sizeof *utf16);
    if (!utf16) return NULL;
    u_strFromUTF8WithSub(utf16, (int32_t)text.len + 1, out_len, text.len ? text.ptr : "", (int32_t)text.len, 0xFFFD, NULL, &code);
    if (U_FAILURE(code)) {
        (void)fail_icu(ctx, "read UTF-8", code);
        ngi_free(ctx, utf16);
        return NULL;
    }
    return utf16;
}

/* U16_NEXT trips over -Wsign-conversion inside of a macro: written out. */
static void utf16_next(const UChar *text, int32_t *at, int32_t len, UChar32 *out)
{
    UChar lead = text[(*at)++];

    *out = lead;
    if (lead >= 0xD800 && lead < 0xDC00 && *at < len && text[*at] >= 0xDC00 && text[*at] < 0xE000) {
        *out = (lead - 0xD800) * 0x400 + (text[(*at)++] - 0xDC00) + 0x10000;
    }
}

typedef enum plain_form { PLAIN_LOWER, PLAIN_KEY } plain_form;

/* One code point of a decomposed string into the buffer, as the form wants it. */
static ng_status add_plain(ng_context *ctx, ngi_buffer *out, plain_form form, UChar32 c)
{
    if (u_charType(c) == U_NON_SPACING_MARK) return NG_OK;
    if (form == PLAIN_LOWER) return ngi_buffer_add_codepoint(ctx, out, u_tolower(c));
    if (ngi_char_is_space(c) || (U_GET_GC_MASK(c) & U_GC_PD_MASK) != 0) {
        bool again = out->len == 0 || out->data[out->len - 1] == ' ';

        return again ? NG_OK : ngi_buffer_add_char(ctx, out, ' ');
    }
    if (c == 0x2019) c = '\'';
    return ngi_buffer_add_codepoint(ctx, out, u_foldCase(c, U_FOLD_CASE_DEFAULT));
}

static ng_status add_decomposed(ng_context *ctx, ng_str text, plain_form form, ngi_buffer *out)
{
    UErrorCode code = U_ZERO_ERROR;
    const UNormalizer2 *normalizer = form == PLAIN_KEY ? unorm2_getNFKDInstance(&code) : unorm2_getNFDInstance(&code);
    int32_t len, i = 0, capacity;
    UChar *utf16 = to_utf16(ctx, text, &len), *apart = NULL;
    ng_status st = NG_OK;

    if (!utf16) return ng_context_error(ctx)->status;
    capacity = len * 18 + 1; /* the longest NFKD of one unit has 18 */
    apart = ngi_alloc(ctx, (size_t)capacity, sizeof *apart);
    if (!apart) {
        st = NG_E_NOMEM;
        goto done;
    }
    len = unorm2_normalize(normalizer, utf16, len, apart, capacity, &code);
    if (U_FAILURE(code)) {
        st = fail_icu(ctx, "normalise", code);
        goto done;
    }
    while (i < len) {
        UChar32 c;

        utf16_next(apart, &i, len, &c);
        NG_CHECK(add_plain(ctx, out, form, c));
    }
done:
    ngi_free(ctx, apart);
    ngi_free(ctx, utf16);
    return st;
}

static bool all_ascii(ng_str text)
{
    size_t i;

    for (i = 0; i < text.len; i++) {
        if ((unsigned char)text.ptr[i] >= 0x80) return false;
    }
    return true;
}

/* Most names are ASCII: no need for UTF-16 and back. */
static ng_status add_ascii(ng_context *ctx, ng_str text, plain_form form, ngi_buffer *out)
{
    ng_status st = NG_OK;
    size_t i;

    for (i = 0; st == NG_OK && i < text.len; i++) {
        if (form == PLAIN_LOWER) {
            st = ngi_buffer_add_char(ctx, out, (char)u_tolower(text.ptr[i]));
        } else {
            st = add_plain(ctx, out, form, text.ptr[i]);
        }
    }
    return st;
}

ng_status ngi_name_key(ng_context *ctx, ng_str name, ngi_buffer *out)
{
    ng_status st = all_ascii(name) ? add_ascii(ctx, name, PLAIN_KEY, out) : add_decomposed(ctx, name, PLAIN_KEY, out);

    if (st == NG_OK && out->len && out->data[out->len - 1] == ' ') out->data[--out->len] = '\0';
    return st;
}

ng_status ngi_lower_plain(ng_context *ctx, ng_str text, ngi_buffer *out)
{
    return all_ascii(text) ? add_ascii(ctx, text, PLAIN_LOWER, out) : add_decomposed(ctx, text, PLAIN_LOWER, out);
}

ng_status ngi_transliterate(ng_context *ctx, ng_str text, ngi_buffer *out)
{
    static const UChar id[] = u"Any-Latin; Latin-ASCII";
    UErrorCode code = U_ZERO_ERROR;
    UTransliterator *rules = utrans_openU(id, -1, UTRANS_FORWARD, NULL, 0, NULL, &code);
    int32_t len = 0, limit, capacity;
    UChar *utf16 = NULL, *room = NULL;
    ng_status st = NG_OK;

    if (U_FAILURE(code)) return fail_icu(ctx, "transliterate", code);
    utf16 = to_utf16(ctx, text, &len);
    capacity = len * 8 + 16;
    room = utf16 ? ngi_realloc(ctx, utf16, (size_t)capacity, sizeof *room) : NULL;
    if (!room) {
        ngi_free(ctx, utf16);
        st = ng_context_error(ctx)->status;
        goto done;
    }
    limit = len;
    utrans_transUChars(rules, room, &len, capacity, 0, &limit, &code);
    if (U_FAILURE(code)) st = fail_icu(ctx, "transliterate", code);
    for (int32_t i = 0; st == NG_OK && i < len;) {
        UChar32 c;

        utf16_next(room, &i, len, &c);
        st = ngi_buffer_add_codepoint(ctx, out, c);
    }
    ngi_free(ctx, room);
done:
    utrans_close(rules);
    return st;
}

ng_status ngi_breaks(ng_context *ctx, ng_str text, ngi_break kind, uint32_t **out, size_t *out_count)
{
    NGI_ARRAY(uint32_t) ends = { NULL, 0, 0 };
    UErrorCode code = U_ZERO_ERROR;
    UText source = UTEXT_INITIALIZER;
    UBreakIterator *it = NULL;
    ng_status st = NG_OK;
    int32_t at;

    *out = NULL;
    *out_count = 0;
    utext_openUTF8(&source, text.len ? text.ptr : "", (int64_t)text.len, &code);
    it = ubrk_open(kind == NGI_BREAK_WORDS ? UBRK_WORD : UBRK_SENTENCE, "", NULL, 0, &code);
    if (U_SUCCESS(code)) ubrk_setUText(it, &source, &code);
    if (U_FAILURE(code)) {
        st = fail_icu(ctx, "find boundaries", code);
        goto done;
    }
    (void)ubrk_first(it);
    while ((at = ubrk_next(it)) != UBRK_DONE) NG_CHECK(ngi_array_push(ctx, &ends, (uint32_t)at));
    *out = ends.items;
    *out_count = ends.count;
    ends.items = NULL;
done:
    ngi_array_release(ctx, &ends);
    ubrk_close(it);
    utext_close(&source);
    return st;
}
