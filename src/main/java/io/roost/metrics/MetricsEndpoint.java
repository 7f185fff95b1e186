package io.roost.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All metrics in Prometheus' text format. The registry is made at the first scrape: it is a third of a
 * second of class loading that a start need not wait for.
 *
 * <p><b>Threading:</b> admin loop only.
 */
public final class MetricsEndpoint implements Endpoint {
    private static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final List<? extends LoopSource> bosses;
    private final List<? extends LoopSource> workers;
    private final int connectionLimit;
    private final @Nullable ChatFigures chat;
    private final LoadFigures load;
    private @Nullable ToxicFigures toxics;
    private @Nullable ToxicMeters toxicMeters;
    private @Nullable AdminGuard guard;
    private @Nullable PrometheusMeterRegistry registry;

    /** The metrics of these loops, and of the chat if there is one. */
    public MetricsEndpoint(
            List<? extends LoopSource> bosses,
            List<? extends LoopSource> workers,
            int connectionLimit,
            @Nullable ChatFigures chat,
            LoadFigures load) {
        this.bosses = List.copyOf(bosses);
        this.workers = List.copyOf(workers);
        this.connectionLimit = connectionLimit;
        this.chat = chat;
        this.load = load;
    }

    /** These too. Before the first scrape. */
    public MetricsEndpoint with(ToxicFigures figures) {
        toxics = figures;
        return this;
    }

    /** What this refuses too. Before the first scrape. */
    public MetricsEndpoint with(AdminGuard admin) {
        guard = admin;
        return this;
    }

    @Override
    public Page page() {
        if (registry == null) {
            registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
            new LoopMeters(bosses, workers, connectionLimit).bindTo(registry);
            new LoadMeters(
                            load,
                            Stream.concat(bosses.stream(), workers.stream()).toList())
                    .bindTo(registry);
            ProcessMeters.bindTo(registry);
            if (chat != null) {
                bind(registry, chat);
            }
            if (guard != null) {
                bind(registry, guard);
            }
            if (toxics != null) {
                toxicMeters = new ToxicMeters(registry, toxics);
            }
        }
        if (toxicMeters != null) {
            toxicMeters.update();
        }
        return new Page(200, CONTENT_TYPE, registry.scrape());
    }

    private static void bind(MeterRegistry registry, AdminGuard guard) {
        for (AdminGuard.Cause cause : AdminGuard.Cause.values()) {
            FunctionCounter.builder("roost.admin.refused", guard, asked -> asked.refused(cause))
                    .tag("cause", cause.text())
                    .description("Requests to the admin listener that were refused, by the reason")
                    .register(registry);
        }
    }

    private static void bind(MeterRegistry registry, ChatFigures chat) {
        Gauge.builder("roost.chat.users", () -> chat.users().getAsInt())
                .description("Users of the chat that have registered")
                .register(registry);
        Gauge.builder("roost.chat.channels", () -> chat.channels().getAsInt())
                .description("Channels of the chat")
                .register(registry);
    }
}
