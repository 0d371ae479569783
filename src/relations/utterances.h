/* Stretches of attributed speech before they become the document's; what rules and the head hand over. */
#ifndef NGI_UTTERANCES_H
#define NGI_UTTERANCES_H

#include "base/lexicon.h"
#include "items.h"
#include "quotes.h"
#include "relations.h"

typedef struct ngi_utterance {
    ng_span span, cue;          /* cue empty: none */
    ng_speech_kind kind;
    uint32_t speaker;           /* entity, or NG_NONE */
    ng_span speaker_span;
    float score;                /* that it is speech of this speaker */
    bool alone;                 /* of a rule: right more often than wrong even where the head hears nothing */
} ngi_utterance;

typedef struct ngi_utterances {
    NGI_ARRAY(ngi_utterance) list;
} ngi_utterances;

/** How well a word stands for speech. */
typedef enum ngi_cue { NGI_NO_CUE, NGI_WEAK_CUE, NGI_CUE, NGI_OBJECT_CUE } ngi_cue;

/** What the rules read from: all borrowed. */
typedef struct ngi_hearing {
    const ngi_items *items;
    const ngi_quotes *quotes;
    const ngi_lexicon *lexicon;       /* or NULL */
    const ngi_relation_options *opts; /* or NULL */
} ngi_hearing;

/** Is the item a verb of speech: one that takes a clause, one that takes an object ('called it'), or a doubtful one? */
ngi_cue ngi_cue_at(const ngi_hearing *h, uint32_t at);

/** Who speaks. */
typedef struct ngi_speaker {
    uint32_t entity;         /* NG_NONE: nobody named */
    ng_span span;
    bool sure;               /* stands right beside the cue */
    uint32_t item;           /* NG_NONE when not known */
} ngi_speaker;

/** The subject of the cue at an item, looked for among the items of `window` outside of quotations. */
ngi_speaker ngi_speaker_of(const ngi_hearing *h, uint32_t cue, ng_range window);

/** Append the stretches that quotation marks and cues tell, in order. */
ng_status ngi_read_speech(ng_context *ctx, const ngi_hearing *h, ngi_utterances *out);

/** Is the stretch the begin of a clause or phrase ('that') whose rest nobody heard? */
bool ngi_utterance_is_scrap(const ng_document *doc, const ngi_utterance *s);

/**
 * Join indirect stretches that are only white space apart. The head now and then ends one behind its conjunction:
 * 'that' | 'he had asked'; the longer part knows the speaker. `heard` is in order.
 */
void ngi_mend_stretches(const ng_document *doc, ngi_utterances *heard);

/** Join what the rules heard to what the head heard: same words, the surer speaker; else the sure rules alone. */
ng_status ngi_join_utterances(ng_context *ctx, const ng_document *doc, const ngi_utterances *rules, ngi_utterances *heard);

#endif
