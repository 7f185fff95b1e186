package io.roost.fault;

import org.jspecify.annotations.Nullable;

/** A stage that holds the end, and nothing else. */
abstract class HeldEndStage extends Stage {
    private @Nullable Chunk end;

    HeldEndStage(ToxicChain chain) {
        super(chain);
    }

    final boolean isEndHeld() {
        return end != null;
    }

    /** Takes the first end over; another one is lost. */
    final void hold(Chunk chunk) {
        if (end == null) {
            end = chunk;
        } else {
            lose(chunk);
        }
    }

    @Override
    final void letGo(long nowNanos) {
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
