package io.roost.fault;

import io.roost.toxic.Toxic;

/** Lets so much pass in a second: each piece, of up to a tenth of that, when the line would have carried it. */
final class BandwidthStage extends PacedStage {
    /** A rate of 1 is 1,000 bytes a second: in these milliseconds as many bytes pass as in Toxiproxy. */
    private static final int PIECE_MS = 100;

    private long bytesPerMs;
    private long freeAtNanos;

    BandwidthStage(ToxicChain chain, Toxic.Bandwidth toxic) {
        super(chain);
        bytesPerMs = toxic.rate();
    }

    @Override
    void planFor(Chunk head, long nowNanos) {
        long beginNanos = Math.max(freeAtNanos, head.enteredNanos());
        if (head.isEnd() || head.bytes() == 0) {
            plan(0, beginNanos);
        } else if (bytesPerMs == 0) {
            plan(0, NEVER);
        } else {
            int bytes = (int) Math.min(head.bytes(), bytesPerMs * PIECE_MS);
            plan(bytes, beginNanos + bytes * NANOS_PER_MS / bytesPerMs);
        }
    }

    @Override
    void passed(boolean isEnd, long dueNanos) {
        freeAtNanos = dueNanos;
    }

    @Override
    void change(Toxic toxic, long nowNanos) {
        bytesPerMs = ((Toxic.Bandwidth) toxic).rate();
        replan(nowNanos);
    }
}
