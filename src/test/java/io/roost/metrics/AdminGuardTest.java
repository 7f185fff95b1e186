package io.roost.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens, and names that lead here though they are not ours. */
class AdminGuardTest {
    private static final String TOKEN = "0123456789abcdef/+~.-_==";

    private static final Endpoint ANY = new Endpoint() {
        @Override
        public Page page() {
            return Page.plain(200, "it is so");
        }

        @Override
        public Page answer(FullHttpRequest request) {
            return page();
        }
    };

    private final AdminGuard guard = new AdminGuard(false);
    private String peer = "192.0.2.7";

    @ParameterizedTest
    @CsvSource({
        "POST, /switch, changes, 401",
        "DELETE, /switch, changes, 401",
        "OPTIONS, /switch, changes, 401",
        "GET, /switch, changes, 200",
        "HEAD, /switch, changes, 200",
        "GET, /switch, all, 401",
        "GET, /health/ready, all, 200",
        "POST, /health/ready, all, 401"
    })
    void token_whenItIsMissing_thenAskedForWhatItIsFor(String method, String path, String tokenFor, int status) {
        guard.askFor(TOKEN, tokenFor.equals("all"));

        assertThat(status(method, path)).isEqualTo(status);
        peer = "127.0.0.1";
        assertThat(status(method, path)).as("loopback is not trusted either").isEqualTo(status);
        assertThat(guard.refused(AdminGuard.Cause.TOKEN)).isEqualTo(status == 401 ? 2 : 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer ", "bearer ", "BEARER   "})
    void token_whenItIsBrought_thenFromAnywhere(String scheme) {
        guard.askFor(TOKEN, true);

        assertThat(status("POST", "/switch", "Authorization", scheme + TOKEN)).isEqualTo(200);
        assertThat(guard.refused(AdminGuard.Cause.TOKEN)).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Bearer",
                "Bearer ",
                "Basic 0123456789abcdef/+~.-_==",
                "0123456789abcdef/+~.-_==",
                "Bearer 0123456789abcdef/+~.-_=",
                "Bearer 0123456789abcdef/+~.-_===",
                "Bearer 0123456789ABCDEF/+~.-_=="
            })
    void token_whenItIsAnother_thenRefused(String authorization) {
        guard.askFor(TOKEN, false);

        assertThat(status("POST", "/switch", "Authorization", authorization)).isEqualTo(401);
    }

    @Test
    void token_whenItIsLongerThanAny_thenRefused() {
        guard.askFor(TOKEN, false);

        assertThat(status("POST", "/switch", "Authorization", "Bearer " + TOKEN + " ".repeat(8_000)))
                .isEqualTo(401);
    }

    @Test
    void token_whenItIsRefused_thenToldHowAndNotRepeated() {
        guard.askFor(TOKEN, false);

        FullHttpResponse answer = answer("POST", "/switch", "Authorization", "Bearer a-guess-of-mine");

        assertThat(answer.headers().get("WWW-Authenticate")).isEqualTo("Bearer realm=\"roost\"");
        assertThat(answer.headers().get("Connection")).isEqualTo("close");
        assertThat(answer.content().toString(StandardCharsets.UTF_8))
                .isEqualTo("this needs Authorization: Bearer and the token that admin.token has here\n");
        answer.release();
    }

    @Test
    void token_whenItIsReplaced_thenTheOldOneOpensNothing() {
        guard.askFor(TOKEN, false);
        guard.askFor("another-token-of-ours", false);

        assertThat(status("POST", "/switch", "Authorization", "Bearer " + TOKEN))
                .isEqualTo(401);
        assertThat(status("POST", "/switch", "Authorization", "Bearer another-token-of-ours"))
                .isEqualTo(200);
    }

    @Test
    void token_whenThereIsNone_thenNoChangeFromElsewhereWhateverIsBrought() {
        assertThat(status("POST", "/switch", "Authorization", "Bearer ")).isEqualTo(403);
        assertThat(guard.refused(AdminGuard.Cause.PEER)).isOne();
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:9090, 200",
        "localhost:9090, 200",
        "LOCALHOST, 200",
        "[::1]:9090, 200",
        "192.0.2.1, 200",
        "'', 200",
        "roost:9090, 200",
        "evil.example:9090, 421",
        "127.0.0.1.evil.example, 421",
        "localhost.evil.example, 421"
    })
    void host_whenAListenerOnLoopbackIsAskedForAnother_thenRefused(String host, int status) {
        AdminGuard onLoopback = new AdminGuard(true);
        peer = "127.0.0.1";

        FullHttpResponse answer = answer(onLoopback, "GET", "/switch", "Host", host);

        assertThat(answer.status().code()).isEqualTo(status);
        assertThat(onLoopback.refused(AdminGuard.Cause.HOST)).isEqualTo(status == 421 ? 1 : 0);
        answer.release();
    }

    @Test
    void host_whenAListenerForOthersIsAskedByName_thenAnswered() {
        assertThat(status("GET", "/switch", "Host", "roost.example:9090")).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"http://evil.example, 403", "null, 403", "http://127.0.0.1:1, 403", "http://127.0.0.1:9090, 200"})
    void origin_whenItIsAnotherSite_thenRefusedTokenOrNot(String origin, int status) {
        guard.askFor(TOKEN, false);

        assertThat(status(
                        "POST",
                        "/switch",
                        "Host",
                        "127.0.0.1:9090",
                        "Origin",
                        origin,
                        "Authorization",
                        "Bearer " + TOKEN))
                .isEqualTo(status);
        assertThat(guard.refused(AdminGuard.Cause.SITE)).isEqualTo(status == 403 ? 1 : 0);
    }

    private int status(String method, String path, String... headers) {
        FullHttpResponse answer = answer(method, path, headers);
        answer.release();
        return answer.status().code();
    }

    private FullHttpResponse answer(String method, String path, String... headers) {
        return answer(guard, method, path, headers);
    }

    private FullHttpResponse answer(AdminGuard asked, String method, String path, String... headers) {
        EmbeddedChannel channel =
                new EmbeddedChannel(new AdminHandler(Map.of("/switch", ANY, "/health/ready", ANY), asked)) {
                    @Override
                    protected SocketAddress remoteAddress0() {
                        return new InetSocketAddress(peer, 40_000);
                    }
                };
        FullHttpRequest request = new DefaultFullHttpRequest(
                HttpVersion.HTTP_1_1, HttpMethod.valueOf(method), path, Unpooled.EMPTY_BUFFER);
        for (int i = 0; i < headers.length; i += 2) {
            request.headers().set(headers[i], headers[i + 1]);
        }
        channel.writeInbound(request);
        FullHttpResponse answer = Objects.requireNonNull(channel.readOutbound());
        channel.finishAndReleaseAll();
        return answer;
    }
}
