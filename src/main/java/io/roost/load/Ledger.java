package io.roost.load;

import io.roost.load.LoadPlan.Scenario;
import io.roost.load.LoadResult.Outcome;
import io.roost.load.LoadResult.Second;
import io.roost.load.Tally.Count;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Adds up what the loops count, second by second and in all. <b>Threading:</b> the thread that leads the run. */
public final class Ledger {
    private static final long LOOK_EVERY_NANOS = 5_000_000L;
    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double NANOS_PER_MICRO = 1e3;

    private final LoadPlan plan;
    private final List<? extends Books> loops;
    private final Failures failures;
    private final long startNanos;
    private final Instant startedAt = Instant.now();
    private final Histogram connect = Latency.empty();
    private final Histogram fromSchedule = Latency.empty();
    private final Histogram fromSend = Latency.empty();
    private final List<Second> series = new ArrayList<>();
    private long rampEndNanos;
    private long measureStartNanos;
    private long measureEndNanos;
    private long mostOpen;
    private long unanswered = -1;
    private LoadResult.@Nullable Drain drain;

    // Totals at the end of the last second.
    private long opened;
    private long failed;
    private long lost;
    private long sent;
    private long received;
    private long wrong;

    /** What a loop keeps, to be read while it goes on. */
    public interface Books {
        Tally tally();

        Latency connectLatency();

        /** Of messages. */
        Latency fromSchedule();

        Latency fromSend();

        /** When the server first ended a connection of its own accord after the hold; 0 if it has not. */
        long firstDrainedNanos();

        long lastDrainedNanos();
    }

    /** Something that may come true. */
    public interface Condition {
        boolean holds();
    }

    /**
     * @param startNanos when the first connection is dialled
     */
    public Ledger(LoadPlan plan, List<? extends Books> loops, Failures failures, long startNanos) {
        this.plan = plan;
        this.loops = loops;
        this.failures = failures;
        this.startNanos = startNanos;
    }

    /** Of all loops. */
    public long sum(Count what) {
        long sum = 0;
        for (Books loop : loops) {
            sum += loop.tally().get(what);
        }
        return sum;
    }

    public void rampEnded(long nowNanos) {
        rampEndNanos = nowNanos;
    }

    public void measureStarted(long nowNanos) {
        measureStartNanos = nowNanos;
    }

    public void measureEnded(long nowNanos) {
        measureEndNanos = nowNanos;
    }

    /** All have been asked for one more echo and had time to answer. */
    void checked(long openBefore) {
        unanswered = openBefore - sum(Count.CHECK_ANSWERED);
        if (unanswered > 0) {
            failures.count(
                    Failures.ANSWER,
                    "UNANSWERED",
                    "a connection did not answer when all were asked at the end",
                    "the connection looks open but nobody serves it",
                    unanswered);
        }
    }

    /** The server had time to close since then. */
    public void drained(long sinceNanos) {
        long first = loops.stream()
                .mapToLong(Books::firstDrainedNanos)
                .filter(nanos -> nanos != 0)
                .min()
                .orElse(sinceNanos);
        long last = loops.stream()
                .mapToLong(Books::lastDrainedNanos)
                .filter(nanos -> nanos != 0)
                .max()
                .orElse(first);
        drain = new LoadResult.Drain(
                sum(Count.DRAINED),
                sum(Count.OPEN),
                (first - sinceNanos) / NANOS_PER_SECOND,
                (last - first) / NANOS_PER_SECOND);
    }

    /** Closes the books of a second. */
    public void second(long nowNanos, String phase) {
        Histogram ofThisSecond = Latency.empty();
        collect(ofThisSecond);
        long openNow = sum(Count.OPEN);
        mostOpen = Math.max(mostOpen, openNow);
        series.add(new Second(
                (int) Math.round((nowNanos - startNanos) / NANOS_PER_SECOND),
                phase,
                openNow,
                sum(Count.OPENING),
                -opened + (opened = sum(Count.OPENED)),
                -failed + (failed = sum(Count.FAILED)),
                -lost + (lost = sum(Count.LOST)),
                -sent + (sent = sum(Count.SENT)),
                -received + (received = sum(Count.RECEIVED)),
                -wrong + (wrong = sum(Count.WRONG)),
                micros(ofThisSecond, 50),
                micros(ofThisSecond, 99),
                ofThisSecond.getMaxValue() / NANOS_PER_MICRO));
    }

    /** So far, or at the end. */
    public LoadResult result(Outcome outcome, long nowNanos) {
        if (outcome != Outcome.RUNNING) {
            collect(Latency.empty());
        }
        double elapsed = (nowNanos - startNanos) / NANOS_PER_SECOND;
        return new LoadResult(
                plan,
                startedAt,
                elapsed,
                outcome,
                connections(nowNanos),
                messages(),
                rate(nowNanos),
                new LoadResult.Latencies(connect.copy(), fromSchedule.copy(), fromSend.copy()),
                failures.all(),
                series,
                generator(),
                drain);
    }

    private LoadResult.Connections connections(long nowNanos) {
        long open = sum(Count.OPEN);
        mostOpen = Math.max(mostOpen, open);
        long rampNanos = (rampEndNanos == 0 ? nowNanos : rampEndNanos) - startNanos;
        return new LoadResult.Connections(
                plan.connections(),
                sum(Count.OPENED),
                sum(Count.FAILED),
                sum(Count.LOST),
                sum(Count.RECONNECTED),
                open,
                mostOpen,
                sum(Count.ECHOED),
                unanswered,
                rampNanos / NANOS_PER_SECOND);
    }

    private LoadResult.Messages messages() {
        long sentNow = sum(Count.SENT);
        return new LoadResult.Messages(
                sentNow,
                sum(Count.RECEIVED),
                sum(Count.WRONG),
                Math.max(0, sentNow - sum(Count.ANSWERED)),
                sum(Count.SKIPPED),
                sum(Count.BYTES_SENT),
                sum(Count.BYTES_RECEIVED));
    }

    private LoadResult.Rate rate(long nowNanos) {
        boolean isHold = plan.scenario() == Scenario.HOLD;
        long from = isHold ? startNanos : measureStartNanos;
        long to = measureEndNanos == 0 ? nowNanos : measureEndNanos;
        double seconds = from == 0 ? 0 : (to - from) / NANOS_PER_SECOND;
        double rampSeconds = ((rampEndNanos == 0 ? nowNanos : rampEndNanos) - startNanos) / NANOS_PER_SECOND;
        return new LoadResult.Rate(
                plan.rate(),
                seconds <= 0 ? 0 : sum(Count.SENT) / seconds,
                plan.connectRate(),
                rampSeconds <= 0 ? 0 : Math.min(sum(Count.OPENED), plan.connections()) / rampSeconds);
    }

    private LoadResult.Generator generator() {
        long lag = 0;
        for (Books loop : loops) {
            lag = Math.max(lag, loop.tally().get(Count.MAX_LAG_NANOS));
        }
        Runtime runtime = Runtime.getRuntime();
        return new LoadResult.Generator(
                loops.size(),
                lag / NANOS_PER_MICRO,
                ProcessHandle.current()
                                .info()
                                .totalCpuDuration()
                                .orElse(Duration.ZERO)
                                .toNanos()
                        / NANOS_PER_SECOND,
                residentBytes(),
                runtime.totalMemory() - runtime.freeMemory());
    }

    private void collect(Histogram ofThisSecond) {
        for (Books loop : loops) {
            loop.connectLatency().moveTo(connect);
            loop.fromSchedule().moveTo(ofThisSecond);
            loop.fromSend().moveTo(fromSend);
        }
        fromSchedule.add(ofThisSecond);
    }

    private static double micros(Histogram histogram, double percentile) {
        return histogram.getTotalCount() == 0 ? 0 : histogram.getValueAtPercentile(percentile) / NANOS_PER_MICRO;
    }

    /** proc_pid_status(5). */
    private static long residentBytes() {
        try (var lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }

    /** Waits, and closes the books each second. */
    public final class Watch {
        private final LongSupplier nanoClock;
        private final BooleanSupplier goesOn;
        private final LongConsumer eachSecond;
        private long nextSecondNanos = startNanos + SECOND_NANOS;

        /**
         * @param goesOn false once the run is to end
         * @param eachSecond is told what time it is
         */
        public Watch(LongSupplier nanoClock, BooleanSupplier goesOn, LongConsumer eachSecond) {
            this.nanoClock = nanoClock;
            this.goesOn = goesOn;
            this.eachSecond = eachSecond;
        }

        /** Until the condition holds or the time has come, and then true; false when the run is to end. */
        public boolean until(long endNanos, Condition condition) {
            while (goesOn.getAsBoolean()) {
                if (nanoClock.getAsLong() >= endNanos || condition.holds()) {
                    return true;
                }
                look();
            }
            return false;
        }

        /** As above, even when the run is to end. */
        public void untilDespiteStop(long endNanos, Condition condition) {
            while (nanoClock.getAsLong() < endNanos && !condition.holds()) {
                look();
            }
        }

        private void look() {
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
            long nowNanos = nanoClock.getAsLong();
            if (nowNanos >= nextSecondNanos) {
                nextSecondNanos += SECOND_NANOS;
                eachSecond.accept(nowNanos);
            }
        }
    }
}
