/*
 * Types of short forms by those of the full names: 'Zeynep' is a person beside 'Zeynep Karataş', 'MTA' a law beside the
 * 'Model Transparency Act', whatever the tagger took them for; a short name says less of its type than a full one.
 * In the flow: after the forms are collected, before they are clustered. Cost: short forms times full ones.
 */
#include "entities_impl.h"

#define SURE 0.97f /* a short form with a mean score above it keeps its type */

static bool is_known(const ngi_lexicon *lexicon, const name_form *form)
{
    const uint32_t names = 1u << NGI_LEX_COMPANY | 1u << NGI_LEX_ORGANIZATION | 1u << NGI_LEX_PLACE | 1u << NGI_LEX_MODEL |
                           1u << NGI_LEX_PRODUCT | 1u << NGI_LEX_OUTLET | 1u << NGI_LEX_DEMONYM | 1u << NGI_LEX_GROUP;

    return (ngi_lexicon_find_key(lexicon, form->key).classes & names) != 0;
}

/* Does the short form stand for the full name, if it had its type? */
static bool stands_for(const ngi_lexicon *lexicon, const name_form *full, const name_form *brief)
{
    name_form as_full = *brief;
    join_rule rule;

    as_full.type = full->type;
    as_full.group = full->group;
    rule = ngi_match_forms(lexicon, full, &as_full);
    if (full->group == GROUP_PERSON) return rule == JOIN_SURNAME || rule == JOIN_GIVEN;
    return rule == JOIN_ACRONYM || rule == JOIN_SHORT;
}

void ngi_forms_settle(const ngi_lexicon *lexicon, form_set *set)
{
    size_t i, k;

    for (i = 0; i < set->forms.count; i++) {
        name_form *brief = &set->forms.items[i];
        const name_form *found = NULL;
        bool differ = false;

        if (brief->word_count != 1 || brief->handle || brief->score > SURE * (float)brief->count || is_known(lexicon, brief)) continue;
        for (k = 0; k < set->forms.count; k++) {
            const name_form *full = &set->forms.items[k];

            if (!stands_for(lexicon, full, brief)) continue;
            differ = differ || (found && found->type != full->type);
            found = full;
        }
        if (!found || differ) continue;
        brief->type = found->type;
        brief->group = found->group;
    }
}
