package io.roost.fault;

import io.roost.toxic.Toxic;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Has the peer not be read, for good or until a time, and holds the little that was read already. Until then a new
 * connection is not shown to its service, unless it is never to be.
 */
final class ClosedStage extends Stage {
    private final Queue<Chunk> waiting = new ArrayDeque<>(2);
    private final long beganNanos;
    private long openNanos;
    private boolean isOpen;

    /**
     * For one of the two.
     *
     * @param isNew whether the connection has not been shown to its service yet
     */
    ClosedStage(ToxicChain chain, Toxic toxic, long nowNanos, boolean isNew) {
        super(chain);
        beganNanos = nowNanos;
        isOpen = toxic instanceof Toxic.ConnectDelay && !isNew;
        set(toxic);
    }

    @Override
    void take(Chunk chunk, long nowNanos) {
        if (isOpen) {
            next().take(chunk, nowNanos);
        } else {
            waiting.add(chunk);
        }
    }

    @Override
    long dueNanos() {
        return isOpen ? NEVER : openNanos;
    }

    @Override
    void wake(long nowNanos) {
        if (!isOpen && openNanos <= nowNanos) {
            letGo(nowNanos);
        }
    }

    @Override
    void change(Toxic toxic, long nowNanos) {
        set(toxic);
        wake(nowNanos);
    }

    @Override
    void letGo(long nowNanos) {
        isOpen = true;
        link().connect();
        for (Chunk chunk = waiting.poll(); chunk != null; chunk = waiting.poll()) {
            next().take(chunk, nowNanos);
        }
    }

    @Override
    void drop() {
        for (Chunk chunk = waiting.poll(); chunk != null; chunk = waiting.poll()) {
            lose(chunk);
        }
    }

    @Override
    boolean stopsReading() {
        return !isOpen;
    }

    /** Whether the service may not see the connection yet. */
    boolean hidesConnection() {
        return !isOpen && openNanos != NEVER;
    }

    private void set(Toxic toxic) {
        openNanos = toxic instanceof Toxic.ConnectDelay delay ? beganNanos + delay.delayMs() * NANOS_PER_MS : NEVER;
    }
}
