package io.roost.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The counters and gauges of the event loops, one series per loop. */
final class LoopMeters implements MeterBinder {
    private static final Set<LoopCounter> OF_BOSSES =
            EnumSet.of(LoopCounter.TURNS, LoopCounter.CAUSE_ACCEPT, LoopCounter.ACCEPT_ERRORS);
    private static final Set<LoopCounter> OF_WORKERS;
    private static final Set<LoopCounter> EVENTS = EnumSet.of(
            LoopCounter.CAUSE_ACCEPT, LoopCounter.CAUSE_CLOSE, LoopCounter.CAUSE_DATA, LoopCounter.CAUSE_SPACE);

    static {
        Set<LoopCounter> rest = EnumSet.complementOf(EnumSet.copyOf(OF_BOSSES));
        rest.add(LoopCounter.TURNS);
        OF_WORKERS = rest;
        // At the door, or, of those who come through a proxy, once it is known who they are.
        OF_BOSSES.addAll(LoopCounter.REFUSALS);
    }

    private final List<? extends LoopSource> bosses;
    private final List<? extends LoopSource> workers;
    private final int connectionLimit;
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    LoopMeters(List<? extends LoopSource> bosses, List<? extends LoopSource> workers, int connectionLimit) {
        this.bosses = bosses;
        this.workers = workers;
        this.connectionLimit = connectionLimit;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        bosses.forEach(loop -> bind(registry, loop, OF_BOSSES));
        workers.forEach(loop -> {
            bind(registry, loop, OF_WORKERS);
            Gauge.builder("roost.connections", loop, LoopSource::connections)
                    .tags(tagsOf(loop))
                    .description("Connections open now")
                    .register(registry);
            Gauge.builder("roost.write.queue.bytes", loop, source -> source.counters()
                            .queuedBytes())
                    .tags(tagsOf(loop))
                    .description("Bytes that wait for space in their sockets, as of each connection's last flush")
                    .register(registry);
        });
        Gauge.builder("roost.connections.limit", () -> connectionLimit)
                .description("Connections at most, over all loops")
                .register(registry);
    }

    private void bind(MeterRegistry registry, LoopSource loop, Set<LoopCounter> counters) {
        for (LoopCounter counter : counters) {
            Tags tags = tagsOf(loop);
            FunctionCounter.builder(counter.metricName(), loop, source -> source.counters()
                            .get(counter))
                    .tags(counter.tagKey().isEmpty() ? tags : tags.and(counter.tagKey(), counter.tagValue()))
                    .description(counter.help())
                    .register(registry);
        }
        Gauge.builder("roost.loop.registrations", loop, LoopSource::registrations)
                .tags(tagsOf(loop))
                .description("Sockets that the loop's selector watches")
                .register(registry);
        FunctionCounter.builder("roost.loop.cpu.seconds", loop, this::cpuSeconds)
                .tags(tagsOf(loop))
                .description("Time that the loop worked; the rest it waited: its rate is the loop's busy share")
                .register(registry);
        LoopShares shares = new LoopShares(loop, threads);
        Gauge.builder("roost.loop.busy.ratio", shares, LoopShares::busyRatio)
                .tags(tagsOf(loop))
                .description("Share of time that the loop worked since the scrape before")
                .register(registry);
        Gauge.builder("roost.loop.events.per.turn", shares, LoopShares::eventsPerTurn)
                .tags(tagsOf(loop))
                .description("Socket events per epoll_wait since the scrape before")
                .register(registry);
    }

    private double cpuSeconds(LoopSource loop) {
        return Math.max(0, threads.getThreadCpuTime(loop.thread().getId())) / 1e9;
    }

    static long events(LoopCounters counters) {
        long sum = 0;
        for (LoopCounter cause : EVENTS) {
            sum += counters.get(cause);
        }
        return sum;
    }

    private static Tags tagsOf(LoopSource loop) {
        return Tags.of("loop", loop.counters().loop());
    }
}
