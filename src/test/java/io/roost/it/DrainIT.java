package io.roost.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.roost.metrics.LoopCounter;
import io.roost.testkit.IrcClient;
import io.roost.testkit.RawClient;
import io.roost.testkit.TestServer;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** How a server ends. */
class DrainIT {
    private static final int BYTES = 400_000;
    private static final int BURST = 200;

    @Test
    void stop_whenOutputWaits_thenNotReadyNotAcceptingAndAllIsSent() throws Exception {
        try (TestServer server = TestServer.of("echo", "tcp.send-buffer=16KiB", "limits.write-buffer-high=1MiB");
                RawClient slow = RawClient.to(server.address(), 8_192)) {
            slow.send(new byte[BYTES]);
            await().until(() -> server.count(LoopCounter.BYTES_IN) == BYTES);
            assertThat(server.get("/health/ready").statusCode()).isEqualTo(200);

            CompletableFuture<Void> stop = CompletableFuture.runAsync(server::close);
            await().untilAsserted(() ->
                    assertThat(server.get("/health/ready").statusCode()).isEqualTo(503));
            await().untilAsserted(() -> assertThatThrownBy(server::connect).hasMessageContaining("refused"));

            assertThat(slow.readToEnd()).hasSize(BYTES);
            stop.get();
            assertThat(server.count(LoopCounter.CLOSED_STOP)).isEqualTo(1);
        }
    }

    @Test
    void stop_whenAPeerNeverReads_thenItIsCutAtTheDeadline() throws Exception {
        try (TestServer server = TestServer.of(
                        "echo", "tcp.send-buffer=16KiB", "limits.write-buffer-high=1MiB", "drain.within=300ms");
                RawClient stubborn = RawClient.to(server.address(), 4_096)) {
            stubborn.send(new byte[BYTES]);
            await().until(() -> server.count(LoopCounter.BYTES_IN) == BYTES);
            server.server().stop();
            assertThat(server.connections()).isZero();
        }
    }

    @Test
    void stop_whenUsersTalk_thenEachIsToldOnceAndNotOfTheOthers() {
        List<IrcClient> clients = new ArrayList<>();
        try (TestServer server = TestServer.of("chat", "event-loops.workers=2", "drain.over=200ms")) {
            for (int i = 0; i < 20; i++) {
                clients.add(IrcClient.to(server.address()).register("c" + i, "").send("JOIN #a"));
            }
            clients.forEach(IrcClient::sync);
            clients.forEach(IrcClient::sync);
            server.server().stop();
            for (IrcClient client : clients) {
                assertThat(client.line()).isEqualTo("ERROR :Server stops");
                assertThat(client.line()).isNull();
            }
            assertThat(server.count(LoopCounter.CLOSED_STOP)).isEqualTo(20);
        } finally {
            clients.forEach(IrcClient::close);
        }
    }

    @Test
    void stop_whenConnectionsWaitToBeAccepted_thenEachIsServedOrToldAndNoneReset() throws Exception {
        List<RawClient> clients = new ArrayList<>();
        CountDownLatch isHeldUp = new CountDownLatch(1);
        try (TestServer server = TestServer.of("echo")) {
            server.server().loops().bosses().loops().get(0).loop().execute(() -> awaitQuietly(isHeldUp));
            for (int i = 0; i < BURST; i++) {
                clients.add(server.connect().send("hello"));
            }
            CompletableFuture<Void> stop = CompletableFuture.runAsync(server::close);
            isHeldUp.countDown();
            for (RawClient client : clients) {
                // A reset is an exception here.
                assertThat(new String(client.readToEnd(), StandardCharsets.US_ASCII))
                        .isIn("hello", "");
                client.close();
            }
            stop.get();
            assertThat(server.count(LoopCounter.CAUSE_ACCEPT)).isEqualTo(BURST);
            assertThat(server.count(LoopCounter.CLOSED_STOP) + server.count(LoopCounter.CLOSED_PEER))
                    .isEqualTo(BURST);
        } finally {
            isHeldUp.countDown();
            for (RawClient client : clients) {
                client.close();
            }
        }
    }

    @Test
    void stop_whenPeersKeepDialling_thenNobodyWhoIsConnectedIsReset() throws Exception {
        AtomicBoolean goesOn = new AtomicBoolean(true);
        AtomicInteger served = new AtomicInteger();
        TestServer server = TestServer.of("echo");
        List<CompletableFuture<Void>> diallers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            diallers.add(
                    CompletableFuture.runAsync(() -> dialOn(server, goesOn, served), each -> new Thread(each).start()));
        }
        await().until(() -> served.get() > 100);
        server.close();
        goesOn.set(false);
        for (CompletableFuture<Void> dialler : diallers) {
            dialler.get();
        }
    }

    /** Connects again and again until it is refused; whoever has connected hears an echo or an end. */
    private static void dialOn(TestServer server, AtomicBoolean goesOn, AtomicInteger served) {
        while (goesOn.get()) {
            Socket socket = new Socket();
            try {
                socket.setSoTimeout(10_000);
                socket.connect(server.address(), 5_000);
            } catch (IOException refused) {
                return;
            }
            try (socket) {
                socket.getOutputStream().write("hello".getBytes(StandardCharsets.US_ASCII));
                byte[] answer = socket.getInputStream().readNBytes(5);
                assertThat(new String(answer, StandardCharsets.US_ASCII)).isIn("hello", "");
                served.incrementAndGet();
            } catch (IOException reset) {
                throw new AssertionError("connected, then reset", reset);
            }
        }
    }

    @Test
    void stop_whenAPeerStaysAfterItsGoodbye_thenItIsNotWaitedForLong() throws Exception {
        try (TestServer server = TestServer.of("chargen", "drain.within=60s");
                RawClient deaf = RawClient.to(server.address())) {
            CompletableFuture<Void> stop = CompletableFuture.runAsync(server::close);
            deaf.readToEnd();
            stop.get(20, TimeUnit.SECONDS);
            assertThat(server.count(LoopCounter.CLOSED_STOP)).isEqualTo(1);
        }
    }

    @Test
    void stop_whenARequestIsUnderWay_thenItsAnswerIsToldToBeTheLast() throws Exception {
        try (TestServer server = TestServer.of("http");
                RawClient idle = server.connect();
                RawClient asking = server.connect()) {
            idle.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
            asking.send("GET /delay/400 HTTP/1.1\r\nHost: x\r\n\r\n");
            await().until(() -> server.count(LoopCounter.MESSAGES_IN) == 2);

            CompletableFuture<Void> stop = CompletableFuture.runAsync(server::close);

            String last = new String(asking.readToEnd(), StandardCharsets.US_ASCII);
            assertThat(last).startsWith("HTTP/1.1 200 OK").contains("Connection: close\r\n", "after 400 ms");
            assertThat(new String(idle.readToEnd(), StandardCharsets.US_ASCII)).doesNotContain("Connection: close");
            asking.end();
            idle.end();
            stop.get();
            assertThat(server.count(LoopCounter.CLOSED_STOP)).isEqualTo(2);
        }
    }

    @Test
    void stop_whenANoticeIsGiven_thenItIsNotReadyAndStillAccepts() throws Exception {
        try (TestServer server = TestServer.of("echo", "drain.notice=2s", "drain.within=4s")) {
            CompletableFuture<Void> stop = CompletableFuture.runAsync(server::close);
            await().untilAsserted(() ->
                    assertThat(server.get("/health/ready").statusCode()).isEqualTo(503));
            assertThat(server.get("/drain").body()).contains("\"stage\":\"notice\"");
            try (RawClient late = server.connect()) {
                assertThat(late.echo("late")).isEqualTo("late");
                assertThat(late.readToEnd()).isEmpty();
            }
            stop.get();
        }
    }

    @Test
    void drain_whenPosted_thenItIsToldAtOnceAndTheServerEnds() throws Exception {
        try (TestServer server = TestServer.of(
                        "echo", "tcp.send-buffer=16KiB", "limits.write-buffer-high=1MiB", "drain.within=3s");
                RawClient stubborn = RawClient.to(server.address(), 4_096)) {
            stubborn.send(new byte[BYTES]);
            await().until(() -> server.count(LoopCounter.BYTES_IN) == BYTES);
            assertThat(server.get("/drain").body())
                    .startsWith("{\"stage\":\"serving\",\"open\":1,\"closed\":0,\"cut\":0,\"deadline\":null");

            HttpResponse<String> answer = server.post("/drain");
            assertThat(answer.statusCode()).isEqualTo(202);
            assertThat(answer.body())
                    .containsPattern("\"stage\":\"(closing|leaving)\",\"open\":1")
                    .contains("\"withinSeconds\":3.000");
            await().untilAsserted(
                            () -> assertThat(server.get("/drain").body()).contains("\"stage\":\"leaving\",\"open\":1"));
            assertThat(server.post("/drain").statusCode()).isEqualTo(202);

            server.server().awaitEnd();
            assertThat(server.connections()).isZero();
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
