/*
 * The word lists that ship: a table in memory, read once and shared by threads.
 *
 * The file (src/models/names.tsv, made by src/train/names.py) has a name a line: name, classes by ',', and for each
 * class by ';' the name that all its aliases share ("=" for this one). Names are found by ngi_name_key(), so that
 * case, accents and hyphens do not count; lines with the same key become one entry. Cost: 40,000 lines in about
 * 60 ms, a search one key and one probe.
 */
#include "lexicon.h"

#include "files.h"
#include "unicode.h"

typedef struct lexeme_link {
    ngi_lexeme class;
    ng_str name;
} lexeme_link;

typedef struct lexicon_item {
    uint32_t classes;
    ng_range links;           /* in the lexicon's links */
} lexicon_item;

struct ngi_lexicon {
    ng_allocator allocator;
    ngi_arena strings;
    ngi_map places;           /* key -> item */
    NGI_ARRAY(lexicon_item) items;
    NGI_ARRAY(lexeme_link) links;
};

static const char *const class_codes[] = {
#define NG_X(symbol, code) code,
    NGI_LEXEME_LIST(NG_X)
#undef NG_X
};

static bool class_from(ng_str code, ngi_lexeme *out)
{
    uint32_t i;

    for (i = 0; i < NGI_LEXEME_COUNT; i++) {
        if (!ng_str_equal(ng_str_from(class_codes[i]), code)) continue;
        *out = (ngi_lexeme)i;
        return true;
    }
    return false;
}

/* The item of a key, made when there is none. Only the last item can take more links: see add_links(). */
static ng_status item_of(ng_context *ctx, ngi_lexicon *lexicon, ng_str key, uint32_t *out)
{
    lexicon_item item = { 0, { 0, 0 } };
    ng_str copy;
    ng_status st;

    *out = ngi_map_find(&lexicon->places, key);
    if (*out != NG_NONE) return NG_OK;
    *out = (uint32_t)lexicon->items.count;
    NG_CHECK(ngi_arena_copy(ctx, &lexicon->strings, key, &copy));
    NG_CHECK(ngi_map_set(ctx, &lexicon->places, copy, *out));
    NG_CHECK(ngi_array_push(ctx, &lexicon->items, item));
done:
    return st;
}

/* An item's links stand together: when others came in between, they are copied to the end. */
static ng_status add_link(ng_context *ctx, ngi_lexicon *lexicon, lexicon_item *item, lexeme_link link)
{
    ng_status st;
    uint32_t i;

    for (i = item->links.begin; i < item->links.end; i++) {
        const lexeme_link *known = &lexicon->links.items[i];

        if (known->class == link.class && ng_str_equal(known->name, link.name)) return NG_OK;
    }
    if (item->links.end != lexicon->links.count) {
        uint32_t begin = (uint32_t)lexicon->links.count;

        for (i = item->links.begin; i < item->links.end; i++) {
            lexeme_link known = lexicon->links.items[i];

            NG_CHECK(ngi_array_push(ctx, &lexicon->links, known));
        }
        item->links = (ng_range){ begin, (uint32_t)lexicon->links.count };
    }
    NG_CHECK(ngi_arena_copy(ctx, &lexicon->strings, link.name, &link.name));
    NG_CHECK(ngi_array_push(ctx, &lexicon->links, link));
    item->links.end++;
done:
    return st;
}

static ng_status add_line(ng_context *ctx, ngi_lexicon *lexicon, const char *path, size_t number, ng_str line,
                          ngi_buffer *key)
{
    ng_str name, classes, links, code, target;
    uint32_t item;
    ng_status st;

    (void)ngi_str_next(&line, '\t', &name);
    if (!ngi_str_next(&line, '\t', &classes)) {
        return ngi_fail_at(ctx, NG_E_FORMAT, path, UINT64_MAX, "word list '%s': line %zu has no classes", path, number);
    }
    (void)ngi_str_next(&line, '\t', &links);
    key->len = 0;
    NG_CHECK(ngi_name_key(ctx, name, key));
    NG_CHECK(item_of(ctx, lexicon, ngi_buffer_str(key), &item));
    while (ngi_str_next(&classes, ',', &code)) {
        lexeme_link link;

        if (!class_from(code, &link.class)) {
            return ngi_fail_at(ctx, NG_E_FORMAT, path, UINT64_MAX, "word list '%s': line %zu: no class '%.*s'", path, number,
                               NGI_STR(code));
        }
        lexicon->items.items[item].classes |= 1u << link.class;
        (void)ngi_str_next(&links, ';', &target);
        if (target.len == 0) continue;
        link.name = ng_str_equal(target, NGI_LITERAL("=")) ? name : target;
        NG_CHECK(add_link(ctx, lexicon, &lexicon->items.items[item], link));
    }
done:
    return st;
}

static ng_status read_lines(ng_context *ctx, ngi_lexicon *lexicon, const char *path, ng_str text)
{
    ngi_buffer key = { 0 };
    ng_status st = NG_OK;
    size_t number = 0;
    ng_str line;

    if (ngi_utf8_fault(text) != SIZE_MAX) {
        return ngi_fail_at(ctx, NG_E_FORMAT, path, ngi_utf8_fault(text), "word list '%s' is not UTF-8", path);
    }
    while (ngi_str_next(&text, '\n', &line)) {
        if (line.len && line.ptr[line.len - 1] == '\r') line.len--;
        if (number++ == 0 || line.len == 0) continue; /* the header */
        NG_CHECK(add_line(ctx, lexicon, path, number, line, &key));
    }
done:
    ngi_buffer_release(ctx, &key);
    return st;
}

ng_status ngi_lexicon_open(ng_context *ctx, const char *path, ngi_lexicon **out)
{
    ngi_buffer found = { 0 }, bytes = { 0 };
    ngi_lexicon *lexicon = NULL;
    ng_status st;

    *out = NULL;
    if (!path) {
        NG_CHECK(ngi_data_path(ctx, "names.tsv", &found));
        path = found.data;
    }
    NG_CHECK(ngi_file_read(ctx, path, &bytes));
    lexicon = ngi_alloc(ctx, 1, sizeof *lexicon);
    if (!lexicon) {
        st = NG_E_NOMEM;
        goto done;
    }
    lexicon->allocator = ngi_allocator(ctx);
    NG_CHECK(read_lines(ctx, lexicon, path, ngi_buffer_str(&bytes)));
    *out = lexicon;
    lexicon = NULL; /* now the caller's */
done:
    ngi_lexicon_close(lexicon);
    ngi_buffer_release(ctx, &bytes);
    ngi_buffer_release(ctx, &found);
    return st;
}

void ngi_lexicon_close(ngi_lexicon *lexicon)
{
    ng_allocator a;

    if (!lexicon) return;
    a = lexicon->allocator;
    ngi_allocator_free(&a, lexicon->places.slots);
    ngi_allocator_free(&a, lexicon->items.items);
    ngi_allocator_free(&a, lexicon->links.items);
    ngi_arena_release(&a, &lexicon->strings);
    ngi_allocator_free(&a, lexicon);
}

/* The one link that all classes share; absent when there are none or several. */
static ng_str common_link(const ngi_lexicon *lexicon, ng_range links)
{
    ng_str link = { NULL, 0 };
    uint32_t i;

    for (i = links.begin; i < links.end; i++) {
        ng_str name = lexicon->links.items[i].name;

        if (link.ptr && !ng_str_equal(link, name)) return (ng_str){ NULL, 0 };
        link = name;
    }
    return link;
}

ngi_lexicon_entry ngi_lexicon_find_key(const ngi_lexicon *lexicon, ng_str key)
{
    ngi_lexicon_entry entry = { 0, { NULL, 0 } };
    uint32_t place = lexicon ? ngi_map_find(&lexicon->places, key) : NG_NONE;

    if (place == NG_NONE) return entry;
    entry.classes = lexicon->items.items[place].classes;
    entry.link = common_link(lexicon, lexicon->items.items[place].links);
    return entry;
}

ng_str ngi_lexicon_link(const ngi_lexicon *lexicon, ng_str key, ngi_lexeme class)
{
    uint32_t place = lexicon ? ngi_map_find(&lexicon->places, key) : NG_NONE;
    ng_str link = { NULL, 0 };
    ng_range links;
    uint32_t i;

    if (place == NG_NONE) return link;
    links = lexicon->items.items[place].links;
    for (i = links.begin; i < links.end; i++) {
        if (lexicon->links.items[i].class != class) continue;
        if (link.ptr) return (ng_str){ NULL, 0 };
        link = lexicon->links.items[i].name;
    }
    return link;
}

/* The key of a short ASCII name without memory: what ngi_name_key() makes of it. False for other names. */
static bool plain_key(ng_str name, char *room, size_t size, size_t *out_len)
{
    size_t i, len = 0;

    for (i = 0; i < name.len; i++) {
        char c = name.ptr[i];

        if ((unsigned char)c >= 0x80 || len == size) return false;
        if (c == ' ' || c == '-' || (c >= '\t' && c <= '\r')) {
            if (len && room[len - 1] != ' ') room[len++] = ' ';
        } else {
            room[len++] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
        }
    }
    *out_len = len - (len && room[len - 1] == ' ');
    return true;
}

ngi_lexicon_entry ngi_lexicon_find(const ngi_lexicon *lexicon, ng_str name)
{
    ngi_lexicon_entry entry = { 0, { NULL, 0 } };
    ng_context_options opts = NG_CONTEXT_OPTIONS_INIT;
    ngi_buffer key = { 0 };
    ng_context *ctx;
    char room[128];
    size_t len;

    if (!lexicon) return entry;
    if (plain_key(name, room, sizeof room, &len)) return ngi_lexicon_find_key(lexicon, (ng_str){ room, len });
    opts.allocator = lexicon->allocator;
    if (ng_context_create(&opts, &ctx) != NG_OK) return entry;
    if (ngi_name_key(ctx, name, &key) == NG_OK) entry = ngi_lexicon_find_key(lexicon, ngi_buffer_str(&key));
    ngi_buffer_release(ctx, &key);
    ng_context_free(ctx);
    return entry;
}
