/*
 * Files, with POSIX calls: the only place that opens, writes or lists them.
 */
#define _GNU_SOURCE /* dladdr, O_TMPFILE's kin: glibc hides them otherwise */
#include "files.h"

#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static ng_status fail_io(ng_context *ctx, const char *what, const char *path)
{
    char reason[128];

    return ngi_fail_at(ctx, NG_E_IO, path, UINT64_MAX, "cannot %s '%s': %s", what, path,
                       strerror_r(errno, reason, sizeof reason));
}

static ng_status read_descriptor(ng_context *ctx, int fd, const char *path, size_t hint, ngi_buffer *out)
{
    ng_status st;

    for (;;) {
        size_t room = hint > out->len ? hint - out->len + 1 : 65536;
        ssize_t got;

        st = ngi_array_grow(ctx, (void **)&out->data, &out->capacity, out->len, room + 1, 1);
        if (st != NG_OK) return st;
        got = read(fd, out->data + out->len, room);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return fail_io(ctx, "read", path);
        if (got == 0) break;
        out->len += (size_t)got;
        if (out->len > NGI_FILE_MAX) {
            return ngi_fail_at(ctx, NG_E_LIMIT, path, NGI_FILE_MAX, "cannot read '%s': larger than 1 GiB", path);
        }
    }
    out->data[out->len] = '\0';
    return NG_OK;
}

ng_status ngi_file_read(ng_context *ctx, const char *path, ngi_buffer *out)
{
    bool standard = strcmp(path, "-") == 0;
    ng_status st = NG_OK;
    struct stat about;
    int fd;

    memset(out, 0, sizeof *out);
    fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (fd < 0) return fail_io(ctx, "read", path);
    if (fstat(fd, &about) != 0) {
        st = fail_io(ctx, "read", path);
    } else if (S_ISDIR(about.st_mode)) {
        st = ngi_fail_at(ctx, NG_E_IO, path, UINT64_MAX, "cannot read '%s': is a directory", path);
    } else if (!standard && !S_ISREG(about.st_mode)) {
        st = ngi_fail_at(ctx, NG_E_IO, path, UINT64_MAX, "cannot read '%s': not a regular file", path);
    } else if (S_ISREG(about.st_mode) && (uint64_t)about.st_size > NGI_FILE_MAX) {
        st = ngi_fail_at(ctx, NG_E_LIMIT, path, NGI_FILE_MAX, "cannot read '%s': larger than 1 GiB", path);
    } else {
        st = read_descriptor(ctx, fd, path, S_ISREG(about.st_mode) ? (size_t)about.st_size : 0, out);
    }
    if (!standard) (void)close(fd);
    if (st != NG_OK) ngi_buffer_release(ctx, out);
    return st;
}

ng_status ngi_file_head(ng_context *ctx, const char *path, char *out, size_t size, size_t *out_len)
{
    ng_status st = NG_OK;
    struct stat about;
    ssize_t got;
    int fd;

    *out_len = 0;
    fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (fd < 0) return fail_io(ctx, "read", path);
    if (fstat(fd, &about) != 0) {
        st = fail_io(ctx, "read", path);
    } else if (!S_ISREG(about.st_mode)) {
        st = ngi_fail_at(ctx, NG_E_IO, path, UINT64_MAX, "cannot read '%s': %s", path,
                         S_ISDIR(about.st_mode) ? "is a directory" : "not a regular file");
    } else {
        got = pread(fd, out, size, 0);
        if (got < 0) st = fail_io(ctx, "read", path);
        else *out_len = (size_t)got;
    }
    (void)close(fd);
    return st;
}

ng_status ngi_file_map(ng_context *ctx, const char *path, ngi_mapping *out)
{
    ng_status st = NG_OK;
    struct stat about;
    void *data;
    int fd;

    memset(out, 0, sizeof *out);
    fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (fd < 0) return fail_io(ctx, "read", path);
    if (fstat(fd, &about) != 0) {
        st = fail_io(ctx, "read", path);
    } else if (!S_ISREG(about.st_mode)) {
        st = ngi_fail_at(ctx, NG_E_IO, path, UINT64_MAX, "cannot read '%s': not a regular file", path);
    } else if (about.st_size == 0) {
        st = ngi_fail_at(ctx, NG_E_FORMAT, path, 0, "cannot read '%s': empty", path);
    } else {
        data = mmap(NULL, (size_t)about.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
        if (data == MAP_FAILED) {
            st = fail_io(ctx, "map", path);
        } else {
            *out = (ngi_mapping){ data, (size_t)about.st_size };
        }
    }
    (void)close(fd);
    return st;
}

void ngi_mapping_release(ngi_mapping *mapping)
{
    if (mapping->data) (void)munmap((void *)(uintptr_t)mapping->data, mapping->len);
    *mapping = (ngi_mapping){ NULL, 0 };
}

static bool write_all(int fd, ng_str data)
{
    while (data.len) {
        ssize_t put = write(fd, data.ptr, data.len);

        if (put < 0 && errno == EINTR) continue;
        if (put < 0) return false;
        data.ptr += put;
        data.len -= (size_t)put;
    }
    return true;
}

/* A device or FIFO named as output is written to, never replaced by a file. */
static ng_status write_in_place(ng_context *ctx, const char *path, ng_str data)
{
    int fd = open(path, O_WRONLY | O_CLOEXEC);
    bool good;

    if (fd < 0) return fail_io(ctx, "write", path);
    good = write_all(fd, data);
    if (close(fd) != 0) good = false;
    return good ? NG_OK : fail_io(ctx, "write", path);
}

static ng_status write_beside(ng_context *ctx, const char *path, mode_t mode, ng_str data)
{
    ngi_buffer temporary = { NULL, 0, 0 };
    ng_status st = NG_OK;
    bool good;
    int fd;

    NG_CHECK(ngi_buffer_printf(ctx, &temporary, "%s.XXXXXX", path));
    fd = mkostemp(temporary.data, O_CLOEXEC);
    if (fd < 0) {
        st = fail_io(ctx, "write", path);
        goto done;
    }
    good = write_all(fd, data) && fchmod(fd, mode) == 0;
    if (close(fd) != 0) good = false;
    if (!good || rename(temporary.data, path) != 0) {
        st = fail_io(ctx, "write", path);
        (void)unlink(temporary.data);
    }
done:
    ngi_buffer_release(ctx, &temporary);
    return st;
}

ng_status ngi_file_write(ng_context *ctx, const char *path, ng_str data)
{
    struct stat about;
    mode_t mask;

    if (strcmp(path, "-") == 0) {
        return write_all(STDOUT_FILENO, data) ? NG_OK : fail_io(ctx, "write", "standard output");
    }
    if (stat(path, &about) == 0) {
        if (!S_ISREG(about.st_mode)) return write_in_place(ctx, path, data);
        return write_beside(ctx, path, about.st_mode & 07777, data);
    }
    mask = umask(0);
    (void)umask(mask);
    return write_beside(ctx, path, 0666 & ~mask, data);
}

bool ngi_path_is_directory(const char *path)
{
    struct stat about;

    return stat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

bool ngi_path_exists(const char *path)
{
    struct stat about;

    return stat(path, &about) == 0;
}

static int by_bytes(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

typedef NGI_ARRAY(char *) name_list;

static ng_status list_directory(ng_context *ctx, const char *path, name_list *names)
{
    ng_status st = NG_OK;
    struct dirent *entry;
    DIR *dir = opendir(path);

    if (!dir) {
        st = fail_io(ctx, "read", path);
        ngi_note(ctx, st, ng_str_from(path), UINT64_MAX, "%s", ng_context_error(ctx)->message);
        return NG_OK;
    }
    while ((entry = readdir(dir)) != NULL) {
        ngi_buffer name = { NULL, 0, 0 };
        size_t len;

        if (entry->d_name[0] == '.') continue;
        NG_CHECK(ngi_buffer_printf(ctx, &name, "%s%s%s", path, ngi_str_ends(ng_str_from(path), NGI_LITERAL("/")) ? "" : "/",
                                   entry->d_name));
        st = ngi_array_push(ctx, names, ngi_buffer_take(ctx, &name, &len));
        if (st != NG_OK) {
            ngi_buffer_release(ctx, &name);
            goto done;
        }
    }
    if (names->count) qsort(names->items, names->count, sizeof *names->items, by_bytes);
done:
    (void)closedir(dir);
    return st;
}

ng_status ngi_directory_walk(ng_context *ctx, const char *path, ngi_file_visitor *visit, void *user)
{
    name_list names = { NULL, 0, 0 };
    ng_status st;
    size_t i;

    NG_CHECK(list_directory(ctx, path, &names));
    for (i = 0; i < names.count; i++) {
        struct stat about;

        if (lstat(names.items[i], &about) != 0) continue; /* gone since it was listed */
        if (S_ISDIR(about.st_mode)) {
            NG_CHECK(ngi_directory_walk(ctx, names.items[i], visit, user));
        } else if (!S_ISLNK(about.st_mode) || !ngi_path_is_directory(names.items[i])) {
            NG_CHECK(visit(ctx, user, names.items[i])); /* a FIFO or device too: who reads it is told why not */
        }
    }
done:
    for (i = 0; i < names.count; i++) ngi_free(ctx, names.items[i]);
    ngi_array_release(ctx, &names);
    return st;
}

/* Folder of the shared library, or of the program when the library is linked statically. */
static ng_status own_folder(ng_context *ctx, ngi_buffer *out)
{
    const char *path, *slash;
    Dl_info info;
    char *real;
    ng_status st;

    if (dladdr((const void *)(uintptr_t)&ngi_data_path, &info) == 0 || !info.dli_fname) {
        return ngi_fail(ctx, NG_E_NOTFOUND, "cannot tell where the library is");
    }
    path = strchr(info.dli_fname, '/') ? info.dli_fname : "/proc/self/exe";
    real = realpath(path, NULL);
    if (!real) return fail_io(ctx, "find", path);
    slash = strrchr(real, '/');
    st = ngi_buffer_add(ctx, out, (ng_str){ real, (size_t)(slash - real) });
    free(real);
    return st;
}

static ng_status find_own(ng_context *ctx, const char *variable, const char *const *places, const char *name,
                          ngi_buffer *out)
{
    const char *chosen = getenv(variable);
    ngi_buffer folder = { NULL, 0, 0 };
    ng_status st = NG_OK;
    size_t i;

    memset(out, 0, sizeof *out);
    if (chosen && *chosen) {
        NG_CHECK(ngi_buffer_printf(ctx, out, "%s/%s", chosen, name));
        if (ngi_path_exists(out->data)) goto done;
        st = ngi_fail(ctx, NG_E_NOTFOUND, "cannot find '%s' in $%s", name, variable);
        goto done;
    }
    NG_CHECK(own_folder(ctx, &folder));
    for (i = 0; places[i]; i++) {
        /* A place that begins with "/." is below our folder; another one is the build's. */
        bool below = ngi_str_starts(ng_str_from(places[i]), NGI_LITERAL("/."));

        out->len = 0;
        NG_CHECK(ngi_buffer_printf(ctx, out, "%s%s/%s", below ? folder.data : "", places[i], name));
        if (ngi_path_exists(out->data)) goto done;
    }
    st = ngi_fail(ctx, NG_E_NOTFOUND, "cannot find '%s': is namegraph installed whole? ($%s names another place)", name,
                  variable);
done:
    ngi_buffer_release(ctx, &folder);
    if (st != NG_OK) ngi_buffer_release(ctx, out);
    return st;
}

ng_status ngi_data_path(ng_context *ctx, const char *name, ngi_buffer *out)
{
    static const char *const places[] = { "/../share/namegraph", "/../../share/namegraph",
#ifdef NG_BUILD_DATA
                                          NG_BUILD_DATA,
#endif
                                          NULL };

    return find_own(ctx, "NAMEGRAPH_DATA", places, name, out);
}

ng_status ngi_program_path(ng_context *ctx, const char *name, ngi_buffer *out)
{
    static const char *const places[] = { "/.", "/../libexec/namegraph", "/../../libexec/namegraph", "/../bin",
#ifdef NG_BUILD_PROGRAMS
                                          NG_BUILD_PROGRAMS,
#endif
                                          NULL };

    return find_own(ctx, "NAMEGRAPH_LIBEXEC", places, name, out);
}
