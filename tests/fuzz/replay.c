/* Runs a fuzz target over the files of the folders that it is given, under any compiler. */
#include "base/files.h"

#include <stdio.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static ng_status replay(ng_context *ctx, void *user, const char *path)
{
    ngi_buffer bytes = { 0 };
    unsigned *count = user;
    ng_status st = ngi_file_read(ctx, path, &bytes);

    if (st == NG_OK) (void)LLVMFuzzerTestOneInput((const uint8_t *)ngi_buffer_str(&bytes).ptr, bytes.len);
    ++*count;
    ngi_buffer_release(ctx, &bytes);
    return st;
}

int main(int argc, char **argv)
{
    unsigned count = 0;
    ng_context *ctx;
    ng_status st = NG_OK;

    if (ng_context_create(NULL, &ctx) != NG_OK) return 4;
    for (int i = 1; i < argc && st == NG_OK; i++) st = ngi_directory_walk(ctx, argv[i], replay, &count);
    if (st != NG_OK) (void)fprintf(stderr, "%s\n", ng_context_error(ctx)->message);
    ng_context_free(ctx);
    return st == NG_OK && count > 0 ? 0 : 1;
}
