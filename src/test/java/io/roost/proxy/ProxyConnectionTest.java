package io.roost.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.roost.config.AddressBlock;
import io.roost.connection.Terms;
import io.roost.connection.Times;
import io.roost.echo.EchoHandler;
import io.roost.limits.Excess;
import io.roost.metrics.LoopCounter;
import io.roost.testkit.ClockedLane;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyConnectionTest {
    private static final String LINE = "PROXY TCP4 192.0.2.7 198.51.100.1 56324 443\r\n";
    private static final byte[] BLOCK = HexFormat.of()
            .parseHex(ProxyHeaderTest.SIGNATURE_2 + "21110014c0000207c6336401dc0401bb" + "04000568656c6c6f");
    private static final InetSocketAddress CLIENT = new InetSocketAddress("192.0.2.7", 56_324);
    private static final String PROXY = "10.0.0.1";
    private static final String STRANGER = "203.0.113.5";

    private final ClockedLane lane = new ClockedLane();
    private final List<String> activations = new ArrayList<>();
    private final List<InetSocketAddress> told = new ArrayList<>();
    private final List<EmbeddedChannel> channels = new ArrayList<>();
    private @Nullable Excess excess;

    @AfterEach
    void end() {
        channels.forEach(EmbeddedChannel::finishAndReleaseAll);
        assertThat(lane.lane().connections().size()).isZero();
    }

    static Stream<byte[]> headers() {
        return Stream.of(ascii(LINE), BLOCK);
    }

    @ParameterizedTest
    @MethodSource("headers")
    void header_whenCutAnywhere_thenTheServiceBeginsBehindIt(byte[] header) {
        byte[] all = plus(header, "hello");
        for (int cut = 0; cut < all.length; cut++) {
            EmbeddedChannel channel = open(true, PROXY);
            channel.writeInbound(Unpooled.copiedBuffer(all, 0, cut));
            boolean isServed = cut >= header.length;
            assertThat(channel.pipeline().names()).startsWith(isServed ? "echo" : "proxy");
            assertThat(activations).hasSize(isServed ? 1 : 0);
            channel.writeInbound(Unpooled.copiedBuffer(all, cut, all.length - cut));

            assertThat(channel.pipeline().names()).startsWith("echo").hasSize(3);
            assertThat(output(channel)).isEqualTo("hello");
            assertThat(told).containsExactly(CLIENT);
            assertThat(activations).hasSize(1);
            told.clear();
            activations.clear();
        }
    }

    @ParameterizedTest
    @MethodSource("headers")
    void header_whenOneByteComesAtATime_thenRead(byte[] header) {
        EmbeddedChannel channel = open(true, PROXY);

        for (byte one : plus(header, "hello")) {
            channel.writeInbound(Unpooled.copiedBuffer(new byte[] {one}));
        }

        assertThat(output(channel)).isEqualTo("hello");
        assertThat(told).containsExactly(CLIENT);
        assertThat(lane.counters().get(LoopCounter.OPENED)).isEqualTo(1);
        assertThat(lane.counters().get(LoopCounter.PROXY_PASSED)).isEqualTo(1);
        assertThat(lane.counters().get(LoopCounter.CAUSE_CLOSE)).isZero();
    }

    @Test
    void header_whenTheProxySpeaksForItself_thenItsOwnAddressStays() {
        EmbeddedChannel channel = open(true, PROXY);

        channel.writeInbound(Unpooled.copiedBuffer(ascii("PROXY UNKNOWN\r\nhello")));

        assertThat(output(channel)).isEqualTo("hello");
        assertThat(told).containsExactly(new InetSocketAddress(PROXY, 5_000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"hello", "GET / HTTP/1.1\r\n\r\n", "\u0016\u0003\u0001", "P!"})
    void peer_whenItSendsNoHeader_thenRefusedWhereOneIsRequiredAndServedElsewhere(String text) {
        EmbeddedChannel required = open(true, PROXY);
        required.writeInbound(Unpooled.copiedBuffer(ascii(text)));
        assertThat(output(required)).isEqualTo("400 The PROXY header is missing");
        assertThat(required.isOpen()).isFalse();
        assertThat(lane.counters().get(LoopCounter.REFUSED_PROXY)).isEqualTo(1);
        assertThat(lane.counters().get(LoopCounter.CLOSED_PROTOCOL)).isEqualTo(1);
        assertThat(told).isEmpty();

        for (String peer : List.of(PROXY, STRANGER)) {
            EmbeddedChannel optional = open(false, peer);
            optional.writeInbound(Unpooled.copiedBuffer(ascii(text)));
            assertThat(output(optional)).isEqualTo(text);
        }
        assertThat(told).hasSize(2);
    }

    @Test
    void stranger_whenAHeaderIsRequired_thenRefusedBeforeItSaysAnything() {
        EmbeddedChannel channel = open(true, STRANGER);

        assertThat(output(channel)).isEqualTo("400 This port is for a proxy");
        assertThat(channel.isOpen()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("headers")
    void stranger_whenItSendsAHeader_thenRefused(byte[] header) {
        EmbeddedChannel channel = open(false, STRANGER);

        channel.writeInbound(Unpooled.copiedBuffer(plus(header, "hello")));

        assertThat(output(channel)).isEqualTo("400 A PROXY header is not taken from you");
        assertThat(channel.isOpen()).isFalse();
        assertThat(told).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void header_whenWrong_thenRefusedOnce(boolean isRequired) {
        EmbeddedChannel channel = open(isRequired, PROXY);

        channel.writeInbound(Unpooled.copiedBuffer(ascii("PROXY TCP4 1.2.3.4\r\nhello")));

        assertThat(output(channel)).isEqualTo("400 The PROXY header is wrong");
        assertThat(channel.isOpen()).isFalse();
        assertThat(lane.counters().get(LoopCounter.REFUSED_PROXY)).isEqualTo(1);
    }

    @Test
    void header_whenHuge_thenRefusedByItsFirstBytes() {
        EmbeddedChannel line = open(true, PROXY);
        line.writeInbound(Unpooled.copiedBuffer(ascii("PROXY " + "x".repeat(60_000))));
        assertThat(line.isOpen()).isFalse();

        EmbeddedChannel block = open(true, PROXY);
        block.writeInbound(Unpooled.copiedBuffer(HexFormat.of().parseHex(ProxyHeaderTest.SIGNATURE_2 + "2111ffff")));
        assertThat(block.isOpen()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void header_whenHalfOfItComesForEver_thenRefusedInTime(boolean isRequired) {
        EmbeddedChannel channel = open(isRequired, PROXY);

        for (byte one : ascii("PROX")) {
            channel.writeInbound(Unpooled.copiedBuffer(new byte[] {one}));
            lane.advance(1);
            assertThat(channel.isOpen()).isTrue();
        }
        lane.advance(3);

        assertThat(output(channel)).isEqualTo("408 The PROXY header did not come in time");
        assertThat(channel.isOpen()).isFalse();
        assertThat(lane.counters().get(LoopCounter.CLOSED_ADMISSION)).isEqualTo(1);
    }

    @Test
    void peer_whenItIsSilent_thenRefusedInTimeWhereAHeaderIsRequiredAndServedElsewhere() {
        EmbeddedChannel required = open(true, PROXY);
        EmbeddedChannel optional = open(false, PROXY);
        lane.advance(5);
        assertThat(required.isOpen()).isTrue();
        assertThat(activations).isEmpty();

        lane.advance(2);

        assertThat(required.isOpen()).isFalse();
        assertThat(optional.pipeline().names()).startsWith("echo");
        assertThat(activations).hasSize(1);
        lane.advance(600);
        optional.writeInbound(Unpooled.copiedBuffer(ascii("late")));
        assertThat(output(optional)).isEqualTo("late");
    }

    @Test
    void client_whenOverALimit_thenToldSoAndNotServed() {
        excess = Excess.RATE;
        EmbeddedChannel channel = open(true, PROXY);

        channel.writeInbound(Unpooled.copiedBuffer(ascii(LINE + "hello")));

        assertThat(output(channel)).isEqualTo("429 You connect too often, wait a while, retry after 30");
        assertThat(channel.isOpen()).isFalse();
        assertThat(activations).isEmpty();
        assertThat(lane.counters().get(LoopCounter.CLOSED_LIMIT)).isEqualTo(1);
        assertThat(lane.counters().get(LoopCounter.REFUSED_PROXY)).isZero();
    }

    @Test
    void peer_whenItEndsWithinTheHeader_thenGone() {
        EmbeddedChannel channel = open(true, PROXY);
        channel.writeInbound(Unpooled.copiedBuffer(ascii("PROXY ")));

        channel.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);

        assertThat(channel.isOpen()).isFalse();
        assertThat(output(channel)).isEmpty();
        assertThat(lane.counters().get(LoopCounter.CLOSED_PEER)).isEqualTo(1);
    }

    private EmbeddedChannel open(boolean isRequired, String peer) {
        Terms service = lane.lane().terms(Times.of(Duration.ZERO, Duration.ZERO));
        ChannelInitializer<Channel> next = new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                channel.pipeline().addLast("echo", new EchoHandler(service));
                channel.pipeline().addLast("witness", new ChannelInboundHandlerAdapter() {
                    @Override
                    public void channelActive(ChannelHandlerContext context) {
                        activations.add(context.name());
                    }
                });
            }
        };
        Terms header = lane.lane().terms(new Times(Duration.ZERO, Duration.ZERO, Duration.ofSeconds(5), Duration.ZERO));
        ProxyTerms terms = new ProxyTerms(
                isRequired,
                List.of(Objects.requireNonNull(AddressBlock.parse("10.0.0.0/8"))),
                next,
                (channel, client) -> {
                    told.add(client);
                    return excess;
                },
                (status, retryAfter, sentence) ->
                        ascii(status + " " + sentence + (retryAfter == 0 ? "" : ", retry after " + retryAfter)));
        EmbeddedChannel channel = new EmbeddedChannel() {
            @Override
            protected SocketAddress remoteAddress0() {
                return new InetSocketAddress(peer, 5_000);
            }
        };
        channels.add(channel);
        channel.pipeline().addLast("proxy", new ProxyConnection(header, terms));
        channel.pipeline().fireChannelActive();
        return channel;
    }

    private static String output(EmbeddedChannel channel) {
        StringBuilder all = new StringBuilder();
        for (ByteBuf out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
            all.append(out.toString(StandardCharsets.ISO_8859_1));
            out.release();
        }
        return all.toString();
    }

    private static byte[] plus(byte[] header, String text) {
        return Unpooled.wrappedBuffer(header, ascii(text)).copy().array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
