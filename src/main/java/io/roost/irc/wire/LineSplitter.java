package io.roost.irc.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.util.ByteProcessor;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream into lines, wherever the reads have cut it. CR, LF and CR LF each end a line; empty lines
 * are no lines. Exists, and holds bytes, only while a line is incomplete: of bytes that never end in a
 * line it keeps no more than a line may have.
 *
 * <p><b>Threading:</b> event loop only. <b>Ownership:</b> of the incomplete line.
 */
public final class LineSplitter implements Incomplete {
    private final ByteBuf start;
    private boolean isTooLong;

    private LineSplitter(ByteBuf start) {
        this.start = start;
    }

    /**
     * Hands the lines of {@code data} to {@code sink}, the first one completed by what {@code before} holds.
     *
     * @return what holds the incomplete line at the end of {@code data}; null if there is none
     */
    public static @Nullable LineSplitter split(
            @Nullable LineSplitter before, ByteBuf data, ByteBufAllocator buffers, LineSink sink) {
        LineSplitter rest = before;
        int from = data.readerIndex();
        int end = data.writerIndex();
        while (from < end) {
            int to = data.forEachByte(from, end - from, ByteProcessor.FIND_CRLF);
            if (to < 0) {
                LineSplitter kept = rest != null ? rest : new LineSplitter(buffers.directBuffer(end - from));
                kept.keep(data, from, end);
                return kept;
            }
            boolean goesOn = true;
            if (rest != null) {
                rest.keep(data, from, to);
                goesOn = rest.hand(sink);
                rest = null;
            } else if (to - from > WireLimits.LINE) {
                goesOn = sink.tooLong();
            } else if (to > from) {
                goesOn = sink.line(data, from, to);
            }
            from = to + 1;
            if (!goesOn) {
                sink.rest(data, from, end);
                return null;
            }
        }
        return rest;
    }

    @Override
    public void release() {
        start.release();
    }

    private void keep(ByteBuf data, int from, int to) {
        if (start.readableBytes() + to - from > WireLimits.LINE) {
            isTooLong = true;
            start.clear();
        }
        if (!isTooLong) {
            start.writeBytes(data, from, to - from);
        }
    }

    private boolean hand(LineSink sink) {
        try {
            return isTooLong ? sink.tooLong() : sink.line(start, start.readerIndex(), start.writerIndex());
        } finally {
            start.release();
        }
    }
}
