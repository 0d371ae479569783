/**
 * @file exchange.h
 * Networks in the formats of other programs, and back from the ones that lose nothing.
 */
#ifndef NAMEGRAPH_EXCHANGE_H
#define NAMEGRAPH_EXCHANGE_H

#include "graph.h"

#ifdef __cplusplus
extern "C" {
#endif

/** X(symbol, name, extension): the formats of a network. */
#define NG_GRAPH_FORMAT_LIST(X)                                                                    \
    X(NG_GRAPH_JSON, "json", ".json")              /* everything; read back */                     \
    X(NG_GRAPH_DOT, "dot", ".gv")                  /* Graphviz */                                  \
    X(NG_GRAPH_GRAPHML, "graphml", ".graphml")     /* everything; read back; Gephi, Cytoscape */   \
    X(NG_GRAPH_GEXF, "gexf", ".gexf")              /* Gephi, with dates */                         \
    X(NG_GRAPH_CSV_NODES, "csv-nodes", ".csv")     /* Gephi's table of nodes */                    \
    X(NG_GRAPH_CSV_EDGES, "csv", ".csv")           /* Gephi's table of edges */                    \
    X(NG_GRAPH_CYPHER, "cypher", ".cypher")        /* a script for Neo4j's cypher-shell */         \
    X(NG_GRAPH_JSONLD, "jsonld", ".jsonld")        /* schema.org, edges as statements */           \
    X(NG_GRAPH_FTM, "ftm", ".ftm.json")            /* FollowTheMoney: one entity a line */

typedef enum ng_graph_format {
#define NG_X(symbol, name, extension) symbol,
    NG_GRAPH_FORMAT_LIST(NG_X)
#undef NG_X
    NG_GRAPH_FORMAT_COUNT
} ng_graph_format;

/** "json", ...; "?" out of range. Static. */
NG_API const char *ng_graph_format_name(ng_graph_format format);

/** ".json", ...; "" out of range. Static. */
NG_API const char *ng_graph_format_extension(ng_graph_format format);

/** The format of that name; false when there is none. */
NG_API bool ng_graph_format_from(ng_str name, ng_graph_format *out);

/**
 * Write a network.
 *
 * Spans are in code points; numbers have a decimal point in any locale. The same graph gives the same bytes.
 * @param out      set to UTF-8 text with a NUL behind it, owned by the caller, freed with ng_free(ctx, *out).
 * @param out_len  its bytes.
 * @return NG_OK; NG_E_ARG for an unknown format; NG_E_NOMEM. *out is NULL unless NG_OK.
 * Cost: linear.
 */
NG_NODISCARD NG_API ng_status ng_graph_write(ng_context *ctx, const ng_graph *graph, ng_graph_format format,
                                             char **out, size_t *out_len);

/**
 * Read a network that ng_graph_write() wrote as JSON or GraphML, told by its content.
 *
 * @param source  the input's name for messages; may be NULL.
 * @param bytes   UTF-8, `len` bytes of it.
 * @param out     set to a graph owned by the caller; writing it again gives the same bytes. NULL on failure.
 * @return NG_OK; NG_E_FORMAT with the byte where the fault stands, when it is known; NG_E_LIMIT for GraphML of more than
 *         some 150,000 edges; NG_E_NOMEM.
 * Cost: linear; of JSON, memory of the network, not of a parsed tree of the text.
 */
NG_NODISCARD NG_API ng_status ng_graph_read(ng_context *ctx, const char *source, const char *bytes, size_t len,
                                            ng_graph **out);

/** Do these bytes look like a network that ng_graph_read() reads? For telling inputs apart. */
NG_API bool ng_graph_is_saved(const char *bytes, size_t len);

#ifdef __cplusplus
}
#endif
#endif
