package io.roost.limits;

/**
 * How often each key is there: an open-addressing table of numbers (Knuth 1973, 6.4, algorithm L; removal by R), so that a
 * key costs 12 to 48 bytes and no object. It grows and shrinks with what it holds.
 *
 * <p><b>Threading:</b> whoever holds its monitor.
 */
final class CountTable {
    private static final int LEAST_SLOTS = 16;

    private long[] keys = new long[LEAST_SLOTS];

    /** 0: the slot is free. */
    private int[] counts = new int[LEAST_SLOTS];

    private int size;

    /** Once more, unless it is there so often by now; whether it is. */
    synchronized boolean add(long key, int most) {
        int slot = slotOf(key);
        if (counts[slot] >= most) {
            return false;
        }
        if (counts[slot]++ == 0) {
            keys[slot] = key;
            if (++size > keys.length / 4 * 3) {
                resize(2 * keys.length);
            }
        }
        return true;
    }

    /** Once less; what is not there is left. */
    synchronized void remove(long key) {
        int slot = slotOf(key);
        if (counts[slot] == 0 || --counts[slot] > 0) {
            return;
        }
        size--;
        closeUp(slot);
        if (keys.length > LEAST_SLOTS && size < keys.length / 8) {
            resize(keys.length / 2);
        }
    }

    synchronized int count(long key) {
        return counts[slotOf(key)];
    }

    synchronized int size() {
        return size;
    }

    synchronized int slots() {
        return keys.length;
    }

    /** Where it is, or would be put. */
    private int slotOf(long key) {
        int slot = home(key);
        while (counts[slot] != 0 && keys[slot] != key) {
            slot = (slot + 1) & (keys.length - 1);
        }
        return slot;
    }

    private int home(long key) {
        return Hash.of(key) & (keys.length - 1);
    }

    /** Moves into a slot that became free what would no longer be found behind it. */
    private void closeUp(int free) {
        int hole = free;
        int mask = keys.length - 1;
        for (int slot = (free + 1) & mask; counts[slot] != 0; slot = (slot + 1) & mask) {
            boolean isFoundBehindTheHole = ((slot - home(keys[slot])) & mask) < ((slot - hole) & mask);
            if (!isFoundBehindTheHole) {
                keys[hole] = keys[slot];
                counts[hole] = counts[slot];
                counts[slot] = 0;
                hole = slot;
            }
        }
    }

    private void resize(int slots) {
        long[] oldKeys = keys;
        int[] oldCounts = counts;
        keys = new long[slots];
        counts = new int[slots];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldCounts[i] != 0) {
                int slot = slotOf(oldKeys[i]);
                keys[slot] = oldKeys[i];
                counts[slot] = oldCounts[i];
            }
        }
    }
}
