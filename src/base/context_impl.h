/* Inside of the context: for base/ only. */
#ifndef NGI_CONTEXT_IMPL_H
#define NGI_CONTEXT_IMPL_H

#include "base.h"

#define NGI_MESSAGE_MAX 512

struct ng_context {
    ng_allocator allocator;
    ng_log_function *log;
    ng_progress_function *progress;
    void *user;
    ng_error error;
    char message[NGI_MESSAGE_MAX];
    char source[NGI_MESSAGE_MAX];
    ngi_arena note_text;
    NGI_ARRAY(ng_note) notes;
};

#endif
