package io.roost.server;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.roost.config.RoostConfig;
import io.roost.connection.Lanes;
import io.roost.transport.EventLoops;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The end of a server: no longer ready, no longer accepting; every connection sends what it has and
 * closes, all at once or evenly over a time; at the deadline the rest is cut; then the threads end, and with them the admin listener, which
 * until then says that the server drains.
 */
final class Drain {
    private static final long POLL_MS = 2;

    private final EventLoops loops;
    private final Lanes lanes;
    private final List<Channel> listening;
    private final RoostConfig.Drain config;
    private final AtomicBoolean begun = new AtomicBoolean();

    Drain(EventLoops loops, Lanes lanes, List<Channel> listening, RoostConfig.Drain config) {
        this.loops = loops;
        this.lanes = lanes;
        this.listening = listening;
        this.config = config;
    }

    /** Any thread. */
    boolean hasBegun() {
        return begun.get();
    }

    /** Returns when all has ended. Only the first call does anything. */
    void run() {
        if (!begun.compareAndSet(false, true)) {
            return;
        }
        long deadlineNanos = System.nanoTime() + config.within().toNanos();
        List<ChannelFuture> closings = new ArrayList<>();
        listening.forEach(listener -> closings.add(listener.close()));
        closings.forEach(ChannelFuture::awaitUninterruptibly);
        long overNanos = config.over().toNanos();
        lanes.all().forEach(lane -> lane.loop().execute(new Farewell(lane, overNanos, System::nanoTime)));
        awaitNone(deadlineNanos);
        loops.shutdown(Math.max(200, config.within().toMillis()));
    }

    private void awaitNone(long deadlineNanos) {
        CountDownLatch never = new CountDownLatch(1);
        try {
            while (loops.workers().connections() > 0 && System.nanoTime() - deadlineNanos < 0) {
                var unused = never.await(POLL_MS, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
