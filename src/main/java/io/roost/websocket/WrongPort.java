package io.roost.websocket;

import io.roost.connection.FirstBytes;
import org.jspecify.annotations.Nullable;

/** What is said to peers that speak neither HTTP nor WebSocket. */
final class WrongPort {
    private static final String TLS = """
            HTTP/1.1 400 Bad Request\r
            Content-Type: text/plain; charset=utf-8\r
            Connection: close\r
            \r
            This port takes no TLS: speak plain HTTP or WebSocket (http:, ws:).
            """;

    private static final String IRC = "ERROR :This port takes IRC over WebSocket alone; plain IRC has another\r\n";

    private WrongPort() {}

    /** Null: it may speak HTTP. */
    static @Nullable String refusal(FirstBytes first) {
        return switch (first) {
            case TLS -> TLS;
            case IRC -> IRC;
            case HTTP, OTHER -> null;
        };
    }
}
