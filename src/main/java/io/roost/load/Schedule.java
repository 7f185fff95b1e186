package io.roost.load;

/**
 * When the messages of a loop are due: evenly, one after the other, whatever becomes of them (an open loop).
 *
 * <p>With {@code shuffled}, each round visits the connections in another order within blocks of a twentieth of them, so a connection's
 * heartbeats come at its interval, give or take five per cent, and never in step with anything.
 */
public final class Schedule {
    private static final int BLOCKS = 20;

    /** Prime and larger than any block, so that its multiples visit every place of a block. */
    private static final long STRIDE = 1_000_000_007L;

    private final int connections;
    private final double intervalNanos;
    private final boolean shuffled;
    private final int blockSize;
    private long startNanos;
    private long next;

    /** {@code perSecond} messages over so many connections. */
    public Schedule(int connections, double perSecond, boolean shuffled) {
        this.connections = connections;
        this.intervalNanos = 1e9 / perSecond;
        this.shuffled = shuffled;
        this.blockSize = Math.max(1, (connections + BLOCKS - 1) / BLOCKS);
    }

    /** The first message is due then. */
    public void startAt(long nanos) {
        startNanos = nanos;
        next = 0;
    }

    /** When the next message is due. */
    public long dueNanos() {
        return dueNanos(next);
    }

    /** The connection whose turn it is. */
    public int connection() {
        int place = (int) (next % connections);
        return shuffled ? shuffled(next / connections, place) : place;
    }

    /** To the next message. */
    public void advance() {
        next++;
    }

    /** When the {@code round}th message of a connection is due, counted from 0, in a schedule that is not shuffled. */
    long dueNanos(int connection, long round) {
        return dueNanos(connection + round * connections);
    }

    private long dueNanos(long message) {
        return startNanos + (long) (message * intervalNanos);
    }

    private int shuffled(long round, int place) {
        int first = place / blockSize * blockSize;
        long size = Math.min(blockSize, connections - first);
        long shift = Math.floorMod(Hashes.mix(round * BLOCKS + first), size);
        return first + (int) (((place - first) * STRIDE + shift) % size);
    }
}
