/*
 * A closed-loop echo generator: N connections, one message outstanding on each, every echoed byte compared.
 *
 *     echo_load HOST PORT --connections N --messages M [--bytes 64] [--warmup K] [--idle I] [--cpu-of PID] [--within SECONDS]
 *
 * Prints one line: messages=… seconds=… rate=… p50_us=… p99_us=… wrong=0 … and, with --cpu-of, what the server spent between
 * the first and the last measured message. That is read here, and not by a script around us, so that connecting, the warm-up
 * and closing stay outside. It is the process CPU clock (clock_getcpuclockid(3)): the scheduler's nanoseconds of all threads,
 * ended ones too. /proc/PID/stat has the same sum cut to 10 ms; /proc/PID/schedstat knows the main thread alone; a sum over
 * /proc/PID/task loses the threads that a JVM ends, such as its compilers. The clock of a thread that is running on another
 * core lags by up to a tick, so we read it before the first message and after the last echo, when the workers have gone to
 * sleep. A JVM's compiler and collector threads count: they are part of what an echo costs.
 *
 * Exits 0, 1 when an echo was wrong or lost, 2 on bad usage, 3 when the time was up. Loopback addresses only.
 */
#define _GNU_SOURCE
#define PROGRAM "echo_load"
#include "bench.h"
#include <dirent.h>
#include <fcntl.h>
#include <getopt.h>
#include <netinet/tcp.h>
#include <stdbool.h>
#include <sys/epoll.h>

enum {
    MAX_BYTES = 1024 * 1024,
    PATTERN_BYTES = 64 * 1024,
    CONNECTIONS_PER_SOURCE = 25000, /* below the 28,232 ephemeral ports that one source address has for one target */
    EVENTS_PER_WAIT = 1024,
};

struct connection {
    int fd;
    uint32_t number;
    uint32_t round;
    uint32_t sent;
    uint32_t received;
    bool outstanding;
    int64_t sent_at_ns;
};

struct options {
    struct sockaddr_in target;
    long connections, messages, bytes, warmup, idle, within_s;
    pid_t server;
};

static struct options options = {.bytes = 64, .within_s = 300};
static struct connection *connections; /* the active ones, then the idle neighbours */
static int epoll_fd;
static char pattern[PATTERN_BYTES + MAX_BYTES];
static char buffer[64 * 1024];

static long to_send, to_come, wrong, lost;
static struct latencies latencies;

/* Differs from connection to connection and from round to round: an echo that went astray or came twice does not match. */
static const char *message_of(const struct connection *connection) {
    uint32_t hash = connection->number * 2654435761U + connection->round * 40503U;
    return pattern + (hash >> 8) % PATTERN_BYTES;
}

static void fill_pattern(void) {
    uint64_t state = 88172645463325252ULL; /* xorshift64 */
    for (size_t i = 0; i < sizeof pattern; i++) {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        pattern[i] = (char) (state >> 32);
    }
}

static int connect_one(long number) {
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    int on = 1;
    struct timeval patience = {.tv_sec = 10}; /* bounds connect */
    if (fd < 0 || setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on) < 0
        || setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience) < 0) {
        fail(EXIT_WRONG, "socket");
    }
    long source_number = number / CONNECTIONS_PER_SOURCE;
    if (source_number > 0 && bind_source(fd, (uint32_t) source_number) < 0) {
        fail(EXIT_WRONG, "bind");
    }
    if (connect(fd, (struct sockaddr *) &options.target, sizeof options.target) < 0) {
        fail(EXIT_WRONG, "connect");
    }
    if (fcntl(fd, F_SETFL, O_NONBLOCK) < 0) {
        fail(EXIT_WRONG, "fcntl");
    }
    return fd;
}

/* Idle neighbours first: whatever their number costs the server, it costs it from the first message on. */
static void connect_all(void) {
    long all = options.connections + options.idle;
    connections = calloc((size_t) all, sizeof *connections);
    if (connections == NULL) {
        fail(EXIT_WRONG, "calloc");
    }
    for (long i = all - 1; i >= 0; i--) {
        struct connection *connection = &connections[i];
        connection->number = (uint32_t) i;
        connection->fd = connect_one(i);
        struct epoll_event event = {.events = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET, .data.ptr = connection};
        if (i < options.connections && epoll_ctl(epoll_fd, EPOLL_CTL_ADD, connection->fd, &event) < 0) {
            fail(EXIT_WRONG, "epoll_ctl");
        }
    }
}

static void lose(struct connection *connection) {
    close(connection->fd);
    connection->fd = -1;
    lost++;
    if (connection->outstanding) {
        connection->outstanding = false;
        to_come--;
    }
}

static void send_rest(struct connection *connection) {
    while (connection->sent < options.bytes) {
        const char *rest = message_of(connection) + connection->sent;
        ssize_t n = send(connection->fd, rest, (size_t) options.bytes - connection->sent, MSG_NOSIGNAL);
        if (n >= 0) {
            connection->sent += (uint32_t) n;
        } else if (errno == EAGAIN) {
            return; /* EPOLLOUT calls again */
        } else if (errno != EINTR) {
            lose(connection);
            return;
        }
    }
}

static void send_next(struct connection *connection, int64_t now) {
    if (to_send == 0) {
        return;
    }
    to_send--;
    to_come++;
    connection->outstanding = true;
    connection->round++;
    connection->sent = 0;
    connection->received = 0;
    connection->sent_at_ns = now;
    send_rest(connection);
}

static void complete(struct connection *connection) {
    int64_t now = now_ns(CLOCK_MONOTONIC);
    add_latency(&latencies, now - connection->sent_at_ns);
    connection->outstanding = false;
    to_come--;
    send_next(connection, now);
}

static void receive(struct connection *connection, bool peer_done) {
    for (;;) {
        ssize_t n = recv(connection->fd, buffer, sizeof buffer, 0);
        if (n < 0 && errno == EINTR) {
            continue;
        }
        if (n < 0 && errno == EAGAIN) {
            return;
        }
        if (n <= 0) {
            lose(connection);
            return;
        }
        bool expected = connection->outstanding && connection->received + n <= connection->sent
                        && memcmp(buffer, message_of(connection) + connection->received, (size_t) n) == 0;
        if (!expected) {
            wrong++;
            lose(connection); /* out of step: nothing that follows could be judged */
            return;
        }
        connection->received += (uint32_t) n;
        if (connection->received == options.bytes) {
            complete(connection);
        }
        if (connection->fd < 0 || (n < (ssize_t) sizeof buffer && !peer_done)) {
            return;
        }
    }
}

/* Echoes `messages`, all connections busy until the last round, and returns the seconds it took. */
static double run(long messages) {
    to_send = messages;
    to_come = 0;
    memset(&latencies, 0, sizeof latencies);
    int64_t started_ns = now_ns(CLOCK_MONOTONIC);
    for (long i = 0; i < options.connections; i++) {
        if (connections[i].fd >= 0) {
            send_next(&connections[i], now_ns(CLOCK_MONOTONIC));
        }
    }
    while (to_come > 0) {
        struct epoll_event events[EVENTS_PER_WAIT];
        int n = epoll_wait(epoll_fd, events, EVENTS_PER_WAIT, -1);
        for (int i = 0; i < n; i++) {
            struct connection *connection = events[i].data.ptr;
            if (connection->fd >= 0 && connection->outstanding && connection->sent < options.bytes) {
                send_rest(connection);
            }
            if (connection->fd >= 0 && (events[i].events & ~(uint32_t) EPOLLOUT)) {
                receive(connection, events[i].events & (EPOLLRDHUP | EPOLLHUP | EPOLLERR));
            }
        }
    }
    return (double) (now_ns(CLOCK_MONOTONIC) - started_ns) / 1e9;
}

/* Voluntary context switches of all threads: how often the server ran out of events and slept. */
static long sleeps_of(pid_t pid) {
    char path[300];
    snprintf(path, sizeof path, "/proc/%d/task", pid);
    DIR *tasks = opendir(path);
    if (tasks == NULL) {
        fail(EXIT_USAGE, path);
    }
    long sum = 0;
    for (struct dirent *task; (task = readdir(tasks)) != NULL;) {
        snprintf(path, sizeof path, "/proc/%d/task/%s/status", pid, task->d_name);
        FILE *status = task->d_name[0] == '.' ? NULL : fopen(path, "re");
        long count;
        while (status != NULL && fgets(path, sizeof path, status) != NULL) {
            sum += sscanf(path, "voluntary_ctxt_switches: %ld", &count) == 1 ? count : 0;
        }
        if (status != NULL) {
            fclose(status);
        }
    }
    closedir(tasks);
    return sum;
}

static int measure(void) {
    int64_t own_ns, server_ns = 0;
    long server_sleeps = 0;
    clockid_t server_clock = options.server > 0 ? cpu_clock_of(options.server) : CLOCK_MONOTONIC;
    if (options.warmup > 0) {
        run(options.warmup);
    }
    settle();
    if (options.server > 0) {
        server_sleeps = sleeps_of(options.server);
        server_ns = now_ns(server_clock);
    }
    own_ns = now_ns(CLOCK_PROCESS_CPUTIME_ID);
    double seconds = run(options.messages);
    own_ns = now_ns(CLOCK_PROCESS_CPUTIME_ID) - own_ns;
    settle();
    if (options.server > 0) {
        server_ns = now_ns(server_clock) - server_ns;
        server_sleeps = sleeps_of(options.server) - server_sleeps;
    }
    for (long i = options.connections; i < options.connections + options.idle; i++) {
        if (recv(connections[i].fd, buffer, 1, MSG_DONTWAIT) >= 0 || errno != EAGAIN) {
            lost++;
        }
    }
    double messages = (double) options.messages;
    printf("messages=%ld seconds=%.3f rate=%.0f p50_us=%.1f p99_us=%.1f wrong=%ld lost=%ld connections=%ld idle=%ld bytes=%ld "
           "generator_us_per_message=%.3f",
           options.messages, seconds, messages / seconds, percentile_us(&latencies, 50), percentile_us(&latencies, 99), wrong, lost,
           options.connections, options.idle, options.bytes, (double) own_ns / 1000 / messages);
    if (options.server > 0) {
        printf(" server_us_per_message=%.3f messages_per_server_sleep=%.1f", (double) server_ns / 1000 / messages,
               messages / (double) (server_sleeps > 0 ? server_sleeps : 1));
    }
    putchar('\n');
    return wrong == 0 && lost == 0 ? 0 : EXIT_WRONG;
}

static void usage(int status) {
    fputs("usage: echo_load HOST PORT --connections N --messages M [option]...\n"
          "  HOST               an address in 127.0.0.0/8\n"
          "  --connections N    active connections, one message outstanding on each\n"
          "  --messages M       echoes to measure, over all connections\n"
          "  --bytes B          size of a message (default 64)\n"
          "  --warmup K         echoes before the measurement (default 0)\n"
          "  --idle I           further connections that say nothing and must live to the end (default 0)\n"
          "  --cpu-of PID       also report the CPU of this server, per message\n"
          "  --within SECONDS   give up after this time (default 300)\n", status ? stderr : stdout);
    exit(status);
}

static void parse(int argc, char **argv) {
    static const struct option OPTIONS[] = {{"connections", required_argument, NULL, 'c'},
                                            {"messages", required_argument, NULL, 'm'},
                                            {"bytes", required_argument, NULL, 'b'},
                                            {"warmup", required_argument, NULL, 'w'},
                                            {"idle", required_argument, NULL, 'i'},
                                            {"cpu-of", required_argument, NULL, 'p'},
                                            {"within", required_argument, NULL, 't'},
                                            {"help", no_argument, NULL, 'h'},
                                            {NULL, 0, NULL, 0}};
    for (int option; (option = getopt_long(argc, argv, "", OPTIONS, NULL)) != -1;) {
        switch (option) {
        case 'c': options.connections = number(optarg, 1, 2000000); break;
        case 'm': options.messages = number(optarg, 1, 1000000000); break;
        case 'b': options.bytes = number(optarg, 1, MAX_BYTES); break;
        case 'w': options.warmup = number(optarg, 0, 1000000000); break;
        case 'i': options.idle = number(optarg, 0, 2000000); break;
        case 'p': options.server = (pid_t) number(optarg, 1, 1 << 22); break;
        case 't': options.within_s = number(optarg, 1, 86400); break;
        default: usage(option == 'h' ? 0 : EXIT_USAGE);
        }
    }
    if (argc - optind != 2 || options.connections == 0 || options.messages == 0) {
        usage(EXIT_USAGE);
    }
    options.target = loopback_target(argv[optind], argv[optind + 1]);
}

int main(int argc, char **argv) {
    parse(argc, argv);
    allow_files(options.connections + options.idle + 16);
    give_up_after(options.within_s);
    fill_pattern();
    epoll_fd = epoll_create1(EPOLL_CLOEXEC);
    if (epoll_fd < 0) {
        fail(EXIT_WRONG, "epoll_create1");
    }
    connect_all();
    return measure();
}
