package io.roost.server;

import io.roost.connection.Connection;
import io.roost.connection.DisconnectReason;
import io.roost.connection.Disconnector;
import io.roost.connection.Lane;
import io.roost.connection.LastWords;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Says goodbye to the connections of a lane, evenly over a time and in random order: a client's turn has nothing to do
 * with when it came, so those of one network or one restart do not come back together. Each is closed when its peer has
 * ended too, or a second after the peer's kernel has heard of it.
 *
 * <p><b>Threading:</b> the lane's event loop.
 */
final class Farewell implements Runnable {
    private static final long STEP_MS = 5;

    /** Connections per step, then the loop serves its sockets before it goes on. */
    private static final int MOST_PER_STEP = 4_096;

    /** How long a peer may take to end as well. */
    static final long PATIENCE_MS = 1_000;

    private final Lane lane;
    private final long overNanos;
    private final LongSupplier nanoClock;
    private final List<@Nullable Connection> leaving = new ArrayList<>();
    private long startNanos;
    private int told;
    private int cut;
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
        long elapsedNanos = nanoClock.getAsLong() - startNanos;
        int steps = 0;
        for (int due = dueAfter(elapsedNanos); told < due && steps < MOST_PER_STEP; steps++) {
            visit(told++, LastWords::begin);
        }
        int over = dueAfter(elapsedNanos - TimeUnit.MILLISECONDS.toNanos(PATIENCE_MS));
        for (; cut < Math.min(told, over) && steps < MOST_PER_STEP; steps++) {
            visit(cut, LastWords::cut);
            leaving.set(cut++, null); // what is closed is not kept
        }
        if (steps == MOST_PER_STEP) {
            lane.loop().execute(this);
        } else if (cut < leaving.size()) {
            later(this, STEP_MS);
        } else {
            goRound();
        }
    }

    /** The deadline: cuts what is still open, and tells how many that were. Any thread. */
    void end(IntConsumer count) {
        lane.loop().execute(() -> {
            count.accept(lane.connections().size());
            lane.connections().forEach(each -> Disconnector.disconnect(each, DisconnectReason.STOP));
        });
    }

    private void visit(int index, Consumer<Connection> visitor) {
        Connection connection = leaving.get(index);
        if (connection != null) {
            visitor.accept(connection);
        }
    }

    /** Those that were not among the first, as one that has become another since, and those that had still to send. */
    private void goRound() {
        lane.connections().forEach(LastWords::cut);
        lane.connections().forEach(LastWords::begin);
        if (lane.connections().size() > 0) {
            later(this::goRound, PATIENCE_MS);
        }
    }

    private void later(Runnable task, long delayMs) {
        var unused = lane.loop().schedule(task, delayMs, TimeUnit.MILLISECONDS);
    }

    /** How many should have been told by then: the last when the time is over, not before. */
    private int dueAfter(long elapsedNanos) {
        if (elapsedNanos < 0) {
            return 0;
        }
        return elapsedNanos >= overNanos ? leaving.size() : (int) (leaving.size() * (double) elapsedNanos / overNanos);
    }
}
