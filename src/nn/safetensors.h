/* A weights file in the safetensors format: named tensors in a mapped file, and strings of metadata. */
#ifndef NGI_SAFETENSORS_H
#define NGI_SAFETENSORS_H

#include "base/files.h"
#include "base/json.h"

typedef enum ngi_stored_type { NGI_STORED_F32, NGI_STORED_I8 } ngi_stored_type;

/** A tensor as it lies in the file. */
typedef struct ngi_stored {
    ng_str name;
    ngi_stored_type type;
    uint32_t rows, columns; /* a vector has one row */
    size_t begin, end;      /* bytes of the data section */
    const void *data;
} ngi_stored;

typedef struct ngi_safetensors {
    ngi_mapping file;
    json_t *header;
    NGI_ARRAY(ngi_stored) tensors; /* in the order of the file */
    ngi_map index;
} ngi_safetensors;

/** Map a file and check all that its header claims. NG_E_IO; NG_E_FORMAT with the first fault. */
ng_status ngi_safetensors_open(ng_context *ctx, const char *path, ngi_safetensors *out);
void ngi_safetensors_close(const ng_allocator *allocator, ngi_safetensors *file);
/** The tensor of a name, or NULL. */
const ngi_stored *ngi_safetensors_find(const ngi_safetensors *file, const char *name);
/** A string of the metadata; absent when there is none. Borrowed. */
ng_str ngi_safetensors_metadata(const ngi_safetensors *file, const char *key);

#endif
