/*
 * The network as JSON-LD 1.1 in the words of schema.org, with what those lack in words of our own (urn:namegraph:...);
 * the context stands in the file, so that no reader asks the net for one.
 *
 * Every edge is an rdf:Statement: it says of three terms what is said of them, with status, weight and evidence, and
 * does not assert them, so what is denied, planned, over or only reported is never a fact. A relation that is current
 * is asserted as well, as a property of its actor, where schema.org has one that means the same (`facts` below); there
 * only. The sentences are Quotations of their articles. An article `mentions` whom the edges show there.
 *
 * Ids are urn:namegraph:actor:ID and so on, percent-encoded, and so the same wherever the file lies. An actor's link
 * is its sameAs where it is an address; the keys of the word lists are names of no web page. One item a line. Cost:
 * linear.
 */
#include "graph_formats.h"

#include "namegraph/version.h"

/* X(term, what it is): the words of the context that are not schema.org's or not texts. */
#define CONTEXT(X)                                                                                 \
    X("rdf", "\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"")                                    \
    X("xsd", "\"http://www.w3.org/2001/XMLSchema#\"")                                              \
    X("ng", "\"urn:namegraph:vocabulary:\"")                                                       \
    X("actor", "\"urn:namegraph:actor:\"")                                                         \
    X("document", "\"urn:namegraph:document:\"")                                                   \
    X("statement", "\"urn:namegraph:statement:\"")                                                 \
    X("Statement", "\"rdf:Statement\"")                                                            \
    X("subject", "{\"@id\":\"rdf:subject\",\"@type\":\"@id\"}")                                    \
    X("predicate", "{\"@id\":\"rdf:predicate\",\"@type\":\"@id\"}")                                \
    X("object", "{\"@id\":\"rdf:object\",\"@type\":\"@id\"}")                                      \
    X("kind", "\"ng:kind\"")                                                                       \
    X("directed", "\"ng:directed\"")                                                               \
    X("status", "\"ng:status\"")                                                                   \
    X("weight", "{\"@id\":\"ng:weight\",\"@type\":\"xsd:double\"}")                                \
    X("significance", "{\"@id\":\"ng:significance\",\"@type\":\"xsd:double\"}")                    \
    X("npmi", "{\"@id\":\"ng:npmi\",\"@type\":\"xsd:double\"}")                                    \
    X("documents", "\"ng:documents\"")                                                             \
    X("firstSeen", "\"ng:firstSeen\"")                                                             \
    X("lastSeen", "\"ng:lastSeen\"")                                                               \
    X("evidence", "\"ng:evidence\"")                                                               \
    X("begin", "\"ng:begin\"")                                                                     \
    X("end", "\"ng:end\"")                                                                         \
    X("score", "{\"@id\":\"ng:score\",\"@type\":\"xsd:double\"}")                                  \
    X("by", "\"ng:by\"")                                                                           \
    X("entityType", "\"ng:entityType\"")                                                           \
    X("timesNamed", "\"ng:timesNamed\"")                                                           \
    X("key", "\"ng:key\"")                                                                         \
    X("duplicateOf", "{\"@id\":\"ng:duplicateOf\",\"@type\":\"@id\"}")                             \
    X("sentences", "\"ng:sentences\"")                                                             \
    X("sameAs", "{\"@type\":\"@id\"}")                                                             \
    X("isPartOf", "{\"@type\":\"@id\"}")                                                           \
    X("mentions", "{\"@type\":\"@id\"}")

typedef struct linked {
    ng_context *ctx;
    const ng_graph *graph;
    ngi_buffer *out;
} linked;

static const char *const schema_types[NG_ENTITY_TYPE_COUNT] = {
    [NG_PERSON] = "Person",   [NG_COMPANY] = "Corporation", [NG_ORGANIZATION] = "Organization",
    [NG_MODEL] = "SoftwareApplication", [NG_PRODUCT] = "Product", [NG_PLACE] = "Place",
    [NG_EVENT] = "Event",     [NG_LAW] = "Legislation",     [NG_WORK] = "CreativeWork",
    [NG_GROUP] = "Thing",
};

#define BODY (NG_BIT(NG_COMPANY) | NG_BIT(NG_ORGANIZATION))
#define AGENT (NG_BIT(NG_PERSON) | BODY)
#define MADE (NG_BIT(NG_MODEL) | NG_BIT(NG_WORK))

/* What a current relation is in schema.org: between which types, and the property of its head; `reverse` is the property
   of the tail that says it the other way round. */
static const struct fact {
    ng_relation_type relation;
    uint32_t heads, tails;
    const char *property, *reverse;
} facts[] = {
    { NG_FOUNDER_OF, AGENT, BODY, "founderOf", "founder" },
    { NG_WORKS_FOR, NG_BIT(NG_PERSON), BODY, "worksFor", NULL },
    { NG_MEMBER_OF, AGENT, BODY, "memberOf", NULL },
    { NG_OWNS, BODY, BODY, "subOrganization", NULL },
    { NG_DEVELOPS, AGENT, MADE, "creatorOf", "creator" },
    { NG_BASED_ON, MADE, MADE, "isBasedOn", NULL },
    { NG_FAMILY_OF, NG_BIT(NG_PERSON), NG_BIT(NG_PERSON), "relatedTo", NULL },
    { NG_EDUCATED_AT, NG_BIT(NG_PERSON), BODY, "alumniOf", NULL },
    { NG_LOCATED_IN, BODY | NG_BIT(NG_EVENT), NG_BIT(NG_PLACE), "location", NULL },
    { NG_LOCATED_IN, NG_BIT(NG_PLACE), NG_BIT(NG_PLACE), "containedInPlace", NULL },
    { NG_PART_OF, BODY, BODY, "parentOrganization", NULL },
};
#define FACTS (sizeof facts / sizeof *facts)

static ng_status add(linked *l, const char *text) { return ngi_buffer_add_text(l->ctx, l->out, text); }

/* ,"key":"text"; nothing where there is no text. */
static ng_status add_text(linked *l, const char *key, ng_str text)
{
    ng_status st;

    if (!text.len) return NG_OK;
    NG_CHECK(add(l, key));
    NG_CHECK(ngi_add_json_text(l->ctx, l->out, text));
done:
    return st;
}

static ng_status add_count(linked *l, const char *key, uint32_t value)
{
    return ngi_buffer_printf(l->ctx, l->out, "%s%lu", key, (unsigned long)value);
}

/* before"actor:ID" */
static ng_status add_id(linked *l, const char *before, const char *prefix, ng_str id)
{
    ng_status st;

    NG_CHECK(ngi_buffer_printf(l->ctx, l->out, "%s\"%s:", before, prefix));
    NG_CHECK(ngi_add_iri_text(l->ctx, l->out, id));
    NG_CHECK(ngi_buffer_add_char(l->ctx, l->out, '"'));
done:
    return st;
}

static ng_status add_actor_id(linked *l, const char *before, uint32_t node)
{
    return add_id(l, before, "actor", l->graph->nodes.items[node].id);
}

static ng_status add_context(linked *l)
{
    ng_status st;
    size_t i;

#define X(term, meaning) ",\n  \"" term "\":" meaning
    NG_CHECK(add(l, "{\"@context\":{\"@vocab\":\"https://schema.org/\"" CONTEXT(X)));
#undef X
    for (i = 0; i < FACTS; i++) {
        NG_CHECK(ngi_buffer_printf(l->ctx, l->out, ",\n  \"%s\":{", facts[i].property));
        if (facts[i].reverse) NG_CHECK(ngi_buffer_printf(l->ctx, l->out, "\"@reverse\":\"%s\",", facts[i].reverse));
        NG_CHECK(add(l, "\"@type\":\"@id\"}"));
    }
    NG_CHECK(add(l, "},\n\"@graph\":[\n  {\"@type\":\"Dataset\",\"name\":\"Network of who is in the news\",\"creator\":"
                    "{\"@type\":\"SoftwareApplication\",\"name\":\"namegraph\",\"softwareVersion\":\"" NG_VERSION "\"}"));
    NG_CHECK(ngi_buffer_printf(l->ctx, l->out, ",\"ng:actors\":%zu,\"ng:actorsInAll\":%lu", l->graph->nodes.count,
                               (unsigned long)l->graph->totals.nodes));
    NG_CHECK(ngi_buffer_printf(l->ctx, l->out, ",\"ng:edges\":%zu,\"ng:edgesInAll\":%lu", l->graph->edges.count,
                               (unsigned long)l->graph->totals.edges));
    NG_CHECK(add_text(l, ",\"description\":", l->graph->totals.filter));
    NG_CHECK(add(l, "}"));
done:
    return st;
}

/* An address as such, another text as a text. */
static ng_status add_url(linked *l, ng_str url)
{
    ng_status st;

    if (!ngi_is_address(url)) return add_text(l, ",\"url\":", url);
    NG_CHECK(add_text(l, ",\"url\":{\"@id\":", url));
    NG_CHECK(add(l, "}"));
done:
    return st;
}

static ng_status add_document(linked *l, const ng_graph_document *d)
{
    ng_status st;

    NG_CHECK(add_id(l, ",\n  {\"@id\":", "document", d->id));
    NG_CHECK(add(l, ",\"@type\":\"NewsArticle\""));
    NG_CHECK(add_text(l, ",\"headline\":", d->title));
    NG_CHECK(add_text(l, ",\"identifier\":", d->id));
    NG_CHECK(add_text(l, ",\"datePublished\":", d->date));
    if (d->author.len) {
        NG_CHECK(add_text(l, ",\"author\":{\"@type\":\"Person\",\"name\":", d->author));
        NG_CHECK(add(l, "}"));
    }
    if (d->outlet.len) {
        NG_CHECK(add_text(l, ",\"publisher\":{\"@type\":\"Organization\",\"name\":", d->outlet));
        NG_CHECK(add(l, "}"));
    }
    NG_CHECK(add_url(l, d->url));
    NG_CHECK(add_count(l, ",\"wordCount\":", d->words));
    NG_CHECK(add_count(l, ",\"sentences\":", d->sentences));
    if (d->duplicate_of.len) NG_CHECK(add_id(l, ",\"duplicateOf\":", "document", d->duplicate_of));
done:
    return st;
}

static ng_status add_documents(linked *l)
{
    ngi_named *named = NULL;
    size_t i, at = 0, count;
    ng_status st;

    NG_CHECK(ngi_named_in(l->ctx, l->graph, &named, &count));
    for (i = 0; i < l->graph->documents.count; i++) {
        size_t begin = at;

        NG_CHECK(add_document(l, &l->graph->documents.items[i]));
        for (; at < count && named[at].document == i; at++) {
            NG_CHECK(add_actor_id(l, at > begin ? "," : ",\"mentions\":[", named[at].node));
        }
        NG_CHECK(add(l, at > begin ? "]}" : "}"));
    }
done:
    ngi_free(l->ctx, named);
    return st;
}

static bool has_type(const ng_graph *graph, uint32_t node, uint32_t types)
{
    return (types & NG_BIT(graph->nodes.items[node].type)) != 0;
}

/* The actor's facts of one property; its edges begin at `first`. */
static ng_status add_fact(linked *l, const struct fact *f, uint32_t node, size_t first)
{
    const ng_graph *g = l->graph;
    bool any = false;
    ng_status st = NG_OK;
    size_t i;

    if (!has_type(g, node, f->heads)) return NG_OK;
    for (i = first; i < g->edges.count && g->edges.items[i].from == node; i++) {
        const ng_edge *e = &g->edges.items[i];

        if (!ngi_edge_is_fact(e) || e->relation != f->relation || !has_type(g, e->to, f->tails)) continue;
        if (!any) NG_CHECK(ngi_buffer_printf(l->ctx, l->out, ",\"%s\":[", f->property));
        NG_CHECK(add_actor_id(l, any ? "," : "", e->to));
        any = true;
    }
    if (any) NG_CHECK(add(l, "]"));
done:
    return st;
}

static ng_status add_actor(linked *l, uint32_t node, size_t first)
{
    const ng_node *n = &l->graph->nodes.items[node];
    ng_status st;
    size_t i;
    uint32_t k;

    NG_CHECK(add_actor_id(l, ",\n  {\"@id\":", node));
    NG_CHECK(ngi_buffer_printf(l->ctx, l->out, ",\"@type\":\"%s\"", schema_types[n->type]));
    NG_CHECK(add_text(l, ",\"name\":", n->label));
    for (k = n->aliases.begin; k < n->aliases.end; k++) {
        NG_CHECK(add(l, k > n->aliases.begin ? "," : ",\"alternateName\":["));
        NG_CHECK(ngi_add_json_text(l->ctx, l->out, l->graph->aliases.items[k]));
    }
    if (n->aliases.end > n->aliases.begin) NG_CHECK(add(l, "]"));
    NG_CHECK(add_text(l, ngi_is_address(n->link) ? ",\"sameAs\":" : ",\"key\":", n->link));
    NG_CHECK(ngi_buffer_printf(l->ctx, l->out, ",\"entityType\":\"%s\"", ng_entity_type_name(n->type)));
    NG_CHECK(add_count(l, ",\"timesNamed\":", n->mentions));
    NG_CHECK(add_count(l, ",\"documents\":", n->documents));
    NG_CHECK(add_text(l, ",\"firstSeen\":", n->first_seen));
    NG_CHECK(add_text(l, ",\"lastSeen\":", n->last_seen));
    for (i = 0; i < FACTS; i++) NG_CHECK(add_fact(l, &facts[i], node, first));
    NG_CHECK(add(l, "}"));
done:
    return st;
}

static ng_status add_actors(linked *l)
{
    ng_status st = NG_OK;
    size_t first = 0;
    uint32_t i;

    for (i = 0; i < l->graph->nodes.count; i++) {
        while (first < l->graph->edges.count && l->graph->edges.items[first].from < i) first++;
        NG_CHECK(add_actor(l, i, first));
    }
done:
    return st;
}

static ng_status add_quotation(linked *l, const ng_edge_evidence *v)
{
    ng_status st;

    NG_CHECK(add_id(l, "{\"@type\":\"Quotation\",\"isPartOf\":", "document", l->graph->documents.items[v->document].id));
    NG_CHECK(add_text(l, ",\"text\":", v->text));
    NG_CHECK(add_count(l, ",\"begin\":", v->span.begin));
    NG_CHECK(add_count(l, ",\"end\":", v->span.end));
    NG_CHECK(ngi_add_number(l->ctx, l->out, ",\"score\":", (double)v->score, 6));
    NG_CHECK(add_text(l, ",\"by\":", v->by));
    NG_CHECK(add(l, "}"));
done:
    return st;
}

/* "statement:FROM:TO:KIND", of a relation with its status: what makes an edge the one it is. */
static ng_status add_statement_id(linked *l, const ng_edge *e)
{
    ng_status st;

    NG_CHECK(add(l, ",\n  {\"@id\":\"statement:"));
    NG_CHECK(ngi_add_iri_text(l->ctx, l->out, l->graph->nodes.items[e->from].id));
    NG_CHECK(add(l, ":"));
    NG_CHECK(ngi_add_iri_text(l->ctx, l->out, l->graph->nodes.items[e->to].id));
    NG_CHECK(ngi_buffer_printf(l->ctx, l->out, ":%s", ngi_edge_kind_text(e)));
    if (e->kind == NG_EDGE_RELATION) NG_CHECK(ngi_buffer_printf(l->ctx, l->out, ":%s", ng_assertion_name(e->status)));
    NG_CHECK(add(l, "\",\"@type\":\"Statement\""));
done:
    return st;
}

static ng_status add_statement(linked *l, const ng_edge *e)
{
    ng_status st;
    uint32_t i;

    NG_CHECK(add_statement_id(l, e));
    NG_CHECK(add_actor_id(l, ",\"subject\":", e->from));
    NG_CHECK(ngi_buffer_printf(l->ctx, l->out, ",\"predicate\":\"ng:%s\"", ngi_edge_kind_text(e)));
    NG_CHECK(add_actor_id(l, ",\"object\":", e->to));
    NG_CHECK(ngi_buffer_printf(l->ctx, l->out, ",\"kind\":\"%s\",\"directed\":%s", ng_edge_kind_name(e->kind),
                               ngi_edge_directed(e) ? "true" : "false"));
    if (e->kind == NG_EDGE_RELATION) {
        NG_CHECK(ngi_buffer_printf(l->ctx, l->out, ",\"status\":\"%s\"", ng_assertion_name(e->status)));
    }
    NG_CHECK(add_text(l, ",\"roleName\":", e->role));
    NG_CHECK(add_text(l, ",\"startDate\":", e->since));
    NG_CHECK(add_text(l, ",\"endDate\":", e->until));
    NG_CHECK(ngi_add_number(l->ctx, l->out, ",\"weight\":", e->weight, 10));
    if (e->kind == NG_EDGE_COOCCURRENCE) {
        NG_CHECK(ngi_add_number(l->ctx, l->out, ",\"significance\":", e->significance, 10));
        NG_CHECK(ngi_add_number(l->ctx, l->out, ",\"npmi\":", e->npmi, 10));
    }
    NG_CHECK(add_count(l, ",\"documents\":", e->documents));
    NG_CHECK(add_text(l, ",\"firstSeen\":", e->first_seen));
    NG_CHECK(add_text(l, ",\"lastSeen\":", e->last_seen));
    for (i = e->evidence.begin; i < e->evidence.end; i++) {
        NG_CHECK(add(l, i > e->evidence.begin ? "," : ",\"evidence\":["));
        NG_CHECK(add_quotation(l, &l->graph->evidence.items[i]));
    }
    NG_CHECK(add(l, "]}"));
done:
    return st;
}

ng_status ngi_write_graph_jsonld(ng_context *ctx, const ng_graph *graph, ngi_buffer *out)
{
    linked l = { ctx, graph, out };
    ng_status st;
    size_t i;

    NG_CHECK(add_context(&l));
    NG_CHECK(add_documents(&l));
    NG_CHECK(add_actors(&l));
    for (i = 0; i < graph->edges.count; i++) NG_CHECK(add_statement(&l, &graph->edges.items[i]));
    NG_CHECK(add(&l, "]}\n"));
done:
    return st;
}
