package io.roost.fault;

import io.roost.toxic.Toxic;

/** Ends the stream when so much has passed; what comes after is lost. */
final class LimitDataStage extends Stage {
    private long limit;
    private long passedBytes;
    private boolean isOver;

    LimitDataStage(ToxicChain chain, Toxic.LimitData toxic) {
        super(chain);
        limit = toxic.bytes();
    }

    @Override
    void take(Chunk chunk, long nowNanos) {
        if (isOver) {
            lose(chunk);
            return;
        }
        if (chunk.isEnd() || chunk.bytes() == 0) {
            next().take(chunk, nowNanos);
            return;
        }
        int bytes = (int) Math.min(chunk.bytes(), Math.max(0, limit - passedBytes));
        passedBytes += bytes;
        isOver = passedBytes >= limit;
        if (bytes == chunk.bytes()) {
            next().take(chunk, nowNanos);
        } else {
            if (bytes > 0) {
                next().take(split(chunk, bytes), nowNanos);
            }
            lose(chunk);
        }
        if (isOver) {
            cut(nowNanos);
        }
    }

    @Override
    void change(Toxic toxic, long nowNanos) {
        limit = ((Toxic.LimitData) toxic).bytes();
    }
}
