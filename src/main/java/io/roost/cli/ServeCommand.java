package io.roost.cli;

import io.roost.config.ConfigLoader;
import io.roost.config.RoostConfig;
import io.roost.doctor.Doctor;
import io.roost.logging.LogSetup;
import io.roost.server.RoostServer;
import io.roost.server.Signals;
import io.roost.server.StartException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code roost serve}: runs the server until a signal ends it. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = "Run the server. Without options: echo on 127.0.0.1:7007, chat on 127.0.0.1:6667 and, with"
                + " a page for browsers, on 127.0.0.1:8080, metrics on 127.0.0.1:9090.")
final class ServeCommand implements Callable<Integer> {
    @Mixin
    private final ConfigOptions options = new ConfigOptions();

    @Option(
            names = "--service",
            paramLabel = "NAME",
            description = "Serve only this, whatever the file lists: echo, discard, chargen, chat, talk or http.")
    private @Nullable String service;

    @Option(names = "--over", paramLabel = "NAME", description = "What carries --service: tcp or websocket.")
    private @Nullable String over;

    @Option(names = "--bind", paramLabel = "ADDRESS:PORT", description = "Where --service listens.")
    private @Nullable String bind;

    @Option(
            names = "--toxic",
            paramLabel = "[LISTENER/]TOXIC",
            description =
                    "Spoil connections, as latency:latency=50,jitter=10@0.2 or echo/limit_data:bytes=100; repeatable."
                            + " Without LISTENER: of echo, discard, chargen and http.")
    private List<String> toxics = new ArrayList<>();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        RoostConfig config = ConfigOptions.loadOrExplain(loader(), err);
        if (config == null) {
            return ExitCode.USAGE;
        }
        LogSetup.apply(config.logging());
        RoostServer server;
        try {
            server = RoostServer.start(config, () -> loader().load());
        } catch (StartException e) {
            err.println("roost: " + e.getMessage());
            err.flush();
            return ExitCode.UNAVAILABLE;
        }
        new StartScreen(config, server).print(out);
        Doctor.ofThisHost()
                .oneLineFor(config.limits().connections())
                .ifPresent(line -> LoggerFactory.getLogger(ServeCommand.class).warn(line));
        new StopSignals(server, out).handle();
        Signals.handle("HUP", server::reload);
        out.printf("roost stopped in %d ms%n", server.awaitEnd().toMillis());
        out.flush();
        return ExitCode.OK;
    }

    /** Reads all sources anew each time. */
    private ConfigLoader loader() {
        ConfigLoader loader = options.loader(System.getenv());
        if (service != null || over != null || bind != null) {
            loader.onlyListener(service, over, bind);
        }
        return loader.toxics(toxics);
    }
}
