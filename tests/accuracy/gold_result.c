/*
 * Gold mentions and entities as a result of extract, for `--given`: what the later stages do when the names are right.
 */
#include "gold.h"

#include "base/json.h"

static ng_status add_id(ng_context *ctx, uint32_t entity, ngi_buffer *id)
{
    id->len = 0;
    return ngi_buffer_printf(ctx, id, "g%u", entity);
}

static json_t *entity_value(const gold_file *gold, uint32_t entity, ng_str id)
{
    const gold_entity *e = &gold->entities.items[entity];
    json_t *o = json_object(), *aliases = json_array();
    uint32_t i;

    for (i = e->forms.begin + 1; i < e->forms.end; i++) {
        (void)json_array_append_new(aliases, ngi_json_str(gold->forms.items[i]));
    }
    (void)json_object_set_new(o, "id", ngi_json_str(id));
    (void)json_object_set_new(o, "name", ngi_json_str(e->name));
    (void)json_object_set_new(o, "type", json_string(ng_entity_type_name(e->type)));
    (void)json_object_set_new(o, "aliases", aliases);
    return o;
}

static json_t *boilerplate_value(const gold_file *gold, const gold_article *a, uint32_t start)
{
    json_t *list = json_array();
    uint32_t line;

    for (line = a->first_line; line <= a->last_line; line++) {
        if (gold->blank.items[line - 1] || gold->prose.items[line - 1] != NG_NONE) continue;
        (void)json_array_append_new(list, ngi_json_pair(gold->lines.items[line - 1] - start,
                                                        gold->lines.items[line] - 1 - start));
    }
    return list;
}

static ng_status add_document(ng_context *ctx, const gold_file *gold, size_t article, ngi_buffer *out)
{
    const gold_article *a = &gold->articles.items[article];
    uint32_t start = gold->lines.items[a->first_line - 1], end = gold->lines.items[a->last_line] - 1, i;
    ng_span span = { ngi_document_byte(gold->raw, start), ngi_document_byte(gold->raw, end) };
    json_t *o = json_object(), *mentions = json_array();
    ngi_buffer id = { NULL, 0, 0 };
    ng_status st;

    for (i = a->mentions.begin; i < a->mentions.end; i++) {
        const gold_mention *m = &gold->mentions.items[i];
        json_t *value = json_object();

        NG_CHECK(add_id(ctx, m->entity, &id));
        (void)json_object_set_new(value, "span", ngi_json_pair(m->span.begin - start, m->span.end - start));
        (void)json_object_set_new(value, "kind", json_string("name"));
        (void)json_object_set_new(value, "entity", ngi_json_str(ngi_buffer_str(&id)));
        (void)json_array_append_new(mentions, value);
    }
    id.len = 0;
    NG_CHECK(ngi_buffer_printf(ctx, &id, "%.*s#%zu", NGI_STR(gold->name), article + 1));
    (void)json_object_set_new(o, "id", ngi_json_str(ngi_buffer_str(&id)));
    (void)json_object_set_new(o, "source", ngi_json_str(gold->name));
    (void)json_object_set_new(o, "source_start", json_integer(start));
    (void)json_object_set_new(o, "title", ngi_json_str(a->title));
    (void)json_object_set_new(o, "text", ngi_json_str(ng_document_slice(gold->raw, span)));
    (void)json_object_set_new(o, "boilerplate", boilerplate_value(gold, a, start));
    (void)json_object_set(o, "mentions", mentions);
    st = ngi_json_add(ctx, out, o);
done:
    ngi_buffer_release(ctx, &id);
    json_decref(mentions);
    json_decref(o);
    return st;
}

ng_status gold_as_result(ng_context *ctx, const gold_file *gold, ngi_buffer *out)
{
    ngi_buffer id = { NULL, 0, 0 };
    uint32_t i;
    size_t n;
    ng_status st;

    NG_CHECK(ngi_buffer_add_text(ctx, out, "{\"namegraph\": 1, \"entities\": ["));
    for (i = 0; i < gold->entities.count; i++) {
        NG_CHECK(add_id(ctx, i, &id));
        NG_CHECK(ngi_buffer_add_text(ctx, out, i ? ",\n " : "\n "));
        NG_CHECK(ngi_json_take(ctx, out, entity_value(gold, i, ngi_buffer_str(&id))));
    }
    NG_CHECK(ngi_buffer_add_text(ctx, out, "],\n\"documents\": ["));
    for (n = 0; n < gold->articles.count; n++) {
        NG_CHECK(ngi_buffer_add_text(ctx, out, n ? ",\n " : "\n "));
        NG_CHECK(add_document(ctx, gold, n, out));
    }
    NG_CHECK(ngi_buffer_add_text(ctx, out, "]}\n"));
done:
    ngi_buffer_release(ctx, &id);
    return st;
}
