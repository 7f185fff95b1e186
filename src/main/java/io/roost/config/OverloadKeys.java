package io.roost.config;

import java.time.Duration;
import java.util.List;

/** The keys of what is too much for the server, in the order of the shipped file. */
final class OverloadKeys {
    static final ConfigKey<Duration> LAG = new ConfigKey<>(
            "overload.lag",
            new DurationType(Duration.ofMillis(1), Duration.ofHours(1), true),
            Duration.ofSeconds(1),
            "When a task waits so long for its event loop, twice in a row, new connections are refused; when that does not"
                    + " help, the heaviest senders are read more slowly too.");
    static final ConfigKey<Integer> HEAP = new ConfigKey<>(
            "overload.heap",
            new PercentType(),
            95,
            "The same, when a collection leaves so much of the old generation in use.");
    static final ConfigKey<Integer> DIRECT_MEMORY = new ConfigKey<>(
            "overload.direct-memory",
            new PercentType(),
            90,
            "The same, when so much of the memory for network buffers is taken and at least half of that in use.");
    static final ConfigKey<Duration> WATCHDOG = new ConfigKey<>(
            "overload.watchdog",
            new DurationType(Duration.ofSeconds(1), Duration.ofDays(1), true),
            Duration.ofSeconds(30),
            "An event loop that has ended, or has hung for so long, ends the process with exit code 70, for what it"
                    + " served hangs with it.");

    static final List<ConfigKey<?>> ALL = List.of(LAG, HEAP, DIRECT_MEMORY, WATCHDOG);

    private OverloadKeys() {}
}
