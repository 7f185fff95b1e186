package io.roost.fault;

import io.roost.toxic.Toxic;

/** Each comes later, by a time of its own but never before the one before it. */
final class LatencyStage extends PacedStage {
    private long latencyNanos;
    private long jitterNanos;
    private long lastDueNanos;

    LatencyStage(ToxicChain chain, Toxic.Latency toxic) {
        super(chain);
        set(toxic);
    }

    @Override
    void planFor(Chunk head, long nowNanos) {
        long due = head.isEnd() ? lastDueNanos : Math.max(lastDueNanos, head.enteredNanos() + delayNanos());
        plan(head.bytes(), due);
    }

    @Override
    void passed(boolean isEnd, long dueNanos) {
        lastDueNanos = dueNanos;
    }

    @Override
    void change(Toxic toxic, long nowNanos) {
        set((Toxic.Latency) toxic);
        replan(nowNanos);
    }

    private void set(Toxic.Latency toxic) {
        latencyNanos = toxic.latencyMs() * NANOS_PER_MS;
        jitterNanos = toxic.jitterMs() * NANOS_PER_MS;
    }

    private long delayNanos() {
        long shift = jitterNanos == 0 ? 0 : link().random().nextLong(-jitterNanos, jitterNanos);
        return Math.max(0, latencyNanos + shift);
    }
}
