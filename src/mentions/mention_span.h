/* From units to the span of a mention, as the text has it. */
#ifndef NGI_MENTION_SPAN_H
#define NGI_MENTION_SPAN_H

#include "base/lexicon.h"
#include "core/model.h"
#include "nn/nn.h"

/**
 * The units of a name without what is no part of it: quotation marks and stray punctuation at its ends, half a pair of
 * brackets, a possessive ('s or ') unless the lists know the name with it. Empty when nothing is left.
 */
ng_range ngi_trim_units(const ng_document *doc, const ngi_encoding *encoding, const ngi_lexicon *lexicon, ng_range units);
/**
 * The units of a description that has lost its noun ("the"), with the next word ("the firm"). Empty when no word
 * follows in the sentence, or one of `name`, the next name of the text (empty if there is none): 'the Fed' is no
 * description. Other descriptions stay as they are.
 */
ng_range ngi_complete_description(const ng_document *doc, const ngi_encoding *encoding, ng_range units, ng_range name);
/** Append a mention of some units to the document; it must not cross a sentence. */
ng_status ngi_add_mention(ng_context *ctx, ng_document *doc, const ngi_encoding *encoding, ng_range units, ng_entity_type type,
                          ng_mention_kind kind, float score);
/** Is it one of the types that a word of the lists stands for? Bits 1u << ng_entity_type of an entry's classes. */
uint32_t ngi_listed_types(const ngi_lexicon *lexicon, ng_str name);
/** Bytes of a range of units, from the begin of the first to the end of the last. */
ng_span ngi_units_span(const ngi_encoding *encoding, ng_range units);

#endif
