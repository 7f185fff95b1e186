package io.roost.cli.load;

import io.roost.load.Preflight;
import io.roost.load.SourceAddresses;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What all scenarios share. */
abstract class LoadOptions {
    /** Dialled in turn. */
    abstract List<InetSocketAddress> targets();

    abstract long connections();

    @Option(
            names = "--connect-rate",
            paramLabel = "R",
            defaultValue = "5000",
            converter = Values.Rate.class,
            description =
                    "Connections dialled per second, in all; 0 for as fast as it goes (default: ${DEFAULT-VALUE}).")
    double connectRate;

    @Option(
            names = "--connect-timeout",
            paramLabel = "T",
            defaultValue = "10s",
            converter = Values.Time.class,
            description = "A handshake that takes longer has failed (default: ${DEFAULT-VALUE}).")
    Duration connectTimeout = Duration.ZERO;

    @Option(
            names = {"-d", "--duration"},
            paramLabel = "T",
            defaultValue = "30s",
            converter = Values.Time.class,
            description = "How long, from when all are connected and warm (default: ${DEFAULT-VALUE}).")
    Duration duration = Duration.ZERO;

    @Option(
            names = "--source-ip",
            paramLabel = "LIST",
            converter = Values.Sources.class,
            description =
                    "Addresses to dial from: a list, a range or a block; repeatable. Default: the kernel's choice, or for"
                            + " loopback targets as many of 127.0.0.0/8 as the ports need.")
    List<Values.SourceList> sources = List.of();

    @Option(
            names = {"-t", "--threads"},
            paramLabel = "N",
            defaultValue = "1",
            description = "Threads, each with an epoll instance of its own (default: ${DEFAULT-VALUE}).")
    int threads;

    @Option(
            names = "--close",
            paramLabel = "HOW",
            defaultValue = "fin",
            description = "fin, or rst, which leaves no TIME_WAIT (default: ${DEFAULT-VALUE}).")
    Closing closing = Closing.FIN;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of sizes and bytes (default: ${DEFAULT-VALUE}).")
    long seed;

    @Option(names = "--label", paramLabel = "KEY=VALUE", description = "Goes into the reports; repeatable.")
    Map<String, String> labels = new LinkedHashMap<>();

    @Option(names = "--json", paramLabel = "FILE", description = "Write everything as JSON; - for standard output.")
    @Nullable
    Path json;

    @Option(names = "--csv", paramLabel = "FILE", description = "Write a row per second.")
    @Nullable
    Path csv;

    @Option(
            names = "--hgrm",
            paramLabel = "FILE",
            description = "Write the latencies as HdrHistogram's plotters read them.")
    @Nullable
    Path hgrm;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Write one page with plots, readable without a network.")
    @Nullable
    Path html;

    @Option(
            names = "--fail-if",
            paramLabel = "CONDITION",
            description = "Exit 99 if it holds at the end, such as p99>50ms, lost>0 or connected<99.9%%; repeatable.")
    List<String> failIf = new ArrayList<>();

    @Option(
            names = "--abort-if",
            paramLabel = "CONDITION",
            description = "End the run with exit 5 as soon as it holds, such as errors>5%%; repeatable.")
    List<String> abortIf = new ArrayList<>();

    @Option(
            names = "--no-default-thresholds",
            description = "Do not fail for wrong answers or for less than 99 %% of the rate that was asked for.")
    boolean withoutDefaults;

    @Option(names = "--no-preflight", description = "Start even if this host's limits do not allow it.")
    boolean withoutPreflight;

    @Option(
            names = {"-q", "--no-progress"},
            description = "Show the result only.")
    boolean quiet;

    /** How connections are closed. */
    enum Closing {
        FIN,
        RST
    }

    /** What is wrong with the options together; empty if nothing is. */
    String problem() {
        if (connections() > Integer.MAX_VALUE / 64) {
            return "-c " + connections() + " (expected: at most " + Integer.MAX_VALUE / 64
                    + " connections in one process)";
        }
        if (threads < 1 || threads > 64) {
            return "-t " + threads + " (expected: 1 to 64 threads)";
        }
        if (duration.isZero()) {
            return "-d (expected: more than no time)";
        }
        if (connectTimeout.isZero()) {
            return "--connect-timeout (expected: more than no time)";
        }
        return "";
    }

    List<InetAddress> sourceAddresses() {
        if (!sources.isEmpty()) {
            return sources.stream().flatMap(list -> list.addresses().stream()).toList();
        }
        if (!SourceAddresses.areLoopback(targets())) {
            return List.of();
        }
        return SourceAddresses.ofLoopback(
                (connections() + targets().size() - 1) / targets().size(), Preflight.portsPerAddress());
    }
}
