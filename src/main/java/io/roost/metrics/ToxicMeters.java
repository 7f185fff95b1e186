package io.roost.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What listeners are spoilt by; they come and go while the server runs. */
final class ToxicMeters {
    private final ToxicFigures figures;
    private final MultiGauge toxics;
    private final MultiGauge connections;

    ToxicMeters(MeterRegistry registry, ToxicFigures figures) {
        this.figures = figures;
        toxics = MultiGauge.builder("roost.toxics")
                .description("Toxics that the listener has")
                .register(registry);
        connections = MultiGauge.builder("roost.connections.spoilt")
                .description("Connections open now that a toxic spoils")
                .register(registry);
        FunctionCounter.builder("roost.toxic.changes", figures, ToxicFigures::changes)
                .description("Changes of toxics and of listeners that the admin listener was asked for")
                .register(registry);
    }

    /** Before a scrape. */
    void update() {
        toxics.register(rows(ToxicFigures.Share::toxics), true);
        connections.register(rows(ToxicFigures.Share::connections), true);
    }

    private List<MultiGauge.Row<?>> rows(ToDoubleFunction<ToxicFigures.Share> figure) {
        return figures.shares().stream()
                .<MultiGauge.Row<?>>map(
                        share -> MultiGauge.Row.of(Tags.of("listener", share.listener()), figure.applyAsDouble(share)))
                .toList();
    }
}
