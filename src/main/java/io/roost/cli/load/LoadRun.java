package io.roost.cli.load;

import io.roost.cli.ExitCode;
import io.roost.cli.Terminal;
import io.roost.load.LoadPlan;
import io.roost.load.LoadResult;
import io.roost.load.Preflight;
import io.roost.load.Swarm;
import io.roost.load.chat.ChatSwarm;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import picocli.CommandLine;

/** A run from preflight to exit code. */
final class LoadRun {
    static final String EXIT_CODES =
            "%nExit codes: 0 done, 1 a file could not be written, 2 wrong arguments, 3 the target cannot be"
                    + " reached, 4 a limit of this host is too low, 5 ended by --abort-if, 99 a condition of --fail-if holds, 130 Ctrl-C"
                    + " (the result is still shown and written)";

    private static final int REPORT_WITHIN_S = 20;

    private final LoadOptions options;
    private final LoadPlan plan;
    private final PrintWriter out;
    private final PrintWriter err;
    private final Terminal terminal = Terminal.ofStandardOutput();

    LoadRun(LoadOptions options, LoadPlan plan, CommandLine line) {
        this.options = options;
        this.plan = plan;
        this.out = line.getOut();
        this.err = line.getErr();
    }

    int execute() throws InterruptedException {
        Reports reports;
        try {
            reports = Reports.of(options, plan);
        } catch (IllegalArgumentException | IOException e) {
            err.println(e.getMessage());
            return ExitCode.USAGE;
        }
        Progress progress = Progress.of(plan, options.quiet, err);
        Preflight preflight = Preflight.of(plan);
        progress.begin(preflight);
        if (!preflight.problems().isEmpty() && !options.withoutPreflight) {
            preflight.problems().forEach(problem -> err.println("roost load: " + problem));
            err.println("roost load: this host's limits do not allow it; --no-preflight tries all the same.");
            return ExitCode.LIMIT;
        }
        for (InetSocketAddress target : plan.targets()) {
            try {
                Preflight.probe(target, (int) plan.connectTimeout().toMillis());
            } catch (IOException e) {
                err.println("roost load: " + target.getAddress().getHostAddress() + ":" + target.getPort()
                        + " cannot be reached: " + e.getMessage());
                return ExitCode.UNAVAILABLE;
            }
        }
        return run(reports, progress);
    }

    private int run(Reports reports, Progress progress) throws InterruptedException {
        Engine engine;
        try {
            engine = engine();
        } catch (IOException e) {
            err.println("roost load: " + e.getMessage());
            return ExitCode.LIMIT;
        }
        CountDownLatch reported = new CountDownLatch(1);
        Thread onSignal = new Thread(
                () -> {
                    engine.stop();
                    awaitQuietly(reported);
                },
                "roost-load-stop");
        Runtime.getRuntime().addShutdownHook(onSignal);
        try {
            LoadResult result = engine.run(soFar -> {
                progress.show(soFar);
                return !reports.isToAbort(soFar);
            });
            progress.end();
            return reports.publish(result, out, err, terminal);
        } finally {
            reported.countDown();
            remove(onSignal);
        }
    }

    private Engine engine() throws IOException {
        if (plan.scenario() == LoadPlan.Scenario.CHAT) {
            ChatSwarm swarm = new ChatSwarm(plan, System::nanoTime);
            return new Engine(swarm::run, swarm::stop);
        }
        Swarm swarm = new Swarm(plan, System::nanoTime);
        return new Engine(swarm::run, swarm::stop);
    }

    /** What drives a plan. */
    private record Engine(Function<Predicate<LoadResult>, LoadResult> running, Runnable stopping) {
        LoadResult run(Predicate<LoadResult> everySecond) {
            return running.apply(everySecond);
        }

        void stop() {
            stopping.run();
        }
    }

    private static void awaitQuietly(CountDownLatch reported) {
        try {
            var unused = reported.await(REPORT_WITHIN_S, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void remove(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyEnding) {
            // By the very signal that it waits for; the JVM then exits with 130 or 143 by itself.
        }
    }
}
