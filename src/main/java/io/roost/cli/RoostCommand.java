package io.roost.cli;

import java.util.Arrays;
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
        Map<String, Supplier<Object>> all = subcommands();
        Supplier<Object> only = args.length == 0 ? null : all.get(args[0]);
        if (only != null) {
            // Reading the annotations of all the others would be a fifth of the CPU of a start.
            CommandLine line = new CommandLine(only.get());
            line.getCommandSpec().name("roost " + args[0]).versionProvider(new Version());
            return run(line, Arrays.copyOfRange(args, 1, args.length));
        }
        CommandLine line = new CommandLine(new RoostCommand());
        all.forEach((name, command) -> line.addSubcommand(name, command.get()));
        return run(line, args);
    }

    private static int run(CommandLine line, String... args) {
        return line.setCaseInsensitiveEnumValuesAllowed(true).execute(args);
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
