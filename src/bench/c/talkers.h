/*
 * The established connections of a storm: a thread of its own keeps some at an even pace, on a schedule, one message due per
 * tick of a timer over all of them in turn. An echo is timed from the moment at which its message was due, so that a server
 * (or this machine) that stalls is charged for every message it held up, and it counts for the phase in which it was due.
 */
#ifndef ROOST_TALKERS_H
#define ROOST_TALKERS_H

#include "bench.h"
#include <fcntl.h>
#include <pthread.h>
#include <stdbool.h>
#include <sys/epoll.h>
#include <sys/timerfd.h>

enum {
    TALK_BYTES = 64,
    TALK_EVENTS = 256,
    STRAGGLERS_MS = 5000,
};

enum phase { CALM, STORM, CHURN, PHASES };
static const char *const PHASE_NAMES[] = {"calm", "storm", "churn"};

/* One of those that were there before: what it waits for since when, and in which phase that was due. */
struct talker {
    int fd;
    uint32_t received;
    bool outstanding;
    enum phase phase;
    int64_t due_ns;
};

static long talker_count, talk_rate;
static char talk_bytes[TALK_BYTES];

/* Shared with the talking thread, under the lock. */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static enum phase phase_now, phase_before;
static int64_t phase_began_ns;
static long outstanding_of[PHASES];
static struct latencies talk_times[PHASES];
static long talkers_lost;

static void talk(struct talker *talker) {
    int64_t now = now_ns(CLOCK_MONOTONIC);
    if (talker->fd < 0 || talker->outstanding || now < talker->due_ns) {
        return;
    }
    pthread_mutex_lock(&lock);
    talker->phase = talker->due_ns >= phase_began_ns ? phase_now : phase_before;
    outstanding_of[talker->phase]++;
    pthread_mutex_unlock(&lock);
    talker->outstanding = true;
    talker->received = 0;
    if (send(talker->fd, talk_bytes, TALK_BYTES, MSG_NOSIGNAL) != TALK_BYTES) {
        fail(EXIT_WRONG, "send on an established connection");
    }
}

static void listen_to(struct talker *talker, int64_t period_ns) {
    char echo[TALK_BYTES * 2];
    ssize_t n;
    while (talker->fd >= 0 && (n = recv(talker->fd, echo, sizeof echo, 0)) != -1) {
        bool expected = n > 0 && talker->outstanding && talker->received + n <= TALK_BYTES
                        && memcmp(echo, talk_bytes + talker->received, (size_t) n) == 0;
        if (!expected) {
            close(talker->fd);
            talker->fd = -1;
            pthread_mutex_lock(&lock);
            talkers_lost++;
            outstanding_of[talker->phase] -= talker->outstanding;
            pthread_mutex_unlock(&lock);
            return;
        }
        talker->received += (uint32_t) n;
        if (talker->received == TALK_BYTES) {
            pthread_mutex_lock(&lock);
            add_latency(&talk_times[talker->phase], now_ns(CLOCK_MONOTONIC) - talker->due_ns);
            outstanding_of[talker->phase]--;
            pthread_mutex_unlock(&lock);
            talker->outstanding = false;
            talker->due_ns += period_ns;
            talk(talker); /* late already, when the echo took longer than the period */
        }
    }
}

static void *keep_talking(void *argument) {
    struct talker *talkers = argument;
    int64_t tick_ns = INT64_C(1000000000) / talk_rate / talker_count, period_ns = tick_ns * talker_count;
    int epoll = epoll_create1(EPOLL_CLOEXEC), timer = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
    int64_t start_ns = now_ns(CLOCK_MONOTONIC) + tick_ns;
    struct itimerspec ticks = {.it_interval = {.tv_sec = tick_ns / 1000000000, .tv_nsec = tick_ns % 1000000000},
                               .it_value = {.tv_sec = start_ns / 1000000000, .tv_nsec = start_ns % 1000000000}};
    struct epoll_event event = {.events = EPOLLIN};
    if (epoll < 0 || timer < 0 || timerfd_settime(timer, TFD_TIMER_ABSTIME, &ticks, NULL) < 0
        || epoll_ctl(epoll, EPOLL_CTL_ADD, timer, &event) < 0) {
        fail(EXIT_WRONG, "timer");
    }
    for (long i = 0; i < talker_count; i++) {
        talkers[i].due_ns = start_ns + i * tick_ns;
        event = (struct epoll_event) {.events = EPOLLIN | EPOLLRDHUP | EPOLLET, .data.ptr = &talkers[i]};
        if (epoll_ctl(epoll, EPOLL_CTL_ADD, talkers[i].fd, &event) < 0) {
            fail(EXIT_WRONG, "epoll_ctl");
        }
    }
    for (long next = 0;;) { /* until the process ends, which alarm(2) bounds */
        struct epoll_event events[TALK_EVENTS];
        int n = epoll_wait(epoll, events, TALK_EVENTS, -1);
        for (int i = 0; i < n; i++) {
            uint64_t expired = 0;
            if (events[i].data.ptr != NULL) {
                listen_to(events[i].data.ptr, period_ns);
            } else if (read(timer, &expired, sizeof expired) == sizeof expired) {
                for (; expired > 0; expired--, next = (next + 1) % talker_count) {
                    talk(&talkers[next]);
                }
            }
        }
    }
    return NULL;
}

/* Connects `count` of them, which from then on send `per_second` messages each. */
static void start_talking(const struct sockaddr_in *target, long count, long per_second) {
    talker_count = count;
    talk_rate = per_second;
    for (int i = 0; i < TALK_BYTES; i++) {
        talk_bytes[i] = (char) ('!' + i);
    }
    struct talker *talkers = calloc((size_t) talker_count + 1, sizeof *talkers);
    if (talkers == NULL) {
        fail(EXIT_WRONG, "calloc");
    }
    struct linger reset_at_exit = {.l_onoff = 1};
    for (long i = 0; i < talker_count; i++) {
        talkers[i].fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        if (talkers[i].fd < 0 || connect(talkers[i].fd, (const struct sockaddr *) target, sizeof *target) < 0
            || setsockopt(talkers[i].fd, SOL_SOCKET, SO_LINGER, &reset_at_exit, sizeof reset_at_exit) < 0
            || fcntl(talkers[i].fd, F_SETFL, O_NONBLOCK) < 0) {
            fail(EXIT_WRONG, "connect of an established connection");
        }
    }
    pthread_t thread;
    if (talker_count > 0 && (errno = pthread_create(&thread, NULL, keep_talking, talkers)) != 0) {
        fail(EXIT_WRONG, "thread");
    }
}

static void enter(enum phase phase) {
    pthread_mutex_lock(&lock);
    phase_before = phase_now;
    phase_now = phase;
    phase_began_ns = now_ns(CLOCK_MONOTONIC);
    pthread_mutex_unlock(&lock);
}

static void pause_ms(long ms) {
    struct timespec time = {.tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000};
    nanosleep(&time, NULL);
}

/* Prints what the established ones saw in the phase, when those echoes too have come that were due near its end. */
static void report_talk(enum phase phase) {
    pause_ms(1000 / talk_rate); /* those that were due but not yet sent */
    for (long waited_ms = 0; waited_ms < STRAGGLERS_MS; waited_ms++) {
        pthread_mutex_lock(&lock);
        bool is_complete = outstanding_of[phase] == 0;
        pthread_mutex_unlock(&lock);
        if (is_complete) {
            break;
        }
        pause_ms(1);
    }
    pthread_mutex_lock(&lock);
    struct latencies *times = &talk_times[phase];
    printf(" established_echoes=%llu established_p50_us=%.0f established_p99_us=%.0f established_max_us=%.0f "
           "established_unanswered=%ld established_lost=%ld\n",
           (unsigned long long) latency_total(times), percentile_us(times, 50), percentile_us(times, 99),
           (double) times->max_ns / 1000, outstanding_of[phase], talkers_lost);
    pthread_mutex_unlock(&lock);
    fflush(stdout);
}

#endif
