package io.roost.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.roost.metrics.LoopCounter;
import io.roost.testkit.IrcClient;
import io.roost.testkit.TestServer;
import java.nio.charset.StandardCharsets;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Clients that take too long. */
class IrcTimesIT {
    @Test
    void client_whenItDoesNotRegister_thenItIsToldAndClosed() {
        try (TestServer server = TestServer.of("chat", "chat.registration-timeout=2s");
                IrcClient quick = IrcClient.to(server.address()).register("quick", "");
                IrcClient slow = IrcClient.to(server.address())) {
            slow.send("NICK slow");
            assertThat(slow.line()).isEqualTo("ERROR :Closing link: Registration timed out");
            assertThat(slow.line()).isNull();
            Awaitility.await().until(() -> server.count(LoopCounter.CLOSED_ADMISSION) == 1);
            assertThat(quick.sync()).isEmpty();
        }
    }

    @Test
    void client_whenItSendsHalfALineForEver_thenItIsClosed() throws Exception {
        try (TestServer server = TestServer.of("chat", "chat.registration-timeout=300ms");
                IrcClient client = IrcClient.to(server.address())) {
            client.raw().send("NICK ha".getBytes(StandardCharsets.US_ASCII));
            assertThat(client.line()).isEqualTo("ERROR :Closing link: Registration timed out");
            assertThat(client.line()).isNull();
        }
    }

    @Test
    void client_whenItIsSilent_thenItIsAskedAndStaysIfItAnswers() {
        try (TestServer server = TestServer.of("chat", "chat.ping-interval=200ms");
                IrcClient lively = IrcClient.to(server.address()).register("lively", "");
                IrcClient watcher = IrcClient.to(server.address()).register("watcher", "")) {
            watcher.send("JOIN #a");
            IrcClient dead = IrcClient.to(server.address()).register("dead", "");
            dead.send("JOIN #a");
            dead.sync();
            boolean isGone = false;
            while (!isGone) {
                String line = watcher.line();
                if (line.startsWith("PING")) {
                    watcher.send("PONG :roost.local");
                }
                isGone = line.matches(":dead!.* QUIT :Ping timeout");
            }
            String asked = dead.line();
            if (asked.startsWith(":watcher!")) { // it may have joined second
                asked = dead.line();
            }
            assertThat(asked).isEqualTo("PING :roost.local");
            assertThat(dead.line()).isEqualTo("ERROR :Closing link: Ping timeout");
            dead.close();
            Awaitility.await().until(() -> server.count(LoopCounter.CLOSED_PING) >= 1);
            assertThat(lively.line()).isEqualTo("PING :roost.local");
        }
    }

    @Test
    void client_whenItDoesNotEvenRead_thenItIsCutAllTheSame() {
        try (TestServer server = TestServer.of("chat", "chat.ping-interval=1s", "chat.send-queue=1GiB")) {
            IrcClient stuck = IrcClient.slowTo(server.address()).register("stuck", "");
            IrcClient talker = IrcClient.to(server.address()).register("talker", "");
            for (int i = 0; i < 40_000; i++) {
                talker.send("PRIVMSG stuck :" + "x".repeat(400));
            }
            talker.close();
            Awaitility.await()
                    .atMost(java.time.Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(server.connections()).isZero());
            stuck.close();
        }
    }
}
