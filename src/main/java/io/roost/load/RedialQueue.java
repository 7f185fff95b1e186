package io.roost.load;

/** Slots to be opened again, in the order of their times; each is in it at most once. */
final class RedialQueue {
    private final int[] slots;
    private final long[] dueNanos;
    private int first;
    private int size;

    RedialQueue(int most) {
        slots = new int[most];
        dueNanos = new long[most];
    }

    boolean isEmpty() {
        return size == 0;
    }

    boolean isDue(long nowNanos) {
        return size > 0 && dueNanos[first] - nowNanos <= 0;
    }

    /** Of the first. */
    long dueNanos() {
        return dueNanos[first];
    }

    void add(int slot, long atNanos) {
        int end = (first + size++) % slots.length;
        slots[end] = slot;
        dueNanos[end] = atNanos;
    }

    int take() {
        int slot = slots[first];
        first = (first + 1) % slots.length;
        size--;
        return slot;
    }
}
