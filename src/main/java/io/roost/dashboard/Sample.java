package io.roost.dashboard;

import io.roost.metrics.LoopCounter;
import io.roost.metrics.ToxicFigures;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The server as of one moment, and what it did in the time since the sample before.
 *
 * @param timeMs since 1970
 * @param uptimeMs of the server
 * @param limit connections at most
 * @param seconds since {@code before}
 * @param spoilt listeners that have toxics
 * @param chat null when nothing here is a chat
 */
record Sample(
        long timeMs,
        long uptimeMs,
        int limit,
        Sums now,
        Sums before,
        double seconds,
        List<LoopSample> loops,
        MemorySample memory,
        LoadSample load,
        List<ToxicFigures.Share> spoilt,
        @Nullable ChatSample chat) {

    /** What is done about it, and how much it is: of loops, heap and direct memory. */
    record LoadSample(String level, double lagSeconds, double heapShare, double directShare) {}

    /** How many users have registered, and how many channels there are. */
    record ChatSample(int users, int channels) {}

    /** Per second. */
    double rate(LoopCounter counter) {
        return (now.of(counter) - before.of(counter)) / seconds;
    }

    long total(LoopCounter counter) {
        return now.of(counter);
    }

    /** Connections turned away per second, for whatever reason. */
    double refusedRate() {
        return Names.REFUSALS.values().stream().mapToDouble(this::rate).sum();
    }

    /** In all. */
    long refused() {
        return Names.REFUSALS.values().stream().mapToLong(this::total).sum();
    }

    int connections() {
        return loops.stream().mapToInt(LoopSample::connections).sum();
    }

    long queuedBytes() {
        return loops.stream().mapToLong(LoopSample::queuedBytes).sum();
    }

    /** Connections closed per second, for whatever reason. */
    double closedRate() {
        return Names.REASONS.values().stream().mapToDouble(this::rate).sum();
    }

    /** Of the busiest loop, 0 to 1. */
    double busiest() {
        return loops.stream().mapToDouble(LoopSample::busy).max().orElse(0);
    }
}
