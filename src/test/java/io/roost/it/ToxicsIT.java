package io.roost.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.roost.metrics.LoopCounter;
import io.roost.testkit.IrcClient;
import io.roost.testkit.RawClient;
import io.roost.testkit.TestServer;
import io.roost.testkit.WebSocketClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Toxics on real sockets, from the configuration and while bytes pass. */
class ToxicsIT {
    private static final long SEED = 8474;

    @ParameterizedTest
    @ValueSource(strings = {"epoll", "epoll-level", "nio"})
    void bytes_whenEveryDelayIsConfigured_thenAllComeBackInOrderAndThenTheEnd(String transport) throws Exception {
        byte[] sent = new byte[2_000_000];
        new Random(SEED).nextBytes(sent);
        try (TestServer server = TestServer.of(
                        "echo",
                        "transport=" + transport,
                        "listeners[0].toxics=latency:latency=20,jitter=15 latency:latency=10,stream=upstream"
                                + " bandwidth:rate=20000 slicer:average_size=3000,size_variation=1000,stream=upstream"
                                + " slow_close:delay=20");
                RawClient client = server.connect()) {
            CompletableFuture<Void> sender = CompletableFuture.runAsync(() -> sendAllAndEnd(client, sent));
            assertThat(client.readToEnd()).isEqualTo(sent);
            sender.get();
            await().until(() -> server.count(LoopCounter.CLOSED_PEER) == 1);
            assertThat(server.queuedBytes()).isZero();
        }
    }

    @Test
    void reader_whenItIsSlowOnALineWithLatency_thenWhatIsHeldIsBounded() throws Exception {
        try (TestServer server = TestServer.of("echo", "listeners[0].toxics=latency:latency=50");
                RawClient client = RawClient.to(server.address(), 16_384)) {
            CompletableFuture<Long> sender = CompletableFuture.supplyAsync(() -> sendUntilItStalls(client));
            await().until(() -> server.queuedBytes() > 500_000);
            await().during(java.time.Duration.ofMillis(500)).until(() -> server.queuedBytes() < 2_500_000);
            client.reset();
            sender.get();
            await().until(() -> server.connections() == 0);
            assertThat(server.queuedBytes()).isZero();
        }
    }

    @Test
    void neverRead_whenTheClientSendsOn_thenItsSendingStalls() throws Exception {
        try (TestServer server = TestServer.of("echo", "listeners[0].toxics=never_read");
                RawClient client = server.connect()) {
            CompletableFuture<Long> sender = CompletableFuture.supplyAsync(() -> sendUntilItStalls(client));
            await().during(java.time.Duration.ofMillis(500)).until(() -> server.count(LoopCounter.BYTES_IN) == 0);
            assertThat(sender).isNotDone();
            change(server, "DELETE", "/proxies/echo/toxics/never_read_downstream", "");
            await().until(() -> server.count(LoopCounter.BYTES_IN) > 100_000);
            client.reset();
            sender.get();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"epoll", "nio"})
    void connectRefusal_whenTheyConnect_thenEachIsReset(String transport) throws Exception {
        try (TestServer server =
                TestServer.of("echo", "transport=" + transport, "listeners[0].toxics=connect_refusal")) {
            for (int i = 0; i < 20; i++) {
                // It may come before the client has so much as set an option.
                assertThatThrownBy(() -> connectAndRead(server)).hasStackTraceContaining("reset");
            }
            await().until(() -> server.count(LoopCounter.CLOSED_TOXIC) == 20);
        }
    }

    @Test
    void closeAfter_whenTheClientNeverPauses_thenItSeesTheEndAndNoReset() throws Exception {
        try (TestServer server = TestServer.of("discard", "listeners[0].toxics=close_after:delay=200");
                RawClient client = server.connect()) {
            CompletableFuture<Long> sender = CompletableFuture.supplyAsync(() -> sendUntilItStalls(client));
            assertThat(client.in().read()).isEqualTo(-1);
            client.end();
            sender.get();
            await().until(() -> server.count(LoopCounter.CLOSED_TOXIC) == 1);
        }
    }

    @Test
    void limitData_whenTheClientSendsOn_thenItGetsExactlyThatMuchAndTheEnd() throws Exception {
        try (TestServer server = TestServer.of("echo", "listeners[0].toxics=limit_data:bytes=10000,stream=upstream");
                RawClient client = server.connect()) {
            client.send(new byte[60_000]);
            assertThat(client.readToEnd()).hasSize(10_000);
        }
    }

    @Test
    void member_whenItsLineIsTooNarrow_thenWhatWaitsThereCountsAndItIsDroppedForThat() {
        try (TestServer server = TestServer.of(
                        "chat",
                        "listeners[1].service=chat",
                        "listeners[1].bind=127.0.0.1:0",
                        "listeners[1].toxics=bandwidth:rate=5",
                        "chat.send-queue=64KiB");
                IrcClient narrow = IrcClient.to(
                                server.server().listeners().get(1).address())
                        .register("narrow", "");
                IrcClient speaker = IrcClient.to(server.address()).register("speaker", "")) {
            narrow.send("JOIN #a").sync();
            speaker.send("JOIN #a").sync();
            List<String> heard = List.of();
            for (int i = 0; i < 5_000 && heard.stream().noneMatch(line -> line.contains(" QUIT ")); i++) {
                speaker.send("PRIVMSG #a :" + "x".repeat(400));
                heard = speaker.sync();
            }
            assertThat(heard).anyMatch(line -> line.startsWith(":narrow!") && line.endsWith("QUIT :SendQ exceeded"));
            await().until(() -> server.count(LoopCounter.CLOSED_SEND_QUEUE) == 1);
            await().until(() -> server.queuedBytes() == 0);
        }
    }

    @Test
    void http_whenTheAnswerPassesLatencyAndANarrowLine_thenItIsWhole() throws Exception {
        try (TestServer server = TestServer.of(
                        "http", "listeners[0].toxics=latency:latency=30 bandwidth:rate=2000 slow_close:delay=10");
                RawClient client = server.connect()) {
            client.send("GET /bytes/300000 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            String answer = new String(client.readToEnd(), StandardCharsets.US_ASCII);
            assertThat(answer).startsWith("HTTP/1.1 200");
            assertThat(answer.substring(answer.indexOf("\r\n\r\n") + 4)).hasSize(300_000);
        }
    }

    @Test
    void latency_whenItComesToConnectionsOfOtherKinds_thenItHoldsForThemToo() throws Exception {
        try (TestServer server = TestServer.of(
                        "http",
                        "listeners[1].service=echo",
                        "listeners[1].over=websocket",
                        "listeners[1].bind=127.0.0.1:0");
                RawClient http = server.connect();
                WebSocketClient web =
                        WebSocketClient.to(server.server().listeners().get(1).address())) {
            byte[] get = "GET /bytes/1 HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
            assertThat(http.send(get).in().read()).isEqualTo('H');
            assertThat(web.send("a").read().text()).isEqualTo("a");
            for (String name : List.of("http", "webecho")) {
                String toxic = toxic("latency", "\"latency\":150", "downstream");
                assertThat(change(server, "POST", "/proxies/" + name + "/toxics", toxic))
                        .isEqualTo(200);
            }
            while (http.in().available() > 0) {
                http.in().read();
            }
            long start = System.nanoTime();
            assertThat(http.send(get).in().read()).isEqualTo('H');
            assertThat(web.send("b").read().text()).isEqualTo("b");
            assertThat(System.nanoTime() - start).isGreaterThan(300_000_000);
        }
    }

    @Test
    void toxicity_whenSeeded_thenTheSameConnectionsEachTime() throws Exception {
        boolean[] first = hits(7);
        assertThat(hits(7)).isEqualTo(first);
        assertThat(hits(8)).isNotEqualTo(first);
        int count = 0;
        for (boolean hit : first) {
            count += hit ? 1 : 0;
        }
        assertThat(count).isBetween(5, 35);
    }

    @Test
    void toxics_whenAddedAndRemovedAThousandTimesUnderTraffic_thenNoByteIsLost() throws Exception {
        byte[] sent = new byte[24 << 20];
        new Random(SEED).nextBytes(sent);
        String[] toxics = {
            toxic("latency", "\"latency\":3,\"jitter\":2", "downstream"),
            toxic("latency", "\"latency\":2", "upstream"),
            toxic("bandwidth", "\"rate\":30000", "downstream"),
            toxic("slicer", "\"average_size\":20000,\"size_variation\":9000", "upstream"),
            toxic("slicer", "\"average_size\":9000", "downstream"),
        };
        try (TestServer server = TestServer.of("echo");
                RawClient client = server.connect()) {
            CompletableFuture<byte[]> reader = CompletableFuture.supplyAsync(() -> readToEnd(client));
            CompletableFuture<Void> sender = CompletableFuture.runAsync(() -> sendInPieces(client, sent));
            Random random = new Random(SEED);
            boolean[] isThere = new boolean[toxics.length];
            for (int i = 0; i < 1_000; i++) {
                int which = random.nextInt(toxics.length);
                if (isThere[which]) {
                    String name = toxics[which].replaceAll(".*\"name\":\"([^\"]*)\".*", "$1");
                    assertThat(change(server, "DELETE", "/proxies/echo/toxics/" + name, ""))
                            .isEqualTo(204);
                } else {
                    assertThat(change(server, "POST", "/proxies/echo/toxics", toxics[which]))
                            .isEqualTo(200);
                }
                isThere[which] = !isThere[which];
            }
            assertThat(change(server, "POST", "/reset", "")).isEqualTo(204);
            sender.get();
            client.end();
            assertThat(Arrays.equals(reader.get(), sent)).isTrue();
        }
    }

    private static String toxic(String type, String attributes, String stream) {
        return "{\"name\":\"" + type + "_" + stream + "\",\"type\":\"" + type + "\",\"stream\":\"" + stream
                + "\",\"attributes\":{" + attributes + "}}";
    }

    static int change(TestServer server, String method, String path, String body) throws Exception {
        return ToxicApiIT.request(server, method, path, body).statusCode();
    }

    private static boolean[] hits(int seed) throws IOException {
        boolean[] hits = new boolean[40];
        try (TestServer server =
                TestServer.of("echo", "fault.seed=" + seed, "listeners[0].toxics=limit_data:bytes=1@0.5")) {
            for (int i = 0; i < hits.length; i++) {
                try (RawClient client = server.connect()) {
                    client.send("two").end();
                    hits[i] = client.readToEnd().length == 1;
                }
            }
        }
        return hits;
    }

    private static void connectAndRead(TestServer server) throws IOException {
        try (RawClient client = server.connect()) {
            client.in().read();
        }
    }

    private static void sendAllAndEnd(RawClient client, byte[] bytes) {
        try {
            client.send(bytes).end();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void sendInPieces(RawClient client, byte[] bytes) {
        Random random = new Random(SEED);
        try {
            for (int at = 0; at < bytes.length; ) {
                int size = Math.min(bytes.length - at, 1 + random.nextInt(60_000));
                client.out().write(bytes, at, size);
                at += size;
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] readToEnd(RawClient client) {
        try {
            return client.readToEnd();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** How much was taken; ends when the connection does. */
    private static long sendUntilItStalls(RawClient client) {
        long bytes = 0;
        byte[] block = "x".repeat(8_192).getBytes(StandardCharsets.US_ASCII);
        try {
            while (bytes < 1L << 30) {
                client.out().write(block);
                bytes += block.length;
            }
        } catch (IOException e) {
            return bytes;
        }
        return bytes;
    }
}
