package io.roost.it;

import static org.assertj.core.api.Assertions.assertThat;

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
            assertThat(server.count(LoopCounter.CLOSED_LIFETIME)).isEqualTo(1);
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
            assertThat(server.count(LoopCounter.CLOSED_IDLE)).isEqualTo(1);
        }
    }
}
