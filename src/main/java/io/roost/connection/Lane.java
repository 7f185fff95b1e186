package io.roost.connection;

import io.netty.channel.EventLoop;
import io.roost.metrics.LoopCounters;
import io.roost.metrics.Recurring;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * One worker loop as its connections see it: the loop, its counters and its wheel.
 *
 * <p><b>Threading:</b> event loop only, but for the constructor and {@link #start}.
 */
public final class Lane {
    private final EventLoop loop;
    private final LoopCounters counters;
    private final IdleSweeper sweeper;
    private final long tickNanos;
    private final boolean sendsDirectly;
    private final Faults faults;
    private final Turn turn;
    private final HeavySenders heavySenders;
    private final PeerHosts hosts = new PeerHosts();
    private boolean isHandingOver;

    /**
     * A lane whose wheel turns once per {@code tick}.
     *
     * @param nanoClock as {@link System#nanoTime}
     * @param sendsDirectly whether its channels are native sockets with one station each, to which a
     *     connection may send past the write queue
     */
    public Lane(EventLoop loop, LoopCounters counters, Duration tick, LongSupplier nanoClock, boolean sendsDirectly) {
        this.loop = loop;
        this.counters = counters;
        this.tickNanos = tick.toNanos();
        this.sendsDirectly = sendsDirectly;
        this.faults = new Faults(counters, nanoClock);
        this.turn = new Turn(loop, faults);
        this.heavySenders = new HeavySenders(loop, counters);
        this.sweeper = new IdleSweeper(tickNanos, nanoClock);
    }

    /**
     * Starts the wheel; without it nothing times out, and an idle loop never wakes. Any thread.
     *
     * @param ticker turns the wheel from outside: a loop with a deadline of its own would read the clock and
     *     arm a timer each time it waits
     */
    public void start(ScheduledExecutorService ticker) {
        Runnable sweep = this::sweep;
        Runnable tick = new Recurring("a turn of a wheel", () -> loop.execute(sweep));
        var unused = ticker.scheduleAtFixedRate(tick, tickNanos, tickNanos, TimeUnit.NANOSECONDS);
    }

    /** The terms of a listener's connections on this lane. Any thread. */
    public Terms terms(Times times) {
        return new Terms(
                this,
                ticks(times.idle()),
                ticks(times.lifetime()),
                ticks(times.admission()),
                ticks(times.ping()),
                ticks(times.request()),
                sendsDirectly);
    }

    /** The loop itself. */
    public EventLoop loop() {
        return loop;
    }

    /** What the loop counts. */
    public LoopCounters counters() {
        return counters;
    }

    /** What the loop does at the end of each of its turns. */
    public Turn turn() {
        return turn;
    }

    /** Who is read more slowly while there is too much to do. */
    public HeavySenders heavySenders() {
        return heavySenders;
    }

    /** Where what goes wrong on the loop is told. */
    public Faults faults() {
        return faults;
    }

    /** The texts of its peers' addresses. */
    public PeerHosts hosts() {
        return hosts;
    }

    /** All connections of the loop, by their time. */
    public IdleSweeper connections() {
        return sweeper;
    }

    /** Whether the connection that is being added takes the place of another. */
    boolean isHandingOver() {
        return isHandingOver;
    }

    void setHandingOver(boolean now) {
        isHandingOver = now;
    }

    private void sweep() {
        if (!sweeper.sweep()) {
            loop.execute(this::sweep);
        }
    }

    /** Rounded up, and one more since activity is noted by the tick in which it fell: never early. */
    private int ticks(Duration duration) {
        if (duration.isZero()) {
            return 0;
        }
        return (int) Math.min(1 << 28, (duration.toNanos() + tickNanos - 1) / tickNanos + 1);
    }
}
