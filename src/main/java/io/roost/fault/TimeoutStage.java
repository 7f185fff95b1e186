package io.roost.fault;

import io.roost.toxic.Toxic;

/** A black hole, which after a time closes the connection, and when it goes too: what was lost can't be made up for. */
final class TimeoutStage extends Stage {
    private long dueNanos;

    TimeoutStage(ToxicChain chain, Toxic.Timeout toxic, long nowNanos) {
        super(chain);
        dueNanos = dueNanos(toxic, nowNanos);
    }

    @Override
    void take(Chunk chunk, long nowNanos) {
        if (chunk.isEnd()) {
            next().take(chunk, nowNanos);
        } else {
            lose(chunk);
        }
    }

    @Override
    long dueNanos() {
        return dueNanos;
    }

    @Override
    void wake(long nowNanos) {
        if (dueNanos <= nowNanos) {
            dueNanos = NEVER;
            cut(nowNanos);
        }
    }

    @Override
    void change(Toxic toxic, long nowNanos) {
        dueNanos = dueNanos((Toxic.Timeout) toxic, nowNanos);
    }

    @Override
    void letGo(long nowNanos) {
        cut(nowNanos);
    }

    private static long dueNanos(Toxic.Timeout toxic, long nowNanos) {
        return toxic.timeoutMs() == 0 ? NEVER : nowNanos + toxic.timeoutMs() * NANOS_PER_MS;
    }
}
