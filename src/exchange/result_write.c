/*
 * A collection as the contract's JSON, whole or a document a line. Each document is built and printed by itself, so
 * memory holds one document's tree and not the whole result's.
 */
#include "result.h"

#include "base/json.h"

static json_t *span_value(const ng_document *doc, ng_span span)
{
    return ngi_json_pair(ng_document_code_point(doc, span.begin), ng_document_code_point(doc, span.end));
}

static json_t *span_or_null(const ng_document *doc, ng_span span)
{
    return ngi_span_empty(span) ? json_null() : span_value(doc, span);
}

static json_t *spans_value(const ng_document *doc, const ng_span *spans, size_t count)
{
    json_t *list = json_array();
    size_t i;

    for (i = 0; i < count; i++) (void)json_array_append_new(list, span_value(doc, spans[i]));
    return list;
}

/* Scores with four decimals: more would promise what calibration does not hold. */
static json_t *score_value(float score) { return json_real((double)(int)(score * 10000.0f + 0.5f) / 10000.0); }

static json_t *aliases_value(const ng_str *aliases, ng_range range)
{
    json_t *list = json_array();
    uint32_t i;

    for (i = range.begin; i < range.end; i++) (void)json_array_append_new(list, ngi_json_str(aliases[i]));
    return list;
}

/* Id by which the result speaks of an entity: its actor's, or its own before actors were made and without a collection. */
static ng_str entity_id(const ng_collection *collection, const ng_document *doc, uint32_t entity)
{
    uint32_t actor;

    if (entity == NG_NONE) return (ng_str){ NULL, 0 };
    actor = doc->entities.items[entity].actor;
    return collection && actor < collection->actors.count ? collection->actors.items[actor].id : doc->entities.items[entity].id;
}

/* Does the document have another entity of the same actor? */
static bool has_twin(const ng_collection *collection, const ng_document *doc, uint32_t entity)
{
    uint32_t actor = collection ? doc->entities.items[entity].actor : NG_NONE, i;

    for (i = 0; actor != NG_NONE && i < doc->entities.count; i++) {
        if (i != entity && doc->entities.items[i].actor == actor) return true;
    }
    return false;
}

/* Say which entity is meant: by its id in the result and, where that is not enough, by that in the document. */
static void set_entity(json_t *o, const char *key, const char *local_key, const ng_collection *collection,
                       const ng_document *doc, uint32_t entity)
{
    (void)json_object_set_new(o, key, ngi_json_str(entity_id(collection, doc, entity)));
    if (entity == NG_NONE || !has_twin(collection, doc, entity)) return;
    (void)json_object_set_new(o, local_key, ngi_json_str(doc->entities.items[entity].id));
}

/* The names as they were before a label was chosen: the fullest one, and the label among the others, in its place. */
static void set_names(json_t *o, const ng_document *doc, const ng_entity *e)
{
    bool labelled = e->full.ptr != NULL, placed = !labelled;
    json_t *list = json_array();
    uint32_t i;

    for (i = e->aliases.begin; i < e->aliases.end; i++) {
        ng_str alias = doc->aliases.items[i];

        if (labelled && ng_str_equal(alias, e->full)) continue;
        if (!placed && ng_str_compare(e->name, alias) < 0) (void)json_array_append_new(list, ngi_json_str(e->name));
        placed = placed || ng_str_compare(e->name, alias) < 0;
        (void)json_array_append_new(list, ngi_json_str(alias));
    }
    if (!placed) (void)json_array_append_new(list, ngi_json_str(e->name));
    (void)json_object_set_new(o, "name", ngi_json_str(labelled ? e->full : e->name));
    (void)json_object_set_new(o, "type", json_string(ng_entity_type_name(e->type)));
    (void)json_object_set_new(o, "aliases", list);
}

static json_t *entities_value(const ng_collection *collection, const ng_document *doc)
{
    json_t *list = json_array();
    uint32_t i;

    for (i = 0; i < doc->entities.count; i++) {
        const ng_entity *e = &doc->entities.items[i];
        json_t *o = json_object();

        (void)json_object_set_new(o, "id", ngi_json_str(entity_id(collection, doc, i)));
        (void)json_object_set_new(o, "local", ngi_json_str(e->id));
        if (collection) {
            (void)json_object_set_new(o, "name", ngi_json_str(e->name));
            (void)json_object_set_new(o, "type", json_string(ng_entity_type_name(e->type)));
            (void)json_object_set_new(o, "aliases", aliases_value(doc->aliases.items, e->aliases));
            if (e->full.ptr) (void)json_object_set_new(o, "full", ngi_json_str(e->full));
        } else {
            set_names(o, doc, e);
        }
        if (e->link.ptr) (void)json_object_set_new(o, "link", ngi_json_str(e->link));
        (void)json_array_append_new(list, o);
    }
    return list;
}

static json_t *mentions_value(const ng_collection *collection, const ng_document *doc)
{
    json_t *list = json_array();
    size_t i;

    for (i = 0; i < doc->mentions.count; i++) {
        const ng_mention *m = &doc->mentions.items[i];
        json_t *o;

        if (m->entity == NG_NONE) continue;
        o = json_object();
        (void)json_object_set_new(o, "span", span_value(doc, m->span));
        (void)json_object_set_new(o, "kind", json_string(ng_mention_kind_name(m->kind)));
        set_entity(o, "entity", "local", collection, doc, m->entity);
        (void)json_object_set_new(o, "type", json_string(ng_entity_type_name(m->type)));
        (void)json_object_set_new(o, "score", score_value(m->score));
        (void)json_array_append_new(list, o);
    }
    return list;
}

static json_t *evidence_value(const ng_document *doc, ng_range range)
{
    json_t *list = json_array();
    uint32_t i;

    for (i = range.begin; i < range.end; i++) {
        const ng_evidence *e = &doc->evidence.items[i];
        json_t *o = json_object();

        (void)json_object_set_new(o, "span", span_value(doc, e->span));
        (void)json_object_set_new(o, "head", span_or_null(doc, e->head));
        (void)json_object_set_new(o, "tail", span_or_null(doc, e->tail));
        (void)json_object_set_new(o, "by", ngi_json_str(e->by));
        (void)json_object_set_new(o, "score", score_value(e->score));
        (void)json_array_append_new(list, o);
    }
    return list;
}

static json_t *relations_value(const ng_collection *collection, const ng_document *doc)
{
    json_t *list = json_array();
    size_t i;

    for (i = 0; i < doc->relations.count; i++) {
        const ng_relation *r = &doc->relations.items[i];
        json_t *o = json_object();

        set_entity(o, "head", "head_local", collection, doc, r->head);
        (void)json_object_set_new(o, "type", json_string(ng_relation_type_name(r->type)));
        set_entity(o, "tail", "tail_local", collection, doc, r->tail);
        (void)json_object_set_new(o, "role", ngi_json_str(r->role));
        (void)json_object_set_new(o, "status", json_string(ng_assertion_name(r->status)));
        (void)json_object_set_new(o, "since", ngi_json_str(r->since));
        (void)json_object_set_new(o, "until", ngi_json_str(r->until));
        (void)json_object_set_new(o, "score", score_value(r->score));
        (void)json_object_set_new(o, "evidence", evidence_value(doc, r->evidence));
        (void)json_array_append_new(list, o);
    }
    return list;
}

/* Whom a stretch is about; of entities that have a twin, which one, in a list beside it. */
static void set_about(json_t *o, const ng_collection *collection, const ng_document *doc, ng_range about)
{
    json_t *ids = json_array(), *locals = json_array();
    bool any = false;
    uint32_t k;

    for (k = about.begin; k < about.end; k++) {
        uint32_t entity = doc->about_entities.items[k];
        bool twin = has_twin(collection, doc, entity);

        (void)json_array_append_new(ids, ngi_json_str(entity_id(collection, doc, entity)));
        (void)json_array_append_new(locals, twin ? ngi_json_str(doc->entities.items[entity].id) : json_null());
        any = any || twin;
    }
    (void)json_object_set_new(o, "about", ids);
    if (any) (void)json_object_set(o, "about_local", locals);
    json_decref(locals);
}

static json_t *speech_value(const ng_collection *collection, const ng_document *doc)
{
    json_t *list = json_array();
    size_t i;

    for (i = 0; i < doc->speech.count; i++) {
        const ng_speech *s = &doc->speech.items[i];
        json_t *o = json_object();

        set_entity(o, "speaker", "speaker_local", collection, doc, s->speaker);
        (void)json_object_set_new(o, "kind", json_string(ng_speech_kind_name(s->kind)));
        (void)json_object_set_new(o, "span", span_value(doc, s->span));
        (void)json_object_set_new(o, "speaker_span", span_or_null(doc, s->speaker_span));
        (void)json_object_set_new(o, "cue", ngi_json_str(s->cue));
        set_about(o, collection, doc, s->about);
        (void)json_object_set_new(o, "within", s->within == NG_NONE ? json_null() : json_integer(s->within));
        (void)json_object_set_new(o, "score", score_value(s->score));
        (void)json_array_append_new(list, o);
    }
    return list;
}

/* Without a collection: the document by itself. */
static json_t *document_value(const ng_collection *collection, const ng_document *doc)
{
    json_t *o = json_object(), *sentences = json_array();
    const ng_metadata *m = &doc->about;
    size_t i;

    for (i = 0; i < doc->sentences.count; i++) {
        (void)json_array_append_new(sentences, span_value(doc, doc->sentences.items[i].span));
    }
    (void)json_object_set_new(o, "id", ngi_json_str(m->id));
    (void)json_object_set_new(o, "source", ngi_json_str(m->source));
    (void)json_object_set_new(o, "source_start", json_integer((json_int_t)m->source_start));
    (void)json_object_set_new(o, "title", ngi_json_str(m->title));
    (void)json_object_set_new(o, "date", ngi_json_str(m->date));
    (void)json_object_set_new(o, "outlet", ngi_json_str(m->outlet));
    (void)json_object_set_new(o, "author", ngi_json_str(m->author));
    (void)json_object_set_new(o, "url", ngi_json_str(m->url));
    (void)json_object_set_new(o, "language", ngi_json_str(m->language));
    (void)json_object_set_new(o, "text", ngi_json_str(doc->text));
    (void)json_object_set_new(o, "title_span", span_or_null(doc, doc->title_span));
    (void)json_object_set_new(o, "boilerplate", spans_value(doc, doc->boilerplate.items, doc->boilerplate.count));
    (void)json_object_set_new(o, "paragraphs", spans_value(doc, doc->paragraphs.items, doc->paragraphs.count));
    (void)json_object_set_new(o, "sentences", sentences);
    (void)json_object_set_new(o, "duplicate_of", collection ? ngi_json_str(m->duplicate_of) : json_null());
    (void)json_object_set_new(o, "entities", entities_value(collection, doc));
    (void)json_object_set_new(o, "mentions", mentions_value(collection, doc));
    (void)json_object_set_new(o, "relations", relations_value(collection, doc));
    (void)json_object_set_new(o, "speech", speech_value(collection, doc));
    return o;
}

static json_t *actor_value(const ng_collection *collection, const ng_actor *a)
{
    json_t *o = json_object();

    (void)json_object_set_new(o, "id", ngi_json_str(a->id));
    (void)json_object_set_new(o, "name", ngi_json_str(a->name));
    (void)json_object_set_new(o, "type", json_string(ng_entity_type_name(a->type)));
    (void)json_object_set_new(o, "aliases", aliases_value(collection->aliases.items, a->aliases));
    if (a->link.ptr) (void)json_object_set_new(o, "link", ngi_json_str(a->link));
    return o;
}

ng_status ngi_result_write_json(ng_context *ctx, const ng_collection *collection, ngi_buffer *out)
{
    ng_status st;
    size_t i;

    NG_CHECK(ngi_buffer_add_text(ctx, out, "{\"namegraph\": 1, \"made_by\": "));
    NG_CHECK(ngi_buffer_add(ctx, out, collection->made_by.ptr ? collection->made_by : NGI_LITERAL("{}")));
    NG_CHECK(ngi_buffer_add_text(ctx, out, ",\n\"entities\": ["));
    for (i = 0; i < collection->actors.count; i++) {
        NG_CHECK(ngi_buffer_add_text(ctx, out, i ? ",\n " : "\n "));
        NG_CHECK(ngi_json_take(ctx, out, actor_value(collection, &collection->actors.items[i])));
    }
    NG_CHECK(ngi_buffer_add_text(ctx, out, "],\n\"documents\": ["));
    for (i = 0; i < collection->documents.count; i++) {
        NG_CHECK(ngi_buffer_add_text(ctx, out, i ? ",\n " : "\n "));
        NG_CHECK(ngi_json_take(ctx, out, document_value(collection, collection->documents.items[i])));
    }
    NG_CHECK(ngi_buffer_add_text(ctx, out, "]}\n"));
done:
    return st;
}

ng_status ngi_result_write_document(ng_context *ctx, const ng_document *doc, ngi_buffer *out)
{
    return ngi_json_take(ctx, out, document_value(NULL, doc));
}

ng_status ngi_result_write_jsonl(ng_context *ctx, const ng_collection *collection, ngi_buffer *out)
{
    ng_status st = NG_OK;
    size_t i;

    for (i = 0; i < collection->documents.count; i++) {
        NG_CHECK(ngi_json_take(ctx, out, document_value(collection, collection->documents.items[i])));
        NG_CHECK(ngi_buffer_add_char(ctx, out, '\n'));
    }
done:
    return st;
}
