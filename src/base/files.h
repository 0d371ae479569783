/* Files: reading whole ones, writing them whole or not at all, walking folders, finding our own. */
#ifndef NGI_FILES_H
#define NGI_FILES_H

#include "base.h"

/** Inputs above this are refused, so that memory stays bounded. */
#define NGI_FILE_MAX (UINT64_C(1) << 30)

/**
 * Read a file, or standard input for "-", whole. FIFOs and devices are refused by name: they may never end.
 * @return NG_OK; NG_E_IO with the system's reason; NG_E_LIMIT above NGI_FILE_MAX; NG_E_NOMEM.
 */
ng_status ngi_file_read(ng_context *ctx, const char *path, ngi_buffer *out);

/**
 * The first bytes of a regular file: `size` of them, or all. *out_len is set on every path.
 * @return NG_OK; NG_E_IO with the system's reason, also for what is no regular file.
 */
ng_status ngi_file_head(ng_context *ctx, const char *path, char *out, size_t size, size_t *out_len);

/** A file in memory, read-only; pages are read when they are first touched. */
typedef struct ngi_mapping {
    const void *data; /* NULL while nothing is mapped */
    size_t len;
} ngi_mapping;

/** Map a regular file. NG_E_IO with the system's reason; an empty file is NG_E_FORMAT. */
ng_status ngi_file_map(ng_context *ctx, const char *path, ngi_mapping *out);
/** Unmap; leaves the mapping empty. */
void ngi_mapping_release(ngi_mapping *mapping);

/** Write a file whole or not at all: a temporary file beside it, then a rename. "-" is standard output. */
ng_status ngi_file_write(ng_context *ctx, const char *path, ng_str data);

/** Is it a directory? False when it can't be told. */
bool ngi_path_is_directory(const char *path);

/** Is there something of that name? */
bool ngi_path_exists(const char *path);

/** Called with each file, whatever its kind; a status other than NG_OK ends the walk. */
typedef ng_status ngi_file_visitor(ng_context *ctx, void *user, const char *path);

/**
 * Visit the files below a directory in the order of their bytes, hidden ones left out. Links to directories are
 * not followed, so no loop. What cannot be opened becomes a note.
 */
ng_status ngi_directory_walk(ng_context *ctx, const char *path, ngi_file_visitor *visit, void *user);

/**
 * Path of one of the files that ship with the library ("accurate.safetensors"), NUL-terminated in `out`: from
 * $NAMEGRAPH_DATA, else beside the library (../share/namegraph), else the source tree that it was built from.
 * @return NG_OK; NG_E_NOTFOUND.
 */
ng_status ngi_data_path(ng_context *ctx, const char *name, ngi_buffer *out);

/** Path of a helper program ("namegraph-draw"): from $NAMEGRAPH_LIBEXEC, else beside the library. */
ng_status ngi_program_path(ng_context *ctx, const char *name, ngi_buffer *out);

#endif
