package io.roost.config;

import io.roost.config.RoostConfig.Over;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Every key there is, in the order of the shipped file. */
final class ConfigKeys {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration YEAR = Duration.ofDays(366);

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

    static final ConfigKey<Service> LISTENER_SERVICE = new ConfigKey<>(
            "listeners[].service",
            ValueTypes.oneOf(Service.class),
            Service.ECHO,
            "What the listener serves: echo (RFC 862), discard (RFC 863), chargen (RFC 864), chat (IRC),"
                    + " talk (the same channels for a bare nc) or http (a target for HTTP load tools).");
    static final ConfigKey<Bind> LISTENER_BIND = new ConfigKey<>(
            "listeners[].bind",
            ValueTypes.BIND,
            new Bind("127.0.0.1", 7007),
            "Where it listens; * is every IPv4 address, port 0 a free port.");
    static final ConfigKey<Over> LISTENER_OVER = new ConfigKey<>(
            "listeners[].over",
            ValueTypes.oneOf(Over.class),
            Over.TCP,
            "What carries the service: tcp, or for echo and chat websocket; chat's listener then serves the chat page too.");
    static final ConfigKey<Duration> LISTENER_IDLE_TIMEOUT = new ConfigKey<>(
            "listeners[].idle-timeout",
            new DurationType(Duration.ofMillis(100), YEAR, true),
            Duration.ZERO,
            "limits.idle-timeout for this listener alone.");
    static final ConfigKey<Duration> LISTENER_LIFETIME = new ConfigKey<>(
            "listeners[].lifetime",
            new DurationType(Duration.ofMillis(100), YEAR, true),
            Duration.ZERO,
            "limits.lifetime for this listener alone.");

    static final ConfigKey<Bind> ADMIN_BIND = new ConfigKey<>(
            "admin.bind",
            ValueTypes.BIND_OR_OFF,
            new Bind("127.0.0.1", 9090),
            "Where the dashboard, /metrics and /health are served over HTTP; off for nowhere.");

    static final ConfigKey<Integer> CONNECTIONS = new ConfigKey<>(
            "limits.connections",
            ValueTypes.integerOr("auto", 0, 0, 100_000_000),
            0,
            "Connections held at once, over all listeners; one more is accepted and closed. auto: the open files that"
                    + " the process may have, less a reserve.");
    static final ConfigKey<Duration> IDLE_TIMEOUT = new ConfigKey<>(
            "limits.idle-timeout",
            new DurationType(Duration.ofMillis(100), YEAR, true),
            Duration.ZERO,
            "A connection that neither sends nor takes a byte for so long is closed, up to 5 % later than that so that"
                    + " not all close at one instant.");
    static final ConfigKey<Duration> LIFETIME = new ConfigKey<>(
            "limits.lifetime",
            new DurationType(Duration.ofMillis(100), YEAR, true),
            Duration.ZERO,
            "A connection that has lived so long is closed, busy or not, up to 5 % later than that.");
    static final ConfigKey<Integer> WRITE_BUFFER_LOW = new ConfigKey<>(
            "limits.write-buffer-low",
            new ByteCountType(1, 1 << 30, false),
            32 << 10,
            "When what a connection has still to send falls below this, its peer is read again.");
    static final ConfigKey<Integer> WRITE_BUFFER_HIGH = new ConfigKey<>(
            "limits.write-buffer-high",
            new ByteCountType(1, 1 << 30, false),
            64 << 10,
            "When what a connection has still to send exceeds this, its peer is no longer read.");

    static final ConfigKey<String> CHAT_PASSWORD = new ConfigKey<>(
            "chat.password",
            ValueTypes.textOr("off", "a word without spaces", "[!-~]{1,64}"),
            "",
            "What PASS must say before a client may register; off: nothing.");
    static final ConfigKey<Integer> NICK_LENGTH =
            new ConfigKey<>("chat.nick-length", ValueTypes.integer(1, 64), 32, "Characters of a nickname at most.");
    static final ConfigKey<Integer> CHANNEL_LENGTH = new ConfigKey<>(
            "chat.channel-length", ValueTypes.integer(2, 128), 64, "Bytes of a channel's name at most.");
    static final ConfigKey<Integer> TOPIC_LENGTH = new ConfigKey<>(
            "chat.topic-length",
            ValueTypes.integer(1, 400),
            390,
            "Bytes of a topic, a reason or an away message at most; what is longer is cut.");
    static final ConfigKey<Integer> CHANNELS_PER_USER = new ConfigKey<>(
            "chat.channels-per-user", ValueTypes.integer(1, 1_000), 100, "Channels that one user may be in at once.");
    static final ConfigKey<Integer> LIST_SIZE = new ConfigKey<>(
            "chat.list-size",
            ValueTypes.integer(1, 10_000),
            100,
            "Bans, exceptions and invitation masks that one channel may have, together.");
    static final ConfigKey<Integer> SEND_QUEUE = new ConfigKey<>(
            "chat.send-queue",
            new ByteCountType(16 << 10, 1 << 30, false),
            1 << 20,
            "What may wait for one client; one that falls further behind is told so and dropped.");
    static final ConfigKey<Integer> SEND_QUEUES = new ConfigKey<>(
            "chat.send-queues",
            new ByteCountType(1 << 20, 1 << 30, false),
            512 << 20,
            "What may wait for all clients together; beyond it those that fall behind are dropped at once.");
    static final ConfigKey<Duration> REGISTRATION_TIMEOUT = new ConfigKey<>(
            "chat.registration-timeout",
            new DurationType(Duration.ofMillis(100), DAY, true),
            Duration.ofSeconds(30),
            "How long a client may take to register, up to 5 % longer.");
    static final ConfigKey<Duration> PING_INTERVAL = new ConfigKey<>(
            "chat.ping-interval",
            new DurationType(Duration.ofMillis(100), DAY, true),
            Duration.ofMinutes(2),
            "A client that is silent for so long, up to a quarter longer, is sent a PING; one that is silent for twice"
                    + " as long is gone.");
    static final ConfigKey<String> CONTACT = new ConfigKey<>(
            "chat.contact",
            ValueTypes.textOr("off", "a text of up to 100 characters", "[ -~]{0,99}[!-~]"),
            "",
            "Whom ADMIN names as responsible, such as a mail address.");
    static final ConfigKey<String> MOTD = new ConfigKey<>(
            "chat.motd",
            ValueTypes.textOr("off", "the path of a file", ".{1,4096}"),
            "",
            "A text file whose lines greet each user.");
    static final ConfigKey<Map<String, String>> OPERATORS = new ConfigKey<>(
            "chat.operators",
            ValueTypes.hashes(
                    "name:hash, several with commas between them, the hashes as roost config hash prints them,"
                            + " or off"),
            Map.of(),
            "Who may become an operator by OPER, and the bcrypt hashes of their passwords; roost config hash makes"
                    + " one.");

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

    static final ConfigKey<Integer> BACKLOG = new ConfigKey<>(
            "tcp.backlog",
            ValueTypes.integer(1, 65_535),
            65_535,
            "Finished handshakes that wait for accept(2); the kernel cuts it to net.core.somaxconn.");
    static final ConfigKey<Boolean> NO_DELAY =
            new ConfigKey<>("tcp.no-delay", ValueTypes.BOOLEAN, true, "TCP_NODELAY: a small answer is sent at once.");
    static final ConfigKey<Boolean> KEEP_ALIVE = new ConfigKey<>(
            "tcp.keep-alive",
            ValueTypes.BOOLEAN,
            true,
            "SO_KEEPALIVE: the kernel asks a silent peer whether it still lives, as net.ipv4.tcp_keepalive_* say.");
    static final ConfigKey<Duration> USER_TIMEOUT = new ConfigKey<>(
            "tcp.user-timeout",
            new DurationType(Duration.ofMillis(1), DAY, true),
            Duration.ZERO,
            "TCP_USER_TIMEOUT: sent data that stays unacknowledged for so long ends the connection; off: the kernel's"
                    + " retries decide.");
    static final ConfigKey<Integer> LINGER = new ConfigKey<>(
            "tcp.linger",
            ValueTypes.integerOr("off", -1, 0, 3_600),
            -1,
            "SO_LINGER in seconds: how long close(2) waits for unsent data; 0 resets instead; off: the kernel sends on"
                    + " by itself.");
    static final ConfigKey<Integer> RECEIVE_BUFFER = new ConfigKey<>(
            "tcp.receive-buffer",
            new ByteCountType(2_304, 1 << 30, true),
            0,
            "SO_RCVBUF of each connection; auto: the kernel tunes it within net.ipv4.tcp_rmem.");
    static final ConfigKey<Integer> SEND_BUFFER = new ConfigKey<>(
            "tcp.send-buffer",
            new ByteCountType(4_608, 1 << 30, true),
            0,
            "SO_SNDBUF of each connection; auto: the kernel tunes it within net.ipv4.tcp_wmem.");
    static final ConfigKey<Integer> READ_CHUNK = new ConfigKey<>(
            "tcp.read-chunk",
            new ByteCountType(512, 1 << 20, false),
            64 << 10,
            "The most that one recv(2) takes; the buffer starts at 2KiB and grows to this while reads fill it.");

    static final ConfigKey<Duration> DRAIN_WITHIN = new ConfigKey<>(
            "drain.within",
            new DurationType(Duration.ofMillis(100), DAY, false),
            Duration.ofSeconds(5),
            "How long a stop may take to send what connections have still to send.");
    static final ConfigKey<Duration> DRAIN_OVER = new ConfigKey<>(
            "drain.over",
            new DurationType(Duration.ofMillis(100), DAY, true),
            Duration.ZERO,
            "A stop closes connections evenly over so long, in random order, so that their clients do not all come back"
                    + " at one instant; off: at once.");

    static final ConfigKey<LogFormat> LOG_FORMAT = new ConfigKey<>(
            "logging.format",
            ValueTypes.oneOf(LogFormat.class),
            LogFormat.TEXT,
            "text for people, json for machines: one object per line.");
    static final ConfigKey<LogLevel> LOG_LEVEL = new ConfigKey<>(
            "logging.level", ValueTypes.oneOf(LogLevel.class), LogLevel.INFO, "The least level that is logged.");

    static final List<ConfigKey<?>> ALL = List.of(
            SERVER_NAME,
            SERVER_NETWORK,
            SERVER_DESCRIPTION,
            TRANSPORT,
            ACCEPTORS,
            WORKERS,
            MAX_EVENTS,
            LISTENER_SERVICE,
            LISTENER_BIND,
            LISTENER_OVER,
            LISTENER_IDLE_TIMEOUT,
            LISTENER_LIFETIME,
            ADMIN_BIND,
            CONNECTIONS,
            IDLE_TIMEOUT,
            LIFETIME,
            WRITE_BUFFER_LOW,
            WRITE_BUFFER_HIGH,
            CHAT_PASSWORD,
            NICK_LENGTH,
            CHANNEL_LENGTH,
            TOPIC_LENGTH,
            CHANNELS_PER_USER,
            LIST_SIZE,
            SEND_QUEUE,
            SEND_QUEUES,
            REGISTRATION_TIMEOUT,
            PING_INTERVAL,
            CONTACT,
            MOTD,
            OPERATORS,
            ORIGINS,
            MISSING_ORIGIN,
            TRUSTED_PROXIES,
            WEBSOCKET_PING,
            HANDSHAKE_TIMEOUT,
            BACKLOG,
            NO_DELAY,
            KEEP_ALIVE,
            USER_TIMEOUT,
            LINGER,
            RECEIVE_BUFFER,
            SEND_BUFFER,
            READ_CHUNK,
            DRAIN_WITHIN,
            DRAIN_OVER,
            LOG_FORMAT,
            LOG_LEVEL);

    private ConfigKeys() {}

    /** {@code listeners[0].idle-timeout} → {@code ROOST_LISTENERS_0_IDLE_TIMEOUT}. */
    static String environmentName(String path) {
        String plain = path.replace("[]", "[N]").replace("]", "");
        return "ROOST_" + plain.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }
}
