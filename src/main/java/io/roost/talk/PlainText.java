package io.roost.talk;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;

/**
 * Text for a terminal, which obeys what it is sent: control characters, and with them escape sequences, are left
 * out, as are the colours and styles of IRC clients. Any thread.
 */
final class PlainText {
    private static final char COLOUR = 0x03;
    private static final char HEX_COLOUR = 0x04;

    private PlainText() {}

    /** Appends the text and CR LF. */
    static void line(ByteBuf out, String text) {
        ByteBufUtil.writeUtf8(out, clean(text));
        out.writeByte('\r').writeByte('\n');
    }

    /** The same object when there is nothing to leave out. */
    static String clean(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isControl(text.charAt(i))) {
                return cleaned(text, i);
            }
        }
        return text;
    }

    private static String cleaned(String text, int first) {
        StringBuilder kept = new StringBuilder(text.length()).append(text, 0, first);
        int i = first;
        while (i < text.length()) {
            char c = text.charAt(i++);
            if (c == COLOUR) {
                i = behindColour(text, i);
            } else if (c == HEX_COLOUR) {
                i = behind(text, i, 6, 16);
            } else if (!isControl(c)) {
                kept.append(c);
            }
        }
        return kept.toString();
    }

    /** One or two digits, and another one or two behind a comma (modern.ircdocs.horse/formatting). */
    private static int behindColour(String text, int from) {
        int digits = behind(text, from, 2, 10);
        boolean hasComma = digits > from && digits < text.length() && text.charAt(digits) == ',';
        int more = hasComma ? behind(text, digits + 1, 2, 10) : digits;
        return more > digits + 1 ? more : digits;
    }

    private static int behind(String text, int from, int most, int radix) {
        int at = from;
        while (at < text.length() && at < from + most && Character.digit(text.charAt(at), radix) >= 0) {
            at++;
        }
        return at;
    }

    private static boolean isControl(char c) {
        return c < ' ' || (c >= 0x7F && c < 0xA0);
    }
}
