package io.roost.connection;

import io.netty.channel.EventLoop;
import io.roost.metrics.LoopCounter;
import io.roost.metrics.LoopCounters;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Reads those who send the most more slowly, while the server bears too much: whoever brings as much as that in one read
 * is not read for a moment. What is sent meanwhile waits in the kernel, whose window then holds back the sender. Nothing
 * is kept of anybody who is not slowed.
 *
 * <p><b>Threading:</b> {@link #slowFrom} on any thread, the rest on the lane's event loop.
 */
public final class HeavySenders {
    /** Long beside a turn of a loop that keeps up, short beside a person's patience. */
    private static final long PAUSE_MS = 100;

    private static final int NOBODY = Integer.MAX_VALUE;

    private final EventLoop loop;
    private final LoopCounters counters;
    private int leastBytes = NOBODY;
    private List<Connection> slowed = new ArrayList<>();

    HeavySenders(EventLoop loop, LoopCounters counters) {
        this.loop = loop;
        this.counters = counters;
    }

    /** From now on those are slowed that bring at least so many bytes at once. */
    public void slowFrom(int bytes) {
        try {
            loop.execute(() -> leastBytes = bytes);
        } catch (RejectedExecutionException e) {
            // It has ended, and nobody is read there.
        }
    }

    /** From now on nobody is slowed. */
    public void slowNobody() {
        slowFrom(NOBODY);
    }

    /** So many bytes came at once. */
    void note(Connection connection, int bytes) {
        if (bytes >= leastBytes && !connection.is(Connection.SLOWED | Connection.ENDING)) {
            counters.increment(LoopCounter.SLOWED);
            connection.set(Connection.SLOWED);
            connection.setReading(false);
            slowed.add(connection);
            if (slowed.size() == 1) {
                var unused = loop.schedule(this::readOn, PAUSE_MS, TimeUnit.MILLISECONDS);
            }
        }
    }

    private void readOn() {
        List<Connection> all = slowed;
        slowed = new ArrayList<>();
        for (Connection connection : all) {
            connection.clear(Connection.SLOWED);
            if (connection.channel().isActive() && !connection.is(Connection.STOPPED)) {
                connection.setReading(true);
            }
        }
    }
}
