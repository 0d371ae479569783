/*
 * A result of extract read back. Everything that points somewhere is checked before it is believed: the file may come
 * from another program (`--given`) or another machine.
 */
#include "result.h"

#include "base/json.h"
#include "base/unicode.h"

#include <stdlib.h>

typedef struct reader {
    ng_context *ctx;
    const char *source;
    ngi_result_parts parts;
    ngi_segment_function *segment;
    ng_collection *collection;
    const json_t *global_entities;
    ngi_map global_by_id;      /* id -> index in global_entities */
    ng_document *doc;          /* the one being read */
    ngi_map local_by_id;       /* id by which the document's parts speak of an entity -> its index */
    ngi_map twins;             /* id in the document -> index: two entities of one actor share the other id */
} reader;

bool ngi_result_detect(ng_str text)
{
    ng_str head = ngi_str_trim(ngi_str_slice(text, 0, text.len < 64 ? text.len : 64));

    if (!ngi_str_starts(head, NGI_LITERAL("{"))) return false;
    head = ngi_str_trim(ngi_str_slice(head, 1, head.len));
    return ngi_str_starts(head, NGI_LITERAL("\"namegraph\""));
}

static ng_status fail(reader *r, const char *what)
{
    ng_str id = r->doc ? r->doc->about.id : NGI_LITERAL("");

    return ngi_fail_at(r->ctx, NG_E_FORMAT, r->source, UINT64_MAX, "cannot use '%s': document '%.*s': %s",
                       r->source, NGI_STR(id), what);
}

/* [begin, end] in code points as a span of bytes. */
static bool read_span(const reader *r, const json_t *value, ng_span *out)
{
    uint64_t begin, end;
    uint32_t limit = ng_document_code_point(r->doc, (uint32_t)r->doc->text.len);

    if (!ngi_json_get_pair(value, limit, &begin, &end)) return false;
    out->begin = ngi_document_byte(r->doc, (uint32_t)begin);
    out->end = ngi_document_byte(r->doc, (uint32_t)end);
    return true;
}

/* A probability; what is none is `otherwise`. */
static float read_score(const json_t *value, float otherwise)
{
    double score = ngi_json_get_number(value, "score", (double)otherwise);

    return score >= 0.0 && score <= 1.0 ? (float)score : otherwise;
}

static void read_optional_span(const reader *r, const json_t *value, ng_span *out)
{
    if (!read_span(r, value, out)) *out = (ng_span){ 0, 0 };
}

static ng_status copy_field(reader *r, const json_t *value, const char *key, ng_str *out)
{
    return ngi_document_copy(r->ctx, r->doc, ngi_json_get_str(value, key), out);
}

static ng_status read_metadata(reader *r, const json_t *value)
{
    ng_metadata *m = &r->doc->about;
    double start = ngi_json_get_number(value, "source_start", 0.0);
    ng_status st;

    NG_CHECK(copy_field(r, value, "id", &m->id));
    NG_CHECK(copy_field(r, value, "source", &m->source));
    NG_CHECK(copy_field(r, value, "title", &m->title));
    NG_CHECK(copy_field(r, value, "date", &m->date));
    NG_CHECK(copy_field(r, value, "outlet", &m->outlet));
    NG_CHECK(copy_field(r, value, "author", &m->author));
    NG_CHECK(copy_field(r, value, "url", &m->url));
    NG_CHECK(copy_field(r, value, "language", &m->language));
    NG_CHECK(copy_field(r, value, "duplicate_of", &m->duplicate_of));
    if (!m->source.ptr) m->source = m->id;
    m->source_start = start > 0.0 && start < 1e15 ? (uint64_t)start : 0;
    if (!m->id.len) st = fail(r, "it has no id");
done:
    return st;
}

static ng_status read_spans(reader *r, const json_t *list, const char *what, ng_span **items, size_t *count, size_t *capacity)
{
    const json_t *value;
    ng_status st = NG_OK;
    uint32_t at = 0;
    size_t i;

    json_array_foreach(list, i, value) {
        ng_span span;

        if (!read_span(r, value, &span) || span.begin < at) return fail(r, what);
        at = span.end;
        NG_CHECK(ngi_array_grow(r->ctx, (void **)items, capacity, *count, 1, sizeof **items));
        (*items)[(*count)++] = span;
    }
done:
    return st;
}

static bool is_boilerplate(const ng_document *doc, ng_span line)
{
    size_t i;

    for (i = 0; i < doc->boilerplate.count; i++) {
        if (ngi_span_overlaps(doc->boilerplate.items[i], line)) return true;
    }
    return false;
}

/* A result by other means may have no paragraphs: then each line that is no boilerplate is one. */
static ng_status paragraphs_of_lines(reader *r)
{
    ng_str rest = r->doc->text, line;
    ng_status st = NG_OK;

    while (ngi_str_next(&rest, '\n', &line)) {
        ng_str prose = ngi_str_trim(line);
        ng_span span;

        if (prose.len == 0) continue;
        span.begin = (uint32_t)(prose.ptr - r->doc->text.ptr);
        span.end = span.begin + (uint32_t)prose.len;
        if (!is_boilerplate(r->doc, span)) NG_CHECK(ngi_array_push(r->ctx, &r->doc->paragraphs, span));
    }
done:
    return st;
}

static ng_status read_text(reader *r, const json_t *value)
{
    ng_str text = ngi_json_get_str(value, "text");
    ng_document *doc = r->doc;
    size_t i;
    ng_status st;

    if (!text.ptr) return fail(r, "it has no text");
    NG_CHECK(ngi_document_set_text(r->ctx, doc, text));
    read_optional_span(r, json_object_get(value, "title_span"), &doc->title_span);
    NG_CHECK(read_spans(r, json_object_get(value, "boilerplate"), "its boilerplate is out of order", &doc->boilerplate.items,
                        &doc->boilerplate.count, &doc->boilerplate.capacity));
    NG_CHECK(read_spans(r, json_object_get(value, "paragraphs"), "its paragraphs are out of order", &doc->paragraphs.items,
                        &doc->paragraphs.count, &doc->paragraphs.capacity));
    for (i = 0; i < doc->paragraphs.count; i++) {
        if (ngi_span_empty(doc->paragraphs.items[i])) return fail(r, "it has an empty paragraph");
    }
    if (doc->paragraphs.count == 0) NG_CHECK(paragraphs_of_lines(r));
    NG_CHECK(r->segment(r->ctx, doc));
done:
    return st;
}

static int by_bytes(const void *a, const void *b) { return ng_str_compare(*(const ng_str *)a, *(const ng_str *)b); }

static ng_status add_alias(reader *r, ng_str name, ng_str text)
{
    ng_str alias;
    ng_status st = NG_OK;

    if (ng_str_equal(text, name)) return NG_OK;
    NG_CHECK(ngi_document_copy(r->ctx, r->doc, text, &alias));
    NG_CHECK(ngi_array_push(r->ctx, &r->doc->aliases, alias));
done:
    return st;
}

/* The name and the others. What the entity was called is one of these: a label is chosen anew wherever names are linked. */
static ng_status read_names(reader *r, const json_t *value, ng_entity *e)
{
    ng_str full = ngi_json_get_str(value, "full"), label = ngi_json_get_str(value, "name");
    const json_t *item;
    ng_status st;
    size_t i;

    if (!label.len) return fail(r, "an entity has no name");
    NG_CHECK(copy_field(r, value, full.len ? "full" : "name", &e->name));
    e->aliases.begin = (uint32_t)r->doc->aliases.count;
    json_array_foreach(json_object_get(value, "aliases"), i, item) {
        if (json_is_string(item)) NG_CHECK(add_alias(r, e->name, (ng_str){ json_string_value(item), json_string_length(item) }));
    }
    if (full.len) NG_CHECK(add_alias(r, e->name, label));
    e->aliases.end = (uint32_t)r->doc->aliases.count;
    if (e->aliases.begin < e->aliases.end) {
        qsort(r->doc->aliases.items + e->aliases.begin, e->aliases.end - e->aliases.begin, sizeof(ng_str), by_bytes);
    }
done:
    return st;
}

/* An entity described by an object: of the document's own list, or of the global one. */
static ng_status add_entity(reader *r, const json_t *value, ng_str called)
{
    ng_entity e = { { NULL, 0 }, { NULL, 0 }, NG_PERSON, { 0, 0 }, NG_NONE, NG_NONE, { NULL, 0 }, { NULL, 0 } };
    ng_str key;
    ng_status st;

    if (!ng_entity_type_from(ngi_json_get_str(value, "type"), &e.type)) return fail(r, "an entity has no known type");
    NG_CHECK(copy_field(r, value, json_object_get(value, "local") ? "local" : "id", &e.id));
    NG_CHECK(read_names(r, value, &e));
    NG_CHECK(copy_field(r, value, "link", &e.link));
    NG_CHECK(ngi_document_copy(r->ctx, r->doc, called, &key));
    NG_CHECK(ngi_map_set(r->ctx, &r->local_by_id, key, (uint32_t)r->doc->entities.count));
    NG_CHECK(ngi_map_set(r->ctx, &r->twins, e.id, (uint32_t)r->doc->entities.count));
    NG_CHECK(ngi_array_push(r->ctx, &r->doc->entities, e));
done:
    return st;
}

/* The entity that an id means in this document; taken from the global list when the document has not named it yet. */
static ng_status find_entity(reader *r, ng_str id, uint32_t *out)
{
    uint32_t global;
    ng_status st = NG_OK;

    *out = ngi_map_find(&r->local_by_id, id);
    if (*out != NG_NONE) return NG_OK;
    global = ngi_map_find(&r->global_by_id, id);
    if (global == NG_NONE) return fail(r, "it speaks of an entity that is not listed");
    NG_CHECK(add_entity(r, json_array_get(r->global_entities, global), id));
    *out = ngi_map_find(&r->local_by_id, id);
done:
    return st;
}

static uint32_t find_string(const ngi_map *map, const json_t *id)
{
    return json_is_string(id) ? ngi_map_find(map, (ng_str){ json_string_value(id), json_string_length(id) }) : NG_NONE;
}

/* The entity that an id in the document means, or NG_NONE. */
static uint32_t twin(const reader *r, const json_t *value, const char *key)
{
    return find_string(&r->twins, json_object_get(value, key));
}

static ng_status read_mention(reader *r, const json_t *value)
{
    ng_mention m = { { 0, 0 }, { 0, 0 }, 0, NG_PERSON, NG_NAME, 1.0f, NG_NONE };
    ng_str kind = ngi_json_get_str(value, "kind"), id = ngi_json_get_str(value, "entity");
    ng_status st;

    if (!read_span(r, json_object_get(value, "span"), &m.span) || ngi_span_empty(m.span)) return fail(r, "a mention has no span");
    if (!id.ptr) return NG_OK;
    if (kind.ptr && !ng_mention_kind_from(kind, &m.kind)) return fail(r, "a mention has no known kind");
    m.sentence = ngi_document_sentence_at(r->doc, m.span.begin);
    if (m.sentence == NG_NONE || m.span.end > r->doc->sentences.items[m.sentence].span.end) {
        ngi_note(r->ctx, NG_E_FORMAT, ng_str_from(r->source), UINT64_MAX,
                 "document '%.*s': the mention '%.*s' does not lie in one sentence: left out", NGI_STR(r->doc->about.id),
                 NGI_STR(ng_document_slice(r->doc, m.span)));
        return NG_OK;
    }
    m.entity = twin(r, value, "local");
    if (m.entity == NG_NONE) NG_CHECK(find_entity(r, id, &m.entity));
    m.type = r->doc->entities.items[m.entity].type;
    (void)ng_entity_type_from(ngi_json_get_str(value, "type"), &m.type);
    m.score = read_score(value, 1.0f);
    m.tokens = ngi_document_tokens_in(r->doc, m.span);
    NG_CHECK(ngi_array_push(r->ctx, &r->doc->mentions, m));
done:
    return st;
}

static uint32_t known_entity(const reader *r, const json_t *value, const char *key, const char *local_key)
{
    uint32_t local = twin(r, value, local_key);

    return local != NG_NONE ? local : find_string(&r->local_by_id, json_object_get(value, key));
}

static ng_status read_relation(reader *r, const json_t *value)
{
    ng_relation rel = { NG_NONE, NG_NONE, 0, 0, { NULL, 0 }, { NULL, 0 }, { NULL, 0 }, 1.0f, { 0, 0 } };
    const json_t *item, *list = json_object_get(value, "evidence");
    ng_status st;
    size_t i;

    rel.head = known_entity(r, value, "head", "head_local");
    rel.tail = known_entity(r, value, "tail", "tail_local");
    if (rel.head == NG_NONE || rel.tail == NG_NONE || rel.head == rel.tail) return fail(r, "a relation has no ends");
    if (!ng_relation_type_from(ngi_json_get_str(value, "type"), &rel.type) ||
        !ng_assertion_from(ngi_json_get_str(value, "status"), &rel.status)) {
        return fail(r, "a relation has no known type or status");
    }
    if (json_array_size(list) == 0) return fail(r, "a relation has no evidence");
    rel.score = read_score(value, 1.0f);
    NG_CHECK(copy_field(r, value, "role", &rel.role));
    NG_CHECK(copy_field(r, value, "since", &rel.since));
    NG_CHECK(copy_field(r, value, "until", &rel.until));
    rel.evidence.begin = (uint32_t)r->doc->evidence.count;
    json_array_foreach(list, i, item) {
        ng_evidence e = { { 0, 0 }, { 0, 0 }, { 0, 0 }, read_score(item, rel.score), { NULL, 0 } };

        if (!read_span(r, json_object_get(item, "span"), &e.span)) return fail(r, "an evidence has no span");
        read_optional_span(r, json_object_get(item, "head"), &e.head);
        read_optional_span(r, json_object_get(item, "tail"), &e.tail);
        NG_CHECK(copy_field(r, item, "by", &e.by));
        NG_CHECK(ngi_array_push(r->ctx, &r->doc->evidence, e));
    }
    rel.evidence.end = (uint32_t)r->doc->evidence.count;
    NG_CHECK(ngi_array_push(r->ctx, &r->doc->relations, rel));
done:
    return st;
}

static ng_status read_speech(reader *r, const json_t *value)
{
    ng_speech s = { NG_NONE, NG_DIRECT, { 0, 0 }, { 0, 0 }, { NULL, 0 }, { 0, 0 }, NG_NONE, 1.0f };
    const json_t *item, *within = json_object_get(value, "within"), *locals = json_object_get(value, "about_local");
    ng_status st;
    size_t i;

    s.speaker = known_entity(r, value, "speaker", "speaker_local");
    if (!ng_speech_kind_from(ngi_json_get_str(value, "kind"), &s.kind) ||
        !read_span(r, json_object_get(value, "span"), &s.span) || ngi_span_empty(s.span)) {
        return fail(r, "a stretch of speech has no kind or span");
    }
    read_optional_span(r, json_object_get(value, "speaker_span"), &s.speaker_span);
    NG_CHECK(copy_field(r, value, "cue", &s.cue));
    s.score = read_score(value, 1.0f);
    if (json_is_integer(within) && json_integer_value(within) >= 0 &&
        (size_t)json_integer_value(within) < r->doc->speech.count) {
        s.within = (uint32_t)json_integer_value(within);
    }
    s.about.begin = (uint32_t)r->doc->about_entities.count;
    json_array_foreach(json_object_get(value, "about"), i, item) {
        uint32_t entity = find_string(&r->twins, json_array_get(locals, i));

        if (entity == NG_NONE) entity = find_string(&r->local_by_id, item);
        if (entity != NG_NONE && entity != s.speaker) NG_CHECK(ngi_array_push(r->ctx, &r->doc->about_entities, entity));
    }
    s.about.end = (uint32_t)r->doc->about_entities.count;
    NG_CHECK(ngi_array_push(r->ctx, &r->doc->speech, s));
done:
    return st;
}

/* Each entity's first mention by name. */
static ng_status settle_entities(reader *r)
{
    ng_document *doc = r->doc;
    size_t i;

    ngi_document_sort_mentions(doc);
    ngi_document_find_first_mentions(doc);
    for (i = 0; i < doc->entities.count; i++) {
        if (doc->entities.items[i].first_mention == NG_NONE) return fail(r, "an entity has no mention by name");
    }
    return NG_OK;
}

static ng_status read_entities(reader *r, const json_t *list)
{
    const json_t *value;
    ng_status st = NG_OK;
    size_t i;

    json_array_foreach(list, i, value) NG_CHECK(add_entity(r, value, ngi_json_get_str(value, "id")));
done:
    return st;
}

static ng_status read_parts(reader *r, const json_t *list, ng_status (*read)(reader *, const json_t *))
{
    const json_t *value;
    ng_status st = NG_OK;
    size_t i;

    json_array_foreach(list, i, value) NG_CHECK(read(r, value));
done:
    return st;
}

static ng_status read_document(reader *r, const json_t *value)
{
    ng_status st;

    NG_CHECK(ngi_document_create(r->ctx, &r->doc));
    NG_CHECK(read_metadata(r, value));
    NG_CHECK(read_text(r, value));
    NG_CHECK(read_entities(r, json_object_get(value, "entities")));
    NG_CHECK(read_parts(r, json_object_get(value, "mentions"), read_mention));
    NG_CHECK(settle_entities(r));
    if (r->parts == NGI_RESULT_WHOLE) {
        NG_CHECK(read_parts(r, json_object_get(value, "relations"), read_relation));
        NG_CHECK(read_parts(r, json_object_get(value, "speech"), read_speech));
    }
    NG_CHECK(ngi_document_check(r->ctx, r->doc));
    st = ngi_collection_add(r->ctx, r->collection, r->doc); /* the collection's from here on, also on failure */
    r->doc = NULL;
done:
    ngi_document_free(r->doc);
    r->doc = NULL;
    ngi_map_release(r->ctx, &r->local_by_id);
    ngi_map_release(r->ctx, &r->twins);
    return st;
}

static ng_status keep_made_by(reader *r, const json_t *root)
{
    ngi_buffer text = { NULL, 0, 0 };
    const json_t *made_by = json_object_get(root, "made_by");
    ng_status st = NG_OK;

    if (!json_is_object(made_by) || r->collection->made_by.ptr) return NG_OK;
    NG_CHECK(ngi_json_add(r->ctx, &text, made_by));
    NG_CHECK(ngi_arena_copy(r->ctx, &r->collection->strings, ngi_buffer_str(&text), &r->collection->made_by));
done:
    ngi_buffer_release(r->ctx, &text);
    return st;
}

ng_status ngi_result_read(ng_context *ctx, const char *source, ng_str text, ngi_result_parts parts,
                          ngi_segment_function *segment, ng_collection *collection)
{
    reader r = { ctx, source, parts, segment, collection, NULL, { NULL, 0, 0 }, NULL, { NULL, 0, 0 },
                 { NULL, 0, 0 } };
    json_t *root = NULL;
    const json_t *value;
    ng_status st;
    size_t i;

    NG_CHECK(ngi_json_parse(ctx, text, source, &root));
    if (!json_is_array(json_object_get(root, "documents"))) {
        st = ngi_fail_at(ctx, NG_E_FORMAT, source, UINT64_MAX, "cannot use '%s': a result has a list of documents", source);
        goto done;
    }
    r.global_entities = json_object_get(root, "entities");
    json_array_foreach(r.global_entities, i, value) {
        NG_CHECK(ngi_map_set(ctx, &r.global_by_id, ngi_json_get_str(value, "id"), (uint32_t)i));
    }
    NG_CHECK(keep_made_by(&r, root));
    json_array_foreach(json_object_get(root, "documents"), i, value) NG_CHECK(read_document(&r, value));
done:
    ngi_map_release(ctx, &r.global_by_id);
    json_decref(root);
    return st;
}

ng_status ngi_result_read_document(ng_context *ctx, const char *source, ng_str text, ngi_segment_function *segment,
                                   ng_collection *collection)
{
    reader r = { ctx, source, NGI_RESULT_WHOLE, segment, collection, NULL, { NULL, 0, 0 }, NULL, { NULL, 0, 0 },
                 { NULL, 0, 0 } };
    json_t *root = NULL;
    ng_status st;

    NG_CHECK(ngi_json_parse(ctx, text, source, &root));
    NG_CHECK(read_document(&r, root));
done:
    json_decref(root);
    return st;
}
