package io.roost.cli;

import io.roost.inspect.EpollInspector;
import io.roost.inspect.EpollReport;
import io.roost.inspect.ProcessUnreadableException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code roost inspect [PID]}: the epoll instances of a process, as the kernel has them. */
@Command(
        name = "inspect",
        mixinStandardHelpOptions = true,
        description = {
            "Shows the epoll instances of a running Roost, or of any Linux process: how many registrations, edge- or "
                    + "level-triggered, for which events, and what the descriptors are.",
            "The kernel locks an instance while it writes its list: a busy loop with a million registrations pauses."
        },
        footer = {
            "",
            "Keys of --json: pid, command, openFiles, openFilesLimit (null: unlimited);",
            "connections {total, edge}; listeners {total, edge, addresses[]};",
            "epolls[] {fd, registrations, edge, level, oneShot, masks[] {mask, words, count}, kinds {KIND: count}}",
            "",
            "Exit codes: 0 shown, 2 wrong arguments, 3 no such process or it may not be read"
        })
final class InspectCommand implements Callable<Integer> {
    private static final String PROCESS_NUMBER = "[1-9][0-9]{0,17}";

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "PID", description = "The process; without it, the one running Roost.")
    private @Nullable String pid;

    @Option(names = "--json", description = "Print one JSON object instead of a screen.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        return pid == null ? inspectTheOnlyOne() : inspect(pid);
    }

    private int inspectTheOnlyOne() throws IOException {
        List<RunningRoosts.Found> running =
                RunningRoosts.find(Path.of("/proc"), ProcessHandle.current().pid());
        if (running.isEmpty()) {
            return fail(ExitCode.UNAVAILABLE, "No running Roost was found: give the PID of a process.");
        }
        if (running.size() == 1) {
            return inspect(running.get(0).pid());
        }
        int code = fail(ExitCode.USAGE, running.size() + " Roosts are running: give the PID of one of them.");
        running.forEach(found -> spec.commandLine().getErr().printf("%9d  %s%n", found.pid(), found.command()));
        return code;
    }

    private int inspect(String text) throws IOException {
        return text.matches(PROCESS_NUMBER)
                ? inspect(Long.parseLong(text))
                : fail(ExitCode.USAGE, "PID '" + text + "' is not a process number, such as 4711.");
    }

    private int inspect(long number) throws IOException {
        try {
            print(read(number));
            return ExitCode.OK;
        } catch (ProcessUnreadableException e) {
            return fail(ExitCode.UNAVAILABLE, e.getMessage());
        }
    }

    private EpollReport read(long number) throws ProcessUnreadableException {
        try (ScanProgress progress = ScanProgress.onTerminal(spec.commandLine().getErr())) {
            return EpollInspector.of(number).inspect(progress);
        }
    }

    private void print(EpollReport report) throws IOException {
        if (json) {
            InspectJson.write(report, spec.commandLine().getOut());
        } else {
            InspectScreen.write(report, spec.commandLine().getOut());
        }
    }

    private int fail(int exitCode, @Nullable String sentence) {
        spec.commandLine().getErr().println(sentence);
        return exitCode;
    }
}
