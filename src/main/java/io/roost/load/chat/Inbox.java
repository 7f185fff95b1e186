package io.roost.load.chat;

import io.netty.buffer.Unpooled;
import io.roost.load.Slots;
import io.roost.load.Tally;
import io.roost.load.Tally.Count;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads sockets and cuts what comes into lines. A line as long as the last message, that ends like a line and bears a message where
 * one would be, is a message: neither its end is searched nor its beginning parsed. All other lines are searched for their end, eight
 * bytes at a time, and those without a message go to the session.
 *
 * <p><b>Threading:</b> its loop alone. Direct memory, freed with the object.
 */
final class Inbox {
    private static final int READ_BYTES = 256 << 10;

    /** Before what is read: room for the line that the last read of this user has begun. */
    private static final int HEAD_BYTES = 16 << 10;

    private static final int CR_LF = 2;
    private static final long LINE_FEEDS = 0x0a0a0a0a0a0a0a0aL;
    private static final long LOWEST_BITS = 0x0101010101010101L;
    private static final long HIGHEST_BITS = 0x8080808080808080L;

    /** Gets the lines that bear no message. */
    interface Lines {
        /** From the first byte to the line feed. */
        void line(int slot, ByteBuffer in, int from, int lineFeed);
    }

    private final Slots slots;
    private final Tally tally;
    private final Deliveries deliveries;
    private final Lines lines;
    private final Outbox.Endings endings;
    private final LongSupplier nanoClock;
    private final int payloadBytes;
    private final ByteBuffer buffer =
            ByteBuffer.allocateDirect(HEAD_BYTES + READ_BYTES + Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private final long address = Unpooled.wrappedBuffer(buffer).memoryAddress();
    private final byte[] @Nullable [] begun;

    /** Of the last message, its line feed included. */
    private int messageBytes = Integer.MAX_VALUE >>> 1;

    Inbox(
            Slots slots,
            Tally tally,
            Deliveries deliveries,
            Lines lines,
            Outbox.Endings endings,
            LongSupplier nanoClock,
            int payloadBytes) {
        this.slots = slots;
        this.tally = tally;
        this.deliveries = deliveries;
        this.lines = lines;
        this.endings = endings;
        this.nanoClock = nanoClock;
        this.payloadBytes = payloadBytes;
        this.begun = new byte[slots.count] @Nullable [];
    }

    /**
     * Reads until the socket is empty, which a read that leaves room in the buffer shows.
     *
     * @param toTheEnd reads on until the peer's end is seen, for it is known to be there
     */
    void receive(int slot, boolean toTheEnd) {
        try {
            int count;
            do {
                count = slots.socket(slot).recvAddress(address, HEAD_BYTES, HEAD_BYTES + READ_BYTES);
                if (count < 0) {
                    endings.ended(slot, null);
                    return;
                }
                tally.add(Count.BYTES_RECEIVED, count);
                read(slot, count);
            } while (slots.states[slot] == Slots.OPEN && (count == READ_BYTES || (toTheEnd && count > 0)));
        } catch (IOException e) {
            endings.ended(slot, e);
        }
    }

    /** Reads until the socket is empty and looks at nothing. */
    void discard(int slot) {
        try {
            int count;
            do {
                count = slots.socket(slot).recvAddress(address, HEAD_BYTES, HEAD_BYTES + READ_BYTES);
            } while (count > 0);
            if (count < 0) {
                endings.ended(slot, null);
            }
        } catch (IOException e) {
            endings.ended(slot, e);
        }
    }

    /** A connection has ended. */
    void forget(int slot) {
        begun[slot] = null;
    }

    private void read(int slot, int count) {
        int from = HEAD_BYTES;
        int end = HEAD_BYTES + count;
        byte[] beginning = begun[slot];
        if (beginning != null) {
            from -= beginning.length;
            buffer.put(from, beginning);
            begun[slot] = null;
        }
        deliveries.begin(slot, nanoClock.getAsLong());
        from = lines(slot, from, end);
        deliveries.end();
        if (slots.states[slot] == Slots.OPEN && from < end) {
            keep(slot, from, end);
        }
    }

    /** Returns where the line begins that has not ended. */
    private int lines(int slot, int from, int end) {
        int start = from;
        int count = 0;
        while (start < end && slots.states[slot] == Slots.OPEN) {
            int next = start + messageBytes;
            if (next > end || buffer.get(next - 1) != '\n' || !ChatMessage.isAt(buffer, next - CR_LF - payloadBytes)) {
                int lineFeed = lineFeed(start, end);
                if (lineFeed == end) {
                    break;
                }
                next = lineFeed + 1;
                if (next - start <= payloadBytes + CR_LF || !ChatMessage.isAt(buffer, next - CR_LF - payloadBytes)) {
                    lines.line(slot, buffer, start, lineFeed);
                    count++;
                    start = next;
                    continue;
                }
                messageBytes = next - start;
            }
            deliveries.take(buffer, next - CR_LF - payloadBytes);
            count++;
            start = next;
        }
        tally.add(Count.LINES, count);
        return start;
    }

    /** The index of the first line feed, or {@code end}. May look at a few bytes beyond. */
    private int lineFeed(int from, int end) {
        for (int i = from; i < end; i += Long.BYTES) {
            long difference = buffer.getLong(i) ^ LINE_FEEDS;
            long zeroes = (difference - LOWEST_BITS) & ~difference & HIGHEST_BITS;
            if (zeroes != 0) {
                return Math.min(end, i + (Long.numberOfTrailingZeros(zeroes) >>> 3));
            }
        }
        return end;
    }

    private void keep(int slot, int from, int end) {
        if (end - from > HEAD_BYTES) {
            endings.ended(slot, new EndlessLineException());
            return;
        }
        byte[] beginning = new byte[end - from];
        buffer.get(from, beginning);
        begun[slot] = beginning;
    }

    /** No line of IRC is so long, tags and all. */
    static final class EndlessLineException extends IOException {
        private static final long serialVersionUID = 1L;

        EndlessLineException() {
            super("a line of more than " + HEAD_BYTES + " bytes came");
        }
    }
}
