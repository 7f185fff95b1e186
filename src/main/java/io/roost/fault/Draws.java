package io.roost.fault;

import java.util.SplittableRandom;

/**
 * Chance, repeatable: what is drawn for a connection follows from the seed, the connection's number on its listener and
 * the toxic's. So a run with the same seed whose clients come in the same order is spoilt alike.
 *
 * @param seed any number
 */
public record Draws(long seed) {
    /** Odd, so that consecutive numbers are far apart: 2^64 over the golden ratio. */
    private static final long STEP = 0x9E3779B97F4A7C15L;

    /** Whether this toxic spoils this connection; the higher its toxicity, the more of the same are. */
    boolean hit(long connection, ActiveToxic toxic) {
        return of(connection, toxic.id()).nextDouble() < toxic.named().toxicity();
    }

    /** For what is drawn while it lives. */
    SplittableRandom ofConnection(long connection) {
        return of(connection, 0);
    }

    private SplittableRandom of(long connection, int toxic) {
        return new SplittableRandom(new SplittableRandom(seed + connection * STEP).nextLong() + toxic * STEP);
    }
}
