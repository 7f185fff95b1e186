package io.roost.overload;

import java.time.Duration;
import java.util.Locale;

/**
 * What is too much.
 *
 * @param lag of a loop; zero: none is
 * @param heapPercent that a collection leaves in use; 0: none is
 * @param directPercent of direct memory in use; 0: none is
 */
public record Bounds(Duration lag, int heapPercent, int directPercent) {
    /** An end of the overload has to be clear, or the level would swing. */
    private static final double EASED_LAG = 0.5;

    private static final double EASED_MEMORY = 0.95;

    boolean areCrossedBy(Load load) {
        return !isWithin(load, 1, 1);
    }

    boolean areFarFrom(Load load) {
        return isWithin(load, EASED_LAG, EASED_MEMORY);
    }

    /** Whether it is for the heap, too, that there is no calm. */
    boolean isHeapIn(Load load) {
        return heapPercent > 0 && load.heap() * 100 >= EASED_MEMORY * heapPercent;
    }

    private boolean isWithin(Load load, double lagPart, double memoryPart) {
        return (lag.isZero() || load.lagNanos() < lagPart * lag.toNanos())
                && (heapPercent == 0 || load.heap() * 100 < memoryPart * heapPercent)
                && (directPercent == 0 || load.direct() * 100 < memoryPart * directPercent);
    }

    /** For a person, worst first. */
    String sentence(Load load) {
        StringBuilder all = new StringBuilder();
        if (!lag.isZero()) {
            all.append(String.format(
                    Locale.ROOT,
                    "%s lags %,d ms (overload.lag %,d ms)",
                    load.slowest(),
                    load.lagNanos() / 1_000_000,
                    lag.toMillis()));
        }
        append(all, heapPercent, load.heap(), "of the heap in use after a collection (overload.heap");
        append(all, directPercent, load.direct(), "of direct memory in use (overload.direct-memory");
        return all.toString();
    }

    private static void append(StringBuilder all, int percent, double share, String what) {
        if (percent > 0) {
            all.append(all.isEmpty() ? "" : ", ")
                    .append(String.format(Locale.ROOT, "%.0f%% %s %d%%)", 100 * share, what, percent));
        }
    }
}
