package io.roost.server;

import io.roost.config.RoostConfig;
import io.roost.connection.Lanes;
import io.roost.metrics.LoadFigures;
import io.roost.overload.Bounds;
import io.roost.overload.Level;
import io.roost.overload.OverloadWatch;
import io.roost.overload.WatchedLoop;
import io.roost.transport.CountedLoop;
import io.roost.transport.EventLoops;
import io.roost.transport.LoopTeam;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the server does when it bears too much, and when a loop of it is lost. */
final class SelfDefence implements OverloadWatch.Defence {
    private static final Logger log = LoggerFactory.getLogger(SelfDefence.class);

    /** What can't be logged by then, as when nobody reads what is logged, is not. */
    private static final long LAST_LINE_MS = 2_000;

    private final List<String> names = new ArrayList<>();
    private final List<Slowdown> slowdowns;
    private final OverloadWatch watch;

    SelfDefence(EventLoops loops, Lanes lanes, RoostConfig.Overload config) {
        this.slowdowns = lanes.all().stream().map(Slowdown::new).toList();
        List<WatchedLoop> watched = new ArrayList<>();
        for (CountedLoop loop : Stream.of(loops.bosses(), loops.workers(), loops.admin())
                .map(LoopTeam::loops)
                .flatMap(List::stream)
                .toList()) {
            watched.add(new WatchedLoop(loop.loop(), loop, System::nanoTime));
            names.add(loop.counters().loop());
        }
        Bounds bounds = new Bounds(config.lag(), config.heapPercent(), config.directPercent());
        watch = new OverloadWatch(watched, bounds, config.watchdog().toMillis(), this, System::nanoTime);
    }

    void start() {
        watch.start();
    }

    /** Before the loops are ended on purpose. */
    void stop() {
        watch.stop();
    }

    /** Whether new connections are to be refused. */
    boolean isOn() {
        return watch.level() != Level.CALM;
    }

    /** Why no new connections are wanted; null: they are. */
    @Nullable
    String matter() {
        return !isOn() ? null : "overloaded: " + watch.sentence();
    }

    LoadFigures figures() {
        return new LoadFigures(
                () -> watch.level().ordinal(),
                () -> watch.level().name().toLowerCase(Locale.ROOT),
                name -> watch.lagNanos(names.indexOf(name)) / 1e9,
                () -> watch.lagNanos() / 1e9,
                watch::heapShare,
                watch::directShare);
    }

    @Override
    public void hold(Level level) {
        slowdowns.forEach(slowdown -> slowdown.hold(level == Level.SLOWING));
    }

    @Override
    public void broken(String sentence, Thread loop) {
        StringBuilder trace = new StringBuilder();
        for (StackTraceElement element : loop.getStackTrace()) {
            trace.append("\n    at ").append(element);
        }
        Thread last = new Thread(
                () -> log.error(
                        "{}: what it serves is lost, so the process ends; {} is {}{}",
                        sentence,
                        loop.getName(),
                        loop.getState(),
                        trace),
                "roost-last-line");
        last.setDaemon(true);
        last.start();
        try {
            last.join(LAST_LINE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(RoostServer.EXIT_BROKEN);
    }
}
