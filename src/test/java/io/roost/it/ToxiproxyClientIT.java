package io.roost.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import eu.rekawek.toxiproxy.Proxy;
import eu.rekawek.toxiproxy.ToxiproxyClient;
import eu.rekawek.toxiproxy.model.ToxicDirection;
import eu.rekawek.toxiproxy.model.toxic.Bandwidth;
import eu.rekawek.toxiproxy.model.toxic.Latency;
import eu.rekawek.toxiproxy.model.toxic.LimitData;
import eu.rekawek.toxiproxy.model.toxic.ResetPeer;
import eu.rekawek.toxiproxy.model.toxic.Slicer;
import eu.rekawek.toxiproxy.model.toxic.SlowClose;
import eu.rekawek.toxiproxy.model.toxic.Timeout;
import io.roost.metrics.LoopCounter;
import io.roost.testkit.RawClient;
import io.roost.testkit.TestServer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A client that was written for Toxiproxy drives an echo, and a client of the echo sees what comes of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ToxiproxyClientIT {
    private TestServer server;
    private ToxiproxyClient toxiproxy;
    private Proxy echo;

    @BeforeAll
    void begin() throws IOException {
        server = TestServer.of("echo", "listeners[1].service=echo", "listeners[1].bind=127.0.0.1:0");
        toxiproxy = new ToxiproxyClient("127.0.0.1", server.adminAddress().getPort());
        echo = toxiproxy.getProxy("echo");
    }

    @AfterEach
    void reset() throws IOException {
        toxiproxy.reset();
    }

    @AfterAll
    void end() {
        server.close();
    }

    @Test
    void proxies_whenAskedFor_thenTheListenersByTheirNames() throws IOException {
        assertThat(toxiproxy.getProxies()).extracting(Proxy::getName).containsExactlyInAnyOrder("echo", "echo-2");
        assertThat(echo.getListen()).isEqualTo("127.0.0.1:" + server.address().getPort());
        assertThat(echo.getUpstream()).isEqualTo("echo");
        assertThat(echo.isEnabled()).isTrue();
        assertThat(toxiproxy.version()).contains("2.");
        assertThat(toxiproxy.getProxyOrNull("nobody")).isNull();
    }

    @Test
    void latency_whenCreatedReadChangedAndRemoved_thenEachHoldsForConnectionsThatAreThere() throws IOException {
        try (RawClient client = server.connect()) {
            assertThat(client.echo("before")).isEqualTo("before");

            Latency latency = echo.toxics().latency("far", ToxicDirection.DOWNSTREAM, 300);
            assertThat(nanosOf(client)).isGreaterThan(300_000_000);

            latency.setLatency(100);
            latency.setJitter(50);
            assertThat(echo.toxics().get("far", Latency.class).getLatency()).isEqualTo(100);
            assertThat(echo.toxics().get("far", Latency.class).getJitter()).isEqualTo(50);
            assertThat(nanosOf(client)).isGreaterThan(50_000_000);

            latency.setLatency(2_000_000_000);
            latency.remove();
            assertThat(echo.toxics().getAll()).isEmpty();
            assertThat(client.echo("after")).isEqualTo("after");
        }
    }

    @Test
    void toxicity_whenItIsNothing_thenNobodyIsSpoilt() throws IOException {
        Timeout timeout = echo.toxics().timeout("hole", ToxicDirection.UPSTREAM, 0);
        timeout.setToxicity(0);
        assertThat(echo.toxics().get("hole").getToxicity()).isZero();
        for (int i = 0; i < 50; i++) {
            try (RawClient client = server.connect()) {
                assertThat(client.echo("here")).isEqualTo("here");
            }
        }
    }

    @Test
    void bandwidth_whenTheRateIsSmall_thenItTakesAsLongAsThat() throws IOException {
        Bandwidth bandwidth = echo.toxics().bandwidth("narrow", ToxicDirection.DOWNSTREAM, 1);
        bandwidth.setRate(100);
        assertThat(echo.toxics().get("narrow", Bandwidth.class).getRate()).isEqualTo(100);
        byte[] bytes = new byte[40_000];
        Arrays.fill(bytes, (byte) 'x');
        try (RawClient client = server.connect()) {
            long start = System.nanoTime();
            client.send(bytes);
            assertThat(client.read(bytes.length)).isEqualTo(bytes);
            assertThat(System.nanoTime() - start).isGreaterThan(400_000_000);
            bandwidth.remove();
            assertThat(client.echo("fast")).isEqualTo("fast");
        }
    }

    @Test
    void slicer_whenItCuts_thenAllComesInManySegments() throws IOException {
        Slicer slicer = echo.toxics().slicer("sliced", ToxicDirection.DOWNSTREAM, 100, 1_000);
        slicer.setSizeVariation(20);
        assertThat(echo.toxics().get("sliced", Slicer.class).getAverageSize()).isEqualTo(100);
        assertThat(echo.toxics().get("sliced", Slicer.class).getSizeVariation()).isEqualTo(20);
        byte[] bytes = new byte[2_000];
        try (RawClient client = server.connect()) {
            client.send(bytes);
            int reads = 0;
            for (int got = 0; got < bytes.length; reads++) {
                got += client.in().read(new byte[4_096]);
            }
            assertThat(reads).isGreaterThan(5);
        }
        slicer.remove();
    }

    @Test
    void slowClose_whenTheClientEnds_thenTheEndComesLaterAndTheDataBeforeIt() throws IOException {
        SlowClose slow = echo.toxics().slowClose("slow", ToxicDirection.DOWNSTREAM, 5);
        slow.setDelay(400);
        assertThat(echo.toxics().get("slow", SlowClose.class).getDelay()).isEqualTo(400);
        try (RawClient client = server.connect()) {
            client.send("last words").end();
            long start = System.nanoTime();
            assertThat(new String(client.readToEnd(), java.nio.charset.StandardCharsets.US_ASCII))
                    .isEqualTo("last words");
            assertThat(System.nanoTime() - start).isGreaterThan(350_000_000);
        }
        slow.remove();
    }

    @Test
    void timeout_whenItIsOver_thenTheConnectionHasClosedAndNothingCame() throws IOException {
        Timeout timeout = echo.toxics().timeout("hole", ToxicDirection.DOWNSTREAM, 10_000_000);
        timeout.setTimeout(200);
        assertThat(echo.toxics().get("hole", Timeout.class).getTimeout()).isEqualTo(200);
        try (RawClient client = server.connect()) {
            long start = System.nanoTime();
            client.send("into a hole");
            assertThat(client.readToEnd()).isEmpty();
            assertThat(System.nanoTime() - start).isGreaterThan(150_000_000);
        }
        timeout.remove();
    }

    @Test
    void limitData_whenSoMuchHasPassed_thenThatMuchAndTheEnd() throws IOException {
        LimitData limit = echo.toxics().limitData("limit", ToxicDirection.DOWNSTREAM, 5);
        limit.setBytes(1_000);
        assertThat(echo.toxics().get("limit", LimitData.class).getBytes()).isEqualTo(1_000);
        byte[] bytes = new byte[5_000];
        try (RawClient client = server.connect()) {
            client.send(bytes);
            assertThat(client.readToEnd()).hasSize(1_000);
        }
        limit.remove();
    }

    @Test
    void resetPeer_whenItsTimeHasCome_thenTheClientSeesAReset() throws IOException {
        ResetPeer reset = echo.toxics().resetPeer("reset", ToxicDirection.DOWNSTREAM, 5);
        reset.setTimeout(20);
        assertThat(echo.toxics().get("reset", ResetPeer.class).getTimeout()).isEqualTo(20);
        long before = server.count(LoopCounter.CLOSED_TOXIC);
        try (RawClient client = server.connect()) {
            client.send("x");
            assertThatExceptionOfType(SocketException.class)
                    .isThrownBy(() -> client.in().read())
                    .withMessageContaining("reset");
        }
        await().until(() -> server.count(LoopCounter.CLOSED_TOXIC) == before + 1);
        reset.remove();
    }

    @Test
    void proxy_whenDisabledAndEnabled_thenItsConnectionsEndNobodyComesInAndThenTheyDoAgain() throws IOException {
        InetSocketAddress address = server.address();
        try (RawClient client = server.connect()) {
            assertThat(client.echo("up")).isEqualTo("up");
            echo.disable();
            assertThat(echo.isEnabled()).isFalse();
            assertThat(client.in().read()).isEqualTo(-1);
            assertThatExceptionOfType(java.io.UncheckedIOException.class)
                    .isThrownBy(() -> RawClient.to(address))
                    .withCauseInstanceOf(ConnectException.class);
            assertThat(toxiproxy.getProxy("echo").isEnabled()).isFalse();
            assertThat(toxiproxy.getProxy("echo-2").isEnabled()).isTrue();
        }
        echo.enable();
        assertThat(echo.isEnabled()).isTrue();
        try (RawClient client = RawClient.to(address)) {
            assertThat(client.echo("again")).isEqualTo("again");
        }
    }

    @Test
    void proxy_whenCreatedForAService_thenItServesThatUntilItIsDeleted() throws IOException {
        // This client resets what it has made though it has been deleted: so another.
        ToxiproxyClient other =
                new ToxiproxyClient("127.0.0.1", server.adminAddress().getPort());
        Proxy mine = other.createProxy("mine", "127.0.0.1:0", "echo");
        InetSocketAddress address = new InetSocketAddress(
                InetAddress.getLoopbackAddress(),
                Integer.parseInt(mine.getListen().replaceAll(".*:", "")));
        try (RawClient client = RawClient.to(address)) {
            assertThat(client.echo("new")).isEqualTo("new");
            mine.toxics().latency("far", ToxicDirection.UPSTREAM, 200);
            assertThat(nanosOf(client)).isGreaterThan(200_000_000);
            mine.delete();
            assertThat(client.in().read()).isEqualTo(-1);
        }
        assertThat(other.getProxyOrNull("mine")).isNull();
    }

    @Test
    void proxy_whenCreatedForAnAddress_thenTheRefusalSaysWhatCanBe() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> toxiproxy.createProxy("redis", "127.0.0.1:0", "127.0.0.1:6379"))
                .withMessageContaining("400")
                .withMessageContaining("one of echo, discard, chargen, http");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> toxiproxy.createProxy("echo", "127.0.0.1:0", "echo"))
                .withMessageContaining("409");
    }

    private static long nanosOf(RawClient client) throws IOException {
        long start = System.nanoTime();
        assertThat(client.echo("x")).isEqualTo("x");
        return System.nanoTime() - start;
    }
}
