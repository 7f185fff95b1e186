package io.roost.cli.load;

import io.roost.cli.ExitCode;
import io.roost.load.SizeMix;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code roost load echo}: messages on a schedule. */
@Command(
        name = "echo",
        mixinStandardHelpOptions = true,
        description = {
            "Sends messages to an echo service and measures the answers.",
            "With -r messages are due at a fixed rate whatever the server does, and their latency counts from when they were due:"
                    + " a stall shows in full. Without -r each connection sends its next message when the last is answered, and a"
                    + " stall hides the messages it kept back."
        },
        footer = LoadRun.EXIT_CODES)
final class EchoCommand implements Callable<Integer> {
    private static final int MOST_UNDER_WAY = 1_024;
    private static final int OPEN_LOOP_DEPTH = 64;

    @Mixin
    private final ServiceOptions options = new ServiceOptions();

    @Option(
            names = {"-r", "--rate"},
            paramLabel = "R",
            defaultValue = "0",
            converter = Values.Rate.class,
            description =
                    "Messages per second, of all connections together, such as 20k. Without it: as fast as answers come.")
    private double rate;

    @Option(
            names = {"-s", "--size"},
            paramLabel = "SIZES",
            defaultValue = "64",
            converter = Values.Sizes.class,
            description =
                    "Bytes of a message, such as 64 or, with weights, 64:50,1k:40,64k:10 (default: ${DEFAULT-VALUE}).")
    private SizeMix sizes = SizeMix.of("64");

    @Option(
            names = {"-P", "--pipeline"},
            paramLabel = "N",
            description = "Messages that a connection may have under way (default: 1, with -r 64).")
    private @Nullable Integer depth;

    @Option(
            names = "--warmup",
            paramLabel = "T",
            defaultValue = "2s",
            converter = Values.Time.class,
            description = "Sent like the rest, but not measured (default: ${DEFAULT-VALUE}).")
    private Duration warmup = Duration.ZERO;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        int underWay = depth == null ? rate > 0 ? OPEN_LOOP_DEPTH : 1 : depth;
        String problem = underWay < 1 || underWay > MOST_UNDER_WAY
                ? "-P " + underWay + " (expected: 1 to " + MOST_UNDER_WAY + " messages under way)"
                : options.problem();
        if (!problem.isEmpty()) {
            spec.commandLine().getErr().println(problem);
            return ExitCode.USAGE;
        }
        return new LoadRun(options, options.echo(rate, underWay, sizes, warmup), spec.commandLine()).execute();
    }
}
