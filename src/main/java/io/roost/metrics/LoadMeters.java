package io.roost.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;

/** What the server bears, as gauges. */
final class LoadMeters implements MeterBinder {
    private final LoadFigures figures;
    private final List<? extends LoopSource> loops;

    LoadMeters(LoadFigures figures, List<? extends LoopSource> loops) {
        this.figures = figures;
        this.loops = loops;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("roost.overload.level", () -> figures.level().getAsInt())
                .description("0: nothing is held back, 1: new connections are refused, 2: heavy senders wait too")
                .register(registry);
        Gauge.builder("roost.overload.heap.ratio", () -> figures.heapShare().getAsDouble())
                .description("Share of the old generation that the last collection left in use")
                .register(registry);
        Gauge.builder("roost.overload.direct.memory.ratio", () -> figures.directShare()
                        .getAsDouble())
                .description("Share of direct memory that is in use")
                .register(registry);
        for (LoopSource loop : loops) {
            String name = loop.counters().loop();
            Gauge.builder("roost.loop.lag.seconds", () -> figures.lagSeconds().applyAsDouble(name))
                    .tag("loop", name)
                    .description("How long the last task that asked for it has waited for the loop")
                    .register(registry);
        }
    }
}
