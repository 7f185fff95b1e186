package io.roost.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.roost.load.LoadResult.Outcome;
import io.roost.metrics.LoopCounter;
import io.roost.testkit.TestServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The generator against good servers, bad ones, and none. */
class SwarmIT {
    @Test
    void hold_whenTheServerIsGood_thenEveryConnectionEchoes() throws IOException {
        try (TestServer server = TestServer.of("echo")) {
            LoadResult result = run(Plans.hold(server.address(), 1_000).plan());

            assertThat(result.outcome()).isEqualTo(Outcome.COMPLETE);
            assertThat(result.connections().opened()).isEqualTo(1_000);
            assertThat(result.connections().failed()).isZero();
            assertThat(result.connections().lost()).isZero();
            assertThat(result.connections().echoed()).isEqualTo(1_000);
            assertThat(result.connections().unanswered()).isZero();
            assertThat(result.messages().sent())
                    .isPositive()
                    .isEqualTo(result.messages().received());
            assertThat(result.messages().wrong()).isZero();
            assertThat(result.messages().missing()).isZero();
            assertThat(result.latencies().connect().getTotalCount()).isEqualTo(1_000);
            assertThat(result.latencies().fromSchedule().getTotalCount())
                    .isEqualTo(result.messages().received());
            assertThat(result.failures()).isEmpty();
            assertThat(server.count(LoopCounter.BYTES_IN))
                    .isEqualTo(result.messages().bytesSent());
        }
    }

    @Test
    void echo_whenOpenLoop_thenTheScheduleIsCountedInFull() throws IOException {
        try (TestServer server = TestServer.of("echo")) {
            LoadResult result = run(Plans.echo(server.address(), 20, 2_000)
                    .sizes("1:50,1k:40,300k:10", 64)
                    .plan());

            assertThat(result.messages().sent() + result.messages().skipped()).isBetween(1_195L, 1_200L);
            assertThat(result.messages().received()).isEqualTo(result.messages().sent());
            assertThat(result.messages().wrong()).isZero();
            assertThat(result.messages().bytesReceived())
                    .isEqualTo(result.messages().bytesSent());
            assertThat(result.rate().asked()).isEqualTo(2_000);
        }
    }

    @Test
    void echo_whenClosedLoop_thenWhatWasSentIsAnswered() throws IOException {
        try (TestServer server = TestServer.of("echo")) {
            LoadResult result = run(Plans.echo(server.address(), 10, 0)
                    .sizes("64:90,70000:10", 4)
                    .plan());

            assertThat(result.messages().sent())
                    .isPositive()
                    .isEqualTo(result.messages().received());
            assertThat(result.messages().missing()).isZero();
            assertThat(result.rate().asked()).isZero();
            assertThat(result.rate().share()).isEqualTo(1.0);
        }
    }

    @ParameterizedTest
    @EnumSource(LyingServer.Manner.class)
    void echo_whenTheServerLies_thenItIsFound(LyingServer.Manner manner) throws IOException {
        try (LyingServer server = LyingServer.of(manner)) {
            LoadResult result = run(Plans.echo(server.address(), 20, 1_000).plan());
            LoadResult.Messages messages = result.messages();
            switch (manner) {
                case HONEST -> {
                    assertThat(messages.received()).isPositive().isEqualTo(messages.sent());
                    assertThat(result.failures()).isEmpty();
                }
                case ONE_WRONG_BYTE -> {
                    assertThat(messages.wrong()).isPositive();
                    assertThat(messages.received()).isLessThan(messages.sent());
                    assertThat(codes(result)).contains("WRONG");
                }
                case HALF -> {
                    assertThat(messages.missing() + messages.wrong()).isPositive();
                    assertThat(messages.received()).isLessThan(messages.sent());
                }
                case TWICE -> {
                    assertThat(messages.wrong()).isPositive();
                    assertThat(codes(result)).containsAnyOf("SURPLUS", "WRONG");
                }
                case NEVER -> {
                    assertThat(messages.received()).isZero();
                    assertThat(messages.missing()).isPositive().isEqualTo(messages.sent());
                    assertThat(result.connections().lost()).isZero();
                }
                case CLOSES_EVERY_TENTH -> {
                    assertThat(result.connections().lost()).isEqualTo(2);
                    assertThat(codes(result)).containsAnyOf("FIN", "ECONNRESET");
                    assertThat(messages.skipped()).isPositive();
                }
            }
        }
    }

    @Test
    void hold_whenTheServerNeverAnswers_thenTheCheckSaysSo() throws IOException {
        try (LyingServer server = LyingServer.of(LyingServer.Manner.NEVER)) {
            LoadResult result = run(Plans.hold(server.address(), 5).plan());

            assertThat(result.connections().unanswered()).isEqualTo(5);
            assertThat(result.connections().echoed()).isZero();
            assertThat(codes(result)).contains("UNANSWERED");
        }
    }

    @Test
    void hold_whenNothingListens_thenEveryAttemptIsRefused() throws IOException {
        InetSocketAddress gone;
        try (LyingServer server = LyingServer.of(LyingServer.Manner.HONEST)) {
            gone = server.address();
        }
        LoadResult result = run(Plans.hold(gone, 50).plan());

        assertThat(result.connections().opened()).isZero();
        assertThat(result.connections().failed()).isEqualTo(50);
        assertThat(result.failures()).singleElement().satisfies(failure -> {
            assertThat(failure.event()).isEqualTo("connect");
            assertThat(failure.code()).isEqualTo("ECONNREFUSED");
            assertThat(failure.count()).isEqualTo(50);
            assertThat(failure.advice()).contains("nothing listens");
        });
    }

    @Test
    void hold_whenTheSourceAddressIsNotOurs_thenSaysEaddrnotavail() throws IOException {
        try (TestServer server = TestServer.of("echo")) {
            LoadResult result =
                    run(Plans.hold(server.address(), 3).sources("192.0.2.1").plan());

            assertThat(codes(result)).containsExactly("EADDRNOTAVAIL");
        }
    }

    @Test
    void hold_whenSeveralSources_thenAllAreUsed() throws Exception {
        try (TestServer server = TestServer.of("echo")) {
            LoadResult result = run(Plans.hold(server.address(), 30)
                    .sources("127.0.0.11-127.0.0.13")
                    .plan());

            assertThat(result.connections().opened()).isEqualTo(30);
        }
    }

    @Test
    void hold_whenTheServerDiesAndComesBack_thenConnectionsAreLostAndReopened() throws Exception {
        LyingServer first = LyingServer.of(LyingServer.Manner.HONEST);
        Swarm swarm = new Swarm(
                Plans.hold(first.address(), 20)
                        .lasting(Duration.ofSeconds(60))
                        .reconnecting()
                        .plan(),
                System::nanoTime);
        CompletableFuture<LoadResult> last = new CompletableFuture<>();
        CompletableFuture<LoadResult> run = CompletableFuture.supplyAsync(() -> swarm.run(soFar -> {
            if (soFar.connections().echoed() == 20) {
                first.close();
            }
            if (soFar.connections().reconnected() >= 20) {
                last.complete(soFar);
            }
            return true;
        }));
        await().until(() -> run.isDone() || hasLetGo(first));
        try (LyingServer second = LyingServer.at(first.address())) {
            await().atMost(Duration.ofSeconds(20)).until(last::isDone);
            assertThat(second.address()).isEqualTo(first.address());
            swarm.stop();
            LoadResult result = run.join();
            assertThat(result.outcome()).isEqualTo(Outcome.INTERRUPTED);
            assertThat(result.connections().lost()).isGreaterThanOrEqualTo(20);
            assertThat(result.connections().open()).isEqualTo(20);
        }
    }

    @Test
    void hold_whenTheServerDrains_thenItsPaceIsMeasured() throws Exception {
        try (TestServer server = TestServer.of("echo", "drain.over=1s", "drain.within=5s")) {
            Swarm swarm = new Swarm(
                    Plans.hold(server.address(), 200)
                            .draining(Duration.ofSeconds(30))
                            .plan(),
                    System::nanoTime);
            CompletableFuture<Void> stopped = new CompletableFuture<>();
            LoadResult result = swarm.run(soFar -> {
                boolean isDraining =
                        soFar.series().get(soFar.series().size() - 1).phase().equals("drain");
                if (isDraining && !stopped.isDone()) {
                    stopped.complete(null);
                    var unused = CompletableFuture.runAsync(server::close);
                }
                return true;
            });
            LoadResult.Drain drain = java.util.Objects.requireNonNull(result.drain());
            assertThat(drain.closed()).isEqualTo(200);
            assertThat(drain.remained()).isZero();
            assertThat(drain.spreadSeconds()).isPositive();
            assertThat(result.connections().lost()).isZero();
        }
    }

    @Test
    void run_whenTheWatcherSaysSo_thenAborted() throws IOException {
        try (TestServer server = TestServer.of("echo")) {
            LoadResult result = new Swarm(
                            Plans.hold(server.address(), 10)
                                    .lasting(Duration.ofSeconds(60))
                                    .plan(),
                            System::nanoTime)
                    .run(soFar -> false);

            assertThat(result.outcome()).isEqualTo(Outcome.ABORTED);
            assertThat(result.connections().open()).isEqualTo(10);
        }
    }

    private static boolean hasLetGo(LyingServer server) {
        try (java.net.Socket socket = new java.net.Socket()) {
            socket.connect(server.address(), 1_000);
            return false;
        } catch (IOException refused) {
            return true;
        }
    }

    private static LoadResult run(LoadPlan plan) throws IOException {
        return new Swarm(plan, System::nanoTime).run(soFar -> true);
    }

    private static java.util.List<String> codes(LoadResult result) {
        return result.failures().stream().map(LoadResult.Failure::code).toList();
    }
}
