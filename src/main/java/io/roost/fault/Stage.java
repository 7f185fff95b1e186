package io.roost.fault;

import io.roost.toxic.Toxic;

/**
 * One toxic at work on one stream of one connection. What it is given it passes on in order, loses, or holds until it is
 * due.
 *
 * <p><b>Threading:</b> event loop only. <b>Ownership:</b> of what it holds. Times are nanoseconds of the handler's clock.
 */
abstract class Stage {
    static final long NEVER = Long.MAX_VALUE;
    static final long NANOS_PER_MS = 1_000_000;

    private final ToxicChain chain;

    @SuppressWarnings("NullAway.Init") // set by the chain before anything comes
    private Stage next;

    Stage(ToxicChain chain) {
        this.chain = chain;
    }

    /** Takes {@code chunk} over. */
    abstract void take(Chunk chunk, long nowNanos);

    /** When it would be woken. */
    long dueNanos() {
        return NEVER;
    }

    /** Does what is due by now. */
    void wake(long nowNanos) {}

    /** Its toxic has other attributes. */
    abstract void change(Toxic toxic, long nowNanos);

    /** Its toxic is gone: passes on what it holds. */
    void letGo(long nowNanos) {}

    /** The connection is over: loses what it holds. */
    void drop() {}

    /** Whether the peer may not be read because of it. */
    boolean stopsReading() {
        return false;
    }

    final void leadsTo(Stage following) {
        next = following;
    }

    final Stage next() {
        return next;
    }

    final Link link() {
        return chain.link();
    }

    /** Loses one that was taken. */
    final void lose(Chunk chunk) {
        chain.left(chunk.bytes());
        chunk.lose();
    }

    /** Cuts a piece off the front of one that was taken. */
    final Chunk split(Chunk chunk, int bytes) {
        chain.divided();
        return chunk.split(bytes);
    }

    /** Ends the stream here. */
    final void cut(long nowNanos) {
        chain.divided();
        next.take(Chunk.cut(), nowNanos);
    }
}
