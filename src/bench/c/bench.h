/*
 * What the generators share. Each defines PROGRAM, its name in messages, and includes this before anything else.
 *
 * Exits: 1 when something that was served wrongly or not at all makes a figure worthless, 2 on bad usage, 3 when the time was up.
 */
#ifndef ROOST_BENCH_H
#define ROOST_BENCH_H

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum {
    EXIT_WRONG = 1,
    EXIT_USAGE = 2,
    EXIT_TIME = 3,
};

static inline _Noreturn void fail(int status, const char *what) {
    fprintf(stderr, PROGRAM ": %s%s%s\n", what, errno ? ": " : "", errno ? strerror(errno) : "");
    exit(status);
}

static inline int64_t now_ns(clockid_t clock) {
    struct timespec time;
    if (clock_gettime(clock, &time) < 0) {
        fail(EXIT_USAGE, "CPU clock of the server");
    }
    return time.tv_sec * INT64_C(1000000000) + time.tv_nsec;
}

/* The CPU clock of a process, all threads, ended ones too; see echo_load.c. */
static inline clockid_t cpu_clock_of(pid_t process) {
    clockid_t clock;
    if (clock_getcpuclockid(process, &clock) != 0) {
        errno = 0;
        fail(EXIT_USAGE, "--cpu-of: no such process");
    }
    return clock;
}

/* One tick: a server that has sent its last echo is asleep by then, and its CPU clock exact. */
static inline void settle(void) {
    struct timespec tick = {.tv_nsec = 10 * 1000 * 1000};
    nanosleep(&tick, NULL);
}

/* Latencies: 64 linear steps per power of two, so a percentile is exact to 1.6 %. */
struct latencies {
    uint64_t count[64 * 64];
    uint64_t max_ns;
};

static inline unsigned latency_index(uint64_t ns) {
    if (ns < 64) {
        return (unsigned) ns;
    }
    unsigned shift = 63 - (unsigned) __builtin_clzll(ns) - 6;
    return (shift + 1) * 64 + (unsigned) ((ns >> shift) - 64);
}

static inline uint64_t latency_at(unsigned index) {
    return index < 64 ? index : (uint64_t) (index % 64 + 64) << (index / 64 - 1);
}

static inline void add_latency(struct latencies *latencies, int64_t ns) {
    uint64_t time = ns > 0 ? (uint64_t) ns : 0;
    latencies->count[latency_index(time)]++;
    latencies->max_ns = time > latencies->max_ns ? time : latencies->max_ns;
}

static inline uint64_t latency_total(const struct latencies *latencies) {
    uint64_t total = 0;
    for (unsigned i = 0; i < 64 * 64; i++) {
        total += latencies->count[i];
    }
    return total;
}

static inline double percentile_us(const struct latencies *latencies, double percent) {
    uint64_t total = latency_total(latencies), seen = 0;
    for (unsigned i = 0; i < 64 * 64; i++) {
        seen += latencies->count[i];
        if (seen > 0 && (double) seen >= (double) total * percent / 100) {
            return (double) latency_at(i) / 1000;
        }
    }
    return 0;
}

/* Takes all the files that the hard limit allows, and leaves when `needed` are more. */
static inline void allow_files(long needed) {
    struct rlimit files;
    if (getrlimit(RLIMIT_NOFILE, &files) < 0) {
        fail(EXIT_WRONG, "getrlimit");
    }
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);
    if ((rlim_t) needed > files.rlim_max) {
        fprintf(stderr, PROGRAM ": %ld files needed, the hard limit is %llu\n", needed, (unsigned long long) files.rlim_max);
        exit(EXIT_USAGE);
    }
}

static inline void on_time_up(int signal) {
    (void) signal;
    static const char TEXT[] = PROGRAM ": the time is up\n";
    if (write(STDERR_FILENO, TEXT, sizeof TEXT - 1) < 0) {
        _exit(EXIT_TIME);
    }
    _exit(EXIT_TIME);
}

static inline void give_up_after(long seconds) {
    signal(SIGALRM, on_time_up);
    alarm((unsigned) seconds);
}

static inline long number(const char *text, long low, long high) {
    char *end;
    long value = strtol(text, &end, 10);
    if (*text == '\0' || *end != '\0' || value < low || value > high) {
        fprintf(stderr, PROGRAM ": %s: expected a number from %ld to %ld\n", text, low, high);
        exit(EXIT_USAGE);
    }
    return value;
}

/* Nobody else's server is loaded by mistake. */
static inline struct sockaddr_in loopback_target(const char *host, const char *port) {
    struct sockaddr_in target = {.sin_family = AF_INET, .sin_port = htons((uint16_t) number(port, 1, 65535))};
    const char *address = strcmp(host, "localhost") == 0 ? "127.0.0.1" : host;
    if (inet_pton(AF_INET, address, &target.sin_addr) != 1 || ntohl(target.sin_addr.s_addr) >> 24 != 127) {
        fprintf(stderr, PROGRAM ": %s: only addresses in 127.0.0.0/8 are loaded\n", host);
        exit(EXIT_USAGE);
    }
    return target;
}

/*
 * Connections from 127.0.0.1 + source. With IP_BIND_ADDRESS_NO_PORT the port is chosen in connect(2), where the target is
 * known: each source address then has all the ephemeral ports for each target.
 */
static inline int bind_source(int fd, uint32_t source) {
    int on = 1;
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr = {htonl(INADDR_LOOPBACK + source)}};
    return setsockopt(fd, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &on, sizeof on) < 0
                   || bind(fd, (struct sockaddr *) &address, sizeof address) < 0
               ? -1
               : 0;
}

/* RST instead of FIN: the side that sends the first FIN keeps the port in TIME_WAIT for a minute. */
static inline void reset(int fd) {
    struct linger now = {.l_onoff = 1};
    setsockopt(fd, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    close(fd);
}

#endif
