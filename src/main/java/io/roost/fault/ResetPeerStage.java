package io.roost.fault;

import io.roost.toxic.Toxic;

/** Resets the connection a time after the first that comes; that and what follows is lost. */
final class ResetPeerStage extends HeldEndStage {
    private long timeoutNanos;
    private long firstNanos = NEVER;

    ResetPeerStage(ToxicChain chain, Toxic.ResetPeer toxic) {
        super(chain);
        timeoutNanos = toxic.timeoutMs() * NANOS_PER_MS;
    }

    @Override
    void take(Chunk chunk, long nowNanos) {
        if (!chunk.isEnd() && chunk.bytes() == 0) {
            next().take(chunk, nowNanos);
            return;
        }
        firstNanos = Math.min(firstNanos, nowNanos);
        if (chunk.isEnd()) {
            hold(chunk);
        } else {
            lose(chunk);
        }
        wake(nowNanos);
    }

    @Override
    long dueNanos() {
        return firstNanos == NEVER ? NEVER : firstNanos + timeoutNanos;
    }

    @Override
    void wake(long nowNanos) {
        if (dueNanos() <= nowNanos) {
            link().reset();
        }
    }

    @Override
    void change(Toxic toxic, long nowNanos) {
        timeoutNanos = ((Toxic.ResetPeer) toxic).timeoutMs() * NANOS_PER_MS;
        wake(nowNanos);
    }

    @Override
    void drop() {
        firstNanos = NEVER;
        super.drop();
    }
}
