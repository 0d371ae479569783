/*
 * References -> entities, by the coref head of the model and by rules that are surer.
 * In the flow: after the names of a document have entities.
 *
 * The head scores pairs of a reference and a mention before it (or a name soon after), as in the mention-ranking models
 * of Wiseman et al. 2015 and Lee et al. 2017; "refers to nothing" is a candidate too. Here the probabilities of the
 * mentions of one entity are added up, since all of them are right. Grammar forbids what it can: gender, persons and
 * things; 'I' outside quotations is the narrator, if one is known (narrator.c). References are taken in the order of the
 * text, so that one can lead to the next.
 * Cost: 40 candidates a reference, each 256 multiplications beside the products made once for each mention.
 */
#include "refer.h"

#include "narrator.h"

#include <math.h>

enum { LOOK_BACK = 40, FOLLOWING = 3, WIDTH = NGI_REFER_WIDTH, BILINEAR = NGI_REFER_BILINEAR, UNKNOWN_TYPE = NG_ENTITY_TYPE_COUNT,
       FOLLOWING_BUCKET = 8 };

#define SURE_GENDER 0.9f /* probability from which a pronoun tells its entity's gender */

ng_status ngi_resolver_create(ng_context *ctx, const ngi_model *model, ngi_resolver **out)
{
    ngi_resolver *r = ngi_alloc(ctx, 1, sizeof *r);
    uint32_t hidden = ngi_model_hidden(model);
    ng_status st;

    *out = NULL;
    if (!r) return NG_E_NOMEM;
    r->allocator = ngi_allocator(ctx);
    r->hidden = hidden;
    NG_CHECK(ngi_model_tensor(ctx, model, "coref.A", WIDTH, 2 * hidden, &r->reference));
    NG_CHECK(ngi_model_tensor(ctx, model, "coref.B", WIDTH, 2 * hidden, &r->candidate));
    NG_CHECK(ngi_model_tensor(ctx, model, "coref.P", BILINEAR, 2 * hidden, &r->left));
    NG_CHECK(ngi_model_tensor(ctx, model, "coref.Q", BILINEAR, 2 * hidden, &r->right));
    NG_CHECK(ngi_model_tensor(ctx, model, "coref.dist", 9, WIDTH, &r->dist));
    NG_CHECK(ngi_model_tensor(ctx, model, "coref.sent", 7, WIDTH, &r->sent));
    NG_CHECK(ngi_model_tensor(ctx, model, "coref.kind", 9, WIDTH, &r->kind));
    NG_CHECK(ngi_model_tensor(ctx, model, "coref.type", UNKNOWN_TYPE + 1, WIDTH, &r->type));
    NG_CHECK(ngi_model_tensor(ctx, model, "coref.class_type", REFER_CLASSES, UNKNOWN_TYPE + 1, &r->class_type));
    NG_CHECK(ngi_model_tensor(ctx, model, "coref.b1", 1, WIDTH, &r->bias));
    NG_CHECK(ngi_model_tensor(ctx, model, "coref.w2", 1, WIDTH, &r->weight));
    NG_CHECK(ngi_model_tensor(ctx, model, "coref.none.weight", 1, hidden, &r->none));
    NG_CHECK(ngi_model_tensor(ctx, model, "coref.none.bias", 1, 1, &r->none_bias));
    *out = r;
    r = NULL;
done:
    ngi_resolver_free(r);
    return st;
}

void ngi_resolver_free(ngi_resolver *resolver)
{
    ng_allocator a;

    if (!resolver) return;
    a = resolver->allocator;
    ngi_allocator_free(&a, resolver);
}

/* One document on its way through the head. */
typedef struct reading {
    ng_context *ctx;
    const ngi_resolver *head;
    const ngi_encoding *encoding;
    uint8_t *genders;
    ng_document *doc;
    float *as_reference, *as_candidate, *left, *right; /* products of each mention's vector */
    float *none;                                       /* score of "nothing" for each mention */
    float *weights;                                    /* of each entity, for one reference */
} reading;

/* [vector of the first unit ; vector of the last unit] of each mention. False in *out_any when there are none. */
static ng_status mention_vectors(const reading *r, float **out)
{
    uint32_t hidden = r->head->hidden;
    size_t i;

    *out = ngi_alloc(r->ctx, r->doc->mentions.count * 2 * hidden, sizeof **out);
    if (!*out) return NG_E_NOMEM;
    for (i = 0; i < r->doc->mentions.count; i++) {
        ng_range units = ngi_encoding_units_in(r->encoding, r->doc->mentions.items[i].span);
        float *v = *out + i * 2 * hidden;

        if (units.begin >= units.end) continue;
        memcpy(v, r->encoding->vectors + (size_t)units.begin * hidden, hidden * sizeof *v);
        memcpy(v + hidden, r->encoding->vectors + (size_t)(units.end - 1) * hidden, hidden * sizeof *v);
    }
    return NG_OK;
}

static ng_status multiply(const reading *r, ngi_tensor matrix, const float *vectors, float **out)
{
    size_t count = r->doc->mentions.count;

    *out = ngi_alloc(r->ctx, count * matrix.rows, sizeof **out);
    if (!*out) return NG_E_NOMEM;
    ngi_matrix_rows(matrix, vectors, count, NULL, *out);
    return NG_OK;
}

static ng_status prepare(reading *r)
{
    size_t count = r->doc->mentions.count, i;
    float *vectors = NULL;
    ng_status st;

    NG_CHECK(mention_vectors(r, &vectors));
    NG_CHECK(multiply(r, r->head->reference, vectors, &r->as_reference));
    NG_CHECK(multiply(r, r->head->candidate, vectors, &r->as_candidate));
    NG_CHECK(multiply(r, r->head->left, vectors, &r->left));
    NG_CHECK(multiply(r, r->head->right, vectors, &r->right));
    r->none = ngi_alloc(r->ctx, count, sizeof *r->none);
    r->weights = ngi_alloc(r->ctx, r->doc->entities.count, sizeof *r->weights);
    if (!r->none || !r->weights) {
        st = NG_E_NOMEM;
        goto done;
    }
    for (i = 0; i < count; i++) {
        r->none[i] = ngi_dot(r->head->none.data, vectors + i * 2 * r->head->hidden, r->head->hidden) + r->head->none_bias.data[0];
    }
done:
    ngi_free(r->ctx, vectors);
    return st;
}

static void release(reading *r)
{
    ngi_free(r->ctx, r->as_reference);
    ngi_free(r->ctx, r->as_candidate);
    ngi_free(r->ctx, r->left);
    ngi_free(r->ctx, r->right);
    ngi_free(r->ctx, r->none);
    ngi_free(r->ctx, r->weights);
}

/* Number of the first limit that is not below a distance in mentions. */
static uint32_t distance_bucket(uint32_t distance)
{
    static const uint32_t limits[] = { 1, 2, 3, 4, 7, 12, 20 };
    uint32_t k = 0;

    while (k < sizeof limits / sizeof *limits && distance > limits[k]) k++;
    return k;
}

static uint32_t paragraph_of(const ng_document *doc, const ng_mention *m) { return doc->sentences.items[m->sentence].paragraph; }

static uint32_t type_of(const reading *r, const ng_mention *m)
{
    if (m->kind == NG_NAME) return (uint32_t)m->type;
    return m->entity == NG_NONE ? UNKNOWN_TYPE : (uint32_t)r->doc->entities.items[m->entity].type;
}

static const float *row(ngi_tensor table, uint32_t index) { return table.data + (size_t)index * table.columns; }

static float score_pair(const reading *r, uint32_t i, uint32_t j, reference_class class)
{
    const ng_mention *a = &r->doc->mentions.items[i], *b = &r->doc->mentions.items[j];
    uint32_t type = type_of(r, b), dist = j < i ? distance_bucket(i - j) : FOLLOWING_BUCKET, sent, k;
    const float *parts[6];
    float hidden[WIDTH];

    if (j < i) {
        sent = a->sentence - b->sentence < 5 ? a->sentence - b->sentence : 5;
    } else {
        sent = a->sentence == b->sentence ? 0 : 6;
    }
    parts[0] = r->as_reference + (size_t)i * WIDTH;
    parts[1] = r->as_candidate + (size_t)j * WIDTH;
    parts[2] = row(r->head->dist, dist);
    parts[3] = row(r->head->sent, sent);
    parts[4] = row(r->head->kind, (uint32_t)a->kind * 3 + (uint32_t)b->kind);
    parts[5] = row(r->head->type, type);
    for (k = 0; k < WIDTH; k++) {
        hidden[k] = parts[0][k] + parts[1][k] + parts[2][k] + parts[3][k] + parts[4][k] + parts[5][k] + r->head->bias.data[k];
    }
    ngi_gelu(hidden, WIDTH);
    return ngi_dot(hidden, r->head->weight.data, WIDTH) +
           ngi_dot(r->left + (size_t)i * BILINEAR, r->right + (size_t)j * BILINEAR, BILINEAR) / 8.0f +
           row(r->head->class_type, (uint32_t)class)[type];
}

typedef struct candidate_list {
    uint32_t mention[LOOK_BACK + FOLLOWING];
    float score[LOOK_BACK + FOLLOWING];
    uint32_t count;
} candidate_list;

/* A mention that holds the reference, or that grammar forbids, is no candidate. */
static void add_candidate(const reading *r, uint32_t i, uint32_t j, reference_class class, candidate_list *out)
{
    const ng_mention *a = &r->doc->mentions.items[i], *b = &r->doc->mentions.items[j];

    if (b->entity != NG_NONE) {
        ng_entity_type type = b->kind == NG_NAME ? b->type : r->doc->entities.items[b->entity].type;

        if (!ngi_reference_agrees(r->doc, a, class, type, (name_gender)r->genders[b->entity])) return;
    }
    out->mention[out->count] = j;
    out->score[out->count++] = score_pair(r, i, j, class);
}

static void find_candidates(const reading *r, uint32_t i, reference_class class, candidate_list *out)
{
    const ng_mention *a = &r->doc->mentions.items[i];
    uint32_t j, found = 0;

    out->count = 0;
    for (j = i > LOOK_BACK ? i - LOOK_BACK : 0; j < i; j++) add_candidate(r, i, j, class, out);
    for (j = i + 1; j < r->doc->mentions.count && found < FOLLOWING; j++) {
        const ng_mention *b = &r->doc->mentions.items[j];

        if (paragraph_of(r->doc, b) != paragraph_of(r->doc, a)) break;
        if (b->kind != NG_NAME || b->span.begin <= a->span.begin) continue;
        found++;
        add_candidate(r, i, j, class, out);
    }
}

/* The entity whose mentions weigh most together, with its probability; NG_NONE when "nothing" weighs more. */
static uint32_t choose_entity(reading *r, uint32_t i, const candidate_list *found, float *out_score)
{
    float highest = r->none[i], all, best_weight, nothing;
    uint32_t best = NG_NONE, k;

    for (k = 0; k < found->count; k++) highest = fmaxf(highest, found->score[k]);
    all = nothing = expf(r->none[i] - highest);
    for (k = 0; k < found->count; k++) {
        float weight = expf(found->score[k] - highest);
        uint32_t entity = r->doc->mentions.items[found->mention[k]].entity;

        all += weight;
        if (entity == NG_NONE) {
            nothing += weight;
        } else {
            r->weights[entity] += weight;
        }
    }
    best_weight = nothing;
    for (k = 0; k < found->count; k++) {
        uint32_t entity = r->doc->mentions.items[found->mention[k]].entity;

        if (entity == NG_NONE) continue;
        if (r->weights[entity] > best_weight) {
            best = entity;
            best_weight = r->weights[entity];
        }
    }
    for (k = 0; k < found->count; k++) {
        uint32_t entity = r->doc->mentions.items[found->mention[k]].entity;

        if (entity != NG_NONE) r->weights[entity] = 0.0f;
    }
    *out_score = best_weight / all;
    return best;
}

static uint32_t refer_by_head(reading *r, uint32_t i, reference_class class, float *out_score)
{
    candidate_list found;

    find_candidates(r, i, class, &found);
    return choose_entity(r, i, &found, out_score);
}

/* Without a model: 'he' and 'she' are the last person of that gender in the paragraph, and no other reference is led. */
static uint32_t refer_by_grammar(const reading *r, uint32_t i, reference_class class)
{
    const ng_mention *a = &r->doc->mentions.items[i];
    uint32_t j;

    if (class != REFER_HE && class != REFER_SHE) return NG_NONE;
    for (j = i; j-- > 0 && paragraph_of(r->doc, &r->doc->mentions.items[j]) == paragraph_of(r->doc, a);) {
        const ng_mention *b = &r->doc->mentions.items[j];

        if (b->entity == NG_NONE || b->kind == NG_NOMINAL) continue;
        if (ngi_reference_agrees(r->doc, a, class, r->doc->entities.items[b->entity].type, (name_gender)r->genders[b->entity])) {
            return b->entity;
        }
    }
    return NG_NONE;
}

/* Who was surely called 'she' once is no 'he' later. */
static void learn_gender(reading *r, const ng_mention *m, reference_class class, float score)
{
    uint8_t *gender = &r->genders[m->entity];

    if (*gender != GENDER_UNKNOWN || score < SURE_GENDER) return;
    if (class == REFER_HE) *gender = GENDER_MALE;
    if (class == REFER_SHE) *gender = GENDER_FEMALE;
}

static uint32_t voice_at(const ngi_voices *voices, const ngi_quote_cursor *place)
{
    return place->paragraph < voices->count ? voices->items[place->paragraph] : NG_NONE;
}

ng_status ngi_refer(ng_context *ctx, const ngi_resolver *resolver, const ngi_encoding *encoding, uint8_t *genders,
                    ng_document *doc)
{
    ngi_quote_cursor place = { 0, 0, false };
    ngi_voices voices = { NULL, 0, 0 };
    reading r;
    ng_status st = NG_OK;
    uint32_t i;

    memset(&r, 0, sizeof r);
    r.ctx = ctx;
    r.head = resolver;
    r.encoding = encoding;
    r.genders = genders;
    r.doc = doc;
    if (resolver && encoding) NG_CHECK(prepare(&r));
    NG_CHECK(ngi_find_voices(ctx, doc, &voices));
    for (i = 0; i < doc->mentions.count; i++) {
        ng_mention *m = &doc->mentions.items[i];
        bool quoted = ngi_quoted_at(doc, &place, m->span.begin);
        reference_class class;
        uint32_t name;

        if (m->kind == NG_NAME || m->entity != NG_NONE) continue; /* given ones are led already */
        class = ngi_reference_class(doc, m);
        name = ngi_relative_name(doc, i);
        if (name != NG_NONE) {
            m->entity = doc->mentions.items[name].entity;
        } else if (class == REFER_I && !quoted && voice_at(&voices, &place) != NG_NONE) {
            m->entity = voice_at(&voices, &place);
        } else if (r.none) {
            float score;

            m->entity = refer_by_head(&r, i, class, &score);
            if (m->entity != NG_NONE) {
                learn_gender(&r, m, class, score);
                m->score *= score;
            }
        } else {
            m->entity = refer_by_grammar(&r, i, class);
        }
        if (m->entity != NG_NONE) m->type = doc->entities.items[m->entity].type;
    }
done:
    ngi_array_release(ctx, &voices);
    release(&r);
    return st;
}
