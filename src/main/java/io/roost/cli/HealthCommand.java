package io.roost.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code roost health [URL]}: asks a running server how it is; what an image without a shell is probed by. */
@Command(
        name = "health",
        mixinStandardHelpOptions = true,
        description = "Asks a running server whether it is ready, and prints its answer.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:it answers that all is well",
            "1:it answers something else",
            "2:wrong arguments",
            "3:it can't be reached, or does not answer in time"
        })
final class HealthCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..1",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:9090/health/ready",
            description = "Where to ask (default: ${DEFAULT-VALUE}).")
    private URI url = URI.create("");

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "2s",
            converter = TimeoutMs.class,
            description = "How long to wait for all of the answer, such as 2s or 500ms (default: ${DEFAULT-VALUE}).")
    private int timeoutMs;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (!HealthProbe.canAsk(url)) {
            throw new ParameterException(
                    spec.commandLine(), "'" + url + "' is not of the form http://HOST[:PORT]/PATH.");
        }
        PrintWriter out = spec.commandLine().getOut();
        try {
            HealthProbe.Answer answer = HealthProbe.ask(url, timeoutMs);
            out.println((answer.isGood() ? "healthy: " : "unhealthy: ") + answer.sentence());
            return answer.isGood() ? ExitCode.OK : ExitCode.INTERNAL;
        } catch (IOException e) {
            out.println("unreachable: " + url + ": " + e.getMessage());
            return ExitCode.UNAVAILABLE;
        } finally {
            out.flush();
        }
    }
}
