package io.roost.metrics;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What every event loop counts. The constant's metric name and tag are what {@code /metrics} shows.
 *
 * <p>The four causes are those for which the kernel puts a socket on epoll's ready list: a handshake is
 * done, the peer closed, data came, space came (epoll(7)).
 */
public enum LoopCounter {
    TURNS("roost.loop.turns", "", "", "Turns of the loop: each is one epoll_wait and the work it brought"),

    CAUSE_ACCEPT("roost.events", "cause", "accept", "Socket events by cause"),
    CAUSE_CLOSE("roost.events", "cause", "close", "Socket events by cause"),
    CAUSE_DATA("roost.events", "cause", "data", "Socket events by cause"),
    CAUSE_SPACE("roost.events", "cause", "space", "Socket events by cause"),

    BYTES_IN("roost.bytes", "direction", "in", "Bytes received, and bytes handed over for sending"),
    BYTES_OUT("roost.bytes", "direction", "out", "Bytes received, and bytes handed over for sending"),
    MESSAGES_IN("roost.messages", "direction", "in", "Reads that brought data, and writes handed over"),
    MESSAGES_OUT("roost.messages", "direction", "out", "Reads that brought data, and writes handed over"),

    OPENED("roost.connections.opened", "", "", "Connections that were served"),
    REFUSED_FULL("roost.connections.refused", "cause", "connections", LoopCounter.REFUSED),
    REFUSED_OVERLOAD("roost.connections.refused", "cause", "overload", LoopCounter.REFUSED),
    REFUSED_ADDRESS("roost.connections.refused", "cause", "per-address", LoopCounter.REFUSED),
    REFUSED_NETWORK("roost.connections.refused", "cause", "per-network", LoopCounter.REFUSED),
    REFUSED_RATE("roost.connections.refused", "cause", "connect-rate", LoopCounter.REFUSED),
    REFUSED_PROXY("roost.connections.refused", "cause", "proxy-protocol", LoopCounter.REFUSED),
    PROXY_PASSED("roost.proxy.connections", "", "", "Connections to PROXY listeners that came to their service"),
    ACCEPT_ERRORS("roost.accept.errors", "", "", "Failures of accept(2), such as too many open files"),

    SLOWED("roost.reads.slowed", "", "", "Times that a heavy sender was not read for a moment, in an overload"),
    FAULTS("roost.faults", "", "", "Faults of the server that cost one connection or one delivery"),

    CLOSED_PEER("roost.connections.closed", "reason", "peer", "Connections closed by reason"),
    CLOSED_RESET("roost.connections.closed", "reason", "reset", "Connections closed by reason"),
    CLOSED_IDLE("roost.connections.closed", "reason", "idle-timeout", "Connections closed by reason"),
    CLOSED_LIFETIME("roost.connections.closed", "reason", "lifetime", "Connections closed by reason"),
    CLOSED_ADMISSION("roost.connections.closed", "reason", "admission-timeout", "Connections closed by reason"),
    CLOSED_REQUEST("roost.connections.closed", "reason", "request-timeout", "Connections closed by reason"),
    CLOSED_PING("roost.connections.closed", "reason", "ping-timeout", "Connections closed by reason"),
    CLOSED_SEND_QUEUE("roost.connections.closed", "reason", "send-queue", "Connections closed by reason"),
    CLOSED_PROTOCOL("roost.connections.closed", "reason", "protocol", "Connections closed by reason"),
    CLOSED_FLOOD("roost.connections.closed", "reason", "flood", "Connections closed by reason"),
    CLOSED_TOXIC("roost.connections.closed", "reason", "toxic", "Connections closed by reason"),
    CLOSED_LIMIT("roost.connections.closed", "reason", "limit", "Connections closed by reason"),
    CLOSED_STOP("roost.connections.closed", "reason", "stop", "Connections closed by reason"),
    CLOSED_ERROR("roost.connections.closed", "reason", "error", "Connections closed by reason"),

    CHAT_LINES_IN("roost.chat.lines", "direction", "in", "Lines from users, and lines to members of channels"),
    CHAT_LINES_OUT("roost.chat.lines", "direction", "out", "Lines from users, and lines to members of channels"),

    OPER_FAILURES("roost.chat.oper.failures", "", "", "Wrong passwords for OPER, and tries that came too often"),
    CHAT_DELAYS("roost.chat.delays", "", "", "Times that a user said so much that its next line had to wait"),

    HTTP_2XX("roost.http.responses", "status", "2xx", "Responses of the http service by status"),
    HTTP_3XX("roost.http.responses", "status", "3xx", "Responses of the http service by status"),
    HTTP_4XX("roost.http.responses", "status", "4xx", "Responses of the http service by status"),
    HTTP_5XX("roost.http.responses", "status", "5xx", "Responses of the http service by status"),

    UPGRADES("roost.websocket.requests", "outcome", "upgraded", "Requests to WebSocket listeners by outcome"),
    PAGES("roost.websocket.requests", "outcome", "page", "Requests to WebSocket listeners by outcome"),
    REQUESTS_REFUSED("roost.websocket.requests", "outcome", "refused", "Requests to WebSocket listeners by outcome");

    /** All that count connections that were turned away, by the reason. */
    public static final Set<LoopCounter> REFUSALS =
            Collections.unmodifiableSet(EnumSet.range(REFUSED_FULL, REFUSED_PROXY));

    private static final String REFUSED = "Connections turned away, by the limit that they were over";

    private final String metricName;
    private final String tagKey;
    private final String tagValue;
    private final String help;

    LoopCounter(String metricName, String tagKey, String tagValue, String help) {
        this.metricName = metricName;
        this.tagKey = tagKey;
        this.tagValue = tagValue;
        this.help = help;
    }

    /** Dotted; Prometheus has underscores instead. */
    public String metricName() {
        return metricName;
    }

    /** Empty when the metric has no tag of its own. */
    String tagKey() {
        return tagKey;
    }

    /** Which of the counters of its metric this is; empty when it is the only one. */
    public String tagValue() {
        return tagValue;
    }

    String help() {
        return help;
    }
}
