/*
 * What grammar says of references: the class of a pronoun, agreement in person and gender, relative pronouns.
 * In the flow: asked by refer.c. Cost: a few comparisons of words.
 */
#include "refer.h"

static const struct {
    const char *word;
    reference_class class;
} pronouns[] = {
    { "he", REFER_HE }, { "him", REFER_HE }, { "his", REFER_HE }, { "himself", REFER_HE },
    { "she", REFER_SHE }, { "her", REFER_SHE }, { "hers", REFER_SHE }, { "herself", REFER_SHE },
    { "it", REFER_IT }, { "its", REFER_IT }, { "itself", REFER_IT },
    { "they", REFER_THEY }, { "them", REFER_THEY }, { "their", REFER_THEY }, { "theirs", REFER_THEY }, { "themselves", REFER_THEY },
    { "i", REFER_I }, { "me", REFER_I }, { "my", REFER_I }, { "mine", REFER_I }, { "myself", REFER_I },
    { "we", REFER_WE }, { "us", REFER_WE }, { "our", REFER_WE }, { "ours", REFER_WE }, { "ourselves", REFER_WE },
    { "you", REFER_YOU }, { "your", REFER_YOU }, { "yours", REFER_YOU },
    { "who", REFER_WHO }, { "whom", REFER_WHO }, { "whose", REFER_WHO }, { "which", REFER_WHO }, { "that", REFER_WHO },
};

reference_class ngi_reference_class(const ng_document *doc, const ng_mention *mention)
{
    ng_str text = ng_document_slice(doc, mention->span);
    size_t i;

    if (mention->kind == NG_PRONOUN) {
        for (i = 0; i < sizeof pronouns / sizeof *pronouns; i++) {
            if (ngi_str_equal_nocase(text, ng_str_from(pronouns[i].word))) return pronouns[i].class;
        }
        return REFER_OTHER;
    }
    return text.len > 4 && ngi_str_equal_nocase(ngi_str_slice(text, 0, 4), NGI_LITERAL("the ")) ? REFER_THE : REFER_PHRASE;
}

static bool is_which(const ng_document *doc, const ng_mention *m)
{
    return ngi_str_equal_nocase(ng_document_slice(doc, m->span), NGI_LITERAL("which"));
}

static bool is_who(const ng_document *doc, const ng_mention *m)
{
    ng_str text = ng_document_slice(doc, m->span);

    return ngi_str_equal_nocase(text, NGI_LITERAL("who")) || ngi_str_equal_nocase(text, NGI_LITERAL("whom"));
}

bool ngi_reference_agrees(const ng_document *doc, const ng_mention *reference, reference_class class, ng_entity_type type,
                          name_gender gender)
{
    bool person = type == NG_PERSON;

    switch (class) {
    case REFER_HE: return person && gender != GENDER_FEMALE;
    case REFER_SHE: return person && gender != GENDER_MALE;
    case REFER_IT: return !person && type != NG_GROUP;
    case REFER_THEY: return type != NG_LAW && type != NG_EVENT && type != NG_WORK;
    case REFER_I: return person;
    case REFER_WE: return type != NG_LAW && type != NG_EVENT && type != NG_WORK && type != NG_MODEL;
    case REFER_WHO:
        if (is_who(doc, reference)) return person || type == NG_GROUP || type == NG_COMPANY || type == NG_ORGANIZATION;
        return !(person && is_which(doc, reference));
    default: return true;
    }
}

/* Nothing but a blank and a comma, or a dash, may stand between. */
static bool joins_relative(ng_str between)
{
    between = ngi_str_trim(between);
    return between.len == 0 || ng_str_equal(between, NGI_LITERAL(",")) || ng_str_equal(between, NGI_LITERAL("—")) ||
           ng_str_equal(between, NGI_LITERAL("–"));
}

uint32_t ngi_relative_name(const ng_document *doc, uint32_t reference)
{
    const ng_mention *m = &doc->mentions.items[reference], *before;
    reference_class class = ngi_reference_class(doc, m);

    if (class != REFER_WHO || reference == 0) return NG_NONE;
    before = m - 1;
    if (before->kind != NG_NAME || before->entity == NG_NONE || before->sentence != m->sentence) return NG_NONE;
    if (before->span.end > m->span.begin) return NG_NONE;
    if (!joins_relative(ngi_str_slice(doc->text, before->span.end, m->span.begin))) return NG_NONE;
    return ngi_reference_agrees(doc, m, class, before->type, GENDER_UNKNOWN) ? reference - 1 : NG_NONE;
}
