/*
 * Idle neighbours: opens N connections to an echo server, has one byte echoed on each as proof that the server holds it,
 * prints "ready N", and says nothing more on any of them until its stdin ends. Then it looks whether all live, prints one
 * line, "held=N lost=L", and resets them, which leaves no port in TIME_WAIT.
 *
 *     idle_hold HOST PORT --connections N [--within SECONDS]
 *
 * A process of its own, since the benchmark's slices come and go while the neighbours stay. Stdin that ends, rather than a
 * signal, also when whoever started it was killed.
 *
 * Exits 0, 1 when one was lost, 2 on bad usage, 3 when the time was up. Loopback addresses only.
 */
#define _GNU_SOURCE
#define PROGRAM "idle_hold"
#include "bench.h"
#include <getopt.h>
#include <sys/time.h>

enum {
    CONNECTIONS_PER_SOURCE = 25000, /* below the 28,232 ephemeral ports that one source address has for one target */
    PATIENCE_S = 10,                /* bounds each connect, send and recv */
};

static int connect_one(const struct sockaddr_in *target, long number) {
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    struct timeval patience = {.tv_sec = PATIENCE_S};
    if (fd < 0 || setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience) < 0
        || setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience) < 0) {
        fail(EXIT_WRONG, "socket");
    }
    if (bind_source(fd, (uint32_t) (number / CONNECTIONS_PER_SOURCE)) < 0) {
        fail(EXIT_WRONG, "bind");
    }
    if (connect(fd, (const struct sockaddr *) target, sizeof *target) < 0) {
        fail(EXIT_WRONG, "connect");
    }
    return fd;
}

/* All are opened before the first is asked, so that the server accepts a crowd and not one after the other. */
static int *open_all(const struct sockaddr_in *target, long count) {
    int *fds = calloc((size_t) count + 1, sizeof *fds);
    if (fds == NULL) {
        fail(EXIT_WRONG, "calloc");
    }
    for (long i = 0; i < count; i++) {
        fds[i] = connect_one(target, i);
    }
    for (long i = 0; i < count; i++) {
        if (send(fds[i], "?", 1, MSG_NOSIGNAL) != 1) {
            fail(EXIT_WRONG, "send");
        }
    }
    for (long i = 0; i < count; i++) {
        char answer = 0;
        errno = 0;
        if (recv(fds[i], &answer, 1, 0) != 1 || answer != '?') {
            fail(EXIT_WRONG, "no echo");
        }
    }
    return fds;
}

static void wait_for_end_of_input(void) {
    char ignored[256];
    ssize_t n;
    do {
        n = read(STDIN_FILENO, ignored, sizeof ignored);
    } while (n > 0 || (n < 0 && errno == EINTR));
}

static long end_all(const int *fds, long count) {
    long lost = 0;
    for (long i = 0; i < count; i++) {
        char unexpected;
        if (recv(fds[i], &unexpected, 1, MSG_DONTWAIT) >= 0 || errno != EAGAIN) {
            lost++;
        }
        reset(fds[i]);
    }
    return lost;
}

static void usage(int status) {
    fputs("usage: idle_hold HOST PORT --connections N [--within SECONDS]\n"
          "  HOST               an address in 127.0.0.0/8\n"
          "  --connections N    how many to hold until stdin ends\n"
          "  --within SECONDS   give up after this time (default 3600)\n", status ? stderr : stdout);
    exit(status);
}

int main(int argc, char **argv) {
    static const struct option OPTIONS[] = {{"connections", required_argument, NULL, 'c'},
                                            {"within", required_argument, NULL, 't'},
                                            {"help", no_argument, NULL, 'h'},
                                            {NULL, 0, NULL, 0}};
    long count = -1, within_s = 3600;
    for (int option; (option = getopt_long(argc, argv, "", OPTIONS, NULL)) != -1;) {
        switch (option) {
        case 'c': count = number(optarg, 0, 2000000); break;
        case 't': within_s = number(optarg, 1, 86400); break;
        default: usage(option == 'h' ? 0 : EXIT_USAGE);
        }
    }
    if (argc - optind != 2 || count < 0) {
        usage(EXIT_USAGE);
    }
    struct sockaddr_in target = loopback_target(argv[optind], argv[optind + 1]);
    allow_files(count + 16);
    give_up_after(within_s);
    int *fds = open_all(&target, count);
    printf("ready %ld\n", count);
    fflush(stdout);
    wait_for_end_of_input();
    long lost = end_all(fds, count);
    printf("held=%ld lost=%ld\n", count - lost, lost);
    return lost == 0 ? 0 : EXIT_WRONG;
}
