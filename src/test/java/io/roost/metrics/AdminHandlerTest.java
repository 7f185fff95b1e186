package io.roost.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may have the admin listener do what. */
class AdminHandlerTest {
    /** Takes a change as well as a look. */
    private static final Endpoint SWITCH = new Endpoint() {
        @Override
        public Page page() {
            return Page.plain(200, "it is so");
        }

        @Override
        public Page answer(FullHttpRequest request) {
            return page();
        }
    };

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, POST, 200",
        "127.9.9.9, DELETE, 200",
        "::1, PATCH, 200",
        "192.0.2.7, GET, 200",
        "192.0.2.7, HEAD, 200",
        "192.0.2.7, POST, 403",
        "2001:db8::7, DELETE, 403",
        "10.0.0.1, PATCH, 403",
        "0.0.0.0, POST, 403"
    })
    void change_whenAskedForFromElsewhere_thenRefused(String peer, String method, int status) {
        EmbeddedChannel channel =
                new EmbeddedChannel(new AdminHandler(Map.of("/switch", SWITCH), new AdminGuard(false))) {
                    @Override
                    protected SocketAddress remoteAddress0() {
                        return new InetSocketAddress(peer, 40_000);
                    }
                };

        channel.writeInbound(new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.valueOf(method), "/switch"));

        FullHttpResponse answer = Objects.requireNonNull(channel.readOutbound());
        assertThat(answer.status().code()).isEqualTo(status);
        answer.release();
        channel.finishAndReleaseAll();
    }
}
