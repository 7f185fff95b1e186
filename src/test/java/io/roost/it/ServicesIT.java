package io.roost.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.roost.metrics.LoopCounter;
import io.roost.testkit.RawClient;
import io.roost.testkit.TestServer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Discard and chargen over real sockets. */
class ServicesIT {
    @ParameterizedTest
    @ValueSource(strings = {"epoll", "nio"})
    void discard_whenBytesCome_thenNothingComesBackAndAllAreCounted(String transport) throws Exception {
        try (TestServer server = TestServer.of("discard", "transport=" + transport);
                RawClient client = server.connect()) {
            client.send(new byte[5_000_000]).end();
            assertThat(client.readToEnd()).isEmpty();
            assertThat(server.count(LoopCounter.BYTES_IN)).isEqualTo(5_000_000);
            assertThat(server.count(LoopCounter.BYTES_OUT)).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"epoll", "nio"})
    void chargen_whenRead_thenLinesAreThoseOfRfc864(String transport) throws Exception {
        try (TestServer server = TestServer.of("chargen", "transport=" + transport);
                RawClient client = server.connect()) {
            String text = new String(client.read(74 * 95 * 20), StandardCharsets.US_ASCII);
            String[] lines = text.split("\r\n", -1);
            assertThat(lines[0])
                    .isEqualTo(" !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefg");
            for (int line = 0; line < 95 * 20; line++) {
                assertThat(lines[line]).hasSize(72);
                assertThat(lines[line].charAt(0)).isEqualTo((char) (' ' + line % 95));
            }
        }
    }

    @Test
    void chargen_whenNotRead_thenItWaits() throws Exception {
        try (TestServer server = TestServer.of("chargen");
                RawClient client = RawClient.to(server.address(), 4_096)) {
            client.read(1);
            await().until(() -> isSteady(server));
            long before = server.count(LoopCounter.BYTES_OUT);
            client.read((int) before);
            await().until(() -> server.count(LoopCounter.BYTES_OUT) > before);
        }
    }

    @Test
    void chargen_whenPeerHasSentFin_thenItGoesOnUntilTheReset() throws Exception {
        try (TestServer server = TestServer.of("chargen");
                RawClient client = server.connect()) {
            client.send("ignored").end();
            assertThat(client.read(8_000_000)).hasSize(8_000_000);
            client.reset();
            await().until(() -> server.connections() == 0);
        }
    }

    private static boolean isSteady(TestServer server) {
        long before = server.count(LoopCounter.BYTES_OUT);
        long until = System.nanoTime() + 50_000_000;
        while (System.nanoTime() < until) {
            Thread.onSpinWait();
        }
        return server.count(LoopCounter.BYTES_OUT) == before;
    }
}
