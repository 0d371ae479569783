/*
 * Blocks of a page -> those of the article. Three steps: (1) parts that are furniture by tag, role or the words of
 * their class and id are ruled out, unless they hold most of the page's prose; (2) from the top, or from the container
 * that says it is the article's, the walk goes down into the child that holds nearly all of the prose left; (3) within
 * it, link-heavy blocks, repeated lines, headings without text and lines that the classifier of plain text calls
 * furniture are left out, unless they are styled as the article's paragraphs are. Text and link density as in
 * Kohlschuetter, Fankhauser and Nejdl 2010; the descent in place of Readability's scores, since a share of the page's
 * prose needs no constants per tag. Cost: blocks times depth.
 */
#include "base/unicode.h"
#include "html_impl.h"
#include "plain_impl.h"

typedef struct body_finder {
    ngi_page *page;
    uint32_t *weights;       /* by node: letters of prose in its subtree */
    bool *furniture;         /* by node: ruled out, itself or around it */
    bool *prose;             /* by block: reads like a paragraph */
    bool *repeated;          /* by block: stands before in the page, or is a short line that stands in it again */
    float *odds;             /* by block: probability of furniture by its words */
    uint32_t root;
    uint64_t style;          /* tag and class of the elements that hold most of the prose */
} body_finder;

/* Words of classes and ids that name furniture, in order. */
static bool is_furniture_word(ng_str word)
{
    static const char *const words[] = {
        "ad", "addthis", "ads", "adslot", "advert", "advertisement", "advertising", "affiliate", "alsoread",
        "backtotop", "bio", "biography", "breadcrumb", "breadcrumbs", "byline", "captioncredit",
        "carousel", "comment", "comments", "consent", "cookie", "cookies", "copyright", "coral", "credit",
        "crosslink", "dianomi", "disqus", "donate", "donation", "dropdown", "fbcomments", "flyout", "follow",
        "footer", "gdpr", "infobox", "inlinerelated", "instagram", "jwplayer", "livefyre", "login", "masthead",
        "menu", "modal", "morefrom", "moreon", "mostpopular", "mostread", "mostviewed", "nav", "navbar",
        "navigation", "newsletter", "newsletters", "onetrust", "outbrain", "overlay", "pagination", "partner",
        "playlist", "poll", "popular", "popup", "promo", "promotion", "puzzles",
        "quiz", "readmore", "readnext", "recirc", "recirculation", "recommend", "recommendation",
        "recommendations", "recommended", "registration", "related", "relatedcontent", "relatedposts", "rss",
        "share", "sharebar", "sharedaddy", "sharing", "sidebar", "signin", "signpost", "signup", "skip", "social",
        "socials", "sponsor", "sponsored", "subscribe", "taboola", "taglist", "tags", "teaser",
        "teasers", "ticker", "tiktok", "toc", "toolbar", "trending", "tweet", "tweets", "upnext", "upsell",
        "viafoura", "widgets" };

    return ngi_str_among(word, words, sizeof words / sizeof *words);
}

/* Parts that are furniture however much they hold: they can outweigh a short article. */
static bool is_dialog_word(ng_str word)
{
    static const char *const words[] = { "consent", "cookie",   "cookies", "gdpr", "onetrust",
                                         "disqus",  "comments", "modal",   "popup" };

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (ng_str_equal(word, ng_str_from(words[i]))) return true;
    return false;
}

/* What the article's own container is called. */
static bool is_body_word(ng_str word)
{
    static const char *const words[] = { "articlebody", "entry", "story", "storybody", "article",
                                         "content",     "body",  "post",  "main" };

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (ng_str_equal(word, ng_str_from(words[i]))) return true;
    return false;
}

/* How many words of the attribute pass the test? Words end at '-', '_', blanks and capitals. */
static unsigned count_words(ng_str value, bool (*test)(ng_str))
{
    unsigned count = 0;
    char word[32];
    size_t len = 0;

    for (size_t i = 0; i <= value.len; i++) {
        char c = i < value.len ? value.ptr[i] : ' ';
        bool upper = c >= 'A' && c <= 'Z', lower = c >= 'a' && c <= 'z';
        bool camel = upper && i > 0 && value.ptr[i - 1] >= 'a' && value.ptr[i - 1] <= 'z';

        if (camel || !(upper || lower)) {
            count += len > 0 && test((ng_str){ word, len });
            len = 0;
        }
        if ((upper || lower) && len < sizeof word) word[len++] = upper ? (char)(c + 32) : c;
    }
    return count;
}

static bool is_named(const ngi_xml_tree *tree, uint32_t node, bool (*test)(ng_str))
{
    static const char *const attributes[] = { "class", "id", "data-component", "data-testid" };

    for (size_t i = 0; i < sizeof attributes / sizeof *attributes; i++)
        if (count_words(ngi_xml_attribute_of(tree, node, attributes[i]), test)) return true;
    return false;
}

static bool is_furniture_node(const ngi_xml_tree *tree, uint32_t node)
{
    static const char *const roles[] = { "navigation", "complementary", "contentinfo", "dialog", "search",
                                         "alert", "menu", "alertdialog" };
    ng_str role;

    switch (tree->nodes.items[node].tag) {
    case NGI_TAG_NAV:
    case NGI_TAG_ASIDE:
    case NGI_TAG_FOOTER:
    case NGI_TAG_FORM:
    case NGI_TAG_FIELDSET:
    case NGI_TAG_MENU:
        return true;
    case NGI_TAG_HTML: case NGI_TAG_BODY: case NGI_TAG_ARTICLE: case NGI_TAG_MAIN: case NGI_TAG_TEXT: case NGI_TAG_P:
        return false;
    default:
        break;
    }
    role = ngi_xml_attribute_of(tree, node, "role");
    for (size_t i = 0; role.len && i < sizeof roles / sizeof *roles; i++)
        if (ng_str_equal(role, ng_str_from(roles[i]))) return true;
    return is_named(tree, node, is_furniture_word);
}

/* A consent dialog or the readers' comments, however long; never the page itself. */
static bool is_dialog(const ngi_xml_tree *tree, uint32_t node)
{
    ngi_tag tag = tree->nodes.items[node].tag;

    if (tag == NGI_TAG_HTML || tag == NGI_TAG_BODY || tag == NGI_TAG_MAIN || tag == NGI_TAG_ARTICLE) return false;
    return is_named(tree, node, is_dialog_word) && !is_named(tree, node, is_body_word);
}

/* Reads a block like a paragraph: long enough, few links, function words. */
static bool reads_like_prose(const ngi_block *block, const ngi_line *line)
{
    if (block->words < 10 || block->link_letters * 3 > block->letters) return false;
    return line->features[NGI_LINE_FUNCTION_SHARE] > 0.18f || line->features[NGI_LINE_FUNCTION_SOME] > 0.0f ||
           (block->words >= 15 && line->features[NGI_LINE_ENDS_STOP] > 0.0f); /* other languages */
}

/* Blocks of two words or more that stand in the page again: of long ones the later, of short ones all. */
static ng_status find_repeats(body_finder *f, const ngi_line_array *lines)
{
    const ngi_page *page = f->page;
    ngi_map seen = { NULL, 0, 0 };
    ng_status st = NG_OK;

    for (size_t i = 0; i < page->blocks.count && i < lines->count; i++) {
        ng_str text = ngi_block_text(page, &page->blocks.items[i]);

        if (lines->items[i].features[NGI_LINE_REPEATED] == 0.0f) continue;
        f->repeated[i] = page->blocks.items[i].words <= 4 || ngi_map_find(&seen, text) != NG_NONE;
        NG_CHECK(ngi_map_set(page->ctx, &seen, text, (uint32_t)i));
    }
done:
    ngi_map_release(page->ctx, &seen);
    return st;
}

static ng_status judge_blocks(body_finder *f)
{
    ngi_line_array lines = { 0 };
    ngi_page *page = f->page;
    ng_status st;

    /* blocks are lines of the page's text: one line a block, none blank */
    NG_CHECK(ngi_lines_read(page->ctx, ngi_buffer_str(&page->text), &lines));
    NG_CHECK(ngi_lines_furniture(page->ctx, &lines, f->odds, page->blocks.count));
    for (size_t i = 0; i < page->blocks.count && i < lines.count; i++)
        f->prose[i] = reads_like_prose(&page->blocks.items[i], &lines.items[i]);
    NG_CHECK(find_repeats(f, &lines));
done:
    ngi_array_release(page->ctx, &lines);
    return st;
}

static void weigh(body_finder *f)
{
    const ngi_page *page = f->page;

    memset(f->weights, 0, page->tree.nodes.count * sizeof *f->weights);
    for (size_t i = 0; i < page->blocks.count; i++) {
        const ngi_block *block = &page->blocks.items[i];
        uint32_t node = block->node;

        if (!f->prose[i] || f->furniture[node]) continue;
        for (; node != NG_NONE; node = page->tree.nodes.items[node].parent) f->weights[node] += block->letters;
    }
}

/* Rule out furniture by name, where it is not the bulk of the page. */
static void rule_out(body_finder *f)
{
    const ngi_xml_tree *tree = &f->page->tree;
    uint32_t all;

    memset(f->furniture, 0, tree->nodes.count * sizeof *f->furniture);
    weigh(f);
    all = tree->nodes.count ? f->weights[0] : 0;
    for (uint32_t i = 1; i < tree->nodes.count; i++)
        if (tree->nodes.items[i].parent == NG_NONE) all += f->weights[i];
    for (uint32_t i = 0; i < tree->nodes.count; i++) {
        uint32_t parent = tree->nodes.items[i].parent;

        if (parent != NG_NONE && f->furniture[parent]) f->furniture[i] = true;
        else if (tree->nodes.items[i].tag != NGI_TAG_TEXT)
            f->furniture[i] = f->weights[i] * 5ull < all * 2ull ? is_furniture_node(tree, i) : is_dialog(tree, i);
    }
    weigh(f);
}

/* The container that says it is the article's, if it holds a third of all prose: the one that holds most of it. */
static uint32_t named_root(const body_finder *f, uint32_t from)
{
    const ngi_xml_tree *tree = &f->page->tree;
    uint32_t best = 0, root = NG_NONE;

    for (uint32_t i = from; i < tree->nodes.items[from].end; i++) {
        ng_str prop;
        bool sure;

        if (tree->nodes.items[i].tag == NGI_TAG_TEXT || f->weights[i] * 3ull < f->weights[from]) continue;
        prop = ngi_xml_attribute_of(tree, i, "itemprop");
        sure = tree->nodes.items[i].tag == NGI_TAG_ARTICLE || ng_str_equal(prop, NGI_LITERAL("articleBody")) ||
               count_words(ngi_xml_attribute_of(tree, i, "class"), is_body_word) >= 2;
        if (sure && f->weights[i] > best) best = f->weights[root = i];
    }
    return root;
}

/* Down into the child that holds nearly all prose. */
static uint32_t find_root(const body_finder *f)
{
    const ngi_xml_node *nodes = f->page->tree.nodes.items;
    uint32_t count = (uint32_t)f->page->tree.nodes.count, root = NG_NONE, best = 0, named;

    for (uint32_t i = 0; i < count; i = nodes[i].end)
        if (f->weights[i] > best) best = f->weights[root = i];
    if (root == NG_NONE) return root;
    named = named_root(f, root);
    if (named != NG_NONE) root = named;
    for (;;) {
        uint32_t next = NG_NONE;

        for (uint32_t i = root + 1; i < nodes[root].end; i = nodes[i].end)
            if (nodes[i].tag != NGI_TAG_TEXT && f->weights[i] * 100ull >= f->weights[root] * 85ull) next = i;
        if (next == NG_NONE || !ngi_tag_is_block(nodes[next].tag) || nodes[next].tag == NGI_TAG_P) return root;
        root = next;
    }
}

static bool is_heading(ngi_tag tag) { return tag >= NGI_TAG_H1 && tag <= NGI_TAG_H6; }

/* Tag and class of the element around a block. */
static uint64_t style_of(const ngi_page *page, const ngi_block *block)
{
    ng_str class = ngi_xml_attribute_of(&page->tree, block->node, "class");

    return ngi_hash(NGI_HASH_START + page->tree.nodes.items[block->node].tag, class.ptr, class.len);
}

/* The style of the article's paragraphs: what is styled so is article, whatever else it looks like. */
static void find_style(body_finder *f)
{
    struct {
        uint64_t style, letters;
    } table[64] = { { 0, 0 } };
    const ngi_page *page = f->page;
    uint64_t best = 0;

    for (size_t i = 0; i < page->blocks.count; i++) {
        const ngi_block *block = &page->blocks.items[i];
        uint64_t style;

        if (!f->prose[i] || block->node < f->root || block->node >= page->tree.nodes.items[f->root].end) continue;
        style = style_of(page, block);
        for (size_t k = 0; k < 64; k++) {
            if (table[k].letters > 0 && table[k].style != style) continue;
            table[k].style = style;
            table[k].letters += block->letters;
            if (table[k].letters > best) {
                best = table[k].letters;
                f->style = style;
            }
            break;
        }
    }
}

static bool is_caption_word(ng_str word)
{
    return ng_str_equal(word, NGI_LITERAL("caption")) || ng_str_equal(word, NGI_LITERAL("credit")) ||
           ng_str_equal(word, NGI_LITERAL("figcaption"));
}

static bool is_caption(const ngi_page *page, uint32_t node)
{
    for (unsigned up = 0; up < 4 && node != NG_NONE; up++) {
        ngi_tag tag = page->tree.nodes.items[node].tag;

        if (tag == NGI_TAG_FIGCAPTION || tag == NGI_TAG_FIGURE) return true;
        if (tag != NGI_TAG_BODY && count_words(ngi_xml_attribute_of(&page->tree, node, "class"), is_caption_word))
            return true;
        node = page->tree.nodes.items[node].parent;
    }
    return false;
}

/* Is the block one by its own looks, wherever it stands? */
static bool is_article_text(const body_finder *f, size_t index)
{
    const ngi_block *block = &f->page->blocks.items[index];
    ngi_tag tag = f->page->tree.nodes.items[block->node].tag;

    if (f->furniture[block->node] || f->repeated[index]) return false;
    if (is_caption(f->page, block->node)) return block->words >= 8 && f->odds[index] < 0.8f && f->prose[index];
    if (block->link_letters * 100 > block->letters * 94 && block->words < 30) return false;
    if (block->words >= 8 && f->odds[index] < 0.5f && style_of(f->page, block) == f->style) return true;
    if (block->link_letters * 2 > block->letters && !f->prose[index] && !is_heading(tag)) return false;
    if (is_heading(tag)) return block->link_letters * 2 < block->letters && f->odds[index] < 0.97f;
    return f->odds[index] < (block->words >= 25 ? 0.97f : 0.8f);
}

/* Within the container, or a paragraph between the title and it: leads often stand apart. */
static bool keep_block(const body_finder *f, size_t index, size_t head)
{
    const ngi_block *block = &f->page->blocks.items[index];

    if (!is_article_text(f, index)) return false;
    if (block->node >= f->page->tree.nodes.items[f->root].end) return false;
    if (block->node >= f->root) return true;
    return index > head && f->prose[index] && f->odds[index] < 0.5f && block->link_letters * 5 < block->letters;
}

/* The block that shows the title, or the last one. */
static size_t find_head(const ngi_page *page, ng_str title)
{
    for (size_t i = 0; i < page->blocks.count; i++) {
        const ngi_block *block = &page->blocks.items[i];

        if (page->tree.nodes.items[block->node].tag == NGI_TAG_H1 &&
            ng_str_equal(ngi_block_text(page, block), title))
            return i;
    }
    for (size_t i = 0; i < page->blocks.count; i++)
        if (page->tree.nodes.items[page->blocks.items[i].node].tag == NGI_TAG_H1) return i;
    return page->blocks.count;
}

/* Headings with no text of the article behind them, and short lines behind the last paragraph, go. */
static void trim_ends(const body_finder *f)
{
    ngi_page *page = f->page;
    uint64_t all = 0, behind = 0;
    unsigned links = 0, texts = 0;
    bool text = false;

    for (size_t i = 0; i < page->blocks.count; i++)
        if (page->blocks.items[i].body) all += page->blocks.items[i].letters;
    for (size_t i = page->blocks.count; i-- > 0;) { /* 'More from ...' cuts what follows */
        ngi_block *block = &page->blocks.items[i];

        if (behind * 4 > all ||
            (block->body && f->prose[i] && (block->words > 40 || style_of(page, block) == f->style)))
            break;
        if (block->node > f->root && block->node < page->tree.nodes.items[f->root].end && block->words <= 6 &&
            f->odds[i] > 0.8f && links >= 3 && links >= texts)
            for (size_t k = i; k < page->blocks.count; k++) page->blocks.items[k].body = false;
        if (block->body) behind += block->letters;
        texts += block->body && f->prose[i];
        links += block->node < page->tree.nodes.items[f->root].end && block->link_letters * 2 > block->letters;
    }
    for (size_t i = page->blocks.count; i-- > 0;) {
        ngi_block *block = &page->blocks.items[i];

        if (!block->body) continue;
        if (is_heading(page->tree.nodes.items[block->node].tag)) {
            block->body = text;
            text = false;
        } else {
            text = true;
        }
    }
    for (size_t i = page->blocks.count; i-- > 0 && !(page->blocks.items[i].body && f->prose[i]);)
        page->blocks.items[i].body = false;
}

static ng_status find_body(body_finder *f, ng_str title)
{
    ngi_page *page = f->page;
    size_t head = find_head(page, title);
    ng_status st;

    NG_CHECK(judge_blocks(f));
    rule_out(f);
    f->root = find_root(f);
    if (f->root == NG_NONE) goto done;
    find_style(f);
    for (size_t i = 0; i < page->blocks.count; i++) {
        ng_str text = ngi_block_text(page, &page->blocks.items[i]);

        page->blocks.items[i].body = keep_block(f, i, head) && !ng_str_equal(text, title);
    }
    trim_ends(f);
done:
    return st;
}

ng_status ngi_page_body(ngi_page *page, ng_str title)
{
    size_t nodes = page->tree.nodes.count + 1, blocks = page->blocks.count + 1;
    body_finder f = { page, NULL, NULL, NULL, NULL, NULL, NG_NONE, 0 };
    ng_status st = NG_E_NOMEM;

    f.weights = ngi_alloc(page->ctx, nodes, sizeof *f.weights);
    f.furniture = ngi_alloc(page->ctx, nodes, sizeof *f.furniture);
    f.prose = ngi_alloc(page->ctx, blocks, sizeof *f.prose);
    f.odds = ngi_alloc(page->ctx, blocks, sizeof *f.odds);
    f.repeated = ngi_alloc(page->ctx, blocks, sizeof *f.repeated);
    if (f.weights && f.furniture && f.prose && f.odds && f.repeated) st = find_body(&f, title);
    ngi_free(page->ctx, f.weights);
    ngi_free(page->ctx, f.furniture);
    ngi_free(page->ctx, f.prose);
    ngi_free(page->ctx, f.odds);
    ngi_free(page->ctx, f.repeated);
    return st;
}
