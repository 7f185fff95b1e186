package io.roost.fault;

import io.roost.toxic.Toxic;

/** Says that a new connection is to be refused; one that is there already it leaves alone. */
final class RefusalStage extends Stage {
    RefusalStage(ToxicChain chain) {
        super(chain);
    }

    @Override
    void take(Chunk chunk, long nowNanos) {
        next().take(chunk, nowNanos);
    }

    @Override
    void change(Toxic toxic, long nowNanos) {}
}
