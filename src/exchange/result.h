/*
 * Results of extract as JSON: written from a collection, read back into one. The form is that of the contract, plus a
 * list of entities in each document with their ids in that document ("local"), from which any cut of the documents
 * into parts can be resolved again.
 */
#ifndef NGI_RESULT_H
#define NGI_RESULT_H

#include "core/model.h"

ng_status ngi_result_write_json(ng_context *ctx, const ng_collection *collection, ngi_buffer *out);
ng_status ngi_result_write_jsonl(ng_context *ctx, const ng_collection *collection, ngi_buffer *out);
ng_status ngi_result_write_brat(ng_context *ctx, const ng_collection *collection, ngi_buffer *out);
ng_status ngi_result_write_conll(ng_context *ctx, const ng_collection *collection, ngi_buffer *out);

/**
 * One document in a line, as it was before documents were resolved together: its entities have their own ids and
 * fullest names, and it is no copy of another. Without a line end.
 */
ng_status ngi_result_write_document(ng_context *ctx, const ng_document *doc, ngi_buffer *out);

/** Does the text look like a result of ours? By its first key. */
bool ngi_result_detect(ng_str text);

/** How much of a result is wanted. */
typedef enum ngi_result_parts { NGI_RESULT_WHOLE, NGI_RESULT_MENTIONS /* no relations, no speech */ } ngi_result_parts;

/**
 * Append the documents of a result. Their text, paragraphs and boilerplate, mentions, entities, relations and speech
 * are taken; sentences and tokens are `segment`'s to make, for it knows how. What does not hold together is NG_E_FORMAT
 * with the document's id.
 */
typedef ng_status ngi_segment_function(ng_context *ctx, ng_document *doc);
ng_status ngi_result_read(ng_context *ctx, const char *source, ng_str text, ngi_result_parts parts,
                          ngi_segment_function *segment, ng_collection *collection);
/** Append the one document that ngi_result_write_document() wrote. */
ng_status ngi_result_read_document(ng_context *ctx, const char *source, ng_str text, ngi_segment_function *segment,
                                   ng_collection *collection);

#endif
