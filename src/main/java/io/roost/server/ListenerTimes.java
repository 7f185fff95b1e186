package io.roost.server;

import io.roost.config.RoostConfig;
import io.roost.config.RoostConfig.Over;
import io.roost.connection.Times;
import java.time.Duration;
import java.util.List;

/** How long the connections of each listener may take. */
final class ListenerTimes {
    private ListenerTimes() {}

    /** All times that a connection has, one after the other. */
    static List<Times> all(RoostConfig config, RoostConfig.Listener listener) {
        return listener.over() == Over.WEBSOCKET
                ? List.of(ofHandshake(config), ofService(config, listener))
                : List.of(ofService(config, listener));
    }

    /** Until it is a WebSocket. */
    static Times ofHandshake(RoostConfig config) {
        return new Times(Duration.ZERO, Duration.ZERO, config.webSocket().handshakeTimeout(), Duration.ZERO);
    }

    /** While it is served. */
    static Times ofService(RoostConfig config, RoostConfig.Listener listener) {
        Duration idle = listener.idleTimeout();
        Duration lifetime = listener.lifetime();
        Duration admission = config.chat().registrationTimeout();
        Duration webSocketPing = config.webSocket().pingInterval();
        boolean isWebSocket = listener.over() == Over.WEBSOCKET;
        return switch (listener.service()) {
            case CHAT ->
                new Times(
                        idle,
                        lifetime,
                        admission,
                        isWebSocket ? webSocketPing : config.chat().pingInterval());
            case TALK -> new Times(idle, lifetime, admission, Duration.ZERO);
            default -> new Times(idle, lifetime, Duration.ZERO, isWebSocket ? webSocketPing : Duration.ZERO);
        };
    }
}
