package io.roost.load.chat;

import io.netty.buffer.Unpooled;
import io.roost.load.Slots;
import io.roost.load.Tally;
import io.roost.load.Tally.Count;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * What users say. Lines are written into one buffer of the loop and handed to the kernel at once; what it does not take waits with
 * its user.
 *
 * <p><b>Threading:</b> its loop alone. Direct memory, freed with the object.
 */
final class Outbox {
    /** As much as one {@link #flush} takes. */
    static final int BYTES = 64 << 10;

    /** A user who cannot get rid of more than this gets no more to say. */
    private static final int MOST_WAITING = 1 << 20;

    /** Told when a connection ends by itself; null stands for the peer's FIN. */
    interface Endings {
        void ended(int slot, @Nullable IOException cause);
    }

    /** Empty; what is put into it goes out with the next {@link #flush}. */
    final ByteBuffer buffer = ByteBuffer.allocateDirect(BYTES).order(ByteOrder.LITTLE_ENDIAN);

    private final long address = Unpooled.wrappedBuffer(buffer).memoryAddress();
    private final Slots slots;
    private final Tally tally;
    private final Endings endings;
    private final byte[] @Nullable [] waiting;

    Outbox(Slots slots, Tally tally, Endings endings) {
        this.slots = slots;
        this.tally = tally;
        this.endings = endings;
        this.waiting = new byte[slots.count] @Nullable [];
    }

    /** Whether all that a user said is with the kernel. */
    boolean isEmpty(int slot) {
        return waiting[slot] == null;
    }

    /** Whether a user may say more. */
    boolean hasRoom(int slot) {
        byte[] rest = waiting[slot];
        return rest == null || rest.length < MOST_WAITING;
    }

    void say(int slot, byte[] lines) {
        buffer.put(lines);
        flush(slot);
    }

    /** Sends what is in the buffer. */
    void flush(int slot) {
        int from = 0;
        int end = buffer.position();
        buffer.clear();
        try {
            if (waiting[slot] == null) {
                from = send(slot, from, end);
            }
            if (from < end) {
                keep(slot, from, end);
            }
        } catch (IOException e) {
            endings.ended(slot, e);
        }
    }

    /** The socket takes more. */
    void writable(int slot) {
        byte[] rest = waiting[slot];
        if (rest == null) {
            return;
        }
        waiting[slot] = null;
        try {
            for (int from = 0; from < rest.length; from += BYTES) {
                int piece = Math.min(BYTES, rest.length - from);
                buffer.put(rest, from, piece);
                buffer.clear();
                int sent = send(slot, 0, piece);
                if (sent < piece) {
                    waiting[slot] = java.util.Arrays.copyOfRange(rest, from + sent, rest.length);
                    return;
                }
            }
        } catch (IOException e) {
            endings.ended(slot, e);
        }
    }

    /** A connection has ended. */
    void forget(int slot) {
        waiting[slot] = null;
    }

    private int send(int slot, int from, int end) throws IOException {
        int place = from;
        while (place < end) {
            int sent = slots.socket(slot).sendAddress(address, place, end);
            if (sent == 0) {
                break;
            }
            place += sent;
            tally.add(Count.BYTES_SENT, sent);
        }
        return place;
    }

    private void keep(int slot, int from, int end) {
        byte[] before = waiting[slot];
        int length = before == null ? 0 : before.length;
        byte[] all = new byte[length + end - from];
        if (before != null) {
            System.arraycopy(before, 0, all, 0, length);
        }
        buffer.get(from, all, length, end - from);
        waiting[slot] = all;
    }
}
