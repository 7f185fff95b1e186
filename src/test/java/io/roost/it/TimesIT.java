package io.roost.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.roost.metrics.LoopCounter;
import io.roost.testkit.RawClient;
import io.roost.testkit.TestServer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Idle timeout and lifetime over real sockets. */
class TimesIT {
    @Test
    void idleTimeout_whenPeerIsSilent_thenItIsClosedAndABusyOneIsNot() throws Exception {
        try (TestServer server = TestServer.of("echo", "limits.idle-timeout=500ms");
                RawClient silent = server.connect();
                RawClient busy = server.connect()) {
            long startNanos = System.nanoTime();
            while (server.count(LoopCounter.CLOSED_IDLE) == 0) {
                assertThat(busy.echo("tick")).isEqualTo("tick");
                assertThat(System.nanoTime() - startNanos)
                        .isLessThan(Duration.ofSeconds(10).toNanos());
            }
            assertThat(System.nanoTime() - startNanos)
                    .isGreaterThan(Duration.ofMillis(500).toNanos());
            assertThat(silent.readToEnd()).isEmpty();
            assertThat(busy.echo("alive")).isEqualTo("alive");
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void lifetime_whenItIsOver_thenEvenABusyPeerIsClosed() throws Exception {
        try (TestServer server = TestServer.of("chargen", "limits.lifetime=400ms");
                RawClient client = server.connect()) {
            assertThat(client.readToEnd().length).isPositive();
            await().until(() -> server.count(LoopCounter.CLOSED_LIFETIME) == 1);
        }
    }

    @Test
    void idleTimeout_whenOfOneListenerOnly_thenTheOtherHasNone() throws Exception {
        try (TestServer server = TestServer.of(
                        "echo",
                        "listeners[0].idle-timeout=200ms",
                        "listeners[1].service=echo",
                        "listeners[1].bind=127.0.0.1:0");
                RawClient timed = server.connect();
                RawClient untimed =
                        RawClient.to(server.server().listeners().get(1).address())) {
            assertThat(timed.readToEnd()).isEmpty();
            assertThat(untimed.echo("alive")).isEqualTo("alive");
            await().until(() -> server.count(LoopCounter.CLOSED_IDLE) == 1);
        }
    }

    @Test
    void idleTimeout_whenPeerTakesSlowlyWhatWaits_thenItIsNotIdleUntilItStops() throws Exception {
        try (TestServer server = TestServer.of(
                        "echo", "limits.idle-timeout=500ms", "tcp.send-buffer=16KiB", "limits.write-buffer-high=1MiB");
                RawClient slow = RawClient.to(server.address(), 8_192)) {
            slow.send(new byte[400_000]);
            // Over two seconds, four times the timeout, and not nearly all that waits.
            for (int i = 0; i < 20; i++) {
                assertThat(slow.read(8_192)).hasSize(8_192);
                long next = System.nanoTime() + 100_000_000;
                await().pollInterval(Duration.ofMillis(10)).until(() -> System.nanoTime() - next >= 0);
            }
            assertThat(server.count(LoopCounter.CLOSED_IDLE)).isZero();
            await().until(() -> server.count(LoopCounter.CLOSED_IDLE) == 1);
        }
    }
}
