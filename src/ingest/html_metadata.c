/*
 * A page -> title, date, authors, outlet and address of its article: from JSON-LD, then meta tags (OpenGraph, Dublin
 * Core and the names that news sites share), then microdata, <time> and bylines of the page. The title is the candidate
 * that most of the others agree with. In the flow: beside html_body.c, before it. Cost: linear.
 */
#include "base/unicode.h"
#include "html_impl.h"

#include <stdlib.h>

void ngi_facts_release(ng_context *ctx, ngi_facts *facts)
{
    ngi_buffer_release(ctx, &facts->title);
    ngi_buffer_release(ctx, &facts->date);
    ngi_buffer_release(ctx, &facts->authors);
    ngi_buffer_release(ctx, &facts->outlet);
    ngi_buffer_release(ctx, &facts->url);
}

ng_status ngi_facts_set(ng_context *ctx, ngi_buffer *fact, ng_str text)
{
    if (fact->len > 0 || text.len == 0 || text.len > 1000) return NG_OK;
    return ngi_html_line(ctx, text, fact);
}

/* One name: not an address, not a number, no sentence. */
static bool is_name(ng_str name)
{
    unsigned words = 1, capitals = 0;

    if (name.len < 2 || name.len > 60) return false;
    for (size_t i = 0; i < name.len; i++) {
        char c = name.ptr[i];

        words += c == ' ';
        if (c == '/' || c == '@' || c == ':' || (c >= '0' && c <= '9') || c == '|' || c == '<' || c == '?')
            return false;
    }
    for (size_t at = 0; at < name.len;) capitals += ngi_char_is_upper(ngi_char_next(name, &at));
    return words <= 6 && capitals > 0 && ngi_char_is_letter(ngi_char_at(name, 0)) &&
           !ngi_str_ends(name, NGI_LITERAL("."));
}

static ng_status add_one_author(ng_context *ctx, ngi_facts *facts, ng_str name)
{
    ng_status st = NG_OK;

    name = ngi_str_trim(name);
    if (name.len > 3 && ngi_str_equal_nocase(ngi_str_slice(name, 0, 3), NGI_LITERAL("by ")))
        name = ngi_str_trim(ngi_str_slice(name, 3, name.len));
    if (!is_name(name) || ngi_str_find(ngi_buffer_str(&facts->authors), name) != SIZE_MAX) return NG_OK;
    if (facts->authors.len > 0) NG_CHECK(ngi_buffer_add_text(ctx, &facts->authors, "; "));
    NG_CHECK(ngi_buffer_add(ctx, &facts->authors, name));
done:
    return st;
}

ng_status ngi_facts_add_author(ng_context *ctx, ngi_facts *facts, ng_str name)
{
    ngi_buffer line = { 0 };
    ng_str rest;
    size_t begin = 0;
    ng_status st = NG_OK;

    if (name.len == 0 || name.len > 300 || ngi_str_find(name, NGI_LITERAL("://")) != SIZE_MAX) return NG_OK;
    NG_CHECK(ngi_html_line(ctx, name, &line));
    rest = ngi_buffer_str(&line);
    for (size_t i = 0; i < rest.len; i++) {
        ng_str tail = ngi_str_slice(rest, i, rest.len);
        size_t skip = ngi_str_starts(tail, NGI_LITERAL(" and ")) ? 5 : ngi_str_starts(tail, NGI_LITERAL(" & ")) ? 3
                      : rest.ptr[i] == ',' || rest.ptr[i] == ';' ? 1 : 0;

        if (!skip) continue;
        NG_CHECK(add_one_author(ctx, facts, ngi_str_slice(rest, begin, i)));
        begin = i + skip;
        i += skip - 1;
    }
    NG_CHECK(add_one_author(ctx, facts, ngi_str_slice(rest, begin, rest.len)));
done:
    ngi_buffer_release(ctx, &line);
    return st;
}

/* Meta tags. */

typedef enum fact_kind { FACT_TITLE, FACT_DATE, FACT_AUTHOR, FACT_OUTLET, FACT_URL } fact_kind;

/* Names of meta tags, the surest first. */
static const struct {
    const char *name;
    fact_kind kind;
} meta_names[] = {
    { "og:title", FACT_TITLE },
    { "twitter:title", FACT_TITLE },
    { "dc.title", FACT_TITLE },
    { "parsely-title", FACT_TITLE },
    { "sailthru.title", FACT_TITLE },
    { "headline", FACT_TITLE },
    { "article:published_time", FACT_DATE },
    { "og:published_time", FACT_DATE },
    { "datepublished", FACT_DATE },
    { "publish-date", FACT_DATE },
    { "publication_date", FACT_DATE },
    { "pubdate", FACT_DATE },
    { "publishdate", FACT_DATE },
    { "parsely-pub-date", FACT_DATE },
    { "sailthru.date", FACT_DATE },
    { "dc.date.issued", FACT_DATE },
    { "dcterms.created", FACT_DATE },
    { "dc.date", FACT_DATE },
    { "article.published", FACT_DATE },
    { "date", FACT_DATE },
    { "article:published", FACT_DATE },
    { "cxenseparse:recs:publishtime", FACT_DATE },
    { "og:article:published_time", FACT_DATE },
    { "author", FACT_AUTHOR },
    { "article:author", FACT_AUTHOR },
    { "article:author_name", FACT_AUTHOR },
    { "parsely-author", FACT_AUTHOR },
    { "sailthru.author", FACT_AUTHOR },
    { "dc.creator", FACT_AUTHOR },
    { "byl", FACT_AUTHOR },
    { "og:article:author", FACT_AUTHOR },
    { "cxenseparse:author", FACT_AUTHOR },
    { "dcterms.creator", FACT_AUTHOR },
    { "og:site_name", FACT_OUTLET },
    { "application-name", FACT_OUTLET },
    { "publisher", FACT_OUTLET },
    { "dc.publisher", FACT_OUTLET },
    { "cre", FACT_OUTLET },
    { "og:url", FACT_URL },
    { "parsely-link", FACT_URL },
};

#define META_COUNT (sizeof meta_names / sizeof *meta_names)

static ng_status apply_meta(ngi_page *page, fact_kind kind, ng_str value, ngi_facts *facts)
{
    switch (kind) {
    case FACT_TITLE: return ngi_facts_set(page->ctx, &facts->title, value);
    case FACT_DATE: return facts->date.len ? NG_OK : ngi_date_normalize(page->ctx, value, &facts->date);
    case FACT_AUTHOR: return ngi_facts_add_author(page->ctx, facts, value);
    case FACT_OUTLET: return ngi_facts_set(page->ctx, &facts->outlet, value);
    default: return ngi_str_starts(value, NGI_LITERAL("http")) ? ngi_facts_set(page->ctx, &facts->url, value) : NG_OK;
    }
}

static ng_status read_meta(ngi_page *page, ngi_facts *facts)
{
    ng_str found[META_COUNT] = { { NULL, 0 } }, canonical = { NULL, 0 };
    ng_status st = NG_OK;

    for (uint32_t i = 0; i < page->tree.nodes.count; i++) {
        ngi_tag tag = page->tree.nodes.items[i].tag;
        ng_str name, value;

        if (tag == NGI_TAG_LINK && !canonical.ptr &&
            ngi_str_equal_nocase(ngi_xml_attribute_of(&page->tree, i, "rel"), NGI_LITERAL("canonical")))
            canonical = ngi_str_trim(ngi_xml_attribute_of(&page->tree, i, "href"));
        if (tag != NGI_TAG_META) continue;
        name = ngi_xml_attribute_of(&page->tree, i, "property");
        if (!name.len) name = ngi_xml_attribute_of(&page->tree, i, "name");
        if (!name.len) name = ngi_xml_attribute_of(&page->tree, i, "itemprop");
        value = ngi_str_trim(ngi_xml_attribute_of(&page->tree, i, "content"));
        for (size_t m = 0; m < META_COUNT && value.len > 0; m++)
            if (!found[m].ptr && ngi_str_equal_nocase(name, ng_str_from(meta_names[m].name))) found[m] = value;
    }
    if (ngi_str_starts(canonical, NGI_LITERAL("http"))) NG_CHECK(ngi_facts_set(page->ctx, &facts->url, canonical));
    for (size_t m = 0; m < META_COUNT; m++) {
        if (!found[m].ptr || (meta_names[m].kind == FACT_AUTHOR && facts->authors.len > 0)) continue;
        NG_CHECK(apply_meta(page, meta_names[m].kind, found[m], facts));
    }
done:
    return st;
}

/* What the page itself shows. */

static ng_status node_line(ngi_page *page, uint32_t node, ngi_buffer *out)
{
    ngi_buffer raw = { 0 };
    ng_status st;

    NG_CHECK(ngi_xml_text(page->ctx, &page->tree, node, &raw));
    for (size_t i = 0; i < raw.len; i++)
        if (raw.data[i] == '<' || raw.data[i] == '&') raw.data[i] = raw.data[i] == '&' ? '&' : ' ';
    NG_CHECK(ngi_html_line(page->ctx, ngi_buffer_str(&raw), out));
done:
    ngi_buffer_release(page->ctx, &raw);
    return st;
}

static bool mentions(ng_str text, const char *part) { return ngi_str_find(text, ng_str_from(part)) != SIZE_MAX; }

/* Is it the place of the writers' names? */
static bool is_byline(const ngi_page *page, uint32_t node)
{
    ng_str class = ngi_xml_attribute_of(&page->tree, node, "class"),
           rel = ngi_xml_attribute_of(&page->tree, node, "rel");
    ng_str prop = ngi_xml_attribute_of(&page->tree, node, "itemprop"),
           id = ngi_xml_attribute_of(&page->tree, node, "data-testid");

    if (ngi_str_equal_nocase(rel, NGI_LITERAL("author")) || ngi_str_equal_nocase(prop, NGI_LITERAL("author")))
        return true;
    if (mentions(class, "bio") || mentions(class, "avatar") || mentions(class, "image")) return false;
    return mentions(class, "byline") || mentions(class, "author-name") || mentions(class, "author_name") ||
           mentions(class, "authorName") || mentions(class, "Byline") || mentions(id, "byline") ||
           mentions(id, "author-name");
}

/* Links to the writers within a byline, else its text when it is short. */
static ng_status read_byline(ngi_page *page, uint32_t node, ngi_facts *facts)
{
    const ngi_xml_node *nodes = page->tree.nodes.items;
    ngi_buffer text = { 0 };
    size_t before = facts->authors.len;
    ng_status st = NG_OK;

    for (uint32_t i = node; i < nodes[node].end; i++) {
        ng_str href = nodes[i].tag == NGI_TAG_A ? ngi_xml_attribute_of(&page->tree, i, "href") : (ng_str){ NULL, 0 };

        if (!mentions(href, "author") && !mentions(href, "/by/") && !mentions(href, "people") &&
            !mentions(href, "profile") && !mentions(href, "staff") && !mentions(href, "journalist") &&
            !mentions(href, "contributor"))
            continue;
        NG_CHECK(node_line(page, i, &text));
        NG_CHECK(ngi_facts_add_author(page->ctx, facts, ngi_buffer_str(&text)));
    }
    if (facts->authors.len > before) goto done;
    NG_CHECK(node_line(page, node, &text));
    if (text.len < 80) NG_CHECK(ngi_facts_add_author(page->ctx, facts, ngi_buffer_str(&text)));
done:
    ngi_buffer_release(page->ctx, &text);
    return st;
}

static ng_status read_page(ngi_page *page, ngi_facts *facts)
{
    ngi_buffer text = { 0 };
    ng_status st = NG_OK;

    for (uint32_t i = 0; i < page->tree.nodes.count; i++) {
        ngi_tag tag = page->tree.nodes.items[i].tag;

        if (tag == NGI_TAG_TEXT) continue;
        if (tag == NGI_TAG_TITLE && facts->title.len == 0 && !ngi_page_within(page, i, NGI_TAG_SVG))
            NG_CHECK(node_line(page, i, &facts->title));
        if (facts->date.len == 0 &&
            (tag == NGI_TAG_TIME || mentions(ngi_xml_attribute_of(&page->tree, i, "itemprop"), "datePublished"))) {
            ng_str stamp = ngi_xml_attribute_of(&page->tree, i, "datetime");

            if (!stamp.len) stamp = ngi_xml_attribute_of(&page->tree, i, "content");
            NG_CHECK(ngi_date_normalize(page->ctx, stamp, &facts->date));
            if (facts->date.len == 0) {
                NG_CHECK(node_line(page, i, &text));
                if (text.len < 80) NG_CHECK(ngi_date_normalize(page->ctx, ngi_buffer_str(&text), &facts->date));
            }
        }
        if (facts->authors.len == 0 && is_byline(page, i)) NG_CHECK(read_byline(page, i, facts));
    }
done:
    ngi_buffer_release(page->ctx, &text);
    return st;
}

/* A date in a short line near the title, when nothing else tells one. */
static ng_status find_date(ngi_page *page, ngi_buffer *date)
{
    ng_status st = NG_OK;

    for (size_t i = 0; i < page->blocks.count && date->len == 0; i++) {
        const ngi_block *block = &page->blocks.items[i];

        if (block->words > 12 || block->words < 2) continue;
        NG_CHECK(ngi_date_normalize(page->ctx, ngi_block_text(page, block), date));
    }
done:
    return st;
}

/* Choice of the title. */

typedef NGI_ARRAY(uint64_t) word_set;

static ng_status words_of(ng_context *ctx, ng_str text, word_set *out)
{
    size_t at = 0;
    ng_status st = NG_OK;

    out->count = 0;
    while (at < text.len) {
        uint64_t hash = NGI_HASH_START;
        size_t letters = 0;

        while (at < text.len) {
            ngi_char c = ngi_char_next(text, &at);

            if (!ngi_char_is_letter(c) && !ngi_char_is_digit(c)) break;
            c = ngi_char_lower(c);
            hash = ngi_hash(hash, &c, sizeof c);
            letters++;
        }
        if (letters) NG_CHECK(ngi_array_push(ctx, out, hash));
    }
done:
    return st;
}

/* Is one the begin of the other? Sites put their name and section behind a title. */
static bool agree(const word_set *a, const word_set *b)
{
    size_t n = a->count < b->count ? a->count : b->count;

    if (n < 2) return false;
    return memcmp(a->items, b->items, n * sizeof *a->items) == 0;
}

#define TITLES_MAX 12

/* Of candidates in the order of trust, the one that most others agree with. */
static ng_status choose_title(ngi_page *page, const ng_str *titles, size_t count, size_t *out)
{
    word_set sets[TITLES_MAX];
    unsigned best = 0;
    ng_status st = NG_OK;

    memset(sets, 0, sizeof sets);
    *out = 0;
    for (size_t i = 0; i < count; i++) NG_CHECK(words_of(page->ctx, titles[i], &sets[i]));
    for (size_t i = 0; i < count; i++) {
        unsigned votes = 0;

        for (size_t k = 0; k < count; k++) votes += k != i && agree(&sets[i], &sets[k]);
        if (votes > best) {
            best = votes;
            *out = i;
        }
    }
done:
    for (size_t i = 0; i < count; i++) ngi_array_release(page->ctx, &sets[i]);
    return st;
}

/* Without ' | Site' or ' - Site' behind it, if that names the outlet. */
static ng_str without_outlet(ng_str title, ng_str outlet)
{
    for (size_t i = title.len; i > 3; i--) {
        ng_str tail = ngi_str_slice(title, i, title.len);

        if (title.ptr[i - 1] != ' ' ||
            (title.ptr[i - 2] != '|' && title.ptr[i - 2] != '-' && (unsigned char)title.ptr[i - 2] < 0x80))
            continue;
        if (outlet.len > 0 && (ngi_str_equal_nocase(tail, outlet) || (title.ptr[i - 2] == '|' && tail.len < 30)))
            return ngi_str_trim(ngi_str_slice(title, 0, i - 2));
    }
    return title;
}

/* Are the words of one those of the other with some left out? */
static bool is_shortened(const word_set *part, const word_set *whole)
{
    size_t at = 0;

    if (part->count < 5 || part->count * 5 < whole->count * 3) return false;
    for (size_t i = 0; i < whole->count && at < part->count; i++) at += whole->items[i] == part->items[at];
    return at == part->count;
}

/* Sites edit the OpenGraph title down from the headline: the edited one is taken, a cut one is not. */
static ng_status prefer_edited(ngi_page *page, ng_str edited, ng_str *io_title)
{
    word_set part = { 0 }, whole = { 0 };
    ng_status st;

    NG_CHECK(words_of(page->ctx, edited, &part));
    NG_CHECK(words_of(page->ctx, *io_title, &whole));
    if (is_shortened(&part, &whole) && !ngi_str_ends(edited, NGI_LITERAL("...")) &&
        !ngi_str_ends(edited, NGI_LITERAL("…")))
        *io_title = edited;
done:
    ngi_array_release(page->ctx, &part);
    ngi_array_release(page->ctx, &whole);
    return st;
}

static ng_status set_title(ngi_page *page, const ngi_facts *ld, const ngi_facts *meta, const ngi_facts *shown,
                           ng_str outlet, ng_document *doc)
{
    ngi_buffer heads[TITLES_MAX] = { { 0 } };
    ng_str titles[TITLES_MAX];
    size_t count = 0, chosen;
    ng_status st = NG_OK;

    for (uint32_t i = 0; i < page->tree.nodes.count && count < TITLES_MAX - 3; i++) {
        if (page->tree.nodes.items[i].tag != NGI_TAG_H1) continue;
        NG_CHECK(node_line(page, i, &heads[count]));
        titles[count] = ngi_buffer_str(&heads[count]);
        if (titles[count].len > 0) count++;
    }
    if (meta->title.len) titles[count++] = ngi_buffer_str(&meta->title);
    if (ld->title.len) titles[count++] = ngi_buffer_str(&ld->title);
    if (shown->title.len) titles[count++] = ngi_buffer_str(&shown->title);
    if (count == 0) goto done;
    NG_CHECK(choose_title(page, titles, count, &chosen));
    titles[0] = without_outlet(titles[chosen], outlet);
    if (meta->title.len) NG_CHECK(prefer_edited(page, ngi_buffer_str(&meta->title), &titles[0]));
    NG_CHECK(ngi_document_copy(page->ctx, doc, titles[0], &doc->about.title));
done:
    for (size_t i = 0; i < TITLES_MAX; i++) ngi_buffer_release(page->ctx, &heads[i]);
    return st;
}

/* The first source that knows. */
static ng_status set_first(ngi_page *page, ng_document *doc, const ngi_buffer *const *sources, ng_str *out)
{
    for (size_t i = 0; i < 3; i++)
        if (sources[i]->len > 0) return ngi_document_copy(page->ctx, doc, ngi_buffer_str(sources[i]), out);
    return NG_OK;
}

/* Authors that are not just the outlet's name. */
static const ngi_buffer *people_of(const ngi_facts *facts, ng_str outlet)
{
    static const ngi_buffer nobody = { NULL, 0, 0 };

    return ngi_str_equal_nocase(ngi_buffer_str(&facts->authors), outlet) ? &nobody : &facts->authors;
}

ng_status ngi_page_metadata(ngi_page *page, ng_document *doc)
{
    ngi_facts ld, meta, shown;
    ng_status st;

    memset(&ld, 0, sizeof ld);
    memset(&meta, 0, sizeof meta);
    memset(&shown, 0, sizeof shown);
    NG_CHECK(ngi_page_json_ld(page, &ld));
    NG_CHECK(read_meta(page, &meta));
    NG_CHECK(read_page(page, &shown));
    if (ld.date.len + meta.date.len + shown.date.len == 0) NG_CHECK(find_date(page, &shown.date));
    NG_CHECK(set_first(page, doc, (const ngi_buffer *[]){ &meta.outlet, &ld.outlet, &shown.outlet },
                       &doc->about.outlet));
    NG_CHECK(set_first(page, doc, (const ngi_buffer *[]){ &ld.date, &meta.date, &shown.date }, &doc->about.date));
    NG_CHECK(set_first(page, doc, (const ngi_buffer *[]){ &meta.url, &ld.url, &shown.url }, &doc->about.url));
    NG_CHECK(
        set_first(page, doc,
                  (const ngi_buffer *[]){ people_of(&ld, doc->about.outlet), people_of(&meta, doc->about.outlet),
                                          people_of(&shown, doc->about.outlet) },
                  &doc->about.author));
    NG_CHECK(set_title(page, &ld, &meta, &shown, doc->about.outlet, doc));
done:
    ngi_facts_release(page->ctx, &ld);
    ngi_facts_release(page->ctx, &meta);
    ngi_facts_release(page->ctx, &shown);
    return st;
}
