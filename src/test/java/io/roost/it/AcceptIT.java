package io.roost.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.roost.config.ConfigLoader;
import io.roost.metrics.LoopCounter;
import io.roost.server.RoostServer;
import io.roost.server.StartException;
import io.roost.testkit.RawClient;
import io.roost.testkit.TestServer;
import io.roost.transport.CountedLoop;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is let in, to which loop, and what happens when nobody can be. */
class AcceptIT {
    @Test
    void accept_whenLimitIsReached_thenOneMoreIsClosedAndARoomIsGivenAgain() throws Exception {
        try (TestServer server = TestServer.of("echo", "limits.connections=2");
                RawClient first = server.connect();
                RawClient second = server.connect()) {
            assertThat(first.echo("1")).isEqualTo("1");
            assertThat(second.echo("2")).isEqualTo("2");
            // The reset may come as early as in connect(2), in send(2), or as late as in recv(2).
            assertThatThrownBy(() -> {
                        try (RawClient third = server.connect()) {
                            third.send("3").read(1);
                        }
                    })
                    .hasMessageMatching("(?s).*(reset|Broken pipe).*");
            await().until(() -> server.count(LoopCounter.REFUSED_FULL) == 1);
            assertThat(first.echo("still")).isEqualTo("still");

            second.reset();
            await().until(() -> server.connections() == 1);
            try (RawClient fourth = server.connect()) {
                assertThat(fourth.echo("4")).isEqualTo("4");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"epoll", "nio"})
    void accept_whenHalfLeaveAndMoreCome_thenLoopsStayEven(String transport) throws Exception {
        try (TestServer server =
                TestServer.of("echo", "transport=" + transport, "event-loops.workers=3", "event-loops.acceptors=2")) {
            List<RawClient> clients = new ArrayList<>();
            for (int i = 0; i < 600; i++) {
                clients.add(server.connect());
            }
            await().until(() -> server.count(LoopCounter.OPENED) == 600);
            assertThat(spread(server)).isLessThanOrEqualTo(1.05);

            for (int i = 599; i >= 0; i -= 2) {
                clients.remove(i).reset();
            }
            await().until(() -> server.connections() == 300);
            for (int i = 0; i < 300; i++) {
                clients.add(server.connect());
            }
            await().until(() -> server.count(LoopCounter.OPENED) == 900);
            assertThat(spread(server)).isLessThanOrEqualTo(1.05);
            for (RawClient client : clients) {
                client.reset();
            }
            await().until(() -> server.connections() == 0);
        }
    }

    @Test
    void accept_whenFiveThousandComeAtOnce_thenAllAreServed() throws Exception {
        try (TestServer server = TestServer.of("echo")) {
            List<RawClient> clients = new ArrayList<>();
            for (int i = 0; i < 5_000; i++) {
                clients.add(server.connect());
            }
            for (RawClient client : clients) {
                client.send("ping");
            }
            for (RawClient client : clients) {
                assertThat(new String(client.read(4), java.nio.charset.StandardCharsets.US_ASCII))
                        .isEqualTo("ping");
            }
            assertThat(server.connections()).isEqualTo(5_000);
            for (RawClient client : clients) {
                client.reset();
            }
            await().until(() -> server.connections() == 0);
            assertThat(server.count(LoopCounter.REFUSED_FULL)).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void bind_whenPortIsInUse_thenOneSentenceSaysWhich(int acceptors) throws Exception {
        try (TestServer server = TestServer.of("echo", "event-loops.acceptors=" + acceptors)) {
            String taken = "127.0.0.1:" + server.address().getPort();
            assertThatThrownBy(() -> RoostServer.start(new ConfigLoader()
                            .assignments(List.of(
                                    "listeners[0].bind=" + taken,
                                    "admin.bind=off",
                                    "event-loops.acceptors=" + acceptors))
                            .load()))
                    .isInstanceOf(StartException.class)
                    .hasMessageContaining(taken + " is in use");
        }
    }

    @Test
    void bind_whenAddressIsNotOfThisHost_thenOneSentenceSaysSo() {
        assertThatThrownBy(() -> RoostServer.start(new ConfigLoader()
                        .assignments(List.of("listeners[0].bind=192.0.2.1:7007", "admin.bind=off"))
                        .load()))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("192.0.2.1:7007 is no address of this host");
    }

    private static double spread(TestServer server) {
        List<Integer> counts = server.server().loops().workers().loops().stream()
                .map(CountedLoop::connections)
                .toList();
        return (double) Collections.max(counts) / Collections.min(counts);
    }
}
