package io.roost.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.roost.testkit.RawClient;
import io.roost.testkit.TestServer;
import io.roost.testkit.WebSocketClient;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an echo says first. */
class GreetingIT {
    private static final String[] GREETING = {
        "server.name=node.example", "listeners[0].identify=true", "listeners[0].banner=220 ready\\r\\n"
    };

    @ParameterizedTest
    @ValueSource(strings = {"epoll", "nio"})
    void echo_whenItGreets_thenALineOfWhoIsWhoThenTheBannerThenAnEcho(String transport) throws Exception {
        try (TestServer server = TestServer.of("echo", with("transport=" + transport));
                RawClient client = server.connect()) {
            String expected = "node=node.example listener=echo peer=127.0.0.1:"
                    + client.socket().getLocalPort() + "\n220 ready\r\n";

            assertThat(new String(client.read(expected.length()), StandardCharsets.US_ASCII))
                    .isEqualTo(expected);
            assertThat(client.echo("and then?")).isEqualTo("and then?");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"connect_delay:delay=100", "latency:latency=100"})
    void echo_whenItIsSpoilt_thenTheGreetingIsToo(String toxic) throws Exception {
        try (TestServer server = TestServer.of("echo", with("listeners[0].toxics=" + toxic))) {
            long start = System.nanoTime();
            try (RawClient client = server.connect()) {
                assertThat(client.in().read()).isEqualTo('n');
                assertThat(System.nanoTime() - start).isGreaterThan(90_000_000);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "latency:latency=20"})
    void webSocket_whenItGreets_thenInAMessage(String toxics) {
        try (TestServer server =
                        TestServer.of("echo", with("listeners[0].over=websocket", "listeners[0].toxics=" + toxics));
                WebSocketClient client = WebSocketClient.to(server.address())) {
            assertThat(client.read().text())
                    .startsWith("node=node.example listener=webecho peer=127.0.0.1:")
                    .endsWith("\n220 ready\r\n");
            assertThat(client.send("hello").read().text()).isEqualTo("hello");
        }
    }

    private static String[] with(String... more) {
        String[] all = java.util.Arrays.copyOf(GREETING, GREETING.length + more.length);
        System.arraycopy(more, 0, all, GREETING.length, more.length);
        return all;
    }
}
