package io.roost.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** What {@code /bytes/N} sends: lines of digits and letters, from one block that all connections share. */
final class Filler {
    static final int BLOCK_BYTES = 64 << 10;

    private static final String LINE = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-\n";
    private static final ByteBuf BLOCK = Unpooled.unreleasableBuffer(filled()).asReadOnly();

    private Filler() {}

    /** A view of the block's first bytes; need not be released. */
    static ByteBuf first(int bytes) {
        return BLOCK.duplicate().writerIndex(bytes);
    }

    private static ByteBuf filled() {
        ByteBuf block = Unpooled.directBuffer(BLOCK_BYTES);
        for (int i = 0; i < BLOCK_BYTES; i++) {
            block.writeByte(LINE.charAt(i % LINE.length()));
        }
        return block;
    }
}
