package io.roost.transport;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.util.NettyRuntime;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.FastThreadLocalThread;
import io.netty.util.concurrent.Future;
import io.roost.config.RoostConfig;
import io.roost.metrics.LoopCounters;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * The boss loops, which accept, and the worker loops, which serve; and one loop for the admin listener,
 * so that a slow scraper holds up neither.
 */
public final class EventLoops {
    private final Transport transport;
    private final List<EventLoopGroup> groups = new ArrayList<>();
    private final LoopTeam bosses;
    private final LoopTeam workers;
    private final LoopTeam admin;

    /** Makes the loops and starts their threads. */
    public EventLoops(Transport transport, RoostConfig.EventLoops config) {
        this.transport = transport;
        int workerCount = config.workers() == 0 ? NettyRuntime.availableProcessors() : config.workers();
        bosses = team("boss", config.acceptors(), config.maxEvents());
        workers = team("worker", workerCount, config.maxEvents());
        admin = team("admin", 1, config.maxEvents());
    }

    /** The loops that accept. */
    public LoopTeam bosses() {
        return bosses;
    }

    /** The loops that serve connections. */
    public LoopTeam workers() {
        return workers;
    }

    /** The one loop that accepts and serves on the admin listener. */
    public LoopTeam admin() {
        return admin;
    }

    /** Which transport these loops run on. */
    public Transport transport() {
        return transport;
    }

    /** Ends all loops, closing what is still open, and waits for that at most {@code timeoutMs}. */
    public void shutdown(long timeoutMs) {
        List<Future<?>> ends = new ArrayList<>();
        groups.forEach(group -> ends.add(group.shutdownGracefully(0, timeoutMs, TimeUnit.MILLISECONDS)));
        ends.forEach(end -> end.awaitUninterruptibly(timeoutMs));
    }

    private LoopTeam team(String role, int size, int maxEvents) {
        List<LoopCounters> counters = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            counters.add(new LoopCounters(role + "-" + i));
        }
        List<Thread> threads = new ArrayList<>();
        ThreadFactory factory = task -> {
            Thread thread = new FastThreadLocalThread(task, "roost-" + role + "-" + threads.size());
            threads.add(thread);
            return thread;
        };
        EventLoopGroup group = transport.newGroup(size, factory, maxEvents, LoopTurns.countedBy(counters));
        groups.add(group);
        List<CountedLoop> loops = new ArrayList<>();
        for (EventExecutor executor : group) {
            // A loop's thread is made with its first task, by the thread that brings it: now, and in order.
            executor.execute(() -> {});
            int number = loops.size();
            loops.add(new CountedLoop((EventLoop) executor, counters.get(number), threads.get(number)));
        }
        return new LoopTeam(loops);
    }
}
