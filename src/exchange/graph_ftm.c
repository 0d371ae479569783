/*
 * The network as FollowTheMoney entities, one a line, for Aleph and `ftm`: what it can say, in its own schemata and
 * properties, and nothing beyond.
 *
 * Actors are Person, Company, Organization, PublicBody (an organization whose name says that it is one), LegalEntity
 * (groups), Address (places), Event, CourtCase (laws that are called 'A v. B'), Note (other laws; no schema fits) and
 * Asset (models, products, works); `keywords` keeps our own type. Documents are Articles. Mentions resolve to legal
 * entities alone, so other actors are reached by the `proof` of their links.
 *
 * A relation becomes a Directorship, Employment, Ownership, Membership or Family when it is current and its ends are
 * of the schemata that those take. Everything else is an UnknownLink, which says no more than that two are connected,
 * with the words in `role`: other relations, who speaks of whom, who is named with whom, who covers whom. So is every
 * relation that is not current: `role` and `summary` begin with the status ('denied: acquires') and `status` holds it.
 * An ended post has no endDate unless the article says when, so a reader who minds dates alone would take a former
 * Directorship for one that lasts. startDate and endDate are what articles state; `date` is that of the articles,
 * where the edge is what they did. Sentences are in `description`. Weights and scores have no place in the format.
 *
 * Ids are made of ids of the network alone: the same actor, document or edge has the same one in every file. Values
 * are cleaned as FollowTheMoney would (runs of white space are one space), since it drops what it cannot use. Cost:
 * linear.
 */
#include "graph_formats.h"

#include "base/unicode.h"

typedef struct ftm {
    ng_context *ctx;
    const ng_graph *graph;
    ngi_buffer *out;
    ngi_buffer scratch, value;
    ngi_map seen;            /* values of the property at hand */
    const char *property;    /* whose list is open; NULL */
    bool any;                /* has the entity at hand a property? */
    const char **schemata;   /* of the nodes */
} ftm;

static ng_status add(ftm *f, const char *text) { return ngi_buffer_add_text(f->ctx, f->out, text); }

/* Ids: a word and, behind a hyphen, an id or its hash. A dot is legal, but Aleph takes what follows it for its own
   signature and drops it. */

static bool plain_id(ng_str id)
{
    size_t i;

    for (i = 0; i < id.len; i++) {
        char c = id.ptr[i];

        if ((c < '0' || c > '9') && (c < 'a' || c > 'z') && (c < 'A' || c > 'Z')) return false;
    }
    return id.len > 0 && id.len <= 64;
}

static uint64_t hash_part(uint64_t hash, ng_str text)
{
    hash = ngi_hash(hash, text.ptr, text.len);
    return ngi_hash(hash, "", 1); /* "ab","c" and "a","bc" differ */
}

/* "link-0123..." of some texts; two hashes, since one of 64 bits is short for a name that has to last. */
static ng_status add_hash(ftm *f, ngi_buffer *out, const char *word, const ng_str *parts, size_t count)
{
    uint64_t a = NGI_HASH_START, b = ngi_hash_mix(NGI_HASH_START);
    size_t i;

    for (i = 0; i < count; i++) {
        a = hash_part(a, parts[i]);
        b = hash_part(b, parts[i]);
    }
    a = ngi_hash_mix(a);
    b = ngi_hash_mix(b);
    return ngi_buffer_printf(f->ctx, out, "%s-%08lx%08lx%08lx%08lx", word, (unsigned long)(a >> 32),
                             (unsigned long)(a & UINT32_MAX), (unsigned long)(b >> 32), (unsigned long)(b & UINT32_MAX));
}

static ng_status add_actor_id(ftm *f, ngi_buffer *out, uint32_t node)
{
    ng_str id = f->graph->nodes.items[node].id;
    ng_status st;

    if (!plain_id(id)) return add_hash(f, out, "actor-of", &id, 1); /* a hyphen more than a plain one can have */
    NG_CHECK(ngi_buffer_add_text(f->ctx, out, "actor-"));
    NG_CHECK(ngi_buffer_add(f->ctx, out, id));
done:
    return st;
}

static ng_status add_document_id(ftm *f, ngi_buffer *out, uint32_t document)
{
    return add_hash(f, out, "article", &f->graph->documents.items[document].id, 1);
}

/* Entities: begun with an id, a schema and no property; then values, those of a property one after the other. */

static ng_status begin_entity(ftm *f, const char *schema)
{
    f->property = NULL;
    f->any = false;
    return ngi_buffer_printf(f->ctx, f->out, "\",\"schema\":\"%s\",\"properties\":{", schema);
}

static ng_status end_entity(ftm *f)
{
    ng_status st;

    if (f->property) NG_CHECK(add(f, "]"));
    NG_CHECK(add(f, "}}\n"));
done:
    return st;
}

/* Values as they are, once each within a property. */
static ng_status put_clean(ftm *f, const char *property, ng_str value)
{
    ng_status st;

    if (!value.len) return NG_OK;
    if (f->property && strcmp(f->property, property) == 0) {
        NG_CHECK(add(f, ","));
    } else {
        if (f->property) NG_CHECK(add(f, "]"));
        NG_CHECK(ngi_buffer_printf(f->ctx, f->out, "%s\"%s\":[", f->any ? "," : "", property));
        f->property = property;
        f->any = true;
    }
    NG_CHECK(ngi_add_json_text(f->ctx, f->out, value));
done:
    return st;
}

/* Text with one space for each run of white space and control characters, and none at the ends. */
static ng_status squash(ng_context *ctx, ng_str text, ngi_buffer *out)
{
    size_t at = 0, begin;
    ngi_char c;
    ng_status st = NG_OK;

    out->len = 0;
    while (begin = at, (c = ngi_char_next(text, &at)) >= 0) {
        if (c < ' ' || (c >= 0x7f && c < 0xa0) || ngi_char_is_space(c)) {
            if (out->len && out->data[out->len - 1] != ' ') NG_CHECK(ngi_buffer_add_char(ctx, out, ' '));
        } else {
            NG_CHECK(ngi_buffer_add(ctx, out, ngi_str_slice(text, begin, at)));
        }
    }
    if (out->len && out->data[out->len - 1] == ' ') out->data[--out->len] = '\0';
done:
    return st;
}

static ng_status put(ftm *f, const char *property, ng_str value)
{
    ng_status st;

    if (!value.len) return NG_OK;
    NG_CHECK(squash(f->ctx, value, &f->value));
    NG_CHECK(put_clean(f, property, ngi_buffer_str(&f->value)));
done:
    return st;
}

static ng_status put_address(ftm *f, const char *property, ng_str value)
{
    return ngi_is_address(value) ? put_clean(f, property, value) : NG_OK;
}

/* Like put(), unless the property at hand had the value. */
static ng_status put_new(ftm *f, const char *property, ng_str value)
{
    ng_status st;

    if (!value.len || ngi_map_find(&f->seen, value) != NG_NONE) return NG_OK;
    NG_CHECK(ngi_map_set(f->ctx, &f->seen, value, 0));
    NG_CHECK(put(f, property, value));
done:
    return st;
}

/* A reference to an actor. */
static ng_status put_actor(ftm *f, const char *property, uint32_t node)
{
    ng_status st;

    f->scratch.len = 0;
    NG_CHECK(add_actor_id(f, &f->scratch, node));
    NG_CHECK(put_clean(f, property, ngi_buffer_str(&f->scratch)));
done:
    return st;
}

static ng_status put_document(ftm *f, const char *property, uint32_t document)
{
    ng_status st;

    f->scratch.len = 0;
    NG_CHECK(add_document_id(f, &f->scratch, document));
    NG_CHECK(put_clean(f, property, ngi_buffer_str(&f->scratch)));
done:
    return st;
}

/* Schemata. */

/* Does a word or phrase of the list stand in a name's key? */
static bool says(ng_str key, const char *const *words, size_t count)
{
    size_t i;

    for (i = 0; i < count; i++) {
        ng_str word = ng_str_from(words[i]), rest = key;
        size_t at;

        while ((at = ngi_str_find(rest, word)) != SIZE_MAX) {
            const char *begin = rest.ptr + at, *end = begin + word.len;

            if ((begin == key.ptr || begin[-1] == ' ') && (end == key.ptr + key.len || *end == ' ')) return true;
            rest = ngi_str_slice(rest, at + 1, rest.len);
        }
    }
    return false;
}

/* By words that private bodies seldom bear, and no list: a body that is not told is an Organization, which is true too. */
static ng_status is_public(ftm *f, ng_str name, bool *out)
{
    static const char *const state[] = {
        "ministry", "department", "government", "administration", "treasury", "parliament", "senate", "legislature",
        "court", "tribunal", "commission", "agency", "federal", "police", "army", "navy", "air force", "embassy",
        "cabinet", "house of representatives", "house of commons", "house of lords", "city council",
    };
    static const char *const not_state[] = {
        "university", "college", "school", "institute", "party", "association", "union", "foundation", "society",
        "club", "church", "federation", "news", "press", "centre", "center",
    };
    ng_status st;

    f->scratch.len = 0;
    NG_CHECK(ngi_name_key(f->ctx, name, &f->scratch));
    *out = says(ngi_buffer_str(&f->scratch), state, sizeof state / sizeof *state) &&
           !says(ngi_buffer_str(&f->scratch), not_state, sizeof not_state / sizeof *not_state);
done:
    return st;
}

static bool is_case(ng_str name)
{
    static const char *const between[] = { " v. ", " v ", " vs. ", " vs " };
    size_t i;

    for (i = 0; i < sizeof between / sizeof *between; i++) {
        if (ngi_str_find(name, ng_str_from(between[i])) != SIZE_MAX) return true;
    }
    return false;
}

static const char *const type_schemata[NG_ENTITY_TYPE_COUNT] = {
    [NG_PERSON] = "Person", [NG_COMPANY] = "Company", [NG_ORGANIZATION] = "Organization", [NG_MODEL] = "Asset",
    [NG_PRODUCT] = "Asset", [NG_PLACE] = "Address",   [NG_EVENT] = "Event",               [NG_LAW] = "Note",
    [NG_WORK] = "Asset",    [NG_GROUP] = "LegalEntity",
};

static ng_status find_schemata(ftm *f)
{
    ng_status st = NG_OK;
    size_t i;

    f->schemata = ngi_alloc(f->ctx, f->graph->nodes.count, sizeof *f->schemata);
    if (!f->schemata) return NG_E_NOMEM;
    for (i = 0; i < f->graph->nodes.count; i++) {
        const ng_node *n = &f->graph->nodes.items[i];
        bool public = false;

        f->schemata[i] = type_schemata[n->type];
        if (n->type == NG_LAW && is_case(n->label)) f->schemata[i] = "CourtCase";
        if (n->type != NG_ORGANIZATION) continue;
        NG_CHECK(is_public(f, n->label, &public));
        if (public) f->schemata[i] = "PublicBody";
    }
done:
    return st;
}

/* What FollowTheMoney counts a type of ours among, as bits of the type: the ranges of its properties. */
#define IN_ORGANIZATION (NG_BIT(NG_COMPANY) | NG_BIT(NG_ORGANIZATION))
#define IN_LEGAL_ENTITY (NG_BIT(NG_PERSON) | NG_BIT(NG_GROUP) | IN_ORGANIZATION)
#define IN_ASSET (NG_BIT(NG_COMPANY) | NG_BIT(NG_MODEL) | NG_BIT(NG_PRODUCT) | NG_BIT(NG_WORK))

/* The schema of a current relation: the types that its ends may have, and the properties that hold them. */
static const struct link {
    ng_relation_type relation;
    const char *schema;
    uint32_t heads, tails;
    const char *head, *tail;
} links[] = {
    { NG_LEADS, "Directorship", IN_LEGAL_ENTITY, IN_ORGANIZATION, "director", "organization" },
    { NG_WORKS_FOR, "Employment", NG_BIT(NG_PERSON), IN_ORGANIZATION, "employee", "employer" },
    { NG_MEMBER_OF, "Membership", IN_LEGAL_ENTITY, IN_ORGANIZATION, "member", "organization" },
    { NG_OWNS, "Ownership", IN_LEGAL_ENTITY, IN_ASSET, "owner", "asset" },
    { NG_ACQUIRES, "Ownership", IN_LEGAL_ENTITY, IN_ASSET, "owner", "asset" },
    { NG_INVESTS_IN, "Ownership", IN_LEGAL_ENTITY, IN_ASSET, "owner", "asset" },
    { NG_FAMILY_OF, "Family", NG_BIT(NG_PERSON), NG_BIT(NG_PERSON), "person", "relative" },
};
static const struct link unknown_link = { NG_RELATION_COUNT, "UnknownLink", 0, 0, "subject", "object" };

static const struct link *link_of(const ng_graph *graph, const ng_edge *e)
{
    uint32_t head = NG_BIT(graph->nodes.items[e->from].type), tail = NG_BIT(graph->nodes.items[e->to].type);
    size_t i;

    if (!ngi_edge_is_fact(e)) return &unknown_link;
    for (i = 0; i < sizeof links / sizeof *links; i++) {
        if (links[i].relation == e->relation && (links[i].heads & head) && (links[i].tails & tail)) return &links[i];
    }
    return &unknown_link;
}

/* Lines. */

static ng_status add_article(ftm *f, uint32_t i)
{
    const ng_graph_document *d = &f->graph->documents.items[i];
    ng_status st;

    NG_CHECK(add(f, "{\"id\":\""));
    NG_CHECK(add_document_id(f, f->out, i));
    NG_CHECK(begin_entity(f, "Article"));
    NG_CHECK(put(f, "title", d->title));
    NG_CHECK(put(f, "fileName", d->source.len ? d->source : d->id));
    NG_CHECK(put(f, "author", d->author));
    NG_CHECK(put_clean(f, "publishedAt", ngi_date_stated(d->date)));
    NG_CHECK(put(f, "publisher", d->outlet));
    NG_CHECK(put_address(f, "sourceUrl", d->url));
    NG_CHECK(put_clean(f, "language", NGI_LITERAL("eng")));
    if (d->duplicate_of.len) {
        f->scratch.len = 0;
        NG_CHECK(ngi_buffer_add_text(f->ctx, &f->scratch, "copy of "));
        NG_CHECK(ngi_buffer_add(f->ctx, &f->scratch, d->duplicate_of));
        NG_CHECK(put(f, "notes", ngi_buffer_str(&f->scratch)));
    }
    NG_CHECK(end_entity(f));
done:
    return st;
}

/* "Q42" */
static bool is_item(ng_str text)
{
    size_t i;

    for (i = 1; i < text.len && text.ptr[i] >= '0' && text.ptr[i] <= '9';) i++;
    return text.len > 1 && i == text.len && text.ptr[0] == 'Q';
}

/* An actor's link, by where it leads. */
static ng_status put_link(ftm *f, ng_str link)
{
    size_t at = ngi_str_find(link, NGI_LITERAL("://www.wikidata.org/")), slash = link.len;
    ng_str item;

    if (!ngi_is_address(link)) return NG_OK;
    while (slash > 0 && link.ptr[slash - 1] != '/') slash--;
    item = ngi_str_slice(link, slash, link.len);
    if (at <= 5 && is_item(item)) return put_clean(f, "wikidataId", item); /* behind http or https */
    if (ngi_str_find(link, NGI_LITERAL(".wikipedia.org/")) != SIZE_MAX) return put_clean(f, "wikipediaUrl", link);
    return put_clean(f, "sourceUrl", link);
}

/* The name that an entity has to have; an actor's id stands in for one that is nothing but control characters. */
static ng_status put_name(ftm *f, const ng_node *n)
{
    ng_status st;

    NG_CHECK(squash(f->ctx, n->label, &f->value));
    if (f->value.len == 0) NG_CHECK(squash(f->ctx, n->id, &f->value));
    NG_CHECK(put_clean(f, "name", ngi_buffer_str(&f->value)));
done:
    return st;
}

static ng_status add_actor(ftm *f, uint32_t i)
{
    const ng_node *n = &f->graph->nodes.items[i];
    ng_status st;
    uint32_t k;

    NG_CHECK(add(f, "{\"id\":\""));
    NG_CHECK(add_actor_id(f, f->out, i));
    NG_CHECK(begin_entity(f, f->schemata[i]));
    NG_CHECK(put_name(f, n));
    for (k = n->aliases.begin; k < n->aliases.end; k++) NG_CHECK(put(f, "alias", f->graph->aliases.items[k]));
    if (n->type == NG_PLACE) NG_CHECK(put(f, "full", n->label));
    if (strcmp(f->schemata[i], "Note") == 0) NG_CHECK(put(f, "description", n->label));
    NG_CHECK(put_clean(f, "keywords", ng_str_from(ng_entity_type_name(n->type))));
    NG_CHECK(put_link(f, n->link));
    NG_CHECK(end_entity(f));
done:
    return st;
}

static ng_status add_mention(ftm *f, ngi_named named)
{
    const ng_node *n = &f->graph->nodes.items[named.node];
    ng_str parts[] = { f->graph->documents.items[named.document].id, n->id };
    ng_status st;

    if (!(IN_LEGAL_ENTITY & NG_BIT(n->type))) return NG_OK;
    NG_CHECK(add(f, "{\"id\":\""));
    NG_CHECK(add_hash(f, f->out, "mention", parts, 2));
    NG_CHECK(begin_entity(f, "Mention"));
    NG_CHECK(put_document(f, "document", named.document));
    NG_CHECK(put_name(f, n));
    NG_CHECK(put_actor(f, "resolved", named.node));
    NG_CHECK(put_clean(f, "detectedSchema", ng_str_from(f->schemata[named.node])));
    NG_CHECK(end_entity(f));
done:
    return st;
}

static ng_status add_mentions(ftm *f)
{
    ngi_named *named = NULL;
    size_t i, count;
    ng_status st;

    NG_CHECK(ngi_named_in(f->ctx, f->graph, &named, &count));
    for (i = 0; i < count; i++) NG_CHECK(add_mention(f, named[i]));
done:
    ngi_free(f->ctx, named);
    return st;
}

static const char *phrase_of(const ng_edge *e)
{
    static const char *const kinds[NG_EDGE_KIND_COUNT] = {
        [NG_EDGE_SPEECH] = "speaks of", [NG_EDGE_COOCCURRENCE] = "is named with", [NG_EDGE_COVERAGE] = "covers"
    };

    return e->kind == NG_EDGE_RELATION ? ng_relation_type_phrase(e->relation) : kinds[e->kind];
}

/* "denied: " before what is no fact. */
static ng_status add_status(ftm *f, const ng_edge *e)
{
    if (e->kind != NG_EDGE_RELATION || ngi_edge_is_fact(e)) return NG_OK;
    return ngi_buffer_printf(f->ctx, &f->scratch, "%s: ", ng_assertion_name(e->status));
}

/* What kind of link it is: the post alone where the schema says the rest. */
static ng_status put_role(ftm *f, const struct link *link, const ng_edge *e)
{
    bool post = e->relation == NG_LEADS || e->relation == NG_WORKS_FOR || e->relation == NG_MEMBER_OF;
    ng_status st;

    if (link->relation == NG_FAMILY_OF) return put(f, "relationship", e->role);
    if (link != &unknown_link && post) return put(f, "role", e->role);
    f->scratch.len = 0;
    NG_CHECK(add_status(f, e));
    NG_CHECK(ngi_buffer_add_text(f->ctx, &f->scratch, phrase_of(e)));
    if (e->role.len) {
        NG_CHECK(ngi_buffer_add_text(f->ctx, &f->scratch, ", as "));
        NG_CHECK(ngi_buffer_add(f->ctx, &f->scratch, e->role));
    }
    NG_CHECK(put(f, "role", ngi_buffer_str(&f->scratch)));
done:
    return st;
}

static ng_status put_summary(ftm *f, const ng_edge *e)
{
    ng_status st;

    f->scratch.len = 0;
    NG_CHECK(add_status(f, e));
    NG_CHECK(ngi_buffer_add(f->ctx, &f->scratch, f->graph->nodes.items[e->from].label));
    NG_CHECK(ngi_buffer_printf(f->ctx, &f->scratch, " %s ", phrase_of(e)));
    NG_CHECK(ngi_buffer_add(f->ctx, &f->scratch, f->graph->nodes.items[e->to].label));
    NG_CHECK(put(f, "summary", ngi_buffer_str(&f->scratch)));
done:
    return st;
}

/* A relation is dated by what is said of it; speech, coverage and standing together by the articles that do it. */
static ng_status put_dates(ftm *f, const ng_edge *e)
{
    ng_str first = ngi_date_stated(e->first_seen), last = ngi_date_stated(e->last_seen);
    ng_status st;

    NG_CHECK(put_clean(f, "startDate", ngi_date_stated(e->since)));
    NG_CHECK(put_clean(f, "endDate", ngi_date_stated(e->until)));
    if (e->kind == NG_EDGE_RELATION) return NG_OK;
    NG_CHECK(put_clean(f, "date", first));
    if (!ng_str_equal(first, last)) NG_CHECK(put_clean(f, "date", last));
done:
    return st;
}

/* What the documents of an edge have for a property of its: absent where they have nothing. */
typedef ng_str document_value(const ng_graph_document *d);

static ng_str url_of(const ng_graph_document *d) { return ngi_is_address(d->url) ? d->url : (ng_str){ NULL, 0 }; }
static ng_str outlet_of(const ng_graph_document *d) { return d->outlet; }

static ng_status put_of_documents(ftm *f, const ng_edge *e, const char *property, document_value *value)
{
    ng_status st = NG_OK;
    uint32_t i;

    for (i = e->evidence.begin; i < e->evidence.end; i++) {
        NG_CHECK(put_new(f, property, value(&f->graph->documents.items[f->graph->evidence.items[i].document])));
    }
done:
    ngi_map_release(f->ctx, &f->seen);
    return st;
}

static ng_status put_evidence(ftm *f, const ng_edge *e)
{
    uint32_t i, last = NG_NONE;
    ng_status st = NG_OK;

    for (i = e->evidence.begin; i < e->evidence.end; i++) {
        uint32_t document = f->graph->evidence.items[i].document; /* ascending */

        if (document != last) NG_CHECK(put_document(f, "proof", document));
        last = document;
    }
    NG_CHECK(put_of_documents(f, e, "sourceUrl", url_of));
    NG_CHECK(put_of_documents(f, e, "publisher", outlet_of));
    for (i = e->evidence.begin; i < e->evidence.end; i++) {
        NG_CHECK(put_new(f, "description", f->graph->evidence.items[i].text));
    }
done:
    ngi_map_release(f->ctx, &f->seen);
    return st;
}

static ng_status add_link(ftm *f, const ng_edge *e)
{
    const struct link *link = link_of(f->graph, e);
    const ng_node *nodes = f->graph->nodes.items;
    ng_str parts[] = { nodes[e->from].id, nodes[e->to].id, ng_str_from(ngi_edge_kind_text(e)),
                       ng_str_from(ng_assertion_name(e->status)) };
    ng_status st;

    NG_CHECK(add(f, "{\"id\":\""));
    NG_CHECK(add_hash(f, f->out, "link", parts, 4));
    NG_CHECK(begin_entity(f, link->schema));
    NG_CHECK(put_actor(f, link->head, e->from));
    NG_CHECK(put_actor(f, link->tail, e->to));
    NG_CHECK(put_role(f, link, e));
    if (e->kind == NG_EDGE_RELATION && link->relation != NG_FAMILY_OF) {
        NG_CHECK(put_clean(f, "status", ng_str_from(ng_assertion_name(e->status))));
    }
    NG_CHECK(put_summary(f, e));
    NG_CHECK(put_dates(f, e));
    NG_CHECK(put_evidence(f, e));
    NG_CHECK(end_entity(f));
done:
    return st;
}

ng_status ngi_write_graph_ftm(ng_context *ctx, const ng_graph *graph, ngi_buffer *out)
{
    ftm f = { .ctx = ctx, .graph = graph, .out = out };
    ng_status st;
    uint32_t i;

    NG_CHECK(find_schemata(&f));
    for (i = 0; i < graph->documents.count; i++) NG_CHECK(add_article(&f, i));
    for (i = 0; i < graph->nodes.count; i++) NG_CHECK(add_actor(&f, i));
    NG_CHECK(add_mentions(&f));
    for (i = 0; i < graph->edges.count; i++) NG_CHECK(add_link(&f, &graph->edges.items[i]));
done:
    ngi_buffer_release(ctx, &f.scratch);
    ngi_buffer_release(ctx, &f.value);
    ngi_map_release(ctx, &f.seen);
    ngi_free(ctx, f.schemata);
    return st;
}
