/* How the text asserts what it says: current, former, planned, reported or denied. */
#ifndef NGI_ASSERTION_H
#define NGI_ASSERTION_H

#include "items.h"

/**
 * How a relation said by items [first, last] of one sentence is asserted, by the words among them and what governs
 * them from the left. Acts that were done once (bought, met, appointed) do not become former.
 * False when the sentence only supposes it ('if Acme bought Widget').
 */
bool ngi_assertion_of(const ngi_items *items, ng_relation_type type, uint32_t first, uint32_t last, ng_assertion *out);

#endif
