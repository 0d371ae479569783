/* References of a document (pronouns, definite phrases) -> its entities. */
#ifndef NGI_REFER_H
#define NGI_REFER_H

#include "entities_impl.h"

/** Class of a reference, in the order of the head's table coref.class_type. */
typedef enum reference_class {
    REFER_HE, REFER_SHE, REFER_IT, REFER_THEY, REFER_I, REFER_WE, REFER_YOU, REFER_WHO, REFER_OTHER, REFER_THE, REFER_PHRASE,
    REFER_CLASSES
} reference_class;

enum { NGI_REFER_WIDTH = 128, NGI_REFER_BILINEAR = 64 };

/** The coref head: its tensors, mapped. */
struct ngi_resolver {
    ng_allocator allocator;
    uint32_t hidden;
    ngi_tensor reference, candidate; /* coref.A, coref.B */
    ngi_tensor left, right;          /* coref.P, coref.Q */
    ngi_tensor dist, sent, kind, type, class_type;
    ngi_tensor bias, weight;         /* coref.b1, coref.w2 */
    ngi_tensor none, none_bias;
};

reference_class ngi_reference_class(const ng_document *doc, const ng_mention *mention);

/** Can a reference of that class mean an entity of that type and gender, as far as grammar says? */
bool ngi_reference_agrees(const ng_document *doc, const ng_mention *reference, reference_class class, ng_entity_type type,
                          name_gender gender);

/** The name that stands right before a relative pronoun ('Altman, who'): its mention, or NG_NONE. */
uint32_t ngi_relative_name(const ng_document *doc, uint32_t reference);

/**
 * Set the entity of each reference that has one, in the order of the text. `resolver` and `encoding` may be NULL: sure
 * rules only.
 * @param genders  name_gender of each entity; pronouns that are sure add to it.
 */
ng_status ngi_refer(ng_context *ctx, const ngi_resolver *resolver, const ngi_encoding *encoding, uint8_t *genders,
                    ng_document *doc);

#endif
