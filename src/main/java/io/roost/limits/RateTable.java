package io.roost.limits;

/**
 * When the bucket of each key will be full: an open-addressing table of numbers. What is past is forgotten when room is
 * needed. When nearly all of as many keys as it may hold are still of interest, all are forgotten: that many come at once only in
 * a flood that no limit for one key holds back.
 *
 * <p><b>Threading:</b> whoever holds its monitor.
 */
final class RateTable {
    private static final int LEAST_SLOTS = 16;

    private final int most;
    private long[] keys = new long[LEAST_SLOTS];

    /** Nanoseconds on the clock of whoever asks, which begins at 0; 0 here: the slot is free. */
    private long[] fullAt = new long[LEAST_SLOTS];

    private int size;

    RateTable(int most) {
        this.most = most;
    }

    /** Takes a token of a bucket that holds {@code periodNanos / costNanos}, if there is one. */
    synchronized boolean take(long key, long nowNanos, long costNanos, long periodNanos) {
        int slot = slotOf(key);
        long full = Math.max(fullAt[slot], nowNanos) + costNanos;
        if (full - nowNanos > periodNanos) {
            return false;
        }
        if (fullAt[slot] == 0) {
            slot = place(key, slot, nowNanos);
        }
        keys[slot] = key;
        fullAt[slot] = full;
        return true;
    }

    synchronized int size() {
        return size;
    }

    /** A slot for a key that has none. */
    private int place(long key, int free, long nowNanos) {
        if (size < Math.min(most, keys.length / 4 * 3)) {
            size++;
            return free;
        }
        forget(nowNanos);
        size++;
        return slotOf(key);
    }

    /** Drops what is past, or all, and makes the table as large as it has to be for what is left and as much again. */
    private void forget(long nowNanos) {
        int left = 0;
        for (long full : fullAt) {
            left += full > nowNanos ? 1 : 0;
        }
        if (left > most / 4 * 3) {
            left = 0;
        }
        long[] oldKeys = keys;
        long[] oldFullAt = fullAt;
        int slots = LEAST_SLOTS;
        while (slots / 2 <= left) {
            slots *= 2;
        }
        keys = new long[slots];
        fullAt = new long[slots];
        size = left;
        for (int i = 0; left > 0 && i < oldKeys.length; i++) {
            if (oldFullAt[i] > nowNanos) {
                int slot = slotOf(oldKeys[i]);
                keys[slot] = oldKeys[i];
                fullAt[slot] = oldFullAt[i];
            }
        }
    }

    private int slotOf(long key) {
        int slot = home(key);
        while (fullAt[slot] != 0 && keys[slot] != key) {
            slot = (slot + 1) & (keys.length - 1);
        }
        return slot;
    }

    private int home(long key) {
        return Hash.of(key) & (keys.length - 1);
    }
}
