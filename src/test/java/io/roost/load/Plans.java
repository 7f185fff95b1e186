package io.roost.load;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Plans for tests: short, small, and changed where a test needs it. */
record Plans(LoadPlan plan) {
    static Plans hold(InetSocketAddress target, int connections) {
        return new Plans(of(LoadPlan.Scenario.HOLD, target, connections, Duration.ofMillis(200), 0));
    }

    static Plans echo(InetSocketAddress target, int connections, double rate) {
        return new Plans(of(LoadPlan.Scenario.ECHO, target, connections, Duration.ZERO, rate));
    }

    Plans heartbeat(Duration heartbeat) {
        return with(plan.sources(), heartbeat, plan.depth(), plan.sizes(), plan.duration(), plan.drain(), false);
    }

    Plans lasting(Duration duration) {
        return with(plan.sources(), plan.heartbeat(), plan.depth(), plan.sizes(), duration, plan.drain(), false);
    }

    Plans sizes(String sizes, int depth) {
        return with(plan.sources(), plan.heartbeat(), depth, SizeMix.of(sizes), plan.duration(), plan.drain(), false);
    }

    Plans sources(String sources) {
        return with(
                SourceAddresses.of(sources),
                plan.heartbeat(),
                plan.depth(),
                plan.sizes(),
                plan.duration(),
                plan.drain(),
                false);
    }

    Plans draining(Duration drain) {
        return with(plan.sources(), plan.heartbeat(), plan.depth(), plan.sizes(), plan.duration(), drain, false);
    }

    Plans reconnecting() {
        return with(plan.sources(), plan.heartbeat(), plan.depth(), plan.sizes(), plan.duration(), plan.drain(), true);
    }

    private static LoadPlan of(
            LoadPlan.Scenario scenario, InetSocketAddress target, int connections, Duration heartbeat, double rate) {
        return new LoadPlan(
                scenario,
                List.of(target),
                List.of(),
                connections,
                0,
                Duration.ofSeconds(5),
                heartbeat,
                rate,
                rate > 0 ? 64 : 4,
                SizeMix.of("64"),
                Duration.ZERO,
                Duration.ofMillis(600),
                Duration.ZERO,
                scenario == LoadPlan.Scenario.HOLD,
                false,
                true,
                2,
                1,
                Map.of());
    }

    private Plans with(
            List<InetAddress> sources,
            Duration heartbeat,
            int depth,
            SizeMix sizes,
            Duration duration,
            Duration drain,
            boolean reconnect) {
        return new Plans(new LoadPlan(
                plan.scenario(),
                plan.targets(),
                sources,
                plan.connections(),
                plan.connectRate(),
                plan.connectTimeout(),
                heartbeat,
                plan.rate(),
                depth,
                sizes,
                plan.warmup(),
                duration,
                drain,
                plan.check(),
                reconnect,
                plan.reset(),
                plan.threads(),
                plan.seed(),
                plan.labels()));
    }
}
