/*
 * Writing a network: the table of formats, and the quoting that they need. The writers themselves are one file each.
 */
#include "graph_formats.h"

#include "base/unicode.h"

typedef struct format_names {
    const char *name, *extension;
} format_names;

#define NG_X(symbol, name, extension) { name, extension },
static const format_names formats[] = { NG_GRAPH_FORMAT_LIST(NG_X) };
#undef NG_X

static ngi_graph_writer *const writers[NG_GRAPH_FORMAT_COUNT] = {
    [NG_GRAPH_JSON] = ngi_write_graph_json,       [NG_GRAPH_DOT] = ngi_write_graph_dot,
    [NG_GRAPH_GRAPHML] = ngi_write_graph_graphml, [NG_GRAPH_GEXF] = ngi_write_graph_gexf,
    [NG_GRAPH_CSV_NODES] = ngi_write_csv_nodes,   [NG_GRAPH_CSV_EDGES] = ngi_write_csv_edges,
    [NG_GRAPH_CYPHER] = ngi_write_graph_cypher,   [NG_GRAPH_JSONLD] = ngi_write_graph_jsonld,
    [NG_GRAPH_FTM] = ngi_write_graph_ftm,
};

const char *ng_graph_format_name(ng_graph_format f) { return (unsigned)f < NG_GRAPH_FORMAT_COUNT ? formats[f].name : "?"; }

const char *ng_graph_format_extension(ng_graph_format f)
{
    return (unsigned)f < NG_GRAPH_FORMAT_COUNT ? formats[f].extension : "";
}

bool ng_graph_format_from(ng_str name, ng_graph_format *out)
{
    unsigned i;

    for (i = 0; i < NG_GRAPH_FORMAT_COUNT; i++) {
        if (!ng_str_equal(name, ng_str_from(formats[i].name))) continue;
        *out = (ng_graph_format)i;
        return true;
    }
    return false;
}

ng_status ng_graph_write(ng_context *ctx, const ng_graph *graph, ng_graph_format format, char **out, size_t *out_len)
{
    ngi_buffer text = { NULL, 0, 0 };
    ng_status st = NG_OK;

    *out = NULL;
    *out_len = 0;
    if ((unsigned)format >= NG_GRAPH_FORMAT_COUNT) return ngi_fail(ctx, NG_E_ARG, "there is no format %u", (unsigned)format);
    NG_CHECK(writers[format](ctx, graph, &text));
    *out = ngi_buffer_take(ctx, &text, out_len);
    if (!*out) st = NG_E_NOMEM;
done:
    ngi_buffer_release(ctx, &text);
    return st;
}

const char *ngi_edge_kind_text(const ng_edge *edge)
{
    return edge->kind == NG_EDGE_RELATION ? ng_relation_type_name(edge->relation) : ng_edge_kind_name(edge->kind);
}

bool ngi_edge_kind_parse(ng_str text, ng_edge *edge)
{
    edge->relation = (ng_relation_type)0;
    if (ng_edge_kind_from(text, &edge->kind)) return edge->kind != NG_EDGE_RELATION;
    edge->kind = NG_EDGE_RELATION;
    return ng_relation_type_from(text, &edge->relation);
}

bool ngi_edge_directed(const ng_edge *edge)
{
    if (edge->kind == NG_EDGE_RELATION) return !ng_relation_type_symmetric(edge->relation);
    return edge->kind != NG_EDGE_COOCCURRENCE;
}

/* Append runs of plain bytes whole, and what `escape` answers for the others; NULL: the byte is plain. */
typedef const char *escaper(unsigned char byte, char *room);

static ng_status add_escaped(ng_context *ctx, ngi_buffer *out, ng_str text, escaper *escape)
{
    ng_status st = NG_OK;
    size_t i, begin = 0;
    char room[8];

    for (i = 0; i < text.len; i++) {
        const char *instead = escape((unsigned char)text.ptr[i], room);

        if (!instead) continue;
        NG_CHECK(ngi_buffer_add(ctx, out, ngi_str_slice(text, begin, i)));
        NG_CHECK(ngi_buffer_add_text(ctx, out, instead));
        begin = i + 1;
    }
    if (begin < text.len) NG_CHECK(ngi_buffer_add(ctx, out, ngi_str_slice(text, begin, text.len)));
done:
    return st;
}

static const char *escape_json(unsigned char byte, char *room)
{
    static const char digits[] = "0123456789ABCDEF";

    if (byte == '"') return "\\\"";
    if (byte == '\\') return "\\\\";
    if (byte >= 0x20) return NULL;
    if (byte == '\n') return "\\n";
    if (byte == '\r') return "\\r";
    if (byte == '\t') return "\\t";
    memcpy(room, "\\u00", 4);
    room[4] = digits[byte >> 4];
    room[5] = digits[byte & 15];
    room[6] = '\0';
    return room;
}

static const char *escape_xml(unsigned char byte, char *room)
{
    (void)room;
    switch (byte) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    case '\n': return "&#10;";
    case '\r': return "&#13;";
    case '\t': return "&#9;";
    default: return byte < 0x20 ? "" : NULL;
    }
}

static const char *escape_dot(unsigned char byte, char *room)
{
    (void)room;
    if (byte == '"') return "\\\"";
    if (byte == '\\') return "\\\\";
    if (byte == '\n') return "\\n";
    return byte < 0x20 ? " " : NULL;
}

static const char *escape_cypher(unsigned char byte, char *room)
{
    if (byte == '\'') return "\\'";
    return byte == '\\' || byte < 0x20 ? escape_json(byte, room) : NULL; /* the escapes are the same */
}

static const char *escape_iri(unsigned char byte, char *room)
{
    static const char digits[] = "0123456789ABCDEF";

    if ((byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z')) return NULL;
    if (byte == '-' || byte == '.' || byte == '_' || byte == '~') return NULL;
    room[0] = '%';
    room[1] = digits[byte >> 4];
    room[2] = digits[byte & 15];
    room[3] = '\0';
    return room;
}

static const char *escape_csv(unsigned char byte, char *room)
{
    (void)room;
    if (byte == '\n' || byte == '\r') return " "; /* quoted line ends are legal, and break half of the readers */
    return byte == '"' ? "\"\"" : NULL;
}

ng_status ngi_add_json_text(ng_context *ctx, ngi_buffer *out, ng_str text)
{
    ng_status st;

    if (!text.ptr) return ngi_buffer_add_text(ctx, out, "null");
    NG_CHECK(ngi_buffer_add_char(ctx, out, '"'));
    NG_CHECK(add_escaped(ctx, out, text, escape_json));
    NG_CHECK(ngi_buffer_add_char(ctx, out, '"'));
done:
    return st;
}

ng_status ngi_add_xml_text(ng_context *ctx, ngi_buffer *out, ng_str text) { return add_escaped(ctx, out, text, escape_xml); }

ng_status ngi_add_dot_text(ng_context *ctx, ngi_buffer *out, ng_str text)
{
    ng_status st;

    NG_CHECK(ngi_buffer_add_char(ctx, out, '"'));
    NG_CHECK(add_escaped(ctx, out, text, escape_dot));
    NG_CHECK(ngi_buffer_add_char(ctx, out, '"'));
done:
    return st;
}

ng_status ngi_add_cypher_text(ng_context *ctx, ngi_buffer *out, ng_str text)
{
    ng_status st;

    if (!text.ptr) return ngi_buffer_add_text(ctx, out, "null");
    NG_CHECK(ngi_buffer_add_char(ctx, out, '\''));
    NG_CHECK(add_escaped(ctx, out, text, escape_cypher));
    NG_CHECK(ngi_buffer_add_char(ctx, out, '\''));
done:
    return st;
}

ng_status ngi_add_iri_text(ng_context *ctx, ngi_buffer *out, ng_str text) { return add_escaped(ctx, out, text, escape_iri); }

ng_status ngi_add_csv_text(ng_context *ctx, ngi_buffer *out, ng_str text)
{
    bool plain = true;
    ng_status st;
    size_t i;

    for (i = 0; i < text.len; i++) plain = plain && !strchr(",;\"\r\n\t", text.ptr[i]);
    if (plain) return ngi_buffer_add(ctx, out, text);
    NG_CHECK(ngi_buffer_add_char(ctx, out, '"'));
    NG_CHECK(add_escaped(ctx, out, text, escape_csv));
    NG_CHECK(ngi_buffer_add_char(ctx, out, '"'));
done:
    return st;
}

ng_status ngi_add_number(ng_context *ctx, ngi_buffer *out, const char *before, double value, int digits)
{
    ng_status st;

    NG_CHECK(ngi_buffer_add_text(ctx, out, before));
    NG_CHECK(ngi_buffer_printf(ctx, out, "%.*g", digits, value));
done:
    return st;
}

ng_status ngi_join_aliases(ng_context *ctx, const ng_graph *graph, const ng_node *node, ngi_buffer *out)
{
    ng_status st = NG_OK;
    uint32_t i;

    out->len = 0;
    for (i = node->aliases.begin; i < node->aliases.end; i++) {
        if (i > node->aliases.begin) NG_CHECK(ngi_buffer_add_char(ctx, out, '|'));
        NG_CHECK(ngi_buffer_add(ctx, out, graph->aliases.items[i]));
    }
done:
    return st;
}
