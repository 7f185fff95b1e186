package io.roost.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.roost.testkit.RawClient;
import io.roost.testkit.TestServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The admin listener: what it tells, and what it takes. */
class AdminIT {
    @Test
    void metrics_whenConnectionsCameAndWent_thenTheyAreCounted() throws Exception {
        try (TestServer server = TestServer.of("echo");
                RawClient open = server.connect()) {
            assertThat(open.echo("12345")).isEqualTo("12345");
            try (RawClient closed = server.connect()) {
                assertThat(closed.echo("678")).isEqualTo("678");
                closed.end();
                assertThat(closed.readToEnd()).isEmpty();
            }
            await().until(() -> server.connections() == 1);

            HttpResponse<String> response = server.get("/metrics");
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("content-type").orElseThrow())
                    .startsWith("text/plain");
            String metrics = response.body();
            assertThat(sum(metrics, "roost_connections{")).isEqualTo(1);
            assertThat(sum(metrics, "roost_connections_opened_total{")).isEqualTo(2);
            assertThat(sum(metrics, "reason=\"peer\"")).isEqualTo(1);
            assertThat(sum(metrics, "roost_bytes_total{direction=\"in\"")).isEqualTo(8);
            assertThat(sum(metrics, "roost_bytes_total{direction=\"out\"")).isEqualTo(8);
            assertThat(sum(metrics, "cause=\"accept\"")).isEqualTo(2);
            assertThat(sum(metrics, "cause=\"data\"")).isEqualTo(2);
            assertThat(sum(metrics, "cause=\"close\"")).isEqualTo(1);
            assertThat(metrics)
                    .contains("roost_loop_registrations{", "roost_loop_busy_ratio{", "roost_loop_turns_total{")
                    .contains("roost_write_queue_bytes{", "netty_allocator_memory_used", "jvm_memory_used_bytes{")
                    .contains("roost_accept_errors_total{", "roost_connections_refused_total{");
        }
    }

    @Test
    void metrics_whenPeopleChat_thenUsersChannelsAndLinesAreCounted() throws Exception {
        try (TestServer server = TestServer.of("chat");
                RawClient a = joined(server, "a");
                RawClient b = joined(server, "b");
                RawClient c = joined(server, "c")) {
            String before = server.get("/metrics").body();
            assertThat(sum(before, "roost_chat_users")).isEqualTo(3);
            assertThat(sum(before, "roost_chat_channels")).isEqualTo(1);
            assertThat(sum(before, "roost_chat_lines_total{direction=\"in\"")).isEqualTo(9);

            a.send("PRIVMSG #x :hello\r\n");
            awaitText(b, "hello");
            awaitText(c, "hello");

            String after = server.get("/metrics").body();
            assertThat(sum(after, "roost_chat_lines_total{direction=\"in\"")).isEqualTo(10);
            assertThat(linesOut(after) - linesOut(before)).as("for b and c").isEqualTo(2);
        }
    }

    private static double linesOut(String metrics) {
        return sum(metrics, "roost_chat_lines_total{direction=\"out\"");
    }

    private static RawClient joined(TestServer server, String nick) throws IOException {
        RawClient client = server.connect();
        client.send("NICK " + nick + "\r\nUSER " + nick + " 0 * :" + nick + "\r\nJOIN #x\r\n");
        awaitText(client, " 366 ");
        return client;
    }

    private static void awaitText(RawClient client, String part) throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.indexOf(part) < 0) {
            int next = client.in().read();
            assertThat(next).as("before %s: %s", part, text).isNotNegative();
            text.append((char) next);
        }
    }

    @Test
    void health_whenServing_thenLiveAndReady() throws Exception {
        try (TestServer server = TestServer.of("echo")) {
            assertThat(server.get("/health/live").statusCode()).isEqualTo(200);
            assertThat(server.get("/health/ready").body()).isEqualTo("ready\n");
            assertThat(server.get("/").body()).contains("/metrics", "/health/ready");
            assertThat(server.get("/nothing").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void admin_whenSentGarbage_thenItSaysSoAndServesTheNext() throws Exception {
        try (TestServer server = TestServer.of("echo")) {
            Random random = new Random(9090);
            for (int i = 0; i < 40; i++) {
                byte[] garbage = new byte[1 + random.nextInt(3_000)];
                random.nextBytes(garbage);
                try (RawClient client = RawClient.to(server.adminAddress())) {
                    sendQuietly(client, garbage);
                    String answer = readQuietly(client);
                    assertThat(answer).satisfiesAnyOf(text -> assertThat(text).isEmpty(), text -> assertThat(text)
                            .startsWith("HTTP/1.1 4"));
                }
            }
            assertThat(server.get("/health/live").statusCode()).isEqualTo(200);
        }
    }

    /** The server may have seen enough after the first bytes: what is sent to a closed connection is answered by RST. */
    private static void sendQuietly(RawClient client, byte[] garbage) {
        try {
            client.send(garbage).send("\r\n\r\n").end();
        } catch (IOException cutMeanwhile) {
            // Allowed: the answer, or its absence, is looked at next.
        }
    }

    @Test
    void token_whenItIsConfigured_thenChangesNeedItAndReadingDoesNot() throws Exception {
        try (TestServer server = TestServer.of("echo", "admin.token=0123456789abcdef")) {
            assertThat(server.get("/health/ready").statusCode()).isEqualTo(200);
            assertThat(server.get("/").statusCode()).isEqualTo(200);
            HttpResponse<String> refused = server.post("/drain");
            assertThat(refused.statusCode()).isEqualTo(401);
            assertThat(refused.headers().firstValue("www-authenticate")).contains("Bearer realm=\"roost\"");
            assertThat(server.get("/health/ready").statusCode())
                    .as("nothing was drained")
                    .isEqualTo(200);
            assertThat(sum(server.get("/metrics").body(), "roost_admin_refused_total{cause=\"token\""))
                    .isEqualTo(1);

            try (RawClient client = RawClient.to(server.adminAddress())) {
                client.send(String.join(
                                "\r\n",
                                "POST /drain HTTP/1.1",
                                "Host: localhost",
                                "Content-Length: 0",
                                "Authorization: Bearer 0123456789abcdef",
                                "Connection: close",
                                "",
                                ""))
                        .end();
                assertThat(readQuietly(client)).startsWith("HTTP/1.1 20");
            }
            server.server().awaitEnd();
        }
    }

    @Test
    void token_whenAReloadBringsAnother_thenThatOpensFromThenOn() throws Exception {
        List<String> assignments = new ArrayList<>(List.of("admin.token=0123456789abcdef"));
        try (TestServer server = TestServer.reloadable("echo", assignments)) {
            assignments.set(0, "admin.token=fedcba9876543210");
            server.server().reload();

            assertThat(reset(server, "0123456789abcdef")).startsWith("HTTP/1.1 401");
            assertThat(reset(server, "fedcba9876543210")).startsWith("HTTP/1.1 2");
        }
    }

    private static String reset(TestServer server, String token) throws IOException {
        try (RawClient client = RawClient.to(server.adminAddress())) {
            client.send("POST /reset HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nConnection: close\r\n"
                            + "Authorization: Bearer " + token + "\r\n\r\n")
                    .end();
            return readQuietly(client);
        }
    }

    @Test
    void admin_whenScrapersNeverRead_thenEchoIsServed() throws Exception {
        try (TestServer server = TestServer.of("echo");
                RawClient echo = server.connect()) {
            List<RawClient> scrapers = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                RawClient scraper = RawClient.to(server.adminAddress(), 4_096);
                scraper.send("GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n".repeat(50));
                scrapers.add(scraper);
            }
            for (int i = 0; i < 200; i++) {
                assertThat(echo.echo("ping " + i)).isEqualTo("ping " + i);
            }
            for (RawClient scraper : scrapers) {
                scraper.reset();
            }
        }
    }

    @Test
    void admin_whenScrapersComeAndGo_thenTheirConnectionsDoNotAddUp() throws Exception {
        try (TestServer server = TestServer.of("echo")) {
            for (int i = 0; i < 100; i++) {
                try (RawClient scraper = RawClient.to(server.adminAddress())) {
                    scraper.send("GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n").end();
                    assertThat(readQuietly(scraper)).startsWith("HTTP/1.1 200");
                }
            }
            await().until(() -> server.server().loops().admin().connections() == 0);
        }
    }

    private static String readQuietly(RawClient client) {
        try {
            return new String(client.readToEnd(), StandardCharsets.ISO_8859_1);
        } catch (java.io.IOException reset) {
            return "";
        }
    }

    private static double sum(String metrics, String part) {
        return metrics.lines()
                .filter(line -> !line.startsWith("#") && line.contains(part))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
