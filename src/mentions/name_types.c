/*
 * One name mostly has one type in one article, but each place is labelled by itself. Here the places of a name speak
 * to each other: the type of each is the one that is best by its own probabilities times the square of the name's
 * average over the document. A doubtful place follows the others, and a clear one stays: 'DeepSeek' the firm and the
 * model remain two where the sentences say so. A single word also hears the longer names that begin or end with it
 * ('Roe' and 'Jane Roe'), and names that the word lists know with certain types get those likelier.
 *
 * Trials: a plain vote over equal names gave 0.5 to 1.5 points of typed F1.
 */
#include "name_types.h"

#include "base/unicode.h"
#include "mention_span.h"

#define LIKELIER_IF_LISTED 6.0f /* factor for the types that the lists give a name */
#define LEAST 0.02f             /* of the average: what the text never says stays possible */
#define KIN 0.5f                /* weight of a longer name in the average of its first or last word */

typedef struct group {
    ng_str key;
    float sum[NG_ENTITY_TYPE_COUNT]; /* of the places' probabilities */
    float kin[NG_ENTITY_TYPE_COUNT]; /* the same of longer names */
    float count, kin_count;
    uint32_t listed;          /* types that the lists give */
} group;

typedef struct groups {
    ng_context *ctx;
    ngi_arena keys;
    ngi_map index;
    NGI_ARRAY(group) items;
    uint32_t *of;             /* of each vote */
} groups;

/* The group of a name, made when it is new. */
static ng_status find_group(groups *g, const ngi_lexicon *lexicon, ng_str name, uint32_t *out)
{
    ngi_buffer buffer = { NULL, 0, 0 };
    ng_status st = NG_OK;
    ng_str key;

    NG_CHECK(ngi_name_key(g->ctx, name, &buffer));
    *out = ngi_map_find(&g->index, ngi_buffer_str(&buffer));
    if (*out != NG_NONE) goto done;
    *out = (uint32_t)g->items.count;
    NG_CHECK(ngi_arena_copy(g->ctx, &g->keys, ngi_buffer_str(&buffer), &key));
    NG_CHECK(ngi_map_set(g->ctx, &g->index, key, *out));
    NG_CHECK(ngi_array_push(g->ctx, &g->items, (group){ .key = key, .listed = ngi_listed_types(lexicon, name) }));
done:
    ngi_buffer_release(g->ctx, &buffer);
    return st;
}

static ng_status count_votes(groups *g, const ngi_lexicon *lexicon, const ngi_type_vote *votes, size_t count, const ng_document *doc)
{
    ng_status st = NG_OK;
    size_t i, t;

    for (i = 0; i < count; i++) {
        group *at;

        NG_CHECK(find_group(g, lexicon, ng_document_slice(doc, doc->mentions.items[votes[i].mention].span), &g->of[i]));
        at = &g->items.items[g->of[i]];
        for (t = 0; t < NG_ENTITY_TYPE_COUNT; t++) at->sum[t] += votes[i].probability[t];
        at->count++;
    }
done:
    return st;
}

/* Let a group hear a longer name. */
static void hear(groups *g, const group *longer, ng_str word)
{
    uint32_t i = ngi_map_find(&g->index, word);
    size_t t;

    if (i == NG_NONE) return;
    for (t = 0; t < NG_ENTITY_TYPE_COUNT; t++) g->items.items[i].kin[t] += longer->sum[t];
    g->items.items[i].kin_count += longer->count;
}

static void hear_longer_names(groups *g)
{
    size_t i, first, last;

    for (i = 0; i < g->items.count; i++) {
        const group *longer = &g->items.items[i];

        first = ngi_str_find(longer->key, NGI_LITERAL(" "));
        if (first == SIZE_MAX) continue;
        for (last = longer->key.len; longer->key.ptr[last - 1] != ' ';) last--;
        hear(g, longer, ngi_str_slice(longer->key, 0, first));
        hear(g, longer, ngi_str_slice(longer->key, last, longer->key.len));
    }
}

/* The best type of one place, and its probability. */
static ng_entity_type settle(const group *g, const ngi_type_vote *vote, float *out_probability)
{
    float weights[NG_ENTITY_TYPE_COUNT], all = 0;
    size_t t, best = 0;

    for (t = 0; t < NG_ENTITY_TYPE_COUNT; t++) {
        float average = (g->sum[t] + KIN * g->kin[t]) / (g->count + KIN * g->kin_count) + LEAST;

        if (g->count + g->kin_count < 2) average = 1; /* it hears itself alone */
        weights[t] = vote->probability[t] * average * average * (g->listed >> t & 1u ? LIKELIER_IF_LISTED : 1.0f);
        all += weights[t];
        if (weights[t] > weights[best]) best = t;
    }
    *out_probability = all > 0 ? weights[best] / all : 0;
    return (ng_entity_type)best;
}

ng_status ngi_settle_types(ng_context *ctx, const ngi_lexicon *lexicon, const ngi_type_vote *votes, size_t count, ng_document *doc)
{
    groups g = { .ctx = ctx };
    ng_allocator allocator = ngi_allocator(ctx);
    ng_status st = NG_OK;
    size_t i;

    g.of = ngi_alloc(ctx, count, sizeof *g.of);
    if (!g.of) return NG_E_NOMEM;
    NG_CHECK(count_votes(&g, lexicon, votes, count, doc));
    hear_longer_names(&g);
    for (i = 0; i < count; i++) {
        ng_mention *m = &doc->mentions.items[votes[i].mention];
        float probability;
        ng_entity_type type = settle(&g.items.items[g.of[i]], &votes[i], &probability);

        if (type != m->type) m->score = votes[i].span_score * probability;
        m->type = type;
    }
done:
    ngi_free(ctx, g.of);
    ngi_array_release(ctx, &g.items);
    ngi_map_release(ctx, &g.index);
    ngi_arena_release(&allocator, &g.keys);
    return st;
}
