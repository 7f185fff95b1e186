package io.roost.overload;

import io.netty.channel.EventLoop;
import io.roost.metrics.LoopCounter;
import io.roost.metrics.LoopCounters;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;

/**
 * How long a task waits for one loop: a task of its own is sent there and noted when it runs. A loop that has done next to
 * nothing since the last look rests and is left so, but for one task in a while, which tells sleep from death.
 *
 * <p><b>Threading:</b> {@link #run} on the loop, {@link #lagNanos} on any thread, the rest on one other.
 */
final class LoopProbe implements Runnable {
    /** A loop may sleep so long unasked. */
    static final long REST_NANOS = 10_000_000_000L;

    /** Who has worked no longer than that since the last look, or a hundredth of the time, was woken for a moment at most. */
    private static final long MOMENT_NANOS = 5_000_000;

    private static final int MOMENT_SHARE = 100;

    /** Turns of a loop that is woken now and then, as for a sample or by the wheel: in a second, and at least. */
    private static final int IDLE_TURNS_PER_SECOND = 8;

    private static final int IDLE_TURNS = 4;

    private static final long NONE = Long.MIN_VALUE;

    private final EventLoop loop;
    private final LoopCounters counters;
    private final Thread thread;
    private final LongSupplier cpuNanos;
    private final LongSupplier nanoClock;

    private volatile long sentNanos = NONE;
    private volatile long lastLagNanos;
    private long lastSentNanos = NONE;
    private long lastCpuNanos;
    private long lastTurns;
    private boolean isResting;
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
        isResting = false;
        if (sentNanos != NONE) {
            unansweredNanos += passedNanos;
            return;
        }
        unansweredNanos = 0;
        long nowNanos = nanoClock.getAsLong();
        boolean rested = hasRested(passedNanos);
        if (rested && lastSentNanos != NONE && nowNanos - lastSentNanos < REST_NANOS) {
            isResting = true;
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

    /** It has hardly begun a turn, and in none has it got stuck: it waits in epoll_wait. */
    private boolean hasRested(long passedNanos) {
        long cpu = cpuNanos.getAsLong();
        long turns = counters.get(LoopCounter.TURNS);
        boolean hasWorked = cpu - lastCpuNanos > Math.max(MOMENT_NANOS, passedNanos / MOMENT_SHARE)
                || turns - lastTurns > Math.max(IDLE_TURNS, IDLE_TURNS_PER_SECOND * passedNanos / 1_000_000_000);
        lastCpuNanos = cpu;
        lastTurns = turns;
        return !hasWorked && thread.getState() == Thread.State.RUNNABLE; // as one that is in the kernel
    }

    @Override
    public void run() {
        lastLagNanos = nanoClock.getAsLong() - sentNanos;
        sentNanos = NONE;
    }

    /** Whether it was left alone at the last tick. */
    boolean isResting() {
        return isResting;
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
