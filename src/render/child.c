/*
 * The child process: one socket pair carries the input there and the answer back, poll() keeps the time, SIGKILL
 * ends what overruns it. The program limits its own memory, by an argument, before it does anything else.
 *
 * A socket and not two pipes: send() can be told not to raise SIGPIPE when the child dies early, so that no signal
 * disposition of the host process is touched.
 */
#include "child.h"

#include "base/files.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define ANSWER_MAX (UINT64_C(1) << 29)
#define TICK_MS 50 /* how often the caller's progress function is asked */

extern char **environ;

typedef struct child {
    pid_t pid;
    int fd;          /* our end of the socket */
    double deadline; /* on the monotonic clock */
} child;

static double now(void)
{
    struct timespec t;

    (void)clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static ng_status start(ng_context *ctx, const char *path, char *const *arguments, child *out)
{
    posix_spawn_file_actions_t actions;
    int ends[2], fault;

    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) {
        return ngi_fail(ctx, NG_E_CHILD, "cannot start '%s': no socket", path);
    }
    fault = posix_spawn_file_actions_init(&actions);
    if (fault == 0) {
        fault = posix_spawn_file_actions_adddup2(&actions, ends[1], STDIN_FILENO);
        if (fault == 0) fault = posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
        if (fault == 0) fault = posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
        if (fault == 0) fault = posix_spawn(&out->pid, path, &actions, NULL, arguments, environ);
        (void)posix_spawn_file_actions_destroy(&actions);
    }
    (void)close(ends[1]);
    out->fd = ends[0];
    if (fault == 0) return NG_OK;
    (void)close(ends[0]);
    return ngi_fail(ctx, NG_E_CHILD, "cannot start '%s'", path);
}

/* Read what there is; false at the end of the answer. */
static bool take_some(ng_context *ctx, int fd, ngi_buffer *out, ng_status *st)
{
    char block[16384];
    ssize_t got = recv(fd, block, sizeof block, MSG_DONTWAIT);

    if (got < 0) return errno == EAGAIN || errno == EINTR;
    if (got == 0) return false;
    *st = out->len > ANSWER_MAX ? ngi_fail(ctx, NG_E_CHILD, "the drawing program does not stop answering")
                                : ngi_buffer_add(ctx, out, (ng_str){ block, (size_t)got });
    return *st == NG_OK;
}

/* Write what fits; a child that does not listen is found out by its answer. */
static void give_some(int fd, ng_str *input)
{
    ssize_t put = send(fd, input->ptr, input->len, MSG_DONTWAIT | MSG_NOSIGNAL);

    if (put < 0 && (errno == EAGAIN || errno == EINTR)) return;
    if (put < 0) put = (ssize_t)input->len;
    *input = ngi_str_slice(*input, (size_t)put, input->len);
    if (input->len == 0) (void)shutdown(fd, SHUT_WR);
}

static ng_status talk(ng_context *ctx, const child *c, ng_str input, double seconds, ngi_buffer *out)
{
    ng_status st = NG_OK;

    if (input.len == 0) (void)shutdown(c->fd, SHUT_WR);
    for (;;) {
        struct pollfd wait = { c->fd, (short)(POLLIN | (input.len ? POLLOUT : 0)), 0 };
        double left = c->deadline - now();

        if (left <= 0.0) {
            return ngi_fail(ctx, NG_E_CHILD, "the drawing program took longer than %g seconds and was stopped", seconds);
        }
        if (poll(&wait, 1, left * 1000.0 < TICK_MS ? (int)ceil(left * 1000.0) : TICK_MS) < 0 && errno != EINTR) {
            return ngi_fail(ctx, NG_E_CHILD, "lost the drawing program");
        }
        NG_CHECK(ngi_progress(ctx, "draw", 0, 0));
        if (wait.revents & POLLOUT) give_some(c->fd, &input);
        if ((wait.revents & (POLLIN | POLLHUP | POLLERR)) && !take_some(ctx, c->fd, out, &st)) break;
    }
done:
    return st;
}

/* Wait for the child's end; a child that closed its output and lingers is ended at the deadline. */
static int reap(const child *c)
{
    int how = 0;
    pid_t ended;

    while ((ended = waitpid(c->pid, &how, WNOHANG)) == 0 || (ended < 0 && errno == EINTR)) {
        struct timespec nap = { 0, 1000000 };

        if (now() > c->deadline) (void)kill(c->pid, SIGKILL);
        (void)nanosleep(&nap, NULL);
    }
    return ended < 0 ? -1 : how;
}

/*
 * Take "ok" off the answer, or make the error of what stands there instead. `how` is -1 where the host process
 * ignores its children's ends and the system keeps no status: then the answer alone decides.
 */
static ng_status judge(ng_context *ctx, int how, ngi_buffer *out)
{
    ng_str rest = ngi_buffer_str(out), first;

    if (how != -1 && WIFSIGNALED(how)) {
        return ngi_fail(ctx, NG_E_CHILD, "the drawing program crashed (signal %d)", WTERMSIG(how));
    }
    if (!ngi_str_next(&rest, '\n', &first)) first = rest;
    if ((how != -1 && (!WIFEXITED(how) || WEXITSTATUS(how) != 0)) || !ng_str_equal(first, NGI_LITERAL("ok"))) {
        ng_str why = ng_str_equal(first, NGI_LITERAL("ok")) || first.len == 0
                         ? NGI_LITERAL("it gave no reason") : ngi_str_slice(first, 0, first.len < 200 ? first.len : 200);

        return ngi_fail(ctx, NG_E_CHILD, "the drawing program failed: %.*s", NGI_STR(why));
    }
    if (rest.len) memmove(out->data, rest.ptr, rest.len);
    out->len = rest.len;
    out->data[out->len] = '\0';
    return NG_OK;
}

ng_status ngi_child_run(ng_context *ctx, const char *verb, const char *argument, ng_str input,
                        const ngi_child_limits *limits, ngi_buffer *out)
{
    char megabytes[16], seconds[16], verb_copy[16], argument_copy[16];
    ngi_buffer path = { NULL, 0, 0 };
    child c = { 0, -1, 0.0 };
    ng_status st;
    int how;

    memset(out, 0, sizeof *out);
    if (ngi_program_path(ctx, "namegraph-draw", &path) != NG_OK) {
        return ng_context_error(ctx)->status == NG_E_NOTFOUND
                   ? ngi_fail(ctx, NG_E_CHILD, "cannot find the drawing program 'namegraph-draw': is namegraph installed whole?")
                   : NG_E_NOMEM;
    }
    (void)snprintf(verb_copy, sizeof verb_copy, "%s", verb);
    (void)snprintf(argument_copy, sizeof argument_copy, "%s", argument);
    (void)snprintf(megabytes, sizeof megabytes, "%u", limits->megabytes);
    (void)snprintf(seconds, sizeof seconds, "%.0f", ceil(limits->seconds));
    {
        char *arguments[] = { path.data, verb_copy, argument_copy, megabytes, seconds, NULL };

        NG_CHECK(start(ctx, path.data, arguments, &c));
    }
    c.deadline = now() + limits->seconds;
    st = talk(ctx, &c, input, limits->seconds, out);
    if (st != NG_OK) (void)kill(c.pid, SIGKILL);
    (void)close(c.fd);
    how = reap(&c);
    if (st == NG_OK) st = judge(ctx, how, out);
done:
    ngi_buffer_release(ctx, &path);
    if (st != NG_OK) ngi_buffer_release(ctx, out);
    return st;
}
