package io.roost.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.roost.metrics.LoopCounter;
import io.roost.testkit.IrcClient;
import io.roost.testkit.RawClient;
import io.roost.testkit.TestServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** One that sends 10,000 random lines a second, and its neighbours on the same worker. */
class FloodIT {
    private static final int LINES_PER_SECOND = 10_000;
    private static final int SECONDS = 3;
    private static final List<String> COMMANDS = List.of(
            "JOIN #a",
            "PART #a",
            "PRIVMSG #a :",
            "NICK ",
            "MODE #a +v ",
            "WHO #a",
            "NAMES #a",
            "TOPIC #a :",
            "LIST ",
            "");

    @Test
    void neighbour_whenOneFloods_thenItsPingsAreAnswered() throws Exception {
        try (TestServer server = TestServer.of("chat", "event-loops.workers=1");
                IrcClient neighbour =
                        IrcClient.to(server.address()).register("neighbour", "").send("JOIN #b");
                RawClient flooder = RawClient.to(server.address())) {
            neighbour.sync();
            flooder.send("NICK flooder\r\nUSER flooder 0 * :x\r\nJOIN #a\r\n");
            CompletableFuture<Long> heard = CompletableFuture.supplyAsync(() -> readToEnd(flooder));
            CompletableFuture<Integer> sent = CompletableFuture.supplyAsync(() -> flood(flooder));

            int answered = 0;
            while (!sent.isDone()) {
                assertThat(neighbour.sync()).isEmpty();
                answered++;
            }
            flooder.send("\r\nQUIT :done\r\n");

            assertThat(sent.get(10, TimeUnit.SECONDS)).isEqualTo(LINES_PER_SECOND * SECONDS);
            assertThat(heard.get(30, TimeUnit.SECONDS)).isPositive();
            assertThat(answered).isGreaterThanOrEqualTo(SECONDS);
            assertThat(server.count(LoopCounter.CLOSED_ERROR)).isZero();
            assertThat(server.count(LoopCounter.FAULTS)).isZero();
        }
    }

    private static int flood(RawClient flooder) {
        Random random = new Random(7);
        long startNanos = System.nanoTime();
        int batch = LINES_PER_SECOND / 100;
        try {
            for (int sent = 0; sent < LINES_PER_SECOND * SECONDS; sent += batch) {
                StringBuilder lines = new StringBuilder();
                for (int i = 0; i < batch; i++) {
                    byte[] garbage = new byte[random.nextInt(60)];
                    random.nextBytes(garbage);
                    lines.append(COMMANDS.get(random.nextInt(COMMANDS.size())))
                            .append(new String(garbage, StandardCharsets.ISO_8859_1).replaceAll("[\\r\\n]", "."))
                            .append("\r\n");
                }
                flooder.send(lines.toString());
                long due = startNanos + (long) (sent + batch) * 1_000_000_000L / LINES_PER_SECOND;
                LockSupport.parkNanos(due - System.nanoTime());
            }
            return LINES_PER_SECOND * SECONDS;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static long readToEnd(RawClient client) {
        try {
            InputStream in = client.in();
            byte[] chunk = new byte[64 << 10];
            long bytes = 0;
            for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
                bytes += count;
            }
            return bytes;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
