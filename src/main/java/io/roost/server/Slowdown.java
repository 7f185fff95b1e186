package io.roost.server;

import io.roost.connection.Lane;
import io.roost.metrics.LoopCounter;

/**
 * Has those of a lane slowed who send more than the others: whoever brings more in one read than a read of that lane has
 * brought on the average since the last call, and more than a line or two.
 *
 * <p><b>Threading:</b> one thread.
 */
final class Slowdown {
    private static final int LEAST_BYTES = 1_024;

    private final Lane lane;
    private long lastBytes;
    private long lastReads;
    private boolean isHeld;

    Slowdown(Lane lane) {
        this.lane = lane;
    }

    /** To be called again and again, whether it is to be so or not. */
    void hold(boolean isWanted) {
        long bytes = lane.counters().get(LoopCounter.BYTES_IN);
        long reads = lane.counters().get(LoopCounter.MESSAGES_IN);
        if (isWanted) {
            long mean = (bytes - lastBytes) / Math.max(1, reads - lastReads);
            lane.heavySenders().slowFrom((int) Math.max(LEAST_BYTES, Math.min(Integer.MAX_VALUE - 1, mean)));
        } else if (isHeld) {
            lane.heavySenders().slowNobody();
        }
        isHeld = isWanted;
        lastBytes = bytes;
        lastReads = reads;
    }
}
