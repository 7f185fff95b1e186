package io.roost.talk;

import io.netty.buffer.ByteBuf;
import io.roost.irc.wire.Utf8;
import io.roost.irc.wire.WireLimits;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What a person meant by the bytes of a line: without what telnet negotiates (RFC 854), without the keys that move a
 * cursor, and with those done that erase.
 *
 * <p><b>Threading:</b> one loop's; its scratch space is shared by all sessions of the loop.
 */
final class Typed {
    // RFC 854.
    private static final int INTERPRET_AS_COMMAND = 255;
    private static final int WILL = 251;
    private static final int SUBNEGOTIATION = 250;
    private static final int SUBNEGOTIATION_END = 240;
    private static final int ERASE_CHARACTER = 247;
    private static final int ERASE_LINE = 248;

    private static final int ESCAPE = 0x1B;
    private static final int BACKSPACE = 0x08;
    private static final int CONTROL_U = 0x15;
    private static final int DELETE = 0x7F;

    private final byte[] bytes = new byte[WireLimits.LINE];
    private int end;

    /** The line from {@code from} to {@code to}; null when it is not UTF-8. */
    @Nullable
    String text(ByteBuf line, int from, int to) {
        end = 0;
        int at = from;
        while (at < to) {
            at = take(line, at, to);
        }
        if (!Utf8.isValid(bytes, 0, end)) {
            return null;
        }
        return PlainText.clean(new String(bytes, 0, end, StandardCharsets.UTF_8));
    }

    /** Takes what begins here and tells where it ends. */
    private int take(ByteBuf line, int at, int to) {
        int one = line.getUnsignedByte(at);
        switch (one) {
            case INTERPRET_AS_COMMAND -> {
                return telnet(line, at + 1, to);
            }
            case ESCAPE -> {
                return behindEscape(line, at + 1, to);
            }
            case BACKSPACE, DELETE -> erase();
            case CONTROL_U -> end = 0;
            case '\t' -> bytes[end++] = ' ';
            default -> {
                if (one >= ' ') {
                    bytes[end++] = (byte) one;
                }
            }
        }
        return at + 1;
    }

    private int telnet(ByteBuf line, int at, int to) {
        if (at == to) {
            return to;
        }
        int command = line.getUnsignedByte(at);
        if (command == INTERPRET_AS_COMMAND) {
            // A byte 255 of the text, which then is not UTF-8.
            bytes[end++] = (byte) command;
        } else if (command == ERASE_CHARACTER) {
            erase();
        } else if (command == ERASE_LINE) {
            end = 0;
        } else if (command == SUBNEGOTIATION) {
            return behindSubnegotiation(line, at + 1, to);
        }
        // WILL, WON'T, DO and DON'T name an option.
        return Math.min(to, command >= WILL && command < INTERPRET_AS_COMMAND ? at + 2 : at + 1);
    }

    private static int behindSubnegotiation(ByteBuf line, int from, int to) {
        for (int at = from; at + 1 < to; at++) {
            if (line.getUnsignedByte(at) == INTERPRET_AS_COMMAND
                    && line.getUnsignedByte(at + 1) == SUBNEGOTIATION_END) {
                return at + 2;
            }
        }
        return to;
    }

    /** ECMA-48: {@code ESC [}, parameters, a final byte from @ on; or {@code ESC} and one or two more. */
    private static int behindEscape(ByteBuf line, int from, int to) {
        if (from == to) {
            return to;
        }
        int kind = line.getUnsignedByte(from);
        if (kind == 'O') {
            return Math.min(to, from + 2);
        }
        int at = from + 1;
        if (kind == '[') {
            while (at < to && line.getUnsignedByte(at) < '@') {
                at++;
            }
            at++;
        }
        return Math.min(to, at);
    }

    /** The last character, all bytes of it. */
    private void erase() {
        while (end > 0 && (bytes[--end] & 0xC0) == 0x80) {}
    }
}
