package io.roost.it;

import static io.roost.testkit.WebSocketClient.subprotocol;
import static org.assertj.core.api.Assertions.assertThat;

import io.roost.metrics.LoopCounter;
import io.roost.testkit.IrcClient;
import io.roost.testkit.TestServer;
import io.roost.testkit.WebSocketClient;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Chat over WebSocket, by a real socket and by the JDK's own client. */
class WebSocketIT {
    @ParameterizedTest
    @ValueSource(strings = {"epoll", "nio"})
    void chat_whenOneIsABrowserAndOneIsNot_thenEachSeesTheOther(String transport) {
        try (TestServer server = server("transport=" + transport);
                WebSocketClient web = WebSocketClient.to(server.address(), subprotocol("text.ircv3.net"));
                IrcClient plain =
                        IrcClient.to(server.server().listeners().get(1).address())) {
            assertThat(web.answer())
                    .contains("sec-websocket-accept: " + WebSocketClient.ACCEPT)
                    .contains("sec-websocket-protocol: text.ircv3.net");
            web.register("web");
            plain.register("plain", "");
            plain.send("JOIN #a").sync();
            web.send("JOIN #a").sync();
            plain.send("PRIVMSG #a :" + "x".repeat(300) + " é");
            WebSocketClient.Frame frame = web.read();
            assertThat(frame.finAndOpcode()).isEqualTo(0x81);
            assertThat(frame.text()).isEqualTo(":plain!~plain@127.0.0.1 PRIVMSG #a :" + "x".repeat(300) + " é");
            web.send("PRIVMSG #a :hi").sync();
            assertThat(plain.sync()).contains(":web!~web@127.0.0.1 PRIVMSG #a :hi");
            web.send("QUIT");
            assertThat(web.line()).startsWith("ERROR :");
            assertThat(server.count(LoopCounter.UPGRADES)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "binary.ircv3.net, 0x82, binary.ircv3.net",
        "'binary.ircv3.net, text.ircv3.net', 0x82, binary.ircv3.net",
        "'text.ircv3.net, binary.ircv3.net', 0x81, text.ircv3.net",
        "'soap, text.ircv3.net', 0x81, text.ircv3.net",
        "soap, 0x81, "
    })
    void subprotocol_whenOffered_thenTheFirstThatIsKnownIsAgreedOn(String offered, String first, String agreed) {
        try (TestServer server = server();
                WebSocketClient client = WebSocketClient.to(server.address(), subprotocol(offered))) {
            if (agreed == null) {
                assertThat(client.answer()).doesNotContain("sec-websocket-protocol");
            } else {
                assertThat(client.answer()).contains("sec-websocket-protocol: " + agreed + "\r\n");
            }
            client.send("PING x");
            assertThat(client.read().finAndOpcode()).isEqualTo(Integer.decode(first));
        }
    }

    @Test
    void lines_whenSentBehindTheHandshakeAtOnce_thenNoneIsLost() throws Exception {
        byte[] nick = WebSocketClient.masked(0x81, "NICK eager".getBytes(StandardCharsets.UTF_8));
        try (TestServer server = server();
                io.roost.testkit.RawClient client = server.connect()) {
            byte[] request = WebSocketClient.request().getBytes(StandardCharsets.UTF_8);
            byte[] all = java.util.Arrays.copyOf(request, request.length + nick.length);
            System.arraycopy(nick, 0, all, request.length, nick.length);
            client.send(all).send(WebSocketClient.masked(0x81, "USER e 0 * :e".getBytes(StandardCharsets.UTF_8)));
            String came = new String(client.read(400), StandardCharsets.UTF_8);
            assertThat(came).startsWith("HTTP/1.1 101 ").contains(":roost.local 001 eager :");
        }
    }

    @Test
    void page_whenAskedFor_thenServedWithItsHeaders() throws Exception {
        try (TestServer server = server()) {
            HttpResponse<String> page = get(server.address(), "/probe.txt");
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body()).isEqualTo("probe\n");
            assertThat(page.headers().map())
                    .containsEntry("content-type", java.util.List.of("text/plain; charset=utf-8"))
                    .containsEntry("x-content-type-options", java.util.List.of("nosniff"))
                    .containsKeys("etag", "content-security-policy");
            assertThat(get(server.address(), "/nothing.html").statusCode()).isEqualTo(404);
            assertThat(get(server.address(), "/../roost.txt").statusCode()).isEqualTo(404);
        }
    }

    private static HttpResponse<String> get(InetSocketAddress address, String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + address.getPort() + path);
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static TestServer server(String... assignments) {
        String[] all = new String[assignments.length + 3];
        all[0] = "listeners[0].over=websocket";
        all[1] = "listeners[1].service=chat";
        all[2] = "listeners[1].bind=127.0.0.1:0";
        System.arraycopy(assignments, 0, all, 3, assignments.length);
        return TestServer.of("chat", all);
    }
}
