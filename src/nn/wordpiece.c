/*
 * WordPiece (Schuster and Nakajima 2012; greedy as in BERT, Devlin et al. 2019): from the left, always the longest
 * piece of the vocabulary; pieces behind the first bear "##". A word of which some part is in no piece is one [UNK].
 *
 * The word is copied behind "##", so that every part of it can be looked up in place: its first part without the
 * marks, a later one with "##" written over the two bytes before it. Cost: the square of the word's length at worst,
 * in hash-table look-ups; words are short.
 */
#include "wordpiece.h"

#define WORD_MAX 100 /* code points; a longer word is [UNK] */
#define MARK "##"
#define MARK_LEN 2

static ng_status find_mark(ng_context *ctx, const ngi_wordpiece *pieces, const char *name, uint32_t *out)
{
    *out = ngi_map_find(&pieces->index, ng_str_from(name));
    if (*out == NG_NONE) return ngi_fail(ctx, NG_E_FORMAT, "the vocabulary lacks '%s'", name);
    return NG_OK;
}

ng_status ngi_wordpiece_init(ng_context *ctx, ng_str vocabulary, uint32_t count, ngi_wordpiece *out)
{
    ng_status st = NG_OK;
    ng_str rest = vocabulary, piece;

    memset(out, 0, sizeof *out);
    while (ngi_str_next(&rest, '\n', &piece)) {
        NG_CHECK(ngi_map_set(ctx, &out->index, piece, out->count++));
        if (piece.len > out->longest) out->longest = piece.len;
    }
    if (out->count != count) {
        st = ngi_fail(ctx, NG_E_FORMAT, "the vocabulary has %u pieces where %u are announced", out->count, count);
        goto done;
    }
    NG_CHECK(find_mark(ctx, out, "[UNK]", &out->unknown));
    NG_CHECK(find_mark(ctx, out, "[CLS]", &out->first));
    NG_CHECK(find_mark(ctx, out, "[SEP]", &out->last));
done:
    if (st != NG_OK) {
        ngi_map_release(ctx, &out->index);
        memset(out, 0, sizeof *out);
    }
    return st;
}

void ngi_wordpiece_release(const ng_allocator *allocator, ngi_wordpiece *pieces)
{
    ngi_allocator_free(allocator, pieces->index.slots);
    memset(pieces, 0, sizeof *pieces);
}

/* The longest piece that begins at `at` of the marked word; *end is behind it. */
static uint32_t longest_piece(const ngi_wordpiece *pieces, char *marked, size_t len, size_t at, size_t *end)
{
    size_t begin = at > MARK_LEN ? at - MARK_LEN : at, stop = len;
    char kept[MARK_LEN];
    uint32_t found = NG_NONE;

    if (stop - begin > pieces->longest) stop = begin + pieces->longest;
    memcpy(kept, marked + begin, MARK_LEN);
    if (begin < at) memcpy(marked + begin, MARK, MARK_LEN);
    for (; stop > at; stop--) {
        if (stop < len && ((unsigned char)marked[stop] & 0xC0) == 0x80) continue; /* amid a character */
        found = ngi_map_find(&pieces->index, (ng_str){ marked + begin, stop - begin });
        if (found != NG_NONE) break;
    }
    memcpy(marked + begin, kept, MARK_LEN);
    *end = stop;
    return found;
}

ng_status ngi_wordpiece_cut(ng_context *ctx, const ngi_wordpiece *pieces, ng_str word, ngi_pieces *out)
{
    char marked[MARK_LEN + 4 * WORD_MAX];
    size_t before = out->count, at = MARK_LEN, len = MARK_LEN + word.len, end, i, characters = 0;
    ng_status st = NG_OK;

    for (i = 0; i < word.len; i++) characters += ((unsigned char)word.ptr[i] & 0xC0) != 0x80;
    if (characters > WORD_MAX || word.len > 4 * WORD_MAX) return ngi_array_push(ctx, out, pieces->unknown);
    memcpy(marked + MARK_LEN, word.ptr, word.len);
    while (at < len) {
        uint32_t piece = longest_piece(pieces, marked, len, at, &end);

        if (piece == NG_NONE) {
            out->count = before;
            return ngi_array_push(ctx, out, pieces->unknown);
        }
        NG_CHECK(ngi_array_push(ctx, out, piece));
        at = end;
    }
done:
    return st;
}
