package io.roost.config;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The keys of what connections may use, in the order of the shipped file. */
final class LimitKeys {
    private static final Duration YEAR = Duration.ofDays(366);

    static final ConfigKey<Integer> CONNECTIONS = new ConfigKey<>(
            "limits.connections",
            ValueTypes.integerOr("auto", 0, 0, 100_000_000),
            0,
            "Connections held at once, over all listeners; one more is told so and closed. auto: the open files that the"
                    + " process may have, less a reserve.");
    static final ConfigKey<Integer> PER_ADDRESS = new ConfigKey<>(
            "limits.per-address",
            ValueTypes.integerOr("off", 0, 1, 100_000_000),
            0,
            "Connections that one address may have at once, over all listeners; a /64 of IPv6 counts as one address.");
    static final ConfigKey<Integer> PER_NETWORK = new ConfigKey<>(
            "limits.per-network",
            ValueTypes.integerOr("off", 0, 1, 100_000_000),
            0,
            "Connections that one network may have at once: a /24 of IPv4, a /48 of IPv6.");
    static final ConfigKey<Rate> CONNECT_RATE = new ConfigKey<>(
            "limits.connect-rate",
            new RateType(1_000_000, Duration.ofDays(1)),
            Rate.ANY,
            "How often one address may connect: 32/10m is 32 times at once, and once more each 10m / 32.");
    static final ConfigKey<List<AddressBlock>> EXEMPT = new ConfigKey<>(
            "limits.exempt",
            ValueTypes.ADDRESS_BLOCKS_OR_OFF,
            loopback(),
            "Addresses for which these three do not hold, nor chat.command-rate; for trusted proxies these three do not"
                    + " hold either.");
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
    static final ConfigKey<Duration> REQUEST_TIMEOUT = new ConfigKey<>(
            "limits.request-timeout",
            new DurationType(Duration.ofMillis(100), Duration.ofDays(1), true),
            Duration.ofSeconds(20),
            "How long the head of a request to http may take from its first byte on, whatever comes meanwhile; then 408."
                    + " A connection that asks for nothing is left to idle-timeout.");
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

    static final List<ConfigKey<?>> ALL = List.of(
            CONNECTIONS,
            PER_ADDRESS,
            PER_NETWORK,
            CONNECT_RATE,
            EXEMPT,
            IDLE_TIMEOUT,
            LIFETIME,
            REQUEST_TIMEOUT,
            WRITE_BUFFER_LOW,
            WRITE_BUFFER_HIGH);

    private LimitKeys() {}

    private static List<AddressBlock> loopback() {
        return Stream.of("127.0.0.0/8", "::1")
                .map(AddressBlock::parse)
                .map(Objects::requireNonNull)
                .toList();
    }

    static RoostConfig.Limits of(ConfigValues values, ConfigProblems problems) {
        RoostConfig.Limits limits = new RoostConfig.Limits(
                values.get(CONNECTIONS),
                values.get(PER_ADDRESS),
                values.get(PER_NETWORK),
                values.get(CONNECT_RATE),
                values.get(EXEMPT),
                values.get(REQUEST_TIMEOUT),
                values.get(WRITE_BUFFER_LOW),
                values.get(WRITE_BUFFER_HIGH));
        if (limits.writeBufferLow() > limits.writeBufferHigh()) {
            problems.add(
                    values.settingOf(WRITE_BUFFER_HIGH),
                    "not less than limits.write-buffer-low, which is "
                            + WRITE_BUFFER_LOW.type().write(limits.writeBufferLow()));
        }
        return limits;
    }
}
