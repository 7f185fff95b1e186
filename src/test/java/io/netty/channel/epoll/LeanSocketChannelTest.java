package io.netty.channel.epoll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPromise;
import io.netty.channel.EventLoop;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.AcceptedChannels.Accepted;
import io.netty.util.concurrent.ImmediateEventExecutor;
import io.netty.util.concurrent.PromiseCombiner;
import io.roost.testkit.RawClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.AlreadyConnectedException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An accepted socket is a Netty channel like any other, over real sockets. */
class LeanSocketChannelTest {
    private static final long SEED = 862;

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    void addresses_whenAskedForOpenAndClosed_thenAreThePeersAndOurs(String host) throws Exception {
        try (AcceptedChannels server = new AcceptedChannels(EpollMode.EDGE_TRIGGERED, host, channel -> {});
                RawClient client = server.connect()) {
            LeanSocketChannel channel = server.next().channel;
            InetSocketAddress peer = (InetSocketAddress) client.socket().getLocalSocketAddress();

            assertThat(channel.remoteAddress()).isEqualTo(peer);
            assertThat(channel.localAddress()).isEqualTo(client.socket().getRemoteSocketAddress());
            assertThat(channel).hasToString(channel.toString()).asString().contains(Integer.toString(peer.getPort()));
            assertThat(channel.parent()).isSameAs(server.listener());

            channel.close().syncUninterruptibly();
            assertThat(channel.remoteAddress()).isEqualTo(peer);
            assertThat(channel.localAddress()).isEqualTo(server.listener().localAddress());
        }
    }

    @ParameterizedTest
    @EnumSource(EpollMode.class)
    void input_whenMegabytesAndFinCome_thenAllIsReadAndThenItsEndIsTold(EpollMode mode) throws Exception {
        byte[] sent = randomBytes(4_000_000);
        try (AcceptedChannels server = new AcceptedChannels(mode);
                RawClient client = server.connect()) {
            Accepted accepted = server.next();
            client.send(sent).end();
            await().until(() -> accepted.events.contains("input ended"));

            assertThat(accepted.received()).isEqualTo(sent);
            assertThat(accepted.mostReadsPerTurn).isBetween(2, 16);
            assertThat(accepted.channel.isInputShutdown()).isTrue();
            assertThat(accepted.events).containsExactly("input ended");
            assertHalfOpen(accepted.channel, client);
        }
    }

    @ParameterizedTest
    @EnumSource(EpollMode.class)
    void input_whenFinCameWhileReadingWasOff_thenAllIsReadOnceItIsOn(EpollMode mode) throws Exception {
        // What fits the kernel's receive buffer with the FIN behind it, and takes several turns to read.
        byte[] sent = randomBytes(40_000);
        try (AcceptedChannels server = new AcceptedChannels(mode);
                RawClient client = server.connect()) {
            Accepted accepted = server.next();
            accepted.pauseAfterReads = 1;
            client.send(sent).end();
            // The FIN is told once, and lets one more buffer in at most; its flag is then cleared.
            await().until(() -> !accepted.channel.isFlagSet(Native.EPOLLRDHUP));
            assertThat(accepted.reads).isLessThanOrEqualTo(2);

            accepted.channel.config().setAutoRead(true);
            await().until(() -> accepted.events.contains("input ended"));
            assertThat(accepted.received()).isEqualTo(sent);
            assertHalfOpen(accepted.channel, client);
        }
    }

    @ParameterizedTest
    @EnumSource(EpollMode.class)
    void input_whenReadingIsTurnedOffInATurn_thenItStopsThereAndGoesOnLater(EpollMode mode) throws Exception {
        byte[] sent = randomBytes(100_000);
        try (AcceptedChannels server = new AcceptedChannels(mode);
                RawClient client = server.connect()) {
            Accepted accepted = server.next();
            accepted.pauseAfterReads = 3;
            CompletableFuture<Void> sender = sending(client, sent);
            sender.join();
            await().until(() -> accepted.reads == 3 && !accepted.channel.isFlagSet(Native.EPOLLIN));

            accepted.channel.config().setAutoRead(true);
            await().until(() -> accepted.receivedBytes() == sent.length);
            assertThat(accepted.received()).isEqualTo(sent);
        }
    }

    @ParameterizedTest
    @EnumSource(EpollMode.class)
    void input_whenReadingIsOffFromTheStart_thenNothingIsReadUntilItIsOn(EpollMode mode) throws Exception {
        try (AcceptedChannels server = new AcceptedChannels(
                        mode, "127.0.0.1", channel -> channel.config().setAutoRead(false));
                RawClient client = server.connect();
                RawClient other = server.connect()) {
            Accepted accepted = server.next();
            client.send("early");
            other.send("x");
            server.next();
            assertThat(accepted.channel.isFlagSet(Native.EPOLLIN)).isFalse();
            assertThat(accepted.reads).isZero();

            accepted.channel.config().setAutoRead(true);
            await().until(() -> accepted.receivedBytes() == 5);
        }
    }

    @Test
    void input_whenOnePeerFloods_thenTheLoopLooksAtOthersBetweenItsTurns() throws Exception {
        try (AcceptedChannels server = new AcceptedChannels(EpollMode.EDGE_TRIGGERED);
                RawClient flooding = server.connect();
                RawClient modest = server.connect()) {
            Accepted flooded = server.next();
            Accepted served = server.next();
            CompletableFuture<Void> flood = sending(flooding, new byte[8 << 20]);
            modest.send("me too");
            await().until(() -> served.receivedBytes() == 6);
            flood.join();
            await().until(() -> flooded.receivedBytes() == 8 << 20);
            // For data, and once more for what the turn before left.
            assertThat(flooded.mostTurnsPerLoopTurn).isLessThanOrEqualTo(2);
            assertThat(flooded.mostReadsPerTurn).isLessThanOrEqualTo(16);
        }
    }

    /** Between the end of a turn that left something and the turn for it, new data makes another one, which pauses. */
    @Test
    void input_whenReadingIsTurnedOffBeforeItComesBack_thenWhatWasLeftStaysUnread() throws Exception {
        int readsPerTurn = 16;
        try (AcceptedChannels server = new AcceptedChannels(EpollMode.EDGE_TRIGGERED);
                RawClient client = server.connect()) {
            Accepted accepted = server.next();
            EventLoop loop = accepted.channel.eventLoop();
            accepted.pauseAfterReads = readsPerTurn + 1;
            accepted.afterFirstTurn = () ->
                    ((SingleThreadEventLoop) loop).executeAfterEventLoopIteration(() -> send(client, new byte[4_096]));
            send(client, new byte[16_384]);
            await().until(() -> accepted.reads > readsPerTurn);
            for (int turn = 0; turn < 10; turn++) {
                loop.submit(() -> {}).sync();
            }
            assertThat(accepted.reads).isEqualTo(readsPerTurn + 1);

            accepted.channel.config().setAutoRead(true);
            await().until(() -> accepted.receivedBytes() == 16_384 + 4_096);
        }
    }

    private static void send(RawClient client, byte[] bytes) {
        try {
            client.send(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @EnumSource(EpollMode.class)
    void channel_whenPeerResets_thenItClosesOnce(EpollMode mode) throws Exception {
        try (AcceptedChannels server = new AcceptedChannels(mode);
                RawClient client = server.connect()) {
            Accepted accepted = server.next();
            client.send("x");
            await().until(() -> accepted.receivedBytes() == 1);
            client.reset();
            await().until(() -> accepted.events.contains("inactive"));

            assertThat(accepted.channel.isOpen()).isFalse();
            assertThat(accepted.channel.isShutdown()).isTrue();
            assertThat(accepted.events).containsOnlyOnce("inactive");
        }
    }

    @ParameterizedTest
    @EnumSource(EpollMode.class)
    void output_whenPeerReadsLate_thenWritabilityFollowsAndAllArrives(EpollMode mode) throws Exception {
        byte[] sent = randomBytes(16 << 20);
        WriteBufferWaterMark marks = new WriteBufferWaterMark(1_024, 65_536);
        try (AcceptedChannels server = new AcceptedChannels(
                        mode, "127.0.0.1", channel -> channel.config().setWriteBufferWaterMark(marks));
                RawClient client = server.connect()) {
            LeanSocketChannel channel = server.next().channel;
            ChannelFuture last = writeInParts(channel, sent);
            channel.flush();
            await().until(() -> channel.isFlagSet(Native.EPOLLOUT));
            assertThat(channel.isWritable()).isFalse();

            assertThat(client.read(sent.length)).isEqualTo(sent);
            assertThat(last.await(10_000)).isTrue();
            assertThat(last.isSuccess()).isTrue();
            await().until(channel::isWritable);
            assertThat(channel.isFlagSet(Native.EPOLLOUT)).isFalse();
        }
    }

    @Test
    void output_whenItIsNoBuffer_thenItsPromiseFails() throws Exception {
        try (AcceptedChannels server = new AcceptedChannels(EpollMode.EDGE_TRIGGERED);
                RawClient client = server.connect()) {
            LeanSocketChannel channel = server.next().channel;

            assertThat(channel.writeAndFlush("text").awaitUninterruptibly().cause())
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessageContaining("String");
            assertThat(client.socket().isConnected()).isTrue();
        }
    }

    @Test
    void shutdown_whenBothWaysEnd_thenThePeerSeesTheEndAndTheChannelIsStillOpen() throws Exception {
        try (AcceptedChannels server = new AcceptedChannels(EpollMode.EDGE_TRIGGERED);
                RawClient client = server.connect()) {
            LeanSocketChannel channel = server.next().channel;

            assertThat(channel.shutdown().await(10_000)).isTrue();
            assertThat(client.readToEnd()).isEmpty();
            assertThat(channel.isShutdown()).isTrue();
            assertThat(channel.isOpen()).isTrue();
        }
    }

    @Test
    void close_whenItLingers_thenTheLoopDoesNotWaitAndThePeerSeesTheEnd() throws Exception {
        try (AcceptedChannels server =
                        new AcceptedChannels(EpollMode.EDGE_TRIGGERED, "127.0.0.1", channel -> channel.config()
                                .setSoLinger(1));
                RawClient client = server.connect()) {
            Accepted accepted = server.next();

            assertThat(accepted.channel.config().getOption(ChannelOption.SO_LINGER))
                    .isEqualTo(1);
            assertThat(accepted.channel.close().await(10_000)).isTrue();
            assertThat(client.readToEnd()).isEmpty();
            await().until(() -> accepted.events.contains("inactive"));
        }
    }

    @Test
    void connect_whenAskedOfAnAcceptedSocket_thenItFails() throws Exception {
        try (AcceptedChannels server = new AcceptedChannels(EpollMode.EDGE_TRIGGERED);
                RawClient client = server.connect()) {
            LeanSocketChannel channel = server.next().channel;

            assertThatThrownBy(() ->
                            channel.connect(server.listener().localAddress()).syncUninterruptibly())
                    .isInstanceOf(AlreadyConnectedException.class);
            assertThat(client.socket().isConnected()).isTrue();
        }
    }

    /** One buffer as the heap has it, one of parts, an empty one, then the rest in many. */
    private static ChannelFuture writeInParts(LeanSocketChannel channel, byte[] bytes) {
        PromiseCombiner all = new PromiseCombiner(ImmediateEventExecutor.INSTANCE);
        var unused = channel.write(Unpooled.wrappedBuffer(bytes, 0, 10), channel.voidPromise());
        all.add(channel.write(Unpooled.wrappedBuffer(
                Unpooled.copiedBuffer(bytes, 10, 10), Unpooled.directBuffer().writeBytes(bytes, 20, 10))));
        all.add(channel.write(Unpooled.EMPTY_BUFFER));
        for (int at = 30; at < bytes.length; at += 8_192) {
            int length = Math.min(8_192, bytes.length - at);
            all.add(channel.write(channel.alloc().buffer(length).writeBytes(bytes, at, length)));
        }
        ChannelPromise done = channel.newPromise();
        all.finish(done);
        return done;
    }

    private static void assertHalfOpen(LeanSocketChannel channel, RawClient client) throws Exception {
        var unused = channel.writeAndFlush(Unpooled.copiedBuffer("still", StandardCharsets.US_ASCII));
        assertThat(client.read(5)).asString(StandardCharsets.US_ASCII).isEqualTo("still");
        assertThat(channel.shutdownOutput().await(10_000)).isTrue();
        assertThat(client.readToEnd()).isEmpty();
    }

    private static CompletableFuture<Void> sending(RawClient client, byte[] bytes) {
        return CompletableFuture.runAsync(() -> {
            try {
                client.send(bytes);
            } catch (java.io.IOException e) {
                throw new AssertionError(e);
            }
        });
    }

    private static byte[] randomBytes(int length) {
        byte[] bytes = new byte[length];
        new Random(SEED).nextBytes(bytes);
        return bytes;
    }
}
