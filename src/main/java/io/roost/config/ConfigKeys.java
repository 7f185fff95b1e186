package io.roost.config;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Every key there is, in the order of the shipped file; each larger section has a class of its own. */
final class ConfigKeys {
    static final ConfigKey<String> SERVER_NAME = new ConfigKey<>(
            "server.name",
            ValueTypes.text("a name with a dot and without spaces", "[A-Za-z0-9][A-Za-z0-9.-]{0,62}"),
            "roost.local",
            "What the server calls itself: the source of its lines.");
    static final ConfigKey<String> SERVER_NETWORK = new ConfigKey<>(
            "server.network",
            ValueTypes.text("a word of up to 32 letters, digits, - and _", "[A-Za-z0-9_-]{1,32}"),
            "Roost",
            "What the network is called that clients show.");
    static final ConfigKey<String> SERVER_DESCRIPTION = new ConfigKey<>(
            "server.description",
            ValueTypes.text("a text of up to 100 characters", "[ -~]{0,99}[!-~]"),
            "Where a million idle connections rest",
            "What people are told who ask about the server.");
    static final ConfigKey<TransportName> TRANSPORT = new ConfigKey<>(
            "transport",
            ValueTypes.oneOf(TransportName.class),
            TransportName.EPOLL,
            "How sockets are watched. epoll is edge-triggered; epoll-level, nio and poll are there to compare; auto"
                    + " takes epoll or, loudly, nio.");
    static final ConfigKey<Integer> ACCEPTORS = new ConfigKey<>(
            "event-loops.acceptors",
            ValueTypes.integer(1, 64),
            1,
            "Threads that accept; more than one bind each listener that often with SO_REUSEPORT.");
    static final ConfigKey<Integer> WORKERS = new ConfigKey<>(
            "event-loops.workers",
            ValueTypes.integerOr("auto", 0, 0, 1_024),
            0,
            "Threads that serve connections; auto: one per core.");
    static final ConfigKey<Integer> MAX_EVENTS = new ConfigKey<>(
            "event-loops.max-events",
            ValueTypes.integerOr("auto", 0, 0, 1_048_576),
            0,
            "epoll_wait's maxevents: how many ready sockets one turn of a loop takes; auto: 4096, growing on demand.");
    static final ConfigKey<LogFormat> LOG_FORMAT = new ConfigKey<>(
            "logging.format",
            ValueTypes.oneOf(LogFormat.class),
            LogFormat.TEXT,
            "text for people, json for machines: one object per line.");
    static final ConfigKey<LogLevel> LOG_LEVEL = new ConfigKey<>(
            "logging.level", ValueTypes.oneOf(LogLevel.class), LogLevel.INFO, "The least level that is logged.");

    static final List<ConfigKey<?>> ALL = Stream.of(
                    List.<ConfigKey<?>>of(
                            SERVER_NAME, SERVER_NETWORK, SERVER_DESCRIPTION, TRANSPORT, ACCEPTORS, WORKERS, MAX_EVENTS),
                    ListenerKeys.ALL,
                    ProxyKeys.ALL,
                    FaultKeys.ALL,
                    AdminKeys.ALL,
                    LimitKeys.ALL,
                    ChatKeys.ALL,
                    WebSocketKeys.ALL,
                    TcpKeys.ALL,
                    OverloadKeys.ALL,
                    DrainKeys.ALL,
                    List.<ConfigKey<?>>of(LOG_FORMAT, LOG_LEVEL))
            .flatMap(List::stream)
            .toList();

    private ConfigKeys() {}

    /** {@code listeners[0].idle-timeout} → {@code ROOST_LISTENERS_0_IDLE_TIMEOUT}. */
    static String environmentName(String path) {
        String plain = path.replace("[]", "[N]").replace("]", "");
        return "ROOST_" + plain.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }
}
