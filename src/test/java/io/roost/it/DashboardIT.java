package io.roost.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.PooledByteBufAllocator;
import io.roost.metrics.LoopCounter;
import io.roost.testkit.RawClient;
import io.roost.testkit.TestServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The dashboard over real sockets: what it weighs, what it tells, and a thousand who watch. */
class DashboardIT {
    private static final int WATCHERS = 1_000;
    private static final int PAGE_BOUND_BYTES = 100_000;

    /** What a new watcher gets of five busy minutes; DashboardTest bounds it by this. */
    private static final int GREETING_BYTES = 45_000;

    private static final Pattern LINK = Pattern.compile("(?:href|src)=\"(admin/[^\"]+)\"|from \"\\./([^\"]+)\"");

    @Test
    void page_whenLoadedFirst_thenWithinItsWeight() throws Exception {
        try (TestServer server = TestServer.of("echo")) {
            Queue<String> paths = new ArrayDeque<>(List.of("/"));
            Set<String> seen = new HashSet<>(paths);
            int sum = 0;
            while (!paths.isEmpty()) {
                String path = paths.remove();
                sum += fetch(server, path, "gzip").length;
                Matcher link = LINK.matcher(new String(fetch(server, path, "identity"), StandardCharsets.UTF_8));
                while (link.find()) {
                    String next = link.group(1) != null ? "/" + link.group(1) : "/admin/" + link.group(2);
                    if (seen.add(next)) {
                        paths.add(next);
                    }
                }
            }
            System.out.printf(
                    "first load of the dashboard: %,d bytes in %d files, and at most %,d of the last minutes%n",
                    sum, seen.size(), GREETING_BYTES);
            assertThat(seen).hasSize(10).contains("/admin/uplot.js", "/admin/format.js", "/admin/style.css");
            assertThat(sum + GREETING_BYTES).isLessThan(PAGE_BOUND_BYTES);
        }
    }

    @Test
    void events_whenConnectionsComeAndGo_thenTheyAreInTheNextSamples() throws Exception {
        try (TestServer server = TestServer.of("echo");
                RawClient watcher = RawClient.to(server.adminAddress())) {
            watcher.send("GET /events HTTP/1.1\r\nHost: x\r\n\r\n");
            BufferedReader events = new BufferedReader(new InputStreamReader(watcher.in(), StandardCharsets.UTF_8));
            try (RawClient echo = server.connect()) {
                assertThat(echo.echo("here")).isEqualTo("here");
                awaitLine(events, "\"connections\":1,");
            }
            awaitLine(events, "\"connections\":0,");
        }
    }

    @Test
    void watchers_whenAThousandOpenAndNeverRead_thenMemoryIsBoundedAndAllElseIsServed() throws Exception {
        try (TestServer server = TestServer.of("echo");
                RawClient echo = server.connect()) {
            List<RawClient> watchers = new ArrayList<>();
            for (int i = 0; i < WATCHERS; i++) {
                try {
                    RawClient watcher = RawClient.to(server.adminAddress(), 4_096);
                    watchers.add(watcher);
                    watcher.send("GET /events HTTP/1.1\r\nHost: x\r\n\r\n");
                } catch (IOException | UncheckedIOException refused) {
                    // Over the admin listener's limit, and told so by a reset.
                }
            }
            await().until(() -> server.get("/stats").body().contains("\"watchers\":192,"));
            for (int i = 0; i < 500; i++) {
                assertThat(echo.echo("ping " + i)).isEqualTo("ping " + i);
            }
            assertThat(server.get("/metrics").body()).contains("roost_connections{");
            assertThat(server.get("/events").statusCode()).isEqualTo(503);
            assertThat(server.server().loops().admin().connections()).isLessThanOrEqualTo(256);
            assertThat(PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory())
                    .isLessThan(64 << 20);
            assertThat(server.count(LoopCounter.CLOSED_ERROR)).isZero();
            for (RawClient watcher : watchers) {
                watcher.close();
            }
            await().until(() -> server.get("/stats").body().contains("\"watchers\":0,"));
        }
    }

    private static void awaitLine(BufferedReader events, String part) throws IOException {
        for (String line = events.readLine(); ; line = events.readLine()) {
            assertThat(line).as("before %s", part).isNotNull();
            if (line.startsWith("data: {\"timeMs\":1") && line.contains(part)) {
                return;
            }
        }
    }

    private static byte[] fetch(TestServer server, String path, String coding) throws IOException {
        try (RawClient client = RawClient.to(server.adminAddress())) {
            client.send("GET " + path
                    + " HTTP/1.1\r\nHost: x\r\nAccept: text/html\r\nConnection: close\r\nAccept-Encoding: " + coding
                    + "\r\n\r\n");
            byte[] response = client.readToEnd();
            assertThat(new String(response, 0, 15, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 200 OK");
            return response;
        }
    }
}
