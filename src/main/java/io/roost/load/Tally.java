package io.roost.load;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * What one loop has counted. <b>Threading:</b> written by the loop alone, without a locked instruction; read by any thread, a moment
 * late.
 */
final class Tally {
    /** What is counted. */
    enum Count {
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
        MAX_LAG_NANOS
    }

    private final AtomicLongArray counts = new AtomicLongArray(Count.values().length);

    void add(Count what, long amount) {
        counts.lazySet(what.ordinal(), counts.getPlain(what.ordinal()) + amount);
    }

    void increment(Count what) {
        add(what, 1);
    }

    void atLeast(Count what, long value) {
        if (value > counts.getPlain(what.ordinal())) {
            counts.lazySet(what.ordinal(), value);
        }
    }

    long get(Count what) {
        return counts.get(what.ordinal());
    }
}
