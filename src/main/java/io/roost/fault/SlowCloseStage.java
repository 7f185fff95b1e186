package io.roost.fault;

import io.roost.toxic.Toxic;

/** Holds the end for a time. */
final class SlowCloseStage extends HeldEndStage {
    private long delayNanos;
    private long heldSinceNanos;

    SlowCloseStage(ToxicChain chain, Toxic.SlowClose toxic) {
        super(chain);
        delayNanos = toxic.delayMs() * NANOS_PER_MS;
    }

    @Override
    void take(Chunk chunk, long nowNanos) {
        if (!chunk.isEnd()) {
            next().take(chunk, nowNanos);
        } else if (isEndHeld()) {
            lose(chunk);
        } else {
            hold(chunk);
            heldSinceNanos = nowNanos;
            wake(nowNanos);
        }
    }

    @Override
    long dueNanos() {
        return !isEndHeld() ? NEVER : heldSinceNanos + delayNanos;
    }

    @Override
    void wake(long nowNanos) {
        if (dueNanos() <= nowNanos) {
            letGo(nowNanos);
        }
    }

    @Override
    void change(Toxic toxic, long nowNanos) {
        delayNanos = ((Toxic.SlowClose) toxic).delayMs() * NANOS_PER_MS;
        wake(nowNanos);
    }
}
