/* The trained heads of the stage as the weights file holds them: matrices, calibration, and what they read. */
#ifndef NGI_RELATER_H
#define NGI_RELATER_H

#include "claims.h"
#include "relations.h"
#include "utterances.h"

enum {
    NGI_REL_HIDDEN = 256,        /* of the pair head */
    NGI_REL_PRODUCT = 128,       /* of its product of two projections */
    NGI_SPEAKER_HIDDEN = 128,
    NGI_SPEECH_LABELS = 7,
    NGI_MENTION_TYPES = NG_ENTITY_TYPE_COUNT + 1, /* and: unknown */
    NGI_FARTHEST = 40            /* units between two mentions that are still compared: it learnt from 60, but the far ones are mostly wrong */
};

struct ngi_relater {
    ng_allocator allocator;
    uint32_t hidden;
    ngi_tensor head, tail, between, head_type, tail_type, distance, sentence, kind, middle, bias1;
    ngi_tensor project_head, project_tail, second, bias2, relation, relation_bias, status, status_bias;
    float scale[NG_RELATION_COUNT], offset[NG_RELATION_COUNT], threshold[NG_RELATION_COUNT];
    float status_temperature;
    ngi_tensor tag, tag_bias, stretch, speaker, speech_distance, speech_paragraph, speech_kind, speech_type, speech_bias1,
        speech_out, nobody, nobody_bias;
    float tag_temperature, speaker_temperature;
};

/** First and last unit of each mention of a document; first = NG_NONE when it has none. `out` has room for all. */
void ngi_unit_ends(const ngi_encoding *encoding, const ng_document *doc, ng_range *out);
/** Number of the first limit of MODEL's distance buckets (0, 1, 2, 4, 7, 12, 20, 40) that is not below the value. */
uint32_t ngi_unit_bucket(uint32_t value);

/** Append what the pair head claims of the document's mention pairs, with calibrated scores of at least `floor`. */
ng_status ngi_score_pairs(ng_context *ctx, const ngi_relater *relater, const ngi_encoding *encoding, float floor,
                          const ng_document *doc, ngi_claims *out);

/** Append the stretches that the speech head finds, with their speakers. */
ng_status ngi_hear_speech(ng_context *ctx, const ngi_relater *relater, const ngi_encoding *encoding,
                          const ng_document *doc, ngi_utterances *out);

#endif
