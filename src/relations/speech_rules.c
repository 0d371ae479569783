/*
 * Attributed speech by quotation marks and cues, after the usual account of quotation attribution in news (Pareti et
 * al. 2013): a cue, its source, its content.
 *   Direct: a quotation takes the cue behind it in its sentence, else the one before; without one it goes on with the
 *   speaker of the quotation before it in its paragraph, or of the paragraph before.
 *   Indirect: what follows a cue ('said that ...'), what stands before one at the end (', Roe said'), 'according to X'.
 *   Transcripts: what follows 'NAME:' at the begin of a paragraph.
 * Linear in the items of the document.
 */
#include "utterances.h"

typedef struct listener {
    ng_context *ctx;
    const ngi_hearing *h;
    ngi_utterances *out;
    uint32_t last_speaker;    /* of the last direct stretch */
    ng_span last_span;        /* where it was named */
    uint32_t last_paragraph;
} listener;

static const ngi_item *item_of(const listener *l, uint32_t at) { return &l->h->items->list.items[at]; }
static bool is_quoted(const listener *l, uint32_t at) { return ngi_quotes_at(l->h->quotes, item_of(l, at)->span.begin) != NULL; }

/* What a rule reads. Of clauses the head knows better than a rule; a quotation that it did not hear is one all the same. */
typedef enum source { FROM_QUOTE, FROM_CLAUSE_BEFORE, FROM_CLAUSE_BEHIND } source;

static ng_status add(listener *l, ng_span span, source from, uint32_t cue, ngi_speaker speaker, float score)
{
    ng_speech_kind kind = from == FROM_QUOTE ? NG_DIRECT : NG_INDIRECT;
    ngi_utterance s = { span, { 0, 0 }, kind, speaker.entity, speaker.span, score, from == FROM_QUOTE };

    if (cue != NG_NONE) s.cue = item_of(l, cue)->span;
    if (ngi_span_empty(span)) return NG_OK;
    if (kind == NG_DIRECT) {
        const ng_document *doc = l->h->items->doc;
        uint32_t sentence = ngi_document_sentence_at(doc, span.begin);

        l->last_speaker = speaker.entity;
        l->last_span = speaker.span;
        l->last_paragraph = sentence == NG_NONE ? 0 : doc->sentences.items[sentence].paragraph;
    }
    return ngi_array_push(l->ctx, &l->out->list, s);
}

/* First item at or behind a byte. */
static uint32_t item_from(const listener *l, uint32_t byte)
{
    size_t low = 0, high = l->h->items->list.count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (l->h->items->list.items[middle].span.end <= byte) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return (uint32_t)low;
}

static uint32_t words_in(const listener *l, ng_span span)
{
    uint32_t i, n = 0;

    for (i = item_from(l, span.begin); i < l->h->items->list.count && item_of(l, i)->span.begin < span.end; i++) {
        n += !ngi_item_word(item_of(l, i)) || (item_of(l, i)->flags & (NG_TOKEN_WORD | NG_TOKEN_NUMBER)) != 0;
    }
    return n;
}

/* The cue behind a quotation in what is left of its sentence. */
static uint32_t cue_behind(const listener *l, const ngi_quote *q, ng_range *window)
{
    const ng_document *doc = l->h->items->doc;
    uint32_t at = item_from(l, q->span.end), i, sentence = ngi_document_sentence_at(doc, q->span.end - 1);

    if (at >= l->h->items->list.count || q->unclosed) return NG_NONE;
    if (doc->sentences.items[item_of(l, at)->sentence].paragraph != q->paragraph) return NG_NONE;
    if (item_of(l, at)->sentence != sentence && !ngi_item_lower(item_of(l, at)) && ngi_item_word(item_of(l, at))) return NG_NONE;
    window->begin = at;
    window->end = l->h->items->sentences.items[item_of(l, at)->sentence].end;
    for (i = at; i < window->end && i < at + 25; i++) {
        if (is_quoted(l, i)) {
            window->end = i;
            break;
        }
        if (ngi_cue_at(l->h, i) == NGI_CUE || (ngi_cue_at(l->h, i) == NGI_WEAK_CUE && i < at + 6)) return i;
        if (ngi_item_is(item_of(l, i), ".|;|and|but|who|which") && i > at) break;
    }
    return NG_NONE;
}

/* The cue before a quotation in the begin of its sentence, or in the sentence before it when that ends with ':'. */
static uint32_t cue_before(const listener *l, const ngi_quote *q, ng_range *window)
{
    const ng_document *doc = l->h->items->doc;
    uint32_t at = item_from(l, q->span.begin), i;
    ng_range sentence;

    if (at >= l->h->items->list.count) return NG_NONE;
    sentence = l->h->items->sentences.items[item_of(l, at)->sentence];
    if (at == sentence.begin) {
        if (at == 0 || !ngi_item_is(item_of(l, at - 1), ":")) return NG_NONE;
        sentence = l->h->items->sentences.items[item_of(l, at - 1)->sentence];
        if (doc->sentences.items[item_of(l, at - 1)->sentence].paragraph + 1 < q->paragraph) return NG_NONE;
    }
    window->begin = sentence.begin;
    window->end = at;
    for (i = at; i-- > sentence.begin;) {
        if (is_quoted(l, i)) {
            window->begin = i + 1;
            break;
        }
        if (ngi_cue_at(l->h, i) != NGI_NO_CUE) return i;
    }
    return NG_NONE;
}

static bool according_at(const listener *l, uint32_t at, uint32_t end)
{
    return at + 1 < end && ngi_item_is(item_of(l, at), "according") && ngi_item_is(item_of(l, at + 1), "to");
}

/* The source of 'according to': the first mention that speaks, a person before all. */
static ngi_speaker source_of(const listener *l, uint32_t at, uint32_t end, uint32_t *behind)
{
    ngi_speaker found = { NG_NONE, { 0, 0 }, true, NG_NONE };
    uint32_t i;

    *behind = at + 2;
    for (i = at + 2; i < end && i < at + 16; i++) {
        const ngi_item *item = item_of(l, i);

        *behind = i + 1;
        if (ngi_item_stop(item) || is_quoted(l, i)) break;
        if (ngi_item_word(item)) continue;
        if (found.entity != NG_NONE && ngi_item_type(l->h->items, item) != NG_PERSON) continue;
        if (ngi_item_type(l->h->items, item) == NG_PLACE && found.entity == NG_NONE && i > at + 3) continue;
        found.entity = l->h->items->doc->mentions.items[item->mention].entity;
        found.span = item->span;
        found.item = i;
    }
    return found;
}

static bool same_paragraph_before(const listener *l, const ngi_quote *q)
{
    return l->last_speaker != NG_NONE && l->last_paragraph == q->paragraph;
}

/* Is the quotation all of its paragraph, and did the one before end in speech of one who goes on? */
static bool goes_on(const listener *l, const ngi_quote *q)
{
    const ng_document *doc = l->h->items->doc;

    return l->last_speaker != NG_NONE && l->last_paragraph + 1 == q->paragraph &&
           q->span.begin <= doc->paragraphs.items[q->paragraph].begin + 1;
}

/* Does the quotation stand within a sentence of the reporter's own words? */
static bool is_fragment(const listener *l, const ngi_quote *q)
{
    uint32_t at = item_from(l, q->span.begin);

    return at > 0 && !ngi_item_is(item_of(l, at - 1), ".|?|!|:|,") && !(item_of(l, at - 1)->flags & NG_TOKEN_QUOTE);
}

/* Is what stands between the marks a title, and nothing else: 'on the “Night Desk” podcast'? */
static bool is_title(const listener *l, const ngi_quote *q)
{
    uint32_t at = item_from(l, q->inner.begin);
    const ngi_item *item = at < l->h->items->list.count ? item_of(l, at) : NULL;

    if (!item || ngi_item_word(item) || item->span.begin != q->inner.begin || item->span.end != q->inner.end) return false;
    switch (ngi_item_type(l->h->items, item)) {
    case NG_MODEL:
    case NG_PRODUCT:
    case NG_EVENT:
    case NG_LAW:
    case NG_WORK: return true;
    default: return false;
    }
}

static ng_status read_quote(listener *l, const ngi_quote *q)
{
    ng_range window = { 0, 0 };
    uint32_t before = cue_before(l, q, &window), cue, words = words_in(l, q->inner);
    ng_range left = window;
    bool led = before != NG_NONE && (item_from(l, q->span.begin) - before < 4 ||
                                     ngi_item_is(item_of(l, item_from(l, q->span.begin) - 1), ":|,|that|it|him|her|them|as"));
    ngi_speaker speaker = { NG_NONE, { 0, 0 }, false, NG_NONE };

    if (is_title(l, q)) return NG_OK;
    cue = cue_behind(l, q, &window);
    if (led || (cue == NG_NONE && before != NG_NONE)) {
        if (ngi_cue_at(l->h, before) == NGI_WEAK_CUE && !led) return NG_OK;
        speaker = ngi_speaker_of(l->h, before, left);
        return add(l, q->span, FROM_QUOTE, before, speaker, led ? 0.9f : 0.75f);
    }
    if (cue != NG_NONE) {
        speaker = ngi_speaker_of(l->h, cue, window);
        return add(l, q->span, FROM_QUOTE, cue, speaker, speaker.sure ? 0.95f : 0.8f);
    }
    if (same_paragraph_before(l, q) ? words < 2 || is_fragment(l, q) : !goes_on(l, q)) return NG_OK;
    if (l->last_speaker != NG_NONE) {
        speaker.entity = l->last_speaker;
        speaker.span = l->last_span;
        return add(l, q->span, FROM_QUOTE, NG_NONE, speaker, 0.8f);
    }
    return NG_OK;
}

/* Behind the object and 'that' of a cue: 'told Reuters on Monday that'. */
static uint32_t content_begin(const listener *l, uint32_t cue, uint32_t end)
{
    uint32_t i = cue + 1, k;
    bool told = ngi_item_is(item_of(l, cue), "told|tells|telling|reminded|assured|informed|warned|asked|urged");

    for (k = i; k < end && k < cue + 14; k++) {
        if (ngi_item_is(item_of(l, k), "that|whether|how|why") && !is_quoted(l, k)) return k + 1;
        if (ngi_item_stop(item_of(l, k)) || ngi_cue_at(l->h, k) == NGI_CUE) break;
    }
    if (told) {
        while (i < end && i < cue + 8 && !ngi_item_stop(item_of(l, i)) && ngi_item_word(item_of(l, i)) &&
               ngi_item_is(item_of(l, i), "the|a|reporters|journalists|investors|staff|parliament|lawmakers|him|her|them|an|employees")) i++;
        if (i < end && !ngi_item_word(item_of(l, i)) && ngi_items_possessive(l->h->items, i, end) == 0) i++;
    }
    return i;
}

/* Where the content of an indirect cue ends: at the sentence's end, or before another source takes over. */
static uint32_t content_end(const listener *l, uint32_t begin, uint32_t end)
{
    uint32_t i;

    for (i = begin; i < end; i++) {
        if (is_quoted(l, i)) continue;
        if (i > begin && according_at(l, i, end)) break;
        if (i > begin + 2 && ngi_item_is(item_of(l, i), "adding|saying|calling|describing|citing") && ngi_item_is(item_of(l, i - 1), ",")) break;
    }
    while (i > begin && ngi_item_is(item_of(l, i - 1), ",|.|;")) i--;
    return i;
}

static ng_span span_of(const listener *l, uint32_t begin, uint32_t end)
{
    ng_span none = { 0, 0 };

    if (begin >= end) return none;
    return (ng_span){ item_of(l, begin)->span.begin, item_of(l, end - 1)->span.end };
}

/* Did a direct stretch already take this cue? */
static bool cue_taken(const listener *l, uint32_t cue)
{
    size_t i;

    for (i = l->out->list.count; i-- > 0;) {
        if (l->out->list.items[i].cue.begin == item_of(l, cue)->span.begin && !ngi_span_empty(l->out->list.items[i].cue)) return true;
    }
    return false;
}

/* Is the cue at the end of its sentence, so that its content stands before it: 'It is over, Roe said on Monday.' */
static uint32_t content_before(const listener *l, uint32_t cue, ngi_speaker speaker, ng_range sentence)
{
    uint32_t first = speaker.item != NG_NONE && speaker.item < cue ? speaker.item : cue, comma, i;

    for (comma = first; comma > sentence.begin + 3; comma--) {
        if (ngi_item_is(item_of(l, comma - 1), ",")) break;
        if (first - comma > 8 || ngi_item_is(item_of(l, comma - 1), "that|and|but|when|as|while")) return NG_NONE;
    }
    if (comma <= sentence.begin + 3 || is_quoted(l, comma - 1)) return NG_NONE;
    for (i = cue + 1; i < sentence.end && i < cue + 3; i++) {
        if (ngi_item_is(item_of(l, i), "that|it|he|she|they|we|the|there|its|his|her")) return NG_NONE;
        if (ngi_item_is(item_of(l, i), ".|,|on|in|at|during|to|this|last") || i + 1 >= sentence.end) return comma - 1;
        if (speaker.item != NG_NONE && speaker.item > cue) return comma - 1;
    }
    return cue + 1 >= sentence.end ? comma - 1 : NG_NONE;
}

static ng_status read_cue(listener *l, uint32_t cue, ngi_cue kind, ng_range sentence)
{
    ngi_speaker speaker = ngi_speaker_of(l->h, cue, sentence);
    uint32_t before = content_before(l, cue, speaker, sentence), begin, end;

    if (speaker.entity == NG_NONE) return NG_OK;
    if (before != NG_NONE && (kind == NGI_CUE)) {
        return add(l, span_of(l, sentence.begin, before), FROM_CLAUSE_BEFORE, cue, speaker, speaker.sure ? 0.85f : 0.7f);
    }
    begin = content_begin(l, cue, sentence.end);
    end = content_end(l, begin, sentence.end);
    if (kind == NGI_WEAK_CUE && !ngi_item_is(item_of(l, begin > cue ? begin - 1 : cue), "that|whether")) return NG_OK;
    if (end < begin + 2) return NG_OK;
    return add(l, span_of(l, begin, end), FROM_CLAUSE_BEHIND, cue, speaker, speaker.sure ? 0.85f : 0.7f);
}

static ng_status read_according(listener *l, uint32_t at, ng_range sentence)
{
    uint32_t behind, end;
    ngi_speaker speaker = source_of(l, at, sentence.end, &behind);

    if (speaker.entity == NG_NONE) return NG_OK;
    if (at <= sentence.begin + 1) {
        end = content_end(l, behind, sentence.end);
        return add(l, span_of(l, behind, end), FROM_CLAUSE_BEFORE, at, speaker, 0.85f);
    }
    for (end = at; end > sentence.begin && ngi_item_is(item_of(l, end - 1), ",|and"); end--) continue;
    return add(l, span_of(l, sentence.begin, end), FROM_CLAUSE_BEFORE, at, speaker, 0.85f);
}

static ng_status read_sentence(listener *l, ng_range sentence)
{
    ng_status st = NG_OK;
    uint32_t i;

    for (i = sentence.begin; i < sentence.end; i++) {
        ngi_cue kind;

        if (is_quoted(l, i) || cue_taken(l, i)) continue;
        if (according_at(l, i, sentence.end)) {
            NG_CHECK(read_according(l, i, sentence));
            continue;
        }
        kind = ngi_cue_at(l->h, i);
        if (kind != NGI_NO_CUE) NG_CHECK(read_cue(l, i, kind, sentence));
    }
done:
    return st;
}

/* 'MIRA ROE: We are done.' at the begin of a paragraph. */
static ng_status read_turn(listener *l, uint32_t paragraph, bool *taken)
{
    const ng_document *doc = l->h->items->doc;
    uint32_t at = item_from(l, doc->paragraphs.items[paragraph].begin);
    ngi_speaker speaker = { NG_NONE, { 0, 0 }, true, at };
    ng_span span;

    *taken = false;
    if (at + 2 >= l->h->items->list.count || ngi_item_word(item_of(l, at)) || !ngi_item_is(item_of(l, at + 1), ":")) return NG_OK;
    if (ngi_item_type(l->h->items, item_of(l, at)) != NG_PERSON) return NG_OK;
    if (doc->sentences.items[item_of(l, at + 2)->sentence].paragraph != paragraph) return NG_OK;
    speaker.entity = doc->mentions.items[item_of(l, at)->mention].entity;
    speaker.span = item_of(l, at)->span;
    span = (ng_span){ item_of(l, at + 2)->span.begin, doc->paragraphs.items[paragraph].end };
    *taken = true;
    return add(l, span, FROM_QUOTE, NG_NONE, speaker, 0.9f);
}

ng_status ngi_read_speech(ng_context *ctx, const ngi_hearing *h, ngi_utterances *out)
{
    const ng_document *doc = h->items->doc;
    listener l = { ctx, h, out, NG_NONE, { 0, 0 }, 0 };
    ng_status st = NG_OK;
    size_t quote = 0, s = 0;
    uint32_t p;

    for (p = 0; p < doc->paragraphs.count; p++) {
        bool turn;

        NG_CHECK(read_turn(&l, p, &turn));
        for (; quote < h->quotes->list.count && h->quotes->list.items[quote].paragraph == p; quote++) {
            if (!turn) NG_CHECK(read_quote(&l, &h->quotes->list.items[quote]));
        }
        for (; s < doc->sentences.count && doc->sentences.items[s].paragraph == p; s++) {
            if (!turn) NG_CHECK(read_sentence(&l, h->items->sentences.items[s]));
        }
    }
done:
    return st;
}
