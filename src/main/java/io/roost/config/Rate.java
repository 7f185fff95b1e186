package io.roost.config;

import java.time.Duration;

/**
 * How often something may happen: so many times at once, and as many again, evenly, over each {@code per}.
 *
 * @param count 0: any number
 */
public record Rate(int count, Duration per) {
    /** Any number: written {@code off}. */
    public static final Rate ANY = new Rate(0, Duration.ZERO);
}
