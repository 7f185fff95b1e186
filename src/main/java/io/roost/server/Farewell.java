package io.roost.server;

import io.roost.connection.Connection;
import io.roost.connection.DisconnectReason;
import io.roost.connection.Lane;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Closes the connections of a lane, evenly over a time and in random order: a client's turn has nothing to do with when it came, so those
 * of one network or one restart do not come back together.
 *
 * <p><b>Threading:</b> the lane's event loop.
 */
final class Farewell implements Runnable {
    private static final long STEP_MS = 5;

    /** Closes per step, then the loop serves its sockets before it goes on. */
    private static final int MOST_PER_STEP = 4_096;

    private final Lane lane;
    private final long overNanos;
    private final LongSupplier nanoClock;
    private final List<Connection> leaving = new ArrayList<>();
    private long startNanos;
    private int next;
    private boolean begun;

    Farewell(Lane lane, long overNanos, LongSupplier nanoClock) {
        this.lane = lane;
        this.overNanos = overNanos;
        this.nanoClock = nanoClock;
    }

    @Override
    public void run() {
        if (!begun) {
            begun = true;
            startNanos = nanoClock.getAsLong();
            lane.connections().forEach(leaving::add);
            Collections.shuffle(leaving, new Random(startNanos));
        }
        int due = dueAt(nanoClock.getAsLong());
        for (int i = 0; next < due && i < MOST_PER_STEP; i++) {
            leaving.get(next++).disconnectWhenSent(DisconnectReason.STOP);
        }
        if (next < due) {
            lane.loop().execute(this);
        } else if (next < leaving.size()) {
            var unused = lane.loop().schedule(this, STEP_MS, TimeUnit.MILLISECONDS);
        }
    }

    /** How many should have been closed by then: the last when the time is over, not before. */
    private int dueAt(long nowNanos) {
        long elapsed = nowNanos - startNanos;
        return elapsed >= overNanos ? leaving.size() : (int) (leaving.size() * (double) elapsed / overNanos);
    }
}
