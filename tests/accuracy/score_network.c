/*
 * The second half of the scorer: which node is which entity, and from that the figures of the network.
 *
 * An actor counts as the entity of most of the names that both sides have (of equals, the one that gold names first);
 * relations and speech are compared after that, so that a wrong merge costs what it breaks and no more.
 */
#include "score_impl.h"

#include <stdlib.h>

/* What the actors of one article's document are in gold. */
typedef struct linking {
    uint32_t first, entities, actors; /* first entity of the article, and how many of each */
    uint32_t *together;           /* [actor * entities + entity]: shared names */
    uint32_t *of_actor, *of_entity;
    uint32_t *to_gold;            /* by actor: entity of the file, or NG_NONE */
} linking;

typedef NGI_ARRAY(gold_pair) pair_list;

static int by_pair(const void *a, const void *b)
{
    const gold_pair *p = a, *q = b;

    if (p->first != q->first) return p->first < q->first ? -1 : 1;
    return (p->second > q->second) - (p->second < q->second);
}

/* Sorted, none twice, without the loose ones: a set. */
static void settle(pair_list *list, const gold_pair *loose, size_t loose_count)
{
    size_t i, k, kept = 0;

    if (list->count) qsort(list->items, list->count, sizeof *list->items, by_pair);
    for (i = 0; i < list->count; i++) {
        bool out = kept && by_pair(&list->items[kept - 1], &list->items[i]) == 0;

        for (k = 0; k < loose_count; k++) out = out || by_pair(&loose[k], &list->items[i]) == 0;
        if (!out) list->items[kept++] = list->items[i];
    }
    list->count = kept;
}

static void compare_pairs(const pair_list *said, const pair_list *gold, counts *out)
{
    size_t i;

    out->said += (double)said->count;
    out->gold += (double)gold->count;
    for (i = 0; i < said->count && gold->count; i++) {
        out->right += bsearch(&said->items[i], gold->items, gold->count, sizeof *gold->items, by_pair) != NULL;
    }
}

static void release_linking(scorer *s, linking *l)
{
    ngi_free(s->ctx, l->together);
    ngi_free(s->ctx, l->of_actor);
    ngi_free(s->ctx, l->of_entity);
    ngi_free(s->ctx, l->to_gold);
}

/* The name of document d at a gold mention, or NULL. */
static const said_name *name_at(const scorer *s, uint32_t d, const gold_mention *m)
{
    const said_name *name = scorer_find_name(s, m->span);

    return name && name->document == d ? name : NULL;
}

static ng_status link_actors(scorer *s, uint32_t a, uint32_t d, linking *l)
{
    const gold_article *article = &s->gold->articles.items[a];
    uint32_t i;

    memset(l, 0, sizeof *l);
    l->first = article->entities.begin;
    l->entities = article->entities.end - article->entities.begin;
    l->actors = (uint32_t)s->said->actors.count;
    l->together = ngi_alloc(s->ctx, (size_t)l->actors * l->entities, sizeof *l->together);
    l->of_actor = ngi_alloc(s->ctx, l->actors, sizeof *l->of_actor);
    l->of_entity = ngi_alloc(s->ctx, l->entities, sizeof *l->of_entity);
    l->to_gold = ngi_alloc(s->ctx, l->actors, sizeof *l->to_gold);
    if (!l->together || !l->of_actor || !l->of_entity || !l->to_gold) return NG_E_NOMEM;
    for (i = 0; i < l->actors; i++) l->to_gold[i] = NG_NONE;
    for (i = article->mentions.begin; i < article->mentions.end; i++) {
        const gold_mention *m = &s->gold->mentions.items[i];
        const said_name *name = name_at(s, d, m);

        if (!name) continue;
        l->together[name->actor * l->entities + m->entity - l->first]++;
        l->of_actor[name->actor]++;
        l->of_entity[m->entity - l->first]++;
    }
    for (i = article->mentions.begin; i < article->mentions.end; i++) {
        const gold_mention *m = &s->gold->mentions.items[i];
        const said_name *name = name_at(s, d, m);
        const uint32_t *row;

        if (!name) continue;
        row = &l->together[name->actor * l->entities];
        if (l->to_gold[name->actor] == NG_NONE || row[m->entity - l->first] > row[l->to_gold[name->actor] - l->first]) {
            l->to_gold[name->actor] = m->entity;
        }
    }
    return NG_OK;
}

static void score_b3(scorer *s, uint32_t a, const linking *l)
{
    score *unit = &s->units[a];
    uint32_t p, e;

    for (p = 0; p < l->actors; p++) {
        for (e = 0; e < l->entities; e++) {
            double n = l->together[p * l->entities + e];

            if (n <= 0.0) continue;
            unit->b3_precision += n * n / l->of_actor[p];
            unit->b3_recall += n * n / l->of_entity[e];
            unit->figures[FIGURE_B3].right += n;
            unit->figures[FIGURE_B3].said += n;
            unit->figures[FIGURE_B3].gold += n;
        }
    }
}

/* The actor that a reference of the document stands for there, or NG_NONE. */
static uint32_t referent_at(const ng_document *doc, ng_span span)
{
    size_t i;

    for (i = 0; i < doc->mentions.count; i++) {
        const ng_mention *m = &doc->mentions.items[i];

        if (m->kind == NG_NAME || m->entity == NG_NONE) continue;
        if (scorer_raw_place(doc, m->span.begin) != span.begin || scorer_raw_place(doc, m->span.end) != span.end) continue;
        return doc->entities.items[m->entity].actor;
    }
    return NG_NONE;
}

static void score_references(scorer *s, uint32_t a, const ng_document *doc, const linking *l)
{
    const gold_article *article = &s->gold->articles.items[a];
    counts *c = &s->units[a].figures[FIGURE_REFERENCES];
    uint32_t i;
    size_t k;

    c->gold += article->references.end - article->references.begin;
    if (!doc || article->references.begin == article->references.end) return; /* nothing was marked */
    for (k = 0; k < doc->mentions.count; k++) {
        c->said += doc->mentions.items[k].kind != NG_NAME && doc->mentions.items[k].entity != NG_NONE;
    }
    for (i = article->references.begin; i < article->references.end; i++) {
        const gold_mention *m = &s->gold->references.items[i];
        uint32_t actor = referent_at(doc, m->span);

        c->right += actor != NG_NONE && l->to_gold[actor] == m->entity;
    }
}

static bool has_form(const gold_file *gold, const gold_entity *e, ng_str name)
{
    uint32_t i;

    for (i = e->forms.begin; i < e->forms.end; i++) {
        if (ng_str_equal(gold->forms.items[i], name)) return true;
    }
    return false;
}

static bool is_right_node(const scorer *s, const gold_entity *e, const ng_actor *actor)
{
    bool named = has_form(s->gold, e, actor->name);
    uint32_t i;

    for (i = actor->aliases.begin; i < actor->aliases.end && !named; i++) {
        named = has_form(s->gold, e, s->said->aliases.items[i]);
    }
    return named && (e->types & NG_BIT(actor->type));
}

/* Has an entity any mention that counts? */
static bool is_firm_entity(const gold_file *gold, const gold_article *article, uint32_t entity)
{
    uint32_t i;

    for (i = article->mentions.begin; i < article->mentions.end; i++) {
        if (gold->mentions.items[i].entity == entity && !gold->mentions.items[i].loose) return true;
    }
    return false;
}

static ng_status score_nodes(scorer *s, uint32_t a, uint32_t d, const linking *l)
{
    const gold_article *article = &s->gold->articles.items[a];
    counts *c = &s->units[a].figures[FIGURE_NODES];
    bool *firm = ngi_alloc(s->ctx, l->actors, sizeof *firm);
    uint32_t e, p;
    size_t i;

    if (!firm) return NG_E_NOMEM;
    for (e = article->entities.begin; e < article->entities.end; e++) {
        uint32_t nodes = 0, node = 0;

        if (!is_firm_entity(s->gold, article, e)) continue;
        for (p = 0; p < l->actors; p++) {
            if (l->to_gold[p] != e) continue;
            nodes++;
            node = p;
        }
        c->gold += 1.0;
        c->right += nodes == 1 && is_right_node(s, &s->gold->entities.items[e], &s->said->actors.items[node]);
    }
    for (i = 0; i < s->names.count; i++) {
        const said_name *name = &s->names.items[i];

        if (name->document == d && !scorer_is_loose(s->gold, name->span)) firm[name->actor] = true;
    }
    for (p = 0; p < l->actors; p++) c->said += firm[p];
    ngi_free(s->ctx, firm);
    return NG_OK;
}

typedef struct keyed_relation {
    gold_relation rel;        /* nodes as entities of gold, or numbers behind them */
    uint32_t order;
    float score;
} keyed_relation;

typedef NGI_ARRAY(keyed_relation) relation_list;

static int by_key(const void *a, const void *b)
{
    const gold_relation *p = &((const keyed_relation *)a)->rel, *q = &((const keyed_relation *)b)->rel;

    if (p->type != q->type) return p->type < q->type ? -1 : 1;
    if (p->head != q->head) return p->head < q->head ? -1 : 1;
    return (p->tail > q->tail) - (p->tail < q->tail);
}

static int by_key_and_order(const void *a, const void *b)
{
    const keyed_relation *p = a, *q = b;
    int order = by_key(a, b);

    return order ? order : (p->order > q->order) - (p->order < q->order);
}

static ng_status add_relation(scorer *s, relation_list *list, gold_relation rel, float value)
{
    keyed_relation k = { rel, (uint32_t)list->count, value };

    if (ng_relation_type_symmetric(rel.type) && rel.tail < rel.head) {
        k.rel.head = rel.tail;
        k.rel.tail = rel.head;
    }
    return ngi_array_push(s->ctx, list, k);
}

/* One for each key: the last; and none of the loose ones. */
static void settle_relations(relation_list *list, const relation_list *loose)
{
    size_t i, k, kept = 0;

    if (list->count) qsort(list->items, list->count, sizeof *list->items, by_key_and_order);
    for (i = 0; i < list->count; i++) {
        bool out = i + 1 < list->count && by_key(&list->items[i], &list->items[i + 1]) == 0;

        for (k = 0; k < loose->count; k++) out = out || by_key(&loose->items[k], &list->items[i]) == 0;
        if (!out) list->items[kept++] = list->items[i];
    }
    list->count = kept;
}

/* A node of the result as a number: its gold entity, or one that no entity has. */
static uint32_t node_of(const scorer *s, const linking *l, const ng_document *doc, uint32_t entity)
{
    uint32_t actor = doc->entities.items[entity].actor;

    return l->to_gold[actor] != NG_NONE ? l->to_gold[actor] : (uint32_t)s->gold->entities.count + actor;
}

static ng_status gather_relations(scorer *s, uint32_t a, const ng_document *doc, const linking *l, relation_list *gold,
                                  relation_list *said)
{
    const gold_article *article = &s->gold->articles.items[a];
    relation_list loose = { NULL, 0, 0 };
    ng_status st = NG_OK;
    uint32_t i;

    for (i = article->relations.begin; i < article->relations.end; i++) {
        NG_CHECK(add_relation(s, gold, s->gold->relations.items[i], 1.0f));
    }
    for (i = article->loose_relations.begin; i < article->loose_relations.end; i++) {
        NG_CHECK(add_relation(s, &loose, s->gold->loose_relations.items[i], 1.0f));
    }
    for (i = 0; doc && i < doc->relations.count; i++) {
        const ng_relation *r = &doc->relations.items[i];
        gold_relation rel = { node_of(s, l, doc, r->head), node_of(s, l, doc, r->tail), r->type, r->status };

        NG_CHECK(add_relation(s, said, rel, r->score));
    }
    settle_relations(gold, &loose);
    settle_relations(said, &loose);
done:
    ngi_array_release(s->ctx, &loose);
    return st;
}

static ng_status score_related_pairs(scorer *s, uint32_t a, const relation_list *gold, const relation_list *said)
{
    pair_list pairs[2] = { { NULL, 0, 0 }, { NULL, 0, 0 } };
    ng_status st = NG_OK;
    size_t side, i;

    for (side = 0; side < 2; side++) {
        const relation_list *list = side ? said : gold;

        for (i = 0; i < list->count; i++) {
            const gold_relation *r = &list->items[i].rel;
            gold_pair pair = { r->head < r->tail ? r->head : r->tail, r->head < r->tail ? r->tail : r->head };

            NG_CHECK(ngi_array_push(s->ctx, &pairs[side], pair));
        }
        settle(&pairs[side], NULL, 0);
    }
    compare_pairs(&pairs[1], &pairs[0], &s->units[a].figures[FIGURE_PAIRS]);
done:
    ngi_array_release(s->ctx, &pairs[0]);
    ngi_array_release(s->ctx, &pairs[1]);
    return st;
}

static ng_status score_relations(scorer *s, uint32_t a, const ng_document *doc, const linking *l)
{
    relation_list gold = { NULL, 0, 0 }, said = { NULL, 0, 0 };
    score *unit = &s->units[a];
    counts *c = &unit->figures[FIGURE_RELATIONS];
    ng_status st;
    size_t i;

    NG_CHECK(gather_relations(s, a, doc, l, &gold, &said));
    c->gold += (double)gold.count;
    c->said += (double)said.count;
    for (i = 0; i < gold.count; i++) unit->relation_types[gold.items[i].rel.type].gold += 1.0;
    for (i = 0; i < said.count; i++) {
        const keyed_relation *r = &said.items[i];
        const keyed_relation *g = gold.count ? bsearch(r, gold.items, gold.count, sizeof *r, by_key) : NULL;

        unit->relation_types[r->rel.type].said += 1.0;
        scorer_put_in_bin(unit->relation_scores, r->score, g != NULL);
        if (!g) continue;
        c->right += 1.0;
        unit->relation_types[r->rel.type].right += 1.0;
        unit->statuses[g->rel.status][r->rel.status] += 1.0;
    }
    NG_CHECK(score_related_pairs(s, a, &gold, &said));
done:
    ngi_array_release(s->ctx, &gold);
    ngi_array_release(s->ctx, &said);
    return st;
}

static ng_status add_pairs(scorer *s, pair_list *list, const gold_pair *from, ng_range range)
{
    ng_status st = NG_OK;
    uint32_t i;

    for (i = range.begin; i < range.end; i++) NG_CHECK(ngi_array_push(s->ctx, list, from[i]));
done:
    return st;
}

static ng_status add_said_speech(scorer *s, const ng_document *doc, const linking *l, pair_list *speakers, pair_list *edges)
{
    ng_status st = NG_OK;
    uint32_t i, k;

    for (i = 0; doc && i < doc->speech.count; i++) {
        const ng_speech *speech = &doc->speech.items[i];
        gold_pair said, edge;

        if (speech->speaker == NG_NONE) continue;
        said.first = edge.first = node_of(s, l, doc, speech->speaker);
        said.second = gold_line(s->gold, scorer_raw_place(doc, speech->span.begin));
        NG_CHECK(ngi_array_push(s->ctx, speakers, said));
        for (k = speech->about.begin; k < speech->about.end; k++) {
            edge.second = node_of(s, l, doc, doc->about_entities.items[k]);
            if (edge.second != edge.first) NG_CHECK(ngi_array_push(s->ctx, edges, edge));
        }
    }
done:
    return st;
}

static ng_status score_speech(scorer *s, uint32_t a, const ng_document *doc, const linking *l)
{
    const gold_article *article = &s->gold->articles.items[a];
    const gold_pair *loose_speakers = s->gold->loose_speakers.items, *loose_edges = s->gold->loose_edges.items;
    size_t speaker_count = article->loose_speakers.end - article->loose_speakers.begin;
    size_t edge_count = article->loose_edges.end - article->loose_edges.begin;
    pair_list lists[4] = { { NULL, 0, 0 }, { NULL, 0, 0 }, { NULL, 0, 0 }, { NULL, 0, 0 } }; /* gold, said; gold, said */
    ng_status st;
    size_t i;

    NG_CHECK(add_pairs(s, &lists[0], s->gold->speakers.items, article->speakers));
    NG_CHECK(add_pairs(s, &lists[2], s->gold->edges.items, article->edges));
    NG_CHECK(add_said_speech(s, doc, l, &lists[1], &lists[3]));
    if (speaker_count) loose_speakers += article->loose_speakers.begin;
    if (edge_count) loose_edges += article->loose_edges.begin;
    for (i = 0; i < 2; i++) {
        settle(&lists[i], loose_speakers, speaker_count);
        settle(&lists[2 + i], loose_edges, edge_count);
    }
    compare_pairs(&lists[1], &lists[0], &s->units[a].figures[FIGURE_SPEAKERS]);
    compare_pairs(&lists[3], &lists[2], &s->units[a].figures[FIGURE_WHOWHOM]);
done:
    for (i = 0; i < 4; i++) ngi_array_release(s->ctx, &lists[i]);
    return st;
}

ng_status scorer_network(scorer *s, uint32_t a)
{
    uint32_t d = s->document_of.items[a];
    const ng_document *doc = d == NG_NONE ? NULL : s->documents.items[d];
    linking l;
    ng_status st;

    NG_CHECK(link_actors(s, a, d, &l));
    score_b3(s, a, &l);
    score_references(s, a, doc, &l);
    NG_CHECK(score_nodes(s, a, d, &l));
    NG_CHECK(score_relations(s, a, doc, &l));
    NG_CHECK(score_speech(s, a, doc, &l));
done:
    release_linking(s, &l);
    return st;
}
