/*
 * Connects again and again to a server that turns everybody away, and waits each time until it has been: the text that it is
 * told and a FIN, or a reset.
 *
 *     refused HOST PORT --connections N [--under-way M] [--sources S] [--expect TEXT] [--cpu-of PID] [--within SECONDS]
 *
 * Connects without blocking, at most M at once, and says nothing. Resets what the server has ended, which leaves no port in
 * TIME_WAIT on either side.
 *
 * Prints one line: how many were turned away, how many of them were told TEXT and then had a FIN ("told") and how many were reset
 * instead ("reset"), the rate, and what each cost this process. --cpu-of adds what it cost the server: the CPU clock of the process
 * is the sum of what /proc/PID/task/N/schedstat has for its threads, ended ones included (see echo_load.c).
 *
 * Exits 0, 1 when one could not connect, or was told something else, 2 on bad usage, 3 when the time was up, as it is when
 * the server keeps one. Loopback addresses only.
 */
#define _GNU_SOURCE
#define PROGRAM "refused"
#include "bench.h"
#include <getopt.h>
#include <stdbool.h>
#include <sys/epoll.h>

enum {
    EVENTS_PER_WAIT = 256,
    MOST_TEXT = 1024,
};

struct peer {
    int fd;
    size_t heard;
    char text[MOST_TEXT];
};

static struct sockaddr_in target;
static long wanted = -1, under_way_limit = 64, sources = 1, within_s = 120, server;
static const char *expected = "";
static int epoll;
static long begun, under_way, told, was_reset, other;

static void begin(struct peer *peer) {
    peer->heard = 0;
    peer->fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (peer->fd < 0 || bind_source(peer->fd, (uint32_t) (begun % sources)) < 0) {
        fail(EXIT_WRONG, "socket");
    }
    struct epoll_event event = {.events = EPOLLIN | EPOLLRDHUP | EPOLLET, .data.ptr = peer};
    if (epoll_ctl(epoll, EPOLL_CTL_ADD, peer->fd, &event) < 0
        || (connect(peer->fd, (struct sockaddr *) &target, sizeof target) < 0 && errno != EINPROGRESS)) {
        fail(EXIT_WRONG, "connect");
    }
    begun++;
    under_way++;
}

static void end(struct peer *peer, long *how) {
    (*how)++;
    under_way--;
    reset(peer->fd);
    peer->fd = -1;
}

static void hear(struct peer *peer) {
    for (;;) {
        ssize_t n = recv(peer->fd, peer->text + peer->heard, MOST_TEXT - peer->heard, 0);
        if (n > 0) {
            peer->heard += (size_t) n;
            if (peer->heard == MOST_TEXT) {
                end(peer, &other);
                return;
            }
        } else if (n == 0) {
            bool is_expected = peer->heard == strlen(expected) && memcmp(peer->text, expected, peer->heard) == 0;
            end(peer, is_expected ? &told : &other);
            return;
        } else if (errno == ECONNRESET) {
            end(peer, &was_reset);
            return;
        } else if (errno == EAGAIN) {
            return;
        } else if (errno != EINTR) {
            fail(EXIT_WRONG, "recv");
        }
    }
}

static void run(struct peer *peers) {
    struct epoll_event events[EVENTS_PER_WAIT];
    for (long i = 0; i < under_way_limit && begun < wanted; i++) {
        begin(&peers[i]);
    }
    while (under_way > 0) {
        int n = epoll_wait(epoll, events, EVENTS_PER_WAIT, -1);
        for (int i = 0; i < n; i++) {
            struct peer *peer = events[i].data.ptr;
            if (peer->fd >= 0) {
                hear(peer);
            }
            if (peer->fd < 0 && begun < wanted) {
                begin(peer);
            }
        }
    }
}

static void usage(int status) {
    fputs("usage: refused HOST PORT --connections N [option]...\n"
          "  HOST               an address in 127.0.0.0/8\n"
          "  --connections N    how often it connects\n"
          "  --under-way M      at once at most (default 64)\n"
          "  --sources S        source addresses, 127.0.0.1 and up (default 1)\n"
          "  --expect TEXT      what each is told, without its CR LF (default nothing)\n"
          "  --cpu-of PID       also report the CPU of this server, per connection\n"
          "  --within SECONDS   give up after this time (default 120)\n", status ? stderr : stdout);
    exit(status);
}

static void parse(int argc, char **argv) {
    static const struct option OPTIONS[] = {{"connections", required_argument, NULL, 'c'},
                                            {"under-way", required_argument, NULL, 'u'},
                                            {"sources", required_argument, NULL, 's'},
                                            {"expect", required_argument, NULL, 'e'},
                                            {"cpu-of", required_argument, NULL, 'p'},
                                            {"within", required_argument, NULL, 't'},
                                            {"help", no_argument, NULL, 'h'},
                                            {NULL, 0, NULL, 0}};
    for (int option; (option = getopt_long(argc, argv, "", OPTIONS, NULL)) != -1;) {
        switch (option) {
        case 'c': wanted = number(optarg, 1, 100000000); break;
        case 'u': under_way_limit = number(optarg, 1, 10000); break;
        case 's': sources = number(optarg, 1, 250); break;
        case 'e': expected = optarg; break;
        case 'p': server = number(optarg, 1, 1 << 22); break;
        case 't': within_s = number(optarg, 1, 86400); break;
        default: usage(option == 'h' ? 0 : EXIT_USAGE);
        }
    }
    if (argc - optind != 2 || wanted < 0 || strlen(expected) > MOST_TEXT - 3) {
        usage(EXIT_USAGE);
    }
    target = loopback_target(argv[optind], argv[optind + 1]);
}

int main(int argc, char **argv) {
    parse(argc, argv);
    allow_files(under_way_limit + 32);
    give_up_after(within_s);
    static char line[MOST_TEXT];
    if (*expected != '\0') {
        snprintf(line, sizeof line, "%s\r\n", expected);
        expected = line;
    }
    struct peer *peers = calloc((size_t) under_way_limit, sizeof *peers);
    epoll = epoll_create1(EPOLL_CLOEXEC);
    if (peers == NULL || epoll < 0) {
        fail(EXIT_WRONG, "start");
    }
    clockid_t server_clock = server > 0 ? cpu_clock_of((pid_t) server) : CLOCK_MONOTONIC;
    int64_t server_ns = now_ns(server_clock), own_ns = now_ns(CLOCK_PROCESS_CPUTIME_ID), started_ns = now_ns(CLOCK_MONOTONIC);
    run(peers);
    double seconds = (double) (now_ns(CLOCK_MONOTONIC) - started_ns) / 1e9;
    own_ns = now_ns(CLOCK_PROCESS_CPUTIME_ID) - own_ns;
    settle();
    server_ns = now_ns(server_clock) - server_ns;
    printf("refused=%ld told=%ld reset=%ld other=%ld seconds=%.4f per_minute=%.0f generator_us_per_refusal=%.3f", begun, told,
           was_reset, other, seconds, (double) begun / seconds * 60, (double) own_ns / 1000 / (double) begun);
    if (server > 0) {
        printf(" server_us_per_refusal=%.3f", (double) server_ns / 1000 / (double) begun);
    }
    printf("\n");
    return other == 0 ? 0 : EXIT_WRONG;
}
