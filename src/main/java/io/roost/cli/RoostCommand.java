package io.roost.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code roost}: shows what there is to run. */
@Command(
        name = "roost",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Where a million idle connections rest.",
        subcommands = {ServeCommand.class, DoctorCommand.class, InspectCommand.class, HealthCommand.class})
public final class RoostCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before run()
    private CommandSpec spec;

    /** Runs one command line to its end and returns the exit code. Does not exit the JVM. */
    public static int run(String... args) {
        CommandLine line = new CommandLine(new RoostCommand());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        return line.execute(args);
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
