package io.roost.server;

import io.netty.channel.Channel;
import io.roost.config.RoostConfig;
import io.roost.connection.Lane;
import io.roost.connection.Lanes;
import io.roost.transport.EventLoops;
import io.roost.transport.LastCall;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of a server: no longer ready; after a notice no longer accepting; every connection is told and goes, all at
 * once or evenly over a time; at the deadline the rest is cut; then the threads end, and with them the admin listener,
 * which until then says how far it is.
 *
 * <p><b>Threading:</b> any thread.
 */
final class Drain {
    private static final Logger log = LoggerFactory.getLogger(Drain.class);
    private static final long POLL_MS = 2;

    /** What came to be read at the last moment is read before its sender is told goodbye. */
    private static final long TURN_MS = 10;

    /** A loop that serves nobody any more ends at once, unless something holds it up. */
    private static final long LOOPS_END_MS = 1_000;

    private final EventLoops loops;
    private final Lanes lanes;
    private final List<Channel> listening;
    private final RoostConfig.Drain config;
    private final Runnable beforeFarewell;
    private final Runnable beforeEnd;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final CountDownLatch never = new CountDownLatch(1);
    private final AtomicInteger cut = new AtomicInteger();
    private volatile Progress.Stage stage = Progress.Stage.SERVING;
    private volatile Instant deadline = Instant.MAX;
    private volatile int atFirst;
    private volatile long startNanos;

    /** {@code beforeFarewell} runs when nobody new comes any more, {@code beforeEnd} when nobody is left. */
    Drain(
            EventLoops loops,
            Lanes lanes,
            List<Channel> listening,
            RoostConfig.Drain config,
            Runnable beforeFarewell,
            Runnable beforeEnd) {
        this.loops = loops;
        this.lanes = lanes;
        this.listening = listening;
        this.config = config;
        this.beforeFarewell = beforeFarewell;
        this.beforeEnd = beforeEnd;
    }

    boolean hasBegun() {
        return begun.get();
    }

    /** As {@link #run}, on a thread of its own; whether it was this call that began it. */
    boolean begin() {
        if (!start()) {
            return false;
        }
        new Thread(this::drain, "roost-drain").start();
        return true;
    }

    /** Returns when all has ended, whoever began it. */
    void run() {
        if (start()) {
            drain();
        }
        awaitEnd();
    }

    /** Returns when all has ended: how long that took. */
    Duration awaitEnd() {
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }

    Progress progress() {
        int open = loops.workers().connections();
        return new Progress(stage, open, Math.max(0, atFirst - open), cut.get(), deadline, config);
    }

    private boolean start() {
        if (!begun.compareAndSet(false, true)) {
            return false;
        }
        startNanos = System.nanoTime();
        atFirst = loops.workers().connections();
        deadline = Instant.now().plus(config.within());
        stage = config.notice().isZero() ? Progress.Stage.CLOSING : Progress.Stage.NOTICE;
        if (atFirst > 0) {
            log.info(
                    "draining: {} connections, within {} s",
                    atFirst,
                    config.within().toMillis() / 1e3);
        }
        return true;
    }

    private void drain() {
        try {
            long deadlineNanos = startNanos + config.within().toNanos();
            await(startNanos + config.notice().toNanos(), () -> false);
            closeListeners();
            atFirst = Math.max(atFirst, loops.workers().connections());
            beforeFarewell.run();
            if (loops.workers().connections() > 0) {
                await(System.nanoTime() + Duration.ofMillis(TURN_MS).toNanos(), () -> false);
                sendAway(deadlineNanos);
            }
        } finally {
            stage = Progress.Stage.ENDED;
            beforeEnd.run();
            loops.shutdown(Math.max(
                    LOOPS_END_MS / 5, Math.min(LOOPS_END_MS, config.within().toMillis())));
            ended.countDown();
        }
    }

    private void closeListeners() {
        stage = Progress.Stage.CLOSING;
        long mostMs = Math.min(LOOPS_END_MS, config.within().toMillis() / 4);
        listening.forEach(listener -> LastCall.begin(listener, mostMs));
        listening.forEach(listener -> listener.closeFuture().awaitUninterruptibly(2 * mostMs));
    }

    private void sendAway(long deadlineNanos) {
        stage = Progress.Stage.LEAVING;
        List<Farewell> farewells = new ArrayList<>();
        for (Lane lane : lanes.all()) {
            Farewell farewell = new Farewell(lane, config.over().toNanos(), System::nanoTime);
            farewells.add(farewell);
            lane.loop().execute(farewell);
        }
        BooleanSupplier isEmpty = () -> loops.workers().connections() == 0;
        await(deadlineNanos, isEmpty);
        if (!isEmpty.getAsBoolean()) {
            farewells.forEach(farewell -> farewell.end(cut::addAndGet));
            await(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LOOPS_END_MS), isEmpty);
            log.warn("drain.within is over: {} connections cut", cut.get());
        }
    }

    private void await(long deadlineNanos, BooleanSupplier isOver) {
        try {
            while (!isOver.getAsBoolean() && System.nanoTime() - deadlineNanos < 0) {
                var unused = never.await(POLL_MS, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
