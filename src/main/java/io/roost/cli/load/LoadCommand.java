package io.roost.cli.load;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code roost load}: shows what there is to run. */
@Command(
        name = "load",
        mixinStandardHelpOptions = true,
        description = "Opens connections to a server, holds them or sends messages, and measures.",
        subcommands = {HoldCommand.class, EchoCommand.class, ChatCommand.class})
public final class LoadCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before run()
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
