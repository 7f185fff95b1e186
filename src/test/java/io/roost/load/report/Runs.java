package io.roost.load.report;

import io.roost.load.LoadPlan;
import io.roost.load.LoadPlan.Scenario;
import io.roost.load.LoadResult;
import io.roost.load.LoadResult.Connections;
import io.roost.load.LoadResult.Drain;
import io.roost.load.LoadResult.Failure;
import io.roost.load.LoadResult.Generator;
import io.roost.load.LoadResult.Latencies;
import io.roost.load.LoadResult.Messages;
import io.roost.load.LoadResult.Outcome;
import io.roost.load.LoadResult.Rate;
import io.roost.load.LoadResult.Second;
import io.roost.load.SizeMix;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Builds results by hand: an echo run of 1,000 connections that went well, unless told otherwise. */
final class Runs {
    static final Report.Host HOST = new Report.Host(4, "Linux 6.18.0", "OpenJDK 64-Bit Server VM 17.0.15", "0.1.0");

    private static final int RAMP_SECONDS = 2;
    private static final long SEED = 7;
    private static final int SAMPLES = 100_000;

    Scenario scenario = Scenario.ECHO;
    Outcome outcome = Outcome.COMPLETE;
    double rate = 10_000;
    double elapsedSeconds = 32.4;
    double achieved = 9_998.5;
    double connectRate = 500;
    Duration heartbeat = Duration.ZERO;
    Duration drainTime = Duration.ZERO;
    boolean check;
    boolean reconnect;
    int measuredSeconds = 30;
    double slower = 1;
    double jitter = 0.05;
    Connections connections = new Connections(1_000, 1_000, 0, 0, 0, 0, 1_000, 1_000, -1, 2.0);
    Messages messages = new Messages(300_000, 300_000, 0, 0, 0, 19_200_000, 19_200_000);
    Generator generator = new Generator(2, 850, 12.5, 180L << 20, 48L << 20);
    List<Failure> failures = List.of();

    @Nullable
    Drain drain;

    LoadPlan.@Nullable Chat chatPlan;

    LoadResult.@Nullable Chat chat;

    Map<String, String> labels = Map.of();
    boolean measured = true;
    String lastPhase = "echo";

    static Runs echo() {
        return new Runs();
    }

    /** As many connections as the screens were drawn for, with a heartbeat. */
    static Runs hold() {
        Runs runs = new Runs();
        runs.scenario = Scenario.HOLD;
        runs.rate = 0;
        runs.achieved = 16_666.2;
        runs.connectRate = 5_000;
        runs.elapsedSeconds = 800.5;
        runs.heartbeat = Duration.ofSeconds(60);
        runs.lastPhase = "hold";
        runs.connections = new Connections(1_000_000, 1_000_000, 0, 0, 0, 0, 1_000_000, 1_000_000, -1, 200.1);
        runs.messages = new Messages(10_000_000, 10_000_000, 0, 0, 0, 640_000_000, 640_000_000);
        runs.generator = new Generator(4, 2_400, 321, 1_288_490_189L, 537_000_000L);
        return runs;
    }

    /** A channel of 1,000, one of whom publishes. */
    static Runs chat() {
        Runs runs = new Runs();
        runs.scenario = Scenario.CHAT;
        runs.rate = 20;
        runs.achieved = 20;
        runs.lastPhase = "chat";
        runs.messages = new Messages(600, 599_400, 0, 0, 0, 60_000, 60_000_000);
        runs.chatPlan = new LoadPlan.Chat(
                LoadPlan.ChatKind.FANOUT, "fanout-1-1000-1-20", 1, 1_000, 1, 5, 1_024, 512, "rl", "server-time", 4_711);
        runs.chat = new LoadResult.Chat(
                1_000,
                5_120.5,
                runs.histogram(3, 1_000),
                1_000,
                600,
                599_400,
                599_400,
                0,
                0,
                0,
                30,
                19_980,
                600_123,
                runs.histogram(4, 600),
                812.5,
                930.25,
                49,
                2,
                500_500,
                500_500,
                new LoadResult.ServerUse(4_711, 3.5, 5.84, 8_000_000, 12_000_000));
        return runs;
    }

    /** Nothing but connections. */
    Runs silent() {
        heartbeat = Duration.ZERO;
        messages = new Messages(0, 0, 0, 0, 0, 0, 0);
        achieved = 0;
        measured = false;
        generator = new Generator(4, 0, 321, 1_288_490_189L, 537_000_000L);
        return this;
    }

    LoadPlan plan() {
        return new LoadPlan(
                scenario,
                List.of(InetSocketAddress.createUnresolved("target.example", 7007), address("127.0.0.1")),
                List.of(address("10.0.0.2").getAddress(), address("fe80::1").getAddress()),
                (int) connections.asked(),
                connectRate,
                Duration.ofSeconds(5),
                heartbeat,
                rate,
                1,
                SizeMix.of("64:50,1k:40,64k:10"),
                Duration.ZERO,
                Duration.ofSeconds(measuredSeconds),
                drainTime,
                check,
                reconnect,
                false,
                2,
                SEED,
                labels,
                chatPlan);
    }

    LoadResult result() {
        return new LoadResult(
                plan(),
                Instant.parse("2026-11-23T13:11:00Z"),
                elapsedSeconds,
                outcome,
                connections,
                messages,
                new Rate(
                        scenario == Scenario.HOLD && measured ? 16_667 : rate,
                        achieved,
                        connectRate,
                        connections.opened() / connections.rampSeconds()),
                new Latencies(histogram(0.4, connections.opened()), histogram(1.6, echoes()), histogram(1, echoes())),
                failures,
                series(),
                generator,
                drain,
                chat);
    }

    Report report(String... thresholds) {
        return Report.of(
                result(), List.of(thresholds).stream().map(Threshold::parse).toList(), null, HOST);
    }

    private long echoes() {
        return measured ? messages.received() : 0;
    }

    private static InetSocketAddress address(String literal) {
        try {
            return new InetSocketAddress(InetAddress.getByName(literal), 7008);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Around 300us, with one in five hundred ten times as slow and one in ten thousand forty times. */
    private Histogram histogram(double factor, long count) {
        Random random = new Random(SEED);
        Histogram nanos = new Histogram(3);
        long weight = Math.max(1, count / SAMPLES);
        for (long i = 0; i < count / weight; i++) {
            double tail = i % 10_000 == 9_999 ? 40 : i % 500 == 499 ? 10 : 1;
            long value = (long) (slower * factor * tail * (200_000 + 200_000 * random.nextDouble()));
            nanos.recordValueWithCount(value, weight);
        }
        return nanos;
    }

    private List<Second> series() {
        Random random = new Random(SEED + Math.round(1000 * slower));
        List<Second> series = new ArrayList<>();
        for (int i = 1; i <= RAMP_SECONDS; i++) {
            long open = connections.opened() * i / RAMP_SECONDS;
            long opened = connections.opened() / RAMP_SECONDS;
            series.add(new Second(i, "ramp", open, 3, opened, 0, 0, 0, 0, 0, 0, 0, 0));
        }
        for (int i = 0; i < measuredSeconds; i++) {
            double noise = slower * (1 + jitter * random.nextGaussian());
            long sent = messages.sent() / measuredSeconds;
            series.add(new Second(
                    RAMP_SECONDS + 1 + i,
                    lastPhase,
                    connections.opened(),
                    0,
                    0,
                    0,
                    0,
                    sent,
                    sent,
                    0,
                    measured ? 480 * noise : 0,
                    measured ? 640 * noise : 0,
                    measured ? 6_400 * noise * (1 + random.nextDouble()) : 0));
        }
        return series;
    }
}
