package io.roost.dashboard;

/**
 * One event loop.
 *
 * @param registrations sockets that its selector watches
 * @param eventsPerWait socket events per epoll_wait since the sample before
 * @param busy share of the time since then that it worked, 0 to 1
 * @param queuedBytes that wait for space in their sockets
 */
record LoopSample(
        String name, int connections, int registrations, double eventsPerWait, double busy, long queuedBytes) {}
