package io.roost.server;

import io.roost.config.RoostConfig;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** How often the wheels turn: fine enough for the shortest time, rare enough that idle loops sleep. */
final class WheelTick {
    private static final long LEAST_MS = 10;
    private static final long MOST_MS = 5_000;

    /** A tick is at most so small a part of the shortest time. */
    private static final int PART = 20;

    private WheelTick() {}

    static Duration forTimesOf(List<RoostConfig.Listener> listeners) {
        long shortestMs = listeners.stream()
                .flatMap(listener -> Stream.of(listener.idleTimeout(), listener.lifetime()))
                .filter(time -> !time.isZero())
                .mapToLong(Duration::toMillis)
                .min()
                .orElse(Long.MAX_VALUE);
        return Duration.ofMillis(Math.max(LEAST_MS, Math.min(MOST_MS, shortestMs / PART)));
    }
}
