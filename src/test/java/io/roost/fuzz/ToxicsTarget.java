package io.roost.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.roost.connection.Lanes;
import io.roost.fault.Draws;
import io.roost.fault.ListenerToxics;
import io.roost.fault.api.Proxies;
import io.roost.fault.api.Target;
import io.roost.fault.api.ToxicApi;
import io.roost.metrics.Endpoint;
import io.roost.toxic.NamedToxic;
import io.roost.toxic.ToxicException;
import io.roost.toxic.ToxicText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * What is written to say by what connections are to be spoilt: a text is a toxic, which is written as it can be read, or
 * not; a request gets an answer in JSON that does not blame the server.
 */
public final class ToxicsTarget {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String[] PATHS = {
        "/proxies",
        "/proxies/echo",
        "/proxies/echo/toxics",
        "/proxies/echo/toxics/latency_downstream",
        "/populate",
        "/reset"
    };
    private static final String[] METHODS = {"POST", "PATCH", "GET", "DELETE"};

    private ToxicsTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        text(new String(input, StandardCharsets.UTF_8));
        request(input);
    }

    private static void text(String text) {
        NamedToxic toxic;
        try {
            toxic = ToxicText.parse(text);
        } catch (ToxicException e) {
            assertThat(e.expected()).isNotBlank();
            return;
        }
        try {
            assertThat(ToxicText.parse(toxic.toString())).isEqualTo(toxic);
        } catch (ToxicException e) {
            throw new AssertionError(toxic + " can't be read: expected " + e.expected());
        }
    }

    private static void request(byte[] input) {
        if (input.length == 0) {
            return;
        }
        Proxies proxies = new Proxies(
                (service, address) -> {
                    throw new ToxicException("nothing that is made");
                },
                new Draws(1));
        proxies.begin("echo", new Echo(), List.of());
        ToxicApi api = new ToxicApi(proxies, Runnable::run);
        int choice = input[0] & 0xFF;
        answer(api, "POST", "/proxies/echo/toxics", "{\"type\":\"latency\"}".getBytes(StandardCharsets.UTF_8));
        Endpoint.Page page = answer(
                api,
                METHODS[choice % METHODS.length],
                PATHS[choice / METHODS.length % PATHS.length],
                java.util.Arrays.copyOfRange(input, 1, input.length));
        assertThat(page.status()).isBetween(200, 499);
        assertJson(page.body());
        assertJson(answer(api, "GET", "/proxies", new byte[0]).body());
    }

    private static void assertJson(byte[] body) {
        try {
            JSON.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Endpoint.Page answer(ToxicApi api, String method, String path, byte[] body) {
        return api.answerLater(new DefaultFullHttpRequest(
                        HttpVersion.HTTP_1_1, HttpMethod.valueOf(method), path, Unpooled.wrappedBuffer(body)))
                .toCompletableFuture()
                .join();
    }

    /** Never bound. */
    private static final class Echo implements Target {
        private final ListenerToxics toxics = new ListenerToxics(new Lanes(List.of()), new Draws(1), () -> 0);

        @Override
        public String service() {
            return "echo";
        }

        @Override
        public String listen() {
            return "127.0.0.1:7";
        }

        @Override
        public boolean isAt(String address) {
            return address.equals(listen());
        }

        @Override
        public void moveTo(String address) {}

        @Override
        public CompletableFuture<Void> open() {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletableFuture<Void> close() {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public ListenerToxics toxics() {
            return toxics;
        }
    }
}
