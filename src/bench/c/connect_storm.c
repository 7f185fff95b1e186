/*
 * A connect storm: N connections to an echo server as fast as it takes them, beside a few established ones that go on talking.
 *
 *     connect_storm HOST PORT --connections N [--under-way M] [--connect-only] [--sources S] [--established K]
 *                   [--rate R] [--calm-ms T] [--churn PERCENT] [--seed S] [--hold] [--cpu-of PID] [--within SECONDS]
 *
 * Connects without blocking, at most M handshakes under way. A connection counts when it is *served*: it has sent one message
 * of 64 bytes and got its echo, since connect(2) succeeds as soon as the kernel has queued the handshake, long before the server
 * knows. With --connect-only it counts when connected. Both times run from connect(2).
 *
 * Meanwhile a thread of its own keeps K connections at R messages a second each (talkers.h). What this thread waits for a core
 * counts in its times too: they are an upper bound of what the server did.
 *
 * Prints one line per phase: "phase=calm", T ms of the established ones alone; "phase=storm"; with --churn "phase=churn", when a
 * random part, the same for the same seed, is reset and opened again, each at once; with --hold it then waits until stdin ends; last
 * "phase=end", after which all are reset, which leaves no port in TIME_WAIT. --cpu-of adds the server's CPU per connection (see
 * echo_load.c for the clock), the established ones' echoes included.
 *
 * Exits 0, 1 when an established connection was lost or any echo wrong, 2 on bad usage, 3 when the time was up. Connections that
 * failed are counted, by errno, and are no reason to exit 1. Loopback addresses only.
 */
#define _GNU_SOURCE
#define PROGRAM "connect_storm"
#include "talkers.h"
#include <getopt.h>

enum {
    MESSAGE_BYTES = 64,
    EVENTS_PER_WAIT = 256,
    CONNECTS_PER_TURN = 64, /* then a look at what is ready, or times would include our own queue */
    MAX_ERRNO = 134,
};

enum state { CLOSED, CONNECTING, ASKING, SERVED, FAILED };

struct peer {
    int fd;
    uint16_t received;
    uint8_t state;
    int64_t begun_ns;
};

static struct sockaddr_in target;
static long wanted = -1, under_way_limit = 256, sources = 8, established = 50, rate = 20, calm_ms = 500, churn_percent;
static long seed = 1, within_s = 120, server;
static bool connect_only, hold;

static struct peer *peers;
static int storm_epoll;
static char message[MESSAGE_BYTES];

static long under_way, settled, lost, wrong;
static long failed_by_errno[MAX_ERRNO];
static struct latencies connect_times, echo_times;

static void failed(struct peer *peer, int error) {
    failed_by_errno[error > 0 && error < MAX_ERRNO ? error : 0]++;
    under_way -= peer->state == CONNECTING;
    settled += peer->state != SERVED;
    if (peer->fd >= 0) {
        reset(peer->fd);
    }
    peer->fd = -1;
    peer->state = FAILED;
}

/* One that is open is reset first, and the server may learn of both in either order. */
static void begin(struct peer *peer, long number) {
    if (peer->fd >= 0) {
        reset(peer->fd);
    }
    peer->state = CONNECTING;
    peer->received = 0;
    under_way++;
    peer->fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (peer->fd < 0 || bind_source(peer->fd, (uint32_t) (number % sources)) < 0) {
        failed(peer, errno);
        return;
    }
    struct epoll_event event = {.events = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET, .data.ptr = peer};
    peer->begun_ns = now_ns(CLOCK_MONOTONIC);
    if ((connect(peer->fd, (struct sockaddr *) &target, sizeof target) < 0 && errno != EINPROGRESS)
        || epoll_ctl(storm_epoll, EPOLL_CTL_ADD, peer->fd, &event) < 0) {
        failed(peer, errno);
    }
}

static void served(struct peer *peer) {
    peer->state = SERVED;
    settled++;
}

static void connected(struct peer *peer) {
    int error = 0;
    socklen_t length = sizeof error;
    if (getsockopt(peer->fd, SOL_SOCKET, SO_ERROR, &error, &length) < 0 || error != 0) {
        failed(peer, error != 0 ? error : errno);
        return;
    }
    add_latency(&connect_times, now_ns(CLOCK_MONOTONIC) - peer->begun_ns);
    under_way--;
    if (connect_only) {
        served(peer);
        return;
    }
    peer->state = ASKING;
    if (send(peer->fd, message, MESSAGE_BYTES, MSG_NOSIGNAL) != MESSAGE_BYTES) {
        failed(peer, errno);
    }
}

static void hear(struct peer *peer) {
    char echo[MESSAGE_BYTES * 2];
    ssize_t n = recv(peer->fd, echo, sizeof echo, 0);
    if (n < 0 && (errno == EAGAIN || errno == EINTR)) {
        return;
    }
    if (n <= 0 || peer->state == SERVED) { /* nothing is owed to one that was served: it was closed */
        lost += peer->state == SERVED;
        wrong += n > 0;
        failed(peer, n < 0 ? errno : ECONNRESET);
        return;
    }
    if (peer->received + n > MESSAGE_BYTES || memcmp(echo, message + peer->received, (size_t) n) != 0) {
        wrong++;
        failed(peer, EPROTO);
        return;
    }
    peer->received = (uint16_t) (peer->received + n);
    if (peer->received == MESSAGE_BYTES) {
        add_latency(&echo_times, now_ns(CLOCK_MONOTONIC) - peer->begun_ns);
        served(peer);
    }
}

/* Returns how many events there were. */
static int look(int timeout_ms) {
    struct epoll_event events[EVENTS_PER_WAIT];
    int n = epoll_wait(storm_epoll, events, EVENTS_PER_WAIT, timeout_ms);
    for (int i = 0; i < n; i++) {
        struct peer *peer = events[i].data.ptr;
        if (peer->state == CONNECTING) {
            connected(peer);
        }
        if ((peer->state == ASKING || peer->state == SERVED) && (events[i].events & ~(uint32_t) EPOLLOUT)) {
            hear(peer);
        }
    }
    return n;
}

/* Opens the first `count` in this order and prints how that went. */
static void storm(enum phase phase, const long *order, long count) {
    memset(&connect_times, 0, sizeof connect_times);
    memset(&echo_times, 0, sizeof echo_times);
    memset(failed_by_errno, 0, sizeof failed_by_errno);
    settled = 0;
    clockid_t server_clock = server > 0 ? cpu_clock_of((pid_t) server) : CLOCK_MONOTONIC;
    int64_t server_ns = now_ns(server_clock), own_ns = now_ns(CLOCK_PROCESS_CPUTIME_ID);
    enter(phase);
    int64_t started_ns = now_ns(CLOCK_MONOTONIC);
    for (long next = 0; settled < count;) {
        for (int i = 0; i < CONNECTS_PER_TURN && next < count && under_way < under_way_limit; i++, next++) {
            begin(&peers[order[next]], order[next]);
        }
        look(next < count && under_way < under_way_limit ? 0 : 100);
    }
    double seconds = (double) (now_ns(CLOCK_MONOTONIC) - started_ns) / 1e9;
    enter(CALM);
    settle();
    own_ns = now_ns(CLOCK_PROCESS_CPUTIME_ID) - own_ns;
    server_ns = now_ns(server_clock) - server_ns;
    long failures = 0;
    for (int error = 0; error < MAX_ERRNO; error++) {
        failures += failed_by_errno[error];
    }
    printf("phase=%s connections=%ld served=%ld failed=%ld errors=", PHASE_NAMES[phase], count, count - failures, failures);
    for (int error = 0, any = 0; error < MAX_ERRNO; error++) {
        if (failed_by_errno[error] > 0) {
            printf("%s%s:%ld", any++ ? "," : "", error > 0 ? strerrorname_np(error) : "other", failed_by_errno[error]);
        }
    }
    const struct latencies *first = connect_only ? &connect_times : &echo_times;
    printf(" seconds=%.4f rate=%.0f connect_p50_us=%.0f connect_p99_us=%.0f connect_max_us=%.0f "
           "served_p50_us=%.0f served_p99_us=%.0f served_max_us=%.0f generator_us_per_connection=%.2f",
           seconds, (double) (count - failures) / seconds, percentile_us(&connect_times, 50), percentile_us(&connect_times, 99),
           (double) connect_times.max_ns / 1000, percentile_us(first, 50), percentile_us(first, 99),
           (double) first->max_ns / 1000, (double) own_ns / 1000 / (double) count);
    if (server > 0) {
        printf(" server_us_per_connection=%.2f", (double) server_ns / 1000 / (double) count);
    }
    report_talk(phase);
}

/* Brings `count` at random to the front: the beginning of a Fisher-Yates shuffle. */
static void shuffle(long *order, long count) {
    uint64_t state = 88172645463325252ULL ^ ((uint64_t) seed << 17); /* xorshift64 */
    for (long i = 0; i < count; i++) {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        long other = i + (long) (state % (uint64_t) (wanted - i)), chosen = order[other];
        order[other] = order[i];
        order[i] = chosen;
    }
}

static void wait_for_end_of_input(void) {
    char ignored[256];
    ssize_t n;
    do {
        n = read(STDIN_FILENO, ignored, sizeof ignored);
    } while (n > 0 || (n < 0 && errno == EINTR));
}

static void end(void) {
    while (look(0) > 0) {
        /* whatever was closed on us meanwhile */
    }
    for (long i = 0; i < wanted; i++) {
        if (peers[i].fd >= 0) {
            reset(peers[i].fd);
        }
    }
    printf("phase=end lost=%ld wrong=%ld\n", lost, wrong);
}

static void usage(int status) {
    fputs("usage: connect_storm HOST PORT --connections N [option]...\n"
          "  HOST               an address in 127.0.0.0/8\n"
          "  --connections N    how many the storm opens\n"
          "  --under-way M      handshakes under way at most (default 256)\n"
          "  --connect-only     a connection counts when connected; default: when its first message was echoed\n"
          "  --sources S        source addresses, 127.0.0.1 and up (default 8)\n"
          "  --established K    connections that talk meanwhile (default 50)\n"
          "  --rate R           messages a second on each of those (default 20)\n"
          "  --calm-ms T        how long they talk before the storm (default 500)\n"
          "  --churn PERCENT    then reset so many at random and open them again (default 0: do not)\n"
          "  --seed S           which ones (default 1)\n"
          "  --hold             keep all until stdin ends\n"
          "  --cpu-of PID       also report the CPU of this server, per connection\n"
          "  --within SECONDS   give up after this time (default 120)\n", status ? stderr : stdout);
    exit(status);
}

static void parse(int argc, char **argv) {
    static const struct option OPTIONS[] = {
        {"connections", required_argument, NULL, 'c'}, {"under-way", required_argument, NULL, 'u'},
        {"connect-only", no_argument, NULL, 'o'},      {"sources", required_argument, NULL, 's'},
        {"established", required_argument, NULL, 'k'}, {"rate", required_argument, NULL, 'r'},
        {"calm-ms", required_argument, NULL, 'q'},     {"churn", required_argument, NULL, 'x'},
        {"seed", required_argument, NULL, 'e'},        {"hold", no_argument, NULL, 'w'},
        {"cpu-of", required_argument, NULL, 'p'},      {"within", required_argument, NULL, 't'},
        {"help", no_argument, NULL, 'h'},              {NULL, 0, NULL, 0}};
    for (int option; (option = getopt_long(argc, argv, "", OPTIONS, NULL)) != -1;) {
        switch (option) {
        case 'c': wanted = number(optarg, 1, 2000000); break;
        case 'u': under_way_limit = number(optarg, 1, 2000000); break;
        case 'o': connect_only = true; break;
        case 's': sources = number(optarg, 1, 250); break;
        case 'k': established = number(optarg, 0, 10000); break;
        case 'r': rate = number(optarg, 1, 1000); break;
        case 'q': calm_ms = number(optarg, 0, 60000); break;
        case 'x': churn_percent = number(optarg, 0, 100); break;
        case 'e': seed = number(optarg, 0, 1L << 40); break;
        case 'w': hold = true; break;
        case 'p': server = number(optarg, 1, 1 << 22); break;
        case 't': within_s = number(optarg, 1, 86400); break;
        default: usage(option == 'h' ? 0 : EXIT_USAGE);
        }
    }
    if (argc - optind != 2 || wanted < 0) {
        usage(EXIT_USAGE);
    }
    target = loopback_target(argv[optind], argv[optind + 1]);
}

int main(int argc, char **argv) {
    parse(argc, argv);
    allow_files(wanted + established + 32);
    give_up_after(within_s);
    for (int i = 0; i < MESSAGE_BYTES; i++) {
        message[i] = (char) ('!' + i);
    }
    peers = calloc((size_t) wanted, sizeof *peers);
    long *order = calloc((size_t) wanted, sizeof *order);
    storm_epoll = epoll_create1(EPOLL_CLOEXEC);
    if (peers == NULL || order == NULL || storm_epoll < 0) {
        fail(EXIT_WRONG, "start");
    }
    for (long i = 0; i < wanted; i++) {
        peers[i].fd = -1;
        order[i] = i;
    }
    start_talking(&target, established, rate);
    pause_ms(calm_ms);
    printf("phase=calm");
    report_talk(CALM);
    storm(STORM, order, wanted);
    long churned = wanted * churn_percent / 100;
    if (churned > 0) {
        shuffle(order, churned);
        storm(CHURN, order, churned);
    }
    if (hold) {
        wait_for_end_of_input();
    }
    end();
    return lost == 0 && wrong == 0 && talkers_lost == 0 ? 0 : EXIT_WRONG;
}
