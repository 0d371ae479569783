/*
 * Result and gold file brought together: which document is which article, and which name stands where. Then each figure
 * is a comparison of two sets.
 */
#include "score_impl.h"

#include "base/unicode.h"

#include <stdlib.h>

static ng_str base_name(ng_str path)
{
    size_t i = path.len;

    while (i > 0 && path.ptr[i - 1] != '/') i--;
    return ngi_str_slice(path, i, path.len);
}

uint32_t scorer_raw_place(const ng_document *doc, uint32_t byte)
{
    return (uint32_t)doc->about.source_start + ng_document_code_point(doc, byte);
}

/* The article that a line belongs to, for the figures that are kept by article. */
static score *unit_of_line(const scorer *s, uint32_t line)
{
    size_t i, found = 0;

    for (i = 0; i < s->gold->articles.count; i++) {
        if (s->gold->articles.items[i].first_line <= line) found = i;
    }
    return &s->units[found];
}

/* Lines of a document's prose. A line of which anything visible is boilerplate is none. */
static void mark_prose(scorer *s, uint32_t d)
{
    const ng_document *doc = s->documents.items[d];
    uint32_t line, last = gold_line(s->gold, scorer_raw_place(doc, (uint32_t)doc->text.len) - 1);
    size_t i;

    if (doc->text.len == 0) return;
    for (line = gold_line(s->gold, scorer_raw_place(doc, 0)); line <= last; line++) {
        if (!s->gold->blank.items[line - 1]) s->prose.items[line - 1] = d;
    }
    for (i = 0; i < doc->boilerplate.count; i++) {
        ng_span span = doc->boilerplate.items[i];
        size_t at = span.begin;
        uint32_t place = scorer_raw_place(doc, span.begin);

        do {
            ngi_char c = ngi_char_next(doc->text, &at);

            line = gold_line(s->gold, place++);
            if (c >= 0 && !ngi_char_is_space(c) && s->prose.items[line - 1] == d) s->prose.items[line - 1] = NG_NONE;
        } while (at < span.end);
    }
}

static int by_place(const void *a, const void *b)
{
    const said_name *m = a, *n = b;

    if (m->span.begin != n->span.begin) return m->span.begin < n->span.begin ? -1 : 1;
    return (m->span.end > n->span.end) - (m->span.end < n->span.end);
}

const said_name *scorer_find_name(const scorer *s, ng_span span)
{
    said_name key = { span, 0, 0, 0, 0.0f };

    return s->names.count ? bsearch(&key, s->names.items, s->names.count, sizeof key, by_place) : NULL;
}

static ng_status gather_names(scorer *s)
{
    ng_status st = NG_OK;
    size_t i, kept = 0;
    uint32_t d;

    for (d = 0; d < s->documents.count; d++) {
        const ng_document *doc = s->documents.items[d];

        for (i = 0; i < doc->mentions.count; i++) {
            const ng_mention *m = &doc->mentions.items[i];
            said_name name = { { scorer_raw_place(doc, m->span.begin), scorer_raw_place(doc, m->span.end) }, d, 0, m->type, m->score };

            if (m->kind != NG_NAME || m->entity == NG_NONE) continue;
            name.actor = doc->entities.items[m->entity].actor;
            NG_CHECK(ngi_array_push(s->ctx, &s->names, name));
        }
    }
    if (s->names.count) qsort(s->names.items, s->names.count, sizeof *s->names.items, by_place);
    for (i = 0; i < s->names.count; i++) {
        if (!kept || by_place(&s->names.items[kept - 1], &s->names.items[i]) != 0) s->names.items[kept++] = s->names.items[i];
    }
    s->names.count = kept;
done:
    return st;
}

static ng_status gather(scorer *s)
{
    ng_status st = NG_OK;
    size_t i;

    for (i = 0; i < s->gold->blank.count; i++) NG_CHECK(ngi_array_push(s->ctx, &s->prose, NG_NONE));
    for (i = 0; i < s->said->documents.count; i++) {
        const ng_document *doc = s->said->documents.items[i];

        if (!ng_str_equal(base_name(doc->about.source), s->gold->name)) continue;
        NG_CHECK(ngi_array_push(s->ctx, &s->documents, doc));
        mark_prose(s, (uint32_t)s->documents.count - 1);
    }
    NG_CHECK(gather_names(s));
done:
    return st;
}

static uint32_t shared_lines(const scorer *s, uint32_t article, uint32_t document)
{
    uint32_t i, n = 0;

    for (i = 0; i < s->prose.count; i++) n += s->gold->prose.items[i] == article && s->prose.items[i] == document;
    return n;
}

/* Articles and documents with most shared lines belong together, one to one; of equals the later ones. */
static ng_status match_articles(scorer *s)
{
    uint32_t a, d, articles = (uint32_t)s->gold->articles.count, documents = (uint32_t)s->documents.count, best;
    NGI_ARRAY(bool) taken = { NULL, 0, 0 };
    ng_status st = NG_OK;

    for (a = 0; a < articles; a++) NG_CHECK(ngi_array_push(s->ctx, &s->document_of, NG_NONE));
    for (d = 0; d < documents; d++) NG_CHECK(ngi_array_push(s->ctx, &taken, false));
    do {
        uint32_t best_article = 0, best_document = 0;

        best = 0;
        for (a = 0; a < articles; a++) {
            for (d = 0; d < documents && s->document_of.items[a] == NG_NONE; d++) {
                uint32_t n = taken.items[d] ? 0 : shared_lines(s, a, d);

                if (n == 0 || n < best) continue;
                best = n;
                best_article = a;
                best_document = d;
            }
        }
        if (best == 0) break;
        s->document_of.items[best_article] = best_document;
        taken.items[best_document] = true;
    } while (best);
done:
    ngi_array_release(s->ctx, &taken);
    return st;
}

static void score_boilerplate(scorer *s)
{
    uint32_t i;

    for (i = 0; i < s->prose.count; i++) {
        counts *c = &unit_of_line(s, i + 1)->figures[FIGURE_BOILERPLATE];
        bool said = s->prose.items[i] == NG_NONE, gold = s->gold->prose.items[i] == NG_NONE;

        if (s->gold->blank.items[i]) continue;
        c->said += said;
        c->gold += gold;
        c->right += said && gold;
    }
}

bool scorer_is_loose(const gold_file *gold, ng_span span)
{
    size_t i;

    for (i = 0; i < gold->loose.count; i++) {
        if (ngi_span_overlaps(gold->loose.items[i], span)) return true;
    }
    return false;
}

void scorer_put_in_bin(score_bin *bins, float value, bool right)
{
    size_t i = value >= 1.0f ? SCORE_BINS - 1 : value > 0.0f ? (size_t)(value * SCORE_BINS) : 0;

    bins[i].said += 1.0;
    bins[i].right += right;
    bins[i].sum += (double)value;
}

/* The gold mention that stands exactly there and counts. */
static const gold_mention *gold_at(const gold_file *gold, ng_span span)
{
    size_t i;

    for (i = 0; i < gold->mentions.count; i++) {
        const gold_mention *m = &gold->mentions.items[i];

        if (m->span.begin == span.begin && m->span.end == span.end) return m->loose ? NULL : m;
    }
    return NULL;
}

static void score_names(scorer *s)
{
    const gold_file *gold = s->gold;
    size_t i;

    for (i = 0; i < gold->mentions.count; i++) {
        const gold_mention *m = &gold->mentions.items[i];
        score *unit = unit_of_line(s, gold_line(gold, m->span.begin));

        if (m->loose) continue;
        unit->figures[FIGURE_SPANS].gold += 1.0;
        unit->figures[FIGURE_MENTIONS].gold += 1.0;
        unit->mention_types[gold->entities.items[m->entity].type].gold += 1.0;
    }
    for (i = 0; i < s->names.count; i++) {
        const said_name *name = &s->names.items[i];
        const gold_mention *m = gold_at(gold, name->span);
        const gold_entity *e = m ? &gold->entities.items[m->entity] : NULL;
        bool right = e && (e->types & NG_BIT(name->type));
        score *unit = unit_of_line(s, gold_line(gold, name->span.begin));
        counts *type = &unit->mention_types[right ? e->type : name->type];

        if (!m && scorer_is_loose(gold, name->span)) continue;
        unit->figures[FIGURE_SPANS].said += 1.0;
        unit->figures[FIGURE_SPANS].right += m != NULL;
        unit->figures[FIGURE_MENTIONS].said += 1.0;
        unit->figures[FIGURE_MENTIONS].right += right;
        type->said += 1.0;
        type->right += right;
        scorer_put_in_bin(unit->mention_scores, name->score, right);
    }
}

static void score_ends(scorer *s, uint32_t a)
{
    uint32_t d = s->document_of.items[a];
    counts *c = &s->units[a].figures[FIGURE_ARTICLES];
    uint32_t i, first_gold = 0, last_gold = 0, first_said = 0, last_said = 0;

    for (i = 0; i < s->prose.count; i++) {
        if (s->gold->prose.items[i] == a) {
            if (!first_gold) first_gold = i + 1;
            last_gold = i + 1;
        }
        if (d != NG_NONE && s->prose.items[i] == d) {
            if (!first_said) first_said = i + 1;
            last_said = i + 1;
        }
    }
    c->gold += 2.0;
    if (d == NG_NONE) return;
    c->said += 2.0;
    c->right += (first_gold == first_said) + (last_gold == last_said);
}

/* The next character where every run of white space is one blank; -1 at the end. */
static ngi_char next_plain(ng_str text, size_t *at)
{
    ngi_char c = ngi_char_next(text, at);

    if (c < 0 || !ngi_char_is_space(c)) return c;
    while (*at < text.len && ngi_char_is_space(ngi_char_at(text, *at))) (void)ngi_char_next(text, at);
    return *at < text.len ? ' ' : -1;
}

static bool same_words(ng_str a, ng_str b)
{
    size_t i = 0, k = 0;
    ngi_char c, d;

    while (i < a.len && ngi_char_is_space(ngi_char_at(a, i))) (void)ngi_char_next(a, &i);
    while (k < b.len && ngi_char_is_space(ngi_char_at(b, k))) (void)ngi_char_next(b, &k);
    do {
        c = next_plain(a, &i);
        d = next_plain(b, &k);
    } while (c == d && c >= 0);
    return c == d;
}

static void score_title(scorer *s, uint32_t a)
{
    const ng_document *doc = s->document_of.items[a] == NG_NONE ? NULL : s->documents.items[s->document_of.items[a]];
    ng_str title = s->gold->articles.items[a].title;
    counts *c = &s->units[a].figures[FIGURE_TITLES];

    if (!title.len) return;
    c->gold += 1.0;
    if (!doc || !doc->about.title.len) return;
    c->said += 1.0;
    c->right += same_words(title, doc->about.title);
}

ng_status score_file(ng_context *ctx, const gold_file *gold, const ng_collection *said, score_list *out)
{
    scorer s = { ctx, gold, said, { NULL, 0, 0 }, { NULL, 0, 0 }, { NULL, 0, 0 }, { NULL, 0, 0 }, NULL };
    score none;
    ng_status st = NG_OK;
    uint32_t a;

    memset(&none, 0, sizeof none);
    NG_CHECK(ngi_array_reserve(ctx, out, gold->articles.count));
    for (a = 0; a < gold->articles.count; a++) NG_CHECK(ngi_array_push(ctx, out, none));
    s.units = out->items + out->count - gold->articles.count;
    NG_CHECK(gather(&s));
    NG_CHECK(match_articles(&s));
    score_boilerplate(&s);
    score_names(&s);
    for (a = 0; a < gold->articles.count; a++) {
        score_ends(&s, a);
        score_title(&s, a);
        NG_CHECK(scorer_network(&s, a));
    }
done:
    ngi_array_release(ctx, &s.documents);
    ngi_array_release(ctx, &s.prose);
    ngi_array_release(ctx, &s.names);
    ngi_array_release(ctx, &s.document_of);
    return st;
}
