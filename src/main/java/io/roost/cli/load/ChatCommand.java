package io.roost.cli.load;

import io.roost.cli.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code roost load chat}: users of an IRC server. */
@Command(
        name = "chat",
        mixinStandardHelpOptions = true,
        description = {
            "Fills channels of any IRC server with users, publishes, and accounts for every delivery to every member.",
            "A message is due at a fixed rate whatever the server does, and its latency counts from then until each member has it;"
                    + " at rate max senders publish as fast as the slowest member reads."
        },
        footer = LoadRun.EXIT_CODES)
final class ChatCommand implements Callable<Integer> {
    @Mixin
    private final ChatOptions options = new ChatOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        if (!options.problem().isEmpty()) {
            spec.commandLine().getErr().println(options.problem());
            return ExitCode.USAGE;
        }
        boolean paced = spec.commandLine().getParseResult().hasMatchedOption("--connect-rate");
        return new LoadRun(options, options.plan(paced), spec.commandLine()).execute();
    }
}
