package io.roost.cli.load;

import io.roost.cli.ExitCode;
import io.roost.load.SizeMix;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code roost load hold}: many connections at rest. */
@Command(
        name = "hold",
        mixinStandardHelpOptions = true,
        description =
                "Opens connections to an echo service and holds them, with a heartbeat that is checked byte for byte.",
        footer = LoadRun.EXIT_CODES)
final class HoldCommand implements Callable<Integer> {
    @Mixin
    private final ServiceOptions options = new ServiceOptions();

    @Option(
            names = "--heartbeat",
            paramLabel = "T",
            defaultValue = "60s",
            converter = Values.Time.class,
            description =
                    "Each connection echoes once in this time, give or take 5 %%, or off (default: ${DEFAULT-VALUE}).")
    private Duration heartbeat = Duration.ZERO;

    @Option(
            names = {"-s", "--size"},
            paramLabel = "SIZES",
            defaultValue = "16",
            converter = Values.Sizes.class,
            description = "Bytes of a heartbeat, such as 16, 1k or 64:50,1k:50 (default: ${DEFAULT-VALUE}).")
    private SizeMix sizes = SizeMix.of("16");

    @Option(names = "--no-check", description = "Do not let every connection echo once more at the end.")
    private boolean withoutCheck;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        if (!options.problem().isEmpty()) {
            spec.commandLine().getErr().println(options.problem());
            return ExitCode.USAGE;
        }
        return new LoadRun(options, options.hold(heartbeat, sizes, !withoutCheck), spec.commandLine()).execute();
    }
}
