package io.roost.irc.command;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/**
 * What a client sent while a command of its own is being answered elsewhere. The client is not read meanwhile,
 * so this is about what one turn read.
 *
 * <p><b>Threading:</b> event loop only. <b>Ownership:</b> of the bytes.
 */
final class Suspension {
    private final ByteBuf data;

    Suspension(ByteBufAllocator buffers) {
        this.data = buffers.directBuffer();
    }

    void hold(ByteBuf bytes, int from, int to) {
        data.writeBytes(bytes, from, to - from);
    }

    ByteBuf data() {
        return data;
    }

    void release() {
        data.release();
    }
}
