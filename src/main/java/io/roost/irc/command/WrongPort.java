package io.roost.irc.command;

import io.roost.connection.FirstBytes;
import org.jspecify.annotations.Nullable;

/** What is said to peers that speak something else than IRC. */
final class WrongPort {
    private static final String HTTP = """
            HTTP/1.1 400 Bad Request\r
            Content-Type: text/plain; charset=utf-8\r
            Connection: close\r
            \r
            This port speaks IRC, not HTTP.
            """;

    private static final String TLS = "ERROR :This port takes no TLS; dial it without\r\n";

    private WrongPort() {}

    /** Null: it may speak IRC. */
    static @Nullable String refusal(FirstBytes first) {
        return switch (first) {
            case HTTP -> HTTP;
            case TLS -> TLS;
            case IRC, OTHER -> null;
        };
    }
}
