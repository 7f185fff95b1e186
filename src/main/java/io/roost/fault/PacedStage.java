package io.roost.fault;

import java.util.ArrayDeque;
import java.util.Queue;

/** Holds what comes until it is due, piece by piece. */
abstract class PacedStage extends Stage {
    /** Then the loop has its other connections' turn. */
    private static final int PIECES_PER_WAKE = 128;

    private static final long UNPLANNED = -1;

    private final Queue<Chunk> waiting = new ArrayDeque<>(2);
    private long dueNanos = UNPLANNED;
    private int pieceBytes;

    PacedStage(ToxicChain chain) {
        super(chain);
    }

    /** Decides by {@link #plan} how much of {@code head}, which came first, passes next, and when. */
    abstract void planFor(Chunk head, long nowNanos);

    /** A piece passes that was due then. */
    abstract void passed(boolean isEnd, long dueNanos);

    final void plan(int bytes, long due) {
        pieceBytes = bytes;
        dueNanos = due;
    }

    /** What was planned holds no more. */
    final void replan(long nowNanos) {
        dueNanos = UNPLANNED;
        wake(nowNanos);
    }

    @Override
    final void take(Chunk chunk, long nowNanos) {
        chunk.enter(nowNanos);
        waiting.add(chunk);
        wake(nowNanos);
        if (!waiting.isEmpty()) {
            chunk.fit(link().buffers());
        }
    }

    @Override
    final void wake(long nowNanos) {
        for (int pieces = 0; pieces < PIECES_PER_WAKE; pieces++) {
            Chunk head = waiting.peek();
            if (head == null) {
                return;
            }
            if (dueNanos == UNPLANNED) {
                planFor(head, nowNanos);
            }
            if (dueNanos > nowNanos) {
                return;
            }
            passed(head.isEnd(), dueNanos);
            dueNanos = UNPLANNED;
            if (pieceBytes >= head.bytes()) {
                waiting.remove();
                next().take(head, nowNanos);
            } else {
                next().take(split(head, pieceBytes), nowNanos);
            }
        }
    }

    @Override
    final long dueNanos() {
        return waiting.isEmpty() ? NEVER : dueNanos == UNPLANNED ? 0 : dueNanos;
    }

    @Override
    final void letGo(long nowNanos) {
        for (Chunk chunk = waiting.poll(); chunk != null; chunk = waiting.poll()) {
            next().take(chunk, nowNanos);
        }
    }

    @Override
    final void drop() {
        for (Chunk chunk = waiting.poll(); chunk != null; chunk = waiting.poll()) {
            lose(chunk);
        }
    }
}
