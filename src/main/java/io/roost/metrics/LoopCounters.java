package io.roost.metrics;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The counters of one event loop. One writer, so that an increment is a plain load, add and store: no
 * locked instruction and no cache line that two loops write.
 *
 * <p><b>Threading:</b> {@link #add} and {@link #addQueuedBytes} on the loop alone; reads on any thread,
 * which may see a value that is some nanoseconds old but never a torn one.
 */
public final class LoopCounters {
    private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(long[].class);

    /** Longs of 128 bytes: two cache lines, for the adjacent-line prefetcher. */
    private static final int PADDING = 16;

    private static final int QUEUED_BYTES = LoopCounter.values().length;

    private final String loop;
    private final long[] cells = new long[PADDING + LoopCounter.values().length + 1 + PADDING];

    /** Counters for a loop of this name, as its thread is called. */
    public LoopCounters(String loop) {
        this.loop = loop;
    }

    /** The loop's name. */
    public String loop() {
        return loop;
    }

    /** Event loop only. */
    public void add(LoopCounter counter, long amount) {
        addTo(counter.ordinal(), amount);
    }

    /** Event loop only. */
    public void increment(LoopCounter counter) {
        addTo(counter.ordinal(), 1);
    }

    /** Corrects the bytes that wait in the write queues of this loop's connections. Event loop only. */
    public void addQueuedBytes(long difference) {
        addTo(QUEUED_BYTES, difference);
    }

    /** Any thread. */
    public long get(LoopCounter counter) {
        return (long) CELL.getOpaque(cells, PADDING + counter.ordinal());
    }

    /** Any thread. */
    public long queuedBytes() {
        return (long) CELL.getOpaque(cells, PADDING + QUEUED_BYTES);
    }

    private void addTo(int index, long amount) {
        int cell = PADDING + index;
        CELL.setOpaque(cells, cell, (long) CELL.getOpaque(cells, cell) + amount);
    }
}
