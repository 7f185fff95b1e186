package io.roost.server;

import io.roost.config.ProxyProtocol;
import io.roost.config.RoostConfig;
import io.roost.config.RoostConfig.Over;
import io.roost.connection.Times;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How long the connections of each listener may take. */
final class ListenerTimes {
    private ListenerTimes() {}

    /** All times that a connection has, one after the other. */
    static List<Times> all(RoostConfig config, RoostConfig.Listener listener) {
        List<Times> all = new ArrayList<>();
        if (listener.proxyProtocol() != ProxyProtocol.Use.OFF) {
            all.add(ofProxyHeader(config));
        }
        if (listener.over() == Over.WEBSOCKET) {
            all.add(ofHandshake(config));
        }
        all.add(ofService(config, listener));
        return all;
    }

    /** Until it is known for whom it comes. */
    static Times ofProxyHeader(RoostConfig config) {
        return new Times(Duration.ZERO, Duration.ZERO, config.proxyProtocol().timeout(), Duration.ZERO);
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
            case HTTP ->
                new Times(
                        idle,
                        lifetime,
                        Duration.ZERO,
                        Duration.ZERO,
                        config.limits().requestTimeout());
            default -> new Times(idle, lifetime, Duration.ZERO, isWebSocket ? webSocketPing : Duration.ZERO);
        };
    }
}
