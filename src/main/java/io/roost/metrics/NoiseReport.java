package io.roost.metrics;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the network did wrong, as one line a second at most: a flood of resets must not become a flood of
 * log lines. To be called once a second, on one thread.
 */
public final class NoiseReport implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(NoiseReport.class);

    private final List<LoopSource> loops;
    private long lastResets;
    private long lastRefused;
    private long lastAcceptErrors;

    /** Reports on these loops. */
    public NoiseReport(List<? extends LoopSource> bosses, List<? extends LoopSource> workers) {
        loops = new ArrayList<>(bosses);
        loops.addAll(workers);
    }

    @Override
    public void run() {
        long resets = sum(LoopCounter.CLOSED_RESET);
        long refused = sum(LoopCounter.REFUSED);
        long acceptErrors = sum(LoopCounter.ACCEPT_ERRORS);
        if (refused > lastRefused || acceptErrors > lastAcceptErrors) {
            log.warn(
                    "in the last second: {} connections refused over limits.connections, {} failures to accept,"
                            + " {} connections reset by their peers",
                    refused - lastRefused,
                    acceptErrors - lastAcceptErrors,
                    resets - lastResets);
        } else if (resets > lastResets) {
            log.info("in the last second: {} connections reset by their peers", resets - lastResets);
        }
        lastResets = resets;
        lastRefused = refused;
        lastAcceptErrors = acceptErrors;
    }

    private long sum(LoopCounter counter) {
        return loops.stream().mapToLong(loop -> loop.counters().get(counter)).sum();
    }
}
