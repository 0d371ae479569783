/*
 * The user's decisions, as the other files of entities/ ask for them.
 *
 * A file has one a line, names in quotation marks ("\"" and "\\" inside), '#' begins a comment:
 *     merge "Jensen Huang" "Huang Renxun"      these names are one (two or more)
 *     never merge "John Smith" "Jane Smith"    these are not, whatever the rules say
 *     rename "Fed" "Federal Reserve"           the label of whoever bears the first name
 *     retype "Gemini" model
 *     hide "Continue Reading"                  no entity bears that name
 *     add "Project Lighthouse" product         find that name wherever it stands
 */
#ifndef NGI_DECISIONS_H
#define NGI_DECISIONS_H

#include "entities_impl.h"

typedef enum decision_kind { DECIDE_MERGE, DECIDE_NEVER, DECIDE_RENAME, DECIDE_RETYPE, DECIDE_HIDE, DECIDE_ADD } decision_kind;

typedef struct decision {
    decision_kind kind;
    ng_str a, b;              /* as written; b of merge, never merge and rename */
    ng_str key_a, key_b;      /* ngi_name_key() of them */
    ng_entity_type type;      /* of retype and add */
    uint32_t line;
} decision;

struct ngi_decisions {
    ng_allocator allocator;
    ngi_arena strings;
    ngi_map named;            /* keys that stand in any decision */
    NGI_ARRAY(decision) items;
};

typedef enum ngi_verdict { NGI_VERDICT_NONE, NGI_VERDICT_ONE, NGI_VERDICT_APART } ngi_verdict;

/** What was decided of a pair of keys. `decisions` may be NULL. */
ngi_verdict ngi_decisions_verdict(const ngi_decisions *decisions, ng_str key_a, ng_str key_b);
/** The decision of a kind on a key, or NULL. */
const decision *ngi_decisions_on(const ngi_decisions *decisions, decision_kind kind, ng_str key);
/** Put the names that the user added among the mentions of a document. */
ng_status ngi_add_names(ng_context *ctx, const ngi_decisions *decisions, ng_document *doc);

#endif
