package io.roost.limits;

import java.util.concurrent.ThreadLocalRandom;

/**
 * Where a key goes. Who may choose addresses must not be able to choose where they go, so the numbers differ from process to
 * process.
 */
final class Hash {
    private static final long SEED = ThreadLocalRandom.current().nextLong();
    private static final long FACTOR = ThreadLocalRandom.current().nextLong() | 1;

    private Hash() {}

    /** MurmurHash3's last steps (Appleby 2011), seeded. */
    static int of(long key) {
        long hash = (key ^ SEED) * FACTOR;
        hash ^= hash >>> 33;
        hash *= 0xFF51AFD7ED558CCDL;
        hash ^= hash >>> 33;
        hash *= 0xC4CEB9FE1A85EC53L;
        return (int) (hash >>> 32);
    }

    /** The same for parts of a table, which must not be what decides within a part. */
    static int stripeOf(long key, int stripes) {
        return (of(key) >>> 26) & (stripes - 1);
    }
}
