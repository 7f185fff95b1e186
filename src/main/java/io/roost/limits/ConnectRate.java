package io.roost.limits;

import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * How often a key may come: a token bucket of {@code count} tokens, filled evenly over a period, kept as the time at which it
 * will be full again (the generic cell rate algorithm, ITU-T I.371). A key whose bucket is full is no different from one that
 * never came, so it is forgotten.
 *
 * <p><b>Threading:</b> any; a call holds one of many locks for some ten nanoseconds.
 */
final class ConnectRate {
    private static final int STRIPES = 64;

    private final LongSupplier nanoClock;
    private final long startNanos;
    private final long costNanos;
    private final long periodNanos;
    private final RateTable[] tables;

    /**
     * For each key {@code count} at once, and as many again over each {@code periodNanos}.
     *
     * @param mostKeys kept at once; of more, all that share a table are forgotten
     */
    ConnectRate(int count, long periodNanos, int mostKeys, LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
        this.startNanos = nanoClock.getAsLong();
        this.costNanos = periodNanos / count;
        this.periodNanos = costNanos * count;
        int mostEach = Math.max(1, mostKeys / STRIPES);
        this.tables =
                Stream.generate(() -> new RateTable(mostEach)).limit(STRIPES).toArray(RateTable[]::new);
    }

    /** Takes a token, if there is one. */
    boolean take(long key) {
        long nowNanos = nanoClock.getAsLong() - startNanos;
        return tables[Hash.stripeOf(key, STRIPES)].take(key, nowNanos, costNanos, periodNanos);
    }

    /** Keys that are kept. */
    int size() {
        int sum = 0;
        for (RateTable table : tables) {
            sum += table.size();
        }
        return sum;
    }
}
