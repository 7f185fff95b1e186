package io.roost.limits;

import java.util.function.LongSupplier;

/**
 * How much one client may ask for: a token bucket of {@code count} tokens, filled evenly over a period. What a client has taken is
 * kept by whoever serves it as one number, the time at which its bucket will be full again (the generic cell rate algorithm, ITU-T
 * I.371). One that has a token may take several: it owes them then.
 *
 * <p><b>Threading:</b> any. Immutable.
 */
public final class CommandRate {
    /** A bucket that nobody has taken from yet. */
    public static final long FULL = 0;

    /** The bucket of one that may take any number. */
    public static final long BOTTOMLESS = Long.MIN_VALUE;

    /** The most tokens that are taken at once. */
    public static final int MOST_TOKENS = 8;

    private final long costNanos;
    private final long periodNanos;
    private final LongSupplier nanoClock;

    /**
     * So many at once, and as many again over each period.
     *
     * @param count 0: any number
     * @param nanoClock never below 0; the same for all rates that a bucket is ever told by
     */
    public CommandRate(int count, long periodNanos, LongSupplier nanoClock) {
        this.costNanos = count == 0 ? 0 : periodNanos / count;
        this.periodNanos = costNanos * count;
        this.nanoClock = nanoClock;
    }

    /** The bucket after so many tokens, from 0 to {@link #MOST_TOKENS}, are taken from it, whether it has them or not. */
    public long take(long bucket, int tokens) {
        if (bucket == BOTTOMLESS || costNanos == 0) {
            return bucket;
        }
        long nowNanos = nanoClock.getAsLong();
        // One that was told by a slower rate owes no more than one of this could.
        long owed = Math.min(Math.max(0, bucket - nowNanos), periodNanos + MOST_TOKENS * costNanos);
        return nowNanos + owed + tokens * costNanos;
    }

    /** Whether there is no token in it now. */
    public boolean isEmpty(long bucket) {
        return bucket != BOTTOMLESS && costNanos > 0 && bucket + costNanos - nanoClock.getAsLong() > periodNanos;
    }
}
