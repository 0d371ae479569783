/*
 * Gold files read: every place, id and type is checked, since a wrong one would look like a mistake of the program.
 */
#include "gold.h"

#include "base/files.h"
#include "base/json.h"
#include "base/unicode.h"

typedef struct gold_reader {
    ng_context *ctx;
    const char *path;
    text_case as;
    gold_file *gold;
    gold_article *article;    /* being read */
    ngi_map ids;              /* of its entities */
} gold_reader;

static ng_status fail(const gold_reader *r, const char *what, ng_str subject)
{
    return ngi_fail_at(r->ctx, NG_E_FORMAT, r->path, UINT64_MAX, "cannot use '%s': %s '%.*s'", r->path, what,
                       NGI_STR(subject));
}

ng_status gold_recase(ng_context *ctx, ng_str text, text_case as, ngi_buffer *out)
{
    ng_status st = NG_OK;
    bool in_word = false;
    size_t at = 0;

    if (as == CASE_AS_IS) return ngi_buffer_add(ctx, out, text);
    while (at < text.len && st == NG_OK) {
        ngi_char c = ngi_char_next(text, &at);
        bool up = as == CASE_UPPER || (as == CASE_TITLE && !in_word);

        in_word = ngi_char_is_letter(c) || (in_word && (c == '\'' || c == 0x2019));
        st = ngi_buffer_add_codepoint(ctx, out, up ? ngi_char_upper(c) : as == CASE_LOWER ? ngi_char_lower(c) : c);
    }
    return st;
}

static ng_status keep_recased(const gold_reader *r, ng_str text, ng_str *out)
{
    ngi_buffer buffer = { NULL, 0, 0 };
    ng_status st;

    NG_CHECK(gold_recase(r->ctx, text, r->as, &buffer));
    NG_CHECK(ngi_arena_copy(r->ctx, &r->gold->strings, ngi_buffer_str(&buffer), out));
done:
    ngi_buffer_release(r->ctx, &buffer);
    return st;
}

static bool is_blank(ng_str line)
{
    size_t at = 0;

    while (at < line.len) {
        if (!ngi_char_is_space(ngi_char_next(line, &at))) return false;
    }
    return true;
}

static ng_status read_text(const gold_reader *r, const char *path)
{
    ngi_buffer bytes = { NULL, 0, 0 };
    gold_file *gold = r->gold;
    ng_str text;
    size_t at = 0, i;
    ng_status st;

    NG_CHECK(ngi_file_read(r->ctx, path, &bytes));
    text = ngi_buffer_str(&bytes);
    if (ngi_utf8_fault(text) != SIZE_MAX) {
        st = ngi_fail_at(r->ctx, NG_E_FORMAT, path, ngi_utf8_fault(text), "cannot read '%s': not UTF-8", path);
        goto done;
    }
    NG_CHECK(ngi_document_create(r->ctx, &gold->raw));
    NG_CHECK(ngi_document_set_text(r->ctx, gold->raw, text));
    text = gold->raw->text;
    for (i = 0; i <= text.len; i++) {
        if (i < text.len && text.ptr[i] != '\n') continue;
        NG_CHECK(ngi_array_push(r->ctx, &gold->lines, ng_document_code_point(gold->raw, (uint32_t)at)));
        NG_CHECK(ngi_array_push(r->ctx, &gold->blank, is_blank(ngi_str_slice(text, at, i))));
        NG_CHECK(ngi_array_push(r->ctx, &gold->prose, NG_NONE));
        at = i + 1;
    }
    NG_CHECK(ngi_array_push(r->ctx, &gold->lines, ng_document_code_point(gold->raw, (uint32_t)text.len) + 1));
done:
    ngi_buffer_release(r->ctx, &bytes);
    return st;
}

uint32_t gold_line(const gold_file *gold, uint32_t code_point)
{
    size_t low = 0, high = gold->lines.count - 1;

    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;

        if (gold->lines.items[middle] <= code_point) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return (uint32_t)low + 1;
}

static bool line_number(const gold_reader *r, const json_t *value, uint32_t *out)
{
    if (!json_is_integer(value) || json_integer_value(value) < 1 ||
        (uint64_t)json_integer_value(value) > r->gold->blank.count) {
        return false;
    }
    *out = (uint32_t)json_integer_value(value);
    return true;
}

static ng_str string_of(const json_t *value)
{
    return json_is_string(value) ? (ng_str){ json_string_value(value), json_string_length(value) } : (ng_str){ NULL, 0 };
}

/* [line, surface, nth, ...] as code points: the nth place of the surface in the line. */
static ng_status read_place(const gold_reader *r, const json_t *item, ng_span *out)
{
    const gold_file *gold = r->gold;
    ng_str surface = string_of(json_array_get(item, 1)), rest, text = gold->raw->text;
    json_int_t nth = json_integer_value(json_array_get(item, 2));
    uint32_t line, begin, end;
    size_t at = 0, found = SIZE_MAX;

    if (!line_number(r, json_array_get(item, 0), &line) || surface.len == 0 || nth < 1) {
        return fail(r, "a mention has no place:", surface);
    }
    begin = ngi_document_byte(gold->raw, gold->lines.items[line - 1]);
    end = line < gold->blank.count ? ngi_document_byte(gold->raw, gold->lines.items[line] - 1) : (uint32_t)text.len;
    for (; nth > 0; nth--) {
        rest = ngi_str_slice(text, begin + at, end);
        found = ngi_str_find(rest, surface);
        if (found == SIZE_MAX) return fail(r, "a line does not have", surface);
        found += at;
        at = found + 1;
    }
    out->begin = ng_document_code_point(gold->raw, begin + (uint32_t)found);
    out->end = ng_document_code_point(gold->raw, begin + (uint32_t)(found + surface.len));
    return NG_OK;
}

static ng_status find_entity(const gold_reader *r, const json_t *id, uint32_t *out)
{
    *out = ngi_map_find(&r->ids, string_of(id));
    return *out == NG_NONE ? fail(r, "there is no entity", string_of(id)) : NG_OK;
}

static ng_status read_types(const gold_reader *r, const json_t *value, gold_entity *e)
{
    const json_t *item;
    size_t i;

    if (!ng_entity_type_from(ngi_json_get_str(value, "type"), &e->type)) return fail(r, "no known type has", e->id);
    e->types = NG_BIT(e->type);
    json_array_foreach(json_object_get(value, "also"), i, item) {
        ng_entity_type type;

        if (!ng_entity_type_from(string_of(item), &type)) return fail(r, "no known type has", e->id);
        e->types |= NG_BIT(type);
    }
    return NG_OK;
}

static ng_status read_entity(const gold_reader *r, const json_t *value)
{
    gold_file *gold = r->gold;
    gold_entity e = { ngi_json_get_str(value, "id"), { NULL, 0 }, NG_PERSON, 0, { 0, 0 } };
    const json_t *item;
    ng_status st;
    ng_str form;
    size_t i;

    NG_CHECK(ngi_arena_copy(r->ctx, &gold->strings, e.id, &e.id));
    NG_CHECK(read_types(r, value, &e));
    NG_CHECK(keep_recased(r, ngi_json_get_str(value, "name"), &e.name));
    e.forms.begin = (uint32_t)gold->forms.count;
    NG_CHECK(ngi_array_push(r->ctx, &gold->forms, e.name));
    json_array_foreach(json_object_get(value, "aliases"), i, item) {
        NG_CHECK(keep_recased(r, string_of(item), &form));
        NG_CHECK(ngi_array_push(r->ctx, &gold->forms, form));
    }
    e.forms.end = (uint32_t)gold->forms.count;
    NG_CHECK(ngi_array_push(r->ctx, &gold->entities, e));
done:
    return st;
}

/* The last one of equal spans counts, at the place of the first. */
static ng_status add_mention(const gold_reader *r, gold_mention m)
{
    uint32_t i;

    for (i = r->article->mentions.begin; i < r->gold->mentions.count; i++) {
        gold_mention *other = &r->gold->mentions.items[i];

        if (other->span.begin != m.span.begin || other->span.end != m.span.end) continue;
        other->entity = m.entity;
        return NG_OK;
    }
    return ngi_array_push(r->ctx, &r->gold->mentions, m);
}

/* [line, surface, nth, entity, ...] */
static ng_status read_linked(const gold_reader *r, const json_t *value, gold_mention *out)
{
    ng_status st;

    memset(out, 0, sizeof *out);
    NG_CHECK(read_place(r, value, &out->span));
    NG_CHECK(find_entity(r, json_array_get(value, 3), &out->entity));
done:
    return st;
}

static ng_status read_mention(const gold_reader *r, const json_t *value)
{
    gold_mention m;
    ng_status st;

    NG_CHECK(read_linked(r, value, &m));
    NG_CHECK(add_mention(r, m));
done:
    return st;
}

static ng_status read_reference(const gold_reader *r, const json_t *value)
{
    gold_mention m;
    ng_status st;

    NG_CHECK(read_linked(r, value, &m));
    NG_CHECK(ngi_array_push(r->ctx, &r->gold->references, m));
done:
    return st;
}

static ng_status read_loose_mention(const gold_reader *r, const json_t *value)
{
    ng_span span;
    uint32_t i;
    ng_status st;

    NG_CHECK(read_place(r, value, &span));
    NG_CHECK(ngi_array_push(r->ctx, &r->gold->loose, span));
    for (i = r->article->mentions.begin; i < r->gold->mentions.count; i++) {
        gold_mention *m = &r->gold->mentions.items[i];

        if (m->span.begin == span.begin && m->span.end == span.end) m->loose = true;
    }
done:
    return st;
}

static ng_status read_relation(const gold_reader *r, const json_t *value)
{
    gold_relation rel = { NG_NONE, NG_NONE, 0, 0 };
    ng_status st;

    NG_CHECK(find_entity(r, json_object_get(value, "head"), &rel.head));
    NG_CHECK(find_entity(r, json_object_get(value, "tail"), &rel.tail));
    if (!ng_relation_type_from(ngi_json_get_str(value, "type"), &rel.type) ||
        !ng_assertion_from(ngi_json_get_str(value, "status"), &rel.status)) {
        return fail(r, "no known relation or status:", ngi_json_get_str(value, "type"));
    }
    NG_CHECK(ngi_array_push(r->ctx, &r->gold->relations, rel));
done:
    return st;
}

static ng_status read_loose_relation(const gold_reader *r, const json_t *value)
{
    gold_relation rel = { NG_NONE, NG_NONE, 0, 0 };
    ng_status st;

    NG_CHECK(find_entity(r, json_array_get(value, 0), &rel.head));
    NG_CHECK(find_entity(r, json_array_get(value, 2), &rel.tail));
    if (!ng_relation_type_from(string_of(json_array_get(value, 1)), &rel.type)) {
        return fail(r, "no known relation:", string_of(json_array_get(value, 1)));
    }
    NG_CHECK(ngi_array_push(r->ctx, &r->gold->loose_relations, rel));
done:
    return st;
}

static ng_status read_speech(const gold_reader *r, const json_t *value)
{
    const json_t *item;
    gold_pair said, edge;
    ng_status st;
    size_t i;

    NG_CHECK(find_entity(r, json_object_get(value, "speaker"), &said.first));
    if (!line_number(r, json_object_get(value, "line"), &said.second)) {
        return fail(r, "no such line has the speech of", ngi_json_get_str(value, "speaker"));
    }
    NG_CHECK(ngi_array_push(r->ctx, &r->gold->speakers, said));
    edge.first = said.first;
    json_array_foreach(json_object_get(value, "about"), i, item) {
        NG_CHECK(find_entity(r, item, &edge.second));
        if (edge.first != edge.second) NG_CHECK(ngi_array_push(r->ctx, &r->gold->edges, edge));
    }
done:
    return st;
}

static ng_status read_loose_speaker(const gold_reader *r, const json_t *value)
{
    gold_pair said;
    ng_status st;

    NG_CHECK(find_entity(r, json_array_get(value, 0), &said.first));
    if (!line_number(r, json_array_get(value, 1), &said.second)) return fail(r, "no such line of", string_of(NULL));
    NG_CHECK(ngi_array_push(r->ctx, &r->gold->loose_speakers, said));
done:
    return st;
}

static ng_status read_loose_edge(const gold_reader *r, const json_t *value)
{
    gold_pair edge;
    ng_status st;

    NG_CHECK(find_entity(r, json_array_get(value, 0), &edge.first));
    NG_CHECK(find_entity(r, json_array_get(value, 1), &edge.second));
    NG_CHECK(ngi_array_push(r->ctx, &r->gold->loose_edges, edge));
done:
    return st;
}

static ng_status read_lines(const gold_reader *r, const json_t *value)
{
    uint32_t article = (uint32_t)r->gold->articles.count, line;
    gold_article *a = r->article;
    const json_t *item;
    size_t i;

    if (!line_number(r, json_object_get(value, "first_line"), &a->first_line) ||
        !line_number(r, json_object_get(value, "last_line"), &a->last_line) || a->first_line > a->last_line) {
        return fail(r, "no such lines has the article", ngi_json_get_str(value, "id"));
    }
    for (line = a->first_line; line <= a->last_line; line++) {
        if (!r->gold->blank.items[line - 1]) r->gold->prose.items[line - 1] = article;
    }
    json_array_foreach(json_object_get(value, "boilerplate_lines"), i, item) {
        if (line_number(r, item, &line) && r->gold->prose.items[line - 1] == article) r->gold->prose.items[line - 1] = NG_NONE;
    }
    return NG_OK;
}

static ng_status read_list(const gold_reader *r, const json_t *list, ng_status (*read)(const gold_reader *, const json_t *),
                           const size_t *count, ng_range *out)
{
    const json_t *item;
    ng_status st = NG_OK;
    size_t i;

    out->begin = (uint32_t)*count;
    json_array_foreach(list, i, item) NG_CHECK(read(r, item));
    out->end = (uint32_t)*count;
done:
    return st;
}

static ng_status number_entities(gold_reader *r)
{
    ng_status st = NG_OK;
    uint32_t i;

    ngi_map_release(r->ctx, &r->ids);
    for (i = r->article->entities.begin; i < r->article->entities.end; i++) {
        NG_CHECK(ngi_map_set(r->ctx, &r->ids, r->gold->entities.items[i].id, i));
    }
done:
    return st;
}

static ng_status read_article(gold_reader *r, const json_t *value)
{
    const json_t *optional = json_object_get(value, "optional");
    ng_range unused, speech;
    gold_file *gold = r->gold;
    gold_article a;
    ng_status st;

    memset(&a, 0, sizeof a);
    r->article = &a;
    NG_CHECK(read_lines(r, value));
    if (ngi_json_get_str(value, "title").len) NG_CHECK(keep_recased(r, ngi_json_get_str(value, "title"), &a.title));
    NG_CHECK(read_list(r, json_object_get(value, "entities"), read_entity, &gold->entities.count, &a.entities));
    NG_CHECK(number_entities(r));
    a.mentions.begin = (uint32_t)gold->mentions.count;
    NG_CHECK(read_list(r, json_object_get(value, "mentions"), read_mention, &gold->mentions.count, &a.mentions));
    NG_CHECK(read_list(r, json_object_get(optional, "mentions"), read_loose_mention, &gold->loose.count, &unused));
    NG_CHECK(read_list(r, json_object_get(value, "references"), read_reference, &gold->references.count, &a.references));
    NG_CHECK(read_list(r, json_object_get(value, "relations"), read_relation, &gold->relations.count, &a.relations));
    NG_CHECK(read_list(r, json_object_get(optional, "relations"), read_loose_relation, &gold->loose_relations.count,
                       &a.loose_relations));
    a.edges.begin = (uint32_t)gold->edges.count;
    NG_CHECK(read_list(r, json_object_get(value, "speech"), read_speech, &gold->speakers.count, &speech));
    a.speakers = speech;
    a.edges.end = (uint32_t)gold->edges.count;
    NG_CHECK(read_list(r, json_object_get(optional, "speakers"), read_loose_speaker, &gold->loose_speakers.count,
                       &a.loose_speakers));
    NG_CHECK(read_list(r, json_object_get(optional, "whowhom"), read_loose_edge, &gold->loose_edges.count, &a.loose_edges));
    NG_CHECK(ngi_array_push(r->ctx, &gold->articles, a));
done:
    return st;
}

ng_status gold_read(ng_context *ctx, const char *json_path, const char *text_path, text_case as, gold_file *out)
{
    gold_reader r = { ctx, json_path, as, out, NULL, { NULL, 0, 0 } };
    ngi_buffer bytes = { NULL, 0, 0 };
    json_t *root = NULL;
    const json_t *value;
    ng_status st;
    size_t i;

    memset(out, 0, sizeof *out);
    NG_CHECK(ngi_file_read(ctx, json_path, &bytes));
    NG_CHECK(ngi_json_parse(ctx, ngi_buffer_str(&bytes), json_path, &root));
    NG_CHECK(read_text(&r, text_path));
    NG_CHECK(ngi_arena_copy(ctx, &out->strings, ngi_json_get_str(root, "file"), &out->name));
    json_array_foreach(json_object_get(root, "articles"), i, value) NG_CHECK(read_article(&r, value));
    if (out->articles.count == 0 || !out->name.len) st = fail(&r, "it has no articles or no name of a text:", out->name);
done:
    ngi_map_release(ctx, &r.ids);
    json_decref(root);
    ngi_buffer_release(ctx, &bytes);
    if (st != NG_OK) gold_release(ctx, out);
    return st;
}

void gold_release(ng_context *ctx, gold_file *gold)
{
    ng_allocator a = ngi_allocator(ctx);

    ngi_arena_release(&a, &gold->strings);
    ngi_document_free(gold->raw);
    ngi_array_release(ctx, &gold->lines);
    ngi_array_release(ctx, &gold->blank);
    ngi_array_release(ctx, &gold->prose);
    ngi_array_release(ctx, &gold->articles);
    ngi_array_release(ctx, &gold->entities);
    ngi_array_release(ctx, &gold->forms);
    ngi_array_release(ctx, &gold->mentions);
    ngi_array_release(ctx, &gold->references);
    ngi_array_release(ctx, &gold->loose);
    ngi_array_release(ctx, &gold->relations);
    ngi_array_release(ctx, &gold->loose_relations);
    ngi_array_release(ctx, &gold->speakers);
    ngi_array_release(ctx, &gold->loose_speakers);
    ngi_array_release(ctx, &gold->edges);
    ngi_array_release(ctx, &gold->loose_edges);
    memset(gold, 0, sizeof *gold);
}
