package io.roost.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.embedded.EmbeddedChannel;
import io.roost.config.AddressBlock;
import io.roost.connection.Lane;
import io.roost.connection.Terms;
import io.roost.connection.Times;
import io.roost.echo.EchoHandler;
import io.roost.metrics.LoopCounter;
import io.roost.metrics.LoopCounters;
import io.roost.proxy.ProxyConnection;
import io.roost.proxy.ProxyTerms;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What dials a listener that takes the PROXY protocol: the same client is found, the same bytes are left to its service and the same
 * is refused, however the stream is cut; nothing is a fault of the server's. The first byte says whether a header is required and whether
 * the peer is trusted, the second how the stream is cut.
 */
public final class ProxyTarget {
    private static final Times ANY = Times.of(Duration.ZERO, Duration.ZERO);
    private static final List<AddressBlock> TRUSTED = List.of(Objects.requireNonNull(AddressBlock.parse("10.0.0.0/8")));

    private ProxyTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length < 3) {
            return;
        }
        Outcome whole = dial(input, input.length);
        Outcome cut = dial(input, 1 + (input[1] & 0xFF));

        assertThat(cut).isEqualTo(whole);
        assertThat(whole.clients).hasSizeLessThanOrEqualTo(1);
        assertThat(input.length - 2)
                .as("what is echoed is what came")
                .isGreaterThanOrEqualTo(whole.clients.isEmpty() ? 0 : whole.output.length());
    }

    /** How it went for one that has dialled. */
    private record Outcome(List<InetSocketAddress> clients, String output, boolean isOpen) {}

    private static Outcome dial(byte[] input, int pieceBytes) {
        LoopCounters counters = new LoopCounters("test");
        boolean isTrusted = (input[0] & 2) == 0;
        EmbeddedChannel channel = new EmbeddedChannel() {
            @Override
            protected SocketAddress remoteAddress0() {
                return new InetSocketAddress(isTrusted ? "10.0.0.1" : "192.0.2.1", 5_000);
            }
        };
        Lane lane = new Lane(channel.eventLoop(), counters, Duration.ofSeconds(1), System::nanoTime, false);
        Terms terms = lane.terms(ANY);
        List<InetSocketAddress> clients = new ArrayList<>();
        ProxyTerms proxy = new ProxyTerms(
                (input[0] & 1) == 0,
                TRUSTED,
                new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel served) {
                        served.pipeline().addLast(new EchoHandler(terms));
                    }
                },
                (served, client) -> {
                    clients.add(client);
                    return null;
                },
                (status, retryAfter, sentence) -> sentence.getBytes(StandardCharsets.US_ASCII));
        channel.pipeline().addLast(new ProxyConnection(terms, proxy));
        channel.pipeline().fireChannelActive();
        for (int from = 2; from < input.length && channel.isOpen(); from += pieceBytes) {
            channel.writeInbound(Unpooled.copiedBuffer(input, from, Math.min(pieceBytes, input.length - from)));
        }
        StringBuilder output = new StringBuilder();
        for (ByteBuf out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
            output.append(out.toString(StandardCharsets.ISO_8859_1));
            out.release();
        }
        boolean isOpen = channel.isOpen();
        channel.finishAndReleaseAll();
        assertThat(lane.connections().size()).isZero();
        assertThat(counters.get(LoopCounter.FAULTS)).isZero();
        assertThat(counters.get(LoopCounter.CLOSED_ERROR)).isZero();
        return new Outcome(clients, output.toString(), isOpen);
    }
}
