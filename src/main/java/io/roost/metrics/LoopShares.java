package io.roost.metrics;

import java.lang.management.ThreadMXBean;

/**
 * Ratios over the time between two scrapes. A loop that is not waiting in epoll_wait is on a core, so
 * its thread's CPU time is its time at work, and measuring that costs the loop nothing.
 *
 * <p><b>Threading:</b> admin loop only.
 */
final class LoopShares {
    private final LoopSource loop;
    private final ThreadMXBean threads;
    private long lastWallNanos = System.nanoTime();
    private long lastCpuNanos;
    private long lastTurns;
    private long lastEvents;

    LoopShares(LoopSource loop, ThreadMXBean threads) {
        this.loop = loop;
        this.threads = threads;
        this.lastCpuNanos = cpuNanos();
    }

    /** 0 to 1. */
    double busyRatio() {
        long wallNanos = System.nanoTime();
        long cpuNanos = cpuNanos();
        double ratio = (double) (cpuNanos - lastCpuNanos) / Math.max(1, wallNanos - lastWallNanos);
        lastWallNanos = wallNanos;
        lastCpuNanos = cpuNanos;
        return Math.min(1, ratio);
    }

    double eventsPerTurn() {
        long turns = loop.counters().get(LoopCounter.TURNS);
        long events = LoopMeters.events(loop.counters());
        double ratio = turns == lastTurns ? 0 : (double) (events - lastEvents) / (turns - lastTurns);
        lastTurns = turns;
        lastEvents = events;
        return ratio;
    }

    private long cpuNanos() {
        return Math.max(0, threads.getThreadCpuTime(loop.thread().getId()));
    }
}
