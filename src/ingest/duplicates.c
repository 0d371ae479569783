/*
 * Copies of one article among the documents of a collection: syndicated text under other titles, with a few words
 * changed. Sets of word shingles compared by MinHash signatures (Broder 1997), made with one hash a shingle (one
 * permutation hashing with rotation: Shrivastava and Li 2014), candidates found by banding. The copies of a set point
 * to its earliest dated member, else to the one with the first id. Cost: linear in the words, n log n in the documents.
 */
#include "base/unicode.h"
#include "ingest_impl.h"

#include <stdlib.h>

#define SHINGLE 4u           /* words */
#define BINS 64u             /* of a signature */
#define ROWS 4u /* bins of a band: with 16 bands a likeness of 0.5 is found half of the time, 0.8 always */
#define BANDS (BINS / ROWS)
#define ALIKE 0.7            /* share of equal bins that makes a copy */
#define SHINGLES_MIN 8u      /* shorter texts have no copies */
#define LOOK_BACK 8u         /* documents of one bucket that a document is compared with */
#define EMPTY UINT64_MAX

typedef struct signature {
    uint64_t bins[BINS];
    uint32_t shingles;
} signature;

typedef struct band_entry {
    uint64_t key;
    uint32_t document;
} band_entry;

/* What goes through the words of a document. */
typedef struct shingler {
    uint64_t words[SHINGLE];
    uint32_t count;
    signature *out;
} shingler;

static void add_word(shingler *s, uint64_t word)
{
    uint64_t hash = NGI_HASH_START;

    s->words[s->count++ % SHINGLE] = word;
    if (s->count < SHINGLE) return;
    for (uint32_t i = 0; i < SHINGLE; i++) hash = ngi_hash_mix(hash ^ s->words[(s->count + i) % SHINGLE]);
    s->out->shingles++;
    if (hash / BINS < s->out->bins[hash % BINS]) s->out->bins[hash % BINS] = hash / BINS;
}

/* Words are runs of letters and digits in lower case: punctuation and quotes differ between copies. */
static void shingle_text(ng_str text, shingler *s)
{
    uint64_t hash = NGI_HASH_START;
    bool open = false;
    size_t at = 0;

    while (at < text.len) {
        unsigned char byte = (unsigned char)text.ptr[at];
        ngi_char c = byte;

        if (byte >= 0x80) c = ngi_char_next(text, &at);
        else at++;
        if (ngi_char_is_letter(c) || ngi_char_is_digit(c)) {
            c = ngi_char_lower(c);
            hash = (hash ^ (uint64_t)c) * UINT64_C(0x100000001b3);
            open = true;
        } else if (open) {
            add_word(s, hash);
            hash = NGI_HASH_START;
            open = false;
        }
    }
    if (open) add_word(s, hash);
}

static void sign(const ng_document *doc, signature *out)
{
    shingler s = { { 0 }, 0, out };

    out->shingles = 0;
    for (uint32_t i = 0; i < BINS; i++) out->bins[i] = EMPTY;
    for (size_t i = 0; i < doc->paragraphs.count; i++) {
        ng_span p = doc->paragraphs.items[i];

        shingle_text(ngi_str_slice(doc->text, p.begin, p.end), &s);
    }
    if (out->shingles == 0) return;
    for (uint32_t i = 0; i < BINS;
         i++) { /* an empty bin takes the next full one's value, told apart by the distance */
        uint32_t step = 0;

        while (step < BINS && (out->bins[(i + step) % BINS] >> 58) != 0) step++;
        if (step > 0 && step < BINS) out->bins[i] = (out->bins[(i + step) % BINS] + step) | UINT64_C(1) << 59;
    }
}

static double likeness(const signature *a, const signature *b)
{
    uint32_t same = 0;

    for (uint32_t i = 0; i < BINS; i++) same += a->bins[i] == b->bins[i];
    return same / (double)BINS;
}

static int compare_entries(const void *a, const void *b)
{
    const band_entry *x = a, *y = b;

    if (x->key != y->key) return x->key < y->key ? -1 : 1;
    return x->document < y->document ? -1 : x->document > y->document;
}

static uint32_t find_set(uint32_t *parents, uint32_t i)
{
    while (parents[i] != i) i = parents[i] = parents[parents[i]];
    return i;
}

/* Does `a` go before `b` as the original? */
static bool is_earlier(const ng_document *a, const ng_document *b)
{
    size_t n = a->about.date.len < b->about.date.len ? a->about.date.len : b->about.date.len;
    int order = n >= 10 ? memcmp(a->about.date.ptr, b->about.date.ptr, 10) : 0;

    return order != 0 ? order < 0 : ng_str_compare(a->about.id, b->about.id) < 0;
}

static void join_sets(const ng_collection *collection, uint32_t *parents, uint32_t a, uint32_t b)
{
    uint32_t x = find_set(parents, a), y = find_set(parents, b);

    if (x == y) return;
    if (is_earlier(collection->documents.items[x], collection->documents.items[y])) parents[y] = x;
    else parents[x] = y;
}

/* Compare the documents that share a band. */
static void join_bucket(const ng_collection *collection, const signature *signatures, const band_entry *entries,
                        size_t count, uint32_t *parents)
{
    for (size_t i = 1; i < count; i++)
        for (size_t k = i > LOOK_BACK ? i - LOOK_BACK : 0; k < i; k++)
            if (likeness(&signatures[entries[i].document], &signatures[entries[k].document]) >= ALIKE)
                join_sets(collection, parents, entries[i].document, entries[k].document);
}

static ng_status join_alike(ng_context *ctx, const ng_collection *collection, const signature *signatures,
                            uint32_t *parents)
{
    size_t count = collection->documents.count;
    band_entry *entries = ngi_alloc(ctx, count, sizeof *entries);
    ng_status st = NG_OK;

    if (!entries) return NG_E_NOMEM;
    for (uint32_t band = 0; band < BANDS; band++) {
        size_t n = 0, begin = 0;

        for (uint32_t i = 0; i < count; i++) {
            if (signatures[i].shingles < SHINGLES_MIN) continue;
            entries[n].key = ngi_hash(NGI_HASH_START, &signatures[i].bins[band * ROWS], ROWS * sizeof(uint64_t));
            entries[n++].document = i;
        }
        qsort(entries, n, sizeof *entries, compare_entries);
        for (size_t i = 1; i <= n; i++) {
            if (i < n && entries[i].key == entries[begin].key) continue;
            join_bucket(collection, signatures, entries + begin, i - begin, parents);
            begin = i;
        }
        NG_CHECK(ngi_progress(ctx, "duplicates", band + 1, BANDS));
    }
done:
    ngi_free(ctx, entries);
    return st;
}

ng_status ngi_find_duplicates(ng_context *ctx, ng_collection *collection)
{
    size_t count = collection->documents.count;
    signature *signatures = ngi_alloc(ctx, count, sizeof *signatures);
    uint32_t *parents = ngi_alloc(ctx, count, sizeof *parents);
    ng_status st = NG_E_NOMEM;

    if (!signatures || !parents) goto done;
    for (uint32_t i = 0; i < count; i++) {
        parents[i] = i;
        sign(collection->documents.items[i], &signatures[i]);
        if (i % 64 == 0) NG_CHECK(ngi_progress(ctx, "duplicates", i, count));
    }
    NG_CHECK(join_alike(ctx, collection, signatures, parents));
    for (uint32_t i = 0; i < count; i++) {
        ng_document *doc = collection->documents.items[i];
        uint32_t first = find_set(parents, i);

        doc->about.duplicate_of = (ng_str){ NULL, 0 };
        if (first != i)
            NG_CHECK(ngi_document_copy(ctx, doc, collection->documents.items[first]->about.id,
                                       &doc->about.duplicate_of));
    }
    st = NG_OK;
done:
    ngi_free(ctx, signatures);
    ngi_free(ctx, parents);
    return st;
}
