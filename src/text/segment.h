/*
 * text: paragraphs of a document -> sentences and tokens, as byte spans into the untouched text.
 * In the flow: after ingest/, before mentions/.
 */
#ifndef NGI_SEGMENT_H
#define NGI_SEGMENT_H

#include "core/model.h"

/** Fill the sentences and tokens of a document that has text and paragraphs. Cost: linear. */
ng_status ngi_segment(ng_context *ctx, ng_document *doc);

#endif
