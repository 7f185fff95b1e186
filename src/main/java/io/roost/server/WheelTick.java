package io.roost.server;

import io.roost.connection.Times;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How often the wheels turn: fine enough for the shortest time, rare enough that idle loops sleep. */
final class WheelTick {
    private static final long LEAST_MS = 10;
    private static final long MOST_MS = 5_000;

    /** Of a wheel that nobody turns. */
    static final Duration LONGEST = Duration.ofMillis(MOST_MS);

    /** A tick is at most so small a part of the shortest time. */
    private static final int PART = 20;

    private WheelTick() {}

    /** Empty when there is no time to keep. */
    static Optional<Duration> forAll(List<Times> times) {
        List<Duration> kept = times.stream()
                .flatMap(each -> Stream.of(each.idle(), each.lifetime(), each.admission(), each.ping(), each.request()))
                .filter(time -> !time.isZero())
                .toList();
        return kept.isEmpty() ? Optional.empty() : Optional.of(forShortestOf(kept));
    }

    private static Duration forShortestOf(List<Duration> times) {
        long shortestMs = times.stream().mapToLong(Duration::toMillis).min().orElse(MOST_MS);
        return Duration.ofMillis(Math.max(LEAST_MS, Math.min(MOST_MS, shortestMs / PART)));
    }
}
