package io.roost.load.chat;

import io.roost.load.Failures;
import io.roost.load.Ledger;
import io.roost.load.LoadPlan;
import io.roost.load.LoadPlan.ChatKind;
import io.roost.load.LoadResult;
import io.roost.load.LoadResult.Outcome;
import io.roost.load.Tally.Count;
import io.roost.load.chat.ChatPhase.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * Runs a plan of chat: leads its loops through the phases, and once a second tells how far they are.
 *
 * <p><b>Threading:</b> {@link #run} by one thread, once; {@link #stop} by any.
 */
public final class ChatSwarm {
    /** Without news for so long, what is still missing will not come. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** For the last deliveries, as long as some come. */
    private static final Duration SETTLE_WITHIN = Duration.ofSeconds(30);

    private static final Duration SETTLE_PATIENCE = Duration.ofSeconds(2);

    /** For slow readers to read what was kept for them, and then the end, if they were cut off. */
    private static final Duration SLOW_READERS_WITHIN = Duration.ofSeconds(1);

    private final LoadPlan plan;
    private final LoadPlan.Chat chat;
    private final LongSupplier nanoClock;
    private final Failures failures = new Failures();
    private final List<ChatLoop> loops = new ArrayList<>();
    private final Ledger ledger;
    private final Measurement measurement;
    private volatile ChatPhase phase;
    private volatile boolean isStopped;
    private boolean isAborted;

    /**
     * @param plan one with a chat
     * @param nanoClock as {@link System#nanoTime}
     * @throws IOException if the kernel has no epoll instance left to give
     */
    public ChatSwarm(LoadPlan plan, LongSupplier nanoClock) throws IOException {
        this.plan = plan;
        this.chat = Objects.requireNonNull(plan.chat(), "a chat");
        this.nanoClock = nanoClock;
        this.phase = new ChatPhase(Kind.RAMP, nanoClock.getAsLong());
        int threads = Math.min(plan.threads(), chat.groups());
        int from = 0;
        for (int i = 0; i < threads; i++) {
            int end = (int) ((long) chat.groups() * (i + 1) / threads);
            Groups groups = Groups.between(plan, chat, from, end);
            loops.add(new ChatLoop(plan, chat, groups, failures, () -> phase, nanoClock));
            from = end;
        }
        this.ledger = new Ledger(plan, loops, failures, phase.startNanos());
        this.measurement = new Measurement(chat, ledger, loops, phase.startNanos());
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
        if (chat.kind() == ChatKind.REGISTER) {
            measurement.begin(phase.startNanos());
        }
        List<Thread> threads = new ArrayList<>();
        for (ChatLoop loop : loops) {
            Thread thread = new Thread(loop, "roost-chat-" + threads.size());
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
        Ledger.Watch watch = ledger.new Watch(nanoClock, () -> !isStopped && !isAborted, nowNanos -> {
            ledger.second(nowNanos, phase.kind().text());
            if (!everySecond.test(result(Outcome.RUNNING))) {
                isAborted = true;
            }
        });
        lead(watch);
        settle(watch);
        drain(watch);
        measurement.compareMembers();
        Outcome outcome = isAborted ? Outcome.ABORTED : isStopped ? Outcome.INTERRUPTED : Outcome.COMPLETE;
        LoadResult result = result(outcome);
        enter(Kind.CLOSE);
        for (Thread thread : threads) {
            joinWithinAMinute(thread);
        }
        return result;
    }

    private LoadResult result(Outcome outcome) {
        long nowNanos = nanoClock.getAsLong();
        return ledger.result(outcome, nowNanos).with(measurement.result(nowNanos, outcome != Outcome.RUNNING));
    }

    private void lead(Ledger.Watch watch) {
        boolean isUp = watch.until(
                Long.MAX_VALUE,
                () -> ledger.sum(Count.REGISTERED) + ledger.sum(Count.REFUSED) + ledger.sum(Count.FAILED)
                        >= plan.connections());
        long registeredNanos = ledger.sum(Count.REGISTERED) > 0 ? lastNewsNanos() : nanoClock.getAsLong();
        measurement.registered(registeredNanos);
        ledger.rampEnded(registeredNanos);
        if (chat.kind() == ChatKind.REGISTER) {
            measurement.end(registeredNanos);
        }
        if (!isUp) {
            return;
        }
        boolean joinsAtLeisure = chat.joins() && chat.kind() != ChatKind.JOIN_STORM;
        if (joinsAtLeisure && !joinAll(watch, enter(Kind.JOIN))) {
            return;
        }
        switch (chat.kind()) {
            case REGISTER -> {
                // That was all.
            }
            case JOIN_STORM -> storm(start -> joinAll(watch, start));
            case QUIT_STORM -> storm(start -> quitAll(watch, start));
            case IDLE -> measure(watch, Kind.IDLE, nanoClock.getAsLong());
            case FANOUT, PRIVATE -> chat(watch);
        }
    }

    /** Waits until it is over. */
    private interface Wait {
        boolean over(long startNanos);
    }

    private void storm(Wait wait) {
        long start = nanoClock.getAsLong();
        ledger.measureStarted(start);
        measurement.begin(start);
        phase = new ChatPhase(Kind.STORM, start);
        var unused = wait.over(start);
        long end = Math.max(start + 1, lastNewsNanos());
        measurement.end(end);
        ledger.measureEnded(end);
    }

    /** Until every user is in its channel and has seen everyone after it come. */
    private boolean joinAll(Ledger.Watch watch, long startNanos) {
        long users = ledger.sum(Count.REGISTERED);
        long lines = chat.capabilities().contains("no-implicit-names")
                ? 0
                : loops.stream().mapToLong(loop -> loop.groups().joinLines()).sum();
        boolean isComplete = users == plan.connections();
        return watch.until(Long.MAX_VALUE, patiently(startNanos, () -> {
            boolean areIn = ledger.sum(Count.JOINED) + ledger.sum(Count.JOINS_REFUSED) >= users;
            return areIn && isComplete && ledger.sum(Count.JOIN_LINES) >= lines;
        }));
    }

    private boolean quitAll(Ledger.Watch watch, long startNanos) {
        return watch.until(Long.MAX_VALUE, patiently(startNanos, () -> ledger.sum(Count.OPEN) == 0));
    }

    /** The condition, or no news for a while. */
    private Ledger.Condition patiently(long startNanos, Ledger.Condition condition) {
        return () ->
                condition.holds() || nanoClock.getAsLong() - Math.max(startNanos, lastNewsNanos()) > PATIENCE.toNanos();
    }

    private void chat(Ledger.Watch watch) {
        long start = nanoClock.getAsLong();
        long from = start + plan.warmup().toNanos();
        if (!plan.warmup().isZero()) {
            phase = new ChatPhase(
                    Kind.WARMUP, start, from, from + plan.duration().toNanos());
            if (!watch.until(from, () -> false)) {
                return;
            }
        }
        measure(watch, Kind.CHAT, from);
    }

    private void measure(Ledger.Watch watch, Kind kind, long from) {
        long end = from + plan.duration().toNanos();
        ledger.measureStarted(from);
        measurement.begin(nanoClock.getAsLong());
        phase = new ChatPhase(kind, from, from, end);
        watch.until(end, () -> false);
        long nowNanos = nanoClock.getAsLong();
        measurement.end(nowNanos);
        ledger.measureEnded(Math.min(end, nowNanos));
    }

    /** Lets the last deliveries come. */
    private void settle(Ledger.Watch watch) {
        long start = enter(Kind.SETTLE);
        long[] seen = {-1, start};
        watch.untilDespiteStop(start + SETTLE_WITHIN.toNanos(), () -> {
            long delivered = ledger.sum(Count.ARRIVED);
            long nowNanos = nanoClock.getAsLong();
            if (delivered != seen[0]) {
                seen[0] = delivered;
                seen[1] = nowNanos;
            }
            if (ledger.sum(Count.SLOW_READERS) > ledger.sum(Count.SLOW_READERS_CUT)
                    && nowNanos - start < SLOW_READERS_WITHIN.toNanos()) {
                return false;
            }
            return !chat.publishes()
                    || ledger.sum(Count.DELIVERED) >= ledger.sum(Count.EXPECTED)
                    || nowNanos - seen[1] > SETTLE_PATIENCE.toNanos();
        });
    }

    /** Waits for the server to close. */
    private void drain(Ledger.Watch watch) {
        if (!plan.drain().isZero() && !isStopped && !isAborted) {
            long start = enter(Kind.DRAIN);
            watch.until(start + plan.drain().toNanos(), () -> ledger.sum(Count.OPEN) == 0);
            ledger.drained(start);
        }
    }

    private long lastNewsNanos() {
        return loops.stream().mapToLong(ChatLoop::lastNewsNanos).max().orElse(0);
    }

    private long enter(Kind kind) {
        ChatPhase entered = new ChatPhase(kind, nanoClock.getAsLong());
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
}
