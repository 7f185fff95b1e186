package io.roost.config;

import java.time.Duration;
import java.util.List;

/** The keys of what connections may use, in the order of the shipped file. */
final class LimitKeys {
    private static final Duration YEAR = Duration.ofDays(366);

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

    static final List<ConfigKey<?>> ALL =
            List.of(CONNECTIONS, IDLE_TIMEOUT, LIFETIME, WRITE_BUFFER_LOW, WRITE_BUFFER_HIGH);

    private LimitKeys() {}
}
