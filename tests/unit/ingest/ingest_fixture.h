/* A context and a collection for a test, and a short way to read an input into it. */
#ifndef NGI_INGEST_FIXTURE_H
#define NGI_INGEST_FIXTURE_H

#include "ingest/ingest_impl.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

typedef struct reading {
    ng_context *ctx;
    ng_collection *collection;
} reading;

static inline int reading_set_up(void **state)
{
    reading *r = calloc(1, sizeof *r);

    if (!r || ng_context_create(NULL, &r->ctx) != NG_OK || ngi_collection_create(r->ctx, &r->collection) != NG_OK)
        return -1;
    *state = r;
    return 0;
}

static inline int reading_tear_down(void **state)
{
    reading *r = *state;

    ng_collection_free(r->collection);
    ng_context_free(r->ctx);
    free(r);
    return 0;
}

/* Read bytes as the input "in"; the documents that came of it are checked. */
static inline void read_bytes(reading *r, const void *bytes, size_t len)
{
    assert_int_equal(ngi_ingest(r->ctx, "in", (ng_str){ bytes, len }, NULL, r->collection), NG_OK);
    for (size_t i = 0; i < r->collection->documents.count; i++)
        assert_int_equal(ngi_document_check(r->ctx, r->collection->documents.items[i]), NG_OK);
}

static inline void read_text(reading *r, const char *text) { read_bytes(r, text, strlen(text)); }

static inline size_t count_documents(const reading *r) { return r->collection->documents.count; }

static inline const ng_document *document_at(const reading *r, size_t i) { return r->collection->documents.items[i]; }

static inline void assert_str(ng_str said, const char *expected)
{
    char buffer[1024];

    (void)snprintf(buffer, sizeof buffer, "%.*s", NGI_STR(said));
    assert_string_equal(buffer, expected);
}

/* The status of the first note, NG_DONE when there is none. */
static inline ng_status first_note(const reading *r)
{
    size_t count;
    const ng_note *notes = ng_context_notes(r->ctx, &count);

    return count ? notes[0].status : NG_DONE;
}

#define READING_TEST(function) cmocka_unit_test_setup_teardown(function, reading_set_up, reading_tear_down)

#endif
