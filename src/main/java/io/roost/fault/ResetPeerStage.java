package io.roost.fault;

import io.roost.toxic.Toxic;
import org.jspecify.annotations.Nullable;

/** Resets the connection a time after the first that comes; that and what follows is lost. */
final class ResetPeerStage extends Stage {
    private long timeoutNanos;
    private long firstNanos = NEVER;
    private @Nullable Chunk end;

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
        if (chunk.isEnd() && end == null) {
            end = chunk;
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
    void letGo(long nowNanos) {
        Chunk held = end;
        end = null;
        if (held != null) {
            next().take(held, nowNanos);
        }
    }

    @Override
    void drop() {
        Chunk held = end;
        end = null;
        firstNanos = NEVER;
        if (held != null) {
            lose(held);
        }
    }
}
