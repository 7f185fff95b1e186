package io.roost.cli.load;

import io.roost.cli.ConnectionCount;
import io.roost.load.LoadPlan;
import io.roost.load.SizeMix;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the scenarios share that talk to an echo service. */
final class ServiceOptions extends LoadOptions {
    @Parameters(
            arity = "1..*",
            paramLabel = "TARGET",
            converter = Values.Target.class,
            description = "HOST:PORT of an echo service; several are dialled in turn.")
    List<InetSocketAddress> targets = List.of();

    @Option(
            names = {"-c", "--connections"},
            paramLabel = "N",
            defaultValue = "50",
            converter = ConnectionCount.class,
            description = "Connections in all, such as 50, 15k or 1m (default: ${DEFAULT-VALUE}).")
    long connections;

    @Option(names = "--reconnect", description = "Open lost and failed connections again, after a second.")
    boolean reconnect;

    @Option(
            names = "--drain",
            paramLabel = "T",
            defaultValue = "off",
            converter = Values.Time.class,
            description = "Stay connected so long after the end, for the server to close, and measure how it does.")
    Duration drain = Duration.ZERO;

    @Override
    List<InetSocketAddress> targets() {
        return targets;
    }

    @Override
    long connections() {
        return connections;
    }

    LoadPlan hold(Duration heartbeat, SizeMix sizes, boolean check) {
        return plan(LoadPlan.Scenario.HOLD, heartbeat, 0, 1, sizes, Duration.ZERO, check);
    }

    LoadPlan echo(double rate, int depth, SizeMix sizes, Duration warmup) {
        return plan(LoadPlan.Scenario.ECHO, Duration.ZERO, rate, depth, sizes, warmup, false);
    }

    private LoadPlan plan(
            LoadPlan.Scenario scenario,
            Duration heartbeat,
            double rate,
            int depth,
            SizeMix sizes,
            Duration warmup,
            boolean check) {
        return new LoadPlan(
                scenario,
                targets,
                sourceAddresses(),
                (int) connections,
                connectRate,
                connectTimeout,
                heartbeat,
                rate,
                depth,
                sizes,
                warmup,
                duration,
                drain,
                check,
                reconnect,
                closing == Closing.RST,
                threads,
                seed,
                labels);
    }
}
