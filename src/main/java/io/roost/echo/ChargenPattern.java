package io.roost.echo;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/**
 * The pattern of RFC 864: lines of 72 of the 95 printing ASCII characters, each line starting one
 * character further than the line before it, so that it repeats after 95 lines.
 */
final class ChargenPattern {
    static final int LINE_CHARS = 72;
    private static final int PRINTING = 95;
    private static final int CYCLE_BYTES = PRINTING * (LINE_CHARS + 2);

    /** Whole cycles only: a connection has no position to keep. */
    private static final int CYCLES = 8;

    private static final ByteBuf BLOCK = Unpooled.unreleasableBuffer(filled()).asReadOnly();

    private ChargenPattern() {}

    /** A view of 56,240 bytes on the shared block; need not be released. */
    static ByteBuf block() {
        return BLOCK.duplicate();
    }

    private static ByteBuf filled() {
        ByteBuf block = Unpooled.directBuffer(CYCLES * CYCLE_BYTES);
        for (int line = 0; line < CYCLES * PRINTING; line++) {
            for (int column = 0; column < LINE_CHARS; column++) {
                block.writeByte(' ' + (line + column) % PRINTING);
            }
            block.writeByte('\r').writeByte('\n');
        }
        return block;
    }
}
