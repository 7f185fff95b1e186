package io.roost.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.roost.metrics.LoopCounter;
import io.roost.testkit.IrcClient;
import io.roost.testkit.RawClient;
import io.roost.testkit.TestServer;
import io.roost.testkit.WebSocketClient;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who says too much is heard more slowly, over real sockets. */
class CommandRateIT {
    private static final String OPERATORS =
            "chat.operators=root:$2a$04$BGNsm2dsny4lCu7IcRG57OpiShLAAKlCgMXZDDliJ85Sy1B7DdHtW";

    @ParameterizedTest
    @ValueSource(strings = {"epoll", "nio"})
    void client_whenItSaysMoreThanItMay_thenEachLineIsHeardInTimeAndInOrder(String transport) throws Exception {
        try (TestServer server = limited("chat.command-rate=40/4s", "transport=" + transport);
                IrcClient speaker = IrcClient.to(server.address()).register("ann", "");
                IrcClient other = IrcClient.to(server.address()).register("bob", "")) {
            speaker.send("JOIN #a").sync();
            other.send("JOIN #a").sync();
            List<String> lines = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                lines.add("PRIVMSG #a :line " + i);
            }
            long beginNanos = System.nanoTime();

            speaker.send(lines.toArray(String[]::new));

            for (int i = 0; i < 60; i++) {
                assertThat(other.line()).endsWith("PRIVMSG #a :line " + i);
            }
            // 60 lines and at most 40 tokens: 20 more take 2 s, whatever else takes longer.
            assertThat(System.nanoTime() - beginNanos).isGreaterThan(1_900_000_000L);
            assertThat(server.count(LoopCounter.CHAT_DELAYS)).isPositive();
            assertThat(server.count(LoopCounter.CLOSED_FLOOD)).isZero();
        }
    }

    @Test
    void client_whenItPastesTenLines_thenNoneWaits() throws Exception {
        try (TestServer server = limited();
                IrcClient client = IrcClient.to(server.address())) {
            client.send("CAP LS 302").register("ann", "server-time").send("JOIN #a");
            for (int i = 0; i < 10; i++) {
                client.send("PRIVMSG #a :line " + i);
            }
            client.sync();
            assertThat(server.count(LoopCounter.CHAT_DELAYS)).isZero();
        }
    }

    @Test
    void client_whenItGoesOnAllTheSame_thenEndedAndToldWhy() throws Exception {
        try (TestServer server = limited("chat.command-rate=5/1h", "chat.receive-queue=4KiB");
                RawClient flooder = server.connect();
                IrcClient other = IrcClient.to(server.address())) {
            flooder.send("NICK ann\r\nUSER ann 0 * :ann\r\n");
            for (int i = 0; i < 3_000; i++) {
                flooder.send("PRIVMSG bob :" + "x".repeat(60) + "\r\n");
            }
            assertThat(flooder.readToTheLast()).endsWith("ERROR :Closing link: Excess Flood\r\n");
            flooder.reset();
            await().until(() -> server.count(LoopCounter.CLOSED_FLOOD) == 1);
            assertThat(other.register("bob", "").sync()).isEmpty();
        } catch (java.net.SocketException e) {
            // It speaks for longer than it is listened to.
            assertThat(e).hasMessageMatching("(?s).*(reset|Broken pipe).*");
        }
    }

    @Test
    void client_whenItGoesWhileItsLinesWait_thenNothingIsLeft() throws Exception {
        try (TestServer server = limited("chat.command-rate=5/1h")) {
            for (int i = 0; i < 20; i++) {
                RawClient client = server.connect();
                client.send("NICK ann" + i + "\r\nUSER ann 0 * :ann\r\n" + "PING x\r\n".repeat(50));
                if (i % 2 == 0) {
                    client.reset();
                } else {
                    client.end();
                    assertThat(client.readToTheLast()).contains(" PONG ");
                    client.close();
                }
            }
            await().until(() -> server.connections() == 0);
            assertThat(server.get("/metrics").body()).contains("roost_chat_users 0.0");
        }
    }

    @Test
    void operator_whenItSaysMuch_thenNothingWaits() throws Exception {
        try (TestServer server = limited("chat.command-rate=5/1h", OPERATORS);
                IrcClient client = IrcClient.to(server.address())) {
            client.send("NICK root", "USER root 0 * :root", "OPER root secret");
            for (int i = 0; i < 100; i++) {
                client.sync();
            }
            assertThat(server.count(LoopCounter.CHAT_DELAYS)).isZero();
        }
    }

    @Test
    void client_whenItsAddressIsExempt_thenNothingWaits() throws Exception {
        try (TestServer server = TestServer.of("chat", "chat.command-rate=5/1h");
                IrcClient client = IrcClient.to(server.address()).register("ann", "")) {
            for (int i = 0; i < 100; i++) {
                client.sync();
            }
            assertThat(server.count(LoopCounter.CHAT_DELAYS)).isZero();
        }
    }

    @Test
    void webSocketClient_whenItSaysMoreThanItMay_thenItsMessagesWait() throws Exception {
        try (TestServer server = limited("listeners[0].over=websocket", "chat.command-rate=20/2s");
                WebSocketClient client = WebSocketClient.to(server.address())) {
            for (int i = 0; i < 40; i++) {
                client.sync();
            }
            assertThat(server.count(LoopCounter.CHAT_DELAYS)).isPositive();
        }
    }

    @Test
    void talker_whenItSaysMoreThanItMay_thenItsLinesWaitAndThenItIsEnded() throws Exception {
        try (TestServer server = TestServer.of(
                        "talk", "limits.exempt=off", "chat.command-rate=20/2s", "chat.receive-queue=4KiB");
                RawClient client = server.connect()) {
            client.send("ann\r\n");
            for (int i = 0; i < 40; i++) {
                client.send("/no" + i + "\r\n");
            }
            StringBuilder told = new StringBuilder();
            while (told.indexOf("There is no /no39;") < 0) {
                told.append((char) client.in().read());
            }
            assertThat(server.count(LoopCounter.CHAT_DELAYS)).isPositive();
            for (int i = 0; i < 200; i++) {
                client.send("x".repeat(100) + "\r\n");
            }
            assertThat(client.readToTheLast())
                    .endsWith("You type faster than is allowed, and too much waits. Goodbye.\r\n");
        }
    }

    @Test
    void rate_whenChangedByAReload_thenWhoWaitsIsHeard() throws Exception {
        List<String> assignments = new ArrayList<>(List.of("limits.exempt=off", "chat.command-rate=5/1h"));
        try (TestServer server = TestServer.reloadable("chat", assignments);
                IrcClient client = IrcClient.to(server.address()).register("ann", "")) {
            client.send("PING a", "PING b", "PING c", "PING d");
            await().until(() -> server.count(LoopCounter.CHAT_DELAYS) > 0);
            assignments.set(1, "chat.command-rate=off");
            server.server().reload();
            client.sync();
        }
    }

    private static TestServer limited(String... more) {
        String[] all = new String[more.length + 1];
        all[0] = "limits.exempt=off";
        System.arraycopy(more, 0, all, 1, more.length);
        return TestServer.of("chat", all);
    }
}
