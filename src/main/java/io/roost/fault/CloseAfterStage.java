package io.roost.fault;

import io.roost.toxic.Toxic;

/** Lets everything pass until its time is over, then closes the connection. */
final class CloseAfterStage extends Stage {
    private final long beganNanos;
    private long dueNanos;

    CloseAfterStage(ToxicChain chain, Toxic.CloseAfter toxic, long nowNanos) {
        super(chain);
        beganNanos = nowNanos;
        dueNanos = nowNanos + toxic.delayMs() * NANOS_PER_MS;
    }

    @Override
    void take(Chunk chunk, long nowNanos) {
        next().take(chunk, nowNanos);
    }

    @Override
    long dueNanos() {
        return dueNanos;
    }

    @Override
    void wake(long nowNanos) {
        if (dueNanos <= nowNanos) {
            dueNanos = NEVER;
            link().cut();
        }
    }

    @Override
    void change(Toxic toxic, long nowNanos) {
        dueNanos = beganNanos + ((Toxic.CloseAfter) toxic).delayMs() * NANOS_PER_MS;
        wake(nowNanos);
    }
}
