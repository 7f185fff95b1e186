package io.roost.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.PooledByteBufAllocator;
import io.roost.metrics.LoopCounter;
import io.roost.testkit.RawClient;
import io.roost.testkit.TestServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Echo over real sockets, on every transport that one JVM can have beside another. */
class EchoIT {
    private static final long SEED = 862;

    @ParameterizedTest
    @ValueSource(strings = {"epoll", "epoll-level", "nio"})
    void echo_whenSegmentsAreRandom_thenEveryByteComesBackInOrder(String transport) throws Exception {
        Random random = new Random(SEED);
        byte[] sent = new byte[3_000_000];
        random.nextBytes(sent);
        try (TestServer server = TestServer.of("echo", "transport=" + transport);
                RawClient client = server.connect()) {
            CompletableFuture<Void> sender = CompletableFuture.runAsync(() -> {
                try {
                    for (int at = 0; at < sent.length; ) {
                        int bytes = Math.min(sent.length - at, 1 + random.nextInt(1 << random.nextInt(18)));
                        client.out().write(sent, at, bytes);
                        at += bytes;
                    }
                    client.end();
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });
            assertThat(client.readToEnd()).isEqualTo(sent);
            sender.get();
            await().until(() -> server.count(LoopCounter.CLOSED_PEER) == 1);
            assertThat(server.count(LoopCounter.BYTES_IN)).isEqualTo(sent.length);
            assertThat(server.connections()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"epoll", "epoll-level", "nio"})
    void echo_whenSixtyFourMegabytesInOneGo_thenAllComeBack(String transport) throws Exception {
        byte[] sent = new byte[64 << 20];
        new Random(SEED).nextBytes(sent);
        try (TestServer server = TestServer.of("echo", "transport=" + transport);
                RawClient client = server.connect()) {
            CompletableFuture<Void> sender = CompletableFuture.runAsync(() -> sendAllThenEnd(client, sent));
            byte[] block = new byte[1 << 16];
            int at = 0;
            for (int bytes = client.in().read(block);
                    bytes > 0;
                    bytes = client.in().read(block)) {
                assertThat(Arrays.equals(block, 0, bytes, sent, at, at + bytes)).isTrue();
                at += bytes;
            }
            assertThat(at).isEqualTo(sent.length);
            sender.get();
            assertThat(PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory())
                    .isLessThan(64 << 20);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"epoll", "epoll-level", "nio"})
    void echo_whenOneBytePerSegment_thenEachComesBack(String transport) throws Exception {
        try (TestServer server = TestServer.of("echo", "transport=" + transport);
                RawClient client = server.connect()) {
            for (int i = 0; i < 500; i++) {
                client.send(new byte[] {(byte) i});
                assertThat(client.read(1)).containsExactly((byte) i);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"epoll", "epoll-level", "nio"})
    void echo_whenDataAndFinComeTogether_thenAllComesBackThenFin(String transport) throws Exception {
        try (TestServer server = TestServer.of("echo", "transport=" + transport)) {
            for (int bytes : new int[] {0, 1, 2_047, 2_048, 2_049, 8_192, 100_000}) {
                byte[] sent = new byte[bytes];
                Arrays.fill(sent, (byte) bytes);
                try (RawClient client = server.connect()) {
                    // Without TCP_NODELAY the last bytes and the FIN leave in one segment.
                    client.socket().setTcpNoDelay(false);
                    client.send(sent).end();
                    assertThat(client.readToEnd()).isEqualTo(sent);
                }
            }
            await().until(() -> server.connections() == 0);
            assertThat(server.count(LoopCounter.CLOSED_PEER)).isEqualTo(7);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"epoll", "epoll-level", "nio"})
    void echo_whenPeerResets_thenItIsCountedAndOthersAreServed(String transport) throws Exception {
        try (TestServer server = TestServer.of("echo", "transport=" + transport);
                RawClient other = server.connect()) {
            for (int i = 0; i < 50; i++) {
                RawClient client = server.connect();
                if (i % 2 == 0) {
                    client.send(new byte[1 + 1_000 * i]);
                }
                client.reset();
                assertThat(other.echo("still here " + i)).isEqualTo("still here " + i);
            }
            await().until(() -> server.connections() == 1);
            assertThat(server.count(LoopCounter.CLOSED_RESET)).isEqualTo(50);
            assertThat(server.count(LoopCounter.CLOSED_ERROR)).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"epoll", "epoll-level", "nio"})
    void echo_whenPeerNeverReads_thenItIsNoLongerReadAndMemoryIsBounded(String transport) throws Exception {
        try (TestServer server = TestServer.of("echo", "transport=" + transport);
                RawClient stubborn = RawClient.to(server.address(), 4_096);
                RawClient other = server.connect()) {
            CompletableFuture<Long> sentBytes = CompletableFuture.supplyAsync(() -> sendUntilCut(stubborn));
            await().atMost(Duration.ofSeconds(20)).until(() -> hasStoppedReading(server));

            long queued = queuedBytes(server);
            // One chunk may have been read when the mark was passed; Netty adds 96 bytes per entry.
            assertThat(queued).isBetween(1L, 2 * 65_536L + 96 * 32);
            assertThat(PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory())
                    .isLessThan(64 << 20);
            assertThat(other.echo("unharmed")).isEqualTo("unharmed");

            stubborn.reset();
            assertThat(sentBytes.get()).isPositive();
            await().until(() -> server.connections() == 1);
            assertThat(queuedBytes(server)).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"epoll", "epoll-level", "nio"})
    void echo_whenManyPeersReadSlowly_thenNothingIsLost(String transport) throws Exception {
        byte[] sent = new byte[2_000_000];
        new Random(SEED).nextBytes(sent);
        try (TestServer server = TestServer.of("echo", "transport=" + transport, "tcp.send-buffer=16KiB")) {
            List<RawClient> clients = new ArrayList<>();
            List<CompletableFuture<Void>> senders = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                RawClient client = RawClient.to(server.address(), 8_192);
                clients.add(client);
                senders.add(CompletableFuture.runAsync(() -> sendAllThenEnd(client, sent)));
            }
            for (int i = 0; i < 8; i++) {
                assertThat(clients.get(i).readToEnd()).isEqualTo(sent);
                senders.get(i).get();
                clients.get(i).close();
            }
            assertThat(server.count(LoopCounter.CAUSE_SPACE)).isPositive();
            await().until(() -> server.connections() == 0);
            assertThat(queuedBytes(server)).isZero();
        }
    }

    private static void sendAllThenEnd(RawClient client, byte[] bytes) {
        try {
            client.send(bytes).end();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static long sendUntilCut(RawClient client) {
        long sent = 0;
        byte[] block = new byte[65_536];
        try {
            OutputStream out = client.out();
            while (sent < 1L << 31) {
                out.write(block);
                sent += block.length;
            }
        } catch (SocketException e) {
            return sent;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return sent;
    }

    /** No byte more within a tenth of a second, after some came. */
    private static boolean hasStoppedReading(TestServer server) {
        long before = server.count(LoopCounter.BYTES_IN);
        long until = System.nanoTime() + 100_000_000;
        while (System.nanoTime() < until) {
            Thread.onSpinWait();
        }
        return before > 65_536 && server.count(LoopCounter.BYTES_IN) == before;
    }

    private static long queuedBytes(TestServer server) {
        return server.server().loops().workers().loops().stream()
                .mapToLong(loop -> loop.counters().queuedBytes())
                .sum();
    }
}
