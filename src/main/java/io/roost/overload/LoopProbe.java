package io.roost.overload;

import io.netty.channel.EventLoop;
import io.roost.metrics.LoopCounter;
import io.roost.metrics.LoopCounters;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;

/**
 * How long a task waits for one loop: a task of its own is sent there and noted when it runs. A loop that has done
 * nothing since is asleep and left so, but for one look in a while, which tells sleep from death.
 *
 * <p><b>Threading:</b> {@link #run} on the loop, {@link #lagNanos} on any thread, the rest on one other.
 */
final class LoopProbe implements Runnable {
    /** A loop may sleep so long unasked. */
    static final long REST_NANOS = 10_000_000_000L;

    /** Who has worked no longer than that since has slept, or been woken for a moment. */
    private static final long MOMENT_NANOS = 5_000_000;

    private static final long NONE = Long.MIN_VALUE;

    private final EventLoop loop;
    private final LoopCounters counters;
    private final Thread thread;
    private final LongSupplier cpuNanos;
    private final LongSupplier nanoClock;

    private volatile long sentNanos = NONE;
    private volatile long lastLagNanos;
    private volatile long turnsAfter = -1;
    private long lastSentNanos = NONE;
    private long lastCpuNanos;
    private long unansweredNanos;
    private boolean hasEnded;

    /** {@code cpuNanos} is the time that the thread has worked. */
    LoopProbe(EventLoop loop, LoopCounters counters, Thread thread, LongSupplier cpuNanos, LongSupplier nanoClock) {
        this.loop = loop;
        this.counters = counters;
        this.thread = thread;
        this.cpuNanos = cpuNanos;
        this.nanoClock = nanoClock;
    }

    String name() {
        return counters.loop();
    }

    Thread thread() {
        return thread;
    }

    /** Asks, unless it waits for an answer or need not; {@code passedNanos} have passed since the call before. */
    void tick(long passedNanos) {
        if (sentNanos != NONE) {
            unansweredNanos += passedNanos;
            return;
        }
        unansweredNanos = 0;
        long nowNanos = nanoClock.getAsLong();
        if (isAsleep() && nowNanos - lastSentNanos < REST_NANOS) {
            lastLagNanos = 0;
            return;
        }
        lastSentNanos = nowNanos;
        sentNanos = nowNanos;
        try {
            loop.execute(this);
        } catch (RejectedExecutionException e) {
            hasEnded = true;
        }
    }

    /** No turn has begun since it was asked, and in the one before it has not got stuck: it waits in epoll_wait. */
    private boolean isAsleep() {
        long cpu = cpuNanos.getAsLong();
        boolean hasWorked = cpu - lastCpuNanos > MOMENT_NANOS;
        lastCpuNanos = cpu;
        return !hasWorked
                && counters.get(LoopCounter.TURNS) <= turnsAfter
                && thread.getState() == Thread.State.RUNNABLE; // as one that is in the kernel
    }

    @Override
    public void run() {
        // One more turn takes it back to sleep.
        turnsAfter = counters.get(LoopCounter.TURNS) + 1;
        lastLagNanos = nanoClock.getAsLong() - sentNanos;
        sentNanos = NONE;
    }

    /** Of the last task, or of the one that waits if that is more. */
    long lagNanos() {
        long sent = sentNanos;
        return sent == NONE ? lastLagNanos : Math.max(lastLagNanos, nanoClock.getAsLong() - sent);
    }

    /** How long it has not answered, by the ticks that have passed meanwhile: while all stands still, none do. */
    long unansweredNanos() {
        return unansweredNanos;
    }

    /** Whether it takes no tasks any more or its thread is gone. */
    boolean hasEnded() {
        return hasEnded || !thread.isAlive();
    }
}
