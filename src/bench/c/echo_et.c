/*
 * The floor: an echo server on edge-triggered epoll in plain C. It does per 64-byte echo what no server can avoid (one recv,
 * one send, a share of one epoll_wait) and is the yardstick for "server CPU per echo".
 *
 *     echo_et [--port P] [--threads N] [--until-eagain] [--reuseport]
 *
 * One acceptor deals each connection to the worker with the fewest, as a Netty boss can: the balance is exact (counts differ
 * by at most one while nobody leaves), where SO_REUSEPORT would hash 50 connections to a split such as 20 : 30. The acceptor
 * sleeps in accept4 while nobody connects, so it costs nothing during a measurement. With --reuseport each worker accepts on
 * a listener of its own instead: no hand-over, and whatever balance the hash gives.
 *
 * A connection at rest owns a file descriptor and nothing else; its state exists only while output waits for space.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
    READ_BUFFER_BYTES = 64 * 1024,
    EVENTS_PER_WAIT = 1024,
    ACCEPTS_PER_EVENT = 64,
    READS_PER_EVENT = 16, /* then the next connection's turn: one flooding peer must not starve the rest */
    MAX_THREADS = 64,
    MAX_FILES = 16 * 1024 * 1024,
};

/* Registered once, never modified: with EPOLLET an armed but idle EPOLLOUT costs no wake-up. */
static const uint32_t INTEREST = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET;
static const uint32_t PEER_DONE = EPOLLRDHUP | EPOLLHUP | EPOLLERR;

/* What the socket did not take yet. While it exists we do not read: memory per connection stays bounded. */
struct backlog {
    size_t sent;
    size_t length;
    uint32_t peer_done; /* the RDHUP edge may come while we do not read, and it comes only once */
    char bytes[];
};

struct worker {
    int epoll_fd;
    int listener; /* its own, or -1 */
    atomic_long connections;
    pthread_t thread;
    char *buffer;
};

static struct worker workers[MAX_THREADS];
static int worker_count = 2;
static bool until_eagain, reuse_port;
static int spare_file;

/* By file descriptor; each slot is touched only by the worker that owns the connection. Untouched pages cost nothing. */
static struct backlog **backlog_of;

static void die(const char *what) {
    fprintf(stderr, "echo_et: %s: %s\n", what, strerror(errno));
    exit(1);
}

static void close_connection(struct worker *worker, int fd) {
    free(backlog_of[fd]);
    backlog_of[fd] = NULL; /* before close: afterwards the number may belong to another worker */
    atomic_fetch_sub_explicit(&worker->connections, 1, memory_order_relaxed);
    close(fd);
}

/* Returns the bytes taken (fewer than length: no space now), or -1 when the connection is broken. */
static ssize_t send_some(int fd, const char *bytes, size_t length) {
    size_t sent = 0;
    while (sent < length) {
        ssize_t n = send(fd, bytes + sent, length - sent, MSG_NOSIGNAL);
        if (n >= 0) {
            sent += (size_t) n;
        } else if (errno == EAGAIN) {
            break;
        } else if (errno != EINTR) {
            return -1;
        }
    }
    return (ssize_t) sent;
}

static void keep_rest(struct worker *worker, int fd, const char *rest, size_t length, uint32_t peer_done) {
    struct backlog *backlog = malloc(sizeof *backlog + length);
    if (backlog == NULL) {
        close_connection(worker, fd);
        return;
    }
    backlog->sent = 0;
    backlog->length = length;
    backlog->peer_done = peer_done;
    memcpy(backlog->bytes, rest, length);
    backlog_of[fd] = backlog;
}

enum input { DRAINED, MORE, ENDED, BROKEN };

/* Reads into the worker's buffer and says whether the socket can have more. */
static enum input read_input(struct worker *worker, int fd, uint32_t peer_done, size_t *length) {
    *length = 0;
    while (*length < READ_BUFFER_BYTES) {
        ssize_t n = recv(fd, worker->buffer + *length, READ_BUFFER_BYTES - *length, 0);
        if (n == 0) {
            return ENDED;
        }
        if (n < 0 && errno != EINTR) {
            return errno == EAGAIN ? DRAINED : BROKEN;
        }
        if (n > 0) {
            *length += (size_t) n;
            /* A short read has drained the socket (epoll(7), Q9): a FIN behind it raises an edge of its own, EPOLLRDHUP. */
            if (*length < READ_BUFFER_BYTES && !peer_done && !until_eagain) {
                return DRAINED;
            }
        }
    }
    return MORE;
}

static void read_and_echo(struct worker *worker, int fd, uint32_t peer_done) {
    for (int reads = 0; reads < READS_PER_EVENT; reads++) {
        size_t length;
        enum input input = read_input(worker, fd, peer_done, &length);
        ssize_t sent = input == BROKEN ? -1 : send_some(fd, worker->buffer, length);
        if (sent < 0) {
            close_connection(worker, fd);
            return;
        }
        if ((size_t) sent < length) {
            keep_rest(worker, fd, worker->buffer + sent, length - (size_t) sent, peer_done);
            return; /* a FIN already seen is seen again: recv keeps returning 0 */
        }
        if (input == ENDED) {
            close_connection(worker, fd); /* all of it has been echoed: now our FIN */
            return;
        }
        if (input == DRAINED) {
            return;
        }
    }
    struct epoll_event again = {.events = INTEREST, .data.fd = fd};
    if (epoll_ctl(worker->epoll_fd, EPOLL_CTL_MOD, fd, &again) < 0) { /* re-arms: still readable means a new edge */
        close_connection(worker, fd);
    }
}

static void on_event(struct worker *worker, int fd, uint32_t events) {
    uint32_t peer_done = events & PEER_DONE;
    bool readable = events & (EPOLLIN | PEER_DONE);
    struct backlog *backlog = backlog_of[fd];
    if (backlog != NULL) {
        backlog->peer_done |= peer_done;
        size_t left = backlog->length - backlog->sent;
        ssize_t sent = send_some(fd, backlog->bytes + backlog->sent, left);
        if (sent < 0) {
            close_connection(worker, fd);
            return;
        }
        backlog->sent += (size_t) sent;
        if ((size_t) sent < left) {
            return;
        }
        peer_done = backlog->peer_done;
        readable = true; /* whatever came meanwhile has spent its edge */
        backlog_of[fd] = NULL;
        free(backlog);
    }
    if (readable) {
        read_and_echo(worker, fd, peer_done);
    }
}

static void serve(struct worker *worker, int fd) {
    atomic_fetch_add_explicit(&worker->connections, 1, memory_order_relaxed);
    struct epoll_event event = {.events = INTEREST, .data.fd = fd};
    if (epoll_ctl(worker->epoll_fd, EPOLL_CTL_ADD, fd, &event) < 0) {
        close_connection(worker, fd);
    }
}

/* Out of files: gives up the spare one to turn the peer away, rather than spin on a full accept queue. */
static void refuse_one(int listener) {
    static pthread_mutex_t one_at_a_time = PTHREAD_MUTEX_INITIALIZER;
    pthread_mutex_lock(&one_at_a_time);
    close(spare_file);
    int refused = accept4(listener, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);
    if (refused >= 0) {
        close(refused);
    }
    spare_file = open("/dev/null", O_RDONLY | O_CLOEXEC);
    pthread_mutex_unlock(&one_at_a_time);
}

/* Returns a connection, or -1 when there is none now. */
static int accept_one(int listener) {
    int fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (fd < 0 && (errno == EMFILE || errno == ENFILE)) {
        refuse_one(listener);
    } else if (fd < 0 && (errno == EBADF || errno == EINVAL || errno == ENOTSOCK)) {
        die("accept4");
    }
    return fd;
}

/* Its listener is level-triggered: what is left comes with the next epoll_wait. */
static void accept_own(struct worker *worker) {
    for (int i = 0; i < ACCEPTS_PER_EVENT; i++) {
        int fd = accept_one(worker->listener);
        if (fd < 0) {
            return;
        }
        serve(worker, fd);
    }
}

static _Noreturn void *work(void *argument) {
    struct worker *worker = argument;
    struct epoll_event events[EVENTS_PER_WAIT];
    for (;;) {
        int n = epoll_wait(worker->epoll_fd, events, EVENTS_PER_WAIT, -1);
        if (n < 0 && errno != EINTR) {
            die("epoll_wait");
        }
        for (int i = 0; i < n; i++) {
            if (events[i].data.fd == worker->listener) {
                accept_own(worker);
            } else {
                on_event(worker, events[i].data.fd, events[i].events);
            }
        }
    }
}

static struct worker *least_loaded(void) {
    struct worker *best = &workers[0];
    for (int i = 1; i < worker_count; i++) {
        if (atomic_load_explicit(&workers[i].connections, memory_order_relaxed)
            < atomic_load_explicit(&best->connections, memory_order_relaxed)) {
            best = &workers[i];
        }
    }
    return best;
}

static _Noreturn void accept_forever(int listener) {
    for (;;) {
        int fd = accept_one(listener);
        if (fd >= 0) {
            serve(least_loaded(), fd);
        }
    }
}

static int listen_on(uint16_t port, uint16_t *bound) {
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | (reuse_port ? SOCK_NONBLOCK : 0), 0);
    int on = 1;
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr = {htonl(INADDR_LOOPBACK)}};
    socklen_t length = sizeof address;
    if (fd < 0 || setsockopt(fd, SOL_SOCKET, reuse_port ? SO_REUSEPORT : SO_REUSEADDR, &on, sizeof on) < 0
        || setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on) < 0 /* accepted sockets inherit it: no call for each */
        || bind(fd, (struct sockaddr *) &address, length) < 0 || listen(fd, 65535) < 0
        || getsockname(fd, (struct sockaddr *) &address, &length) < 0) {
        die("listen");
    }
    *bound = ntohs(address.sin_port);
    return fd;
}

static void allow_many_files(void) {
    struct rlimit files;
    if (getrlimit(RLIMIT_NOFILE, &files) < 0) {
        die("getrlimit");
    }
    files.rlim_cur = files.rlim_max < MAX_FILES ? files.rlim_max : MAX_FILES;
    if (setrlimit(RLIMIT_NOFILE, &files) < 0) {
        die("setrlimit");
    }
    backlog_of = mmap(NULL, files.rlim_cur * sizeof *backlog_of, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (backlog_of == MAP_FAILED) {
        die("mmap");
    }
}

static void start_workers(uint16_t *port) {
    for (int i = 0; i < worker_count; i++) {
        struct worker *worker = &workers[i];
        worker->epoll_fd = epoll_create1(EPOLL_CLOEXEC);
        worker->listener = reuse_port ? listen_on(*port, port) : -1;
        worker->buffer = malloc(READ_BUFFER_BYTES);
        struct epoll_event handshakes = {.events = EPOLLIN, .data.fd = worker->listener};
        if (worker->listener >= 0 && epoll_ctl(worker->epoll_fd, EPOLL_CTL_ADD, worker->listener, &handshakes) < 0) {
            die("epoll_ctl");
        }
        if (worker->epoll_fd < 0 || worker->buffer == NULL || (errno = pthread_create(&worker->thread, NULL, work, worker))) {
            die("worker");
        }
    }
}

static void usage(int status) {
    fputs("usage: echo_et [--port P] [--threads N] [--until-eagain] [--reuseport]\n"
          "  --port P         port on 127.0.0.1; 0 (default) picks one\n"
          "  --threads N      worker threads, each with its own epoll (default 2)\n"
          "  --until-eagain   read until EAGAIN, as most tutorials do: two recv per short message\n"
          "  --reuseport      each worker accepts for itself, where else one acceptor deals to the one with the fewest\n"
          "Prints 'ready PORT PID' when it listens.\n", status ? stderr : stdout);
    exit(status);
}

static int number(const char *text, int low, int high) {
    char *end;
    long value = strtol(text, &end, 10);
    if (*text == '\0' || *end != '\0' || value < low || value > high) {
        fprintf(stderr, "echo_et: %s: expected a number from %d to %d\n", text, low, high);
        exit(2);
    }
    return (int) value;
}

int main(int argc, char **argv) {
    static const struct option OPTIONS[] = {{"port", required_argument, NULL, 'p'},
                                            {"threads", required_argument, NULL, 't'},
                                            {"until-eagain", no_argument, NULL, 'e'},
                                            {"reuseport", no_argument, NULL, 'r'},
                                            {"help", no_argument, NULL, 'h'},
                                            {NULL, 0, NULL, 0}};
    uint16_t port = 0;
    for (int option; (option = getopt_long(argc, argv, "", OPTIONS, NULL)) != -1;) {
        switch (option) {
        case 'p': port = (uint16_t) number(optarg, 0, 65535); break;
        case 't': worker_count = number(optarg, 1, MAX_THREADS); break;
        case 'e': until_eagain = true; break;
        case 'r': reuse_port = true; break;
        default: usage(option == 'h' ? 0 : 2);
        }
    }
    if (optind < argc) {
        usage(2);
    }
    allow_many_files();
    spare_file = open("/dev/null", O_RDONLY | O_CLOEXEC);
    int listener = reuse_port ? -1 : listen_on(port, &port);
    start_workers(&port);
    printf("ready %u %d\n", port, getpid());
    fflush(stdout);
    while (reuse_port) {
        pause();
    }
    accept_forever(listener);
}
