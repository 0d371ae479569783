/* Text -> units (words and marks, as BERT cuts them) with their shapes and word pieces. */
#ifndef NGI_UNITS_H
#define NGI_UNITS_H

#include "wordpiece.h"

/** Shapes of a unit's original characters: what lower-casing loses. Rows of the model's table of shapes. */
typedef enum ngi_shape {
    NGI_SHAPE_NONE,         /* [CLS] and [SEP] */
    NGI_SHAPE_LOWER,
    NGI_SHAPE_FIRST_UPPER,
    NGI_SHAPE_ALL_UPPER,
    NGI_SHAPE_SINGLE_UPPER,
    NGI_SHAPE_MIXED_UPPER,  /* OpenAI */
    NGI_SHAPE_MIXED_LOWER,  /* iPhone */
    NGI_SHAPE_DIGITS,
    NGI_SHAPE_ALNUM_UPPER,  /* H100 */
    NGI_SHAPE_ALNUM,
    NGI_SHAPE_CASELESS,
    NGI_SHAPE_QUOTE,
    NGI_SHAPE_STOP,
    NGI_SHAPE_PUNCTUATION,
    NGI_SHAPE_OTHER,
    NGI_SHAPE_LINE_START = 16 /* added for the first unit of a paragraph */
} ngi_shape;

typedef struct ngi_unit {
    ng_span span;           /* bytes of the text */
    uint32_t sentence;
    uint32_t first_piece;   /* index in the pieces */
    uint32_t shape;
} ngi_unit;

typedef struct ngi_units {
    NGI_ARRAY(ngi_unit) units;
    ngi_pieces pieces;
} ngi_units;

/** Append the units of a sentence; `line_start`: it begins a paragraph. */
ng_status ngi_units_add(ng_context *ctx, const ngi_wordpiece *pieces, ng_str text, ng_span sentence, uint32_t index,
                        bool line_start, ngi_units *out);
void ngi_units_release(ng_context *ctx, ngi_units *units);
/** Index of the first piece of unit i; behind the last piece for i = count. */
uint32_t ngi_units_piece(const ngi_units *units, size_t i);
/** The shape of a unit's characters. */
ngi_shape ngi_shape_of(ng_str unit);

#endif
