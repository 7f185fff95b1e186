package io.roost.load;

import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The bytes that are sent, and what must come back. A connection's stream is one endless cycle of pseudo-random bytes, entered at a
 * place of its own; its length is prime, so that a lost, doubled or misplaced piece of any usual size shows.
 *
 * <p><b>Threading:</b> one thread. Direct memory, freed with the object.
 */
final class Payload {
    /** The most that {@link #addressOf} reaches over in one piece. */
    static final int PIECE_BYTES = 64 << 10;

    private static final int CYCLE_BYTES = 65_521;

    private final ByteBuffer bytes =
            ByteBuffer.allocateDirect(CYCLE_BYTES + PIECE_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private final ByteBuffer expected;
    private final long address;

    Payload(long seed) {
        for (int i = 0; i < bytes.capacity(); i++) {
            bytes.put(i, i < CYCLE_BYTES ? (byte) Hashes.mix(seed + i) : bytes.get(i - CYCLE_BYTES));
        }
        expected = bytes.duplicate();
        address = Unpooled.wrappedBuffer(bytes).memoryAddress();
    }

    /** Where the stream of a connection begins in the cycle. */
    static int startOf(int connection) {
        return (int) Math.floorMod(Hashes.mix(connection), (long) CYCLE_BYTES);
    }

    /** The place {@code bytes} later. */
    static int advance(int place, int bytes) {
        return (place + bytes) % CYCLE_BYTES;
    }

    /** Of the byte at a place; {@link #PIECE_BYTES} may be read from there on. */
    long addressOf(int place) {
        return address + place;
    }

    /** Whether the {@code count} bytes of {@code received} from {@code from} on are those from {@code place} on. */
    boolean matches(int place, ByteBuffer received, int from, int count) {
        expected.limit(place + count).position(place);
        received.limit(from + count).position(from);
        return expected.mismatch(received) < 0;
    }
}
