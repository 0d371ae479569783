/*
 * JSON-LD of a page -> facts on its article. Publishers write one object, a list, or a @graph whose parts refer to each
 * other by @id; damaged blocks are passed over. Depth and size are bounded by the page's.
 */
#include "base/json.h"
#include "html_impl.h"

#define DEPTH_MAX 12

static bool type_matches(const json_t *object, bool (*test)(ng_str))
{
    const json_t *type = json_object_get(object, "@type");

    if (json_is_string(type)) return test((ng_str){ json_string_value(type), json_string_length(type) });
    for (size_t i = 0; i < json_array_size(type); i++) {
        const json_t *one = json_array_get(type, i);

        if (json_is_string(one) && test((ng_str){ json_string_value(one), json_string_length(one) })) return true;
    }
    return false;
}

static bool is_article(ng_str type)
{
    return ngi_str_ends(type, NGI_LITERAL("Article")) || ngi_str_ends(type, NGI_LITERAL("Posting")) ||
           ng_str_equal(type, NGI_LITERAL("Report")) || ng_str_equal(type, NGI_LITERAL("Review"));
}

/* The object of that @id anywhere below. */
static const json_t *find_id(const json_t *value, const char *id, unsigned depth)
{
    const json_t *hit = NULL, *item;
    const char *key;

    if (depth > DEPTH_MAX) return NULL;
    if (json_is_array(value)) {
        for (size_t i = 0; i < json_array_size(value) && !hit; i++)
            hit = find_id(json_array_get(value, i), id, depth + 1);
    } else if (json_is_object(value)) {
        const char *own = json_string_value(json_object_get(value, "@id"));

        if (own && strcmp(own, id) == 0 && json_object_get(value, "name")) return value;
        json_object_foreach((json_t *)(uintptr_t)value, key, item)
            if (!hit) hit = find_id(item, id, depth + 1);
    }
    return hit;
}

static ng_status add_authors(ngi_page *page, const json_t *root, const json_t *author, unsigned depth,
                             ngi_facts *facts)
{
    ng_str name = { NULL, 0 };
    ng_status st = NG_OK;

    if (!author || depth > 3) return NG_OK;
    if (json_is_array(author)) {
        for (size_t i = 0; i < json_array_size(author); i++)
            NG_CHECK(add_authors(page, root, json_array_get(author, i), depth + 1, facts));
        return NG_OK;
    }
    if (json_is_string(author)) {
        name = (ng_str){ json_string_value(author), json_string_length(author) };
    } else {
        const json_t *inner = json_object_get(author, "name");
        const char *id = json_string_value(json_object_get(author, "@id"));

        if (json_is_array(inner)) return add_authors(page, root, inner, depth + 1, facts);
        name = ngi_json_get_str(author, "name");
        if (!name.ptr) name = ngi_json_get_str(author, "byline");
        if (!name.ptr && id) {
            const json_t *person = find_id(root, id, 0);

            if (person) name = ngi_json_get_str(person, "name");
        }
    }
    NG_CHECK(ngi_facts_add_author(page->ctx, facts, name));
done:
    return st;
}

static ng_status read_article(ngi_page *page, const json_t *root, const json_t *article, ngi_facts *facts)
{
    const json_t *publisher = json_object_get(article, "publisher"),
                 *where = json_object_get(article, "mainEntityOfPage");
    ng_str date = ngi_json_get_str(article, "datePublished"), url = ngi_json_get_str(article, "url");
    ng_status st;

    if (!date.ptr) date = ngi_json_get_str(article, "dateCreated");
    NG_CHECK(ngi_facts_set(page->ctx, &facts->title, ngi_json_get_str(article, "headline")));
    if (facts->date.len == 0) NG_CHECK(ngi_date_normalize(page->ctx, date, &facts->date));
    if (facts->authors.len == 0) {
        NG_CHECK(add_authors(page, root, json_object_get(article, "author"), 0, facts));
        if (facts->authors.len == 0) NG_CHECK(add_authors(page, root, json_object_get(article, "creator"), 0, facts));
    }
    if (json_is_array(publisher)) publisher = json_array_get(publisher, 0);
    if (json_is_object(publisher) && !json_object_get(publisher, "name") && json_object_get(publisher, "@id"))
        publisher = find_id(root, json_string_value(json_object_get(publisher, "@id")), 0);
    NG_CHECK(ngi_facts_set(page->ctx, &facts->outlet, json_is_string(publisher)
                               ? ng_str_from(json_string_value(publisher)) : ngi_json_get_str(publisher, "name")));
    if (!url.ptr && json_is_string(where)) url = ng_str_from(json_string_value(where));
    if (!url.ptr) url = ngi_json_get_str(where, "@id");
    if (ngi_str_starts(url, NGI_LITERAL("http"))) NG_CHECK(ngi_facts_set(page->ctx, &facts->url, url));
done:
    return st;
}

/* The first articles of a value, outer ones first. */
static ng_status read_value(ngi_page *page, const json_t *root, const json_t *value, unsigned depth, ngi_facts *facts)
{
    const json_t *item;
    const char *key;
    ng_status st = NG_OK;

    if (depth > DEPTH_MAX) return NG_OK;
    if (json_is_array(value)) {
        for (size_t i = 0; i < json_array_size(value); i++)
            NG_CHECK(read_value(page, root, json_array_get(value, i), depth + 1, facts));
    } else if (json_is_object(value)) {
        if (type_matches(value, is_article)) return read_article(page, root, value, facts);
        json_object_foreach((json_t *)(uintptr_t)value, key, item)
            if (strcmp(key, "@graph") == 0 || strcmp(key, "mainEntity") == 0)
                NG_CHECK(read_value(page, root, item, depth + 1, facts));
    }
done:
    return st;
}

/* A block as text: wrappings of comments left out, raw control characters become blanks. */
static ng_status clean_block(ng_context *ctx, ng_str raw, ngi_buffer *out)
{
    size_t begin = 0, end = raw.len;
    ng_status st;

    while (begin < end && raw.ptr[begin] != '{' && raw.ptr[begin] != '[') begin++;
    while (end > begin && raw.ptr[end - 1] != '}' && raw.ptr[end - 1] != ']') end--;
    out->len = 0;
    NG_CHECK(ngi_buffer_add(ctx, out, ngi_str_slice(raw, begin, end)));
    for (size_t i = 0; i < out->len; i++)
        if ((unsigned char)out->data[i] < 0x20) out->data[i] = ' ';
done:
    return st;
}

ng_status ngi_page_json_ld(ngi_page *page, ngi_facts *facts)
{
    ngi_buffer text = { 0 };
    json_t *value = NULL;
    ng_status st = NG_OK;

    for (uint32_t i = 0; i + 1 < page->tree.nodes.count; i++) {
        if (page->tree.nodes.items[i].tag != NGI_TAG_SCRIPT) continue;
        if (!ngi_str_starts(ngi_str_trim(ngi_xml_attribute_of(&page->tree, i, "type")),
                            NGI_LITERAL("application/ld+json")))
            continue;
        if (page->tree.nodes.items[i].end <= i + 1) continue;
        NG_CHECK(clean_block(page->ctx, page->tree.nodes.items[i + 1].text, &text));
        value = json_loadb(text.len ? text.data : "", text.len, JSON_DISABLE_EOF_CHECK, NULL);
        if (!value) continue;
        NG_CHECK(read_value(page, value, value, 0, facts));
        json_decref(value);
        value = NULL;
    }
done:
    json_decref(value);
    ngi_buffer_release(page->ctx, &text);
    return st;
}
