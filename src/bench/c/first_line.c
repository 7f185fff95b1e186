/*
 * A stopwatch for start-up: runs a command and takes the time until it prints a line with a given beginning.
 *
 *     first_line [--within SECONDS] PREFIX COMMAND [ARGUMENT...]
 *
 * The clock starts right before fork and stops when read() hands over the line, so nothing is polled. CPU is that of the
 * whole process, all threads, at the same moment. Then the command gets SIGTERM (SIGKILL when it outlives the bound) and is
 * waited for. Prints: wall_ms=… cpu_ms=…
 */
#define _GNU_SOURCE
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static int64_t now_ns(clockid_t clock) {
    struct timespec time;
    return clock_gettime(clock, &time) < 0 ? -1 : time.tv_sec * INT64_C(1000000000) + time.tv_nsec;
}

/* True when the line came; false at end of output or at the deadline. */
static bool await_line(int fd, const char *prefix, int64_t deadline_ns) {
    static char text[1 << 16];
    size_t length = 0;
    for (;;) {
        int64_t left_ms = (deadline_ns - now_ns(CLOCK_MONOTONIC)) / 1000000;
        struct pollfd readable = {.fd = fd, .events = POLLIN};
        if (left_ms <= 0 || poll(&readable, 1, (int) left_ms) <= 0) {
            return false;
        }
        ssize_t n = read(fd, text + length, sizeof text - 1 - length);
        if (n <= 0) {
            return false;
        }
        length += (size_t) n;
        text[length] = '\0';
        char *line = text;
        for (char *end; (end = strchr(line, '\n')) != NULL; line = end + 1) {
            if (strncmp(line, prefix, strlen(prefix)) == 0) {
                return true;
            }
        }
        length = strlen(line);
        memmove(text, line, length + 1);
        if (length == sizeof text - 1) {
            length = 0; /* a line this long is not the one */
        }
    }
}

static void stop(pid_t child) {
    kill(child, SIGTERM);
    int64_t deadline_ns = now_ns(CLOCK_MONOTONIC) + INT64_C(10000000000);
    sigset_t child_ended;
    sigemptyset(&child_ended);
    sigaddset(&child_ended, SIGCHLD);
    while (waitpid(child, NULL, WNOHANG) == 0) {
        struct timespec patience = {.tv_sec = 1};
        sigtimedwait(&child_ended, NULL, &patience);
        if (now_ns(CLOCK_MONOTONIC) > deadline_ns) {
            kill(child, SIGKILL);
        }
    }
}

int main(int argc, char **argv) {
    int first = 1;
    long within_s = 30;
    if (argc > 2 && strcmp(argv[1], "--within") == 0) {
        within_s = strtol(argv[2], NULL, 10);
        first = 3;
    }
    if (argc < first + 2 || within_s < 1 || within_s > 600) {
        fputs("usage: first_line [--within SECONDS] PREFIX COMMAND [ARGUMENT...]\n", stderr);
        return 2;
    }
    sigset_t child_ended;
    sigemptyset(&child_ended);
    sigaddset(&child_ended, SIGCHLD);
    sigprocmask(SIG_BLOCK, &child_ended, NULL); /* so that stop() can wait for it with a bound */
    int pipe_fd[2];
    if (pipe(pipe_fd) < 0) {
        perror("first_line: pipe");
        return 1;
    }
    int64_t started_ns = now_ns(CLOCK_MONOTONIC);
    pid_t child = fork();
    if (child == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL); /* never leave a server behind */
        sigprocmask(SIG_UNBLOCK, &child_ended, NULL);
        dup2(pipe_fd[1], STDOUT_FILENO);
        close(pipe_fd[0]);
        close(pipe_fd[1]);
        execvp(argv[first + 1], argv + first + 1);
        perror("first_line: exec");
        _exit(127);
    }
    if (child < 0) {
        perror("first_line: fork");
        return 1;
    }
    close(pipe_fd[1]);
    bool came = await_line(pipe_fd[0], argv[first], started_ns + within_s * INT64_C(1000000000));
    int64_t wall_ns = now_ns(CLOCK_MONOTONIC) - started_ns;
    clockid_t cpu_clock;
    int64_t cpu_ns = clock_getcpuclockid(child, &cpu_clock) == 0 ? now_ns(cpu_clock) : -1;
    stop(child);
    if (!came) {
        fprintf(stderr, "first_line: no line '%s' within %ld s\n", argv[first], within_s);
        return 1;
    }
    printf("wall_ms=%.1f cpu_ms=%.1f\n", (double) wall_ns / 1e6, (double) cpu_ns / 1e6);
    return 0;
}
