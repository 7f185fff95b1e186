package io.roost.load;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * What one loop has counted. <b>Threading:</b> written by the loop alone, without a locked instruction; read by any thread, a moment
 * late.
 */
public final class Tally {
    /** What is counted. */
    public enum Count {
        DIALLED,
        OPENED,
        FAILED,
        LOST,
        RECONNECTED,
        OPENING,
        OPEN,
        /** Slots that have been connected or failed at least once. */
        RESOLVED,
        ECHOED,
        SENT,
        RECEIVED,
        WRONG,
        SKIPPED,
        BYTES_SENT,
        BYTES_RECEIVED,
        /** Answers of the measured time that came, right or wrong. */
        ANSWERED,
        /** Messages under way. */
        PENDING,
        CHECK_ASKED,
        CHECK_ANSWERED,
        /** Connections that the peer ended after the hold. */
        DRAINED,
        MAX_LAG_NANOS,
        /** Users connected, but not yet welcomed. */
        GREETING,
        REGISTERED,
        /** Users who gave up registering or joining. */
        REFUSED,
        JOINED,
        /** Deliveries that messages are to have; those that came, and all of any time. */
        EXPECTED,
        DELIVERED,
        ARRIVED,
        DUPLICATE,
        OUT_OF_ORDER,
        LINES,
        JOIN_LINES,
        QUIT_LINES,
        JOINS_REFUSED,
        SLOW_READERS,
        SLOW_READERS_CUT
    }

    private final AtomicLongArray counts = new AtomicLongArray(Count.values().length);

    /** The loop's thread, as the next two. */
    public void add(Count what, long amount) {
        counts.lazySet(what.ordinal(), counts.getPlain(what.ordinal()) + amount);
    }

    public void increment(Count what) {
        add(what, 1);
    }

    public void atLeast(Count what, long value) {
        if (value > counts.getPlain(what.ordinal())) {
            counts.lazySet(what.ordinal(), value);
        }
    }

    /** Any thread. */
    public long get(Count what) {
        return counts.get(what.ordinal());
    }
}
