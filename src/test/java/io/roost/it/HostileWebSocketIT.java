package io.roost.it;

import static io.roost.testkit.WebSocketClient.BINARY;
import static io.roost.testkit.WebSocketClient.CONTINUATION;
import static io.roost.testkit.WebSocketClient.FIN;
import static io.roost.testkit.WebSocketClient.PING;
import static io.roost.testkit.WebSocketClient.PONG;
import static io.roost.testkit.WebSocketClient.TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.roost.metrics.LoopCounter;
import io.roost.testkit.RawClient;
import io.roost.testkit.TestServer;
import io.roost.testkit.WebSocketClient;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What must not be sent to a WebSocket port: each gets a short answer that says why, is counted, and harms nobody. */
class HostileWebSocketIT {
    private static final byte[] CLIENT_HELLO =
            HexFormat.of().parseHex("16030100c8010000c40303" + "0d0a".repeat(20) + "aa".repeat(150));

    private final TestServer server = TestServer.of(
            "chat",
            "listeners[0].over=websocket",
            "listeners[1].service=chat",
            "listeners[1].bind=127.0.0.1:0",
            "listeners[2].service=echo",
            "listeners[2].over=websocket",
            "listeners[2].bind=127.0.0.1:0");

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "'GET / HTTP/1.1\r\nUpgrade: websocket\r\nConnection: upgrade\r\nSec-WebSocket-Version: 13\r\n\r\n', 400",
        "'GET / HTTP/1.1\r\nUpgrade: websocket\r\nConnection: upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                + "Sec-WebSocket-Version: 8\r\n\r\n', 426",
        "'POST / HTTP/1.1\r\nUpgrade: websocket\r\nConnection: upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                + "Sec-WebSocket-Version: 13\r\n\r\n', 405",
        "'GET / HTTP/1.0\r\nUpgrade: websocket\r\nConnection: upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                + "Sec-WebSocket-Version: 13\r\n\r\n', 400",
        "'DELETE / HTTP/1.1\r\n\r\n', 405",
        "'POST / HTTP/1.1\r\nContent-Length: 5\r\n\r\nhello', 413",
        "'POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n', 413",
        "'GARBAGE\r\n\r\n', 400",
        "'\0\1\2\3\r\n\r\n', 400"
    })
    void request_whenNoneThatIsDone_thenAReasonAndTheEnd(String request, int status) throws Exception {
        try (RawClient client = server.connect()) {
            String answer = ascii(client.send(request).readToEnd());

            assertThat(answer).startsWith("HTTP/1.1 " + status + " ").endsWith(".\n");
            assertThat(server.count(LoopCounter.REQUESTS_REFUSED)).isEqualTo(1);
        }
        await().until(() -> server.count(LoopCounter.CLOSED_PROTOCOL) == 1);
    }

    @Test
    void request_whenItsHeadersHaveTooManyBytes_thenStatus431() throws Exception {
        try (RawClient client = server.connect()) {
            client.send("GET / HTTP/1.1\r\nX-Large: " + "x".repeat(100_000) + "\r\n\r\n");

            assertThat(ascii(client.readToEnd())).startsWith("HTTP/1.1 431 ").endsWith("8,192 bytes.\n");
        }
    }

    @Test
    void request_whenItsLineHasTooManyBytes_thenStatus414() throws Exception {
        try (RawClient client = server.connect()) {
            client.send("GET /" + "x".repeat(100_000) + " HTTP/1.1\r\n\r\n");

            assertThat(ascii(client.readToEnd())).startsWith("HTTP/1.1 414 ");
        }
    }

    @Test
    void origin_whenOfAnotherHost_thenStatus403() throws Exception {
        try (RawClient client = server.connect()) {
            client.send(WebSocketClient.request("Origin: http://evil.example\r\n"));

            assertThat(ascii(client.readToEnd())).startsWith("HTTP/1.1 403 ");
        }
        try (WebSocketClient own = WebSocketClient.to(server.address(), "Origin: http://server.example\r\n")) {
            assertThat(own.register("own").answer()).startsWith("HTTP/1.1 101 ");
        }
    }

    @Test
    void irc_whenSpokenPlainly_thenToldSo() throws Exception {
        try (RawClient client = server.connect()) {
            assertThat(ascii(client.send("NICK a\r\nUSER a 0 * :a\r\n").readToEnd()))
                    .startsWith("ERROR :")
                    .contains("WebSocket")
                    .hasLineCount(1);
        }
        await().until(() -> server.count(LoopCounter.CLOSED_PROTOCOL) == 1);
    }

    @Test
    void tls_whenSpoken_thenToldSoOnEitherPort() throws Exception {
        try (RawClient web = server.connect();
                RawClient plain = plain()) {
            assertThat(ascii(web.send(CLIENT_HELLO).readToEnd()))
                    .startsWith("HTTP/1.1 400 ")
                    .contains("takes no TLS");
            assertThat(ascii(plain.send(CLIENT_HELLO).readToEnd()))
                    .startsWith("ERROR :")
                    .contains("no TLS");
        }
        await().until(() -> server.count(LoopCounter.CLOSED_PROTOCOL) == 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET / HTTP/1.1\r\nHost: a\r\n\r\n", "POST / HTTP/1.1\r\n\r\nNICK a\r\nUSER a 0 * :a\r\n"})
    void http_whenSpokenOnTheIrcPort_thenToldSoAndNothingOfItDone(String request) throws Exception {
        try (RawClient client = plain()) {
            assertThat(ascii(client.send(request).readToEnd()))
                    .startsWith("HTTP/1.1 400 ")
                    .contains("speaks IRC")
                    .doesNotContain(" 001 ");
        }
        await().until(() -> server.count(LoopCounter.CLOSED_PROTOCOL) == 1);
    }

    @ParameterizedTest
    @CsvSource({
        "81026869, 1002",
        "C180 00000000, 1002",
        "8380 00000000, 1002",
        "8180 00000000 0180, 0",
        "81FFFFFFFFFF" + "FFFFFFFF, 1002",
        "82FF0000000010000000, 1009"
    })
    void frame_whenItBreaksTheProtocol_thenItsCode(String hex, int code) throws Exception {
        try (WebSocketClient client = WebSocketClient.to(server.address())) {
            client.bytes(HexFormat.of().parseHex(hex.replace(" ", "")));
            if (code > 0) {
                assertThat(client.closeCode()).isEqualTo(code);
            }
        }
        await().until(() -> server.connections() == 0);
        assertThat(server.count(LoopCounter.CLOSED_PROTOCOL)).isEqualTo(code > 0 ? 1 : 0);
    }

    @Test
    void text_whenNotUtf8_thenCode1007() throws Exception {
        try (WebSocketClient client = WebSocketClient.to(server.address())) {
            client.frame(FIN | TEXT, new byte[] {'P', (byte) 0xFF});

            assertThat(client.closeCode()).isEqualTo(1007);
        }
    }

    @Test
    void binary_whenNotUtf8_thenTheLineAloneIsRefused() {
        try (WebSocketClient client = WebSocketClient.to(server.address())) {
            client.register("b").frame(FIN | BINARY, new byte[] {'P', 'R', 'I', 'V', 'M', 'S', 'G', ' ', (byte) 0xFF});

            assertThat(client.line()).contains("FAIL PRIVMSG INVALID_UTF8");
        }
    }

    @Test
    void fragments_whenWithoutEnd_thenCode1009AlthoughTheyKeepComing() throws Exception {
        try (WebSocketClient client = WebSocketClient.to(server.address())) {
            client.frame(TEXT, new byte[0]);
            for (int i = 0; i < 30; i++) {
                client.frame(CONTINUATION, "x".repeat(1_000).getBytes(StandardCharsets.US_ASCII));
            }

            assertThat(client.closeCode()).isEqualTo(1009);
        }
    }

    @Test
    void message_whenItHasSeveralLines_thenNoneOfThemIsDone() {
        try (WebSocketClient client = WebSocketClient.to(server.address())) {
            client.register("lines").send("PRIVMSG lines :a\r\nQUIT", "PING done\r\n");

            assertThat(client.line()).contains("FAIL * INVALID_MESSAGE");
            assertThat(client.line()).contains(" PONG ").endsWith("done");
        }
    }

    /** Every ping is answered while the answers are read; the flood of one costs nobody else. */
    @Test
    void pings_whenTheyFlood_thenAnsweredInOrder() {
        try (WebSocketClient client = WebSocketClient.to(server.address());
                WebSocketClient other = WebSocketClient.to(server.address())) {
            other.register("other");
            byte[] ping = WebSocketClient.masked(FIN | PING, new byte[125]);
            byte[] flood = new byte[1_000 * ping.length];
            for (int i = 0; i < 1_000; i++) {
                System.arraycopy(ping, 0, flood, i * ping.length, ping.length);
            }
            Thread sender = new Thread(() -> client.bytes(flood));
            sender.start();
            other.sync();
            for (int i = 0; i < 1_000; i++) {
                assertThat(client.read().opcode()).isEqualTo(PONG);
            }
        }
    }

    /** The server owes a slow reader no more than what its socket and its queue hold. */
    @Test
    void echo_whenThePeerNeverReads_thenItIsReadNoFurther() throws Exception {
        try (WebSocketClient client = WebSocketClient.to(echo())) {
            byte[] frame = WebSocketClient.masked(FIN | BINARY, new byte[60_000]);
            Thread sender = new Thread(() -> {
                for (int i = 0; i < 150; i++) {
                    client.bytes(frame);
                }
            });
            sender.start();
            await().until(() -> server.count(LoopCounter.BYTES_IN) > 100_000);
            assertThat(queuedBytes()).isLessThan(1 << 20);
            for (int i = 0; i < 150; i++) {
                long messageBytes = 0;
                WebSocketClient.Frame part = client.read();
                for (; (part.finAndOpcode() & FIN) == 0; part = client.read()) {
                    messageBytes += part.payload().length;
                }
                assertThat(messageBytes + part.payload().length).isEqualTo(60_000);
            }
            sender.join(10_000);
        }
        await().until(() -> queuedBytes() == 0);
    }

    private long queuedBytes() {
        return server.server().loops().workers().loops().stream()
                .mapToLong(loop -> loop.counters().queuedBytes())
                .sum();
    }

    @Test
    void stop_whenWebSocketsAreOpen_thenCode1001() throws Exception {
        try (WebSocketClient chat = WebSocketClient.to(server.address());
                WebSocketClient echo = WebSocketClient.to(echo())) {
            chat.register("stopped");
            echo.send("hello");
            assertThat(echo.line()).isEqualTo("hello");
            server.close();

            assertThat(chat.closeCode()).isEqualTo(1001);
            assertThat(echo.closeCode()).isEqualTo(1001);
        }
    }

    private java.net.InetSocketAddress echo() {
        return server.server().listeners().get(2).address();
    }

    private RawClient plain() {
        return RawClient.to(server.server().listeners().get(1).address());
    }

    private static String ascii(byte[] bytes) {
        return new String(bytes, StandardCharsets.US_ASCII);
    }
}
