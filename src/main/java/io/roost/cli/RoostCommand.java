package io.roost.cli;

import io.roost.cli.load.CompareCommand;
import io.roost.cli.load.LoadCommand;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
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
        subcommands = {
            ServeCommand.class,
            DoctorCommand.class,
            InspectCommand.class,
            LoadCommand.class,
            CompareCommand.class,
            HealthCommand.class,
            ConfigCommand.class
        })
public final class RoostCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before run()
    private CommandSpec spec;

    /** Runs one command line to its end and returns the exit code. Does not exit the JVM. */
    public static int run(String... args) {
        Object hurried = args.length == 0 ? null : hurried(args[0]);
        if (hurried == null) {
            return run(new CommandLine(new RoostCommand()), args);
        }
        CommandLine line = new CommandLine(hurried);
        line.getCommandSpec().name("roost " + args[0]).versionProvider(new Version());
        return run(line, Arrays.copyOfRange(args, 1, args.length));
    }

    private static int run(CommandLine line, String... args) {
        return line.setCaseInsensitiveEnumValuesAllowed(true).execute(args);
    }

    /** A command that is waited for: reading the annotations of all the others would be a seventh of its CPU. */
    private static @Nullable Object hurried(String name) {
        return switch (name) {
            case "serve" -> new ServeCommand();
            case "health" -> new HealthCommand();
            default -> null;
        };
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
