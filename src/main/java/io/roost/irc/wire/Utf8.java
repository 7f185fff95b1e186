package io.roost.irc.wire;

import io.netty.buffer.ByteBuf;

/** UTF-8 (RFC 3629) as far as lines need it. */
public final class Utf8 {
    private Utf8() {}

    /** Whether these bytes are UTF-8: nothing overlong, no surrogates, nothing beyond U+10FFFF. */
    public static boolean isValid(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to) {
            int lead = bytes[at++] & 0xFF;
            if (lead < 0x80) {
                continue;
            }
            int more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : 1;
            if (lead < 0xC2 || lead > 0xF4 || at + more > to) {
                return false;
            }
            int second = bytes[at] & 0xFF;
            int least = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
            int most = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
            if (second < least || second > most) {
                return false;
            }
            for (int i = 1; i < more; i++) {
                if ((bytes[at + i] & 0xC0) != 0x80) {
                    return false;
                }
            }
            at += more;
        }
        return true;
    }

    /** Cuts what was written since {@code from} to at most {@code most} bytes, never within a code point. */
    static void cut(ByteBuf out, int from, int most) {
        if (out.writerIndex() - from <= most) {
            return;
        }
        int end = from + most;
        while (end > from && (out.getByte(end) & 0xC0) == 0x80) {
            end--;
        }
        out.writerIndex(end);
    }

    /** The longest beginning of {@code text} that takes at most {@code most} bytes. */
    public static String cut(String text, int most) {
        if (text.length() * 3L <= most) {
            return text;
        }
        int bytes = 0;
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            bytes += codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
            if (bytes > most) {
                return text.substring(0, i);
            }
            i += Character.charCount(codePoint);
        }
        return text;
    }
}
