package io.roost.fault;

import io.roost.toxic.Toxic;

/** Cuts what comes into pieces that are sent apart, with a time between them. */
final class SlicerStage extends PacedStage {
    private static final long NANOS_PER_US = 1_000;

    private Toxic.Slicer toxic;
    private long nextNanos;

    SlicerStage(ToxicChain chain, Toxic.Slicer toxic) {
        super(chain);
        this.toxic = toxic;
    }

    @Override
    void planFor(Chunk head, long nowNanos) {
        long variation = toxic.variationBytes();
        long shift = variation == 0 ? 0 : link().random().nextLong(-variation, variation + 1);
        int bytes = (int) Math.max(1, Math.min(Integer.MAX_VALUE, toxic.averageBytes() + shift));
        head.setApart();
        plan(Math.min(bytes, head.bytes()), Math.max(nextNanos, head.enteredNanos()));
    }

    @Override
    void passed(boolean isEnd, long dueNanos) {
        nextNanos = dueNanos + toxic.delayUs() * NANOS_PER_US;
    }

    @Override
    void change(Toxic to, long nowNanos) {
        toxic = (Toxic.Slicer) to;
        replan(nowNanos);
    }
}
