package io.roost.fault;

import io.roost.toxic.Toxic;
import org.jspecify.annotations.Nullable;

/** Holds the end for a time. */
final class SlowCloseStage extends Stage {
    private long delayNanos;
    private long heldSinceNanos;
    private @Nullable Chunk end;

    SlowCloseStage(ToxicChain chain, Toxic.SlowClose toxic) {
        super(chain);
        delayNanos = toxic.delayMs() * NANOS_PER_MS;
    }

    @Override
    void take(Chunk chunk, long nowNanos) {
        if (!chunk.isEnd()) {
            next().take(chunk, nowNanos);
        } else if (end != null) {
            lose(chunk);
        } else {
            end = chunk;
            heldSinceNanos = nowNanos;
            wake(nowNanos);
        }
    }

    @Override
    long dueNanos() {
        return end == null ? NEVER : heldSinceNanos + delayNanos;
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
        if (held != null) {
            lose(held);
        }
    }
}
