/* WordPiece: a normalised word -> numbers of the pieces it is made of. */
#ifndef NGI_WORDPIECE_H
#define NGI_WORDPIECE_H

#include "base/base.h"

typedef NGI_ARRAY(uint32_t) ngi_pieces;

typedef struct ngi_wordpiece {
    ngi_map index;          /* of the pieces, as they stand in the vocabulary: "play", "##ing" */
    uint32_t count;         /* pieces of the vocabulary */
    uint32_t unknown, first, last; /* [UNK], [CLS], [SEP] */
    size_t longest;         /* bytes of the longest piece */
} ngi_wordpiece;

/** Read a vocabulary, one piece a line; it is borrowed. NG_E_FORMAT when it is short or lacks the three marks. */
ng_status ngi_wordpiece_init(ng_context *ctx, ng_str vocabulary, uint32_t count, ngi_wordpiece *out);
void ngi_wordpiece_release(const ng_allocator *allocator, ngi_wordpiece *pieces);
/** Append the pieces of a word; one that is over-long or has no pieces is [UNK]. */
ng_status ngi_wordpiece_cut(ng_context *ctx, const ngi_wordpiece *pieces, ng_str word, ngi_pieces *out);

#endif
