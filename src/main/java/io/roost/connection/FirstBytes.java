package io.roost.connection;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What a peer seems to speak, by its first bytes: enough to tell one that has dialled the wrong port so. */
public enum FirstBytes {
    TLS,
    HTTP,
    IRC,
    OTHER;

    /** TLS begins with a record of this type: RFC 8446 § 5.1. */
    private static final int TLS_HANDSHAKE = 0x16;

    private static final List<byte[]> HTTP_METHODS = words(
            "GET ", "HEAD ", "POST ", "PUT ", "DELETE ", "OPTIONS ", "CONNECT ", "PATCH ", "TRACE ", "PRI * HTTP");
    private static final List<byte[]> IRC_COMMANDS =
            words("CAP ", "NICK ", "USER ", "PASS ", "PING ", "JOIN ", "QUIT", "AUTHENTICATE ");

    /** At least one byte. */
    public static FirstBytes of(ByteBuf bytes) {
        if (bytes.getByte(bytes.readerIndex()) == TLS_HANDSHAKE) {
            return TLS;
        }
        return begins(bytes, HTTP_METHODS) ? HTTP : begins(bytes, IRC_COMMANDS) ? IRC : OTHER;
    }

    private static boolean begins(ByteBuf bytes, List<byte[]> words) {
        for (byte[] word : words) {
            if (bytes.readableBytes() >= word.length && begins(bytes, word)) {
                return true;
            }
        }
        return false;
    }

    private static boolean begins(ByteBuf bytes, byte[] word) {
        for (int i = 0; i < word.length; i++) {
            if (bytes.getByte(bytes.readerIndex() + i) != word[i]) {
                return false;
            }
        }
        return true;
    }

    private static List<byte[]> words(String... words) {
        return java.util.Arrays.stream(words)
                .map(word -> word.getBytes(StandardCharsets.US_ASCII))
                .toList();
    }
}
