/*
 * What epoll reports, and when: small experiments on loopback sockets, which docs/EPOLL.md tells from. Each line of output is
 * one action and what epoll_wait said after it; "-" stands for nothing within 100 ms.
 *
 *     epoll_lab create|trigger|space|fin|batch|dup|waiters|cost|select
 *
 *     create    the size argument of epoll_create
 *     trigger   level against edge: what is reported again, what is a new edge, what is combined
 *     space     when EPOLLOUT comes
 *     fin       a short read, the FIN behind it, and EPOLLRDHUP
 *     batch     maxevents, the order of the ready list, and what is copied
 *     dup       a registration outlives its descriptor
 *     waiters   who wakes: threads in one epoll, one socket in many epolls, EPOLLEXCLUSIVE, SO_REUSEPORT
 *     cost      what 10,000 registrations take from the slab caches; needs root, for /sys/kernel/slab
 *     select    where select(2) ends
 *
 * Exits 0, 1 when a system call failed, 2 on bad usage.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

enum {
    PATIENCE_MS = 100,   /* for a report that should not come; one that is due is there at once */
    WAITER_MS = 1000,    /* a thread that nobody woke gives up after this */
    WAITERS = 4,
    SOCKETS = 5,
    REGISTRATIONS = 10000,
    BUFFER_BYTES = 64 * 1024,
};

static char buffer[BUFFER_BYTES];

static int checked(int result, const char *what) {
    if (result < 0) {
        fprintf(stderr, "epoll_lab: %s: %s\n", what, strerror(errno));
        exit(1);
    }
    return result;
}

static int listen_on(uint16_t *port, bool shared) {
    int fd = checked(socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0), "socket");
    int on = shared;
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(*port), .sin_addr = {htonl(INADDR_LOOPBACK)}};
    socklen_t length = sizeof address;
    checked(setsockopt(fd, SOL_SOCKET, SO_REUSEPORT, &on, sizeof on), "SO_REUSEPORT");
    checked(bind(fd, (struct sockaddr *) &address, length), "bind");
    checked(listen(fd, 1024), "listen");
    checked(getsockname(fd, (struct sockaddr *) &address, &length), "getsockname");
    *port = ntohs(address.sin_port);
    return fd;
}

static int connect_to(uint16_t port) {
    int fd = checked(socket(AF_INET, SOCK_STREAM, 0), "socket");
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr = {htonl(INADDR_LOOPBACK)}};
    checked(connect(fd, (struct sockaddr *) &address, sizeof address), "connect");
    return fd;
}

struct pair {
    int ours; /* the end that is watched; nonblocking */
    int peer;
};

static struct pair connected(void) {
    uint16_t port = 0;
    int listener = listen_on(&port, false);
    struct pair pair = {.peer = connect_to(port)};
    pair.ours = checked(accept4(listener, NULL, NULL, SOCK_NONBLOCK), "accept4");
    close(listener);
    return pair;
}

static int epoll_with(int fd, uint32_t events, uint64_t data) {
    int epoll = checked(epoll_create1(EPOLL_CLOEXEC), "epoll_create1");
    struct epoll_event event = {.events = events, .data.u64 = data};
    checked(epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event), "EPOLL_CTL_ADD");
    return epoll;
}

static void print_events(uint32_t events) {
    static const struct {
        uint32_t bit;
        const char *name;
    } NAMES[] = {{EPOLLIN, "IN"}, {EPOLLOUT, "OUT"}, {EPOLLERR, "ERR"}, {EPOLLHUP, "HUP"}, {EPOLLRDHUP, "RDHUP"}};
    const char *separator = "";
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
        if (events & NAMES[i].bit) {
            printf("%s%s", separator, NAMES[i].name);
            separator = "|";
        }
    }
}

/* Prints what was done and what one epoll_wait reports of it. */
static void observe(int epoll, const char *action) {
    struct epoll_event events[SOCKETS];
    int n = checked(epoll_wait(epoll, events, SOCKETS, PATIENCE_MS), "epoll_wait");
    printf("  %-58s ", action);
    for (int i = 0; i < n; i++) {
        print_events(events[i].events);
    }
    puts(n == 0 ? "-" : "");
}

static void say(int socket, size_t bytes) {
    checked((int) send(socket, buffer, bytes, MSG_NOSIGNAL), "send");
}

/* Reads all there is; the socket is nonblocking or has at least one byte. */
static size_t drain(int socket) {
    size_t sum = 0;
    ssize_t n;
    while ((n = recv(socket, buffer, sizeof buffer, MSG_DONTWAIT)) > 0) {
        sum += (size_t) n;
    }
    return sum;
}

static void create(void) {
    int hint = checked(epoll_create(1), "epoll_create");
    struct pair pair = connected();
    int added = 0;
    for (; added < 1000; added++) {
        struct epoll_event event = {.events = EPOLLIN};
        checked(epoll_ctl(hint, EPOLL_CTL_ADD, checked(dup(pair.ours), "dup"), &event), "EPOLL_CTL_ADD");
    }
    printf("  epoll_create(1) takes %d registrations\n", added);
    printf("  epoll_create(0): %s\n", epoll_create(0) < 0 ? strerrorname_np(errno) : "done");
}

static void trigger(void) {
    static const struct {
        const char *name;
        uint32_t flag;
    } MODES[] = {{"level", 0}, {"edge", EPOLLET}};
    for (int i = 0; i < 2; i++) {
        struct pair pair = connected();
        int epoll = epoll_with(pair.ours, EPOLLIN | MODES[i].flag, 0);
        printf("%s:\n", MODES[i].name);
        say(pair.peer, 1);
        observe(epoll, "peer sends a byte");
        observe(epoll, "nobody reads it");
        observe(epoll, "nobody reads it");
        say(pair.peer, 1);
        observe(epoll, "peer sends a second byte, the first still unread");
        say(pair.peer, 1);
        say(pair.peer, 1);
        observe(epoll, "peer sends twice before the next epoll_wait");
        observe(epoll, "nobody reads");
        struct epoll_event same = {.events = EPOLLIN | MODES[i].flag};
        checked(epoll_ctl(epoll, EPOLL_CTL_MOD, pair.ours, &same), "EPOLL_CTL_MOD");
        observe(epoll, "EPOLL_CTL_MOD with the same mask");
        drain(pair.ours);
        observe(epoll, "all is read");
        say(pair.peer, 1);
        drain(pair.ours);
        observe(epoll, "peer sends a byte, and it is read before epoll_wait");
    }
}

static void space(void) {
    struct pair pair = connected();
    int small = BUFFER_BYTES;
    checked(setsockopt(pair.ours, SOL_SOCKET, SO_SNDBUF, &small, sizeof small), "SO_SNDBUF");
    int epoll = epoll_with(pair.ours, EPOLLIN | EPOLLOUT | EPOLLET, 0);
    observe(epoll, "EPOLL_CTL_ADD for IN|OUT|ET: an empty buffer has space");
    observe(epoll, "nothing happens");
    say(pair.ours, 1);
    observe(epoll, "a byte is sent, there is still space");
    drain(pair.peer);
    observe(epoll, "peer takes it: more space than before");
    size_t filled = 0;
    ssize_t n;
    while ((n = send(pair.ours, buffer, sizeof buffer, MSG_NOSIGNAL)) > 0) {
        filled += (size_t) n;
    }
    char action[80];
    snprintf(action, sizeof action, "sent until EAGAIN: %zu bytes", filled);
    observe(epoll, action);
    checked((int) recv(pair.peer, buffer, 1024, 0), "recv");
    observe(epoll, "peer takes 1,024 bytes");
    drain(pair.peer);
    observe(epoll, "peer takes all it can get");
    drain(pair.peer);
    observe(epoll, "and the rest");
    say(pair.peer, 1);
    observe(epoll, "peer sends a byte: the report is what holds now");
}

static void fin(void) {
    static const struct {
        const char *name;
        uint32_t mask;
        bool fin_later;
    } CASES[] = {{"IN|ET, data and FIN before the read:", EPOLLIN | EPOLLET, false},
                 {"IN|RDHUP|ET, data and FIN before the read:", EPOLLIN | EPOLLRDHUP | EPOLLET, false},
                 {"IN|RDHUP|ET, FIN after the read:", EPOLLIN | EPOLLRDHUP | EPOLLET, true}};
    for (int i = 0; i < 3; i++) {
        struct pair pair = connected();
        int epoll = epoll_with(pair.ours, CASES[i].mask, 0);
        puts(CASES[i].name);
        say(pair.peer, 5);
        if (!CASES[i].fin_later) {
            shutdown(pair.peer, SHUT_WR);
        }
        observe(epoll, CASES[i].fin_later ? "peer sends 5 bytes" : "peer sends 5 bytes and its FIN");
        char action[80];
        snprintf(action, sizeof action, "recv of up to %d bytes returns %zd", BUFFER_BYTES, recv(pair.ours, buffer, BUFFER_BYTES, 0));
        observe(epoll, action);
        if (CASES[i].fin_later) {
            shutdown(pair.peer, SHUT_WR);
            observe(epoll, "peer sends its FIN");
        }
    }
}

/* How many bytes of the array were written: it is filled with 0xAA before. */
static size_t written(const struct epoll_event *events) {
    const unsigned char *bytes = (const unsigned char *) events;
    size_t length = SOCKETS * sizeof *events;
    while (length > 0 && bytes[length - 1] == 0xAA) {
        length--;
    }
    return length;
}

static void batch(void) {
    static const int ORDER[SOCKETS] = {3, 1, 4, 0, 2};
    for (int edge = 1; edge >= 0; edge--) {
        int epoll = checked(epoll_create1(0), "epoll_create1");
        struct pair pairs[SOCKETS];
        for (int i = 0; i < SOCKETS; i++) {
            pairs[i] = connected();
            struct epoll_event event = {.events = EPOLLIN | (edge ? EPOLLET : 0), .data.u64 = (uint64_t) i};
            checked(epoll_ctl(epoll, EPOLL_CTL_ADD, pairs[i].ours, &event), "EPOLL_CTL_ADD");
        }
        for (int i = 0; i < SOCKETS; i++) {
            say(pairs[ORDER[i]].peer, 1);
        }
        printf("%s: registered in the order 0 1 2 3 4, data came in the order 3 1 4 0 2\n", edge ? "edge" : "level");
        for (int call = 0; call < 4; call++) {
            struct epoll_event events[SOCKETS];
            memset(events, 0xAA, sizeof events);
            struct pollfd itself = {.fd = epoll, .events = POLLIN};
            int ready = checked(poll(&itself, 1, 0), "poll");
            int n = checked(epoll_wait(epoll, events, 2, PATIENCE_MS), "epoll_wait");
            printf("  poll says the epoll is %-10s  epoll_wait, maxevents 2: %d, %2zu bytes written, sockets", ready ? "readable," : "quiet,", n,
                   written(events));
            for (int i = 0; i < n; i++) {
                printf(" %d", (int) events[i].data.u64);
            }
            puts("");
        }
        if (!edge) {
            void *mapped = mmap(NULL, 4096, PROT_READ, MAP_SHARED, epoll, 0);
            printf("mmap of the epoll descriptor: %s\n", mapped == MAP_FAILED ? strerrorname_np(errno) : "mapped");
        }
    }
}

static void print_registrations(int epoll) {
    char path[64], line[256];
    snprintf(path, sizeof path, "/proc/self/fdinfo/%d", epoll);
    FILE *file = fopen(path, "re");
    checked(file == NULL ? -1 : 0, path);
    int found = 0;
    while (fgets(line, sizeof line, file) != NULL) {
        if (strncmp(line, "tfd:", 4) == 0) {
            printf("  %s: %s", path, line);
            found++;
        }
    }
    if (found == 0) {
        printf("  %s: no registrations\n", path);
    }
    fclose(file);
}

static void duplicate(void) {
    struct pair pair = connected();
    int epoll = epoll_with(pair.ours, EPOLLIN | EPOLLET, (uint64_t) pair.ours);
    int copy = checked(dup(pair.ours), "dup");
    printf("  descriptor %d is registered, %d is its dup\n", pair.ours, copy);
    close(pair.ours);
    printf("  close(%d)\n", pair.ours);
    print_registrations(epoll);
    say(pair.peer, 1);
    observe(epoll, "peer sends a byte");
    int removed = epoll_ctl(epoll, EPOLL_CTL_DEL, pair.ours, NULL);
    printf("  EPOLL_CTL_DEL of %d: %s\n", pair.ours, removed < 0 ? strerrorname_np(errno) : "done");
    close(copy);
    printf("  close(%d)\n", copy);
    print_registrations(epoll);
}

struct waiter {
    pthread_t thread;
    int epoll;
    int events;
    atomic_int tid;
};

static void *wait_once(void *argument) {
    struct waiter *waiter = argument;
    struct epoll_event event;
    waiter->tid = (int) syscall(SYS_gettid);
    waiter->events = epoll_wait(waiter->epoll, &event, 1, WAITER_MS);
    return NULL;
}

static bool asleep(int tid) {
    char path[64], text[256] = "";
    snprintf(path, sizeof path, "/proc/self/task/%d/stat", tid);
    int fd = checked(open(path, O_RDONLY | O_CLOEXEC), path);
    checked((int) read(fd, text, sizeof text - 1), path);
    close(fd);
    const char *state = strrchr(text, ')');
    return state != NULL && state[2] == 'S';
}

/* All waiters sleep in epoll_wait; then one peer connects. Prints how many of them returned with an event. */
static void wake(const char *what, const int *epolls, uint16_t port) {
    struct waiter waiters[WAITERS] = {0};
    for (int i = 0; i < WAITERS; i++) {
        waiters[i].epoll = epolls[i];
        if ((errno = pthread_create(&waiters[i].thread, NULL, wait_once, &waiters[i]))) {
            checked(-1, "pthread_create");
        }
    }
    for (int i = 0; i < WAITERS; i++) {
        while (waiters[i].tid == 0 || !asleep(waiters[i].tid)) {
            nanosleep(&(struct timespec){.tv_nsec = 1000000}, NULL);
        }
    }
    connect_to(port);
    int woken = 0;
    for (int i = 0; i < WAITERS; i++) {
        pthread_join(waiters[i].thread, NULL);
        woken += waiters[i].events > 0;
    }
    printf("  %-66s %d of %d\n", what, woken, WAITERS);
}

static void waiters(void) {
    static const struct {
        const char *name;
        uint32_t events;
        bool epoll_each;
        bool listener_each;
    } CASES[] = {{"one epoll, 4 threads in it, edge", EPOLLIN | EPOLLET, false, false},
                 {"one epoll, 4 threads in it, level, nobody accepts", EPOLLIN, false, false},
                 {"4 epolls with a thread each, one listener in all", EPOLLIN | EPOLLET, true, false},
                 {"the same, EPOLLEXCLUSIVE", EPOLLIN | EPOLLET | EPOLLEXCLUSIVE, true, false},
                 {"4 epolls with a thread and a listener each, SO_REUSEPORT", EPOLLIN | EPOLLET, true, true}};
    puts("one connection comes; threads that return from epoll_wait:");
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        uint16_t port = 0;
        int listener = listen_on(&port, CASES[i].listener_each);
        int epolls[WAITERS];
        for (int k = 0; k < WAITERS; k++) {
            if (k == 0 || CASES[i].epoll_each) {
                bool another = k > 0 && CASES[i].listener_each;
                epolls[k] = epoll_with(another ? listen_on(&port, true) : listener, CASES[i].events, 0);
            } else {
                epolls[k] = epolls[0];
            }
        }
        wake(CASES[i].name, epolls, port);
    }
}

static long slab(const char *cache, const char *figure) {
    char path[96], text[64] = "";
    snprintf(path, sizeof path, "/sys/kernel/slab/%s/%s", cache, figure);
    int fd = checked(open(path, O_RDONLY | O_CLOEXEC), path);
    checked((int) read(fd, text, sizeof text - 1), path);
    close(fd);
    return strtol(text, NULL, 10);
}

/* Many descriptors of one file: the registrations differ, and no other object is made for each. */
static void cost(void) {
    static const char *CACHES[] = {"eventpoll_epi", "eventpoll_pwq"};
    struct pair pair = connected();
    int epoll = checked(epoll_create1(0), "epoll_create1");
    static int copies[REGISTRATIONS];
    for (int i = 0; i < REGISTRATIONS; i++) {
        copies[i] = checked(dup(pair.ours), "dup");
    }
    long before[2];
    for (int i = 0; i < 2; i++) {
        before[i] = slab(CACHES[i], "objects");
    }
    for (int i = 0; i < REGISTRATIONS; i++) {
        struct epoll_event event = {.events = EPOLLIN | EPOLLRDHUP | EPOLLET};
        checked(epoll_ctl(epoll, EPOLL_CTL_ADD, copies[i], &event), "EPOLL_CTL_ADD");
    }
    for (int i = 0; i < 2; i++) {
        printf("  %s: %ld bytes an object, %+ld objects for %d registrations\n", CACHES[i], slab(CACHES[i], "slab_size"),
               slab(CACHES[i], "objects") - before[i], REGISTRATIONS);
    }
}

static void select_ends(void) {
    struct pair pair = connected();
    say(pair.peer, 1);
    int high = checked(fcntl(pair.ours, F_DUPFD_CLOEXEC, 1500), "F_DUPFD_CLOEXEC");
    printf("  fd_set has %zu bytes: descriptors 0 to %zu\n", sizeof(fd_set), sizeof(fd_set) * 8 - 1);
    fd_set larger[2]; /* the kernel takes any length; FD_SET does not */
    memset(larger, 0, sizeof larger);
    ((unsigned char *) larger)[high / 8] |= (unsigned char) (1 << high % 8);
    int n = checked((int) syscall(SYS_pselect6, high + 1, larger, NULL, NULL, NULL, NULL), "pselect6");
    printf("  pselect6 with a bitmap of %zu bytes, descriptor %d: %d ready\n", sizeof larger, high, n);
    printf("  poll: %zu bytes for each descriptor, in each call; epoll_wait: %zu bytes for each ready one\n", sizeof(struct pollfd),
           sizeof(struct epoll_event));
}

int main(int argc, char **argv) {
    static const struct {
        const char *name;
        void (*run)(void);
    } EXPERIMENTS[] = {{"create", create}, {"trigger", trigger}, {"space", space},     {"fin", fin},   {"batch", batch},
                       {"dup", duplicate}, {"waiters", waiters}, {"cost", cost}, {"select", select_ends}};
    setvbuf(stdout, NULL, _IOLBF, 0);
    for (size_t i = 0; argc == 2 && i < sizeof EXPERIMENTS / sizeof *EXPERIMENTS; i++) {
        if (strcmp(argv[1], EXPERIMENTS[i].name) == 0) {
            EXPERIMENTS[i].run();
            return 0;
        }
    }
    fputs("usage: epoll_lab create|trigger|space|fin|batch|dup|waiters|cost|select\n", stderr);
    return 2;
}
