/*
 * The decisions file: read strictly, with line and column in the message, since a decision that is misread in
 * silence is worse than none. In the flow: read once, asked by cluster.c, resolve.c and link.c.
 */
#include "decisions.h"

typedef struct reader {
    ng_context *ctx;
    const char *source;
    ng_str text;              /* all of it, for offsets */
    ng_str line;
    size_t at;                /* in the line */
    uint32_t number;
    ngi_decisions *out;
    ngi_buffer room;
} reader;

static ng_status fail_here(reader *r, size_t column, const char *fault)
{
    uint64_t offset = (uint64_t)(r->line.ptr - r->text.ptr) + column;

    return ngi_fail_at(r->ctx, NG_E_FORMAT, r->source, offset, "%s:%u:%zu: %s", r->source, r->number,
                       ngi_utf8_count(ngi_str_slice(r->line, 0, column)) + 1, fault);
}

static void skip_blanks(reader *r)
{
    while (r->at < r->line.len && (r->line.ptr[r->at] == ' ' || r->line.ptr[r->at] == '\t')) r->at++;
}

static bool at_end(reader *r)
{
    skip_blanks(r);
    return r->at == r->line.len || r->line.ptr[r->at] == '#';
}

static ng_str read_word(reader *r)
{
    size_t begin;

    skip_blanks(r);
    for (begin = r->at; r->at < r->line.len && r->line.ptr[r->at] >= 'a' && r->line.ptr[r->at] <= 'z'; r->at++) continue;
    return ngi_str_slice(r->line, begin, r->at);
}

/* A name in quotation marks, and its key. */
static ng_status read_name(reader *r, ng_str *out, ng_str *out_key)
{
    ng_status st = NG_OK;
    size_t begin;

    skip_blanks(r);
    begin = r->at;
    if (r->at == r->line.len || r->line.ptr[r->at] != '"') return fail_here(r, begin, "a name in quotation marks is missing");
    r->room.len = 0;
    for (r->at++; r->at < r->line.len && r->line.ptr[r->at] != '"'; r->at++) {
        if (r->line.ptr[r->at] == '\\' && ++r->at == r->line.len) break;
        NG_CHECK(ngi_buffer_add_char(r->ctx, &r->room, r->line.ptr[r->at]));
    }
    if (r->at == r->line.len) return fail_here(r, begin, "the quotation mark is not closed");
    r->at++;
    NG_CHECK(ngi_arena_copy(r->ctx, &r->out->strings, ngi_str_trim(ngi_buffer_str(&r->room)), out));
    r->room.len = 0;
    NG_CHECK(ngi_name_key(r->ctx, *out, &r->room));
    if (r->room.len == 0) return fail_here(r, begin, "the name is empty");
    NG_CHECK(ngi_arena_copy(r->ctx, &r->out->strings, ngi_buffer_str(&r->room), out_key));
    NG_CHECK(ngi_map_set(r->ctx, &r->out->named, *out_key, 1));
done:
    return st;
}

static bool same_pair(const decision *d, ng_str key_a, ng_str key_b)
{
    return (ng_str_equal(d->key_a, key_a) && ng_str_equal(d->key_b, key_b)) ||
           (ng_str_equal(d->key_a, key_b) && ng_str_equal(d->key_b, key_a));
}

/* Does an earlier decision say otherwise? */
static bool contradicts(const decision *old, const decision *new)
{
    switch (new->kind) {
    case DECIDE_MERGE: return old->kind == DECIDE_NEVER && same_pair(old, new->key_a, new->key_b);
    case DECIDE_NEVER: return old->kind == DECIDE_MERGE && same_pair(old, new->key_a, new->key_b);
    case DECIDE_RENAME: return old->kind == DECIDE_RENAME && ng_str_equal(old->key_a, new->key_a) && !ng_str_equal(old->b, new->b);
    case DECIDE_RETYPE: return old->kind == DECIDE_RETYPE && ng_str_equal(old->key_a, new->key_a) && old->type != new->type;
    case DECIDE_ADD: return (old->kind == DECIDE_HIDE && ng_str_equal(old->key_a, new->key_a)) ||
                            (old->kind == DECIDE_ADD && ng_str_equal(old->key_a, new->key_a) && old->type != new->type);
    case DECIDE_HIDE: return old->kind == DECIDE_ADD && ng_str_equal(old->key_a, new->key_a);
    }
    return false;
}

static ng_status keep(reader *r, decision d)
{
    size_t i;

    d.line = r->number;
    for (i = 0; i < r->out->items.count; i++) {
        const decision *old = &r->out->items.items[i];

        if (!contradicts(old, &d)) continue;
        return ngi_fail_at(r->ctx, NG_E_FORMAT, r->source, (uint64_t)(r->line.ptr - r->text.ptr),
                           "%s:%u:1: the decision contradicts that of line %u", r->source, r->number, old->line);
    }
    return ngi_array_push(r->ctx, &r->out->items, d);
}

/* 'merge "a" "b" "c"' is a pair of each name with the first. */
static ng_status read_merge(reader *r)
{
    decision d = { .kind = DECIDE_MERGE };
    ng_status st;

    NG_CHECK(read_name(r, &d.a, &d.key_a));
    do {
        size_t begin = r->at;

        NG_CHECK(read_name(r, &d.b, &d.key_b));
        if (ng_str_equal(d.key_a, d.key_b)) return fail_here(r, begin + 1, "the name is the first one again");
        NG_CHECK(keep(r, d));
    } while (!at_end(r));
done:
    return st;
}

static ng_status read_pair(reader *r, decision_kind kind)
{
    decision d = { .kind = kind };
    ng_status st;

    NG_CHECK(read_name(r, &d.a, &d.key_a));
    NG_CHECK(read_name(r, &d.b, &d.key_b));
    NG_CHECK(keep(r, d));
done:
    return st;
}

static ng_status read_typed(reader *r, decision_kind kind)
{
    decision d = { .kind = kind };
    ng_status st;
    size_t begin;

    NG_CHECK(read_name(r, &d.a, &d.key_a));
    skip_blanks(r);
    begin = r->at;
    if (!ng_entity_type_from(read_word(r), &d.type)) {
        return fail_here(r, begin, "no type: person company organization model product place event law work group");
    }
    NG_CHECK(keep(r, d));
done:
    return st;
}

static ng_status read_hide(reader *r)
{
    decision d = { .kind = DECIDE_HIDE };
    ng_status st = read_name(r, &d.a, &d.key_a);

    return st == NG_OK ? keep(r, d) : st;
}

static ng_status read_line(reader *r)
{
    ng_status st;
    size_t begin;
    ng_str verb;

    r->at = 0;
    if (at_end(r)) return NG_OK;
    begin = r->at;
    verb = read_word(r);
    if (ngi_word_is(verb, "merge")) {
        NG_CHECK(read_merge(r));
    } else if (ngi_word_is(verb, "never")) {
        if (!ngi_word_is(read_word(r), "merge")) return fail_here(r, begin, "'never' is followed by 'merge'");
        NG_CHECK(read_pair(r, DECIDE_NEVER));
    } else if (ngi_word_is(verb, "rename")) {
        NG_CHECK(read_pair(r, DECIDE_RENAME));
    } else if (ngi_word_is(verb, "retype")) {
        NG_CHECK(read_typed(r, DECIDE_RETYPE));
    } else if (ngi_word_is(verb, "hide")) {
        NG_CHECK(read_hide(r));
    } else if (ngi_word_is(verb, "add")) {
        NG_CHECK(read_typed(r, DECIDE_ADD));
    } else {
        return fail_here(r, begin, "no decision: merge, never merge, rename, retype, hide, add");
    }
    if (!at_end(r)) return fail_here(r, r->at, "the line goes on behind the decision");
done:
    return st;
}

ng_status ngi_decisions_read(ng_context *ctx, const char *source, ng_str text, ngi_decisions **out)
{
    reader r = { ctx, source ? source : "-", text, { NULL, 0 }, 0, 0, NULL, { 0 } };
    ng_str rest = text.ptr ? text : NGI_LITERAL("");
    ng_status st;

    *out = NULL;
    if (ngi_utf8_fault(text) != SIZE_MAX) {
        return ngi_fail_at(ctx, NG_E_FORMAT, r.source, ngi_utf8_fault(text), "cannot read '%s': not UTF-8", r.source);
    }
    if (ngi_str_starts(rest, NGI_LITERAL("\xEF\xBB\xBF"))) rest = ngi_str_slice(rest, 3, rest.len);
    r.out = ngi_alloc(ctx, 1, sizeof *r.out);
    if (!r.out) return NG_E_NOMEM;
    r.out->allocator = ngi_allocator(ctx);
    st = NG_OK;
    while (ngi_str_next(&rest, '\n', &r.line)) {
        r.number++;
        if (r.line.len && r.line.ptr[r.line.len - 1] == '\r') r.line.len--;
        NG_CHECK(read_line(&r));
    }
    *out = r.out;
    r.out = NULL; /* now the caller's */
done:
    ngi_decisions_free(r.out);
    ngi_buffer_release(ctx, &r.room);
    return st;
}

void ngi_decisions_free(ngi_decisions *decisions)
{
    ng_allocator a;

    if (!decisions) return;
    a = decisions->allocator;
    ngi_allocator_free(&a, decisions->named.slots);
    ngi_allocator_free(&a, decisions->items.items);
    ngi_arena_release(&a, &decisions->strings);
    ngi_allocator_free(&a, decisions);
}

ngi_verdict ngi_decisions_verdict(const ngi_decisions *decisions, ng_str key_a, ng_str key_b)
{
    size_t i;

    if (!decisions || ngi_map_find(&decisions->named, key_a) == NG_NONE) return NGI_VERDICT_NONE;
    if (ngi_map_find(&decisions->named, key_b) == NG_NONE) return NGI_VERDICT_NONE;
    for (i = 0; i < decisions->items.count; i++) {
        const decision *d = &decisions->items.items[i];

        if (d->kind > DECIDE_NEVER || !same_pair(d, key_a, key_b)) continue;
        return d->kind == DECIDE_MERGE ? NGI_VERDICT_ONE : NGI_VERDICT_APART;
    }
    return NGI_VERDICT_NONE;
}

const decision *ngi_decisions_on(const ngi_decisions *decisions, decision_kind kind, ng_str key)
{
    size_t i;

    if (!decisions || ngi_map_find(&decisions->named, key) == NG_NONE) return NULL;
    for (i = 0; i < decisions->items.count; i++) {
        const decision *d = &decisions->items.items[i];

        if (d->kind == kind && ng_str_equal(d->key_a, key)) return d;
    }
    return NULL;
}
