/*
 * The network as a script for Neo4j 4.4 or later: `cypher-shell -f net.cypher`. Actors and documents are merged on
 * their ids, of which a constraint sees to it that each is there once, and relationships on their ends and type:
 * running the script again adds nothing, and a later network renews what it still says. It takes nothing away; for
 * that, begin empty.
 *
 * Actors have the label Actor and one for their type. The type of a relationship says its kind: SPEAKS_OF, NAMED_WITH,
 * COVERS, or the relation's own (LEADS). A relation that is not current has its status before it (DENIED_LEADS), so
 * that a pattern for LEADS finds facts alone; `relation` and `status` find all. NAMED_WITH and what holds both ways is
 * stored once.
 *
 * Evidence is a property of its relationship: lists of one length with the document's id, the sentence, its place,
 * score and finder. A relationship of Neo4j cannot point to a node, so evidence as nodes would make each edge a node
 * as well, and patterns and the graph algorithms would see it no more; and lists are renewed whole, where nodes of
 * evidence that is gone would stay. Documents are nodes, since many edges share them; they MENTION whom the edges show
 * there.
 *
 * Rows go in batches, since a transaction for each would take most of the time. No text but in quotes: a comment that
 * held one could end early. Cost: linear, times the relation types that occur.
 */
#include "graph_formats.h"

#include "namegraph/version.h"

#define ROWS_MAX 100
#define TYPES (NG_EDGE_KIND_COUNT + NG_RELATION_COUNT * NG_ASSERTION_COUNT)

typedef struct script {
    ng_context *ctx;
    const ng_graph *graph;
    ngi_buffer *out;
    ngi_buffer tail;         /* what is done with each row */
    size_t rows;             /* of the statement at hand */
} script;

static ng_status add(script *s, const char *text) { return ngi_buffer_add_text(s->ctx, s->out, text); }

/* `key: 'text'`; null takes away what an earlier script set. */
static ng_status add_text(script *s, const char *key, ng_str text)
{
    ng_status st;

    NG_CHECK(add(s, key));
    NG_CHECK(ngi_add_cypher_text(s->ctx, s->out, text));
done:
    return st;
}

static ng_status add_count(script *s, const char *key, uint32_t value)
{
    return ngi_buffer_printf(s->ctx, s->out, "%s%lu", key, (unsigned long)value);
}

/* A number that Cypher takes for a float: whole ones have a point, exponents no plus. */
static ng_status add_float(script *s, const char *key, double value)
{
    ngi_buffer *out = s->out;
    size_t begin = out->len + strlen(key);
    char *plus;
    ng_status st;

    NG_CHECK(ngi_add_number(s->ctx, out, key, value, 10));
    plus = strchr(out->data + begin, '+');
    if (plus) {
        memmove(plus, plus + 1, strlen(plus));
        out->len--;
    }
    if (!strpbrk(out->data + begin, ".e")) NG_CHECK(add(s, ".0"));
done:
    return st;
}

/* A date of Neo4j's for a whole day, else null: its dates know no months. */
static ng_status add_day(script *s, const char *key, ng_str date)
{
    ng_str day = ngi_date_stated(date);

    if (day.len < 10) return ngi_buffer_printf(s->ctx, s->out, "%snull", key);
    return ngi_buffer_printf(s->ctx, s->out, "%sdate('%.*s')", key, NGI_STR(day));
}

/* The statements. */

static ng_status close_rows(script *s)
{
    ng_status st;

    if (!s->rows) return NG_OK;
    s->rows = 0;
    NG_CHECK(add(s, "\n] AS row\n"));
    NG_CHECK(ngi_buffer_add(s->ctx, s->out, ngi_buffer_str(&s->tail)));
    NG_CHECK(add(s, ";\n"));
done:
    return st;
}

static ng_status open_row(script *s)
{
    ng_status st;

    if (s->rows == ROWS_MAX) NG_CHECK(close_rows(s));
    NG_CHECK(add(s, s->rows++ ? ",\n  {" : "UNWIND [\n  {"));
done:
    return st;
}

/* The rows that follow get another tail. */
static ng_status set_tail(script *s, const char *text)
{
    s->tail.len = 0;
    return ngi_buffer_add_text(s->ctx, &s->tail, text);
}

static ng_status add_document(script *s, const ng_graph_document *d)
{
    ng_status st;

    NG_CHECK(open_row(s));
    NG_CHECK(add_text(s, "id: ", d->id));
    NG_CHECK(add_text(s, ", props: {title: ", d->title));
    NG_CHECK(add_text(s, ", source: ", d->source));
    NG_CHECK(add_day(s, ", date: ", d->date));
    NG_CHECK(add_text(s, ", date_stated: ", d->date));
    NG_CHECK(add_text(s, ", outlet: ", d->outlet));
    NG_CHECK(add_text(s, ", author: ", d->author));
    NG_CHECK(add_text(s, ", url: ", d->url));
    NG_CHECK(add_text(s, ", duplicate_of: ", d->duplicate_of));
    NG_CHECK(add_count(s, ", sentences: ", d->sentences));
    NG_CHECK(add_count(s, ", words: ", d->words));
    NG_CHECK(add(s, "}}"));
done:
    return st;
}

static ng_status add_documents(script *s)
{
    ng_status st;
    size_t i;

    NG_CHECK(set_tail(s, "MERGE (n:Document {id: row.id})\nSET n += row.props"));
    for (i = 0; i < s->graph->documents.count; i++) NG_CHECK(add_document(s, &s->graph->documents.items[i]));
    NG_CHECK(close_rows(s));
done:
    return st;
}

static ng_status add_actor(script *s, const ng_node *n)
{
    ng_status st;
    uint32_t i;

    NG_CHECK(open_row(s));
    NG_CHECK(add_text(s, "id: ", n->id));
    NG_CHECK(add_text(s, ", props: {name: ", n->label));
    NG_CHECK(add_text(s, ", type: ", ng_str_from(ng_entity_type_name(n->type))));
    NG_CHECK(add(s, ", aliases: ["));
    for (i = n->aliases.begin; i < n->aliases.end; i++) {
        NG_CHECK(add_text(s, i > n->aliases.begin ? ", " : "", s->graph->aliases.items[i]));
    }
    NG_CHECK(add_text(s, "], link: ", n->link));
    NG_CHECK(add_count(s, ", mentions: ", n->mentions));
    NG_CHECK(add_count(s, ", documents: ", n->documents));
    NG_CHECK(add_day(s, ", first_seen: ", n->first_seen));
    NG_CHECK(add_day(s, ", last_seen: ", n->last_seen));
    NG_CHECK(add(s, "}}"));
done:
    return st;
}

/* "company" as the label "Company", "leads" as the type "LEADS". */
static ng_status add_label(script *s, ngi_buffer *out, const char *name)
{
    ng_status st;

    NG_CHECK(ngi_buffer_add_char(s->ctx, out, ':'));
    NG_CHECK(ngi_buffer_add_char(s->ctx, out, (char)(*name - 'a' + 'A')));
    NG_CHECK(ngi_buffer_add_text(s->ctx, out, name + 1));
done:
    return st;
}

static ng_status add_upper(script *s, ngi_buffer *out, const char *name)
{
    ng_status st = NG_OK;

    for (; *name; name++) {
        NG_CHECK(ngi_buffer_add_char(s->ctx, out, *name >= 'a' && *name <= 'z' ? (char)(*name - 'a' + 'A') : *name));
    }
done:
    return st;
}

/* Actors of a type lose the labels of the others, for a decision may have changed their type since the last script. */
static ng_status add_actors(script *s, ng_entity_type type)
{
    ng_status st;
    unsigned k;
    size_t i;

    NG_CHECK(set_tail(s, "MERGE (n:Actor {id: row.id})\nREMOVE n"));
    for (k = 0; k < NG_ENTITY_TYPE_COUNT; k++) {
        if (k != (unsigned)type) NG_CHECK(add_label(s, &s->tail, ng_entity_type_name((ng_entity_type)k)));
    }
    NG_CHECK(ngi_buffer_add_text(s->ctx, &s->tail, "\nSET n"));
    NG_CHECK(add_label(s, &s->tail, ng_entity_type_name(type)));
    NG_CHECK(ngi_buffer_add_text(s->ctx, &s->tail, "\nSET n += row.props"));
    for (i = 0; i < s->graph->nodes.count; i++) {
        if (s->graph->nodes.items[i].type == type) NG_CHECK(add_actor(s, &s->graph->nodes.items[i]));
    }
    NG_CHECK(close_rows(s));
done:
    return st;
}

static ng_status add_mentions(script *s)
{
    ngi_named *named = NULL;
    size_t i, count;
    ng_status st;

    NG_CHECK(ngi_named_in(s->ctx, s->graph, &named, &count));
    NG_CHECK(set_tail(s, "MATCH (a:Document {id: row.a})\nMATCH (b:Actor {id: row.b})\nMERGE (a)-[:MENTIONS]->(b)"));
    for (i = 0; i < count; i++) {
        NG_CHECK(open_row(s));
        NG_CHECK(add_text(s, "a: ", s->graph->documents.items[named[i].document].id));
        NG_CHECK(add_text(s, ", b: ", s->graph->nodes.items[named[i].node].id));
        NG_CHECK(add(s, "}"));
    }
    NG_CHECK(close_rows(s));
done:
    ngi_free(s->ctx, named);
    return st;
}

/* One list of the evidence: what `item` writes of each. */
typedef ng_status evidence_item(script *s, const ng_edge_evidence *v);

static ng_status item_document(script *s, const ng_edge_evidence *v)
{
    return add_text(s, "", s->graph->documents.items[v->document].id);
}
static ng_status item_text(script *s, const ng_edge_evidence *v)
{
    return add_text(s, "", v->text.ptr ? v->text : NGI_LITERAL("")); /* a list of Neo4j's holds no null */
}
static ng_status item_begin(script *s, const ng_edge_evidence *v) { return add_count(s, "", v->span.begin); }
static ng_status item_end(script *s, const ng_edge_evidence *v) { return add_count(s, "", v->span.end); }
static ng_status item_score(script *s, const ng_edge_evidence *v)
{
    return add_float(s, "", (double)((uint64_t)((double)v->score * 1e6 + 0.5)) / 1e6); /* six decimals, as it counts */
}
static ng_status item_by(script *s, const ng_edge_evidence *v)
{
    return add_text(s, "", v->by.ptr ? v->by : NGI_LITERAL(""));
}

static ng_status add_evidence(script *s, const ng_edge *e)
{
    static const struct {
        const char *key;
        evidence_item *item;
    } lists[] = {
        { ", evidence_documents: [", item_document }, { "], evidence_sentences: [", item_text },
        { "], evidence_begins: [", item_begin },      { "], evidence_ends: [", item_end },
        { "], evidence_scores: [", item_score },      { "], evidence_by: [", item_by },
    };
    ng_status st = NG_OK;
    size_t i;
    uint32_t k;

    for (i = 0; i < sizeof lists / sizeof *lists; i++) {
        NG_CHECK(add(s, lists[i].key));
        for (k = e->evidence.begin; k < e->evidence.end; k++) {
            if (k > e->evidence.begin) NG_CHECK(add(s, ", "));
            NG_CHECK(lists[i].item(s, &s->graph->evidence.items[k]));
        }
    }
    NG_CHECK(add(s, "]"));
done:
    return st;
}

static ng_status add_edge(script *s, const ng_edge *e)
{
    ng_status st;

    NG_CHECK(open_row(s));
    NG_CHECK(add_text(s, "a: ", s->graph->nodes.items[e->from].id));
    NG_CHECK(add_text(s, ", b: ", s->graph->nodes.items[e->to].id));
    NG_CHECK(add_text(s, ", props: {kind: ", ng_str_from(ng_edge_kind_name(e->kind))));
    NG_CHECK(ngi_buffer_printf(s->ctx, s->out, ", directed: %s", ngi_edge_directed(e) ? "true" : "false"));
    NG_CHECK(add_float(s, ", weight: ", e->weight));
    if (e->kind == NG_EDGE_COOCCURRENCE) {
        NG_CHECK(add_float(s, ", significance: ", e->significance));
        NG_CHECK(add_float(s, ", npmi: ", e->npmi));
    }
    if (e->kind == NG_EDGE_RELATION) {
        NG_CHECK(add_text(s, ", relation: ", ng_str_from(ng_relation_type_name(e->relation))));
        NG_CHECK(add_text(s, ", status: ", ng_str_from(ng_assertion_name(e->status))));
        NG_CHECK(add_text(s, ", role: ", e->role));
        NG_CHECK(add_text(s, ", since: ", e->since));
        NG_CHECK(add_text(s, ", until: ", e->until));
    }
    NG_CHECK(add_count(s, ", documents: ", e->documents));
    NG_CHECK(add_day(s, ", first_seen: ", e->first_seen));
    NG_CHECK(add_day(s, ", last_seen: ", e->last_seen));
    NG_CHECK(add_evidence(s, e));
    NG_CHECK(add(s, "}}"));
done:
    return st;
}

/* Place of an edge's type among all types: the kinds, and each relation with each status. */
static size_t type_of(const ng_edge *e)
{
    if (e->kind != NG_EDGE_RELATION) return (size_t)e->kind;
    return NG_EDGE_KIND_COUNT + (size_t)e->relation * NG_ASSERTION_COUNT + (size_t)e->status;
}

static ng_status add_type(script *s, const ng_edge *e)
{
    static const char *const kinds[NG_EDGE_KIND_COUNT] = {
        [NG_EDGE_SPEECH] = "SPEAKS_OF", [NG_EDGE_COOCCURRENCE] = "NAMED_WITH", [NG_EDGE_COVERAGE] = "COVERS"
    };
    ng_status st;

    if (e->kind != NG_EDGE_RELATION) return ngi_buffer_add_text(s->ctx, &s->tail, kinds[e->kind]);
    if (!ngi_edge_is_fact(e)) {
        NG_CHECK(add_upper(s, &s->tail, ng_assertion_name(e->status)));
        NG_CHECK(ngi_buffer_add_char(s->ctx, &s->tail, '_'));
    }
    NG_CHECK(add_upper(s, &s->tail, ng_relation_type_name(e->relation)));
done:
    return st;
}

/* The edges of the type that the edge at `first` has, the first one of it. */
static ng_status add_edges(script *s, size_t first)
{
    const ng_edge *edges = s->graph->edges.items;
    ng_status st;
    size_t i;

    NG_CHECK(set_tail(s, "MATCH (a:Actor {id: row.a})\nMATCH (b:Actor {id: row.b})\nMERGE (a)-[r:"));
    NG_CHECK(add_type(s, &edges[first]));
    NG_CHECK(ngi_buffer_add_text(s->ctx, &s->tail, "]->(b)\nSET r += row.props"));
    for (i = first; i < s->graph->edges.count; i++) {
        if (type_of(&edges[i]) == type_of(&edges[first])) NG_CHECK(add_edge(s, &edges[i]));
    }
    NG_CHECK(close_rows(s));
done:
    return st;
}

static ng_status add_head(script *s)
{
    ng_status st;

    NG_CHECK(add(s, "// Made by namegraph " NG_VERSION " for Neo4j 4.4 or later: cypher-shell -f FILE. "
                    "Run again, it adds nothing.\n"));
    NG_CHECK(ngi_buffer_printf(s->ctx, s->out, "// Actors: %zu of %lu, edges: %zu of %lu, documents: %zu.\n",
                               s->graph->nodes.count, (unsigned long)s->graph->totals.nodes, s->graph->edges.count,
                               (unsigned long)s->graph->totals.edges, s->graph->documents.count));
    NG_CHECK(add(s, "CREATE CONSTRAINT namegraph_actor_id IF NOT EXISTS FOR (n:Actor) REQUIRE n.id IS UNIQUE;\n"
                    "CREATE CONSTRAINT namegraph_document_id IF NOT EXISTS FOR (n:Document) REQUIRE n.id IS UNIQUE;\n"));
done:
    return st;
}

ng_status ngi_write_graph_cypher(ng_context *ctx, const ng_graph *graph, ngi_buffer *out)
{
    script s = { .ctx = ctx, .graph = graph, .out = out };
    bool written[TYPES] = { false };
    ng_status st;
    size_t i;

    NG_CHECK(add_head(&s));
    NG_CHECK(add_documents(&s));
    for (i = 0; i < NG_ENTITY_TYPE_COUNT; i++) NG_CHECK(add_actors(&s, (ng_entity_type)i));
    NG_CHECK(add_mentions(&s));
    for (i = 0; i < graph->edges.count; i++) {
        size_t type = type_of(&graph->edges.items[i]);

        if (written[type]) continue;
        NG_CHECK(add_edges(&s, i));
        written[type] = true;
    }
done:
    ngi_buffer_release(ctx, &s.tail);
    return st;
}
