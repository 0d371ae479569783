/*
 * Borrowed strings, growing buffers, the string map, hashes, random numbers, numbers from text.
 */
#include "context_impl.h"

#include <locale.h>
#include <math.h>
#include <stdio.h>

ng_str ng_str_from(const char *text)
{
    ng_str s = { text, text ? strlen(text) : 0 };

    return s;
}

bool ng_str_equal(ng_str a, ng_str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

int ng_str_compare(ng_str a, ng_str b)
{
    size_t n = a.len < b.len ? a.len : b.len;
    int order = n ? memcmp(a.ptr, b.ptr, n) : 0;

    if (order != 0) return order;
    return a.len < b.len ? -1 : a.len > b.len;
}

bool ngi_str_starts(ng_str text, ng_str prefix)
{
    return text.len >= prefix.len && memcmp(text.ptr, prefix.ptr, prefix.len) == 0;
}

bool ngi_str_ends(ng_str text, ng_str suffix)
{
    return text.len >= suffix.len &&
           memcmp(text.ptr + (text.len - suffix.len), suffix.ptr, suffix.len) == 0;
}

/* As ng_str_compare(), with a string that ends at its NUL. */
static int compare_to(ng_str word, const char *listed)
{
    for (size_t i = 0; i < word.len; i++) {
        unsigned char a = (unsigned char)word.ptr[i], b = (unsigned char)listed[i];

        if (a != b) return a < b ? -1 : 1;
        if (b == '\0') return 1;
    }
    return listed[word.len] == '\0' ? 0 : -1;
}

bool ngi_str_among(ng_str word, const char *const *words, size_t count)
{
    size_t low = 0, high = count;

    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = compare_to(word, words[middle]);

        if (order == 0) return true;
        if (order < 0) high = middle;
        else low = middle + 1;
    }
    return false;
}

size_t ngi_str_find(ng_str text, ng_str part)
{
    size_t i;

    if (part.len == 0) return 0;
    for (i = 0; i + part.len <= text.len; i++) {
        const char *hit = memchr(text.ptr + i, part.ptr[0], text.len - part.len - i + 1);

        if (!hit) return SIZE_MAX;
        i = (size_t)(hit - text.ptr);
        if (memcmp(hit, part.ptr, part.len) == 0) return i;
    }
    return SIZE_MAX;
}

static bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

ng_str ngi_str_trim(ng_str text)
{
    while (text.len && is_space(text.ptr[text.len - 1])) text.len--;
    while (text.len && is_space(*text.ptr)) text.ptr++, text.len--;
    return text;
}

static char ascii_lower(char c) { return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c; }

bool ngi_str_equal_nocase(ng_str a, ng_str b)
{
    size_t i;

    if (a.len != b.len) return false;
    for (i = 0; i < a.len; i++) {
        if (ascii_lower(a.ptr[i]) != ascii_lower(b.ptr[i])) return false;
    }
    return true;
}

bool ngi_str_next(ng_str *rest, char separator, ng_str *out)
{
    const char *hit;

    *out = (ng_str){ NULL, 0 };
    if (!rest->ptr) return false;
    hit = rest->len ? memchr(rest->ptr, separator, rest->len) : NULL;
    out->ptr = rest->ptr;
    out->len = hit ? (size_t)(hit - rest->ptr) : rest->len;
    rest->ptr = hit ? hit + 1 : NULL;
    rest->len = hit ? rest->len - out->len - 1 : 0;
    return true;
}

ng_status ngi_buffer_add(ng_context *ctx, ngi_buffer *buffer, ng_str text)
{
    ng_status st;

    st = ngi_array_grow(ctx, (void **)&buffer->data, &buffer->capacity, buffer->len, text.len + 1, 1);
    if (st != NG_OK) return st;
    if (text.len) memcpy(buffer->data + buffer->len, text.ptr, text.len);
    buffer->len += text.len;
    buffer->data[buffer->len] = '\0';
    return NG_OK;
}

ng_status ngi_buffer_add_text(ng_context *ctx, ngi_buffer *buffer, const char *text)
{
    return ngi_buffer_add(ctx, buffer, ng_str_from(text));
}

ng_status ngi_buffer_add_char(ng_context *ctx, ngi_buffer *buffer, char byte)
{
    return ngi_buffer_add(ctx, buffer, (ng_str){ &byte, 1 });
}

/* A process may have set a locale with another decimal sign: ours is always '.'. */
static void plain_decimals(char *text, size_t len)
{
    const char *point = localeconv()->decimal_point;
    size_t i;

    if (!point || point[1] || point[0] == '.' || !point[0]) return;
    for (i = 1; i + 1 < len; i++) {
        bool digits = text[i - 1] >= '0' && text[i - 1] <= '9' && text[i + 1] >= '0' && text[i + 1] <= '9';

        if (text[i] == point[0] && digits) text[i] = '.';
    }
}

ng_status ngi_buffer_printf(ng_context *ctx, ngi_buffer *buffer, const char *format, ...)
{
    bool decimals = strpbrk(format, "feg") != NULL && strchr(format, ',') == NULL;
    va_list args, again;
    ng_status st = NG_OK;
    int wanted;

    va_start(args, format);
    va_copy(again, args);
    wanted = vsnprintf(NULL, 0, format, args);
    if (wanted < 0) {
        st = ngi_fail(ctx, NG_E_INTERNAL, "cannot format a string");
    } else {
        st = ngi_array_grow(ctx, (void **)&buffer->data, &buffer->capacity, buffer->len, (size_t)wanted + 1, 1);
    }
    if (st == NG_OK) {
        (void)vsnprintf(buffer->data + buffer->len, (size_t)wanted + 1, format, again);
        if (decimals) plain_decimals(buffer->data + buffer->len, (size_t)wanted);
        buffer->len += (size_t)wanted;
    }
    va_end(again);
    va_end(args);
    return st;
}

ng_str ngi_buffer_str(const ngi_buffer *buffer)
{
    return (ng_str){ buffer->data ? buffer->data : "", buffer->len };
}

char *ngi_buffer_take(ng_context *ctx, ngi_buffer *buffer, size_t *out_len)
{
    char *data = buffer->data ? buffer->data : ngi_alloc(ctx, 1, 1);

    *out_len = buffer->len;
    memset(buffer, 0, sizeof *buffer);
    return data;
}

void ngi_buffer_release(ng_context *ctx, ngi_buffer *buffer)
{
    ngi_free(ctx, buffer->data);
    memset(buffer, 0, sizeof *buffer);
}

uint64_t ngi_hash(uint64_t hash, const void *bytes, size_t len)
{
    const unsigned char *p = bytes;
    size_t i;

    for (i = 0; i < len; i++) hash = (hash ^ p[i]) * UINT64_C(0x100000001b3);
    return hash;
}

uint64_t ngi_hash_mix(uint64_t value)
{
    value = (value ^ (value >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    value = (value ^ (value >> 27)) * UINT64_C(0x94d049bb133111eb);
    return value ^ (value >> 31);
}

uint64_t ngi_random_next(uint64_t *state)
{
    *state += UINT64_C(0x9e3779b97f4a7c15);
    return ngi_hash_mix(*state);
}

uint32_t ngi_random_below(uint64_t *state, uint32_t bound)
{
    /* Multiply-shift with rejection (Lemire 2019): no bias. */
    uint64_t product = (ngi_random_next(state) & UINT32_MAX) * bound;

    if ((uint32_t)product < bound) {
        uint32_t threshold = (uint32_t)(-bound) % bound;

        while ((uint32_t)product < threshold) product = (ngi_random_next(state) & UINT32_MAX) * bound;
    }
    return (uint32_t)(product >> 32);
}

struct ngi_map_slot {
    ng_str key;      /* absent: free */
    uint64_t hash;
    uint32_t value;
};

static size_t map_place(const ngi_map *map, ng_str key, uint64_t hash)
{
    size_t mask = map->capacity - 1, i = (size_t)hash & mask;

    while (map->slots[i].key.ptr && (map->slots[i].hash != hash || !ng_str_equal(map->slots[i].key, key))) {
        i = (i + 1) & mask;
    }
    return i;
}

static uint64_t map_hash(ng_str key) { return ngi_hash_mix(ngi_hash(NGI_HASH_START, key.ptr, key.len)); }

uint32_t ngi_map_find(const ngi_map *map, ng_str key)
{
    size_t i;

    if (map->count == 0) return NG_NONE;
    i = map_place(map, key, map_hash(key));
    return map->slots[i].key.ptr ? map->slots[i].value : NG_NONE;
}

static ng_status map_grow(ng_context *ctx, ngi_map *map)
{
    ngi_map bigger = { NULL, map->count, map->capacity ? map->capacity * 2 : 16 };
    size_t i;

    bigger.slots = ngi_alloc(ctx, bigger.capacity, sizeof *bigger.slots);
    if (!bigger.slots) return NG_E_NOMEM;
    for (i = 0; i < map->capacity; i++) {
        if (!map->slots[i].key.ptr) continue;
        bigger.slots[map_place(&bigger, map->slots[i].key, map->slots[i].hash)] = map->slots[i];
    }
    ngi_free(ctx, map->slots);
    *map = bigger;
    return NG_OK;
}

ng_status ngi_map_set(ng_context *ctx, ngi_map *map, ng_str key, uint32_t value)
{
    uint64_t hash = map_hash(key);
    size_t i;

    if (map->count * 3 >= map->capacity * 2) {
        ng_status st = map_grow(ctx, map);

        if (st != NG_OK) return st;
    }
    if (!key.ptr) key = NGI_LITERAL("");
    i = map_place(map, key, hash);
    if (!map->slots[i].key.ptr) map->count++;
    map->slots[i] = (ngi_map_slot){ key, hash, value };
    return NG_OK;
}

void ngi_map_release(ng_context *ctx, ngi_map *map)
{
    ngi_free(ctx, map->slots);
    memset(map, 0, sizeof *map);
}

bool ngi_parse_u32(ng_str text, uint32_t *out)
{
    uint64_t value = 0;
    size_t i;

    *out = 0;
    if (text.len == 0 || text.len > 10) return false;
    for (i = 0; i < text.len; i++) {
        if (text.ptr[i] < '0' || text.ptr[i] > '9') return false;
        value = value * 10 + (uint64_t)(text.ptr[i] - '0');
    }
    if (value > UINT32_MAX) return false;
    *out = (uint32_t)value;
    return true;
}

/* Decimal digits with an optional sign, point and exponent: enough for options and our own files. */
bool ngi_parse_double(ng_str text, double *out)
{
    double value = 0.0, sign = 1.0;
    int exponent = 0, digits = 0;
    size_t i = 0;
    bool point = false;

    *out = 0.0;
    if (i < text.len && (text.ptr[i] == '-' || text.ptr[i] == '+')) sign = text.ptr[i++] == '-' ? -1.0 : 1.0;
    for (; i < text.len; i++) {
        char c = text.ptr[i];

        if (c == '.' && !point) {
            point = true;
        } else if (c >= '0' && c <= '9') {
            value = value * 10.0 + (double)(c - '0');
            exponent -= point;
            digits++;
        } else {
            break;
        }
    }
    if (i < text.len && (text.ptr[i] == 'e' || text.ptr[i] == 'E')) {
        bool down = i + 1 < text.len && text.ptr[i + 1] == '-';
        uint32_t power;

        i += 1 + (size_t)(i + 1 < text.len && (down || text.ptr[i + 1] == '+'));
        if (!ngi_parse_u32(ngi_str_slice(text, i, text.len), &power) || power > 400) return false;
        exponent += down ? -(int)power : (int)power;
        i = text.len;
    }
    if (digits == 0 || i != text.len) return false;
    *out = sign * (exponent < 0 ? value / pow(10.0, -exponent) : value * pow(10.0, exponent));
    return true;
}
