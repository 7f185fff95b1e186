package io.roost.connection;

import io.roost.metrics.LoopCounters;
import java.util.List;

/**
 * How much may wait for clients that do not keep up: for one, and for all of the server together. Each lane counts what
 * waits on it in counters of its own; the sum over all of them is only looked at for a client that is behind, and anew
 * only after {@link #STEP_BYTES} more have come to wait on this lane or when somebody is about to be dropped. So no lane
 * writes what another reads in a hurry, and the sum may be exceeded by that much for each lane.
 *
 * <p><b>Threading:</b> its lane's loop.
 */
public final class SendQueue {
    /** For a client that has less than this to take, the sum is not asked. */
    private static final int SMALL_BYTES = 4_096;

    private static final long STEP_BYTES = 64 << 10;

    private int ofOne;
    private long ofAll;
    private final LoopCounters own;
    private final List<LoopCounters> others;
    private long othersBytes;
    private long ownBytesThen;

    /**
     * The limits as {@code lane} sees them.
     *
     * @param ofOne bytes for one connection
     * @param ofAll bytes for all connections of {@code lanes} together
     */
    public SendQueue(int ofOne, long ofAll, Lane lane, List<Lane> lanes) {
        this.ofOne = ofOne;
        this.ofAll = ofAll;
        this.own = lane.counters();
        this.others =
                lanes.stream().filter(one -> one != lane).map(Lane::counters).toList();
    }

    /** Other limits from now on. */
    public void limit(int bytesOfOne, long bytesOfAll) {
        this.ofOne = bytesOfOne;
        this.ofAll = bytesOfAll;
    }

    /** Whether that is too much for one. */
    boolean isOverOfOne(int waitingBytes) {
        return waitingBytes > ofOne;
    }

    /** Whether all together have too much waiting, for which one with so much has to pay. */
    boolean isOverOfAll(int waitingBytes) {
        if (waitingBytes <= SMALL_BYTES) {
            return false;
        }
        long bytes = own.queuedBytes();
        if (Math.abs(bytes - ownBytesThen) >= STEP_BYTES || bytes + othersBytes > ofAll) {
            ownBytesThen = bytes;
            long sum = 0;
            for (int i = 0; i < others.size(); i++) {
                sum += others.get(i).queuedBytes();
            }
            othersBytes = sum;
        }
        return bytes + othersBytes > ofAll;
    }
}
