package io.roost.load;

import io.roost.load.Ledger.Watch;
import io.roost.load.LoadPlan.Scenario;
import io.roost.load.LoadResult.Outcome;
import io.roost.load.Phase.Kind;
import io.roost.load.Tally.Count;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * Runs a plan: leads its loops through the phases, and once a second tells how far they are.
 *
 * <p><b>Threading:</b> {@link #run} by one thread, once; {@link #stop} by any.
 */
public final class Swarm {

    /** For the last answers, once nothing more is sent. */
    private static final Duration SETTLE_WITHIN = Duration.ofSeconds(5);

    /** The check of all ends when no answer came for so long, and a second more for each so many connections: */
    private static final Duration CHECK_PATIENCE = Duration.ofSeconds(10);

    /** the server may have their whole heap to collect meanwhile. */
    private static final long CHECKED_PER_SECOND = 20_000;

    private final LoadPlan plan;
    private final LongSupplier nanoClock;
    private final Failures failures = new Failures();
    private final List<SwarmLoop> loops = new ArrayList<>();
    private final Ledger ledger;
    private volatile Phase phase;
    private volatile boolean isStopped;
    private boolean isAborted;

    /**
     * @param nanoClock as {@link System#nanoTime}
     * @throws IOException if the kernel has no epoll instance left to give
     */
    public Swarm(LoadPlan plan, LongSupplier nanoClock) throws IOException {
        this.plan = plan;
        this.nanoClock = nanoClock;
        long start = nanoClock.getAsLong();
        // The heartbeats of the ramp are measured like those of the hold.
        this.phase =
                new Phase(Kind.RAMP, start, plan.scenario() == Scenario.HOLD ? start : Long.MAX_VALUE, Long.MAX_VALUE);
        int threads = Math.min(plan.threads(), plan.connections());
        int first = 0;
        for (int i = 0; i < threads; i++) {
            int end = (int) ((long) plan.connections() * (i + 1) / threads);
            loops.add(new SwarmLoop(plan, first, end - first, failures, () -> phase, nanoClock));
            first = end;
        }
        this.ledger = new Ledger(plan, loops, failures, phase.startNanos());
    }

    /** Ends the run at the next opportunity, within a few milliseconds; its result is complete up to then. */
    public void stop() {
        isStopped = true;
    }

    /**
     * Runs to the end.
     *
     * @param everySecond is shown the result so far; false ends the run
     */
    public LoadResult run(Predicate<LoadResult> everySecond) {
        List<Thread> threads = new ArrayList<>();
        for (SwarmLoop loop : loops) {
            Thread thread = new Thread(loop, "roost-swarm-" + threads.size());
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
        Watch watch = ledger.new Watch(nanoClock, () -> !isStopped && !isAborted, nowNanos -> {
            ledger.second(nowNanos, phase.kind().text());
            if (!everySecond.test(ledger.result(Outcome.RUNNING, nowNanos))) {
                isAborted = true;
            }
        });
        lead(watch);
        Outcome outcome = isAborted ? Outcome.ABORTED : isStopped ? Outcome.INTERRUPTED : Outcome.COMPLETE;
        LoadResult result = ledger.result(outcome, nanoClock.getAsLong());
        enter(Kind.CLOSE);
        for (Thread thread : threads) {
            joinWithinAMinute(thread);
        }
        return result;
    }

    private void lead(Watch watch) {
        if (!watch.until(Long.MAX_VALUE, () -> ledger.sum(Count.RESOLVED) >= plan.connections())) {
            ledger.rampEnded(nanoClock.getAsLong());
            return;
        }
        ledger.rampEnded(nanoClock.getAsLong());
        if (measure(watch)) {
            conclude(watch);
        } else {
            settle(watch);
        }
    }

    /** Whether the measured time has passed in full. */
    private boolean measure(Watch watch) {
        long start = nanoClock.getAsLong();
        boolean isEcho = plan.scenario() == Scenario.ECHO;
        long from = isEcho ? start + plan.warmup().toNanos() : start;
        long end = from + plan.duration().toNanos();
        if (isEcho && !plan.warmup().isZero()) {
            phase = new Phase(Kind.WARMUP, start, from, end);
            if (!watch.until(from, () -> false)) {
                return false;
            }
        }
        phase = new Phase(isEcho ? Kind.ECHO : Kind.HOLD, from, isEcho ? from : phase.measureFromNanos(), end);
        ledger.measureStarted(from);
        boolean isOver = watch.until(end, () -> false);
        ledger.measureEnded(Math.min(end, nanoClock.getAsLong()));
        return isOver;
    }

    private void conclude(Watch watch) {
        settle(watch);
        if (plan.check()) {
            long open = ledger.sum(Count.OPEN);
            enter(Kind.CHECK);
            if (!watch.until(Long.MAX_VALUE, new CheckEnd(open)::isReached)) {
                return;
            }
            ledger.checked(open);
        }
        if (!plan.drain().isZero()) {
            long start = enter(Kind.DRAIN);
            watch.until(start + plan.drain().toNanos(), () -> ledger.sum(Count.OPEN) == 0);
            ledger.drained(start);
        }
    }

    private void settle(Watch watch) {
        long start = enter(Kind.SETTLE);
        watch.untilDespiteStop(start + SETTLE_WITHIN.toNanos(), () -> ledger.sum(Count.PENDING) == 0);
    }

    private long enter(Kind kind) {
        Phase entered = new Phase(kind, nanoClock.getAsLong());
        phase = entered;
        return entered.startNanos();
    }

    private static void joinWithinAMinute(Thread thread) {
        try {
            thread.join(60_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** When every connection has answered, or none does any more. */
    private final class CheckEnd {
        private final long patienceNanos;
        private long lastAnswered = -1;
        private long lastNanos = nanoClock.getAsLong();

        CheckEnd(long connections) {
            patienceNanos =
                    CHECK_PATIENCE.plusSeconds(connections / CHECKED_PER_SECOND).toNanos();
        }

        boolean isReached() {
            long answered = ledger.sum(Count.CHECK_ANSWERED);
            if (loops.stream().allMatch(SwarmLoop::hasAskedAll) && answered == ledger.sum(Count.CHECK_ASKED)) {
                return true;
            }
            long nowNanos = nanoClock.getAsLong();
            if (answered != lastAnswered) {
                lastAnswered = answered;
                lastNanos = nowNanos;
            }
            return nowNanos - lastNanos > patienceNanos;
        }
    }
}
