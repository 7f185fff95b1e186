package io.roost.fault;

import io.roost.toxic.Toxic;
import java.util.ArrayDeque;
import java.util.Queue;

/** The end of a chain: hands on what comes while its taker has room, and holds it otherwise. */
final class ExitStage extends Stage {
    /** Who takes what has passed all stages, in one direction. */
    interface Taker {
        boolean hasRoom();

        /** Takes the data of {@code chunk} over. */
        void pass(Chunk chunk);

        /** All before it has passed. */
        void end(Chunk end);
    }

    private final Queue<Chunk> waiting = new ArrayDeque<>(2);
    private final ToxicChain chain;
    private final Taker taker;

    ExitStage(ToxicChain chain, Taker taker) {
        super(chain);
        this.chain = chain;
        this.taker = taker;
    }

    @Override
    void take(Chunk chunk, long nowNanos) {
        if (waiting.isEmpty() && taker.hasRoom()) {
            pass(chunk);
        } else {
            chunk.fit(link().buffers());
            waiting.add(chunk);
        }
    }

    @Override
    void wake(long nowNanos) {
        while (!waiting.isEmpty() && taker.hasRoom()) {
            pass(waiting.remove());
        }
    }

    private void pass(Chunk chunk) {
        chain.left(chunk.bytes());
        if (chunk.isEnd()) {
            taker.end(chunk);
        } else {
            taker.pass(chunk);
        }
    }

    @Override
    void change(Toxic toxic, long nowNanos) {}

    @Override
    void drop() {
        for (Chunk chunk = waiting.poll(); chunk != null; chunk = waiting.poll()) {
            lose(chunk);
        }
    }
}
