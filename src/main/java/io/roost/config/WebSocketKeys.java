package io.roost.config;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/** The keys of WebSocket, in the order of the shipped file. */
final class WebSocketKeys {
    private static final Duration DAY = Duration.ofDays(1);

    static final ConfigKey<Set<String>> ORIGINS = new ConfigKey<>(
            "websocket.origins",
            ValueTypes.words(
                    "same-host",
                    "origins such as https://chat.example.org, with commas between them, * for any",
                    "\\*|[a-z][a-z0-9+.-]*://[^\\s,/]+"),
            Set.of(),
            "Pages of which origins may connect from a browser; same-host: those of the host that the browser dialled.");
    static final ConfigKey<RoostConfig.MissingOrigin> MISSING_ORIGIN = new ConfigKey<>(
            "websocket.missing-origin",
            ValueTypes.oneOf(RoostConfig.MissingOrigin.class),
            RoostConfig.MissingOrigin.ALLOW,
            "Whether a client may connect that names no origin: browsers always do, other programs need not.");
    static final ConfigKey<List<AddressBlock>> TRUSTED_PROXIES = new ConfigKey<>(
            "websocket.trusted-proxies",
            ValueTypes.ADDRESS_BLOCKS_OR_OFF,
            List.of(),
            "Proxies that are believed when X-Forwarded-For says where a client is; off: none.");
    static final ConfigKey<Duration> WEBSOCKET_PING = new ConfigKey<>(
            "websocket.ping-interval",
            new DurationType(Duration.ofMillis(100), DAY, true),
            Duration.ofSeconds(45),
            "A WebSocket that is silent for so long, up to a quarter longer, is sent a ping; one that is silent for twice"
                    + " as long is gone.");
    static final ConfigKey<Duration> HANDSHAKE_TIMEOUT = new ConfigKey<>(
            "websocket.handshake-timeout",
            new DurationType(Duration.ofMillis(100), Duration.ofHours(1), false),
            Duration.ofSeconds(20),
            "How long a connection may take until it is a WebSocket; pages are served within that time too.");

    static final List<ConfigKey<?>> ALL =
            List.of(ORIGINS, MISSING_ORIGIN, TRUSTED_PROXIES, WEBSOCKET_PING, HANDSHAKE_TIMEOUT);

    private WebSocketKeys() {}
}
