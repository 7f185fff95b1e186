package io.roost.dashboard;

import io.roost.metrics.LoopCounter;
import io.roost.metrics.LoopCounters;
import io.roost.metrics.LoopSource;
import java.lang.management.ThreadMXBean;

/** One loop between two samples: its thread's CPU time is its time at work, since else it waits. */
final class LoopWatch {
    private final LoopSource loop;
    private final ThreadMXBean threads;
    private long lastCpuNanos;
    private long lastTurns;
    private long lastEvents;

    LoopWatch(LoopSource loop, ThreadMXBean threads) {
        this.loop = loop;
        this.threads = threads;
        this.lastCpuNanos = cpuNanos();
    }

    LoopSample sample(double seconds) {
        LoopCounters counters = loop.counters();
        long cpuNanos = cpuNanos();
        long turns = counters.get(LoopCounter.TURNS);
        long events = counters.get(LoopCounter.CAUSE_ACCEPT)
                + counters.get(LoopCounter.CAUSE_CLOSE)
                + counters.get(LoopCounter.CAUSE_DATA)
                + counters.get(LoopCounter.CAUSE_SPACE);
        LoopSample sample = new LoopSample(
                counters.loop(),
                loop.connections(),
                loop.registrations(),
                turns == lastTurns ? 0 : (double) (events - lastEvents) / (turns - lastTurns),
                Math.min(1, (cpuNanos - lastCpuNanos) / 1e9 / seconds),
                counters.queuedBytes());
        lastCpuNanos = cpuNanos;
        lastTurns = turns;
        lastEvents = events;
        return sample;
    }

    private long cpuNanos() {
        return Math.max(0, threads.getThreadCpuTime(loop.thread().getId()));
    }
}
