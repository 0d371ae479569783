/*
 * What the writers and readers of networks share: text in the quotes of each format, and the names that edges have
 * outside (a relation's kind is its type).
 */
#ifndef NGI_GRAPH_FORMATS_H
#define NGI_GRAPH_FORMATS_H

#include "base/json.h"
#include "core/graph_data.h"
#include "namegraph/exchange.h"

/** A writer appends the whole network. */
typedef ng_status ngi_graph_writer(ng_context *ctx, const ng_graph *graph, ngi_buffer *out);
ngi_graph_writer ngi_write_graph_json, ngi_write_graph_dot, ngi_write_graph_graphml, ngi_write_graph_gexf,
    ngi_write_csv_nodes, ngi_write_csv_edges, ngi_write_graph_cypher, ngi_write_graph_jsonld, ngi_write_graph_ftm;

/** "text" as JSON; null for the absent string. */
ng_status ngi_add_json_text(ng_context *ctx, ngi_buffer *out, ng_str text);
/** Text between tags or in an attribute; control characters, which XML cannot hold, are dropped. */
ng_status ngi_add_xml_text(ng_context *ctx, ngi_buffer *out, ng_str text);
/** "text" as an id or value of DOT, line ends as \n. */
ng_status ngi_add_dot_text(ng_context *ctx, ngi_buffer *out, ng_str text);
/** A field of a comma-separated line, in quotes where it needs them. */
ng_status ngi_add_csv_text(ng_context *ctx, ngi_buffer *out, ng_str text);
/** 'text' as a string of Cypher, which cypher-shell takes for one, too; null for the absent string. */
ng_status ngi_add_cypher_text(ng_context *ctx, ngi_buffer *out, ng_str text);
/** Text as a part of an IRI: all but letters, digits and -._~ as %XX. */
ng_status ngi_add_iri_text(ng_context *ctx, ngi_buffer *out, ng_str text);
/**
 * `before` and a number of that many significant digits, with a decimal point in any locale: ngi_buffer_printf() minds no
 * number beside a comma.
 */
ng_status ngi_add_number(ng_context *ctx, ngi_buffer *out, const char *before, double value, int digits);
/** A node's other names, joined with '|', as one text of the caller's buffer. */
ng_status ngi_join_aliases(ng_context *ctx, const ng_graph *graph, const ng_node *node, ngi_buffer *out);
/** The evidence of an edge as a JSON array in one line. */
ng_status ngi_add_evidence_json(ng_context *ctx, const ng_graph *graph, const ng_edge *edge, ngi_buffer *out);
/** One item in a line, as networks and differences hold it. */
ng_status ngi_add_document_json(ng_context *ctx, const ng_graph_document *document, ngi_buffer *out);
ng_status ngi_add_node_json(ng_context *ctx, const ng_graph *graph, const ng_node *node, ngi_buffer *out);
ng_status ngi_add_edge_json(ng_context *ctx, const ng_graph *graph, const ng_edge *edge, ngi_buffer *out);
/** The documents as a JSON array, and the totals as an object. */
ng_status ngi_add_documents_json(ng_context *ctx, const ng_graph *graph, ngi_buffer *out);
ng_status ngi_add_totals_json(ng_context *ctx, const ng_graph *graph, ngi_buffer *out);

/**
 * The part of an ISO 8601 date that other programs take: year, month or day, each one that exists, of the years 1000 to
 * 2999; empty when it is none. Saved networks and given results may hold any text as a date.
 */
ng_str ngi_date_stated(ng_str date);
/** Is it an address (http, https) that can stand as an IRI? */
bool ngi_is_address(ng_str text);

/** An actor in a document. */
typedef struct ngi_named {
    uint32_t document, node;
} ngi_named;
/** Who is named in which document as far as the edges show it, by document, then node; freed with ngi_free(). */
ng_status ngi_named_in(ng_context *ctx, const ng_graph *graph, ngi_named **out, size_t *out_count);

/** Is it a relation that holds now, by what is said? What is denied, planned, over or only reported is no fact. */
bool ngi_edge_is_fact(const ng_edge *edge);
/** "speech", "cooccurrence", "coverage", or the relation's type. */
const char *ngi_edge_kind_text(const ng_edge *edge);
/** The other way round. */
bool ngi_edge_kind_parse(ng_str text, ng_edge *edge);
bool ngi_edge_directed(const ng_edge *edge);

/* Reading: items of JSON become a graph, documents and nodes before edges. */

typedef struct ngi_graph_loader {
    ng_context *ctx;
    const char *source;       /* for messages */
    ng_graph *graph;
    ngi_graph_pool texts;
    ngi_map nodes, documents; /* id -> index */
} ngi_graph_loader;

typedef ng_status ngi_item_loader(ngi_graph_loader *loader, const json_t *item);
ngi_item_loader ngi_load_document, ngi_load_node, ngi_load_edge, ngi_load_totals;
/** Append the evidence of an edge from a JSON array; its range is set. */
ng_status ngi_load_evidence(ngi_graph_loader *loader, const json_t *list, ng_edge *edge);
/** Load a whole network in JSON, or in GraphML. */
ng_status ngi_load_json(ngi_graph_loader *loader, ng_str text);
ng_status ngi_load_graphml(ngi_graph_loader *loader, ng_str text);
/** Put what was loaded in order and check it; on success *out is the caller's. Frees the loader's tables. */
ng_status ngi_load_finish(ngi_graph_loader *loader, ng_status st, ng_graph **out);

#endif
