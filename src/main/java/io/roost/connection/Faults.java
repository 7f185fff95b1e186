package io.roost.connection;

import io.roost.metrics.LoopCounter;
import io.roost.metrics.LoopCounters;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Faults of the server's that cost one connection or one delivery and nothing else: all are counted, one a second is
 * logged with its trace, since what fails for one of a thousand receivers may fail for each.
 *
 * <p><b>Threading:</b> event loop only.
 */
public final class Faults {
    private static final Logger log = LoggerFactory.getLogger(Faults.class);
    private static final long LOG_EACH_NANOS = 1_000_000_000L;

    private final LoopCounters counters;
    private final LongSupplier nanoClock;
    private long loggedNanos;
    private long untold;

    Faults(LoopCounters counters, LongSupplier nanoClock) {
        this.counters = counters;
        this.nanoClock = nanoClock;
        this.loggedNanos = nanoClock.getAsLong() - LOG_EACH_NANOS;
    }

    /** Something went wrong that never should. */
    public void note(Throwable fault) {
        counters.increment(LoopCounter.FAULTS);
        long nowNanos = nanoClock.getAsLong();
        if (nowNanos - loggedNanos < LOG_EACH_NANOS) {
            untold++;
            return;
        }
        loggedNanos = nowNanos;
        log.error("a fault of the server, which goes on; {} more since the last that was logged", untold, fault);
        untold = 0;
    }
}
