package io.roost.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.roost.cli.ExitCode;
import io.roost.metrics.LoopCounter;
import io.roost.testkit.IrcClient;
import io.roost.testkit.RawClient;
import io.roost.testkit.RoostProcess;
import io.roost.testkit.TestServer;
import io.roost.transport.CountedLoop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A server that bears too much, and one that is broken. */
class OverloadIT {
    private static final int MOST_USERS = 400;

    @ParameterizedTest
    @CsvSource({"hang,worker,has hung for", "hang,boss,has hung for", "hang,admin,has hung for", "end,worker,has ended"
    })
    void loop_whenItIsLost_thenTheProcessEndsAndSaysWhich(String how, String which, String what) throws Exception {
        Process server = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        LostLoop.class.getName(),
                        how,
                        which)
                .redirectErrorStream(true)
                .start();
        String output = new String(server.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(server.waitFor()).as(output).isEqualTo(ExitCode.BROKEN);
        assertThat(output).contains("the loop " + which + "-0 " + what, "roost-" + which + "-0 is ");
        if (how.equals("hang")) {
            assertThat(output).contains("io.roost.it.LostLoop.hang(");
        }
    }

    @Test
    void loop_whenItLags_thenNotReadyNewOnesAreRefusedAndThoseWhoAreHereStay() throws Exception {
        try (TestServer server = TestServer.of("echo", "event-loops.workers=1", "overload.lag=200ms");
                RawClient here = server.connect()) {
            assertThat(here.echo("before")).isEqualTo("before");
            CountedLoop worker = server.server().loops().workers().loops().get(0);
            CountDownLatch isHeldUp = new CountDownLatch(1);
            worker.loop().execute(() -> awaitQuietly(isHeldUp));
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() ->
                            assertThat(server.get("/health/ready").body()).startsWith("overloaded: worker-0 lags "));
            assertThat(server.get("/health/live").statusCode()).isEqualTo(200);
            assertThat(server.get("/metrics").body())
                    .containsPattern("roost_overload_level [12]\\.0")
                    .containsPattern("roost_loop_lag_seconds\\{loop=\"worker-0\"} [0-9.]+");
            await().untilAsserted(() -> assertThat(
                            stats(server.adminAddress()).at("/overload/level").asText())
                    .isNotEqualTo("calm"));

            assertRefused(server.address());
            await().untilAsserted(() ->
                    assertThat(server.count(LoopCounter.REFUSED_OVERLOAD)).isEqualTo(1));
            isHeldUp.countDown();
            assertThat(here.echo("after")).isEqualTo("after");
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(
                            () -> assertThat(server.get("/health/ready").body()).isEqualTo("ready\n"));
            try (RawClient again = server.connect()) {
                assertThat(again.echo("again")).isEqualTo("again");
            }
        }
    }

    @Test
    void heap_whenACollectionLeavesItFull_thenNewOnesAreToldSoUntilThereIsRoom() throws Exception {
        List<IrcClient> users = new ArrayList<>();
        try (RoostProcess roost = RoostProcess.serve(
                List.of(), List.of("-Xmx40m", "-Xmn8m"), "chat", "overload.heap=50%", "overload.lag=off")) {
            roost.liveHeapBytes(); // collects
            assertThat(stats(roost.address("admin")).at("/overload/level").asText())
                    .isEqualTo("calm");
            // What chat keeps of a channel is a kilobyte or so.
            for (int i = 0; i < MOST_USERS && !isOverloaded(roost); i++) {
                if (i % 20 == 19) {
                    roost.liveHeapBytes();
                    // Two looks at what that left.
                    await().pollDelay(Duration.ofSeconds(2)).until(() -> true);
                }
                if (!isOverloaded(roost)) {
                    joinUnlessOverloaded(roost, i, users);
                }
            }
            await().until(() -> isOverloaded(roost));
            assertThat(roost.lines()).anyMatch(line -> line.contains("% of the heap in use after a collection"));
            try (IrcClient refused = IrcClient.to(roost.address("chat"))) {
                assertThat(refused.line()).startsWith("ERROR :").contains("The server is overloaded");
            }
            users.get(0).send("PING still");
            assertThat(users.get(0).sync()).anyMatch(line -> line.endsWith("PONG roost.local :still"));

            users.forEach(IrcClient::close);
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                roost.liveHeapBytes();
                return !isOverloaded(roost);
            });
            try (IrcClient welcome = IrcClient.to(roost.address("chat")).register("again", "")) {
                assertThat(welcome.sync()).isNotNull();
            }
            assertThat(roost.terminate()).isZero();
        } finally {
            users.forEach(IrcClient::close);
        }
    }

    /** It may become so between the look and the connection, which is then refused. */
    private static void joinUnlessOverloaded(RoostProcess roost, int number, List<IrcClient> users) throws Exception {
        try {
            users.add(joined(roost.address("chat"), number));
        } catch (UncheckedIOException | AssertionError refused) {
            if (!isOverloaded(roost)) {
                throw refused;
            }
        }
    }

    private static IrcClient joined(InetSocketAddress server, int number) {
        IrcClient user = IrcClient.to(server).register("u" + number, "");
        for (int line = 0; line < 10; line++) {
            StringBuilder join = new StringBuilder("JOIN ");
            for (int channel = 0; channel < 10; channel++) {
                join.append(channel == 0 ? "#" : ",#")
                        .append(number)
                        .append("of")
                        .append(10 * line + channel)
                        .append("x".repeat(30));
            }
            user.send(join.toString());
        }
        user.sync();
        return user;
    }

    @Test
    void directMemory_whenItIsUsedUp_thenConnectionsMayBeLostButNoLoopAndItServesAgain() throws Exception {
        List<RawClient> slow = new ArrayList<>();
        try (RoostProcess roost = RoostProcess.serve(
                List.of(),
                List.of("-Xmx64m", "-XX:MaxDirectMemorySize=8m"),
                "echo",
                "overload.direct-memory=50%",
                "limits.write-buffer-high=1MiB",
                "limits.write-buffer-low=1MiB",
                "tcp.send-buffer=16KiB")) {
            for (int i = 0; i < 40 && !isOverloaded(roost); i++) {
                RawClient client = RawClient.to(roost.address("echo"), 4_096);
                slow.add(client);
                sendQuietly(client, new byte[400_000]);
            }
            await().until(() -> isOverloaded(roost));
            assertThat(roost.lines()).anyMatch(line -> line.contains("WARN") && line.contains("overloaded, "));
            for (RawClient client : slow) {
                client.reset();
            }
            await().atMost(Duration.ofSeconds(30)).until(() -> !isOverloaded(roost));
            for (int i = 0; i < 8; i++) {
                try (RawClient client = RawClient.to(roost.address("echo"))) {
                    assertThat(client.echo("hello")).isEqualTo("hello");
                }
            }
            assertThat(roost.terminate()).isZero();
        }
    }

    /** Without any memory left, the admin listener can't answer either; it can soon after. */
    private static boolean isOverloaded(RoostProcess roost) throws InterruptedException {
        try {
            return get(roost.address("admin"), "/health/ready").startsWith("overloaded: ");
        } catch (IOException noAnswer) {
            return false;
        }
    }

    private static JsonNode stats(InetSocketAddress admin) throws IOException, InterruptedException {
        return new ObjectMapper().readTree(get(admin, "/stats"));
    }

    private static String get(InetSocketAddress admin, String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + admin.getPort() + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static void sendQuietly(RawClient client, byte[] bytes) {
        try {
            client.socket().setSoTimeout(1_000);
            client.send(bytes);
        } catch (IOException cutMeanwhile) {
            // Allowed: there may be no memory left to read it into.
        }
    }

    /** A reset may come before the client has set its first option. */
    private static void assertRefused(InetSocketAddress server) {
        try (RawClient client = RawClient.to(server)) {
            client.socket().setSoTimeout(10_000);
            client.send("hello");
            assertThat(client.readToEnd()).isEmpty();
        } catch (IOException | UncheckedIOException reset) {
            assertThat(reset).hasMessageMatching("(?i).*(reset|broken pipe).*");
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
