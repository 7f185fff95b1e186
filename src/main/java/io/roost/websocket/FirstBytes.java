package io.roost.websocket;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a peer's first bytes say about who has dialled the wrong port. */
final class FirstBytes {
    /** TLS begins with a record of this type: RFC 8446 § 5.1. */
    private static final int TLS_HANDSHAKE = 0x16;

    private static final String TLS = """
            HTTP/1.1 400 Bad Request\r
            Content-Type: text/plain; charset=utf-8\r
            Connection: close\r
            \r
            This port takes no TLS: speak plain HTTP or WebSocket (http:, ws:).
            """;

    private static final String IRC = "ERROR :This port takes IRC over WebSocket alone; plain IRC has another\r\n";

    /** What clients of IRC say first. */
    private static final List<byte[]> IRC_COMMANDS = List.of(
            ascii("CAP "),
            ascii("NICK "),
            ascii("USER "),
            ascii("PASS "),
            ascii("PING "),
            ascii("JOIN "),
            ascii("QUIT"));

    private FirstBytes() {}

    /** The answer for a peer that speaks neither HTTP nor WebSocket; null: it may. */
    static @Nullable String refusal(ByteBuf first) {
        if (first.getByte(first.readerIndex()) == TLS_HANDSHAKE) {
            return TLS;
        }
        for (byte[] command : IRC_COMMANDS) {
            if (first.readableBytes() >= command.length && begins(first, command)) {
                return IRC;
            }
        }
        return null;
    }

    private static boolean begins(ByteBuf bytes, byte[] with) {
        for (int i = 0; i < with.length; i++) {
            if ((bytes.getByte(bytes.readerIndex() + i) & ~0x20) != (with[i] & ~0x20)) {
                return false;
            }
        }
        return true;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
