/* Runs of labelled units -> runs that are names. */
#ifndef NGI_NAME_RUNS_H
#define NGI_NAME_RUNS_H

#include "base/lexicon.h"
#include "core/model.h"
#include "nn/nn.h"

/**
 * Trim the runs of one tagging, give them whole tokens, join the parts of one name, and drop what is no name by its
 * words alone. What was decided on its words has the score that the labels had.
 */
ng_status ngi_tidy_name_runs(ng_context *ctx, const ng_document *doc, const ngi_encoding *encoding, const ngi_lexicon *lexicon,
                             ngi_label_runs *runs);
/** Is the run 'the X administration', an organization whatever the labels say of X? */
bool ngi_is_administration(const ng_document *doc, const ngi_encoding *encoding, ng_range units);

#endif
