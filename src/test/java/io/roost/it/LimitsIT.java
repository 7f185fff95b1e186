package io.roost.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.roost.metrics.LoopCounter;
import io.roost.testkit.RawClient;
import io.roost.testkit.TestServer;
import io.roost.testkit.WebSocketClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is turned away, and what they are told, over real sockets. */
class LimitsIT {
    private static final String HEADER = "PROXY TCP4 192.0.2.7 198.51.100.1 56324 443\r\n";

    @ParameterizedTest
    @ValueSource(strings = {"epoll", "nio"})
    void address_whenItHasAllThatItMay_thenOneMoreIsToldSoAndOthersComeIn(String transport) throws Exception {
        try (TestServer server =
                        limited("chat", "limits.per-address=2", "transport=" + transport, "event-loops.workers=2");
                RawClient first = RawClient.from("127.0.0.2", server.address());
                RawClient second = RawClient.from("127.0.0.2", server.address());
                RawClient third = RawClient.from("127.0.0.2", server.address());
                RawClient other = RawClient.from("127.0.0.3", server.address())) {
            assertThat(third.readToTheLast())
                    .isEqualTo("ERROR :Closing link: Too many connections from your address\r\n");
            assertThat(server.count(LoopCounter.REFUSED_ADDRESS)).isEqualTo(1);
            for (RawClient client : List.of(first, second, other)) {
                client.send("PING x\r\n");
                assertThat((char) client.in().read()).isEqualTo(':');
            }

            second.reset();
            await().until(() -> server.connections() == 2);
            try (RawClient fourth = RawClient.from("127.0.0.2", server.address())) {
                fourth.send("PING x\r\n");
                assertThat((char) fourth.in().read()).isEqualTo(':');
            }
        }
    }

    @Test
    void network_whenItHasAllThatItMay_thenOneMoreOfItIsTurnedAway() throws Exception {
        try (TestServer server = limited("talk", "limits.per-network=3");
                RawClient first = RawClient.from("127.0.1.1", server.address());
                RawClient second = RawClient.from("127.0.1.2", server.address());
                RawClient third = RawClient.from("127.0.1.3", server.address());
                RawClient fourth = RawClient.from("127.0.1.4", server.address());
                RawClient other = RawClient.from("127.0.2.1", server.address())) {
            assertThat(fourth.readToTheLast()).isEqualTo("Too many connections from your network. Goodbye.\r\n");
            for (RawClient client : List.of(first, second, third, other)) {
                assertThat((char) client.in().read()).isEqualTo('T');
            }
            assertThat(server.count(LoopCounter.REFUSED_NETWORK)).isEqualTo(1);
        }
    }

    @Test
    void addresses_whenOfIpv6_thenLimitedToo() throws Exception {
        try (TestServer server = limited("talk", "limits.per-address=1", "listeners[0].bind=[::1]:0");
                RawClient first = server.connect();
                RawClient second = server.connect()) {
            assertThat(second.readToTheLast()).isEqualTo("Too many connections from your address. Goodbye.\r\n");
            assertThat((char) first.in().read()).isEqualTo('T');
        }
    }

    @Test
    void address_whenItComesTooOften_thenTurnedAwayUntilItsTimeComes() throws Exception {
        try (TestServer server = limited("http", "limits.connect-rate=3/3s")) {
            for (int i = 0; i < 3; i++) {
                RawClient.from("127.0.0.2", server.address()).reset();
            }
            try (RawClient fourth = RawClient.from("127.0.0.2", server.address())) {
                assertThat(fourth.readToTheLast())
                        .startsWith("HTTP/1.1 429 Too Many Requests\r\nRetry-After: 30\r\n")
                        .endsWith("\r\n\r\nYou connect too often, wait a while.\n");
            }
            await().until(() -> {
                try (RawClient later = RawClient.from("127.0.0.2", server.address())) {
                    later.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
                    return later.readToTheLast().startsWith("HTTP/1.1 200");
                }
            });
        }
    }

    @ParameterizedTest
    @CsvSource({
        "chat,'ERROR :Closing link: The server is full\r\n'",
        "talk,'The server is full. Goodbye.\r\n'",
        "echo,''"
    })
    void server_whenFull_thenOneMoreIsToldSo(String service, String told) throws Exception {
        try (TestServer server = TestServer.of(service, "limits.connections=1");
                RawClient first = server.connect()) {
            await().until(() -> server.connections() == 1);
            try (RawClient second = server.connect()) {
                assertThat(second.readToTheLast()).isEqualTo(told);
            } catch (UncheckedIOException e) {
                assertThat(service).isEqualTo("echo"); // reset in connect(2)
            }
            first.reset();
            await().until(() -> server.connections() == 0);
        }
    }

    /** What a client has said by then must not cost it the answer. */
    @Test
    void webSocketClient_whenItHasAskedBeforeItIsTurnedAway_thenItReadsWhy() throws Exception {
        try (TestServer server = limited("chat", "listeners[0].over=websocket", "limits.per-address=1");
                WebSocketClient first = WebSocketClient.to(server.address())) {
            for (int i = 0; i < 50; i++) {
                try (RawClient second = server.connect()) {
                    second.send(WebSocketClient.request());
                    assertThat(second.readToTheLast())
                            .startsWith("HTTP/1.1 429 ")
                            .contains("\r\nRetry-After: 60\r\n");
                } catch (java.net.SocketException e) {
                    // The close came before the request was sent: then it is send(2) that tells.
                    assertThat(e).hasMessageMatching("(?s).*(reset|Broken pipe).*");
                }
            }
            first.sync();
            assertThat(server.count(LoopCounter.REFUSED_ADDRESS)).isEqualTo(50);
        }
    }

    @Test
    void addresses_whenExempt_thenNotLimited() throws Exception {
        try (TestServer server =
                TestServer.of("echo", "limits.per-address=1", "limits.per-network=1", "limits.connect-rate=1/1h")) {
            List<RawClient> clients = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                clients.add(server.connect());
                assertThat(clients.get(i).echo("x")).isEqualTo("x");
            }
            for (RawClient client : clients) {
                client.close();
            }
        }
    }

    @Test
    void client_whenItComesThroughAProxy_thenItsOwnAddressCounts() throws Exception {
        try (TestServer server = limited(
                        "chat",
                        "limits.per-address=1",
                        "listeners[0].proxy-protocol=required",
                        "proxy-protocol.trusted=127.0.0.1");
                RawClient first = server.connect();
                RawClient second = server.connect();
                RawClient other = server.connect()) {
            first.send(HEADER + "PING x\r\n");
            assertThat((char) first.in().read()).isEqualTo(':');
            second.send(HEADER + "PING x\r\n");
            assertThat(second.readToTheLast())
                    .isEqualTo("ERROR :Closing link: Too many connections from your address\r\n");
            other.send(HEADER.replace("192.0.2.7", "192.0.2.8") + "PING x\r\n");
            assertThat((char) other.in().read()).isEqualTo(':');
            assertThat(server.count(LoopCounter.REFUSED_ADDRESS)).isEqualTo(1);
            await().until(() -> server.count(LoopCounter.CLOSED_LIMIT) == 1);

            first.reset();
            await().until(() -> server.connections() == 1);
            try (RawClient again = server.connect()) {
                again.send(HEADER + "PING x\r\n");
                assertThat((char) again.in().read()).isEqualTo(':');
            }
        }
    }

    @Test
    void client_whenAProxyForwardsIt_thenItsOwnAddressCounts() throws Exception {
        String[] ann = {"X-Forwarded-For: 203.0.113.9\r\n"};
        try (TestServer server = limited(
                        "chat",
                        "listeners[0].over=websocket",
                        "limits.per-address=1",
                        "websocket.trusted-proxies=127.0.0.1");
                WebSocketClient first = WebSocketClient.to(server.address(), ann);
                WebSocketClient other = WebSocketClient.to(server.address(), "X-Forwarded-For: 203.0.113.10\r\n");
                RawClient second = server.connect()) {
            second.send(WebSocketClient.request(ann));
            assertThat(second.readToTheLast())
                    .startsWith("HTTP/1.1 429 ")
                    .contains("\r\nretry-after: 60\r\n")
                    .endsWith("Too many connections from your address.\n");
            first.raw().reset();
            await().until(() -> server.connections() == 1);
            WebSocketClient.to(server.address(), ann).close();
            other.sync();
        }
    }

    @Test
    void admin_whenAsked_thenRefusalsByCause() throws Exception {
        try (TestServer server = limited("echo", "limits.per-address=1");
                RawClient first = server.connect()) {
            assertThat(first.echo("x")).isEqualTo("x");
            connectAndGo(server);
            await().until(() -> server.count(LoopCounter.REFUSED_ADDRESS) == 1);
            HttpResponse<String> metrics = server.get("/metrics");
            assertThat(metrics.body())
                    .contains("roost_connections_refused_total{cause=\"per-address\",loop=\"boss-0\"} 1.0")
                    .contains("roost_connections_refused_total{cause=\"connect-rate\",loop=\"worker-0\"} 0.0");
            assertThat(server.get("/stats").body()).contains("\"refused\":1");
        }
    }

    @Test
    void flood_whenOverTheLimit_thenThoseWithinItAreServedAndNothingIsLeft() throws Exception {
        try (TestServer server =
                limited("echo", "limits.per-address=10", "event-loops.acceptors=2", "event-loops.workers=2")) {
            List<RawClient> served = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                served.add(server.connect());
            }
            await().until(() -> server.connections() == 10);
            for (int i = 0; i < 2_000; i++) {
                connectAndGo(server);
            }
            await().until(() -> server.count(LoopCounter.REFUSED_ADDRESS) == 2_000);
            for (RawClient client : served) {
                assertThat(client.echo("still")).isEqualTo("still");
                client.reset();
            }
            await().until(() -> server.connections() == 0);
            try (RawClient last = server.connect()) {
                assertThat(last.echo("x")).isEqualTo("x");
            }
        }
    }

    /** The reset may come as early as in connect(2). */
    private static void connectAndGo(TestServer server) throws IOException {
        try {
            server.connect().close();
        } catch (UncheckedIOException e) {
            assertThat(e).hasMessageContaining("reset");
        }
    }

    private static TestServer limited(String service, String... more) {
        String[] all = new String[more.length + 1];
        all[0] = "limits.exempt=off";
        System.arraycopy(more, 0, all, 1, more.length);
        return TestServer.of(service, all);
    }
}
