package io.roost.dashboard;

import io.roost.metrics.ChatFigures;
import io.roost.metrics.LoadFigures;
import io.roost.metrics.LoopSource;
import io.roost.metrics.ToxicFigures;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Takes samples. The loops that are looked at do not notice: their counters are read, that is all. One thread. */
final class Sampler {
    private final List<LoopSource> loops;
    private final List<LoopWatch> watches;
    private final int limit;
    private final @Nullable ChatFigures chat;
    private final LoadFigures load;
    private final ToxicFigures toxics;
    private final LongSupplier nanoClock;
    private final MemoryWatch memory = new MemoryWatch();
    private final long startNanos;
    private long lastNanos;
    private Sums last;

    /** Of these loops; {@code nanoClock} as {@link System#nanoTime}. */
    Sampler(
            List<? extends LoopSource> bosses,
            List<? extends LoopSource> workers,
            int limit,
            @Nullable ChatFigures chat,
            LoadFigures load,
            ToxicFigures toxics,
            LongSupplier nanoClock) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        this.loops =
                Stream.<LoopSource>concat(bosses.stream(), workers.stream()).toList();
        this.watches = loops.stream().map(loop -> new LoopWatch(loop, threads)).toList();
        this.limit = limit;
        this.chat = chat;
        this.load = load;
        this.toxics = toxics;
        this.nanoClock = nanoClock;
        this.startNanos = nanoClock.getAsLong();
        this.lastNanos = startNanos;
        this.last = new Sums(loops);
    }

    Sample take() {
        long nowNanos = nanoClock.getAsLong();
        double seconds = Math.max(1, nowNanos - lastNanos) / 1e9;
        Sums before = last;
        last = new Sums(loops);
        lastNanos = nowNanos;
        return new Sample(
                System.currentTimeMillis(),
                (nowNanos - startNanos) / 1_000_000,
                limit,
                last,
                before,
                seconds,
                watches.stream().map(watch -> watch.sample(seconds)).toList(),
                memory.sample(),
                new Sample.LoadSample(
                        load.word().get(),
                        load.worstLagSeconds().getAsDouble(),
                        load.heapShare().getAsDouble(),
                        load.directShare().getAsDouble()),
                toxics.shares().stream().filter(share -> share.toxics() > 0).toList(),
                chat == null
                        ? null
                        : new Sample.ChatSample(
                                chat.users().getAsInt(), chat.channels().getAsInt()));
    }
}
