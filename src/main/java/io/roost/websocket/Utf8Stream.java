package io.roost.websocket;

import io.netty.buffer.ByteBuf;

/**
 * UTF-8 (RFC 3629) that comes in parts, checked as it comes: what is wrong is seen at the first byte that can't be.
 * The state between two parts is one int, so that whoever checks needs no object of its own.
 */
final class Utf8Stream {
    /** Between two characters. */
    static final int WHOLE = 0;

    /** Not UTF-8. */
    static final int WRONG = -1;

    private Utf8Stream() {}

    /**
     * Goes on from {@code state} over these bytes. A state is the number of bytes that are still to come, and, in the
     * two bytes above it, the least and the most that the next of them may be.
     */
    static int next(int state, ByteBuf bytes, int from, int to) {
        int now = state;
        for (int at = from; at < to; at++) {
            int one = bytes.getByte(at) & 0xFF;
            if (now == WHOLE) {
                now = one < 0x80 ? WHOLE : afterLead(one);
            } else if (one < ((now >> 8) & 0xFF) || one > ((now >> 16) & 0xFF)) {
                return WRONG;
            } else {
                int left = (now & 0xFF) - 1;
                now = left == 0 ? WHOLE : expecting(left, 0x80, 0xBF);
            }
            if (now == WRONG) {
                return WRONG;
            }
        }
        return now;
    }

    private static int afterLead(int lead) {
        if (lead < 0xC2 || lead > 0xF4) {
            return WRONG;
        }
        int left = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : 1;
        int least = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
        int most = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
        return expecting(left, least, most);
    }

    private static int expecting(int left, int least, int most) {
        return (most << 16) | (least << 8) | left;
    }
}
