package io.roost.dashboard;

import io.roost.metrics.LoopCounter;
import io.roost.metrics.LoopCounters;
import io.roost.metrics.LoopSource;
import java.util.List;

/** The counters of some loops together, as of one moment. Unchanging. */
final class Sums {
    private final long[] counts = new long[LoopCounter.values().length];

    Sums(List<LoopSource> loops) {
        for (LoopSource loop : loops) {
            add(loop.counters());
        }
    }

    long of(LoopCounter counter) {
        return counts[counter.ordinal()];
    }

    private void add(LoopCounters counters) {
        for (LoopCounter counter : LoopCounter.values()) {
            counts[counter.ordinal()] += counters.get(counter);
        }
    }
}
