package io.roost.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.roost.metrics.LoopCounter;
import io.roost.testkit.IrcClient;
import io.roost.testkit.TestServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Answers that are longer than a send queue, to clients that read late. */
class LongAnswersIT {
    private static final int CHANNELS = 1_000;
    private static final String TOPIC = "t".repeat(300);

    @Test
    void list_whenItIsLongerThanTheSendQueue_thenItIsPacedAndNothingIsMissing() {
        try (TestServer server = TestServer.of(
                        "chat", "chat.send-queue=128KiB", "chat.channels-per-user=1000", "tcp.send-buffer=16KiB");
                IrcClient owner = IrcClient.to(server.address()).register("owner", "");
                IrcClient slow = IrcClient.slowTo(server.address()).register("slow", "batch labeled-response");
                IrcClient other = IrcClient.to(server.address()).register("other", "")) {
            makeChannels(owner);
            slow.send("LIST");
            await().until(() -> server.queuedBytes() > 0);
            for (int i = 0; i < 50; i++) {
                other.sync();
            }
            assertThat(server.queuedBytes()).isLessThan(128 << 10);
            assertThat(to(slow, " 323 ").stream().filter(line -> line.contains(" 322 ")))
                    .hasSize(CHANNELS)
                    .doesNotHaveDuplicates()
                    .allMatch(line -> line.endsWith(TOPIC));

            slow.send("@label=a LIST");
            List<String> labelled = to(slow, " BATCH -");
            assertThat(labelled.get(0)).isEqualTo("@label=a :roost.local BATCH +list :labeled-response");
            assertThat(labelled.stream().filter(line -> line.startsWith("@batch=list :roost.local 322 ")))
                    .hasSize(CHANNELS);
            assertThat(server.count(LoopCounter.CLOSED_SEND_QUEUE)).isZero();
        }
    }

    @Test
    void list_whenItIsAskedForAgain_thenTheFirstEndsEarlyAndTheSecondIsWhole() {
        try (TestServer server = TestServer.of("chat", "chat.channels-per-user=1000", "tcp.send-buffer=16KiB");
                IrcClient client = IrcClient.to(server.address()).register("client", "")) {
            makeChannels(client);
            client.send("LIST", "LIST");
            List<String> first = to(client, " 323 ");
            List<String> second = to(client, " 323 ");

            assertThat(first.size()).isLessThan(CHANNELS);
            assertThat(second.stream().filter(line -> line.contains(" 322 "))).hasSize(CHANNELS);
        }
    }

    @Test
    void list_whenItsClientGoes_thenThatIsAll() {
        try (TestServer server = TestServer.of(
                        "chat", "chat.send-queue=64KiB", "chat.channels-per-user=1000", "tcp.send-buffer=16KiB");
                IrcClient owner = IrcClient.to(server.address()).register("owner", "")) {
            makeChannels(owner);
            try (IrcClient slow = IrcClient.slowTo(server.address()).register("slow", "")) {
                slow.send("LIST");
                await().until(() -> server.queuedBytes() > 0);
            }
            await().until(() -> server.connections() == 1);
            owner.sync();
            assertThat(server.queuedBytes()).isZero();
            assertThat(server.count(LoopCounter.FAULTS)).isZero();
        }
    }

    @Test
    void who_whenMoreThanTheSendQueueHolds_thenCutAndSaidSo() {
        List<IrcClient> members = new ArrayList<>();
        try (TestServer server = TestServer.of("chat", "chat.send-queue=16KiB")) {
            for (int i = 0; i < 40; i++) {
                members.add(IrcClient.to(server.address()).register("m" + i, "").send("JOIN #a"));
            }
            members.forEach(IrcClient::sync);
            List<String> lines = members.get(0).send("WHO #a").sync();

            assertThat(lines.stream().filter(line -> line.contains(" 352 "))).hasSize((16 << 10) / 510);
            assertThat(lines).anyMatch(line -> line.contains(" 416 m0 #a :"));
            assertThat(lines.get(lines.size() - 1)).contains(" 315 ");
        } finally {
            members.forEach(IrcClient::close);
        }
    }

    private static void makeChannels(IrcClient owner) {
        for (int i = 0; i < CHANNELS; i++) {
            owner.send("JOIN #c" + i, "TOPIC #c" + i + " :" + TOPIC);
            if (i % 50 == 0) {
                owner.sync();
            }
        }
        owner.sync();
    }

    private static List<String> to(IrcClient client, String last) {
        List<String> lines = new ArrayList<>();
        for (String line = client.line(); line != null; line = client.line()) {
            lines.add(line);
            if (line.contains(last)) {
                return lines;
            }
        }
        throw new AssertionError("no " + last + " in " + lines.size() + " lines");
    }
}
