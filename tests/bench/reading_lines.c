/*
 * reading_lines FILE... : the number of features, then what the plain text reader measures of each line, for
 * src/train/lines.py. One line of output a line of text: file, byte, "feature:value" and "#cue" (hash of a cue)
 * separated by blanks.
 */
#include "base/files.h"
#include "ingest/plain_impl.h"

#include <inttypes.h>
#include <stdio.h>

static ng_status print_lines(ng_context *ctx, const char *path)
{
    ngi_buffer text = { 0 };
    ngi_line_array lines = { 0 };
    ng_status st;

    NG_CHECK(ngi_file_read(ctx, path, &text));
    NG_CHECK(ngi_lines_read(ctx, ngi_buffer_str(&text), &lines));
    for (size_t i = 0; i < lines.count; i++) {
        const ngi_line *line = &lines.items[i];

        printf("%s %u", path, line->bytes.begin);
        for (unsigned f = 0; f < NGI_LINE_FEATURE_COUNT; f++)
            if (line->features[f] > 0.0f) printf(" %u:%.4g", f, (double)line->features[f]);
        for (uint32_t c = 0; c < line->cue_count; c++) printf(" #%" PRIu32, line->cues[c]);
        putchar('\n');
    }
done:
    ngi_array_release(ctx, &lines);
    ngi_buffer_release(ctx, &text);
    return st;
}

int main(int argc, char **argv)
{
    ng_context *ctx;
    int failed = 0;

    if (ng_context_create(NULL, &ctx) != NG_OK) return 4;
    printf("%d\n", NGI_LINE_FEATURE_COUNT);
    for (int i = 1; i < argc; i++) {
        if (print_lines(ctx, argv[i]) == NG_OK) continue;
        (void)fprintf(stderr, "%s\n", ng_context_error(ctx)->message);
        failed = 3;
    }
    ng_context_free(ctx);
    return failed;
}
