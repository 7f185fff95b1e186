package io.roost.load.chat;

import io.roost.load.Latency;
import io.roost.load.Ledger;
import io.roost.load.LoadPlan;
import io.roost.load.LoadResult;
import io.roost.load.Tally.Count;
import java.nio.file.Path;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * The measured part of a run: what had been counted when it began and when it ended, and what the server took in between.
 *
 * <p><b>Threading:</b> the thread that leads the run.
 */
final class Measurement {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double NANOS_PER_MICRO = 1e3;

    /** What is known at one time. */
    private record Reading(long nanos, long arrived, long lines, long serverCpuNanos) {}

    private final LoadPlan.Chat chat;
    private final Ledger ledger;
    private final List<ChatLoop> loops;
    private final @Nullable ServerProcess server;
    private final long residentBytesBefore;
    private final long startNanos;
    private final Histogram register = Latency.empty();
    private final Histogram lastMember = Latency.empty();
    private @Nullable Reading from;
    private @Nullable Reading to;
    private long residentBytes;
    private long registeredByNanos;
    private double fastestNanos = Double.NaN;
    private double slowestNanos = Double.NaN;

    Measurement(LoadPlan.Chat chat, Ledger ledger, List<ChatLoop> loops, long startNanos) {
        this.chat = chat;
        this.ledger = ledger;
        this.loops = loops;
        this.server = chat.serverPid() == 0 ? null : new ServerProcess(Path.of("/proc"), chat.serverPid());
        this.residentBytesBefore = server == null ? 0 : server.residentBytes();
        this.startNanos = startNanos;
    }

    void begin(long nowNanos) {
        from = read(nowNanos);
    }

    /** All that will register have; the time of it is that of the last. */
    void registered(long nanos) {
        registeredByNanos = nanos;
    }

    /** At the latest news of the loops where that ended it, else now. */
    void end(long nanos) {
        to = read(nanos);
        residentBytes = server == null ? 0 : server.residentBytes();
    }

    /** When the loops rest. */
    void compareMembers() {
        for (ChatLoop loop : loops) {
            double[] extremes = loop.extremes();
            fastestNanos = Double.isNaN(fastestNanos)
                    ? extremes[0]
                    : Math.min(fastestNanos, orSelf(extremes[0], fastestNanos));
            slowestNanos = Double.isNaN(slowestNanos)
                    ? extremes[1]
                    : Math.max(slowestNanos, orSelf(extremes[1], slowestNanos));
        }
    }

    LoadResult.Chat result(long nowNanos, boolean isOver) {
        for (ChatLoop loop : loops) {
            loop.registerLatency().moveTo(register);
            loop.toLastMember().moveTo(lastMember);
        }
        long registered = ledger.sum(Count.REGISTERED);
        long lastNewsNanos =
                loops.stream().mapToLong(ChatLoop::lastNewsNanos).max().orElse(0);
        Reading first = from;
        Reading last = to != null ? to : first == null ? null : read(nowNanos);
        double seconds = first == null || last == null ? 0 : (last.nanos() - first.nanos()) / NANOS_PER_SECOND;
        long arrived = first == null || last == null ? 0 : last.arrived() - first.arrived();
        long expected = ledger.sum(Count.EXPECTED);
        long delivered = ledger.sum(Count.DELIVERED);
        boolean isQuit = chat.kind() == LoadPlan.ChatKind.QUIT_STORM;
        return new LoadResult.Chat(
                registered,
                registeredPerSecond(registered, registeredByNanos == 0 ? lastNewsNanos : registeredByNanos),
                register.copy(),
                ledger.sum(Count.JOINED),
                ledger.sum(Count.SENT),
                expected,
                delivered,
                isOver ? Math.max(0, expected - delivered) : 0,
                ledger.sum(Count.DUPLICATE),
                ledger.sum(Count.OUT_OF_ORDER),
                seconds,
                seconds <= 0 ? 0 : arrived / seconds,
                first == null || last == null ? 0 : last.lines() - first.lines(),
                lastMember.copy(),
                fastestNanos / NANOS_PER_MICRO,
                slowestNanos / NANOS_PER_MICRO,
                ledger.sum(Count.SLOW_READERS),
                ledger.sum(Count.SLOW_READERS_CUT),
                ledger.sum(isQuit ? Count.QUIT_LINES : Count.JOIN_LINES),
                isQuit
                        ? 0
                        : loops.stream()
                                .mapToLong(loop -> loop.groups().joinLines())
                                .sum(),
                use(first, last, arrived));
    }

    private double registeredPerSecond(long registered, long byNanos) {
        double seconds = (byNanos - startNanos) / NANOS_PER_SECOND;
        return seconds <= 0 ? 0 : registered / seconds;
    }

    private LoadResult.@Nullable ServerUse use(@Nullable Reading first, @Nullable Reading last, long arrived) {
        if (server == null || first == null || last == null) {
            return null;
        }
        long cpuNanos = last.serverCpuNanos() - first.serverCpuNanos();
        return new LoadResult.ServerUse(
                chat.serverPid(),
                cpuNanos / NANOS_PER_SECOND,
                arrived == 0 ? Double.NaN : cpuNanos / NANOS_PER_MICRO / arrived,
                residentBytesBefore,
                residentBytes == 0 ? server.residentBytes() : residentBytes);
    }

    private Reading read(long nanos) {
        return new Reading(
                nanos, ledger.sum(Count.ARRIVED), ledger.sum(Count.LINES), server == null ? 0 : server.cpuNanos());
    }

    private static double orSelf(double value, double other) {
        return Double.isNaN(value) ? other : value;
    }
}
