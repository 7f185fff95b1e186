package io.roost.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code roost}: shows what there is to run. */
@Command(
        name = "roost",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Where a million idle connections rest.")
public final class RoostCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before run()
    private CommandSpec spec;

    /** Runs one command line to its end and returns the exit code. Does not exit the JVM. */
    public static int run(String... args) {
        CommandLine line = new CommandLine(new RoostCommand());
        Map<String, Supplier<Object>> all = subcommands();
        // Reading the annotations of all commands would be a tenth of the CPU of a start.
        Supplier<Object> only = args.length == 0 ? null : all.get(args[0]);
        if (only != null) {
            line.addSubcommand(args[0], only.get());
        } else {
            all.forEach((name, command) -> line.addSubcommand(name, command.get()));
        }
        line.setCaseInsensitiveEnumValuesAllowed(true);
        return line.execute(args);
    }

    /** By name, in the order in which help lists them. */
    private static Map<String, Supplier<Object>> subcommands() {
        Map<String, Supplier<Object>> all = new LinkedHashMap<>();
        all.put("serve", ServeCommand::new);
        all.put("doctor", DoctorCommand::new);
        all.put("inspect", InspectCommand::new);
        all.put("health", HealthCommand::new);
        return all;
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
