/*
 * The row of a document: everything that the tables hold of it is made from its JSON, here and nowhere else, so that it
 * can be made again and compared.
 */
#include "store_impl.h"

static uint64_t add_to_hash(uint64_t hash, ng_str text)
{
    hash = ngi_hash(hash, text.ptr ? text.ptr : "", text.len);
    return ngi_hash_mix(hash ^ text.len); /* where one ends and the next begins matters */
}

uint64_t ngi_store_content_hash(const ng_metadata *about, ng_str text)
{
    const ng_str parts[] = { text, about->title, about->date, about->outlet, about->author, about->url };
    uint64_t hash = NGI_HASH_START;
    size_t i;

    for (i = 0; i < sizeof parts / sizeof *parts; i++) hash = add_to_hash(hash, parts[i]);
    return hash;
}

ng_status ngi_store_row_make(ng_context *ctx, const char *path, ng_str made_by, ng_str json, ngi_store_row *out)
{
    ng_status st;
    const json_t *o;

    memset(out, 0, sizeof *out);
    NG_CHECK(ngi_json_parse(ctx, json, path, &out->root));
    o = out->root;
    out->about.id = ngi_json_get_str(o, "id");
    out->about.source = ngi_json_get_str(o, "source");
    out->about.title = ngi_json_get_str(o, "title");
    out->about.date = ngi_json_get_str(o, "date");
    out->about.outlet = ngi_json_get_str(o, "outlet");
    out->about.author = ngi_json_get_str(o, "author");
    out->about.url = ngi_json_get_str(o, "url");
    out->text = ngi_json_get_str(o, "text");
    out->made_by = made_by;
    out->json = json;
    out->content_hash = ngi_store_content_hash(&out->about, out->text);
    out->json_hash = add_to_hash(add_to_hash(NGI_HASH_START, made_by), json);
    out->sentences = json_array_size(json_object_get(o, "sentences"));
    out->entities = json_array_size(json_object_get(o, "entities"));
    out->mentions = json_array_size(json_object_get(o, "mentions"));
    out->relations = json_array_size(json_object_get(o, "relations"));
    out->speech = json_array_size(json_object_get(o, "speech"));
    if (!out->about.id.len || !out->about.source.ptr || !out->text.ptr) {
        st = ngi_fail_at(ctx, NG_E_FORMAT, path, UINT64_MAX, "cannot use '%s': a document has no id, source or text", path);
    }
done:
    if (st != NG_OK) ngi_store_row_release(out);
    return st;
}

void ngi_store_row_release(ngi_store_row *row)
{
    json_decref(row->root);
    row->root = NULL;
}

void ngi_store_bind_row(sqlite3_stmt *statement, int64_t number, const ngi_store_row *row)
{
    const size_t counts[] = { row->sentences, row->entities, row->mentions, row->relations, row->speech };
    int i;

    if (number != 0) (void)sqlite3_bind_int64(statement, 1, number);
    ngi_store_bind(statement, 2, row->about.id);
    ngi_store_bind(statement, 3, row->about.source);
    ngi_store_bind(statement, 4, row->about.title);
    ngi_store_bind(statement, 5, row->about.date);
    ngi_store_bind(statement, 6, row->about.outlet);
    (void)sqlite3_bind_int64(statement, 7, (sqlite3_int64)row->content_hash);
    for (i = 0; i < 5; i++) (void)sqlite3_bind_int64(statement, 8 + i, (sqlite3_int64)counts[i]);
    ngi_store_bind(statement, 13, row->made_by);
    ngi_store_bind(statement, 14, row->json);
    (void)sqlite3_bind_int64(statement, 15, (sqlite3_int64)row->json_hash);
}

/* Byte of a code point, going on from a place that is not behind it; the text's length behind the last one. */
static size_t byte_of(ng_str text, uint64_t code_point, uint64_t *at, size_t *byte)
{
    while (*byte < text.len && *at < code_point) {
        do (*byte)++;
        while (*byte < text.len && ((unsigned char)text.ptr[*byte] & 0xC0) == 0x80);
        (*at)++;
    }
    return *byte;
}

static ng_status put_sentence(ng_context *ctx, ng_corpus *corpus, ngi_sql which, uint64_t place, ng_str sentence)
{
    sqlite3_stmt *statement;
    ng_status st;

    NG_CHECK(ngi_store_statement(ctx, corpus, which, &statement));
    (void)sqlite3_bind_int64(statement, 1, (sqlite3_int64)place);
    ngi_store_bind(statement, 2, sentence);
    st = ngi_store_step(ctx, corpus, statement);
done:
    return st == NG_DONE ? NG_OK : st;
}

ng_status ngi_store_put_sentences(ng_context *ctx, ng_corpus *corpus, ngi_sql which, int64_t number, const ngi_store_row *row)
{
    uint64_t begin, end, at = 0, first = (uint64_t)number << 32;
    size_t byte = 0, from, to, i;
    const json_t *span;
    ng_status st = NG_OK;

    json_array_foreach(json_object_get(row->root, "sentences"), i, span) {
        if (!ngi_json_get_pair(span, UINT32_MAX, &begin, &end) || begin < at) {
            st = ngi_fail_at(ctx, NG_E_FORMAT, corpus->path, UINT64_MAX,
                             "cannot use '%s': document '%.*s': its sentences are out of order", corpus->path,
                             NGI_STR(row->about.id));
            goto done;
        }
        from = byte_of(row->text, begin, &at, &byte);
        to = byte_of(row->text, end, &at, &byte);
        NG_CHECK(put_sentence(ctx, corpus, which, first + i, ngi_str_slice(row->text, from, to)));
    }
done:
    return st;
}
