package io.roost.connection;

import io.netty.channel.EventLoop;
import io.netty.channel.SingleThreadEventLoop;
import java.util.Arrays;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The end of a loop's turn, when everything that was ready has been read: what was said meanwhile is
 * gathered, then each connection that has something to send is flushed, once.
 *
 * <p><b>Threading:</b> {@link #wake} on any thread; all else on the event loop.
 */
public final class Turn {
    private static final int LEAST_SLOTS = 64;

    /** More than this is given back after a turn that needed it. */
    private static final int KEPT_SLOTS = 4_096;

    private final EventLoop loop;
    private final Faults faults;
    private final AtomicBoolean isScheduled = new AtomicBoolean();
    private final Runnable end = this::end;
    private Runnable gatherer = () -> {};
    private @Nullable GatheringConnection[] unflushed = new GatheringConnection[LEAST_SLOTS];
    private int unflushedCount;
    private boolean isAtEnd;

    Turn(EventLoop loop, Faults faults) {
        this.loop = loop;
        this.faults = faults;
    }

    /** What runs before the flushes of each turn that was woken for. Before the loop has connections. */
    public void gatherBy(Runnable first) {
        gatherer = first;
    }

    /** Sees to it that this turn, or one that starts at once, ends with all of that; free when it is seen to. */
    public void wake() {
        if (isScheduled.get() || !isScheduled.compareAndSet(false, true)) {
            return;
        }
        try {
            if (loop instanceof SingleThreadEventLoop turning) {
                turning.executeAfterEventLoopIteration(end);
            } else {
                loop.execute(end);
            }
        } catch (RejectedExecutionException e) {
            // The loop has ended, and its connections with it.
            isScheduled.set(true);
        }
    }

    void flushLater(GatheringConnection connection) {
        if (unflushedCount == unflushed.length) {
            unflushed = Arrays.copyOf(unflushed, 2 * unflushedCount);
        }
        unflushed[unflushedCount++] = connection;
        if (!isAtEnd) {
            wake();
        }
    }

    private void end() {
        // First, so that whatever comes from now on wakes again.
        isScheduled.set(false);
        isAtEnd = true;
        try {
            gatherer.run();
        } finally {
            flushAll();
            isAtEnd = false;
        }
    }

    /** A fault with one must not keep from the others what they are to get. */
    private void flush(GatheringConnection connection) {
        try {
            connection.flushGathered();
        } catch (RuntimeException | Error e) { // such as one of direct memory: without heap the process has ended
            faults.note(e);
            Disconnector.disconnect(connection, DisconnectReason.ERROR);
        }
    }

    /** Those that come in meanwhile too. */
    private void flushAll() {
        for (int i = 0; i < unflushedCount; i++) {
            GatheringConnection connection = unflushed[i];
            unflushed[i] = null;
            if (connection != null) {
                flush(connection);
            }
        }
        unflushedCount = 0;
        if (unflushed.length > KEPT_SLOTS) {
            unflushed = new GatheringConnection[LEAST_SLOTS];
        }
    }
}
