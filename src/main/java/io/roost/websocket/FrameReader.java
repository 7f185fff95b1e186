package io.roost.websocket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.roost.irc.wire.Incomplete;
import org.jspecify.annotations.Nullable;

/**
 * Takes the frames of a client apart (RFC 6455 § 5), wherever the reads have cut them, and unmasks them where they
 * lie. Exists only while a frame or a message is incomplete.
 *
 * <p>With a limit, messages are handed over whole: what of one has come is kept until then. Without, they are handed
 * over as they come, and nothing is kept but a control frame's 125 bytes.
 *
 * <p><b>Threading:</b> event loop only. <b>Ownership:</b> of what it keeps.
 */
final class FrameReader implements Incomplete {
    private static final int FIN = 0x80;
    private static final int RESERVED = 0x70;
    private static final int OPCODE = 0x0F;
    private static final int MASKED = 0x80;
    private static final int LENGTH = 0x7F;
    private static final int TEXT = 1;
    private static final int BINARY = 2;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;
    private static final int CONTROL = 8;
    private static final int MOST_OF_CONTROL = 125;
    private static final int TWO_BYTES = 126;
    private static final int MASK_BYTES = 4;
    private static final int LEAST_KEPT = 64;
    private static final long ASCII = 0x8080808080808080L;

    /** What of a header is to come: its first byte, its second, a length, the mask; then the payload. */
    private static final int AT_FIRST = 0;

    private static final int AT_SECOND = 1;
    private static final int AT_LENGTH = 2;
    private static final int AT_MASK = 3;
    private static final int AT_PAYLOAD = 4;

    private final int mostBytes;
    private final ByteBufAllocator buffers;
    private int at = AT_FIRST;
    private int bytesLeft;
    private int frame;
    private long length;
    private int mask;
    private boolean isShortest;

    /** The opcode of the message that is open, 0: none; and what of it was handed over or is kept. */
    private int message;

    private boolean isBegun;
    private int utf8;
    private @Nullable ByteBuf kept;
    private @Nullable ByteBuf keptOfControl;

    private FrameReader(int mostBytes, ByteBufAllocator buffers) {
        this.mostBytes = mostBytes;
        this.buffers = buffers;
    }

    /**
     * Hands what {@code data} brings to {@code sink}, and changes it meanwhile.
     *
     * @param before what the call before has returned
     * @param mostBytes of a message, which is then handed over whole; 0: of any size, in parts
     * @return what is incomplete; null if nothing is, or no more is to be read
     */
    static @Nullable FrameReader read(
            @Nullable FrameReader before, ByteBuf data, int mostBytes, ByteBufAllocator buffers, FrameSink sink) {
        FrameReader reader = before != null ? before : new FrameReader(mostBytes, buffers);
        if (reader.readAll(data, sink) && reader.isIncomplete()) {
            return reader;
        }
        reader.release();
        return null;
    }

    @Override
    public void release() {
        if (kept != null) {
            kept.release();
            kept = null;
        }
        if (keptOfControl != null) {
            keptOfControl.release();
            keptOfControl = null;
        }
    }

    private boolean isIncomplete() {
        return at != AT_FIRST || message != 0;
    }

    private boolean readAll(ByteBuf data, FrameSink sink) {
        int from = data.readerIndex();
        int end = data.writerIndex();
        while (from < end || (at == AT_PAYLOAD && length == 0)) {
            if (at < AT_PAYLOAD) {
                if (!header(data.getByte(from++) & 0xFF, sink)) {
                    return false;
                }
                continue;
            }
            int to = (int) Math.min(end, from + length);
            length -= to - from;
            if (!payload(data, from, to, sink)) {
                sink.rest(data, to, end);
                return false;
            }
            from = to;
        }
        return true;
    }

    private boolean header(int one, FrameSink sink) {
        switch (at) {
            case AT_FIRST -> {
                frame = one;
                at = AT_SECOND;
                return firstIsRight(sink);
            }
            case AT_SECOND -> {
                return second(one, sink);
            }
            case AT_LENGTH -> {
                length = (length << 8) | one;
                if (--bytesLeft == 0) {
                    return lengthIsRight(sink);
                }
            }
            default -> {
                mask = (mask << 8) | one;
                if (--bytesLeft == 0) {
                    at = AT_PAYLOAD;
                }
            }
        }
        return true;
    }

    private boolean firstIsRight(FrameSink sink) {
        int opcode = frame & OPCODE;
        if ((frame & RESERVED) != 0) {
            return fault(sink, "reserved bits are set");
        }
        if (opcode >= CONTROL) {
            if (opcode > PONG) {
                return fault(sink, "no such frame");
            }
            return (frame & FIN) != 0 || fault(sink, "a control frame in parts");
        }
        if (opcode > BINARY) {
            return fault(sink, "no such frame");
        }
        if (opcode == 0 ? message == 0 : message != 0) {
            return fault(sink, opcode == 0 ? "nothing to go on with" : "the message before is not over");
        }
        if (opcode != 0) {
            message = opcode;
            isBegun = false;
            utf8 = Utf8Stream.WHOLE;
        }
        return true;
    }

    private boolean second(int one, FrameSink sink) {
        if ((one & MASKED) == 0) {
            return fault(sink, "a client's frame without a mask");
        }
        int shortLength = one & LENGTH;
        if ((frame & OPCODE) >= CONTROL && shortLength > MOST_OF_CONTROL) {
            return fault(sink, "a control frame of more than 125 bytes");
        }
        if (shortLength < TWO_BYTES) {
            length = shortLength;
            return lengthIsRight(sink);
        }
        length = 0;
        at = AT_LENGTH;
        bytesLeft = shortLength == TWO_BYTES ? Short.BYTES : Long.BYTES;
        isShortest = shortLength == TWO_BYTES;
        return true;
    }

    private boolean lengthIsRight(FrameSink sink) {
        if (at == AT_LENGTH && (length < 0 || length < (isShortest ? TWO_BYTES : 1 << 16))) {
            return fault(sink, "a length that is not written the shortest way");
        }
        boolean isOver = (frame & OPCODE) < CONTROL && mostBytes > 0 && length + keptBytes() > mostBytes;
        if (isOver) {
            sink.fault(CloseCode.TOO_BIG, "Message too long");
            return false;
        }
        at = AT_MASK;
        bytesLeft = MASK_BYTES;
        return true;
    }

    private int keptBytes() {
        return kept == null ? 0 : kept.readableBytes();
    }

    /** A part of the payload or all of it; {@code length} is what is still to come then. */
    private boolean payload(ByteBuf data, int from, int to, FrameSink sink) {
        boolean isAscii = unmask(data, from, to);
        boolean isWhole = length == 0;
        if (isWhole) {
            at = AT_FIRST;
        }
        if ((frame & OPCODE) >= CONTROL) {
            return control(data, from, to, isWhole, sink);
        }
        boolean isLast = isWhole && (frame & FIN) != 0;
        if (message == TEXT && !(isAscii && utf8 == Utf8Stream.WHOLE)) {
            utf8 = Utf8Stream.next(utf8, data, from, to);
        }
        if (message == TEXT && (utf8 == Utf8Stream.WRONG || (isLast && utf8 != Utf8Stream.WHOLE))) {
            sink.fault(CloseCode.INVALID_TEXT, "Text that is not UTF-8");
            return false;
        }
        return mostBytes == 0 ? hand(data, from, to, isLast, sink) : keep(data, from, to, isLast, sink);
    }

    private boolean hand(ByteBuf data, int from, int to, boolean isLast, FrameSink sink) {
        int bits = (isBegun ? 0 : FrameSink.FIRST)
                | (isLast ? FrameSink.LAST : 0)
                | (message == TEXT ? FrameSink.TEXT : 0);
        isBegun = true;
        if (isLast) {
            message = 0;
        }
        boolean isNothing = from == to && (bits & (FrameSink.FIRST | FrameSink.LAST)) == 0;
        return isNothing || sink.data(data, from, to, bits);
    }

    private boolean keep(ByteBuf data, int from, int to, boolean isLast, FrameSink sink) {
        if (isLast && kept == null) {
            return hand(data, from, to, true, sink);
        }
        if (kept == null) {
            // What a header announces may never come.
            kept = buffers.directBuffer(Math.max(LEAST_KEPT, to - from));
        }
        kept.writeBytes(data, from, to - from);
        if (!isLast) {
            return true;
        }
        ByteBuf whole = kept;
        kept = null;
        try {
            return hand(whole, whole.readerIndex(), whole.writerIndex(), true, sink);
        } finally {
            whole.release();
        }
    }

    private boolean control(ByteBuf data, int from, int to, boolean isWhole, FrameSink sink) {
        if (isWhole && keptOfControl == null) {
            return control(data, from, to, sink);
        }
        if (keptOfControl == null) {
            keptOfControl = buffers.directBuffer(MOST_OF_CONTROL);
        }
        keptOfControl.writeBytes(data, from, to - from);
        if (!isWhole) {
            return true;
        }
        ByteBuf whole = keptOfControl;
        keptOfControl = null;
        try {
            return control(whole, whole.readerIndex(), whole.writerIndex(), sink);
        } finally {
            whole.release();
        }
    }

    private boolean control(ByteBuf bytes, int from, int to, FrameSink sink) {
        switch (frame & OPCODE) {
            case CLOSE -> {
                sink.close(bytes, from, to);
                return false;
            }
            case PING -> {
                return sink.ping(bytes, from, to);
            }
            default -> {
                return true; // a pong: that it came is what counts
            }
        }
    }

    /** Whether all bytes are ASCII. The mask is turned to where the next part begins. */
    private boolean unmask(ByteBuf data, int from, int to) {
        long mask8 = ((long) mask << 32) | (mask & 0xFFFFFFFFL);
        long all = 0;
        int i = from;
        for (; i <= to - Long.BYTES; i += Long.BYTES) {
            long plain = data.getLong(i) ^ mask8;
            data.setLong(i, plain);
            all |= plain;
        }
        for (int turned = mask; i < to; i++) {
            turned = Integer.rotateLeft(turned, 8);
            int plain = (data.getByte(i) ^ turned) & 0xFF;
            data.setByte(i, plain);
            all |= plain;
        }
        mask = Integer.rotateLeft(mask, 8 * ((to - from) & 3));
        return (all & ASCII) == 0;
    }

    private static boolean fault(FrameSink sink, String what) {
        sink.fault(CloseCode.PROTOCOL_ERROR, "WebSocket: " + what);
        return false;
    }
}
