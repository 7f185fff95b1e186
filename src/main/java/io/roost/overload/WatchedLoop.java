package io.roost.overload;

import io.netty.channel.EventLoop;
import io.roost.metrics.LoopSource;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.function.LongSupplier;

/** A loop that the watch looks at. */
public final class WatchedLoop {
    private final LoopProbe probe;

    /** {@code loop} is the loop of {@code source}; {@code nanoClock} as {@link System#nanoTime}. */
    public WatchedLoop(EventLoop loop, LoopSource source, LongSupplier nanoClock) {
        this(loop, source, () -> Beans.THREADS.getThreadCpuTime(source.thread().getId()), nanoClock);
    }

    WatchedLoop(EventLoop loop, LoopSource source, LongSupplier cpuNanos, LongSupplier nanoClock) {
        this.probe = new LoopProbe(loop, source.counters(), source.thread(), cpuNanos, nanoClock);
    }

    static void openBeans() {
        Beans.THREADS.getThreadCount();
    }

    LoopProbe probe() {
        return probe;
    }

    boolean isResting() {
        return probe.isResting();
    }

    /** Not before the watch's thread asks: they take 20 ms. */
    private static final class Beans {
        static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    }
}
