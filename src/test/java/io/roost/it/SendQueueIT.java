package io.roost.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.PoolArenaMetric;
import io.netty.buffer.PooledByteBufAllocator;
import io.roost.metrics.LoopCounter;
import io.roost.testkit.IrcClient;
import io.roost.testkit.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** One that does not read is dropped, and the others do not feel it. */
class SendQueueIT {
    @Test
    void reader_whenItStops_thenDroppedAndTheOthersGetAll() {
        try (TestServer server = TestServer.of("chat", "chat.send-queue=64KiB", "tcp.send-buffer=16KiB");
                IrcClient slow = IrcClient.slowTo(server.address()).register("slow", "");
                IrcClient fast = IrcClient.to(server.address()).register("fast", "");
                IrcClient speaker = IrcClient.to(server.address()).register("speaker", "")) {
            for (IrcClient client : List.of(slow, fast, speaker)) {
                client.send("JOIN #a");
                client.sync();
            }
            fast.sync();
            String text = "x".repeat(400);
            List<String> heard = List.of();
            int said = 0;
            while (heard.stream().noneMatch(line -> line.contains(" QUIT ")) && said < 20_000) {
                for (int i = 0; i < 50; i++) {
                    speaker.send("PRIVMSG #a :" + said++ + text);
                }
                speaker.sync();
                heard = fast.sync();
                assertThat(heard.stream().filter(line -> line.contains("PRIVMSG")))
                        .hasSize(50);
            }

            assertThat(heard).anyMatch(line -> line.startsWith(":slow!") && line.endsWith("QUIT :SendQ exceeded"));
            await().until(() -> server.count(LoopCounter.CLOSED_SEND_QUEUE) == 1);
        }
    }

    @Test
    void client_whenItReadsNoAnswers_thenItIsReadNoFurtherAndNothingIsLost() throws Exception {
        int pings = 40_000;
        byte[] lines = "PING :%s%n".formatted("x".repeat(200)).repeat(pings).getBytes(StandardCharsets.US_ASCII);
        try (TestServer server = TestServer.of("chat", "chat.send-queue=256KiB", "tcp.send-buffer=16KiB");
                IrcClient client = IrcClient.slowTo(server.address()).register("client", "");
                IrcClient other = IrcClient.to(server.address()).register("other", "")) {
            CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
                try {
                    client.raw().send(lines);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            await().until(() -> server.queuedBytes() > 0);
            for (int i = 0; i < 100; i++) {
                other.sync();
            }

            assertThat(server.count(LoopCounter.BYTES_IN)).isLessThan(lines.length / 8);
            for (int i = 0; i < pings; i++) {
                assertThat(client.line()).contains(" PONG ");
            }
            writer.get();
            assertThat(server.count(LoopCounter.CLOSED_SEND_QUEUE)).isZero();
        }
    }

    @Test
    void readers_whenAThousandStop_thenWhatWaitsForThemStaysWithinTheSum() throws Exception {
        int channels = 10;
        int members = 100;
        // A reader may have 4 KiB without the sum being asked, and each of two lanes be wrong by 64 KiB.
        long most = (16 << 20) + 4_096L * channels * members + 2 * (64 << 10);
        List<IrcClient> slow = new ArrayList<>();
        try (TestServer server = TestServer.of(
                        "chat", "chat.send-queues=16MiB", "tcp.send-buffer=16KiB", "event-loops.workers=2");
                IrcClient fast = IrcClient.to(server.address()).register("fast", "");
                IrcClient speaker = IrcClient.to(server.address()).register("speaker", "")) {
            for (int i = 0; i < channels * members; i++) {
                slow.add(IrcClient.slowTo(server.address())
                        .register("slow" + i, "no-implicit-names")
                        .send("JOIN #" + i / members));
            }
            for (int i = 0; i < channels; i++) {
                fast.send("JOIN #" + i);
                speaker.send("JOIN #" + i);
            }
            fast.sync();
            speaker.sync();
            fast.sync();
            long directBefore = directBytes();
            String text = "x".repeat(400);
            long mostQueued = 0;
            long mostDirect = 0;
            for (int round = 0; round < 400; round++) {
                for (int i = 0; i < channels; i++) {
                    speaker.send("PRIVMSG #" + i + " :" + text);
                }
                speaker.sync();
                assertThat(fast.sync().stream().filter(line -> line.contains("PRIVMSG")))
                        .hasSize(channels);
                mostQueued = Math.max(mostQueued, server.queuedBytes());
                mostDirect = Math.max(mostDirect, directBytes() - directBefore);
            }

            assertThat(mostQueued).isBetween(8L << 20, most);
            assertThat(mostDirect).isLessThan(most);
            assertThat(server.count(LoopCounter.CLOSED_SEND_QUEUE)).isPositive();
            assertThat(server.count(LoopCounter.FAULTS)).isZero();
        } finally {
            slow.forEach(IrcClient::close);
        }
    }

    private static long directBytes() {
        return PooledByteBufAllocator.DEFAULT.metric().directArenas().stream()
                .mapToLong(PoolArenaMetric::numActiveBytes)
                .sum();
    }

    @Test
    void reader_whenItReadsLate_thenItIsToldWhy() {
        try (TestServer server = TestServer.of("chat", "chat.send-queue=16KiB", "tcp.send-buffer=16KiB");
                IrcClient slow = IrcClient.slowTo(server.address()).register("slow", "");
                IrcClient speaker = IrcClient.to(server.address()).register("speaker", "")) {
            String text = "x".repeat(400);
            for (int i = 0; i < 2_000; i++) {
                speaker.send("PRIVMSG slow :" + i + text);
            }
            speaker.sync();
            String last = "";
            for (String line = slow.line(); line != null; line = slow.line()) {
                last = line;
            }

            assertThat(last).isEqualTo("ERROR :SendQ exceeded");
        }
    }
}
