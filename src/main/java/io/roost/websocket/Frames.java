package io.roost.websocket;

import io.netty.buffer.ByteBuf;

/** Writes frames of a server, which are not masked (RFC 6455 § 5.2). */
final class Frames {
    static final int FIN = 0x80;
    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int BINARY = 2;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;
    private static final int TWO_BYTES = 126;
    private static final int EIGHT_BYTES = 127;

    /** All of a close frame with a code and no text. */
    static final int CLOSE_BYTES = 4;

    private Frames() {}

    /** Bytes of the header of a frame with so many bytes. */
    static int headerBytes(int length) {
        return length < TWO_BYTES ? 2 : length < 1 << 16 ? 4 : 10;
    }

    /** Sets the header of a frame at {@code at}; returns where its payload begins. */
    static int setHeader(ByteBuf out, int at, int finAndOpcode, int length) {
        out.setByte(at, finAndOpcode);
        if (length < TWO_BYTES) {
            out.setByte(at + 1, length);
        } else if (length < 1 << 16) {
            out.setByte(at + 1, TWO_BYTES).setShort(at + 2, length);
        } else {
            out.setByte(at + 1, EIGHT_BYTES).setLong(at + 2, length);
        }
        return at + headerBytes(length);
    }

    /** Writes the header of a frame. */
    static void header(ByteBuf out, int finAndOpcode, int length) {
        out.ensureWritable(headerBytes(length));
        out.writerIndex(setHeader(out, out.writerIndex(), finAndOpcode, length));
    }

    /** Answers a ping that had these bytes, at most 125. */
    static void pong(ByteBuf out, ByteBuf bytes, int from, int to) {
        header(out, FIN | PONG, to - from);
        out.writeBytes(bytes, from, to - from);
    }

    /** Asks whether the peer lives. */
    static void ping(ByteBuf out) {
        header(out, FIN | PING, 0);
    }

    /** Closes; code 0: no reason is given. */
    static void close(ByteBuf out, int code) {
        header(out, FIN | CLOSE, code == 0 ? 0 : 2);
        if (code != 0) {
            out.writeShort(code);
        }
    }
}
