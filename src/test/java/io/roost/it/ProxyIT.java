package io.roost.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.roost.metrics.LoopCounter;
import io.roost.testkit.IrcClient;
import io.roost.testkit.RawClient;
import io.roost.testkit.TestServer;
import io.roost.testkit.WebSocketClient;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who comes through a proxy, over real sockets. */
class ProxyIT {
    private static final String HEADER = "PROXY TCP4 192.0.2.7 198.51.100.1 56324 443\r\n";
    private static final byte[] IPV6_HEADER = HexFormat.of()
            .parseHex("0d0a0d0a000d0a515549540a" + "21210024" + "20010db8000000000000000000000007"
                    + "20010db8000000000000000000000001" + "dc0401bb");

    @ParameterizedTest
    @ValueSource(strings = {"epoll", "epoll-level", "nio"})
    void client_whenItComesThroughAProxy_thenOthersSeeItsOwnAddress(String transport) throws Exception {
        try (TestServer server = required("chat", "transport=" + transport);
                RawClient annSocket = RawClient.to(server.address());
                RawClient bobSocket = RawClient.to(server.address())) {
            IrcClient ann = IrcClient.over(annSocket.send(HEADER)).register("ann", "");
            IrcClient bob = IrcClient.over(bobSocket.send(IPV6_HEADER)).register("bob", "");

            ann.send("WHO bob");
            assertThat(ann.sync()).anySatisfy(line -> assertThat(line).contains(" 2001:db8:0:0:0:0:0:7 "));
            bob.send("WHOIS ann", "JOIN #a");
            assertThat(bob.sync()).anySatisfy(line -> assertThat(line).contains(" ann ~ann 192.0.2.7 "));
            ann.send("JOIN #a");
            ann.sync();
            assertThat(bob.sync()).containsExactly(":ann!~ann@192.0.2.7 JOIN #a");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"epoll", "nio"})
    void echo_whenTheHeaderAndDataComeInOneSegment_thenDataComesBack(String transport) throws Exception {
        try (TestServer server = required("echo", "transport=" + transport);
                RawClient client = server.connect()) {
            client.send(HEADER + "hello");
            assertThat(new String(client.read(5), StandardCharsets.US_ASCII)).isEqualTo("hello");
            byte[] much = new byte[1 << 20];
            client.send(much);
            assertThat(client.read(much.length)).isEqualTo(much);
            assertThat(client.end().readToEnd()).isEmpty();
            await().until(() -> server.connections() == 0);
            assertThat(server.count(LoopCounter.OPENED)).isEqualTo(1);
            assertThat(server.count(LoopCounter.CAUSE_CLOSE)).isEqualTo(1);
        }
    }

    @Test
    void services_whenTheySpeakFirst_thenAfterTheHeader() throws Exception {
        try (TestServer server = required("talk");
                RawClient client = server.connect()) {
            client.send(HEADER);
            assertThat(new String(client.read("This is Roost.\r\n".length()), StandardCharsets.US_ASCII))
                    .isEqualTo("This is Roost.\r\n");
        }
        try (TestServer server = required("chargen");
                RawClient client = server.connect()) {
            client.send(HEADER);
            assertThat(client.read(200_000)).hasSize(200_000);
            client.reset();
        }
    }

    @Test
    void webSocket_whenItComesThroughAProxy_thenBothHeadersAreHeeded() throws Exception {
        try (TestServer server =
                        required("chat", "listeners[0].over=websocket", "websocket.trusted-proxies=192.0.2.7");
                RawClient client = server.connect()) {
            client.send(HEADER);
            client.send(WebSocketClient.request().replace("\r\n\r\n", "\r\nX-Forwarded-For: 203.0.113.9\r\n\r\n"));
            assertThat(readHead(client)).startsWith("HTTP/1.1 101 ");
            assertThat(server.count(LoopCounter.UPGRADES)).isEqualTo(1);
            assertThat(server.count(LoopCounter.PROXY_PASSED)).isEqualTo(1);
        }
    }

    @Test
    void http_whenItComesThroughAProxy_thenAnswered() throws Exception {
        try (TestServer server = required("http");
                RawClient client = server.connect()) {
            client.send(HEADER + "GET /status/204 HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(readHead(client)).startsWith("HTTP/1.1 204 ");
        }
    }

    @Test
    void stranger_whenAHeaderIsRequired_thenToldSoInTheServicesWords() throws Exception {
        try (TestServer server = TestServer.of(
                        "chat", "listeners[0].proxy-protocol=required", "proxy-protocol.trusted=127.0.0.2");
                RawClient stranger = server.connect();
                RawClient proxy = RawClient.from("127.0.0.2", server.address())) {
            stranger.send(HEADER);
            assertThat(stranger.readToTheLast()).isEqualTo("ERROR :Closing link: This port is for a proxy\r\n");
            proxy.send("NICK ann\r\n");
            assertThat(proxy.readToTheLast()).isEqualTo("ERROR :Closing link: The PROXY header is missing\r\n");
            assertThat(server.count(LoopCounter.REFUSED_PROXY)).isEqualTo(2);
        }
    }

    @Test
    void peers_whenTheirHeadersNeverEnd_thenGoneInTimeAndOthersServed() throws Exception {
        try (TestServer server = required("http", "proxy-protocol.timeout=200ms");
                RawClient silent = server.connect();
                RawClient half = server.connect();
                RawClient honest = server.connect()) {
            half.send("PROXY TCP4 1.2.3.4 ");
            honest.send(HEADER);
            assertThat(silent.readToTheLast())
                    .startsWith("HTTP/1.1 408 ")
                    .endsWith("\r\n\r\nThe PROXY header did not come in time.\n");
            assertThat(half.readToTheLast()).startsWith("HTTP/1.1 408 ");
            assertThat(server.count(LoopCounter.REFUSED_PROXY)).isEqualTo(2);
            honest.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(readHead(honest)).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void peer_whenAHeaderIsOptionalAndItIsSilent_thenGreetedInTime() throws Exception {
        try (TestServer server = TestServer.of(
                        "talk",
                        "listeners[0].proxy-protocol=optional",
                        "proxy-protocol.trusted=127.0.0.0/8",
                        "proxy-protocol.timeout=200ms");
                RawClient client = server.connect()) {
            assertThat(new String(client.read("This is Roost.\r\n".length()), StandardCharsets.US_ASCII))
                    .isEqualTo("This is Roost.\r\n");
        }
    }

    @Test
    void manyClients_whenTheyComeAndGo_thenNothingIsLeft() throws Exception {
        try (TestServer server = required("echo", "event-loops.workers=2")) {
            for (int i = 0; i < 500; i++) {
                try (RawClient client = server.connect()) {
                    byte[] all = (HEADER + "x").getBytes(StandardCharsets.US_ASCII);
                    client.out().write(all, 0, i % all.length);
                    if (i % 3 == 0) {
                        client.reset();
                    }
                }
            }
            await().atMost(10, TimeUnit.SECONDS).until(() -> server.connections() == 0);
            assertThat(server.count(LoopCounter.FAULTS) + server.count(LoopCounter.CLOSED_ERROR))
                    .isZero();
        }
    }

    private static TestServer required(String service, String... more) {
        String[] all = new String[more.length + 2];
        all[0] = "listeners[0].proxy-protocol=required";
        all[1] = "proxy-protocol.trusted=127.0.0.0/8";
        System.arraycopy(more, 0, all, 2, more.length);
        return TestServer.of(service, all);
    }

    private static String readHead(RawClient client) throws Exception {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) client.in().read());
        }
        return head.toString();
    }
}
