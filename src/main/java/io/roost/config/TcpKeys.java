package io.roost.config;

import java.time.Duration;
import java.util.List;

/** The keys of sockets, in the order of the shipped file. */
final class TcpKeys {
    private static final Duration DAY = Duration.ofDays(1);

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

    static final List<ConfigKey<?>> ALL =
            List.of(BACKLOG, NO_DELAY, KEEP_ALIVE, USER_TIMEOUT, LINGER, RECEIVE_BUFFER, SEND_BUFFER, READ_CHUNK);

    private TcpKeys() {}
}
