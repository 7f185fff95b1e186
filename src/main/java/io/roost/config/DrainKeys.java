package io.roost.config;

import java.time.Duration;
import java.util.List;

/** The keys of how a server stops, in the order of the shipped file. */
final class DrainKeys {
    private static final Duration DAY = Duration.ofDays(1);

    static final ConfigKey<Duration> NOTICE = new ConfigKey<>(
            "drain.notice",
            new DurationType(Duration.ofMillis(100), DAY, true),
            Duration.ZERO,
            "A stop says for so long that it is not ready before it accepts no more, for load balancers to notice; off:"
                    + " it accepts no more at once.");
    static final ConfigKey<Duration> OVER = new ConfigKey<>(
            "drain.over",
            new DurationType(Duration.ofMillis(100), DAY, true),
            Duration.ZERO,
            "A stop then sends connections away evenly over so long, in random order, so that their clients do not all"
                    + " come back at one instant; off: at once.");
    static final ConfigKey<Duration> WITHIN = new ConfigKey<>(
            "drain.within",
            new DurationType(Duration.ofMillis(100), DAY, false),
            Duration.ofSeconds(5),
            "A stop takes at most so long, notice and all; what is still open then is cut, whatever it had still to be"
                    + " sent.");

    static final List<ConfigKey<?>> ALL = List.of(NOTICE, OVER, WITHIN);

    private DrainKeys() {}
}
