package io.roost.metrics;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the network did wrong, as one line a second at most: a flood of resets must not become a flood of
 * log lines. To be called once a second, on one thread.
 */
public final class NoiseReport implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(NoiseReport.class);

    private final List<LoopSource> loops;
    private final Map<LoopCounter, Long> last = new EnumMap<>(LoopCounter.class);

    /** Reports on these loops. */
    public NoiseReport(List<? extends LoopSource> bosses, List<? extends LoopSource> workers) {
        loops = new ArrayList<>(bosses);
        loops.addAll(workers);
    }

    @Override
    public void run() {
        List<String> refusals = new ArrayList<>();
        for (LoopCounter cause : LoopCounter.REFUSALS) {
            long refused = newly(cause);
            if (refused > 0) {
                refusals.add(refused + " by " + cause.tagValue());
            }
        }
        long guesses = newly(LoopCounter.OPER_FAILURES);
        if (guesses > 0) {
            log.warn("in the last second: {} wrong passwords for OPER", guesses);
        }
        long resets = newly(LoopCounter.CLOSED_RESET);
        long acceptErrors = newly(LoopCounter.ACCEPT_ERRORS);
        if (!refusals.isEmpty() || acceptErrors > 0) {
            log.warn(
                    "in the last second: connections refused: {}; {} failures to accept, {} connections reset by their"
                            + " peers",
                    refusals.isEmpty() ? "none" : String.join(", ", refusals),
                    acceptErrors,
                    resets);
        } else if (resets > 0) {
            log.info("in the last second: {} connections reset by their peers", resets);
        }
    }

    /** Since this was asked last. */
    private long newly(LoopCounter counter) {
        long now =
                loops.stream().mapToLong(loop -> loop.counters().get(counter)).sum();
        Long before = last.put(counter, now);
        return now - (before == null ? 0 : before);
    }
}
