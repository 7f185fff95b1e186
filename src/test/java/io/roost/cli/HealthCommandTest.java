package io.roost.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

final class HealthCommandTest {
    private final ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    HealthCommandTest() throws IOException {}

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    @Test
    void call_whenTheServerIsReady_thenZeroAndItsWord() {
        CompletableFuture<String> request = answer("HTTP/1.1 200 OK\r\ncontent-length: 6\r\n\r\nready\n");

        assertThat(run(url("/health/ready?verbose"))).isEqualTo(ExitCode.OK);
        assertThat(out.toString().lines()).containsExactly("healthy: 200 OK, ready");
        assertThat(request.join())
                .startsWith("GET /health/ready?verbose HTTP/1.1\r\nHost: 127.0.0.1:" + server.getLocalPort() + "\r\n")
                .contains("\r\nConnection: close\r\n");
    }

    @ParameterizedTest
    @CsvSource({
        "503 Service Unavailable, draining, 'unhealthy: 503 Service Unavailable, draining'",
        "404 Not Found, '', unhealthy: 404 Not Found",
        "302 Found, '', unhealthy: 302 Found",
        "500, '', unhealthy: 500"
    })
    void call_whenTheAnswerIsNoSuccess_thenOne(String status, String body, String line) {
        var unused = answer("HTTP/1.1 " + status + "\r\n\r\n" + body);

        assertThat(run(url("/"))).isEqualTo(ExitCode.INTERNAL);
        assertThat(out.toString().lines()).containsExactly(line);
    }

    @Test
    void call_whenNobodyListens_thenThree() throws IOException {
        String url = url("/health/ready");
        server.close();

        assertThat(run(url)).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(out.toString().lines()).containsExactly("unreachable: " + url + ": Connection refused");
    }

    @Test
    void call_whenNoAnswerComes_thenThreeAfterTheTimeout() {
        assertThat(run("--timeout", "50ms", url("/"))).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(out.toString()).contains(": no answer within 50 ms");
    }

    @ParameterizedTest
    @CsvSource({"'', the connection was closed without an answer", "SSH-2.0-x, the answer is not HTTP"})
    void call_whenTheAnswerIsNotHttp_thenThree(String text, String sentence) {
        var unused = answer(text);

        assertThat(run(url("/"))).isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(out.toString()).contains(sentence);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:9090", "https://127.0.0.1/", "http:///x", "http://127.0.0.1:70000/", "a b"})
    void call_whenNotAUrlThatCanBeAsked_thenUsage(String url) {
        assertThat(run(url)).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains(url);
        assertThat(out.toString()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0s", "2", "-1s", "2h", "3601s", "9999999999s"})
    void call_whenNotATimeout_thenUsage(String timeout) {
        assertThat(run("--timeout=" + timeout, url("/"))).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("'" + timeout + "' (expected: a time from 1ms to 3600s");
    }

    /** The request that it answers with this text. */
    private CompletableFuture<String> answer(String text) {
        return CompletableFuture.supplyAsync(() -> {
            try (Socket client = server.accept()) {
                String request = head(client.getInputStream());
                client.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
                return request;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.read());
        }
        return head.toString();
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.getLocalPort() + path;
    }

    private int run(String... arguments) {
        return new CommandLine(new HealthCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }
}
