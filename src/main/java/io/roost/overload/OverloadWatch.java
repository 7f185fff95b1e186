package io.roost.overload;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the loops and the memory twice a second, while all is calm and every loop rests once in five seconds, and tells
 * what the level is. When a loop has ended, or has not
 * answered for the watchdog's time, tells that too: such a server serves a part of its connections and hangs for the
 * rest, which nobody sees from outside.
 *
 * <p><b>Threading:</b> a thread of its own; the figures may be asked for on any.
 */
public final class OverloadWatch implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(OverloadWatch.class);
    private static final long TICK_NANOS = 500_000_000;
    private static final long RESTING_TICK_NANOS = 5_000_000_000L;

    /** A tick that comes so much later than it should has slept with all the others, as when the process was stopped. */
    private static final int MOST_TICKS = 2;

    /** Is told what the server is to do about it. */
    public interface Defence {
        /** At each look. */
        void hold(Level level);

        /** Never returns to a server that serves. */
        void broken(String sentence, Thread loop);
    }

    private final List<WatchedLoop> loops;
    private final Bounds bounds;
    private final long watchdogNanos;
    private final Defence defence;
    private final LongSupplier nanoClock;
    private final Verdict verdict;
    private volatile Level level = Level.CALM;
    private volatile Load latest = new Load(0, "", 0, 0);
    private volatile boolean isOver;
    private @Nullable Thread thread;
    private @Nullable Memory memory;
    private boolean hasFailed;
    private long sinceNanos;
    private long lastTickNanos;
    private long nextTickNanos = TICK_NANOS;

    /**
     * @param watchdogMs 0: no loop is ever given up
     * @param nanoClock as {@link System#nanoTime}
     */
    public OverloadWatch(
            List<WatchedLoop> loops, Bounds bounds, long watchdogMs, Defence defence, LongSupplier nanoClock) {
        this.loops = List.copyOf(loops);
        this.bounds = bounds;
        this.watchdogNanos = TimeUnit.MILLISECONDS.toNanos(watchdogMs);
        this.defence = defence;
        this.nanoClock = nanoClock;
        this.verdict = new Verdict(bounds);
        this.lastTickNanos = nanoClock.getAsLong();
    }

    /** Begins to look. */
    public void start() {
        Thread watching = new Thread(this, "roost-watchdog");
        watching.setDaemon(true);
        thread = watching;
        watching.start();
    }

    /** To be called before the loops are ended on purpose. */
    public void stop() {
        isOver = true;
        if (thread != null) {
            LockSupport.unpark(thread);
        }
    }

    public Level level() {
        return level;
    }

    /** How long the last task waited for the loop of this number, in the order in which they were given. */
    public long lagNanos(int loop) {
        return loops.get(loop).probe().lagNanos();
    }

    /** Of the slowest loop. */
    public long lagNanos() {
        return latest.lagNanos();
    }

    /** Share of the heap that the last collection left in use, 0 to 1. */
    public double heapShare() {
        return latest.heap();
    }

    /** Share of direct memory in use, 0 to 1. */
    public double directShare() {
        return latest.direct();
    }

    /** What is too much now, for a person. */
    public String sentence() {
        return bounds.sentence(latest);
    }

    @Override
    public void run() {
        guarded(this::openBeans);
        while (!isOver) {
            LockSupport.parkNanos(nextTickNanos);
            guarded(this::tick);
        }
    }

    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | Error e) {
            if (!hasFailed) {
                log.error("the watchdog goes on after a fault of its own; further ones are not told", e);
            }
            hasFailed = true;
        }
    }

    /** At once: they need a descriptor to open a library, and later there may be none left. */
    private void openBeans() {
        memory();
        WatchedLoop.openBeans();
    }

    /** One look. */
    void tick() {
        long nowNanos = nanoClock.getAsLong();
        long passedNanos = Math.min(MOST_TICKS * nextTickNanos, nowNanos - lastTickNanos);
        lastTickNanos = nowNanos;
        Load load = look(passedNanos);
        latest = load;
        Level now = verdict.on(load);
        if (now != level) {
            tell(now, load, nowNanos);
        }
        level = now;
        defence.hold(now);
        boolean rests =
                now == Level.CALM && bounds.areFarFrom(load) && loops.stream().allMatch(WatchedLoop::isResting);
        nextTickNanos = rests ? RESTING_TICK_NANOS : TICK_NANOS;
        if (now != Level.CALM && bounds.isHeapIn(load) && memory().isHeapStale()) {
            memory().refreshHeap();
        }
    }

    private Load look(long passedNanos) {
        long worst = -1;
        String slowest = "";
        for (WatchedLoop loop : loops) {
            LoopProbe probe = loop.probe();
            probe.tick(passedNanos);
            if (!isOver && watchdogNanos > 0) {
                judge(probe);
            }
            if (probe.lagNanos() > worst) {
                worst = probe.lagNanos();
                slowest = probe.name();
            }
        }
        return new Load(worst, slowest, memory().heap(), memory().direct());
    }

    /** Made on the watch's thread: the JVM's beans take it 20 ms, for which nobody need wait at the start. */
    private Memory memory() {
        Memory made = memory;
        if (made == null) {
            made = new Memory(nanoClock);
            memory = made;
        }
        return made;
    }

    private void judge(LoopProbe probe) {
        if (probe.hasEnded()) {
            defence.broken("the loop " + probe.name() + " has ended", probe.thread());
        } else if (probe.unansweredNanos() > watchdogNanos) {
            long seconds = TimeUnit.NANOSECONDS.toSeconds(probe.unansweredNanos());
            defence.broken("the loop " + probe.name() + " has hung for " + seconds + " s", probe.thread());
        }
    }

    private void tell(Level now, Load load, long nowNanos) {
        if (now.compareTo(level) > 0) {
            log.warn("overloaded, {}: {}", now.sentence(), bounds.sentence(load));
        } else {
            log.info(
                    "less loaded after {} s, {}: {}",
                    TimeUnit.NANOSECONDS.toSeconds(nowNanos - sinceNanos),
                    now.sentence(),
                    bounds.sentence(load));
        }
        sinceNanos = nowNanos;
    }
}
