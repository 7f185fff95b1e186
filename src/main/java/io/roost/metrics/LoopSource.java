package io.roost.metrics;

/** What can be read of an event loop, from any thread. */
public interface LoopSource {
    LoopCounters counters();

    /** Connections that it serves. */
    int connections();

    /** Sockets registered with its selector: what its epoll instance's red-black tree holds, less its own two. */
    int registrations();

    /** The loop's thread. */
    Thread thread();
}
