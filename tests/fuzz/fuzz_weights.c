/* Any bytes, opened as a weights file. A file is needed, since it is mapped. */
#include "base/files.h"
#include "nn/nn.h"

#include <stdio.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    ngi_model *model = NULL;
    ng_context *ctx;
    char path[64];

    if (ng_context_create(NULL, &ctx) != NG_OK) return 0;
    (void)snprintf(path, sizeof path, "fuzz-%ld.safetensors", (long)getpid());
    if (ngi_file_write(ctx, path, (ng_str){ (const char *)data, size }) == NG_OK) {
        (void)ngi_model_open(ctx, path, &model);
        ngi_model_close(model);
    }
    (void)remove(path);
    ng_context_free(ctx);
    return 0;
}
