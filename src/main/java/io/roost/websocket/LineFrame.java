package io.roost.websocket;

import io.netty.buffer.ByteBuf;

/**
 * A line as a WebSocket message of a server: one unmasked frame (RFC 6455 § 5.2), whose header comes instead of the
 * CR LF. Made in place, so that what carries a line costs no copy of it.
 */
final class LineFrame {
    private static final int TEXT = 0x81;
    private static final int BINARY = 0x82;
    private static final int SHORT_HEADER = 2;
    private static final int LONG_HEADER = 4;

    /** From this length on it takes two bytes more. */
    private static final int LONG = 126;

    private static final int CR_LF = 2;

    private LineFrame() {}

    /** Makes a frame of the line that begins at {@code from} and ends, with its CR LF, at the writer index. */
    private static void ofLine(ByteBuf out, int from, boolean isBinary) {
        int length = out.writerIndex() - from - CR_LF;
        int header = length < LONG ? SHORT_HEADER : LONG_HEADER;
        out.ensureWritable(header - CR_LF);
        out.setBytes(from + header, out, from, length);
        out.setByte(from, isBinary ? BINARY : TEXT);
        if (header == SHORT_HEADER) {
            out.setByte(from + 1, length);
        } else {
            out.setByte(from + 1, LONG).setShort(from + 2, length);
        }
        out.writerIndex(from + header + length);
    }

    /** Makes a frame of each line that begins at {@code from} or later. */
    static void ofLines(ByteBuf out, int from, boolean isBinary) {
        int end = out.indexOf(from, out.writerIndex(), (byte) '\n') + 1;
        if (end == 0) {
            return;
        }
        if (end == out.writerIndex()) {
            ofLine(out, from, isBinary);
            return;
        }
        ByteBuf more = out.copy(end, out.writerIndex() - end);
        out.writerIndex(end);
        ofLine(out, from, isBinary);
        while (more.isReadable()) {
            int line = out.writerIndex();
            out.writeBytes(more, more.bytesBefore((byte) '\n') + 1);
            ofLine(out, line, isBinary);
        }
        more.release();
    }
}
