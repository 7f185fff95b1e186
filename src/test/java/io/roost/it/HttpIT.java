package io.roost.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.PooledByteBufAllocator;
import io.roost.metrics.LoopCounter;
import io.roost.testkit.RawClient;
import io.roost.testkit.TestServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The target for HTTP load tools over real sockets. */
class HttpIT {
    private static final long SEED = 9112;
    private static final String GET = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
    private static final String LAST = "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";

    @ParameterizedTest
    @ValueSource(strings = {"epoll", "epoll-level", "nio"})
    void requests_whenThousandsArePipelined_thenEachIsAnsweredInOrder(String transport) throws Exception {
        try (TestServer server = TestServer.of("http", "transport=" + transport);
                RawClient client = server.connect()) {
            StringBuilder requests = new StringBuilder();
            for (int i = 0; i < 5_000; i++) {
                requests.append("GET /status/").append(200 + i % 400).append(" HTTP/1.1\r\nHost: x\r\n\r\n");
            }
            CompletableFuture<Void> sender =
                    sending(client, requests.append(LAST).toString());
            String answers = text(client.readToEnd());
            sender.get();

            List<String> statuses = new ArrayList<>();
            answers.lines()
                    .filter(line -> line.startsWith("HTTP/1.1 "))
                    .forEach(line -> statuses.add(line.substring(9, 12)));
            assertThat(statuses).hasSize(5_001);
            for (int i = 0; i < 5_000; i++) {
                assertThat(statuses.get(i)).isEqualTo(Integer.toString(200 + i % 400));
            }
            await().until(() -> server.connections() == 0);
            assertThat(server.count(LoopCounter.HTTP_2XX)).isEqualTo(1_301);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"epoll", "nio"})
    void echo_whenSixtyFourMegabytesInChunksAndTheReaderIsSlow_thenAllComesBackInBoundedMemory(String transport)
            throws Exception {
        byte[] block = new byte[64 << 10];
        new Random(SEED).nextBytes(block);
        try (TestServer server = TestServer.of("http", "transport=" + transport);
                RawClient client = RawClient.to(server.address(), 32 << 10)) {
            CompletableFuture<Void> sender = CompletableFuture.runAsync(() -> {
                try {
                    client.send("POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
                    for (int i = 0; i < 1_024; i++) {
                        client.send("10000\r\n").send(block).send("\r\n");
                    }
                    client.send("0\r\n\r\n" + LAST);
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });
            // Unread until it is held back: the server has filled both sockets and no longer reads.
            await().until(() -> server.count(LoopCounter.BYTES_IN) > 64 << 10 && isStill(server));
            assertThat(server.count(LoopCounter.BYTES_IN)).isLessThan(64 << 20);
            assertThat(PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory())
                    .isLessThan(64 << 20);

            InputStream in = client.in();
            assertThat(head(in)).contains("Transfer-Encoding: chunked");
            for (long at = 0; at < 64L << 20; ) {
                int bytes = Integer.parseInt(line(in), 16);
                byte[] chunk = in.readNBytes(bytes);
                int from = (int) (at % block.length);
                for (int i = 0; i < bytes; i++) {
                    if (chunk[i] != block[(from + i) % block.length]) {
                        throw new AssertionError("byte " + (at + i) + " is another");
                    }
                }
                at += bytes;
                assertThat(line(in)).isEmpty();
            }
            assertThat(line(in)).isEqualTo("0");
            assertThat(line(in)).isEmpty();
            assertThat(text(client.readToEnd())).startsWith("HTTP/1.1 200 OK").endsWith("Hello from Roost\n");
            sender.get();
            assertThat(PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory())
                    .isLessThan(64 << 20);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"epoll", "nio"})
    void bytes_whenManyAskAndNobodyReads_thenMemoryIsBoundedAndOthersAreServed(String transport) throws Exception {
        try (TestServer server = TestServer.of("http", "transport=" + transport)) {
            List<RawClient> stubborn = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                RawClient client = RawClient.to(server.address(), 4_096);
                stubborn.add(client.send("GET /bytes/1000000000 HTTP/1.1\r\nHost: x\r\n\r\n" + GET.repeat(400)));
            }
            await().until(() -> server.count(LoopCounter.BYTES_OUT) > 50 * 65_536L);
            try (RawClient other = server.connect()) {
                other.send(LAST);
                assertThat(text(other.readToEnd())).endsWith("Hello from Roost\n");
            }
            assertThat(PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory())
                    .isLessThan(64 << 20);
            for (RawClient client : stubborn) {
                client.reset();
            }
            await().until(() -> server.connections() == 0);
            assertThat(server.count(LoopCounter.CLOSED_ERROR)).isZero();
        }
    }

    @Test
    void bytes_whenReadSlowly_thenAllThenTheNextAnswer() throws Exception {
        int count = 30_000_000;
        try (TestServer server = TestServer.of("http");
                RawClient client = RawClient.to(server.address(), 8_192)) {
            client.send("GET /bytes/" + count + " HTTP/1.1\r\nHost: x\r\n\r\n" + LAST)
                    .end();
            InputStream in = client.in();
            assertThat(head(in)).contains("Content-Length: " + count);
            byte[] body = in.readNBytes(count);
            for (int at = 0; at < count; at += 64) {
                assertThat(body[at]).isEqualTo((byte) '0');
            }
            assertThat(text(in.readAllBytes())).startsWith("HTTP/1.1 200 OK").endsWith("Hello from Roost\n");
            assertThat(server.count(LoopCounter.CAUSE_SPACE)).isPositive();
        }
    }

    @Test
    void request_whenBrokenAndMuchFollows_thenTheAnswerStillArrives() throws Exception {
        try (TestServer server = TestServer.of("http")) {
            for (int i = 0; i < 20; i++) {
                try (RawClient client = server.connect()) {
                    String body = "a".repeat(50_000 * (i % 4));
                    client.send("POST /nowhere HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999\r\n\r\n" + body);
                    assertThat(text(client.readToEnd()))
                            .startsWith("HTTP/1.1 413 ")
                            .contains("at most 65536 bytes");
                }
            }
            await().until(() -> server.connections() == 0);
            assertThat(server.count(LoopCounter.CLOSED_PROTOCOL)).isEqualTo(20);
            assertThat(server.count(LoopCounter.HTTP_4XX)).isEqualTo(20);
        }
    }

    @Test
    void connection_whenSentGarbage_thenA4xxOrAnEndAndOthersAreServed() throws Exception {
        Random random = new Random(SEED);
        try (TestServer server = TestServer.of("http")) {
            for (int i = 0; i < 60; i++) {
                byte[] garbage = new byte[1 + random.nextInt(12_000)];
                random.nextBytes(garbage);
                try (RawClient client = server.connect()) {
                    client.send(garbage).send("\r\n\r\n").end();
                    String answer = text(client.readToEnd());
                    if (!answer.isEmpty()) {
                        assertThat(answer).startsWith("HTTP/1.1 4");
                    }
                }
            }
            await().until(() -> server.connections() == 0);
            assertThat(server.count(LoopCounter.CLOSED_ERROR)).isZero();
        }
    }

    @Test
    void connection_whenSilent_thenClosedByTheIdleTimeout() throws Exception {
        try (TestServer server = TestServer.of("http", "limits.idle-timeout=200ms");
                RawClient client = server.connect()) {
            client.send("GET / HTTP/1.1\r\nHo");
            assertThat(client.readToEnd()).isEmpty();
            await().until(() -> server.count(LoopCounter.CLOSED_IDLE) == 1);
        }
    }

    @Test
    void head_whenItIsSentByAndBy_thenToldSoInTimeAndOthersAreServed() throws Exception {
        try (TestServer server = TestServer.of("http", "limits.request-timeout=300ms");
                RawClient slow = server.connect();
                RawClient silent = server.connect();
                RawClient other = server.connect()) {
            slow.send("GET / HTTP/1.1\r\nHo");
            assertThat(slow.readToTheLast())
                    .startsWith("HTTP/1.1 408 Request Timeout\r\n")
                    .endsWith("\r\n\r\nthe head of the request did not come in time\n");
            slow.end();
            await().until(() -> server.count(LoopCounter.CLOSED_REQUEST) == 1);
            assertThat(server.get("/metrics").body())
                    .contains("roost_connections_closed_total{loop=\"worker-0\",reason=\"request-timeout\"}");
            for (RawClient client : List.of(silent, other)) {
                client.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
                assertThat(client.readToTheLast()).startsWith("HTTP/1.1 200 OK");
            }
        }
    }

    @Test
    void target_whenAskedByTheJdksClient_thenItUnderstands() throws Exception {
        try (TestServer server = TestServer.of("http")) {
            URI root = URI.create("http://127.0.0.1:" + server.address().getPort() + "/");
            HttpClient client = HttpClient.newHttpClient(); // asks for an upgrade to HTTP/2 first
            String sent = "x".repeat(300_000);
            HttpResponse<String> echoed = client.send(
                    HttpRequest.newBuilder(root.resolve("/echo"))
                            .POST(HttpRequest.BodyPublishers.ofString(sent))
                            .expectContinue(true)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(echoed.body()).isEqualTo(sent);
            assertThat(client.send(HttpRequest.newBuilder(root).build(), HttpResponse.BodyHandlers.ofString())
                            .body())
                    .isEqualTo("Hello from Roost\n");
        }
    }

    private static CompletableFuture<Void> sending(RawClient client, String text) {
        return CompletableFuture.runAsync(() -> {
            try {
                client.send(text);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }

    /** No byte more within a tenth of a second. */
    private static boolean isStill(TestServer server) {
        long before = server.count(LoopCounter.BYTES_IN);
        long until = System.nanoTime() + 100_000_000;
        while (System.nanoTime() < until) {
            Thread.onSpinWait();
        }
        return server.count(LoopCounter.BYTES_IN) == before;
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            head.append(line).append('\n');
        }
        return head.toString();
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("ended after: " + line);
            }
            line.append((char) next);
        }
        return line.toString().strip();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
