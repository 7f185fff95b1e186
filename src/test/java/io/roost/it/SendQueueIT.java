package io.roost.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.roost.metrics.LoopCounter;
import io.roost.testkit.IrcClient;
import io.roost.testkit.TestServer;
import java.util.List;
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
