package io.roost.load.chat;

import java.nio.ByteBuffer;

/**
 * What a published message says, in a fixed number of printable bytes, so that it is found and read without parsing the line around
 * it: a payload ends where its line does.
 *
 * <pre>
 *   0    4    8          19         30
 *   ~rl: user sequence   due        ......
 *        4    11         11         padding
 * </pre>
 *
 * <p>Numbers are written in digits of six bits, {@code 0} to {@code o}, the lowest first: eight of them are read with one load and a
 * few shifts. Due is in nanoseconds of the generator's clock.
 */
final class ChatMessage {
    static final int LEAST_BYTES = 30;

    /** With the longest source and channel it still fits the 512 bytes of a line. */
    static final int MOST_BYTES = 380;

    /** {@code ~rl:} read as a little-endian number. */
    private static final int MAGIC = 0x3a6c727e;

    private static final int USER = 4;
    private static final int SEQUENCE = 8;
    private static final int DUE = 19;
    private static final int LOW_DIGITS = 8;
    private static final int HIGH_DIGITS = 3;
    private static final int LOW_BITS = 48;
    private static final int DIGIT_BITS = 6;
    private static final int ZERO = '0';
    private static final long ZEROES = 0x3030303030303030L;

    /** Bits that no digit has once {@link #ZERO} is taken from it; a byte below zero has them too. */
    private static final long NO_DIGITS = 0xc0c0c0c0c0c0c0c0L;

    private ChatMessage() {}

    /** Writes one at the position of a little-endian buffer. */
    static void put(ByteBuffer out, int user, long sequence, long dueNanos, int bytes) {
        out.putInt(MAGIC);
        digits(out, user, 4);
        digits(out, sequence, LOW_DIGITS + HIGH_DIGITS);
        digits(out, dueNanos, LOW_DIGITS + HIGH_DIGITS);
        for (int i = LEAST_BYTES; i < bytes; i++) {
            out.put((byte) '.');
        }
    }

    /** Whether a message begins at that index. */
    static boolean isAt(ByteBuffer in, int index) {
        return in.getInt(index) == MAGIC;
    }

    /** Who published the message at that index; negative if it is damaged. */
    static int user(ByteBuffer in, int index) {
        int digits = in.getInt(index + USER) - (int) ZEROES;
        if ((digits & (int) NO_DIGITS) != 0) {
            return -1;
        }
        int pairs = (digits & 0x003f003f) | ((digits & 0x3f003f00) >>> 2);
        return (pairs & 0xfff) | ((pairs & 0xfff0000) >>> 4);
    }

    /** Its number among those of its user; negative if it is damaged. */
    static long sequence(ByteBuffer in, int index) {
        return number(in, index + SEQUENCE);
    }

    /** When it was due; negative if it is damaged. */
    static long dueNanos(ByteBuffer in, int index) {
        return number(in, index + DUE);
    }

    private static void digits(ByteBuffer out, long number, int count) {
        long rest = number;
        for (int i = 0; i < count; i++) {
            out.put((byte) (ZERO + (rest & 0x3f)));
            rest >>>= DIGIT_BITS;
        }
    }

    private static long number(ByteBuffer in, int index) {
        long low = in.getLong(index) - ZEROES;
        // The three high digits and the last low one are one load; the low one is shifted out.
        int high = (in.getInt(index + LOW_DIGITS - 1) - (int) ZEROES) >>> 8;
        if ((low & NO_DIGITS) != 0 || (high & 0xc0c0c0) != 0) {
            return -1;
        }
        long pairs = (low & 0x003f003f003f003fL) | ((low & 0x3f003f003f003f00L) >>> 2);
        long fours = (pairs & 0x00000fff00000fffL) | ((pairs & 0x0fff00000fff0000L) >>> 4);
        long eight = (fours & 0xffffffL) | ((fours & 0x00ffffff00000000L) >>> 8);
        long top = (high & 0x3f) | ((high & 0x3f00) >>> 2) | ((high & 0x3f0000) >>> 4);
        return eight | (top << LOW_BITS);
    }
}
