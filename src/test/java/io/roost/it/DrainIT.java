package io.roost.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.roost.metrics.LoopCounter;
import io.roost.testkit.IrcClient;
import io.roost.testkit.RawClient;
import io.roost.testkit.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** How a server ends. */
class DrainIT {
    private static final int BYTES = 400_000;

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
}
